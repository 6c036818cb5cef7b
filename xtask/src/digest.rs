//! The SHA-256 of texts.

use sha2::{Digest as _, Sha256};

/// The SHA-256 of texts one after the other, in lower-case hexadecimal digits.
pub(crate) fn of(texts: &[&str]) -> String {
    let mut digest = Sha256::new();
    for text in texts {
        digest.update(text);
    }
    base16ct::lower::encode_string(&digest.finalize())
}
