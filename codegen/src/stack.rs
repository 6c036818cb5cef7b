//! A stack that is deep enough for what is nested as deep as a description may be.

use std::io;
use std::panic::resume_unwind;
use std::thread::{Builder, Scope, ScopedJoinHandle, scope};

/// In bytes. What is not used is not taken.
const SIZE: usize = 256 << 20;

/// Does some work on a stack of its own.
pub(crate) fn deep<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    scope(|scope| joined(spawned(scope, work)))
}

/// The same, beside what the caller does until it is [`joined`].
pub(crate) fn spawned<'s, T: Send + 's>(
    scope: &'s Scope<'s, '_>,
    work: impl FnOnce() -> T + Send + 's,
) -> io::Result<ScopedJoinHandle<'s, T>> {
    Builder::new().stack_size(SIZE).spawn_scoped(scope, work)
}

/// What came of the work. A thread that fails takes the caller with it, and so does one that the
/// system does not give.
pub(crate) fn joined<T>(thread: io::Result<ScopedJoinHandle<'_, T>>) -> T {
    match thread {
        Ok(thread) => thread.join().unwrap_or_else(|panic| resume_unwind(panic)),
        Err(error) => resume_unwind(Box::new(error.to_string())),
    }
}
