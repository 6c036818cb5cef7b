//! A tree, and where in it something stands. Most positions are never shown, so they are kept
//! as steps and become pointers when a change needs one.

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value};

use crate::pointer::Pointer;

/// A position in one of the trees, which becomes a pointer if it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Position(usize);

/// A value and where it stands, in the schema that holds it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spot<'t> {
    pub value: &'t Value,
    pub position: Position,
}

impl<'t> Spot<'t> {
    /// The entries, if it is an object.
    pub(super) fn map(self) -> Option<&'t Map<String, Value>> {
        self.value.as_object()
    }

    /// The value of a keyword.
    pub(super) fn get(self, key: &str) -> Option<&'t Value> {
        self.value.get(key)
    }

    /// The value of a keyword that is a string.
    pub(super) fn text(self, key: &str) -> Option<&'t str> {
        self.get(key)?.as_str()
    }

    /// Whether a keyword is `true`.
    pub(super) fn flag(self, key: &str) -> bool {
        self.get(key).and_then(Value::as_bool) == Some(true)
    }

    /// What tells this value from all others of its tree.
    pub(super) fn identity(self) -> usize {
        std::ptr::from_ref(self.value).addr()
    }
}

enum Step<'t> {
    /// Where a reference leads.
    Target(Pointer),
    Key(usize, &'t str),
    Index(usize, usize),
}

/// One of the two trees.
pub(super) struct Tree<'t> {
    root: &'t Value,
    steps: Vec<Step<'t>>,
    targets: HashMap<&'t str, Option<Spot<'t>>>,
}

impl<'t> Tree<'t> {
    pub(super) fn new(root: &'t Value) -> Self {
        Self {
            root,
            steps: vec![Step::Target(Pointer::root())],
            targets: HashMap::new(),
        }
    }

    /// The whole tree.
    pub(super) fn root(&self) -> Spot<'t> {
        Spot {
            value: self.root,
            position: Position(0),
        }
    }

    fn step(&mut self, value: &'t Value, step: Step<'t>) -> Spot<'t> {
        self.steps.push(step);
        Spot {
            value,
            position: Position(self.steps.len() - 1),
        }
    }

    /// An entry of an object.
    pub(super) fn child(&mut self, of: Spot<'t>, key: &str) -> Option<Spot<'t>> {
        let (key, value) = of.map()?.get_key_value(key)?;
        Some(self.step(value, Step::Key(of.position.0, key)))
    }

    /// All entries of an object.
    pub(super) fn entries(&mut self, of: Option<Spot<'t>>) -> Vec<(&'t str, Spot<'t>)> {
        let Some((of, map)) = of.and_then(|of| Some((of, of.map()?))) else {
            return Vec::new();
        };
        map.iter()
            .map(|(key, value)| {
                let spot = self.step(value, Step::Key(of.position.0, key));
                (key.as_str(), spot)
            })
            .collect()
    }

    /// All elements of an array.
    pub(super) fn elements(&mut self, of: Option<Spot<'t>>) -> Vec<Spot<'t>> {
        let Some((of, list)) = of.and_then(|of| Some((of, of.value.as_array()?))) else {
            return Vec::new();
        };
        list.iter()
            .enumerate()
            .map(|(index, value)| self.step(value, Step::Index(of.position.0, index)))
            .collect()
    }

    /// An element of the array that is an entry of an object.
    pub(super) fn element(&mut self, of: Spot<'t>, key: &str, index: usize) -> Option<Spot<'t>> {
        let list = self.child(of, key)?;
        let value = list.value.get(index)?;
        Some(self.step(value, Step::Index(list.position.0, index)))
    }

    /// Where a reference leads, one step.
    pub(super) fn target(&mut self, reference: &'t str) -> Option<Spot<'t>> {
        if let Some(known) = self.targets.get(reference) {
            return *known;
        }
        let found = Pointer::of_reference(reference)
            .and_then(|pointer| Some((pointer.of(self.root)?, pointer)))
            .map(|(value, pointer)| self.step(value, Step::Target(pointer)));
        self.targets.insert(reference, found);
        found
    }

    /// What stands there, references followed; `None` if they lead nowhere or in a circle.
    pub(super) fn follow(&mut self, spot: Spot<'t>) -> Option<Spot<'t>> {
        let mut spot = spot;
        let mut seen = HashSet::new();
        while let Some(reference) = spot.text("$ref") {
            if !seen.insert(reference) {
                return None;
            }
            spot = self.target(reference)?;
        }
        spot.value.is_object().then_some(spot)
    }

    /// An entry of an object, references followed.
    pub(super) fn object(&mut self, of: Spot<'t>, key: &str) -> Option<Spot<'t>> {
        let child = self.child(of, key)?;
        self.follow(child)
    }

    /// The position as a pointer.
    pub(super) fn pointer(&self, position: Position) -> Pointer {
        let mut steps = Vec::new();
        let mut at = position.0;
        let mut pointer = loop {
            match self.steps.get(at) {
                None => break Pointer::root(),
                Some(Step::Target(pointer)) => break pointer.clone(),
                Some(step @ (Step::Key(up, _) | Step::Index(up, _))) => {
                    at = *up;
                    steps.push(step);
                }
            }
        };
        for step in steps.into_iter().rev() {
            pointer = match step {
                Step::Key(_, key) => pointer.child(key),
                Step::Index(_, index) => pointer.index(*index),
                Step::Target(_) => pointer,
            };
        }
        pointer
    }
}
