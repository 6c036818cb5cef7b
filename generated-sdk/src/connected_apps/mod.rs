//! Tokens that connected apps hold.
//!
//! A connected app is a program of somebody else that members let into their accounts, through the
//! pages that [`Idp`] serves. It calls your API with an access token. What the token says, and
//! whether it is good at all, is found by introspection ([RFC 7662]).
//!
//! [`Idp`]: crate::resources::Idp
//! [RFC 7662]: https://www.rfc-editor.org/rfc/rfc7662

mod claims;
mod introspect;

pub use self::claims::{IntrospectedToken, TokenOrganization};
pub use self::introspect::IntrospectTokenNetwork;
