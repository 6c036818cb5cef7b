//! What an operator sees: a span for each call.

use std::fmt::Debug;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use stytch_b2b::{Json, Method};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

use crate::server::{Act, Server};

/// Writes down all spans of the crate, each as a line that grows.
#[derive(Clone, Default)]
struct Log {
    lines: Arc<Mutex<Vec<String>>>,
    events: Arc<Mutex<String>>,
    next: Arc<AtomicU64>,
}

struct Line<'a>(&'a mut String);

impl Visit for Line<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.0.push_str(&format!(" {field}={value:?}"));
    }
}

impl Subscriber for Log {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target() == "stytch_b2b"
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        let mut line = span.metadata().name().to_owned();
        span.record(&mut Line(&mut line));
        self.lines.lock().unwrap().push(line);
        Id::from_u64(self.next.fetch_add(1, Ordering::Relaxed) + 1)
    }

    fn record(&self, span: &Id, values: &Record<'_>) {
        let mut lines = self.lines.lock().unwrap();
        let line = usize::try_from(span.into_u64() - 1).unwrap();
        values.record(&mut Line(&mut lines[line]));
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        event.record(&mut Line(&mut self.events.lock().unwrap()));
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

#[tokio::test(start_paused = true)]
async fn a_span_for_each_call() {
    let log = Log::default();
    let _log = tracing::subscriber::set_default(log.clone());

    let success = r#"{"organizations":[],"results_metadata":{"total":7},"request_id":"request-1","status_code":200}"#;
    let failure = r#"{"error_type":"hidden","error_message":"hidden","request_id":"request-2"}"#;
    let server = Server::new([
        Act::Respond("503 Service Unavailable", String::new()),
        Act::Respond("200 OK", success.to_owned()),
        Act::Respond("404 Not Found", failure.to_owned()),
        Act::Respond("200 OK", "hidden".to_owned()),
        Act::Stall,
        Act::Respond("200 OK", r#"{"request_id":"request-3"}"#.to_owned()),
    ])
    .await;
    let client = server.client();
    let organizations = client.organizations();
    organizations.search().cursor("hidden").await.unwrap();
    let update = organizations.update("hidden").organization_name("hidden");
    update.member_session("hidden").await.unwrap_err();
    organizations.delete("hidden").await.unwrap_err();
    organizations.get("..").await.unwrap_err();
    let stalled = organizations.get("hidden").without_retries();
    stalled.await.unwrap_err();
    let custom = client.request(Method::POST, "/v1/new/{id}");
    let custom = custom
        .with_path_param("id", "hidden")
        .with_query("hidden", "hidden");
    let custom = custom.with_json(["hidden"]).send::<Json>();
    custom.await.unwrap();

    let (search, one) = (
        "/v1/b2b/organizations/search",
        "/v1/b2b/organizations/{organization_id}",
    );
    let (host, port) = server.address();
    let expected = [
        ("POST", search, "http.request.resend_count=1 http.response.status_code=200 request_id=\"request-1\""),
        ("PUT", one, "http.response.status_code=404 otel.status_code=\"ERROR\" error.type=\"404\" request_id=\"request-2\""),
        ("DELETE", one, "http.response.status_code=200 otel.status_code=\"ERROR\" error.type=\"decode\""),
        ("GET", one, "otel.status_code=\"ERROR\" error.type=\"argument\""),
        ("GET", one, "http.response.status_code=200 otel.status_code=\"ERROR\" error.type=\"timeout\""),
        ("POST", "/v1/new/{id}", "http.response.status_code=200 request_id=\"request-3\""),
    ]
    .map(|(method, template, end)| {
        format!(
            "call otel.name={method} {template} otel.kind=\"client\" \
             http.request.method=\"{method}\" url.template=\"{template}\" \
             server.address=\"{host}\" server.port={port} {end}"
        )
    });
    assert_eq!(*log.lines.lock().unwrap(), expected);
    let events = log.events.lock().unwrap();
    assert!(
        events.starts_with(" message=the call is retried wait_ms="),
        "{events}"
    );
    assert!(events.contains(" error.type=503"), "{events}");
    assert!(!events.contains("hidden"), "{events}");
}
