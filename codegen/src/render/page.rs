//! The methods of a builder whose answers come in pages.

use proc_macro2::TokenStream;
use quote::quote;

use super::arguments::unaliased;
use super::ty::{From, Imports, ty};
use super::{docs, ident};
use crate::ir::{Api, Field, Operation, Page, Response, Shape, Storage, Ty};
use crate::names::Ident;

pub(super) fn methods(api: &Api, operation: &Operation, imports: &mut Imports) -> TokenStream {
    let (Some(page), Response::Json(answer)) = (&operation.page, &operation.response) else {
        return TokenStream::new();
    };
    imports.runtime(&["Items", "Pages"]);
    imports.ty(api, &page.item);
    let (pages, item) = (
        ty(api, answer, From::Elsewhere),
        ty(api, &page.item, From::Elsewhere),
    );
    let cursor = ident(&page.cursor);
    let (next, items) = (next(api, answer, page), items(api, answer, page));
    let pages_doc = docs::ours("All pages from this one on. Each is fetched when it is asked for.");
    let items_doc = docs::ours(
        "What is in this page and in those behind it, each fetched when the one before is used up.",
    );
    quote! {
        #pages_doc
        #[inline]
        pub fn pages(self) -> Pages<#pages> {
            Pages::new(
                move |cursor| match cursor {
                    Some(cursor) => self.clone().#cursor(cursor).send(),
                    None => self.clone().send(),
                },
                |page| #next,
            )
        }

        #items_doc
        #[inline]
        pub fn items(self) -> Items<#item> {
            self.pages().items(|page| #items)
        }
    }
}

/// The cursor of the next page, borrowed from a page.
fn next(api: &Api, answer: &Ty, page: &Page) -> TokenStream {
    let steps = fields(api, answer, &page.next);
    let mut place = quote!(page);
    for (at, field) in steps.iter().enumerate() {
        let name = ident(&field.name);
        let last = at + 1 == steps.len();
        place = match (field.storage, last) {
            (Storage::Plain, false) => quote!(#place.#name),
            (Storage::Plain, true) => quote!(Some(&#place.#name)),
            (Storage::Option, false) => quote!(#place.#name.as_ref()?),
            (Storage::Option, true) => quote!(#place.#name.as_deref()),
            (Storage::Nullable, false) => quote!(#place.#name.value()?),
            (Storage::Nullable, true) => quote!(#place.#name.value().map(String::as_str)),
            (Storage::OptionNullable, false) => quote!(#place.#name.as_ref()?.value()?),
            (Storage::OptionNullable, true) => {
                quote!(#place.#name.as_ref()?.value().map(String::as_str))
            }
        };
    }
    place
}

/// The items of a page, taken out of it.
fn items(api: &Api, answer: &Ty, page: &Page) -> TokenStream {
    let mut taken = quote!(page);
    // Whether there may be none, so that what follows happens within an option.
    let mut perhaps = false;
    for field in fields(api, answer, &page.items) {
        let name = ident(&field.name);
        let (step, optional) = match field.storage {
            Storage::Plain => (quote!(.#name), false),
            Storage::Option => (quote!(.#name), true),
            Storage::Nullable => (quote!(.#name.into_value()), true),
            Storage::OptionNullable => (quote!(.#name.and_then(|part| part.into_value())), true),
        };
        taken = match (perhaps, optional) {
            (false, _) => quote!(#taken #step),
            (true, false) => quote!(#taken.map(|part| part #step)),
            (true, true) => quote!(#taken.and_then(|part| part #step)),
        };
        perhaps |= optional;
    }
    if perhaps {
        quote!(#taken.unwrap_or_default())
    } else {
        taken
    }
}

/// The fields that lead from an answer to a place in it.
fn fields<'a>(api: &'a Api, answer: &Ty, path: &[Ident]) -> Vec<&'a Field> {
    let mut steps: Vec<&Field> = Vec::new();
    for name in path {
        let ty = steps.last().map_or(answer, |field| &field.ty);
        let Ty::Named(id) = unaliased(api, ty) else {
            break;
        };
        if let Some(Shape::Struct { fields, .. }) = api.types.get(id).map(|ty| &ty.shape) {
            steps.extend(fields.iter().find(|field| field.name == *name));
        }
    }
    steps
}
