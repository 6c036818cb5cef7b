//! The directions in which modules use each other, for each package.
//!
//! A line `module: others` lists everything that a module of the top level uses; it uses nothing
//! that is below it in the table. A line `folder/ a b < c < d` has the modules of a folder in
//! layers: a layer uses those in front of it, and at least the last of them. What is in parentheses
//! uses each other in a circle, which is a fault. What a `mod.rs` declares is there for its folder.

use std::collections::{BTreeMap, BTreeSet};

use tests::root;

use crate::modules::Modules;

const PACKAGES: [Package; 3] = [
    Package {
        root: "codegen/src/lib.rs",
        skipped: &[],
        table: include_str!("codegen.txt"),
    },
    Package {
        root: "xtask/src/main.rs",
        skipped: &[],
        table: include_str!("xtask.txt"),
    },
    Package {
        root: "generated-sdk/src/lib.rs",
        skipped: &["generated"],
        table: include_str!("generated-sdk.txt"),
    },
];

struct Package {
    root: &'static str,
    skipped: &'static [&'static str],
    table: &'static str,
}

type Uses = BTreeMap<String, BTreeSet<String>>;

impl Package {
    fn faults(&self) -> Vec<String> {
        let modules = Modules::read(&root().join(self.root), self.skipped);
        let mut faults = Vec::new();
        let mut top = Uses::new();
        let mut layered = BTreeMap::new();
        for (folder, uses) in modules.uses() {
            if folder.is_empty() {
                top = uses;
            } else if uses.values().any(|used| !used.is_empty()) {
                layered.insert(folder.join("/"), layers(&uses));
            }
        }
        let mut above: BTreeSet<&str> = ["crate"].into();
        let lines = self.table.lines();
        for line in lines.filter(|line| !line.is_empty() && !line.starts_with('#')) {
            if let Some((folder, expected)) = line.split_once("/ ") {
                let actual = layered.remove(folder).unwrap_or_default();
                if actual != expected {
                    faults.push(format!("{folder}/ {expected}\n  is  {folder}/ {actual}"));
                }
                if actual.contains('(') {
                    faults.push(format!("{folder}/: a circle: {actual}"));
                }
                continue;
            }
            let (module, listed) = line.split_once(':').unwrap_or((line, ""));
            let listed: BTreeSet<String> = listed.split_whitespace().map(str::to_owned).collect();
            let Some(used) = top.remove(module) else {
                faults.push(format!("there is no module {module}"));
                continue;
            };
            for other in used.difference(&listed) {
                faults.push(format!(
                    "{module} uses {other}, which the table does not allow"
                ));
            }
            for other in listed.difference(&used) {
                faults.push(format!("{module} does not use {other}"));
            }
            if listed.iter().any(|other| !above.contains(other.as_str())) {
                faults.push(format!("{module} uses what is below it"));
            }
            above.insert(module);
        }
        let unlisted = top.into_iter().map(|(module, used)| {
            let used: Vec<String> = used.into_iter().collect();
            format!("no line for {module}: {}", used.join(" "))
        });
        faults.extend(unlisted);
        let unlisted = layered.into_iter();
        faults.extend(unlisted.map(|(folder, layers)| format!("no line for {folder}/ {layers}")));
        faults
    }
}

#[test]
fn modules_use_each_other_as_the_table_says() {
    let faults = PACKAGES
        .iter()
        .map(|package| (package.root, package.faults()));
    let faults: Vec<_> = faults.filter(|(_, faults)| !faults.is_empty()).collect();
    let text: String = faults
        .iter()
        .map(|(package, faults)| format!("{package}\n{}\n", faults.join("\n")))
        .collect();
    assert!(text.is_empty(), "see tests/architecture/\n{text}");
}

/// The modules of a folder in layers, each as low as what it uses lets it be.
fn layers(uses: &Uses) -> String {
    let reach: BTreeMap<&String, BTreeSet<&String>> = uses
        .keys()
        .map(|module| (module, reached(uses, module)))
        .collect();
    let circle = |module: &String| -> BTreeSet<&String> {
        let others = reach[module].iter().copied();
        let mut circle: BTreeSet<&String> = others
            .filter(|other| reach[*other].contains(module))
            .collect();
        circle.extend(uses.keys().filter(|it| *it == module));
        circle
    };
    let mut layers: BTreeMap<usize, BTreeSet<String>> = BTreeMap::new();
    let mut level: BTreeMap<&String, usize> = BTreeMap::new();
    // The module that reaches less comes first.
    let mut order: Vec<&String> = uses.keys().collect();
    order.sort_by_key(|module| reach[module].len() + usize::from(!reach[module].contains(module)));
    for module in order {
        let circle = circle(module);
        let below = reach[module].difference(&circle);
        let at = below.map(|other| level[*other] + 1).max().unwrap_or(0);
        level.insert(module, at);
        let names: Vec<&str> = circle.iter().map(|it| it.as_str()).collect();
        let name = match &names[..] {
            [one] => (*one).to_owned(),
            several => format!("({})", several.join(" ")),
        };
        layers.entry(at).or_default().insert(name);
    }
    let lines = layers
        .into_values()
        .map(|layer| layer.into_iter().collect::<Vec<_>>().join(" "));
    lines.collect::<Vec<_>>().join(" < ")
}

/// What a module uses, and what that uses.
fn reached<'u>(uses: &'u Uses, module: &str) -> BTreeSet<&'u String> {
    let mut reached = BTreeSet::new();
    let mut open: Vec<&String> = uses[module].iter().collect();
    while let Some(next) = open.pop() {
        if reached.insert(next) {
            open.extend(uses.get(next).into_iter().flatten());
        }
    }
    reached
}

/// However a path is spelt, it is seen.
#[test]
fn every_spelling_of_a_path_is_seen() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("spellings");
    std::fs::create_dir_all(folder.join("a")).unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.join(name), text).unwrap();
    write("lib.rs", "mod a; mod b; mod c; use b::Thing as Other;");
    write("b.rs", "pub struct Thing; pub fn thing() {}");
    write("c.rs", "pub use crate::b::Thing;");
    write("a/mod.rs", "mod inner;");
    for (spelling, used) in [
        ("use crate::b::Thing;", "b"),
        ("use crate::{b as x};", "b"),
        ("use crate::{b::{self}};", "b"),
        ("use crate::b as _;", "b"),
        ("use crate::b::*;", "b"),
        ("use super::super::b::Thing;", "b"),
        ("use crate::Other;", "b"),
        ("use crate::c::Thing;", "b"),
        ("use crate::c;", "c"),
        ("fn f() { crate::b::thing() }", "b"),
        ("fn f() { use crate::b; b::thing() }", "b"),
        ("fn f(_: &[super::super::b::Thing]) {}", "b"),
        ("fn f() { vec![crate::b::Thing]; }", "b"),
        ("macro_rules! m { () => { $crate::b::thing() } }", "b"),
        ("mod deep { use crate::b; }", "b"),
        ("#[cfg(test)] mod tests { use crate::b; }", ""),
        ("fn f() { quote!(crate::b::Thing) }", ""),
        ("use std::fmt; fn f() { fmt::b::c() }", ""),
    ] {
        write("a/inner.rs", spelling);
        let modules = Modules::read(&folder.join("lib.rs"), &[]);
        let uses = &modules.uses()[&Vec::new()]["a"];
        let uses: Vec<&str> = uses.iter().map(String::as_str).collect();
        assert_eq!(uses.join(" "), used, "{spelling}");
    }
}
