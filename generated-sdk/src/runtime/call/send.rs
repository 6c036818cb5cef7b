//! The ways to send a call: with each form of a request body, and each form of a response.

use std::fmt::Display;

use bytes::Bytes;

use super::arguments::Call;
use super::attempts;
use super::body::RequestBody;
use super::future::ResponseFuture;
use super::response::Response;
use super::trace::Trace;
use crate::runtime::error::Result;
use crate::runtime::wire::Wire;

#[allow(dead_code, reason = "which are used depends on the API")]
impl Call {
    /// Sends the call without a body.
    pub(crate) fn send<T: Wire + Default>(self) -> ResponseFuture<T> {
        self.dispatch(Ok(None), Response::into_value)
    }

    /// Sends the call with a JSON body.
    pub(crate) fn send_json<T: Wire + Default>(self, body: &dyn Wire) -> ResponseFuture<T> {
        let body = RequestBody::json(body).map(Some);
        self.dispatch(body, Response::into_value)
    }

    /// Sends the call with the fields of an object as an HTML form.
    pub(crate) fn send_form<T: Wire + Default>(self, body: &dyn Wire) -> ResponseFuture<T> {
        self.dispatch(Ok(Some(RequestBody::form(body))), Response::into_value)
    }

    /// Sends a form, and converts the response: it is decoded as an `R`, and `T` is made of that.
    pub(crate) fn send_form_as<R, T>(self, body: &dyn Wire) -> ResponseFuture<T>
    where
        R: Wire + Default,
        T: TryFrom<R, Error: Display>,
    {
        let body = Ok(Some(RequestBody::form(body)));
        self.dispatch(body, Response::into_converted::<R, T>)
    }

    /// Sends the call with plain text.
    pub(crate) fn send_text<T: Wire + Default>(self, body: String) -> ResponseFuture<T> {
        self.dispatch(Ok(Some(RequestBody::text(body))), Response::into_value)
    }

    /// Sends the call with bytes as they are.
    pub(crate) fn send_bytes<T: Wire + Default>(self, body: Bytes) -> ResponseFuture<T> {
        self.dispatch(Ok(Some(RequestBody::bytes(body))), Response::into_value)
    }

    /// Sends the call with a body and a way to decode the response.
    pub(super) fn dispatch<T>(
        self,
        body: Result<Option<RequestBody>>,
        decode: fn(Response) -> Result<T>,
    ) -> ResponseFuture<T> {
        let body = match self.invalid.first() {
            Some((_, error)) => Err(error.clone()),
            None => body.and_then(|body| self.with_extra_fields(body)),
        };
        let trace = Trace::new(&self.client, &self.route);
        let response = trace.around(attempts::run(self, body, trace.clone()));
        ResponseFuture::new(response, decode)
    }
}
