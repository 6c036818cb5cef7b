//! Request bodies and responses: status codes, media types, headers.

use indexmap::IndexMap;

use super::describe;
use super::families::Site;
use super::graph::{Graph, Sides, Use};
use super::operations::Operation;
use super::parameters;
use super::places::{Spot, Tree};
use super::rules::{
    BODY_ADDED_OPTIONAL, BODY_ADDED_REQUIRED, BODY_BECAME_OPTIONAL, BODY_BECAME_REQUIRED,
    BODY_MEDIA_TYPE_ADDED, BODY_MEDIA_TYPE_REMOVED, BODY_REMOVED, BODY_SCHEMA_ADDED,
    BODY_SCHEMA_REMOVED, FAILURE_STATUS_ADDED, FAILURE_STATUS_REMOVED, HEADER_ADDED,
    HEADER_BECAME_OPTIONAL, HEADER_REMOVED_OPTIONAL, HEADER_REMOVED_REQUIRED, MEDIA_TYPE_ADDED,
    MEDIA_TYPE_CHANGED, MEDIA_TYPE_GENERALIZED, MEDIA_TYPE_PARAMETER_ADDED,
    MEDIA_TYPE_PARAMETER_CHANGED, MEDIA_TYPE_PARAMETER_REMOVED, MEDIA_TYPE_REMOVED,
    MEDIA_TYPE_SPECIALIZED, RESPONSE_SCHEMA_ADDED, RESPONSE_SCHEMA_REMOVED, Rule,
    SUCCESS_STATUS_ADDED, SUCCESS_STATUS_REMOVED, UNLISTED,
};
use super::view::View;

/// Things by what they are called on the wire.
type Named<'t> = IndexMap<String, Spot<'t>>;

/// Whether values of the media type have types of their own.
pub(super) fn is_json(media: &str) -> bool {
    let bare = bare(media);
    bare == "application/json" || bare.ends_with("+json")
}

fn bare(media: &str) -> &str {
    media.split(';').next().unwrap_or_default().trim_end()
}

/// The parameters of a media type, `charset=utf-8`.
fn settings(media: &str) -> IndexMap<&str, &str> {
    let settings = media.split(';').skip(1);
    settings
        .map(|setting| {
            setting
                .trim()
                .split_once('=')
                .unwrap_or((setting.trim(), ""))
        })
        .collect()
}

fn content<'t>(tree: &mut Tree<'t>, of: Spot<'t>) -> Named<'t> {
    let content = tree.child(of, "content");
    tree.entries(content)
        .into_iter()
        .map(|(media, spot)| (media.trim().to_lowercase(), spot))
        .collect()
}

/// Compares the request body of an operation.
pub(super) fn request<'t>(graph: &mut Graph<'t>, pair: &Sides<&Operation<'t>>) {
    let body = (
        graph.old.object(pair.old.spot, "requestBody"),
        graph.new.object(pair.new.spot, "requestBody"),
    );
    let word = |body: Spot<'_>| describe::presence(body.flag("required")).to_owned();
    let (old, new) = match body {
        (None, None) => return,
        (Some(old), Some(new)) => (old, new),
        (old, new) => {
            let rule = match new {
                Some(new) if new.flag("required") => BODY_ADDED_REQUIRED,
                Some(_) => BODY_ADDED_OPTIONAL,
                None => BODY_REMOVED,
            };
            let side = |body: Option<Spot<'_>>| body.map(|body| (body.place, word(body)));
            let found = Sides::new(side(old), side(new));
            return graph.found(rule, found);
        }
    };
    let (before, after) = (old.flag("required"), new.flag("required"));
    if before != after {
        let rule = if after {
            BODY_BECAME_REQUIRED
        } else {
            BODY_BECAME_OPTIONAL
        };
        let at = Sides::new(Some(old.place), Some(new.place));
        graph.say(rule, at, Sides::new(Some(word(old)), Some(word(new))));
    }
    let old = content(&mut graph.old, old);
    let new = content(&mut graph.new, new);
    for (media, spot) in &new {
        match old.get(media) {
            Some(before) => {
                let schema = (BODY_SCHEMA_ADDED, BODY_SCHEMA_REMOVED);
                media_type(
                    graph,
                    &Sides::new(*before, *spot),
                    media,
                    Site::RequestBody,
                    schema,
                );
            }
            None => {
                let found = Sides::new(None, Some((spot.place, media.clone())));
                graph.found(BODY_MEDIA_TYPE_ADDED, found);
            }
        }
    }
    for (media, spot) in old.iter().filter(|(media, _)| !new.contains_key(*media)) {
        let found = Sides::new(Some((spot.place, media.clone())), None);
        graph.found(BODY_MEDIA_TYPE_REMOVED, found);
    }
}

