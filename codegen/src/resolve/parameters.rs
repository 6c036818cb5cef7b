//! Parameters of the path, the query, the headers and the cookies.

use openapiv3::{
    Operation as Item, Parameter as Source, ParameterData, ParameterSchemaOrContent, PathStyle,
    QueryStyle, ReferenceOr,
};

use super::{Resolver, docs};
use crate::ir::{ListStyle, Nullability, Parameter, Place, Presence, Shape, Ty};
use crate::names::Scope;
use crate::pointer::Pointer;

/// Headers that OpenAPI tells readers to ignore as parameters: the transport sets them.
const IGNORED_HEADERS: &[&str] = &["accept", "content-type", "authorization"];

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
        scope: &mut Scope,
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
            let key = |source: &Source| (kind(source), source.parameter_data_ref().name.clone());
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
            if matches!(source, Source::Header { .. })
                && IGNORED_HEADERS.contains(&data.name.to_lowercase().as_str())
            {
                continue;
            }
            if let Some(parameter) = self.parameter(id, source, data, &place) {
                parameters.push(parameter);
            }
        }
        for parameter in &mut parameters {
            if scope.has(&parameter.name) {
                parameter.name = self
                    .names
                    .elsewhere(place_word(parameter.place), &parameter.name);
            }
            self.names
                .claim(scope, &parameter.name, &parameter.wire, at);
        }
        parameters
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
        let place = match source {
            Source::Path { .. } => Place::Path,
            Source::Query { .. } => Place::Query(style),
            Source::Header { .. } => Place::Header,
            Source::Cookie { .. } => Place::Cookie,
        };
        let list_allowed = matches!(place, Place::Query(_));
        if !self.fits(&value.ty, list_allowed)
            || value.nullable == Nullability::Nullable && place == Place::Path
        {
            let help = "give it the schema of a text, a number or a truth value with an overlay; a list is possible in a query";
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
            place,
            ty: value.ty,
            presence: if data.required || place == Place::Path {
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
    fn fits(&self, ty: &Ty, list_allowed: bool) -> bool {
        match self.unaliased(ty) {
            Ty::Bool
            | Ty::I32
            | Ty::I64
            | Ty::U32
            | Ty::U64
            | Ty::F32
            | Ty::F64
            | Ty::String
            | Ty::Secret
            | Ty::DateTime => true,
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
        let mut rest = template;
        while let Some((_, tail)) = rest.split_once('{') {
            let Some((name, tail)) = tail.split_once('}') else {
                self.report_key(
                    "path-template",
                    at,
                    "a `{` of this path is not closed",
                    "close it, or remove it",
                );
                break;
            };
            if name.is_empty() || name.contains('{') || names.iter().any(|known| known == name) {
                self.report_key(
                    "path-template",
                    at,
                    format!("`{{{name}}}` is not a placeholder, or is there twice"),
                    "give each placeholder a name of its own",
                );
            }
            names.push(name.to_owned());
            rest = tail;
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

fn kind(source: &Source) -> u8 {
    match source {
        Source::Path { .. } => 0,
        Source::Query { .. } => 1,
        Source::Header { .. } => 2,
        Source::Cookie { .. } => 3,
    }
}

fn place_word(place: Place) -> &'static str {
    match place {
        Place::Path => "path",
        Place::Query(_) => "query",
        Place::Header => "header",
        Place::Cookie => "cookie",
    }
}
