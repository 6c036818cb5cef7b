//! One of the two that are compared.

use serde_json::Value;

use super::corrections::{self, Correction};
use crate::combine::Origins;
use crate::diagnostic::{Code, Diagnostic, Report};
use crate::ir::Api;
use crate::pointer::Pointer;
use crate::{Attempt, Input, renames};

/// One of the two that are compared.
#[derive(Debug)]
pub struct Version {
    /// What it is called: a revision, a file.
    pub name: String,
    /// The description without overlays.
    pub facts: Value,
    /// The sources of the description, by the names of their files.
    pub sources: Vec<String>,
    /// Which source has what.
    pub(super) origins: Origins,
    /// The description with overlays.
    pub tree: Value,
    /// What is generated from; nothing if it cannot be made.
    pub model: Option<Api>,
    /// What is wrong with it, a line each.
    pub errors: Vec<String>,
    pub(super) corrections: Vec<Correction>,
}

impl Version {
    /// Reads a version as far as the stages come: what is wrong with it is told with it. Where its
    /// overlays and its `names.toml` have to follow what the vendor renamed since `input.before`, it
    /// is as if they had.
    ///
    /// # Errors
    ///
    /// If the description cannot be read at all.
    pub fn of(name: &str, input: &Input) -> Result<Self, Report> {
        let mut attempt = crate::attempt(input);
        let mut input = input.clone();
        let mut errors = Vec::new();
        if is_wrong(&attempt)
            && let Some((followed, renamed)) = renames::followed(&input)
        {
            errors.extend(renamed.iter().map(line));
            attempt = crate::attempt(&followed);
            input = followed;
        }
        let Attempt {
            facts,
            origins,
            tree,
            model,
            found,
        } = attempt;
        let (Some(facts), Some(tree)) = (facts, tree) else {
            return Err(Report { diagnostics: found });
        };
        errors.extend(found.iter().filter(|found| is_error(found)).map(line));
        Ok(Self {
            name: name.to_owned(),
            corrections: corrections::of(&input, &found),
            sources: input.texts().map(|text| text.name.clone()).collect(),
            origins,
            facts,
            tree,
            model,
            errors,
        })
    }

    /// The source of what is at a place; that of what overlays add is the first.
    pub(super) fn source(&self, at: &Pointer) -> Option<&str> {
        let (source, _) = self.origins.of(at.as_str());
        self.sources.get(source).map(String::as_str)
    }
}

fn is_wrong(attempt: &Attempt) -> bool {
    attempt.found.iter().any(is_error)
}

/// What lacks documentation is generated all the same.
fn is_error(found: &Diagnostic) -> bool {
    found.is_error() && found.code != Code::Undocumented
}

fn line(found: &Diagnostic) -> String {
    format!("{}: {}", found.message, found.help)
}
