//! A comparison as text: to read, for tools, and for the changelog.

mod changelog;
mod group;
mod json;
mod lines;
mod markdown;

pub use changelog::block as changelog;
pub use json::json;
pub use markdown::{entry, head, markdown};
