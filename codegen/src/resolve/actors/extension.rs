//! What `x-actors` says, read and checked as far as that goes without the operations.

use serde_json::Value;

use super::super::{Resolver, docs};
use crate::diagnostic::{Code, Surplus};
use crate::ir::Docs;
use crate::pointer::Pointer;

const KEYS: [&str; 7] = [
    "description",
    "headers",
    "infers",
    "omits",
    "free",
    "self",
    "resources",
];
const OWN_KEYS: [&str; 6] = [
    "name",
    "description",
    "resource",
    "argument",
    "also",
    "except",
];

/// An actor as it stands in the description.
pub(super) struct Extension {
    pub name: String,
    pub headers: Vec<Mention>,
    pub rules: Vec<Rule>,
    pub omissions: Vec<Omission>,
    pub free: Vec<Mention>,
    pub own: Option<Own>,
    /// Documentation of handles, by the resource of the client.
    pub resources: Vec<(Mention, Docs)>,
    pub docs: Docs,
    pub origin: Pointer,
}

/// The optional inputs of an operation that the server rejects with a session.
pub(super) struct Omission {
    pub operation: Mention,
    pub inputs: Vec<Mention>,
}

/// A name of something in the description, which has to be there.
pub(super) struct Mention {
    pub text: String,
    pub origin: Pointer,
    pub is_used: bool,
}

/// An input, and what it is set to.
pub(super) struct Rule {
    pub wire: String,
    pub argument: String,
    pub amount: Amount,
    pub origin: Pointer,
    pub is_used: bool,
}

/// How many values an input takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Amount {
    One,
    List,
}

/// The calls about the holder of the session.
pub(super) struct Own {
    pub name: String,
    pub resource: Mention,
    pub argument: Mention,
    pub also: Vec<Mention>,
    pub except: Vec<Mention>,
    pub docs: Docs,
}

fn mention(name: &str, origin: Pointer) -> Mention {
    Mention {
        text: name.to_owned(),
        origin,
        is_used: false,
    }
}

/// Whether a name is among those mentioned, which is then of use.
pub(super) fn mentions(list: &mut [Mention], name: &str) -> bool {
    let found = list.iter_mut().find(|mention| mention.text == name);
    found.map(|mention| mention.is_used = true).is_some()
}

impl Extension {
    /// The documentation of a handle that is not the one of the client's.
    pub(super) fn docs_of(&mut self, resource: &str) -> Option<Docs> {
        let mut resources = self.resources.iter_mut();
        let (mention, docs) = resources.find(|(mention, _)| mention.text == resource)?;
        mention.is_used = true;
        Some(docs.clone())
    }
}

