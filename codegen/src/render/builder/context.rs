//! What the parts of a builder are made from.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use crate::ir::{Acting, Api, Body, Caller, Input, Operation, Path, Ty};
use crate::render::ty::{ident, ty};

/// An operation, with the path and the API that it belongs to.
#[derive(Clone, Copy)]
pub(in crate::render) struct Builder<'a> {
    pub api: &'a Api,
    pub path: &'a Path,
    pub operation: &'a Operation,
}

impl<'a> Builder<'a> {
    /// The name of its type.
    pub(in crate::render) fn name(&self) -> Ident {
        ident(&self.operation.builder)
    }

    /// What its caller gives, in the order of the arguments.
    pub(in crate::render) fn inputs(
        &self,
        caller: Caller,
    ) -> impl Iterator<Item = Input<'a>> + use<'a> {
        let Self { api, operation, .. } = *self;
        let inputs = api.inputs(operation).into_iter();
        inputs.filter(move |input| input.is_given(operation, caller))
    }

    /// The arguments of its constructor, and of the method of a handle that calls it.
    pub(in crate::render) fn arguments(
        &self,
        caller: Caller,
    ) -> impl Iterator<Item = Input<'a>> + use<'a> {
        self.inputs(caller).filter(Input::is_required)
    }

    /// The type of the body, if there is one.
    pub(in crate::render) fn body(&self) -> Option<TokenStream> {
        match &self.operation.body {
            Body::None => None,
            Body::Whole { ty: whole, .. } => Some(ty(self.api, whole)),
            Body::Fields { ty: id, .. } => Some(ty(self.api, &Ty::Named(id.clone()))),
        }
    }

    /// The name of the function that makes it.
    pub(in crate::render) fn constructor_name(&self, caller: Caller) -> Ident {
        format_ident!(
            "{}",
            match (caller, &self.operation.acting) {
                (Caller::Oneself, Some(acting)) if acting.own != acting.inferred => "acting_self",
                (Caller::Actor | Caller::Oneself, _) => "acting",
                (Caller::Client, _) => "new",
            }
        )
    }

    /// The argument of its type: who the call acts as, where that is not the project.
    pub(in crate::render) fn actor(&self, caller: Caller) -> TokenStream {
        match (caller, &self.operation.acting) {
            (Caller::Client, _) | (_, None) => TokenStream::new(),
            (Caller::Actor | Caller::Oneself, Some(acting)) => marked(acting),
        }
    }
}

/// The argument of a builder's type where the call acts as an actor.
pub(super) fn marked(acting: &Acting) -> TokenStream {
    let marker = ident(&acting.marker);
    quote!(<crate::actors::#marker>)
}

/// The type of the client that makes a call.
pub(in crate::render) fn client(caller: Caller) -> TokenStream {
    match caller {
        Caller::Client => quote!(crate::runtime::Client),
        Caller::Actor | Caller::Oneself => quote!(crate::runtime::ActorClient),
    }
}
