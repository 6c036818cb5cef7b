//! The parameters of an emitted function.

use proc_macro2::TokenStream;
use quote::quote;

use super::arguments::{self, name};
use crate::ir::{Api, Input};

/// Clippy's limit; more than these and the emitted function says that it means it.
const MANY_ARGUMENTS: usize = 7;

/// The attributes and the parameters of a function that takes these inputs behind another argument.
pub(super) fn signature<'a>(
    api: &Api,
    inputs: impl Iterator<Item = Input<'a>>,
) -> (Option<TokenStream>, TokenStream) {
    let parameters: Vec<TokenStream> = inputs
        .map(|input| {
            let (name, ty) = (name(&input), arguments::ty(api, &input));
            quote!(#name: #ty)
        })
        .collect();
    (expectation(parameters.len() + 1), quote!(#(#parameters),*))
}

/// The names of the same inputs, where the function is called.
pub(super) fn names<'a>(inputs: impl Iterator<Item = Input<'a>>) -> TokenStream {
    let names = inputs.map(|input| name(&input));
    quote!(#(#names),*)
}

/// The attributes of a function with that many parameters.
pub(super) fn expectation(parameters: usize) -> Option<TokenStream> {
    let reason = "the API requires them all";
    (parameters > MANY_ARGUMENTS)
        .then(|| quote!(#[expect(clippy::too_many_arguments, reason = #reason)]))
}
