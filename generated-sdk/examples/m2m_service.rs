//! A service for M2M clients, and an M2M client that calls it.
//!
//! ```text
//! STYTCH_PROJECT_ID=… STYTCH_SECRET=… cargo run --example m2m_service --features jwt
//! STYTCH_PROJECT_ID=… STYTCH_SECRET=… cargo run --example m2m_service --features jwt -- m2m-client-… SECRET
//! ```
//!
//! The first one serves. The second one prints an access token for
//! `curl --header "Authorization: Bearer …" http://127.0.0.1:3000/reports`.

use std::env;
use std::error::Error;

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::routing::get;
use axum::{Router, serve};
use stytch_b2b::Client;
use tokio::net::TcpListener;

const SCOPE: &str = "read:reports";

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let stytch = Client::from_env()?;
    let mut arguments = env::args().skip(1);
    match (arguments.next(), arguments.next()) {
        (Some(client_id), Some(client_secret)) => {
            let token = stytch
                .m2m()
                .token(client_id, client_secret, [SCOPE])
                .await?;
            // Cache the token until shortly before it expires, after `token.expires_in` seconds.
            println!("{}", token.access_token.expose_secret());
        }
        _ => {
            let app = Router::new()
                .route("/reports", get(reports))
                .with_state(stytch);
            serve(TcpListener::bind("127.0.0.1:3000").await?, app).await?;
        }
    }
    Ok(())
}

/// The keys are fetched once and cached, so this makes no call.
async fn reports(State(stytch): State<Client>, headers: HeaderMap) -> Result<String, StatusCode> {
    let token = bearer(&headers).ok_or(StatusCode::UNAUTHORIZED)?;
    let machine = stytch
        .m2m()
        .authenticate_token(token, [SCOPE])
        .await
        .map_err(|error| {
            eprintln!("refused: {error:?}");
            error.http_status()
        })?;
    Ok(format!("the reports for {}\n", machine.client_id))
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    value.strip_prefix("Bearer ")
}
