//! Properties, parameters and values that have another name than before, within schemas and
//! operations that are known to be the same.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::form::{ALIKE, Form, Forms, similarity};
use super::pairs::one_to_one;
use super::rename::{Part, Rename};
use super::tree::entries;
use crate::pointer::Pointer;
use crate::similar::likeness;

/// Names that are this much alike, in percent, can be one thing; values, which have no form, have
/// to be more alike.
const SIMILAR: usize = 50;
const SIMILAR_VALUES: usize = 65;

/// At one position and of one plain form, names have to be this much alike.
const REMOTE: usize = 34;

#[derive(Default)]
pub(super) struct Parts {
    pub properties: Vec<Part>,
    pub parameters: Vec<Part>,
    pub values: Vec<Part>,
}

pub(super) fn find(
    old: &Value,
    new: &Value,
    paths: &[Rename],
    schemas: &[Rename],
    forms: &Forms<'_>,
) -> Parts {
    let mut walk = Walk {
        trees: (old, new),
        forms,
        parts: Parts::default(),
    };
    for (home, renames) in [("/paths", paths), ("/components/schemas", schemas)] {
        let present: BTreeMap<&str, &str> = renames
            .iter()
            .map(|rename| (rename.old.as_str(), rename.new.as_str()))
            .collect();
        for (name, was) in entries(old, home) {
            let present = present.get(name.as_str()).copied().unwrap_or(name);
            if let Some(now) = new.pointer(home).and_then(|all| all.get(present)) {
                walk.node(was, now, &Pointer::parse(home).child(name));
            }
        }
    }
    for key in ["parameters", "responses", "requestBodies"] {
        let home = Pointer::root().child("components").child(key);
        let after = home.of(new);
        for (name, was) in entries(old, home.as_str()) {
            let Some(now) = after.and_then(|after| after.get(name)) else {
                continue;
            };
            let at = home.child(name);
            if key == "parameters" {
                // Operations refer to it by its key, which is no name on the wire.
                walk.parameters(std::slice::from_ref(was), std::slice::from_ref(now), &at);
            }
            walk.node(was, now, &at);
        }
    }
    let mut parts = walk.parts;
    for list in [
        &mut parts.properties,
        &mut parts.parameters,
        &mut parts.values,
    ] {
        list.sort();
    }
    parts
}

struct Walk<'a> {
    trees: (&'a Value, &'a Value),
    forms: &'a Forms<'a>,
    parts: Parts,
}

/// Something with a name: where it stands among the others, and its form.
struct Named<'a> {
    name: &'a str,
    /// The name of the one in front of it, if it was there before.
    behind: Option<&'a str>,
    form: Form,
}

