//! Limits: how long, how many, how large.

use serde_json::{Map, Value};

use super::families::{self, Bound, Family};
use super::graph::{Graph, Use};
use super::sides::Sides;
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

const MAXIMUM_ITSELF: Exclusive = ("exclusiveMaximum", &families::EXCLUSIVE_MAXIMUM);
const MINIMUM_ITSELF: Exclusive = ("exclusiveMinimum", &families::EXCLUSIVE_MINIMUM);

const LIMITS: &[Keyword] = &[
    limit("maximum", false, &families::MAXIMUM, Some(MAXIMUM_ITSELF)),
    limit("minimum", true, &families::MINIMUM, Some(MINIMUM_ITSELF)),
    limit("maxLength", false, &families::MAX_LENGTH, None),
    limit("minLength", true, &families::MIN_LENGTH, None),
    limit("maxItems", false, &families::MAX_ITEMS, None),
    limit("minItems", true, &families::MIN_ITEMS, None),
    limit("maxProperties", false, &families::MAX_PROPERTIES, None),
    limit("minProperties", true, &families::MIN_PROPERTIES, None),
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
    let of = |is_exclusive: bool, pick: fn(&'static Bound) -> &'static Family| {
        Some(match keyword.exclusive {
            Some((_, bound)) if is_exclusive => (pick(bound), true),
            _ => (pick(keyword.bound), false),
        })
    };
    match (old, new) {
        (None, None) => None,
        (None, Some(new)) => of(new.exclusive, |bound| &bound.set),
        (Some(old), None) => of(old.exclusive, |bound| &bound.unset),
        (Some(old), Some(new)) if old.number == new.number => {
            match (old.exclusive, new.exclusive) {
                (false, true) => of(true, |bound| &bound.set),
                (true, false) => of(true, |bound| &bound.unset),
                _ => None,
            }
        }
        (Some(old), Some(new)) if old.number < new.number => {
            of(old.exclusive && new.exclusive, |bound| &bound.increased)
        }
        (Some(old), Some(new)) => of(old.exclusive && new.exclusive, |bound| &bound.decreased),
    }
}

fn multiple<'t>(graph: &mut Graph<'t>, views: &Sides<View<'t>>, on: Use) {
    let said = views.as_ref().map(|view| view.get("multipleOf"));
    let divides = |of: f64, by: f64| by != 0.0 && (of / by).fract() == 0.0;
    let numbers = said.map(|said| said.and_then(Value::as_f64));
    let family = match (numbers.old, numbers.new) {
        (None, None) => return,
        (None, Some(_)) => families::MULTIPLE_SET,
        (Some(_), None) => families::MULTIPLE_UNSET,
        (Some(old), Some(new)) if old == new => return,
        (Some(old), Some(new)) if divides(old, new) && !on.site.is_response() => {
            families::MULTIPLE_GENERALIZED
        }
        (Some(old), Some(new)) if divides(new, old) && on.site.is_response() => {
            families::MULTIPLE_SPECIALIZED
        }
        _ => families::MULTIPLE_CHANGED,
    };
    let text = said.map(|said| Some(format!("multipleOf {}", said?)));
    graph.keyword(&family, on, views, "multipleOf", text);
}

fn unique<'t>(graph: &mut Graph<'t>, views: &Sides<View<'t>>, on: Use) {
    let unique = views.as_ref().map(|view| view.flag("uniqueItems"));
    if unique.differ() {
        let family = match unique.new {
            true => families::UNIQUE_SET,
            false => families::UNIQUE_UNSET,
        };
        let text = unique.map(|unique| unique.then(|| "uniqueItems".to_owned()));
        graph.keyword(&family, on, views, "uniqueItems", text);
    }
}

fn pattern<'t>(graph: &mut Graph<'t>, views: &Sides<View<'t>>, on: Use) {
    let patterns = views.as_ref().map(|view| view.text("pattern"));
    let family = match (patterns.old, patterns.new) {
        (old, new) if old == new => return,
        (None, _) => families::PATTERN_ADDED,
        (_, None) => families::PATTERN_REMOVED,
        // What a pattern takes cannot be told from it, but for the one that takes everything.
        (_, Some(".*" | "^.*$")) if !on.site.is_response() => families::PATTERN_GENERALIZED,
        _ => families::PATTERN_CHANGED,
    };
    let text = patterns.map(|pattern| Some(format!("pattern {}", pattern?)));
    graph.keyword(&family, on, views, "pattern", text);
}
