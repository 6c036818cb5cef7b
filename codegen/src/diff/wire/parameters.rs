//! Parameters: of a path item and of the operation itself, in the path, the query, headers and
//! cookies.

use indexmap::IndexMap;
use serde_json::Value;

use super::describe;
use super::families::Site;
use super::graph::{Graph, Use};
use super::media::is_json;
use super::operation::Operation;
use super::rules;
use super::sides::Sides;
use super::tree::{Spot, Tree};
use super::view::View;

/// A parameter.
struct Parameter<'t> {
    spot: Spot<'t>,
    /// All operations of the path have it.
    shared: bool,
    view: View<'t>,
    /// The media type, if it is sent as one.
    media: Option<&'t str>,
}

/// By what two parameters are the same one: where it is sent, and its name there. One of a path
/// has no name on the wire, only a position.
type Key = (String, String);

impl<'t> Parameter<'t> {
    fn is(&self, location: &str) -> bool {
        self.spot.text("in") == Some(location)
    }

    fn required(&self) -> bool {
        self.is("path") || self.spot.flag("required")
    }

    fn style(&self) -> &'t str {
        let default = if self.is("query") || self.is("cookie") {
            "form"
        } else {
            "simple"
        };
        self.spot.text("style").unwrap_or(default)
    }

    fn explode(&self) -> bool {
        let said = self.spot.get("explode").and_then(Value::as_bool);
        said.unwrap_or(self.style() == "form")
    }

    /// A single value, in which `explode` changes nothing.
    fn is_scalar(&self) -> bool {
        let kind = self.view.kind();
        matches!(kind, Some("string" | "number" | "integer" | "boolean"))
    }
}

fn all<'t>(tree: &mut Tree<'t>, operation: &Operation<'t>) -> IndexMap<Key, Parameter<'t>> {
    let mut found = IndexMap::new();
    for (holder, shared) in [(operation.item, true), (operation.spot, false)] {
        let list = tree.child(holder, "parameters");
        for spot in tree.elements(list) {
            let Some(spot) = tree.follow(spot) else {
                continue;
            };
            let (Some(location), Some(name)) = (spot.text("in"), spot.text("name")) else {
                continue;
            };
            let name = match location {
                "path" => position(operation.path, name),
                "header" => name.to_lowercase(),
                _ => name.to_owned(),
            };
            let (view, media) = schema(tree, spot);
            let parameter = Parameter {
                spot,
                shared,
                view,
                media,
            };
            found.insert((location.to_owned(), name), parameter);
        }
    }
    found
}

/// The number of the parameter in the template, or its name if it is not there.
fn position(path: &str, name: &str) -> String {
    let mut names = path.split('{').skip(1);
    let at = names.position(|rest| rest.split('}').next() == Some(name));
    at.map_or_else(|| name.to_owned(), |at| format!("{{{at}}}"))
}

/// The schema of a parameter or a header, and its media type if it has one.
pub(super) fn schema<'t>(tree: &mut Tree<'t>, of: Spot<'t>) -> (View<'t>, Option<&'t str>) {
    let (mut schema, mut media) = (tree.child(of, "schema"), None);
    if schema.is_none() {
        let content = tree.child(of, "content");
        if let Some((name, spot)) = tree.entries(content).into_iter().next() {
            (schema, media) = (tree.child(spot, "schema"), Some(name));
        }
    }
    let view = schema.map_or(View::anything(of.position), |schema| View::of(tree, schema));
    (view, media)
}

/// Compares the parameters of an operation.
pub(super) fn compare<'t>(graph: &mut Graph<'t>, pair: &Sides<&Operation<'t>>) {
    let parameters = graph.each(*pair, all);
    for (_, parameters) in parameters.by_name() {
        match parameters.both() {
            Ok(parameters) => both(graph, parameters),
            Err(parameter) => {
                let Some(rule) = one_sided(parameter) else {
                    continue;
                };
                let found = graph.each(parameter, |tree, parameter| {
                    let schema = describe::schema(tree, &parameter?.view);
                    let presence = describe::presence(parameter?.required());
                    Some((parameter?.spot.position, format!("{presence} {schema}")))
                });
                graph.found(rule, found);
            }
        }
    }
}

/// The rule about a parameter that is new, or removed.
fn one_sided(parameter: Sides<Option<&Parameter<'_>>>) -> Option<rules::Rule> {
    let Some(new) = parameter.new else {
        return Some(match parameter.old?.spot.flag("deprecated") {
            true => rules::PARAMETER_REMOVED_DEPRECATED,
            false => rules::PARAMETER_REMOVED,
        });
    };
    Some(match (new.required(), new.shared) {
        _ if new.is("path") => rules::NEW_PATH_PARAMETER,
        (true, false) => rules::NEW_REQUIRED_PARAMETER,
        (false, false) => rules::NEW_OPTIONAL_PARAMETER,
        (true, true) => rules::NEW_REQUIRED_SHARED_PARAMETER,
        (false, true) => rules::NEW_OPTIONAL_SHARED_PARAMETER,
    })
}

fn both<'t>(graph: &mut Graph<'t>, pair: Sides<&Parameter<'t>>) {
    let at = pair.map(|parameter| parameter.spot.position);
    let Sides { old, new } = pair;
    graph.flag(
        (
            rules::PARAMETER_BECAME_REQUIRED,
            rules::PARAMETER_BECAME_OPTIONAL,
        ),
        at,
        pair.map(Parameter::required),
        |is| describe::presence(is).to_owned(),
    );
    if old.media.is_none() && new.media.is_none() {
        let style = pair.map(|parameter| Some(format!("style {}", parameter.style())));
        if style.differ() {
            graph.differs(rules::PARAMETER_STYLE_CHANGED, at, style);
        } else if !(old.is_scalar() && new.is_scalar()) {
            let explode = pair.map(|parameter| Some(format!("explode {}", parameter.explode())));
            graph.differs(rules::PARAMETER_EXPLODE_CHANGED, at, explode);
        }
    }
    let media = pair.map(|parameter| Some(parameter.media.unwrap_or("a value").to_owned()));
    graph.differs(rules::UNLISTED, at, media);
    if new.is("query") {
        let reserved = (
            rules::PARAMETER_BECAME_RESERVED,
            rules::PARAMETER_BECAME_NOT_RESERVED,
        );
        let empty = (rules::UNLISTED, rules::UNLISTED);
        for (flag, rules) in [("allowReserved", reserved), ("allowEmptyValue", empty)] {
            let is = pair.map(|parameter| parameter.spot.flag(flag));
            graph.flag(rules, at, is, |is| format!("{flag} {is}"));
        }
    }
    graph.flag(
        (rules::PARAMETER_DEPRECATED, rules::PARAMETER_REACTIVATED),
        at,
        pair.map(|parameter| parameter.spot.flag("deprecated")),
        describe::deprecation,
    );
    let on = Use {
        site: if new.is("header") {
            Site::HeaderParameter
        } else {
            Site::Parameter
        },
        loose: !new.media.is_some_and(is_json),
        exploded: new.style() == "form" && new.explode(),
    };
    graph.pair(pair.map(|parameter| parameter.view.clone()), on);
}
