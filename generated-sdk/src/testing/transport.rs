//! A fake without a network.

use std::fmt;
use std::sync::Arc;

use bytes::Bytes;
use http::Request;

use super::outcome::Ending;
use super::stage::Stage;
use super::{Operation, PROJECT_ID, Recorded, SECRET, Script};
use crate::runtime::{Client, Result};
use crate::transport::{Body, Exchange, Transport, TransportError};

/// The API inside the process of a test: a [`Transport`] that answers and records.
///
/// Clones are the same fake, so one can go into a client while the test keeps another. All that is
/// sent goes through the client as it does otherwise: arguments, timeouts, retries, errors. The
/// base URL of such a client must have no path, or the fake knows none of its paths.
///
/// ```
/// # async fn example() -> stytch_b2b::Result<()> {
/// use stytch_b2b::Client;
/// use stytch_b2b::paths::organizations::Create;
/// use stytch_b2b::testing::FakeTransport;
///
/// let fake = FakeTransport::new();
/// let client = Client::builder()
///     .project_id("project-test-1234")
///     .secret("secret-test-5678")
///     .transport(fake.clone())
///     .build()?;
///
/// client.organizations().create("Example Ltd").await?;
///
/// let calls = fake.calls::<Create>();
/// assert_eq!(calls[0].body.organization_name.as_deref(), Some("Example Ltd"));
/// # Ok(())
/// # }
/// # tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(example()).unwrap();
/// ```
#[derive(Clone, Default)]
pub struct FakeTransport {
    stage: Arc<Stage>,
}

impl FakeTransport {
    /// A fake that answers each call with a [sample](super::sample), unless it is told otherwise.
    pub fn new() -> Self {
        Self::default()
    }

    /// A fake that answers what it is told, and with an error of status 501 to all else.
    pub fn strict() -> Self {
        Self {
            stage: Arc::new(Stage::strict()),
        }
    }

    /// A client whose calls come here, each of them once: it has no retries.
    ///
    /// # Errors
    ///
    /// None that depend on the fake.
    pub fn client(&self) -> Result<Client> {
        Client::builder()
            .project_id(PROJECT_ID)
            .secret(SECRET)
            .transport(self.clone())
            .without_retries()
            .build()
    }

    /// What to answer to an operation.
    pub fn on<O: Operation>(&self) -> Script<O> {
        Script::new(self.stage.clone())
    }

    /// The calls of an operation so far, in the order of their arrival.
    pub fn calls<O: Operation>(&self) -> Vec<Recorded<O>> {
        self.stage.calls()
    }

    /// How many requests there were in all, with those that were refused.
    pub fn request_count(&self) -> u64 {
        self.stage.count()
    }

    /// From now on, `m2m().token()` is refused with the status 401 and the error `invalid_client`,
    /// and `introspect_token_network` finds no token good.
    pub fn deny_tokens(&self) {
        self.stage.deny_tokens();
    }

    /// Forgets all answers and all calls.
    pub fn reset(&self) {
        self.stage.reset();
    }
}

impl Transport for FakeTransport {
    fn send(&self, request: Request<Bytes>) -> Exchange {
        let stage = self.stage.clone();
        Box::pin(async move {
            match stage.play(&request) {
                Ending::Response(response) => Ok(response.map(Body::from)),
                Ending::Unreachable => Err(TransportError::Connect(TOLD.into())),
                Ending::TimedOut => Err(TransportError::Timeout(TOLD.into())),
            }
        })
    }
}

const TOLD: &str = "a fake was told so";

impl fmt::Debug for FakeTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FakeTransport")
            .field("request_count", &self.request_count())
            .finish_non_exhaustive()
    }
}
