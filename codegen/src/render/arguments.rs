//! How callers give a value: `&str` for a string, an array for a list, `&str` for an enum.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::ty::{self, boxed, ident};
use crate::ir::{
    Api, AsString, Boxing, Field, Given, Input, Parameter, ParameterLocation, Storage, Ty,
};
use crate::names;

/// An argument: its type, and the expression that turns it into the stored value.
pub(super) struct Argument {
    pub ty: TokenStream,
    pub value: TokenStream,
}

impl Argument {
    /// The same argument with another value made of its value.
    fn map(self, of: impl FnOnce(TokenStream) -> TokenStream) -> Self {
        let value = of(self.value);
        Self { ty: self.ty, value }
    }
}

/// The name of the argument or the setter for an input.
pub(super) fn name(input: &Input<'_>) -> Ident {
    match input {
        Input::Parameter(of) => ident(&of.name),
        Input::Property(_, setter) => ident(setter),
        Input::Body(..) => format_ident!("body"),
    }
}

/// The name of the setter for an `Option`.
pub(super) fn option_name(input: &Input<'_>) -> Ident {
    let name = match input {
        Input::Parameter(of) => of.name.after("maybe"),
        Input::Property(_, setter) => setter.after("maybe"),
        Input::Body(..) => "maybe_body".to_owned(),
    };
    format_ident!("{name}")
}

/// The argument for an input of a call, and what it is turned into with the help of that call.
pub(super) fn of(api: &Api, input: &Input<'_>, call: &TokenStream) -> Argument {
    let (name, wire) = (name(input), input.wire());
    match input {
        Input::Parameter(of) => parameter(api, of),
        Input::Property(of, _) => {
            stored(api, of, &name, serialized(api, &of.ty, &name, wire, call))
        }
        Input::Body(of, _) => {
            serialized(api, of, &name, wire, call).unwrap_or_else(|| plain(api, of, &name))
        }
    }
}

/// The type of the argument for an input.
pub(super) fn ty(api: &Api, input: &Input<'_>) -> TokenStream {
    of(api, input, &TokenStream::new()).ty
}

/// Whether an input is turned into a JSON object by its call, which fails if it is none.
pub(super) fn is_serialized(api: &Api, input: &Input<'_>) -> bool {
    let is_object = *api.unaliased(input.ty()) == Ty::JsonObject;
    match input {
        Input::Parameter(_) => false,
        Input::Property(of, _) => {
            is_object && matches!(of.storage, Storage::Plain | Storage::Option)
        }
        Input::Body(..) => is_object,
    }
}

