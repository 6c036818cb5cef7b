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
