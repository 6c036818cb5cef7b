//! Prefixes that changed, guessed where nothing says what the description was before: names of
//! overlays and of `names.toml` that are gone, and that are there with another beginning.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::prefixes;
use super::proposal::Proposal;
use super::tree::all_names;
use crate::Input;

/// So many names have to be there with the other beginning.
const ENOUGH: usize = 3;

/// The prefix that explains the most, if it explains all names that begin so.
pub(super) fn prefixes(input: &Input, tree: &Value) -> Vec<Proposal> {
    let known: BTreeSet<&str> = all_names(tree).collect();
    let gone = mentioned(input, &known);
    let mut groups: BTreeMap<(String, String), usize> = BTreeMap::new();
    for name in &gone {
        let ends = known.iter().filter(|other| {
            let last = |name: &str| {
                name.rsplit(|c: char| !c.is_alphanumeric())
                    .next()
                    .map(str::len)
            };
            last(name) == last(other)
                && last(name).is_some_and(|length| {
                    name.get(name.len() - length..) == other.get(other.len() - length..)
                })
        });
        for other in ends {
            if let Some(pair) = prefixes::beginnings(name, other) {
                *groups.entry(pair).or_default() += 1;
            }
        }
    }
    let explains_all = |(old, new): &(String, String)| {
        let mut rests = gone
            .iter()
            .filter_map(|name| name.strip_prefix(old.as_str()));
        rests.all(|rest| known.contains(format!("{new}{rest}").as_str()))
            && !known.iter().any(|name| name.starts_with(old.as_str()))
    };
    let best = groups
        .into_iter()
        .filter(|(pair, count)| *count >= ENOUGH && explains_all(pair))
        .max_by_key(|((old, _), count)| (*count, old.len()));
    let proposal = best.and_then(|((old, new), count)| {
        let message = format!(
            "nothing begins with `{old}` any more, and {count} names that did begin with `{new}`"
        );
        Proposal::prefix(&old, &new, message)
    });
    proposal.into_iter().collect()
}

/// Names of schemas and operations that overlays mention, and that the description does not have.
fn mentioned<'i>(input: &'i Input, known: &BTreeSet<&str>) -> BTreeSet<&'i str> {
    let mut found = BTreeSet::new();
    for overlay in &input.overlays {
        for line in overlay.text.lines().filter(|line| line.contains("schemas")) {
            let words = line.split(|c: char| !c.is_alphanumeric() && c != '_');
            let behind = words.skip_while(|word| *word != "schemas").skip(1);
            found.extend(behind.filter(|word| word.len() > 3 && !known.contains(word)));
        }
    }
    found
}
