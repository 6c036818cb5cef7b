//! Media types: `application/json; charset=utf-8`.

use indexmap::IndexMap;

use super::rules::{self, Rule};

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
    let settings = media.split(';').skip(1).map(str::trim);
    settings
        .map(|setting| setting.split_once('=').unwrap_or((setting, "")))
        .collect()
}

/// Whether they differ in their parameters alone.
pub(super) fn same_name(one: &str, two: &str) -> bool {
    bare(one) == bare(two)
}

/// Whether one is a kind of the other.
pub(super) fn related(one: &str, two: &str) -> bool {
    is_kind_of(bare(one), bare(two)) || is_kind_of(bare(two), bare(one))
}

/// `application/problem+json` is a kind of `application/json`.
fn is_kind_of(special: &str, general: &str) -> bool {
    let Some(((one, name), (two, suffix))) = special.split_once('/').zip(general.split_once('/'))
    else {
        return false;
    };
    one == two && name.rsplit_once('+').is_some_and(|(_, end)| end == suffix)
}

/// The rule about a media type of a response that is said in another way.
pub(super) fn renamed(before: &str, after: &str) -> Option<Rule> {
    let (old, new) = (settings(before), settings(after));
    let added = new.keys().any(|name| !old.contains_key(name));
    let removed = old.keys().any(|name| !new.contains_key(name));
    let changed = new
        .iter()
        .any(|(name, value)| old.get(name).is_some_and(|old| old != value));
    Some(match (same_name(before, after), added, removed, changed) {
        (true, true, false, false) => rules::MEDIA_TYPE_PARAMETER_ADDED,
        (true, false, true, false) => rules::MEDIA_TYPE_PARAMETER_REMOVED,
        (true, false, false, true) => rules::MEDIA_TYPE_PARAMETER_CHANGED,
        (true, false, false, false) => return None,
        (false, false, false, false) if is_kind_of(bare(after), bare(before)) => {
            rules::MEDIA_TYPE_SPECIALIZED
        }
        (false, false, false, false) => rules::MEDIA_TYPE_GENERALIZED,
        _ => rules::MEDIA_TYPE_CHANGED,
    })
}
