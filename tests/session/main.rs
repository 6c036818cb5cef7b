//! The decisions that the SDK makes without a call, against the agreed vectors and at their edges,
//! and what it fetches and keeps to make them.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod access;
mod api;
mod authenticate;
mod axum;
mod axum_events;
mod claims;
mod jwks;
mod jwt;
mod key_sets;
mod member;
mod policies;
mod rbac;
mod statuses;
mod timeouts;
mod tokens;
mod unreadable;
