//! A change on the wire.

use serde::Serialize;

use super::rules::Rule;
use crate::pointer::Pointer;

/// One fact that is different, with the operations that it reaches.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// What oasdiff calls it, and how bad it is.
    #[serde(flatten)]
    pub rule: Rule,
    /// Where it stands in the old description, in the schema that holds it; `None` where the thing
    /// is not there.
    pub old: Option<Pointer>,
    /// Where it stands in the new description.
    pub new: Option<Pointer>,
    /// What it was: `array of string`, `required`, `maxLength 100`.
    pub before: Option<String>,
    /// What it is.
    pub after: Option<String>,
    /// The operations that it reaches, `POST /v1/x`, in the order of the new description; those
    /// that only the old one has come last.
    pub operations: Vec<String>,
}
