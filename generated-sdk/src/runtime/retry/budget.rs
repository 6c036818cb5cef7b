//! How much may be sent again, by all calls of a client together.

use std::sync::atomic::{AtomicU32, Ordering::Relaxed};

/// How many repetitions there are at most, when nothing has failed for a while.
const CAPACITY: u32 = 50;

/// How many calls must succeed for one repetition more.
const EARNED_BY: u32 = 10;

/// Repetitions that are left.
///
/// In an outage every call fails, and repeating each of them would multiply the load on a service
/// that has too much of it. So the calls of a client share a budget, which each repetition draws
/// on and each success restores in part: after a short burst, repetitions are a tenth of what
/// succeeds.
pub(in crate::runtime) struct Budget {
    /// In tenths of a repetition.
    left: AtomicU32,
}

impl Default for Budget {
    fn default() -> Self {
        Self {
            left: AtomicU32::new(CAPACITY * EARNED_BY),
        }
    }
}

impl Budget {
    /// Takes a repetition, if there is one.
    pub(in crate::runtime) fn withdraw(&self) -> bool {
        self.left
            .fetch_update(Relaxed, Relaxed, |left| left.checked_sub(EARNED_BY))
            .is_ok()
    }

    /// A call has succeeded.
    pub(in crate::runtime) fn deposit(&self) {
        // Full is the usual case, and a load is cheaper than an exchange.
        let full = CAPACITY * EARNED_BY;
        if self.left.load(Relaxed) < full {
            let _ = self
                .left
                .fetch_update(Relaxed, Relaxed, |left| (left < full).then_some(left + 1));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Budget, CAPACITY, EARNED_BY};

    #[test]
    fn repetitions_are_earned_by_successes() {
        let budget = Budget::default();
        let all = (0..10 * CAPACITY).filter(|_| budget.withdraw()).count();
        assert_eq!(all, CAPACITY as usize);

        (1..EARNED_BY).for_each(|_| budget.deposit());
        assert!(!budget.withdraw());
        budget.deposit();
        assert!(budget.withdraw() && !budget.withdraw());

        (0..100 * CAPACITY * EARNED_BY).for_each(|_| budget.deposit());
        let all = (0..10 * CAPACITY).filter(|_| budget.withdraw()).count();
        assert_eq!(all, CAPACITY as usize);
    }
}
