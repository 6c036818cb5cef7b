//! The methods of a builder whose responses come in pages.

use proc_macro2::TokenStream;
use quote::quote;

use super::context::Builder;
use crate::ir::{Api, Field, Page, Storage};
use crate::names::Ident;
use crate::render::docs;
use crate::render::ty::{ident, ty};

impl Builder<'_> {
    /// None, if a response is the whole of it.
    pub(super) fn pages(&self) -> Option<TokenStream> {
        let page = self.operation.page.as_ref()?;
        let (of, item) = (ty(self.api, &page.of), ty(self.api, &page.item));
        let cursor = ident(&page.cursor);
        let (next, items) = (next(self.api, page), items(self.api, page));
        let pages_doc = docs::ours(
            "Returns a stream of the pages from this one on. Each is fetched when the stream is polled for it.",
        );
        let items_doc = docs::ours(
            "Returns a stream of the items of this page and of those behind it. Each page is fetched when the\nitems of the one before are used up.",
        );
        Some(quote! {
            #pages_doc
            #[inline]
            pub fn pages(self) -> crate::runtime::Pages<#of> {
                crate::runtime::Pages::new(
                    move |cursor| match cursor {
                        Some(cursor) => self.clone().#cursor(cursor).send(),
                        None => self.clone().send(),
                    },
                    |page| #next,
                )
            }

            #items_doc
            #[inline]
            pub fn items(self) -> crate::runtime::Items<#item> {
                self.pages().items(|page| #items)
            }
        })
    }
}

/// The cursor of the next page, borrowed from a page.
fn next(api: &Api, page: &Page) -> TokenStream {
    let steps = fields(api, page, &page.next);
    let mut value = quote!(page);
    for (at, field) in steps.iter().enumerate() {
        let name = ident(&field.name);
        let last = at + 1 == steps.len();
        value = match (field.storage, last) {
            (Storage::Plain, false) => quote!(#value.#name),
            (Storage::Plain, true) => quote!(Some(&#value.#name)),
            (Storage::Option, false) => quote!(#value.#name.as_ref()?),
            (Storage::Option, true) => quote!(#value.#name.as_deref()),
            (Storage::Nullable, false) => quote!(#value.#name.value()?),
            (Storage::Nullable, true) => quote!(#value.#name.value().map(String::as_str)),
            (Storage::OptionNullable, false) => quote!(#value.#name.as_ref()?.value()?),
            (Storage::OptionNullable, true) => {
                quote!(#value.#name.as_ref()?.value().map(String::as_str))
            }
        };
    }
    value
}

/// The items of a page, taken out of it.
fn items(api: &Api, page: &Page) -> TokenStream {
    let mut taken = quote!(page);
    // Whether there may be none, so that what follows happens within an option.
    let mut perhaps = false;
    for field in fields(api, page, &page.items) {
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

/// The fields that lead from a page to a value in it.
fn fields<'a>(api: &'a Api, page: &Page, path: &[Ident]) -> Vec<&'a Field> {
    let mut of = &page.of;
    let mut steps: Vec<&Field> = Vec::new();
    for name in path {
        let field = api.fields(of).iter().find(|field| field.name == *name);
        steps.extend(field);
        of = steps.last().map_or(&page.of, |field| &field.ty);
    }
    steps
}
