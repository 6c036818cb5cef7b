//! The search for members as one would write it without the SDK: serde derives, the same headers,
//! the same body, one timeout for the whole call.

use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, USER_AGENT};
use http::{HeaderMap, HeaderValue, Request};
use http_body_util::{BodyExt, Full};
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use serde::Serialize;

use super::derived::MembersSearchResponse;

const TIMEOUT: Duration = Duration::from_secs(30);

#[derive(Serialize)]
struct SearchRequest<'a> {
    organization_ids: &'a [&'a str],
    limit: i32,
}

fn body() -> Vec<u8> {
    serde_json::to_vec(&SearchRequest {
        organization_ids: &[super::calls::ORGANIZATION],
        limit: super::calls::LIMIT,
    })
    .unwrap()
}

fn headers() -> HeaderMap {
    let credentials = format!("{}:{}", super::calls::PROJECT, super::calls::SECRET);
    let basic = format!("Basic {}", STANDARD.encode(credentials));
    let mut headers = HeaderMap::new();
    for (name, value) in [
        (ACCEPT, "application/json"),
        (USER_AGENT, "by-hand/1.0"),
        (AUTHORIZATION, &*basic),
        (CONTENT_TYPE, "application/json"),
    ] {
        headers.insert(name, HeaderValue::from_str(value).unwrap());
    }
    headers
}

/// With `reqwest`.
#[derive(Clone)]
pub(super) struct Reqwest {
    client: reqwest::Client,
    url: String,
    headers: HeaderMap,
}

impl Reqwest {
    pub(super) fn new(base_url: &str) -> Self {
        // Where reqwest is built without a provider it takes that of the process.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = reqwest::Client::builder().timeout(TIMEOUT);
        Self {
            client: client.build().unwrap(),
            url: base_url.to_owned() + super::calls::PATH,
            headers: headers(),
        }
    }

    pub(super) async fn search(self) -> MembersSearchResponse {
        let request = self.client.post(&self.url).headers(self.headers);
        let response = request.body(body()).send().await.unwrap();
        let body = response.error_for_status().unwrap().bytes().await.unwrap();
        serde_json::from_slice(&body).unwrap()
    }
}

/// With the client of `hyper-util`.
#[derive(Clone)]
pub(super) struct Hyper {
    client: hyper_util::client::legacy::Client<HttpConnector, Full<Bytes>>,
    url: String,
    headers: HeaderMap,
}

impl Hyper {
    pub(super) fn new(base_url: &str) -> Self {
        let mut connector = HttpConnector::new();
        connector.set_nodelay(true);
        Self {
            client: hyper_util::client::legacy::Client::builder(TokioExecutor::new())
                .build(connector),
            url: base_url.to_owned() + super::calls::PATH,
            headers: headers(),
        }
    }

    pub(super) async fn search(self) -> MembersSearchResponse {
        let request = Request::post(&self.url);
        let mut request = request.body(Full::new(body().into())).unwrap();
        *request.headers_mut() = self.headers;
        let call = async {
            let response = self.client.request(request).await.unwrap();
            assert!(response.status().is_success());
            response.into_body().collect().await.unwrap().to_bytes()
        };
        let body = tokio::time::timeout(TIMEOUT, call).await.unwrap();
        serde_json::from_slice(&body).unwrap()
    }
}
