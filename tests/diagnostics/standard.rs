//! The table of keys: against the standard, against `openapiv3`, against the fixtures and `docs/supported.md`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use codegen::diagnostic::Document;
use codegen::keys::table::ALL;
use codegen::keys::{Fate, Holds, Object, Row};
use codegen::source;
use serde_json::Value;
use tests::root;

use crate::typed_form::typed;

/// The fixed fields of each object of OpenAPI 3.0.3, and in braces those that have any name.
const STANDARD: [(&str, &str); 30] = [
    (
        "OpenAPI",
        "openapi info servers paths components security tags externalDocs",
    ),
    (
        "Info",
        "title description termsOfService contact license version",
    ),
    ("Contact", "name url email"),
    ("License", "name url"),
    ("Server", "url description variables"),
    ("Server Variable", "enum default description"),
    (
        "Components",
        "schemas responses parameters examples requestBodies headers securitySchemes links callbacks",
    ),
    ("Paths", "{path}"),
    (
        "Path Item",
        "$ref summary description get put post delete options head patch trace servers parameters",
    ),
    (
        "Operation",
        "tags summary description externalDocs operationId parameters requestBody responses callbacks deprecated security servers",
    ),
    ("External Documentation", "description url"),
    (
        "Parameter",
        "name in description required deprecated allowEmptyValue style explode allowReserved schema example examples content",
    ),
    ("Request Body", "description content required"),
    ("Media Type", "schema example examples encoding"),
    (
        "Encoding",
        "contentType headers style explode allowReserved",
    ),
    ("Responses", "default {status_code}"),
    ("Response", "description headers content links"),
    ("Callback", "{expression}"),
    ("Example", "summary description value externalValue"),
    (
        "Link",
        "operationRef operationId parameters requestBody description server",
    ),
    (
        "Header",
        "description required deprecated allowEmptyValue style explode allowReserved schema example examples content",
    ),
    ("Tag", "name description externalDocs"),
    ("Reference", "$ref"),
    (
        "Schema",
        "title multipleOf maximum exclusiveMaximum minimum exclusiveMinimum maxLength minLength pattern maxItems minItems uniqueItems maxProperties minProperties required enum type allOf oneOf anyOf not items properties additionalProperties description format default nullable discriminator readOnly writeOnly xml externalDocs example deprecated",
    ),
    ("Discriminator", "propertyName mapping"),
    ("XML", "name namespace prefix attribute wrapped"),
    (
        "Security Scheme",
        "type description name in scheme bearerFormat flows openIdConnectUrl",
    ),
    (
        "OAuth Flows",
        "implicit password clientCredentials authorizationCode",
    ),
    ("OAuth Flow", "authorizationUrl tokenUrl refreshUrl scopes"),
    ("Security Requirement", "{name}"),
];

/// The types of `openapiv3` that hold the keys of an object, or a part of them.
const TYPES: &[(&str, &str)] = &[
    ("OpenAPI", "OpenAPI"),
    ("Info", "Info"),
    ("Contact", "Contact"),
    ("License", "License"),
    ("Server", "Server"),
    ("ServerVariable", "Server Variable"),
    ("Components", "Components"),
    ("PathItem", "Path Item"),
    ("Operation", "Operation"),
    ("ExternalDocumentation", "External Documentation"),
    ("Parameter", "Parameter"),
    ("ParameterData", "Parameter"),
    ("ParameterSchemaOrContent", "Parameter"),
    ("RequestBody", "Request Body"),
    ("MediaType", "Media Type"),
    ("Encoding", "Encoding"),
    ("Responses", "Responses"),
    ("Response", "Response"),
    ("Example", "Example"),
    ("Link", "Link"),
    ("LinkOperation", "Link"),
    ("Header", "Header"),
    ("Tag", "Tag"),
    ("ReferenceOr", "Reference"),
    ("SchemaData", "Schema"),
    ("SchemaKind", "Schema"),
    ("AnySchema", "Schema"),
    ("StringType", "Schema"),
    ("NumberType", "Schema"),
    ("IntegerType", "Schema"),
    ("ObjectType", "Schema"),
    ("ArrayType", "Schema"),
    ("BooleanType", "Schema"),
    ("Type", "Schema"),
    ("Discriminator", "Discriminator"),
    ("SecurityScheme", "Security Scheme"),
    ("OAuth2Flows", "OAuth Flows"),
    ("ImplicitOAuth2Flow", "OAuth Flow"),
    ("PasswordOAuth2Flow", "OAuth Flow"),
    ("ClientCredentialsOAuth2Flow", "OAuth Flow"),
    ("AuthorizationCodeOAuth2Flow", "OAuth Flow"),
];

/// Keys that a stage reads, and that the typed form has no field of their own for.
const WITHOUT_A_FIELD: &[(&str, &str)] = &[
    ("Paths", "{path}"),
    ("Responses", "{status_code}"),
    ("Security Requirement", "{name}"),
];

fn keys_of(object: &'static Object) -> impl Iterator<Item = (&'static str, &'static Row)> {
    let rows = object.rows.iter().chain(&object.others);
    rows.flat_map(|row| row.keys.iter().map(move |key| (*key, row)))
}

#[test]
fn the_table_has_the_keys_of_the_standard() {
    let table: Vec<(&str, String)> = ALL
        .iter()
        .map(|object| {
            let keys: Vec<&str> = keys_of(object).map(|(key, _)| key).collect();
            (object.name, keys.join(" "))
        })
        .collect();
    assert_eq!(table, STANDARD.map(|(name, keys)| (name, keys.to_owned())));
}

