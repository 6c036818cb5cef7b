//! The member client: calls with the permissions of a member's session.
//!
//! [`Client::as_member`] returns the member client, a tree of the operations that a member can
//! call. The organization is no argument of theirs: it follows from the session. So a server can do
//! with the session in its request what a front-end SDK does in the browser.
//!
//! ```no_run
//! # async fn example(client: stytch_b2b::Client, session_token: &str) -> stytch_b2b::Result<()> {
//! let member = client.as_member(session_token);
//!
//! let created = member.scim().connection().create().display_name("Okta").await?;
//! let found = member.members().search().await?;
//! member.me().update().name("Ada").await?;
//! if member.is_authorized("documents", "write").await? {
//!     // …
//! }
//! # Ok(())
//! # }
//! ```
//!
//! # Cost
//!
//! The first call looks up the session with [`sessions().authenticate()`]. Concurrent calls share
//! one lookup. A valid JWT is verified locally instead, without a call. The
//! session is cached until it ends, for all clones of the client, up to 10,000 sessions. The lookup
//! does not extend the session.
//!
//! The lookup counts toward the timeout of the call that needs it. If it fails, the call fails with
//! its error, and nothing is cached: the status is 404 for a session that is unknown or has ended.
//!
//! # Headers
//!
//! A session token is sent as `x-stytch-member-session`, a JWT as `x-stytch-member-sessionjwt`. A test
//! reads it by `header` of a call to a fake.
//!
//! # No other organization
//!
//! No call has an argument or a setter for the organization, nor for another session to act with.
//! (`sessions().revoke()` takes a session, which is the one to revoke; the path of a
//! [`request`](MemberClient::request) is the caller's.)
//!
//! ```compile_fail,E0061
//! # async fn example(member: stytch_b2b::actors::member::MemberClient) -> stytch_b2b::Result<()> {
//! member.scim().connection().create("organization-test-1").await?;
//! # Ok(())
//! # }
//! ```
//!
//! ```compile_fail,E0599
//! # async fn example(member: stytch_b2b::actors::member::MemberClient) -> stytch_b2b::Result<()> {
//! member.passwords().email().require_reset("ada@example.com").organization_id("organization-test-1").await?;
//! # Ok(())
//! # }
//! ```
//!
//! ```compile_fail,E0599
//! # async fn example(member: stytch_b2b::actors::member::MemberClient) -> stytch_b2b::Result<()> {
//! member.organization().update().member_session("another").await?;
//! # Ok(())
//! # }
//! ```
//!
//! Such an argument would not help: the header carries the session, and the API refuses every other
//! organization. Neither is there a setter for what the API refuses from members:
//!
//! ```compile_fail,E0599
//! # async fn example(member: stytch_b2b::actors::member::MemberClient) -> stytch_b2b::Result<()> {
//! member.members().update("member-test-1").trusted_metadata([("plan", "pro")]).await?;
//! # Ok(())
//! # }
//! ```
//!
//! The same operations are methods of the client, with the organization as an argument. There,
//! `.member_session(token)` or `.member_session_jwt(jwt)` makes the API check the permissions of the
//! session. Without them a call has all rights of your project.
//!
//! [`Client::as_member`]: crate::Client::as_member
//! [`sessions().authenticate()`]: crate::resources::Sessions::authenticate
#![doc = include_str!("front_end.md")]

mod acting;
mod permissions;

use std::sync::Arc;

use http::Method;

use self::acting::{Acting, FRESH};
pub use crate::actors::member::MemberClient;
use crate::actors::member::MemberOrganization;
use crate::runtime::{ActorClient, Client, CustomRequest, Error, Lookup, Result};
use crate::schemas::{MemberSession, OrganizationsGetResponse};
pub use crate::session::Credential;

