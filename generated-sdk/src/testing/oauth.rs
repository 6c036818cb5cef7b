//! The two OAuth calls that are no operations of the description: M2M tokens and introspection.

use bytes::Bytes;
use http::{Method, Request};
use serde_json::json;

use super::outcome::Outcome;
use super::recorded::query;
use super::refusal::response;
use super::{sample, tokens};
use crate::Json;
use crate::schemas::MemberSession;

/// The outcome of a request, if it is for one of them. Credentials are not checked.
pub(super) fn outcome(request: &Request<Bytes>, denies: bool) -> Option<Outcome> {
    let path = request.uri().path().strip_prefix("/v1/public/")?;
    let (project_id, endpoint) = path.split_once("/oauth2/")?;
    let form = query(std::str::from_utf8(request.body()).unwrap_or_default());
    let field = |name: &str| {
        let pair = form.iter().find(|(other, _)| other == name);
        pair.map(|(_, value)| value.as_str()).unwrap_or_default()
    };
    let body = match (request.method(), endpoint) {
        (&Method::POST, "token") if denies => {
            let body = json!({ "error": "invalid_client", "error_description": "Denied." });
            return Some(Outcome::Response(response(401, body.to_string().into())));
        }
        (&Method::POST, "introspect") if denies => json!({ "active": false }),
        (&Method::POST, "token") => token(project_id, field("client_id"), field("scope")),
        (&Method::POST, "introspect") => introspection(project_id, field("client_id")),
        _ => return None,
    };
    Some(Outcome::success(body.to_string().into()))
}

fn token(project_id: &str, client_id: &str, scope: &str) -> Json {
    json!({
        "access_token": tokens::of_m2m_client(project_id, client_id, scope),
        "expires_in": 3600,
        "token_type": "bearer",
    })
}

/// Every token is valid, and belongs to the member of all samples.
fn introspection(project_id: &str, client_id: &str) -> Json {
    let session: MemberSession = sample();
    json!({
        "active": true,
        "sub": session.member_id,
        "scope": "openid",
        "aud": [project_id],
        "iss": format!("stytch.com/{project_id}"),
        "client_id": client_id,
        "token_type": "access_token",
        "exp": session.expires_at.timestamp(),
        "iat": session.started_at.timestamp(),
        "nbf": session.started_at.timestamp(),
        "https://stytch.com/organization": {
            "organization_id": session.organization_id,
            "slug": session.organization_slug,
        },
    })
}
