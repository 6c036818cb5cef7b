//! Response bodies of the API, made from its description: they have the properties that it has.

use serde_json::{Map, Value, json};

/// Which properties an object has.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Properties {
    /// All of them.
    All,
    /// Those that most responses have: no optional objects.
    Usual,
}

/// A value of a schema, with lists of that many items.
pub(super) fn of_schema(schema: &str, properties: Properties, items: usize) -> Value {
    let schema = json!({ "$ref": format!("#/components/schemas/{schema}") });
    Sample { properties, items }.value("", &schema)
}

/// A search response with that many members.
pub(super) fn search(members: usize) -> Value {
    let schema = "api_organization_v1_organizations_members_SearchResponse";
    let mut document = of_schema(schema, Properties::Usual, 1);
    document["members"] = vec![document["members"][0].clone(); members].into();
    document
}

/// A search response of about that many bytes, as JSON. It holds no organizations: the first one
/// would be as large as a member.
pub(super) fn search_of(bytes: usize) -> String {
    let mut document = search(1);
    document["organizations"] = json!({});
    let member = document["members"][0].to_string().len();
    document["members"] = vec![document["members"][0].clone(); (bytes / member).max(1)].into();
    document.to_string()
}

struct Sample {
    properties: Properties,
    items: usize,
}

impl Sample {
    /// A value of a schema, for a property with this name.
    fn value(&self, name: &str, schema: &Value) -> Value {
        let schema = resolve(schema);
        if let Some(first) = schema.pointer("/enum/0") {
            return first.clone();
        }
        match schema["type"].as_str() {
            Some("string") if schema["format"] == "date-time" => json!("2025-03-14T15:09:26Z"),
            Some("string") if name.ends_with("_id") || name.ends_with("_ids") => {
                json!(format!("{name}-test-07971b06-ac8b-4cdb-9c15-63b17e653931"))
            }
            Some("string") => json!("Ada Lovelace"),
            Some("integer") => json!(200),
            Some("number") => json!(0.5),
            Some("boolean") => json!(true),
            Some("array") => vec![self.value(name, &schema["items"]); self.items].into(),
            _ => self.object(schema),
        }
    }

    fn object(&self, schema: &Value) -> Value {
        let Some(properties) = schema["properties"].as_object() else {
            return match &schema["additionalProperties"] {
                others @ Value::Object(_) => json!({ "key": self.value("", others) }),
                // Data of the user's own.
                _ => json!({ "plan": "enterprise", "seats": 120 }),
            };
        };
        let mut object = Map::new();
        for (name, property) in properties {
            let required = schema["required"].as_array().into_iter().flatten();
            let is_usual = required.into_iter().any(|required| required == name)
                || resolve(property)["properties"].is_null();
            if is_usual || self.properties == Properties::All {
                object.insert(name.clone(), self.value(name, property));
            }
        }
        object.into()
    }
}

/// The schema that a reference leads to, which may stand in an `allOf`.
fn resolve(schema: &Value) -> &Value {
    match (schema["$ref"].as_str(), schema.pointer("/allOf/0")) {
        (Some(reference), _) => {
            let pointer = reference.trim_start_matches('#');
            resolve(tests::spec().pointer(pointer).expect(pointer))
        }
        (_, Some(only)) => resolve(only),
        _ => schema,
    }
}
