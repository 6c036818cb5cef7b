//! Tokens: the grammar of RFC 8259.

use serde::de::Error as _;
use serde_json::{Error, Result};

/// The error for a document that is malformed. Out of the way of those that are not.
#[cold]
pub(super) fn malformed(message: &'static str) -> Error {
    Error::custom(message)
}

/// A text, and how far it has been read.
pub(super) struct Scanner<'de> {
    pub(super) text: &'de str,
    pub(super) at: usize,
}

/// A number, in the type that holds it best.
pub(super) enum Number {
    Unsigned(u64),
    Signed(i64),
    /// The nearest `f64`. An integer that 64 bits do not hold is one as well.
    Float(f64),
}

impl<'de> Scanner<'de> {
    pub(super) fn new(text: &'de str) -> Self {
        Self { text, at: 0 }
    }

    /// The byte that has been read up to, whatever it is.
    #[inline]
    pub(super) fn here(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// The first byte that is not white space. All before it counts as read.
    #[inline]
    pub(super) fn peek(&mut self) -> Option<u8> {
        loop {
            match self.here() {
                // Compared at once, since most documents have no white space.
                Some(byte) if byte > b' ' => return Some(byte),
                Some(b' ' | b'\n' | b'\t' | b'\r') => self.at += 1,
                other => return other,
            }
        }
    }

    /// The same where a value has to follow.
    #[inline]
    pub(super) fn required(&mut self) -> Result<u8> {
        self.peek()
            .ok_or_else(|| malformed("EOF while parsing a value"))
    }

    /// Reads the byte that [`Self::peek`] has returned.
    #[inline]
    pub(super) fn advance(&mut self) {
        self.at += 1;
    }

    /// The line and the column that have been read up to, each from 1.
    pub(super) fn position(&self) -> (usize, usize) {
        let read = &self.text.as_bytes()[..self.at.min(self.text.len())];
        let lines = read.iter().filter(|byte| **byte == b'\n').count();
        let column = read.iter().rev().take_while(|byte| **byte != b'\n').count();
        (lines + 1, column)
    }

    /// Reads the comma before an item or the closing bracket, and says whether an item follows.
    #[inline]
    pub(super) fn more(&mut self, closing: u8, is_first: bool) -> Result<bool> {
        match self.peek() {
            Some(byte) if byte == closing => {
                self.at += 1;
                Ok(false)
            }
            Some(b',') if !is_first => {
                self.at += 1;
                match self.peek() {
                    Some(b']' | b'}') => Err(malformed("trailing comma")),
                    _ => Ok(true),
                }
            }
            Some(_) if is_first => Ok(true),
            Some(_) => Err(malformed("expected `,` or a closing bracket")),
            None => Err(malformed("EOF while parsing a list or an object")),
        }
    }

    /// Checks that the key of a property follows.
    #[inline]
    pub(super) fn begin_key(&mut self) -> Result<()> {
        match self.peek() {
            Some(b'"') => Ok(()),
            Some(_) => Err(malformed("key must be a string")),
            None => Err(malformed("EOF while parsing an object")),
        }
    }

    /// Reads the colon after the key of a property.
    #[inline]
    pub(super) fn colon(&mut self) -> Result<()> {
        match self.peek() {
            Some(b':') => {
                self.at += 1;
                Ok(())
            }
            Some(_) => Err(malformed("expected `:`")),
            None => Err(malformed("EOF while parsing an object")),
        }
    }

    /// Reads one of the three words of JSON.
    #[inline]
    pub(super) fn word<const N: usize>(&mut self, word: &'static [u8; N]) -> Result<()> {
        let rest = &self.text.as_bytes()[self.at..];
        if rest.first_chunk() == Some(word) {
            self.at += N;
            return Ok(());
        }
        Err(malformed(if word.starts_with(rest) {
            "EOF while parsing a value"
        } else {
            "expected value"
        }))
    }

    pub(super) fn number(&mut self) -> Result<Number> {
        let start = self.at;
        let is_integer = self.skip_number()?;
        let token = &self.text[start..self.at];
        if is_integer {
            if let Ok(value) = token.parse() {
                return Ok(Number::Unsigned(value));
            }
            match token.parse() {
                // There is no integer -0.
                Ok(0) => return Ok(Number::Float(-0.0)),
                Ok(value) => return Ok(Number::Signed(value)),
                Err(_) => {}
            }
        }
        match token.parse::<f64>() {
            Ok(value) if value.is_finite() => Ok(Number::Float(value)),
            // It would be infinity, which is another number.
            _ => Err(malformed("number out of range")),
        }
    }

    /// Reads a number, and says whether it has neither a fraction nor an exponent.
    fn skip_number(&mut self) -> Result<bool> {
        if self.here() == Some(b'-') {
            self.at += 1;
            self.digits()?;
        } else if self.here().is_some_and(|byte| byte.is_ascii_digit()) {
            self.digits()?;
        } else {
            return Err(malformed("expected value"));
        }
        let mut is_integer = true;
        if self.here() == Some(b'.') {
            is_integer = false;
            self.at += 1;
            self.some_digits()?;
        }
        if matches!(self.here(), Some(b'e' | b'E')) {
            is_integer = false;
            self.at += 1;
            if matches!(self.here(), Some(b'+' | b'-')) {
                self.at += 1;
            }
            self.some_digits()?;
        }
        Ok(is_integer)
    }

    /// Digits of which only a single one may be zero at first.
    #[inline]
    fn digits(&mut self) -> Result<()> {
        let starts_with_zero = self.here() == Some(b'0');
        if self.some_digits()? > 1 && starts_with_zero {
            return Err(malformed("invalid number"));
        }
        Ok(())
    }

    #[inline]
    fn some_digits(&mut self) -> Result<usize> {
        let start = self.at;
        while self.here().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        match (self.at - start, self.here()) {
            (0, None) => Err(malformed("EOF while parsing a value")),
            (0, Some(_)) => Err(malformed("invalid number")),
            (count, _) => Ok(count),
        }
    }

    /// Reads a value of any depth, and keeps nothing of it.
    pub(super) fn skip(&mut self) -> Result<()> {
        let mut open = Brackets::default();
        loop {
            let is_first = match self.required()? {
                b'{' | b'[' => {
                    open.push(self.here() == Some(b'{'));
                    self.at += 1;
                    true
                }
                b'"' => self.skip_string().map(|()| false)?,
                b't' => self.word(b"true").map(|()| false)?,
                b'f' => self.word(b"false").map(|()| false)?,
                b'n' => self.word(b"null").map(|()| false)?,
                _ => self.skip_number().map(|_| false)?,
            };
            if !self.next_in(&mut open, is_first)? {
                return Ok(());
            }
        }
    }

    /// Reads a value of any depth, as its text.
    pub(super) fn raw(&mut self) -> Result<&'de str> {
        self.required()?;
        let start = self.at;
        self.skip()?;
        Ok(&self.text[start..self.at])
    }

