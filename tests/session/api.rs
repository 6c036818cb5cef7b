//! An API in place of the network, for what depends on time: with real sockets, a paused clock
//! would run away.

use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde_json::{Value, json};
use stytch_b2b::Client;
use stytch_b2b::schemas::{
    AuthorizationCheck, Member, MemberSession, Organization, RbacOrgPolicy, RbacPolicy,
    SessionsAuthenticateResponse,
};
use stytch_b2b::testing::Signer;
use stytch_b2b::transport::bytes::Bytes;
use stytch_b2b::transport::http::{Request, Response};
use stytch_b2b::transport::{Body, Exchange, Transport, TransportError};

pub(crate) const PROJECT: &str = "project-test-1";
pub(crate) const ORGANIZATION: &str = "organization-test-1";
pub(crate) const SECOND: Duration = Duration::from_secs(1);
pub(crate) const MINUTE: Duration = Duration::from_secs(60);

/// What the API does with a request.
#[derive(Clone)]
pub(crate) enum Behavior {
    Respond(u16, Value),
    /// There is no connection.
    Unreachable,
    /// There is no response, ever.
    Silent,
}

/// It takes a second for each response, and records the requests.
#[derive(Clone, Default)]
pub(crate) struct Api(Arc<Mutex<Inner>>);

#[derive(Default)]
struct Inner {
    /// By the beginning of the path, the last one first.
    behaviors: Vec<(String, Behavior)>,
    requests: Vec<(String, Vec<u8>)>,
}

impl Api {
    /// One that has the keys of the [`Signer`], and policies.
    pub(crate) fn new() -> Self {
        let api = Self::default();
        api.set("/v1/b2b/sessions/jwks/project-test-1", jwks());
        let policy = json!({ "policy": policy(), "request_id": "r", "status_code": 200 });
        api.set("/v1/b2b/rbac/policy", Behavior::Respond(200, policy));
        let policy = json!({ "org_policy": org_policy(), "request_id": "r", "status_code": 200 });
        api.set("/v1/b2b/rbac/organizations", Behavior::Respond(200, policy));
        api
    }

    pub(crate) fn set(&self, path: &str, behavior: Behavior) {
        let mut inner = self.0.lock().unwrap();
        inner.behaviors.insert(0, (path.to_owned(), behavior));
    }

    /// The paths that were asked since the last time, without `/v1/b2b/`.
    pub(crate) fn take(&self) -> Vec<String> {
        let requests = std::mem::take(&mut self.0.lock().unwrap().requests);
        requests.into_iter().map(|(path, _)| path).collect()
    }

    /// The body of the one request since the last time.
    pub(crate) fn take_body(&self) -> Value {
        let requests = std::mem::take(&mut self.0.lock().unwrap().requests);
        assert_eq!(requests.len(), 1);
        serde_json::from_slice(&requests[0].1).unwrap()
    }

    pub(crate) fn client(&self) -> Client {
        Client::builder()
            .project_id(PROJECT)
            .secret("secret-test-1")
            .transport(self.clone())
            .clock(now)
            .build()
            .unwrap()
    }
}

impl Transport for Api {
    fn send(&self, request: Request<Bytes>) -> Exchange {
        let path = request.uri().path().to_owned();
        let behavior = {
            let mut inner = self.0.lock().unwrap();
            let asked = path.trim_start_matches("/v1/b2b/").to_owned();
            inner.requests.push((asked, request.into_body().to_vec()));
            let found = inner.behaviors.iter().find(|(of, _)| path.starts_with(of));
            found.map_or(Behavior::Unreachable, |(_, behavior)| behavior.clone())
        };
        Box::pin(async move {
            match behavior {
                Behavior::Respond(status, body) => {
                    tokio::time::sleep(SECOND).await;
                    let body = Body::from(Bytes::from(body.to_string()));
                    Ok(Response::builder().status(status).body(body).unwrap())
                }
                Behavior::Unreachable => Err(TransportError::Connect("unplugged".into())),
                Behavior::Silent => std::future::pending().await,
            }
        })
    }
}

/// The time by which tokens are judged, which stands still.
pub(crate) fn now() -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(1_800_000_000)
}

pub(crate) fn jwks() -> Behavior {
    Behavior::Respond(200, serde_json::to_value(Signer::new().jwks()).unwrap())
}

/// Keys that no token of the [`Signer`] names.
pub(crate) fn other_jwks() -> Behavior {
    let mut keys = Signer::new().jwks();
    keys.keys[0].kid = Some("another".to_owned());
    Behavior::Respond(200, serde_json::to_value(keys).unwrap())
}

pub(crate) fn failure(status: u16, error_type: &str) -> Behavior {
    let body = json!({ "status_code": status, "error_type": error_type, "request_id": "r" });
    Behavior::Respond(status, body)
}

pub(crate) fn policy() -> RbacPolicy {
    serde_json::from_value(json!({
        "roles": [role("writer", "documents", "write")],
        "resources": [],
        "scopes": [],
    }))
    .unwrap()
}

pub(crate) fn org_policy() -> RbacOrgPolicy {
    serde_json::from_value(json!({ "roles": [role("auditor", "images", "read")] })).unwrap()
}

fn role(id: &str, resource: &str, action: &str) -> Value {
    json!({
        "role_id": id,
        "description": "",
        "permissions": [{ "resource_id": resource, "actions": [action] }],
    })
}

pub(crate) fn check(resource: &str, action: &str) -> AuthorizationCheck {
    AuthorizationCheck::new(ORGANIZATION, resource, action)
}

/// A session of a member with these roles.
pub(crate) fn session(roles: &[&str]) -> MemberSession {
    MemberSession {
        member_session_id: "session-test-1".to_owned(),
        member_id: "member-test-1".to_owned(),
        organization_id: ORGANIZATION.to_owned(),
        organization_slug: "acme".to_owned(),
        roles: roles.iter().map(|role| (*role).to_owned()).collect(),
        ..Default::default()
    }
}

/// A JWT of such a session, as good as they come.
pub(crate) fn session_jwt(roles: &[&str]) -> String {
    Signer::new().session_jwt(PROJECT, &session(roles), now())
}

/// One that names a key that nobody has.
pub(crate) fn jwt_of_unknown_key() -> String {
    Signer::new().sign_as(&json!({ "alg": "RS256", "kid": "nobody's" }), "{}")
}

/// What the API says about a session that is good.
pub(crate) fn authenticated() -> Behavior {
    let response = SessionsAuthenticateResponse {
        request_id: "request-1".to_owned(),
        member_session: session(&["writer"]),
        session_jwt: "fresh".into(),
        member: Member::default(),
        organization: Organization::default(),
        status_code: 200,
        ..Default::default()
    };
    Behavior::Respond(200, serde_json::to_value(response).unwrap())
}
