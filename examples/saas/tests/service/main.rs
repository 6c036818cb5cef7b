//! The service against a fake of the API, without a network.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod admin;
mod login;
mod sessions;

use std::collections::BTreeMap;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE, COOKIE, LOCATION, SET_COOKIE};
use axum::http::{HeaderMap, Request};
use serde_json::Value;
use stytch_b2b::schemas::MemberSession;
use stytch_b2b::testing::{FakeTransport, sample};
use tower::ServiceExt;

const SESSION: &str = "stytch_session_jwt";
const INTERMEDIATE: &str = "stytch_intermediate_session_token";

/// A browser in front of the service: it keeps cookies.
struct Browser {
    app: Router,
    cookies: BTreeMap<String, String>,
}

struct Page {
    status: u16,
    headers: HeaderMap,
    body: String,
}

impl Page {
    /// Where it redirects.
    fn location(&self) -> Option<&str> {
        self.headers.get(LOCATION)?.to_str().ok()
    }
}

impl Browser {
    fn new(fake: &FakeTransport) -> Self {
        Self {
            app: saas::app(fake.client()),
            cookies: BTreeMap::new(),
        }
    }

    /// With the session of a member who has these roles.
    fn logged_in(fake: &FakeTransport, roles: &[&str]) -> Self {
        let session = MemberSession {
            roles: roles.iter().map(ToString::to_string).collect(),
            ..sample()
        };
        let jwt = fake.session(&session).session_jwt;
        let mut browser = Self::new(fake);
        let jwt = jwt.expose_secret().to_owned();
        browser.cookies.insert(SESSION.to_owned(), jwt);
        browser
    }

    async fn get(&mut self, path: &str) -> Page {
        self.request("GET", path, Body::empty(), "").await
    }

    async fn send(&mut self, method: &str, path: &str, form: Value) -> Page {
        let body = Body::from(form.to_string());
        self.request(method, path, body, "").await
    }

    async fn request(&mut self, method: &str, path: &str, body: Body, bearer: &str) -> Page {
        let cookies = self.cookies.iter();
        let cookies: Vec<String> = cookies.map(|(name, it)| format!("{name}={it}")).collect();
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(CONTENT_TYPE, "application/json")
            .header(COOKIE, cookies.join("; "))
            .header(AUTHORIZATION, format!("Bearer {bearer}"));
        let request = request.body(body).unwrap();
        let response = self.app.clone().oneshot(request).await.unwrap();
        let (head, body) = response.into_parts();
        for cookie in head.headers.get_all(SET_COOKIE) {
            self.keep(cookie.to_str().unwrap());
        }
        let body = to_bytes(body, usize::MAX).await.unwrap();
        Page {
            status: head.status.as_u16(),
            headers: head.headers,
            body: String::from_utf8(body.into()).unwrap(),
        }
    }

    /// Every cookie is hidden from scripts, and none is empty.
    fn keep(&mut self, cookie: &str) {
        for flag in ["HttpOnly", "Secure", "SameSite=Lax"] {
            assert!(cookie.contains(flag), "{cookie}");
        }
        let (pair, rest) = cookie.split_once(';').unwrap();
        let (name, value) = pair.split_once('=').unwrap();
        if rest.contains("Max-Age=0") {
            self.cookies.remove(name);
        } else {
            assert!(!value.is_empty(), "{cookie}");
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
    }

    fn cookies(&self) -> Vec<&str> {
        self.cookies.keys().map(String::as_str).collect()
    }
}