/// A field that is new there needs a row, and a row that says that a key is read needs a field.
#[test]
fn the_table_has_the_fields_of_the_typed_form() {
    let types = typed();
    let mapped: BTreeMap<&str, &str> = TYPES.iter().copied().collect();
    let unknown: Vec<_> = types
        .keys()
        .filter(|name| !mapped.contains_key(name.as_str()))
        .collect();
    assert!(unknown.is_empty(), "which objects are {unknown:?}?");
    let mut fields: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (name, object) in mapped {
        let keys = types.get(name).unwrap_or_else(|| panic!("no type {name}"));
        fields
            .entry(object)
            .or_default()
            .extend(keys.iter().map(String::as_str));
    }
    for object in ALL.iter().copied() {
        let known: BTreeSet<&str> = keys_of(object).map(|(key, _)| key).collect();
        let none = BTreeSet::new();
        let fields = fields.get(object.name).unwrap_or(&none);
        let new: Vec<_> = fields.difference(&known).collect();
        assert!(new.is_empty(), "{}: no row for {new:?}", object.name);
        for (key, row) in keys_of(object) {
            let is_read = matches!(row.fate, Fate::Read { .. } | Fate::Demanded(_));
            let has_field = fields.contains(key) || WITHOUT_A_FIELD.contains(&(object.name, key));
            assert!(
                !is_read || has_field,
                "{}: nothing can read `{key}`",
                object.name,
            );
        }
    }
}

/// What is supported is in the fixture that the table names.
#[test]
fn fixtures_show_what_is_supported() {
    let mut shown: BTreeMap<&str, BTreeSet<(&str, &str)>> = BTreeMap::new();
    let mut not_shown = Vec::new();
    for object in ALL.iter().copied() {
        for (key, row) in keys_of(object) {
            let Fate::Read { shown: fixture, .. } = row.fate else {
                continue;
            };
            let keys = shown.entry(fixture).or_insert_with(|| {
                let path = root().join(format!("tests/fixtures/{fixture}/description.yaml"));
                let Ok(text) = fs::read_to_string(&path) else {
                    return BTreeSet::new();
                };
                let tree = source::load(Document::Spec, &text).unwrap().tree;
                let mut keys = BTreeSet::new();
                walk(ALL[0], &tree, &mut keys);
                keys
            });
            if !keys.contains(&(object.name, key)) {
                not_shown.push((fixture, object.name, key));
            }
        }
    }
    assert!(not_shown.is_empty(), "{not_shown:#?}");
}

/// The keys that a tree has, with their objects.
fn walk(
    object: &'static Object,
    value: &Value,
    found: &mut BTreeSet<(&'static str, &'static str)>,
) {
    let Some(map) = value.as_object() else { return };
    if object.by_reference && map.contains_key("$ref") {
        found.insert(("Reference", "$ref"));
        return;
    }
    for (key, value) in map.iter().filter(|(key, _)| !key.starts_with("x-")) {
        let row = object
            .row(key)
            .unwrap_or_else(|| panic!("`{key}` of {}", object.name));
        // `{path}` stands for all of them.
        found.insert((
            object.name,
            row.keys
                .iter()
                .find(|it| *it == key)
                .unwrap_or(&row.keys[0]),
        ));
        match row.holds {
            Holds::Value => {}
            Holds::One(object) => walk(object, value, found),
            Holds::List(object) => {
                let list = value.as_array().into_iter().flatten();
                list.for_each(|value| walk(object, value, found));
            }
            Holds::Map(object) => {
                let map = value.as_object().into_iter().flatten();
                map.for_each(|(_, value)| walk(object, value, found));
            }
        }
    }
}

/// `docs/supported.md` has the table, with the keys of one fate in one row.
#[test]
fn made_document_says_what_is_supported() {
    crate::made::assert_made(
        "docs/supported.md",
        "codegen/src/keys/table.rs",
        &markdown(),
    );
}

fn markdown() -> String {
    let mut text = "| Object | Keys | |\n|---|---|---|\n".to_owned();
    for object in ALL.iter().copied() {
        let mut fates: Vec<(Fate, Vec<String>)> = Vec::new();
        for (key, row) in keys_of(object) {
            let key = format!("`{key}`");
            match fates.iter_mut().find(|(fate, _)| *fate == row.fate) {
                Some((_, keys)) => keys.push(key),
                None => fates.push((row.fate, vec![key])),
            }
        }
        let mut name = object.name;
        for (fate, keys) in fates {
            text += &format!("| {name} | {} | {} |\n", keys.join(", "), said(fate));
            name = "";
        }
    }
    text
}

fn said(fate: Fate) -> String {
    match fate {
        Fate::Read { shown, refused: [] } => format!("supported: {}", fixture(shown)),
        Fate::Read { shown, refused } => {
            let codes: Vec<String> = refused.iter().map(|code| format!("`{code}`")).collect();
            format!("supported: {}; else {}", fixture(shown), codes.join(", "))
        }
        Fate::Annotation(reason) | Fate::Demanded(reason) => format!("annotation: {reason}"),
        Fate::Warned { code, .. } => format!("warning `{code}`"),
        Fate::Refused(code) => format!("refused: `{code}`"),
    }
}

fn fixture(name: &str) -> String {
    format!("[{name}](../tests/fixtures/{name}/description.yaml)")
}
