//! Two ways to do the same, in blocks that take turns (A B, B A, A B, …). A machine slows down and
//! speeds up over seconds. That meets both blocks of a pair and cancels out, so the median of the
//! ratios is steady where the durations are not. `divan` and `criterion` run one benchmark after
//! the other, and what interleaves is heavy (`zenbench`) or compares two builds (`tango-bench`).

use std::time::{Duration, Instant};

use crate::pairs::{Pair, Run};

/// How long a block takes at least: much longer than the clock's resolution, and shorter than the
/// time slices in which other processes get the processor, so that those spoil few blocks.
const BLOCK: Duration = Duration::from_micros(500);

/// How many pairs of blocks there are, as far as they fit into `PAIR`, but never fewer than `FEWEST`.
const BLOCKS: usize = 1_000;
const FEWEST: usize = 30;
const PAIR: Duration = Duration::from_secs(3);

/// A line of the table: durations in seconds, medians.
pub(crate) struct Row {
    name: String,
    ours: f64,
    theirs: f64,
    /// The quartiles of the ratio.
    ratio: [f64; 3],
}

impl Row {
    /// From pairs of durations that were measured next to each other.
    pub(crate) fn new(name: String, mut samples: Vec<(f64, f64)>) -> Self {
        let mut quartiles = |of: fn(&(f64, f64)) -> f64| {
            samples.sort_by(|one, two| of(one).total_cmp(&of(two)));
            [1, 2, 3].map(|quarter| of(&samples[(samples.len() - 1) * quarter / 4]))
        };
        Self {
            name,
            ours: quartiles(|sample| sample.0)[1],
            theirs: quartiles(|sample| sample.1)[1],
            ratio: quartiles(|sample| sample.0 / sample.1),
        }
    }

    /// Measures a pair.
    pub(crate) fn measure(mut pair: Pair) -> Self {
        let sizes = [&mut pair.ours, &mut pair.theirs].map(size);
        let [ours, theirs] = sizes.map(|(_, duration)| duration);
        let fitting = PAIR.div_duration_f64(ours + theirs) as usize;
        let samples = (0..fitting.clamp(FEWEST, BLOCKS)).map(|block| {
            let ours = |pair: &mut Pair| block_of(&mut pair.ours, sizes[0].0);
            let theirs = |pair: &mut Pair| block_of(&mut pair.theirs, sizes[1].0);
            let (ours, theirs) = if block % 2 == 0 {
                let ours = ours(&mut pair);
                (ours, theirs(&mut pair))
            } else {
                let theirs = theirs(&mut pair);
                (ours(&mut pair), theirs)
            };
            (ours / f64::from(pair.units), theirs / f64::from(pair.units))
        });
        let samples = samples.collect();
        Self::new(pair.name, samples)
    }
}

/// How often something has to run to fill a block, and how long that takes.
fn size(run: &mut Run) -> (u32, Duration) {
    let mut count = 1;
    loop {
        let start = Instant::now();
        run(count);
        let duration = start.elapsed();
        if duration >= BLOCK {
            return (count, duration);
        }
        count *= 2;
    }
}

/// How long one run takes, in a block of that many.
fn block_of(run: &mut Run, count: u32) -> f64 {
    let start = Instant::now();
    run(count);
    start.elapsed().as_secs_f64() / f64::from(count)
}

/// Prints the table.
pub(crate) fn print(rows: &[Row]) {
    let width = rows.iter().map(|row| row.name.len()).max().unwrap_or(0);
    println!(
        "\n{:width$}  {:>9}  {:>9}  {:>6}  quartiles",
        "", "ours", "theirs", "ratio"
    );
    for row in rows {
        let [low, median, high] = row.ratio;
        println!(
            "{:width$}  {:>9}  {:>9}  {median:>6.3}  {low:.3} to {high:.3}",
            row.name,
            duration(row.ours),
            duration(row.theirs),
        );
    }
}

fn duration(seconds: f64) -> String {
    match seconds {
        0.001.. => format!("{:.2} ms", seconds * 1e3),
        0.000_001.. => format!("{:.2} µs", seconds * 1e6),
        _ => format!("{:.1} ns", seconds * 1e9),
    }
}
