//! Path items to operations.

use std::collections::HashMap;

use openapiv3::ReferenceOr;
use serde_json::Value;

use super::{Resolver, docs};
use crate::diagnostic::{Code, Diagnostic, Location, Proposal, Surplus};
use crate::ir::{Credentials, Idempotency, Operation, Path, Presence, Verb};
use crate::keys::security::{self, Asked};
use crate::names::{Ident, Namespace, dotted};
use crate::pointer::Pointer;

impl<'a> Resolver<'a> {
    /// Returns a path for each path item, with its operations.
    pub(super) fn paths(&mut self) -> Vec<Path> {
        let spec = self.spec;
        let mut modules = Namespace::modules();
        let mut ids = HashMap::new();
        let mut paths = Vec::new();
        for (template, item) in spec.api.paths.iter() {
            let at = Pointer::root().children(&["paths", template]);
            let ReferenceOr::Item(item) = item else {
                self.report(
                    Code::UnsupportedPath,
                    &at.child("$ref"),
                    "a path item in another document is not supported",
                    "bundle the files into one",
                );
                continue;
            };
            if item.iter().next().is_none() {
                continue;
            }
            let mut path = Path {
                template: template.clone(),
                module: self.names.path_module(template),
                operations: Vec::new(),
            };
            self.names.claim(&mut modules, &path.module, template, &at);
            let mut operations = item.iter().map(|(_, operation)| &operation.servers);
            // What all of them replace serves none.
            let is_inherited = operations.any(|own| own.is_empty());
            let server = is_inherited.then(|| self.server(&at, None)).flatten();
            let mut builders = Namespace::methods();
            for (verb, operation) in item
                .iter()
                .filter_map(|(name, operation)| Some((Verb::of_key(name)?, operation)))
            {
                let at = at.child(&verb.to_string().to_lowercase());
                let mut operation =
                    self.operation(verb, template, operation, &item.parameters, &at);
                operation.server = self.server(&at, server);
                self.unique_id(&mut ids, &operation, template);
                let (what, name) = renamed(&operation, template);
                self.names.claim_or(
                    &mut builders,
                    &operation.builder,
                    &operation.id,
                    &at,
                    &what,
                    &name,
                );
                path.operations.push(operation);
            }
            paths.push(path);
        }
        paths
    }

    fn operation(
        &mut self,
        verb: Verb,
        template: &str,
        item: &'a openapiv3::Operation,
        shared: &'a [ReferenceOr<openapiv3::Parameter>],
        at: &Pointer,
    ) -> Operation {
        let id = match &item.operation_id {
            Some(id) => id.clone(),
            None => format!("{verb} {template}"),
        };
        let name = self.names.operation(&id, verb, template);
        let mut namespace = Namespace::parameters();
        let parameters =
            self.parameters(&id, template, &item.parameters, shared, at, &mut namespace);
        let body = self.body(&id, verb, item.request_body.as_ref(), at, &mut namespace);
        let (response, accepts) = self.response(&id, verb, &item.responses, at);
        let failures = self.failures(&id, &item.responses, at);
        let mut operation = Operation {
            verb,
            resource: name.resource,
            method: name.method,
            builder: name.builder,
            parameters,
            body,
            response,
            accepts,
            failures,
            handled: Vec::new(),
            idempotency: self.idempotency(verb, item.extensions.get("x-idempotent"), at),
            server: None,
            page: None,
            acting: None,
            credentials: self.credentials(at),
            example: Vec::new(),
            docs: docs::of_text(item.summary.as_deref(), item.description.as_deref()),
            status: docs::status(item.deprecated),
            origin: at.clone(),
            id,
        };
        operation.page = self.page(item.extensions.get("x-pagination"), &operation);
        operation.example = self.example(item.extensions.get("x-example"), &operation);
        operation
    }

    /// The setters for the inputs that `x-example` lists by their wire names.
    fn example(&mut self, names: Option<&Value>, operation: &Operation) -> Vec<Ident> {
        let at = operation.origin.child("x-example");
        let mut setters = Vec::new();
        if names.is_some_and(|names| !names.is_array()) {
            self.report(
                Code::Example,
                &at,
                "`x-example` is an array of names",
                "write `x-example: [name]`",
            );
        }
        for (number, value) in names
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .enumerate()
        {
            let name = &match value {
                Value::String(name) => name.clone(),
                value => value.to_string(),
            };
            let mut parameters = operation.parameters.iter();
            let parameter = parameters
                .find(|parameter| parameter.wire == *name)
                .map(|parameter| (parameter.name.clone(), parameter.presence));
            let found = parameter.or_else(|| {
                let (setter, _, presence) = self.setter(&operation.body, name)?;
                Some((setter, presence))
            });
            match found {
                Some((setter, Presence::Optional)) => setters.push(setter),
                _ => {
                    self.report(
                        Code::Example,
                        &at.index(number),
                        format!("`{name}` is not an optional input of this operation"),
                        "name an optional parameter or property of the body, or remove it",
                    );
                    self.about(name, Some(Surplus::Entry));
                }
            }
        }
        setters
    }

    /// By `security`, the operation's or the document's.
    fn credentials(&self, at: &Pointer) -> Credentials {
        let tree = &self.spec.tree;
        let own = at.child("security");
        let schemes = tree.pointer("/components/securitySchemes");
        match security::asked(own.of(tree), tree.get("security"), schemes) {
            Asked::Nothing => Credentials::None,
            Asked::Basic | Asked::Other(_) => Credentials::Client,
        }
    }

    /// By `x-idempotent`, else by the verb.
    fn idempotency(&mut self, verb: Verb, extension: Option<&Value>, at: &Pointer) -> Idempotency {
        match extension {
            None => Idempotency::of(verb),
            Some(Value::Bool(true)) => Idempotency::Idempotent,
            Some(Value::Bool(false)) => Idempotency::NotIdempotent,
            Some(_) => {
                self.report(
                    Code::Idempotent,
                    &at.child("x-idempotent"),
                    "`x-idempotent` is a boolean",
                    "write `x-idempotent: true`, or remove it",
                );
                Idempotency::NotIdempotent
            }
        }
    }

    fn unique_id(
        &mut self,
        ids: &mut HashMap<String, (Verb, String)>,
        operation: &Operation,
        template: &str,
    ) {
        let Some((verb, path)) =
            ids.insert(operation.id.clone(), (operation.verb, template.to_owned()))
        else {
            return;
        };
        if self.names.is_told_apart(operation.verb, template)
            || self.names.is_told_apart(verb, &path)
        {
            return;
        }
        let resource = dotted(&operation.resource);
        let method = self.names.method_of(operation.verb, template);
        let proposal = Proposal {
            table: "operations".into(),
            what: format!("{} {template}", operation.verb),
            name: format!("{resource}.{method}"),
        };
        let help = format!(
            "give one of them another id with an overlay, or tell them apart in names.toml, below [operations]: {proposal}"
        );
        let location = Location::spec(operation.origin.child("operationId"));
        let message = format!("`{}` is the id of `{verb} {path}` too", operation.id);
        self.found.push(Diagnostic {
            name: Some(Box::new(proposal)),
            ..Diagnostic::new(Code::DuplicateOperation, location, message, help)
        });
    }
}

/// The exception that renames an operation: what it is for, and the name.
pub(super) fn renamed(operation: &Operation, template: &str) -> (String, String) {
    (
        format!("{} {template}", operation.verb),
        format!(
            "{}.{}_other",
            dotted(&operation.resource),
            operation.method.bare()
        ),
    )
}
