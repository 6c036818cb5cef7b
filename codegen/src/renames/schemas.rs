//! Schemas that are gone with the new ones that they became.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::form::{ALIKE, Form, Forms, by_form, similarity};
use super::{Places, Rename, Why, entries, one_to_one, prefixes};

/// What stands at the same place has to be this much alike, in percent: half of a schema may be
/// new in it, but an envelope is not what it holds.
const AT_THE_SAME_PLACE: u8 = 50;

/// Names that are this much alike, in percent, tell equal forms apart.
const SIMILAR: usize = 50;

type Schemas<'a> = BTreeMap<&'a str, &'a Value>;

/// Each round knows the names of the one before, by which more forms are equal.
pub(super) fn pairs(
    old: &Value,
    new: &Value,
    places: &Places,
    operations: &[Rename],
) -> Vec<Rename> {
    let named = |tree| {
        let schemas = entries(tree, "/components/schemas");
        schemas.map(|(name, schema)| (name.as_str(), schema))
    };
    let (before, after): (Schemas<'_>, Schemas<'_>) = (named(old).collect(), named(new).collect());
    let gone: Schemas<'_> = named(old)
        .filter(|(name, _)| !after.contains_key(name))
        .collect();
    let fresh: Schemas<'_> = named(new)
        .filter(|(name, _)| !before.contains_key(name))
        .collect();
    let mut known = Vec::new();
    if gone.is_empty() || fresh.is_empty() {
        return known;
    }
    loop {
        let count = known.len();
        let found = Round::new(old, new, &gone, &fresh, &known).find(places, operations);
        known = one_to_one(found);
        // The number of names is finite, and a pair that is known stays.
        if known.len() <= count {
            return known;
        }
    }
}

struct Round<'a> {
    gone: BTreeMap<&'a str, Form>,
    fresh: BTreeMap<&'a str, Form>,
    known: &'a [Rename],
}

impl<'a> Round<'a> {
    fn new(
        old: &Value,
        new: &Value,
        gone: &Schemas<'a>,
        fresh: &Schemas<'a>,
        known: &'a [Rename],
    ) -> Self {
        let forms = Forms::new(old, new, known);
        let was = gone.iter().map(|(name, schema)| (*name, forms.was(schema)));
        let now = fresh
            .iter()
            .map(|(name, schema)| (*name, forms.now(schema)));
        Self {
            gone: was.collect(),
            fresh: now.collect(),
            known,
        }
    }

    fn find(&self, places: &Places, operations: &[Rename]) -> Vec<Rename> {
        let mut found = self.known.to_vec();
        let at_the_same_place = |least: u8| {
            let pairs = places.pairs.iter().filter_map(move |(old, new)| {
                let pair = (self.gone.get(old.as_str())).zip(self.fresh.get(new.as_str()));
                let likeness = pair.map(|(one, two)| one.likeness(two))?;
                (likeness >= least).then(|| Rename {
                    old: old.clone(),
                    new: new.clone(),
                    why: Why::SamePlace,
                    likeness,
                })
            });
            pairs.collect::<Vec<_>>()
        };
        found.extend(at_the_same_place(ALIKE));
        found = one_to_one(found);
        if found.len() > self.known.len() {
            return found;
        }
        found.extend(at_the_same_place(AT_THE_SAME_PLACE));
        let taken = |names: fn(&Rename) -> &str| -> BTreeSet<String> {
            self.known
                .iter()
                .map(|rename| names(rename).to_owned())
                .collect()
        };
        let (olds, news) = (taken(|rename| &rename.old), taken(|rename| &rename.new));
        let prefixes = prefixes::of(self.known.iter().chain(operations), &BTreeSet::new());
        let gone = self.gone.iter().filter(|(name, _)| !olds.contains(**name));
        let fresh: Vec<_> = (self.fresh.iter())
            .filter(|(name, _)| !news.contains(**name))
            .collect();
        for (old, form) in gone {
            for (new, other) in &fresh {
                let alike = form.likeness(other);
                if alike < ALIKE {
                    continue;
                }
                let is_expected = prefixes.iter().any(|prefix| {
                    let rest = old.strip_prefix(prefix.old.as_str());
                    rest.is_some_and(|rest| new.strip_prefix(prefix.new.as_str()) == Some(rest))
                });
                let is_only = || {
                    let equal = |forms: &BTreeMap<&str, Form>| {
                        forms.values().filter(|another| *another == form).count() == 1
                    };
                    !form.is_plain() && equal(&self.gone) && equal(&self.fresh)
                };
                if is_expected || similarity(old, new) >= SIMILAR || is_only() {
                    found.push(by_form(old, new, alike));
                }
            }
        }
        found
    }
}
