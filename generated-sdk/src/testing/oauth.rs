//! The two OAuth calls that are no operations of the description: M2M tokens and introspection.
//! Their project is in the path, and they have no credentials in a header.

use bytes::Bytes;
use http::{Method, Request};
use serde_json::json;

use super::outcome::Outcome;
use super::recorded::query;
use super::refusal::response;
use super::{sample, tokens};
use crate::Json;
use crate::runtime::catalogue::Endpoint;
use crate::schemas::MemberSession;

const TOKEN: &str = "/v1/public/{project_id}/oauth2/token";
const INTROSPECT: &str = "/v1/public/{project_id}/oauth2/introspect";

pub(super) fn endpoints() -> impl Iterator<Item = Endpoint> {
    [TOKEN, INTROSPECT].into_iter().map(|template| Endpoint {
        method: Method::POST,
        template,
    })
}

/// The project of a request for one of them.
pub(super) fn project_id(request: &Request<Bytes>) -> Option<String> {
    let (method, path) = (request.method(), request.uri().path());
    let arguments = endpoints().find_map(|endpoint| endpoint.arguments(method, path))?;
    let (_, project_id) = arguments.first()?;
    Some((*project_id).to_owned())
}

/// The outcome of a request without a script, if it is for one of them. Credentials are not checked.
pub(super) fn outcome(
    template: &str,
    project_id: &str,
    request: &Request<Bytes>,
    denies: bool,
) -> Option<Outcome> {
    let form = query(std::str::from_utf8(request.body()).unwrap_or_default());
    let field = |name: &str| {
        let pair = form.iter().find(|(other, _)| other == name);
        pair.map(|(_, value)| value.as_str()).unwrap_or_default()
    };
    let body = match template {
        TOKEN if denies => {
            let body = json!({ "error": "invalid_client", "error_description": "Denied." });
            return Some(Outcome::Response(response(401, body.to_string().into())));
        }
        INTROSPECT if denies => json!({ "active": false }),
        TOKEN => token(project_id, field("client_id"), field("scope")),
        INTROSPECT => introspection(project_id, field("client_id")),
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
