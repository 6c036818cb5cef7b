//! The constant of a builder that says where its request goes, and what is particular about it.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::super::servers;
use super::context::Builder;
use crate::ir::{Body, Credentials, Encoding, Idempotency, Operation, Response};

impl Builder<'_> {
    pub(super) fn route(&self) -> TokenStream {
        let operation = self.operation;
        let verb = format_ident!("{}", format!("{:?}", operation.verb));
        let template = escaped(&self.path.template);
        let decoding = match &operation.response {
            Response::Json(_) | Response::MaybeJson(_) => None,
            Response::Text => Some(quote!(.text())),
            Response::Binary => Some(quote!(.bytes())),
            Response::Empty => Some(quote!(.empty())),
        };
        let (accept, content_type) = (accept(operation), content_type(&operation.body));
        let idempotency = match operation.idempotency {
            Idempotency::Idempotent => Some(quote!(.idempotent())),
            Idempotency::NotIdempotent => None,
        };
        let credentials = match operation.credentials {
            Credentials::Client => None,
            Credentials::None => Some(quote!(.without_authorization())),
        };
        let server = self.server().map(|server| {
            let constant = servers::constant(server);
            quote!(.server(&crate::generated::servers::#constant))
        });
        quote! {
            const ROUTE: crate::runtime::Route =
                crate::runtime::Route::new(crate::runtime::Verb::#verb, #template)
                    #decoding #accept #content_type #idempotency #credentials #server;
        }
    }
}

/// The media types of responses, where they are not the usual ones.
fn accept(operation: &Operation) -> Option<TokenStream> {
    let json = Encoding::Json.media();
    let usual = match operation.response {
        Response::Text => Encoding::Text.media(),
        Response::Binary => "*/*",
        Response::Json(_) | Response::MaybeJson(_) | Response::Empty => json,
    };
    match &operation.accepts[..] {
        [] => None,
        [only] if only == usual => None,
        names => {
            let mut accept = names.join(", ");
            // Errors come as JSON, whatever the type of the response is.
            if !names.iter().any(|name| name == json || name == "*/*") {
                accept.push_str(&format!(", {json};q=0.9"));
            }
            Some(quote!(.accept(#accept)))
        }
    }
}

/// The media type of the request body, where it is not the usual one.
fn content_type(body: &Body) -> Option<TokenStream> {
    match body {
        Body::None => None,
        Body::Whole { media, .. } | Body::Fields { media, .. } => {
            let name = &media.name;
            let is_usual = *name == media.encoding.media();
            (!is_usual).then(|| quote!(.content_type(#name)))
        }
    }
}

/// The template with all escaped that a path cannot have as it is (RFC 3986, section 3.3), but for
/// the names of placeholders, which are not sent.
fn escaped(template: &str) -> String {
    let mut escaped = String::new();
    let mut is_name = false;
    for character in template.chars() {
        is_name = character == '{' || is_name && character != '}';
        let is_plain = character.is_ascii_graphic() && !"\"<>\\^`|".contains(character);
        if is_name || is_plain {
            escaped.push(character);
        } else {
            let mut bytes = [0; 4];
            let bytes = character.encode_utf8(&mut bytes).bytes();
            escaped.extend(bytes.map(|byte| format!("%{byte:02X}")));
        }
    }
    escaped
}
