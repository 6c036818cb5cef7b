//! What generation depends on.

/// A document and its name in reports.
#[derive(Debug, Clone, Default)]
pub struct Text {
    /// Usually a path.
    pub name: String,
    pub text: String,
}

/// A source after the first: a file that adds to the description.
#[derive(Debug, Clone, Default)]
pub struct Addition {
    /// What `names.toml` calls it.
    pub name: String,
    /// OpenAPI 3.0, like the first.
    pub text: Text,
    /// The selection of its paths, which with what they lead to are taken: `/v1/pets` is this path
    /// and those below it, `/v1/pets/` only those below it, `=/v1/pets` only this path. Without any,
    /// all are.
    pub paths: Vec<String>,
}

/// Everything that generation depends on.
#[derive(Debug, Clone, Default)]
pub struct Input {
    /// The API description, OpenAPI 3.0; the first source, if there are several.
    pub spec: Text,
    /// The selection of its paths, as in an [`Addition`].
    pub paths: Vec<String>,
    /// The other sources.
    pub additions: Vec<Addition>,
    /// Overlays, in the order in which they are applied.
    pub overlays: Vec<Text>,
    pub names: Option<Text>,
    /// The sources that overlays and `names.toml` were written for. They explain a failure by what
    /// the vendor renamed, and never change what is generated.
    pub before: Option<Box<Input>>,
}

impl Input {
    /// The same sources without anything that corrects them.
    #[must_use]
    pub fn sources(&self) -> Self {
        Self {
            spec: self.spec.clone(),
            paths: self.paths.clone(),
            additions: self.additions.clone(),
            ..Self::default()
        }
    }

    /// The text of each source, in order.
    pub fn texts(&self) -> impl Iterator<Item = &Text> {
        let additions = self.additions.iter().map(|addition| &addition.text);
        [&self.spec].into_iter().chain(additions)
    }
}

/// A description in one file.
impl From<Text> for Input {
    fn from(spec: Text) -> Self {
        Self {
            spec,
            ..Self::default()
        }
    }
}
