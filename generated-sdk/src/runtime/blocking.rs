//! Blocking calls: `.wait()` in place of `.await` (feature `blocking`).
//!
//! Builders have a method `wait`, pages and items become iterators, and [`wait`] waits for any other
//! future of this crate. Asynchronous callers can use the same client.
//!
//! ```no_run
//! # fn example(client: stytch_b2b::Client) -> Result<(), Box<dyn std::error::Error>> {
//! let organization = client.organizations().get("organization-test-…").wait()?.organization;
//! let members = client.organizations().members().search([&organization.organization_id]);
//! for member in members.items().wait() {
//!     println!("{}", member?.email_address);
//! }
//! # Ok(())
//! # }
//! ```
//!
//! The futures are those of asynchronous callers. One thread for the whole process drives their
//! timers and sockets; the first call starts it. Connections belong to the runtime that opened
//! them, so this thread shares none with another runtime.

use std::pin::pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};

use futures_core::Stream;
use tokio::runtime::{Builder, Handle};

use super::call::{ApiResponse, ResponseFuture, WithResponse};
use super::error::{Error, Result};
use super::lookup::Lookup;
use super::page::{Items, Pages};

/// Blocks this thread until a future of this crate is ready.
///
/// Builders, lookups and streams have a method `wait` of their own; this is for everything else.
///
/// It works on any thread, and shares a client with asynchronous callers: it depends on no other
/// runtime. On a thread that runs asynchronous tasks it blocks those, so use `.await` there. In a
/// child process made by `fork` alone it works as in the parent, if no other thread was making a
/// call at that moment.
///
/// ```no_run
/// # fn example(client: stytch_b2b::Client) -> stytch_b2b::Result<()> {
/// let policy = stytch_b2b::blocking::wait(client.rbac().policy().send())?;
/// # Ok(())
/// # }
/// ```
///
/// # Errors
///
/// Those of the future, and [`ErrorKind::Configuration`](crate::ErrorKind::Configuration) if no
/// thread can be started.
pub fn wait<T, E: From<Error>>(future: impl IntoFuture<Output = Result<T, E>>) -> Result<T, E> {
    let driver = driver()?;
    let _context = driver.enter();
    let mut future = pin!(future.into_future());
    let waker = Waker::from(Arc::new(Unpark(thread::current())));
    let mut context = Context::from_waker(&waker);
    loop {
        match future.as_mut().poll(&mut context) {
            Poll::Ready(outcome) => return outcome,
            Poll::Pending => thread::park(),
        }
    }
}

struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

/// The runtime of the process. If it cannot be started, the next call tries again.
fn driver() -> Result<Handle> {
    static DRIVER: Mutex<Option<(u32, Handle)>> = Mutex::new(None);
    let process = std::process::id();
    let mut driver = DRIVER.lock().unwrap_or_else(PoisonError::into_inner);
    // A child process has the memory of its parent, but not its threads.
    if let Some((_, handle)) = driver.as_ref().filter(|(id, _)| *id == process) {
        return Ok(handle.clone());
    }
    let start = || {
        let runtime = Builder::new_current_thread().enable_all().build()?;
        let handle = runtime.handle().clone();
        thread::Builder::new()
            .name("stytch-b2b".to_owned())
            .spawn(move || runtime.block_on(std::future::pending::<()>()))?;
        Ok::<_, std::io::Error>(handle)
    };
    let handle = start().map_err(|error| {
        Error::configuration("the thread for blocking calls cannot be started").because(error)
    })?;
    // The parent's runtime is leaked, not shut down: its sockets are shared.
    std::mem::forget(driver.replace((process, handle.clone())));
    Ok(handle)
}

impl<T> ResponseFuture<T> {
    /// Blocks this thread until the response is there.
    ///
    /// # Errors
    ///
    /// Those of the call, and if no thread can be started.
    pub fn wait(self) -> Result<T> {
        wait(self)
    }
}

impl<T> WithResponse<T> {
    /// Blocks this thread until the response is there.
    ///
    /// # Errors
    ///
    /// Those of the call, and if no thread can be started.
    pub fn wait(self) -> Result<ApiResponse<T>> {
        wait(self)
    }
}

impl<T> Lookup<T> {
    /// Blocks this thread until the value is there.
    ///
    /// # Errors
    ///
    /// Those of the lookup, and if no thread can be started.
    pub fn wait(self) -> Result<T> {
        wait(self)
    }
}

impl<P> Pages<P> {
    /// Returns an iterator over the pages, which blocks this thread for each.
    pub fn wait(self) -> Waiting<Self> {
        Waiting(self)
    }
}

impl<T> Items<T> {
    /// Returns an iterator over the items, which blocks this thread for each.
    pub fn wait(self) -> Waiting<Self> {
        Waiting(self)
    }
}

/// A stream as an iterator, which blocks the calling thread for each item.
#[derive(Debug)]
#[must_use = "nothing is sent before an item is asked for"]
pub struct Waiting<S>(S);

impl<T, S: Stream<Item = Result<T>> + Unpin> Iterator for Waiting<S> {
    type Item = Result<T>;

    fn next(&mut self) -> Option<Self::Item> {
        let next = std::future::poll_fn(|context| {
            std::pin::Pin::new(&mut self.0)
                .poll_next(context)
                .map(Option::transpose)
        });
        wait(next).transpose()
    }
}
