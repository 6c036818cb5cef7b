//! What a help line proposes works when it is pasted. Every report of this folder is followed: its
//! actions and its entries of `names.toml`, all at once, and then none of them is proposed again for
//! the same place. What the first round brings to light, a second one ends.

use codegen::diagnostic::Report;
use codegen::{Input, Text, generate, names};

/// So many times a maintainer pastes.
const ROUNDS: usize = 2;

/// Follows a report on an input.
pub(crate) fn follow(input: &Input, report: &Report) {
    let mut input = input.clone();
    let mut report = report.clone();
    for round in 0.. {
        let actions: Vec<String> = actions(&report);
        let entries: Vec<_> = report
            .diagnostics
            .iter()
            .filter_map(|found| found.name.as_deref())
            .collect();
        if actions.is_empty() && entries.is_empty() {
            return;
        }
        assert!(round < ROUNDS, "proposed again:\n{}", report.render(&input));
        if !actions.is_empty() {
            input.overlays.push(Text {
                name: format!("pasted-{round}.yaml"),
                text: format!("overlay: 1.0.0\nactions:\n{}\n", actions.join("\n")),
            });
        }
        if !entries.is_empty() {
            let before = input.names.as_ref().map_or("", |names| &names.text);
            input.names = Some(Text {
                name: "names.toml".to_owned(),
                text: names::with(before, entries.iter().copied()),
            });
        }
        match generate(&input) {
            Ok(_) => return,
            Err(next) => report = next,
        }
    }
}

/// The actions in the help lines, with what a maintainer writes in the place of `…`.
fn actions(report: &Report) -> Vec<String> {
    // What follows a rename takes the place of a line; `renames` follows those.
    let added = report
        .diagnostics
        .iter()
        .filter(|found| found.code.name() != "renamed");
    let help = added.map(|found| found.help.as_str());
    let quoted = help.flat_map(|help| help.split('`').skip(1).step_by(2));
    let actions = quoted.filter(|quoted| quoted.starts_with("- {target: "));
    let mut actions: Vec<String> = actions
        .map(|action| action.replace('…', "What it is."))
        .collect();
    actions.sort();
    actions.dedup();
    actions
}
