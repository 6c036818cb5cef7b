//! From a name in an extension to the line of an overlay that says it.

use serde_json::Value;

use crate::overlay;
use crate::pointer::Pointer;

/// The overlay, and the place in it, that put what is at `at` into the corrected tree. None if
/// several did, or if the action put it at other places too, where it may lead somewhere.
pub(super) fn of(at: &Pointer, tree: &Value, overlays: &[Value]) -> Option<(usize, Pointer)> {
    let steps = at.steps();
    let extension = steps.iter().find(|step| step.starts_with("x-"))?;
    let mut found = Vec::new();
    for (number, overlay) in overlays.iter().enumerate() {
        let actions = overlay.get("actions").and_then(Value::as_array);
        for (action, value) in actions.into_iter().flatten().enumerate() {
            let update = value.get("update").filter(|update| has(update, extension));
            let target = value.get("target").and_then(Value::as_str);
            let Some((update, target)) = update.zip(target) else {
                continue;
            };
            let from = Pointer::root().child("actions").index(action);
            let places = overlay::places(target, tree);
            let below = places.iter().filter_map(|place| {
                let place = Pointer::parse(place);
                let is_around = overlay::is_within(at.as_str(), place.as_str());
                is_around.then(|| follow(update, &from.child("update"), &place, &steps, tree))?
            });
            let below: Vec<Pointer> = below.collect();
            found.extend(below.into_iter().map(|from| (places.len(), number, from)));
        }
    }
    match &found[..] {
        [(1, number, from)] => Some((*number, from.clone())),
        _ => None,
    }
}

/// Whether a value has a key, at any depth.
fn has(value: &Value, key: &str) -> bool {
    value
        .as_object()
        .is_some_and(|map| map.contains_key(key) || map.values().any(|value| has(value, key)))
}

/// The place in an update that `steps` lead to, of which the first lead to what it was merged into.
fn follow(
    update: &Value,
    from: &Pointer,
    place: &Pointer,
    steps: &[String],
    tree: &Value,
) -> Option<Pointer> {
    let (mut here, mut from, mut at) = (update, from.clone(), place.clone());
    for step in steps.get(place.steps().len()..)? {
        at = at.child(step);
        (here, from) = match here {
            Value::Object(map) => (map.get(step)?, from.child(step)),
            // Elements in front of it may be those of another action.
            Value::Array(list) => {
                let own = at.of(tree)?;
                let number = list.iter().position(|value| value == own)?;
                (list.get(number)?, from.index(number))
            }
            _ => return None,
        };
    }
    Some(from)
}
