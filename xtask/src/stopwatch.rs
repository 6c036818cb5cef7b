//! The duration of each stage, in milliseconds.

use std::time::Instant;

pub(crate) struct Stopwatch {
    last: Instant,
    laps: Vec<(&'static str, f64)>,
}

impl Stopwatch {
    pub(crate) fn start() -> Self {
        Self {
            last: Instant::now(),
            laps: Vec::new(),
        }
    }

    pub(crate) fn lap(&mut self, stage: &'static str) {
        let now = Instant::now();
        self.laps
            .push((stage, now.duration_since(self.last).as_secs_f64() * 1000.0));
        self.last = now;
    }

    /// `read 17.1, parse 9.0, … = 61.4 ms`.
    pub(crate) fn report(&self) -> String {
        let laps: Vec<String> = self
            .laps
            .iter()
            .map(|(stage, ms)| format!("{stage} {ms:.1}"))
            .collect();
        let total: f64 = self.laps.iter().map(|(_, ms)| ms).sum();
        format!("{} = {total:.1} ms", laps.join(", "))
    }
}
