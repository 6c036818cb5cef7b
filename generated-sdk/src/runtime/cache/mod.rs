//! A cache with single flight: concurrent callers share one fetch of an entry.
//!
//! A fetch belongs to none of its callers. It runs in a task of its own, so a caller that is slow,
//! gives up or is dropped holds up nobody, and the value is cached. There is one at a time for a
//! key *and a runtime*: a runtime may stand still or end, and callers on another one cannot wait
//! for that.

use std::collections::{BTreeMap, HashMap};
use std::hash::Hash;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::runtime;
use tokio::sync::watch;
use tokio::time::Instant;

use super::error::{Error, ErrorKind, Result};
use super::executor;

/// A cache. Beyond its capacity, the oldest entries are evicted.
///
/// A failure is not cached. All callers that wait for it get it: if each of them fetched again, one
/// after the other, an outage would last longer.
pub(crate) struct Cache<K, V>(Arc<Mutex<State<K, V>>>);

struct State<K, V> {
    capacity: usize,
    /// Incremented for every entry and every fetch.
    count: u64,
    entries: HashMap<K, Entry<V>>,
    /// The keys by the age of their entries, the oldest first.
    by_age: BTreeMap<u64, K>,
    flights: HashMap<K, Vec<Flight<V>>>,
}

/// A cached value.
struct Entry<V> {
    number: u64,
    value: Arc<V>,
    until: Instant,
}

/// A fetch in progress.
struct Flight<V> {
    number: u64,
    runtime: runtime::Id,
    outcome: Outcome<V>,
}

/// The outcome of a fetch, for its callers and for the fetch itself.
type Outcome<V> = watch::Receiver<Option<Result<Arc<V>>>>;
type Settle<V> = watch::Sender<Option<Result<Arc<V>>>>;

#[cfg_attr(
    not(feature = "jwt"),
    allow(dead_code, reason = "the cache of keys needs more")
)]
impl<K, V> Cache<K, V>
where
    K: Eq + Hash + Clone + Send + 'static,
    V: Send + Sync + 'static,
{
    pub(crate) fn new(capacity: usize) -> Self {
        Self(Arc::new(Mutex::new(State {
            capacity,
            count: 0,
            entries: HashMap::new(),
            by_age: BTreeMap::new(),
            flights: HashMap::new(),
        })))
    }

    /// The cached value, if it is not stale.
    pub(crate) fn get(&self, key: &K) -> Option<Arc<V>> {
        lock(&self.0).fresh(key)
    }

    /// The cached value, or the one that `fetch` returns with its time to live.
    pub(crate) async fn get_or_fetch<F>(&self, key: K, fetch: impl FnOnce() -> F) -> Result<Arc<V>>
    where
        F: Future<Output = Result<(V, Duration)>> + Send + 'static,
    {
        self.obtain(key, true, fetch).await
    }

    /// A value that is newer than the cached one: from the fetch in progress, or from a new one.
    pub(crate) async fn refresh<F>(&self, key: K, fetch: impl FnOnce() -> F) -> Result<Arc<V>>
    where
        F: Future<Output = Result<(V, Duration)>> + Send + 'static,
    {
        self.obtain(key, false, fetch).await
    }

    /// The outcome of the fetch in progress, if there is one.
    pub(crate) async fn arriving(&self, key: &K) -> Option<Result<Arc<V>>> {
        let runtime = executor::current().ok()?.id();
        let outcome = lock(&self.0).flight(key, runtime)?;
        Some(arrival(outcome).await)
    }

    /// Caches a value, in place of a cached one and of one that is being fetched.
    pub(crate) fn put(&self, key: K, value: V, keep: Duration) {
        let mut state = lock(&self.0);
        state.flights.remove(&key);
        state.keep(key, Arc::new(value), keep);
    }

    /// Removes the entry, and does not cache the value of a fetch in progress: both may be stale.
    pub(crate) fn forget(&self, key: &K) {
        let mut state = lock(&self.0);
        state.flights.remove(key);
        state.remove(key);
    }

    /// Removes this value, unless another one is cached by now.
    pub(crate) fn forget_value(&self, key: &K, value: &Arc<V>) {
        let mut state = lock(&self.0);
        let entry = state.entries.get(key);
        if entry.is_some_and(|entry| Arc::ptr_eq(&entry.value, value)) {
            state.remove(key);
        }
    }

    async fn obtain<F>(
        &self,
        key: K,
        kept_will_do: bool,
        fetch: impl FnOnce() -> F,
    ) -> Result<Arc<V>>
    where
        F: Future<Output = Result<(V, Duration)>> + Send + 'static,
    {
        let runtime = executor::current()?;
        let (landing, outcome) = {
            let mut state = lock(&self.0);
            if let Some(value) = kept_will_do.then(|| state.fresh(&key)).flatten() {
                return Ok(value);
            }
            match state.flight(&key, runtime.id()) {
                Some(outcome) => (None, outcome),
                None => {
                    let (number, settle, outcome) = state.begin(&key, runtime.id());
                    let state = self.0.clone();
                    let landing = Landing {
                        state,
                        key,
                        number,
                        settle,
                    };
                    (Some(landing), outcome)
                }
            }
        };
        // Without the lock: a runtime that is shutting down drops the task at once, and dropping
        // takes it.
        if let Some(landing) = landing {
            let fetching = fetch();
            runtime.spawn(async move { landing.land(fetching.await) });
            // A worker keeps the task that it spawned last to itself, and may be blocked from here
            // on. With another one behind it, the fetch can move to any worker.
            runtime.spawn(async {});
        }
        arrival(outcome).await
    }
}

