//! ```text
//! STYTCH_PROJECT_ID=… STYTCH_SECRET=… cargo run -p saas
//! ```
//!
//! In the Stytch Dashboard, `http://localhost:3000/authenticate` has to be a redirect URL of the
//! project. Chrome and Firefox take the cookies, which are `Secure`, from `localhost` without TLS.

use std::error::Error;

use stytch_b2b::Client;
use tokio::net::TcpListener;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    tracing_subscriber::fmt::init();
    let app = saas::app(Client::from_env()?);
    axum::serve(TcpListener::bind("127.0.0.1:3000").await?, app).await?;
    Ok(())
}
