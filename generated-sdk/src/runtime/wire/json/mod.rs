//! JSON documents: a deserializer for those that are at hand as a whole.
//!
//! It differs from that of `serde_json` in what responses need:
//!
//! - Each number is the `f64` nearest to what was written. `serde_json` rounds so only with a
//!   feature that would change every other crate of the build.
//! - It is compiled once and for one kind of input, so a string without escapes is a slice.

mod members;
mod scanner;
mod strings;
#[cfg(test)]
mod tests;

use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde::forward_to_deserialize_any;
use serde_json::{Error, Result};

pub(crate) use self::members::{member, strings};
use self::scanner::{Number, Scanner, malformed};
use super::unread;

/// How deep arrays and objects may be nested, as in `serde_json`. Ignored values may go deeper.
const DEPTH: u8 = 128;

/// A document, from the position that has been read up to.
pub(super) struct Document<'de> {
    scanner: Scanner<'de>,
    /// How many more arrays and objects may be opened.
    depth: u8,
}

impl<'de> Document<'de> {
    pub(super) fn new(text: &'de str) -> Self {
        Self {
            scanner: Scanner::new(text),
            depth: DEPTH,
        }
    }

    /// Checks that nothing follows the value.
    pub(super) fn end(&mut self) -> Result<()> {
        match self.scanner.peek() {
            None => Ok(()),
            Some(_) => Err(malformed("trailing characters")),
        }
    }

    /// The error, with the line and the column that have been read up to.
    pub(super) fn locate(&self, error: &Error) -> Error {
        let (line, column) = self.scanner.position();
        Error::custom(format_args!("{error} at line {line} column {column}"))
    }

    /// Reads what an array or an object has between its brackets.
    #[inline]
    fn nested<T>(&mut self, read: impl FnOnce(Entries<'_, 'de>) -> Result<T>) -> Result<T> {
        self.scanner.advance();
        self.depth = self
            .depth
            .checked_sub(1)
            .ok_or_else(|| malformed("recursion limit exceeded"))?;
        let mut is_closed = false;
        let value = read(Entries {
            document: self,
            is_first: true,
            is_closed: &mut is_closed,
        })?;
        self.depth += 1;
        if is_closed {
            Ok(value)
        } else {
            // Visitors of this crate read to the end.
            Err(malformed("trailing characters"))
        }
    }
}

impl<'de> Deserializer<'de> for &mut Document<'de> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        match self.scanner.required()? {
            b'"' => match self.scanner.plain_string() {
                Some(value) => visitor.visit_borrowed_str(value),
                None => visitor.visit_string(self.scanner.string()?),
            },
            b'{' => self.nested(|entries| visitor.visit_map(entries)),
            b'[' => self.nested(|entries| visitor.visit_seq(entries)),
            b't' => {
                self.scanner.word(b"true")?;
                visitor.visit_bool(true)
            }
            b'f' => {
                self.scanner.word(b"false")?;
                visitor.visit_bool(false)
            }
            b'n' => {
                self.scanner.word(b"null")?;
                visitor.visit_unit()
            }
            _ => match self.scanner.number()? {
                Number::Unsigned(value) => visitor.visit_u64(value),
                Number::Signed(value) => visitor.visit_i64(value),
                Number::Float(value) => visitor.visit_f64(value),
            },
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        if self.scanner.required()? == b'n' {
            self.scanner.word(b"null")?;
            return visitor.visit_none();
        }
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value> {
        if name == unread::NAME {
            return visitor.visit_borrowed_str(self.scanner.raw()?);
        }
        visitor.visit_newtype_struct(self)
    }

    /// The key of a property: [`Scanner::begin_key`] has seen its quotation mark.
    #[inline]
    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        match self.scanner.plain_string() {
            Some(key) => visitor.visit_borrowed_str(key),
            None => visitor.visit_string(self.scanner.string()?),
        }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        self.scanner.skip()?;
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit
        unit_struct seq tuple tuple_struct map struct enum
    }
}

/// The items of an array, or the properties of an object.
struct Entries<'a, 'de> {
    document: &'a mut Document<'de>,
    is_first: bool,
    is_closed: &'a mut bool,
}

impl Entries<'_, '_> {
    /// Whether there is a further one; if not, the closing bracket has been read.
    #[inline]
    fn more(&mut self, closing: u8) -> Result<bool> {
        let more = self.document.scanner.more(closing, self.is_first)?;
        self.is_first = false;
        *self.is_closed = !more;
        Ok(more)
    }
}

impl<'de> SeqAccess<'de> for Entries<'_, 'de> {
    type Error = Error;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>> {
        if self.more(b']')? {
            seed.deserialize(&mut *self.document).map(Some)
        } else {
            Ok(None)
        }
    }
}

impl<'de> MapAccess<'de> for Entries<'_, 'de> {
    type Error = Error;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>> {
        if self.more(b'}')? {
            self.document.scanner.begin_key()?;
            seed.deserialize(&mut *self.document).map(Some)
        } else {
            Ok(None)
        }
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value> {
        self.document.scanner.colon()?;
        seed.deserialize(&mut *self.document)
    }
}
