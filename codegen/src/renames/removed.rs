//! What the vendor removed: the lines that go with it.

use serde_json::Value;
use serde_json_path::JsonPath;

use crate::Input;
use crate::diagnostic::{Diagnostic, Document, Focus, Report, Spot};
use crate::source;

/// Names the very lines to delete where a diagnostic is about what was in the old description.
pub(super) fn say(report: &mut Report, input: &Input, old: &Value) {
    for diagnostic in &mut report.diagnostics {
        if let Some(help) = help(diagnostic, input, old) {
            diagnostic.help = help;
        }
    }
}

fn help(diagnostic: &Diagnostic, input: &Input, old: &Value) -> Option<String> {
    match (
        diagnostic.code,
        diagnostic.place.document,
        &diagnostic.place.spot,
    ) {
        ("overlay-no-match", Document::Overlay(number), Spot::Pointer(at, Focus::Value)) => {
            let text = &input.overlays.get(number)?.text;
            let action = at.strip_suffix("/target")?;
            let tree = source::load(Document::Overlay(number), text).ok()?.tree;
            let target = JsonPath::parse(tree.pointer(at)?.as_str()?).ok()?;
            if target.query(old).is_empty() {
                return None;
            }
            let (line, column) = source::locate(text, action, Focus::Value)?;
            let lines = lines(text, line, column);
            Some(format!("the vendor removed it: delete the action, {lines}"))
        }
        ("overlay-no-match", Document::Overlay(number), Spot::Pointer(at, Focus::Key)) => {
            let text = &input.overlays.get(number)?.text;
            let (line, column) = source::locate(text, at, Focus::Key)?;
            let lines = lines(text, line, column + 1);
            let help = &diagnostic.help;
            Some(help.replacen("delete these lines", &format!("delete {lines}"), 1))
        }
        _ => None,
    }
}

fn lines(text: &str, first: usize, column: usize) -> String {
    match extent(text, first, column) {
        0 => format!("line {first}"),
        more => format!("lines {first} to {}", first + more),
    }
}

/// How many lines follow a first one that are indented as far as `column`, both from 1.
pub(super) fn extent(text: &str, first: usize, column: usize) -> usize {
    let is_within = |line: &&str| {
        let indent = line.len() - line.trim_start().len();
        line.trim().is_empty() || indent + 1 >= column
    };
    let following: Vec<&str> = text.lines().skip(first).take_while(is_within).collect();
    let blank = following
        .iter()
        .rev()
        .take_while(|line| line.trim().is_empty());
    following.len() - blank.count()
}
