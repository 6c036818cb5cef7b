//! The tree of handles of each actor: `member.scim().connection()`.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs;
use super::imports::{Site, imported};
use super::resource::{accessor, handle};
use super::ty::ident;
use crate::ir::{Actor, Api, Caller, Status};

/// `actors/mod.rs`.
pub(super) fn index(api: &Api) -> TokenStream {
    let doc = docs::inner(
        "The clients that act with a session, and the types that mark who a call acts as.",
    );
    let mut actors: Vec<&Actor> = api.actors.iter().collect();
    actors.sort_by_key(|actor| &actor.module);
    let modules = actors.iter().map(|actor| ident(&actor.module));
    let own = api.marker.as_ref().map(|marker| {
        let marker = ident(marker);
        let doc = docs::ours("Marks the builders of calls that act as the project, with the credentials of the client. They\ntake every argument.");
        quote! {
            #doc
            #[derive(Clone, Copy, Debug)]
            pub enum #marker {}
        }
    });
    let markers = actors.iter().map(|actor| {
        let marker = ident(&actor.marker);
        let doc = docs::ours(&format!("Marks the builders of calls that act as a {}. The session settles some of the arguments.", docs::code(&actor.name)));
        quote! {
            #doc
            #[derive(Clone, Copy, Debug)]
            pub enum #marker {}
        }
    });
    quote! {
        #doc
        #(pub mod #modules;)*

        #own

        #(#markers)*
    }
}

/// The module of an actor.
pub(super) fn module(api: &Api, actor: &Actor) -> TokenStream {
    let title = docs::inner(&docs::code(&actor.name));
    let client = ident(&actor.client);
    let doc = docs::outer(
        &actor.docs,
        Status::Current,
        &format!("The client of a {}.", docs::code(&actor.name)),
    );
    let resources = || actor.resources.iter().chain(&actor.own);
    let accessors = resources().map(|resource| accessor(resource, &quote!(self.client.clone())));
    let mut handles = Vec::new();
    for (caller, roots) in [
        (Caller::Actor, actor.resources.as_slice()),
        (Caller::Oneself, actor.own.as_slice()),
    ] {
        for resource in roots {
            handle(api, resource, caller, &mut handles);
        }
    }
    let code = quote! {
        #doc
        #[derive(Clone, Debug)]
        pub struct #client {
            pub(crate) client: crate::runtime::ActorClient,
        }

        impl #client {
            #(#accessors)*
        }

        #(#handles)*
    };
    let (imports, code) = imported(
        code,
        Site::Beside {
            folder: "actors",
            own: None,
        },
    );
    quote!(#title #imports #code)
}
