//! The outcome of a login: a session, or the factor that is missing for one.
//!
//! Calls such as [`magic_links().authenticate()`], [`sso().authenticate()`] or
//! [`discovery().intermediate_sessions().exchange()`] end a step of a login. A step that succeeds
//! need not log the member in: the organization may require MFA, or another first factor.
//! `outcome()` of the response tells, and each [`Outcome`] has what comes next:
//!
//! ```no_run
//! use stytch_b2b::login::Outcome;
//!
//! # async fn example(client: stytch_b2b::Client, token: &str) -> stytch_b2b::Result<()> {
//! let login = client.magic_links().authenticate(token).await?;
//! match login.outcome() {
//!     Outcome::Authenticated { session_token, session_jwt, .. } => {
//!         // Set both as `HttpOnly` and `Secure` cookies.
//!     }
//!     Outcome::MfaRequired { intermediate_session_token, mfa_required, .. } => {
//!         // Keep the token for 10 minutes, and let the member complete a second factor.
//!     }
//!     Outcome::PrimaryRequired { intermediate_session_token, primary_required, .. } => {
//!         // The same with one of `primary_required.allowed_auth_methods`.
//!     }
//!     _ => {
//!         // Let the member log in again.
//!     }
//! }
//! # Ok(())
//! # }
//! ```
//!
//! A session lasts for 60 minutes, unless the call says otherwise by `session_duration_minutes`. Where
//! a login returns to your application by a redirect, the query has a `token` and a
//! `stytch_token_type`; [`TokenType`] has the call that takes it.
//!
//! In an axum application (feature `axum`), the outcome is a part of the response and sets the cookies,
//! and the extractor `SecondFactor` has what the second factor needs.
//!
//! The second factor is completed by [`otps().sms().authenticate()`], [`totps().authenticate()`] or
//! [`recovery_codes().recover()`], whose responses have `outcome()` as well. Pass them the
//! intermediate session token, and the `organization_id` and `member_id` of the member.
//!
//! [`magic_links().authenticate()`]: crate::resources::MagicLinks::authenticate
//! [`sso().authenticate()`]: crate::resources::Sso::authenticate
//! [`discovery().intermediate_sessions().exchange()`]: crate::resources::DiscoveryIntermediateSessions::exchange
//! [`otps().sms().authenticate()`]: crate::resources::OtpsSms::authenticate
//! [`totps().authenticate()`]: crate::resources::Totps::authenticate
//! [`recovery_codes().recover()`]: crate::resources::RecoveryCodes::recover

mod token_type;

pub use self::token_type::TokenType;
use crate::runtime::Secret;
use crate::schemas::{Member, MemberSession, MfaRequired, Organization, PrimaryRequired};

/// The outcome of a step of a login, from `outcome()` of the response, such as
/// [`MagicLinksAuthenticateResponse::outcome`](crate::schemas::MagicLinksAuthenticateResponse::outcome).
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Outcome<'a> {
    /// The member is logged in.
    #[non_exhaustive]
    Authenticated {
        /// The member.
        member: &'a Member,
        /// The organization.
        organization: &'a Organization,
        /// The session.
        member_session: &'a MemberSession,
        /// The opaque session token, valid as long as the session.
        session_token: &'a Secret,
        /// The session as a signed JWT, valid for 5 minutes.
        session_jwt: &'a Secret,
    },
    /// The organization requires a second factor.
    #[non_exhaustive]
    MfaRequired {
        /// The member.
        member: &'a Member,
        /// The organization.
        organization: &'a Organization,
        /// The token of the completed factors, for the call that completes the second one. It is
        /// valid for 10 minutes.
        intermediate_session_token: &'a Secret,
        /// The second factors that the member has, and whether a passcode was sent already.
        mfa_required: &'a MfaRequired,
    },
    /// The organization does not accept the completed first factors. A second factor may be required
    /// after another first one.
    #[non_exhaustive]
    PrimaryRequired {
        /// The member.
        member: &'a Member,
        /// The organization.
        organization: &'a Organization,
        /// The token of the completed factors, for the call that completes another one. It is valid
        /// for 10 minutes, and absent if none of them counts.
        intermediate_session_token: Option<&'a Secret>,
        /// The first factors that the organization accepts.
        primary_required: &'a PrimaryRequired,
    },
    /// The member is not logged in, for a reason that this version of the crate does not know.
    Unrecognized,
}

/// The fields of a response that tell its outcome.
pub(crate) struct Parts<'a> {
    member_authenticated: bool,
    member: &'a Member,
    organization: &'a Organization,
    pub(crate) member_session: Option<&'a MemberSession>,
    pub(crate) session_token: Option<&'a Secret>,
    pub(crate) session_jwt: Option<&'a Secret>,
    pub(crate) intermediate_session_token: Option<&'a Secret>,
    pub(crate) mfa_required: Option<&'a MfaRequired>,
    pub(crate) primary_required: Option<&'a PrimaryRequired>,
}

impl<'a> Parts<'a> {
    pub(crate) fn new(
        member_authenticated: bool,
        member: &'a Member,
        organization: &'a Organization,
    ) -> Self {
        Self {
            member_authenticated,
            member,
            organization,
            member_session: None,
            session_token: None,
            session_jwt: None,
            intermediate_session_token: None,
            mfa_required: None,
            primary_required: None,
        }
    }

    pub(crate) fn outcome(self) -> Outcome<'a> {
        let Self {
            member,
            organization,
            intermediate_session_token,
            ..
        } = self;
        if self.member_authenticated {
            return match (self.member_session, self.session_token, self.session_jwt) {
                (Some(member_session), Some(session_token), Some(session_jwt)) => {
                    Outcome::Authenticated {
                        member,
                        organization,
                        member_session,
                        session_token,
                        session_jwt,
                    }
                }
                _ => Outcome::Unrecognized,
            };
        }
        // A first factor has to be completed before a second one.
        match (
            self.primary_required,
            self.mfa_required,
            intermediate_session_token,
        ) {
            (Some(primary_required), _, intermediate_session_token) => Outcome::PrimaryRequired {
                member,
                organization,
                intermediate_session_token,
                primary_required,
            },
            (None, Some(mfa_required), Some(intermediate_session_token)) => Outcome::MfaRequired {
                member,
                organization,
                intermediate_session_token,
                mfa_required,
            },
            _ => Outcome::Unrecognized,
        }
    }
}

/// Gives a response `outcome`. What a response may lack is behind the fields that all have. Without
/// `member_authenticated` no factor is missing.
macro_rules! login {
    ($type:ident { member_authenticated, $($rest:tt)* }) => {
        $crate::login::login! { @ $type (member_authenticated) $($rest)* }
    };
    ($type:ident { $($rest:tt)* }) => {
        $crate::login::login! { @ $type () $($rest)* }
    };
    (@ $type:ident ($($authenticated:ident)?) member, organization $(, $part:ident)*) => {
        impl $type {
            /// Returns the outcome of this step of a login: a session, or the factor that is
            /// missing for one. [`login`](crate::login) has an example.
            #[must_use]
            pub fn outcome(&self) -> $crate::login::Outcome<'_> {
                let authenticated = true $(&& self.$authenticated)?;
                let mut parts =
                    $crate::login::Parts::new(authenticated, &self.member, &self.organization);
                $(parts.$part = (&self.$part).into();)*
                parts.outcome()
            }
        }
    };
}

pub(crate) use login;
