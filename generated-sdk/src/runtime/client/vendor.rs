//! The constants of the Stytch API. The rest of the runtime would serve another API as well.

/// The `User-Agent` of this crate.
pub(super) const USER_AGENT: &str = concat!("stytch-b2b-rust/", env!("CARGO_PKG_VERSION"));

/// The variables that [`Client::from_env`](super::Client::from_env) reads.
pub(super) const PROJECT_ID_VARIABLE: &str = "STYTCH_PROJECT_ID";
pub(super) const SECRET_VARIABLE: &str = "STYTCH_SECRET";
pub(super) const BASE_URL_VARIABLE: &str = "STYTCH_BASE_URL";

/// The base URL of a project's environment, which its id names.
pub(super) fn base_url(project_id: &str) -> &'static str {
    if project_id.starts_with("project-live-") {
        "https://api.stytch.com"
    } else {
        "https://test.stytch.com"
    }
}
