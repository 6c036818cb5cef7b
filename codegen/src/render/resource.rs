//! The tree of handles: `client.scim().connection()`.

use proc_macro2::TokenStream;
use quote::quote;

use super::path::{deprecated, expectation, required, required_imports};
use super::ty::Imports;
use super::{docs, ident, scoped};
use crate::ir::{Api, Docs, Form, Resource, Status};

pub(super) fn tree(api: &Api) -> TokenStream {
    let doc = docs::inner("The handles that lead to every call: one for each resource of the API.");
    let roots = api
        .resources
        .iter()
        .map(|resource| accessor(resource, &quote!(self.clone())));
    let mut handles = Vec::new();
    api.resources
        .iter()
        .for_each(|resource| handle(api, resource, Form::Direct, &mut handles));
    let mut imports = Imports::default();
    imports.runtime(&["Client"]);
    api.paths
        .iter()
        .flat_map(|path| &path.operations)
        .for_each(|operation| required_imports(api, operation, Form::Direct, &mut imports));
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

/// The handle of a resource, whose calls are made in this form, and those below it.
pub(super) fn handle(api: &Api, resource: &Resource, form: Form, handles: &mut Vec<TokenStream>) {
    let name = ident(&resource.handle);
    let client = scoped::client(form);
    let doc = docs::outer(
        &about(&resource.docs, form),
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
        let (names, types): (Vec<_>, Vec<_>) = required(api, operation, form).into_iter().unzip();
        let expectation = expectation(names.len() + 1);
        let constructor = scoped::constructor(operation, form).name;
        let scope = scoped::argument(form);
        let endpoint = docs::code(&format!("{} {}", operation.verb, path.template));
        let doc = docs::with_more(
            &about(&operation.docs, form),
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
            pub fn #method(&self, #(#names: #types),*) -> paths::#module::#builder #scope {
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
        .for_each(|child| handle(api, child, form, handles));
}

/// The pages of the client's handles say everything, as do those of the builders.
fn about(docs: &Docs, form: Form) -> Docs {
    match form {
        Form::Direct => docs.clone(),
        Form::Scoped | Form::Own => docs::brief(docs),
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
