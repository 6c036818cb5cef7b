//! How callers give a value: `&str` for a text, an array for a list, a word for an enum.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::ident;
use super::ty::{From, Imports, ty};
use crate::ir::{Api, Boxing, Field, Shape, Storage, Ty};
use crate::names;

/// An argument: its type, and the expression that turns it into the stored value.
pub(super) struct Argument {
    pub ty: TokenStream,
    pub value: TokenStream,
}

/// The argument for a value.
pub(super) fn plain(api: &Api, of: &Ty, name: &Ident, from: From) -> Argument {
    let own = ty(api, of, from);
    match unaliased(api, of) {
        Ty::String | Ty::Secret | Ty::DateTime | Ty::Json | Ty::Binary => Argument {
            ty: quote!(impl Into<#own>),
            value: quote!(#name.into()),
        },
        Ty::Named(_) if is_enum(api, of) => Argument {
            ty: quote!(impl Into<#own>),
            value: quote!(#name.into()),
        },
        Ty::JsonObject => Argument {
            ty: quote!(impl IntoIterator<Item = (impl Into<String>, impl Into<Json>)>),
            value: quote!(map(#name)),
        },
        Ty::List(item) => match element(api, item, from) {
            Element::Into(item) => Argument {
                ty: quote!(impl IntoIterator<Item = impl Into<#item>>),
                value: quote!(list(#name)),
            },
            Element::Plain(item) => Argument {
                ty: quote!(impl IntoIterator<Item = #item>),
                value: quote!(list(#name)),
            },
        },
        Ty::Map(item) => match element(api, item, from) {
            Element::Into(item) => Argument {
                ty: quote!(impl IntoIterator<Item = (impl Into<String>, impl Into<#item>)>),
                value: quote!(map(#name)),
            },
            Element::Plain(item) => Argument {
                ty: quote!(impl IntoIterator<Item = (impl Into<String>, #item)>),
                value: quote!(map(#name)),
            },
        },
        _ => Argument {
            ty: own,
            value: quote!(#name),
        },
    }
}

/// The argument for a field, and the expression that sets the field.
pub(super) fn field(api: &Api, field: &Field, name: &Ident, from: From) -> Argument {
    let argument = match field.storage {
        Storage::Plain | Storage::Option => plain(api, &field.ty, name, from),
        Storage::Nullable | Storage::OptionNullable => {
            let own = ty(api, &field.ty, from);
            let own = if field.boxing == Boxing::Boxed {
                quote!(Box<#own>)
            } else {
                own
            };
            Argument {
                ty: quote!(impl Into<Nullable<#own>>),
                value: quote!(#name.into()),
            }
        }
    };
    let value = match (field.boxing, field.storage) {
        (Boxing::Boxed, Storage::Plain | Storage::Option) => {
            let value = argument.value;
            quote!(Box::new(#value))
        }
        _ => argument.value,
    };
    let value = match field.storage {
        Storage::Plain | Storage::Nullable => value,
        Storage::Option | Storage::OptionNullable => quote!(Some(#value)),
    };
    Argument {
        ty: argument.ty,
        value,
    }
}

/// The argument for a value that is written as text, into a path or a header.
pub(super) fn text(api: &Api, of: &Ty, name: &Ident, from: From) -> Argument {
    let argument = plain(api, of, name, from);
    let value = match unaliased(api, of) {
        Ty::String => argument.value,
        Ty::Secret => {
            let value = argument.value;
            quote!(#value.expose_secret().to_owned())
        }
        Ty::DateTime => {
            let value = argument.value;
            quote!(rfc3339(&#value))
        }
        _ => {
            let value = argument.value;
            quote!(#value.to_string())
        }
    };
    Argument {
        ty: argument.ty,
        value,
    }
}

/// The argument for a value that is written into a query, as an expression of a known type.
pub(super) fn query(api: &Api, of: &Ty, name: &Ident, from: From) -> Argument {
    let argument = plain(api, of, name, from);
    let value = match unaliased(api, of) {
        Ty::List(item) => {
            let item = ty(api, item, from);
            quote!(list::<#item, _>(#name))
        }
        _ => argument.value,
    };
    Argument {
        ty: argument.ty,
        value,
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

/// What the type of an argument names, which need not be the type of the value.
pub(super) fn imports(api: &Api, of: &Ty, imports: &mut Imports) {
    match unaliased(api, of) {
        Ty::JsonObject => imports.runtime(&["Json"]),
        Ty::List(item) | Ty::Map(item) => imports.ty(api, item),
        _ => imports.ty(api, of),
    }
}

/// The same for the argument for a field.
pub(super) fn field_imports(api: &Api, field: &Field, imports: &mut Imports) {
    imports.storage(field.storage);
    match field.storage {
        Storage::Plain | Storage::Option => self::imports(api, &field.ty, imports),
        Storage::Nullable | Storage::OptionNullable => imports.ty(api, &field.ty),
    }
}

/// What turns an argument into the value uses.
pub(super) fn conversions(api: &Api, of: &Ty, imports: &mut Imports) {
    match unaliased(api, of) {
        Ty::List(_) => imports.runtime(&["list"]),
        Ty::JsonObject | Ty::Map(_) => imports.runtime(&["map"]),
        _ => {}
    }
}

/// The same for what is written as text.
pub(super) fn text_conversions(api: &Api, of: &Ty, imports: &mut Imports) {
    if *unaliased(api, of) == Ty::DateTime {
        imports.runtime(&["rfc3339"]);
    }
}

/// The same for the argument for a field.
pub(super) fn field_conversions(api: &Api, field: &Field, imports: &mut Imports) {
    if matches!(field.storage, Storage::Plain | Storage::Option) {
        conversions(api, &field.ty, imports);
    }
}

enum Element {
    Into(TokenStream),
    Plain(TokenStream),
}

fn element(api: &Api, of: &Ty, from: From) -> Element {
    let own = ty(api, of, from);
    match unaliased(api, of) {
        Ty::String | Ty::Secret | Ty::DateTime | Ty::Json | Ty::Named(_) => Element::Into(own),
        _ => Element::Plain(own),
    }
}

/// The type behind the other names that it has; a checked model has none that go in a circle.
pub(super) fn unaliased<'a>(api: &'a Api, mut of: &'a Ty) -> &'a Ty {
    while let Ty::Named(id) = of
        && let Some(Shape::Alias(target)) = api.types.get(id).map(|ty| &ty.shape)
    {
        of = target;
    }
    of
}

fn is_enum(api: &Api, of: &Ty) -> bool {
    match unaliased(api, of) {
        Ty::Named(id) => api
            .types
            .get(id)
            .is_some_and(|ty| matches!(ty.shape, Shape::Enum(_))),
        _ => false,
    }
}
