//! OpenAPI Overlay 1.0 on the raw tree.
//!
//! Stricter than the specification: an action that matches nothing, or changes nothing, is an
//! error, and so is a name in its target. A correction must not outlive the bug that it corrects.

mod cover;
mod damage;
mod explain;
mod foreign;
mod ghosts;
mod kind;
mod lists;
mod target;
mod update;

use std::collections::HashSet;

use serde_json::{Map, Value};

use crate::Text;
use crate::diagnostic::{Code, Diagnostic, Document, Focus, Location, Spot, Surplus};
use crate::pointer::Pointer;
use crate::source::{self, Source};
pub(crate) use cover::cover;
pub(crate) use damage::{Damage, is_within};
pub(crate) use explain::THESE_LINES;
use explain::did_you_mean;
use ghosts::Ghost;
pub(crate) use ghosts::is_spelt;
use lists::Removal;
use target::Target;
pub(crate) use target::segments;
use update::Outcome;

/// The result of the overlays.
#[derive(Debug)]
pub struct Applied {
    /// The tree with every action that could be carried out.
    pub source: Source,
    /// What is wrong with the overlays.
    pub found: Vec<Diagnostic>,
    /// Whether every action could be parsed. The effect of one that could not is unknown.
    pub is_read: bool,
    /// What the tree lacks because of that.
    pub(crate) damage: Damage,
}

/// Applies the overlays in order, after the removal of other vendors' extensions with our names.
/// A wrong action does not stop the others.
pub fn apply(source: Source, overlays: &[Text]) -> Applied {
    let mut applied = Applied {
        source,
        found: Vec::new(),
        is_read: true,
        damage: Damage::default(),
    };
    foreign::leave_out(&mut applied.source.tree);
    let mut removals = Vec::new();
    for (index, overlay) in overlays.iter().enumerate() {
        match source::load(Document::Overlay(index), &overlay.text) {
            Ok(document) => Overlay {
                index,
                document: &document.tree,
                found: &mut applied.found,
                is_read: &mut applied.is_read,
                damage: &mut applied.damage,
                removals: &mut removals,
            }
            .run(&mut applied.source.tree),
            Err(report) => {
                applied.found.extend(report.diagnostics);
                applied.is_read = false;
            }
        }
    }
    let tree = &applied.source.tree;
    let losses = removals.iter().flat_map(|removal| {
        let losses = removal.losses(tree).into_iter();
        losses.map(|loss| explain::loss(removal, loss, tree))
    });
    applied.found.extend(losses);
    applied
}

/// The JSON pointers that a target selects; none if it is not a JSONPath.
pub(crate) fn places(target: &str, tree: &Value) -> Vec<String> {
    let target = Target::parse(target);
    target.map_or_else(|_| Vec::new(), |target| target.places(tree))
}

struct Overlay<'a> {
    index: usize,
    document: &'a Value,
    found: &'a mut Vec<Diagnostic>,
    is_read: &'a mut bool,
    damage: &'a mut Damage,
    removals: &'a mut Vec<Removal>,
}

