//! What a text is recognized by.

use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

/// The SHA-256 of texts one after the other, in hexadecimal digits.
pub(crate) fn of(texts: &[&str]) -> String {
    let mut digest = Sha256::new();
    for text in texts {
        digest.update(text);
    }
    digest
        .finalize()
        .iter()
        .fold(String::new(), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        })
}
