//! The lines for a changelog, in the form of Keep a Changelog: what users of the crate see.

use std::fmt::Write as _;

use super::super::Diff;
use super::super::surface::{Action, Severity};
use super::group::{Section, groups};
use super::lines::brief;

/// The block; empty if users see nothing.
#[must_use]
pub fn block(diff: &Diff) -> String {
    let mut sections: [(&str, Vec<String>); 4] = [
        ("Added", Vec::new()),
        ("Changed", Vec::new()),
        ("Deprecated", Vec::new()),
        ("Removed", Vec::new()),
    ];
    for section in [
        Section::Silent,
        Section::Programs,
        Section::Wire,
        Section::New,
    ] {
        for group in groups(&diff.facts, section) {
            let Some(change) = group.changes().first().copied() else {
                continue;
            };
            let index = match change.action {
                Action::Added => 0,
                Action::Deprecated => 2,
                Action::Removed => 3,
                Action::Renamed
                | Action::Retyped
                | Action::Arranged
                | Action::Redirected
                | Action::Behaves => 1,
            };
            let prefix = match change.severity {
                Severity::Silent => "**Silent:** ",
                Severity::Breaking => "**Breaking:** ",
                Severity::Additive | Severity::None => "",
            };
            if let Some((_, lines)) = sections.get_mut(index) {
                lines.push(format!("{prefix}{}", brief(&group)));
            }
        }
    }
    let mut text = String::new();
    for (title, lines) in sections.iter().filter(|(_, lines)| !lines.is_empty()) {
        let gap = if text.is_empty() { "" } else { "\n" };
        let _ = write!(text, "{gap}### {title}\n\n");
        for line in lines {
            let _ = writeln!(text, "- {line}.");
        }
    }
    text
}