impl Resolver<'_> {
    pub(super) fn actor_extensions(&mut self) -> Vec<Extension> {
        let at = Pointer::root().child("x-actors");
        let Some(actors) = self.spec.api.extensions.get("x-actors") else {
            return Vec::new();
        };
        let Some(actors) = actors.as_object() else {
            self.malformed(
                &at,
                "`x-actors` is an object with an entry for each actor",
                "write `x-actors: {user: {headers: […], infers: {…}}}`",
            );
            return Vec::new();
        };
        actors
            .iter()
            .filter_map(|(name, extension)| self.actor_extension(name, extension, at.child(name)))
            .collect()
    }

    fn actor_extension(
        &mut self,
        name: &str,
        extension: &Value,
        origin: Pointer,
    ) -> Option<Extension> {
        self.known_keys(extension, &KEYS, "an actor", &origin)?;
        let headers = self.list(extension, "headers", &origin)?;
        if headers.is_empty() {
            self.malformed(
                &origin,
                "an actor needs `headers`",
                "list those that carry the session: `headers: [X-Session]`",
            );
            return None;
        }
        Some(Extension {
            name: name.to_owned(),
            headers,
            rules: self.rules(extension, &origin)?,
            omissions: self.omissions(extension, &origin)?,
            free: self.list(extension, "free", &origin)?,
            own: match extension.get("self") {
                Some(own) => Some(self.own_extension(own, &origin.child("self"))?),
                None => None,
            },
            resources: self.texts(extension, &origin)?,
            docs: docs::of_value(Some(extension), "description"),
            origin,
        })
    }

    fn own_extension(&mut self, extension: &Value, at: &Pointer) -> Option<Own> {
        self.known_keys(extension, &OWN_KEYS, "`self`", at)?;
        let (name, resource) = (
            self.string(extension, "name", at),
            self.string(extension, "resource", at),
        );
        let argument = self.string(extension, "argument", at);
        Some(Own {
            name: name?.text,
            resource: resource?,
            argument: argument?,
            also: self.list(extension, "also", at)?,
            except: self.list(extension, "except", at)?,
            docs: docs::of_value(Some(extension), "description"),
        })
    }

    fn rules(&mut self, extension: &Value, at: &Pointer) -> Option<Vec<Rule>> {
        let at = at.child("infers");
        let Some(rules) = extension.get("infers") else {
            return Some(Vec::new());
        };
        let help = "write `infers: {input: of_the_session, inputs: [of_the_session]}`";
        let Some(rules) = rules.as_object() else {
            self.malformed(&at, "`infers` is an object", help);
            return None;
        };
        rules
            .iter()
            .map(|(wire, argument)| {
                let (argument, amount) = match argument {
                    Value::String(argument) => (argument, Amount::One),
                    Value::Array(list) => match &list[..] {
                        [Value::String(argument)] => (argument, Amount::List),
                        _ => return self.no_argument(wire, &at, help),
                    },
                    _ => return self.no_argument(wire, &at, help),
                };
                Some(Rule {
                    wire: wire.clone(),
                    argument: argument.clone(),
                    amount,
                    origin: at.child(wire),
                    is_used: false,
                })
            })
            .collect()
    }

    fn omissions(&mut self, extension: &Value, at: &Pointer) -> Option<Vec<Omission>> {
        let at = at.child("omits");
        let Some(value) = extension.get("omits") else {
            return Some(Vec::new());
        };
        let Some(operations) = value.as_object() else {
            let help = "write `omits: {operation: [input]}`";
            self.malformed(&at, "`omits` is an object", help);
            return None;
        };
        let omissions = operations.keys().map(|id| {
            Some(Omission {
                operation: mention(id, at.child(id)),
                inputs: self.list(value, id, &at)?,
            })
        });
        omissions.collect()
    }

    /// The documentation of handles.
    fn texts(&mut self, extension: &Value, at: &Pointer) -> Option<Vec<(Mention, Docs)>> {
        let at = at.child("resources");
        let Some(value) = extension.get("resources") else {
            return Some(Vec::new());
        };
        let texts = value.as_object().and_then(|texts| {
            let texts = texts.iter().map(|(resource, text)| {
                let docs = docs::of_text(None, Some(text.as_str()?));
                Some((mention(resource, at.child(resource)), docs))
            });
            texts.collect()
        });
        if texts.is_none() {
            let help = "write `resources: {resource: Documentation.}`";
            self.malformed(&at, "`resources` is an object of strings", help);
        }
        texts
    }

    fn no_argument(&mut self, wire: &str, at: &Pointer, help: &str) -> Option<Rule> {
        self.malformed(
            &at.child(wire),
            &format!("`{wire}` is inferred from one value of the session"),
            help,
        );
        None
    }

    fn known_keys(
        &mut self,
        extension: &Value,
        known: &[&str],
        what: &str,
        at: &Pointer,
    ) -> Option<()> {
        let Some(entries) = extension.as_object() else {
            let help = format!("use {}", known.join(", "));
            self.malformed(at, &format!("{what} is an object"), &help);
            return None;
        };
        for (key, _) in entries {
            if !known.contains(&key.as_str()) {
                self.report_key(
                    Code::Actor,
                    &at.child(key),
                    format!("{what} has no `{key}`"),
                    format!("use {}", known.join(", ")),
                );
            }
        }
        Some(())
    }

    fn string(&mut self, extension: &Value, key: &str, at: &Pointer) -> Option<Mention> {
        let value = extension.get(key);
        let Some(text) = value.and_then(Value::as_str) else {
            let help = format!("write `{key}: …`");
            let at = value.map_or_else(|| at.clone(), |_| at.child(key));
            self.malformed(&at, &format!("`{key}` is a required string"), &help);
            return None;
        };
        Some(mention(text, at.child(key)))
    }

    /// An array of names; empty where it is absent.
    fn list(&mut self, extension: &Value, key: &str, at: &Pointer) -> Option<Vec<Mention>> {
        let at = at.child(key);
        let Some(value) = extension.get(key) else {
            return Some(Vec::new());
        };
        let names = value.as_array().and_then(|list| {
            let names = list
                .iter()
                .enumerate()
                .map(|(number, name)| Some(mention(name.as_str()?, at.index(number))));
            names.collect()
        });
        if names.is_none() {
            let help = format!("write `{key}: [name]`");
            self.malformed(&at, &format!("`{key}` is an array of names"), &help);
        }
        names
    }

    fn malformed(&mut self, at: &Pointer, message: &str, help: &str) {
        self.report(Code::Actor, at, message, help);
    }

    /// Reports the entries that match nothing in the description.
    pub(super) fn unused(&mut self, extension: &Extension) {
        for header in extension.headers.iter().filter(|header| !header.is_used) {
            let message = format!("no operation takes the header `{}`", header.text);
            // Without any, there would be no actor.
            let surplus = (extension.headers.len() > 1).then_some(Surplus::Entry);
            self.is_unused(header, message, surplus);
        }
        for rule in extension.rules.iter().filter(|rule| !rule.is_used) {
            let message = format!("no operation of the actor has an input `{}`", rule.wire);
            self.report_key(
                Code::Actor,
                &rule.origin,
                message,
                "correct the name, or remove it",
            );
            self.about(&rule.wire, Some(Surplus::Entry));
        }
        for free in extension.free.iter().filter(|free| !free.is_used) {
            let message = format!(
                "`{}` is not an operation of the actor without inferred inputs",
                free.text
            );
            self.is_unused(free, message, Some(Surplus::Entry));
        }
        for Omission { operation, inputs } in &extension.omissions {
            if !operation.is_used {
                let message = format!("`{}` is not an operation of the actor", operation.text);
                self.is_unused(operation, message, Some(Surplus::Entry));
                continue;
            }
            for input in inputs.iter().filter(|input| !input.is_used) {
                let message = format!(
                    "`{}` of the actor has no optional input `{}`",
                    operation.text, input.text
                );
                self.is_unused(input, message, Some(Surplus::Entry));
            }
        }
        for (resource, _) in extension.resources.iter().filter(|(it, _)| !it.is_used) {
            let message = format!("the actor has no resource `{}`", resource.text);
            self.is_unused(resource, message, Some(Surplus::Entry));
        }
        let Some(own) = &extension.own else { return };
        let resource = &own.resource.text;
        if !own.resource.is_used {
            let message = format!("the actor has no operation below a resource `{resource}`");
            return self.is_unused(&own.resource, message, None);
        }
        if !own.argument.is_used {
            let argument = &own.argument.text;
            let message = format!(
                "no operation of the actor below `{resource}` has `{argument}` in its path"
            );
            self.is_unused(&own.argument, message, None);
        }
        for also in own.also.iter().filter(|also| !also.is_used) {
            let message = format!(
                "`{}` is no operation of the actor below `{resource}` that lacks `{}`",
                also.text, own.argument.text
            );
            self.is_unused(also, message, Some(Surplus::Entry));
        }
        for except in own.except.iter().filter(|except| !except.is_used) {
            let message = format!(
                "`{}` is no operation of the actor below `{resource}` that has `{}` in its path",
                except.text, own.argument.text
            );
            self.is_unused(except, message, Some(Surplus::Entry));
        }
    }

    fn is_unused(&mut self, name: &Mention, message: String, surplus: Option<Surplus>) {
        let help = "correct the name, or remove it";
        self.report(Code::Actor, &name.origin, message, help);
        self.about(&name.text, surplus);
    }
}
