//! What a call takes from the session of the one on whose behalf it is made.

use std::sync::Arc;

use bytes::Bytes;

use super::request::{Call, Content};
use super::route::Route;
use crate::runtime::actor::{ActorClient, Session};
use crate::runtime::error::{Error, Result};

/// The arguments of a call that its session settles.
#[derive(Clone)]
pub(super) struct Inference {
    session: Arc<dyn Session>,
    arguments: Vec<Argument>,
}

/// An argument: its name in the request, and what the session calls it.
#[derive(Clone, Copy)]
struct Argument {
    wire: &'static str,
    name: &'static str,
    place: Place,
}

#[derive(Clone, Copy)]
enum Place {
    Path,
    Body,
    BodyList,
}

impl Call {
    /// A call with the header of a session.
    pub(crate) fn acting(client: &ActorClient, route: &'static Route) -> Self {
        let mut call = Self::new(client.client(), route);
        let (name, value) = client.session().header();
        call.secret_header(name, value);
        call.inference = Some(Box::new(Inference {
            session: client.session().clone(),
            arguments: Vec::new(),
        }));
        call
    }

    /// Takes a parameter of the path from the session.
    pub(crate) fn infer_path(self, wire: &'static str, name: &'static str) -> Self {
        self.infer(wire, name, Place::Path)
    }

    /// Takes a property of the body from the session. The body must not have it.
    pub(crate) fn infer_body(self, wire: &'static str, name: &'static str) -> Self {
        self.infer(wire, name, Place::Body)
    }

    /// Takes a property of the body from the session, as a list that holds nothing else.
    pub(crate) fn infer_body_list(self, wire: &'static str, name: &'static str) -> Self {
        self.infer(wire, name, Place::BodyList)
    }

    fn infer(mut self, wire: &'static str, name: &'static str, place: Place) -> Self {
        if let Some(inference) = &mut self.inference {
            inference.arguments.push(Argument { wire, name, place });
        }
        self
    }
}

impl Inference {
    /// The headers that only the session may set.
    pub(super) fn session_headers(&self) -> &'static [&'static str] {
        self.session.headers()
    }

    /// Asks the session for what it settles, and completes the call with it.
    pub(super) async fn resolve(
        &self,
        mut call: Call,
        mut content: Option<Content>,
    ) -> Result<(Call, Option<Content>)> {
        for argument in &self.arguments {
            let value = self.session.argument(argument.name).await?;
            match argument.place {
                Place::Path => call = call.path(argument.wire, value),
                Place::Body => splice(&mut content, argument.wire, &value.into())?,
                Place::BodyList => splice(&mut content, argument.wire, &vec![value].into())?,
            }
        }
        Ok((call, content))
    }
}

/// Puts a property into an object that is JSON already.
fn splice(
    content: &mut Option<Content>,
    name: &'static str,
    value: &serde_json::Value,
) -> Result<()> {
    let object = content
        .as_mut()
        .and_then(|content| Some((content.bytes.strip_prefix(b"{")?.to_vec(), content)));
    // No builder infers a property of anything else.
    let Some((rest, content)) = object else {
        return Err(Error::argument(name, "can only be added to a JSON object"));
    };
    let comma = if rest.trim_ascii_start().starts_with(b"}") {
        ""
    } else {
        ","
    };
    let head = format!("{{{}:{value}{comma}", serde_json::Value::from(name));
    content.bytes = Bytes::from([head.as_bytes(), &rest].concat());
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::splice;
    use crate::runtime::call::request::Content;

    #[test]
    fn a_property_is_put_in_front() {
        for (body, value, spliced) in [
            ("{}", json!("a"), r#"{"n":"a"}"#),
            (r#"{"b":1}"#, json!("a"), r#"{"n":"a","b":1}"#),
            (r#"{"b":"{}"}"#, json!(["a"]), r#"{"n":["a"],"b":"{}"}"#),
            ("{}", json!("q\"\\\u{1}é"), r#"{"n":"q\"\\\u0001é"}"#),
        ] {
            let mut content = Some(Content::json(body.as_bytes().to_vec()));
            splice(&mut content, "n", &value).unwrap();
            assert_eq!(content.unwrap().bytes, spliced);
        }
    }

    #[test]
    fn there_is_no_place_for_it_elsewhere() {
        for content in [None, Some("[1]"), Some("")] {
            let mut content = content.map(|text| Content::json(text.as_bytes().to_vec()));
            assert!(splice(&mut content, "n", &json!("a")).is_err());
        }
    }
}
