//! Parameters of the path, the query, the headers and the cookies.

use openapiv3::{
    Operation as Item, Parameter as Source, ParameterData, ParameterSchemaOrContent, PathStyle,
    QueryStyle, ReferenceOr,
};

use super::media::is_token;
use super::{Resolver, docs};
use crate::diagnostic;
use crate::ir::{Form, ListStyle, Nullability, Parameter, ParameterLocation, Presence, Shape, Ty};
use crate::names::Namespace;
use crate::pointer::Pointer;

/// Headers that OpenAPI tells readers to ignore as parameters: the media types and the security
/// schemes of an operation say what they are.
const IGNORED_HEADERS: &[&str] = &["Accept", "Content-Type", "Authorization"];

/// Headers by which a message is delimited, routed and decoded. The HTTP client alone sets them.
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
    /// The parameters of an operation: its own, and those of its path that it does not redefine.
    /// Path parameters come first and in the order of the path.
    pub(super) fn parameters(
        &mut self,
        id: &str,
        template: &str,
        item: &'a Item,
        shared: &'a [ReferenceOr<Source>],
        at: &Pointer,
        namespace: &mut Namespace,
    ) -> Vec<Parameter> {
        let spec = self.spec;
        let components = spec
            .api
            .components
            .as_ref()
            .map(|components| &components.parameters);
        let path_at = at.as_str().rsplit_once('/').map_or(Pointer::root(), |_| {
            Pointer::root().children(&["paths", template])
        });
        let own = item
            .parameters
            .iter()
            .enumerate()
            .map(|(number, node)| (node, at.child("parameters").index(number), true));
        let shared = shared
            .iter()
            .enumerate()
            .map(|(number, node)| (node, path_at.child("parameters").index(number), false));
        let mut sources: Vec<(&Source, Pointer, bool)> = Vec::new();
        let mut all_found = true;
        for (node, at, is_own) in own.chain(shared) {
            let Some((source, place)) = self.follow(node, "parameters", components, &at) else {
                all_found = false;
                continue;
            };
            let key = |source: &Source| {
                let name = source.parameter_data_ref().name.clone();
                match source {
                    Source::Header { .. } => (kind(source), name.to_lowercase()),
                    _ => (kind(source), name),
                }
            };
            match sources.iter().find(|(known, ..)| key(known) == key(source)) {
                Some((.., true)) if is_own => {
                    let message = format!(
                        "the parameter `{}` is given twice",
                        source.parameter_data_ref().name
                    );
                    self.report("duplicate-parameter", &at, message, "remove one of them");
                }
                Some(_) => {}
                None => sources.push((source, place, is_own)),
            }
        }
        let placeholders = self.placeholders(template, &path_at);
        let position = |source: &Source| match source {
            Source::Path { parameter_data, .. } => placeholders
                .iter()
                .position(|name| *name == parameter_data.name)
                .unwrap_or(0),
            _ => placeholders.len(),
        };
        sources.sort_by_key(|(source, ..)| position(source));
        // One that leads nowhere might be the one that a placeholder needs.
        if all_found {
            self.match_placeholders(&placeholders, &sources, template, at);
        }

        let mut parameters = Vec::with_capacity(sources.len());
        for (source, place, _) in sources {
            let data = source.parameter_data_ref();
            if !self.is_settable(source, data, &place) {
                continue;
            }
            if let Some(parameter) = self.parameter(id, source, data, &place) {
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
        }
        parameters
    }

    /// Whether HTTP lets a caller set it. Says so, if not.
    fn is_settable(&mut self, source: &Source, data: &ParameterData, at: &Pointer) -> bool {
        let name = data.name.as_str();
        let is_one_of = |names: &[&str]| names.iter().any(|one| one.eq_ignore_ascii_case(name));
        let (at, help) = (at.child("name"), "remove the parameter with an overlay");
        match source {
            Source::Header { .. } if is_one_of(IGNORED_HEADERS) => {
                let message = format!("OpenAPI ignores a parameter for the header `{name}`");
                self.warn(
                    "ignored-parameter",
                    diagnostic::Place::spec(&at),
                    message,
                    help,
                );
            }
            Source::Header { .. } if is_one_of(OWN_HEADERS) => {
                let message = format!("the header `{name}` is set by the HTTP client alone");
                self.report("unsupported-parameter", &at, message, help);
            }
            Source::Header { .. } | Source::Cookie { .. } if !is_token(name) => {
                let message = format!("`{name}` cannot be the name of a header or a cookie");
                self.report("unsupported-parameter", &at, message, help);
            }
            _ => return true,
        }
        false
    }

    fn parameter(
        &mut self,
        id: &str,
        source: &'a Source,
        data: &'a ParameterData,
        at: &Pointer,
    ) -> Option<Parameter> {
        let schema = match &data.format {
            ParameterSchemaOrContent::Schema(schema) => schema,
            ParameterSchemaOrContent::Content(_) => {
                self.report_key(
                    "unsupported-parameter",
                    &at.child("content"),
                    "a parameter that holds a document is not supported",
                    "give the parameter a `schema` with an overlay",
                );
                return None;
            }
        };
        let value = self.value(
            schema.into(),
            &at.child("schema"),
            &format!("{id}.{}", data.name),
        );
        let style = self.style(source, data, at);
        let location = match source {
            Source::Path { .. } => ParameterLocation::Path,
            Source::Query { .. } => ParameterLocation::Query(style),
            Source::Header { .. } => ParameterLocation::Header,
            Source::Cookie { .. } => ParameterLocation::Cookie,
        };
        let list_allowed = matches!(location, ParameterLocation::Query(_));
        if !self.fits(&value.ty, list_allowed)
            || value.nullable == Nullability::Nullable && location == ParameterLocation::Path
        {
            let help = "give it the schema of a string, a number or a boolean with an overlay; an array is possible in a query";
            self.report(
                "unsupported-parameter",
                &at.child("schema"),
                format!(
                    "a value of this kind cannot be written into `{}`",
                    data.name
                ),
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

    fn style(&mut self, source: &Source, data: &ParameterData, at: &Pointer) -> ListStyle {
        if let Source::Query {
            allow_reserved: true,
            ..
        } = source
        {
            self.report_key(
                "unsupported-parameter",
                &at.child("allowReserved"),
                "reserved characters are percent-encoded in every query parameter",
                "remove `allowReserved` with an overlay, if the server decodes them",
            );
        }
        let at = at.child("style");
        match source {
            Source::Path { style, .. } if !matches!(style, PathStyle::Simple) => {
                self.report(
                    "unsupported-parameter",
                    &at,
                    "a path parameter can only have the style `simple`",
                    "replace the style with an overlay",
                );
                ListStyle::Repeated
            }
            Source::Query {
                style: QueryStyle::DeepObject,
                ..
            } => {
                self.report(
                    "unsupported-parameter",
                    &at,
                    "the style `deepObject` is not supported",
                    "replace the style with an overlay",
                );
                ListStyle::Repeated
            }
            Source::Query {
                style: QueryStyle::Form,
                ..
            } if data.explode == Some(false) => ListStyle::Joined(','),
            Source::Query {
                style: QueryStyle::SpaceDelimited,
                ..
            } if data.explode != Some(true) => ListStyle::Joined(' '),
            Source::Query {
                style: QueryStyle::PipeDelimited,
                ..
            } if data.explode != Some(true) => ListStyle::Joined('|'),
            _ => ListStyle::Repeated,
        }
    }

    /// Whether a value can be written as text, or in a query as a list of texts.
    pub(super) fn fits(&self, ty: &Ty, list_allowed: bool) -> bool {
        match self.unaliased(ty) {
            Ty::Scalar(scalar) => scalar.facts().form != Form::Bytes,
            Ty::List(item) => list_allowed && self.fits(item, false),
            Ty::Named(id) => self
                .types
                .get(id)
                .is_some_and(|ty| matches!(ty.shape, Shape::Enum(_))),
            _ => false,
        }
    }

    fn placeholders(&mut self, template: &str, at: &Pointer) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        let mut literals = String::new();
        let mut rest = template;
        let mut wrong = Vec::new();
        while let Some((literal, tail)) = rest.split_once('{') {
            literals.push_str(literal);
            let Some((name, tail)) = tail.split_once('}') else {
                wrong.push("a `{` of this path is not closed".to_owned());
                rest = "";
                break;
            };
            if name.is_empty() || name.contains('{') {
                wrong.push(format!("`{{{name}}}` is not a placeholder"));
            } else if names.iter().any(|known| known == name) {
                wrong.push(format!("the placeholder `{{{name}}}` is there twice"));
            }
            names.push(name.to_owned());
            rest = tail;
        }
        literals.push_str(rest);
        let character = not_in_a_path(&literals);
        wrong.extend(character.map(|found| format!("`{found}` cannot stand in a path")));
        for message in wrong {
            let help = "remove the path with an overlay, and add its operations to one that is right: each placeholder once, and query parameters in place of what follows a `?`";
            self.report_key("path-template", at, message, help);
        }
        names
    }

    fn match_placeholders(
        &mut self,
        placeholders: &[String],
        sources: &[(&Source, Pointer, bool)],
        template: &str,
        at: &Pointer,
    ) {
        let declared: Vec<(&str, &Pointer)> = sources
            .iter()
            .filter(|(source, ..)| matches!(source, Source::Path { .. }))
            .map(|(source, at, _)| (source.parameter_data_ref().name.as_str(), at))
            .collect();
        for name in placeholders {
            if !declared.iter().any(|(known, _)| known == name) {
                let help = format!(
                    "add `- {{name: {name}, in: path, required: true, schema: {{type: string}}}}` to the parameters of the operation"
                );
                self.report_key(
                    "path-placeholder",
                    at,
                    format!("`{{{name}}}` of `{template}` has no parameter"),
                    help,
                );
            }
        }
        for (name, place) in declared {
            if !placeholders.iter().any(|known| known == name) {
                let help = format!("write `{{{name}}}` into the path, or remove the parameter");
                self.report(
                    "path-placeholder",
                    &place.child("name"),
                    format!("`{template}` has no placeholder for the path parameter `{name}`"),
                    help,
                );
            }
        }
    }
}

/// The first character that ends a path, or begins an escape that is none. Others are escaped.
fn not_in_a_path(literals: &str) -> Option<char> {
    let mut characters = literals.char_indices();
    let wrong = characters.find(|(at, character)| match character {
        '?' | '#' | '}' => true,
        '%' => {
            let code = literals.get(at + 1..at + 3);
            !code.is_some_and(|code| code.bytes().all(|byte| byte.is_ascii_hexdigit()))
        }
        _ => false,
    });
    wrong.map(|(_, character)| character)
}

fn kind(source: &Source) -> u8 {
    match source {
        Source::Path { .. } => 0,
        Source::Query { .. } => 1,
        Source::Header { .. } => 2,
        Source::Cookie { .. } => 3,
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
