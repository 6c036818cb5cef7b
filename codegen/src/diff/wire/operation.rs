//! The operations of a description.

use super::tree::{Spot, Tree};
use crate::renames::unnamed;

const VERBS: &[&str] = &[
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];

/// An operation of a description.
pub(super) struct Operation<'t> {
    pub path: &'t str,
    pub item: Spot<'t>,
    pub spot: Spot<'t>,
    pub verb: &'static str,
    /// The path without the names of its parameters.
    pub shape: String,
}

impl Operation<'_> {
    /// `POST /v1/x`.
    pub(super) fn label(&self) -> String {
        format!("{} {}", self.verb.to_uppercase(), self.path)
    }
}

/// All operations of a description.
pub(super) fn all<'t>(tree: &mut Tree<'t>) -> Vec<Operation<'t>> {
    let root = tree.root();
    let paths = tree.child(root, "paths");
    let mut found = Vec::new();
    for (path, item) in tree.entries(paths) {
        let Some(item) = tree.follow(item).filter(|_| !path.starts_with("x-")) else {
            continue;
        };
        for (key, spot) in tree.entries(Some(item)) {
            if let Some(verb) = VERBS.iter().find(|verb| **verb == key)
                && spot.map().is_some()
            {
                found.push(Operation {
                    path,
                    item,
                    spot,
                    verb,
                    shape: unnamed(path),
                });
            }
        }
    }
    found
}
