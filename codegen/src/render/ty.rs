//! Names and types of the model as tokens. All that is not in the prelude is named by its full
//! path, which [`super::imports`] shortens.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use crate::ir::{Api, Boxing, Field, Response, Storage, Ty};
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
        Ty::Bool => quote!(bool),
        Ty::I32 => quote!(i32),
        Ty::I64 => quote!(i64),
        Ty::U32 => quote!(u32),
        Ty::U64 => quote!(u64),
        Ty::F32 => quote!(f32),
        Ty::F64 => quote!(f64),
        Ty::String => quote!(String),
        Ty::Secret => quote!(crate::runtime::Secret),
        Ty::DateTime => quote!(chrono::DateTime<chrono::FixedOffset>),
        Ty::Json => quote!(crate::runtime::Json),
        Ty::JsonObject => quote!(crate::runtime::JsonObject),
        Ty::Binary => quote!(crate::runtime::Binary),
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
        Response::Text => quote!(String),
        Response::Binary => quote!(crate::runtime::Binary),
        Response::Json(of) => ty(api, of),
        Response::MaybeJson(of) => {
            let of = ty(api, of);
            quote!(Option<#of>)
        }
    }
}
