//! The tree of handles, from the resources that the operations name.

use super::Resolver;
use crate::ir::{Path, Resource};
use crate::names::{Ident, Scope};
use crate::pointer::Pointer;

impl Resolver<'_> {
    /// Each level sorted by name, so that a new operation moves nothing.
    pub(super) fn resources(&mut self, paths: &[Path]) -> Vec<Resource> {
        let mut roots = Vec::new();
        for (number, path) in paths.iter().enumerate() {
            for (index, operation) in path.operations.iter().enumerate() {
                self.place(&mut roots, &[], &operation.resource, (number, index));
            }
        }
        let mut handles = Scope::operations();
        self.tidy(&mut roots, paths, &mut handles);
        roots
    }

    fn place(&mut self, level: &mut Vec<Resource>, above: &[Ident], below: &[Ident], operation: (usize, usize)) {
        let Some((name, below)) = below.split_first() else { return };
        let path: Vec<Ident> = above.iter().chain([name]).cloned().collect();
        let at = level.iter().position(|resource| resource.name == *name).unwrap_or_else(|| {
            let handle = self.names.handle(&path);
            level.push(Resource { name: name.clone(), handle, path: path.clone(), operations: Vec::new(), children: Vec::new() });
            level.len() - 1
        });
        let Some(resource) = level.get_mut(at) else { return };
        if below.is_empty() {
            resource.operations.push(operation);
        } else {
            self.place(&mut resource.children, &path, below, operation);
        }
    }

    fn tidy(&mut self, level: &mut [Resource], paths: &[Path], handles: &mut Scope) {
        level.sort_by(|one, two| one.name.cmp(&two.name));
        for resource in level {
            let dotted: Vec<&str> = resource.path.iter().map(Ident::bare).collect();
            let dotted = dotted.join(".");
            self.names.claim(handles, &resource.handle, &dotted, &Pointer::root().child("paths"));
            let mut methods = Scope::operations();
            for (path, index) in &resource.operations {
                let Some(operation) = paths.get(*path).and_then(|path| path.operations.get(*index)) else { continue };
                self.names.claim(&mut methods, &operation.method, &operation.id, &operation.origin);
            }
            for child in &resource.children {
                let origin = first_operation(child, paths);
                self.names.claim(&mut methods, &child.name, &format!("{dotted}.{}", child.name.bare()), &origin);
            }
            self.tidy(&mut resource.children, paths, handles);
        }
    }
}

fn first_operation(resource: &Resource, paths: &[Path]) -> Pointer {
    let own = resource.operations.first().and_then(|(path, index)| Some(paths.get(*path)?.operations.get(*index)?.origin.clone()));
    own.or_else(|| resource.children.first().map(|child| first_operation(child, paths))).unwrap_or_default()
}
