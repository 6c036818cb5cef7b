//! Changes of schemas, properties and values.

use fastrand::Rng;
use serde_json::{Map, Value, json};

use super::edit::{Done, Kind, choice, escaped, renamed, with};

const SCHEMAS: &str = "/components/schemas";

pub(super) fn property(tree: &mut Value, kind: Kind, rng: &mut Rng) -> Done {
    let mut places = with(tree, "properties");
    if kind == Kind::SwapRequired {
        places.retain(|at| required(tree, at).len() > 1);
    }
    let at = choice(places, rng)?;
    let schema = tree.pointer_mut(&at)?.as_object_mut()?;
    let properties = schema.get_mut("properties")?.as_object_mut()?;
    let names: Vec<String> = properties.keys().cloned().collect();
    let name = rng.choice(names.clone())?;
    let mut told = vec![name.clone()];
    match kind {
        Kind::RemoveProperty => {
            properties.shift_remove(&name);
            unrequire(schema, &name, None);
        }
        Kind::RenameProperty => {
            let new = format!("{name}_anew");
            renamed(properties, &name, &new);
            unrequire(schema, &name, Some(&new));
        }
        Kind::SwapProperties => {
            let mut entries: Vec<_> = std::mem::take(properties).into_iter().collect();
            rng.shuffle(&mut entries);
            *properties = entries.into_iter().collect();
        }
        Kind::RetypeProperty => {
            let other = [
                json!({"type": "boolean"}),
                json!({"type": "integer"}),
                json!({"type": "array", "items": {"type": "string"}}),
            ];
            let other = other
                .into_iter()
                .find(|other| properties.get(&name) != Some(other))?;
            properties.insert(name, other);
        }
        Kind::RequireProperty => {
            let list = schema
                .entry("required")
                .or_insert_with(|| json!([]))
                .as_array_mut()?;
            match list.iter().position(|other| *other == *name) {
                Some(index) => drop(list.remove(index)),
                None => list.push(json!(name)),
            }
            if list.is_empty() {
                schema.shift_remove("required");
            }
        }
        Kind::AddProperty => {
            properties.insert("brand_new_thing".to_owned(), json!({"type": "string"}));
            told = vec!["brand_new_thing".to_owned()];
        }
        Kind::SwapRequired => {
            let list = schema.get_mut("required")?.as_array_mut()?;
            let (one, two) = (rng.usize(0..list.len()), rng.usize(0..list.len()));
            list.swap(one, two);
            told = [one, two]
                .iter()
                .filter_map(|at| Some(list.get(*at)?.as_str()?.to_owned()))
                .collect();
        }
        // One has the name of the other.
        _ => {
            let other = rng.choice(names)?;
            let hidden = "\u{0}";
            renamed(properties, &name, hidden);
            renamed(properties, &other, &name);
            renamed(properties, hidden, &other);
            told.push(other);
        }
    }
    Some((at, told))
}

fn required(tree: &Value, at: &str) -> Vec<String> {
    let list = tree
        .pointer(at)
        .and_then(|schema| schema.get("required")?.as_array());
    list.into_iter()
        .flatten()
        .filter_map(|name| Some(name.as_str()?.to_owned()))
        .collect()
}

fn unrequire(schema: &mut Map<String, Value>, name: &str, new: Option<&str>) {
    let Some(list) = schema.get_mut("required").and_then(Value::as_array_mut) else {
        return;
    };
    match new {
        Some(new) => list
            .iter_mut()
            .filter(|other| **other == *name)
            .for_each(|other| *other = json!(new)),
        None => list.retain(|other| *other != *name),
    }
    if list.is_empty() {
        schema.shift_remove("required");
    }
}

pub(super) fn value(tree: &mut Value, kind: Kind, rng: &mut Rng) -> Done {
    let at = choice(with(tree, "enum"), rng)?;
    let list = tree.pointer_mut(&at)?.get_mut("enum")?.as_array_mut()?;
    let index = rng.usize(0..list.len());
    let name = list.get(index)?.as_str()?.to_owned();
    let told = match kind {
        Kind::RemoveValue if list.len() > 1 => {
            list.remove(index);
            name
        }
        Kind::RemoveValue => return None,
        Kind::RenameValue => {
            list[index] = json!(format!("{name}_anew"));
            name
        }
        Kind::SwapValues => {
            let other = rng.usize(0..list.len());
            list.swap(index, other);
            name
        }
        _ => {
            list.push(json!("brand_new_value"));
            "brand_new_value".to_owned()
        }
    };
    Some((at, vec![told]))
}

pub(super) fn schema(tree: &mut Value, kind: Kind, rng: &mut Rng) -> Done {
    let names: Vec<String> = tree
        .pointer(SCHEMAS)?
        .as_object()?
        .keys()
        .cloned()
        .collect();
    let name = rng.choice(names.clone())?;
    let at = format!("{SCHEMAS}/{}", escaped(&name));
    let reference = |name: &str| format!("#{SCHEMAS}/{name}");
    let schemas = tree.pointer_mut(SCHEMAS)?.as_object_mut()?;
    let mut told = vec![name.clone()];
    match kind {
        Kind::RemoveSchema => {
            schemas.shift_remove(&name);
            // What refers to it takes anything.
            replace(tree, &reference(&name), None);
        }
        Kind::RenameSchema => {
            let new = format!("{name}_anew");
            renamed(schemas, &name, &new);
            replace(tree, &reference(&name), Some(&reference(&new)));
        }
        // What each is, the other was.
        Kind::SwapSchemas => {
            let other = rng.choice(names)?;
            let hidden = "\u{0}";
            renamed(schemas, &name, hidden);
            renamed(schemas, &other, &name);
            renamed(schemas, hidden, &other);
            told.push(other);
        }
        Kind::RetypeSchema => {
            schemas.insert(name, json!({"type": "string", "enum": ["one_of_a_kind"]}));
        }
        _ => {
            schemas.insert(
                "brand_new_schema".to_owned(),
                json!({"type": "object", "properties": {"a": {"type": "string"}}}),
            );
            told = vec!["brand_new_schema".to_owned(), "BrandNewSchema".to_owned()];
        }
    }
    Some((at, told))
}

fn replace(tree: &mut Value, old: &str, new: Option<&str>) {
    match tree {
        Value::Object(map) if map.get("$ref").is_some_and(|reference| *reference == *old) => {
            match new {
                Some(new) => drop(map.insert("$ref".to_owned(), json!(new))),
                None => map.clear(),
            }
        }
        Value::Object(map) => map.values_mut().for_each(|value| replace(value, old, new)),
        Value::Array(list) => list.iter_mut().for_each(|value| replace(value, old, new)),
        _ => {}
    }
}
