//! What changes in the Rust surface of the crate, from the two models.
//!
//! Every field of the model is taken apart where its item is compared: what the model gains does not
//! compile here until its severity is decided.

mod builders;
mod call;
mod calls;
mod change;
mod fields;
mod inputs;
mod pairs;
mod reach;
mod servers;
mod types;

use super::names::Names;
use crate::ir::Api;
pub use change::{Action, Change, Origin, Part, Severity};
use pairs::Pairs;
use reach::Reach;

/// Compares two models: the calls in the order of their handles, the servers, then the types in that of the
/// description.
pub(super) fn compare(old: &Api, new: &Api, names: &Names) -> Vec<Change> {
    let pairs = Pairs::new(old, new, names);
    let mut changes = calls::compare(&pairs);
    changes.extend(servers::compare(&pairs));
    changes.extend(types::compare(&pairs, &Reach::of(old, new)));
    changes
}
