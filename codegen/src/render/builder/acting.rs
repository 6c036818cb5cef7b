//! Builders of calls that can act as a member: the marker of who a call acts as, and the constructors
//! that take fewer arguments.

use proc_macro2::TokenStream;
use quote::quote;

use super::context::{Builder, marked};
use crate::ir::{Acting, Caller};
use crate::render::ty::ident;

/// The type parameter of a builder, in each of the forms that it is written in.
#[derive(Default)]
pub(super) struct Generics {
    /// Where it is declared.
    pub declared: TokenStream,
    /// For the macro of all builders.
    pub bracketed: TokenStream,
    /// The field that makes use of it.
    pub field: TokenStream,
}

impl Builder<'_> {
    /// Empty, where the call acts as the project only.
    pub(super) fn generics(&self) -> Generics {
        let Some(acting) = &self.operation.acting else {
            return Generics::default();
        };
        let project = ident(&acting.project);
        Generics {
            declared: quote!(<A = crate::actors::#project>),
            bracketed: quote!([A]),
            field: quote!(actor: std::marker::PhantomData<A>,),
        }
    }

    /// The constructors for the handles of an actor.
    pub(super) fn constructors_of_actor(&self, acting: &Acting) -> TokenStream {
        let (name, actor) = (self.name(), marked(acting));
        let of_actor = self.constructor(Caller::Actor);
        let about_oneself =
            (acting.own != acting.inferred).then(|| self.constructor(Caller::Oneself));
        quote! {
            impl #name #actor {
                #of_actor
                #about_oneself
            }
        }
    }
}
