//! The tree of handles of an actor: that of the client, with the operations of the actor alone.

use super::super::Resolver;
use super::Member;
use super::extension::Extension;
use crate::ir::{Actor, Path, Resource};
use crate::names::{self, Ident, dotted};

impl Resolver<'_> {
    pub(super) fn actor_tree(
        &mut self,
        extension: &mut Extension,
        members: &[Member],
        paths: &[Path],
    ) -> Actor {
        let mut resources = Vec::new();
        let mut own = Vec::new();
        for member in members {
            let operation = &paths[member.place.path].operations[member.place.operation];
            let found = self
                .names
                .actor_resource(&extension.name, &operation.resource);
            self.place_operation(
                &mut resources,
                extension,
                &found,
                &operation.resource,
                member,
            );
            if let (true, Some(about)) = (member.is_own, &extension.own) {
                let depth = about.resource.text.split('.').count();
                let below = operation.resource.get(depth..).unwrap_or_default();
                let root = self.names.own_resource(&about.name);
                let found: Vec<Ident> = [root].iter().chain(below).cloned().collect();
                self.place_operation(&mut own, extension, &found, &operation.resource, member);
            }
        }
        let mut own = own.into_iter().next();
        if let (Some(own), Some(about)) = (&mut own, &extension.own) {
            own.docs = about.docs.clone();
            own.path = vec![own.name.clone()];
        }
        let client = self.names.actor_handle(&extension.name, &[]);
        let mut handles = names::Namespace::actor_handles(&extension.name);
        self.names
            .claim(&mut handles, &client, &extension.name, &extension.origin);
        self.tidy_resources(&mut resources, extension, &mut handles);
        self.tidy_resources(own.as_mut_slice(), extension, &mut handles);
        Actor {
            name: extension.name.clone(),
            module: self.names.actor_module(&extension.name),
            marker: self.names.marker(Some(&extension.name)),
            client,
            resources,
            own,
            docs: extension.docs.clone(),
            origin: extension.origin.clone(),
        }
    }

    /// `found` is where the actor has the operation, `resource` where the client has it. They end
    /// alike.
    fn place_operation(
        &mut self,
        mut level: &mut Vec<Resource>,
        extension: &mut Extension,
        found: &[Ident],
        resource: &[Ident],
        member: &Member,
    ) {
        let ahead = resource.len().saturating_sub(found.len());
        for (depth, name) in found.iter().enumerate() {
            let path = resource.get(..=depth + ahead).unwrap_or_default();
            // Two resources with one name stay two, for `tidy_resources` to report.
            let same = |known: &Resource| known.name == *name && known.path == path;
            let at = level.iter().position(same).unwrap_or_else(|| {
                let above = found.get(..=depth).unwrap_or_default();
                level.push(Resource {
                    name: name.clone(),
                    handle: self.names.actor_handle(&extension.name, above),
                    path: path.to_vec(),
                    operations: Vec::new(),
                    children: Vec::new(),
                    docs: extension
                        .docs_of(&dotted(path))
                        .unwrap_or_else(|| self.resource_docs(&dotted(path)).brief()),
                });
                level.len() - 1
            });
            let Some(resource) = level.get_mut(at) else {
                return;
            };
            if depth + 1 == found.len() {
                resource.operations.push(member.place);
                return;
            }
            level = &mut resource.children;
        }
    }

    fn tidy_resources(
        &mut self,
        level: &mut [Resource],
        extension: &Extension,
        handles: &mut names::Namespace,
    ) {
        level.sort_by(|one, two| one.name.cmp(&two.name));
        for resource in level {
            let path = dotted(&resource.path);
            let (what, name) = (
                format!("{}.{path}", extension.name),
                format!("{}_other", resource.name.bare()),
            );
            self.names.claim_or(
                handles,
                &resource.handle,
                &path,
                &extension.origin,
                &what,
                &name,
            );
            self.tidy_resources(&mut resource.children, extension, handles);
        }
    }
}
