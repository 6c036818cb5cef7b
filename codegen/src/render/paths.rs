//! One module for each path, with a builder for each of its operations.

use proc_macro2::TokenStream;
use quote::quote;

use super::builder::Builder;
use super::docs;
use super::imports::{Site, imported};
use super::ty::ident;
use crate::ir::{Api, Path};
use crate::names;

/// `paths/mod.rs`.
pub(super) fn index(api: &Api) -> TokenStream {
    let mut modules: Vec<&names::Ident> = api.paths.iter().map(|path| &path.module).collect();
    modules.sort();
    let doc = docs::inner("The builders of all calls, one module for each path of the API.");
    let modules = modules.into_iter().map(ident);
    quote! {
        #doc
        #(pub mod #modules;)*
    }
}

/// The module of a path.
pub(super) fn module(api: &Api, path: &Path) -> TokenStream {
    let title = docs::inner(&docs::code(&path.template));
    let builders = path.operations.iter().map(|operation| {
        let builder = Builder {
            api,
            path,
            operation,
        };
        builder.tokens()
    });
    let (imports, builders) = imported(quote!(#(#builders)*), Site::Crate);
    quote!(#title #imports #builders)
}
