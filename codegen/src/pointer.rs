//! JSON pointers: how every stage names a place in the tree.

use std::fmt;

use serde_json::Value;

/// A JSON pointer, RFC 6901.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Pointer(String);

impl Pointer {
    /// The whole document.
    pub fn root() -> Self {
        Self::default()
    }

    /// One step further down.
    #[must_use]
    pub fn child(&self, segment: &str) -> Self {
        let mut pointer = String::with_capacity(self.0.len() + segment.len() + 1);
        pointer.push_str(&self.0);
        pointer.push('/');
        if segment.contains(['~', '/']) {
            pointer.push_str(&segment.replace('~', "~0").replace('/', "~1"));
        } else {
            pointer.push_str(segment);
        }
        Self(pointer)
    }

    /// Several steps further down.
    #[must_use]
    pub fn children(&self, segments: &[&str]) -> Self {
        segments
            .iter()
            .fold(self.clone(), |pointer, segment| pointer.child(segment))
    }

    /// An element of a list.
    #[must_use]
    pub fn index(&self, index: usize) -> Self {
        self.child(&index.to_string())
    }

    /// The text of the pointer.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The pointer without its last step, and that step.
    pub fn split(&self) -> (Self, String) {
        let (parent, last) = self.0.rsplit_once('/').unwrap_or_default();
        (Self(parent.to_owned()), unescape(last))
    }

    /// The pointer as a JSONPath that can stand in an overlay. Parameters are found by their name.
    pub fn json_path(&self, tree: &Value) -> String {
        let mut path = "$".to_owned();
        let mut at = Some(tree);
        for step in self.0.split('/').skip(1).map(unescape) {
            let parent = at;
            at = parent.and_then(|parent| match parent {
                Value::Array(list) => list.get(step.parse::<usize>().ok()?),
                parent => parent.get(&step),
            });
            let plain = step.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
                && step.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
            let name = at.and_then(|at| at.get("name")?.as_str());
            path.push_str(&match (parent, name) {
                (Some(Value::Array(_)), Some(name)) => {
                    format!("[?(@.name == '{}')]", quoted(name))
                }
                (Some(Value::Array(_)), None) => format!("[{step}]"),
                _ if plain => format!(".{step}"),
                _ => format!("['{}']", quoted(&step)),
            });
        }
        path
    }

    /// What the pointer leads to.
    pub fn of<'t>(&self, tree: &'t Value) -> Option<&'t Value> {
        tree.pointer(&self.0)
    }
}

fn unescape(step: &str) -> String {
    step.replace("~1", "/").replace("~0", "~")
}

/// A name as it stands between the quotes of a JSONPath.
fn quoted(name: &str) -> String {
    name.replace('\\', "\\\\").replace('\'', "\\'")
}

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<Pointer> for String {
    fn from(pointer: Pointer) -> Self {
        pointer.0
    }
}

impl From<&Pointer> for String {
    fn from(pointer: &Pointer) -> Self {
        pointer.0.clone()
    }
}
