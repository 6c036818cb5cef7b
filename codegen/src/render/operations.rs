//! The table of all operations, for fakes of the API.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs;
use super::imports::{Site, imported};
use super::ty::ident;
use crate::ir::Api;

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
    quote!(#doc #imports #table)
}
