//! Pagination.

use std::collections::{BTreeSet, VecDeque};
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;

use super::call::ResponseFuture;
use super::error::{ErrorKind, Result};

/// The pages of a paginated call, each fetched on demand.
///
/// It is a [`Stream`], and has a [`next`](Self::next) of its own that needs no other crate. It ends
/// after the page without a next cursor, and after the first error: the [cursor](Self::cursor) then
/// says where to continue.
///
/// [`Stream`]: https://docs.rs/futures-core/0.3/futures_core/stream/trait.Stream.html
#[doc(alias = "pagination")]
#[must_use = "nothing is sent before a page is asked for"]
pub struct Pages<P> {
    fetch: Box<Fetch<P>>,
    next: fn(&P) -> Option<&str>,
    state: State<P>,
    cursor: Option<String>,
    seen: BTreeSet<String>,
}

type Fetch<P> = dyn Fn(Option<&str>) -> ResponseFuture<P> + Send;

enum State<P> {
    Ready,
    Fetching(ResponseFuture<P>),
    /// The next cursor of the last page was seen before.
    Circle,
    Done,
}

impl<P> Pages<P> {
    /// `fetch` takes the cursor of a page, `None` for the first; `next` returns the next cursor of
    /// a page.
    #[inline]
    pub(crate) fn new(
        fetch: impl Fn(Option<&str>) -> ResponseFuture<P> + Send + 'static,
        next: fn(&P) -> Option<&str>,
    ) -> Self {
        Self {
            fetch: Box::new(fetch),
            next,
            state: State::Ready,
            cursor: None,
            seen: BTreeSet::new(),
        }
    }

    /// The items of all pages.
    #[inline]
    pub(crate) fn items<T>(self, of: fn(P) -> Vec<T>) -> Items<T>
    where
        P: 'static,
        T: 'static,
    {
        Items {
            pages: Box::pin(Batches { pages: self, of }),
            batch: VecDeque::new(),
        }
    }

    /// Returns the next page, or `None` at the end.
    #[inline]
    pub async fn next(&mut self) -> Option<Result<P>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// Returns the cursor of the page that was requested last, `None` for the first page.
    #[inline]
    pub fn cursor(&self) -> Option<&str> {
        self.cursor.as_deref()
    }

    /// Moves on to the page after this one, if there is one.
    #[inline]
    fn follow(&mut self, page: &P) -> State<P> {
        let Some(cursor) = (self.next)(page).filter(|cursor| !cursor.is_empty()) else {
            return State::Done;
        };
        if !self.seen.insert(cursor.to_owned()) {
            return State::Circle;
        }
        self.cursor = Some(cursor.to_owned());
        State::Ready
    }
}

/// Nothing in it is pinned: the future of a response is boxed.
impl<P> Unpin for Pages<P> {}

impl<P> Stream for Pages<P> {
    type Item = Result<P>;

    #[inline]
    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if let State::Ready = self.state {
            self.state = State::Fetching((self.fetch)(self.cursor.as_deref()));
        }
        let outcome = match &mut self.state {
            State::Fetching(response) => ready!(Pin::new(response).poll(context)),
            State::Circle => Err(ErrorKind::RepeatedCursor.into()),
            State::Ready | State::Done => return Poll::Ready(None),
        };
        self.state = match &outcome {
            Ok(page) => self.follow(page),
            Err(_) => State::Done,
        };
        Poll::Ready(Some(outcome))
    }
}

impl<P> fmt::Debug for Pages<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages").finish_non_exhaustive()
    }
}

/// The items of a paginated call. A page is fetched when the items of the previous one are used up.
///
/// It is a [`Stream`], and has a [`next`](Self::next) of its own that needs no other crate. It ends
/// after the last item, and after the first error.
///
/// [`Stream`]: https://docs.rs/futures-core/0.3/futures_core/stream/trait.Stream.html
#[doc(alias = "pagination")]
#[must_use = "nothing is sent before an item is asked for"]
pub struct Items<T> {
    pages: Pin<Box<dyn Stream<Item = Result<Vec<T>>> + Send>>,
    batch: VecDeque<T>,
}

impl<T> Items<T> {
    /// Returns the next item, or `None` at the end.
    #[inline]
    pub async fn next(&mut self) -> Option<Result<T>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }
}

/// What is pinned in it is boxed.
impl<T> Unpin for Items<T> {}

impl<T> Stream for Items<T> {
    type Item = Result<T>;

    #[inline]
    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            if let Some(item) = self.batch.pop_front() {
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(self.pages.as_mut().poll_next(context)) {
                // It may be empty and have pages after it.
                Some(Ok(batch)) => self.batch = batch.into(),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

impl<T> fmt::Debug for Items<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items").finish_non_exhaustive()
    }
}

/// The pages, each as its items.
struct Batches<P, T> {
    pages: Pages<P>,
    of: fn(P) -> Vec<T>,
}

impl<P, T> Stream for Batches<P, T> {
    type Item = Result<Vec<T>>;

    #[inline]
    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let page = ready!(Pin::new(&mut self.pages).poll_next(context));
        Poll::Ready(page.map(|page| page.map(self.of)))
    }
}
