//! Documentation: prose, facts beside it, and where it leads.

use crate::names::Ident;

/// What is said about a thing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Docs {
    /// Prose; Markdown, as the spec or an overlay has it.
    pub text: String,
    /// What follows from the schema.
    pub facts: Vec<Fact>,
    /// Inline code that names a part of the SDK; the analysis finds it.
    pub links: Vec<Link>,
}

/// Inline code that names a part of the SDK.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The code as it stands in the prose.
    pub text: String,
    /// What it names.
    pub target: Target,
}

/// What documentation can lead to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A type of a schema.
    Type(Ident),
    /// A handle.
    Handle(Ident),
    /// A method of a handle.
    Method(Ident, Ident),
}

/// Something that a schema says about a value beside its type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fact {
    /// What the server takes where nothing is given, as JSON.
    Default(String),
    /// How large or long it may be, as a sentence.
    Range(String),
    /// A regular expression that it matches.
    Pattern(String),
}
