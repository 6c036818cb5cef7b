//! The raw trees of all sources as one.
//!
//! The first source is the document: its `info`, `servers`, `security` and `tags` are the
//! description's. The others add paths and components. What two of them have under one name has to
//! be equal, or `names.toml` tells it apart; nothing is merged.

mod defaults;
mod merge;
mod origins;
mod qualify;

use std::collections::BTreeMap;

use serde_json::Value;

use crate::Input;
use crate::diagnostic::{Code, Diagnostic, Document, Report};
use crate::names::{self, SourceKeys};
use crate::pointer::Pointer;
use crate::source::{self, Source};
use crate::{references, selection, spec};
use merge::Merge;
pub use origins::Origins;

/// The description before the overlays.
#[derive(Debug, Default)]
pub struct Combined {
    pub tree: Value,
    /// Which source has what.
    pub origins: Origins,
    /// What the sources do not agree on. The tree is as if the proposals had been followed.
    pub found: Vec<Diagnostic>,
}

/// Parses all sources, and combines them.
///
/// # Errors
///
/// If one of them cannot be parsed, or one after the first is not OpenAPI 3.0.
pub fn combine(input: &Input) -> Result<Combined, Report> {
    let (first, additions) = trees(input)?;
    let text = input.names.as_ref().map_or("", |names| &names.text);
    let (mut rules, wrong) = match names::of_sources(text) {
        Ok(rules) => (rules, None),
        Err(found) => (BTreeMap::new(), Some(found)),
    };
    let mut dangling = Vec::new();
    if !additions.is_empty() {
        let all = [&first].into_iter().chain(&additions);
        dangling.extend(
            (0..)
                .zip(all)
                .flat_map(|(index, tree)| borrowing(tree, index)),
        );
    }
    let mut merge = Merge::new(first);
    for (index, tree) in (1..).zip(additions) {
        let name = input
            .additions
            .get(index - 1)
            .map(|addition| &addition.name);
        let name = name.map_or("", String::as_str);
        let keys = rules.entry(name.to_owned()).or_default();
        merge.add(index, name, tree, keys);
    }
    let mut combined = merge.combined;
    let is_elsewhere = |(target, _): &(Pointer, _)| target.of(&combined.tree).is_some();
    let borrowed = dangling.into_iter().filter(is_elsewhere);
    combined.found.extend(borrowed.map(|(_, found)| found));
    match wrong {
        None => combined
            .found
            .extend(rules.values().flat_map(SourceKeys::unused)),
        // What the rules would tell apart is not known.
        Some(wrong) => combined.found = wrong,
    }
    Ok(combined)
}

/// The trees of the selected paths: the first source's, and those of the others.
fn trees(input: &Input) -> Result<(Value, Vec<Value>), Report> {
    let mut found = Vec::new();
    let mut load = |document, text: &str, paths: &[String]| {
        let mut tree = match source::load(document, text) {
            Ok(Source { tree, .. }) => tree,
            Err(report) => {
                found.extend(report.diagnostics);
                return Value::Null;
            }
        };
        selection::select(&mut tree, paths);
        if document != Document::Source(0)
            && let Err(report) = spec::version(&tree)
        {
            let moved = report.diagnostics.into_iter();
            found.extend(moved.map(|diagnostic| diagnostic.within(document)));
        }
        tree
    };
    let first = load(Document::Source(0), &input.spec.text, &input.paths);
    let additions = (1..).zip(&input.additions).map(|(index, addition)| {
        let document = Document::Source(index);
        load(document, &addition.text.text, &addition.paths)
    });
    let additions = additions.collect();
    Report::unless(found, (first, additions))
}

/// The references of a source to what it does not have, with their targets.
fn borrowing(tree: &Value, index: usize) -> Vec<(Pointer, Diagnostic)> {
    let dangling = references::dangling(tree).into_iter();
    let found = dangling.filter_map(|found| {
        let reference = Pointer::parse(found.location.pointer()?)
            .of(tree)?
            .as_str()?;
        let found = Diagnostic {
            code: Code::SourceConflict,
            message: format!("`{reference}` is in another source, and not in this one"),
            help: "a source is complete on its own: is the file cut off? Then import it again"
                .to_owned(),
            ..found.within(Document::Source(index))
        };
        Some((Pointer::of_reference(reference)?, found))
    });
    found.collect()
}
