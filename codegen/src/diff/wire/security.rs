//! Security: the requirements of an operation, and the schemes that they name.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use indexmap::IndexMap;
use serde_json::Value;

use super::graph::{Graph, Sides};
use super::operations::Operation;
use super::places::{Spot, Tree};
use super::rules::{
    GLOBAL_SECURITY_ADDED, GLOBAL_SECURITY_REMOVED, GLOBAL_SECURITY_SCOPE_ADDED,
    GLOBAL_SECURITY_SCOPE_REMOVED, Rule, SCHEME_ADDED, SCHEME_REMOVED, SCHEME_SCOPE_ADDED,
    SCHEME_SCOPE_REMOVED, SCHEME_TOKEN_URL_CHANGED, SCHEME_TYPE_CHANGED, SCHEME_URL_CHANGED,
    SECURITY_ADDED, SECURITY_REMOVED, SECURITY_SCOPE_ADDED, SECURITY_SCOPE_REMOVED, UNLISTED,
};

/// One of the requirements that suffice: OAuth scopes by scheme, and where it is said.
struct Requirement<'t> {
    spot: Spot<'t>,
    scopes: BTreeMap<&'t str, BTreeSet<&'t str>>,
}

/// The requirements by their schemes.
type Requirements<'t> = IndexMap<Vec<&'t str>, Requirement<'t>>;

struct Rules {
    added: Rule,
    removed: Rule,
    scope_added: Rule,
    scope_removed: Rule,
}

const OWN: Rules = Rules {
    added: SECURITY_ADDED,
    removed: SECURITY_REMOVED,
    scope_added: SECURITY_SCOPE_ADDED,
    scope_removed: SECURITY_SCOPE_REMOVED,
};

const GLOBAL: Rules = Rules {
    added: GLOBAL_SECURITY_ADDED,
    removed: GLOBAL_SECURITY_REMOVED,
    scope_added: GLOBAL_SECURITY_SCOPE_ADDED,
    scope_removed: GLOBAL_SECURITY_SCOPE_REMOVED,
};

/// What is said about security, with a node for each scheme.
pub(super) struct Security<'t> {
    schemes: IndexMap<&'t str, (Sides<Option<Spot<'t>>>, usize)>,
}

impl<'t> Security<'t> {
    pub(super) fn new(graph: &mut Graph<'t>) -> Self {
        let all = |tree: &mut Tree<'t>| {
            let root = tree.root();
            let components = tree.child(root, "components");
            let schemes = components.and_then(|spot| tree.child(spot, "securitySchemes"));
            let entries = tree.entries(schemes);
            let followed = entries.into_iter();
            followed
                .filter_map(|(name, spot)| Some((name, tree.follow(spot)?)))
                .collect::<Vec<_>>()
        };
        let (old, new) = (all(&mut graph.old), all(&mut graph.new));
        let mut sides: IndexMap<&'t str, Sides<Option<Spot<'t>>>> = IndexMap::new();
        for (name, spot) in new {
            sides.insert(name, Sides::new(None, Some(spot)));
        }
        for (name, spot) in old {
            sides.entry(name).or_insert(Sides::new(None, None)).old = Some(spot);
        }
        let schemes = sides
            .into_iter()
            .map(|(name, sides)| (name, (sides, graph.node())))
            .collect();
        Self { schemes }
    }

    /// Compares the requirements of an operation.
    pub(super) fn compare(&self, graph: &mut Graph<'t>, pair: &Sides<&Operation<'t>>) {
        let (own_old, old) = requirements(&mut graph.old, pair.old);
        let (own_new, new) = requirements(&mut graph.new, pair.new);
        for name in old.keys().chain(new.keys()).flatten() {
            if let Some((_, node)) = self.schemes.get(name) {
                graph.lead(*node);
            }
        }
        let rules = if own_old || own_new { OWN } else { GLOBAL };
        compare(graph, &old, &new, &rules);
    }

    /// Compares the schemes themselves.
    pub(super) fn schemes(self, graph: &mut Graph<'t>) {
        for (name, (sides, node)) in self.schemes {
            graph.within(node);
            match (sides.old, sides.new) {
                (Some(old), Some(new)) => scheme(graph, old, new),
                (old, new) => {
                    let rule = if new.is_some() {
                        SCHEME_ADDED
                    } else {
                        SCHEME_REMOVED
                    };
                    let side = |spot: Option<Spot<'_>>| {
                        let kind = |spot: Spot<'_>| spot.text("type").unwrap_or(name).to_owned();
                        spot.map(|spot| (spot.place, kind(spot)))
                    };
                    graph.found(rule, Sides::new(side(old), side(new)));
                }
            }
        }
    }
}

