//! The tree of handles: `client.scim().connection()`.

use proc_macro2::TokenStream;
use quote::quote;

use super::builder::{Builder, client, deprecated};
use super::docs;
use super::imports::{Site, imported};
use super::signature::{names, signature};
use super::ty::ident;
use crate::ir::{Api, Caller, OperationId, Resource, Status};

pub(super) fn tree(api: &Api) -> TokenStream {
    let doc = docs::inner(
        "The handles, one for each resource of the API. Their methods return the builders of calls.",
    );
    let roots = api
        .resources
        .iter()
        .map(|resource| accessor(resource, &quote!(self.clone())));
    let mut handles = Vec::new();
    api.resources
        .iter()
        .for_each(|resource| handle(api, resource, Caller::Client, &mut handles));
    let code = quote! {
        impl crate::runtime::Client {
            #(#roots)*
        }

        #(#handles)*
    };
    let (imports, code) = imported(code, Site::Crate);
    quote!(#doc #imports #code)
}

/// The method that leads to a resource.
pub(super) fn accessor(resource: &Resource, client: &TokenStream) -> TokenStream {
    let (name, handle) = (ident(&resource.name), ident(&resource.handle));
    let doc = docs::outer(
        &resource.docs.brief(),
        Status::Current,
        &format!("Returns the handle of {}.", docs::code(&dotted(resource))),
    );
    quote! {
        #doc
        #[inline]
        pub fn #name(&self) -> #handle {
            #handle { client: #client }
        }
    }
}

/// The handle of a resource and the handles below it, with methods for this kind of caller.
pub(super) fn handle(
    api: &Api,
    resource: &Resource,
    caller: Caller,
    handles: &mut Vec<TokenStream>,
) {
    let name = ident(&resource.handle);
    let client = client(caller);
    let doc = docs::outer(
        &resource.docs,
        Status::Current,
        &format!("The operations of {}.", docs::code(&dotted(resource))),
    );
    let children = resource
        .children
        .iter()
        .map(|child| accessor(child, &quote!(self.client.clone())));
    let aliases = docs::aliases(&resource.docs);
    let methods = in_order(api, resource).into_iter().map(|id| {
        let (path, operation) = api.operation(id);
        let builder = Builder {
            api,
            path,
            operation,
        };
        method(&builder, caller)
    });
    handles.push(quote! {
        #doc
        #aliases
        #[derive(Clone, Debug)]
        pub struct #name {
            pub(crate) client: #client,
        }

        impl #name {
            #(#children)*
            #(#methods)*
        }
    });
    resource
        .children
        .iter()
        .for_each(|child| handle(api, child, caller, handles));
}

/// The operations of a resource in the order in which a reader looks for them: create, get, update,
/// delete and search, then the others, by the verb that their names begin with.
fn in_order(api: &Api, resource: &Resource) -> Vec<OperationId> {
    const FIRST: [&str; 5] = ["create", "get", "update", "delete", "search"];
    let position = |verb: &str| FIRST.iter().position(|first| *first == verb);
    let position = |verb: &str| position(verb).unwrap_or(FIRST.len());
    let mut operations = resource.operations.clone();
    operations.sort_by_key(|id| {
        let method = api.operation(*id).1.method.bare();
        let verb = method.split_once('_').map_or(method, |(verb, _)| verb);
        (position(method), position(verb))
    });
    operations
}

/// The method of a handle that makes a builder.
fn method(builder: &Builder<'_>, caller: Caller) -> TokenStream {
    let (path, operation) = (builder.path, builder.operation);
    let (method, module, name) = (
        ident(&operation.method),
        ident(&path.module),
        builder.name(),
    );
    let (expectation, parameters) = signature(builder.api, builder.arguments(caller));
    let arguments = names(builder.arguments(caller));
    let constructor = builder.constructor_name(caller);
    let actor = builder.actor(caller);
    let doc = docs::with_more(
        &operation.docs,
        operation.status,
        &format!("Calls {}.", docs::code(&operation.id)),
        &[String::new(), builder.endpoint()],
    );
    let deprecated = deprecated(operation.status);
    // A search finds the method of the client.
    let aliases = (caller == Caller::Client).then(|| docs::aliases(&operation.docs));
    quote! {
        #doc
        #aliases
        #deprecated
        #expectation
        #[inline]
        pub fn #method(&self, #parameters) -> crate::paths::#module::#name #actor {
            crate::paths::#module::#name::#constructor(&self.client, #arguments)
        }
    }
}

/// `scim.connection`.
pub(super) fn dotted(resource: &Resource) -> String {
    let path: Vec<&str> = resource
        .path
        .iter()
        .map(crate::names::Ident::bare)
        .collect();
    path.join(".")
}
