//! Values whose name looks like that of a secret, and whose schema does not say whether they are.
//!
//! `x-secret-names` at the root of the description lists words. A schema of a property or parameter
//! with one of them in its name must have `x-secret`, itself or where its reference leads; an object
//! needs none if it contains a secret.

use std::collections::HashSet;

use serde_json::Value;

use crate::diagnostic::{Action, Code, Diagnostic, Location};
use crate::ir::{Api, Shape, Ty, TypeId};
use crate::names;
use crate::pointer::Pointer;

const EXTENSION: &str = "x-secret-names";

/// Shorter words match whole words only: `key` is not in `monkey`.
const LONG: usize = 4;

pub(super) fn run(api: &Api, tree: &Value) -> Vec<Diagnostic> {
    let Some(extension) = tree.get(EXTENSION) else {
        return Vec::new();
    };
    let words = match words_of(extension) {
        Ok(words) => words,
        Err((message, at)) => {
            return vec![Diagnostic::new(
                Code::SecretNames,
                Location::spec(&at),
                message,
                format!("write `{EXTENSION}: [token, password]`"),
            )];
        }
    };
    let secretive = Secretive::of(api);
    let mut found = Vec::new();
    let mut judge = |wire: &str, ty: &Ty, schema: &Pointer, location: Location| {
        let parts = names::words_of(wire);
        let Some(word) = words.iter().find(|word| is_in(word, &parts)) else {
            return;
        };
        let within = within(schema, tree);
        if within.iter().any(|at| is_marked(at, tree)) || secretive.says_enough(ty) {
            return;
        }
        let action = |at: &Pointer, extension: bool| {
            let update = format!("{{x-secret: {extension}}}");
            Action::new(at.clone(), at.child("x-secret"), "why", update, tree)
        };
        let (action, help) = match within.last() {
            Some(string) if secretive.is_string(ty) => {
                let action = action(string, true);
                let help = format!("decide in an overlay: `{}`, or `false`", action.line);
                (action, help)
            }
            _ => {
                let action = action(schema, false);
                let help = format!(
                    "only strings can be secrets: decide for those in it, or say in an overlay that there are none: `{}`",
                    action.line
                );
                (action, help)
            }
        };
        let undecided = Diagnostic::new(
            Code::SecretUndecided,
            location,
            format!("`{wire}` may be a secret: there is `{word}` in its name"),
            help,
        );
        found.push(Diagnostic {
            action: Some(Box::new(action)),
            ..undecided
        });
    };
    for ty in api.types.values() {
        if let Shape::Struct { fields, .. } = &ty.shape {
            for field in fields {
                let at = &field.origin;
                judge(&field.wire, &field.ty, at, Location::spec_key(at));
            }
        }
    }
    for operation in api.paths.iter().flat_map(|path| &path.operations) {
        for parameter in &operation.parameters {
            let schema = parameter.origin.child("schema");
            let location = Location::spec(parameter.origin.child("name"));
            judge(&parameter.wire, &parameter.ty, &schema, location);
        }
    }
    found
}

/// The words of the extension, or what is wrong with it. Others than [`names::words_of`] makes would
/// never match.
fn words_of(extension: &Value) -> Result<Vec<&str>, (String, Pointer)> {
    let at = Pointer::root().child(EXTENSION);
    let Some(words) = extension.as_array() else {
        return Err((format!("`{EXTENSION}` is an array of words"), at));
    };
    let numbered = words.iter().enumerate();
    numbered
        .map(|(number, word)| match word.as_str() {
            Some(text) if names::words_of(text) == [text] => Ok(text),
            _ => Err((
                format!("{word} is not one word in lower case"),
                at.index(number),
            )),
        })
        .collect()
}

fn is_in(word: &str, parts: &[String]) -> bool {
    parts.iter().any(|part| {
        part == word
            || part.strip_suffix('s') == Some(word)
            || word.len() >= LONG && part.contains(word)
    })
}

fn is_marked(schema: &Pointer, tree: &Value) -> bool {
    schema
        .of(tree)
        .is_some_and(|schema| schema.get("x-secret").is_some())
}

/// The schema, then the schemas of its elements and those that it refers to.
fn within(schema: &Pointer, tree: &Value) -> Vec<Pointer> {
    let mut all = vec![schema.clone()];
    let mut next = inner(schema, tree);
    while let Some(at) = next.filter(|at| !all.contains(at)) {
        next = inner(&at, tree);
        all.push(at);
    }
    all
}

fn inner(at: &Pointer, tree: &Value) -> Option<Pointer> {
    let schema = at.of(tree)?;
    if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
        return Pointer::of_reference(reference);
    }
    let alone = |keyword: &&&str| {
        let parts = schema.get(**keyword).and_then(Value::as_array);
        parts.is_some_and(|parts| parts.len() == 1)
    };
    if let Some(keyword) = ["allOf", "oneOf", "anyOf"].iter().find(alone) {
        return Some(at.child(keyword).index(0));
    }
    let elements = ["items", "additionalProperties"];
    let elements = elements
        .iter()
        .find(|key| schema.get(**key).is_some_and(Value::is_object));
    elements
        .filter(|_| schema.get("properties").is_none())
        .map(|key| at.child(key))
}

/// The types that contain a secret, directly or nested.
struct Secretive<'a> {
    api: &'a Api,
    types: HashSet<&'a TypeId>,
}

impl<'a> Secretive<'a> {
    /// Grows the set until nothing is added.
    fn of(api: &'a Api) -> Self {
        let mut known = Self {
            api,
            types: HashSet::new(),
        };
        loop {
            let holders: Vec<&TypeId> = api
                .types
                .values()
                .filter(|ty| !known.types.contains(&ty.id))
                .filter(|ty| match &ty.shape {
                    Shape::Struct { fields, rest, .. } => fields
                        .iter()
                        .map(|field| &field.ty)
                        .chain(rest)
                        .any(|ty| known.holds(ty)),
                    Shape::Alias(ty) | Shape::Newtype(ty) => known.holds(ty),
                    Shape::Enum(_) => false,
                })
                .map(|ty| &ty.id)
                .collect();
            if holders.is_empty() {
                return known;
            }
            known.types.extend(holders);
        }
    }

    fn holds(&self, ty: &Ty) -> bool {
        match ty {
            Ty::Secret => true,
            Ty::List(inner) | Ty::Map(inner) | Ty::Nullable(inner) => self.holds(inner),
            Ty::Named(id) => self.types.contains(id),
            _ => false,
        }
    }

    /// Whether a type contains a secret, or cannot be one.
    fn says_enough(&self, ty: &Ty) -> bool {
        match ty {
            Ty::Bool | Ty::DateTime => true,
            Ty::List(inner) | Ty::Map(inner) | Ty::Nullable(inner) if !self.holds(ty) => {
                self.says_enough(inner)
            }
            Ty::Named(id) => match self.api.types.get(id).map(|ty| &ty.shape) {
                Some(Shape::Enum(_)) => true,
                Some(Shape::Alias(ty)) => self.says_enough(ty),
                _ => self.holds(ty),
            },
            _ => self.holds(ty),
        }
    }

    /// Whether a value is a string, or made of nothing else.
    fn is_string(&self, ty: &Ty) -> bool {
        match ty {
            Ty::String => true,
            Ty::List(inner) | Ty::Map(inner) | Ty::Nullable(inner) => self.is_string(inner),
            Ty::Named(id) => match self.api.types.get(id).map(|ty| &ty.shape) {
                Some(Shape::Alias(ty)) => self.is_string(ty),
                _ => false,
            },
            _ => false,
        }
    }
}
