//! Parameters: of a path item and of the operation itself, in the path, the query, headers and
//! cookies.

use indexmap::IndexMap;
use serde_json::Value;

use super::bodies::is_json;
use super::describe;
use super::families::Site;
use super::graph::{Graph, Sides, Use};
use super::operations::{Operation, deprecation};
use super::places::{Spot, Tree};
use super::rules::{
    NEW_OPTIONAL_PARAMETER, NEW_OPTIONAL_SHARED_PARAMETER, NEW_PATH_PARAMETER,
    NEW_REQUIRED_PARAMETER, NEW_REQUIRED_SHARED_PARAMETER, PARAMETER_BECAME_NOT_RESERVED,
    PARAMETER_BECAME_OPTIONAL, PARAMETER_BECAME_REQUIRED, PARAMETER_BECAME_RESERVED,
    PARAMETER_DEPRECATED, PARAMETER_EXPLODE_CHANGED, PARAMETER_REACTIVATED, PARAMETER_REMOVED,
    PARAMETER_REMOVED_DEPRECATED, PARAMETER_STYLE_CHANGED, UNLISTED,
};
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
    fn is(&self, place: &str) -> bool {
        self.spot.text("in") == Some(place)
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
            let (Some(place), Some(name)) = (spot.text("in"), spot.text("name")) else {
                continue;
            };
            let name = match place {
                "path" => position(operation.path, name),
                "header" => name.to_lowercase(),
                _ => name.to_owned(),
            };
            let parameter = parameter(tree, spot, shared);
            found.insert((place.to_owned(), name), parameter);
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

fn parameter<'t>(tree: &mut Tree<'t>, spot: Spot<'t>, shared: bool) -> Parameter<'t> {
    let (schema, media) = schema(tree, spot);
    Parameter {
        spot,
        shared,
        view: schema.map_or(View::anything(spot.place), |schema| View::of(tree, schema)),
        media,
    }
}

/// The schema of a parameter or a header, and its media type if it has one.
pub(super) fn schema<'t>(tree: &mut Tree<'t>, of: Spot<'t>) -> (Option<Spot<'t>>, Option<&'t str>) {
    if let Some(schema) = tree.child(of, "schema") {
        return (Some(schema), None);
    }
    let content = tree.child(of, "content");
    match tree.entries(content).into_iter().next() {
        Some((media, spot)) => (tree.child(spot, "schema"), Some(media)),
        None => (None, None),
    }
}

/// Compares the parameters of an operation.
pub(super) fn compare<'t>(graph: &mut Graph<'t>, pair: &Sides<&Operation<'t>>) {
    let old = all(&mut graph.old, pair.old);
    let new = all(&mut graph.new, pair.new);
    for (key, parameter) in &new {
        match old.get(key) {
            Some(before) => both(graph, before, parameter),
            None => added(graph, parameter),
        }
    }
    for (_, parameter) in old.iter().filter(|(key, _)| !new.contains_key(*key)) {
        let rule = if parameter.spot.flag("deprecated") {
            PARAMETER_REMOVED_DEPRECATED
        } else {
            PARAMETER_REMOVED
        };
        let text = existence(&mut graph.old, parameter);
        let found = Sides::new(Some((parameter.spot.place, text)), None);
        graph.found(rule, found);
    }
}

fn added<'t>(graph: &mut Graph<'t>, parameter: &Parameter<'t>) {
    let rule = match (parameter.required(), parameter.shared) {
        _ if parameter.is("path") => NEW_PATH_PARAMETER,
        (true, false) => NEW_REQUIRED_PARAMETER,
        (false, false) => NEW_OPTIONAL_PARAMETER,
        (true, true) => NEW_REQUIRED_SHARED_PARAMETER,
        (false, true) => NEW_OPTIONAL_SHARED_PARAMETER,
    };
    let text = existence(&mut graph.new, parameter);
    let found = Sides::new(None, Some((parameter.spot.place, text)));
    graph.found(rule, found);
}

/// `required string`.
fn existence<'t>(tree: &mut Tree<'t>, parameter: &Parameter<'t>) -> String {
    let schema = describe::schema(tree, &parameter.view);
    format!("{} {schema}", describe::presence(parameter.required()))
}

fn both<'t>(graph: &mut Graph<'t>, old: &Parameter<'t>, new: &Parameter<'t>) {
    let at = Sides::new(Some(old.spot.place), Some(new.spot.place));
    let mut say = |rule, before: String, after: String| {
        graph.say(rule, at, Sides::new(Some(before), Some(after)));
    };
    let (before, after) = (old.required(), new.required());
    if before != after {
        let rule = if after {
            PARAMETER_BECAME_REQUIRED
        } else {
            PARAMETER_BECAME_OPTIONAL
        };
        let word = |required| describe::presence(required).to_owned();
        say(rule, word(before), word(after));
    }
    if old.media.is_none() && new.media.is_none() {
        let word = |parameter: &Parameter<'_>| {
            format!(
                "explode {}",
                if parameter.explode() { "true" } else { "false" }
            )
        };
        if old.style() != new.style() {
            let word = |parameter: &Parameter<'_>| format!("style {}", parameter.style());
            say(PARAMETER_STYLE_CHANGED, word(old), word(new));
        } else if old.explode() != new.explode() && !(old.is_scalar() && new.is_scalar()) {
            say(PARAMETER_EXPLODE_CHANGED, word(old), word(new));
        }
    }
    if old.media != new.media {
        let word = |media: Option<&str>| media.unwrap_or("a value").to_owned();
        say(UNLISTED, word(old.media), word(new.media));
    }
    if new.is("query") {
        let reserved = (PARAMETER_BECAME_RESERVED, PARAMETER_BECAME_NOT_RESERVED);
        for (flag, (set, unset)) in [
            ("allowReserved", reserved),
            ("allowEmptyValue", (UNLISTED, UNLISTED)),
        ] {
            let (before, after) = (old.spot.flag(flag), new.spot.flag(flag));
            if before != after {
                let word = |is: bool| format!("{flag} {is}");
                say(if after { set } else { unset }, word(before), word(after));
            }
        }
    }
    let (before, after) = (old.spot.flag("deprecated"), new.spot.flag("deprecated"));
    if before != after {
        let rule = if after {
            PARAMETER_DEPRECATED
        } else {
            PARAMETER_REACTIVATED
        };
        graph.say(rule, at, deprecation(before, after));
    }
    let on = Use {
        site: if new.is("header") {
            Site::HeaderParameter
        } else {
            Site::Parameter
        },
        loose: !new.media.is_some_and(is_json),
        exploded: new.style() == "form" && new.explode(),
    };
    graph.pair(Sides::new(old.view.clone(), new.view.clone()), on);
}
