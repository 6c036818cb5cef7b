//! Security: the requirements of an operation, and the schemes that they name.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;
use serde_json::Value;

use super::graph::Graph;
use super::operation::Operation;
use super::rules::{self, Rule};
use super::sides::Sides;
use super::tree::{Spot, Tree};

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
    added: rules::SECURITY_ADDED,
    removed: rules::SECURITY_REMOVED,
    scope_added: rules::SECURITY_SCOPE_ADDED,
    scope_removed: rules::SECURITY_SCOPE_REMOVED,
};

const GLOBAL: Rules = Rules {
    added: rules::GLOBAL_SECURITY_ADDED,
    removed: rules::GLOBAL_SECURITY_REMOVED,
    scope_added: rules::GLOBAL_SECURITY_SCOPE_ADDED,
    scope_removed: rules::GLOBAL_SECURITY_SCOPE_REMOVED,
};

/// What is said about security, with a node for each scheme.
pub(super) struct Security<'t> {
    schemes: IndexMap<&'t str, (Sides<Option<Spot<'t>>>, usize)>,
}

impl<'t> Security<'t> {
    pub(super) fn new(graph: &mut Graph<'t>) -> Self {
        let all = graph.each(Sides::new((), ()), |tree, ()| {
            let root = tree.root();
            let components = tree.child(root, "components");
            let schemes = components.and_then(|spot| tree.child(spot, "securitySchemes"));
            let entries = tree.entries(schemes).into_iter();
            let schemes = entries.filter_map(|(name, spot)| Some((name, tree.follow(spot)?)));
            schemes.collect::<IndexMap<_, _>>()
        });
        let schemes = all.by_name().map(|(name, sides)| {
            let sides = sides.map(Option::<&Spot<'t>>::copied);
            (*name, (sides, graph.node()))
        });
        let schemes = schemes.collect();
        Self { schemes }
    }

    /// Compares the requirements of an operation.
    pub(super) fn compare(&self, graph: &mut Graph<'t>, pair: &Sides<&Operation<'t>>) {
        let is_own = pair.map(|operation| operation.spot.get("security").is_some());
        let all = graph.each(*pair, requirements);
        for name in all.old.keys().chain(all.new.keys()).flatten() {
            if let Some((_, node)) = self.schemes.get(name) {
                graph.lead(*node);
            }
        }
        let rules = if is_own.old || is_own.new {
            OWN
        } else {
            GLOBAL
        };
        compare(graph, &all, &rules);
    }

    /// Compares the schemes themselves.
    pub(super) fn schemes(self, graph: &mut Graph<'t>) {
        for (name, (spots, node)) in self.schemes {
            graph.within(node);
            match spots.both() {
                Ok(spots) => scheme(graph, spots),
                Err(spot) => {
                    let rule = match spot.new {
                        Some(_) => rules::SCHEME_ADDED,
                        None => rules::SCHEME_REMOVED,
                    };
                    let kind = |spot: Spot<'_>| spot.text("type").unwrap_or(name).to_owned();
                    graph.found(rule, spot.map(|spot| Some((spot?.position, kind(spot?)))));
                }
            }
        }
    }
}

/// What an operation requires, said by itself or for all.
fn requirements<'t>(tree: &mut Tree<'t>, operation: &Operation<'t>) -> Requirements<'t> {
    let is_own = operation.spot.get("security").is_some();
    let holder = if is_own { operation.spot } else { tree.root() };
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
    all.collect()
}

fn compare<'t>(graph: &mut Graph<'t>, all: &Sides<Requirements<'t>>, rules: &Rules) {
    for (names, requirements) in all.by_name() {
        match requirements.both() {
            Ok(Sides { old, new }) => {
                let none = BTreeSet::new();
                for (name, scopes) in &new.scopes {
                    let known = old.scopes.get(name).unwrap_or(&none);
                    for scope in scopes.difference(known) {
                        let text = format!("{name}: {scope}");
                        graph.added(rules.scope_added, new.spot.position, text);
                    }
                    for scope in known.difference(scopes) {
                        let text = format!("{name}: {scope}");
                        graph.removed(rules.scope_removed, old.spot.position, text);
                    }
                }
            }
            Err(requirement) => {
                let rule = match requirement.new {
                    Some(_) => rules.added,
                    None => rules.removed,
                };
                let text = match &names[..] {
                    [] => "no credentials".to_owned(),
                    names => names.join(" and "),
                };
                let found = requirement.map(|one| Some((one?.spot.position, text.clone())));
                graph.found(rule, found);
            }
        }
    }
}

fn scheme<'t>(graph: &mut Graph<'t>, pair: Sides<Spot<'t>>) {
    differs(graph, rules::SCHEME_TYPE_CHANGED, pair, "type");
    if pair.map(|spot| spot.text("type")).differ() {
        return;
    }
    // Oasdiff has no rule about where a key is sent and how.
    for keyword in ["in", "name", "scheme", "openIdConnectUrl"] {
        differs(graph, rules::UNLISTED, pair, keyword);
    }
    let flows = graph.each(pair, |tree, spot| {
        let flows = tree.child(spot, "flows");
        tree.entries(flows).into_iter().collect::<IndexMap<_, _>>()
    });
    for (name, spots) in flows.by_name().filter(|(name, _)| !name.starts_with("x-")) {
        match spots.map(Option::<&Spot<'t>>::copied).both() {
            Ok(spots) => flow(graph, spots),
            Err(spot) => {
                let found = spot.map(|spot| Some((spot?.position, (*name).to_owned())));
                graph.found(rules::UNLISTED, found);
            }
        }
    }
}

fn flow<'t>(graph: &mut Graph<'t>, pair: Sides<Spot<'t>>) {
    for (keyword, rule) in [
        ("authorizationUrl", rules::SCHEME_URL_CHANGED),
        ("tokenUrl", rules::SCHEME_TOKEN_URL_CHANGED),
        ("refreshUrl", rules::UNLISTED),
    ] {
        differs(graph, rule, pair, keyword);
    }
    let scopes = graph.each(pair, |tree, spot| {
        let scopes = tree.child(spot, "scopes");
        tree.entries(scopes).into_iter().collect::<IndexMap<_, _>>()
    });
    for (name, spots) in scopes.by_name() {
        if let Err(spot) = spots.both() {
            let rule = match spot.new {
                Some(_) => rules::SCHEME_SCOPE_ADDED,
                None => rules::SCHEME_SCOPE_REMOVED,
            };
            graph.found(
                rule,
                spot.map(|spot| Some((spot?.position, (*name).to_owned()))),
            );
        }
    }
}

fn differs<'t>(graph: &mut Graph<'t>, rule: Rule, pair: Sides<Spot<'t>>, keyword: &str) {
    let text = pair.map(|spot| {
        let text = spot.text(keyword)?;
        // Schemes of HTTP and names of headers have no case.
        let loose = keyword == "scheme" || keyword == "name" && spot.text("in") == Some("header");
        Some(if loose {
            text.to_lowercase()
        } else {
            text.to_owned()
        })
    });
    graph.differs(rule, pair.map(|spot| spot.position), text);
}
