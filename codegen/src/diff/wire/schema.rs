//! Two schemas: what they are, and what is below them.

use serde_json::{Map, Value};

use super::describe;
use super::families::{self, Family, Site};
use super::graph::{Graph, Use};
use super::sides::Sides;
use super::tree::{Spot, Tree};
use super::view::View;
use super::{limits, types, unions, values};

/// Compares two schemas. Where the types have nothing in common, that is all there is to say.
pub(super) fn compare<'t>(graph: &mut Graph<'t>, views: &Sides<View<'t>>, on: Use) {
    types::nullable(graph, views, on);
    if !types::compare(graph, views, on) {
        return;
    }
    values::compare(graph, views, on);
    values::defaults(graph, views, on);
    limits::compare(graph, views, on);
    unions::compare(graph, views, on);
    properties(graph, views, on.below());
    rest(graph, views, on);
    items(graph, views, on);
    not(graph, views, on);
}

/// What the parts of a schema say by `keyword`.
fn inner<'t>(tree: &mut Tree<'t>, view: &View<'t>, keyword: &str) -> Vec<Spot<'t>> {
    let parts = view.parts().iter();
    parts
        .filter_map(|part| tree.child(*part, keyword))
        .collect()
}

fn items<'t>(graph: &mut Graph<'t>, views: &Sides<View<'t>>, on: Use) {
    if views.old.kind() != Some("array") || views.new.kind() != Some("array") {
        return;
    }
    let items = graph.each(views.as_ref(), |tree, view| {
        let items = inner(tree, view, "items");
        let position = items
            .first()
            .map_or(view.position_of("items"), |items| items.position);
        View::new(tree, &items, position)
    });
    graph.pair(items, on.below());
}

/// Compares what is said about properties that are not named. Oasdiff compares the schemas of
/// such properties, and not whether there can be any.
fn rest<'t>(graph: &mut Graph<'t>, views: &Sides<View<'t>>, on: Use) {
    const KEYWORD: &str = "additionalProperties";
    // `true` and `{}` are as good as nothing, and nothing is left of what one part forbids.
    let rest = graph.each(views.as_ref(), |tree, view| {
        let mut all = inner(tree, view, KEYWORD);
        all.sort_by_key(|rest| rest.value != &Value::Bool(false));
        all.into_iter().find(|rest| {
            let is_open = rest.map().is_some() && View::of(tree, *rest).says_nothing();
            rest.value != &Value::Bool(true) && !is_open
        })
    });
    if let Ok(rest) = rest
        .map(|rest| rest.filter(|rest| rest.map().is_some()))
        .both()
    {
        let views = graph.each(rest, View::of);
        return graph.pair(views, on.below());
    }
    let text = graph.each(rest, |tree, rest| Some(describe::rest(tree, rest)));
    // Between an object and what need not be one, the type is the fact.
    let objects = [&views.old, &views.new];
    if text.differ() && objects.iter().all(|view| view.kind() == Some("object")) {
        graph.keyword(&families::NO_RULE, on, views, KEYWORD, text);
    }
}

/// Oasdiff has no rule about `not`.
fn not<'t>(graph: &mut Graph<'t>, views: &Sides<View<'t>>, on: Use) {
    let not = graph.each(views.as_ref(), |tree, view| {
        let not = inner(tree, view, "not").into_iter().next()?;
        Some(View::of(tree, not))
    });
    match not.both() {
        Ok(views) => graph.pair(views, on.at(Site::Elsewhere)),
        Err(not) => {
            let text = graph.each(not, |tree, not| {
                Some(format!("not {}", describe::schema(tree, &not?)))
            });
            graph.keyword(&families::NO_RULE, on, views, "not", text);
        }
    }
}

/// A property of a schema.
struct Property<'t> {
    spot: Spot<'t>,
    view: View<'t>,
    required: bool,
}

fn properties<'t>(graph: &mut Graph<'t>, views: &Sides<View<'t>>, on: Use) {
    let all = graph.each(views.as_ref(), |tree, view| view.properties(tree));
    let required = views.as_ref().map(View::required);
    for (name, schemas) in all.by_name() {
        let is_required = required.as_ref().map(|names| names.contains(name));
        if let Ok(Sides { old, new }) = schemas.both()
            && !is_required.differ()
            && plain(old, new)
        {
            continue;
        }
        let property = graph.each(
            Sides::new(
                (schemas.old, is_required.old),
                (schemas.new, is_required.new),
            ),
            |tree, (schemas, required)| {
                let spot = schemas?.first().copied()?;
                let view = View::new(tree, schemas?, spot.position);
                Some(Property {
                    spot,
                    view,
                    required,
                })
            },
        );
        match property.both() {
            Ok(property) => both(graph, property, on),
            Err(property) => one_sided(graph, property, on),
        }
    }
    // What must be there, whatever it is.
    let undescribed = |name: &&str| !all.old.contains_key(*name) && !all.new.contains_key(*name);
    let mut names: Vec<&str> = required
        .old
        .symmetric_difference(&required.new)
        .copied()
        .filter(|name| undescribed(name))
        .collect();
    names.sort_unstable();
    for name in names {
        let text = required.as_ref().map(|names| {
            let presence = describe::presence(names.contains(name));
            Some(format!("{name} {presence}"))
        });
        graph.keyword(&families::NO_RULE, on, views, "required", text);
    }
}

