//! Changes of operations and parameters.

use fastrand::Rng;
use serde_json::{Value, json};

use super::edit::{Done, Kind, choice, renamed, with};

pub(super) fn parameter(tree: &mut Value, kind: Kind, rng: &mut Rng) -> Done {
    let mut places = with(tree, "parameters");
    places.retain(|at| at.starts_with("/paths"));
    if kind == Kind::SwapParameters {
        let several =
            |at: &String| Some(tree.pointer(at)?.get("parameters")?.as_array()?.len() > 1);
        places.retain(|at| several(at) == Some(true));
    }
    let at = choice(places, rng)?;
    let list = tree
        .pointer_mut(&at)?
        .get_mut("parameters")?
        .as_array_mut()?;
    let index = rng.usize(0..list.len());
    let parameter = list.get_mut(index)?;
    let name = parameter.get("name")?.as_str()?.to_owned();
    let is_path = parameter.get("in")? == "path";
    match kind {
        // The template needs it.
        Kind::RemoveParameter if is_path => {
            let path = at.split('/').nth(2)?.to_owned();
            let (from, to) = (format!("{{{name}}}"), "fixed");
            list.remove(index);
            let path = path.replace("~1", "/").replace("~0", "~");
            let new = path.replace(&from, to);
            renamed(tree.get_mut("paths")?.as_object_mut()?, &path, &new);
        }
        Kind::RemoveParameter => drop(list.remove(index)),
        Kind::RenameParameter if is_path => {
            let path = at.split('/').nth(2)?.replace("~1", "/").replace("~0", "~");
            let anew = format!("{name}_anew");
            parameter["name"] = json!(anew);
            let new = path.replace(&format!("{{{name}}}"), &format!("{{{anew}}}"));
            renamed(tree.get_mut("paths")?.as_object_mut()?, &path, &new);
        }
        Kind::RenameParameter => parameter["name"] = json!(format!("{name}_anew")),
        Kind::SwapParameters => {
            let other = rng.usize(0..list.len());
            list.swap(index, other);
        }
        Kind::RetypeParameter => {
            let is_integer = parameter.pointer("/schema/type")? == "integer";
            parameter["schema"] = json!({"type": if is_integer { "boolean" } else { "integer" }});
        }
        Kind::RequireParameter if is_path => return None,
        Kind::RequireParameter => {
            let is_required = parameter.get("required") == Some(&json!(true));
            parameter["required"] = json!(!is_required);
        }
        _ => {
            list.push(
                json!({"name": "brand_new_parameter", "in": "query", "schema": {"type": "string"}}),
            );
            return Some((at, vec!["brand_new_parameter".to_owned()]));
        }
    }
    Some((at, vec![name]))
}

pub(super) fn operation(tree: &mut Value, kind: Kind, rng: &mut Rng) -> Done {
    let at = choice(with(tree, "operationId"), rng)?;
    let (path_at, verb) = at.rsplit_once('/')?;
    let path = path_at
        .strip_prefix("/paths/")?
        .replace("~1", "/")
        .replace("~0", "~");
    let id = tree.pointer(&at)?.get("operationId")?.as_str()?.to_owned();
    let told = vec![id.clone(), path_at.to_owned()];
    let paths = tree.get_mut("paths")?.as_object_mut()?;
    match kind {
        Kind::RemoveOperation => {
            let item = paths.get_mut(&path)?.as_object_mut()?;
            item.shift_remove(verb);
            if item.is_empty() {
                paths.shift_remove(&path);
            }
        }
        Kind::RenameOperation => {
            paths.get_mut(&path)?.get_mut(verb)?["operationId"] = json!(format!("{id}Anew"));
        }
        Kind::SwapOperations => {
            let mut entries: Vec<_> = std::mem::take(paths).into_iter().collect();
            rng.shuffle(&mut entries);
            *paths = entries.into_iter().collect();
        }
        Kind::MoveOperation => {
            let item = paths.get_mut(&path)?.as_object_mut()?;
            let free = ["put", "patch", "post"]
                .into_iter()
                .find(|verb| !item.contains_key(*verb))?;
            renamed(item, verb, free);
        }
        Kind::MoveServer => {
            let servers = json!([{"url": "https://elsewhere.example"}]);
            paths.get_mut(&path)?.get_mut(verb)?["servers"] = servers;
            return Some((at, vec!["elsewhere".to_owned()]));
        }
        _ => {
            paths.insert("/v1/b2b/brand_new".to_owned(), json!({"get": {
                "operationId": "brand_new_Get",
                "responses": {"200": {"description": "", "content": {"application/json": {"schema": {"type": "object"}}}}},
            }}));
            return Some((at, vec!["brand_new".to_owned()]));
        }
    }
    Some((at, told))
}
