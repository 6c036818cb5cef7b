//! The test driver: operationId and inputs by wire name, to a call through the public builder. It
//! lets a test replay recorded requests without knowing any operation.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::body::body_fields;
use super::ty::{From, ty};
use super::{docs, ident};
use crate::ir::{
    Api, Body, Caller, Operation, ParameterLocation, Presence, Resource, Status, Storage, Ty,
};
use crate::names;

pub(super) fn tokens(api: &Api) -> TokenStream {
    let doc = docs::inner(
        "Every operation by its id, called through its public builder with inputs by wire name.",
    );
    let operations = api.paths.iter().flat_map(|path| &path.operations);
    let arms = operations.clone().map(|operation| {
        let id = &operation.id;
        let call = call(api, operation, &operation.resource, Caller::Client);
        quote!(#id => { #call })
    });
    let scoped = scoped(api);
    let schemas = api.types.values().map(|of| {
        let (id, name) = (&of.id.0, ident(&of.name));
        quote!(#id => echo::<schemas::#name>(json),)
    });
    let ids = operations.clone().map(|operation| &operation.id);
    let deprecated = operations
        .clone()
        .any(|operation| uses_deprecated(api, operation))
        .then(|| quote!(#![allow(deprecated)]));
    let library = api
        .library
        .as_ref()
        .map_or_else(|| format_ident!("my_api"), ident);
    let times = takes_times(api).then(|| quote!(use #library::chrono::{DateTime, FixedOffset};));
    let types = uses(api).into_iter().map(|name| format_ident!("{name}"));
    quote! {
        #doc
        #deprecated
        use #library::{#(#types),*};
        #times
        use super::inputs::{Call, Echo, Inputs, Place, call, echo};

        #[doc = " The ids of all operations."]
        pub(crate) const OPERATIONS: &[&str] = &[#(#ids),*];

        #[doc = " A schema's value, read from JSON and written again, and how it is shown; `None` if there is no"]
        #[doc = " such schema."]
        pub(crate) fn schema(id: &str, json: &Json) -> Option<Echo> {
            Some(match id {
                #(#schemas)*
                _ => return None,
            })
        }

        #[doc = " The call of an operation; `None` if there is no such operation."]
        pub(crate) fn operation(client: &Client, id: &str, inputs: &mut Inputs) -> Option<Call> {
            Some(match id {
                #(#arms)*
                _ => return None,
            })
        }

        #(#scoped)*
    }
}

/// The same for each actor, and for the calls about the holder of a session.
fn scoped(api: &Api) -> Vec<TokenStream> {
    let mut functions = Vec::new();
    for actor in &api.actors {
        let (module, client) = (ident(&actor.module), ident(&actor.client));
        let trees = [
            (Caller::Actor, "", actor.resources.as_slice()),
            (Caller::Oneself, "_self", actor.own.as_slice()),
        ];
        for (caller, suffix, roots) in trees {
            let mut calls = Vec::new();
            reach(api, roots, &[], &mut |operation, handles| {
                calls.push((&operation.id, call(api, operation, handles, caller)));
            });
            let name = format_ident!("as_{}{suffix}", actor.module.bare());
            let list = format_ident!(
                "AS_{}{}",
                actor.module.bare().to_uppercase(),
                suffix.to_uppercase()
            );
            let ids = calls.iter().map(|(id, _)| id);
            let arms = calls.iter().map(|(id, call)| quote!(#id => { #call }));
            functions.push(quote! {
                #[doc = " The ids of the operations that are called so."]
                pub(crate) const #list: &[&str] = &[#(#ids),*];

                #[doc = " The call of an operation on behalf of somebody; `None` if there is no such operation."]
                pub(crate) fn #name(client: &actors::#module::#client, id: &str, inputs: &mut Inputs) -> Option<Call> {
                    Some(match id {
                        #(#arms)*
                        _ => return None,
                    })
                }
            });
        }
    }
    functions
}

/// Each operation below these handles, with the handles that lead to it.
fn reach<'a>(
    api: &'a Api,
    level: &'a [Resource],
    above: &[names::Ident],
    visit: &mut dyn FnMut(&'a Operation, &[names::Ident]),
) {
    for resource in level {
        let handles: Vec<names::Ident> = above.iter().chain([&resource.name]).cloned().collect();
        for (path, index) in &resource.operations {
            let path = api.paths.get(*path);
            if let Some(operation) = path.and_then(|path| path.operations.get(*index)) {
                visit(operation, &handles);
            }
        }
        reach(api, &resource.children, &handles, visit);
    }
}

/// One that a handle or a builder warns about.
fn uses_deprecated(api: &Api, operation: &Operation) -> bool {
    operation.status == Status::Deprecated
        || operation
            .parameters
            .iter()
            .any(|parameter| parameter.status == Status::Deprecated)
        || body_fields(api, &operation.body).any(|(field, _)| field.status == Status::Deprecated)
}

/// Whether a value that a call takes is a point in time.
fn takes_times(api: &Api) -> bool {
    let operations = api.paths.iter().flat_map(|path| &path.operations);
    operations
        .flat_map(|operation| values(api, operation))
        .any(|value| value.ty.to_string().contains("DateTime"))
}

/// What the driver imports from the crate.
fn uses(api: &Api) -> Vec<&'static str> {
    let values: Vec<Value> = api
        .paths
        .iter()
        .flat_map(|path| &path.operations)
        .flat_map(|operation| values(api, operation))
        .collect();
    let text: String = values
        .iter()
        .map(|value| value.ty.to_string())
        .collect::<Vec<_>>()
        .join(" ");
    let is_used = |name: &&str| {
        text.split(|c: char| !c.is_alphanumeric() && c != '_')
            .any(|word| word == *name)
    };
    let optional = ["Binary", "JsonObject", "Nullable", "Secret"]
        .into_iter()
        .filter(is_used);
    let actors = (!api.actors.is_empty()).then_some("actors");
    ["Client", "Json", "schemas"]
        .into_iter()
        .chain(actors)
        .chain(optional)
        .collect()
}

/// A value that a call takes.
struct Value {
    place: TokenStream,
    wire: String,
    setter: proc_macro2::Ident,
    ty: TokenStream,
    presence: Presence,
}

fn values(api: &Api, operation: &Operation) -> Vec<Value> {
    let parameters = operation.parameters.iter().map(|parameter| Value {
        place: match parameter.location {
            ParameterLocation::Path => quote!(Path),
            ParameterLocation::Query(_) => quote!(Query),
            ParameterLocation::Header => quote!(Header),
            ParameterLocation::Cookie => quote!(Cookie),
        },
        wire: parameter.wire.clone(),
        setter: ident(&parameter.name),
        ty: ty(api, &parameter.ty, From::Elsewhere),
        presence: parameter.presence,
    });
    let fields = body_fields(api, &operation.body).map(|(field, setter)| {
        let own = ty(api, &field.ty, From::Elsewhere);
        Value {
            place: quote!(Body),
            wire: field.wire.clone(),
            setter: ident(setter),
            ty: if matches!(field.storage, Storage::Nullable | Storage::OptionNullable) {
                quote!(Nullable<#own>)
            } else {
                own
            },
            presence: field.presence,
        }
    });
    parameters.chain(fields).collect()
}

fn call(api: &Api, operation: &Operation, handles: &[names::Ident], caller: Caller) -> TokenStream {
    let mut values = values(api, operation);
    values.retain(|value| operation.is_given(&value.wire, caller));
    let required = values
        .iter()
        .filter(|value| value.presence == Presence::Required)
        .map(
            |Value {
                 place, wire, ty, ..
             }| { quote!(inputs.required::<#ty>(Place::#place, #wire)) },
        );
    let whole = match &operation.body {
        Body::Whole { ty: of, .. } if *of != Ty::Binary => {
            let of = ty(api, of, From::Elsewhere);
            Some(quote!(inputs.whole::<#of>()))
        }
        Body::Whole { .. } => Some(quote!(inputs.bytes())),
        _ => None,
    };
    let is_optional = matches!(
        operation.body,
        Body::Whole {
            presence: Presence::Optional,
            ..
        }
    );
    let (whole, later) = if is_optional {
        (None, whole)
    } else {
        (whole, None)
    };
    let required = required.chain(whole);
    let handles = handles.iter().map(ident);
    let method = ident(&operation.method);
    let start = quote!(client #(.#handles())* .#method(#(#required),*));
    let optional: Vec<TokenStream> = values
        .iter()
        .filter(|value| value.presence == Presence::Optional)
        .map(
            |Value {
                 place,
                 wire,
                 setter,
                 ty,
                 ..
             }| {
                quote! {
                    if let Some(value) = inputs.optional::<#ty>(Place::#place, #wire) {
                        builder = builder.#setter(value);
                    }
                }
            },
        )
        .chain(later.map(|whole| quote!(builder = builder.body(#whole);)))
        .collect();
    if optional.is_empty() {
        quote!(call(#start))
    } else {
        quote! {
            let mut builder = #start;
            #(#optional)*
            call(builder)
        }
    }
}
