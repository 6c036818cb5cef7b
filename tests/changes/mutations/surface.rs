//! What users of a generated crate can see, in an order that does not depend on the description's.

use std::collections::BTreeSet;

use codegen::{Input, Text};
use serde_json::Value;

/// The items of all files, without documentation; nothing if the description is refused.
pub(crate) fn of(tree: &Value) -> Option<BTreeSet<String>> {
    let input = Input {
        spec: Text {
            name: "spec.json".to_owned(),
            text: tree.to_string(),
        },
        names: tests::input().names.clone(),
        ..Input::default()
    };
    let files = codegen::generate(&input).ok()?;
    let mut surface = BTreeSet::new();
    for (name, text) in &files {
        let text: String = text
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"))
            .map(|line| format!("{line}\n"))
            .collect();
        for item in syn::parse_file(&text).unwrap().items {
            let parts: Vec<String> = match &item {
                syn::Item::Struct(item) => item.fields.iter().map(text_of).collect(),
                syn::Item::Enum(item) => item.variants.iter().map(text_of).collect(),
                syn::Item::Impl(item) => item.items.iter().map(member).collect(),
                other => vec![sorted(&text_of(other))],
            };
            let head = match item {
                syn::Item::Struct(mut item) => {
                    item.fields = syn::Fields::Unit;
                    text_of(&item)
                }
                syn::Item::Enum(mut item) => {
                    item.variants.clear();
                    text_of(&item)
                }
                syn::Item::Impl(mut item) => {
                    item.items.clear();
                    text_of(&item)
                }
                _ => String::new(),
            };
            surface.extend(
                parts
                    .into_iter()
                    .map(|part| format!("{name}: {head}: {part}")),
            );
        }
    }
    Some(surface)
}

/// A function by its signature, and by what is in its body in whatever order.
fn member(item: &syn::ImplItem) -> String {
    match item {
        syn::ImplItem::Fn(function) => {
            format!(
                "{} {}",
                text_of(&function.sig),
                sorted(&text_of(&function.block))
            )
        }
        other => sorted(&text_of(other)),
    }
}

fn sorted(text: &str) -> String {
    let mut parts: Vec<&str> = text
        .split([',', '[', ']', '{', '}'])
        .map(str::trim)
        .collect();
    parts.sort_unstable();
    format!("{parts:?}")
}

fn text_of(item: &impl quote::ToTokens) -> String {
    item.to_token_stream().to_string()
}
