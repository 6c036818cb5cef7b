//! Which of several possible renames are ones.

use std::collections::BTreeSet;

use super::form::{ALIKE, Form, similarity};
use super::rename::Rename;

/// What is gone with what is new, where the forms are nearly the same and `is_one` says so of the
/// names.
pub(super) fn alike(
    gone: &[(&str, Form)],
    fresh: &[(&str, Form)],
    is_one: impl Fn(&str, &str, &Form) -> bool,
) -> Vec<Rename> {
    let both = gone
        .iter()
        .flat_map(|old| fresh.iter().map(move |new| (old, new)));
    let found = both.filter_map(|((old, form), (new, other))| {
        let likeness = form.likeness(other);
        let is_rename = likeness >= ALIKE && is_one(old, new, form);
        is_rename.then(|| Rename::by_form(old, new, likeness))
    });
    found.collect()
}

/// The surest pairs, so that each name is in one: those with the better reason, the more similar
/// form, the more similar names. Sorted by the old name.
pub(super) fn one_to_one(mut found: Vec<Rename>) -> Vec<Rename> {
    // What stands at the same place and is half new may as well be another thing.
    let is_doubtful = |rename: &Rename| rename.likeness < ALIKE;
    found.sort_by_cached_key(|rename| {
        (
            is_doubtful(rename),
            rename.why,
            100 - rename.likeness,
            100 - similarity(&rename.old, &rename.new),
            rename.old.clone(),
            rename.new.clone(),
        )
    });
    let (mut olds, mut news) = (BTreeSet::new(), BTreeSet::new());
    found.retain(|rename| {
        let is_free = !olds.contains(&rename.old) && !news.contains(&rename.new);
        is_free && olds.insert(rename.old.clone()) && news.insert(rename.new.clone())
    });
    found.sort();
    found
}
