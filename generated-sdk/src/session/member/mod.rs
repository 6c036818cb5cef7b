//! Acting as a member: calls with the rights of whoever is logged in.
//!
//! [`Client::as_member`] gives a tree of the calls that a member can make, without the
//! organization: it follows from the session. So what a front-end SDK does with the login of a
//! browser, a server does with the session in its request.
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
//! # What it costs
//!
//! The first call looks the session up with [`sessions().authenticate()`], once for all that need
//! it at the same time; with the feature `jwt`, a JWT that is good is looked into instead, without
//! a call. What comes back is kept until the session ends, for all clones of the client and for
//! 10,000 sessions. A session is not extended by that.
//!
//! The lookup counts in the timeout of the call that needs it. If it fails, its error is that of
//! the call, and nothing is kept: the status is 404 for a session that is unknown or has ended.
//!
//! # No other organization
//!
//! There is no argument and no setter for it, nor for another session to act with. (Only
//! `sessions().revoke()` is told of a session, which is the one to end.)
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
//! Nor would it help to have one: the header carries the session, and the API refuses what is
//! outside of the session's organization.
//!
//! [`Client::as_member`]: crate::Client::as_member
//! [`sessions().authenticate()`]: crate::resources::Sessions::authenticate
#![doc = include_str!("front_end.md")]

mod acting;
mod permissions;

use std::sync::Arc;

use self::acting::{Acting, FRESH};
use crate::actors::member::MemberClient;
use crate::runtime::{ActorClient, Client, Error, Lookup, Result};
use crate::schemas::MemberSession;
pub use crate::session::Credential;

impl Client {
    /// The calls that a member can make, with the rights of this session.
    ///
    /// A text is taken for a JWT if it looks like one, and for a session token otherwise;
    /// [`Credential`] says which it is. Nothing is sent, and the session is not checked, until a
    /// call needs it. [`session::member`](crate::session::member) tells more.
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

impl MemberClient {
    /// The id of the member's organization.
    ///
    /// # Errors
    ///
    /// Those of the session's lookup.
    #[inline]
    pub fn organization_id(&self) -> Lookup<String> {
        self.ask_session(|acting| async move { Ok(acting.known().await?.organization_id.clone()) })
    }

    /// The id of the member.
    ///
    /// # Errors
    ///
    /// Those of the session's lookup.
    #[inline]
    pub fn member_id(&self) -> Lookup<String> {
        self.ask_session(|acting| async move { Ok(acting.known().await?.member_id.clone()) })
    }

    /// The session, as it was within the last 5 minutes.
    ///
    /// # Errors
    ///
    /// Those of the session's lookup.
    #[inline]
    pub fn session(&self) -> Lookup<Arc<MemberSession>> {
        self.ask_session(|acting| async move { acting.known_within(FRESH).await })
    }

    /// What is found out about the session of the member.
    #[inline]
    fn ask_session<T, F>(&self, find: impl FnOnce(Acting) -> F) -> Lookup<T>
    where
        F: Future<Output = Result<T>> + Send + 'static,
        T: 'static,
    {
        let client = self.client.client();
        match self.client.session_as::<Acting>() {
            Some(acting) => Lookup::new(client, find(acting.clone())),
            // Only `as_member` makes one of these.
            None => Lookup::new(client, async {
                Err(Error::argument("session", "is not that of a member"))
            }),
        }
    }
}
