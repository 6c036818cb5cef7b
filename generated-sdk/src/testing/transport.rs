//! A fake inside the process of a test.

use std::fmt;
use std::sync::Arc;

use bytes::Bytes;
use http::{Method, Request};

use super::backend::Backend;
use super::outcome::Ending;
use super::{Operation, Recorded, Script, builder, client};
use crate::runtime::catalogue::Endpoint;
use crate::runtime::{Client, ClientBuilder, CustomRequest, Secret};
use crate::schemas::{MemberSession, SessionsAuthenticateResponse};
use crate::transport::{Body, Exchange, Transport, TransportError};

/// A fake of the API as a [`Transport`]: it returns responses and records requests.
///
/// Clones are the same fake: give one to a client and keep another. Everything else of a client
/// works as usual: arguments, timeouts, retries, errors. It answers for every server. A base URL that
/// is set must have no path, or the fake does not recognize the operations.
///
/// ```
/// # async fn example() -> stytch_b2b::Result<()> {
/// use stytch_b2b::testing::{FakeTransport, ops};
///
/// let fake = FakeTransport::new();
/// let client = fake.client();
///
/// client.organizations().create("Example Ltd").organization_slug("example").await?;
///
/// let calls = fake.calls::<ops::organizations::Create>();
/// assert_eq!(calls[0].body.organization_name.as_deref(), Some("Example Ltd"));
/// # Ok(())
/// # }
/// # tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(example()).unwrap();
/// ```
#[derive(Clone, Default)]
pub struct FakeTransport {
    backend: Arc<Backend>,
}

impl FakeTransport {
    /// Creates a fake that returns a [sample](super::sample) for each call without a script.
    pub fn new() -> Self {
        Self::default()
    }

    /// Creates a strict fake, which returns an error of status 501 for each call without a script.
    pub fn strict() -> Self {
        Self {
            backend: Arc::new(Backend::strict()),
        }
    }

    /// Creates a client of this fake, without retries.
    #[must_use]
    pub fn client(&self) -> Client {
        client(self.builder())
    }

    /// Returns the builder of a client of this fake, for other settings. It has credentials, and this
    /// fake as the transport.
    pub fn builder(&self) -> ClientBuilder {
        builder().transport(self.clone())
    }

    /// Returns the script of an operation.
    pub fn on<O: Operation>(&self) -> Script<O> {
        Script::new(self.backend.clone(), Endpoint::of::<O>())
    }

    /// Returns the requests of an operation so far, in order.
    pub fn calls<O: Operation>(&self) -> Vec<Recorded<O>> {
        self.backend.calls(&Endpoint::of::<O>())
    }

    /// Returns the script of the requests of a method and a path, for what this version has no
    /// operation for, and for the token endpoint of M2M clients.
    ///
    /// The path is a template, as in [`Client::request`]. It begins with the path of the base URL, if
    /// that is a gateway which has one. Without a script, such a request fails with the status 404.
    ///
    /// ```
    /// # async fn example() -> stytch_b2b::Result<()> {
    /// use serde_json::json;
    /// use stytch_b2b::testing::FakeTransport;
    /// use stytch_b2b::{Json, Method};
    ///
    /// const REPORT: &str = "/v1/b2b/reports/{report_id}";
    ///
    /// let fake = FakeTransport::new();
    /// fake.on_request(Method::POST, REPORT).respond(json!({"rows": 7}));
    ///
    /// let call = fake.client().request(Method::POST, REPORT).with_path_param("report_id", "1");
    /// let report: Json = call.with_json(json!({"year": 2030})).send().await?;
    /// assert_eq!(report["rows"], 7);
    ///
    /// let requests = fake.requests(Method::POST, REPORT);
    /// assert_eq!(requests[0].path("report_id"), Some("1"));
    /// assert_eq!(requests[0].body["year"], 2030);
    /// # Ok(())
    /// # }
    /// # tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(example()).unwrap();
    /// ```
    pub fn on_request(&self, method: Method, path: &'static str) -> Script<CustomRequest> {
        let template = path;
        Script::new(self.backend.clone(), Endpoint { method, template })
    }

