//! What a fake has been told to answer.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;

use super::outcome::Outcome;
use super::recorded::{Arrived, Recorded};
use super::stage::Stage;
use super::{Operation, refusal};
use crate::runtime::catalogue::Schema;

/// What a fake answers to one operation. It comes from `on` of a fake.
///
/// Answers are given in the order in which they were added, one for each call. The last one is
/// repeated, until another is added. [`clear`](Self::clear) takes them all back.
///
/// ```
/// # async fn example() -> stytch_b2b::Result<()> {
/// use stytch_b2b::paths::sessions_authenticate::Authenticate;
/// use stytch_b2b::testing::FakeTransport;
///
/// let fake = FakeTransport::new();
/// fake.on::<Authenticate>().sample().fail(404, "session_not_found");
///
/// let client = fake.client()?;
/// let check = || client.sessions().authenticate().session_token("token").send();
/// assert!(check().await.is_ok());
/// assert!(check().await.is_err());
/// assert!(check().await.is_err());
/// # Ok(())
/// # }
/// # tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(example()).unwrap();
/// ```
pub struct Script<O> {
    stage: Arc<Stage>,
    operation: PhantomData<fn() -> O>,
}

impl<O: Operation> Script<O> {
    pub(super) fn new(stage: Arc<Stage>) -> Self {
        Self {
            stage,
            operation: PhantomData,
        }
    }

    /// Answers with a value.
    ///
    /// ```
    /// # use stytch_b2b::paths::sessions_authenticate::Authenticate;
    /// # use stytch_b2b::testing::FakeTransport;
    /// use stytch_b2b::schemas::SessionsAuthenticateResponse;
    ///
    /// # let fake = FakeTransport::new();
    /// fake.on::<Authenticate>().answer(SessionsAuthenticateResponse {
    ///     session_token: "token".into(),
    ///     ..Default::default()
    /// });
    /// ```
    pub fn answer(&self, response: O::Response) -> &Self {
        let body = Bytes::from(written(&response));
        self.add(move |_| Outcome::success(body.clone()))
    }

    /// Answers with what a function makes of the call.
    ///
    /// ```
    /// # use stytch_b2b::paths::organizations_by_organization_id::Get;
    /// # use stytch_b2b::schemas::OrganizationsGetResponse;
    /// # use stytch_b2b::testing::{FakeTransport, sample};
    /// # let fake = FakeTransport::new();
    /// fake.on::<Get>().answer_with(|call| {
    ///     let mut response: OrganizationsGetResponse = sample();
    ///     response.organization.organization_id = call.path("organization_id").unwrap().into();
    ///     response
    /// });
    /// ```
    pub fn answer_with(
        &self,
        respond: impl Fn(Recorded<O>) -> O::Response + Send + Sync + 'static,
    ) -> &Self {
        self.add(move |arrived| Outcome::success(written(&respond(Recorded::new(arrived))).into()))
    }

    /// Answers with a sample, as for an operation without a script.
    pub fn sample(&self) -> &Self {
        self.add(|_| Outcome::Sample)
    }

    /// Answers with an error of the API, by its status and its name, such as 404 and
    /// `session_not_found`.
    pub fn fail(&self, status: u16, error_type: impl Into<String>) -> &Self {
        let error_type = error_type.into();
        self.add(move |_| Outcome::Refused {
            status,
            error_type: error_type.clone().into(),
            message: "A fake was told to answer so.".into(),
            retry_after: None,
        })
    }

    /// The same, and asks to wait so long before the next attempt, in whole seconds: `Retry-After`.
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
            message: "A fake was told to answer so.".into(),
            retry_after: Some(retry_after),
        })
    }

    /// Answers with a status and a body as they are, be they right or wrong.
    pub fn raw(&self, status: u16, body: impl Into<Bytes>) -> &Self {
        let body = body.into();
        self.add(move |_| Outcome::Response(refusal::response(status, body.clone())))
    }

    /// Has no connection. Over HTTP there is one, which is closed without an answer.
    pub fn unreachable(&self) -> &Self {
        self.add(|_| Outcome::Unreachable)
    }

    /// Does not answer in time. Over HTTP the timeout of the call has to pass; else the call
    /// ends at once, as if it had.
    pub fn times_out(&self) -> &Self {
        self.add(|_| Outcome::TimedOut)
    }

    /// Forgets the answers of this operation.
    pub fn clear(&self) -> &Self {
        self.stage.clear::<O>();
        self
    }

    fn add(&self, respond: impl Fn(&Arrived) -> Outcome + Send + Sync + 'static) -> &Self {
        self.stage.add::<O>(Arc::new(respond));
        self
    }
}

/// Shows nothing of the answers, which may hold secrets.
impl<O> fmt::Debug for Script<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Script").finish_non_exhaustive()
    }
}

/// JSON has no number for some floats; whoever answers with one finds an answer that is not read.
fn written(response: &impl Schema) -> Vec<u8> {
    response.to_json().unwrap_or_default()
}
