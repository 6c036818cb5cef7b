//! What makes a builder, from the arguments that it has to be given.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::body::fields_of;
use super::path::{add, expectation, required, required_fields, required_parameters};
use super::ty::{From, ty};
use super::{acting, arguments, ident};
use crate::ir::{Api, Body, Caller, Inference, Operation, ParameterLocation, Presence, Ty};

/// The function that makes a builder.
pub(super) fn constructor(api: &Api, operation: &Operation, caller: Caller) -> TokenStream {
    let (names, types): (Vec<_>, Vec<_>) = required(api, operation, caller).into_iter().unzip();
    let expectation = expectation(names.len() + 1);
    let body = body_value(api, operation, caller);
    let acting::Constructor {
        name,
        client,
        start,
        marker,
    } = acting::constructor(operation, caller);
    let of = |location: fn(&ParameterLocation) -> bool| {
        required_parameters(operation, caller)
            .filter(move |parameter| location(&parameter.location))
    };
    let path = of(|location| *location == ParameterLocation::Path).map(|parameter| {
        let wire = &parameter.wire;
        let value =
            arguments::text(api, &parameter.ty, &ident(&parameter.name), From::Elsewhere).value;
        quote!(.path(#wire, #value))
    });
    let inferred = acting::inferences(operation.inferred(caller));
    let call = quote!(Call::#start(client, &Self::ROUTE)#(#path)* #inferred);
    let others: Vec<TokenStream> = of(|location| *location != ParameterLocation::Path)
        .map(|parameter| add(api, parameter, &quote!(call)))
        .collect();
    let start = if others.is_empty() {
        quote!(Self { call: #call, #body #marker })
    } else {
        quote! {
            let mut call = #call;
            #(#others)*
            Self { call, #body #marker }
        }
    };
    quote! {
        #expectation
        #[inline]
        pub(crate) fn #name(client: &#client, #(#names: #types),*) -> Self {
            #start
        }
    }
}

/// The value of the builder's field for the body.
fn body_value(api: &Api, operation: &Operation, caller: Caller) -> TokenStream {
    match &operation.body {
        Body::None => TokenStream::new(),
        Body::Whole {
            presence: Presence::Optional,
            ..
        } => quote!(body: None,),
        Body::Whole { ty: whole, .. } => {
            let value = arguments::plain(api, whole, &format_ident!("body"), From::Elsewhere).value;
            if value.to_string() == "body" {
                quote!(body,)
            } else {
                quote!(body: #value,)
            }
        }
        // What a session settles goes into a body, so there is one.
        Body::Fields {
            presence: Presence::Optional,
            ..
        } => match operation.inferred(caller).iter().any(Inference::is_in_body) {
            true => quote!(body: Some(Default::default()),),
            false => quote!(body: None,),
        },
        Body::Fields { ty: id, .. } => {
            let of = ty(api, &Ty::Named(id.clone()), From::Elsewhere);
            let required: Vec<TokenStream> = required_fields(api, operation, caller)
                .map(|(field, setter)| {
                    let (name, argument) = (ident(&field.name), ident(setter));
                    let value = arguments::field(api, field, &argument, From::Elsewhere).value;
                    if name == value.to_string() {
                        quote!(#name)
                    } else {
                        quote!(#name: #value)
                    }
                })
                .collect();
            if required.is_empty() {
                quote!(body: #of::default(),)
            } else if required.len() == fields_of(api, id).0.len() {
                quote!(body: #of { #(#required),* },)
            } else {
                quote!(body: #of { #(#required,)* ..Default::default() },)
            }
        }
    }
}
