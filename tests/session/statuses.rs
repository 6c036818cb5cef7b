//! The status codes with which an application responds to errors.

use stytch_b2b::schemas::ErrorType;
use stytch_b2b::session::{Denial, TokenError, VerifyError};
use stytch_b2b::{Error, StatusCode};

use crate::api::{Api, Behavior, failure};

/// The error of a call that the API responds to like this.
async fn error(behavior: Behavior) -> Error {
    let api = Api::new();
    api.set("/v1/b2b/organizations/", behavior);
    api.client().organizations().get("o").await.unwrap_err()
}

/// Which of the predicates hold.
macro_rules! holding {
    ($error:expr) => {{
        let error = $error;
        let all = [
            (error.is_unauthenticated(), 401),
            (error.is_permission_denied(), 403),
            (error.is_not_found(), 404),
            (error.is_conflict(), 409),
            (error.is_rate_limited(), 429),
        ];
        let holding = all.into_iter().filter(|(holds, _)| *holds);
        holding.map(|(_, status)| status).collect::<Vec<u16>>()
    }};
}

#[tokio::test(start_paused = true)]
async fn a_browser_is_told_what_it_can_do() {
    for (status, error_type, expected) in [
        (404, "session_not_found", 401),
        (404, "intermediate_session_not_found", 401),
        (404, "otp_code_not_found", 401),
        (401, "unable_to_auth_magic_link", 401),
        (401, "unauthorized_credentials", 401),
        (403, "session_authorization_error", 403),
        (404, "organization_not_found", 404),
        (404, "one of tomorrow", 404),
        (400, "invalid_argument", 400),
        (400, "duplicate_member_email", 409),
        (400, "organization_slug_already_used", 409),
        (409, "one of tomorrow", 409),
        (429, "too_many_requests", 429),
        (401, "invalid_secret_authentication", 500),
        (500, "internal_server_error", 503),
        (307, "", 503),
    ] {
        let error = error(failure(status, error_type)).await;
        assert_eq!(error.http_status(), expected, "{error}");
        assert!(error.status() == Some(StatusCode::from_u16(status).unwrap()));
        let predicates = [401, 403, 404, 409, 429];
        let holding = predicates.into_iter().filter(|of| *of == expected);
        assert_eq!(holding!(&error), holding.collect::<Vec<u16>>(), "{error}");
        if !error_type.is_empty() {
            assert!(error.is(ErrorType::from(error_type)));
        }
        assert!(!error.is(ErrorType::RouteNotFound));
    }

    let error = error(Behavior::Respond(200, serde_json::json!([]))).await;
    assert_eq!(error.http_status(), 502);
    let error = Api::new().client().organizations().get("").await;
    assert_eq!(error.unwrap_err().http_status(), 400);
    let error = error_of_the_network().await;
    assert_eq!(error.http_status(), 503);
}

async fn error_of_the_network() -> Error {
    error(Behavior::Unreachable).await
}

/// The predicates are those of [`Error`], and the text says the reason, once.
#[tokio::test(start_paused = true)]
async fn errors_of_checks_are_told_alike() {
    let gone = error(failure(404, "session_not_found")).await;
    let limited = error(failure(429, "too_many_requests")).await;
    let unreachable = error_of_the_network().await;
    let cases: [(VerifyError, u16, &str); 6] = [
        (TokenError::Expired.into(), 401, "the token has expired"),
        (
            Denial::NotPermitted.into(),
            403,
            "no role or scope of the subject permits the action on the resource",
        ),
        (
            VerifyError::Refused(gone),
            401,
            "the API rejected the session: the API returned 404 Not Found: session_not_found (request r)",
        ),
        (
            VerifyError::Refused(error(failure(403, "session_authorization_error")).await),
            403,
            "the API rejected the session: the API returned 403 Forbidden: session_authorization_error (request r)",
        ),
        (
            limited.into(),
            429,
            "the token could not be checked: the API returned 429 Too Many Requests: too_many_requests (request r) (attempt 3)",
        ),
        (
            unreachable.into(),
            503,
            "the token could not be checked: could not connect to the API (attempt 3)",
        ),
    ];
    for (error, status, text) in cases {
        assert_eq!(error.http_status(), status);
        let expected: &[u16] = if status == 503 { &[] } else { &[status] };
        assert_eq!(holding!(&error), expected);
        assert_eq!(error.to_string(), text);
        let source = std::error::Error::source(&error).map(ToString::to_string);
        assert!(source.is_none_or(|source| !text.contains(&source)));
    }
}