impl Client {
    /// Returns the member client of a session: the operations that a member can call.
    ///
    /// A string is taken for a JWT if it has the form of one, and for a session token otherwise;
    /// [`Credential`] makes it explicit. A [`VerifiedSession`](crate::session::VerifiedSession) is
    /// not looked up again. Nothing is sent, and the session is not checked, until a call needs it. [`session::member`](crate::session::member) explains more.
    ///
    /// ```no_run
    /// # async fn example(client: stytch_b2b::Client, session_jwt: &str) -> stytch_b2b::Result<()> {
    /// let member = client.as_member(session_jwt);
    /// member.organization().update().organization_name("Example Ltd").await?;
    /// # Ok(())
    /// # }
    /// ```
    #[inline]
    pub fn as_member(&self, session: impl Into<Credential>) -> MemberClient {
        MemberClient {
            client: ActorClient::new(self, Acting::new(self, session.into())),
        }
    }
}

/// [`session::member`](self) is the guide to this client.
impl MemberClient {
    /// Returns the id of the member's organization.
    ///
    /// # Errors
    ///
    /// Those of the lookup of the session.
    #[inline]
    pub fn organization_id(&self) -> Lookup<String> {
        self.ask_session(|acting| async move { Ok(acting.known().await?.organization_id.clone()) })
    }

    /// Returns the id of the member.
    ///
    /// # Errors
    ///
    /// Those of the lookup of the session.
    #[inline]
    pub fn member_id(&self) -> Lookup<String> {
        self.ask_session(|acting| async move { Ok(acting.known().await?.member_id.clone()) })
    }

    /// Creates a request of any method and path with the session of the member, for what the API has
    /// and this version does not; see [`Client::request`].
    ///
    /// The path parameters `organization_id` and `member_id` follow from the session, unless they are
    /// set. The API checks the roles of the member where it takes a member session. Where it takes
    /// none, the request has all permissions of the project, in every organization.
    ///
    /// ```no_run
    /// # async fn example(client: stytch_b2b::Client, session_jwt: &str) -> stytch_b2b::Result<()> {
    /// use stytch_b2b::{Json, Method};
    ///
    /// let member = client.as_member(session_jwt);
    /// let reports: Json = member
    ///     .request(Method::GET, "/v1/b2b/organizations/{organization_id}/reports")
    ///     .send()
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    #[inline]
    pub fn request(&self, method: Method, path: &'static str) -> CustomRequest {
        CustomRequest::acting(&self.client, &method, path)
    }

    /// Returns the session as of the last 5 minutes.
    ///
    /// # Errors
    ///
    /// Those of the lookup of the session.
    #[inline]
    pub fn session(&self) -> Lookup<Arc<MemberSession>> {
        self.ask_session(|acting| async move { acting.known_within(FRESH).await })
    }

    /// A lookup with the session of the member.
    #[inline]
    fn ask_session<T, F>(&self, find: impl FnOnce(Acting) -> F) -> Lookup<T>
    where
        F: Future<Output = Result<T>> + Send + 'static,
        T: 'static,
    {
        ask_session(&self.client, find)
    }
}

impl MemberOrganization {
    /// Returns the member's organization with all of its settings.
    ///
    /// The API takes no member session for this call, which has the permissions of the project: it
    /// needs no role. The response has `trusted_metadata` and all policies, so send a browser only
    /// what it needs.
    ///
    /// # Errors
    ///
    /// Those of the lookup of the session, and of [`organizations().get()`].
    ///
    /// [`organizations().get()`]: crate::resources::Organizations::get
    #[inline]
    pub fn get(&self) -> Lookup<OrganizationsGetResponse> {
        ask_session(&self.client, |acting| async move {
            let session = acting.known().await?;
            let organizations = acting.client().organizations();
            organizations.get(&session.organization_id).await
        })
    }
}

/// A lookup with the session of an actor, who is a member.
#[inline]
fn ask_session<T, F>(actor: &ActorClient, find: impl FnOnce(Acting) -> F) -> Lookup<T>
where
    F: Future<Output = Result<T>> + Send + 'static,
    T: 'static,
{
    let client = actor.client();
    match actor.session_as::<Acting>() {
        Some(acting) => Lookup::new(client, find(acting.clone())),
        // Only `as_member` makes a member client.
        None => Lookup::new(client, async {
            Err(Error::argument("session", "is not that of a member"))
        }),
    }
}
