//! The test driver: operationId and inputs by wire name, to a call through the public builder.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::Api;

pub(super) fn tokens(_api: &Api) -> TokenStream {
    quote!()
}
