//! From locations to the lines that they are in, for all locations of a report at once.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use crate::combine::{Origins, combine};
use crate::diagnostic::{Document, Focus, Location, Spot};
use crate::source::{self, Positions};
use crate::{Input, Text};

impl Document {
    fn of(self, input: &Input) -> Option<&Text> {
        match self {
            Self::Spec => Some(&input.spec),
            Self::Source(index) => input.texts().nth(index),
            Self::Overlay(index) => input.overlays.get(index),
            Self::Names => input.names.as_ref(),
        }
    }
}

/// The documents that a report is about, each read once.
pub(super) struct Located<'a> {
    documents: HashMap<Document, Lines<'a>>,
    /// Which source has what of the description.
    origins: Origins,
    /// Whether overlays may have added to the description.
    is_corrected: bool,
}

struct Lines<'a> {
    name: &'a str,
    text: &'a str,
    /// The byte offset of each line, and of the end.
    starts: Vec<usize>,
    positions: Positions,
}

/// A location with its line.
pub(super) struct Found<'a> {
    pub name: &'a str,
    pub number: usize,
    pub line: &'a str,
    /// The range of bytes in the line.
    pub span: Range<usize>,
}

impl Found<'_> {
    /// The column of a byte of the line, from 1, in characters.
    pub(super) fn column(&self, at: usize) -> usize {
        1 + self.line.get(..at).map_or(0, |head| head.chars().count())
    }
}

impl<'a> Located<'a> {
    pub(super) fn new<'p>(input: &'a Input, locations: impl Iterator<Item = &'p Location>) -> Self {
        let origins = match input.additions.is_empty() {
            true => Origins::default(),
            false => {
                combine(input).map_or_else(|_| Origins::default(), |combined| combined.origins)
            }
        };
        let mut pointers: HashMap<Document, Vec<String>> = HashMap::new();
        for location in locations {
            let location = own(location, &origins);
            let pointers = pointers.entry(location.document).or_default();
            pointers.extend(location.pointer().map(str::to_owned));
        }
        let documents = pointers.into_iter().filter_map(|(document, pointers)| {
            let text = document.of(input)?;
            let pointers = pointers.iter().map(String::as_str).collect();
            Some((document, Lines::new(text, pointers)))
        });
        Self {
            documents: documents.collect(),
            origins,
            is_corrected: !input.overlays.is_empty(),
        }
    }

    pub(super) fn find(&self, location: &Location) -> Option<Found<'a>> {
        let own = own(location, &self.origins);
        Some(self.documents.get(&own.document)?.find(&own.spot))
    }

    /// The pointer, if an overlay added what it leads to.
    pub(super) fn beyond_text<'p>(&self, location: &'p Location) -> Option<&'p str> {
        let Spot::Pointer(pointer, _) = &location.spot else {
            return None;
        };
        let own = own(location, &self.origins);
        let lines = self.documents.get(&own.document)?;
        let is_beyond = location.document == Document::Spec
            && self.is_corrected
            && !lines.positions.has(own.pointer()?);
        is_beyond.then_some(pointer)
    }
}

/// The location in a source of what is in the description.
fn own<'l>(location: &'l Location, origins: &Origins) -> Cow<'l, Location> {
    let Some(pointer) = location
        .pointer()
        .filter(|_| location.document == Document::Spec)
    else {
        return Cow::Borrowed(location);
    };
    let (source, own) = origins.of(pointer);
    let spot = match &location.spot {
        Spot::Part(_, part) => Spot::part(&own, part),
        Spot::Pointer(_, focus) => Spot::Pointer(own.into(), *focus),
        other => other.clone(),
    };
    Cow::Owned(Location {
        document: Document::Source(source),
        spot,
    })
}

impl<'a> Lines<'a> {
    fn new(document: &'a Text, pointers: Vec<&str>) -> Self {
        let text = source::content(&document.text);
        let breaks = text.match_indices('\n').map(|(at, _)| at + 1);
        let mut starts: Vec<usize> = [0].into_iter().chain(breaks).collect();
        if starts.last() != Some(&text.len()) || starts.len() == 1 {
            starts.push(text.len());
        }
        Self {
            name: &document.name,
            text,
            starts,
            positions: if pointers.is_empty() {
                Positions::default()
            } else {
                Positions::of(text, pointers)
            },
        }
    }

    /// The text of a line by its number, from 1.
    fn line(&self, number: usize) -> &'a str {
        let (start, end) = (self.starts.get(number - 1), self.starts.get(number));
        let range = start.copied().unwrap_or_default()..end.copied().unwrap_or(self.text.len());
        let line = self.text.get(range).unwrap_or_default();
        let line = line.strip_suffix('\n').unwrap_or(line);
        line.strip_suffix('\r').unwrap_or(line)
    }

    fn find(&self, spot: &Spot) -> Found<'a> {
        let (number, column) = match spot {
            Spot::Pointer(pointer, focus) => {
                self.positions.locate(pointer, *focus).unwrap_or((1, 1))
            }
            Spot::Part(pointer, _) => {
                let at = self.positions.locate(pointer, Focus::Value);
                at.unwrap_or((1, 1))
            }
            Spot::Line { line, column } => (*line, *column),
            Spot::Bytes(range) => {
                let number = self.starts.partition_point(|start| *start <= range.start);
                let number = number.clamp(1, self.starts.len() - 1);
                let start = self.starts.get(number - 1).copied().unwrap_or_default();
                let head = self.text.get(start..range.start);
                (number, head.map_or(0, |head| head.chars().count()) + 1)
            }
        };
        // A file that ends too early is reported one line behind its last one.
        let number = number.clamp(1, self.starts.len() - 1);
        let line = self.line(number);
        let start = line
            .char_indices()
            .nth(column - 1)
            .map_or(line.len(), |(at, _)| at);
        // A string on several lines, or with other quotes, is shown as a whole.
        let part = match spot {
            Spot::Part(_, part) => line[start..]
                .find(&**part)
                .map(|at| (start + at, part.len())),
            _ => None,
        };
        let start = part.map_or(start, |(start, _)| start);
        let rest = &line[start..];
        let length = match spot {
            Spot::Part(..) if part.is_some() => part.map_or(0, |(_, length)| length),
            Spot::Bytes(range) => range.len().min(rest.len()),
            Spot::Pointer(_, Focus::Key) => {
                rest.find(": ").unwrap_or(rest.trim_end_matches(':').len())
            }
            _ => rest.trim_end().len(),
        };
        let length = (length..=rest.len())
            .find(|at| rest.is_char_boundary(*at))
            .unwrap_or(rest.len());
        Found {
            name: self.name,
            number,
            line,
            span: start..start + length,
        }
    }
}
