//! The input with renames carried over: what is still wrong then, and where that is in the input as
//! it stands.

use super::kept;
use super::proposal::Proposal;
use super::rewritten::Rewritten;
use super::{names_toml, rewrite};
use crate::diagnostic::{Code, Diagnostic, Document, Location, Report, Spot};
use crate::{Input, Text, source};

pub(super) struct Carried {
    pub input: Input,
    /// For each overlay the number that each of its actions has in the input as it stands.
    numbers: Vec<Vec<usize>>,
}

/// What had to follow.
#[derive(Default)]
struct Followed {
    lines: usize,
    files: usize,
    /// The first place, and its line as it has to be, if that is all of it.
    first: Option<(Location, Option<String>)>,
    /// Why a text cannot follow, and its name.
    stuck: Option<(String, String)>,
}

impl Carried {
    pub(super) fn new(input: &Input) -> Self {
        // More than there are; a file has at least a line for each.
        let numbers = |text: &Text| (0..text.text.lines().count()).collect();
        Self {
            numbers: input.overlays.iter().map(numbers).collect(),
            input: Input {
                before: None,
                ..input.clone()
            },
        }
    }

    /// Carries one over, and says so where anything has to follow.
    pub(super) fn over(&mut self, proposal: &Proposal) -> Option<Diagnostic> {
        let mut followed = Followed::default();
        let overlays = self.input.overlays.iter_mut().zip(&mut self.numbers);
        for (number, (text, numbers)) in overlays.enumerate() {
            let document = Document::Overlay(number);
            match rewrite::overlay(&text.text, &proposal.edit) {
                Ok(rewritten) => {
                    for action in rewritten.split.iter().rev() {
                        if let Some(own) = numbers.get(*action).copied() {
                            numbers.insert(*action, own);
                        }
                    }
                    followed.by(document, text, rewritten, proposal);
                }
                Err(why) => followed.is_stuck(document, text, why, proposal),
            }
        }
        let before = self.input.names.clone();
        if let Some(text) = &mut self.input.names {
            match names_toml::rewrite(&text.text, &proposal.edit) {
                Ok(rewritten) => followed.by(Document::Names, text, rewritten, proposal),
                Err(why) => followed.is_stuck(Document::Names, text, why, proposal),
            }
        }
        let mut diagnostic = followed.say(proposal)?;
        if let Some(entry) = kept::entry(proposal, before.as_ref(), self.input.names.as_ref()) {
            diagnostic.help += &entry;
        }
        Some(diagnostic)
    }

    /// A report on the carried input as one on the input as it stands.
    pub(super) fn places(&self, mut report: Report, input: &Input) -> Report {
        for diagnostic in &mut report.diagnostics {
            match (diagnostic.location.document, &mut diagnostic.location.spot) {
                (Document::Overlay(number), Spot::Pointer(at, _) | Spot::Part(at, _)) => {
                    let numbers = self.numbers.get(number);
                    let own = numbers.and_then(|numbers| own_pointer(at, numbers));
                    *at = own.unwrap_or_else(|| at.clone());
                }
                (Document::Names, spot) => {
                    let texts = self.input.names.as_ref().zip(input.names.as_ref());
                    let line = texts.and_then(|(carried, own)| own_line(spot, carried, own));
                    if let Some(line) = line {
                        *spot = Spot::Line { line, column: 1 };
                    }
                }
                _ => {}
            }
        }
        report
    }
}

/// A pointer into an overlay with the number that its action had.
fn own_pointer(at: &str, numbers: &[usize]) -> Option<String> {
    let rest = at.strip_prefix("/actions/")?;
    let (number, rest) = match rest.split_once('/') {
        Some((number, rest)) => (number, format!("/{rest}")),
        None => (rest, String::new()),
    };
    let own = numbers.get(number.parse::<usize>().ok()?)?;
    Some(format!("/actions/{own}{rest}"))
}

