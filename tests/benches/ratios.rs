//! How long what this repository does takes, as a ratio to the same by other means.
//!
//! ```sh
//! cargo bench -p benches --features compare --bench ratios                        # all
//! cargo bench -p benches --features compare --bench ratios -- codec jwt           # by the beginning of a name
//! cargo bench -p benches --features compare --bench ratios --no-default-features  # without spans
//! ```
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a benchmark fails by panicking"
)]

mod pairs;
mod ratio;

use ratio::Row;

fn main() {
    let is_wanted = pairs::filter();
    let mut rows = Vec::new();
    for pair in pairs::all() {
        if is_wanted(&pair.name) {
            eprintln!("{}", pair.name);
            rows.push(Row::measure(pair));
        }
    }
    for (name, samples) in pairs::generate::stages(&is_wanted) {
        rows.push(Row::new(name, samples));
    }
    ratio::print(&rows);
}
