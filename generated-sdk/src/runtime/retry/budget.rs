//! The retry budget that all calls of a client share.

use std::sync::atomic::{AtomicU32, Ordering::Relaxed};

/// The retries of a full budget.
const CAPACITY: u32 = 50;

/// How many calls must succeed for one more retry.
const EARNED_BY: u32 = 10;

/// The retries that are left.
///
/// In an outage every call fails, and retrying each of them would multiply the load on the API. So
/// each retry draws on the budget, and each success restores a tenth of one: after a short burst,
/// there is one retry for every ten successes.
pub(in crate::runtime) struct Budget {
    /// In tenths of a retry.
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
    /// Takes a retry, if there is one.
    pub(in crate::runtime) fn withdraw(&self) -> bool {
        self.left
            .fetch_update(Relaxed, Relaxed, |left| left.checked_sub(EARNED_BY))
            .is_ok()
    }

    /// Restores a tenth of a retry, for a call that succeeded.
    pub(in crate::runtime) fn deposit(&self) {
        // Full is the usual case, and a load is cheaper than a compare-and-swap.
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
    fn retries_are_earned_by_successes() {
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
