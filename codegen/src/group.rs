//! One diagnostic for one fault in many locations.

use std::collections::{HashMap, HashSet};

use indexmap::IndexMap;
use serde_json::Value;

use crate::diagnostic::{Code, Diagnostic, Document, Level, action_line, each_once};
use crate::overlay;
use crate::pointer::Pointer;
use crate::verb::Verb;

/// What diagnostics about one fault have in common: level, code, message, help without the target
/// of its action, and what distinguishes them otherwise.
type Fault = (Level, Code, String, String, String);

/// Merges the diagnostics about one fault into the first of them, with one action for all
/// locations that can be pasted.
pub(crate) fn grouped(mut diagnostics: Vec<Diagnostic>, tree: &Value) -> Vec<Diagnostic> {
    each_once(&mut diagnostics);
    let mut faults: IndexMap<Fault, Vec<Diagnostic>> = IndexMap::new();
    for (number, diagnostic) in one_for_each_action(diagnostics).into_iter().enumerate() {
        let fault = fault(&diagnostic, number);
        faults.entry(fault).or_default().push(diagnostic);
    }
    let mut grouped = Vec::with_capacity(faults.len());
    for same in faults.into_values() {
        match same.first().map(|first| &first.action) {
            Some(Some(_)) if same.len() > 1 => grouped.extend(by_target(same, tree)),
            _ => grouped.extend(merged(same)),
        }
    }
    grouped.iter_mut().for_each(count);
    grouped
}

/// Merges what the same action or entry of `names.toml` repairs. Pasted twice, it would be an
/// error.
fn one_for_each_action(diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut known: HashMap<(Code, String), usize> = HashMap::new();
    let mut kept: Vec<Diagnostic> = Vec::new();
    for diagnostic in diagnostics {
        let action = diagnostic.action.as_ref().map(|action| action.line.clone());
        let name = diagnostic.name.as_ref().map(|name| name.to_string());
        let key = action.or(name).map(|line| (diagnostic.code, line));
        let at = key.and_then(|key| {
            let next = kept.len();
            Some(*known.entry(key).or_insert(next)).filter(|at| *at < next)
        });
        match at.and_then(|at| kept.get_mut(at)) {
            Some(first) => first.also.push(diagnostic.location),
            None => kept.push(diagnostic),
        }
    }
    kept
}

fn fault(diagnostic: &Diagnostic, number: usize) -> Fault {
    let (message, help) = (diagnostic.message.clone(), &diagnostic.help);
    let (help, about) = match &diagnostic.action {
        Some(action) => (
            help.replace(&action.line, &action.update),
            action.alike.clone(),
        ),
        None => (help.clone(), String::new()),
    };
    // Overlays and names are repaired line by line.
    let about = match diagnostic.location.document {
        Document::Spec => about,
        Document::Source(_) | Document::Overlay(_) | Document::Names => number.to_string(),
    };
    (diagnostic.level, diagnostic.code, message, help, about)
}

/// Merges diagnostics into one, with the help of the first.
fn merged(same: Vec<Diagnostic>) -> Option<Diagnostic> {
    let mut same = same.into_iter();
    let mut first = same.next()?;
    for other in same {
        first.also.push(other.location);
        first.also.extend(other.also);
    }
    Some(first)
}

/// One diagnostic for each target that is needed, mostly one for all.
fn by_target(same: Vec<Diagnostic>, tree: &Value) -> Vec<Diagnostic> {
    let targets = same.iter().filter_map(|same| same.action.as_ref());
    let targets: Vec<Pointer> = targets.map(|action| action.at.clone()).collect();
    let mut found = Vec::new();
    let mut same: Vec<Option<Diagnostic>> = same.into_iter().map(Some).collect();
    for (target, places) in overlay::cover(&targets, tree) {
        let places: HashSet<&Pointer> = places.iter().collect();
        let is_meant = |diagnostic: &&mut Option<Diagnostic>| {
            let action = diagnostic.as_ref().and_then(|it| it.action.as_ref());
            action.is_some_and(|action| places.contains(&action.at))
        };
        let group = same.iter_mut().filter(is_meant).filter_map(Option::take);
        let Some(mut group) = merged(group.collect()) else {
            continue;
        };
        if let Some(action) = &mut group.action {
            let line = action_line(&target, action.description, &action.update);
            group.help = group.help.replace(&action.line, &line);
            action.line = line;
        }
        found.push(group);
    }
    found
}

fn count(group: &mut Diagnostic) {
    let others = group.also.len();
    if others == 0 || group.location.document != Document::Spec {
        return;
    }
    let places: Vec<&str> = [&group.location]
        .into_iter()
        .chain(&group.also)
        .filter_map(|place| place.pointer())
        .collect();
    let owners = |owner: fn(&str) -> Option<&str>| {
        let owners: HashSet<&str> = places.iter().filter_map(|place| owner(place)).collect();
        owners.len() == others + 1
    };
    let (one, many) = if owners(schema) {
        ("schema", "schemas")
    } else if owners(operation) {
        ("operation", "operations")
    } else {
        ("place", "places")
    };
    group.message += &match others {
        1 => format!(", here and in another {one}"),
        others => format!(", here and in {others} other {many}"),
    };
}

/// The component schema that a pointer is in.
fn schema(place: &str) -> Option<&str> {
    place
        .strip_prefix("/components/schemas/")?
        .split('/')
        .next()
}

/// The operation that a pointer is in, by its path and its verb.
fn operation(place: &str) -> Option<&str> {
    let below = place.strip_prefix("/paths/")?;
    let (path, below) = below.split_once('/')?;
    let verb = below.split('/').next()?;
    Verb::of_key(verb)?;
    place.get(.."/paths/".len() + path.len() + 1 + verb.len())
}
