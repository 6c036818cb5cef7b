//! What an operator sees of an axum application.

use std::sync::{Arc, Mutex};

use axum::response::IntoResponse;
use stytch_b2b::session::VerifyError;
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Level, Metadata, Subscriber};

use crate::api::{Api, failure};

/// Writes down the level of each event.
#[derive(Clone, Default)]
struct Levels(Arc<Mutex<Vec<Level>>>);

impl Subscriber for Levels {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target() == "stytch_b2b"
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        self.0.lock().unwrap().push(*event.metadata().level());
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

/// The response does not say why it is an error.
#[tokio::test(start_paused = true)]
async fn an_operator_sees_errors() {
    let api = Api::new();
    let mut errors = Vec::new();
    for (status, error_type) in [(500, "internal_server_error"), (404, "session_not_found")] {
        api.set("/v1/b2b/organizations/", failure(status, error_type));
        errors.push(api.client().organizations().get("o").await.unwrap_err());
    }
    let levels = Levels::default();
    tracing::subscriber::with_default(levels.clone(), || {
        for error in errors {
            let _ = error.clone().into_response();
            let _ = VerifyError::Refused(error).into_response();
        }
    });
    let expected = [Level::WARN, Level::DEBUG, Level::DEBUG, Level::DEBUG];
    assert_eq!(*levels.0.lock().unwrap(), expected);
}
