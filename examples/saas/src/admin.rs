//! What the administrators of an organization do. They act with their own session, in their own
//! organization, and the API checks each call against their roles.

use axum::extract::{Path, Query};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response, Result};
use axum::routing::{get, patch, post, put};
use axum::{Json, Router};
use serde::Deserialize;
use stytch_b2b::actors::member::MemberClient;
use stytch_b2b::search::MemberFilter;
use stytch_b2b::{Client, Redacted};

pub(crate) fn routes() -> Router<Client> {
    Router::new()
        .route("/members", get(members).post(invite))
        .route("/members/{member_id}/roles", put(set_roles))
        .route("/settings", patch(update))
        .route("/sso", get(connections).post(create_saml))
        .route("/sso/{connection_id}", put(update_saml))
        .route("/scim", post(create_scim))
}

#[derive(Deserialize)]
struct Search {
    email_address: Option<String>,
    cursor: Option<String>,
}

async fn members(admin: MemberClient, Query(form): Query<Search>) -> Result<Response> {
    let filter = form.email_address.map(MemberFilter::member_email_fuzzy);
    let query = filter.map(|filter| MemberFilter::all([filter]));
    let call = admin.members().search().maybe_query(query);
    let found = call.maybe_cursor(form.cursor).await?;
    Ok(Json(Redacted(&found)).into_response())
}

#[derive(Deserialize)]
struct Invitation {
    email_address: String,
    name: Option<String>,
    roles: Vec<String>,
}

/// Sends an invitation by magic link.
async fn invite(admin: MemberClient, Json(form): Json<Invitation>) -> Result<StatusCode> {
    let call = admin.magic_links().email().invite(form.email_address);
    call.maybe_name(form.name).roles(form.roles).await?;
    Ok(StatusCode::CREATED)
}

async fn set_roles(
    admin: MemberClient,
    Path(member_id): Path<String>,
    Json(roles): Json<Vec<String>>,
) -> Result<StatusCode> {
    admin.members().update(member_id).roles(roles).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What is absent stays as it is.
#[derive(Deserialize)]
struct Settings {
    name: Option<String>,
    logo_url: Option<String>,
    allowed_domains: Option<Vec<String>>,
    jit_provisioning: Option<String>,
    mfa_policy: Option<String>,
}

async fn update(admin: MemberClient, Json(form): Json<Settings>) -> Result<Response> {
    let updated = admin
        .organization()
        .update()
        .maybe_organization_name(form.name)
        .maybe_organization_logo_url(form.logo_url)
        .maybe_email_allowed_domains(form.allowed_domains)
        .maybe_email_jit_provisioning(form.jit_provisioning)
        .maybe_mfa_policy(form.mfa_policy)
        .await?;
    Ok(Json(Redacted(&updated.organization)).into_response())
}

async fn connections(admin: MemberClient) -> Result<Response> {
    let found = admin.sso().get_connections().await?;
    Ok(Json(Redacted(&found)).into_response())
}

#[derive(Deserialize)]
struct Connection {
    display_name: String,
    identity_provider: String,
}

/// The response has the URLs that go to the identity provider.
async fn create_saml(admin: MemberClient, Json(form): Json<Connection>) -> Result<Response> {
    let saml = admin.sso().saml();
    let call = saml.create_connection().display_name(form.display_name);
    let created = call.identity_provider(form.identity_provider).await?;
    Ok(Json(Redacted(&created)).into_response())
}

/// What the identity provider returns, at a URL that Stytch fetches.
#[derive(Deserialize)]
struct Metadata {
    metadata_url: String,
}

async fn update_saml(
    admin: MemberClient,
    Path(connection_id): Path<String>,
    Json(form): Json<Metadata>,
) -> Result<StatusCode> {
    let saml = admin.sso().saml();
    saml.update_by_url(connection_id, form.metadata_url).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The response has the bearer token, for the administrator to copy: the API returns it once.
async fn create_scim(admin: MemberClient, Json(form): Json<Connection>) -> Result<Response> {
    let scim = admin.scim().connection();
    let call = scim.create().display_name(form.display_name);
    let created = call.identity_provider(form.identity_provider).await?;
    let not_cached = [(header::CACHE_CONTROL, "no-store")];
    Ok((not_cached, Json(created.connection)).into_response())
}
