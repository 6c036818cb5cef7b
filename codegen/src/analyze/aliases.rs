//! `x-aliases`: what else people search for, by the resource or the operation that they mean.

use serde_json::{Map, Value};

use super::described::resources;
use crate::diagnostic::{Code, Diagnostic, Location, Surplus};
use crate::ir::{Api, Docs, OperationId, Resource};
use crate::names::dotted;
use crate::pointer::Pointer;

/// The aliases that rustdoc takes: it has no rule for others, or refuses them.
const FORM: &str = "an array of different words, each of letters, digits, spaces, `-` and `_`";

/// Adds the aliases to the model. Returns what is malformed, and the names that nothing has: these
/// are dead links, which do not stop generation.
pub(super) fn run(api: &mut Api, tree: &Value) -> (Vec<Diagnostic>, Vec<Diagnostic>) {
    let at = Pointer::root().child("x-aliases");
    let Some(all) = at.of(tree) else {
        return (Vec::new(), Vec::new());
    };
    let (mut found, mut dead) = (Vec::new(), Vec::new());
    if !all.is_object() {
        found.push(Diagnostic::new(
            Code::Undocumentable,
            Location::spec(&at),
            "`x-aliases` is an object with an array of words for each name",
            "write `x-aliases: {name: [word]}`",
        ));
    }
    for (name, words) in all.as_object().into_iter().flat_map(Map::iter) {
        let at = at.child(name);
        let Some((item, docs)) = item(api, name) else {
            let unknown = Diagnostic::new(
                Code::DeadLink,
                Location::spec_key(&at),
                format!("`{name}` in `x-aliases` is no operation and no resource"),
                "delete the entry, or correct its name",
            );
            dead.push(unknown.about(name, Some(Surplus::Entry)));
            continue;
        };
        match valid(words, &item) {
            Some(words) => docs.aliases = words,
            None => found.push(Diagnostic::new(
                Code::Undocumentable,
                Location::spec(&at),
                format!("the aliases of `{name}` are not {FORM}"),
                "correct them; the name of the item itself is no alias",
            )),
        }
    }
    (found, dead)
}

fn valid(words: &Value, item: &str) -> Option<Vec<String>> {
    let is_valid = |word: &str| {
        let is_plain = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_');
        !word.is_empty() && word.trim() == word && word.chars().all(is_plain) && word != item
    };
    let mut known: Vec<String> = Vec::new();
    for word in words.as_array()? {
        let word = word.as_str().filter(|word| is_valid(word))?;
        if known.iter().any(|other| other == word) {
            return None;
        }
        known.push(word.to_owned());
    }
    Some(known)
}

/// What a dotted name means: the name of its item in Rust, and its documentation.
fn item<'a>(api: &'a mut Api, name: &str) -> Option<(String, &'a mut Docs)> {
    let operation = resources(&api.resources)
        .into_iter()
        .find_map(|(path, resource)| {
            let method = name.strip_prefix(&path)?.strip_prefix('.')?;
            operation(api, resource, method)
        });
    if let Some(OperationId { path, operation }) = operation {
        let operation = api.paths.get_mut(path)?.operations.get_mut(operation)?;
        return Some((operation.method.bare().to_owned(), &mut operation.docs));
    }
    let resource = resource(&mut api.resources, name)?;
    Some((resource.handle.as_str().to_owned(), &mut resource.docs))
}

fn operation(api: &Api, resource: &Resource, method: &str) -> Option<OperationId> {
    let is_called = |id: &&OperationId| api.operation(**id).1.method.bare() == method;
    resource.operations.iter().find(is_called).copied()
}

fn resource<'a>(level: &'a mut [Resource], name: &str) -> Option<&'a mut Resource> {
    level
        .iter_mut()
        .find_map(|it| match dotted(&it.path) == name {
            true => Some(it),
            false => resource(&mut it.children, name),
        })
}
