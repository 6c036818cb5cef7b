//! The names that the generator avoids, against the code that uses them: one less, and a property
//! or a resource of that name gives code that does not compile; one more, and a name is changed
//! without need.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use codegen::ir::{Api, Body};
use codegen::{Input, Text};
use proc_macro2::{TokenStream, TokenTree};
use syn::visit::{self, Visit};
use syn::{Expr, ImplItem, Item, ItemImpl, Lit, PatIdent, Type, UseTree};
use tests::root;

type Names = BTreeSet<String>;

/// The names in a list of the generator.
fn list(file: &str, name: &str) -> Names {
    let text = fs::read_to_string(root().join("codegen/src/names").join(file)).unwrap();
    let items = syn::parse_file(&text).unwrap().items;
    let list = items.iter().find_map(|item| match item {
        Item::Const(item) if item.ident == name => Some(&*item.expr),
        _ => None,
    });
    let Some(Expr::Reference(list)) = list else {
        panic!("{file} has no list {name}");
    };
    let Expr::Array(list) = &*list.expr else {
        panic!("{name} is no list");
    };
    let names = list.elems.iter().map(|element| match element {
        Expr::Lit(literal) => match &literal.lit {
            Lit::Str(name) => name.value(),
            _ => panic!("{name} holds strings"),
        },
        _ => panic!("{name} holds strings"),
    });
    names.collect()
}

fn assert_same(list: &str, listed: &Names, used: &Names) {
    let (less, more): (Vec<_>, Vec<_>) = (
        used.difference(listed).collect(),
        listed.difference(used).collect(),
    );
    assert!(
        less.is_empty() && more.is_empty(),
        "{list} lacks {less:?}, and nothing uses {more:?}"
    );
}

/// What the generator makes of the repository's description and of each fixture, with its model.
fn emitted() -> Vec<(Api, codegen::Files)> {
    let folder = fs::read_dir(root().join("tests/fixtures")).unwrap();
    let descriptions = folder.filter_map(|entry| {
        fs::read_to_string(entry.unwrap().path().join("description.yaml")).ok()
    });
    let fixtures = descriptions.map(|text| Input {
        spec: Text {
            name: "fixture".to_owned(),
            text,
        },
        names: Some(Text {
            name: "names.toml".to_owned(),
            text: "[crate]\nname = \"fixture\"".to_owned(),
        }),
        ..Input::default()
    });
    let inputs = fixtures.chain([tests::input().clone()]);
    let emitted = inputs.map(|input| {
        let attempt = codegen::attempt(&input);
        (attempt.model.unwrap(), codegen::generate(&input).unwrap())
    });
    emitted.collect()
}

fn modules(files: &codegen::Files) -> impl Iterator<Item = (&str, syn::File)> {
    files
        .iter()
        .filter(|(path, _)| path.ends_with(".rs"))
        .map(|(path, text)| (path.as_str(), syn::parse_file(text).unwrap()))
}

fn runtime(file: &str) -> syn::File {
    let path = Path::new("generated-sdk/src/runtime").join(file);
    syn::parse_file(&fs::read_to_string(root().join(path)).unwrap()).unwrap()
}

fn is_inherent(item: &ItemImpl) -> bool {
    item.trait_.is_none()
}

/// The functions that tokens declare, those of a `Debug` apart: no method is called like these.
fn functions(tokens: TokenStream, found: &mut Names) {
    let mut is_name = false;
    for token in tokens {
        match token {
            TokenTree::Ident(name) if is_name && name != "fmt" => {
                found.insert(name.to_string());
                is_name = false;
            }
            TokenTree::Ident(word) => is_name = word == "fn",
            TokenTree::Group(group) => functions(group.stream(), found),
            _ => is_name = false,
        }
    }
}

/// The variables of a constructor.
#[derive(Default)]
struct Variables(Names);

impl<'ast> Visit<'ast> for Variables {
    fn visit_pat_ident(&mut self, pattern: &'ast PatIdent) {
        self.0.insert(pattern.ident.to_string());
    }
}

/// Functions and macros that a file imports.
fn imports(tree: &UseTree, found: &mut Vec<String>) {
    match tree {
        UseTree::Path(tree) => imports(&tree.tree, found),
        UseTree::Group(tree) => tree.items.iter().for_each(|tree| imports(tree, found)),
        UseTree::Name(tree) => found.push(tree.ident.to_string()),
        UseTree::Rename(tree) => found.push(tree.rename.to_string()),
        UseTree::Glob(_) => panic!("emitted code imports by name"),
    }
}

fn imported(file: &syn::File, of: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for item in &file.items {
        if let Item::Use(item) = item
            && let UseTree::Path(tree) = &item.tree
            && of.contains(&tree.ident.to_string().as_str())
        {
            imports(&item.tree, &mut found);
        }
    }
    found
}

