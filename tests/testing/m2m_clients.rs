//! The life of an M2M client, and the verdict about a device.

use stytch_b2b::Client;
use stytch_b2b::schemas::{
    ErrorType, FraudVerdictAction, M2mClient, M2mClientStatus, M2mClientsSearchResponse,
    M2mSearchResultsMetadata,
};
use stytch_b2b::search::M2mClientFilter;
use stytch_b2b::testing::{FakeTransport, ops, sample};

/// The handle that manages clients is the one that gets their tokens.
#[tokio::test]
async fn a_client_gets_tokens_and_another_secret() {
    let fake = FakeTransport::new();
    let m2m = fake.client().m2m();
    let created = m2m
        .clients()
        .create(["read:a"])
        .client_id("m2m-client-test-1");
    let created = created.await.unwrap().m2m_client;
    let (id, secret) = (&created.client_id, created.client_secret);
    assert_eq!(id, "m2m-client-test-1");
    let token = m2m.token(id, secret, ["read:a"]).await.unwrap();
    let claims = m2m.authenticate_token(token.access_token, ["read:a"]).await;
    assert_eq!(claims.unwrap().client_id, *id);

    let secrets = m2m.clients().secrets();
    let next = secrets
        .rotate_start(id)
        .await
        .unwrap()
        .m2m_client
        .next_client_secret;
    m2m.token(id, next, ["read:a"]).await.unwrap();
    assert_eq!(secrets.rotate(id).await.unwrap().m2m_client.client_id, *id);
    assert_eq!(
        secrets
            .rotate_cancel(id)
            .await
            .unwrap()
            .m2m_client
            .client_id,
        *id
    );

    let updated = m2m.clients().update(id).status(M2mClientStatus::Inactive);
    updated.await.unwrap();
    let sent = &fake.calls::<ops::m2m::clients::Update>()[0].body;
    assert_eq!(sent.status, Some(M2mClientStatus::Inactive));
    m2m.clients().delete(id).await.unwrap();
}

#[tokio::test]
async fn a_search_goes_on_to_the_last_page() {
    let fake = FakeTransport::new();
    let page = |name: &str, next_cursor: Option<&str>| M2mClientsSearchResponse {
        m2m_clients: vec![M2mClient {
            client_name: name.to_owned(),
            ..sample()
        }],
        results_metadata: M2mSearchResultsMetadata {
            next_cursor: next_cursor.map(str::to_owned),
            total: 2,
        },
        ..sample()
    };
    fake.on::<ops::m2m::clients::Search>()
        .respond(page("one", Some("two")))
        .respond(page("two", None));
    let filters = M2mClientFilter::all([M2mClientFilter::scopes(["read:a"])]);
    let search = fake.client().m2m().clients().search().query(filters);
    let mut found = search.items();
    let mut names = Vec::new();
    while let Some(client) = found.next().await {
        names.push(client.unwrap().client_name);
    }
    assert_eq!(names, ["one", "two"]);
    let calls = fake.calls::<ops::m2m::clients::Search>();
    assert_eq!(calls[1].body.cursor.as_deref(), Some("two"));
}

/// As the documentation has it: an id that is not found is refused, and no error hides a refusal.
async fn verdict(client: &Client) -> stytch_b2b::Result<FraudVerdictAction> {
    match client.fraud().fingerprint().lookup("telemetry-id").await {
        Ok(found) => Ok(found.verdict.action),
        Err(error) if error.is(ErrorType::TelemetryIdNotFound) => Ok(FraudVerdictAction::Block),
        Err(error) => Err(error),
    }
}

#[tokio::test]
async fn an_unknown_telemetry_id_is_refused() {
    let fake = FakeTransport::new();
    let client = fake.client();
    assert_eq!(verdict(&client).await.unwrap(), FraudVerdictAction::Allow);
    fake.on::<ops::fraud::fingerprint::Lookup>()
        .fail(404, "telemetry_id_not_found")
        .fail(404, "route_not_found");
    assert_eq!(verdict(&client).await.unwrap(), FraudVerdictAction::Block);
    assert_eq!(verdict(&client).await.unwrap_err().http_status(), 404);
}
