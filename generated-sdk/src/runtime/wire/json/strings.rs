//! Strings: slices of the document, but for those with escapes.

use serde_json::Result;

use super::scanner::{Scanner, malformed};

const UNFINISHED: &str = "EOF while parsing a string";
const BAD_ESCAPE: &str = "invalid escape";

impl<'de> Scanner<'de> {
    /// Reads a string that is a slice of the document, from its opening quotation mark on. With
    /// nothing, it is not plain, and nothing has been read.
    #[inline]
    pub(super) fn plain_string(&mut self) -> Option<&'de str> {
        let opening = self.at;
        self.at += 1;
        self.plain();
        if self.here() == Some(b'"') {
            let value = &self.text[opening + 1..self.at];
            self.at += 1;
            return Some(value);
        }
        self.at = opening;
        None
    }

    /// Reads any string, from its opening quotation mark on.
    pub(super) fn string(&mut self) -> Result<String> {
        self.at += 1;
        let mut value = String::new();
        loop {
            let start = self.at;
            self.plain();
            value.push_str(&self.text[start..self.at]);
            if self.ends_string()? {
                return Ok(value);
            }
            let character = match self.escape()? {
                Escape::Plain(character) => character,
                Escape::Unit(unit) => self.character(unit)?,
            };
            value.push(character);
        }
    }

    /// The character of a code unit of UTF-16, which may be the first of two.
    fn character(&mut self, unit: u16) -> Result<char> {
        let mut units = [unit, 0];
        let mut count = 1;
        if matches!(unit, 0xD800..0xDC00) && self.here() == Some(b'\\') {
            self.at += 1;
            match self.escape()? {
                Escape::Unit(second) => units[1] = second,
                Escape::Plain(_) => return Err(malformed("lone surrogate")),
            }
            count = 2;
        }
        let mut characters = char::decode_utf16(units.into_iter().take(count));
        match (characters.next(), characters.next()) {
            (Some(Ok(character)), None) => Ok(character),
            _ => Err(malformed("lone surrogate")),
        }
    }

    /// Reads a string, and keeps nothing of it.
    pub(super) fn skip_string(&mut self) -> Result<()> {
        self.at += 1;
        loop {
            self.plain();
            if self.ends_string()? {
                return Ok(());
            }
            self.escape()?;
        }
    }

    /// Reads what ends a plain part: `true` for the end of the string, `false` for a backslash.
    fn ends_string(&mut self) -> Result<bool> {
        let byte = self.here().ok_or_else(|| malformed(UNFINISHED))?;
        if !matches!(byte, b'"' | b'\\') {
            return Err(malformed(
                "control character (\\u0000-\\u001F) found while parsing a string",
            ));
        }
        self.at += 1;
        Ok(byte == b'"')
    }

    /// Reads what is behind a backslash.
    fn escape(&mut self) -> Result<Escape> {
        let byte = self.here().ok_or_else(|| malformed(UNFINISHED))?;
        let character = match byte {
            b'"' | b'\\' | b'/' => char::from(byte),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => return self.code_unit().map(Escape::Unit),
            _ => return Err(malformed(BAD_ESCAPE)),
        };
        self.at += 1;
        Ok(Escape::Plain(character))
    }

    /// Reads `uXXXX`.
    fn code_unit(&mut self) -> Result<u16> {
        let digits = self
            .text
            .as_bytes()
            .get(self.at + 1..self.at + 5)
            .ok_or_else(|| malformed(UNFINISHED))?;
        let mut unit = 0;
        for digit in digits {
            let value = char::from(*digit).to_digit(16);
            unit = unit * 16 + value.ok_or_else(|| malformed(BAD_ESCAPE))?;
        }
        self.at += 5;
        u16::try_from(unit).map_err(|_| malformed(BAD_ESCAPE))
    }

    /// Reads up to a quotation mark, a backslash, a control character or the end: eight bytes at a
    /// time, since most of a document is strings.
    #[inline]
    fn plain(&mut self) {
        let bytes = self.text.as_bytes();
        while let Some(chunk) = bytes.get(self.at..).and_then(<[u8]>::first_chunk::<8>) {
            let stops = stops(u64::from_le_bytes(*chunk));
            if stops != 0 {
                self.at += stops.trailing_zeros() as usize / 8;
                return;
            }
            self.at += 8;
        }
        while self
            .here()
            .is_some_and(|byte| byte >= 0x20 && byte != b'"' && byte != b'\\')
        {
            self.at += 1;
        }
    }
}

/// What an escape stands for.
enum Escape {
    Plain(char),
    /// A code unit of UTF-16.
    Unit(u16),
}

/// The highest bit of each byte that ends a plain part. Bytes behind the first one that does may
/// have it as well.
#[inline]
fn stops(word: u64) -> u64 {
    const EACH: u64 = u64::MAX / 0xFF;
    let is_zero = |word: u64| word.wrapping_sub(EACH) & !word;
    let is_control = word.wrapping_sub(EACH * 0x20) & !word;
    let is_quote = is_zero(word ^ (EACH * b'"' as u64));
    let is_backslash = is_zero(word ^ (EACH * b'\\' as u64));
    (is_control | is_quote | is_backslash) & (EACH * 0x80)
}
