//! Flows beside the generated operations: tokens of M2M clients, and logins that begin in the
//! browser.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod login;
mod start_urls;
mod token_source;
mod tokens;
