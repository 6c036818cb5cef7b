//! `spec/source.toml`: where the facts came from. What `import` was told stands apart from what it
//! computed: a maintainer vouches for the one, the other can be checked.
//!
//! The tables of the first source have no name in front, those of another begin with
//! `sources.NAME`. What `spec/` as a whole was before is with the first.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use toml::{Table, Value};

use super::location::{self, Location};
use super::text;
use crate::arguments::Import;
use crate::checkout;
use crate::failure::Failure;

const NOTE: &str = "# Where spec/stytch-b2b.yaml came from. Written by `cargo xtask import`.\n";

/// The content of `spec/source.toml`.
#[derive(Debug, Default)]
pub(crate) struct Provenance {
    pub text: String,
    first: Source,
    /// The other sources, by name.
    pub additions: BTreeMap<String, Source>,
    pub base: Base,
}

/// Where one source came from.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Source {
    told: Told,
    computed: Computed,
}

/// What `spec/` is compared with: what it was before the last import of a source.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Base {
    /// The id of the tree that `spec/` was before, if git has one.
    pub tree: Option<String>,
    /// The version of the crate before.
    pub crate_version: Option<String>,
}

/// The table `[told]`: what the command line of `import` said.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Told {
    location: Location,
    revision: Option<String>,
    /// The selection of the paths that were imported; all paths were if it is empty.
    pub paths: Vec<String>,
}

/// The table `[computed]`.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Computed {
    /// The version in the vendor's file.
    pub version: String,
    /// Of the vendor's file, in hexadecimal digits.
    pub sha256: String,
    /// Of the facts, in hexadecimal digits.
    pub facts_sha256: String,
    /// The day of the import, in UTC: `2026-01-31`.
    pub date: String,
}

/// Whether a source can have this name: it is that of a file, and a key of TOML.
pub(crate) fn is_name(name: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_';
    name.starts_with(|c: char| c.is_ascii_lowercase()) && name.chars().all(is_plain)
}

impl Provenance {
    /// Reads the file in a folder like `spec/`; without one, nothing is known.
    ///
    /// # Errors
    ///
    /// If it is not TOML, or not what `import` writes: it says which sources there are, and what
    /// `import` was told.
    pub(crate) fn read(folder: &Path) -> Result<Self, Failure> {
        let path = folder.join(checkout::in_facts(checkout::PROVENANCE));
        let file = text::optional(&path, checkout::PROVENANCE)?;
        let text = file.map(|file| file.text).unwrap_or_default();
        Self::parse(text).map_err(|error| unreadable(&error))
    }

    /// Parses the text of the file.
    ///
    /// # Errors
    ///
    /// If it is not TOML, or has no valid sources.
    fn parse(text: String) -> Result<Self, String> {
        let table: Table = text
            .parse()
            .map_err(|error: toml::de::Error| error.to_string())?;
        let sources = entry(&table, "sources", Value::as_table, "a table")?;
        let additions = sources.into_iter().flatten().map(|(name, source)| {
            let is_other = is_name(name) && name != checkout::FIRST;
            let Some(source) = source.as_table().filter(|_| is_other) else {
                return Err(format!("`sources.{name}` is no source"));
            };
            let source = Source::read(source)?;
            match source.told.paths.is_empty() {
                true => Err(format!("`sources.{name}.told` has no `paths`")),
                false => Ok((name.clone(), source)),
            }
        });
        Ok(Self {
            first: Source::read(&table)?,
            additions: additions.collect::<Result<_, _>>()?,
            base: Base::read(&table),
            text,
        })
    }

    /// Parses the text of an earlier file; one that is not TOML says nothing.
    pub(crate) fn lenient(text: String) -> Self {
        Self::parse(text).unwrap_or_default()
    }

    /// What `import` was told of a source, if there is one.
    pub(crate) fn told(&self, source: &str) -> Option<&Told> {
        let source = match source {
            checkout::FIRST => Some(&self.first),
            name => self.additions.get(name),
        };
        source.map(|source| &source.told)
    }

    /// The text of the file after an import of a source. It stays the same if the facts do, and
    /// the command line says nothing new.
    pub(crate) fn after(
        mut self,
        import: &Import,
        source: &str,
        computed: Computed,
        base: Base,
    ) -> String {
        let told = Told::of(import);
        let old = match source {
            checkout::FIRST => &mut self.first,
            name => self.additions.entry(name.to_owned()).or_default(),
        };
        let is_same = computed.facts_sha256 == old.computed.facts_sha256;
        if is_same && told.is_known_to(&old.told) {
            return self.text;
        }
        let is_same_file = computed.sha256 == old.computed.sha256;
        let date = match is_same_file {
            true => old.computed.date.clone(),
            false => computed.date.clone(),
        };
        *old = Source {
            told: told.over(std::mem::take(&mut old.told), is_same_file),
            computed: Computed { date, ..computed },
        };
        self.base = base;
        self.written()
    }

