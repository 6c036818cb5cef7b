//! Two schemas: what they are, and what is below them.

use serde_json::{Map, Value};

use super::describe;
use super::families::{
    BECAME_OPTIONAL, BECAME_REQUIRED, BECAME_REQUIRED_DEFAULT, DEPRECATED, Family, NEW_OPTIONAL,
    NEW_REQUIRED, NEW_REQUIRED_DEFAULT, NO_RULE, OPTIONAL_NOT_READ_ONLY, OPTIONAL_NOT_WRITE_ONLY,
    OPTIONAL_READ_ONLY, OPTIONAL_REMOVED, OPTIONAL_WRITE_ONLY, PROPERTY_REMOVED, REACTIVATED,
    REQUIRED_NOT_READ_ONLY, REQUIRED_NOT_WRITE_ONLY, REQUIRED_READ_ONLY, REQUIRED_REMOVED,
    REQUIRED_WRITE_ONLY, Site,
};
use super::graph::{Graph, Sides, Use};
use super::places::{Spot, Tree};
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
    let side = |tree: &mut Tree<'t>, view: &View<'t>| {
        let items = inner(tree, view, "items");
        let place = items
            .first()
            .map_or(view.place_of("items"), |items| items.place);
        View::new(tree, &items, place)
    };
    let items = Sides::new(
        side(&mut graph.old, &views.old),
        side(&mut graph.new, &views.new),
    );
    graph.pair(items, on.below());
}

/// Compares what is said about properties that are not named. Oasdiff compares the schemas of
/// such properties, and not whether there can be any.
fn rest<'t>(graph: &mut Graph<'t>, views: &Sides<View<'t>>, on: Use) {
    const KEYWORD: &str = "additionalProperties";
    // `true` and `{}` are as good as nothing, and nothing is left of what one part forbids.
    let said = |tree: &mut Tree<'t>, view: &View<'t>| {
        let mut all = inner(tree, view, KEYWORD);
        all.sort_by_key(|rest| rest.value != &Value::Bool(false));
        all.into_iter().find(|rest| {
            let is_open = rest.map().is_some() && View::of(tree, *rest).says_nothing();
            rest.value != &Value::Bool(true) && !is_open
        })
    };
    let rest = Sides::new(
        said(&mut graph.old, &views.old),
        said(&mut graph.new, &views.new),
    );
    if rest.old.is_none() && rest.new.is_none() {
        return;
    }
    if let (Some(old), Some(new)) = (rest.old, rest.new)
        && old.map().is_some()
        && new.map().is_some()
    {
        let views = Sides::new(View::of(&mut graph.old, old), View::of(&mut graph.new, new));
        return graph.pair(views, on.below());
    }
    let text = Sides::new(
        describe::rest(&mut graph.old, rest.old),
        describe::rest(&mut graph.new, rest.new),
    );
    // Between an object and what need not be one, the type is the fact.
    let objects = [&views.old, &views.new];
    if text.old != text.new && objects.iter().all(|view| view.kind() == Some("object")) {
        let text = Sides::new(Some(text.old), Some(text.new));
        graph.keyword(&NO_RULE, on, views, KEYWORD, text);
    }
}

/// Oasdiff has no rule about `not`.
fn not<'t>(graph: &mut Graph<'t>, views: &Sides<View<'t>>, on: Use) {
    let not = Sides::new(
        inner(&mut graph.old, &views.old, "not").into_iter().next(),
        inner(&mut graph.new, &views.new, "not").into_iter().next(),
    );
    let views = match (not.old, not.new) {
        (None, None) => return,
        (Some(old), Some(new)) => {
            Sides::new(View::of(&mut graph.old, old), View::of(&mut graph.new, new))
        }
        (old, new) => {
            let text = |tree: &mut Tree<'t>, not: Spot<'t>| {
                let view = View::of(tree, not);
                format!("not {}", describe::schema(tree, &view))
            };
            let text = Sides::new(
                old.map(|not| text(&mut graph.old, not)),
                new.map(|not| text(&mut graph.new, not)),
            );
            return graph.keyword(&NO_RULE, on, views, "not", text);
        }
    };
    graph.pair(views, on.at(Site::Elsewhere));
}

/// A property of a schema.
struct Property<'t> {
    spot: Spot<'t>,
    view: View<'t>,
    required: bool,
}

