//! The fields of an object that have been decoded.

const BITS: usize = u64::BITS as usize;

/// A set of small numbers, which allocates only for those beyond 63.
#[derive(Default)]
pub(super) struct Seen {
    low: u64,
    high: Vec<u64>,
}

impl Seen {
    #[inline]
    pub(super) fn insert(&mut self, index: usize) {
        if index < BITS {
            self.low |= 1 << index;
        } else {
            *self.word(index / BITS) |= 1 << (index % BITS);
        }
    }

    /// How many there are.
    pub(super) fn count(&self) -> usize {
        let high: u32 = self.high.iter().map(|word| word.count_ones()).sum();
        (self.low.count_ones() + high) as usize
    }

    pub(super) fn contains(&self, index: usize) -> bool {
        let word = match index / BITS {
            0 => self.low,
            beyond => self.high.get(beyond - 1).copied().unwrap_or(0),
        };
        word & (1 << (index % BITS)) != 0
    }

    fn word(&mut self, number: usize) -> &mut u64 {
        if number == 0 {
            return &mut self.low;
        }
        if self.high.len() < number {
            self.high.resize(number, 0);
        }
        &mut self.high[number - 1]
    }
}
