//! For everything that can be wrong with an input: the report that a maintainer gets to read.
//!
//! Each test spoils `shop.yaml` in one way, and holds the report as it stands in the terminal:
//! what is wrong, at which line and column, and what to do about it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod accept;
mod actors;
mod bodies;
mod calls;
mod catalogue;
mod collisions;
mod command;
mod compared;
mod consequences;
mod derives;
mod desk;
mod document;
mod documentation;
mod folders;
mod followed;
mod foreign;
mod ghosts;
mod graphs;
mod grouped;
mod help;
mod import;
mod interrupted;
mod json;
mod keys;
mod levels;
mod links;
mod lists;
mod made;
mod mentions;
mod names_toml;
mod naming;
mod operations;
mod overlays;
mod parameters;
mod proposals;
mod prune;
mod prune_certain;
mod prune_command;
mod references;
mod rename_command;
mod renames;
mod schemas;
mod secrecy;
mod security;
mod servers;
mod skipping;
mod source_toml;
mod sources;
mod sources_command;
mod standard;
mod sweep;
mod syntax;
mod targets;
mod text;
mod together;
mod typed_form;

use codegen::{Input, Text};

/// A description that is right.
const SHOP: &str = include_str!("shop.yaml");

#[test]
fn the_shop_is_in_order() {
    let input = spec(SHOP);
    codegen::generate(&input).unwrap_or_else(|report| panic!("{}", report.render(&input)));
}

/// The report on an input that must not pass.
fn report(input: &Input) -> String {
    match codegen::generate(input) {
        Ok(_) => panic!(
            "the generator found nothing wrong with\n{}",
            input.spec.text
        ),
        Err(report) => {
            followed::follow(input, &report);
            report.render(input)
        }
    }
}

/// The warnings about an input that passes.
fn warnings(input: &Input) -> String {
    let warnings = match codegen::model(input, &mut |_| {}) {
        Ok(api) => api.warnings().expect("warnings"),
        Err(report) => panic!("{}", report.render(input)),
    };
    warnings.render(input)
}

/// The same in short: for each diagnostic its lines without the excerpt.
fn said(input: &Input) -> String {
    let report = report(input);
    let lines = report.lines().map(str::trim_start);
    let said = lines.filter_map(|line| match line.split_once(": ") {
        _ if line.starts_with("error[") || line.starts_with("--> ") => Some(format!("{line}\n")),
        Some(("= help", help)) => Some(format!("  {help}\n")),
        _ => None,
    });
    said.collect()
}

/// A description on its own.
fn spec(text: &str) -> Input {
    Input {
        spec: Text {
            name: "shop.yaml".to_owned(),
            text: text.to_owned(),
        },
        ..Input::default()
    }
}

/// The shop, damaged: in each edit the one place that says the left is made to say the right.
fn edited(edits: &[(&str, &str)]) -> Input {
    let text = edits.iter().fold(SHOP.to_owned(), |text, (old, new)| {
        assert_eq!(
            text.matches(old).count(),
            1,
            "`{old}` must be in shop.yaml exactly once"
        );
        text.replacen(old, new, 1)
    });
    spec(&text)
}

/// The shop up to the place that says `end`.
fn cut_before(end: &str) -> Input {
    let (head, _) = SHOP.split_once(end).expect("the end is in shop.yaml");
    spec(head)
}

/// With a `names.toml`.
fn named(input: Input, names: &str) -> Input {
    Input {
        names: Some(Text {
            name: "names.toml".to_owned(),
            text: names.to_owned(),
        }),
        ..input
    }
}

/// With one more overlay, which updates one target. What it says of an extension is meant, whatever
/// its form: in the description itself, another form is another vendor's.
fn updated(mut input: Input, target: &str, update: &str) -> Input {
    let action = format!("{{target: \"{target}\", description: why, update: {{{update}}}}}");
    input.overlays.push(Text {
        name: "overlay.yaml".to_owned(),
        text: format!(
            "overlay: 1.0.0\ninfo: {{title: Marks, version: 1.0.0}}\nactions: [{action}]\n"
        ),
    });
    input
}

/// The shop with an overlay of these actions.
fn overlaid(actions: &str) -> Input {
    let text = format!(
        "overlay: 1.0.0\ninfo: {{title: Corrections, version: 1.0.0}}\nactions:\n{actions}"
    );
    Input {
        overlays: vec![Text {
            name: "overlay.yaml".to_owned(),
            text,
        }],
        ..spec(SHOP)
    }
}
