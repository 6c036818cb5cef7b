//! The scripts of fakes.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::Response;

use super::backend::Backend;
use super::outcome::Outcome;
use super::recorded::{Arrived, Recorded};
use super::{Operation, refusal};
use crate::runtime::catalogue::{Bodies, Endpoint, Schema};

/// The scripted responses of one operation, from `on` of a fake, or of the requests of one method and
/// path, from `on_request`.
///
/// Each call takes the next response, in the order in which they were added. The last one is
/// returned again and again, until another one is added. [`clear`](Self::clear) removes them.
///
/// ```
/// # async fn example() -> stytch_b2b::Result<()> {
/// use stytch_b2b::testing::{FakeTransport, ops};
///
/// let fake = FakeTransport::new();
/// fake.on::<ops::sessions::Authenticate>().sample().fail(404, "session_not_found");
///
/// let client = fake.client();
/// let check = || client.sessions().authenticate().session_token("token").send();
/// assert!(check().await.is_ok());
/// assert!(check().await.is_err());
/// assert!(check().await.is_err());
/// # Ok(())
/// # }
/// # tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(example()).unwrap();
/// ```
pub struct Script<O> {
    backend: Arc<Backend>,
    endpoint: Endpoint,
    operation: PhantomData<fn() -> O>,
}

impl<O: Bodies> Script<O> {
    pub(super) fn new(backend: Arc<Backend>, endpoint: Endpoint) -> Self {
        Self {
            backend,
            endpoint,
            operation: PhantomData,
        }
    }

    /// Responds with a value.
    ///
    /// ```
    /// # use stytch_b2b::testing::{FakeTransport, ops};
    /// use stytch_b2b::schemas::SessionsAuthenticateResponse;
    ///
    /// # let fake = FakeTransport::new();
    /// fake.on::<ops::sessions::Authenticate>().respond(SessionsAuthenticateResponse {
    ///     session_token: "token".into(),
    ///     ..Default::default()
    /// });
    /// ```
    pub fn respond(&self, response: O::Response) -> &Self {
        let body = Bytes::from(encoded(&response));
        self.add(move |_| Outcome::success(body.clone()))
    }

    /// Responds with what a closure makes of the request.
    ///
    /// ```
    /// # use stytch_b2b::schemas::OrganizationsGetResponse;
    /// # use stytch_b2b::testing::{FakeTransport, ops, sample};
    /// # let fake = FakeTransport::new();
    /// fake.on::<ops::organizations::Get>().respond_with(|call| {
    ///     let mut response: OrganizationsGetResponse = sample();
    ///     response.organization.organization_id = call.path("organization_id").unwrap().into();
    ///     response
    /// });
    /// ```
    pub fn respond_with(
        &self,
        respond: impl Fn(Recorded<O>) -> O::Response + Send + Sync + 'static,
    ) -> &Self {
        self.add(move |arrived| Outcome::success(encoded(&respond(Recorded::new(arrived))).into()))
    }

    /// Responds with an error of the API, by its status code and `error_type`, such as 404 and
    /// `session_not_found`.
    pub fn fail(&self, status: u16, error_type: impl Into<String>) -> &Self {
        let error_type = error_type.into();
        self.add(move |_| Outcome::Refused {
            status,
            error_type: error_type.clone().into(),
            message: "A scripted error of a fake.".into(),
            retry_after: None,
        })
    }

    /// Responds with an error of the API and a `Retry-After`, in whole seconds.
    pub fn fail_for(
        &self,
        status: u16,
        error_type: impl Into<String>,
        retry_after: Duration,
    ) -> &Self {
        let error_type = error_type.into();
        self.add(move |_| Outcome::Refused {
            status,
            error_type: error_type.clone().into(),
            message: "A scripted error of a fake.".into(),
            retry_after: Some(retry_after),
        })
    }

    /// Responds with any status code and any body, valid or not, as JSON.
    pub fn raw(&self, status: u16, body: impl Into<Bytes>) -> &Self {
        let body = body.into();
        self.add(move |_| Outcome::Response(refusal::response(status, body.clone())))
    }

    /// Responds with an HTTP response as it is, with its headers.
    ///
    /// ```
    /// # use stytch_b2b::testing::{FakeTransport, ops};
    /// use stytch_b2b::transport::http::{Response, header::CONTENT_TYPE};
    ///
    /// # let fake = FakeTransport::new();
    /// let response = Response::builder().header(CONTENT_TYPE, "text/html").body("<html>");
    /// fake.on::<ops::rbac::Policy>().http(response.unwrap());
    /// ```
    pub fn http(&self, response: Response<impl Into<Bytes>>) -> &Self {
        let response = response.map(Into::into);
        self.add(move |_| Outcome::Response(response.clone()))
    }

    /// Fails to connect. A server accepts the connection, and closes it without a response.
    pub fn unreachable(&self) -> &Self {
        self.add(|_| Outcome::Unreachable)
    }

    /// Times out. With a server, the timeout of the call has to elapse; otherwise the call ends at
    /// once.
    pub fn times_out(&self) -> &Self {
        self.add(|_| Outcome::TimedOut)
    }

    /// Removes the responses of this operation.
    pub fn clear(&self) -> &Self {
        self.backend.clear(&self.endpoint);
        self
    }

    fn add(&self, respond: impl Fn(&Arrived) -> Outcome + Send + Sync + 'static) -> &Self {
        self.backend.add(&self.endpoint, Arc::new(respond));
        self
    }
}

impl<O: Operation> Script<O> {
    /// Responds with a sample, as for an operation without a script.
    pub fn sample(&self) -> &Self {
        self.add(|_| Outcome::Sample)
    }
}

/// Without the responses, which may hold secrets.
impl<O> fmt::Debug for Script<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Script").finish_non_exhaustive()
    }
}

/// JSON has no number for some floats. A response with one is empty, and cannot be decoded.
fn encoded(response: &impl Schema) -> Vec<u8> {
    response.to_json().unwrap_or_default()
}
