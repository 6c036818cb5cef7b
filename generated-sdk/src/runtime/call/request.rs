//! From a call to an `http::Request`.

use bytes::Bytes;
use http::header::{
    ACCEPT, ACCEPT_ENCODING, AUTHORIZATION, CONTENT_LENGTH, CONTENT_TYPE, COOKIE, USER_AGENT,
};
use http::{HeaderName, HeaderValue, Request};
use serde_json::Value;

use super::arguments::Call;
use super::body::RequestBody;
use super::inferred::{Argument, Location};
use super::path;
use crate::runtime::error::{Error, Result};
use crate::runtime::header;
use crate::runtime::route::Verb;
use crate::runtime::transport::Operation;

impl Call {
    /// The URL, with all path and query parameters.
    pub(crate) fn url(&self) -> Result<String> {
        let mut url = self.client.0.base_url_of(&self.route)?.to_owned();
        url.push_str(&path::expand(self.route.template, &self.path)?);
        let mut mark = '?';
        let is_extra = |name: &str| self.extra_query.iter().any(|(other, _)| other == name);
        let own = self.query.iter().filter(|(name, _)| !is_extra(name));
        let own = own.map(|(_, pairs)| pairs);
        let all = own.chain(self.extra_query.iter().map(|(_, pairs)| pairs));
        for pairs in all.filter(|pairs| !pairs.is_empty()) {
            url.push(mark);
            url.push_str(pairs.as_str());
            mark = '&';
        }
        Ok(url)
    }

    /// Adds the inferred arguments to the call and to its body.
    pub(super) fn with_inferred(
        mut self,
        mut body: Option<RequestBody>,
        values: Vec<(Argument, String)>,
    ) -> Result<(Self, Option<RequestBody>)> {
        for (Argument { wire, location, .. }, value) in values {
            let json = match location {
                Location::Path => {
                    self = self.path(wire, value);
                    continue;
                }
                Location::Body => Value::from(value),
                Location::BodyList => Value::from(vec![value]),
            };
            body.as_mut()
                .ok_or_else(|| Error::argument(wire, "can only be added to a body"))?
                .insert(wire, &json)?;
        }
        Ok((self, body))
    }

    /// The request of one attempt.
    pub(super) fn request(&self, body: Option<&RequestBody>) -> Result<Request<Bytes>> {
        let client = &self.client.0;
        let mut request = Request::new(Bytes::new());
        *request.method_mut() = self.route.verb.into();
        // All of it is encoded, so only its length can be wrong.
        *request.uri_mut() = self
            .url()?
            .try_into()
            .map_err(|_| Error::argument("path", "the URL is too long"))?;

        request.extensions_mut().insert(Operation::of(&self.route));

        let headers = request.headers_mut();
        headers.extend(client.headers().clone());
        for (name, value) in &self.extra_headers {
            let name = name.as_ref().filter(|name| !self.has_header(name));
            let name = name.ok_or_else(|| {
                Error::argument("with_header", "not the name of a header that can be added")
            })?;
            let value = header::value(value.expose_secret()).ok_or_else(|| {
                let why = format!("`{name}` has characters that a header cannot hold");
                Error::argument("with_header", why)
            })?;
            headers.insert(name, value);
        }
        // No other session than the one that the call acts with, such as one of the client.
        if let Some(inferred) = &self.inferred {
            for name in inferred.session.headers() {
                headers.remove(*name);
            }
        }
        headers
            .entry(ACCEPT)
            .or_insert(HeaderValue::from_static(self.route.accept));
        // Without it, any coding would be welcome (RFC 9110, section 12.5.3), and none can be decoded.
        headers.insert(ACCEPT_ENCODING, HeaderValue::from_static("identity"));
        headers.insert(USER_AGENT, client.user_agent().clone());
        for (name, value) in &self.headers {
            // A server might take an empty header for none, and a session header decides whose
            // rights the call has.
            if value.expose_secret().trim().is_empty() {
                return Err(Error::argument(name, "must not be empty"));
            }
            headers.insert(
                header_name(name)?,
                header_value(name, value.expose_secret())?,
            );
        }
        if let Some(cookies) = self.cookie_header()? {
            headers.insert(COOKIE, cookies);
        }
        if self.route.authorized {
            headers.insert(AUTHORIZATION, client.authorization().clone());
        }
        if let Some(body) = body {
            let media_type = self.route.content_type.unwrap_or(body.media_type);
            headers.insert(CONTENT_TYPE, HeaderValue::from_static(media_type));
            *request.body_mut() = body.bytes.clone();
        } else if matches!(self.route.verb, Verb::Post | Verb::Put | Verb::Patch) {
            // Some servers refuse a request that does not say so (RFC 9110, section 8.6).
            headers.insert(CONTENT_LENGTH, HeaderValue::from(0));
        }
        Ok(request)
    }

    /// Whether the call sets a header itself, or must not have it beside that of its session.
    fn has_header(&self, name: &HeaderName) -> bool {
        let inferred = self.inferred.iter();
        let sessions = inferred.flat_map(|inferred| inferred.session.headers());
        let own = self.headers.iter().map(|(own, _)| own);
        own.chain(sessions).any(|own| name == *own) || (*name == COOKIE && !self.cookies.is_empty())
    }

    fn cookie_header(&self) -> Result<Option<HeaderValue>> {
        let mut header = String::new();
        for (name, value) in &self.cookies {
            // RFC 6265: other characters would end the value, or begin another cookie.
            let allowed = |byte: u8| byte.is_ascii_graphic() && !b"\",;\\".contains(&byte);
            if !value.bytes().all(allowed) {
                return Err(Error::argument(
                    name,
                    "has characters that a cookie cannot hold",
                ));
            }
            if !header.is_empty() {
                header.push_str("; ");
            }
            header.extend([name, "=", value]);
        }
        if header.is_empty() {
            Ok(None)
        } else {
            header_value("cookie", &header).map(Some)
        }
    }
}

fn header_name(name: &'static str) -> Result<HeaderName> {
    name.parse()
        .map_err(|_| Error::argument(name, "is not the name of a header"))
}

fn header_value(name: &'static str, value: &str) -> Result<HeaderValue> {
    header::value(value)
        .ok_or_else(|| Error::argument(name, "has characters that a header cannot hold"))
}
