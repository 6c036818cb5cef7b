//! What generation depends on.

/// A document and its name in reports.
#[derive(Debug, Clone, Default)]
pub struct Text {
    /// Usually a path.
    pub name: String,
    pub text: String,
}

/// Everything that generation depends on.
#[derive(Debug, Clone, Default)]
pub struct Input {
    /// The API description, OpenAPI 3.0.
    pub spec: Text,
    /// Overlays, in the order in which they are applied.
    pub overlays: Vec<Text>,
    pub names: Option<Text>,
    /// The description that overlays and `names.toml` were written for. It explains a failure by
    /// what the vendor renamed, and never changes what is generated.
    pub before: Option<Text>,
}
