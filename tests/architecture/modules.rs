//! Which module uses which: read from the syntax, so that no spelling of a path is overlooked.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens as _;
use syn::visit::{self, Visit};
use syn::{Attribute, Item, ItemMod, ItemUse, Macro, UseTree};

/// A module by its names from the root: `["resolve", "actors"]`. The root has none.
pub(crate) type Name = Vec<String>;

/// The modules of a package: what they declare, import and mention.
#[derive(Default)]
pub(crate) struct Modules(BTreeMap<Name, Module>);

#[derive(Default)]
struct Module {
    /// The path behind each name that the module imports.
    imports: BTreeMap<String, Name>,
    /// Every path in the code.
    mentions: BTreeSet<Name>,
}

impl Modules {
    /// Reads the modules below `root`, a `lib.rs` or a `main.rs`, without `skipped` and tests.
    pub(crate) fn read(root: &Path, skipped: &[&str]) -> Self {
        let mut modules = Self::default();
        modules.file(root, root.parent().unwrap(), Vec::new(), skipped);
        modules
    }

    /// `folder` is where the modules of the file are.
    fn file(&mut self, path: &Path, folder: &Path, name: Name, skipped: &[&str]) {
        let text = std::fs::read_to_string(path).unwrap_or_else(|_| panic!("{}", path.display()));
        let items = syn::parse_file(&text).unwrap().items;
        for below in self.module(name.clone(), &items) {
            if skipped.contains(&below.as_str()) {
                continue;
            }
            let inner = folder.join(&below);
            let flat = folder.join(format!("{below}.rs"));
            let path = if flat.exists() {
                flat
            } else {
                inner.join("mod.rs")
            };
            let name = name.iter().cloned().chain([below]).collect();
            self.file(&path, &inner, name, skipped);
        }
    }

    /// Reads a module and those that are written in it, and names those that are files.
    fn module(&mut self, name: Name, items: &[Item]) -> Vec<String> {
        let mut reader = Reader::default();
        items.iter().for_each(|item| reader.visit_item(item));
        self.0.insert(name.clone(), reader.module);
        for item in reader.inline {
            let below = name
                .iter()
                .cloned()
                .chain([item.ident.to_string()])
                .collect();
            self.module(below, &item.content.unwrap().1);
        }
        reader.files
    }

    /// Who uses whom, within each folder: by folder, by module, the others of that folder that it
    /// or a part of it uses. What a `mod.rs` declares is there for its parts, and not counted; what
    /// the root declares is counted as `crate`.
    pub(crate) fn uses(&self) -> BTreeMap<Name, BTreeMap<String, BTreeSet<String>>> {
        let mut all: BTreeMap<Name, BTreeMap<String, BTreeSet<String>>> = BTreeMap::new();
        for name in self.0.keys() {
            if let Some((last, folder)) = name.split_last() {
                let folder = all.entry(folder.to_vec()).or_default();
                folder.entry(last.clone()).or_default();
            }
        }
        for (user, module) in &self.0 {
            for path in module.imports.values().chain(&module.mentions) {
                let Some(used) = self.resolve(user, path, 0) else {
                    continue;
                };
                let shared = user.iter().zip(&used).take_while(|(a, b)| a == b).count();
                let folder = all.entry(user[..shared].to_vec()).or_default();
                let used = match used.get(shared) {
                    Some(used) => used.as_str(),
                    None if shared == 0 => "crate",
                    None => continue,
                };
                if let Some(user) = user.get(shared) {
                    folder
                        .entry(user.clone())
                        .or_default()
                        .insert(used.to_owned());
                }
            }
        }
        all
    }

    /// The module that declares what a path in `user` leads to; none outside of the package.
    fn resolve(&self, user: &Name, path: &Name, depth: usize) -> Option<Name> {
        assert!(depth < 32, "{path:?} in {user:?} goes in a circle");
        let (mut at, mut rest) = (user.clone(), &path[..]);
        let (first, below) = path.split_first()?;
        match first.as_str() {
            "crate" | "$crate" => (at, rest) = (Vec::new(), below),
            "self" => rest = below,
            "super" => {}
            first if self.is_module(&at, first) => {}
            first => {
                let import = self.0.get(&at)?.imports.get(first)?;
                // `use name::{name}` of another package.
                if import.first().map(String::as_str) == Some(first) {
                    return None;
                }
                let target: Name = import.iter().chain(below).cloned().collect();
                return self.resolve(&at, &target, depth + 1);
            }
        }
        while let Some((first, below)) = rest.split_first() {
            if first == "super" {
                at.pop();
            } else if self.is_module(&at, first) {
                at.push(first.clone());
            } else if let Some(import) = self.0.get(&at)?.imports.get(first) {
                let target: Name = import.iter().chain(below).cloned().collect();
                // What a module imports from elsewhere is not declared in this package.
                return match self.resolve(&at, &target, depth + 1) {
                    Some(found) => Some(found),
                    None => Some(at),
                };
            } else {
                break;
            }
            rest = below;
        }
        Some(at)
    }

