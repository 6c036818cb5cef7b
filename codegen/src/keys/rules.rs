//! What the values of some keys are held against.

use serde_json::{Map, Value};

use super::check::Trail;
use super::security::{self, Asked};
use crate::diagnostic::{Diagnostic, Place};
use crate::similar::nearest;

/// Reports what is wrong with the value of a key.
pub(super) type Rule = fn(&Look<'_>, &mut Vec<Diagnostic>);

/// A value, and what is around it.
pub(super) struct Look<'a> {
    pub value: &'a Value,
    /// The object that it is in.
    pub owner: &'a Map<String, Value>,
    pub at: &'a Trail<'a>,
    /// Those of the document.
    pub servers: &'a Value,
    pub security: &'a Value,
    pub schemes: &'a Value,
}

impl Look<'_> {
    fn place(&self) -> Place {
        Place::spec_key(self.at.pointer())
    }
}

/// A call can send HTTP Basic, or nothing.
pub(super) fn security(look: &Look<'_>, found: &mut Vec<Diagnostic>) {
    let schemes = Some(look.schemes);
    let Asked::Other(name) = security::asked(Some(look.value), Some(look.security), schemes) else {
        return;
    };
    let (what, help) = match security::scheme(schemes, &name) {
        None => {
            let known = look.schemes.as_object().into_iter().flat_map(Map::keys);
            let help = match nearest(&name, known.map(String::as_str)) {
                Some(similar) => format!("did you mean `{similar}`?"),
                None => format!("add `{name}` to `components.securitySchemes`"),
            };
            let message = format!("there is no security scheme `{name}`");
            found.push(Diagnostic::new(
                "unsupported-security",
                look.place(),
                message,
                help,
            ));
            return;
        }
        Some(scheme) => {
            let word = |key: &str| scheme.get(key).and_then(Value::as_str).unwrap_or("?");
            let what = match word("type") {
                "http" => format!("HTTP {}", word("scheme")),
                "apiKey" => format!("an API key in the {}", word("in")),
                other => other.to_owned(),
            };
            let help = "with an overlay, remove `security` here and add `security: []` in its place: the call then sends no credentials, and a middleware of the client can send what the API wants";
            (what, help)
        }
    };
    found.push(Diagnostic::new(
        "unsupported-security",
        look.place(),
        format!("`{name}` asks for {what}; a call can only send HTTP Basic"),
        help,
    ));
}

/// A client has one base URL.
pub(super) fn servers(look: &Look<'_>, found: &mut Vec<Diagnostic>) {
    let own = hosts(look.value);
    if own.is_empty() {
        return;
    }
    found.push(if own == hosts(look.servers) {
        Diagnostic::warning(
            "same-servers",
            look.place(),
            "`servers` repeats those of the document",
            "remove `servers` here with an overlay",
        )
    } else {
        Diagnostic::new(
            "unsupported-servers",
            look.place(),
            "a part of the API on a server of its own is not supported",
            "generate an SDK of its own for this part: keep only its paths with one overlay, remove them with another, and give these `servers` to the document of the former",
        )
    });
}

/// The URLs of servers with what their variables can be, in one order. Without any, the server is `/`.
fn hosts(servers: &Value) -> Vec<String> {
    let list = servers.as_array().map_or(&[][..], Vec::as_slice);
    let mut hosts: Vec<String> = list
        .iter()
        .map(|server| {
            let url = server.get("url").and_then(Value::as_str).unwrap_or("/");
            let variables = server.get("variables").and_then(Value::as_object);
            let values = variables.into_iter().flatten().map(|(name, variable)| {
                let default = variable.get("default").unwrap_or(&Value::Null);
                format!(" {name}={default}")
            });
            url.trim_end_matches('/').to_owned() + &values.collect::<String>()
        })
        .collect();
    hosts.sort();
    hosts.dedup();
    hosts
}

/// Characters that are reserved in a query are always percent-encoded.
pub(super) fn reserved(look: &Look<'_>, found: &mut Vec<Diagnostic>) {
    if look.value != true {
        return;
    }
    found.push(match look.owner.get("in").and_then(Value::as_str) {
        Some("query") => Diagnostic::new(
            "unsupported-parameter",
            look.place(),
            "reserved characters of a parameter are always percent-encoded",
            "if the API decodes them, as servers do, remove `allowReserved` with an overlay",
        ),
        _ => Diagnostic::warning(
            "ignored-key",
            look.place(),
            "`allowReserved` is for parameters of the query, and ignored elsewhere",
            "remove it with an overlay",
        ),
    });
}
