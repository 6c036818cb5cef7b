//! What `openapiv3` reads, by its source.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use serde_json::Value;
use syn::{Attribute, Fields, Item, Lit};
use tests::root;

/// The keys that each type of `openapiv3` reads and writes, by its source.
pub(crate) fn typed() -> BTreeMap<String, BTreeSet<String>> {
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
