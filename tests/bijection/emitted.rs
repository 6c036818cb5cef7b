//! An emitted module, as far as names on the wire are concerned: read from its syntax tree.

use std::collections::BTreeMap;

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens as _;
use syn::{Expr, ExprLit, ExprMethodCall, ExprTuple, File, ImplItem, Item, ItemImpl, Lit};
use tests::tidy;

pub(crate) struct Module {
    /// The key of what the module is about.
    pub title: String,
    pub builders: Vec<Builder>,
    /// By the name of the macro, function or constant: wire name and what it stands for.
    lists: BTreeMap<String, Vec<(String, String)>>,
}

pub(crate) struct Builder {
    pub name: String,
    /// `GET /v1/…`.
    pub route: String,
    /// The constant of its server, if it has one of its own.
    pub server: Option<String>,
    /// `query limit`.
    pub parameters: Vec<String>,
    /// The parameters of the path and inferred inputs of each constructor for use in a scope.
    pub acting: Vec<Vec<String>>,
}

/// The URLs of each server, each behind a space, by its constant.
pub(crate) fn servers(text: &str) -> BTreeMap<String, String> {
    let items = syn::parse_file(text).unwrap().items.into_iter();
    let constants = items.filter_map(|item| match item {
        Item::Const(item) => Some(item),
        _ => None,
    });
    let urls = constants.map(|constant| {
        let text = constant.expr.to_token_stream().to_string();
        let (_, list) = text.split_once('[').unwrap();
        let urls = list.split('"').skip(1).step_by(2);
        (
            constant.ident.to_string(),
            urls.map(|url| format!(" {url}")).collect(),
        )
    });
    urls.collect()
}

impl Module {
    pub(crate) fn read(text: &str) -> Self {
        let file = syn::parse_file(text).unwrap();
        let title = text
            .lines()
            .find_map(|line| line.strip_prefix("//! "))
            .unwrap()
            .trim_matches('`')
            .to_owned();
        let (mut builders, mut lists) = (Vec::new(), BTreeMap::new());
        for item in &file.items {
            if let Item::Macro(item) = item
                && item.mac.path.is_ident("object")
            {
                lists.insert("object".to_owned(), pairs(item.mac.tokens.clone()));
            }
            let Item::Impl(item) = item else { continue };
            builders.extend(builder(&file, item));
            for member in &item.items {
                match member {
                    ImplItem::Fn(function) => lists
                        .entry(function.sig.ident.to_string())
                        .or_insert_with(|| pairs(function.block.to_token_stream())),
                    ImplItem::Const(constant) => lists
                        .entry(constant.ident.to_string())
                        .or_insert_with(|| pairs(constant.expr.to_token_stream())),
                    _ => continue,
                };
            }
        }
        Self {
            title,
            builders,
            lists,
        }
    }

    /// The wire names of a list.
    pub(crate) fn list(&self, name: &str) -> impl Iterator<Item = &String> {
        self.lists
            .get(name)
            .into_iter()
            .flatten()
            .map(|(wire, _)| wire)
    }

    /// The fields or variants of a list.
    pub(crate) fn targets(&self, name: &str) -> impl Iterator<Item = &String> {
        self.lists
            .get(name)
            .into_iter()
            .flatten()
            .map(|(_, target)| target)
    }
}

/// The builder whose route is in this `impl`, with what is in its others.
fn builder(file: &File, item: &ItemImpl) -> Option<Builder> {
    let route = item.items.iter().find_map(|member| match member {
        ImplItem::Const(constant) if constant.ident == "ROUTE" => {
            Some(tidy(constant.expr.to_token_stream()))
        }
        _ => None,
    })?;
    let verb = route
        .split("Verb::")
        .nth(1)?
        .split(',')
        .next()?
        .to_uppercase();
    let path = route.split('"').nth(1)?;
    let server = route.split("servers::").nth(1).map(|rest| {
        let end = rest.find(|c: char| c != '_' && !c.is_alphanumeric());
        rest[..end.unwrap_or(rest.len())].to_owned()
    });
    let name = name(item);
    let functions = file
        .items
        .iter()
        .filter_map(|other| match other {
            Item::Impl(other) if self::name(other) == name => Some(&other.items),
            _ => None,
        })
        .flatten()
        .filter_map(|member| match member {
            ImplItem::Fn(function) => Some(function),
            _ => None,
        });
    let (mut parameters, mut acting) = (Calls(Vec::new()), Vec::new());
    for function in functions {
        let block = function.block.to_token_stream();
        if function.sig.ident.to_string().starts_with("acting") {
            let mut calls = Calls(Vec::new());
            syn_calls(&block, &mut calls);
            acting.push(calls.0);
        } else {
            syn_calls(&block, &mut parameters);
        }
    }
    Some(Builder {
        name,
        route: format!("{verb} {path}"),
        server,
        parameters: parameters.0,
        acting,
    })
}

/// The type of an `impl`, without its arguments.
fn name(item: &ItemImpl) -> String {
    let text = tidy(item.self_ty.to_token_stream());
    text.split('<').next().unwrap().trim().to_owned()
}

/// `.path("name", …)` and its like, as `path name`.
struct Calls(Vec<String>);

fn syn_calls(tokens: &TokenStream, found: &mut Calls) {
    let trees: Vec<TokenTree> = tokens.clone().into_iter().collect();
    for window in trees.windows(3) {
        let [
            TokenTree::Punct(dot),
            TokenTree::Ident(method),
            TokenTree::Group(arguments),
        ] = window
        else {
            continue;
        };
        let place = method
            .to_string()
            .trim_end_matches("_joined")
            .trim_start_matches("secret_")
            .trim_start_matches("infer_")
            .trim_end_matches("_list")
            .to_owned();
        if dot.as_char() == '.'
            && ["path", "query", "header", "cookie", "body"].contains(&place.as_str())
        {
            let call = syn::parse_str::<ExprMethodCall>(&format!("x.{method}{arguments}")).unwrap();
            if let Some(Expr::Lit(ExprLit {
                lit: Lit::Str(name),
                ..
            })) = call.args.first()
            {
                found.0.push(format!("{place} {}", name.value()));
            }
        }
    }
    for tree in trees {
        if let TokenTree::Group(group) = tree {
            syn_calls(&group.stream(), found);
        }
    }
}

/// Every `("wire", …target)` in the tokens.
fn pairs(tokens: TokenStream) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for tree in tokens {
        let TokenTree::Group(group) = tree else {
            continue;
        };
        let Ok(pair) = syn::parse2::<ExprTuple>(group.to_token_stream()) else {
            found.extend(pairs(group.stream()));
            continue;
        };
        match pair.elems.first() {
            Some(Expr::Lit(ExprLit {
                lit: Lit::Str(wire),
                ..
            })) if pair.elems.len() == 2 => {
                let target = tidy(pair.elems[1].to_token_stream());
                found.push((
                    wire.value(),
                    target
                        .rsplit(['.', ':'])
                        .next()
                        .unwrap_or_default()
                        .trim_end_matches([' ', ')'])
                        .to_owned(),
                ));
            }
            _ => found.extend(pairs(group.stream())),
        }
    }
    found
}
