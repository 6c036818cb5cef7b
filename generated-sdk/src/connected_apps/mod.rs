//! Tokens that connected apps hold.
//!
//! A connected app is a program of somebody else that members let into their accounts, through the
//! pages that [`Idp`] serves. It calls your API with an access token. What the token says, and
//! whether it is good at all, is found by introspection ([RFC 7662]).
//!
//! [`Idp`]: crate::resources::Idp
//! [RFC 7662]: https://www.rfc-editor.org/rfc/rfc7662

mod claims;
#[cfg(feature = "jwt")]
mod local;
mod network;

pub use self::claims::{IntrospectedToken, TokenOrganization};
#[cfg(feature = "jwt")]
pub use self::local::IntrospectTokenLocal;
pub use self::network::IntrospectTokenNetwork;
