//! From JSON pointers to positions in a document, for all pointers of a report in one pass.

use std::borrow::Cow;
use std::collections::HashMap;

use saphyr_parser::{Event, Parser};

use super::{content, is_json};
use crate::diagnostic::Focus;

/// Line and column, both from 1, in characters.
type Position = (usize, usize);

/// The positions of the nodes at some JSON pointers.
#[derive(Debug, Default)]
pub struct Positions {
    /// A trie of the steps of all pointers; the first node is the document.
    nodes: Vec<Node>,
}

#[derive(Debug, Default)]
struct Node {
    below: HashMap<String, usize>,
    key: Option<Position>,
    value: Option<Position>,
}

impl Positions {
    /// Looks up `pointers` in JSON or YAML, up to the first syntax error.
    pub fn of<'p>(text: &str, pointers: impl IntoIterator<Item = &'p str>) -> Self {
        let mut positions = Self {
            nodes: vec![Node::default()],
        };
        for pointer in pointers {
            positions.want(pointer);
        }
        let text = content(text);
        let mut walk = Walk {
            nodes: &mut positions.nodes,
            open: Vec::new(),
        };
        if is_json(text) {
            walk.json(text);
        } else {
            walk.yaml(text);
        }
        positions
    }

    fn want(&mut self, pointer: &str) {
        let mut node = 0;
        for step in steps(pointer) {
            let next = self.nodes.len();
            let Some(known) = self.nodes.get_mut(node) else {
                return;
            };
            node = *known.below.entry(step).or_insert(next);
            if node == next {
                self.nodes.push(Node::default());
            }
        }
    }

    /// Whether a node is at `pointer`, which is one of those that were looked up.
    pub fn has(&self, pointer: &str) -> bool {
        let mut node = self.nodes.first();
        for step in steps(pointer) {
            let below = node.and_then(|node| node.below.get(&step));
            node = below.and_then(|below| self.nodes.get(*below));
        }
        node.is_some_and(|node| node.value.is_some())
    }

    /// The position of the node at `pointer`, or of its nearest ancestor in the document.
    pub fn locate(&self, pointer: &str, focus: Focus) -> Option<(usize, usize)> {
        let mut node = self.nodes.first()?;
        let mut is_exact = true;
        for step in steps(pointer) {
            let below = node.below.get(&step);
            match below.and_then(|below| self.nodes.get(*below)) {
                Some(below) if below.value.is_some() => node = below,
                _ => {
                    is_exact = false;
                    break;
                }
            }
        }
        match focus {
            Focus::Value if is_exact => node.value,
            _ => node.key.or(node.value),
        }
    }
}

fn steps(pointer: &str) -> impl Iterator<Item = String> {
    let steps = pointer.split('/').skip(1);
    steps.map(|step| step.replace("~1", "/").replace("~0", "~"))
}

/// Follows a document through the trie.
struct Walk<'n> {
    nodes: &'n mut [Node],
    open: Vec<Open>,
}

/// An object or an array that has not ended. Nodes are absent where no pointer leads.
struct Open {
    node: Option<usize>,
    next: Next,
}

#[derive(Clone, Copy)]
enum Next {
    Key,
    Value(Option<usize>),
    Item(usize),
}

