//! The scripted responses of fakes.

use std::time::Duration;

use stytch_b2b::schemas::{Organization, OrganizationsGetResponse};
use stytch_b2b::testing::{FakeStytch, FakeTransport, ops, sample};
use stytch_b2b::transport::http::Response;
use stytch_b2b::{Client, ErrorKind};

const ID: &str = "organization-test-1";

fn named(name: &str) -> OrganizationsGetResponse {
    OrganizationsGetResponse {
        organization: Organization {
            organization_name: name.to_owned(),
            ..sample()
        },
        ..Default::default()
    }
}

async fn name(client: &Client) -> String {
    match client.organizations().get(ID).await {
        Ok(response) => response.organization.organization_name,
        Err(error) => error.error_type().unwrap_or("another error").to_owned(),
    }
}

#[tokio::test]
async fn come_in_order_and_the_last_one_stays() {
    let fake = FakeTransport::new();
    let client = fake.client();
    fake.on::<ops::organizations::Get>()
        .respond(named("a"))
        .fail(404, "organization_not_found")
        .respond_with(|call| named(call.path("organization_id").unwrap()));
    for expected in ["a", "organization_not_found", ID, ID] {
        assert_eq!(name(&client).await, expected);
    }

    fake.on::<ops::organizations::Get>()
        .respond(named("b"))
        .sample();
    for expected in ["b", "Example Ltd", "Example Ltd"] {
        assert_eq!(name(&client).await, expected);
    }

    fake.on::<ops::organizations::Get>()
        .clear()
        .respond(named("c"));
    assert_eq!(name(&client).await, "c");
    assert_eq!(fake.calls::<ops::organizations::Get>().len(), 8);
    // Another operation at the same path knows nothing of this.
    assert!(fake.calls::<ops::organizations::Delete>().is_empty());
    client.organizations().delete(ID).await.unwrap();

    fake.reset();
    assert_eq!(name(&client).await, "Example Ltd");
    assert_eq!(
        (
            fake.calls::<ops::organizations::Get>().len(),
            fake.request_count()
        ),
        (1, 1)
    );
}

#[tokio::test]
async fn an_error_is_worded_as_the_api_words_it() {
    let (fake, stytch) = (FakeTransport::new(), FakeStytch::start().unwrap());
    fake.on::<ops::organizations::Get>()
        .fail(403, "session_authorization_error");
    stytch
        .on::<ops::organizations::Get>()
        .fail(403, "session_authorization_error");
    for client in [fake.client(), stytch.client()] {
        let error = client.organizations().get(ID).await.unwrap_err();
        let error = error.api_error().expect("an error of the API");
        assert_eq!(error.status(), 403);
        assert_eq!(error.error_type(), Some("session_authorization_error"));
        assert!(
            error
                .error_message()
                .is_some_and(|message| !message.is_empty())
        );
        assert_eq!(
            error.error_url(),
            Some("https://stytch.com/docs/api/errors/403")
        );
        assert!(
            error
                .request_id()
                .is_some_and(|id| id.starts_with("request-id-test-"))
        );
        let body: serde_json::Value = serde_json::from_slice(error.body()).unwrap();
        let schema = &tests::spec()["components"]["schemas"]["ErrorResponse"];
        assert_eq!(crate::schema::violations(schema, &body), [""; 0]);
    }
}

#[tokio::test]
async fn failures_of_the_network_are_those_of_the_network() {
    let (fake, stytch) = (FakeTransport::new(), FakeStytch::start().unwrap());
    for script in [
        fake.on::<ops::organizations::Get>(),
        stytch.on::<ops::organizations::Get>(),
    ] {
        script
            .unreachable()
            .times_out()
            .raw(200, "<html>")
            .raw(502, "<html>");
    }
    let limit = Duration::from_millis(200);
    for (client, http) in [(fake.client(), false), (stytch.client(), true)] {
        let mut kinds = Vec::new();
        for _ in 0..4 {
            let call = client.organizations().get(ID).with_timeout(limit);
            kinds.push(match call.await.unwrap_err().kind() {
                ErrorKind::Connect => "connect",
                ErrorKind::Transport => "transport",
                ErrorKind::Timeout => "timeout",
                ErrorKind::Decode(_) => "decode",
                ErrorKind::Api(_) => "api",
                _ => "other",
            });
        }
        let first = if http { "transport" } else { "connect" };
        assert_eq!(kinds, [first, "timeout", "decode", "api"]);
    }
}

