//! Parameters of the path, the query, the headers and the cookies.

use openapiv3::{
    Parameter as Declared, ParameterData, ParameterSchemaOrContent, PathStyle, QueryStyle,
    ReferenceOr,
};

use super::media::is_token;
use super::{Resolver, docs};
use crate::diagnostic::Code;
use crate::ir::{ListStyle, Nullability, Parameter, ParameterLocation, Presence};
use crate::names::Namespace;
use crate::pointer::Pointer;

/// Headers that OpenAPI ignores as parameters: content and security of an operation determine them.
const IGNORED_HEADERS: &[&str] = &["Accept", "Content-Type", "Authorization"];

/// Headers that the HTTP client alone sets, to delimit, route and decode messages.
const OWN_HEADERS: &[&str] = &[
    "Accept-Encoding",
    "Connection",
    "Content-Length",
    "Expect",
    "Host",
    "Keep-Alive",
    "Proxy-Authorization",
    "Proxy-Connection",
    "TE",
    "Trailer",
    "Transfer-Encoding",
    "Upgrade",
];

impl<'a> Resolver<'a> {
    /// Returns the parameters of an operation: its own, and those of its path that it does not
    /// override. Path parameters are first, in the order of the path.
    pub(super) fn parameters(
        &mut self,
        id: &str,
        template: &str,
        own: &'a [ReferenceOr<Declared>],
        shared: &'a [ReferenceOr<Declared>],
        at: &Pointer,
        namespace: &mut Namespace,
    ) -> Vec<Parameter> {
        let path_at = Pointer::root().children(&["paths", template]);
        let own = own
            .iter()
            .enumerate()
            .map(|(number, node)| (node, at.child("parameters").index(number), true));
        let shared = shared
            .iter()
            .enumerate()
            .map(|(number, node)| (node, path_at.child("parameters").index(number), false));
        let mut all: Vec<(&Declared, Pointer, bool)> = Vec::new();
        let mut all_found = true;
        for (node, at, is_own) in own.chain(shared) {
            let Some((declared, place)) =
                self.follow(node, "parameters", |all| &all.parameters, &at)
            else {
                all_found = false;
                continue;
            };
            let key = |declared: &Declared| {
                let name = declared.parameter_data_ref().name.clone();
                match declared {
                    Declared::Header { .. } => (kind(declared), name.to_lowercase()),
                    _ => (kind(declared), name),
                }
            };
            match all.iter().find(|(known, ..)| key(known) == key(declared)) {
                Some((.., true)) if is_own => {
                    let message = format!(
                        "the parameter `{}` is given twice",
                        declared.parameter_data_ref().name
                    );
                    self.report(Code::DuplicateParameter, &at, message, "remove one of them");
                }
                Some(_) => {}
                None => all.push((declared, place, is_own)),
            }
        }
        let placeholders = self.placeholders(template, &path_at);
        let position = |declared: &Declared| match declared {
            Declared::Path { parameter_data, .. } => placeholders
                .iter()
                .position(|name| *name == parameter_data.name)
                .unwrap_or(0),
            _ => placeholders.len(),
        };
        all.sort_by_key(|(declared, ..)| position(declared));
        // A dangling reference may be the one that a placeholder needs.
        if all_found {
            let declared = all.iter().filter_map(|(declared, at, _)| match declared {
                Declared::Path { parameter_data, .. } => Some((parameter_data.name.as_str(), at)),
                _ => None,
            });
            self.match_placeholders(&placeholders, &declared.collect::<Vec<_>>(), template, at);
        }

        let mut parameters = Vec::with_capacity(all.len());
        for (declared, place, _) in all {
            let data = declared.parameter_data_ref();
            if !self.is_settable(declared, data, &place) {
                continue;
            }
            if let Some(parameter) = self.parameter(id, declared, data, &place) {
                parameters.push(parameter);
            }
        }
        for parameter in &mut parameters {
            if namespace.has(&parameter.name) {
                parameter.name = self
                    .names
                    .elsewhere(location_word(parameter.location), &parameter.name);
            }
            self.names
                .claim(namespace, &parameter.name, &parameter.wire, at);
            if parameter.presence == Presence::Optional {
                let (setter, wire) = (&parameter.name, &parameter.wire);
                self.names.claim_option_setter(namespace, setter, wire, at);
            }
        }
        parameters
    }

