//! The fakes that users test their applications with.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod capture;
mod custom;
#[allow(dead_code, reason = "the contract uses more of it")]
#[path = "../contract/derived.rs"]
mod derived;
mod scripts;
#[allow(dead_code, reason = "the contract uses more of it")]
#[rustfmt::skip]
#[path = "../contract/driver.rs"]
mod driver;
mod every_operation;
mod front_end;
mod identities;
#[allow(dead_code, reason = "the contract uses more of it")]
#[path = "../contract/inputs.rs"]
mod inputs;
mod login;
mod m2m_clients;
mod records;
mod schema;
mod server;
mod sessions;
mod tokens;
