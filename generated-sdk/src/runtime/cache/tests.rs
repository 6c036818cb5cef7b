use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};
use std::time::Duration;

use tokio::task::yield_now;
use tokio::time::{advance, sleep, timeout};

use super::{Cache, lock};
use crate::runtime::error::{Error, ErrorKind, Result};

const SECOND: Duration = Duration::from_secs(1);
const MINUTE: Duration = Duration::from_secs(60);

/// A fetcher of numbers that counts how often it was asked, and takes a second for each.
#[derive(Clone, Default)]
struct Fetcher(Arc<AtomicU32>);

impl Fetcher {
    fn count(&self) -> u32 {
        self.0.load(SeqCst)
    }

    async fn fetch_for(self, keep: Duration) -> Result<(u32, Duration)> {
        let number = self.0.fetch_add(1, SeqCst) + 1;
        sleep(SECOND).await;
        Ok((number, keep))
    }

    async fn fetch(self) -> Result<(u32, Duration)> {
        self.fetch_for(MINUTE).await
    }

    async fn fail(self) -> Result<(u32, Duration)> {
        let (number, _) = self.fetch().await?;
        Err(Error::configuration(format!("failure {number}")))
    }
}

async fn get(cache: &Cache<u32, u32>, key: u32, fetcher: &Fetcher) -> u32 {
    let value = cache.get_or_fetch(key, || fetcher.clone().fetch());
    *value.await.unwrap()
}

#[tokio::test(start_paused = true)]
async fn a_value_is_fetched_once_and_kept() {
    let (cache, fetcher) = (Cache::new(9), Fetcher::default());
    let get = || get(&cache, 1, &fetcher);
    assert_eq!(tokio::join!(get(), get(), get()), (1, 1, 1));
    advance(MINUTE - Duration::from_millis(1)).await;
    assert_eq!(get().await, 1);
    advance(Duration::from_millis(1)).await;
    assert_eq!(tokio::join!(get(), get()), (2, 2));

    cache.forget(&1);
    assert_eq!(get().await, 3);
    cache.put(1, 7, MINUTE);
    assert_eq!(get().await, 7);
    cache.put(1, 8, Duration::MAX);
    advance(100 * MINUTE).await;
    assert_eq!(get().await, 8);
}

#[tokio::test(start_paused = true)]
async fn a_failure_goes_to_all_who_waited_and_no_further() {
    let (cache, fetcher) = (Cache::<u32, u32>::new(9), Fetcher::default());
    let fail = || async {
        let outcome = cache.get_or_fetch(1, || fetcher.clone().fail()).await;
        outcome.unwrap_err().to_string()
    };
    let (first, second, third) = tokio::join!(fail(), fail(), fail());
    assert!(first.ends_with("failure 1"), "{first}");
    assert_eq!((&first, &first), (&second, &third));
    assert!(fail().await.ends_with("failure 2"));
    assert_eq!(get(&cache, 1, &fetcher).await, 3);
}

