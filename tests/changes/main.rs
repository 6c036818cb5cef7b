//! What is other in one version of a description than in another.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod desk;
mod laws;
mod mutations;
mod programs;
mod sections;
mod wire;
