//! What makes a builder, from the arguments that the API requires.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::context::{Builder, client};
use super::setters::add;
use crate::ir::{Body, Caller, Inference, InferredInto, Input, ParameterLocation, Presence, Ty};
use crate::render::arguments;
use crate::render::signature::signature;
use crate::render::ty::{ident, ty};

impl Builder<'_> {
    /// The function that makes a builder.
    pub(super) fn constructor(&self, caller: Caller) -> TokenStream {
        let Self { api, operation, .. } = *self;
        let name = self.constructor_name(caller);
        let client = client(caller);
        let (expectation, arguments) = signature(api, self.arguments(caller));
        let start = match caller {
            Caller::Client => format_ident!("new"),
            Caller::Actor | Caller::Oneself => format_ident!("acting"),
        };
        let (mut path, mut others) = (Vec::new(), Vec::new());
        for input in self.arguments(caller) {
            match input {
                Input::Parameter(of) if of.location == ParameterLocation::Path => {
                    let (wire, value) = (&of.wire, arguments::parameter(api, of).value);
                    path.push(quote!(.path(#wire, #value)));
                }
                Input::Parameter(of) => others.push(add(api, of, &quote!(call))),
                Input::Property(..) | Input::Body(..) => {}
            }
        }
        let inferred = inferences(operation.inferred(caller));
        let call = quote!(crate::runtime::Call::#start(client, &Self::ROUTE)#(#path)* #inferred);
        let body = self.body_value(caller);
        let actor = operation
            .acting
            .as_ref()
            .map(|_| quote!(actor: std::marker::PhantomData,));
        let is_serialized = |input: Input<'_>| arguments::is_serialized(api, &input);
        let value = if self.arguments(caller).any(is_serialized) {
            // What the body is made of is checked by the call, so it comes first.
            quote! {
                let mut call = #call;
                #(#others)*
                Self { #body call, #actor }
            }
        } else if others.is_empty() {
            quote!(Self { call: #call, #body #actor })
        } else {
            quote! {
                let mut call = #call;
                #(#others)*
                Self { call, #body #actor }
            }
        };
        quote! {
            #expectation
            #[inline]
            pub(crate) fn #name(client: &#client, #arguments) -> Self {
                #value
            }
        }
    }

    /// The value of the builder's field for the body.
    fn body_value(&self, caller: Caller) -> TokenStream {
        let Self { api, operation, .. } = *self;
        match &operation.body {
            Body::None => TokenStream::new(),
            Body::Whole {
                presence: Presence::Optional,
                ..
            } => quote!(body: None,),
            Body::Whole { ty: whole, .. } => {
                let name = format_ident!("body");
                let input = Input::Body(whole, Presence::Required);
                let value = arguments::of(api, &input, &quote!(call)).value;
                let value = field(&name, &value);
                quote!(#value,)
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
                let of = ty(api, &Ty::Named(id.clone()));
                let required: Vec<TokenStream> = self
                    .arguments(caller)
                    .filter_map(|input| match input {
                        Input::Property(property, _) => {
                            let value = arguments::of(api, &input, &quote!(call)).value;
                            Some(field(&ident(&property.name), &value))
                        }
                        Input::Parameter(_) | Input::Body(..) => None,
                    })
                    .collect();
                let fields = api.named(id).fields();
                if required.is_empty() {
                    quote!(body: #of::default(),)
                } else if required.len() == fields.len() {
                    quote!(body: #of { #(#required),* },)
                } else {
                    quote!(body: #of { #(#required,)* ..Default::default() },)
                }
            }
        }
    }
}

/// The methods of a call for the inputs that it takes from the session.
fn inferences(inferences: &[Inference]) -> TokenStream {
    let inferences = inferences.iter().map(|inference| {
        let (wire, argument) = (&inference.wire, &inference.argument);
        match inference.into {
            InferredInto::Path => quote!(.infer_path(#wire, #argument)),
            InferredInto::Body => quote!(.infer_body(#wire, #argument)),
            InferredInto::BodyList => quote!(.infer_body_list(#wire, #argument)),
        }
    });
    quote!(#(#inferences)*)
}

/// A field of a struct expression, by its name alone where its value is called so.
fn field(name: &Ident, value: &TokenStream) -> TokenStream {
    if *name == value.to_string() {
        quote!(#name)
    } else {
        quote!(#name: #value)
    }
}
