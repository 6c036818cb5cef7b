//! Limits: how long, how many, how large.

use serde_json::{Map, Value};

use super::families::{
    Bound, EXCLUSIVE_MAXIMUM, EXCLUSIVE_MINIMUM, Family, MAX_ITEMS, MAX_LENGTH, MAX_PROPERTIES,
    MAXIMUM, MIN_ITEMS, MIN_LENGTH, MIN_PROPERTIES, MINIMUM, MULTIPLE_CHANGED,
    MULTIPLE_GENERALIZED, MULTIPLE_SET, MULTIPLE_SPECIALIZED, MULTIPLE_UNSET, PATTERN_ADDED,
    PATTERN_CHANGED, PATTERN_GENERALIZED, PATTERN_REMOVED, UNIQUE_SET, UNIQUE_UNSET,
};
use super::graph::{Graph, Sides, Use};
use super::view::View;

/// A keyword that is a limit.
struct Keyword {
    name: &'static str,
    /// What is below is not allowed.
    lower: bool,
    bound: &'static Bound,
    exclusive: Option<Exclusive>,
}

/// The keyword by which a limit is not allowed itself, and the rules about it.
type Exclusive = (&'static str, &'static Bound);

const fn limit(
    name: &'static str,
    lower: bool,
    bound: &'static Bound,
    exclusive: Option<Exclusive>,
) -> Keyword {
    Keyword {
        name,
        lower,
        bound,
        exclusive,
    }
}

const MAXIMUM_ITSELF: Exclusive = ("exclusiveMaximum", &EXCLUSIVE_MAXIMUM);
const MINIMUM_ITSELF: Exclusive = ("exclusiveMinimum", &EXCLUSIVE_MINIMUM);

const LIMITS: &[Keyword] = &[
    limit("maximum", false, &MAXIMUM, Some(MAXIMUM_ITSELF)),
    limit("minimum", true, &MINIMUM, Some(MINIMUM_ITSELF)),
    limit("maxLength", false, &MAX_LENGTH, None),
    limit("minLength", true, &MIN_LENGTH, None),
    limit("maxItems", false, &MAX_ITEMS, None),
    limit("minItems", true, &MIN_ITEMS, None),
    limit("maxProperties", false, &MAX_PROPERTIES, None),
    limit("minProperties", true, &MIN_PROPERTIES, None),
];

/// The keywords that are not numbers to be compared.
const MORE: &[&str] = &["multipleOf", "uniqueItems", "pattern"];

/// A limit as it is said.
#[derive(Debug, Clone, Copy)]
struct Limit<'t> {
    number: f64,
    said: &'t Value,
    exclusive: bool,
}

/// Compares all limits of two schemas.
pub(super) fn compare<'t>(graph: &mut Graph<'t>, views: &Sides<View<'t>>, on: Use) {
    let says_any = |view: &View<'_>| {
        let mut keys = view
            .parts()
            .iter()
            .filter_map(|part| part.map())
            .flat_map(Map::keys);
        keys.any(|key| {
            LIMITS.iter().any(|keyword| key == keyword.name) || MORE.contains(&key.as_str())
        })
    };
    if !says_any(&views.old) && !says_any(&views.new) {
        return;
    }
    for keyword in LIMITS {
        let (old, new) = (tightest(&views.old, keyword), tightest(&views.new, keyword));
        let Some((family, is_exclusive)) = family(old, new, keyword) else {
            continue;
        };
        let name = |exclusive: bool| match keyword.exclusive {
            Some((flag, _)) if exclusive => flag,
            _ => keyword.name,
        };
        let said = |limit: Limit<'_>| format!("{} {}", name(limit.exclusive), limit.said);
        let text = Sides::new(old.map(said), new.map(said));
        graph.keyword(family, on, views, name(is_exclusive), text);
    }
    multiple(graph, views, on);
    unique(graph, views, on);
    pattern(graph, views, on);
}

