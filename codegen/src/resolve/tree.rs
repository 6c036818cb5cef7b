//! The tree of handles, from the resources that the operations name.

use super::operations::renamed;
use super::{Resolver, docs};
use crate::ir::{Docs, Operation, Path, Resource};
use crate::names::{Ident, Namespace, dotted};

impl Resolver<'_> {
    /// Returns the tree. Levels are sorted by name, so that a new operation moves nothing.
    pub(super) fn resources(&mut self, paths: &[Path]) -> Vec<Resource> {
        let mut roots = Vec::new();
        for (number, path) in paths.iter().enumerate() {
            for (index, operation) in path.operations.iter().enumerate() {
                self.place(&mut roots, &[], &operation.resource, (number, index));
            }
        }
        let mut handles = Namespace::handles();
        self.tidy(&mut roots, paths, &mut handles);
        roots
    }

    fn place(
        &mut self,
        level: &mut Vec<Resource>,
        above: &[Ident],
        below: &[Ident],
        operation: (usize, usize),
    ) {
        let Some((name, below)) = below.split_first() else {
            return;
        };
        let path: Vec<Ident> = above.iter().chain([name]).cloned().collect();
        let at = level
            .iter()
            .position(|resource| resource.name == *name)
            .unwrap_or_else(|| {
                let handle = self.names.handle(&path);
                level.push(Resource {
                    name: name.clone(),
                    handle,
                    path: path.clone(),
                    operations: Vec::new(),
                    children: Vec::new(),
                    docs: self.resource_docs(&dotted(&path)),
                });
                level.len() - 1
            });
        let Some(resource) = level.get_mut(at) else {
            return;
        };
        if below.is_empty() {
            resource.operations.push(operation);
        } else {
            self.place(&mut resource.children, &path, below, operation);
        }
    }

    /// The documentation in `x-resources`.
    pub(super) fn resource_docs(&self, resource: &str) -> Docs {
        let texts = self.spec.api.extensions.get("x-resources");
        docs::of_value(texts, resource)
    }

    fn tidy(&mut self, level: &mut [Resource], paths: &[Path], handles: &mut Namespace) {
        level.sort_by(|one, two| one.name.cmp(&two.name));
        for resource in level {
            let mut operations = Vec::new();
            collect(resource, paths, &mut operations);
            if let Some((first, _)) = operations.first() {
                let depth = resource.path.len();
                // The handle goes with its last operation.
                let renamed = operations.iter().map(|(operation, template)| {
                    let (path, below) = operation
                        .resource
                        .split_at(depth.min(operation.resource.len()));
                    let below = below.iter().chain([&operation.method]).cloned();
                    let below: Vec<Ident> = below.collect();
                    (
                        format!("{} {template}", operation.verb),
                        format!("{}_other.{}", dotted(path), dotted(&below)),
                    )
                });
                let renamed: Vec<(String, String)> = renamed.collect();
                let (handle, path) = (&resource.handle, dotted(&resource.path));
                self.names
                    .claim_all(handles, handle, &path, &first.origin, &renamed);
            }
            // The resources below come first, since the operation is what can be renamed.
            let mut methods = Namespace::methods();
            for child in &resource.children {
                let origin = first_operation(child, paths)
                    .map(|(operation, _)| operation.origin.clone())
                    .unwrap_or_default();
                self.names
                    .claim(&mut methods, &child.name, &dotted(&child.path), &origin);
            }
            for (path, index) in &resource.operations {
                let Some((operation, template)) = operation(paths, *path, *index) else {
                    continue;
                };
                let (what, name) = renamed(operation, template);
                self.names.claim_or(
                    &mut methods,
                    &operation.method,
                    &operation.id,
                    &operation.origin,
                    &what,
                    &name,
                );
            }
            self.tidy(&mut resource.children, paths, handles);
        }
    }
}

fn operation(paths: &[Path], path: usize, index: usize) -> Option<(&Operation, &str)> {
    let path = paths.get(path)?;
    Some((path.operations.get(index)?, &path.template))
}

fn first_operation<'p>(resource: &Resource, paths: &'p [Path]) -> Option<(&'p Operation, &'p str)> {
    let mut operations = Vec::new();
    collect(resource, paths, &mut operations);
    operations.first().copied()
}

/// The operations of a resource and of those below it.
fn collect<'p>(resource: &Resource, paths: &'p [Path], found: &mut Vec<(&'p Operation, &'p str)>) {
    let own = resource.operations.iter();
    found.extend(own.filter_map(|(path, index)| operation(paths, *path, *index)));
    for child in &resource.children {
        collect(child, paths, found);
    }
}
