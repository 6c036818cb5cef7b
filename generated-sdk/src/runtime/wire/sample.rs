//! Samples: values of any type, for tests.

use std::borrow::Cow;

use super::{Slot, View, Wire};

/// Which strings a value is decoded from.
pub(crate) enum Takes {
    Any,
    Timestamp,
    /// Those that are known of an enum.
    OneOf(Vec<&'static str>),
}

/// The position of a value. The items of a list and the values of a map have the position of
/// their container.
#[derive(Clone, Copy)]
pub struct Position<'a> {
    /// The name of the field; empty for the value itself.
    pub name: &'a str,
    /// The names of all fields of the object that it belongs to.
    pub siblings: &'a [&'static str],
}

/// Chooses the values: what is known of the fields of an API.
pub trait Chooser {
    /// Any string.
    fn string(&self, at: Position<'_>) -> Cow<'static, str>;
    /// A timestamp (RFC 3339).
    fn timestamp(&self, at: Position<'_>) -> Cow<'static, str>;
    /// One of the values of an enum.
    fn one_of(&self, at: Position<'_>, known: &[&'static str]) -> Cow<'static, str>;
    /// An integer, which stands for a fraction as well.
    fn integer(&self, at: Position<'_>) -> i32;
    /// A boolean.
    fn boolean(&self, at: Position<'_>) -> bool;
    /// The only key of a map.
    fn key(&self, at: Position<'_>) -> String;
    /// Whether an optional value is present.
    fn includes(&self, at: Position<'_>) -> bool;
}

/// Fills a value. Required values are present, optional ones if the chooser includes them; a list or
/// a map has one item. A type that contains itself does so once at most.
pub(crate) fn fill(value: &mut dyn Wire, chooser: &dyn Chooser) {
    let nowhere = Position {
        name: "",
        siblings: &[],
    };
    let types = Vec::new();
    Walk { chooser, types }.fill(value, nowhere);
}

struct Walk<'a> {
    chooser: &'a dyn Chooser,
    /// The objects around the value, by type.
    types: Vec<&'static str>,
}

impl Walk<'_> {
    /// Returns whether there is a value now. If there is none, the value around it leaves it absent.
    fn fill(&mut self, value: &mut dyn Wire, at: Position<'_>) -> bool {
        if let View::Object(_, type_name) = value.view() {
            if self.types.contains(&type_name) {
                return false;
            }
            self.types.push(type_name);
            self.fill_fields(value.slot());
            self.types.pop();
            return true;
        }
        match value.slot() {
            // Any value will do here, and none is the simplest.
            Slot::Nothing | Slot::Json(_) | Slot::Bytes(_) => false,
            Slot::Bool(value) => {
                *value = self.chooser.boolean(at);
                true
            }
            Slot::Number(number) => number.set_integer(self.chooser.integer(at).into()).is_ok(),
            Slot::String(string) => {
                let value = match string.takes() {
                    Takes::Any => self.chooser.string(at),
                    Takes::Timestamp => self.chooser.timestamp(at),
                    Takes::OneOf(known) => self.chooser.one_of(at, &known),
                };
                string.set(value).is_ok()
            }
            Slot::List(list) => {
                list.clear();
                if !self.fill(list.push(), at) {
                    list.clear();
                }
                true
            }
            Slot::Map(map) => {
                map.clear();
                if !self.fill(map.insert(self.chooser.key(at)), at) {
                    map.clear();
                }
                true
            }
            Slot::Optional(optional) => {
                let filled = self.chooser.includes(at) && self.fill(optional.fill(), at);
                if !filled {
                    optional.clear();
                }
                filled
            }
            // All objects are seen to above.
            Slot::Object(_) => false,
        }
    }

    fn fill_fields(&mut self, slot: Slot<'_>) {
        let Slot::Object(object) = slot else { return };
        object.fields_mut(&mut |fields, _| {
            let siblings: Vec<&'static str> = fields.iter().map(|(name, _)| *name).collect();
            for (name, value) in fields {
                let siblings = &siblings;
                self.fill(*value, Position { name, siblings });
            }
        });
    }
}
