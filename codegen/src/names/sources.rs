//! The keys by which `names.toml` tells the components of a source apart from those of another.

use std::collections::BTreeMap;
use std::ops::Range;

use toml::de::DeTable;

use super::rules::{Rules, finding};
use super::table::Table;
use crate::diagnostic::{Code, Diagnostic};

/// The tables of a `names.toml` that have entries, each with the keys that lead to it: `schemas`,
/// `sources` and `partner`.
pub(crate) fn tables<'t>(
    names: &'t DeTable<'_>,
) -> impl Iterator<Item = (Vec<&'t str>, &'t DeTable<'t>)> {
    names.iter().flat_map(|(key, value)| {
        let key = key.get_ref().as_ref();
        let table = value.get_ref().as_table();
        let mut found = Vec::new();
        match table {
            Some(sources) if key == "sources" => {
                found.extend(sources.iter().filter_map(|(name, value)| {
                    Some((
                        vec![key, name.get_ref().as_ref()],
                        value.get_ref().as_table()?,
                    ))
                }))
            }
            table => found.extend(table.map(|table| (vec![key], table))),
        }
        found
    })
}

/// The rules of one source.
#[derive(Debug, Default)]
pub struct SourceKeys(Rules);

impl SourceKeys {
    /// The key for the component that the source has under `key`, if a rule gives it one.
    pub fn of(&mut self, key: &str) -> Option<String> {
        let hit = self.0.find(Table::Schemas, key)?;
        Some(match hit.star {
            Some(star) => hit.to.replacen('*', &star, 1),
            None => hit.to,
        })
    }

    /// Returns a diagnostic for each rule that was not used.
    pub fn unused(&self) -> impl Iterator<Item = Diagnostic> {
        self.0.unused()
    }
}

/// The rules of all sources, by their names.
///
/// # Errors
///
/// If rules have no valid form. What is no TOML at all is for [`super::Namer`] to report.
pub fn of_sources(names: &str) -> Result<BTreeMap<String, SourceKeys>, Vec<Diagnostic>> {
    let table = DeTable::parse(names).map_err(|_| Vec::new())?;
    let sources = table.get_ref().get("sources");
    let Some(sources) = sources else {
        return Ok(BTreeMap::new());
    };
    let (mut all, mut found) = (BTreeMap::new(), Vec::new());
    let named = sources.get_ref().as_table();
    for (name, entries) in named.into_iter().flatten() {
        match entries.get_ref().as_table().map(Rules::of_keys) {
            Some(Ok(rules)) => drop(all.insert(name.get_ref().to_string(), SourceKeys(rules))),
            Some(Err(wrong)) => found.extend(wrong),
            None => found.push(no_table(name.span(), name.get_ref())),
        }
    }
    if named.is_none() {
        found.push(no_table(sources.span(), "sources"));
    }
    if found.is_empty() {
        Ok(all)
    } else {
        Err(found)
    }
}

fn no_table(span: Range<usize>, name: &str) -> Diagnostic {
    let message = format!("`{name}` must be a table");
    finding(
        span,
        Code::NamesEntry,
        message,
        "write it as `[sources.name]` with entries below",
    )
}
