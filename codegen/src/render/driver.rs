//! The test driver: operationId and inputs by wire name, to a call through the public builder. It
//! lets a test replay recorded requests without knowing any operation.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::arguments::{accepted, name};
use super::docs;
use super::imports::{Site, imported};
use super::schema::public_path;
use super::ty::ident;
use crate::ir::{Api, Caller, Input, Operation, ParameterLocation, Resource, Scalar, Status, Ty};
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
    let of_actors = of_actors(api);
    let schemas = api.types.values().map(|of| {
        let (id, path) = (&of.id.0, public_path(api, of));
        quote!(#id => echo::<#path>(json),)
    });
    let ids = operations.clone().map(|operation| &operation.id);
    let deprecated = operations
        .clone()
        .any(|operation| uses_deprecated(api, operation))
        .then(|| quote!(#![allow(deprecated)]));
    let library = api
        .library
        .as_ref()
        .map_or("my_api", |library| library.as_str());
    let code = quote! {
        #[doc = " The ids of all operations."]
        pub(crate) const OPERATIONS: &[&str] = &[#(#ids),*];

        #[doc = " A schema's value, decoded from JSON and encoded again, and its `Debug` output; `None` if there"]
        #[doc = " is no such schema."]
        pub(crate) fn schema(id: &str, json: &crate::runtime::Json) -> Option<Echo> {
            Some(match id {
                #(#schemas)*
                _ => return None,
            })
        }

        #[doc = " The call of an operation; `None` if there is no such operation."]
        pub(crate) fn operation(client: &crate::runtime::Client, id: &str, inputs: &mut Inputs) -> Option<Call> {
            Some(match id {
                #(#arms)*
                _ => return None,
            })
        }

        #(#of_actors)*
    };
    let (imports, code) = imported(code, Site::Outside(library));
    quote! {
        #doc
        #deprecated
        #imports
        use super::inputs::{Call, Echo, Inputs, Place, call, echo};

        #code
    }
}

/// The same for each actor, and for the calls about the holder of a session.
fn of_actors(api: &Api) -> Vec<TokenStream> {
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
                #[doc = " The ids of the operations that can be called so."]
                pub(crate) const #list: &[&str] = &[#(#ids),*];

                #[doc = " The call of an operation by the client of an actor; `None` if there is no such operation."]
                pub(crate) fn #name(client: &crate::actors::#module::#client, id: &str, inputs: &mut Inputs) -> Option<Call> {
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
        for id in &resource.operations {
            visit(api.operation(*id).1, &handles);
        }
        reach(api, &resource.children, &handles, visit);
    }
}

/// Whether the compiler warns about a call.
fn uses_deprecated(api: &Api, operation: &Operation) -> bool {
    let is_deprecated = |input: &Input<'_>| match input {
        Input::Parameter(of) => of.status == Status::Deprecated,
        Input::Property(of, _) => of.status == Status::Deprecated,
        Input::Body(..) => false,
    };
    operation.status == Status::Deprecated || api.inputs(operation).iter().any(is_deprecated)
}

/// The arm of an operation: from inputs by wire name to a call.
fn call(api: &Api, operation: &Operation, handles: &[names::Ident], caller: Caller) -> TokenStream {
    let inputs = api.inputs(operation).into_iter();
    let given = inputs.filter(|input| input.is_given(operation, caller));
    let (required, optional): (Vec<_>, Vec<_>) = given.partition(Input::is_required);
    let required = required.iter().map(|input| match source(input) {
        Source::Named(place, wire) => {
            let ty = accepted(api, input);
            quote!(inputs.required::<#ty>(Place::#place, #wire))
        }
        Source::Body => whole(api, input),
    });
    let handles = handles.iter().map(ident);
    let method = ident(&operation.method);
    let start = quote!(client #(.#handles())* .#method(#(#required),*));
    if optional.is_empty() {
        return quote!(call(#start));
    }
    let optional = optional.iter().map(|input| {
        let setter = name(input);
        match source(input) {
            Source::Named(place, wire) => {
                let ty = accepted(api, input);
                quote! {
                    if let Some(value) = inputs.optional::<#ty>(Place::#place, #wire) {
                        builder = builder.#setter(value);
                    }
                }
            }
            Source::Body => {
                let whole = whole(api, input);
                quote!(builder = builder.#setter(#whole);)
            }
        }
    });
    quote! {
        let mut builder = #start;
        #(#optional)*
        call(builder)
    }
}

/// Where the driver finds the value of an input.
enum Source<'a> {
    /// By its name, in a part of the request.
    Named(Ident, &'a str),
    /// It is the whole body.
    Body,
}

fn source<'a>(input: &Input<'a>) -> Source<'a> {
    match input {
        Input::Parameter(of) => {
            let part = match of.location {
                ParameterLocation::Path => "Path",
                ParameterLocation::Query(_) => "Query",
                ParameterLocation::Header => "Header",
                ParameterLocation::Cookie => "Cookie",
            };
            Source::Named(format_ident!("{part}"), &of.wire)
        }
        Input::Property(of, _) => Source::Named(format_ident!("Body"), &of.wire),
        Input::Body(..) => Source::Body,
    }
}

fn whole(api: &Api, input: &Input<'_>) -> TokenStream {
    if *input.ty() == Ty::Scalar(Scalar::Binary) {
        quote!(inputs.bytes())
    } else {
        let ty = accepted(api, input);
        quote!(inputs.whole::<#ty>())
    }
}