fn properties<'t>(graph: &mut Graph<'t>, views: &Sides<View<'t>>, on: Use) {
    let all = Sides::new(
        views.old.properties(&mut graph.old),
        views.new.properties(&mut graph.new),
    );
    let required = Sides::new(views.old.required(), views.new.required());
    let property = |tree: &mut Tree<'t>, schemas: &[Spot<'t>], required: bool| {
        let spot = schemas.first().copied()?;
        let view = View::new(tree, schemas, spot.place);
        Some(Property {
            spot,
            view,
            required,
        })
    };
    for (name, schemas) in &all.new {
        let as_required = required.old.contains(name) == required.new.contains(name);
        if as_required && all.old.get(name).is_some_and(|old| plain(old, schemas)) {
            continue;
        }
        let new = property(&mut graph.new, schemas, required.new.contains(name));
        let old = all.old.get(name);
        let old = old.and_then(|old| property(&mut graph.old, old, required.old.contains(name)));
        match (old, new) {
            (Some(old), Some(new)) => both(graph, old, new, on),
            (None, Some(new)) => added(graph, &new, on),
            _ => {}
        }
    }
    for (name, schemas) in &all.old {
        if !all.new.contains_key(name)
            && let Some(old) = property(&mut graph.old, schemas, required.old.contains(name))
        {
            removed(graph, &old, on);
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
        let word = |required| Some(format!("{name} {}", describe::presence(required)));
        let text = Sides::new(
            word(required.old.contains(name)),
            word(required.new.contains(name)),
        );
        graph.keyword(&NO_RULE, on, views, "required", text);
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
    match on.site {
        Site::RequestProperty if any("readOnly") => Site::ReadOnly,
        Site::ResponseProperty if any("writeOnly") => Site::WriteOnly,
        site => site,
    }
}

fn added<'t>(graph: &mut Graph<'t>, new: &Property<'t>, on: Use) {
    let on = on.at(site(on, &[&new.view]));
    let family = match (new.required, new.view.part("default").is_some()) {
        (true, false) => NEW_REQUIRED,
        (true, true) => NEW_REQUIRED_DEFAULT,
        (false, _) => NEW_OPTIONAL,
    };
    let text = existence(&mut graph.new, new);
    if on.site != Site::ReadOnly {
        let found = Sides::new(None, Some((new.spot.place, text)));
        graph.found(family.rule(on.site), found);
    }
}

fn removed<'t>(graph: &mut Graph<'t>, old: &Property<'t>, on: Use) {
    let on = on.at(site(on, &[&old.view]));
    let family = match (on.site.is_response(), old.required) {
        (false, _) => PROPERTY_REMOVED,
        (true, true) => REQUIRED_REMOVED,
        (true, false) => OPTIONAL_REMOVED,
    };
    let text = existence(&mut graph.old, old);
    if on.site != Site::ReadOnly {
        let found = Sides::new(Some((old.spot.place, text)), None);
        graph.found(family.rule(on.site), found);
    }
}

/// `required string`.
fn existence<'t>(tree: &mut Tree<'t>, property: &Property<'t>) -> String {
    let schema = describe::schema(tree, &property.view);
    format!("{} {schema}", describe::presence(property.required))
}

fn both<'t>(graph: &mut Graph<'t>, old: Property<'t>, new: Property<'t>, on: Use) {
    let at = Sides::new(Some(old.spot.place), Some(new.spot.place));
    let hidden = on.at(site(on, &[&old.view, &new.view]));
    let mut say = |family: &Family, site: Site, before: String, after: String| {
        graph.say(family.rule(site), at, Sides::new(Some(before), Some(after)));
    };
    if old.required != new.required {
        let family = match (new.required, new.view.part("default").is_some()) {
            (true, false) => BECAME_REQUIRED,
            (true, true) => BECAME_REQUIRED_DEFAULT,
            (false, _) => BECAME_OPTIONAL,
        };
        let word = |required| describe::presence(required).to_owned();
        say(&family, hidden.site, word(old.required), word(new.required));
    }
    if matches!(on.site, Site::RequestProperty | Site::ResponseProperty) {
        let required = [
            ("readOnly", &REQUIRED_READ_ONLY, &REQUIRED_NOT_READ_ONLY),
            ("writeOnly", &REQUIRED_WRITE_ONLY, &REQUIRED_NOT_WRITE_ONLY),
        ];
        let optional = [
            ("readOnly", &OPTIONAL_READ_ONLY, &OPTIONAL_NOT_READ_ONLY),
            ("writeOnly", &OPTIONAL_WRITE_ONLY, &OPTIONAL_NOT_WRITE_ONLY),
        ];
        let mutability = if new.required { required } else { optional };
        let lifecycle = [("deprecated", &DEPRECATED, &REACTIVATED)];
        for (flag, set, unset) in mutability.into_iter().chain(lifecycle) {
            let (before, after) = (old.view.flag(flag), new.view.flag(flag));
            if before != after {
                let word = |is: bool| {
                    if is {
                        flag.to_owned()
                    } else {
                        format!("not {flag}")
                    }
                };
                let family = if after { set } else { unset };
                say(family, on.site, word(before), word(after));
            }
        }
    }
    graph.pair(Sides::new(old.view, new.view), hidden);
}
