//! How long a check or a lookup takes at most, and that one belongs to none of its callers.

use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use stytch_b2b::session::VerifyError;
use stytch_b2b::{Client, Error, ErrorKind};
use tokio::time::{Instant, timeout};

use crate::api::{Api, Behavior, ORGANIZATION, SECOND, authenticated, check, jwks, session_jwt};

type Outcome = Pin<Box<dyn Future<Output = Result<(), Error>> + Send>>;

/// A check or a lookup, with a timeout of its own or with the client's.
struct Case {
    name: &'static str,
    begin: fn(&Client, Option<Duration>) -> Outcome,
}

/// All that may have to fetch something.
fn cases() -> Vec<Case> {
    macro_rules! case {
        ($name:literal, $client:ident => $begin:expr) => {
            Case {
                name: $name,
                begin: |$client, timeout| {
                    let begun = $begin;
                    match timeout {
                        Some(timeout) => outcome(begun.with_timeout(timeout).into_future()),
                        None => outcome(begun.into_future()),
                    }
                },
            }
        };
    }
    vec![
        case!("session JWT", client => client.sessions().authenticate_jwt_local(session_jwt(&[]))),
        case!("session JWT with a check", client => client
            .sessions()
            .authenticate_jwt_local(session_jwt(&["writer"]))
            .authorization_check(check("documents", "write"))),
        case!("M2M token", client => client.m2m().authenticate_token(session_jwt(&[]), [""; 0])),
        case!("connected app", client => client.idp().introspect_token_local(session_jwt(&[]))),
        case!("policy", client => client.rbac().cached_policy()),
        case!("policy in", client => client.rbac().cached_policy_in(ORGANIZATION)),
        case!("is_authorized", client => client.as_member("token").is_authorized("documents", "write")),
        case!("permissions", client => client.as_member("token").permissions()),
        case!("organization_id", client => client.as_member("token").organization_id()),
        case!("member_id", client => client.as_member("token").member_id()),
        case!("session", client => client.as_member("token").session()),
    ]
}

fn outcome<T, E: Into<VerifyError>>(
    begun: impl Future<Output = Result<T, E>> + Send + 'static,
) -> Outcome {
    Box::pin(async move {
        match begun.await.map_err(Into::into) {
            Ok(_) | Err(VerifyError::Token(_)) => Ok(()),
            Err(VerifyError::Call(error)) => Err(error),
            Err(other) => panic!("{other:?}"),
        }
    })
}

fn silent() -> Api {
    let api = Api::default();
    api.set("/v1/", Behavior::Silent);
    api
}

fn answering() -> Api {
    let api = Api::new();
    api.set("/v1/b2b/sessions/jwks", jwks());
    let Behavior::Respond(status, mut session) = authenticated() else {
        unreachable!();
    };
    // A session that goes on.
    session["member_session"]["expires_at"] = "2100-01-01T00:00:00Z".into();
    let session = Behavior::Respond(status, session);
    api.set("/v1/b2b/sessions/authenticate", session);
    api
}

#[tokio::test(start_paused = true)]
async fn each_ends_in_time() {
    for Case { name, begin } in cases() {
        for (limit, expected) in [(None, 30 * SECOND), (Some(2 * SECOND), 2 * SECOND)] {
            let client = silent().client();
            // The others wait for the fetch of the first.
            let begun = Instant::now();
            let callers = [begin(&client, limit), begin(&client, limit)];
            for caller in callers.map(tokio::spawn) {
                let error = caller.await.unwrap().unwrap_err();
                assert!(
                    matches!(error.kind(), ErrorKind::Timeout),
                    "{name}: {error:?}"
                );
            }
            let took = begun.elapsed();
            assert!(
                took >= expected && took < expected + SECOND / 10,
                "{name}: {took:?}"
            );
        }
    }
}

/// The one that began may pause for as long as it likes.
#[tokio::test(start_paused = true)]
async fn a_slow_caller_holds_up_nobody() {
    for Case { name, begin } in cases() {
        let client = answering().client();
        let mut paused = begin(&client, None);
        tokio::select! {
            biased;
            _ = &mut paused => panic!("{name}: it takes a second"),
            () = tokio::task::yield_now() => {}
        }
        let other = timeout(5 * SECOND, begin(&client, None)).await;
        assert!(matches!(other, Ok(Ok(()))), "{name}: {other:?}");
        assert!(paused.await.is_ok(), "{name}");
    }
}

/// Timeouts that are shorter than the fetches do not keep the client from ever coming to an end.
#[tokio::test(start_paused = true)]
async fn what_is_fetched_is_cached_although_nobody_waits() {
    for Case { name, begin } in cases() {
        let api = answering();
        let client = api.client();
        let mut good = 0;
        for _ in 0..60 {
            good += u32::from(begin(&client, Some(SECOND / 10)).await.is_ok());
        }
        assert!(good >= 20, "{name}: {good}");
        let mut asked = api.take();
        let calls = asked.len();
        asked.sort();
        asked.dedup();
        assert_eq!(calls, asked.len(), "{name}: {asked:?}");
    }
}

#[test]
fn outside_of_a_runtime_there_is_an_error_that_says_what_to_do() {
    let client = answering().client();
    let call: Outcome = outcome(client.organizations().get("organization-test-1").send());
    let cases = cases().into_iter().map(|case| (case.begin)(&client, None));
    for mut begun in cases.chain([call]) {
        let mut context = std::task::Context::from_waker(std::task::Waker::noop());
        let std::task::Poll::Ready(Err(error)) = begun.as_mut().poll(&mut context) else {
            panic!("there is nothing to wait for");
        };
        assert!(matches!(error.kind(), ErrorKind::NoRuntime), "{error:?}");
        assert!(error.to_string().contains("#[tokio::main]"), "{error}");
    }
}
