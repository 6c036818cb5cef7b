//! Request bodies and responses: status codes, media types, headers.

use indexmap::IndexMap;

use super::describe;
use super::families::Site;
use super::graph::{Graph, Use};
use super::media;
use super::operation::Operation;
use super::parameters;
use super::rules::{self, Rule};
use super::sides::Sides;
use super::tree::{Spot, Tree};
use super::view::View;

/// Things by what they are called on the wire.
type Named<'t> = IndexMap<String, Spot<'t>>;

fn content<'t>(tree: &mut Tree<'t>, of: Spot<'t>) -> Named<'t> {
    let content = tree.child(of, "content");
    tree.entries(content)
        .into_iter()
        .map(|(media, spot)| (media.trim().to_lowercase(), spot))
        .collect()
}

/// Compares the request body of an operation.
pub(super) fn request<'t>(graph: &mut Graph<'t>, pair: &Sides<&Operation<'t>>) {
    let body = graph.each(*pair, |tree, pair| tree.object(pair.spot, "requestBody"));
    let bodies = match body.both() {
        Ok(bodies) => bodies,
        Err(body) => {
            let rule = match body.new {
                Some(new) if new.flag("required") => rules::BODY_ADDED_REQUIRED,
                Some(_) => rules::BODY_ADDED_OPTIONAL,
                None => rules::BODY_REMOVED,
            };
            return graph.found(
                rule,
                body.map(|body| Some((body?.position, presence(body?)))),
            );
        }
    };
    required(
        graph,
        (rules::BODY_BECAME_REQUIRED, rules::BODY_BECAME_OPTIONAL),
        bodies,
    );
    let contents = graph.each(bodies, content);
    for (media, spots) in contents.by_name() {
        match spots.map(Option::<&Spot<'t>>::copied).both() {
            Ok(spots) => {
                let schema = (rules::BODY_SCHEMA_ADDED, rules::BODY_SCHEMA_REMOVED);
                media_type(graph, spots, media, Site::RequestBody, schema);
            }
            Err(spot) => {
                let rule = match spot.new {
                    Some(_) => rules::BODY_MEDIA_TYPE_ADDED,
                    None => rules::BODY_MEDIA_TYPE_REMOVED,
                };
                graph.found(rule, spot.map(|spot| Some((spot?.position, media.clone()))));
            }
        }
    }
}

fn presence(of: Spot<'_>) -> String {
    describe::presence(of.flag("required")).to_owned()
}

/// Compares whether a body or a header has to be there.
fn required<'t>(graph: &mut Graph<'t>, rules: (Rule, Rule), pair: Sides<Spot<'t>>) {
    let flag = pair.map(|spot| spot.flag("required"));
    graph.flag(rules, pair.map(|spot| spot.position), flag, |is| {
        describe::presence(is).to_owned()
    });
}

/// Compares what is sent as one media type.
fn media_type<'t>(
    graph: &mut Graph<'t>,
    pair: Sides<Spot<'t>>,
    media: &str,
    site: Site,
    (added, removed): (Rule, Rule),
) {
    let at = pair.map(|spot| Some(spot.position));
    if pair.map(|spot| spot.get("encoding")).differ() {
        let text = pair.map(|spot| spot.get("encoding").map(|_| "encoding".to_owned()));
        graph.say(rules::UNLISTED, at, text);
    }
    let views = graph.each(pair, |tree, spot| {
        let schema = tree.child(spot, "schema")?;
        Some(View::of(tree, schema))
    });
    match views.both() {
        Ok(views) => {
            let on = Use {
                site,
                loose: !media::is_json(media),
                exploded: false,
            };
            graph.pair(views, on);
        }
        Err(view) => {
            let rule = if view.new.is_some() { added } else { removed };
            let text = graph.each(view, |tree, view| Some(describe::schema(tree, &view?)));
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
    let all = graph.each(*pair, statuses);
    for (status, spots) in all.by_name() {
        match spots.map(Option::<&Spot<'t>>::copied).both() {
            Ok(spots) => {
                media_types(graph, spots);
                headers(graph, spots);
            }
            Err(spot) => {
                let rule = match (status.starts_with('2'), spot.new) {
                    (true, Some(_)) => rules::SUCCESS_STATUS_ADDED,
                    (true, None) => rules::SUCCESS_STATUS_REMOVED,
                    (false, Some(_)) => rules::FAILURE_STATUS_ADDED,
                    (false, None) => rules::FAILURE_STATUS_REMOVED,
                };
                graph.found(
                    rule,
                    spot.map(|spot| Some((spot?.position, status.clone()))),
                );
            }
        }
    }
}

fn media_types<'t>(graph: &mut Graph<'t>, pair: Sides<Spot<'t>>) {
    let Sides { mut old, new } = graph.each(pair, content);
    let mut pairs: Vec<(&str, String, Sides<Spot<'t>>)> = Vec::new();
    let mut rest: Vec<(&str, Spot<'t>)> = Vec::new();
    for (media, spot) in &new {
        match old.shift_remove(media) {
            Some(before) => pairs.push((media, media.clone(), Sides::new(before, *spot))),
            None => rest.push((media, *spot)),
        }
    }
    // What is left can be a media type that is now said in another way.
    for is in [media::same_name as fn(&str, &str) -> bool, media::related] {
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
        if let Some(rule) = media::renamed(&before, media) {
            let text = Sides::new(before.as_str(), media).map(|media| Some(media.to_owned()));
            graph.say(rule, pair.map(|spot| Some(spot.position)), text);
        }
        let schema = (rules::RESPONSE_SCHEMA_ADDED, rules::RESPONSE_SCHEMA_REMOVED);
        media_type(graph, pair, media, Site::ResponseBody, schema);
    }
    for (media, spot) in rest {
        graph.added(rules::MEDIA_TYPE_ADDED, spot.position, media.to_owned());
    }
    for (media, spot) in old {
        graph.removed(rules::MEDIA_TYPE_REMOVED, spot.position, media);
    }
}

fn header_fields<'t>(tree: &mut Tree<'t>, response: Spot<'t>) -> Named<'t> {
    let headers = tree.child(response, "headers");
    let all = tree.entries(headers);
    all.into_iter()
        .filter_map(|(name, spot)| Some((name.to_lowercase(), tree.follow(spot)?)))
        .collect()
}

fn headers<'t>(graph: &mut Graph<'t>, pair: Sides<Spot<'t>>) {
    let all = graph.each(pair, header_fields);
    for (_, spots) in all.by_name() {
        match spots.map(Option::<&Spot<'t>>::copied).both() {
            Ok(spots) => {
                required(
                    graph,
                    (rules::UNLISTED, rules::HEADER_BECAME_OPTIONAL),
                    spots,
                );
                let views = graph.each(spots, |tree, spot| parameters::schema(tree, spot).0);
                let on = Use {
                    site: Site::Header,
                    loose: true,
                    exploded: false,
                };
                graph.pair(views, on);
            }
            Err(spot) => {
                let rule = match spot.old {
                    None => rules::HEADER_ADDED,
                    Some(old) if old.flag("required") => rules::HEADER_REMOVED_REQUIRED,
                    Some(_) => rules::HEADER_REMOVED_OPTIONAL,
                };
                graph.found(
                    rule,
                    spot.map(|spot| Some((spot?.position, presence(spot?)))),
                );
            }
        }
    }
}
