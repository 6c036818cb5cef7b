//! A [`Report`](crate::diagnostic::Report) with positions and lines, for terminals and as JSON.

mod json;
mod locate;
mod render;

pub use render::Shown;
