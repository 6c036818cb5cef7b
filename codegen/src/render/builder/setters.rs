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

/// The setters of a builder.
pub(super) struct Setters {
    /// Those that take a value.
    pub of_values: Vec<TokenStream>,
    /// Those that take an `Option`.
    of_options: Vec<TokenStream>,
}

impl Setters {
    /// The setters for an `Option`, in an `impl` of their own: behind all else on the page of the
    /// builder, which otherwise would be twice as long to read.
    pub(super) fn of_options(&self, head: &TokenStream) -> Option<TokenStream> {
        let setters = &self.of_options;
        let doc = docs::ours("The setters for an `Option`. `None` leaves the call as it is.");
        (!setters.is_empty()).then(|| quote!(#doc #head { #(#setters)* }))
    }
}

impl Builder<'_> {
    /// The setters for the optional inputs of this caller.
    pub(super) fn setters(&self, caller: Caller) -> Setters {
        self.setters_where(|input| input.is_given(self.operation, caller))
    }

    /// The setters for the optional inputs that only a call of the project takes.
    pub(super) fn setters_of_project(&self) -> Setters {
        self.setters_where(|input| !input.is_given(self.operation, Caller::Actor))
    }

    /// Those of the body come first.
    fn setters_where(&self, is_wanted: impl Fn(&Input<'_>) -> bool) -> Setters {
        let inputs = self.inputs(Caller::Client);
        let optional = inputs.filter(|input| !input.is_required() && is_wanted(input));
        let (parameters, mut inputs): (Vec<_>, Vec<_>) =
            optional.partition(|input| matches!(input, Input::Parameter(_)));
        inputs.extend(parameters);
        Setters {
            of_values: inputs.iter().map(|input| self.setter(input)).collect(),
            of_options: inputs.iter().map(|of| self.option_setter(of)).collect(),
        }
    }

    fn setter(&self, input: &Input<'_>) -> TokenStream {
        let call = quote!(self.call);
        let (name, argument) = (
            arguments::name(input),
            arguments::of(self.api, input, &call),
        );
        let (ty, value) = (argument.ty, argument.value);
        let (doc, deprecated, set) = match input {
            Input::Parameter(of) => (
                doc(&of.docs, of.status, &of.wire),
                deprecated(of.status),
                add(self.api, of, &call),
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

    /// The form of a setter for an `Option`.
    fn option_setter(&self, input: &Input<'_>) -> TokenStream {
        let (name, ty) = (arguments::name(input), arguments::ty(self.api, input));
        let setter = arguments::option_name(input);
        let doc = docs::ours(&format!(
            "Calls {} if there is a value.",
            docs::sibling(&name)
        ));
        let status = match input {
            Input::Parameter(of) => of.status,
            Input::Property(of, _) => of.status,
            Input::Body(..) => Status::Current,
        };
        let deprecated = deprecated(status).map(|deprecated| {
            quote!(#deprecated #[allow(deprecated, reason = "it calls the other one")])
        });
        quote! {
            #doc
            #deprecated
            #[inline]
            pub fn #setter(self, #name: Option<#ty>) -> Self {
                #name.into_iter().fold(self, Self::#name)
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