    /// Returns the requests of a method and a path so far, in order, with bodies of any JSON: of an
    /// operation too, by the template on the page of its builder.
    pub fn requests(&self, method: Method, path: &'static str) -> Vec<Recorded<CustomRequest>> {
        let template = path;
        self.backend.calls(&Endpoint { method, template })
    }

    /// Returns the number of all requests, including refused ones.
    pub fn request_count(&self) -> u64 {
        self.backend.count()
    }

    /// Adds a session, or replaces the one with its id, and returns what `sessions().authenticate()`
    /// returns for it.
    ///
    /// The API accepts its `session_token` and its `session_jwt` until it is revoked; a JWT that has
    /// expired is renewed. A check of a permission follows the roles of the session and
    /// [`permit`](Self::permit). With the feature `jwt`, the JWT is signed for [`PROJECT_ID`](super::PROJECT_ID), and
    /// the local checks accept it too.
    ///
    /// ```
    /// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
    /// use stytch_b2b::schemas::{AuthorizationCheck, MemberSession};
    /// use stytch_b2b::testing::{FakeTransport, ops, sample};
    ///
    /// let fake = FakeTransport::new();
    /// fake.permit("writer", "documents", "write");
    /// let session = MemberSession { roles: vec!["writer".to_owned()], ..sample() };
    /// let login = fake.session(&session);
    ///
    /// let sessions = fake.client().sessions();
    /// let write = AuthorizationCheck::new(&session.organization_id, "documents", "write");
    /// let found = sessions
    ///     .authenticate()
    ///     .session_token(login.session_token)
    ///     .authorization_check(write)
    ///     .await?;
    /// assert_eq!(found.member_session, session);
    /// # Ok(())
    /// # }
    /// # tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(example()).unwrap();
    /// ```
    pub fn session(&self, session: &MemberSession) -> SessionsAuthenticateResponse {
        self.backend.session(session)
    }

    /// Lets a role permit an action on a resource, in the project's policy. A client caches the
    /// policy, so call this before its first check.
    pub fn permit(&self, role_id: &str, resource_id: &str, action: &str) {
        self.backend.permit(role_id, resource_id, action);
    }

    /// Returns the token of the last magic link that was sent to an email address, by a discovery, a
    /// login or an invitation.
    ///
    /// It authenticates once, as a member with that address and in the organization of the request; then
    /// the API returns the status 401 and the error `unable_to_auth_magic_link`. In the call for the other
    /// kind of links it is unknown. If the link was sent with a `pkce_code_challenge`, the call needs its
    /// verifier.
    pub fn magic_link(&self, email_address: &str) -> Option<Secret> {
        self.backend.magic_link(email_address)
    }

    /// Makes every token invalid: `m2m().token()` fails with the status 401 and the error
    /// `invalid_client`, and `introspect_token_network` returns `None`.
    pub fn deny_tokens(&self) {
        self.backend.deny_tokens();
    }

    /// Removes all scripts, sessions, permissions, links and recorded requests, and makes tokens valid
    /// again.
    pub fn reset(&self) {
        self.backend.reset();
    }
}

impl Transport for FakeTransport {
    fn send(&self, request: Request<Bytes>) -> Exchange {
        let backend = self.backend.clone();
        Box::pin(async move {
            match backend.handle(&request) {
                Ending::Response(response) => Ok(response.map(Body::from)),
                Ending::Unreachable => Err(TransportError::Connect(SCRIPTED.into())),
                Ending::TimedOut => Err(TransportError::Timeout(SCRIPTED.into())),
            }
        })
    }
}

const SCRIPTED: &str = "a scripted failure of a fake";

impl fmt::Debug for FakeTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FakeTransport")
            .field("request_count", &self.request_count())
            .finish_non_exhaustive()
    }
}
