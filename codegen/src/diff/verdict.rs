//! What a comparison comes to: two severities, the version that follows, and numbers.

use std::collections::HashMap;

use serde::Serialize;

use super::fact::Fact;
use super::surface::Severity;
use super::{Version, wire};
use crate::ir::{Api, Shape};

/// What a comparison comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// For programs in Rust; nothing where one of the two cannot be generated from.
    pub rust: Option<Severity>,
    /// On the wire; nothing where nothing changed there.
    pub wire: Option<wire::Severity>,
    /// The version of the crate, and the one that follows.
    pub version: Option<(String, String)>,
}

/// How much there is, before and after.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Numbers {
    /// Operations.
    pub operations: (usize, usize),
    /// Types of the crate.
    pub types: (usize, usize),
    /// Texts of the documentation that are other.
    pub texts: usize,
}

pub(super) fn of(
    old: &Version,
    new: &Version,
    facts: &[Fact],
    crate_version: Option<&str>,
) -> Verdict {
    let is_known = old.model.is_some() && new.model.is_some();
    let rust = facts
        .iter()
        .map(Fact::severity)
        .max()
        .unwrap_or(Severity::None);
    let next = crate_version.and_then(|version| Some((version.to_owned(), next(version, rust)?)));
    Verdict {
        rust: is_known.then_some(rust),
        wire: facts.iter().filter_map(Fact::wire_severity).max(),
        version: next.filter(|_| is_known),
    }
}

/// The version that follows by Cargo's rules: the first number that is not 0 stands for what breaks.
fn next(version: &str, severity: Severity) -> Option<String> {
    let numbers: Vec<u64> = version
        .split('.')
        .map(|part| part.parse().ok())
        .collect::<Option<_>>()?;
    let [major, minor, patch] = numbers[..] else {
        return None;
    };
    let (major, minor, patch) = match (severity, major) {
        (Severity::None, _) => (major, minor, patch),
        (Severity::Additive, 0) => (0, minor, patch + 1),
        (Severity::Additive, _) => (major, minor + 1, 0),
        (Severity::Breaking | Severity::Silent, 0) => (0, minor + 1, 0),
        (Severity::Breaking | Severity::Silent, _) => (major + 1, 0, 0),
    };
    Some(format!("{major}.{minor}.{patch}"))
}

pub(super) fn numbers(old: &Version, new: &Version) -> Numbers {
    let operations = |api: &Option<Api>| {
        let paths = api.iter().flat_map(|api| &api.paths);
        paths.map(|path| path.operations.len()).sum()
    };
    let types = |api: &Option<Api>| api.as_ref().map_or(0, |api| api.types.len());
    Numbers {
        operations: (operations(&old.model), operations(&new.model)),
        types: (types(&old.model), types(&new.model)),
        texts: texts(old, new),
    }
}

/// How many texts of the documentation both have at one place, and not the same.
fn texts(old: &Version, new: &Version) -> usize {
    let (Some(old), Some(new)) = (&old.model, &new.model) else {
        return 0;
    };
    let before = documentation(old);
    let after = documentation(new).into_iter();
    let differs = |(at, text): &(&str, &str)| before.get(at).is_some_and(|old| old != text);
    after.filter(differs).count()
}

/// The documentation by the place of what it is about.
fn documentation(api: &Api) -> HashMap<&str, &str> {
    let mut texts = HashMap::new();
    for ty in api.types.values() {
        texts.insert(ty.origin.as_str(), ty.docs.text.as_str());
        if let Shape::Struct { fields, .. } = &ty.shape {
            let fields = fields.iter();
            texts.extend(fields.map(|field| (field.origin.as_str(), field.docs.text.as_str())));
        }
    }
    for operation in api.paths.iter().flat_map(|path| &path.operations) {
        texts.insert(operation.origin.as_str(), &operation.docs.text);
        let parameters = operation.parameters.iter();
        texts.extend(
            parameters.map(|parameter| (parameter.origin.as_str(), parameter.docs.text.as_str())),
        );
    }
    texts
}
