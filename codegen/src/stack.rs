//! A stack for recursion as deep as a description may be nested.

use std::io;
use std::panic::resume_unwind;
use std::thread::{Builder, Scope, ScopedJoinHandle, scope};

/// In bytes of address space; memory is committed as it is used.
const SIZE: usize = 256 << 20;

/// Does the work on a stack of its own.
pub(crate) fn deep<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    scope(|scope| joined(spawned(scope, work)))
}

/// Like [`deep`], while the caller continues until it calls [`joined`].
pub(crate) fn spawned<'s, T: Send + 's>(
    scope: &'s Scope<'s, '_>,
    work: impl FnOnce() -> T + Send + 's,
) -> io::Result<ScopedJoinHandle<'s, T>> {
    Builder::new().stack_size(SIZE).spawn_scoped(scope, work)
}

/// Returns the result of the work. A panic of the thread continues here, and so does a failure to
/// start it.
pub(crate) fn joined<T>(thread: io::Result<ScopedJoinHandle<'_, T>>) -> T {
    match thread {
        Ok(thread) => thread.join().unwrap_or_else(|panic| resume_unwind(panic)),
        Err(error) => resume_unwind(Box::new(error.to_string())),
    }
}
