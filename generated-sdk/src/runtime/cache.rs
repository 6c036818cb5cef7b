//! Values that are fetched once for all who ask at the same time, and kept for a while.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

use super::error::{Error, Result};

/// Values by their keys, of which it keeps so many at most.
///
/// A failure is not kept, but it goes to all who were waiting when it happened: each of them
/// fetching again, one after the other, would make an outage last longer.
pub(crate) struct Cache<K, V> {
    capacity: usize,
    entries: Mutex<HashMap<K, Arc<Entry<V>>>>,
}

/// A value that is there, or on its way.
struct Entry<V> {
    /// Held by the one who fetches. A caller who gives up lets it go, and the next one fetches.
    fetching: tokio::sync::Mutex<()>,
    state: Mutex<State<V>>,
}

struct State<V> {
    kept: Option<Kept<V>>,
    failure: Option<Error>,
    /// How often fetching came to an end, well or not.
    fetched: u64,
}

struct Kept<V> {
    value: Arc<V>,
    until: Instant,
}

impl<K: Eq + Hash + Clone, V> Cache<K, V> {
    pub(crate) fn new(capacity: usize) -> Self {
        Self {
            capacity,
            entries: Mutex::default(),
        }
    }

    /// The value that is kept, or the one that `fetch` gives, with how long to keep it.
    pub(crate) async fn get_or_fetch<F>(&self, key: K, fetch: impl FnOnce() -> F) -> Result<Arc<V>>
    where
        F: Future<Output = Result<(V, Duration)>>,
    {
        let entry = self.entry(&key);
        let fetched = match entry.fresh() {
            Ok(value) => return Ok(value),
            Err(fetched) => fetched,
        };
        let _fetching = entry.fetching.lock().await;
        // Somebody else may have fetched it meanwhile.
        if let Some(outcome) = entry.since(fetched) {
            return outcome;
        }
        let outcome = fetch().await;
        if outcome.is_err() {
            self.remove(&key, &entry);
        }
        entry.settle(outcome)
    }

    /// Keeps a value, instead of one that is there.
    pub(crate) fn put(&self, key: K, value: V, keep: Duration) -> Arc<V> {
        let value = Arc::new(value);
        // A fetch that is under way ends in an entry that nobody finds any more.
        let entry = Entry::default();
        lock(&entry.state).keep(value.clone(), keep);
        let mut entries = lock(&self.entries);
        self.make_room(&mut entries, &key);
        entries.insert(key, Arc::new(entry));
        value
    }

    /// Lets go of a value.
    pub(crate) fn forget(&self, key: &K) {
        lock(&self.entries).remove(key);
    }

    /// Lets go of this value, unless there is another one by now, or on its way.
    pub(crate) fn forget_value(&self, key: &K, value: &Arc<V>) {
        let mut entries = lock(&self.entries);
        if entries.get(key).is_some_and(|entry| entry.holds(value)) {
            entries.remove(key);
        }
    }

    fn entry(&self, key: &K) -> Arc<Entry<V>> {
        let mut entries = lock(&self.entries);
        if let Some(entry) = entries.get(key) {
            return entry.clone();
        }
        self.make_room(&mut entries, key);
        entries.entry(key.clone()).or_default().clone()
    }

    /// Drops what is over, or else what will be over first, if there is no room for another.
    fn make_room(&self, entries: &mut HashMap<K, Arc<Entry<V>>>, key: &K) {
        if entries.len() < self.capacity || entries.contains_key(key) {
            return;
        }
        let now = Instant::now();
        // What has no value and nobody who fetches one was given up.
        entries.retain(|_, entry| match entry.until() {
            Some(until) => until > now,
            None => entry.fetching.try_lock().is_err(),
        });
        if entries.len() < self.capacity {
            return;
        }
        // An eighth at once, so that a full cache is not searched for each new value. Those that
        // are on their way come last.
        let end = |entry: &Entry<V>| {
            let until = entry.until();
            (until.is_none(), until)
        };
        let mut ends: Vec<_> = entries.values().map(|entry| end(entry)).collect();
        ends.sort_unstable();
        if let Some(last) = ends.get(self.capacity / 8).copied() {
            entries.retain(|_, entry| end(entry) > last);
        }
    }

