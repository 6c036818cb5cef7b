//! The table of all operations, for fakes of the API.

use proc_macro2::TokenStream;
use quote::quote;

use super::{docs, ident};
use crate::ir::Api;

pub(super) fn table(api: &Api) -> TokenStream {
    let doc = docs::inner("All operations of the API, in the order of its description.");
    let entries = api.paths.iter().flat_map(|path| {
        let module = ident(&path.module);
        path.operations.iter().map(move |operation| {
            let builder = ident(&operation.builder);
            quote!(Entry::of::<paths::#module::#builder>())
        })
    });
    quote! {
        #doc
        use super::paths;
        use crate::runtime::catalogue::Entry;

        pub(crate) static ALL: &[Entry] = &[#(#entries),*];
    }
}
