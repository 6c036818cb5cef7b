//! Tokens of connected apps.
//!
//! A connected app is an application, yours or a third party's, that members authorize, through the
//! pages that [`Idp`] serves. It calls your API with an access token. Token introspection ([RFC 7662]) tells
//! whether the token is valid, and its claims.
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
