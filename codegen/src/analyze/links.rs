//! Links: inline code in documentation with the name of a part of the SDK. `` `sessions.exchange` `` is
//! an operation, `` `scim.connection` `` a resource, `` `Member` `` a type.

use std::collections::HashMap;

use crate::ir::{Api, Docs, Link, Operation, Resource, Shape, Target};
use crate::names::dotted;
use crate::pointer::Pointer;

/// The targets of links, by name.
pub(super) type Index = HashMap<String, Target>;

pub(super) fn run(api: &mut Api) -> Index {
    let index = index(api);
    each(api, &mut |docs| {
        docs.links = spans(&docs.text)
            .filter_map(|text| {
                let target = index.get(text)?.clone();
                Some(Link {
                    text: text.to_owned(),
                    target,
                })
            })
            .collect();
    });
    index
}

fn index(api: &Api) -> Index {
    let types = api.types.values();
    let mut index: Index = types
        .map(|ty| (ty.name.as_str().to_owned(), Target::Type(ty.name.clone())))
        .collect();
    let mut open: Vec<&Resource> = api.resources.iter().collect();
    while let Some(resource) = open.pop() {
        let path: Vec<&str> = resource
            .path
            .iter()
            .map(crate::names::Ident::bare)
            .collect();
        let path = path.join(".");
        for (path_index, number) in &resource.operations {
            let operation = api
                .paths
                .get(*path_index)
                .and_then(|path| path.operations.get(*number));
            if let Some(operation) = operation {
                let name = format!("{path}.{}", operation.method.bare());
                let target = Target::Method(resource.handle.clone(), operation.method.clone());
                index.insert(name, target);
            }
        }
        // A resource at the top level is a single word, which may mean something else.
        if resource.path.len() > 1 {
            index.insert(path, Target::Handle(resource.handle.clone()));
        }
        open.extend(&resource.children);
    }
    index
}

/// What a link led to in the model of an earlier description, unless that still exists, by its
/// pointer and its name.
pub(crate) fn removed(
    name: &str,
    before: &Api,
    is_there: &dyn Fn(&Pointer, &str) -> bool,
) -> Option<String> {
    let (path, method) = name.rsplit_once('.').unwrap_or(("", name));
    let is_called = |operation: &&Operation| {
        operation.method.bare() == method && dotted(&operation.resource) == path
    };
    let mut operations = before.paths.iter().flat_map(|path| &path.operations);
    if let Some(operation) = operations.clone().find(is_called) {
        let is_gone = !is_there(&operation.origin, &operation.id);
        return is_gone.then(|| format!("the operation `{}`", operation.id));
    }
    let is_below = |operation: &&Operation| {
        let resource = dotted(&operation.resource);
        resource == name || resource.starts_with(&format!("{name}."))
    };
    let below: Vec<&Operation> = operations.by_ref().filter(is_below).collect();
    if !below.is_empty() {
        let mut below = below.iter();
        let is_gone = below.all(|operation| !is_there(&operation.origin, &operation.id));
        return is_gone.then(|| format!("the resource `{name}`"));
    }
    let ty = before.types.values().find(|ty| ty.name.as_str() == name)?;
    let is_gone = !is_there(&ty.origin, &ty.id.0);
    is_gone.then(|| format!("the schema `{}`", ty.id.0))
}

/// Visits all documentation.
fn each(api: &mut Api, visit: &mut dyn FnMut(&mut Docs)) {
    for ty in api.types.values_mut() {
        visit(&mut ty.docs);
        match &mut ty.shape {
            Shape::Struct { fields, .. } => {
                fields.iter_mut().for_each(|field| visit(&mut field.docs));
            }
            Shape::Enum(variants) => {
                variants
                    .iter_mut()
                    .for_each(|variant| visit(&mut variant.docs));
            }
            Shape::Alias(_) | Shape::Newtype(_) => {}
        }
    }
    for operation in api.paths.iter_mut().flat_map(|path| &mut path.operations) {
        visit(&mut operation.docs);
        for parameter in &mut operation.parameters {
            visit(&mut parameter.docs);
        }
    }
    let mut open: Vec<&mut Resource> = api.resources.iter_mut().collect();
    for actor in &mut api.actors {
        visit(&mut actor.docs);
        open.extend(&mut actor.resources);
        open.extend(&mut actor.own);
    }
    while let Some(resource) = open.pop() {
        visit(&mut resource.docs);
        open.extend(&mut resource.children);
    }
}

/// The inline code in single backticks.
pub(super) fn spans(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

/// The kind of target that inline code looks like.
pub(super) enum Kind {
    /// `sessions.exchange`, or a resource: lower-case words with dots between them.
    Operation,
    /// `MemberSession`, or a part of it, `MemberSession::started_at`: a word with capitals, of which
    /// not all letters are.
    Type,
}

/// What has to be there for inline code to name anything: the type, of a part of a type.
pub(super) fn named(span: &str) -> &str {
    span.split("::").next().unwrap_or(span)
}

fn is_identifier(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

/// Returns the kind of target that inline code looks like, whether or not that exists.
pub(super) fn kind(span: &str) -> Option<Kind> {
    let word = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_' || c == '.';
    let first = span.chars().next()?;
    if first.is_ascii_lowercase() && span.contains('.') && span.chars().all(word) {
        Some(Kind::Operation)
    } else if first.is_ascii_uppercase()
        && named(span).contains(|c: char| c.is_ascii_lowercase())
        && named(span).chars().all(|c| c.is_ascii_alphanumeric())
        && span.split("::").all(is_identifier)
    {
        Some(Kind::Type)
    } else {
        None
    }
}
