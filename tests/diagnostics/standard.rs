//! The table of keys: against the standard, against `openapiv3`, against the fixtures and `docs/supported.md`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use codegen::diagnostic::Document;
use codegen::keys::table::ALL;
use codegen::keys::{Fate, Holds, Object, Row};
use codegen::source;
use serde_json::Value;
use syn::{Attribute, Fields, Item, Lit};
use tests::root;

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

fn rows(object: &'static Object) -> impl Iterator<Item = &'static Row> {
    object.rows.iter().chain(&object.others)
}

#[test]
fn the_table_has_the_keys_of_the_standard() {
    let table: Vec<(&str, String)> = ALL
        .into_iter()
        .map(|object| {
            let keys: Vec<&str> = rows(object).map(|row| row.key).collect();
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
    for object in ALL {
        let known: BTreeSet<&str> = rows(object).map(|row| row.key).collect();
        let none = BTreeSet::new();
        let fields = fields.get(object.name).unwrap_or(&none);
        let new: Vec<_> = fields.difference(&known).collect();
        assert!(new.is_empty(), "{}: no row for {new:?}", object.name);
        for row in rows(object) {
            let is_read = matches!(row.fate, Fate::Read { .. } | Fate::Demanded(_));
            let has_field =
                fields.contains(row.key) || WITHOUT_A_FIELD.contains(&(object.name, row.key));
            assert!(
                !is_read || has_field,
                "{}: nothing can read `{}`",
                object.name,
                row.key
            );
        }
    }
}

/// The keys that each type of `openapiv3` reads and writes, by its source.
fn typed() -> BTreeMap<String, BTreeSet<String>> {
    let mut types: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for entry in fs::read_dir(typed_source()).unwrap() {
        let file = syn::parse_file(&fs::read_to_string(entry.unwrap().path()).unwrap()).unwrap();
        for item in &file.items {
            let (name, keys) = match item {
                Item::Struct(item) => (&item.ident, keys(&item.fields, &item.attrs)),
                Item::Enum(item) => {
                    let mut all: BTreeSet<String> = serde(&item.attrs, "tag").into_iter().collect();
                    let is_external = all.is_empty() && serde(&item.attrs, "untagged").is_none();
                    for variant in &item.variants {
                        all.extend(keys(&variant.fields, &variant.attrs));
                        if is_external && matches!(variant.fields, Fields::Unnamed(_)) {
                            all.insert(lower_camel(&variant.ident.to_string()));
                        }
                    }
                    (&item.ident, all)
                }
                _ => continue,
            };
            let is_read = |attrs: &[Attribute]| {
                attrs.iter().any(|attr| {
                    attr.path().is_ident("derive")
                        && attr
                            .meta
                            .require_list()
                            .unwrap()
                            .tokens
                            .to_string()
                            .contains("Serialize")
                })
            };
            let attrs = match item {
                Item::Struct(item) => &item.attrs,
                Item::Enum(item) => &item.attrs,
                _ => continue,
            };
            if is_read(attrs) && !keys.is_empty() {
                types.entry(name.to_string()).or_default().extend(keys);
            }
        }
    }
    // Its variants are of values, not of keys.
    for values in [
        "AdditionalProperties",
        "VariantOrUnknown",
        "VariantOrUnknownOrEmpty",
        "StatusCode",
    ] {
        types.remove(values);
    }
    types
}

fn typed_source() -> PathBuf {
    let output = Command::new(std::env::var_os("CARGO").expect("cargo runs the tests"))
        .args(["metadata", "--format-version", "1", "--offline"])
        .current_dir(root())
        .output()
        .expect("cargo metadata");
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let packages = metadata["packages"].as_array().unwrap();
    let package = packages
        .iter()
        .find(|package| package["name"] == "openapiv3")
        .unwrap();
    let manifest = PathBuf::from(package["manifest_path"].as_str().unwrap());
    manifest.parent().unwrap().join("src")
}

fn keys(fields: &Fields, attrs: &[Attribute]) -> BTreeSet<String> {
    let is_camel = serde(attrs, "rename_all").as_deref() == Some("camelCase");
    let Fields::Named(fields) = fields else {
        return BTreeSet::new();
    };
    let keys = fields.named.iter().filter_map(|field| {
        let of_any_name = ["flatten", "deserialize_with"];
        if of_any_name
            .iter()
            .any(|word| serde(&field.attrs, word).is_some())
        {
            return None;
        }
        let name = field.ident.as_ref().unwrap().to_string();
        let name = match is_camel {
            true => lower_camel(&name),
            false => name,
        };
        Some(serde(&field.attrs, "rename").unwrap_or(name))
    });
    keys.collect()
}

/// What an attribute of serde says, if it is there; nothing for a word alone.
fn serde(attrs: &[Attribute], word: &str) -> Option<String> {
    let mut said = None;
    for attr in attrs.iter().filter(|attr| attr.path().is_ident("serde")) {
        attr.parse_nested_meta(|meta| {
            let value = match meta.value() {
                Ok(value) => match value.parse::<Lit>()? {
                    Lit::Str(value) => value.value(),
                    _ => String::new(),
                },
                Err(_) => String::new(),
            };
            if meta.path.is_ident(word) {
                said = Some(value);
            }
            Ok(())
        })
        .unwrap();
    }
    said
}

/// `request_bodies`, and `RequestBodies`, as `requestBodies`.
fn lower_camel(name: &str) -> String {
    let mut camel = String::new();
    let mut is_next = false;
    for c in name.chars() {
        match c {
            '_' => is_next = true,
            c if camel.is_empty() => camel.extend(c.to_lowercase()),
            c if std::mem::take(&mut is_next) => camel.extend(c.to_uppercase()),
            c => camel.push(c),
        }
    }
    camel
}

/// What is supported is in the fixture that the table names.
#[test]
fn fixtures_show_what_is_supported() {
    let mut shown: BTreeMap<&str, BTreeSet<(&str, &str)>> = BTreeMap::new();
    let mut not_shown = Vec::new();
    for object in ALL {
        for row in rows(object) {
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
            if !keys.contains(&(object.name, row.key)) {
                not_shown.push((fixture, object.name, row.key));
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
        found.insert((object.name, row.key));
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
    crate::made::assert_made("docs/supported.md", "codegen/src/keys/table/", &markdown());
}

fn markdown() -> String {
    let mut text = "| Object | Keys | |\n|---|---|---|\n".to_owned();
    for object in ALL {
        let mut fates: Vec<(Fate, Vec<String>)> = Vec::new();
        for row in rows(object) {
            let key = format!("`{}`", row.key);
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
