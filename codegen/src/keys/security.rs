//! What `security` requires a call to send.

use serde_json::{Map, Value};

/// The credentials that a call sends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asked {
    Basic,
    Nothing,
    /// A scheme that is not supported, by name.
    Other(String),
}

/// Returns what an operation requires, by its own `security` or that of the document. Each element
/// of the array is one alternative. Without either, the client sends HTTP Basic.
pub fn asked(own: Option<&Value>, document: Option<&Value>, schemes: Option<&Value>) -> Asked {
    let security = own.or(document).and_then(Value::as_array);
    let Some(ways) = security else {
        return Asked::Basic;
    };
    let ways = || ways.iter().filter_map(Value::as_object);
    let is_basic = |way: &Map<String, Value>| {
        !way.is_empty() && way.keys().all(|name| is_basic(schemes, name))
    };
    let other = ways()
        .flat_map(Map::keys)
        .find(|name| !self::is_basic(schemes, name));
    match other {
        _ if ways().any(is_basic) => Asked::Basic,
        Some(name) if !ways().any(Map::is_empty) => Asked::Other(name.clone()),
        _ => Asked::Nothing,
    }
}

fn is_basic(schemes: Option<&Value>, name: &str) -> bool {
    let Some(scheme) = scheme(schemes, name) else {
        return false;
    };
    let is = |key: &str, value: &str| {
        let found = scheme.get(key).and_then(Value::as_str);
        found.is_some_and(|found| found.eq_ignore_ascii_case(value))
    };
    is("type", "http") && is("scheme", "basic")
}

/// A scheme of the components, which may be a reference to another one.
pub(super) fn scheme<'a>(schemes: Option<&'a Value>, name: &str) -> Option<&'a Value> {
    let schemes = schemes?;
    let scheme = schemes.get(name)?;
    match scheme.get("$ref").and_then(Value::as_str) {
        None => Some(scheme),
        Some(reference) => schemes.get(reference.strip_prefix("#/components/securitySchemes/")?),
    }
}
