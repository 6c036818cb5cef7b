//! Changes as vendors make them.

use fastrand::Rng;
use serde_json::{Map, Value, json};

/// What is done, and to what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    RemoveProperty,
    RenameProperty,
    SwapProperties,
    RetypeProperty,
    RequireProperty,
    AddProperty,
    SwapRequired,
    SwapNames,
    RemoveValue,
    RenameValue,
    SwapValues,
    AddValue,
    RemoveParameter,
    RenameParameter,
    SwapParameters,
    RetypeParameter,
    RequireParameter,
    AddParameter,
    RemoveOperation,
    RenameOperation,
    SwapOperations,
    MoveOperation,
    AddOperation,
    RemoveSchema,
    RenameSchema,
    SwapSchemas,
    RetypeSchema,
    AddSchema,
}

impl Kind {
    pub(crate) const ALL: &[Self] = &[
        Self::RemoveProperty,
        Self::RenameProperty,
        Self::SwapProperties,
        Self::RetypeProperty,
        Self::RequireProperty,
        Self::AddProperty,
        Self::SwapRequired,
        Self::SwapNames,
        Self::RemoveValue,
        Self::RenameValue,
        Self::SwapValues,
        Self::AddValue,
        Self::RemoveParameter,
        Self::RenameParameter,
        Self::SwapParameters,
        Self::RetypeParameter,
        Self::RequireParameter,
        Self::AddParameter,
        Self::RemoveOperation,
        Self::RenameOperation,
        Self::SwapOperations,
        Self::MoveOperation,
        Self::AddOperation,
        Self::RemoveSchema,
        Self::RenameSchema,
        Self::SwapSchemas,
        Self::RetypeSchema,
        Self::AddSchema,
    ];
}

/// A description with a change.
pub(crate) struct Edit {
    pub tree: Value,
    /// What was done, for a failure.
    pub what: String,
    /// One of these has to be named.
    pub names: Vec<String>,
}

const SCHEMAS: &str = "/components/schemas";

impl Edit {
    /// A change of this kind somewhere, if there is a place for it.
    pub(crate) fn of(description: &Value, kind: Kind, rng: &mut Rng) -> Option<Self> {
        let mut tree = description.clone();
        let (place, names) = match kind {
            Kind::RemoveProperty
            | Kind::RenameProperty
            | Kind::SwapProperties
            | Kind::RetypeProperty
            | Kind::RequireProperty
            | Kind::AddProperty
            | Kind::SwapRequired
            | Kind::SwapNames => property(&mut tree, kind, rng)?,
            Kind::RemoveValue | Kind::RenameValue | Kind::SwapValues | Kind::AddValue => {
                value(&mut tree, kind, rng)?
            }
            Kind::RemoveParameter
            | Kind::RenameParameter
            | Kind::SwapParameters
            | Kind::RetypeParameter
            | Kind::RequireParameter
            | Kind::AddParameter => parameter(&mut tree, kind, rng)?,
            Kind::RemoveOperation
            | Kind::RenameOperation
            | Kind::SwapOperations
            | Kind::MoveOperation
            | Kind::AddOperation => operation(&mut tree, kind, rng)?,
            Kind::RemoveSchema
            | Kind::RenameSchema
            | Kind::SwapSchemas
            | Kind::RetypeSchema
            | Kind::AddSchema => schema(&mut tree, kind, rng)?,
        };
        (tree != *description || swaps(kind)).then(|| Self {
            what: format!("{kind:?} at {place} ({names:?})"),
            tree,
            names,
        })
    }
}

/// Whether trees are equal that differ in it: `Map` compares without order.
fn swaps(kind: Kind) -> bool {
    matches!(kind, Kind::SwapProperties | Kind::SwapOperations)
}

type Done = Option<(String, Vec<String>)>;

fn renamed(map: &mut Map<String, Value>, old: &str, new: &str) {
    let entries = std::mem::take(map);
    *map = entries
        .into_iter()
        .map(|(key, value)| (if key == old { new.to_owned() } else { key }, value))
        .collect();
}

fn choice(list: Vec<String>, rng: &mut Rng) -> Option<String> {
    rng.choice(list)
}

fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

/// Places of objects with a key, below the schemas or the paths.
fn with(tree: &Value, key: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut open = vec![(String::new(), tree)];
    while let Some((at, value)) = open.pop() {
        match value {
            Value::Object(map) => {
                if map.contains_key(key) && !at.ends_with("/properties") {
                    found.push(at.clone());
                }
                let below = map.iter().filter(|(key, _)| !key.starts_with("x-"));
                open.extend(below.map(|(key, value)| (format!("{at}/{}", escaped(key)), value)));
            }
            Value::Array(list) => {
                open.extend(
                    list.iter()
                        .enumerate()
                        .map(|(at2, value)| (format!("{at}/{at2}"), value)),
                );
            }
            _ => {}
        }
    }
    found.sort();
    found
}

fn property(tree: &mut Value, kind: Kind, rng: &mut Rng) -> Done {
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

fn value(tree: &mut Value, kind: Kind, rng: &mut Rng) -> Done {
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

fn parameter(tree: &mut Value, kind: Kind, rng: &mut Rng) -> Done {
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

fn operation(tree: &mut Value, kind: Kind, rng: &mut Rng) -> Done {
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

fn schema(tree: &mut Value, kind: Kind, rng: &mut Rng) -> Done {
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