/// The argument for a JSON object of any content.
fn serialized(
    api: &Api,
    of: &Ty,
    name: &Ident,
    wire: &str,
    call: &TokenStream,
) -> Option<Argument> {
    (*api.unaliased(of) == Ty::JsonObject).then(|| Argument {
        ty: quote!(impl crate::runtime::Serialize),
        value: quote!(#call.json_object(#wire, #name)),
    })
}

/// A type whose values can be given for an input, whatever else can.
pub(super) fn accepted(api: &Api, input: &Input<'_>) -> TokenStream {
    match input {
        Input::Property(field, _) => match field.storage {
            Storage::Plain | Storage::Option => ty::ty(api, &field.ty),
            // Only a value that may be `null` is given in its box.
            Storage::Nullable | Storage::OptionNullable => nullable(api, field),
        },
        Input::Parameter(_) | Input::Body(..) => ty::ty(api, input.ty()),
    }
}

/// The argument for a value.
pub(super) fn plain(api: &Api, of: &Ty, name: &Ident) -> Argument {
    let own = ty::ty(api, of);
    match api.unaliased(of) {
        Ty::JsonObject => Argument {
            ty: quote!(
                impl IntoIterator<Item = (impl Into<String>, impl Into<crate::runtime::Json>)>
            ),
            value: quote!(crate::runtime::map(#name)),
        },
        Ty::List(item) => {
            let own = ty::ty(api, item);
            // A number without a suffix is of the only type that fits, which a conversion conceals.
            let ty = match is_converted(api, item) {
                true => quote!(impl crate::runtime::IntoList<#own>),
                false => quote!(impl IntoIterator<Item = #own>),
            };
            Argument {
                ty,
                value: quote!(crate::runtime::list(#name)),
            }
        }
        Ty::Map(item) => {
            let item = element(api, item);
            Argument {
                ty: quote!(impl IntoIterator<Item = (impl Into<String>, #item)>),
                value: quote!(crate::runtime::map(#name)),
            }
        }
        of @ (Ty::Scalar(_) | Ty::Json | Ty::Nullable(_) | Ty::Named(_)) => {
            if converts(api, of) {
                Argument {
                    ty: quote!(impl Into<#own>),
                    value: quote!(#name.into()),
                }
            } else {
                Argument {
                    ty: own,
                    value: quote!(#name),
                }
            }
        }
    }
}

/// Whether anything is given that converts to a value, and not the value itself.
fn converts(api: &Api, of: &Ty) -> bool {
    match of {
        Ty::Scalar(scalar) => scalar.facts().given == Given::Into,
        Ty::Json => true,
        Ty::Named(id) => api.named(id).is_enum(),
        Ty::JsonObject | Ty::List(_) | Ty::Map(_) | Ty::Nullable(_) => false,
    }
}

/// The argument for a field, and the expression that sets the field.
pub(super) fn field(api: &Api, of: &Field, name: &Ident) -> Argument {
    stored(api, of, name, None)
}

/// The same, with another argument for a value that is not `null`.
fn stored(api: &Api, field: &Field, name: &Ident, other: Option<Argument>) -> Argument {
    let argument = match field.storage {
        Storage::Plain | Storage::Option => {
            let plain = other.unwrap_or_else(|| plain(api, &field.ty, name));
            match field.boxing {
                Boxing::Inline => plain,
                Boxing::Boxed => plain.map(|value| quote!(Box::new(#value))),
            }
        }
        Storage::Nullable | Storage::OptionNullable => {
            let own = nullable(api, field);
            Argument {
                ty: quote!(impl Into<#own>),
                value: quote!(#name.into()),
            }
        }
    };
    match field.storage {
        Storage::Plain | Storage::Nullable => argument,
        Storage::Option | Storage::OptionNullable => argument.map(|value| quote!(Some(#value))),
    }
}

/// The argument for a parameter. In a query, its value is an expression of a known type; elsewhere
/// it is a string.
pub(super) fn parameter(api: &Api, of: &Parameter) -> Argument {
    let name = ident(&of.name);
    let argument = plain(api, &of.ty, &name);
    match (of.location, api.unaliased(&of.ty)) {
        (ParameterLocation::Query(_), Ty::List(item)) => {
            let item = ty::ty(api, item);
            argument.map(|_| quote!(crate::runtime::list::<#item, _>(#name)))
        }
        (ParameterLocation::Query(_), _) => argument,
        (_, Ty::Scalar(scalar)) => match scalar.facts().string {
            AsString::Itself => argument,
            AsString::Exposed => argument.map(|value| quote!(#value.expose_secret().to_owned())),
            AsString::Timestamp => argument.map(|value| quote!(crate::runtime::rfc3339(&#value))),
            AsString::Displayed => argument.map(|value| quote!(#value.to_string())),
        },
        _ => argument.map(|value| quote!(#value.to_string())),
    }
}

/// The argument for a field, called like it unless that would hide what converts it. Builders have
/// names of their own, which never do.
pub(super) fn binding(name: &names::Ident) -> Ident {
    match name.as_str() {
        "list" | "map" => format_ident!("{}_", name.as_str()),
        _ => ident(name),
    }
}

fn nullable(api: &Api, field: &Field) -> TokenStream {
    let own = boxed(api, field);
    quote!(crate::runtime::Nullable<#own>)
}

/// The type of what callers give for a value of a map.
fn element(api: &Api, of: &Ty) -> TokenStream {
    let own = ty::ty(api, of);
    match is_converted(api, of) {
        true => quote!(impl Into<#own>),
        false => own,
    }
}

/// Whether items of a list and values of a map are converted.
fn is_converted(api: &Api, of: &Ty) -> bool {
    let of = api.unaliased(of);
    converts(api, of) || matches!(of, Ty::Named(_) | Ty::JsonObject)
}
