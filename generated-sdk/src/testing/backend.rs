//! What both fakes share: from a request to its outcome.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use http::header::{AUTHORIZATION, RETRY_AFTER};
use http::{Method, Request};

use super::identities;
use super::known::{Known, login};
use super::links::Links;
#[cfg(feature = "jwt")]
use super::ops::sessions::GetJwks;
use super::outcome::{Ending, Outcome};
use super::recorded::{Arrived, Recorded};
use super::refusal::refusal;
use super::responses::{Respond, Responses};
use super::sample::Values;
use super::{PROJECT_ID, oauth};
use crate::Secret;
use crate::generated::operations;
#[cfg(feature = "jwt")]
use crate::runtime::catalogue::Schema;
use crate::runtime::catalogue::{Bodies, Endpoint, Entry};
use crate::schemas::{MemberSession, SessionsAuthenticateResponse};

#[derive(Default)]
pub(super) struct Backend {
    /// Whether only scripted responses are returned.
    strict: bool,
    /// The number of requests of any kind.
    count: AtomicU64,
    /// Whether no token of an M2M client or of an app is valid.
    denies_tokens: AtomicBool,
    /// What was scripted or called so far.
    states: Mutex<Vec<(Endpoint, State)>>,
    known: Mutex<Known>,
    links: Mutex<Links>,
}

/// What is known of an endpoint.
#[derive(Default)]
struct State {
    responses: Responses,
    calls: Vec<Arrived>,
}

impl Backend {
    pub(super) fn strict() -> Self {
        Self {
            strict: true,
            ..Self::default()
        }
    }

    pub(super) fn add(&self, endpoint: &Endpoint, respond: Respond) {
        self.with_state(endpoint, |state| state.responses.add(respond));
    }

    pub(super) fn clear(&self, endpoint: &Endpoint) {
        self.with_state(endpoint, |state| state.responses = Responses::default());
    }

    pub(super) fn calls<B: Bodies>(&self, endpoint: &Endpoint) -> Vec<Recorded<B>> {
        self.with_state(endpoint, |state| {
            state.calls.iter().map(Recorded::new).collect()
        })
    }

    pub(super) fn deny_tokens(&self) {
        self.denies_tokens.store(true, Ordering::Relaxed);
    }

    pub(super) fn session(&self, session: &MemberSession) -> SessionsAuthenticateResponse {
        lock(&self.known).add(session.clone());
        login(PROJECT_ID, session)
    }

    pub(super) fn permit(&self, role_id: &str, resource_id: &str, action: &str) {
        lock(&self.known).permit(role_id, resource_id, action);
    }

    pub(super) fn magic_link(&self, email_address: &str) -> Option<Secret> {
        lock(&self.links).token(email_address).map(Secret::from)
    }

    pub(super) fn count(&self) -> u64 {
        self.count.load(Ordering::Relaxed)
    }

    /// Forgets all scripts, sessions, permissions, links and calls.
    pub(super) fn reset(&self) {
        lock(&self.states).clear();
        *lock(&self.known) = Known::default();
        *lock(&self.links) = Links::default();
        self.count.store(0, Ordering::Relaxed);
        self.denies_tokens.store(false, Ordering::Relaxed);
    }

    pub(super) fn handle(&self, request: &Request<Bytes>) -> Ending {
        let number = self.count.fetch_add(1, Ordering::Relaxed) + 1;
        match self.outcome(request, number) {
            Outcome::Response(response) => Ending::Response(response),
            Outcome::Refused {
                status,
                error_type,
                message,
                retry_after,
            } => {
                let mut response = refusal(status, &error_type, &message, number);
                if let Some(wait) = retry_after {
                    response
                        .headers_mut()
                        .insert(RETRY_AFTER, wait.as_secs().into());
                }
                Ending::Response(response)
            }
            Outcome::Unreachable => Ending::Unreachable,
            Outcome::TimedOut => Ending::TimedOut,
            // Not reached: the operation has turned it into a response.
            Outcome::Sample => Ending::Unreachable,
        }
    }

    fn outcome(&self, request: &Request<Bytes>, number: u64) -> Outcome {
        let Some(project_id) = oauth::project_id(request).or_else(|| project_id(request)) else {
            return Outcome::refused(
                401,
                "unauthorized_credentials",
                "The request has no project id and secret in an Authorization header.",
            );
        };
        match self.find(request.method(), request.uri().path()) {
            Some((endpoint, arguments)) => {
                let values = |echo| Values {
                    echo,
                    number,
                    project_id,
                };
                self.call(&endpoint, &arguments, request, values)
            }
            None => Outcome::refused(
                404,
                "route_not_found",
                "The API has no operation with this method and this path, and `on_request` has not added one.",
            ),
        }
    }

