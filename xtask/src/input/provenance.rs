//! `spec/source.toml`: where the facts came from. What `import` was told stands apart from what it
//! computed: a maintainer vouches for the one, the other can be checked.

use toml::{Table, Value};

use super::location::{self, Location};
use crate::arguments::Import;
use crate::checkout;
use crate::failure::Failure;

const NOTE: &str = "# Where spec/stytch-b2b.yaml came from. Written by `cargo xtask import`.\n";

/// The content of `spec/source.toml`.
#[derive(Debug, Default)]
pub(crate) struct Provenance {
    pub text: String,
    pub told: Told,
    pub computed: Computed,
}

/// The table `[told]`: what the command line of `import` said.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Told {
    location: Location,
    revision: Option<String>,
    /// The prefixes of the paths that were imported; all paths were if it is empty.
    pub paths: Vec<String>,
}

/// The table `[computed]`.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Computed {
    /// The version in the vendor's file.
    pub version: String,
    /// Of the vendor's file, in hexadecimal digits.
    pub sha256: String,
    /// Of `spec/stytch-b2b.yaml`, in hexadecimal digits.
    pub facts_sha256: String,
    /// The day of the import, in UTC: `2026-01-31`.
    pub date: String,
    /// The id of the tree that `spec/` was before, if git has one.
    pub base: Option<String>,
    /// The version of the crate before.
    pub crate_version: Option<String>,
}

impl Provenance {
    /// Parses the text of the file.
    ///
    /// # Errors
    ///
    /// If it is not TOML.
    pub(crate) fn parse(text: String) -> Result<Self, toml::de::Error> {
        let table: Table = text.parse()?;
        Ok(Self {
            told: Told::read(&table),
            computed: Computed::read(&table),
            text,
        })
    }

    /// Parses the text of an earlier file; one that is not TOML says nothing.
    pub(crate) fn lenient(text: String) -> Self {
        Self::parse(text).unwrap_or_default()
    }

    /// The text of the file after an import. It stays the same if the facts do, and the command
    /// line says nothing new.
    pub(crate) fn after(self, import: &Import, computed: Computed) -> String {
        let told = Told::of(import);
        let is_same = computed.facts_sha256 == self.computed.facts_sha256;
        if is_same && told.is_known_to(&self.told) {
            return self.text;
        }
        let is_same_file = computed.sha256 == self.computed.sha256;
        let told = told.over(self.told, is_same_file);
        let computed = Computed {
            date: match is_same_file {
                true => self.computed.date,
                false => computed.date,
            },
            ..computed
        };
        format!(
            "{NOTE}\n# As `import` was told.\n[told]\n{}\n# As `import` computed.\n[computed]\n{}",
            told.write(),
            computed.write()
        )
    }

    /// A title for the facts: `2026-01-31, version 2.0.0, revision 0123abc`.
    pub(crate) fn label(&self) -> Option<String> {
        let (told, computed) = (&self.told, &self.computed);
        let revision = told.revision.as_ref();
        let revision = revision.map(|revision| format!(", revision {revision}"));
        let digest = computed.sha256.get(..12);
        let digest = digest.map(|digest| format!(", file {digest}"));
        (!computed.date.is_empty()).then(|| {
            format!(
                "{}, version {}{}",
                computed.date,
                computed.version,
                revision.or(digest).unwrap_or_default()
            )
        })
    }
}

/// The failure of an import over a file that is not TOML: what it was told would be lost.
pub(crate) fn unreadable(error: &toml::de::Error) -> Failure {
    Failure::Refused(format!(
        "{}: {error}\nRestore the file, or delete it and tell `import` all of it again.\n",
        checkout::PROVENANCE
    ))
}

impl Told {
    /// The options of the command line; a URL implies those that are not given.
    fn of(import: &Import) -> Self {
        let url = import.url.as_deref();
        let (implied, revision) = url.map(location::parse).unwrap_or_default();
        Self {
            location: Location {
                url: import.url.clone(),
                repository: import.repository.clone().or(implied.repository),
                path: import.path.clone().or(implied.path),
            },
            revision: import.revision.clone().or(revision),
            paths: import.prefixes.clone(),
        }
    }

    /// A location is kept until another one is told; a revision belongs to one file.
    fn over(self, old: Self, is_same_file: bool) -> Self {
        let is_told = self.location != Location::default();
        Self {
            location: if is_told { self.location } else { old.location },
            revision: self.revision.or(old.revision.filter(|_| is_same_file)),
            paths: self.paths,
        }
    }

    fn is_known_to(&self, old: &Self) -> bool {
        let known = |new: &Option<String>, old: &Option<String>| new.is_none() || new == old;
        let (new, before) = (&self.location, &old.location);
        known(&new.url, &before.url)
            && known(&new.repository, &before.repository)
            && known(&new.path, &before.path)
            && known(&self.revision, &old.revision)
            && (self.paths.is_empty() || self.paths == old.paths)
    }

    fn read(table: &Table) -> Self {
        let told = table.get("told");
        let of = |key: &str| Some(told?.get(key)?.as_str()?.to_owned());
        let paths = told.and_then(|told| told.get("paths")?.as_array());
        Self {
            location: Location {
                url: of("url"),
                repository: of("repository"),
                path: of("path"),
            },
            revision: of("revision"),
            paths: (paths.into_iter().flatten())
                .filter_map(|path| Some(path.as_str()?.to_owned()))
                .collect(),
        }
    }

    fn write(self) -> Table {
        let location = self.location;
        let paths = (!self.paths.is_empty()).then(|| Value::from(self.paths));
        table([
            ("url", location.url.map(Value::from)),
            ("repository", location.repository.map(Value::from)),
            ("path", location.path.map(Value::from)),
            ("revision", self.revision.map(Value::from)),
            ("paths", paths),
        ])
    }
}

impl Computed {
    fn read(table: &Table) -> Self {
        let computed = table.get("computed");
        let of = |key: &str| Some(computed?.get(key)?.as_str()?.to_owned());
        Self {
            version: of("version").unwrap_or_default(),
            sha256: of("sha256").unwrap_or_default(),
            facts_sha256: of("facts_sha256").unwrap_or_default(),
            date: of("date").unwrap_or_default(),
            base: of("base"),
            crate_version: of("crate"),
        }
    }

    fn write(self) -> Table {
        table([
            ("version", Some(self.version.into())),
            ("sha256", Some(self.sha256.into())),
            ("facts_sha256", Some(self.facts_sha256.into())),
            ("date", Some(self.date.into())),
            ("base", self.base.map(Value::from)),
            ("crate", self.crate_version.map(Value::from)),
        ])
    }
}

fn table<const N: usize>(entries: [(&str, Option<Value>); N]) -> Table {
    let entries = entries.into_iter();
    entries
        .filter_map(|(key, value)| Some((key.to_owned(), value?)))
        .collect()
}
