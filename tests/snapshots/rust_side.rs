//! The right side of a card: the public surface of an emitted module, read back from its text.
//! Bodies and prose are left out; names on the wire are read from the lists that carry them.

use std::fmt::Write as _;

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::ToTokens as _;
use syn::{Attribute, Expr, File, ImplItem, Item, ItemMacro, Lit, Meta, Visibility};
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
                let generics = tidy(item.generics.to_token_stream());
                let derives = derives(&item.attrs);
                writeln!(text, "struct {}{generics}{derives}", item.ident).unwrap();
                if let Some(body) = body(module, &item.ident.to_string()) {
                    writeln!(text, "  a setter for each optional property of {body}").unwrap();
                }
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
                // A builder for use in a scope has several, with different arguments.
                let of = tidy(item.self_ty.to_token_stream());
                if of.contains('<') {
                    writeln!(text, "impl {of}").unwrap();
                }
                for member in &item.items {
                    member_line(member, &mut text);
                }
            }
            Item::Macro(item) => writeln!(
                text,
                "  {}!({})",
                tidy(item.mac.path.to_token_stream()),
                tidy(without_fields(item))
            )
            .unwrap(),
            Item::Const(item) => writeln!(
                text,
                "const {} = {}",
                item.ident,
                tidy(item.expr.to_token_stream())
            )
            .unwrap(),
            Item::Use(_) | Item::Impl(_) => {}
            other => panic!("what is this? {}", other.to_token_stream()),
        }
    }
    text
}

/// The setters of a builder that fill its body: they follow from the schema of the body, and so
/// stand on that schema's card.
pub(crate) struct Setters {
    /// The type of the body, as the schemas call it.
    pub body: String,
    /// The builder, and a line for each of its setters.
    pub text: String,
}

/// Whether the module holds the type of this name.
pub(crate) fn declares(module: &File, name: &str) -> bool {
    let is = |item: &Item| matches!(item, Item::Struct(item) if item.ident == name);
    module.items.iter().any(is)
}

/// The setters of each builder of a module that has an object as its body.
pub(crate) fn setters(module: &File) -> Vec<Setters> {
    let impls = module.items.iter().filter_map(|item| match item {
        Item::Impl(item) if item.trait_.is_none() => Some(item),
        _ => None,
    });
    impls
        .filter_map(|item| {
            let builder = tidy(item.self_ty.to_token_stream());
            let mut text = format!("{builder}\n");
            let ident = builder.split('<').next().unwrap_or_default();
            if !item.items.iter().any(is_route_or_setter) {
                return None;
            }
            for member in item.items.iter().filter(|member| fills_body(member)) {
                if let ImplItem::Fn(function) = member {
                    writeln!(text, "  {}", tidy(function.sig.to_token_stream())).unwrap();
                }
            }
            let body = body(module, ident)?;
            Some(Setters { body, text })
        })
        .collect()
}

/// The type of a builder's body.
fn body(module: &File, builder: &str) -> Option<String> {
    let item = module.items.iter().find_map(|item| match item {
        Item::Struct(item) if item.ident == builder => Some(item),
        _ => None,
    })?;
    let field = item
        .fields
        .iter()
        .find(|field| field.ident.as_ref().is_some_and(|name| name == "body"))?;
    tidy(field.ty.to_token_stream())
        .strip_prefix("schemas::")
        .map(str::to_owned)
}

fn is_route_or_setter(member: &ImplItem) -> bool {
    matches!(member, ImplItem::Const(constant) if constant.ident == "ROUTE") || fills_body(member)
}

fn fills_body(member: &ImplItem) -> bool {
    match member {
        ImplItem::Fn(function) => {
            tidy(function.block.to_token_stream()).contains("self.body.")
                && !matches!(function.vis, Visibility::Inherited)
        }
        _ => false,
    }
}

fn member_line(member: &ImplItem, text: &mut String) {
    match member {
        _ if fills_body(member) => {}
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

/// What a macro is given, but for the list of fields, which stand beside their names.
fn without_fields(item: &ItemMacro) -> TokenStream {
    let is_list = |token: &TokenTree| matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace);
    let is_object = item.mac.path.is_ident("object");
    let tokens = item.mac.tokens.clone().into_iter();
    tokens
        .filter(|token| !is_object || !is_list(token))
        .collect()
}

/// Wire names with the names of fields or variants, from the lists of the module.
fn wires(module: &File) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for item in &module.items {
        if let Item::Macro(item) = item
            && item.mac.path.is_ident("object")
        {
            pairs(&item.mac.tokens, &mut found);
        }
        let Item::Impl(item) = item else { continue };
        for member in &item.items {
            match member {
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
fn pairs(tokens: &TokenStream, found: &mut Vec<(String, String)>) {
    for tree in tokens.clone() {
        let TokenTree::Group(group) = tree else {
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
