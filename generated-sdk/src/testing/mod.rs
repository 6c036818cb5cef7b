//! Fakes of the API, for the tests of your application.
//!
//! A test against the API itself needs a network, a project, and a user who clicks a link. The
//! fakes need none of that. They know every operation, return a valid response for each, and record
//! the requests.
//!
//! Enable the feature for tests alone:
//!
//! ```toml
//! [dev-dependencies]
//! stytch-b2b = { version = "0.1", features = ["testing"] }
//! ```
//!
//! # A first test
//!
//! Give the code under test a client of a fake, and check what it does with the responses:
//!
//! ```
//! # async fn example() -> stytch_b2b::Result<()> {
//! use stytch_b2b::login::Outcome;
//! use stytch_b2b::testing::FakeTransport;
//!
//! let fake = FakeTransport::new();
//! let client = fake.client();
//!
//! let login = client.magic_links().authenticate("token of a link").await?;
//! assert!(matches!(login.outcome(), Outcome::Authenticated { .. }));
//! # Ok(())
//! # }
//! # tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(example()).unwrap();
//! ```
//!
//! Without a script, the response is a [`sample`]: a successful login of a member whose ids are the
//! same in all responses. A string in the request, such as an id, a name or an email address, is in
//! the response as well, wherever that has a string of the same name. Other values are not: a response
//! to an update has no metadata of the request.
//!
//! # Scripted responses
//!
//! [`ops`] names the operations by resource and method: `organizations().members().get(…)` is
//! `ops::organizations::members::Get`. As `Send` is a trait, `send` is `DiscoverySend` or `SmsSend`.
//! [`on`](FakeTransport::on) scripts the responses of one, and
//! [`calls`](FakeTransport::calls) returns its requests:
//!
//! ```
//! # async fn example() -> stytch_b2b::Result<()> {
//! use stytch_b2b::login::Outcome;
//! use stytch_b2b::schemas::{MagicLinksAuthenticateResponse, MfaRequired};
//! use stytch_b2b::testing::{FakeTransport, ops, sample};
//!
//! let fake = FakeTransport::new();
//! fake.on::<ops::magic_links::Authenticate>()
//!     .fail(401, "unable_to_auth_magic_link")
//!     .respond(MagicLinksAuthenticateResponse {
//!         member_authenticated: false,
//!         session_token: None,
//!         session_jwt: None,
//!         intermediate_session_token: Some("half a login".into()),
//!         mfa_required: Some(MfaRequired::default()),
//!         ..sample()
//!     });
//!
//! let client = fake.client();
//! let used = client.magic_links().authenticate("used").await;
//! assert_eq!(used.unwrap_err().error_type(), Some("unable_to_auth_magic_link"));
//! let half = client.magic_links().authenticate("fresh").await?;
//! assert!(matches!(half.outcome(), Outcome::MfaRequired { .. }));
//!
//! let calls = fake.calls::<ops::magic_links::Authenticate>();
//! assert_eq!(calls.len(), 2);
//! let token = calls[1].body.magic_links_token.as_ref().unwrap();
//! assert_eq!(token.expose_secret(), "fresh");
//! # Ok(())
//! # }
//! # tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(example()).unwrap();
//! ```
//!
//! Responses are returned in order, and the last one is returned again and again. [`Script`] has
//! other kinds, such as a failed connection. `..Default::default()` creates a response with empty
//! fields, `..sample()` one with filled fields.
//!
//! [`on_request`](FakeTransport::on_request) scripts a [`Client::request`], by method and path.
//!
//! # Tokens
//!
//! With the feature `jwt`, which is on by default, session JWTs in samples are signed by `Signer`,
//! and the fakes return its keys, so a client of a fake accepts them. The same holds for access tokens from `m2m().token()`.
//! They are issued by the system's clock, whatever clock a client has. `introspect_token_network`
//! finds every token valid, unless [`deny_tokens`](FakeTransport::deny_tokens) was called. A strict
//! fake refuses both calls. [`on_request`](FakeTransport::on_request) scripts them, and
//! [`requests`](FakeTransport::requests) returns them, by the path on the page of their builder.
//!
//! # Logins, sessions and permissions
//!
//! [`magic_link`](FakeTransport::magic_link) returns the token of a magic link that was sent.
//! [`session`](FakeTransport::session) adds a session with its token and its JWT, and
//! [`permit`](FakeTransport::permit) a permission to the project's policy. Every other token is one of
//! the member of all samples, whose role is `stytch_member`. To a request for an axum application, add
//! the cookie `stytch_session_jwt` with the `session_jwt` that `session` returns.
//!
//! # What the fakes check
//!
//! A script comes first. Without one, the fakes refuse, with the API's error:
//!
//! | What | Refused |
//! |---|---|
//! | request body | one that the operation's types do not fit |
//! | credentials, or what else names a member | none, or several, where a call requires exactly one: `intermediate_session_token`, `session_token` or `session_jwt` of a second factor, `session_token` or `session_jwt` of `sessions().authenticate()` |
//! | magic links that were sent | a second use, the call for links of the other kind, a PKCE verifier that is missing or wrong (with the feature `jwt`) |
//! | sessions from `session` | after `sessions().revoke()`: the token and the JWT in a request body; in `sessions().authenticate()`: an `authorization_check` that its roles do not permit |
//!
//! They do not check other tokens, codes and passwords, the permissions of other calls and of member
//! clients, formats and limits of values, and what exists or is in use: script what is to be denied
//! with [`fail`](Script::fail).
//!
//! # Which fake
//!
//! [`FakeTransport`] needs no port and no thread. [`FakeStytch`] is a server on a loopback port,
//! for programs in a process of their own, and has a base URL. Everything else is the same, once they
//! are created.

mod backend;
mod identities;
mod known;
mod links;
mod oauth;
mod outcome;
mod recorded;
mod refusal;
mod responses;
mod sample;
mod script;
mod server;
#[cfg(feature = "jwt")]
mod signer;
mod tokens;
mod transport;

pub use self::recorded::Recorded;
pub use self::sample::sample;
pub use self::script::Script;
pub use self::server::FakeStytch;
#[cfg(feature = "jwt")]
pub use self::signer::Signer;
pub use self::transport::FakeTransport;
pub use crate::generated::operations::ops;
pub use crate::runtime::catalogue::{Bodies, Operation, Schema};
use crate::runtime::{Client, ClientBuilder};

/// The project id of a fake's client.
pub const PROJECT_ID: &str = "project-test-00000000-0000-4000-8000-000000000000";

/// The secret of that project, which is worthless.
const SECRET: &str = "secret-test-of-a-fake";

/// A builder with credentials.
fn builder() -> ClientBuilder {
    Client::builder().project_id(PROJECT_ID).secret(SECRET)
}

/// A client of a fake, from its builder.
#[allow(
    clippy::expect_used,
    reason = "the settings are constants, and are good"
)]
fn client(builder: ClientBuilder) -> Client {
    builder
        .without_retries()
        .build()
        .expect("the settings are good, and there is no TLS to set up")
}
