//! Descriptions of what does not exist. Merged, they would create it: the description of a property
//! that the vendor removed would become a property of any type.

use serde_json::{Map, Value};

use super::kind::Kind;
use crate::pointer::Pointer;
use crate::similar::nearest;

const TEXTS: &str = "x-enumDescriptions";

/// Something that an update describes and does not define.
pub(super) struct Ghost {
    pub kind: Kind,
    /// The pointer in the description.
    pub at: Pointer,
    /// The pointer in the overlay.
    pub from: Pointer,
}

impl Ghost {
    /// The pointer of its documentation.
    pub(super) fn text(&self) -> Pointer {
        let (list, name) = self.at.split();
        match self.kind {
            Kind::Value => list.split().0.children(&[TEXTS, &name]),
            _ => self.at.clone(),
        }
    }

    /// The one that was meant: with a similar name.
    pub(super) fn meant(&self, tree: &Value) -> Option<Self> {
        let (parent, name) = self.at.split();
        let known: Vec<&str> = match parent.of(tree)? {
            Value::Object(known) => known.keys().map(String::as_str).collect(),
            Value::Array(known) => known.iter().filter_map(Value::as_str).collect(),
            _ => return None,
        };
        let similar = nearest(&name, known.into_iter())?;
        Some(Self {
            kind: self.kind,
            at: parent.child(similar),
            from: self.from.clone(),
        })
    }
}

/// Finds the ghosts in an added value. Returns whether it holds anything else.
pub(super) fn haunt(
    kind: Kind,
    value: &Value,
    at: &Pointer,
    from: &Pointer,
    found: &mut Vec<Ghost>,
) -> bool {
    let Value::Object(map) = value else {
        return true;
    };
    if kind == Kind::Schema {
        values(map, map, at, from, found);
    }
    // `{}` describes nothing: it is the schema of any value.
    let mut is_there = map.is_empty() || kind == Kind::Other;
    let mut below = Vec::new();
    for (key, value) in map {
        let inner = kind.child(key);
        if matches!(inner, Kind::Other | Kind::Parts | Kind::Reference) {
            continue;
        }
        is_there |= haunt(inner, value, &at.child(key), &from.child(key), &mut below);
    }
    let essence = kind.essence();
    is_there |= essence.iter().any(|key| map.contains_key(*key));
    if is_there || essence.is_empty() {
        found.extend(below);
    } else {
        found.push(Ghost {
            kind,
            at: at.clone(),
            from: from.clone(),
        });
    }
    is_there
}

/// Finds the values that an update describes and the schema does not have.
pub(super) fn values(
    schema: &Map<String, Value>,
    update: &Map<String, Value>,
    at: &Pointer,
    from: &Pointer,
    found: &mut Vec<Ghost>,
) {
    let texts = update.get(TEXTS).and_then(Value::as_object);
    let values = schema.get("enum").and_then(Value::as_array);
    for name in texts.into_iter().flat_map(Map::keys) {
        if !values.is_some_and(|values| values.iter().any(|value| is_spelt(value, name))) {
            found.push(Ghost {
                kind: Kind::Value,
                at: at.child("enum").child(name),
                from: from.children(&[TEXTS, name]),
            });
        }
    }
}

/// Whether `x-enumDescriptions` calls a value of an `enum` by this name.
pub(crate) fn is_spelt(value: &Value, name: &str) -> bool {
    match value {
        Value::String(value) => value == name,
        value => {
            let value = value.to_string();
            value == name
        }
    }
}
