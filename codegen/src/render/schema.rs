//! One module for each schema.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::imports::{Site, imported};
use super::signature::expectation;
use super::ty::{ident, map, stored, ty};
use super::{arguments, docs};
use crate::ir::{
    Api, Body, Boxing, Empty, Field, Flow, Home, Items, Presence, Shape, Storage, Ty, Type, Variant,
};

/// `schemas/mod.rs`.
pub(super) fn index(api: &Api) -> TokenStream {
    let mut types: Vec<&Type> = api.types.values().collect();
    types.sort_by(|one, two| one.module.cmp(&two.module));
    let doc = docs::inner("The types of requests and responses.");
    let modules = types.iter().map(|ty| ident(&ty.module));
    let (bodies, others): (Vec<&Type>, Vec<&Type>) =
        types.iter().partition(|ty| is_only_a_body(api, ty));
    let [bodies, others] = [bodies, others].map(|types| {
        let paths = types.into_iter().map(|ty| {
            let (module, name) = (ident(&ty.module), ident(&ty.name));
            quote!(#module::#name)
        });
        paths.collect::<Vec<_>>()
    });
    let about =
        docs::ours("The request bodies, which the builders of calls make from their arguments.");
    let bodies = (!bodies.is_empty()).then(|| {
        quote! {
            pub(crate) use bodies::*;

            #about
            pub mod bodies {
                #(pub use super::#bodies;)*
            }
        }
    });
    quote! {
        #doc
        #(mod #modules;)*
        #(pub use #others;)*
        #bodies
    }
}

/// The path of a type outside of the crate.
pub(super) fn public_path(api: &Api, of: &Type) -> TokenStream {
    let name = ident(&of.name);
    match is_only_a_body(api, of) {
        true => quote!(crate::schemas::bodies::#name),
        false => quote!(crate::schemas::#name),
    }
}

/// The module of a type.
pub(super) fn module(api: &Api, of: &Type) -> TokenStream {
    let title = docs::inner(&docs::code(&of.id.0));
    let fallback = match of.home {
        Home::Component => format!("The schema {} of the API.", docs::code(&of.id.0)),
        Home::Inline => format!(
            "The type of {}, for which the API has no name.",
            docs::code(&of.id.0)
        ),
    };
    let doc = docs::outer(&of.docs, of.status, &fallback);
    let item = match &of.shape {
        Shape::Struct { fields, rest, .. } => object(api, of, fields, rest.as_ref(), &doc),
        Shape::Enum(variants) => open_enum(of, variants, &doc),
        Shape::Alias(target) => alias(api, of, target, &doc),
        Shape::Newtype(target) => newtype(api, of, target, &doc),
    };
    let (imports, item) = imported(
        item,
        Site::Beside {
            folder: "schemas",
            own: Some(of.name.as_str()),
        },
    );
    quote!(#title #imports #item)
}

fn object(
    api: &Api,
    of: &Type,
    fields: &[Field],
    rest: Option<&Ty>,
    doc: &TokenStream,
) -> TokenStream {
    let name = ident(&of.name);
    let declarations = fields.iter().map(|field| {
        let doc = docs::outer(
            &field.docs,
            field.status,
            &format!("{}.", docs::code(&field.wire)),
        );
        let (name, ty) = (ident(&field.name), stored(api, field));
        quote!(#doc pub #name: #ty,)
    });
    let rest_field = rest.map(|rest| {
        let (rest, doc) = (map(api, rest), docs::ours("All other properties, by name."));
        quote!(#doc pub additional_properties: #rest,)
    });
    let constructor = constructor(api, of, fields, rest);
    let conversions = conversions(api, of, fields);
    let list = list(of, fields, rest);
    let derives = of.derives.iter().map(|derive| {
        let (module, fields) = (ident(&derive.name), derive.fields.iter().map(ident));
        quote!(crate::#module::#module! { #name { #(#fields),* } })
    });
    quote! {
        #doc
        #[derive(Clone, Default)]
        pub struct #name {
            #(#declarations)*
            #rest_field
        }

        #constructor

        #conversions

        #list

        #(#derives)*
    }
}

/// What a type says of its fields: their names on the wire, and which of them are special.
fn list(of: &Type, fields: &[Field], rest: Option<&Ty>) -> TokenStream {
    let name = ident(&of.name);
    let pairs = fields.iter().map(|field| {
        let (wire, name) = (&field.wire, ident(&field.name));
        quote!((#wire, #name))
    });
    let rest = rest.map(|_| quote!(rest additional_properties));
    let names = |key: TokenStream, is_special: &dyn Fn(&Field) -> bool| {
        let special = fields.iter().filter(|field| is_special(field));
        let names: Vec<&String> = special.map(|field| &field.wire).collect();
        (!names.is_empty()).then(|| quote!(#key [#(#names),*]))
    };
    let read_only = names(quote!(read_only), &|field| {
        of.flow == Flow::Both && !field.is_sent()
    });
    let skips = names(quote!(skips_unreadable), &|field| {
        field.items == Items::Readable
    });
    let empty = names(quote!(absent_if_empty), &|field| {
        field.empty == Empty::Absent
    });
    quote! {
        crate::runtime::wire::object! {
            #name { #(#pairs),* } #rest #read_only #skips #empty
        }
    }
}

/// Whether users never make a value of the type: it is a request body, and no part of another one.
fn is_only_a_body(api: &Api, of: &Type) -> bool {
    let is_it = |ty: &Ty| ty.named() == Some(&of.id);
    let mut bodies = api.paths.iter().flat_map(|path| &path.operations);
    of.flow == Flow::Request
        && is_made_by_builders(api, of)
        && !api.types.values().any(|ty| ty.parts().any(is_it))
        && !bodies.any(|operation| matches!(&operation.body, Body::Whole { ty, .. } if is_it(ty)))
}

/// Whether builders make the type, as a request body of arguments and setters.
fn is_made_by_builders(api: &Api, of: &Type) -> bool {
    let has = |is_body: &dyn Fn(&Body) -> bool| {
        let mut operations = api.paths.iter().flat_map(|path| &path.operations);
        operations.any(|operation| is_body(&operation.body))
    };
    let in_fields = has(&|body| matches!(body, Body::Fields { ty, .. } if *ty == of.id));
    let in_whole =
        has(&|body| matches!(body, Body::Whole { ty: Ty::Named(id), .. } if *id == of.id));
    in_fields && !in_whole
}

/// The arguments of `new`, for a part of a request of which the API requires something. They are in
/// the order of `required`, so that what becomes required is the last one.
pub(crate) fn arguments_of_new<'a>(api: &Api, of: &'a Type) -> Vec<&'a Field> {
    if !matches!(of.flow, Flow::Request | Flow::Both) || is_made_by_builders(api, of) {
        return Vec::new();
    }
    let fields = of.fields().iter();
    let mut required: Vec<&Field> = fields
        .filter(|field| field.presence == Presence::Required)
        .collect();
    required.sort_by_key(|field| field.rank);
    required
}

fn constructor(api: &Api, of: &Type, fields: &[Field], rest: Option<&Ty>) -> Option<TokenStream> {
    let required = arguments_of_new(api, of);
    if required.is_empty() {
        return None;
    }
    let (mut parameters, mut values) = (Vec::new(), Vec::new());
    for field in &required {
        let (name, given) = (ident(&field.name), arguments::binding(&field.name));
        let argument = arguments::field(api, field, &given);
        let (ty, value) = (argument.ty, argument.value);
        parameters.push(quote!(#given: #ty));
        values.push(quote!(#name: #value));
    }
    let expectation = expectation(parameters.len());
    let others =
        (required.len() < fields.len() || rest.is_some()).then(|| quote!(..Self::default()));
    let name = ident(&of.name);
    let doc = docs::ours("Returns a value with all that the API requires, and nothing else.");
    Some(quote! {
        impl #name {
            #doc
            #expectation
            #[inline]
            pub fn new(#(#parameters),*) -> Self {
                Self { #(#values,)* #others }
            }
        }
    })
}

/// The methods that convert JSON objects of a response to types of the caller.
fn conversions(api: &Api, of: &Type, fields: &[Field]) -> Option<TokenStream> {
    let is_received = matches!(of.flow, Flow::Response | Flow::Both);
    let objects = fields.iter().filter(|field| {
        is_received
            && *api.unaliased(&field.ty) == Ty::JsonObject
            && field.boxing == Boxing::Inline
            && matches!(field.storage, Storage::Plain | Storage::Option)
    });
    let methods: Vec<TokenStream> = objects
        .map(|field| {
            let (name, wire) = (ident(&field.name), &field.wire);
            let method = format_ident!("{}_as", name);
            let doc = docs::ours(&format!(
                "Converts {} to a type of your own.\n\n\
                 # Errors\n\n\
                 Returns [`Conversion`](crate::ErrorKind::Conversion) if it does not fit that type.",
                docs::sibling(&name)
            ));
            quote! {
                #doc
                #[inline]
                pub fn #method<T: crate::runtime::DeserializeOwned>(&self) -> crate::runtime::Result<T> {
                    crate::runtime::converted(#wire, &self.#name)
                }
            }
        })
        .collect();
    let name = ident(&of.name);
    (!methods.is_empty()).then(|| quote!(impl #name { #(#methods)* }))
}

fn open_enum(of: &Type, variants: &[Variant], doc: &TokenStream) -> TokenStream {
    let name = ident(&of.name);
    let names: Vec<_> = variants
        .iter()
        .map(|variant| ident(&variant.name))
        .collect();
    let wires = variants.iter().map(|variant| &variant.wire);
    let variant_docs = variants.iter().map(|variant| {
        let wire = if variant.wire.is_empty() {
            "The empty string.".to_owned()
        } else {
            format!("{}.", docs::code(&variant.wire))
        };
        let below = match variant.docs.text.is_empty() {
            true => Vec::new(),
            false => vec![String::new(), wire.clone()],
        };
        docs::with_more(&variant.docs, crate::ir::Status::Current, &wire, &below)
    });
    let unrecognized = docs::ours(
        "A value that this version of the crate does not know, kept as it was received.",
    );
    quote! {
        #doc
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum #name {
            #(#variant_docs #names,)*
            #unrecognized
            Unrecognized(crate::runtime::open_enum::Unrecognized),
        }

        crate::runtime::open_enum::open_enum!(#name);

        impl crate::runtime::open_enum::OpenEnum for #name {
            const KNOWN: &'static [(&'static str, Self)] = &[#((#wires, Self::#names)),*];
        }
    }
}

fn alias(api: &Api, of: &Type, target: &Ty, doc: &TokenStream) -> TokenStream {
    let (name, target) = (ident(&of.name), ty(api, target));
    // One that nothing uses tells a reader nothing.
    let hidden = (of.flow == Flow::Unused && !of.docs.is_hidden).then(|| quote!(#[doc(hidden)]));
    quote! {
        #doc
        #hidden
        pub type #name = #target;
    }
}

fn newtype(api: &Api, of: &Type, target: &Ty, doc: &TokenStream) -> TokenStream {
    let (name, target) = (ident(&of.name), ty(api, target));
    quote! {
        #doc
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct #name(pub #target);

        crate::runtime::wire::newtype!(#name);
    }
}
