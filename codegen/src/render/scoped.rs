//! What a builder has besides where its operation can be called on behalf of somebody: a marker of
//! how it was made, and constructors that ask for less.
//!
//! The marker is a type parameter with a default, so a builder that is made by the client is named
//! without it. There is one builder either way: what both have is written once.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::constructor;
use super::ty::Imports;
use crate::ir::{Api, Form, Inference, Input, Operation};

/// What a builder's type has besides.
#[derive(Default)]
pub(super) struct Generics {
    /// Its parameter, where it is declared.
    pub declared: TokenStream,
    /// The same, where it is used.
    pub scope: TokenStream,
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

pub(super) fn generics(operation: &Operation, imports: &mut Imports) -> Generics {
    if operation.scoping.is_none() {
        return Generics::default();
    }
    imports.phantom();
    imports.runtime(&["Direct", "Scoped", "ScopedClient"]);
    Generics {
        declared: quote!(<S = Direct>),
        scope: quote!(<S>),
        bracketed: quote!([S]),
        field: quote!(scope: PhantomData<S>,),
    }
}

/// The constructors for use in a scope.
pub(super) fn constructors(api: &Api, operation: &Operation) -> Option<TokenStream> {
    let scoping = operation.scoping.as_ref()?;
    let name = super::ident(&operation.builder);
    let scoped = constructor::constructor(api, operation, Form::Scoped);
    let own = scoping
        .own
        .as_ref()
        .filter(|own| **own != scoping.inferred)
        .map(|_| constructor::constructor(api, operation, Form::Own));
    Some(quote! {
        impl #name<Scoped> {
            #scoped
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
        impl<S: Clone + Send + 'static> #name<S> {
            #methods
        }
    }
}

pub(super) fn constructor(operation: &Operation, form: Form) -> Constructor {
    let asks_for_less = operation.inferred(Form::Own) != operation.inferred(Form::Scoped);
    let name = match form {
        Form::Direct => "new",
        Form::Own if asks_for_less => "scoped_self",
        Form::Scoped | Form::Own => "scoped",
    };
    let start = match form {
        Form::Direct => "new",
        Form::Scoped | Form::Own => "scoped",
    };
    Constructor {
        name: format_ident!("{name}"),
        client: client(form),
        start: format_ident!("{start}"),
        marker: operation
            .scoping
            .as_ref()
            .map(|_| quote!(scope: PhantomData,))
            .unwrap_or_default(),
    }
}

/// What a call has to be told to take from the session.
pub(super) fn inferences(inferences: &[Inference]) -> TokenStream {
    let inferences = inferences.iter().map(|inference| {
        let (wire, argument) = (&inference.wire, &inference.argument);
        match inference.input {
            Input::Path => quote!(.infer_path(#wire, #argument)),
            Input::Body => quote!(.infer_body(#wire, #argument)),
            Input::BodyList => quote!(.infer_body_list(#wire, #argument)),
        }
    });
    quote!(#(#inferences)*)
}

/// The client that a handle holds.
pub(super) fn client(form: Form) -> Ident {
    match form {
        Form::Direct => format_ident!("Client"),
        Form::Scoped | Form::Own => format_ident!("ScopedClient"),
    }
}

/// The argument of a builder's type.
pub(super) fn argument(form: Form) -> TokenStream {
    match form {
        Form::Direct => TokenStream::new(),
        Form::Scoped | Form::Own => quote!(<Scoped>),
    }
}
