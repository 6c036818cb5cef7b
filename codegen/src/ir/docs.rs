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

impl Docs {
    /// The first paragraph, where another page has the whole documentation.
    pub fn brief(&self) -> Self {
        let text = self.text.trim_start();
        let first = text.split_once("\n\n").map_or(text, |(first, _)| first);
        Self {
            text: first.to_owned(),
            facts: Vec::new(),
            links: self.links.clone(),
            aliases: Vec::new(),
            is_hidden: self.is_hidden,
        }
    }
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