/// What an operation requires, and whether it says so itself.
fn requirements<'t>(tree: &mut Tree<'t>, operation: &Operation<'t>) -> (bool, Requirements<'t>) {
    let own = operation.spot.get("security").is_some();
    let holder = if own { operation.spot } else { tree.root() };
    let list = tree.child(holder, "security");
    let all = tree.elements(list).into_iter().filter_map(|spot| {
        let scopes: BTreeMap<&str, BTreeSet<&str>> = spot
            .map()?
            .iter()
            .map(|(name, scopes)| {
                let scopes = scopes.as_array().into_iter().flatten();
                (name.as_str(), scopes.filter_map(Value::as_str).collect())
            })
            .collect();
        let names = scopes.keys().copied().collect();
        Some((names, Requirement { spot, scopes }))
    });
    (own, all.collect())
}

fn compare<'t>(
    graph: &mut Graph<'t>,
    old: &Requirements<'t>,
    new: &Requirements<'t>,
    rules: &Rules,
) {
    let text = |names: &[&str]| match names {
        [] => "no credentials".to_owned(),
        names => names.join(" and "),
    };
    for (names, requirement) in new {
        let Some(before) = old.get(names) else {
            let found = Sides::new(None, Some((requirement.spot.place, text(names))));
            graph.found(rules.added, found);
            continue;
        };
        for (name, scopes) in &requirement.scopes {
            let none = BTreeSet::new();
            let known = before.scopes.get(name).unwrap_or(&none);
            let (old, new) = (before.spot.place, requirement.spot.place);
            for scope in scopes.difference(known) {
                let found = Sides::new(None, Some((new, format!("{name}: {scope}"))));
                graph.found(rules.scope_added, found);
            }
            for scope in known.difference(scopes) {
                let found = Sides::new(Some((old, format!("{name}: {scope}"))), None);
                graph.found(rules.scope_removed, found);
            }
        }
    }
    for (names, requirement) in old.iter().filter(|(names, _)| !new.contains_key(*names)) {
        let found = Sides::new(Some((requirement.spot.place, text(names))), None);
        graph.found(rules.removed, found);
    }
}

fn scheme<'t>(graph: &mut Graph<'t>, old: Spot<'t>, new: Spot<'t>) {
    differs(graph, SCHEME_TYPE_CHANGED, old, new, "type");
    if old.text("type") != new.text("type") {
        return;
    }
    // Oasdiff has no rule about where a key is sent and how.
    for (keyword, rule) in [
        ("in", UNLISTED),
        ("name", UNLISTED),
        ("scheme", UNLISTED),
        ("openIdConnectUrl", UNLISTED),
    ] {
        differs(graph, rule, old, new, keyword);
    }
    let flows = |tree: &mut Tree<'t>, spot: Spot<'t>| -> HashMap<&'t str, Spot<'t>> {
        let flows = tree.child(spot, "flows");
        tree.entries(flows).into_iter().collect()
    };
    let (before, after) = (flows(&mut graph.old, old), flows(&mut graph.new, new));
    let names: BTreeSet<&str> = before.keys().chain(after.keys()).copied().collect();
    for name in names.into_iter().filter(|name| !name.starts_with("x-")) {
        match (before.get(name), after.get(name)) {
            (Some(old), Some(new)) => flow(graph, *old, *new),
            (old, new) => {
                let side = |spot: Option<&Spot<'_>>| spot.map(|spot| (spot.place, name.to_owned()));
                graph.found(UNLISTED, Sides::new(side(old), side(new)));
            }
        }
    }
}

fn flow<'t>(graph: &mut Graph<'t>, old: Spot<'t>, new: Spot<'t>) {
    for (keyword, rule) in [
        ("authorizationUrl", SCHEME_URL_CHANGED),
        ("tokenUrl", SCHEME_TOKEN_URL_CHANGED),
        ("refreshUrl", UNLISTED),
    ] {
        differs(graph, rule, old, new, keyword);
    }
    let scopes = |tree: &mut Tree<'t>, spot: Spot<'t>| {
        let scopes = tree.child(spot, "scopes");
        tree.entries(scopes)
    };
    let (before, after) = (scopes(&mut graph.old, old), scopes(&mut graph.new, new));
    let lacks =
        |list: &[(&str, Spot<'t>)], name: &str| list.iter().all(|(known, _)| *known != name);
    for (name, spot) in after.iter().filter(|(name, _)| lacks(&before, name)) {
        let found = Sides::new(None, Some((spot.place, (*name).to_owned())));
        graph.found(SCHEME_SCOPE_ADDED, found);
    }
    for (name, spot) in before.iter().filter(|(name, _)| lacks(&after, name)) {
        let found = Sides::new(Some((spot.place, (*name).to_owned())), None);
        graph.found(SCHEME_SCOPE_REMOVED, found);
    }
}

fn differs<'t>(graph: &mut Graph<'t>, rule: Rule, old: Spot<'t>, new: Spot<'t>, keyword: &str) {
    let text = |spot: Spot<'_>| {
        let text = spot.text(keyword)?;
        // Schemes of HTTP and names of headers have no case.
        let loose = keyword == "scheme" || keyword == "name" && spot.text("in") == Some("header");
        Some(if loose {
            text.to_lowercase()
        } else {
            text.to_owned()
        })
    };
    let (before, after) = (text(old), text(new));
    if before != after {
        let at = Sides::new(Some(old.place), Some(new.place));
        graph.say(rule, at, Sides::new(before, after));
    }
}