/// The limit that the parts of a schema leave.
fn tightest<'t>(view: &View<'t>, keyword: &Keyword) -> Option<Limit<'t>> {
    let limits = view.parts().iter().filter_map(|part| {
        let said = part.get(keyword.name)?;
        Some(Limit {
            number: said.as_f64()?,
            said,
            exclusive: keyword.exclusive.is_some_and(|(flag, _)| part.flag(flag)),
        })
    });
    let limit = limits.reduce(|one, two| {
        let tighter = if keyword.lower {
            two.number > one.number
        } else {
            two.number < one.number
        };
        if tighter || two.number == one.number && two.exclusive {
            two
        } else {
            one
        }
    })?;
    // Every length and every count is at least 0.
    let says_nothing = keyword.lower && keyword.exclusive.is_none() && limit.number <= 0.0;
    (!says_nothing).then_some(limit)
}

/// What happened to a limit, and whether it is a fact about its exclusive form.
fn family(
    old: Option<Limit<'_>>,
    new: Option<Limit<'_>>,
    keyword: &Keyword,
) -> Option<(&'static Family, bool)> {
    let of = |is_exclusive: bool| match keyword.exclusive {
        Some((_, bound)) if is_exclusive => (bound, true),
        _ => (keyword.bound, false),
    };
    let (old, new) = match (old, new) {
        (None, None) => return None,
        (None, Some(new)) => {
            let (bound, is_exclusive) = of(new.exclusive);
            return Some((&bound.set, is_exclusive));
        }
        (Some(old), None) => {
            let (bound, is_exclusive) = of(old.exclusive);
            return Some((&bound.unset, is_exclusive));
        }
        (Some(old), Some(new)) => (old, new),
    };
    if old.number == new.number {
        let (bound, is_exclusive) = of(true);
        return match (old.exclusive, new.exclusive) {
            (false, true) => Some((&bound.set, is_exclusive)),
            (true, false) => Some((&bound.unset, is_exclusive)),
            _ => None,
        };
    }
    let (bound, is_exclusive) = of(old.exclusive && new.exclusive);
    let family = if new.number > old.number {
        &bound.increased
    } else {
        &bound.decreased
    };
    Some((family, is_exclusive))
}

fn multiple<'t>(graph: &mut Graph<'t>, views: &Sides<View<'t>>, on: Use) {
    let (old, new) = (views.old.get("multipleOf"), views.new.get("multipleOf"));
    let divides = |of: f64, by: f64| by != 0.0 && (of / by).fract() == 0.0;
    let family = match (old.and_then(Value::as_f64), new.and_then(Value::as_f64)) {
        (None, None) => return,
        (None, Some(_)) => MULTIPLE_SET,
        (Some(_), None) => MULTIPLE_UNSET,
        (Some(old), Some(new)) if old == new => return,
        (Some(old), Some(new)) if divides(old, new) && !on.site.is_response() => {
            MULTIPLE_GENERALIZED
        }
        (Some(old), Some(new)) if divides(new, old) && on.site.is_response() => {
            MULTIPLE_SPECIALIZED
        }
        _ => MULTIPLE_CHANGED,
    };
    let said = |value: &Value| format!("multipleOf {value}");
    graph.keyword(
        &family,
        on,
        views,
        "multipleOf",
        Sides::new(old.map(said), new.map(said)),
    );
}

fn unique<'t>(graph: &mut Graph<'t>, views: &Sides<View<'t>>, on: Use) {
    let (old, new) = (views.old.flag("uniqueItems"), views.new.flag("uniqueItems"));
    if old == new {
        return;
    }
    let family = if new { UNIQUE_SET } else { UNIQUE_UNSET };
    let said = |unique: bool| unique.then(|| "uniqueItems".to_owned());
    graph.keyword(
        &family,
        on,
        views,
        "uniqueItems",
        Sides::new(said(old), said(new)),
    );
}

fn pattern<'t>(graph: &mut Graph<'t>, views: &Sides<View<'t>>, on: Use) {
    let (old, new) = (views.old.text("pattern"), views.new.text("pattern"));
    let family = match (old, new) {
        (old, new) if old == new => return,
        (None, _) => PATTERN_ADDED,
        (_, None) => PATTERN_REMOVED,
        // What a pattern takes cannot be told from it, but for the one that takes everything.
        (_, Some(".*" | "^.*$")) if !on.site.is_response() => PATTERN_GENERALIZED,
        _ => PATTERN_CHANGED,
    };
    let said = |pattern: &str| format!("pattern {pattern}");
    graph.keyword(
        &family,
        on,
        views,
        "pattern",
        Sides::new(old.map(said), new.map(said)),
    );
}