/// However many callers give up, and even if none waits to the end, there is one fetch.
#[tokio::test(start_paused = true)]
async fn a_fetch_goes_on_when_its_callers_give_up() {
    let (cache, fetcher) = (Cache::new(9), Fetcher::default());
    for caller in 0..20 {
        let get = timeout(SECOND / 10, get(&cache, 1, &fetcher));
        assert_eq!(get.await.is_ok(), caller >= 10, "{caller}");
    }
    assert_eq!(fetcher.count(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_caller_that_is_not_polled_holds_up_nobody() {
    let (cache, fetcher) = (Cache::new(9), Fetcher::default());
    let mut paused = Box::pin(get(&cache, 1, &fetcher));
    tokio::select! {
        biased;
        _ = &mut paused => unreachable!("it takes a second"),
        () = yield_now() => {}
    }
    let others = async { tokio::join!(get(&cache, 1, &fetcher), get(&cache, 1, &fetcher)) };
    assert_eq!(timeout(2 * SECOND, others).await.unwrap(), (1, 1));
    assert_eq!(paused.await, 1);
}

/// A runtime that nobody drives: its tasks stand still.
#[test]
fn another_runtime_waits_for_nobody() {
    let build = || {
        let mut builder = tokio::runtime::Builder::new_current_thread();
        builder.enable_time().start_paused(true).build().unwrap()
    };
    let (first, second) = (build(), build());
    let (cache, fetcher) = (Cache::new(9), Fetcher::default());
    let begun = first.block_on(async { timeout(SECOND / 10, get(&cache, 1, &fetcher)).await });
    assert!(begun.is_err());
    assert_eq!(second.block_on(get(&cache, 1, &fetcher)), 2);
    // What the first has fetched is not worse for it.
    drop(first);
    assert_eq!(second.block_on(get(&cache, 1, &fetcher)), 2);
    assert!(lock(&cache.0).flights.is_empty());
}

#[tokio::test(start_paused = true)]
async fn a_fetch_that_panics_is_an_error_and_leaves_nothing() {
    let (cache, fetcher) = (Cache::new(9), Fetcher::default());
    let fetch = || async { panic!("what carries requests is of the user's making") };
    let outcome: Result<Arc<u32>> = cache.get_or_fetch(1, fetch).await;
    assert!(matches!(outcome.unwrap_err().kind(), ErrorKind::Transport));
    assert_eq!(get(&cache, 1, &fetcher).await, 1);
}

#[test]
fn without_a_runtime_there_is_an_error() {
    let cache = Cache::<u32, u32>::new(9);
    let mut outcome = Box::pin(cache.get_or_fetch(1, || Fetcher::default().fetch()));
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    let std::task::Poll::Ready(Err(error)) = outcome.as_mut().poll(&mut context) else {
        panic!("it has nothing to wait for");
    };
    assert!(matches!(error.kind(), ErrorKind::NoRuntime), "{error:?}");
}

/// Also when far more are on their way than the cache has room for.
#[tokio::test(start_paused = true)]
async fn the_oldest_leave_one_by_one() {
    let (cache, fetcher) = (Arc::new(Cache::new(3)), Fetcher::default());
    let mut fetches = tokio::task::JoinSet::new();
    for key in 0..10 {
        let (cache, fetcher) = (cache.clone(), fetcher.clone());
        fetches.spawn(async move { get(&cache, key, &fetcher).await });
    }
    let mut values = fetches.join_all().await;
    values.sort_unstable();
    assert_eq!(values, (1..=10).collect::<Vec<_>>());
    assert_eq!(fetcher.count(), 10);

    let cache = Cache::new(3);
    for key in 0..5 {
        cache.put(key, key, MINUTE * (9 - key));
        let kept = (0..5).filter(|key| cache.get(key).is_some());
        let expected = key.saturating_sub(2)..=key;
        assert_eq!(kept.collect::<Vec<_>>(), expected.collect::<Vec<_>>());
    }
    // A new value is young, whatever was there before.
    cache.put(2, 0, MINUTE);
    cache.put(9, 0, MINUTE);
    assert!(cache.get(&2).is_some() && cache.get(&3).is_none());
    assert_eq!(lock(&cache.0).by_age.len(), 3);
}

#[tokio::test(start_paused = true)]
async fn a_value_is_let_go_of_once() {
    let (cache, fetcher) = (Cache::new(9), Fetcher::default());
    let fetch = || cache.get_or_fetch(1, || fetcher.clone().fetch());
    let first = fetch().await.unwrap();
    cache.forget_value(&1, &first);
    // A caller who finds out later finds a value on its way, or another.
    let on_its_way = async { cache.forget_value(&1, &first) };
    let (second, ()) = tokio::join!(fetch(), on_its_way);
    cache.forget_value(&1, &first);
    assert_eq!(*second.unwrap(), 2);
    assert_eq!(*fetch().await.unwrap(), 2);
}

/// It may have read what has changed since.
#[tokio::test(start_paused = true)]
async fn a_fetch_that_began_before_a_change_is_not_kept() {
    let (cache, fetcher) = (Cache::new(9), Fetcher::default());
    let changed = async {
        sleep(SECOND / 2).await;
        cache.forget(&1);
    };
    let (outdated, ()) = tokio::join!(get(&cache, 1, &fetcher), changed);
    assert_eq!((outdated, cache.get(&1)), (1, None));

    let changed = async {
        sleep(SECOND / 2).await;
        cache.put(1, 9, MINUTE);
    };
    let (outdated, ()) = tokio::join!(get(&cache, 1, &fetcher), changed);
    assert_eq!((outdated, get(&cache, 1, &fetcher).await), (2, 9));
}

#[tokio::test(start_paused = true)]
async fn a_refresh_is_shared_and_replaces_what_is_there() {
    let (cache, fetcher) = (Cache::new(9), Fetcher::default());
    cache.put(1, 0, MINUTE);
    assert!(cache.arriving(&1).await.is_none());
    let refresh = || async { *cache.refresh(1, || fetcher.clone().fetch()).await.unwrap() };
    let join = async { cache.arriving(&1).await.map(|outcome| *outcome.unwrap()) };
    let (first, second, joined, kept) =
        tokio::join!(refresh(), refresh(), join, get(&cache, 1, &fetcher));
    assert_eq!((first, second, joined, kept), (1, 1, Some(1), 0));
    assert_eq!(get(&cache, 1, &fetcher).await, 1);
}

/// They do not fetch it again, one after the other.
#[tokio::test(start_paused = true)]
async fn callers_who_waited_take_what_is_not_kept() {
    let (cache, fetcher) = (Cache::new(9), Fetcher::default());
    let get = || async {
        let brief = || fetcher.clone().fetch_for(Duration::ZERO);
        *cache.get_or_fetch(1, brief).await.unwrap()
    };
    assert_eq!(tokio::join!(get(), get(), get()), (1, 1, 1));
    assert_eq!(get().await, 2);
}