impl Walk<'_> {
    fn node(&mut self, was: &Value, now: &Value, at: &Pointer) {
        if was == now {
            return;
        }
        match (was, now) {
            (Value::Object(was), Value::Object(now)) => {
                for (key, was) in was {
                    let Some(now) = now.get(key) else { continue };
                    let below = at.child(key);
                    match (key.as_str(), was, now) {
                        ("properties", Value::Object(was), Value::Object(now)) => {
                            self.properties(was, now, at);
                        }
                        ("parameters", Value::Array(was), Value::Array(now)) => {
                            self.parameters(was, now, at);
                        }
                        ("enum", Value::Array(was), Value::Array(now)) => {
                            self.values(was, now, at);
                        }
                        ("default" | "example" | "examples" | "const", ..) => {}
                        _ if key.starts_with("x-") => {}
                        _ => self.node(was, now, &below),
                    }
                }
            }
            (Value::Array(was), Value::Array(now)) if was.len() == now.len() => {
                for (number, (was, now)) in was.iter().zip(now).enumerate() {
                    self.node(was, now, &at.index(number));
                }
            }
            _ => {}
        }
    }

    fn properties(&mut self, was: &Map<String, Value>, now: &Map<String, Value>, at: &Pointer) {
        let gone = named(was, now, &|value| self.forms.was(value));
        let fresh = named(now, was, &|value| self.forms.now(value));
        let renames = pairs(&gone, &fresh);
        let present: BTreeMap<&str, &str> = (renames.iter())
            .map(|rename| (rename.old.as_str(), rename.new.as_str()))
            .collect();
        let home = at.child("properties");
        for (name, was) in was {
            let present = present.get(name.as_str()).copied().unwrap_or(name);
            if let Some(now) = now.get(present) {
                self.node(was, now, &home.child(name));
            }
        }
        let place = at.to_string();
        self.parts.properties.extend(placed(&place, renames));
    }

    fn parameters(&mut self, was: &[Value], now: &[Value], at: &Pointer) {
        let (old, new) = self.trees;
        for place in ["path", "query", "header", "cookie"] {
            let of = |list: &[Value], tree: &Value| -> Map<String, Value> {
                let targets = list.iter().map(|element| target(element, tree));
                let here = targets.filter(|parameter| text(parameter, "in") == Some(place));
                here.filter_map(|parameter| {
                    let mut rest = parameter.clone();
                    let name = text(parameter, "name")?.to_owned();
                    rest.as_object_mut()?.shift_remove("name");
                    Some((name, rest))
                })
                .collect()
            };
            let (was, now) = (of(was, old), of(now, new));
            let gone = named(&was, &now, &|value| self.forms.was(value));
            let fresh = named(&now, &was, &|value| self.forms.now(value));
            let renames = pairs(&gone, &fresh);
            self.parts.parameters.extend(placed(at.as_str(), renames));
        }
    }

    fn values(&mut self, was: &[Value], now: &[Value], at: &Pointer) {
        let gone = was.iter().filter(|value| !now.contains(value));
        let gone: Vec<&str> = gone.filter_map(Value::as_str).collect();
        let fresh = now.iter().filter(|value| !was.contains(value));
        let fresh: Vec<&str> = fresh.filter_map(Value::as_str).collect();
        let folded = |value: &str| -> String {
            let letters = value.chars().filter(|c| c.is_alphanumeric());
            letters.flat_map(char::to_lowercase).collect()
        };
        let mut found = Vec::new();
        for old in &gone {
            for new in &fresh {
                let likeness = likeness(&folded(old), &folded(new));
                if likeness >= SIMILAR_VALUES {
                    let likeness = u8::try_from(likeness).unwrap_or(100);
                    found.push(Rename::by_form(old, new, likeness.min(99)));
                }
            }
        }
        self.parts
            .values
            .extend(placed(at.as_str(), one_to_one(found)));
    }
}

fn placed(place: &str, renames: Vec<Rename>) -> impl Iterator<Item = Part> {
    let place = place.to_owned();
    let part = move |rename| Part {
        place: place.clone(),
        rename,
    };
    renames.into_iter().map(part)
}

/// The entries that the others do not have.
fn named<'a>(
    own: &'a Map<String, Value>,
    others: &Map<String, Value>,
    form: &dyn Fn(&Value) -> Form,
) -> Vec<Named<'a>> {
    let mut behind = None;
    let mut found = Vec::new();
    for (name, value) in own {
        if others.contains_key(name) {
            behind = Some(name.as_str());
        } else {
            found.push(Named {
                name,
                behind,
                form: form(value),
            });
        }
    }
    found
}

/// What is gone with what is new: of nearly one form, and by a similar name, or at the same
/// position, where there is one of each.
fn pairs(gone: &[Named<'_>], fresh: &[Named<'_>]) -> Vec<Rename> {
    let is_single = |all: &[Named<'_>], one: &Named<'_>| {
        all.iter()
            .filter(|other| other.behind == one.behind)
            .count()
            == 1
    };
    let mut found = Vec::new();
    for old in gone {
        for new in fresh {
            let alike = old.form.likeness(&new.form);
            if alike < ALIKE {
                continue;
            }
            let similar = similarity(old.name, new.name);
            let is_there =
                old.behind == new.behind && is_single(gone, old) && is_single(fresh, new);
            // A string that goes and one that comes have nothing to do with each other.
            if is_there && (similar >= REMOTE || !old.form.is_plain()) {
                found.push(Rename::at_the_same_place(old.name, new.name, alike));
            } else if similar >= SIMILAR {
                found.push(Rename::by_form(old.name, new.name, alike));
            }
        }
    }
    one_to_one(found)
}

fn text<'v>(of: &'v Value, key: &str) -> Option<&'v str> {
    of.get(key)?.as_str()
}

/// The parameter that a reference leads to, or the element itself.
fn target<'a>(element: &'a Value, tree: &'a Value) -> &'a Value {
    let reference = text(element, "$ref").and_then(Pointer::of_reference);
    let parameter = reference.and_then(|pointer| pointer.of(tree));
    parameter.unwrap_or(element)
}
