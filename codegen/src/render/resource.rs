//! The tree of handles: `client.scim().connection()`.

use proc_macro2::TokenStream;
use quote::quote;

use super::builder::{Builder, client, deprecated};
use super::docs;
use super::imports::{Site, imported};
use super::signature::{names, signature};
use super::ty::ident;
use crate::ir::{Api, Caller, Docs, Resource, Status};

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
    let doc = docs::ours(&format!(
        "Returns the handle of {}.",
        docs::code(&dotted(resource))
    ));
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
        &about(&resource.docs, caller),
        Status::Current,
        &format!("The operations of {}.", docs::code(&dotted(resource))),
    );
    let children = resource
        .children
        .iter()
        .map(|child| accessor(child, &quote!(self.client.clone())));
    let methods = resource.operations.iter().map(|id| {
        let (path, operation) = api.operation(*id);
        let builder = Builder {
            api,
            path,
            operation,
        };
        method(&builder, caller)
    });
    handles.push(quote! {
        #doc
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
        &about(&operation.docs, caller),
        operation.status,
        &format!("Calls {}.", docs::code(&operation.id)),
        &[String::new(), builder.endpoint()],
    );
    let deprecated = deprecated(operation.status);
    quote! {
        #doc
        #deprecated
        #expectation
        #[inline]
        pub fn #method(&self, #parameters) -> crate::paths::#module::#name #actor {
            crate::paths::#module::#name::#constructor(&self.client, #arguments)
        }
    }
}

/// The pages of the client's handles say everything, as do those of the builders.
fn about(docs: &Docs, caller: Caller) -> Docs {
    match caller {
        Caller::Client => docs.clone(),
        Caller::Actor | Caller::Oneself => docs::brief(docs),
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
