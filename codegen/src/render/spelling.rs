//! Types as callers of the crate read them: what a report says of them.

use proc_macro2::TokenStream;
use quote::format_ident;

use super::ty::{self, From};
use super::{arguments, ident};
use crate::ir::{Api, Field, Parameter, ParameterLocation, Response, Ty};

/// The type of a value: `Vec<Member>`.
pub(crate) fn value(api: &Api, of: &Ty) -> String {
    text(ty::ty(api, of, From::Schema))
}

/// The type of a field: `Option<String>`.
pub(crate) fn field(api: &Api, of: &Field) -> String {
    text(ty::stored(api, of, From::Schema))
}

/// The type of the argument for a property: `impl Into<String>`.
pub(crate) fn argument(api: &Api, of: &Field) -> String {
    text(arguments::field(api, of, &ident(&of.name), From::Schema).ty)
}

/// The type of the argument for a parameter.
pub(crate) fn parameter(api: &Api, of: &Parameter) -> String {
    let name = ident(&of.name);
    let argument = match of.location {
        ParameterLocation::Query(_) => arguments::query(api, &of.ty, &name, From::Schema),
        _ => arguments::text(api, &of.ty, &name, From::Schema),
    };
    text(argument.ty)
}

/// The type of the argument for a body that is a single value.
pub(crate) fn whole(api: &Api, of: &Ty) -> String {
    text(arguments::plain(api, of, &format_ident!("body"), From::Schema).ty)
}

/// The type of what a call gives back.
pub(crate) fn answer(api: &Api, of: &Response) -> String {
    match of {
        Response::Empty => "()".to_owned(),
        Response::Text => "String".to_owned(),
        Response::Binary => "Binary".to_owned(),
        Response::Json(of) => value(api, of),
        Response::MaybeJson(of) => format!("Option<{}>", value(api, of)),
    }
}

/// Tokens as rustfmt would set them.
fn text(tokens: TokenStream) -> String {
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
