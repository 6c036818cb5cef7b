//! Flows beside the operations that are generated: tokens of programs, and logins that begin in the
//! browser.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod start_urls;
mod tokens;
