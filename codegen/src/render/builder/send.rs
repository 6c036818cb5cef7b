//! How a call is sent: the builder's field for the body, and the expression that sends it.

use proc_macro2::TokenStream;
use quote::quote;

use super::context::Builder;
use crate::ir::{Body, Encoding, Presence};
use crate::render::ty::response;

impl Builder<'_> {
    /// The builder's field for the body.
    pub(super) fn body_field(&self) -> Option<TokenStream> {
        let of = self.body()?;
        Some(match &self.operation.body {
            Body::Whole {
                presence: Presence::Optional,
                ..
            }
            | Body::Fields {
                presence: Presence::Optional,
                ..
            } => quote!(body: Option<#of>,),
            Body::None | Body::Whole { .. } | Body::Fields { .. } => quote!(body: #of,),
        })
    }

    /// The method behind all ways to send the call.
    pub(super) fn respond(&self) -> TokenStream {
        let (media, presence) = match &self.operation.body {
            Body::None => return self.responding(&quote!(self.call.send())),
            Body::Whole {
                media, presence, ..
            }
            | Body::Fields {
                media, presence, ..
            } => (media, presence),
        };
        let send = |body: TokenStream| match media.encoding {
            Encoding::Json => quote!(self.call.send_json(&#body)),
            Encoding::Form => quote!(self.call.send_form(&#body)),
            Encoding::Text => quote!(self.call.send_text(#body)),
            Encoding::Binary => quote!(self.call.send_bytes(#body)),
        };
        match presence {
            Presence::Required => self.responding(&send(quote!(self.body))),
            Presence::Optional => {
                let send = send(quote!(body));
                self.responding(&quote! {
                    match self.body {
                        Some(body) => #send,
                        None => self.call.send(),
                    }
                })
            }
        }
    }

    fn responding(&self, send: &TokenStream) -> TokenStream {
        let response = response(self.api, &self.operation.response);
        quote! {
            #[inline]
            fn respond(self) -> crate::runtime::ResponseFuture<#response> {
                #send
            }
        }
    }
}
