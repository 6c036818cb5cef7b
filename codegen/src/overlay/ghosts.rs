//! Descriptions of what is not there. Merged as they stand they would create it: text about a
//! property that the vendor has removed would become a property of any type.

use serde_json::{Map, Value};

use super::kind::Kind;
use crate::pointer::Pointer;
use crate::similar::nearest;

const TEXTS: &str = "x-enumDescriptions";

/// Something that an update describes and does not bring.
pub(super) struct Ghost {
    pub kind: Kind,
    /// Where it would be in the description.
    pub at: Pointer,
    /// Where it is in the overlay.
    pub from: Pointer,
}

impl Ghost {
    /// Where the text of a value stands, and that of anything else.
    pub(super) fn text(&self) -> Pointer {
        let (list, name) = self.at.split();
        match self.kind {
            Kind::Value => list.split().0.children(&[TEXTS, &name]),
            _ => self.at.clone(),
        }
    }

    /// The place that was meant: the one that is spelled alike.
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

/// Finds the ghosts in a value that is added; says whether it holds anything else.
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

/// Finds the values that an update of a schema describes, and that the schema does not have.
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

/// Whether a value of an `enum` is the one that `x-enumDescriptions` has under a name.
pub(crate) fn is_spelt(value: &Value, name: &str) -> bool {
    match value {
        Value::String(value) => value == name,
        value => {
            let value = value.to_string();
            value == name
        }
    }
}