impl<K: Eq + Hash + Clone, V> State<K, V> {
    fn fresh(&self, key: &K) -> Option<Arc<V>> {
        let entry = self.entries.get(key)?;
        (Instant::now() < entry.until).then(|| entry.value.clone())
    }

    fn flight(&self, key: &K, runtime: runtime::Id) -> Option<Outcome<V>> {
        let mut flights = self.flights.get(key)?.iter();
        let flight = flights.find(|flight| flight.runtime == runtime)?;
        Some(flight.outcome.clone())
    }

    fn begin(&mut self, key: &K, runtime: runtime::Id) -> (u64, Settle<V>, Outcome<V>) {
        let number = self.next();
        let (settle, outcome) = watch::channel(None);
        let flight = Flight {
            number,
            runtime,
            outcome: outcome.clone(),
        };
        self.flights.entry(key.clone()).or_default().push(flight);
        (number, settle, outcome)
    }

    /// Removes a flight, and returns whether it was there: something newer may have taken its
    /// place.
    fn end(&mut self, key: &K, number: u64) -> bool {
        let Some(flights) = self.flights.get_mut(key) else {
            return false;
        };
        let before = flights.len();
        flights.retain(|flight| flight.number != number);
        let was_there = flights.len() < before;
        if flights.is_empty() {
            self.flights.remove(key);
        }
        was_there
    }

    fn keep(&mut self, key: K, value: Arc<V>, keep: Duration) {
        self.remove(&key);
        let number = self.next();
        let now = Instant::now();
        // As long as the clock can represent, which is longer than any program runs.
        let until = now.checked_add(keep).unwrap_or(now + FOREVER);
        let entry = Entry {
            number,
            value,
            until,
        };
        self.by_age.insert(number, key.clone());
        self.entries.insert(key, entry);
        while self.entries.len() > self.capacity {
            let Some((_, oldest)) = self.by_age.pop_first() else {
                return;
            };
            self.entries.remove(&oldest);
        }
    }

    fn remove(&mut self, key: &K) {
        if let Some(entry) = self.entries.remove(key) {
            self.by_age.remove(&entry.number);
        }
    }

    fn next(&mut self) -> u64 {
        self.count += 1;
        self.count
    }
}

/// The end of a fetch. Its drop cleans up if the task is dropped, with its runtime or by a panic.
struct Landing<K: Eq + Hash + Clone, V> {
    state: Arc<Mutex<State<K, V>>>,
    key: K,
    number: u64,
    settle: Settle<V>,
}

impl<K: Eq + Hash + Clone, V> Landing<K, V> {
    fn land(self, outcome: Result<(V, Duration)>) {
        let outcome = outcome.map(|(value, keep)| (Arc::new(value), keep));
        let mut state = lock(&self.state);
        if state.end(&self.key, self.number)
            && let Ok((value, keep)) = &outcome
        {
            state.keep(self.key.clone(), value.clone(), *keep);
        }
        drop(state);
        let outcome = outcome.map(|(value, _)| value);
        self.settle.send_replace(Some(outcome));
    }
}

impl<K: Eq + Hash + Clone, V> Drop for Landing<K, V> {
    fn drop(&mut self) {
        lock(&self.state).end(&self.key, self.number);
    }
}

async fn arrival<V>(mut outcome: Outcome<V>) -> Result<Arc<V>> {
    let arrived = outcome.wait_for(Option::is_some).await;
    match arrived.as_deref() {
        Ok(Some(outcome)) => outcome.clone(),
        // The task is gone: its runtime ended, or the transport panicked.
        Ok(None) | Err(_) => {
            Err(Error::from(ErrorKind::Transport).because("the fetch was canceled"))
        }
    }
}

/// A hundred years.
const FOREVER: Duration = Duration::from_secs(100 * 365 * 24 * 60 * 60);

/// Nothing panics while it holds this lock, and the state is consistent at any time.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests;