    fn written(self) -> String {
        let mut computed = self.first.computed.write();
        computed.extend(self.base.write());
        let mut text = format!(
            "{NOTE}\n# As `import` was told.\n[told]\n{}\n# As `import` computed.\n[computed]\n{computed}",
            self.first.told.write(),
        );
        for (name, Source { told, computed }) in self.additions {
            let _ = write!(
                text,
                "\n# Where {} came from.\n[sources.{name}.told]\n{}\n[sources.{name}.computed]\n{}",
                checkout::facts_of(&name),
                told.write(),
                computed.write(),
            );
        }
        text
    }

    /// A title for the facts: `2026-01-31, version 2.0.0, revision 0123abc`. Of several sources, each
    /// has its name in front.
    pub(crate) fn label(&self) -> Option<String> {
        self.label_of(|_, _| true)
    }

    /// The same of the sources that are not as in another version.
    pub(crate) fn label_since(&self, before: &Self) -> Option<String> {
        let is_other = |name: &str, source: &Source| match name {
            checkout::FIRST => *source != before.first,
            name => before.additions.get(name) != Some(source),
        };
        self.label_of(is_other).or_else(|| self.label())
    }

    fn label_of(&self, is_meant: impl Fn(&str, &Source) -> bool) -> Option<String> {
        if self.additions.is_empty() {
            return self.first.label();
        }
        let additions = self.additions.iter();
        let additions = additions.map(|(name, source)| (name.as_str(), source));
        let all = [(checkout::FIRST, &self.first)]
            .into_iter()
            .chain(additions);
        let meant = all.filter(|(name, source)| is_meant(name, source));
        let labels = meant.filter_map(|(name, source)| Some(format!("{name} {}", source.label()?)));
        let labels: Vec<String> = labels.collect();
        (!labels.is_empty()).then(|| labels.join("; "))
    }
}

impl Source {
    fn read(table: &Table) -> Result<Self, String> {
        Ok(Self {
            told: Told::read(table)?,
            computed: Computed::read(table),
        })
    }

    fn label(&self) -> Option<String> {
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

impl Base {
    fn read(table: &Table) -> Self {
        let of = |key: &str| Some(table.get("computed")?.get(key)?.as_str()?.to_owned());
        Self {
            tree: of("base"),
            crate_version: of("crate"),
        }
    }

    fn write(self) -> Table {
        table([
            ("base", self.tree.map(Value::from)),
            ("crate", self.crate_version.map(Value::from)),
        ])
    }
}

/// The failure with a file that cannot be read: what `import` was told would be lost.
fn unreadable(error: &str) -> Failure {
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
            paths: import.selection.clone(),
        }
    }

    /// A location is kept until another one is told, and so are the paths; a revision belongs to
    /// one file.
    fn over(self, old: Self, is_same_file: bool) -> Self {
        let is_told = self.location != Location::default();
        Self {
            location: if is_told { self.location } else { old.location },
            revision: self.revision.or(old.revision.filter(|_| is_same_file)),
            paths: match self.paths.is_empty() {
                true => old.paths,
                false => self.paths,
            },
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

    fn read(table: &Table) -> Result<Self, String> {
        let Some(told) = entry(table, "told", Value::as_table, "a table")? else {
            return Ok(Self::default());
        };
        let string = |value: &Value| Some(value.as_str()?.to_owned());
        let of = |key| entry(told, key, string, "a string");
        let strings = |value: &Value| -> Option<Vec<String>> {
            value.as_array()?.iter().map(string).collect()
        };
        let paths = entry(told, "paths", strings, "an array of strings")?;
        Ok(Self {
            location: Location {
                url: of("url")?,
                repository: of("repository")?,
                path: of("path")?,
            },
            revision: of("revision")?,
            paths: paths.unwrap_or_default(),
        })
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
        }
    }

    fn write(self) -> Table {
        // A source that was put there by hand has none of these.
        let some = |text: String| (!text.is_empty()).then(|| Value::from(text));
        table([
            ("version", some(self.version)),
            ("sha256", some(self.sha256)),
            ("facts_sha256", some(self.facts_sha256)),
            ("date", some(self.date)),
        ])
    }
}

/// An entry, if the table has it. It must be what `read` takes.
fn entry<'t, T>(
    table: &'t Table,
    key: &str,
    read: impl Fn(&'t Value) -> Option<T>,
    what: &str,
) -> Result<Option<T>, String> {
    let value = table
        .get(key)
        .map(|value| read(value).ok_or_else(|| format!("`{key}` must be {what}")));
    value.transpose()
}

fn table<const N: usize>(entries: [(&str, Option<Value>); N]) -> Table {
    let entries = entries.into_iter();
    entries
        .filter_map(|(key, value)| Some((key.to_owned(), value?)))
        .collect()
}