/// Compares what is sent as one media type.
fn media_type<'t>(
    graph: &mut Graph<'t>,
    pair: &Sides<Spot<'t>>,
    media: &str,
    site: Site,
    (added, removed): (Rule, Rule),
) {
    let at = Sides::new(Some(pair.old.place), Some(pair.new.place));
    if pair.old.get("encoding") != pair.new.get("encoding") {
        let word = |spot: Spot<'_>| spot.get("encoding").map(|_| "encoding".to_owned());
        graph.say(UNLISTED, at, Sides::new(word(pair.old), word(pair.new)));
    }
    let schema = Sides::new(
        graph.old.child(pair.old, "schema"),
        graph.new.child(pair.new, "schema"),
    );
    let old = schema.old.map(|schema| View::of(&mut graph.old, schema));
    let new = schema.new.map(|schema| View::of(&mut graph.new, schema));
    match (old, new) {
        (None, None) => {}
        (Some(old), Some(new)) => {
            let on = Use {
                site,
                loose: !is_json(media),
                exploded: false,
            };
            graph.pair(Sides::new(old, new), on);
        }
        (old, new) => {
            let rule = if new.is_some() { added } else { removed };
            let text = Sides::new(
                old.map(|view| describe::schema(&mut graph.old, &view)),
                new.map(|view| describe::schema(&mut graph.new, &view)),
            );
            graph.say(rule, at, text);
        }
    }
}

fn statuses<'t>(tree: &mut Tree<'t>, operation: &Operation<'t>) -> Named<'t> {
    let responses = tree.child(operation.spot, "responses");
    let all = tree.entries(responses);
    all.into_iter()
        .filter(|(status, _)| !status.starts_with("x-"))
        .filter_map(|(status, spot)| Some((status.to_uppercase(), tree.follow(spot)?)))
        .collect()
}

/// Compares the responses of an operation.
pub(super) fn responses<'t>(graph: &mut Graph<'t>, pair: &Sides<&Operation<'t>>) {
    let old = statuses(&mut graph.old, pair.old);
    let new = statuses(&mut graph.new, pair.new);
    for (status, spot) in &new {
        let Some(before) = old.get(status) else {
            let rule = if status.starts_with('2') {
                SUCCESS_STATUS_ADDED
            } else {
                FAILURE_STATUS_ADDED
            };
            let found = Sides::new(None, Some((spot.place, status.clone())));
            graph.found(rule, found);
            continue;
        };
        let pair = Sides::new(*before, *spot);
        media_types(graph, &pair);
        headers(graph, &pair);
    }
    for (status, spot) in old.iter().filter(|(status, _)| !new.contains_key(*status)) {
        let rule = if status.starts_with('2') {
            SUCCESS_STATUS_REMOVED
        } else {
            FAILURE_STATUS_REMOVED
        };
        let found = Sides::new(Some((spot.place, status.clone())), None);
        graph.found(rule, found);
    }
}