impl Walk<'_> {
    fn start(&mut self, next: Next, at: &mut dyn FnMut() -> Position) {
        let node = self.value(at);
        self.open.push(Open { node, next });
    }

    fn end(&mut self) {
        self.open.pop();
    }

    /// A key if one is next, or a value.
    fn scalar(&mut self, text: &str, at: &mut dyn FnMut() -> Position) {
        let Some(Open {
            node,
            next: next @ Next::Key,
        }) = self.open.last_mut()
        else {
            self.value(at);
            return;
        };
        let around = node.and_then(|node| self.nodes.get(node));
        let below = around.and_then(|around| around.below.get(text).copied());
        *next = Next::Value(below);
        if let Some(below) = below.and_then(|below| self.nodes.get_mut(below)) {
            below.key.get_or_insert_with(at);
        }
    }

    /// Starts a value. Returns its node, if a pointer leads there.
    fn value(&mut self, at: &mut dyn FnMut() -> Position) -> Option<usize> {
        let wanted = match self.open.last_mut() {
            None => Some(0),
            Some(Open { node, next }) => match *next {
                // A key that is an object or an array.
                Next::Key => {
                    *next = Next::Value(None);
                    None
                }
                Next::Value(wanted) => {
                    *next = Next::Key;
                    wanted
                }
                Next::Item(number) => {
                    *next = Next::Item(number + 1);
                    let around = node.and_then(|node| self.nodes.get(node));
                    around.and_then(|around| around.below.get(&number.to_string()).copied())
                }
            },
        };
        let node = wanted.and_then(|wanted| self.nodes.get_mut(wanted))?;
        node.value.get_or_insert_with(at);
        wanted
    }

    fn yaml(&mut self, text: &str) {
        let mut events = Parser::new_from_str(text).peekable();
        while let Some(Ok((event, span))) = events.next() {
            let start = (span.start.line(), span.start.col() + 1);
            let at = &mut || start;
            match event {
                Event::MappingStart(..) => self.start(Next::Key, at),
                // The parser reports the first item as the start of one that is indented like its key.
                Event::SequenceStart(..) => match events.peek() {
                    Some(Ok((_, first))) if first.start.index() == span.start.index() => {
                        self.start(Next::Item(0), &mut || dash(text, start));
                    }
                    _ => self.start(Next::Item(0), at),
                },
                Event::MappingEnd | Event::SequenceEnd => self.end(),
                Event::Scalar(text, ..) => self.scalar(&text, at),
                Event::Alias(_) => self.scalar("", at),
                _ => {}
            }
        }
    }

    /// For valid JSON only.
    fn json(&mut self, text: &str) {
        let mut cursor = Cursor::default();
        let mut at = 0;
        while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
            let position = &mut || cursor.advance(text, at);
            let length = match rest.as_bytes().first() {
                Some(b'{') => {
                    self.start(Next::Key, position);
                    1
                }
                Some(b'[') => {
                    self.start(Next::Item(0), position);
                    1
                }
                Some(b'}' | b']') => {
                    self.end();
                    1
                }
                Some(b'"') => {
                    let length = string(rest);
                    let quoted = rest.get(..length).unwrap_or_default();
                    self.scalar(&unquoted(quoted), position);
                    length
                }
                Some(b' ' | b'\n' | b'\r' | b'\t' | b',' | b':') => 1,
                _ => {
                    self.scalar("", position);
                    let end = |c: char| ",]} \n\r\t".contains(c);
                    rest.find(end).unwrap_or(rest.len())
                }
            };
            at += length;
        }
    }
}

/// The dash in front of the first item of an array.
fn dash(text: &str, (line, column): Position) -> Position {
    let head = text.lines().nth(line.saturating_sub(1)).unwrap_or_default();
    let head: Vec<char> = head.chars().take(column - 1).collect();
    let dash = head.iter().rposition(|c| *c == '-');
    (line, dash.map_or(column, |dash| dash + 1))
}

/// The length of the string that `rest` begins with, quotes included.
fn string(rest: &str) -> usize {
    let mut is_escaped = false;
    for (at, byte) in rest.bytes().enumerate().skip(1) {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = true,
            b'"' => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

fn unquoted(quoted: &str) -> Cow<'_, str> {
    if quoted.contains('\\') {
        return serde_json::from_str(quoted).unwrap_or_default();
    }
    quoted.trim_matches('"').into()
}

/// The position of one byte after the other.
struct Cursor {
    at: usize,
    position: Position,
}

impl Default for Cursor {
    fn default() -> Self {
        Self {
            at: 0,
            position: (1, 1),
        }
    }
}

impl Cursor {
    fn advance(&mut self, text: &str, to: usize) -> Position {
        for c in text.get(self.at..to).unwrap_or_default().chars() {
            self.position = match (c, self.position) {
                ('\n', (line, _)) => (line + 1, 1),
                (_, (line, column)) => (line, column + 1),
            };
        }
        self.at = to;
        self.position
    }
}
