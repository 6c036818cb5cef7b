//! Imports. The renderer names everything by its full path, so that no name can lack its import;
//! here a finished module gets `use` declarations for those paths, and the names alone in its code.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Delimiter, Group, Ident, Punct, Spacing, Span, TokenStream, TokenTree};
use quote::{format_ident, quote};

/// The modules whose items are imported one by one.
const BY_ITEM: [&[&str]; 7] = [
    &["std", "collections"],
    &["std", "marker"],
    &["chrono"],
    &["crate", "runtime"],
    &["crate", "runtime", "catalogue"],
    &["crate", "runtime", "open_enum"],
    &["crate", "runtime", "wire"],
];

/// The modules that are imported as a whole, to be named with their items.
const AS_MODULE: [&[&str]; 4] = [
    &["crate", "actors"],
    &["crate", "generated", "servers"],
    &["crate", "paths"],
    &["crate", "schemas"],
];

/// Where code stands, which decides how it names things.
#[derive(Debug, Clone, Copy)]
pub(super) enum Site<'a> {
    /// A module of `crate::{folder}`, which imports its neighbors, but not its own item.
    Beside {
        folder: &'static str,
        own: Option<&'a str>,
    },
    /// Any other module of the crate.
    Crate,
    /// Another crate, which knows the SDK by this name.
    Outside(&'a str),
}

/// What a module imports: the names, by the path of the module that has them. Without names, the
/// module itself.
type Imports = BTreeMap<Vec<String>, BTreeSet<String>>;