fn media_types<'t>(graph: &mut Graph<'t>, pair: &Sides<Spot<'t>>) {
    let mut old = content(&mut graph.old, pair.old);
    let new = content(&mut graph.new, pair.new);
    let mut pairs: Vec<(&str, String, Sides<Spot<'t>>)> = Vec::new();
    let mut rest: Vec<(&str, Spot<'t>)> = Vec::new();
    for (media, spot) in &new {
        match old.shift_remove(media) {
            Some(before) => pairs.push((media, media.clone(), Sides::new(before, *spot))),
            None => rest.push((media, *spot)),
        }
    }
    // What is left can be a media type that is now said in another way.
    for is in [same_name as fn(&str, &str) -> bool, related] {
        rest.retain(|(media, spot)| {
            let Some(at) = old.keys().position(|old| is(old, media)) else {
                return true;
            };
            if let Some((name, before)) = old.shift_remove_index(at) {
                pairs.push((media, name, Sides::new(before, *spot)));
            }
            false
        });
    }
    for (media, before, pair) in pairs {
        renamed(graph, &pair, &before, media);
        let schema = (RESPONSE_SCHEMA_ADDED, RESPONSE_SCHEMA_REMOVED);
        media_type(graph, &pair, media, Site::ResponseBody, schema);
    }
    for (media, spot) in rest {
        let found = Sides::new(None, Some((spot.place, media.to_owned())));
        graph.found(MEDIA_TYPE_ADDED, found);
    }
    for (media, spot) in old {
        graph.found(
            MEDIA_TYPE_REMOVED,
            Sides::new(Some((spot.place, media)), None),
        );
    }
}

fn same_name(one: &str, two: &str) -> bool {
    bare(one) == bare(two)
}

fn related(one: &str, two: &str) -> bool {
    is_kind_of(bare(one), bare(two)) || is_kind_of(bare(two), bare(one))
}

/// `application/problem+json` is a kind of `application/json`.
fn is_kind_of(special: &str, general: &str) -> bool {
    let parts = |media: &str| {
        let (kind, name) = media.split_once('/')?;
        Some((kind.to_owned(), name.to_owned()))
    };
    let (Some((one, name)), Some((two, suffix))) = (parts(special), parts(general)) else {
        return false;
    };
    one == two && name.rsplit_once('+').is_some_and(|(_, end)| end == suffix)
}

/// Compares how the media type of a response is said.
fn renamed<'t>(graph: &mut Graph<'t>, pair: &Sides<Spot<'t>>, before: &str, after: &str) {
    if before == after {
        return;
    }
    let at = Sides::new(Some(pair.old.place), Some(pair.new.place));
    let (old, new) = (settings(before), settings(after));
    let added = new.keys().any(|name| !old.contains_key(name));
    let removed = old.keys().any(|name| !new.contains_key(name));
    let changed = new
        .iter()
        .any(|(name, value)| old.get(name).is_some_and(|old| old != value));
    let rule = match (same_name(before, after), added, removed, changed) {
        (true, true, false, false) => MEDIA_TYPE_PARAMETER_ADDED,
        (true, false, true, false) => MEDIA_TYPE_PARAMETER_REMOVED,
        (true, false, false, true) => MEDIA_TYPE_PARAMETER_CHANGED,
        (true, false, false, false) => return,
        (false, false, false, false) if is_kind_of(bare(after), bare(before)) => {
            MEDIA_TYPE_SPECIALIZED
        }
        (false, false, false, false) => MEDIA_TYPE_GENERALIZED,
        _ => MEDIA_TYPE_CHANGED,
    };
    let text = Sides::new(Some(before.to_owned()), Some(after.to_owned()));
    graph.say(rule, at, text);
}

fn header_fields<'t>(tree: &mut Tree<'t>, response: Spot<'t>) -> Named<'t> {
    let headers = tree.child(response, "headers");
    let all = tree.entries(headers);
    all.into_iter()
        .filter_map(|(name, spot)| Some((name.to_lowercase(), tree.follow(spot)?)))
        .collect()
}

fn headers<'t>(graph: &mut Graph<'t>, pair: &Sides<Spot<'t>>) {
    let old = header_fields(&mut graph.old, pair.old);
    let new = header_fields(&mut graph.new, pair.new);
    let word = |spot: Spot<'_>| describe::presence(spot.flag("required")).to_owned();
    for (name, spot) in &new {
        let Some(before) = old.get(name) else {
            let found = Sides::new(None, Some((spot.place, word(*spot))));
            graph.found(HEADER_ADDED, found);
            continue;
        };
        if before.flag("required") != spot.flag("required") {
            let rule = if spot.flag("required") {
                UNLISTED
            } else {
                HEADER_BECAME_OPTIONAL
            };
            let at = Sides::new(Some(before.place), Some(spot.place));
            graph.say(rule, at, Sides::new(Some(word(*before)), Some(word(*spot))));
        }
        let (one, _) = parameters::schema(&mut graph.old, *before);
        let (two, _) = parameters::schema(&mut graph.new, *spot);
        let views = Sides::new(
            one.map_or(View::anything(before.place), |one| {
                View::of(&mut graph.old, one)
            }),
            two.map_or(View::anything(spot.place), |two| {
                View::of(&mut graph.new, two)
            }),
        );
        let on = Use {
            site: Site::Header,
            loose: true,
            exploded: false,
        };
        graph.pair(views, on);
    }
    for (_, spot) in old.iter().filter(|(name, _)| !new.contains_key(*name)) {
        let rule = if spot.flag("required") {
            HEADER_REMOVED_REQUIRED
        } else {
            HEADER_REMOVED_OPTIONAL
        };
        let found = Sides::new(Some((spot.place, word(*spot))), None);
        graph.found(rule, found);
    }
}
