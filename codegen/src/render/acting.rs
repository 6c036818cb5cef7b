//! What a builder has besides where its operation can be called on behalf of somebody: a marker of
//! how it was made, and constructors that ask for less.
//!
//! The marker is a type parameter with a default, so a builder that is made by the client is named
//! without it. There is one builder either way: what both have is written once.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::constructor;
use super::ty::Imports;
use crate::ir::{Api, Caller, Inference, InferredInto, Operation};

/// What a builder's type has besides.
#[derive(Default)]
pub(super) struct Generics {
    /// Its parameter, where it is declared.
    pub declared: TokenStream,
    /// The same, where it is used.
    pub actor: TokenStream,
    /// The same, for the macro of all builders.
    pub bracketed: TokenStream,
    /// The field that makes use of it.
    pub field: TokenStream,
}

/// The function that makes a builder.
pub(super) struct Constructor {
    pub name: Ident,
    /// The type of its first argument.
    pub client: Ident,
    /// What makes the call.
    pub start: Ident,
    /// The value of the builder's marker.
    pub marker: TokenStream,
}

pub(super) fn generics(api: &Api, operation: &Operation, imports: &mut Imports) -> Generics {
    let (Some(_), Some(marker)) = (&operation.acting, &api.marker) else {
        return Generics::default();
    };
    let marker = super::ident(marker);
    imports.phantom();
    imports.runtime(&["ActorClient"]);
    imports.actors();
    Generics {
        declared: quote!(<A = actors::#marker>),
        actor: quote!(<A>),
        bracketed: quote!([A]),
        field: quote!(actor: PhantomData<A>,),
    }
}

/// The constructors for use in an actor.
pub(super) fn constructors(api: &Api, operation: &Operation) -> Option<TokenStream> {
    let acting = operation.acting.as_ref()?;
    let name = super::ident(&operation.builder);
    let marker = super::ident(&acting.marker);
    let actors = constructor::constructor(api, operation, Caller::Actor);
    let own = acting
        .own
        .as_ref()
        .filter(|own| **own != acting.inferred)
        .map(|_| constructor::constructor(api, operation, Caller::Oneself));
    Some(quote! {
        impl #name<actors::#marker> {
            #actors
            #own
        }
    })
}

/// The methods of a builder whose answers come in pages: they keep it, to call it again.
pub(super) fn pages(operation: &Operation, methods: &TokenStream) -> TokenStream {
    if operation.page.is_none() {
        return TokenStream::new();
    }
    let name = super::ident(&operation.builder);
    quote! {
        impl<A: Clone + Send + 'static> #name<A> {
            #methods
        }
    }
}

pub(super) fn constructor(operation: &Operation, caller: Caller) -> Constructor {
    let asks_for_less = operation.inferred(Caller::Oneself) != operation.inferred(Caller::Actor);
    let name = match caller {
        Caller::Client => "new",
        Caller::Oneself if asks_for_less => "acting_self",
        Caller::Actor | Caller::Oneself => "acting",
    };
    let start = match caller {
        Caller::Client => "new",
        Caller::Actor | Caller::Oneself => "acting",
    };
    Constructor {
        name: format_ident!("{name}"),
        client: client(caller),
        start: format_ident!("{start}"),
        marker: operation
            .acting
            .as_ref()
            .map(|_| quote!(actor: PhantomData,))
            .unwrap_or_default(),
    }
}

/// What a call has to be told to take from the session.
pub(super) fn inferences(inferences: &[Inference]) -> TokenStream {
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

/// The client that a handle holds.
pub(super) fn client(caller: Caller) -> Ident {
    match caller {
        Caller::Client => format_ident!("Client"),
        Caller::Actor | Caller::Oneself => format_ident!("ActorClient"),
    }
}

/// The argument of a builder's type.
pub(super) fn argument(operation: &Operation, caller: Caller) -> TokenStream {
    match (caller, &operation.acting) {
        (Caller::Client, _) | (_, None) => TokenStream::new(),
        (Caller::Actor | Caller::Oneself, Some(acting)) => {
            let marker = super::ident(&acting.marker);
            quote!(<#marker>)
        }
    }
}
