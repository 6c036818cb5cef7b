//! A rename carried over to `names.toml`.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::edit::{Edit, Extent};
use super::rewritten::Rewritten;
use crate::layout::{self, Replacement};
use crate::names;

/// Rewrites `names.toml`: what its entries apply to. The names that they give stay.
///
/// # Errors
///
/// If the text is not TOML, or an entry for the new name is there already: says why in one line.
pub fn rewrite(text: &str, edit: &Edit) -> Result<Rewritten, String> {
    if !text.contains(&edit.old) {
        return Ok(Rewritten::new(text, Vec::new()));
    }
    let tables = DeTable::parse(text).map_err(|error| error.message().to_owned())?;
    let mut edits = Vec::new();
    for (path, entries) in names::tables(tables.get_ref()) {
        let table = path.first().copied().unwrap_or_default();
        for (key, value) in entries {
            let applies_to: Vec<_> = match (table, value.get_ref()) {
                ("resources", DeValue::Table(fields)) => {
                    let name = fields.iter().find(|(field, _)| field.get_ref() == "name");
                    name.and_then(|(_, name)| string(name))
                        .into_iter()
                        .collect()
                }
                ("paths", DeValue::Array(list)) => list.iter().filter_map(string).collect(),
                ("resources" | "paths", _) => string(value).into_iter().collect(),
                ("crate" | "actors", _) => Vec::new(),
                _ => vec![(key.get_ref().as_ref(), key.span())],
            };
            for (old, at) in applies_to {
                let Some(new) = renamed(edit, table, old) else {
                    continue;
                };
                if at == key.span()
                    && let Some(other) = entries.get(new.as_str())
                {
                    if string(other).map(|(name, _)| name) == string(value).map(|(name, _)| name)
                        && string(value).is_some()
                    {
                        // What the old entry says, the new one says already.
                        let line = layout::line_of(text, at.start);
                        let [start, end] =
                            [line, line + 1].map(|line| layout::line_start(text, line));
                        edits.push(Replacement {
                            at: start..end,
                            new: String::new(),
                        });
                        continue;
                    }
                    return Err(format!("`{new}` is there already, beside `{old}`"));
                }
                let new = spelt(text, at.clone(), &new);
                edits.push(Replacement { at, new });
            }
        }
    }
    let rewritten = Rewritten::new(text, edits);
    match DeTable::parse(&rewritten.text) {
        Ok(_) => Ok(rewritten),
        Err(error) => Err(error.message().to_owned()),
    }
}

fn string<'t>(value: &'t Spanned<DeValue<'_>>) -> Option<(&'t str, Range<usize>)> {
    Some((value.get_ref().as_str()?, value.span()))
}

/// What an entry applies to, by its new name.
fn renamed(edit: &Edit, table: &str, name: &str) -> Option<String> {
    match (&edit.extent, table) {
        (Extent::Within(schemas), "properties" | "variants") => schemas.iter().find_map(|schema| {
            let rest = name.strip_prefix(schema.as_str())?.strip_prefix('.')?;
            edit.name(rest).map(|rest| format!("{schema}.{rest}"))
        }),
        (Extent::Within(_), _) => None,
        (_, "properties" | "variants") => {
            // The name of a schema may have dots in it, and so may a value.
            let dots = name.match_indices('.').map(|(at, _)| at);
            let schema = dots.clone().find_map(|at| {
                let schema = edit.name(name.get(..at)?)?;
                Some(format!("{schema}.{}", name.get(at + 1..)?))
            });
            let own = |at: usize| {
                let rest = edit.name(name.get(at + 1..)?)?;
                Some(format!("{}.{rest}", name.get(..at)?))
            };
            schema.or_else(|| (table == "properties").then(|| dots.clone().find_map(own))?)
        }
        (_, "operations" | "modules") => edit.name(name).or_else(|| {
            let (verb, path) = name.split_once(' ')?;
            Some(format!("{verb} {}", edit.name(path)?))
        }),
        _ => edit.name(name),
    }
}

/// A name as it has to be spelt in the place of another one.
fn spelt(text: &str, at: Range<usize>, name: &str) -> String {
    let quote = text.get(at).and_then(|old| old.chars().next());
    let is_bare = !name.is_empty()
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-');
    match quote {
        Some('\'') if !name.contains('\'') => format!("'{name}'"),
        Some('"' | '\'') => toml::Value::from(name).to_string(),
        _ if is_bare => name.to_owned(),
        _ => toml::Value::from(name).to_string(),
    }
}
