//! Verification of tokens with the keys and the clock of a client.

use super::token::{Claims, Expected, Jws, Rules};
use super::{State, TokenError, VerifyError};
use crate::Client;
use crate::runtime::Deadline;

/// Verifies the signature, the expiry and the audience of a token, and decodes its claims. It waits
/// for keys until the deadline.
#[inline]
pub(crate) async fn verify<T>(
    client: &Client,
    token: &str,
    rules: Rules,
    deadline: Deadline,
    read: fn(Claims<'_>) -> Result<T, TokenError>,
) -> Result<T, VerifyError> {
    let jws = Jws::parse(token)?;
    let fetched = State::of(client)?
        .jwks
        .with(client, jws.kid(), deadline)
        .await?;
    let claims = jws.verify(&fetched.keys)?;
    let expected = Expected {
        project_id: client.0.project_id(),
        base_url: client.0.base_url(),
        now: client.0.now(),
    };
    Ok(read(Claims::check(claims, &expected, rules)?)?)
}

/// Implements what the builders of all token checks share: the rules about time, the timeout, and
/// `.await`. The builder must have the fields `client`, `rules` and `timeout`, and a method `run`
/// that takes a deadline.
macro_rules! check {
    ($builder:ident -> $output:ty) => {
        impl $builder {
            /// Refuses a token that was issued this long ago or longer, although it has not
            /// expired. Zero refuses every token.
            #[inline]
            pub fn max_token_age(mut self, age: ::std::time::Duration) -> Self {
                self.rules.max_age = Some(age);
                self
            }

            /// Sets the timeout of the check, with all that it fetches, in place of the client's
            /// timeout of a call.
            #[inline]
            pub fn with_timeout(mut self, timeout: ::std::time::Duration) -> Self {
                self.timeout = Some(timeout);
                self
            }

            /// Sets the tolerated difference between the clock of this machine and that of Stytch.
            /// The default is zero.
            #[inline]
            pub fn leeway(mut self, leeway: ::std::time::Duration) -> Self {
                self.rules.leeway = leeway;
                self
            }
        }

        impl $builder {
            /// Checks the token, and blocks this thread until the outcome is there.
            ///
            /// # Errors
            ///
            /// Those of the check, and if no thread can be started.
            #[cfg(feature = "blocking")]
            #[inline]
            pub fn wait(self) -> ::core::result::Result<$output, $crate::session::VerifyError> {
                $crate::blocking::wait(self)
            }
        }

        impl ::core::future::IntoFuture for $builder {
            type Output = ::core::result::Result<$output, $crate::session::VerifyError>;
            type IntoFuture = ::core::pin::Pin<
                ::std::boxed::Box<dyn ::core::future::Future<Output = Self::Output> + Send>,
            >;

            #[inline]
            fn into_future(self) -> Self::IntoFuture {
                ::std::boxed::Box::pin(async move {
                    $crate::runtime::require()?;
                    let timeout = self.timeout.or(self.client.0.timeout());
                    let deadline = $crate::runtime::Deadline::after(timeout);
                    deadline.limit(self.run(deadline)).await?
                })
            }
        }
    };
}

pub(crate) use check;
