//! How calls behave on a network that fails: what is retried, when it ends, how pages follow each
//! other, and what an operator sees of it. Everything goes through a real connection.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod arguments;
mod blocking;
mod custom;
mod extras;
mod filters;
mod hosts;
#[cfg(feature = "http2")]
mod http2;
mod https;
mod limits;
mod member;
mod middleware;
mod pages;
mod retries;
mod runtimes;
mod server;
mod spans;
