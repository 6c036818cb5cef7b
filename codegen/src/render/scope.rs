//! The tree of handles of each scope: `member.scim().connection()`.

use proc_macro2::TokenStream;
use quote::quote;

use super::path::required_imports;
use super::resource::{accessor, handle};
use super::ty::Imports;
use super::{docs, ident};
use crate::ir::{Api, Form, Resource, Scope, Status};
use crate::names;

/// `scopes/mod.rs`.
pub(super) fn index(api: &Api) -> TokenStream {
    let doc = docs::inner("What can be done on behalf of somebody, one module for each who acts.");
    let mut modules: Vec<&names::Ident> = api.scopes.iter().map(|scope| &scope.module).collect();
    modules.sort();
    let modules = modules.into_iter().map(ident);
    quote! {
        #doc
        #(pub mod #modules;)*
    }
}

/// The module of a scope.
pub(super) fn module(api: &Api, scope: &Scope) -> TokenStream {
    let title = docs::inner(&docs::code(&scope.name));
    let client = ident(&scope.client);
    let doc = docs::outer(
        &scope.docs,
        Status::Current,
        &format!("The calls of a {}.", docs::code(&scope.name)),
    );
    let resources = || scope.resources.iter().chain(&scope.own);
    let accessors = resources().map(|resource| accessor(resource, &quote!(self.client.clone())));
    let mut handles = Vec::new();
    let mut imports = Imports::default();
    imports.runtime(&["Scoped", "ScopedClient"]);
    for (form, roots) in [
        (Form::Scoped, scope.resources.as_slice()),
        (Form::Own, scope.own.as_slice()),
    ] {
        for resource in roots {
            handle(api, resource, form, &mut handles);
            import(api, resource, form, &mut imports);
        }
    }
    let imports = imports.of_path();
    quote! {
        #title
        use crate::paths;
        #imports

        #doc
        #[derive(Clone, Debug)]
        pub struct #client {
            pub(crate) client: ScopedClient,
        }

        impl #client {
            #(#accessors)*
        }

        #(#handles)*
    }
}

/// What the methods of a handle and of those below it name.
fn import(api: &Api, resource: &Resource, form: Form, imports: &mut Imports) {
    for (path, index) in &resource.operations {
        let path = api.paths.get(*path);
        if let Some(operation) = path.and_then(|path| path.operations.get(*index)) {
            required_imports(api, operation, form, imports);
        }
    }
    for child in &resource.children {
        import(api, child, form, imports);
    }
}
