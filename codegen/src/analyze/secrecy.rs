//! Values whose name looks like that of a secret, and of which nobody has said whether they are.
//!
//! `x-secret-names` at the root of the description lists the words. Whatever has one of them in its
//! name must say `x-secret: true` or `x-secret: false`; what is made of parts is a secret if one of
//! them is.

use std::collections::HashSet;

use serde_json::Value;

use crate::diagnostic::{Diagnostic, Place};
use crate::ir::{Api, Shape, Ty, TypeId};
use crate::names;
use crate::pointer::Pointer;

const MARK: &str = "x-secret-names";

/// Shorter words are only found as words of their own: `key` is not in `monkey`.
const LONG: usize = 4;

pub(super) fn run(api: &Api, tree: &Value) -> Vec<Diagnostic> {
    let Some(mark) = tree.get(MARK) else {
        return Vec::new();
    };
    let words: Option<Vec<&str>> = mark
        .as_array()
        .and_then(|words| words.iter().map(Value::as_str).collect());
    let Some(words) = words else {
        return vec![Diagnostic {
            code: "secret-names",
            message: format!("`{MARK}` is a list of words"),
            place: Place::spec(&Pointer::root().child(MARK)),
            help: format!("write `{MARK}: [token, password]`"),
        }];
    };
    let secretive = Secretive::of(api);
    let mut found = Vec::new();
    let mut judge = |wire: &str, ty: &Ty, at: &Pointer, schema: &Pointer| {
        let parts = names::words_of(wire);
        let Some(word) = words.iter().find(|word| is_in(word, &parts)) else {
            return;
        };
        if is_decided(schema, tree) || secretive.says_enough(ty) {
            return;
        }
        let target = schema.json_path(tree);
        found.push(Diagnostic {
            code: "secret-undecided",
            message: format!("`{wire}` may be a secret: there is `{word}` in its name"),
            place: Place::spec_key(at),
            help: format!(
                "decide in an overlay: `- {{target: \"{target}\", description: why, update: {{x-secret: true}}}}`, or `false`"
            ),
        });
    };
    for ty in api.types.values() {
        if let Shape::Struct { fields, .. } = &ty.shape {
            for field in fields {
                judge(&field.wire, &field.ty, &field.origin, &field.origin);
            }
        }
    }
    for operation in api.paths.iter().flat_map(|path| &path.operations) {
        for parameter in &operation.parameters {
            let schema = parameter.origin.child("schema");
            judge(&parameter.wire, &parameter.ty, &parameter.origin, &schema);
        }
    }
    found
}

fn is_in(word: &str, parts: &[String]) -> bool {
    parts.iter().any(|part| {
        part == word
            || part.strip_suffix('s') == Some(word)
            || word.len() >= LONG && part.contains(word)
    })
}

/// Whether the schema, or that of its elements, carries the mark.
fn is_decided(schema: &Pointer, tree: &Value) -> bool {
    let schema = schema.of(tree);
    let elements = schema.and_then(|schema| schema.get("items"));
    [schema, elements]
        .into_iter()
        .flatten()
        .any(|schema| schema.get("x-secret").is_some_and(Value::is_boolean))
}

/// The types that hold a secret, directly or further down.
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
                    Shape::Struct { fields, rest } => fields
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

    /// What holds a secret is marked where it counts, and these kinds of values cannot be one.
    fn says_enough(&self, ty: &Ty) -> bool {
        match ty {
            Ty::Bool | Ty::DateTime => true,
            Ty::List(inner) | Ty::Map(inner) | Ty::Nullable(inner) if !self.holds(ty) => {
                self.says_enough(inner)
            }
            Ty::Named(id) => match self.api.types.get(id).map(|ty| &ty.shape) {
                Some(Shape::Enum(_)) => true,
                _ => self.holds(ty),
            },
            _ => self.holds(ty),
        }
    }
}
