//! What a call as a member puts on the wire is what the client's own call puts there with
//! the organization of the member, and with the session beside it.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use stytch_b2b::Client;
use stytch_b2b::actors::member::MemberClient;
use stytch_b2b::session::Credential;
use tests::spec;

use crate::inputs::{Call, Inputs};
use crate::server::{Request, Server};
use crate::{derived, driver};

/// As no organization is called, so that what is not escaped shows.
const ORGANIZATION: &str = "organization/\"ü\\\u{1}";
const MEMBER: &str = "member-test-1 \u{1F600}";
const LOOKUP: &str = "/v1/b2b/sessions/authenticate";

fn client(server: &Server) -> Client {
    crate::client(server)
}

fn answer(request: &Request) -> String {
    if request.target != LOOKUP {
        return "{}".to_owned();
    }
    let (_, mut answer) = derived::values()
        .find(|(key, _)| *key == "api_b2b_session_v1_AuthenticateResponse")
        .unwrap();
    answer["member_session"]["organization_id"] = json!(ORGANIZATION);
    answer["member_session"]["member_id"] = json!(MEMBER);
    answer["member_session"]["expires_at"] = json!("2100-01-01T00:00:00Z");
    answer.to_string()
}

/// The operations of the description that take the session of a member.
fn with_session() -> BTreeSet<&'static str> {
    let items = spec()["paths"].as_object().unwrap().values();
    let operations = items.flat_map(|item| item.as_object().unwrap().values());
    operations
        .filter(|operation| operation.to_string().contains("X-Stytch-Member-Session"))
        .map(|operation| operation["operationId"].as_str().unwrap())
        .collect()
}

#[test]
fn the_operations_that_take_a_session_and_no_others_are_in_the_scope() {
    let scoped: BTreeSet<&str> = driver::AS_MEMBER.iter().copied().collect();
    assert_eq!(scoped, with_session());
    assert!(!scoped.is_empty());
    assert_eq!(
        scoped.len(),
        driver::AS_MEMBER.len(),
        "an operation is there twice"
    );
}

/// All below `members` that have the member in their path, and the password of a member; but a
/// member who has a session is not deleted.
#[test]
fn what_members_do_to_others_they_can_do_to_themselves() {
    let items = spec()["paths"].as_object().unwrap().iter();
    let own = items.flat_map(|(path, item)| {
        let is_own = path.contains("{member_id}") || path.contains("{member_password_id}");
        let operations = item.as_object().unwrap().values();
        operations
            .filter(move |_| is_own)
            .filter_map(|operation| operation.get("operationId")?.as_str())
    });
    let with_session = with_session();
    let mut own: BTreeSet<&str> = own.filter(|id| with_session.contains(id)).collect();
    assert!(own.remove("api_organization_v1_organizations_members_Reactivate"));
    assert_eq!(own, driver::AS_MEMBER_SELF.iter().copied().collect());
}

#[tokio::test]
async fn a_session_settles_the_organization() {
    compare(driver::AS_MEMBER, driver::as_member, false).await;
}

#[tokio::test]
async fn a_session_settles_whose_it_is() {
    compare(driver::AS_MEMBER_SELF, driver::as_member_self, true).await;
}

type Operation = fn(&MemberClient, &str, &mut Inputs) -> Option<Call>;

async fn compare(ids: &[&str], operation: Operation, is_own: bool) {
    let server = Server::answering(answer);
    let client = client(&server);
    let cases = derived::cases();
    let sessions = [
        (
            Credential::token("token"),
            "x-stytch-member-session",
            "token",
        ),
        (Credential::jwt("jwt"), "x-stytch-member-sessionjwt", "jwt"),
    ];
    let mut count = 0;
    for (credential, header, value) in sessions {
        let member = client.as_member(credential);
        member.organization_id().await.unwrap();
        let lookup = server.take().unwrap();
        assert_eq!(lookup.target, LOOKUP);
        let sent: Value = serde_json::from_slice(&lookup.body).unwrap();
        assert_eq!(sent, json!({format!("session_{value}"): value}));

        for id in ids {
            for (name, case) in cases["operations"][id]["cases"].as_object().unwrap() {
                let (all, left) = inputs(&case["inputs"], id, is_own);
                let mut given = Inputs::new(&all);
                let direct = driver::operation(&client, id, &mut given).unwrap();
                let _ = direct.await;
                let direct = server.take().unwrap();

                let mut given = Inputs::new(&left);
                let scoped = operation(&member, id, &mut given).unwrap();
                assert_eq!(given.unused(), Vec::<String>::new(), "{id} {name}");
                let _ = scoped.await;
                let scoped = server.take().unwrap();

                assert_eq!(scoped.method, direct.method, "{id} {name}");
                assert_eq!(scoped.target, direct.target, "{id} {name}");
                assert_eq!(body(&scoped), body(&direct), "{id} {name}");
                let sessions: Vec<_> = scoped
                    .headers
                    .iter()
                    .filter(|(name, _)| name.starts_with("x-stytch-"))
                    .map(|(name, value)| (name.as_str(), value.as_str()))
                    .collect();
                assert_eq!(sessions, [(header, value)], "{id} {name}");
                count += 1;
            }
        }
    }
    assert_eq!(count, 2 * 3 * ids.len());
    assert!(server.take().is_none(), "a session is looked up once");
}

/// The inputs of the client's call, and those that are left for the member's.
fn inputs(case: &Value, id: &str, is_own: bool) -> (Value, Value) {
    let (mut all, mut left) = (case.clone(), case.clone());
    all["header"] = json!({});
    left["header"] = json!({});
    let mut settle = |place: &str, name: &str, value: Value| {
        all[place][name] = value;
        left[place].as_object_mut().unwrap().remove(name);
    };
    if case["path"].get("organization_id").is_some() {
        settle("path", "organization_id", json!(ORGANIZATION));
    }
    if is_own && case["path"].get("member_id").is_some() {
        settle("path", "member_id", json!(MEMBER));
    }
    match id {
        "api_b2b_magic_v1_b2b_magic_links_email_Invite"
        | "api_b2b_password_v1_b2b_passwords_email_RequireReset" => {
            settle("body", "organization_id", json!(ORGANIZATION));
        }
        "api_organization_v1_organizations_members_Search" => {
            settle("body", "organization_ids", json!([ORGANIZATION]));
        }
        // Not accepted with a session, so the member's builder has no setter for it.
        "api_organization_v1_Update" | "api_organization_v1_organizations_members_Update" => {
            for inputs in [&mut all, &mut left] {
                let body = inputs["body"].as_object_mut().unwrap();
                body.remove("trusted_metadata");
            }
        }
        _ => {}
    }
    (all, left)
}

fn body(request: &Request) -> Value {
    if request.body.is_empty() {
        return Value::Null;
    }
    serde_json::from_slice(&request.body).unwrap()
}
