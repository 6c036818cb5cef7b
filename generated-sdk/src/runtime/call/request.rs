//! From the arguments of an operation to an `http::Request`.

use std::fmt::{self, Display};
use std::time::Duration;

use bytes::Bytes;
use http::header::{
    ACCEPT, ACCEPT_ENCODING, AUTHORIZATION, CONTENT_LENGTH, CONTENT_TYPE, COOKIE, HOST,
    TRANSFER_ENCODING, USER_AGENT,
};
use http::{HeaderName, HeaderValue, Request};

use super::attempts;
use super::future::ResponseFuture;
use super::inference::Inference;
use super::pairs::Pairs;
use super::path;
use super::response::Answer;
use super::route::Route;
use super::trace::Trace;
use crate::runtime::client::Client;
use crate::runtime::error::{Error, Result};
use crate::runtime::retry::Retry;
use crate::runtime::secret::Secret;
use crate::runtime::wire::{self, Wire};

/// A call that is being put together.
///
/// What is wrong with an argument is found when the call is sent, so that the setters of an
/// operation can be chained.
#[derive(Clone)]
pub(crate) struct Call {
    pub(super) client: Client,
    pub(super) route: &'static Route,
    path: Vec<(&'static str, String)>,
    query: Vec<(&'static str, Pairs)>,
    headers: Vec<(&'static str, Secret)>,
    extra_headers: Vec<(&'static str, Secret)>,
    cookies: Vec<(&'static str, String)>,
    pub(super) inference: Option<Box<Inference>>,
    pub(super) timeout: Option<Duration>,
    pub(super) retry: Option<Retry>,
}

/// The body of a request.
pub(super) struct Content {
    /// The media type that its form has by default.
    media: &'static str,
    pub(super) bytes: Bytes,
}

impl Content {
    pub(super) fn json(json: Vec<u8>) -> Self {
        Self {
            media: "application/json",
            bytes: json.into(),
        }
    }

    fn form(body: &dyn Wire) -> Self {
        let mut form = Pairs::default();
        form.push("", body);
        Self {
            media: "application/x-www-form-urlencoded",
            bytes: form.into_string().into(),
        }
    }
}

impl Call {
    pub(crate) fn new(client: &Client, route: &'static Route) -> Self {
        Self {
            client: client.clone(),
            route,
            path: Vec::new(),
            query: Vec::new(),
            headers: Vec::new(),
            extra_headers: Vec::new(),
            cookies: Vec::new(),
            inference: None,
            timeout: None,
            retry: None,
        }
    }

    /// Sets a parameter of the path.
    pub(crate) fn path(mut self, name: &'static str, value: String) -> Self {
        set(&mut self.path, name, value);
        self
    }

    /// Sets a parameter of the query; see [`Pairs::push`].
    pub(crate) fn query(&mut self, name: &'static str, value: &dyn Wire) {
        let mut pairs = Pairs::default();
        pairs.push(name, value);
        set(&mut self.query, name, pairs);
    }

    /// Sets a parameter of the query to a list in a single pair; see [`Pairs::push_joined`].
    pub(crate) fn query_joined(&mut self, name: &'static str, list: &dyn Wire, separator: char) {
        let mut pairs = Pairs::default();
        pairs.push_joined(name, list, separator);
        set(&mut self.query, name, pairs);
    }

    /// Sets a header.
    pub(crate) fn header(&mut self, name: &'static str, value: String) {
        self.secret_header(name, value.into());
    }

    /// Sets a header to a value that must not be seen.
    pub(crate) fn secret_header(&mut self, name: &'static str, value: Secret) {
        set(&mut self.headers, name, value);
    }

    /// Sets a header of the caller's own.
    pub(crate) fn extra_header(&mut self, name: &'static str, value: Secret) {
        set(&mut self.extra_headers, name, value);
    }

    /// Sets a cookie.
    pub(crate) fn cookie(&mut self, name: &'static str, value: String) {
        set(&mut self.cookies, name, value);
    }

    /// Limits the time of this call, instead of the client's limit.
    pub(crate) fn timeout(&mut self, limit: Duration) {
        self.timeout = Some(limit);
    }

    /// Says what is sent again, instead of the client.
    pub(crate) fn retry(&mut self, retry: Retry) {
        self.retry = Some(retry);
    }

    /// Sends the call without a body.
    pub(crate) fn send<T: Wire + Default>(self) -> ResponseFuture<T> {
        self.dispatch(Ok(None), Answer::into_value)
    }

    /// Sends the call with a JSON body.
    pub(crate) fn send_json<T: Wire + Default>(self, body: &dyn Wire) -> ResponseFuture<T> {
        let content = wire::to_request(body)
            .map(|json| Some(Content::json(json)))
            .map_err(|error| Error::argument("body", error.to_string()));
        self.dispatch(content, Answer::into_value)
    }

    /// Sends the call with the fields of an object as an HTML form.
    pub(crate) fn send_form<T: Wire + Default>(self, body: &dyn Wire) -> ResponseFuture<T> {
        self.dispatch(Ok(Some(Content::form(body))), Answer::into_value)
    }

    /// The same, for what is not read as it stands in the response: that is an `R`, and `T` is made
    /// of it, or the reason is found why that cannot be.
    pub(crate) fn send_form_as<R, T>(self, body: &dyn Wire) -> ResponseFuture<T>
    where
        R: Wire + Default,
        T: TryFrom<R, Error: Display>,
    {
        self.dispatch(
            Ok(Some(Content::form(body))),
            Answer::into_converted::<R, T>,
        )
    }

    /// Sends the call with plain text.
    pub(crate) fn send_text<T: Wire + Default>(self, body: String) -> ResponseFuture<T> {
        let content = Content {
            media: "text/plain; charset=utf-8",
            bytes: body.into(),
        };
        self.dispatch(Ok(Some(content)), Answer::into_value)
    }

    /// Sends the call with bytes as they are.
    pub(crate) fn send_bytes<T: Wire + Default>(self, body: Bytes) -> ResponseFuture<T> {
        let content = Content {
            media: "application/octet-stream",
            bytes: body,
        };
        self.dispatch(Ok(Some(content)), Answer::into_value)
    }

    fn dispatch<T>(
        self,
        content: Result<Option<Content>>,
        read: fn(Answer) -> Result<T>,
    ) -> ResponseFuture<T> {
        let trace = Trace::new(self.route);
        let answer = trace.around(attempts::run(self, content, trace.clone()));
        ResponseFuture::new(answer, read)
    }

    /// The address that is called, with all parameters of the path and the query.
    pub(crate) fn url(&self) -> Result<String> {
        let mut url = self.client.0.base_url().to_owned();
        url.push_str(&path::expand(self.route.template, &self.path)?);
        let mut mark = '?';
        for (_, pairs) in self.query.iter().filter(|(_, pairs)| !pairs.is_empty()) {
            url.push(mark);
            url.push_str(pairs.as_str());
            mark = '&';
        }
        Ok(url)
    }

    /// The request, anew for each attempt.
    pub(super) fn request(&self, content: Option<&Content>) -> Result<Request<Bytes>> {
        let client = &self.client.0;
        let mut request = Request::new(Bytes::new());
        *request.method_mut() = self.route.verb.into();
        // All of it is encoded, so only its length can be wrong.
        *request.uri_mut() = self
            .url()?
            .try_into()
            .map_err(|_| Error::argument("path", "the URL is too long"))?;

        let headers = request.headers_mut();
        headers.extend(client.headers().clone());
        for (name, value) in &self.extra_headers {
            let value = header_value(name, value.expose_secret())?;
            let name = extra_header_name(name).ok_or_else(|| {
                Error::argument(name, "is not the name of a header that can be added")
            })?;
            headers.insert(name, value);
        }
        // No other session than that of the scope.
        if let Some(inference) = &self.inference {
            for name in inference.session_headers() {
                headers.remove(*name);
            }
        }
        headers.insert(ACCEPT, HeaderValue::from_static(self.route.accept));
        // Without it, any coding would be welcome (RFC 9110, section 12.5.3), and none can be decoded.
        headers.insert(ACCEPT_ENCODING, HeaderValue::from_static("identity"));
        headers.insert(USER_AGENT, client.user_agent().clone());
        for (name, value) in &self.headers {
            // A server might take it for none, and what it says about who is asking with it.
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
        // After all other headers, which thus cannot replace it.
        if self.route.authorized {
            headers.insert(AUTHORIZATION, client.authorization().clone());
        } else {
            headers.remove(AUTHORIZATION);
        }
        if let Some(content) = content {
            let media = self.route.content_type.unwrap_or(content.media);
            headers.insert(CONTENT_TYPE, HeaderValue::from_static(media));
            *request.body_mut() = content.bytes.clone();
        }
        Ok(request)
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

/// Sets an entry, instead of one that was set before: of two calls of a setter, the last counts.
fn set<T>(entries: &mut Vec<(&'static str, T)>, name: &'static str, value: T) {
    match entries.iter_mut().find(|(other, _)| *other == name) {
        Some((_, old)) => *old = value,
        None => entries.push((name, value)),
    }
}

fn header_name(name: &'static str) -> Result<HeaderName> {
    name.parse()
        .map_err(|_| Error::argument(name, "is not the name of a header"))
}

/// The name of a header that a caller adds: any but those by which a message is delimited and led.
pub(in crate::runtime) fn extra_header_name(name: &str) -> Option<HeaderName> {
    let name: HeaderName = name.parse().ok()?;
    let is_ours = [HOST, CONTENT_LENGTH, TRANSFER_ENCODING].contains(&name);
    (!is_ours).then_some(name)
}

fn header_value(name: &'static str, value: &str) -> Result<HeaderValue> {
    let mut value = HeaderValue::from_str(value)
        .map_err(|_| Error::argument(name, "has characters that a header cannot hold"))?;
    // Headers carry session tokens: this keeps them out of logs and of HTTP/2's compression.
    value.set_sensitive(true);
    Ok(value)
}

/// Shows no arguments, since those may be secret.
impl fmt::Debug for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call")
            .field("verb", &self.route.verb)
            .field("path", &self.route.template)
            .finish_non_exhaustive()
    }
}