/// The declarations that a module needs, and its code with the paths shortened to what they import.
pub(super) fn imported(code: TokenStream, site: Site<'_>) -> (TokenStream, TokenStream) {
    let mut imports = Imports::new();
    let code = replaced(code, &mut |path| {
        let Import { from, item, at } = import(path, site)?;
        if !is_own(path, site) {
            imports.entry(from).or_default().extend(item);
        }
        path.get(at..).map(<[String]>::to_vec)
    });
    let mut declarations: Vec<_> = imports.iter().collect();
    declarations.sort_by_key(|(module, _)| match module.first().map(String::as_str) {
        Some("std") => 0,
        Some("chrono") => 1,
        Some("super") => 2,
        _ => 3,
    });
    let declarations = declarations.into_iter().map(|(module, names)| {
        let module = module.iter().map(|step| ident(step));
        let module = quote!(#(#module)::*);
        let names: Vec<Ident> = names.iter().map(|name| ident(name)).collect();
        match &names[..] {
            [] => quote!(use #module;),
            [only] => quote!(use #module::#only;),
            names => quote!(use #module::{#(#names),*};),
        }
    });
    (quote!(#(#declarations)*), code)
}

/// The code with paths that hold outside of the crate, which is known by this name there.
pub(super) fn qualified(code: TokenStream, library: &str) -> TokenStream {
    replaced(code, &mut |path| {
        let path = match path {
            [root, module, item @ ..] if root == "crate" && module == "runtime" => {
                [&[library.to_owned()], item].concat()
            }
            [root, rest @ ..] if root == "crate" => [&[library.to_owned()], rest].concat(),
            [root, ..] if root == "chrono" => [&[library.to_owned()], path].concat(),
            _ => return None,
        };
        Some(path)
    })
}

/// How a path is shortened.
struct Import {
    /// The path of the declaration.
    from: Vec<String>,
    /// What it imports from there, if that is not all of the path.
    item: Option<String>,
    /// The index of the first step of the path that stays.
    at: usize,
}

fn import(path: &[String], site: Site<'_>) -> Option<Import> {
    let begins = |module: &[&str]| {
        let mut steps = path.iter().zip(module);
        path.len() > module.len() && steps.all(|(step, of)| step == of)
    };
    let from = |steps: &[&str]| steps.iter().map(|step| (*step).to_owned()).collect();
    let by_item = BY_ITEM.iter().filter(|module| begins(module));
    let by_item = by_item.max_by_key(|module| module.len());
    let as_module = AS_MODULE.iter().find(|module| begins(module));
    let (from, at, item) = match (site, by_item, as_module) {
        (Site::Beside { folder, .. }, ..) if begins(&["crate", folder]) => (from(&["super"]), 2, 2),
        (Site::Outside(library), Some(["chrono"]), _) => (from(&[library, "chrono"]), 1, 1),
        (Site::Outside(library), Some(module @ ["crate", ..]), _) => {
            (from(&[library]), module.len(), module.len())
        }
        (Site::Outside(library), _, Some(_)) => (from(&[library]), 1, 1),
        (_, Some(module), _) => (from(module), module.len(), module.len()),
        (_, _, Some(module)) => (from(module), module.len() - 1, path.len()),
        (_, None, None) => return None,
    };
    let item = path.get(item).cloned();
    Some(Import { from, item, at })
}

/// Whether a path names the item of the module that it stands in.
fn is_own(path: &[String], site: Site<'_>) -> bool {
    match (site, path) {
        (
            Site::Beside {
                folder,
                own: Some(own),
            },
            [_, of, item],
        ) => of == folder && item == own,
        _ => false,
    }
}

/// The code with some of its paths replaced, also inside of groups; not in documentation.
fn replaced(
    code: TokenStream,
    replace: &mut dyn FnMut(&[String]) -> Option<Vec<String>>,
) -> TokenStream {
    let mut output = Vec::new();
    let mut tokens = code.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Ident(root) if root == "crate" || root == "std" || root == "chrono" => {
                let mut path = vec![root.to_string()];
                // The separator behind the path, where what follows is no name.
                let mut behind = None;
                while let Some(TokenTree::Punct(colon)) = tokens.peek()
                    && colon.as_char() == ':'
                    && colon.spacing() == Spacing::Joint
                {
                    let separator = [tokens.next(), tokens.next()];
                    match tokens.peek() {
                        Some(TokenTree::Ident(step)) => path.push(step.to_string()),
                        _ => {
                            behind = Some(separator);
                            break;
                        }
                    }
                    tokens.next();
                }
                let path = replace(&path).unwrap_or(path);
                for (index, step) in path.iter().enumerate() {
                    if index > 0 {
                        output.push(Punct::new(':', Spacing::Joint).into());
                        output.push(Punct::new(':', Spacing::Alone).into());
                    }
                    output.push(ident(step).into());
                }
                output.extend(behind.into_iter().flatten().flatten());
            }
            TokenTree::Group(group) if !is_documentation(&group) => {
                let inside = replaced(group.stream(), replace);
                output.push(Group::new(group.delimiter(), inside).into());
            }
            token @ (TokenTree::Group(_)
            | TokenTree::Ident(_)
            | TokenTree::Punct(_)
            | TokenTree::Literal(_)) => output.push(token),
        }
    }
    output.into_iter().collect()
}

/// Whether a group is what an attribute `#[doc = "…"]` holds.
fn is_documentation(group: &Group) -> bool {
    group.delimiter() == Delimiter::Bracket
        && matches!(group.stream().into_iter().next(), Some(TokenTree::Ident(name)) if name == "doc")
}

fn ident(name: &str) -> Ident {
    match name.strip_prefix("r#") {
        Some(raw) => Ident::new_raw(raw, Span::call_site()),
        None => format_ident!("{name}"),
    }
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::{Site, imported, qualified};

    #[test]
    fn a_path_is_imported_and_shortened_by_where_it_stands() {
        let code = quote! {
            chrono::DateTime<crate::schemas::Own>, crate::schemas::Other::new(),
            crate::runtime::list::<crate::runtime::wire::Field, _>(#[doc = "crate::runtime::Call"] std::mem::take),
            pub(crate) crate::Error
        };
        let rest = "pub (crate) crate :: Error";
        for (site, imports, short) in [
            (
                Site::Beside {
                    folder: "schemas",
                    own: Some("Own"),
                },
                "use chrono :: DateTime ; use super :: Other ; use crate :: runtime :: list ; use crate :: runtime :: wire :: Field ;",
                "DateTime < Own > , Other :: new ()",
            ),
            (
                Site::Crate,
                "use chrono :: DateTime ; use crate :: runtime :: list ; use crate :: runtime :: wire :: Field ; use crate :: schemas ;",
                "DateTime < schemas :: Own > , schemas :: Other :: new ()",
            ),
            (
                Site::Outside("sdk"),
                "use sdk :: { Field , list , schemas } ; use sdk :: chrono :: DateTime ;",
                "DateTime < schemas :: Own > , schemas :: Other :: new ()",
            ),
        ] {
            let (declarations, code) = imported(code.clone(), site);
            assert_eq!(declarations.to_string(), imports);
            let list =
                r#"list :: < Field , _ > (# [doc = "crate::runtime::Call"] std :: mem :: take)"#;
            assert_eq!(code.to_string(), format!("{short} , {list} , {rest}"));
        }
    }

    #[test]
    fn a_path_holds_in_another_crate() {
        let code = quote!(
            crate::runtime::Json,
            crate::schemas::Own,
            chrono::DateTime,
            std::f32
        );
        assert_eq!(
            qualified(code, "sdk").to_string(),
            "sdk :: Json , sdk :: schemas :: Own , sdk :: chrono :: DateTime , std :: f32"
        );
    }
}
