//! Documentation: prose, the facts of the schema, and links.

use crate::names::Ident;

/// The documentation of an item.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Docs {
    /// The prose, in Markdown.
    pub text: String,
    /// The facts of the schema.
    pub facts: Vec<Fact>,
    /// Inline code that names an item of the SDK; the analysis finds it.
    pub links: Vec<Link>,
    /// Other words that people search for.
    pub aliases: Vec<String>,
    /// Whether rustdoc leaves the item out.
    pub is_hidden: bool,
}

/// Inline code that names an item of the SDK.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The code as it stands in the prose.
    pub text: String,
    /// The item that it names.
    pub target: Target,
}

/// The target of a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A type of a schema.
    Type(Ident),
    /// A handle.
    Handle(Ident),
    /// A method of a handle.
    Method(Ident, Ident),
}

/// A constraint of a schema beside the type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fact {
    /// The default, as JSON.
    Default(String),
    /// Its range or length, as a sentence.
    Range(String),
    /// A regular expression.
    Pattern(String),
}
