//! The order of what is committed. What was there keeps its place, and what is new comes after it:
//! callers see the order of properties and values, and depend on that of arguments.

use std::collections::HashMap;

use serde_json::{Map, Value};

use crate::keywords::NAMES;
use crate::renames::{Names, Places};

/// Lists whose order says nothing in OpenAPI. All others are values, or say something by it.
const UNORDERED: &[&str] = &[
    "required",
    "enum",
    "tags",
    "parameters",
    "allOf",
    "oneOf",
    "anyOf",
    "servers",
    "security",
];

/// Returns the facts `new` in the order of the facts `old`. Nothing but the order changes: as sets,
/// the result and `new` have the same keys and elements.
///
/// What has another name than before is recognized where the same operation has it, or the same
/// place refers to it. A parameter that becomes required counts as new, so that it is the last of
/// the arguments that are parameters.
#[must_use]
pub fn keep(old: &Value, new: &Value) -> Value {
    let renamed = Places::between(old, new);
    let order = Order {
        old,
        new,
        renamed: &renamed,
    };
    order.value(Some(old), new, Kind::Node)
}

/// What a value is, which decides what its keys and its order mean.
#[derive(Clone, Copy)]
enum Kind<'a> {
    /// An object of OpenAPI.
    Node,
    /// An object with keys that the vendor chose, and the former ones of those that changed.
    Names(Option<&'a Names>),
    /// A list in any order, with elements of a kind.
    Unordered(Element),
    /// A value that an API sends or takes. Lists in it have an order of their own.
    Data,
}

#[derive(Clone, Copy)]
enum Element {
    Node,
    Data,
    /// Security schemes by name, each with a list of scopes.
    Requirement,
}

#[derive(Clone, Copy)]
struct Order<'a> {
    old: &'a Value,
    new: &'a Value,
    renamed: &'a Places,
}

