//! The check that every token goes through, with the keys and the clock of a client.

use super::token::{Claims, Expected, Jws, Rules};
use super::{State, TokenError, VerifyError};
use crate::Client;

/// What is read of a token, if it is genuine, current, and meant for the project of the client.
#[inline]
pub(crate) async fn verify<T>(
    client: &Client,
    token: &str,
    rules: Rules,
    read: fn(Claims<'_>) -> Result<T, TokenError>,
) -> Result<T, VerifyError> {
    let jws = Jws::parse(token)?;
    let fetched = State::of(client)?.jwks.with(client, jws.kid()).await?;
    let claims = jws.verify(&fetched.keys)?;
    let expected = Expected {
        project_id: client.0.project_id(),
        base_url: client.0.base_url(),
        now: client.0.now(),
    };
    Ok(read(Claims::check(claims, &expected, rules)?)?)
}

/// Gives the builder of a check what all of them have: the rules about time, and `.await`. It must
/// have a field `rules` and a method `run`.
macro_rules! check {
    ($builder:ident -> $output:ty) => {
        impl $builder {
            /// Refuses a token that was issued this long ago or longer, though it has not expired.
            /// With zero, none is young enough.
            #[inline]
            pub fn max_token_age(mut self, age: ::std::time::Duration) -> Self {
                self.rules.max_age = Some(age);
                self
            }

            /// How much the clock of this machine may differ from Stytch's. By default, not at all.
            #[inline]
            pub fn leeway(mut self, leeway: ::std::time::Duration) -> Self {
                self.rules.leeway = leeway;
                self
            }
        }

        impl ::core::future::IntoFuture for $builder {
            type Output = ::core::result::Result<$output, $crate::session::VerifyError>;
            type IntoFuture = ::core::pin::Pin<
                ::std::boxed::Box<dyn ::core::future::Future<Output = Self::Output> + Send>,
            >;

            #[inline]
            fn into_future(self) -> Self::IntoFuture {
                ::std::boxed::Box::pin(self.run())
            }
        }
    };
}

pub(crate) use check;
