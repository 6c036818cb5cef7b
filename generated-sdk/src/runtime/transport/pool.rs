//! The pool of idle connections.
//!
//! A connection belongs to the runtime on which it was opened, whose reactor drives it, and that
//! runtime may stand still or end. So each runtime has its own connections.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

use http::uri::Authority;
use tokio::runtime::{Handle, Id};
use tokio::sync::Notify;
use tokio::time::{Instant, sleep};

use super::connection::Connection;

/// The timeout of an idle connection. Servers close idle ones after a minute or more.
const IDLE_TIMEOUT: Duration = Duration::from_secs(50);

/// The maximum number of idle connections, for all runtimes.
const MAX_IDLE: usize = 128;

/// The destination of a connection, and its runtime.
#[derive(Clone, PartialEq)]
pub(super) struct Route {
    pub(super) runtime: Id,
    pub(super) is_encrypted: bool,
    pub(super) authority: Authority,
}

#[derive(Clone, Default)]
pub(super) struct Pool(Arc<Shared>);

#[derive(Default)]
struct Shared {
    idle: Mutex<Idle>,
    /// Notified of each connection that is put back.
    put_back: Notify,
}

#[derive(Default)]
struct Idle {
    /// The last one is the most recently used.
    connections: Vec<(Route, Connection, Instant)>,
    /// The runtimes on which a task closes idle connections.
    tended: Vec<Id>,
}

impl Pool {
    /// Waits for an idle connection that can take a request.
    pub(super) async fn idle(&self, route: &Route) -> Connection {
        loop {
            if let Some(connection) = self.take(route) {
                return connection;
            }
            self.0.put_back.notified().await;
        }
    }

    /// The connection that was used most recently.
    fn take(&self, route: &Route) -> Option<Connection> {
        let mut idle = lock(&self.0.idle);
        loop {
            let mut connections = idle.connections.iter();
            let last = connections.rposition(|(other, ..)| other == route)?;
            let (_, connection, since) = idle.connections.remove(last);
            if since.elapsed() < IDLE_TIMEOUT && connection.is_ready() {
                return Some(connection);
            }
        }
    }

    pub(super) fn put(&self, route: Route, connection: Connection) {
        let runtime = route.runtime;
        let mut idle = lock(&self.0.idle);
        if idle.connections.len() == MAX_IDLE {
            idle.connections.remove(0);
        }
        idle.connections.push((route, connection, Instant::now()));
        self.0.put_back.notify_one();
        if !idle.tended.contains(&runtime)
            && let Ok(handle) = Handle::try_current()
        {
            idle.tended.push(runtime);
            drop(idle);
            let tending = Tending {
                pool: Arc::downgrade(&self.0),
                runtime,
                is_done: false,
            };
            handle.spawn(tending.run());
        }
    }
}

/// Closes the connections of a runtime that were idle for too long, or that the server has closed.
struct Tending {
    pool: Weak<Shared>,
    runtime: Id,
    is_done: bool,
}

impl Tending {
    async fn run(mut self) {
        while !self.is_done {
            sleep(IDLE_TIMEOUT / 4).await;
            self.tend();
        }
    }

    fn tend(&mut self) {
        let Some(pool) = self.pool.upgrade() else {
            self.is_done = true;
            return;
        };
        let mut idle = lock(&pool.idle);
        idle.connections.retain(|(route, connection, since)| {
            route.runtime != self.runtime || since.elapsed() < IDLE_TIMEOUT && connection.is_ready()
        });
        let mut routes = idle.connections.iter().map(|(route, ..)| route);
        self.is_done = !routes.any(|route| route.runtime == self.runtime);
        if self.is_done {
            idle.tended.retain(|runtime| *runtime != self.runtime);
        }
    }
}

/// If the runtime ended first, its connections are dead.
impl Drop for Tending {
    fn drop(&mut self) {
        if !self.is_done
            && let Some(pool) = self.pool.upgrade()
        {
            let mut idle = lock(&pool.idle);
            idle.tended.retain(|runtime| *runtime != self.runtime);
            idle.connections
                .retain(|(route, ..)| route.runtime != self.runtime);
        }
    }
}

/// Nothing panics while it holds this lock.
fn lock(idle: &Mutex<Idle>) -> MutexGuard<'_, Idle> {
    idle.lock().unwrap_or_else(PoisonError::into_inner)
}