impl Order<'_> {
    fn value(self, old: Option<&Value>, new: &Value, kind: Kind<'_>) -> Value {
        match new {
            Value::Object(new) => {
                let nothing = Map::new();
                let old = old.and_then(Value::as_object).unwrap_or(&nothing);
                Value::Object(self.object(old, new, kind))
            }
            Value::Array(new) => {
                let old = old.and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
                Value::Array(match kind {
                    Kind::Unordered(element) => self.unordered(old, new, element),
                    Kind::Node | Kind::Names(_) | Kind::Data => (new.iter().enumerate())
                        .map(|(index, new)| self.value(old.get(index), new, kind))
                        .collect(),
                })
            }
            scalar => scalar.clone(),
        }
    }

    fn object(
        self,
        old: &Map<String, Value>,
        new: &Map<String, Value>,
        kind: Kind<'_>,
    ) -> Map<String, Value> {
        let places: HashMap<&str, usize> = old.keys().map(String::as_str).zip(0..).collect();
        let former = |key: &str| match kind {
            Kind::Names(names) => names?.get(key).map(String::as_str),
            Kind::Node | Kind::Unordered(_) | Kind::Data => None,
        };
        let mut entries: Vec<(usize, &String, Value)> = Vec::with_capacity(new.len());
        for (key, value) in new {
            let name = former(key).unwrap_or(key);
            // The place of a name that is still in use belongs to what has it.
            let is_its_own = name == key || !new.contains_key(name);
            let place = places.get(name).filter(|_| is_its_own);
            let value = self.value(old.get(name), value, self.kind_of(key, value, kind));
            entries.push((place.copied().unwrap_or(usize::MAX), key, value));
        }
        entries.sort_by_key(|(place, ..)| *place);
        let entries = entries.into_iter();
        entries.map(|(_, key, new)| (key.clone(), new)).collect()
    }

    /// The kind of the value of a key.
    fn kind_of<'k>(&'k self, key: &str, value: &Value, parent: Kind<'_>) -> Kind<'k> {
        match parent {
            Kind::Data => Kind::Data,
            Kind::Names(_) => Kind::Node,
            Kind::Unordered(Element::Requirement) => Kind::Unordered(Element::Data),
            Kind::Node | Kind::Unordered(_) => match key {
                "default" | "const" | "example" => Kind::Data,
                "paths" => Kind::Names(Some(&self.renamed.paths)),
                "schemas" => Kind::Names(Some(&self.renamed.schemas)),
                "required" | "enum" => Kind::Unordered(Element::Data),
                "security" => Kind::Unordered(Element::Requirement),
                _ if key.starts_with("x-") => Kind::Data,
                _ if value.is_array() && UNORDERED.contains(&key) => Kind::Unordered(Element::Node),
                _ if NAMES.contains(&key) => Kind::Names(None),
                _ => Kind::Node,
            },
        }
    }

    fn unordered(self, old: &[Value], new: &[Value], element: Element) -> Vec<Value> {
        let kind = match element {
            Element::Node => Kind::Node,
            Element::Data => Kind::Data,
            Element::Requirement => Kind::Unordered(Element::Requirement),
        };
        let partners = self.partners(old, new, kind);
        let mut elements: Vec<(usize, Value)> = new
            .iter()
            .zip(partners)
            .map(|(new, partner)| {
                let before = partner.and_then(|index| old.get(index));
                let is_new = before.is_some_and(|old| {
                    is_required(target(new, self.new)) && !is_required(target(old, self.old))
                });
                let place = partner.filter(|_| !is_new).unwrap_or(usize::MAX);
                (place, self.value(before, new, kind))
            })
            .collect();
        elements.sort_by_key(|(place, _)| *place);
        elements.into_iter().map(|(_, element)| element).collect()
    }

    /// For each new element the index of the old one that it was: one that is the same but for
    /// its order, else one of the same name, else the most alike. No two have the same.
    fn partners(self, old: &[Value], new: &[Value], kind: Kind<'_>) -> Vec<Option<usize>> {
        let mut partners = vec![None; new.len()];
        let mut pair = |is_partner: &dyn Fn(&Value, &Value) -> usize| {
            for (index, new) in new.iter().enumerate() {
                let free = |place: &usize| !partners.contains(&Some(*place));
                if partners.get(index).is_none_or(Option::is_some) {
                    continue;
                }
                let likeness = (old.iter().enumerate())
                    .filter(|(place, _)| free(place))
                    .map(|(place, old)| (is_partner(old, new), place))
                    .filter(|(likeness, _)| *likeness > 0)
                    // The first of the best.
                    .max_by_key(|(likeness, place)| (*likeness, usize::MAX - place));
                if let (Some(slot), Some((_, place))) = (partners.get_mut(index), likeness) {
                    *slot = Some(place);
                }
            }
        };
        pair(&|old, new| usize::from(self.value(Some(old), new, kind) == *old));
        pair(&|old, new| {
            let name = self.name(old, self.old);
            usize::from(name.is_some() && name == self.name(new, self.new))
        });
        pair(
            &|old, new| match (self.name(old, self.old), self.name(new, self.new)) {
                (None, None) => common_properties(old, new),
                _ => 0,
            },
        );
        partners
    }

    /// What tells an element from the others of its list: the place and the name of a parameter,
    /// the target of a reference, the name of a tag, the URL of a server.
    fn name(self, element: &Value, tree: &Value) -> Option<[String; 2]> {
        let target = target(element, tree);
        let of = |value: &Value, key: &str| Some(value.get(key)?.as_str()?.to_owned());
        if let (Some(place), Some(name)) = (of(target, "in"), of(target, "name")) {
            return Some([place, name]);
        }
        ["$ref", "name", "url"].iter().find_map(|key| {
            let mut name = of(element, key)?;
            if let Some((section, schema)) = name.rsplit_once('/')
                && let Some(former) = self.renamed.schemas.get(schema)
                && std::ptr::eq(tree, self.new)
            {
                name = format!("{section}/{former}");
            }
            Some([(*key).to_owned(), name])
        })
    }
}

/// Whether an element is a parameter that callers have to give.
fn is_required(element: &Value) -> bool {
    element.get("required") == Some(&Value::Bool(true))
}

/// The parameter that a reference leads to, or the element itself.
fn target<'a>(element: &'a Value, tree: &'a Value) -> &'a Value {
    let reference = element.get("$ref").and_then(Value::as_str);
    reference
        .filter(|reference| reference.starts_with("#/components/parameters/"))
        .and_then(|reference| tree.pointer(reference.trim_start_matches('#')))
        .unwrap_or(element)
}

/// How many properties two schemas have in common, by name.
fn common_properties(old: &Value, new: &Value) -> usize {
    let names = |schema: &Value| schema.get("properties").and_then(Value::as_object).cloned();
    match (names(old), names(new)) {
        (Some(old), Some(new)) => new.keys().filter(|name| old.contains_key(*name)).count(),
        _ => 0,
    }
}