    /// Removes the entry, unless there is another under its key by now.
    fn remove(&self, key: &K, entry: &Arc<Entry<V>>) {
        let mut entries = lock(&self.entries);
        if entries
            .get(key)
            .is_some_and(|other| Arc::ptr_eq(other, entry))
        {
            entries.remove(key);
        }
    }
}

impl<V> Default for Entry<V> {
    fn default() -> Self {
        Self {
            fetching: tokio::sync::Mutex::default(),
            state: Mutex::new(State {
                kept: None,
                failure: None,
                fetched: 0,
            }),
        }
    }
}

impl<V> Entry<V> {
    /// The value, if it is to be used; otherwise how often it has been fetched.
    fn fresh(&self) -> Result<Arc<V>, u64> {
        let state = lock(&self.state);
        state.fresh().ok_or(state.fetched)
    }

    fn holds(&self, value: &Arc<V>) -> bool {
        let kept = &lock(&self.state).kept;
        kept.as_ref()
            .is_some_and(|kept| Arc::ptr_eq(&kept.value, value))
    }

    /// What has come of it since it had been fetched so often. Whoever waited for a value takes it,
    /// however short it is to be kept.
    fn since(&self, fetched: u64) -> Option<Result<Arc<V>>> {
        let state = lock(&self.state);
        if state.fetched == fetched {
            return None;
        }
        let failed = || state.failure.clone().map(Err);
        let kept = state.kept.as_ref();
        kept.map(|kept| Ok(kept.value.clone())).or_else(failed)
    }

    /// Takes in what came of fetching.
    fn settle(&self, outcome: Result<(V, Duration)>) -> Result<Arc<V>> {
        let mut state = lock(&self.state);
        state.fetched += 1;
        match outcome {
            Ok((value, keep)) => {
                let value = Arc::new(value);
                state.keep(value.clone(), keep);
                Ok(value)
            }
            Err(error) => {
                state.kept = None;
                state.failure = Some(error.clone());
                Err(error)
            }
        }
    }

    fn until(&self) -> Option<Instant> {
        lock(&self.state).kept.as_ref().map(|kept| kept.until)
    }
}

impl<V> State<V> {
    fn fresh(&self) -> Option<Arc<V>> {
        let kept = self.kept.as_ref()?;
        (Instant::now() < kept.until).then(|| kept.value.clone())
    }

    fn keep(&mut self, value: Arc<V>, keep: Duration) {
        let now = Instant::now();
        // As long as the clock can tell, which is longer than any program runs.
        let until = now.checked_add(keep).unwrap_or(now + FOREVER);
        self.failure = None;
        self.kept = Some(Kept { value, until });
    }
}

/// A hundred years.
const FOREVER: Duration = Duration::from_secs(100 * 365 * 24 * 60 * 60);