impl Overlay<'_> {
    fn run(&mut self, tree: &mut Value) {
        let (document, root) = (self.document, Pointer::root());
        match document.get("overlay").and_then(Value::as_str) {
            Some(version) if version.starts_with("1.") => {}
            _ => {
                return self.unreadable(
                    &root,
                    Code::OverlayVersion,
                    "this is not an Overlay 1.0 document",
                    "begin the file with `overlay: 1.0.0`",
                );
            }
        }
        self.only(document, &root, &["overlay", "info", "extends", "actions"]);
        let Some(actions) = document.get("actions").and_then(Value::as_array) else {
            return self.unreadable(
                &root,
                Code::OverlayActions,
                "an overlay needs an array of `actions`",
                "add `actions:` with an array of actions",
            );
        };
        let at = root.child("actions");
        for (number, action) in actions.iter().enumerate() {
            self.action(action, &at.index(number), tree);
        }
    }

    fn action(&mut self, action: &Value, at: &Pointer, tree: &mut Value) {
        self.only(action, at, &["target", "description", "update", "remove"]);
        let Some(target) = action.get("target").and_then(Value::as_str) else {
            return self.unreadable(
                at,
                Code::OverlayTarget,
                "an action needs a `target`",
                "give a JSONPath such as `$.paths`",
            );
        };
        let target_at = at.child("target");
        let parsed = match Target::parse(target) {
            Ok(parsed) => parsed,
            Err(error) => {
                let message = format!("`{target}` is not a JSONPath: {error}");
                return self.unreadable(
                    &target_at,
                    Code::OverlayTarget,
                    &message,
                    "write it as RFC 9535 does, for instance `$.paths['/v1/x'].get`",
                );
            }
        };
        let places = parsed.places(tree);
        let parts = parsed.parts(tree);
        if places.is_empty() {
            let alone = parts.iter().map(|part| part.path.as_str());
            let paths: Vec<&str> = alone.chain(parts.is_empty().then_some(target)).collect();
            let absent = |path: &&str| target::absent(path, tree);
            if self
                .damage
                .covers(&paths.iter().flat_map(absent).collect::<Vec<Pointer>>())
            {
                return;
            }
            for path in paths {
                self.damage.action(action, &target::meant(path, tree));
            }
            let message = format!("`{target}` matches nothing in the spec");
            let otherwise = "delete the action if the spec no longer needs it, or correct the path";
            let help = did_you_mean(target::similar(target, tree), otherwise);
            self.report(&target_at, Code::OverlayNoMatch, &message, &help);
            return self.about(target, Some(Surplus::Action));
        }
        for part in parts.iter().filter(|part| part.places.is_empty()) {
            if self.damage.covers(&target::absent(&part.path, tree)) {
                continue;
            }
            let message = format!("`{}` matches nothing in the spec", part.path);
            let otherwise = format!("remove `{}` from the target, or correct it", part.text);
            let help = did_you_mean(target::similar(&part.path, tree), &otherwise);
            self.damage.action(action, &target::meant(&part.path, tree));
            self.report_part(&target_at, &part.text, Code::OverlayNoMatch, message, help);
            self.about(&part.text, Some(Surplus::Selector(part.segment)));
        }
        let mut outcome = Outcome::default();
        let changed = match (action.get("update"), action.get("remove")) {
            (Some(update), None) => {
                let from = at.child("update");
                let updated = places
                    .iter()
                    .map(|place| outcome.update(tree, place, update, &from));
                match updated.collect::<Result<Vec<bool>, String>>() {
                    Ok(changed) => changed,
                    Err(message) => {
                        self.damage.action(action, &places);
                        return self.report(
                            &target_at,
                            Code::OverlayTarget,
                            &message,
                            "let the target select an object or an array",
                        );
                    }
                }
            }
            (None, Some(Value::Bool(true))) if places.iter().any(String::is_empty) => {
                return self.report(
                    &target_at,
                    Code::OverlayTarget,
                    "the whole document cannot be removed",
                    "let the target select a part of it",
                );
            }
            // From the back, so that the pointers in front stay valid.
            (None, Some(Value::Bool(true))) => {
                let removed = places.iter().rev();
                removed.for_each(|place| outcome.remove(tree, place));
                return self.taken(action, at, outcome, tree);
            }
            _ => {
                self.damage.action(action, &places);
                return self.report(
                    at,
                    Code::OverlayAction,
                    "an action has either an `update` or `remove: true`",
                    "write one of the two",
                );
            }
        };
        let is_known = |ghost: &Ghost| self.damage.covers([&ghost.at]);
        let ghosts = std::mem::take(&mut outcome.ghosts).into_iter();
        let (known, ghosts): (Vec<Ghost>, Vec<Ghost>) = ghosts.partition(is_known);
        for ghost in explain::ghosts(&ghosts, tree, places.len()) {
            let (message, help) = (&ghost.message, &ghost.help);
            self.report_at(ghost.from, Focus::Key, Code::OverlayNoMatch, message, help);
            self.about(&ghost.name, ghost.is_everywhere.then_some(Surplus::Entry));
        }
        if !ghosts.is_empty() || !known.is_empty() {
            self.damage.ghosts(&known, self.document, tree);
            return self.damage.ghosts(&ghosts, self.document, tree);
        }
        if !changed.contains(&true) {
            self.report(
                &target_at,
                Code::OverlayNoChange,
                &format!("the action for `{target}` changes nothing"),
                "delete the action: the spec no longer needs it",
            );
            return self.about(target, Some(Surplus::Action));
        }
        let changed: HashSet<&String> = places
            .iter()
            .zip(changed)
            .filter_map(|(place, changed)| changed.then_some(place))
            .collect();
        for part in parts.iter().filter(|part| !part.places.is_empty()) {
            if !part.places.iter().any(|place| changed.contains(place)) {
                let message = format!("the action for `{}` changes nothing", part.path);
                let help = format!("remove `{}` from the target", part.text);
                self.report_part(&target_at, &part.text, Code::OverlayNoChange, message, help);
                self.about(&part.text, Some(Surplus::Selector(part.segment)));
            }
        }
        for (leaf, _) in outcome.leaves.iter().filter(|(_, changed)| !**changed) {
            self.report_at(
                leaf,
                Focus::Key,
                Code::OverlayNoChange,
                &format!("this changes nothing, wherever `{target}` leads"),
                "delete the line: the spec no longer needs it",
            );
            self.about(&leaf.split().1, Some(Surplus::Entry));
        }
        self.taken(action, at, outcome, tree);
    }

    /// Records the arrays that an action removed, to compare them when all overlays are applied.
    fn taken(&mut self, action: &Value, at: &Pointer, outcome: Outcome, tree: &Value) {
        let mut lists = outcome.taken;
        for (schema, reference) in outcome.references {
            lists::referred(tree, &schema, &reference, &mut lists);
        }
        let named = match action.get("x-removed") {
            None => Vec::new(),
            Some(Value::Array(named)) => named.clone(),
            Some(_) => {
                return self.report(
                    &at.child("x-removed"),
                    Code::OverlayAction,
                    "`x-removed` is an array of values",
                    "write `x-removed: [value]`",
                );
            }
        };
        if !lists.is_empty() || !named.is_empty() {
            self.removals.push(Removal {
                overlay: self.index,
                action: at.clone(),
                named,
                lists,
            });
        }
    }

    fn only(&mut self, object: &Value, at: &Pointer, known: &[&str]) {
        for key in object.as_object().into_iter().flat_map(Map::keys) {
            if !known.contains(&key.as_str()) && !key.starts_with("x-") {
                let help = format!(
                    "use one of {}, or a name that starts with `x-`",
                    known.join(", ")
                );
                self.report_at(
                    &at.child(key),
                    Focus::Key,
                    Code::OverlayKey,
                    &format!("Overlay 1.0 has no `{key}` here"),
                    &help,
                );
            }
        }
    }

    /// Adds the name that the last diagnostic is about.
    fn about(&mut self, name: &str, surplus: Option<Surplus>) {
        if let Some(last) = self.found.pop() {
            self.found.push(last.about(name, surplus));
        }
    }

    /// Reports something whose effect is unknown.
    fn unreadable(&mut self, at: &Pointer, code: Code, message: &str, help: &str) {
        *self.is_read = false;
        self.report(at, code, message, help);
    }

    fn report(&mut self, at: &Pointer, code: Code, message: &str, help: &str) {
        self.report_at(at, Focus::Value, code, message, help);
    }

    /// Reports a part of the string at `at`.
    fn report_part(&mut self, at: &Pointer, part: &str, code: Code, message: String, help: String) {
        self.find(code, message, Spot::Part(at.into(), part.into()), help);
    }

    fn report_at(&mut self, at: &Pointer, focus: Focus, code: Code, message: &str, help: &str) {
        let spot = Spot::Pointer(at.into(), focus);
        self.find(code, message.to_owned(), spot, help.to_owned());
    }

    fn find(&mut self, code: Code, message: String, spot: Spot, help: String) {
        let document = Document::Overlay(self.index);
        self.found.push(Diagnostic::new(
            code,
            Location { document, spot },
            message,
            help,
        ));
    }
}
