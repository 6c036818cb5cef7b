//! What has another name in one version of a description than in another: found by where it stands
//! and by its form, and carried over to the overlays and to `names.toml`.

mod between;
mod carried;
mod carry;
mod edit;
mod explain;
mod form;
mod guess;
mod hints;
mod kept;
mod names_toml;
mod pairs;
mod parts;
mod places;
mod prefixes;
mod proposal;
mod rename;
mod rewrite;
mod rewritten;
mod schemas;
mod split;
mod tree;

pub use between::between;
pub(crate) use carry::before;
pub use carry::followed;
pub use edit::Edit;
pub use explain::{explain, removed_links};
pub use names_toml::rewrite as names;
pub(crate) use places::{Names, Places, unnamed};
pub use rename::{Part, Prefix, Rename, Renames, Why};
pub use rewrite::overlay;
pub use rewritten::Rewritten;
use tree::all_names;
