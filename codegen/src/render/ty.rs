//! Types of the model as Rust types.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::ident;
use crate::ir::{Api, Boxing, Field, Storage, Ty};

/// From where a type is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum From {
    /// A module of a schema, which imports its neighbours.
    Schema,
    /// Any other module, which says `schemas::`.
    Elsewhere,
}

pub(super) fn ty(api: &Api, ty_: &Ty, from: From) -> TokenStream {
    match ty_ {
        Ty::Bool => quote!(bool),
        Ty::I32 => quote!(i32),
        Ty::I64 => quote!(i64),
        Ty::U32 => quote!(u32),
        Ty::U64 => quote!(u64),
        Ty::F32 => quote!(f32),
        Ty::F64 => quote!(f64),
        Ty::String => quote!(String),
        Ty::Secret => quote!(Secret),
        Ty::DateTime => quote!(DateTime<FixedOffset>),
        Ty::Json => quote!(Json),
        Ty::JsonObject => quote!(JsonObject),
        Ty::Binary => quote!(Binary),
        Ty::List(inner) => {
            let inner = ty(api, inner, from);
            quote!(Vec<#inner>)
        }
        Ty::Map(inner) => {
            let inner = ty(api, inner, from);
            quote!(BTreeMap<String, #inner>)
        }
        Ty::Nullable(inner) => {
            let inner = ty(api, inner, from);
            quote!(Option<#inner>)
        }
        // A checked model has no other name than those of its types.
        Ty::Named(id) => match api.types.get(id).map(|ty| ident(&ty.name)) {
            Some(name) if from == From::Schema => quote!(#name),
            Some(name) => quote!(schemas::#name),
            None => quote!(Json),
        },
    }
}

/// The type of a field as it is stored.
pub(super) fn stored(api: &Api, field: &Field, from: From) -> TokenStream {
    let plain = ty(api, &field.ty, from);
    let plain = match field.boxing {
        Boxing::Inline => plain,
        Boxing::Boxed => quote!(Box<#plain>),
    };
    match field.storage {
        Storage::Plain => plain,
        Storage::Option => quote!(Option<#plain>),
        Storage::Nullable => quote!(Nullable<#plain>),
        Storage::OptionNullable => quote!(Option<Nullable<#plain>>),
    }
}

/// What a module has to import.
#[derive(Debug, Default)]
pub(super) struct Imports {
    btree_map: bool,
    phantom: bool,
    actors: bool,
    chrono: bool,
    schemas: bool,
    neighbours: BTreeSet<crate::names::Ident>,
    runtime: BTreeSet<&'static str>,
}

impl Imports {
    pub(super) fn runtime(&mut self, names: &[&'static str]) {
        self.runtime.extend(names);
    }

    pub(super) fn actors(&mut self) {
        self.actors = true;
    }

    pub(super) fn phantom(&mut self) {
        self.phantom = true;
    }

    pub(super) fn ty(&mut self, api: &Api, ty: &Ty) {
        match ty {
            Ty::Json => self.runtime(&["Json"]),
            Ty::JsonObject => self.runtime(&["JsonObject"]),
            Ty::Binary => self.runtime(&["Binary"]),
            Ty::Secret => self.runtime(&["Secret"]),
            Ty::DateTime => self.chrono = true,
            Ty::List(inner) | Ty::Nullable(inner) => self.ty(api, inner),
            Ty::Map(inner) => {
                self.btree_map = true;
                self.ty(api, inner);
            }
            Ty::Named(id) => {
                self.schemas = true;
                self.neighbours
                    .extend(api.types.get(id).map(|ty| ty.name.clone()));
            }
            _ => {}
        }
    }

    pub(super) fn storage(&mut self, storage: Storage) {
        if matches!(storage, Storage::Nullable | Storage::OptionNullable) {
            self.runtime(&["Nullable"]);
        }
    }

    /// The imports of a schema's module; `own` is the type that it holds.
    pub(super) fn of_schema(&self, own: &crate::names::Ident) -> TokenStream {
        let foreign = self.of_others();
        let neighbours: Vec<_> = self
            .neighbours
            .iter()
            .filter(|name| *name != own)
            .map(ident)
            .collect();
        let neighbours = match &neighbours[..] {
            [] => TokenStream::new(),
            [only] => quote!(use super::#only;),
            _ => quote!(use super::{#(#neighbours),*};),
        };
        let runtime = self.of_runtime();
        quote!(#foreign #neighbours #runtime)
    }

    /// The imports of any other module.
    pub(super) fn of_path(&self) -> TokenStream {
        let foreign = self.of_others();
        let runtime = self.of_runtime();
        let actors = self.actors.then(|| {
            quote!(
                use crate::actors;
            )
        });
        let schemas = self.schemas.then(|| {
            quote!(
                use crate::schemas;
            )
        });
        quote!(#foreign #actors #runtime #schemas)
    }

    /// What comes from outside of the crate.
    fn of_others(&self) -> TokenStream {
        let map = self.btree_map.then(|| {
            quote!(
                use std::collections::BTreeMap;
            )
        });
        let phantom = self.phantom.then(|| {
            quote!(
                use std::marker::PhantomData;
            )
        });
        let chrono = self.chrono.then(|| {
            quote!(
                use chrono::{DateTime, FixedOffset};
            )
        });
        quote!(#map #phantom #chrono)
    }

    fn of_runtime(&self) -> TokenStream {
        let names: Vec<_> = self
            .runtime
            .iter()
            .map(|name| quote::format_ident!("{name}"))
            .collect();
        match &names[..] {
            [] => TokenStream::new(),
            [only] => quote!(use crate::runtime::#only;),
            _ => quote!(use crate::runtime::{#(#names),*};),
        }
    }
}
