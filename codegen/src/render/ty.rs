//! Names and types of the model as tokens. All that is not in the prelude is named by its full
//! path, which [`super::imports`] shortens.

use proc_macro2::{Ident, Punct, Spacing, Span, TokenStream, TokenTree};
use quote::quote;

use crate::ir::{Api, Boxing, Field, Response, Scalar, Storage, Ty};
use crate::names;

/// A name of the model as a token.
pub(super) fn ident(name: &names::Ident) -> Ident {
    match name.as_str().strip_prefix("r#") {
        Some(raw) => Ident::new_raw(raw, Span::call_site()),
        None => Ident::new(name.as_str(), Span::call_site()),
    }
}

/// The type of a value.
pub(super) fn ty(api: &Api, of: &Ty) -> TokenStream {
    match of {
        Ty::Scalar(scalar) => path(scalar.facts().rust),
        Ty::Json => quote!(crate::runtime::Json),
        Ty::JsonObject => quote!(crate::runtime::JsonObject),
        Ty::List(inner) => {
            let inner = ty(api, inner);
            quote!(Vec<#inner>)
        }
        Ty::Map(inner) => map(api, inner),
        Ty::Nullable(inner) => {
            let inner = ty(api, inner);
            quote!(Option<#inner>)
        }
        Ty::Named(id) => {
            let name = ident(&api.named(id).name);
            quote!(crate::schemas::#name)
        }
    }
}

/// A type that is spelled by its full path, with arguments or without.
fn path(spelled: &str) -> TokenStream {
    let mut tokens: Vec<TokenTree> = Vec::new();
    let mut rest = spelled;
    while let Some(c) = rest.chars().next() {
        let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_');
        let (step, behind) = rest.split_at(end.unwrap_or(rest.len()));
        if step.is_empty() {
            rest = rest.split_at(c.len_utf8()).1;
            let spacing = match rest.starts_with(':') {
                true => Spacing::Joint,
                false => Spacing::Alone,
            };
            tokens.push(Punct::new(c, spacing).into());
        } else {
            tokens.push(Ident::new(step, Span::call_site()).into());
            rest = behind;
        }
    }
    tokens.into_iter().collect()
}

/// The type of a map of such values.
pub(super) fn map(api: &Api, value: &Ty) -> TokenStream {
    let value = ty(api, value);
    quote!(std::collections::BTreeMap<String, #value>)
}

/// The type of a field as it is stored.
pub(super) fn stored(api: &Api, field: &Field) -> TokenStream {
    let plain = boxed(api, field);
    match field.storage {
        Storage::Plain => plain,
        Storage::Option => quote!(Option<#plain>),
        Storage::Nullable => quote!(crate::runtime::Nullable<#plain>),
        Storage::OptionNullable => quote!(Option<crate::runtime::Nullable<#plain>>),
    }
}

/// The type of what a field holds where there is a value, in its box if it has one.
pub(super) fn boxed(api: &Api, field: &Field) -> TokenStream {
    let plain = ty(api, &field.ty);
    match field.boxing {
        Boxing::Inline => plain,
        Boxing::Boxed => quote!(Box<#plain>),
    }
}

/// The type of what a call returns.
pub(super) fn response(api: &Api, of: &Response) -> TokenStream {
    match of {
        Response::Empty => quote!(()),
        Response::Text => path(Scalar::String.facts().rust),
        Response::Binary => path(Scalar::Binary.facts().rust),
        Response::Json(of) => ty(api, of),
        Response::MaybeJson(of) => {
            let of = ty(api, of);
            quote!(Option<#of>)
        }
    }
}
