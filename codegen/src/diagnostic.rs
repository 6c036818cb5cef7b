//! What is wrong with an input, where, and what to do about it.

use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

use crate::{Input, Text, source};

/// Positions of more findings than this are not looked up; the rest are counted.
const SHOWN: usize = 50;

/// One thing that is wrong with an input.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Diagnostic {
    /// A stable name for this kind of finding, in kebab case.
    pub code: &'static str,
    /// What is wrong, in one line.
    pub message: String,
    /// Where.
    pub place: Place,
    /// What to do, in one line.
    pub help: String,
}

/// A place in one of the inputs.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Place {
    /// Which input.
    pub document: Document,
    /// Where in it.
    pub spot: Spot,
}

impl Place {
    /// The value at a JSON pointer in the spec.
    pub fn spec(pointer: impl Into<String>) -> Self {
        Self {
            document: Document::Spec,
            spot: Spot::Pointer(pointer.into(), Focus::Value),
        }
    }

    /// The key at the end of a JSON pointer in the spec.
    pub fn spec_key(pointer: impl Into<String>) -> Self {
        Self {
            document: Document::Spec,
            spot: Spot::Pointer(pointer.into(), Focus::Key),
        }
    }

    /// The pointer, where the text of the spec ends before it does since overlays added to it.
    fn beyond_text(&self, input: &Input) -> Option<&str> {
        match (self.document, &self.spot) {
            (Document::Spec, Spot::Pointer(pointer, _))
                if !input.overlays.is_empty() && !source::has(&input.spec.text, pointer) =>
            {
                Some(pointer)
            }
            _ => None,
        }
    }

    /// A range of bytes of `names.toml`.
    pub fn names(span: Range<usize>) -> Self {
        Self {
            document: Document::Names,
            spot: Spot::Bytes(span),
        }
    }
}

/// Which of the inputs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Document {
    /// The API description.
    Spec,
    /// The overlay of this index.
    Overlay(usize),
    /// The naming rules.
    Names,
}

/// Where in a document.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Spot {
    /// The end of a JSON pointer.
    Pointer(String, Focus),
    /// A part of the string that a JSON pointer leads to, as it is spelt there.
    Part(String, Box<str>),
    /// A range of bytes.
    Bytes(Range<usize>),
    /// A line and a column, both from 1, counted in characters.
    Line {
        /// From 1.
        line: usize,
        /// From 1.
        column: usize,
    },
}

/// What a pointer's last step stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Focus {
    /// The name of the entry.
    Key,
    /// What the entry holds.
    Value,
}

/// Everything that was found to be wrong; never empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// In the order in which they were found.
    pub diagnostics: Vec<Diagnostic>,
}

impl From<Diagnostic> for Report {
    fn from(diagnostic: Diagnostic) -> Self {
        Self {
            diagnostics: vec![diagnostic],
        }
    }
}

impl Report {
    /// `Err` with the findings, or `value` where there are none. What many operations share is
    /// looked at for each of them; what is wrong with it is said once.
    pub fn unless<T>(mut diagnostics: Vec<Diagnostic>, value: T) -> Result<T, Self> {
        let mut seen = HashSet::new();
        diagnostics.retain(|diagnostic| seen.insert(diagnostic.clone()));
        if diagnostics.is_empty() {
            Ok(value)
        } else {
            Err(Self { diagnostics })
        }
    }

    /// The report as a terminal shows it: for each finding `file:line:column`, the line with the
    /// spot marked, and the help.
    pub fn render(&self, input: &Input) -> String {
        let renderer = Renderer::plain();
        let mut text = String::new();
        for diagnostic in self.diagnostics.iter().take(SHOWN) {
            text.push_str(&diagnostic.render(input, &renderer));
            text.push_str("\n\n");
        }
        match self.diagnostics.len() {
            1 => text.push_str("1 problem\n"),
            count if count > SHOWN => {
                text.push_str(&format!("{count} problems, the first {SHOWN} shown\n"))
            }
            count => text.push_str(&format!("{count} problems\n")),
        }
        text
    }
}

