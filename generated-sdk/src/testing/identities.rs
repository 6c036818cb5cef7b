//! Whom a request is about. Several fields can say it, and schemas do not tell that one of them has
//! to: the descriptions of the operations do.

use std::collections::BTreeMap;

use super::ops::{discovery, idp, organizations, otps, passwords, recovery_codes, sessions, totps};
use super::outcome::Outcome;
use crate::runtime::catalogue::Entry;

/// Fields, and the types of the API's errors if a request has none or several of them.
type Rule = (&'static [&'static str], &'static str, Option<&'static str>);

const NONE: &str = "no_session_arguments";
const SEVERAL: Option<&str> = Some("too_many_session_arguments");

const SESSION: Rule = (&["session_token", "session_jwt"], NONE, SEVERAL);

const LOGIN_OR_SESSION: Rule = (
    &["intermediate_session_token", "session_token", "session_jwt"],
    NONE,
    SEVERAL,
);

/// Beside `member_id` there is an `organization_id`, which says nothing alone.
const SESSION_OR_MEMBER: Rule = (
    &["session_token", "session_jwt", "member_id"],
    "bad_request",
    Some("bad_request"),
);

const TO_REVOKE: Rule = (
    &[
        "session_token",
        "session_jwt",
        "member_session_id",
        "member_id",
    ],
    "no_session_revoke_arguments",
    Some("too_many_session_revoke_arguments"),
);

const MEMBER: Rule = (&["member_id", "email_address"], "bad_request", None);

/// Whether an entry is that of an operation.
type Is = fn(&Entry) -> bool;

/// The operations that need one of their fields.
const RULES: [(Is, Rule); 11] = [
    (
        Entry::is::<discovery::organizations::List>,
        LOGIN_OR_SESSION,
    ),
    (Entry::is::<idp::oauth::Authorize>, SESSION_OR_MEMBER),
    (Entry::is::<idp::oauth::AuthorizeStart>, SESSION_OR_MEMBER),
    (Entry::is::<organizations::members::Get>, MEMBER),
    (Entry::is::<otps::sms::Authenticate>, LOGIN_OR_SESSION),
    (Entry::is::<passwords::sessions::Reset>, SESSION),
    (Entry::is::<recovery_codes::Recover>, LOGIN_OR_SESSION),
    (Entry::is::<sessions::Authenticate>, SESSION),
    (Entry::is::<sessions::Exchange>, SESSION),
    (Entry::is::<sessions::Revoke>, TO_REVOKE),
    (Entry::is::<totps::Authenticate>, LOGIN_OR_SESSION),
];

/// The API's error, if a request has none or several of the fields of which it has to have one.
/// Where a session is optional, its token and its JWT exclude each other as well.
pub(super) fn refusal(entry: &Entry, sent: &BTreeMap<String, String>) -> Option<Outcome> {
    let rule = RULES.iter().find(|(is, _)| is(entry));
    let (fields, none, several) = rule.map_or(SESSION, |(_, rule)| *rule);
    let given = fields.iter().filter(|name| sent.contains_key(**name));
    let (error_type, how_many) = match given.count() {
        0 if rule.is_some() => (none, "one"),
        0 | 1 => return None,
        _ => (several?, "only one"),
    };
    let message = format!("Set {how_many} of {}.", fields.join(", "));
    Some(Outcome::refused(400, error_type, message))
}
