//! Machine-to-machine (M2M) clients.
//!
//! An M2M client is a service that calls your API. It trades its client id and client secret for an
//! access token, and sends that token until it expires: [`M2m::token_source`] keeps it for as long,
//! [`M2m::token`] is a single call. Your API verifies the token with `M2m::authenticate_token`,
//! without a call.

#[cfg(feature = "jwt")]
mod authenticate;
mod source;
mod token;

#[cfg(feature = "jwt")]
pub use self::authenticate::{AuthenticateM2mToken, M2mClaims};
pub use self::source::M2mTokenSource;
pub use self::token::{M2mToken, TokenRequest};
use crate::Client;

impl Client {
    /// Returns the calls of M2M clients.
    #[inline]
    pub fn m2m(&self) -> M2m {
        M2m {
            client: self.clone(),
        }
    }
}

/// The calls of machine-to-machine (M2M) clients: services that act for themselves, not for a
/// member.
#[derive(Clone, Debug)]
pub struct M2m {
    client: Client,
}
