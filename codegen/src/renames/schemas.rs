//! Schemas that are gone with the new ones that they became.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::form::{ALIKE, Form, Forms, similarity};
use super::pairs::{alike, one_to_one};
use super::places::Places;
use super::prefixes;
use super::rename::Rename;
use super::tree::entries;

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
        found.extend(self.at_the_same_place(places, ALIKE));
        found = one_to_one(found);
        if found.len() > self.known.len() {
            return found;
        }
        found.extend(self.at_the_same_place(places, AT_THE_SAME_PLACE));
        let prefixes = prefixes::of(self.known.iter().chain(operations), &BTreeSet::new());
        let is_expected = |old: &str, new: &str| {
            prefixes.iter().any(|prefix| {
                let rest = old.strip_prefix(prefix.old.as_str());
                rest.is_some_and(|rest| new.strip_prefix(prefix.new.as_str()) == Some(rest))
            })
        };
        let is_only = |form: &Form| {
            let count = |forms: &BTreeMap<&str, Form>| {
                forms.values().filter(|another| *another == form).count()
            };
            !form.is_plain() && count(&self.gone) == 1 && count(&self.fresh) == 1
        };
        let open = |forms: &BTreeMap<&'a str, Form>, is_known: &dyn Fn(&str) -> bool| {
            let open = forms.iter().filter(|(name, _)| !is_known(name));
            open.map(|(name, form)| (*name, form.clone()))
                .collect::<Vec<_>>()
        };
        let gone = open(&self.gone, &|name| {
            self.known.iter().any(|it| it.old == name)
        });
        let fresh = open(&self.fresh, &|name| {
            self.known.iter().any(|it| it.new == name)
        });
        found.extend(alike(&gone, &fresh, |old, new, form| {
            is_expected(old, new) || similarity(old, new) >= SIMILAR || is_only(form)
        }));
        found
    }

    /// What refers to the one and to the other stands at one place, and so much of them is the same.
    fn at_the_same_place(&self, places: &Places, least: u8) -> Vec<Rename> {
        let pairs = places.pairs.iter().filter_map(|(old, new)| {
            let (was, now) = self
                .gone
                .get(old.as_str())
                .zip(self.fresh.get(new.as_str()))?;
            let likeness = was.likeness(now);
            (likeness >= least).then(|| Rename::at_the_same_place(old, new, likeness))
        });
        pairs.collect()
    }
}