    fn is_module(&self, folder: &Name, name: &str) -> bool {
        let name: Name = folder.iter().cloned().chain([name.to_owned()]).collect();
        self.0.contains_key(&name)
    }
}

#[derive(Default)]
struct Reader {
    module: Module,
    files: Vec<String>,
    inline: Vec<ItemMod>,
}

impl Reader {
    fn import(&mut self, tree: &UseTree, path: &Name) {
        let with = |ident: &syn::Ident| -> Name {
            path.iter().cloned().chain([ident.to_string()]).collect()
        };
        match tree {
            UseTree::Path(tree) => self.import(&tree.tree, &with(&tree.ident)),
            UseTree::Group(tree) => tree.items.iter().for_each(|item| self.import(item, path)),
            UseTree::Name(tree) if tree.ident == "self" => {
                let name = path.last().unwrap().clone();
                self.module.imports.insert(name, path.clone());
            }
            UseTree::Name(tree) => {
                let name = tree.ident.to_string();
                self.module.imports.insert(name, with(&tree.ident));
            }
            UseTree::Rename(tree) => {
                let path = match tree.ident == "self" {
                    true => path.clone(),
                    false => with(&tree.ident),
                };
                // `as _` gives no name, and uses the module all the same.
                let name = tree.rename.to_string();
                self.module.mentions.insert(path.clone());
                self.module.imports.insert(name, path);
            }
            UseTree::Glob(_) => {
                self.module.mentions.insert(path.clone());
            }
        }
    }

    /// The paths in tokens, such as those of a macro.
    fn tokens(&mut self, tokens: TokenStream) {
        let mut path: Name = Vec::new();
        let mut colons = 0;
        let mut flush = |path: &mut Name| {
            if path.len() > 1 {
                self.module.mentions.insert(path.clone());
            }
            path.clear();
        };
        let mut groups = Vec::new();
        for token in tokens {
            match token {
                TokenTree::Ident(ident) if path.is_empty() || colons == 2 => {
                    path.push(ident.to_string());
                    colons = 0;
                }
                TokenTree::Ident(ident) => {
                    flush(&mut path);
                    path.push(ident.to_string());
                    colons = 0;
                }
                TokenTree::Punct(punct) if punct.as_char() == ':' && !path.is_empty() => {
                    colons += 1;
                }
                TokenTree::Group(group) => {
                    flush(&mut path);
                    groups.push(group.stream());
                }
                _ => flush(&mut path),
            }
        }
        flush(&mut path);
        groups.into_iter().for_each(|group| self.tokens(group));
    }
}

impl<'ast> Visit<'ast> for Reader {
    fn visit_item(&mut self, item: &'ast Item) {
        if !attributes(item).iter().any(is_test) {
            visit::visit_item(self, item);
        }
    }

    fn visit_item_mod(&mut self, item: &'ast ItemMod) {
        match item.content {
            Some(_) => self.inline.push(item.clone()),
            None => self.files.push(item.ident.to_string()),
        }
    }

    fn visit_item_use(&mut self, item: &'ast ItemUse) {
        self.import(&item.tree, &Vec::new());
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        if path.segments.len() > 1 {
            let names = path
                .segments
                .iter()
                .map(|segment| segment.ident.to_string());
            self.module.mentions.insert(names.collect());
        }
        visit::visit_path(self, path);
    }

    fn visit_visibility(&mut self, _: &'ast syn::Visibility) {}

    /// What is quoted is emitted, and is for another package.
    fn visit_macro(&mut self, item: &'ast Macro) {
        visit::visit_macro(self, item);
        if !item
            .path
            .segments
            .last()
            .unwrap()
            .ident
            .to_string()
            .contains("quote")
        {
            self.tokens(item.tokens.clone());
        }
    }
}

fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Fn(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}

fn is_test(attribute: &Attribute) -> bool {
    attribute.meta.to_token_stream().to_string() == "cfg (test)"
}
