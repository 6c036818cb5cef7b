//! One target for many nodes, if there is one that selects them and nothing else.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::target::Target;
use crate::pointer::Pointer;

/// The number of steps in which the nodes may differ. Each doubles the paths to try.
const DIFFERENT: usize = 4;

/// Returns targets that select these nodes, each with those that it selects: by a `*` if that
/// selects nothing else, otherwise by a list of names.
pub(crate) fn cover(places: &[Pointer], tree: &Value) -> Vec<(String, Vec<Pointer>)> {
    let mut by_length: BTreeMap<usize, Vec<Path>> = BTreeMap::new();
    for at in places {
        let selectors = at.selectors(tree);
        let path = Path {
            at: at.clone(),
            selectors,
        };
        by_length
            .entry(path.selectors.len())
            .or_default()
            .push(path);
    }
    let mut found = Vec::new();
    for places in by_length.into_values() {
        split(places, tree, &mut found);
    }
    found
}

struct Path {
    at: Pointer,
    /// The steps of a path to it, without the brackets.
    selectors: Vec<String>,
}

fn split(places: Vec<Path>, tree: &Value, found: &mut Vec<(String, Vec<Pointer>)>) {
    let steps = places.first().map_or(0, |place| place.selectors.len());
    let mut choices: Vec<Vec<&str>> = vec![Vec::new(); steps];
    for place in &places {
        for (choices, selector) in choices.iter_mut().zip(&place.selectors) {
            if !choices.contains(&selector.as_str()) {
                choices.push(selector);
            }
        }
    }
    let different: Vec<usize> = (0..steps)
        .filter(|step| choices.get(*step).is_some_and(|choices| choices.len() > 1))
        .collect();
    if let Some(path) = exact(&places, &choices, &different, tree) {
        found.push((path, places.into_iter().map(|place| place.at).collect()));
        return;
    }
    // No path for all of them: one for each selector of the step with the fewest.
    let fewest = different
        .iter()
        .min_by_key(|step| choices.get(**step).map_or(0, Vec::len));
    let Some(&step) = fewest else {
        return;
    };
    let mut parts: BTreeMap<String, Vec<Path>> = BTreeMap::new();
    for place in places {
        let selector = place.selectors.get(step).cloned().unwrap_or_default();
        parts.entry(selector).or_default().push(place);
    }
    for part in parts.into_values() {
        split(part, tree, found);
    }
}

/// The shortest path that selects the nodes and nothing else.
fn exact(
    places: &[Path],
    choices: &[Vec<&str>],
    different: &[usize],
    tree: &Value,
) -> Option<String> {
    if different.is_empty() {
        return Some(path(choices, &[]));
    }
    if different.len() > DIFFERENT {
        return None;
    }
    let free: Vec<usize> = different
        .iter()
        .copied()
        .filter(|step| may_be_any(choices, *step))
        .collect();
    let wanted: BTreeSet<&str> = places.iter().map(|place| place.at.as_str()).collect();
    // From a `*` at each step to a list of names at each.
    (0..1_usize << free.len()).find_map(|names| {
        let any: Vec<usize> = free
            .iter()
            .enumerate()
            .filter(|(number, _)| names >> number & 1 == 0)
            .map(|(_, step)| *step)
            .collect();
        let path = path(choices, &any);
        let selected = Target::parse(&path).ok()?.places(tree);
        let selected: BTreeSet<&str> = selected.iter().map(String::as_str).collect();
        (selected == wanted).then_some(path)
    })
}

/// Whether a `*` can replace a step: that of schemas or operations, not that of what they have,
/// since later versions will have others.
fn may_be_any(choices: &[Vec<&str>], step: usize) -> bool {
    let is_name = |selector: &&str| selector.starts_with('\'');
    let before = step.checked_sub(1).and_then(|step| choices.get(step));
    step + 1 < choices.len()
        && before.is_some_and(|names| !names.contains(&"'properties'"))
        && choices
            .get(step)
            .is_some_and(|names| names.iter().all(is_name))
}

fn path(choices: &[Vec<&str>], any: &[usize]) -> String {
    let mut path = "$".to_owned();
    for (step, choices) in choices.iter().enumerate() {
        match &choices[..] {
            _ if any.contains(&step) => path += "[*]",
            [only] => path += &Pointer::segment(only),
            names => path += &format!("[{}]", names.join(", ")),
        }
    }
    path
}
