//! The responses that an operation of a fake has been given.

use std::collections::VecDeque;
use std::sync::Arc;

use super::outcome::Outcome;
use super::recorded::Arrived;

pub(super) type Respond = Arc<dyn Fn(&Arrived) -> Outcome + Send + Sync>;

/// The responses that are still to be given, in order.
#[derive(Default)]
pub(super) struct Responses {
    queue: VecDeque<Respond>,
    /// Whether the first of them has been given, and stays only because there is no other.
    given: bool,
}

impl Responses {
    pub(super) fn add(&mut self, respond: Respond) {
        self.queue.push_back(respond);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.queue.is_empty()
    }

    pub(super) fn next(&mut self) -> Option<Respond> {
        if self.given && self.queue.len() > 1 {
            self.queue.pop_front();
        }
        self.given = !self.queue.is_empty();
        self.queue.front().cloned()
    }
}
