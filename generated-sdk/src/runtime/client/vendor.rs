//! The constants of the Stytch API. The rest of the runtime would serve another API as well.

/// The `User-Agent` of this crate.
pub(super) const USER_AGENT: &str = concat!("stytch-b2b-rust/", env!("CARGO_PKG_VERSION"));

/// The variables that [`Client::from_env`](super::Client::from_env) reads.
pub(super) const PROJECT_ID_VARIABLE: &str = "STYTCH_PROJECT_ID";
pub(super) const SECRET_VARIABLE: &str = "STYTCH_SECRET";
pub(super) const BASE_URL_VARIABLE: &str = "STYTCH_BASE_URL";

/// The same for the setter `{server}_base_url`.
pub(super) fn base_url_variable(server: &str) -> String {
    format!("STYTCH_{}_BASE_URL", server.to_uppercase())
}

/// The servers of the description, live and test.
pub(super) const BASE_URLS: &[&str] = &["https://api.stytch.com", "https://test.stytch.com"];

/// Of the URLs of a server, live and test, the one of a project's environment, which its id names.
/// A server with one URL has it in both.
pub(super) fn choose(project_id: &str, urls: &[&'static str]) -> &'static str {
    let is_live = project_id.starts_with("project-live-");
    let own = urls.get(usize::from(!is_live)).or(urls.first());
    own.copied().unwrap_or_default()
}
