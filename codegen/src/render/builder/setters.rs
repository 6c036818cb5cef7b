//! The setters of a builder, for the inputs that are optional.

use proc_macro2::TokenStream;
use quote::quote;

use super::context::Builder;
use crate::ir::{
    Api, Body, Caller, Docs, Input, ListStyle, Parameter, ParameterLocation, Presence, Scalar,
    Status, Ty,
};
use crate::render::ty::ident;
use crate::render::{arguments, docs};

impl Builder<'_> {
    /// The setters for the optional inputs of this caller.
    pub(super) fn setters(&self, caller: Caller) -> Vec<TokenStream> {
        self.setters_where(|input| input.is_given(self.operation, caller))
    }

    /// The setters for the optional inputs that only a call of the project takes.
    pub(super) fn setters_of_project(&self) -> Vec<TokenStream> {
        self.setters_where(|input| !input.is_given(self.operation, Caller::Actor))
    }

    /// Those of the body come first.
    fn setters_where(&self, is_wanted: impl Fn(&Input<'_>) -> bool) -> Vec<TokenStream> {
        let inputs = self.inputs(Caller::Client);
        let optional = inputs.filter(|input| !input.is_required() && is_wanted(input));
        let (parameters, body): (Vec<_>, Vec<_>) =
            optional.partition(|input| matches!(input, Input::Parameter(_)));
        let setters = body.iter().chain(&parameters);
        setters.map(|input| self.setter(input)).collect()
    }

    fn setter(&self, input: &Input<'_>) -> TokenStream {
        let (name, argument) = (arguments::name(input), arguments::of(self.api, input));
        let (ty, value) = (argument.ty, argument.value);
        let (doc, deprecated, set) = match input {
            Input::Parameter(of) => (
                doc(&of.docs, of.status, &of.wire),
                deprecated(of.status),
                add(self.api, of, &quote!(self.call)),
            ),
            Input::Property(of, _) => {
                let (body, field) = (self.body_in_place(), ident(&of.name));
                (
                    doc(&of.docs, of.status, &of.wire),
                    deprecated(of.status),
                    quote!(#body.#field = #value;),
                )
            }
            Input::Body(..) => (
                docs::ours("Sets the body. Without it, the request has none."),
                None,
                quote!(self.body = Some(#value);),
            ),
        };
        quote! {
            #doc
            #deprecated
            #[inline]
            pub fn #name(mut self, #name: #ty) -> Self {
                #set
                self
            }
        }
    }

    /// The body whose properties are set, which is there from then on.
    fn body_in_place(&self) -> TokenStream {
        match self.operation.body {
            Body::Fields {
                presence: Presence::Optional,
                ..
            } => quote!(self.body.get_or_insert_default()),
            Body::None | Body::Whole { .. } | Body::Fields { .. } => quote!(self.body),
        }
    }
}

fn doc(docs: &Docs, status: Status, wire: &str) -> TokenStream {
    docs::outer(docs, status, &format!("Sets {}.", docs::code(wire)))
}

/// The attribute of a deprecated item.
pub(in crate::render) fn deprecated(status: Status) -> Option<TokenStream> {
    match status {
        Status::Current => None,
        Status::Deprecated => Some(quote!(#[deprecated = "by the API"])),
    }
}

/// The statement that adds a parameter to a call.
pub(super) fn add(api: &Api, parameter: &Parameter, call: &TokenStream) -> TokenStream {
    let (wire, value) = (&parameter.wire, arguments::parameter(api, parameter).value);
    match parameter.location {
        ParameterLocation::Query(ListStyle::Repeated) => quote!(#call.query(#wire, &#value);),
        ParameterLocation::Query(ListStyle::Joined(by)) => {
            quote!(#call.query_joined(#wire, &#value, #by);)
        }
        ParameterLocation::Cookie => quote!(#call.cookie(#wire, #value);),
        ParameterLocation::Header if parameter.ty == Ty::Scalar(Scalar::Secret) => {
            let name = ident(&parameter.name);
            quote!(#call.secret_header(#wire, #name.into());)
        }
        ParameterLocation::Header | ParameterLocation::Path => quote!(#call.header(#wire, #value);),
    }
}
