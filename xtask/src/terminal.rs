//! Standard output and standard error.

use std::io::{self, Write as _};

use crate::failure::Failure;

/// Writes to standard error. An error of that is ignored: the exit code remains.
pub(crate) fn note(text: &str) {
    let _ = io::stderr().write_all(text.as_bytes());
}

/// Writes to standard output. A reader that closes it early, as `head` does, is no error.
pub(crate) fn print(text: &str) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::Disk(format!("standard output: {error}")))
        }
        _ => Ok(()),
    }
}
