//! Checks of the values of some keys.

use serde_json::{Map, Value};

use super::security::{self, Asked};
use super::trail::Trail;
use crate::diagnostic::{Code, Diagnostic, Location};
use crate::similar::nearest;

/// Adds diagnostics about the value of a key. Returns whether it can be ignored.
pub(super) type Rule = fn(&Look<'_>, &mut Vec<Diagnostic>) -> bool;

/// A value and its surroundings.
pub(super) struct Look<'a> {
    pub value: &'a Value,
    /// The object that it is in.
    pub owner: &'a Map<String, Value>,
    pub at: &'a Trail<'a>,
    /// Those of the document.
    pub security: &'a Value,
    pub schemes: &'a Value,
}

impl Look<'_> {
    fn place(&self) -> Location {
        Location::spec_key(self.at.pointer())
    }
}

/// A call can send HTTP Basic, or nothing.
pub(super) fn security(look: &Look<'_>, found: &mut Vec<Diagnostic>) -> bool {
    let schemes = Some(look.schemes);
    let Asked::Other(name) = security::asked(Some(look.value), Some(look.security), schemes) else {
        return false;
    };
    let (message, help) = match security::scheme(schemes, &name) {
        None => {
            let known = look.schemes.as_object().into_iter().flat_map(Map::keys);
            let help = match nearest(&name, known.map(String::as_str)) {
                Some(similar) => format!("did you mean `{similar}`?"),
                None => format!("add `{name}` to `components.securitySchemes`"),
            };
            (format!("there is no security scheme `{name}`"), help)
        }
        Some(scheme) => {
            let word = |key: &str| scheme.get(key).and_then(Value::as_str).unwrap_or("?");
            let what = match word("type") {
                "http" => format!("HTTP {}", word("scheme")),
                "apiKey" => format!("an API key in the {}", word("in")),
                other => other.to_owned(),
            };
            let help = "with an overlay, remove `security` here and add `security: []`: the call then sends no credentials, and a middleware can add them";
            let message = format!("`{name}` requires {what}, and a call can only send HTTP Basic");
            (message, help.to_owned())
        }
    };
    found.push(Diagnostic::new(
        Code::UnsupportedSecurity,
        look.place(),
        message,
        help,
    ));
    false
}

/// `allowReserved` is for query parameters, which `resolve` checks.
pub(super) fn reserved(look: &Look<'_>, found: &mut Vec<Diagnostic>) -> bool {
    if look.owner.get("in").is_none_or(|place| place == "query") {
        return false;
    }
    if *look.value == true {
        found.push(Diagnostic::new(
            Code::IgnoredKey,
            look.place(),
            "`allowReserved` is ignored outside of the query",
            "remove it with an overlay",
        ));
    }
    true
}
