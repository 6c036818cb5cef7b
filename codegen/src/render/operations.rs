//! The table of all operations and their names by resource, for fakes of the API.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs;
use super::imports::{Site, imported};
use super::resource::dotted;
use super::ty::ident;
use crate::ir::{Api, Resource};

pub(super) fn table(api: &Api) -> TokenStream {
    let doc = docs::inner("All operations of the API, in the order of its description.");
    let entries = api.paths.iter().flat_map(|path| {
        let module = ident(&path.module);
        path.operations.iter().map(move |operation| {
            let builder = ident(&operation.builder);
            quote!(crate::runtime::catalogue::Entry::of::<crate::paths::#module::#builder>())
        })
    });
    let table = quote! {
        pub(crate) static ALL: &[crate::runtime::catalogue::Entry] = &[#(#entries),*];
    };
    let (imports, table) = imported(table, Site::Crate);
    let about = docs::ours(
        "The operations of the API by resource and method: the types that name them to a fake.",
    );
    let modules = api.resources.iter().map(|resource| module(api, resource));
    quote! {
        #doc
        #imports
        #table

        #about
        pub mod ops {
            #(#modules)*
        }
    }
}

/// The operations of a resource and of those below it, under full paths.
fn module(api: &Api, resource: &Resource) -> TokenStream {
    let name = ident(&resource.name);
    let doc = docs::ours(&format!(
        "The operations of {}.",
        docs::code(&dotted(resource))
    ));
    let operations = resource.operations.iter().map(|id| {
        let (path, operation) = api.operation(*id);
        let (module, builder) = (ident(&path.module), ident(&operation.builder));
        quote!(pub use crate::paths::#module::#builder;)
    });
    let children = resource.children.iter().map(|child| module(api, child));
    quote! {
        #doc
        pub mod #name {
            #(#operations)*
            #(#children)*
        }
    }
}
