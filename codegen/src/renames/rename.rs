//! What has another name, as data.

use serde::Serialize;

/// What has another name than before. Each list is sorted, no old name is in it twice at one place,
/// and no new one.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize)]
pub struct Renames {
    /// Names that changed in the same way: in place of many entries below, one.
    pub prefixes: Vec<Prefix>,
    /// Component schemas, by their keys.
    pub schemas: Vec<Rename>,
    /// Operations, by their `operationId`.
    pub operations: Vec<Rename>,
    /// Paths, as they are written: `/orders/{order_id}`.
    pub paths: Vec<Rename>,
    /// Properties of a schema.
    pub properties: Vec<Part>,
    /// Parameters of a path or of an operation.
    pub parameters: Vec<Part>,
    /// Values of an `enum`, as far as they are strings.
    pub values: Vec<Part>,
}

/// Something that has another name than before.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Rename {
    /// The name that is gone.
    pub old: String,
    /// The name that is new.
    pub new: String,
    /// How it was recognized.
    #[serde(skip)]
    pub why: Why,
    /// How much of the form is the same, in percent: 0 to 100.
    pub likeness: u8,
}

/// Something within a schema, a path or an operation that has another name than before.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Part {
    /// What it is in, as a JSON pointer into the old description: `/components/schemas/Order` for
    /// a property, `/components/schemas/Order/properties/status` for a value.
    pub place: String,
    /// The names.
    #[serde(flatten)]
    pub rename: Rename,
}

/// How something was recognized, from the surest on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// It stands where the old one was: at the verb and the path of an operation, at the reference
    /// to a schema, at the position of a property.
    SamePlace,
    /// It has the form of the old one, and nothing else has.
    EqualForm,
    /// It has nearly the form of the old one.
    Alike,
}

/// Names that changed in the same way.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Prefix {
    /// What they began with.
    pub old: String,
    /// What they begin with now.
    pub new: String,
    /// The old names, sorted.
    pub names: Vec<String>,
}

impl Renames {
    /// Whether nothing has another name.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Schemas, operations and paths: what a name stands for wherever it is.
    pub fn whole(&self) -> impl Iterator<Item = &Rename> {
        let schemas = self.schemas.iter().chain(&self.operations);
        schemas.chain(&self.paths)
    }
}

impl Rename {
    /// What stands where the old one was.
    pub(super) fn at_the_same_place(old: &str, new: &str, likeness: u8) -> Self {
        Self {
            why: Why::SamePlace,
            ..Self::by_form(old, new, likeness)
        }
    }

    /// A pair that was found by its form alone.
    pub(super) fn by_form(old: &str, new: &str, likeness: u8) -> Self {
        let why = match likeness {
            100 => Why::EqualForm,
            _ => Why::Alike,
        };
        let (old, new) = (old.to_owned(), new.to_owned());
        Self {
            old,
            new,
            why,
            likeness,
        }
    }
}
