//! Help for what is left when the renames are carried over: the lines that go with what the vendor
//! removed, and what has to be written by hand.

use std::collections::BTreeSet;

use serde_json::Value;
use serde_json_path::JsonPath;

use super::{Edit, Renames, all_names, before};
use crate::diagnostic::{Code, Diagnostic, Document, Focus, Report, Spot};
use crate::overlay::THESE_LINES;
use crate::pointer::Pointer;
use crate::{Input, analyze, layout, source};

/// Names the very lines to delete where a diagnostic is about what was in the old description, and
/// the name to write where it is about what has another one.
pub(super) fn say(report: &mut Report, input: &Input, trees: (&Value, &Value), renames: &Renames) {
    gone_links(report, input, trees.1, renames);
    for diagnostic in &mut report.diagnostics {
        if let Some(help) = help(diagnostic, input, trees, renames) {
            diagnostic.help = help;
        }
    }
}

/// Says what links in the documentation led to, if the vendor removed that.
pub(super) fn gone_links(report: &mut Report, input: &Input, new: &Value, renames: &Renames) {
    let is_link = |diagnostic: &&mut Diagnostic| diagnostic.code == Code::DeadLink;
    let mut links = report.diagnostics.iter_mut().filter(is_link).peekable();
    // It takes another run to know.
    let before = links.peek().and_then(|_| before(input)?.attempt.model);
    let Some(api) = before else { return };
    let is_there = |at: &Pointer, name: &str| {
        at.of(new).is_some()
            || all_names(new).any(|other| other == name)
            || renames.whole().any(|rename| rename.old == name)
    };
    for link in links {
        let name = link.subject.as_ref().map(|subject| &subject.name);
        if let Some(gone) = name.and_then(|name| analyze::removed(name, &api, &is_there)) {
            link.help = format!(
                "the vendor removed {gone}, which it was: write the text without it, or name what is there instead"
            );
            link.action = None;
        }
    }
}

fn help(
    diagnostic: &Diagnostic,
    input: &Input,
    (old, new): (&Value, &Value),
    renames: &Renames,
) -> Option<String> {
    match (
        diagnostic.code,
        diagnostic.location.document,
        &diagnostic.location.spot,
    ) {
        (Code::OverlayNoMatch, Document::Overlay(number), Spot::Pointer(at, Focus::Value)) => {
            let text = &input.overlays.get(number)?.text;
            let action = at.strip_suffix("/target")?;
            let tree = source::load(Document::Overlay(number), text).ok()?.tree;
            let target = tree.pointer(at)?.as_str()?;
            if let Some(now) = target_now(target, renames, new) {
                return Some(format!("write `{now}`: that is what it is called now"));
            }
            let is_renamed = renames.whole().any(|rename| target.contains(&rename.old));
            if is_renamed || JsonPath::parse(target).ok()?.query(old).is_empty() {
                return None;
            }
            let (line, column) = source::locate(text, action, Focus::Value)?;
            let lines = lines(text, line, column);
            Some(format!("the vendor removed it: delete the action, {lines}"))
        }
        (Code::OverlayNoMatch, Document::Overlay(number), Spot::Pointer(at, Focus::Key)) => {
            let text = &input.overlays.get(number)?.text;
            let (line, column) = source::locate(text, at, Focus::Key)?;
            let lines = lines(text, line, column + 1);
            let help = &diagnostic.help;
            Some(help.replacen(THESE_LINES, &lines, 1))
        }
        (Code::NamesUnused, ..) => {
            let pattern = &diagnostic.subject.as_ref()?.name;
            let new = pattern_now(pattern, renames)?;
            let entry = input.names.as_ref()?.text.lines();
            let entry = entry
                .map(str::trim)
                .find(|line| line.contains(pattern.as_str()))?;
            Some(format!("write `{}`", entry.replacen(pattern, &new, 1)))
        }
        (Code::Example | Code::Pagination | Code::Actor, ..) => {
            let name = &diagnostic.subject.as_ref()?.name;
            let last = name.rsplit(['/', '.']).next()?;
            let parts = renames.properties.iter().chain(&renames.parameters);
            let news = parts.filter(|part| part.rename.old == last);
            let news: BTreeSet<&str> = news.map(|part| part.rename.new.as_str()).collect();
            let new = news.first().filter(|_| news.len() == 1)?;
            let head = name.strip_suffix(last)?;
            Some(format!(
                "write `{head}{new}`: the vendor calls `{last}` so now"
            ))
        }
        _ => None,
    }
}

/// A target with one name as it is now, if that leads somewhere.
fn target_now(target: &str, renames: &Renames, new: &Value) -> Option<String> {
    let parts = renames.parameters.iter().chain(&renames.properties);
    let parts = parts.map(|part| &part.rename);
    let known = renames.whole().chain(parts);
    let edits = known.filter_map(|rename| Edit::parse(&rename.old, &rename.new).ok());
    let mut targets = edits.filter_map(|edit| {
        let changes = edit.path(target).changes;
        let mut now = target.to_owned();
        for change in changes.into_iter().rev() {
            now.replace_range(change.at, &change.new);
        }
        (now != target).then_some(now)
    });
    targets.find(|now| JsonPath::parse(now).is_ok_and(|path| !path.query(new).is_empty()))
}

/// A pattern as it has to be now, if all names that it covered have changed in the same way.
fn pattern_now(pattern: &str, renames: &Renames) -> Option<String> {
    let head = pattern.strip_suffix('*')?;
    let news = renames.whole().filter_map(|rename| {
        let rest = rename.old.strip_prefix(head)?;
        rename.new.strip_suffix(rest).filter(|new| !new.is_empty())
    });
    let news: BTreeSet<&str> = news.collect();
    let new = news.first().filter(|_| news.len() == 1)?;
    Some(format!("{new}*"))
}

fn lines(text: &str, first: usize, column: usize) -> String {
    match layout::extent(text, first, column) {
        0 => format!("line {first}"),
        more => format!("lines {first} to {}", first + more),
    }
}