    /// Goes on to the next value within the innermost bracket, out of those that are closed.
    fn next_in(&mut self, open: &mut Brackets, mut is_first: bool) -> Result<bool> {
        while let Some(is_object) = open.last() {
            if self.more(if is_object { b'}' } else { b']' }, is_first)? {
                if is_object {
                    self.begin_key()?;
                    self.skip_string()?;
                    self.colon()?;
                }
                return Ok(true);
            }
            open.pop();
            is_first = false;
        }
        Ok(false)
    }
}

/// The brackets that are open, a bit each: a body that is nothing else takes an eighth of its
/// length.
#[derive(Default)]
struct Brackets {
    words: Vec<u64>,
    count: usize,
}

impl Brackets {
    const BITS: usize = u64::BITS as usize;

    fn push(&mut self, is_object: bool) {
        let (word, bit) = (self.count / Self::BITS, self.count % Self::BITS);
        if word == self.words.len() {
            self.words.push(0);
        }
        self.words[word] &= !(1 << bit);
        self.words[word] |= u64::from(is_object) << bit;
        self.count += 1;
    }

    fn last(&self) -> Option<bool> {
        let last = self.count.checked_sub(1)?;
        Some(self.words[last / Self::BITS] >> (last % Self::BITS) & 1 == 1)
    }

    fn pop(&mut self) {
        self.count = self.count.saturating_sub(1);
    }
}