impl Diagnostic {
    fn render(&self, input: &Input, renderer: &Renderer) -> String {
        let title = Level::ERROR
            .primary_title(printable(&self.message))
            .id(self.code);
        let help = Level::HELP.message(printable(&self.help));
        let Some(document) = self.place.document.of(input) else {
            return renderer.render(&[title.element(help)]);
        };
        let (line, start, span) = self.place.spot.line_of(&document.text);
        let note = self.place.beyond_text(input).map(|pointer| {
            let note = format!("with the overlays applied, this is at {pointer}");
            Level::NOTE.message(printable(&note).into_owned())
        });
        let fragment = printable_line(start);
        let end = span.end.clamp(span.start, fragment.len());
        let snippet = Snippet::source(fragment)
            .path(document.name.as_str())
            .line_start(line)
            .annotation(AnnotationKind::Primary.span(span.start.min(end)..end));
        renderer.render(&[title.element(snippet).elements(note).element(help)])
    }
}

impl Document {
    fn of(self, input: &Input) -> Option<&Text> {
        match self {
            Self::Spec => Some(&input.spec),
            Self::Overlay(index) => input.overlays.get(index),
            Self::Names => input.names.as_ref(),
        }
    }
}

impl Spot {
    /// The number of the line, its text, and the range of bytes in it that is meant.
    fn line_of<'t>(&self, text: &'t str) -> (usize, &'t str, Range<usize>) {
        let (number, column) = match self {
            Self::Pointer(pointer, focus) => {
                source::locate(text, pointer, *focus).unwrap_or((1, 1))
            }
            Self::Part(pointer, _) => source::locate(text, pointer, Focus::Value).unwrap_or((1, 1)),
            Self::Line { line, column } => (*line, *column),
            Self::Bytes(range) => {
                let before = text.get(..range.start).unwrap_or(text);
                let line_start = before.rfind('\n').map_or(0, |at| at + 1);
                let column = before
                    .get(line_start..)
                    .map_or(0, |head| head.chars().count());
                (before.matches('\n').count() + 1, column + 1)
            }
        };
        // A file that is cut off is reported one line behind its last one.
        let number = number.clamp(1, text.lines().count().max(1));
        let line = text.lines().nth(number - 1).unwrap_or("");
        let start = line
            .char_indices()
            .nth(column - 1)
            .map_or(line.len(), |(at, _)| at);
        // What is written on several lines, or with other quotes, is shown as a whole.
        let part = match self {
            Self::Part(_, part) => line[start..]
                .find(&**part)
                .map(|at| (start + at, part.len())),
            _ => None,
        };
        let start = part.map_or(start, |(start, _)| start);
        let rest = &line[start..];
        let length = match self {
            Self::Part(..) if part.is_some() => part.map_or(0, |(_, length)| length),
            Self::Bytes(range) => range.len().min(rest.len()),
            Self::Pointer(_, Focus::Key) => {
                rest.find(": ").unwrap_or(rest.trim_end_matches(':').len())
            }
            _ => rest.trim_end().len(),
        };
        let length = (length..=rest.len())
            .find(|at| rest.is_char_boundary(*at))
            .unwrap_or(rest.len());
        (number, line, start..start + length)
    }
}

/// Text of the input, shown on one line: no control character of it reaches the terminal.
fn printable(text: &str) -> Cow<'_, str> {
    if text.chars().any(char::is_control) {
        text.replace(char::is_control, " ").into()
    } else {
        text.into()
    }
}

/// A line of the input. A control character becomes as many spaces as it has bytes, so that the
/// marked range stays where it is; those beyond ASCII begin terminal commands too.
fn printable_line(line: &str) -> Cow<'_, str> {
    let hidden = |c: char| c.is_control() && c != '\t';
    if !line.contains(hidden) {
        return line.into();
    }
    let mut shown = String::with_capacity(line.len());
    for c in line.chars() {
        if hidden(c) {
            shown.push_str(&" ".repeat(c.len_utf8()));
        } else {
            shown.push(c);
        }
    }
    shown.into()
}