/// Whether two schemas say the same, and nothing that leads elsewhere. Most properties do.
fn plain(old: &[Spot<'_>], new: &[Spot<'_>]) -> bool {
    let ([old], [new]) = (old, new) else {
        return false;
    };
    let is_plain = |(key, value): (&String, &Value)| match value {
        Value::Object(_) => false,
        Value::Array(list) => !list.iter().any(|item| item.is_object() || item.is_array()),
        _ => key != "$ref",
    };
    let is_same = |map: &Map<String, Value>| map.iter().all(is_plain) && old.value == new.value;
    new.map().is_some_and(is_same)
}

/// The site of a property. What is not sent has rules of its own.
fn site(on: Use, views: &[&View<'_>]) -> Site {
    let any = |flag: &str| views.iter().any(|view| view.flag(flag));
    if on.site == Site::RequestProperty && any("readOnly") {
        Site::ReadOnly
    } else if on.site == Site::ResponseProperty && any("writeOnly") {
        Site::WriteOnly
    } else {
        on.site
    }
}

fn one_sided<'t>(graph: &mut Graph<'t>, property: Sides<Option<Property<'t>>>, on: Use) {
    let views = [&property.old, &property.new].into_iter().flatten();
    let views: Vec<&View<'_>> = views.map(|property| &property.view).collect();
    let site = site(on, &views);
    if site == Site::ReadOnly {
        return;
    }
    let family = match (&property.old, &property.new) {
        (_, Some(new)) => match (new.required, new.view.part("default").is_some()) {
            (true, false) => families::NEW_REQUIRED,
            (true, true) => families::NEW_REQUIRED_DEFAULT,
            (false, _) => families::NEW_OPTIONAL,
        },
        (Some(old), None) if site.is_response() => match old.required {
            true => families::REQUIRED_REMOVED,
            false => families::OPTIONAL_REMOVED,
        },
        _ => families::PROPERTY_REMOVED,
    };
    let found = graph.each(property.as_ref(), |tree, property| {
        let property = property.as_ref()?;
        let schema = describe::schema(tree, &property.view);
        let text = format!("{} {schema}", describe::presence(property.required));
        Some((property.spot.position, text))
    });
    graph.found(family.rule(site), found);
}

/// What a flag is called where it is set and where it is not any more.
type Flag = (&'static str, Family, Family);

fn both<'t>(graph: &mut Graph<'t>, property: Sides<Property<'t>>, on: Use) {
    let at = property.as_ref().map(|property| property.spot.position);
    let Sides { old, new } = &property;
    let hidden = on.at(site(on, &[&old.view, &new.view]));
    let has_default = new.view.part("default").is_some();
    let became_required = match has_default {
        true => families::BECAME_REQUIRED_DEFAULT,
        false => families::BECAME_REQUIRED,
    };
    let rules = [became_required, families::BECAME_OPTIONAL].map(|it| it.rule(hidden.site));
    let required = property.as_ref().map(|property| property.required);
    graph.flag(rules.into(), at, required, |is| {
        describe::presence(is).to_owned()
    });
    if matches!(on.site, Site::RequestProperty | Site::ResponseProperty) {
        let mutability = if new.required { REQUIRED } else { OPTIONAL };
        for (flag, set, unset) in mutability.into_iter().chain([DEPRECATED]) {
            let is = property.as_ref().map(|property| property.view.flag(flag));
            graph.flag((set.rule(on.site), unset.rule(on.site)), at, is, |is| {
                let not = if is { "" } else { "not " };
                format!("{not}{flag}")
            });
        }
    }
    graph.pair(property.map(|property| property.view), hidden);
}

const REQUIRED: [Flag; 2] = [
    (
        "readOnly",
        families::REQUIRED_READ_ONLY,
        families::REQUIRED_NOT_READ_ONLY,
    ),
    (
        "writeOnly",
        families::REQUIRED_WRITE_ONLY,
        families::REQUIRED_NOT_WRITE_ONLY,
    ),
];

const OPTIONAL: [Flag; 2] = [
    (
        "readOnly",
        families::OPTIONAL_READ_ONLY,
        families::OPTIONAL_NOT_READ_ONLY,
    ),
    (
        "writeOnly",
        families::OPTIONAL_WRITE_ONLY,
        families::OPTIONAL_NOT_WRITE_ONLY,
    ),
];

const DEPRECATED: Flag = ("deprecated", families::DEPRECATED, families::REACTIVATED);
