//! Types as users of the crate read them: what a report says of them.

use proc_macro2::TokenStream;

use super::arguments;
use super::imports::{Site, imported};
use super::ty;
use crate::ir::{Api, Field, Input, Parameter, Presence, Response, Ty};

/// The type of a value: `Vec<Member>`.
pub(crate) fn value(api: &Api, of: &Ty) -> String {
    text(ty::ty(api, of))
}

/// The type of a field: `Option<String>`.
pub(crate) fn field(api: &Api, of: &Field) -> String {
    text(ty::stored(api, of))
}

/// The type of the argument for a property: `impl Into<String>`.
pub(crate) fn argument(api: &Api, of: &Field) -> String {
    text(arguments::ty(api, &Input::Property(of, &of.name)))
}

/// The type of the argument for a parameter.
pub(crate) fn parameter(api: &Api, of: &Parameter) -> String {
    text(arguments::parameter(api, of).ty)
}

/// The type of the argument for a body that is a single value.
pub(crate) fn whole(api: &Api, of: &Ty) -> String {
    text(arguments::ty(api, &Input::Body(of, Presence::Required)))
}

/// The type of what a call returns.
pub(crate) fn response(api: &Api, of: &Response) -> String {
    text(ty::response(api, of))
}

/// Tokens as rustfmt would set them.
fn text(tokens: TokenStream) -> String {
    let (_, tokens) = imported(
        tokens,
        Site::Beside {
            folder: "schemas",
            own: None,
        },
    );
    let mut text = tokens.to_string();
    for (loose, tight) in [
        (" < ", "<"),
        (" >", ">"),
        (" ,", ","),
        (" :: ", "::"),
        ("( ", "("),
        (" )", ")"),
    ] {
        text = text.replace(loose, tight);
    }
    text
}
