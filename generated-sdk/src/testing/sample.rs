//! The values of samples, by the names of this API's fields.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::{PROJECT_ID, tokens};
use crate::runtime::catalogue::Schema;
use crate::runtime::wire::sample::{Chooser, Position};

/// Creates a sample: a valid value of any type of [`schemas`](crate::schemas), with all its fields.
///
/// It is that of a complete login: a member with a session, and no missing factor. Ids of one kind
/// are the same everywhere, arrays have one item, and there is no next page.
///
/// ```
/// use stytch_b2b::schemas::MagicLinksAuthenticateResponse;
/// use stytch_b2b::testing::sample;
///
/// let mut response: MagicLinksAuthenticateResponse = sample();
/// assert!(response.member_authenticated);
/// assert_eq!(response.member.member_id, response.member_id);
///
/// response.organization.organization_name = "Example Ltd".into();
/// ```
pub fn sample<T: Schema>() -> T {
    T::sample(&Values::default())
}

/// An id of the test environment, such as `member-test-…`.
pub(super) fn id(kind: &str, number: u64) -> String {
    format!("{kind}-test-00000000-0000-4000-8000-{number:012}")
}

/// The values of one response.
#[derive(Default)]
pub(super) struct Values {
    /// The fields of the request by name. The response has the same values.
    pub echo: BTreeMap<String, String>,
    /// The number of the request among those to the same fake.
    pub number: u64,
    /// The project of the request, and of the tokens.
    pub project_id: String,
}

/// The fields that are absent, because a login with them is incomplete, because they lead to
/// another page, or because they are rare.
const ABSENT: [&str; 12] = [
    "intermediate_session_token_expires_at",
    "lock_created_at",
    "lock_expires_at",
    "member_device",
    "mfa_required",
    "next_cursor",
    "organization_id_hint",
    "primary_required",
    "scim_registration",
    "secondary_auth_initiated",
    "verdict",
    "warning",
];

impl Chooser for Values {
    fn string(&self, at: Position<'_>) -> Cow<'static, str> {
        match self.echo.get(at.name) {
            // It lasts for minutes only, so each response has a fresh one.
            _ if at.name == "session_jwt" => {
                tokens::of_session(&self.project_id, || Schema::sample(self)).into()
            }
            Some(value) => value.clone().into(),
            None if at.name == "project_id" && self.project_id.is_empty() => PROJECT_ID.into(),
            None if at.name == "project_id" => self.project_id.clone().into(),
            None => text(at.name, self.number),
        }
    }

    fn timestamp(&self, at: Position<'_>) -> Cow<'static, str> {
        if at.name.ends_with("expires_at") {
            "2099-01-01T00:00:00Z".into()
        } else {
            "2024-01-01T00:00:00Z".into()
        }
    }

    fn one_of(&self, at: Position<'_>, known: &[&'static str]) -> Cow<'static, str> {
        let wanted = [
            self.echo.get(at.name).map(String::as_str),
            Some("active"),
            known.first().copied(),
        ];
        let is_known = |value: &&str| known.contains(value);
        let chosen = wanted.into_iter().flatten().find(is_known);
        chosen.unwrap_or_default().to_owned().into()
    }

    fn integer(&self, at: Position<'_>) -> i32 {
        match at.name {
            "status_code" => 200,
            "access_token_expires_in" => 3600,
            "missing_characters" | "missing_complexity" => 0,
            "recovery_codes_remaining" => 9,
            "score" => 4,
            _ => 1,
        }
    }

    fn boolean(&self, at: Position<'_>) -> bool {
        at.name.ends_with("_verified")
            || at.name.starts_with("has_")
            || matches!(
                at.name,
                "active"
                    | "authorized"
                    | "is_grantable"
                    | "member_authenticated"
                    | "primary"
                    | "valid_password"
            )
    }

    fn key(&self, at: Position<'_>) -> String {
        // The only maps of objects are by the id of their values.
        let singular = at.name.trim_end_matches('s');
        self.string(Position {
            name: &format!("{singular}_id"),
            siblings: &[],
        })
        .into_owned()
    }

    fn includes(&self, at: Position<'_>) -> bool {
        // A login has this token or a session.
        if at.name == "intermediate_session_token" {
            return !at.siblings.contains(&"member_authenticated");
        }
        let is_other_factor = at.name.ends_with("_factor") && at.name != "email_factor";
        !is_other_factor && !at.name.starts_with("next_bearer_token") && !ABSENT.contains(&at.name)
    }
}

fn text(name: &str, number: u64) -> Cow<'static, str> {
    match name {
        "request_id" => id("request-id", number).into(),
        "role_id" | "roles" => "stytch_member".into(),
        "resource_id" => "stytch.member".into(),
        "actions" => "*".into(),
        "member_session_id" => id("session", 1).into(),
        "sso_default_connection_id" | "sso_jit_provisioning_allowed_connections" => {
            id("connection", 1).into()
        }
        "session_token" => "session-token-of-a-fake".into(),
        "organization_name" => "Example Ltd".into(),
        "organization_slug" => "example-ltd".into(),
        "name" | "full_name" | "display" | "display_name" => "Ada Example".into(),
        "phone_number" | "mfa_phone_number" | "phone_numbers" => "+15005550006".into(),
        "domain" | "email_allowed_domains" | "claimed_email_domains" => "example.com".into(),
        "allowed_auth_methods" => "magic_link".into(),
        "allowed_mfa_methods" => "totp".into(),
        "provider_type" => "Google".into(),
        "locale" => "en".into(),
        "country" | "ip_geo_country" => "GB".into(),
        "ip_address" => "192.0.2.1".into(),
        "kty" => "RSA".into(),
        "alg" => "RS256".into(),
        "use" => "sig".into(),
        "key_ops" => "verify".into(),
        _ if name.ends_with("email_address") => "ada@example.com".into(),
        _ if name.ends_with("_url") || name.ends_with("_uri") => {
            format!("https://example.com/{name}").into()
        }
        _ => match name.strip_suffix("_id") {
            Some(kind) => id(&kind.replace('_', "-"), 1).into(),
            None if name.is_empty() => "sample".into(),
            None => format!("sample of {name}").into(),
        },
    }
}
