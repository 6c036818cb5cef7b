//! `spec/source.toml`: where the facts came from. What `import` was told stands apart from what it
//! computed: the one rests on the maintainer's word, the other can be checked.

use toml::{Table, Value};

use crate::arguments::Import;
use crate::{Failure, checkout};

const NOTE: &str = "# Where spec/stytch-b2b.yaml came from. Written by `cargo xtask import`.\n";

/// What `import` was told.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Told {
    location: Location,
    revision: Option<String>,
    /// The prefixes of the paths that were kept; without any, all were.
    paths: Vec<String>,
}

/// Where a vendor publishes a file.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
struct Location {
    url: Option<String>,
    repository: Option<String>,
    /// In the repository.
    path: Option<String>,
}

/// What `import` computed.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Computed {
    /// The version that the vendor's file says it has.
    pub version: String,
    /// Of the vendor's file, in hexadecimal digits.
    pub sha256: String,
    /// Of the facts as they are written, in hexadecimal digits.
    pub facts_sha256: String,
    /// The day of the import, in UTC: `2026-01-31`.
    pub date: String,
    /// What was there before, as git calls the folder; nothing without git.
    pub base: Option<String>,
    /// The version that the crate had then.
    pub crate_version: Option<String>,
}

/// Returns the text of the file after an import. It is `old` where the facts are the same and nothing
/// new was told: they still come from where they came from.
///
/// # Errors
///
/// If `old` is not TOML. What was told once would be lost.
pub(crate) fn text(old: &str, import: &Import, computed: Computed) -> Result<String, Failure> {
    let table: Table = old.parse().map_err(|error| {
        Failure::Found(format!(
            "{}: {error}\nRestore the file, or delete it and tell `import` all of it again.\n",
            checkout::ORIGIN
        ))
    })?;
    let (told, before) = (Told::read(&table), Computed::read(&table));
    let now = Told::of(import);
    if computed.facts_sha256 == before.facts_sha256 && now.is_known_to(&told) {
        return Ok(old.to_owned());
    }
    let is_same_file = computed.sha256 == before.sha256;
    let told = now.over(told, is_same_file);
    let computed = Computed {
        date: if is_same_file {
            before.date
        } else {
            computed.date
        },
        ..computed
    };
    Ok(format!(
        "{NOTE}\n# As `import` was told.\n[told]\n{}\n# As `import` computed.\n[computed]\n{}",
        told.write(),
        computed.write()
    ))
}

/// What the facts before the last import are called in git, as the file says.
pub(crate) fn base(origin: &str) -> Option<String> {
    computed(origin).base
}

/// The version that the crate had at the last import.
pub(crate) fn crate_version(origin: &str) -> Option<String> {
    computed(origin).crate_version
}

fn computed(origin: &str) -> Computed {
    let table: Option<Table> = origin.parse().ok();
    table
        .map(|table| Computed::read(&table))
        .unwrap_or_default()
}

/// The prefixes of the paths that were kept.
pub(crate) fn paths(origin: &str) -> Vec<String> {
    let table: Option<Table> = origin.parse().ok();
    table
        .map(|table| Told::read(&table).paths)
        .unwrap_or_default()
}

/// What the file says of its facts, for a title: `2026-01-31, version 2.0.0, revision 0123abc`.
pub(crate) fn label(origin: &str) -> Option<String> {
    let table: Table = origin.parse().ok()?;
    let (told, computed) = (Told::read(&table), Computed::read(&table));
    let revision = told
        .revision
        .map(|revision| format!(", revision {revision}"));
    let digest = computed
        .sha256
        .get(..12)
        .map(|digest| format!(", file {digest}"));
    (!computed.date.is_empty()).then(|| {
        format!(
            "{}, version {}{}",
            computed.date,
            computed.version,
            revision.or(digest).unwrap_or_default()
        )
    })
}

impl Told {
    /// What the command line says. A URL can say the rest; what is said beside it counts more.
    fn of(import: &Import) -> Self {
        let (location, revision) = import.url.as_deref().map(parsed).unwrap_or_default();
        Self {
            location: Location {
                url: import.url.clone(),
                repository: import.repository.clone().or(location.repository),
                path: import.path.clone().or(location.path),
            },
            revision: import.revision.clone().or(revision),
            paths: import.prefixes.clone(),
        }
    }

    /// A location stays until another one is told. A revision is that of one file.
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
        [
            ("url", location.url.map(Value::from)),
            ("repository", location.repository.map(Value::from)),
            ("path", location.path.map(Value::from)),
            ("revision", self.revision.map(Value::from)),
            ("paths", paths),
        ]
        .into_iter()
        .filter_map(|(key, value)| Some((key.to_owned(), value?)))
        .collect()
    }
}

impl Computed {
    fn read(table: &Table) -> Self {
        let computed = table.get("computed");
        let of = |key: &str| {
            let value = computed.and_then(|computed| computed.get(key)?.as_str());
            value.unwrap_or_default().to_owned()
        };
        Self {
            version: of("version"),
            sha256: of("sha256"),
            facts_sha256: of("facts_sha256"),
            date: of("date"),
            base: Some(of("base")).filter(|base| !base.is_empty()),
            crate_version: Some(of("crate")).filter(|version| !version.is_empty()),
        }
    }

    fn write(self) -> Table {
        [
            ("version", Some(self.version)),
            ("sha256", Some(self.sha256)),
            ("facts_sha256", Some(self.facts_sha256)),
            ("date", Some(self.date)),
            ("base", self.base),
            ("crate", self.crate_version),
        ]
        .into_iter()
        .filter_map(|(key, value)| Some((key.to_owned(), Value::from(value?))))
        .collect()
    }
}

/// What a URL of GitHub or GitLab says about a file: its repository and path, and the revision,
/// which may be a branch. Of another URL, nothing.
fn parsed(url: &str) -> (Location, Option<String>) {
    let of = |repository: String, file: &str| {
        let file = (file.strip_prefix("refs/heads/"))
            .or_else(|| file.strip_prefix("refs/tags/"))
            .unwrap_or(file);
        let (revision, path) = file.split_once('/')?;
        let location = Location {
            url: None,
            repository: Some(repository),
            path: Some(path.to_owned()),
        };
        (!revision.is_empty() && !path.is_empty()).then(|| (location, Some(revision.to_owned())))
    };
    let plain = url.split(['?', '#']).next().unwrap_or_default();
    let github = || {
        let rest = plain.strip_prefix("https://github.com/")?;
        let (name, file) = ["/blob/", "/raw/"]
            .iter()
            .find_map(|by| rest.split_once(by))?;
        (name.split('/').count() == 2)
            .then(|| of(format!("https://github.com/{name}"), file))
            .flatten()
    };
    let raw = || {
        let rest = plain.strip_prefix("https://raw.githubusercontent.com/")?;
        let (owner, rest) = rest.split_once('/')?;
        let (name, file) = rest.split_once('/')?;
        of(format!("https://github.com/{owner}/{name}"), file)
    };
    let gitlab = || {
        let (repository, file) = ["/-/blob/", "/-/raw/"]
            .iter()
            .find_map(|by| plain.split_once(by))?;
        of(repository.to_owned(), file)
    };
    github().or_else(raw).or_else(gitlab).unwrap_or_default()
}