/// The line of `names.toml` that a range of the carried text is in.
fn own_line(spot: &Spot, carried: &Text, own: &Text) -> Option<usize> {
    let Spot::Bytes(range) = spot else {
        return None;
    };
    if carried.text == own.text {
        return None;
    }
    let line = carried.text.get(..range.start)?.matches('\n').count();
    let spelt = carried.text.lines().nth(line);
    let same = own.text.lines().position(|other| Some(other) == spelt);
    Some(same.unwrap_or(line) + 1)
}

impl Followed {
    fn by(
        &mut self,
        document: Document,
        text: &mut Text,
        rewritten: Rewritten,
        proposal: &Proposal,
    ) {
        let mut changed = rewritten.lines;
        changed.dedup();
        if changed.is_empty() {
            return;
        }
        let mut both = text.text.lines().zip(rewritten.text.lines());
        let line = both.position(|(own, new)| own != new).unwrap_or(0) + 1;
        let spelt = rewritten.text.lines().nth(line - 1).unwrap_or_default();
        let own = text.text.lines().nth(line - 1).unwrap_or_default();
        let head = own.find(&proposal.edit.old).and_then(|at| own.get(..at));
        let place = Location {
            document,
            spot: Spot::Line {
                line,
                column: head.map_or(0, |head| head.chars().count()) + 1,
            },
        };
        let is_all = changed.len() == 1 && rewritten.split.is_empty();
        let spelt = is_all.then(|| spelt.trim().to_owned());
        self.first.get_or_insert((place, spelt));
        (self.lines, self.files) = (self.lines + changed.len(), self.files + 1);
        text.text = rewritten.text;
    }

    /// A text that has to be edited by hand. One that is wrong in another way has a diagnostic of
    /// its own.
    fn is_stuck(&mut self, document: Document, text: &Text, why: String, proposal: &Proposal) {
        let is_wrong = match document {
            Document::Names => toml::de::DeTable::parse(&text.text).is_err(),
            Document::Spec | Document::Source(_) | Document::Overlay(_) => {
                source::load(document, &text.text).is_err()
            }
        };
        if is_wrong {
            return;
        }
        let has_name = |(_, line): &(usize, &str)| line.contains(&proposal.edit.old);
        if let Some((line, _)) = text.text.lines().enumerate().find(has_name) {
            let spot = Spot::Line {
                line: line + 1,
                column: 1,
            };
            self.first
                .get_or_insert((Location { document, spot }, None));
            self.lines += 1;
            self.files += 1;
            self.stuck.get_or_insert((text.name.clone(), why));
        }
    }

    fn say(self, proposal: &Proposal) -> Option<Diagnostic> {
        /// A longer line is not one to read in a terminal.
        const LINE: usize = 200;
        let (place, spelt) = self.first?;
        let [old, new] = &proposal.command;
        let quoted = |name: &str| match name.contains(['*', '{', '$', ' ', '\'', '#']) {
            true => format!("'{name}'"),
            false => name.to_owned(),
        };
        let command = format!("`cargo xtask rename {} {}`", quoted(old), quoted(new));
        let spelt = spelt.filter(|line| self.lines == 1 && line.len() <= LINE);
        let help = match spelt {
            _ if self.stuck.is_some() => {
                let (name, why) = self.stuck.unwrap_or_default();
                format!("{command} cannot edit {name}: {why}; edit it by hand, then run that")
            }
            Some(line) => format!("write `{line}`, or run {command}"),
            None => format!("run {command}"),
        };
        let what = match (self.lines, self.files) {
            (1, _) => "one line has the old name".to_owned(),
            (lines, 1) => format!("{lines} lines have the old name"),
            (lines, files) => format!("{lines} lines in {files} files have the old name"),
        };
        let message = format!("{}; {what}", proposal.message);
        Some(Diagnostic::new(Code::Renamed, place, message, help))
    }
}
