//! What tests of programs that use this crate need. It has no place in what you ship.

#[cfg(feature = "jwt")]
mod signer;

#[cfg(feature = "jwt")]
pub use signer::Signer;