    /// The endpoint of a request, with the path parameters. Of several that match the path, the one
    /// with the fewest parameters wins, and of those one that is no operation.
    fn find<'a>(
        &self,
        method: &Method,
        path: &'a str,
    ) -> Option<(Endpoint, Vec<(&'static str, &'a str)>)> {
        let states = lock(&self.states);
        let scripted = states
            .iter()
            .filter(|(_, state)| !state.responses.is_empty());
        let scripted = scripted.filter_map(|(endpoint, _)| {
            let arguments = endpoint.arguments(method, path)?;
            Some((endpoint.clone(), arguments))
        });
        let operations = operations::ALL.iter().filter_map(|entry| {
            let arguments = entry.arguments(method, path)?;
            Some((entry.endpoint(), arguments))
        });
        let oauth = oauth::endpoints().filter_map(|endpoint| {
            let arguments = endpoint.arguments(method, path)?;
            Some((endpoint, arguments))
        });
        scripted
            .chain(operations)
            .chain(oauth)
            .min_by_key(|(endpoint, arguments)| (arguments.len(), entry(endpoint).is_some()))
    }

    fn call(
        &self,
        endpoint: &Endpoint,
        arguments: &[(&'static str, &str)],
        request: &Request<Bytes>,
        values: impl FnOnce(BTreeMap<String, String>) -> Values,
    ) -> Outcome {
        let entry = entry(endpoint);
        if let Some(entry) = entry
            && !request.body().is_empty()
            && let Err(error) = entry.check(request.body())
        {
            let message = format!("The body is not what the operation takes: {error}");
            return Outcome::refused(400, "bad_request", message);
        }
        let arrived = Arrived::new(endpoint, arguments, request);
        let mut values = values(arrived.strings());
        let respond = self.with_state(endpoint, |state| {
            state.calls.push(arrived.clone());
            state.responses.next()
        });
        // Without the lock: the closure of a test may use the fake.
        let scripted = respond.map(|respond| respond(&arrived));
        let mut is_sample = scripted.is_some();
        match scripted {
            None | Some(Outcome::Sample) => {}
            Some(outcome) => return outcome,
        }
        let Some(entry) = entry else {
            let denies = self.denies_tokens.load(Ordering::Relaxed);
            let outcome = oauth::outcome(endpoint.template, &values.project_id, request, denies);
            return outcome
                .filter(|_| !self.strict)
                .unwrap_or_else(|| not_scripted(endpoint.template));
        };
        if let Some(refused) = identities::refusal(entry, &values.echo) {
            return refused;
        }
        match lock(&self.links).follow(&values.echo) {
            Ok(None) => {}
            Ok(Some(fields)) => {
                is_sample = true;
                values.echo.extend(fields);
            }
            Err((status, error_type, message)) => {
                return Outcome::refused(status, error_type, message);
            }
        }
        let known = lock(&self.known).outcome(entry, &arrived, &values);
        match known {
            Some(outcome) => outcome,
            None if self.strict && !is_sample => not_scripted(endpoint.template),
            None => {
                lock(&self.links).add(entry, &values.echo);
                sampled(entry, &values)
            }
        }
    }

    fn with_state<R>(&self, endpoint: &Endpoint, change: impl FnOnce(&mut State) -> R) -> R {
        let mut states = lock(&self.states);
        match states.iter_mut().find(|(other, _)| other == endpoint) {
            Some((_, state)) => change(state),
            None => {
                let mut state = State::default();
                let result = change(&mut state);
                states.push((endpoint.clone(), state));
                result
            }
        }
    }
}

/// The operation of an endpoint.
fn entry(endpoint: &Endpoint) -> Option<&'static Entry> {
    operations::ALL
        .iter()
        .find(|entry| entry.endpoint() == *endpoint)
}

/// A test that panics leaves the state consistent.
fn lock<T>(state: &Mutex<T>) -> MutexGuard<'_, T> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

fn not_scripted(path: &str) -> Outcome {
    let message = format!("The fake has no scripted response for {path}.");
    Outcome::refused(501, "no_response_scripted", message)
}

/// The project id in the credentials of a request (RFC 7617). The secret is not checked.
fn project_id(request: &Request<Bytes>) -> Option<String> {
    let header = request.headers().get(AUTHORIZATION)?.to_str().ok()?;
    let (scheme, credentials) = header.split_once(' ')?;
    let credentials = STANDARD.decode(credentials).ok()?;
    let (project_id, _) = std::str::from_utf8(&credentials).ok()?.split_once(':')?;
    let is_basic = scheme.eq_ignore_ascii_case("basic") && !project_id.is_empty();
    is_basic.then(|| project_id.to_owned())
}

/// A valid response that agrees with the request.
fn sampled(entry: &Entry, values: &Values) -> Outcome {
    #[cfg(feature = "jwt")]
    if entry.is::<GetJwks>() {
        // The key that session JWTs in samples are signed with.
        let keys = super::Signer::new().jwks();
        return Outcome::success(Schema::to_json(&keys).unwrap_or_default().into());
    }
    match entry.sample(values) {
        Ok(body) => Outcome::success(body.into()),
        // Not reached: samples have no numbers that JSON lacks.
        Err(_) => Outcome::refused(
            500,
            "internal_server_error",
            "The sample cannot be encoded.",
        ),
    }
}
