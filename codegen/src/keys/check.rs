//! The pass over the tree that follows the table.

use serde_json::{Map, Value, json};

use super::rules::Look;
use super::table::{DOCUMENT, OPERATION, PATH_ITEM, SCHEMA};
use super::trail::Trail;
use super::{Fate, Holds, Object};
use crate::diagnostic::{Code, Diagnostic, Location};

/// Removes from a description what OpenAPI 3.0 or a client ignores. Returns diagnostics about what
/// is not supported, and about what should not be ignored in silence.
pub(crate) fn check(tree: &mut Value) -> Vec<Diagnostic> {
    let context = ["security", "components"].map(|key| {
        let value = match key {
            "components" => tree.pointer("/components/securitySchemes"),
            key => tree.get(key),
        };
        value.cloned().unwrap_or_default()
    });
    let [security, schemes] = &context;
    let mut check = Check {
        security,
        schemes,
        found: Vec::new(),
    };
    check.object(&DOCUMENT, tree, &Trail::Root, true);
    check.found
}

struct Check<'a> {
    security: &'a Value,
    schemes: &'a Value,
    found: Vec<Diagnostic>,
}

impl Check<'_> {
    /// Checks an object. Rules do not apply within what is ignored, which is not `live`.
    fn object(&mut self, kind: &'static Object, value: &mut Value, at: &Trail<'_>, live: bool) {
        let map = match value {
            Value::Object(map) => map,
            // The typed form would treat it as absent.
            Value::Null if live => return self.null(at),
            // Another shape is an error of the typed parse.
            _ => return,
        };
        if kind.by_reference && map.get("$ref").is_some_and(Value::is_string) {
            return self.reference(kind, map, at);
        }
        let mut ignored: Vec<String> = Vec::new();
        for (key, value) in map.iter() {
            if key.starts_with("x-") {
                continue;
            }
            let at = Trail::Key(at, key);
            let Some(row) = kind.row(key) else {
                self.unknown(key, &at);
                ignored.push(key.clone());
                continue;
            };
            if let Some(rule) = row.rule.filter(|_| live) {
                let look = Look {
                    value,
                    owner: map,
                    at: &at,
                    security: self.security,
                    schemes: self.schemes,
                };
                if rule(&look, &mut self.found) {
                    ignored.push(key.clone());
                }
            }
            if let Fate::Warned { code, message } = row.fate
                && live
                && !is_empty(value)
            {
                self.found.push(Diagnostic::new(
                    code,
                    Location::spec_key(at.pointer()),
                    message,
                    format!("remove `{key}` with an overlay"),
                ));
            }
        }
        if live && std::ptr::eq(kind, &PATH_ITEM) && is_empty_path(map) {
            self.found.push(Diagnostic::new(
                Code::EmptyPath,
                Location::spec_key(at.pointer()),
                "this path has no operation, so nothing is generated for it",
                "remove the path with an overlay",
            ));
        }
        for (key, value) in map.iter_mut() {
            let Some(row) = kind.row(key).filter(|_| !key.starts_with("x-")) else {
                continue;
            };
            let at = Trail::Key(at, key);
            let is_annotation = matches!(row.fate, Fate::Annotation(_) | Fate::Warned { .. });
            let live = live && !is_annotation;
            row.holds.visit(value, &at, &mut |kind, value, at| {
                self.object(kind, value, at, live);
            });
            if is_annotation {
                ignored.push(key.clone());
            }
        }
        if !ignored.is_empty() {
            map.retain(|key, _| !ignored.contains(key));
        }
    }

    /// OpenAPI 3.0 ignores everything beside a reference. Documentation of a schema there changes no
    /// value and is kept, beside an `allOf` with the reference.
    fn reference(&mut self, kind: &Object, map: &mut Map<String, Value>, at: &Trail<'_>) {
        if map.len() == 1 {
            return;
        }
        let is_schema = std::ptr::eq(kind, &SCHEMA);
        let is_kept = |key: &str| {
            key == "$ref" || is_schema && (key == "description" || key.starts_with("x-"))
        };
        for key in map.keys().filter(|key| !is_kept(key)) {
            self.found.push(Diagnostic::new(
                Code::IgnoredKey,
                Location::spec_key(at.pointer().child(key)),
                format!("`{key}` stands beside a `$ref`, where OpenAPI 3.0 ignores it"),
                "remove it with an overlay, or move it to what the `$ref` leads to",
            ));
        }
        map.retain(|key, _| is_kept(key));
        if map.len() > 1 {
            // The `allOf` replaces the `$ref` at its place in the order.
            let in_an_all_of = |(key, value)| match key {
                key if key == "$ref" => ("allOf".to_owned(), json!([{ "$ref": value }])),
                key => (key, value),
            };
            *map = std::mem::take(map).into_iter().map(in_an_all_of).collect();
        }
    }

    fn null(&mut self, at: &Trail<'_>) {
        self.found.push(Diagnostic::new(
            Code::OpenapiShape,
            Location::spec_key(at.pointer()),
            "this is not what OpenAPI 3.0 expects here: `null` in place of an object",
            "remove it with an overlay, or give it what it has to hold",
        ));
    }

    fn unknown(&mut self, key: &str, at: &Trail<'_>) {
        let location = Location::spec_key(at.pointer());
        self.found.push(match key {
            "$ref" => Diagnostic::new(
                Code::MisplacedReference,
                location,
                "OpenAPI 3.0 allows no `$ref` here",
                "replace it with what it leads to, with an overlay, or refer to a part of it",
            ),
            key => Diagnostic::new(
                Code::UnknownKey,
                location,
                format!("OpenAPI 3.0 has no key `{key}` here, so it is ignored"),
                "remove it with an overlay, write it as OpenAPI 3.0 does, or begin it with `x-`",
            ),
        });
    }
}

fn is_empty_path(map: &Map<String, Value>) -> bool {
    let is_operation = |key: &String| {
        let row = PATH_ITEM.row(key);
        row.is_some_and(
            |row| matches!(row.holds, Holds::One(kind) if std::ptr::eq(kind, &OPERATION)),
        )
    };
    !map.keys().any(|key| key == "$ref" || is_operation(key))
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Object(map) => map.is_empty(),
        Value::Array(list) => list.is_empty(),
        _ => false,
    }
}
