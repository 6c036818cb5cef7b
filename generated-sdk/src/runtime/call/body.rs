//! The body of a request.

use bytes::Bytes;
use serde_json::Value;

use super::pairs::Pairs;
use crate::runtime::JsonObject;
use crate::runtime::error::{Error, Result};
use crate::runtime::wire::{self, Wire};

const JSON: &str = "application/json";

/// The body of a request, encoded.
#[derive(Clone)]
pub(super) struct RequestBody {
    /// The media type, where the route does not have another.
    pub(super) media_type: &'static str,
    pub(super) bytes: Bytes,
}

#[allow(dead_code, reason = "which are used depends on the API")]
impl RequestBody {
    pub(super) fn json(value: &dyn Wire) -> Result<Self> {
        match wire::to_request(value) {
            Ok(json) => Ok(Self::of_json(json)),
            Err(error) => Err(Error::argument("body", error.to_string())),
        }
    }

    pub(super) fn of_json(json: impl Into<Bytes>) -> Self {
        Self::of(JSON, json.into())
    }

    pub(super) fn of(media_type: &'static str, bytes: Bytes) -> Self {
        Self { media_type, bytes }
    }

    /// An HTML form with the fields of an object.
    pub(super) fn form(fields: &dyn Wire) -> Self {
        let mut form = Pairs::default();
        form.push("", fields);
        Self {
            media_type: "application/x-www-form-urlencoded",
            bytes: form.into_string().into(),
        }
    }

    pub(super) fn text(text: String) -> Self {
        Self {
            media_type: "text/plain; charset=utf-8",
            bytes: text.into(),
        }
    }

    pub(super) fn bytes(bytes: Bytes) -> Self {
        Self {
            media_type: "application/octet-stream",
            bytes,
        }
    }

    /// The properties of a JSON object; `None` for any other body.
    pub(super) fn as_json_object(&self) -> Option<JsonObject> {
        let mut object = JsonObject::new();
        let decoded = wire::from_json(&self.bytes, &mut object);
        (self.media_type == JSON && decoded.is_ok()).then_some(object)
    }

    /// Inserts a property into a JSON object. There must be none of that name.
    pub(super) fn insert(&mut self, name: &'static str, value: &Value) -> Result<()> {
        // No builder infers a property of anything else.
        let rest = self
            .bytes
            .strip_prefix(b"{")
            .ok_or_else(|| Error::argument(name, "can only be added to a JSON object"))?;
        let comma = if rest.trim_ascii_start().starts_with(b"}") {
            ""
        } else {
            ","
        };
        let head = format!("{{{}:{value}{comma}", Value::from(name));
        self.bytes = [head.as_bytes(), rest].concat().into();
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RequestBody;

    #[test]
    fn a_property_is_inserted_in_front() {
        for (body, value, expected) in [
            ("{}", json!("a"), r#"{"n":"a"}"#),
            (r#"{"b":1}"#, json!("a"), r#"{"n":"a","b":1}"#),
            (r#"{"b":"{}"}"#, json!(["a"]), r#"{"n":["a"],"b":"{}"}"#),
            ("{}", json!("q\"\\\u{1}é"), r#"{"n":"q\"\\\u0001é"}"#),
        ] {
            let mut body = RequestBody::of_json(body);
            body.insert("n", &value).unwrap();
            assert_eq!(body.bytes, expected);
        }
        for body in ["[1]", ""] {
            let mut body = RequestBody::of_json(body);
            assert!(body.insert("n", &json!("a")).is_err());
        }
    }
}
