//! How long the pairs take by themselves, and what they allocate on the thread that runs them: how
//! often, how much, and how much at once (`max alloc`).
//!
//! Counting takes time as well, so these durations are longer than those of `ratios`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a benchmark fails by panicking"
)]

mod pairs;

use divan::counter::ItemsCount;
use divan::{AllocProfiler, Bencher};

#[global_allocator]
static ALLOCATOR: AllocProfiler = AllocProfiler::system();

fn main() {
    divan::main();
}

fn names() -> Vec<String> {
    let is_wanted = pairs::filter();
    let names = pairs::all().into_iter().map(|pair| pair.name);
    names.filter(|name| is_wanted(name)).collect()
}

#[divan::bench(args = names(), sample_count = 20, sample_size = 1, max_time = 0.5)]
fn ours(bencher: Bencher, name: &str) {
    let mut pair = pairs::find(name);
    (pair.ours)(1);
    let bencher = bencher.counter(ItemsCount::new(pair.units));
    bencher.bench_local(|| (pair.ours)(1));
}

#[divan::bench(args = names(), sample_count = 20, sample_size = 1, max_time = 0.5)]
fn theirs(bencher: Bencher, name: &str) {
    let mut pair = pairs::find(name);
    (pair.theirs)(1);
    let bencher = bencher.counter(ItemsCount::new(pair.units));
    bencher.bench_local(|| (pair.theirs)(1));
}
