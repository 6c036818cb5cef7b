//! The body of a call: the builder's field for it, its media type, and how it is sent.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::path::{given, required_fields};
use super::ty::{From, Imports, ty};
use super::{arguments, docs};
use crate::ir::{
    Api, Body, Caller, Encoding, Field, Operation, Presence, Response, Shape, Ty, TypeId,
};
use crate::names;

/// The type of the body, if there is one.
pub(super) fn body_type(api: &Api, body: &Body) -> Option<TokenStream> {
    match body {
        Body::None => None,
        Body::Whole { ty: whole, .. } => Some(ty(api, whole, From::Elsewhere)),
        Body::Fields { ty: id, .. } => Some(ty(api, &Ty::Named(id.clone()), From::Elsewhere)),
    }
}

/// What a route says about media types, where they are not the usual ones of its bodies.
pub(super) fn media(operation: &Operation) -> (Option<TokenStream>, Option<TokenStream>) {
    let usual = match operation.response {
        Response::Text => "text/plain",
        Response::Binary => "*/*",
        Response::Json(_) | Response::MaybeJson(_) | Response::Empty => "application/json",
    };
    let accept = match &operation.accepts[..] {
        [] => None,
        [only] if only == usual => None,
        names => {
            let mut accept = names.join(", ");
            // Errors come as JSON, whatever the operation answers with.
            if !names
                .iter()
                .any(|name| name == "application/json" || name == "*/*")
            {
                accept.push_str(", application/json;q=0.9");
            }
            Some(quote!(.accept(#accept)))
        }
    };
    let content_type = match &operation.body {
        Body::None => None,
        Body::Whole { media, .. } | Body::Fields { media, .. } => {
            let name = &media.name;
            let is_usual = *name == media.encoding.media();
            (!is_usual).then(|| quote!(.content_type(#name)))
        }
    };
    (accept, content_type)
}

/// The builder's field for the body, and how the call is sent.
pub(super) fn body(
    api: &Api,
    operation: &Operation,
    imports: &mut Imports,
) -> (TokenStream, TokenStream) {
    let (media, presence, of) = match &operation.body {
        Body::None => return (TokenStream::new(), quote!(self.call.send())),
        Body::Whole {
            media,
            presence,
            ty: whole,
        } => {
            given(api, whole, imports);
            (media, *presence, whole.clone())
        }
        Body::Fields {
            media,
            presence,
            ty: id,
            ..
        } => {
            for (field, _) in required_fields(api, operation, Caller::Client) {
                arguments::field_imports(api, field, imports);
                arguments::field_conversions(api, field, imports);
            }
            (media, *presence, Ty::Named(id.clone()))
        }
    };
    imports.ty(api, &of);
    let send = |body: TokenStream| match media.encoding {
        Encoding::Json => quote!(self.call.send_json(&#body)),
        Encoding::Form => quote!(self.call.send_form(&#body)),
        Encoding::Text => quote!(self.call.send_text(#body)),
        Encoding::Binary => quote!(self.call.send_bytes(#body)),
    };
    let of = ty(api, &of, From::Elsewhere);
    match presence {
        Presence::Required => (quote!(body: #of,), send(quote!(self.body))),
        Presence::Optional => {
            let send = send(quote!(body));
            let send = quote! {
                match self.body {
                    Some(body) => #send,
                    None => self.call.send(),
                }
            };
            (quote!(body: Option<#of>,), send)
        }
    }
}

/// The setter for a body that is a single value and may be left out.
pub(super) fn whole_setter(api: &Api, body: &Body) -> Option<TokenStream> {
    let Body::Whole {
        presence: Presence::Optional,
        ty: whole,
        ..
    } = body
    else {
        return None;
    };
    let argument = arguments::plain(api, whole, &format_ident!("body"), From::Elsewhere);
    let (argument_ty, value) = (argument.ty, argument.value);
    let doc = docs::ours("Sets the body, without which the request has none.");
    Some(quote! {
        #doc
        #[inline]
        pub fn body(mut self, body: #argument_ty) -> Self {
            self.body = Some(#value);
            self
        }
    })
}

/// The fields of a body that are sent, with the name of each one's argument or setter: first the
/// required ones, in the order of `required`, so that a property which becomes required is the last
/// argument.
pub(crate) fn body_fields<'a>(
    api: &'a Api,
    body: &'a Body,
) -> impl Iterator<Item = (&'a Field, &'a names::Ident)> {
    let (fields, required, setters) = match body {
        Body::Fields { ty, setters, .. } => {
            let (fields, required) = fields_of(api, ty);
            (fields, required, &setters[..])
        }
        _ => (&[][..], &[][..], &[][..]),
    };
    let fields = fields.iter().enumerate();
    let sent = fields.filter(|(_, field)| field.is_sent());
    let mut sent: Vec<_> = sent.zip(setters).collect();
    let rank = |index| required.iter().position(|known| *known == index);
    sent.sort_by_key(|((index, _), _)| rank(*index).unwrap_or(required.len()));
    sent.into_iter().map(|((_, field), setter)| (field, setter))
}

/// The fields of a struct, and which of them are required.
pub(super) fn fields_of<'a>(api: &'a Api, id: &TypeId) -> (&'a [Field], &'a [usize]) {
    match api.types.get(id).map(|ty| &ty.shape) {
        Some(Shape::Struct {
            fields, required, ..
        }) => (fields, required),
        _ => (&[], &[]),
    }
}