/// Nothing panics while it holds one of these locks, and what they guard is whole at any time.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::time::Duration;

    use tokio::time::{advance, sleep, timeout};

    use super::Cache;
    use crate::runtime::error::{Error, Result};

    const MINUTE: Duration = Duration::from_secs(60);

    /// Fetches a number, slowly.
    async fn fetch(count: &Cell<u32>) -> Result<(u32, Duration)> {
        count.set(count.get() + 1);
        sleep(Duration::from_secs(1)).await;
        Ok((count.get(), MINUTE))
    }

    async fn fail(count: &Cell<u32>) -> Result<(u32, Duration)> {
        fetch(count).await?;
        Err(Error::configuration(format!("failure {}", count.get())))
    }

    #[tokio::test(start_paused = true)]
    async fn a_value_is_fetched_once_and_kept() {
        let (cache, count) = (Cache::new(9), Cell::new(0));
        let get = || async { *cache.get_or_fetch("a", || fetch(&count)).await.unwrap() };
        assert_eq!(tokio::join!(get(), get(), get()), (1, 1, 1));
        advance(MINUTE - Duration::from_millis(1)).await;
        assert_eq!(get().await, 1);
        advance(Duration::from_millis(1)).await;
        assert_eq!(tokio::join!(get(), get()), (2, 2));

        cache.forget(&"a");
        assert_eq!(get().await, 3);
        cache.put("a", 7, MINUTE);
        assert_eq!(get().await, 7);
        cache.put("a", 8, Duration::MAX);
        advance(100 * MINUTE).await;
        assert_eq!(get().await, 8);
    }

    #[tokio::test(start_paused = true)]
    async fn a_failure_goes_to_all_who_waited_and_no_further() {
        let (cache, count) = (Cache::new(9), Cell::new(0));
        let get = || async {
            let outcome = cache.get_or_fetch("a", || fail(&count)).await;
            outcome.unwrap_err().to_string()
        };
        let (first, second, third) = tokio::join!(get(), get(), get());
        assert!(first.ends_with("failure 1"), "{first}");
        assert_eq!((&first, &first), (&second, &third));
        assert!(get().await.ends_with("failure 2"));
        assert_eq!(*cache.get_or_fetch("a", || fetch(&count)).await.unwrap(), 3);
    }

    #[tokio::test(start_paused = true)]
    async fn whoever_gives_up_leaves_it_to_the_next() {
        let (cache, count) = (Cache::new(9), Cell::new(0));
        let get = || cache.get_or_fetch("a", || fetch(&count));
        let (impatient, patient) = tokio::join!(timeout(Duration::from_millis(500), get()), get());
        assert!(impatient.is_err());
        assert_eq!(*patient.unwrap(), 2);
    }

    #[tokio::test(start_paused = true)]
    async fn there_are_so_many_at_most() {
        let cache = Cache::new(3);
        for (key, minutes) in [("a", 4), ("b", 2), ("c", 3)] {
            cache.put(key, 0, minutes * MINUTE);
        }
        let len = || super::lock(&cache.entries).len();
        let count = Cell::new(0);
        // `b` would be over first.
        cache.get_or_fetch("d", || fetch(&count)).await.unwrap();
        assert_eq!(len(), 3);
        assert_eq!(*cache.get_or_fetch("a", || fetch(&count)).await.unwrap(), 0);
        // `d` is over, and nothing else has to go.
        advance(MINUTE).await;
        cache.put("e", 0, MINUTE);
        assert_eq!(*cache.get_or_fetch("c", || fetch(&count)).await.unwrap(), 0);
        assert_eq!(len(), 3);
    }

    #[tokio::test(start_paused = true)]
    async fn a_value_is_let_go_of_once() {
        let (cache, count) = (Cache::new(9), Cell::new(0));
        let get = || cache.get_or_fetch("a", || fetch(&count));
        let first = get().await.unwrap();
        cache.forget_value(&"a", &first);
        // Whoever finds out later finds a value on its way, or another.
        let on_its_way = async { cache.forget_value(&"a", &first) };
        let (second, ()) = tokio::join!(get(), on_its_way);
        cache.forget_value(&"a", &first);
        assert_eq!(*second.unwrap(), 2);
        assert_eq!(*get().await.unwrap(), 2);
    }

    #[tokio::test(start_paused = true)]
    async fn what_was_given_up_is_the_first_to_go() {
        let cache = Cache::new(8);
        cache.put(100, 0, MINUTE);
        let count = Cell::new(0);
        for key in 0..50 {
            let given_up = cache.get_or_fetch(key, || fetch(&count));
            assert!(timeout(Duration::from_millis(1), given_up).await.is_err());
        }
        let kept = cache.get_or_fetch(100, || fetch(&count)).await.unwrap();
        assert_eq!(*kept, 0);
    }

    /// They do not fetch it again, one after the other.
    #[tokio::test(start_paused = true)]
    async fn whoever_waited_takes_what_is_not_kept() {
        let (cache, count) = (Cache::new(9), Cell::new(0));
        let get = || async {
            let brief = || async {
                fetch(&count)
                    .await
                    .map(|(value, _)| (value, Duration::ZERO))
            };
            *cache.get_or_fetch("a", brief).await.unwrap()
        };
        assert_eq!(tokio::join!(get(), get(), get()), (1, 1, 1));
        assert_eq!(get().await, 2);
    }
}
