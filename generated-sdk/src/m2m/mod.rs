//! Access tokens of machine-to-machine (M2M) clients.
//!
//! An M2M client is a service that calls your API. It trades its client id and client secret for an
//! access token, and sends that token until it expires: [`M2m::token_source`] keeps it for as long,
//! [`M2m::token`] is a single call. Your API verifies the token with `M2m::authenticate_token`,
//! without a call. [`M2m::clients`] manages the clients themselves.
//!
//! [`M2m::token_source`]: crate::resources::M2m::token_source
//! [`M2m::token`]: crate::resources::M2m::token
//! [`M2m::clients`]: crate::resources::M2m::clients

#[cfg(feature = "jwt")]
mod authenticate;
mod source;
mod token;

#[cfg(feature = "jwt")]
pub use self::authenticate::{AuthenticateM2mToken, M2mClaims};
pub use self::source::M2mTokenSource;
pub use self::token::{M2mToken, TokenRequest};
