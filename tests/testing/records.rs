//! What fakes remember of calls.

use std::collections::BTreeSet;

use serde_json::json;
use stytch_b2b::Method;
use stytch_b2b::schemas::DebugWhoamiResponse;
use stytch_b2b::testing::{FakeStytch, FakeTransport, PROJECT_ID, ops, sample};

#[tokio::test]
async fn a_call_is_recorded_with_all_of_its_parts() {
    let (fake, stytch) = (FakeTransport::new(), FakeStytch::start().unwrap());
    for client in [fake.client(), stytch.client()] {
        let members = client.organizations().members();
        let create = members.create("organization/1 ü", "grace@example.com");
        create
            .name("Grace")
            .member_session("the session")
            .await
            .unwrap();
        let get = members.get("organization-test-1");
        get.email_address("a+b &ü@example.com").await.unwrap();
    }
    for (created, got) in [
        (
            fake.calls::<ops::organizations::members::Create>(),
            fake.calls::<ops::organizations::members::Get>(),
        ),
        (
            stytch.calls::<ops::organizations::members::Create>(),
            stytch.calls::<ops::organizations::members::Get>(),
        ),
    ] {
        let [created] = &created[..] else {
            panic!("{created:?}")
        };
        assert_eq!(created.path("organization_id"), Some("organization/1 ü"));
        assert_eq!(
            created.body.email_address.as_deref(),
            Some("grace@example.com")
        );
        assert_eq!(created.body.name.as_deref(), Some("Grace"));
        assert_eq!(created.body.untrusted_metadata, None);
        assert_eq!(
            created.header("X-Stytch-Member-Session"),
            Some("the session")
        );
        assert_eq!(
            (created.path("member_id"), created.header("x-other")),
            (None, None)
        );

        let [got] = &got[..] else { panic!("{got:?}") };
        assert_eq!(got.query("email_address"), Some("a+b &ü@example.com"));
        assert_eq!(got.query_pairs().count(), 1);
        let () = got.body;
    }
}

#[tokio::test]
async fn responses_agree_with_the_request() {
    let client = FakeTransport::new().client();
    let members = client.organizations().members();
    let created = members.create("organization-test-7", "grace@example.com");
    let created = created.name("Grace").await.unwrap();
    assert_eq!(created.organization.organization_id, "organization-test-7");
    assert_eq!(created.member.organization_id, "organization-test-7");
    assert_eq!(created.member.email_address, "grace@example.com");
    assert_eq!(created.member.name, "Grace");
}

#[tokio::test]
async fn nothing_secret_is_shown() {
    let fake = FakeTransport::new();
    let client = fake.client();
    let login = client.passwords().authenticate(
        "organization-test-1",
        "grace@example.com",
        "SECRET-password",
    );
    login.session_jwt("SECRET-jwt").await.unwrap();
    let members = client.organizations().members();
    let create = members.create("organization-test-1", "grace@example.com");
    create.member_session("SECRET-session").await.unwrap();

    let shown = format!(
        "{:?} {:?} {fake:?} {:?}",
        fake.calls::<ops::passwords::Authenticate>(),
        fake.calls::<ops::organizations::members::Create>(),
        fake.on::<ops::passwords::Authenticate>()
            .fail(400, "SECRET-type"),
    );
    for part in [
        "organization-test-1",
        "grace@example.com",
        "x-stytch-member-session",
    ] {
        assert!(shown.contains(part), "{part}: {shown}");
    }
    assert!(!shown.contains("SECRET"), "{shown}");
    // The credentials of the project.
    assert!(!shown.contains("Basic "), "{shown}");
}

#[tokio::test]
async fn concurrent_calls_are_all_recorded() {
    let (fake, stytch) = (FakeTransport::new(), FakeStytch::start().unwrap());
    for client in [fake.client(), stytch.client()] {
        let calls = (0..200).map(|number| {
            let members = client.organizations().members();
            tokio::spawn(
                members
                    .create(format!("organization-{number}"), "a@example.com")
                    .send(),
            )
        });
        let mut requests = BTreeSet::new();
        for (number, call) in calls.collect::<Vec<_>>().into_iter().enumerate() {
            let response = call.await.unwrap().unwrap();
            assert_eq!(
                response.organization.organization_id,
                format!("organization-{number}")
            );
            requests.insert(response.request_id);
        }
        assert_eq!(requests.len(), 200);
    }
    for calls in [
        fake.calls::<ops::organizations::members::Create>(),
        stytch.calls::<ops::organizations::members::Create>(),
    ] {
        let named: BTreeSet<_> = calls
            .iter()
            .map(|call| call.path("organization_id"))
            .collect();
        assert_eq!((calls.len(), named.len()), (200, 200));
    }
}

#[tokio::test]
async fn a_record_says_where_the_call_went() {
    let (fake, stytch) = (FakeTransport::new(), FakeStytch::start().unwrap());
    let gateway = fake.builder().base_url("https://gateway.example/stytch");
    for client in [fake.client(), stytch.client()] {
        client.rbac().policy().await.unwrap();
        client.fraud().rules().list().await.unwrap();
    }
    let policy = fake.calls::<ops::rbac::Policy>().remove(0);
    assert_eq!(policy.url(), "https://test.stytch.com/v1/b2b/rbac/policy");
    let rules = fake.calls::<ops::fraud::rules::List>().remove(0);
    assert_eq!(rules.url(), "https://telemetry.stytch.com/v1/rules/list");
    let rules = stytch.calls::<ops::fraud::rules::List>().remove(0);
    assert_eq!(rules.url(), format!("{}/v1/rules/list", stytch.base_url()));

    // The path of a gateway is part of what is scripted.
    const POLICY: &str = "/stytch/v1/b2b/rbac/policy";
    fake.on_request(Method::GET, POLICY).respond(json!({}));
    let _ = gateway.build().unwrap().rbac().policy().await;
    let request = fake.requests(Method::GET, POLICY).remove(0);
    assert_eq!(request.url(), format!("https://gateway.example{POLICY}"));
}

#[tokio::test]
async fn a_response_names_the_project_of_the_client() {
    let fake = FakeTransport::new();
    let other = fake.builder().project_id("project-test-other");
    for (client, id) in [
        (fake.client(), PROJECT_ID),
        (other.build().unwrap(), "project-test-other"),
    ] {
        assert_eq!(client.debug().whoami().await.unwrap().project_id, id);
        assert_eq!(client.project().metrics().await.unwrap().project_id, id);
    }
    assert_eq!(sample::<DebugWhoamiResponse>().project_id, PROJECT_ID);
}
