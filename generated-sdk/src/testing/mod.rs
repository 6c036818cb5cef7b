//! Fakes of the API, for the tests of applications.
//!
//! An application that logs people in is hard to test against the API itself: it needs a network,
//! a project, and a person who clicks a link. The fakes stand in for all of that. They know every
//! operation, answer each with something valid, and remember what they were asked.
//!
//! Switch the feature on for tests alone:
//!
//! ```toml
//! [dev-dependencies]
//! stytch-b2b = { version = "0.1", features = ["testing"] }
//! ```
//!
//! # A first test
//!
//! Give the code under test a client of a fake, and look at what it made of the answers:
//!
//! ```
//! # async fn example() -> stytch_b2b::Result<()> {
//! use stytch_b2b::testing::FakeTransport;
//!
//! let fake = FakeTransport::new();
//! let client = fake.client()?;
//!
//! let login = client.magic_links().authenticate("token of a link").await?;
//! assert!(login.member_authenticated);
//! # Ok(())
//! # }
//! # tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(example()).unwrap();
//! ```
//!
//! Nothing was said about the answer, so it is a [`sample`]: a login that succeeds, of a member
//! whose ids are the same in all answers. Where a request names an id, an address or the like, the
//! answer names the same.
//!
//! # Other answers
//!
//! An operation goes by its builder in [`paths`](crate::paths), where each module stands for a path
//! of the API. [`on`](FakeTransport::on) says what it answers, [`calls`](FakeTransport::calls) what
//! it was asked:
//!
//! ```
//! # async fn example() -> stytch_b2b::Result<()> {
//! use stytch_b2b::paths::magic_links_authenticate::Authenticate;
//! use stytch_b2b::schemas::MagicLinksAuthenticateResponse;
//! use stytch_b2b::testing::{FakeTransport, sample};
//!
//! let fake = FakeTransport::new();
//! fake.on::<Authenticate>()
//!     .fail(401, "unable_to_auth_magic_link")
//!     .answer(MagicLinksAuthenticateResponse { member_authenticated: false, ..sample() });
//!
//! let client = fake.client()?;
//! let used = client.magic_links().authenticate("used").await;
//! assert_eq!(used.unwrap_err().error_type(), Some("unable_to_auth_magic_link"));
//! let half = client.magic_links().authenticate("fresh").await?;
//! assert!(!half.member_authenticated);
//!
//! let calls = fake.calls::<Authenticate>();
//! assert_eq!(calls.len(), 2);
//! let token = calls[1].body.magic_links_token.as_ref().unwrap();
//! assert_eq!(token.expose_secret(), "fresh");
//! # Ok(())
//! # }
//! # tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(example()).unwrap();
//! ```
//!
//! Answers are given in order, and the last one is repeated; [`Script`] has the other kinds, such
//! as a connection that fails. `..Default::default()` makes a response of empty fields, `..sample()`
//! one of filled fields.
//!
//! # Tokens
//!
//! With the feature `jwt`, the session JWTs in samples are signed by `Signer`, and the fakes
//! answer with its keys: a client of a fake finds them good. So are the access tokens that
//! `m2m().token()` gets from a fake. They are issued by the time of the system, whatever clock a
//! client has. To `introspect_token_network`, every token is good, until
//! [`deny_tokens`](FakeTransport::deny_tokens) says otherwise; a strict fake refuses both.
//!
//! A fake checks no session and no permission: what should be refused has to be told, by
//! [`fail`](Script::fail).
//!
//! # Which fake
//!
//! [`FakeTransport`] needs no port and no thread. [`FakeStytch`] is a server on a port of this
//! machine, for programs that have a process of their own. They are told and asked in the same way.

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
mod stage;
mod tokens;
mod transport;

pub use self::recorded::Recorded;
pub use self::sample::sample;
pub use self::script::Script;
pub use self::server::FakeStytch;
#[cfg(feature = "jwt")]
pub use self::signer::Signer;
pub use self::transport::FakeTransport;
pub use crate::runtime::catalogue::{Operation, Schema};

/// The project that clients of fakes belong to.
pub const PROJECT_ID: &str = "project-test-00000000-0000-4000-8000-000000000000";

/// The secret of that project, which opens nothing.
const SECRET: &str = "secret-test-of-a-fake";
