//! From a place to the line of the text that it is in.

use std::ops::Range;

use super::{Document, Focus, Spot};
use crate::{Input, Text, source};

impl Document {
    pub(super) fn of(self, input: &Input) -> Option<&Text> {
        match self {
            Self::Spec => Some(&input.spec),
            Self::Overlay(index) => input.overlays.get(index),
            Self::Names => input.names.as_ref(),
        }
    }
}

impl Spot {
    /// The number of the line, its text, and the range of bytes in it that is meant.
    pub(super) fn line_of<'t>(&self, text: &'t str) -> (usize, &'t str, Range<usize>) {
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
