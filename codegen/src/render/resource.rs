//! The tree of handles: `client.scim().connection()`.

use proc_macro2::TokenStream;
use quote::quote;

use super::path::{deprecated, expectation, required, required_imports};
use super::ty::Imports;
use super::{acting, docs, ident};
use crate::ir::{Api, Caller, Docs, Resource, Status};

pub(super) fn tree(api: &Api) -> TokenStream {
    let doc = docs::inner("The handles that lead to every call: one for each resource of the API.");
    let roots = api
        .resources
        .iter()
        .map(|resource| accessor(resource, &quote!(self.clone())));
    let mut handles = Vec::new();
    api.resources
        .iter()
        .for_each(|resource| handle(api, resource, Caller::Client, &mut handles));
    let mut imports = Imports::default();
    imports.runtime(&["Client"]);
    api.paths
        .iter()
        .flat_map(|path| &path.operations)
        .for_each(|operation| required_imports(api, operation, Caller::Client, &mut imports));
    let imports = imports.of_path();
    quote! {
        #doc
        use super::paths;
        #imports

        impl Client {
            #(#roots)*
        }

        #(#handles)*
    }
}

/// The method that leads to a resource.
pub(super) fn accessor(resource: &Resource, client: &TokenStream) -> TokenStream {
    let (name, handle) = (ident(&resource.name), ident(&resource.handle));
    let doc = docs::ours(&calls(resource));
    quote! {
        #doc
        #[inline]
        pub fn #name(&self) -> #handle {
            #handle { client: #client }
        }
    }
}

/// The handle of a resource, whose calls are made in this caller, and those below it.
pub(super) fn handle(
    api: &Api,
    resource: &Resource,
    caller: Caller,
    handles: &mut Vec<TokenStream>,
) {
    let name = ident(&resource.handle);
    let client = acting::client(caller);
    let doc = docs::outer(
        &about(&resource.docs, caller),
        Status::Current,
        &calls(resource),
    );
    let children = resource
        .children
        .iter()
        .map(|child| accessor(child, &quote!(self.client.clone())));
    let methods = resource.operations.iter().filter_map(|(path, index)| {
        let path = api.paths.get(*path)?;
        let operation = path.operations.get(*index)?;
        let (method, module, builder) = (
            ident(&operation.method),
            ident(&path.module),
            ident(&operation.builder),
        );
        let (names, types): (Vec<_>, Vec<_>) = required(api, operation, caller).into_iter().unzip();
        let expectation = expectation(names.len() + 1);
        let constructor = acting::constructor(operation, caller).name;
        let actor = acting::argument(operation, caller);
        let endpoint = docs::code(&format!("{} {}", operation.verb, path.template));
        let doc = docs::with_more(
            &about(&operation.docs, caller),
            operation.status,
            &format!("Calls {}.", docs::code(&operation.id)),
            &[String::new(), endpoint],
        );
        let deprecated = deprecated(operation.status);
        Some(quote! {
            #doc
            #deprecated
            #expectation
            #[inline]
            pub fn #method(&self, #(#names: #types),*) -> paths::#module::#builder #actor {
                paths::#module::#builder::#constructor(&self.client, #(#names),*)
            }
        })
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

/// The pages of the client's handles say everything, as do those of the builders.
fn about(docs: &Docs, caller: Caller) -> Docs {
    match caller {
        Caller::Client => docs.clone(),
        Caller::Actor | Caller::Oneself => docs::brief(docs),
    }
}

fn calls(resource: &Resource) -> String {
    format!("The calls of {}.", docs::code(&dotted(resource)))
}

fn dotted(resource: &Resource) -> String {
    let path: Vec<&str> = resource
        .path
        .iter()
        .map(crate::names::Ident::bare)
        .collect();
    path.join(".")
}
