//! What generation depends on.

/// A document and the name by which reports call it.
#[derive(Debug, Clone, Default)]
pub struct Text {
    /// Usually a path.
    pub name: String,
    /// What it says.
    pub text: String,
}

/// All that generation depends on.
#[derive(Debug, Clone, Default)]
pub struct Input {
    /// The API description, OpenAPI 3.0.
    pub spec: Text,
    /// Overlays, in the order in which they are applied.
    pub overlays: Vec<Text>,
    /// `names.toml`.
    pub names: Option<Text>,
    /// The description that overlays and `names.toml` were written for. It explains a failure, by
    /// what has another name now, and never changes what is generated.
    pub before: Option<Text>,
}
