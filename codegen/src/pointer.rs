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

    /// What the pointer leads to.
    pub fn of<'t>(&self, tree: &'t Value) -> Option<&'t Value> {
        tree.pointer(&self.0)
    }
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
