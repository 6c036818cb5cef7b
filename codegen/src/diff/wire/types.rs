//! Types and formats. They are one fact: a format narrows a type.

use super::describe;
use super::families::{self, Family, Site};
use super::graph::{Graph, Use};
use super::rules::{self, Rule};
use super::sides::Sides;
use super::unions::{self, Union};
use super::view::View;

/// A type with its format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Typed<'t> {
    kind: Option<&'t str>,
    format: Option<&'t str>,
}

impl<'t> Typed<'t> {
    fn of(view: &View<'t>) -> Self {
        Self {
            kind: view.kind(),
            format: view.text("format"),
        }
    }

    /// Whether the type holds all values of `other`, formats aside.
    fn holds_type(self, other: Self) -> bool {
        match (self.kind, other.kind) {
            (None, _) => true,
            (one, two) if one == two => true,
            (one, two) => one == Some("number") && two == Some("integer"),
        }
    }

    /// Whether the format holds all values of the one of `other`.
    fn holds_format(self, other: Self) -> bool {
        let (Some(wide), kind) = (self.format, self.kind) else {
            return true;
        };
        self.format == other.format
            || matches!(
                (kind, other.format, wide),
                (Some("number"), Some("float"), "double")
                    | (Some("integer"), Some("int32"), "int64" | "bigint")
                    | (Some("integer"), Some("int64"), "bigint")
                    | (Some("string"), Some("date" | "time"), "date-time")
            )
    }

    /// Whether everything that is `other` can be taken for this one.
    fn takes(self, other: Self, loose: bool) -> bool {
        let kind = self.holds_type(other) || loose && self.kind == Some("string");
        kind && (self.kind.is_none() && other.kind.is_some() || self.holds_format(other))
    }
}

/// Compares whether `null` is a value.
pub(super) fn nullable<'t>(graph: &mut Graph<'t>, views: &Sides<View<'t>>, on: Use) {
    let nullable = views.as_ref().map(View::nullable);
    if nullable.differ() {
        let family = match nullable.new {
            true => families::NULLABLE,
            false => families::NOT_NULLABLE,
        };
        let word = |nullable| if nullable { "nullable" } else { "not nullable" };
        let text = nullable.map(|nullable| Some(word(nullable).to_owned()));
        graph.keyword(&family, on, views, "nullable", text);
    }
}

/// Compares the types. `false` if they have nothing in common below.
pub(super) fn compare<'t>(graph: &mut Graph<'t>, views: &Sides<View<'t>>, on: Use) -> bool {
    let unions = views.as_ref().map(Union::of);
    if unions.differ() {
        let rule = wrapped(graph, views, &unions, on);
        let rule = rule.unwrap_or_else(|| changed(on).rule(on.site));
        let keyword = unions.map(|union| union.map_or("type", Union::keyword));
        let at = Sides::new(
            views.old.position_of(keyword.old),
            views.new.position_of(keyword.new),
        );
        let text = texts(graph, views);
        graph.say(rule, at.map(Some), text);
        return false;
    }
    let (old, new) = (Typed::of(&views.old), Typed::of(&views.new));
    if old == new {
        return true;
    }
    let family = family(graph, views, old, new, on);
    let keyword = if old.kind == new.kind {
        "format"
    } else {
        "type"
    };
    let text = texts(graph, views);
    graph.keyword(&family, on, views, keyword, text);
    let numbers = |typed: Typed<'_>| matches!(typed.kind, Some("integer" | "number"));
    old.kind == new.kind || old.kind.is_none() || new.kind.is_none() || numbers(old) && numbers(new)
}

fn texts<'t>(graph: &mut Graph<'t>, views: &Sides<View<'t>>) -> Sides<Option<String>> {
    graph.each(views.as_ref(), |tree, view| {
        Some(describe::schema(tree, view))
    })
}

/// What oasdiff calls types that exclude each other.
fn changed(on: Use) -> Family {
    match on.site.is_below_parameter() {
        true => families::TYPE_SPECIALIZED,
        false => families::TYPE_CHANGED,
    }
}

fn family<'t>(
    graph: &mut Graph<'t>,
    views: &Sides<View<'t>>,
    old: Typed<'t>,
    new: Typed<'t>,
    on: Use,
) -> Family {
    let swapped = !old.holds_type(new) && !new.holds_type(old);
    if on.site.is_below_parameter() {
        return match (new.takes(old, false), new.takes(old, true)) {
            (true, true) => families::TYPE_GENERALIZED,
            (false, false) => families::TYPE_SPECIALIZED,
            _ => families::TYPE_UNCLEAR,
        };
    }
    if on.site.is_response() {
        return match (old.takes(new, on.loose), new.takes(old, false)) {
            (true, _) if swapped => families::TYPE_COMPATIBLE,
            (true, _) => families::TYPE_SPECIALIZED,
            (false, true) => families::TYPE_GENERALIZED,
            (false, false) => families::TYPE_CHANGED,
        };
    }
    let is_parameter = matches!(on.site, Site::Parameter | Site::HeaderParameter);
    match new.takes(old, on.loose) {
        true if swapped && !is_parameter => families::TYPE_COMPATIBLE,
        true => families::TYPE_GENERALIZED,
        false if is_parameter && listed(graph, views, on) => families::TYPE_GENERALIZED,
        false => families::TYPE_CHANGED,
    }
}

/// A value became an array of such values, and is sent as an array of one is.
fn listed<'t>(graph: &mut Graph<'t>, views: &Sides<View<'t>>, on: Use) -> bool {
    if !on.exploded || views.new.kind() != Some("array") || views.old.kind() == Some("array") {
        return false;
    }
    let items = views.new.part("items");
    let Some(items) = items.and_then(|part| graph.new.child(part, "items")) else {
        return true;
    };
    let items = View::of(&mut graph.new, items);
    Typed::of(&items).takes(Typed::of(&views.old), true)
}

/// A body of which the schema became one of several.
fn wrapped<'t>(
    graph: &mut Graph<'t>,
    views: &Sides<View<'t>>,
    unions: &Sides<Option<Union>>,
    on: Use,
) -> Option<Rule> {
    let (wrapped, preserved) = if on.site == Site::RequestBody {
        (rules::BODY_WRAPPED, rules::BODY_WRAPPED_PRESERVED)
    } else if on.site == Site::ResponseBody {
        (rules::RESPONSE_WRAPPED, rules::RESPONSE_WRAPPED_PRESERVED)
    } else {
        return None;
    };
    let bare = views.new.part("properties").is_none();
    if unions.old.is_some() || unions.new != Some(Union::One) || !bare {
        return None;
    }
    views.old.part("properties")?;
    let kept = unions::branches(&mut graph.new, &views.new, Union::One)
        .iter()
        .any(|branch| graph.same(Sides::new(&views.old, &branch.view), on));
    Some(if kept { preserved } else { wrapped })
}
