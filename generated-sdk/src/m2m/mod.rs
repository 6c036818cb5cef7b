//! Machine-to-machine clients.
//!
//! A machine that calls your API has a client id and a client secret. It trades them for an access
//! token with [`M2m::token`], and sends that token along until it expires. Your API checks the
//! token with `M2m::authenticate_token`, on its own machine (with the feature `jwt`).

#[cfg(feature = "jwt")]
mod authenticate;
mod token;

#[cfg(feature = "jwt")]
pub use self::authenticate::{AuthenticateM2mToken, M2mClaims};
pub use self::token::{M2mToken, TokenRequest};
use crate::Client;

impl Client {
    /// Tokens of machine-to-machine clients.
    #[inline]
    pub fn m2m(&self) -> M2m {
        M2m {
            client: self.clone(),
        }
    }
}

/// Machine-to-machine clients: programs that act for nobody but themselves.
#[derive(Clone, Debug)]
pub struct M2m {
    client: Client,
}
