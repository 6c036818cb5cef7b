//! What is particular to Stytch. The rest of the runtime would serve another API as well.

/// Who is calling.
pub(super) const USER_AGENT: &str = concat!("stytch-b2b-rust/", env!("CARGO_PKG_VERSION"));

/// Where [`Client::from_env`](super::Client::from_env) looks.
pub(super) const PROJECT_ID_VARIABLE: &str = "STYTCH_PROJECT_ID";
pub(super) const SECRET_VARIABLE: &str = "STYTCH_SECRET";

/// The environment that a project belongs to. Its id says which one it is.
pub(super) fn base_url(project_id: &str) -> &'static str {
    if project_id.starts_with("project-live-") {
        "https://api.stytch.com"
    } else {
        "https://test.stytch.com"
    }
}
