//! The right side of a card: the public surface of an emitted module, read back from its text.
//! Bodies and prose are left out; names on the wire are read from the lists that carry them.

use std::fmt::Write as _;

use quote::ToTokens as _;
use syn::{Attribute, Expr, File, ImplItem, Item, Lit, Meta, Visibility};
use tests::tidy;

/// The key of what the module is about, from its first line.
pub(crate) fn title(module: &File) -> String {
    let doc = module
        .attrs
        .iter()
        .find_map(doc)
        .expect("a module begins with what it is about");
    doc.trim().trim_matches('`').to_owned()
}

/// All that the module offers, a line for each.
pub(crate) fn surface(module: &File) -> String {
    let mut text = String::new();
    for item in &module.items {
        match item {
            Item::Struct(item) => {
                writeln!(text, "struct {}{}", item.ident, derives(&item.attrs)).unwrap();
                let wires = wires(module);
                for (number, field) in item
                    .fields
                    .iter()
                    .enumerate()
                    .filter(|(_, field)| !matches!(field.vis, Visibility::Inherited))
                {
                    let name = field
                        .ident
                        .as_ref()
                        .map_or_else(|| number.to_string(), ToString::to_string);
                    let wire = wires
                        .iter()
                        .find(|(_, field)| *field == name)
                        .map_or_else(|| "..".to_owned(), |(wire, _)| format!("{wire:?}"));
                    writeln!(
                        text,
                        "  {wire} {name}: {}",
                        tidy(field.ty.to_token_stream())
                    )
                    .unwrap();
                }
            }
            Item::Enum(item) => {
                writeln!(text, "enum {}{}", item.ident, derives(&item.attrs)).unwrap();
                let wires = wires(module);
                for variant in &item.variants {
                    let wire = wires
                        .iter()
                        .find(|(_, name)| variant.ident == name)
                        .map_or_else(|| "..".to_owned(), |(wire, _)| format!("{wire:?}"));
                    writeln!(
                        text,
                        "  {wire} {}",
                        tidy(variant.to_token_stream())
                            .rsplit(']')
                            .next()
                            .unwrap()
                            .trim()
                    )
                    .unwrap();
                }
            }
            Item::Type(item) => writeln!(
                text,
                "type {} = {}",
                item.ident,
                tidy(item.ty.to_token_stream())
            )
            .unwrap(),
            Item::Impl(item) if item.trait_.is_none() => {
                for member in &item.items {
                    member_line(member, &mut text);
                }
            }
            Item::Macro(item) => writeln!(
                text,
                "  {}!({})",
                tidy(item.mac.path.to_token_stream()),
                tidy(&item.mac.tokens)
            )
            .unwrap(),
            Item::Use(_) | Item::Impl(_) => {}
            other => panic!("what is this? {}", other.to_token_stream()),
        }
    }
    text
}

fn member_line(member: &ImplItem, text: &mut String) {
    match member {
        ImplItem::Const(constant) => {
            writeln!(text, "  {}", tidy(constant.expr.to_token_stream())).unwrap()
        }
        ImplItem::Fn(function) if !matches!(function.vis, Visibility::Inherited) => {
            writeln!(
                text,
                "  {} {}",
                tidy(function.vis.to_token_stream()),
                tidy(function.sig.to_token_stream())
            )
            .unwrap();
        }
        _ => {}
    }
}

/// Wire names with the names of fields or variants, from the lists of the module's `impl`s.
fn wires(module: &File) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for item in &module.items {
        let Item::Impl(item) = item else { continue };
        for member in &item.items {
            match member {
                ImplItem::Fn(function) if function.sig.ident == "fields" => {
                    pairs(&function.block.to_token_stream(), &mut found)
                }
                ImplItem::Const(constant) if constant.ident == "KNOWN" => {
                    pairs(&constant.expr.to_token_stream(), &mut found)
                }
                _ => {}
            }
        }
    }
    found
}

/// Every `("wire", …name)` in the tokens.
fn pairs(tokens: &proc_macro2::TokenStream, found: &mut Vec<(String, String)>) {
    for tree in tokens.clone() {
        let proc_macro2::TokenTree::Group(group) = tree else {
            continue;
        };
        match syn::parse2::<syn::ExprTuple>(group.to_token_stream()) {
            Ok(tuple) if tuple.elems.len() == 2 => {
                if let Expr::Lit(wire) = &tuple.elems[0]
                    && let Lit::Str(wire) = &wire.lit
                {
                    let path = tidy(tuple.elems[1].to_token_stream());
                    let name = path.rsplit(['.', ':']).next().unwrap_or_default();
                    found.push((wire.value(), name.to_owned()));
                }
            }
            _ => pairs(&group.stream(), found),
        }
    }
}

fn derives(attributes: &[Attribute]) -> String {
    let lists = attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident("derive"))
        .filter_map(|attribute| match &attribute.meta {
            Meta::List(list) => Some(tidy(&list.tokens)),
            _ => None,
        });
    lists.map(|list| format!(": {list}")).collect()
}

fn doc(attribute: &Attribute) -> Option<String> {
    match &attribute.meta {
        Meta::NameValue(pair) if pair.path.is_ident("doc") => match &pair.value {
            Expr::Lit(literal) => match &literal.lit {
                Lit::Str(text) => Some(text.value()),
                _ => None,
            },
            _ => None,
        },
        _ => None,
    }
}