    /// Whether a caller can set a parameter; reports it if not.
    fn is_settable(&mut self, declared: &Declared, data: &ParameterData, at: &Pointer) -> bool {
        let name = data.name.as_str();
        let is_one_of = |names: &[&str]| names.iter().any(|one| one.eq_ignore_ascii_case(name));
        let (at, help) = (at.child("name"), "remove the parameter with an overlay");
        match declared {
            Declared::Header { .. } if is_one_of(IGNORED_HEADERS) => {
                let message = format!("OpenAPI ignores a parameter for the header `{name}`");
                self.report(Code::IgnoredParameter, &at, message, help);
            }
            Declared::Header { .. } if is_one_of(OWN_HEADERS) => {
                let message = format!("the header `{name}` is set by the HTTP client alone");
                self.report(Code::UnsupportedParameter, &at, message, help);
            }
            Declared::Header { .. } | Declared::Cookie { .. } if !is_token(name) => {
                let message = format!("`{name}` cannot be the name of a header or a cookie");
                self.report(Code::UnsupportedParameter, &at, message, help);
            }
            _ => return true,
        }
        false
    }

    fn parameter(
        &mut self,
        id: &str,
        declared: &'a Declared,
        data: &'a ParameterData,
        at: &Pointer,
    ) -> Option<Parameter> {
        let schema = match &data.format {
            ParameterSchemaOrContent::Schema(schema) => schema,
            ParameterSchemaOrContent::Content(_) => {
                self.report_key(
                    Code::UnsupportedParameter,
                    &at.child("content"),
                    "a parameter with `content` is not supported",
                    "give the parameter a `schema` with an overlay",
                );
                return None;
            }
        };
        let value = self.typed(
            schema.into(),
            &at.child("schema"),
            &format!("{id}.{}", data.name),
        );
        let style = self.style(declared, data, at);
        let location = match declared {
            Declared::Path { .. } => ParameterLocation::Path,
            Declared::Query { .. } => ParameterLocation::Query(style),
            Declared::Header { .. } => ParameterLocation::Header,
            Declared::Cookie { .. } => ParameterLocation::Cookie,
        };
        let list_allowed = matches!(location, ParameterLocation::Query(_));
        if !self.fits(&value.ty, list_allowed)
            || value.nullable == Nullability::Nullable && location == ParameterLocation::Path
        {
            let help = "give it the schema of a string, a number or a boolean with an overlay; an array is possible in a query";
            self.report(
                Code::UnsupportedParameter,
                &at.child("schema"),
                format!("`{}` cannot hold a value of this type", data.name),
                help,
            );
        }
        let mut facts = docs::of_text(None, data.description.as_deref());
        facts.facts = value.docs.facts;
        if facts.text.is_empty() {
            facts.text = value.docs.text;
        }
        Some(Parameter {
            wire: data.name.clone(),
            name: self.names.parameter(&data.name),
            location,
            ty: value.ty,
            presence: if data.required || location == ParameterLocation::Path {
                Presence::Required
            } else {
                Presence::Optional
            },
            docs: facts,
            status: docs::status(data.deprecated.unwrap_or(false)),
            origin: at.clone(),
        })
    }

    fn style(&mut self, declared: &Declared, data: &ParameterData, at: &Pointer) -> ListStyle {
        if let Declared::Query {
            allow_reserved: true,
            ..
        } = declared
        {
            self.report_key(
                Code::UnsupportedParameter,
                &at.child("allowReserved"),
                "reserved characters are percent-encoded in every query parameter",
                "remove `allowReserved` with an overlay, if the server decodes them",
            );
        }
        let refused = match declared {
            Declared::Path { style, .. } if !matches!(style, PathStyle::Simple) => {
                Some("a path parameter can only have the style `simple`")
            }
            Declared::Query {
                style: QueryStyle::DeepObject,
                ..
            } => Some("the style `deepObject` is not supported"),
            _ => None,
        };
        if let Some(message) = refused {
            let help = "replace the style with an overlay";
            self.report(
                Code::UnsupportedParameter,
                &at.child("style"),
                message,
                help,
            );
        }
        let Declared::Query { style, .. } = declared else {
            return ListStyle::Repeated;
        };
        match (style, data.explode) {
            (QueryStyle::Form, Some(false)) => ListStyle::Joined(','),
            (QueryStyle::SpaceDelimited, None | Some(false)) => ListStyle::Joined(' '),
            (QueryStyle::PipeDelimited, None | Some(false)) => ListStyle::Joined('|'),
            _ => ListStyle::Repeated,
        }
    }
}

fn kind(declared: &Declared) -> u8 {
    match declared {
        Declared::Path { .. } => 0,
        Declared::Query { .. } => 1,
        Declared::Header { .. } => 2,
        Declared::Cookie { .. } => 3,
    }
}

fn location_word(location: ParameterLocation) -> &'static str {
    match location {
        ParameterLocation::Path => "path",
        ParameterLocation::Query(_) => "query",
        ParameterLocation::Header => "header",
        ParameterLocation::Cookie => "cookie",
    }
}
