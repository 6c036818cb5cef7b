//! The builder of a call: its type, the functions that make it, its setters, and how it is sent.
//!
//! Where an operation can be called as a member, its builder has a type parameter that marks who the
//! call acts as, with a default. There is one builder either way: what both have is written once.

mod acting;
mod constructor;
mod context;
mod example;
mod pages;
mod route;
mod send;
mod setters;

use proc_macro2::TokenStream;
use quote::quote;

use super::docs;
use super::servers;
use super::ty::response;
use super::wrap::wrap;
use crate::ir::{Caller, Handled, Idempotency, Server, Verb};
use acting::Generics;
pub(super) use context::{Builder, client};
pub(super) use setters::deprecated;

/// The effect of retries on an idempotent `DELETE`.
const DELETE: &[&str] = &[
    "",
    "If a response is lost, the call is retried, and can fail with 404 although an earlier attempt",
    "succeeded: see [`Error::attempts`](crate::Error::attempts).",
];

/// What the verb of an operation does not tell about its retries.
const IDEMPOTENT: &[&str] = &[
    "",
    "The call is idempotent: if a response is lost, it is retried, by the rule of",
    "[`Retry`](crate::Retry).",
];
const NOT_IDEMPOTENT: &[&str] = &[
    "",
    "The call is not idempotent: if a response is lost, it is not retried, by the rule of",
    "[`Retry`](crate::Retry).",
];

impl Builder<'_> {
    /// The type and its methods.
    pub(super) fn tokens(&self) -> TokenStream {
        let name = self.name();
        let Generics {
            declared,
            bracketed,
            field,
        } = self.generics();
        let (doc, implementation) = (self.doc(), self.implementation());
        let body_field = self.body_field();
        let body = self.body().map(|ty| quote!({ #ty }));
        let response = response(self.api, &self.operation.response);
        quote! {
            #doc
            #[derive(Clone)]
            #[must_use = "a call is sent by `.await` or `.send()`"]
            pub struct #name #declared {
                call: crate::runtime::Call,
                #body_field
                #field
            }

            #implementation

            crate::runtime::operation!(#name #bracketed #body -> #response);
        }
    }

    /// Its methods. Those that depend on who the call acts as are in an `impl` of their own.
    fn implementation(&self) -> TokenStream {
        let name = self.name();
        let (route, respond) = (self.route(), self.respond());
        let (constructor, pages) = (self.constructor(Caller::Client), self.pages());
        let Some(acting) = &self.operation.acting else {
            let setters = self.setters(Caller::Client);
            let (of_values, of_options) =
                (&setters.of_values, setters.of_options(&quote!(impl #name)));
            return quote! {
                impl #name {
                    #route
                    #constructor
                    #(#of_values)*
                    #pages
                    #respond
                }

                #of_options
            };
        };
        let (project, all) = (self.setters_of_project(), self.setters(Caller::Actor));
        let (setters_of_project, setters) = (&project.of_values, &all.of_values);
        let options_of_project = project.of_options(&quote!(impl #name));
        let options = all.of_options(&quote!(impl<A> #name<A>));
        let acting = self.constructors_of_actor(acting);
        // A builder with pages is kept, to be called again.
        let pages = pages.map(|pages| {
            quote! {
                impl<A: Clone + Send + 'static> #name<A> {
                    #pages
                }
            }
        });
        quote! {
            impl #name {
                #constructor
                #(#setters_of_project)*
            }

            #acting

            impl<A> #name<A> {
                #route
                #(#setters)*
                #respond
            }

            #pages

            #options

            #options_of_project
        }
    }

    fn doc(&self) -> TokenStream {
        let operation = self.operation;
        let mut below = vec![String::new(), self.endpoint()];
        below.extend(self.retries().iter().map(|line| (*line).to_owned()));
        below.extend(self.errors());
        below.extend(self.example());
        docs::with_more(
            &operation.docs,
            operation.status,
            &format!("Calls {}.", docs::code(&operation.id)),
            &below,
        )
    }

    fn retries(&self) -> &'static [&'static str] {
        match (self.operation.verb, self.operation.idempotency) {
            (Verb::Delete, Idempotency::Idempotent) => DELETE,
            (verb, own) if own == Idempotency::of(verb) => &[],
            (_, Idempotency::Idempotent) => IDEMPOTENT,
            (_, Idempotency::NotIdempotent) => NOT_IDEMPOTENT,
        }
    }

    /// The errors that a program handles.
    fn errors(&self) -> Vec<String> {
        let handled = &self.operation.handled;
        if handled.is_empty() {
            return Vec::new();
        }
        let items = handled.iter().map(|Handled { ty, variant, text }| {
            let (ty, variant) = (ty.as_str(), variant.as_str());
            let text = docs::line(text);
            format!("* [`{variant}`](crate::schemas::{ty}::{variant}): {text}")
        });
        let mut lines = ["", "# Errors", ""].map(str::to_owned).to_vec();
        lines.extend(wrap(items.collect()));
        lines
    }

    /// `POST /v1/members`, as code, and the setter of its server.
    pub(super) fn endpoint(&self) -> String {
        let endpoint = docs::code(&format!("{} {}", self.operation.verb, self.path.template));
        let Some(server) = self.server() else {
            return endpoint;
        };
        let setter = servers::setter(server);
        format!("{endpoint} at [`{setter}`](crate::ClientBuilder::{setter})")
    }

    /// The server, if it is not the one of the base URL.
    fn server(&self) -> Option<&Server> {
        self.api.servers.get(self.operation.server?)
    }
}
