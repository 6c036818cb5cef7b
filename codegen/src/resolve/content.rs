//! The media type of a body, and the type of its content.

use indexmap::IndexMap;
use openapiv3::MediaType;

use super::Resolver;
use super::media::{self, Way};
use crate::diagnostic::Code;
use crate::ir::{Encoding, Media, Nullability, Ty};
use crate::pointer::Pointer;

impl<'a> Resolver<'a> {
    /// Returns the media type that is used, and the type of its content.
    pub(super) fn content(
        &mut self,
        content: &'a IndexMap<String, MediaType>,
        way: Way,
        at: &Pointer,
        name: &str,
    ) -> Option<(Media, Ty)> {
        let Some((offer, content)) = media::choose(content, way) else {
            self.report(Code::UnsupportedMedia, at, "none of these media types is supported", "add one of application/json, application/x-www-form-urlencoded, text/plain, application/octet-stream with an overlay");
            return None;
        };
        let key = at.child(offer.key);
        if offer.encoding == Encoding::Form && !content.encoding.is_empty() {
            self.report_key(
                Code::UnsupportedEncoding,
                &key.child("encoding"),
                "the encoding of a form cannot be chosen: an array becomes a pair for each item",
                "remove `encoding` with an overlay, if the server accepts that",
            );
        }
        let at = key.child("schema");
        let (ty, nullable) = match &content.schema {
            Some(schema) => {
                let value = self.typed(schema.into(), &at, name);
                (value.ty, value.nullable)
            }
            None => (Ty::Json, Nullability::Never),
        };
        let encoding = match *self.unaliased(&ty) {
            Ty::Binary => Encoding::Binary,
            _ => offer.encoding,
        };
        let Some(media) = offer.media(encoding, way) else {
            let message = format!("`{}` does not say which media type bytes have", offer.key);
            self.report_key(
                Code::UnsupportedMedia,
                &key,
                message,
                "name the media type in its place with an overlay",
            );
            return None;
        };
        let ty = match encoding {
            // In a response, `null` is the empty collection, as for a property.
            Encoding::Json
                if nullable == Nullability::Nullable
                    && ty != Ty::Json
                    && (way == Way::Sent || !self.is_collection(&ty)) =>
            {
                Ty::Nullable(Box::new(ty))
            }
            Encoding::Json | Encoding::Form => ty,
            Encoding::Text | Encoding::Binary if self.has_parts(&ty) => {
                let message = format!(
                    "an object or an array cannot be encoded as `{}`",
                    media.name
                );
                let help = "replace the schema by `{type: string}` with an overlay, or add application/json beside it";
                self.report(Code::UnsupportedMedia, &at, message, help);
                return None;
            }
            Encoding::Text => Ty::String,
            Encoding::Binary => Ty::Binary,
        };
        Some((media, ty))
    }
}