#[tokio::test]
async fn a_client_with_retries_gets_over_them() {
    let fake = FakeTransport::new();
    let client = Client::builder()
        .project_id("project-test-1")
        .secret("secret-test-1")
        .transport(fake.clone())
        .build()
        .unwrap();
    fake.on::<ops::organizations::Get>()
        .unreachable()
        .respond(named("a"));
    assert_eq!(name(&client).await, "a");
    assert_eq!(fake.calls::<ops::organizations::Get>().len(), 2);
}

#[tokio::test]
async fn a_strict_fake_responds_with_nothing_by_itself() {
    let (fake, stytch) = (FakeTransport::strict(), FakeStytch::start_strict().unwrap());
    fake.on::<ops::organizations::Get>().respond(named("a"));
    stytch.on::<ops::organizations::Get>().respond(named("a"));
    for client in [fake.client(), stytch.client()] {
        assert_eq!(name(&client).await, "a");
        let error = client.organizations().delete(ID).await.unwrap_err();
        assert_eq!(error.status().unwrap(), 501);
        assert!(
            error
                .to_string()
                .contains("/v1/b2b/organizations/{organization_id}"),
            "{error}"
        );
    }
}

#[tokio::test]
async fn a_function_may_use_the_fake() {
    let fake = FakeTransport::new();
    let inner = fake.clone();
    fake.on::<ops::organizations::Get>()
        .respond_with(move |_| named(&inner.calls::<ops::organizations::Get>().len().to_string()));
    let client = fake.client();
    assert_eq!(name(&client).await, "1");
    assert_eq!(name(&client).await, "2");
}

#[test]
fn samples_and_empty_values_can_be_changed() {
    let filled: OrganizationsGetResponse = sample();
    assert_eq!(
        (
            filled.status_code,
            filled.organization.organization_id.is_empty()
        ),
        (200, false)
    );
    let empty = named("a");
    assert_eq!((empty.request_id.as_str(), empty.status_code), ("", 0));
}

#[tokio::test]
async fn a_call_before_the_first_response_uses_none_up() {
    let fake = FakeTransport::new();
    let client = fake.client();
    let call = || client.magic_links().authenticate("token").send();
    assert!(call().await.is_ok());
    fake.on::<ops::magic_links::Authenticate>()
        .fail(401, "first")
        .fail(404, "second");
    assert_eq!(call().await.unwrap_err().error_type(), Some("first"));
    assert_eq!(call().await.unwrap_err().error_type(), Some("second"));
}

#[tokio::test]
async fn a_failure_may_ask_to_wait() {
    let fake = FakeTransport::new();
    let wait = Duration::from_secs(7);
    fake.on::<ops::magic_links::Authenticate>()
        .fail_for(429, "too_many_requests", wait);
    let call = fake.client().magic_links().authenticate("token");
    assert_eq!(call.await.unwrap_err().retry_after(), Some(wait));
}

#[tokio::test]
async fn a_response_has_the_headers_of_its_script() {
    let response = || {
        let builder = Response::builder().status(503);
        let builder = builder.header("content-type", "text/html");
        builder
            .header("x-from", "a gateway")
            .body("<html>")
            .unwrap()
    };
    let (fake, stytch) = (FakeTransport::new(), FakeStytch::start().unwrap());
    fake.on::<ops::organizations::Get>().http(response());
    stytch.on::<ops::organizations::Get>().http(response());
    for client in [fake.client(), stytch.client()] {
        let error = client.organizations().get(ID).await.unwrap_err();
        let error = error.api_error().unwrap();
        assert_eq!(
            (error.status().as_u16(), error.body()),
            (503, &b"<html>"[..])
        );
        assert_eq!(error.headers()["content-type"], "text/html");
        assert_eq!(error.headers()["x-from"], "a gateway");
    }
}