#[test]
fn names_of_a_builder() {
    let mut used = Names::new();
    for item in runtime("call/operation.rs").items {
        if let Item::Macro(item) = item {
            functions(item.mac.tokens, &mut used);
        }
    }
    for (api, files) in emitted() {
        let operations = api.paths.iter().flat_map(|path| &path.operations);
        let mut of_the_api = Names::new();
        for operation in operations {
            let names = operation.parameters.iter().map(|parameter| &parameter.name);
            of_the_api.extend(names.map(|name| name.as_str().to_owned()));
            if let Body::Fields { setters, .. } = &operation.body {
                of_the_api.extend(setters.iter().map(|name| name.as_str().to_owned()));
            }
            // The setters for an `Option`, which are claimed with their setters.
            let inputs = api.inputs(operation).into_iter();
            of_the_api.extend(inputs.map(|input| {
                let name = input.name().trim_start_matches("r#");
                format!("maybe_{}", name.trim_start_matches('_'))
            }));
        }
        for (_, file) in modules(&files).filter(|(path, _)| path.starts_with("paths/")) {
            let functions = imported(&file, &["crate"]).into_iter();
            let is_function = |name: &String| {
                name.starts_with(char::is_lowercase)
                    && !["schemas", "actors", "servers", "operation"].contains(&name.as_str())
            };
            let mut own: Names = functions.filter(is_function).collect();
            for item in &file.items {
                let Item::Impl(item) = item else { continue };
                for item in item.items.iter().filter(|_| is_inherent(item)) {
                    let ImplItem::Fn(item) = item else { continue };
                    own.insert(item.sig.ident.to_string());
                    let is_setter = item.sig.receiver().is_some();
                    let mut variables = Variables::default();
                    if !is_setter {
                        visit::visit_impl_item_fn(&mut variables, item);
                    }
                    own.extend(variables.0);
                }
            }
            used.extend(own.difference(&of_the_api).cloned());
        }
    }
    assert_same("names/mod.rs: BUILDER", &list("mod.rs", "BUILDER"), &used);
}

/// The client of the runtime gets a method for each resource.
#[test]
fn names_of_the_client() {
    // Emitted code calls it.
    let mut used = Names::from(["clone".to_owned()]);
    let files = ["client/mod.rs", "call/custom.rs"].map(runtime);
    for item in files.into_iter().flat_map(|file| file.items) {
        if let Item::Impl(item) = item
            && is_inherent(&item)
            && matches!(&*item.self_ty, Type::Path(ty) if ty.path.is_ident("Client"))
        {
            for item in item.items {
                if let ImplItem::Fn(item) = item {
                    used.insert(item.sig.ident.to_string());
                }
            }
        }
    }
    assert_same("names/mod.rs: CLIENT", &list("mod.rs", "CLIENT"), &used);
}

/// A server gets a setter `…_base_url`, and the builder of the client has no such method itself. So no
/// name of a server is reserved.
#[test]
fn names_of_servers() {
    for file in ["client/builder.rs", "client/environment.rs"] {
        for item in runtime(file).items {
            let Item::Impl(item) = item else { continue };
            for item in item.items {
                if let ImplItem::Fn(item) = item {
                    let name = item.sig.ident.to_string();
                    assert!(!name.ends_with("_base_url"), "{file}: {name}");
                }
            }
        }
    }
}

/// A call of a method finds those that every type has by value before those by reference, and the
/// derived ones of an actor's client beside its resources.
#[test]
fn names_of_handles() {
    let by_value = Names::from(["into", "try_into"].map(str::to_owned));
    assert_same("names/mod.rs: HANDLE", &list("mod.rs", "HANDLE"), &by_value);

    let mut derived = Names::new();
    for (_, files) in emitted() {
        for (path, file) in modules(&files).filter(|(path, _)| path.starts_with("actors/")) {
            for item in file.items {
                if let Item::Struct(item) = item
                    && item.ident.to_string().ends_with("Client")
                    && path != "actors/mod.rs"
                {
                    let derives = item.attrs.iter().filter(|it| it.path().is_ident("derive"));
                    derived.extend(derives.flat_map(|derive| {
                        let traits = derive.meta.require_list().unwrap().tokens.to_string();
                        let traits = traits.split(',').map(|name| name.trim().to_lowercase());
                        // It is not in the prelude.
                        traits.filter(|name| name != "debug").collect::<Vec<_>>()
                    }));
                }
            }
        }
    }
    assert_same(
        "names/actors.rs: ROOT",
        &list("actors.rs", "ROOT"),
        &derived,
    );
}

/// Those of the prelude of the standard library are avoided as well, for the sake of users.
#[test]
fn names_of_types() {
    let prelude = "AsMut AsRef Box Clone Copy Debug Default DoubleEndedIterator Drop Eq Err \
        ExactSizeIterator Extend Fn FnMut FnOnce From FromIterator Future Hash Into IntoFuture \
        IntoIterator Iterator None Ok Option Ord PartialEq PartialOrd Result Self Send Sized Some \
        String Sync ToOwned ToString TryFrom TryInto Unpin Vec";
    let mut used: Names = prelude.split(' ').map(str::to_owned).collect();
    for (_, files) in emitted() {
        let has_types = |path: &str| !path.ends_with("mod.rs") && path != "operations.rs";
        for (_, file) in modules(&files).filter(|(path, _)| has_types(path)) {
            let names = imported(&file, &["crate", "std", "chrono"]).into_iter();
            used.extend(names.filter(|name| name.starts_with(char::is_uppercase)));
        }
    }
    assert_same(
        "names/words.rs: PRELUDE",
        &list("words.rs", "PRELUDE"),
        &used,
    );
}
