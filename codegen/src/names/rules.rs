//! `names.toml`: the resource tree and the naming exceptions.
//!
//! ```toml
//! [crate]
//! name = "my_api"                          # the crate that examples in the documentation use
//! client = "project"                       # the type of calls without an actor: `AsProject`
//!
//! [paths]
//! strip = "/v1/b2b/"                       # left out of the names of modules and resources; of
//!                                          # several prefixes in an array, the longest one
//!
//! [resources]                              # resource = operationIds; `*` becomes the method
//! "scim.connection" = "api_scim_connection_*"
//!
//! [schemas]                                # schema = type; `*` is what both have in common
//! "api_scim_*" = "Scim*"
//!
//! [words]                                  # what is one word in Rust, wherever a name has it
//! "OAuth" = "Oauth"
//!
//! [sources.partner]                        # key in a source after the first = key in the description
//! "Order*" = "PartnerOrder*"
//! ```
//!
//! The tables `operations`, `parameters`, `properties`, `variants`, `modules`, `actors` and `servers`
//! hold exceptions, `"what" = { name = "it_is_called", reason = "why" }`. Of several patterns the one with
//! the most literal characters applies. An unused entry is an error.

use std::borrow::Cow;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::table::Table;
use super::words;
use crate::diagnostic::{Code, Diagnostic, Location, Surplus};

/// What `names.toml` says.
#[derive(Debug, Default)]
pub(super) struct Rules {
    /// The name of the crate, with its range.
    pub(super) library: Option<(String, Range<usize>)>,
    client: Option<Setting>,
    strip: Vec<Setting>,
    entries: Vec<Entry>,
}

/// A setting of one string.
#[derive(Debug)]
struct Setting {
    value: String,
    span: Range<usize>,
    used: bool,
}

impl Setting {
    fn new(value: &str, span: Range<usize>) -> Self {
        Self {
            value: value.to_owned(),
            span,
            used: false,
        }
    }
}

#[derive(Debug)]
struct Entry {
    table: Table,
    /// What it applies to, with at most one `*`.
    from: String,
    /// The Rust name, with a `*` if `from` has one.
    to: String,
    span: Range<usize>,
    used: bool,
}

/// A rule that applies.
#[derive(Debug)]
pub(super) struct Hit {
    pub to: String,
    /// What the `*` stands for, if there is one.
    pub star: Option<String>,
    pub span: Range<usize>,
}

impl Rules {
    pub(super) fn parse(text: &str) -> Result<Self, Vec<Diagnostic>> {
        let table = DeTable::parse(text).map_err(|error| {
            vec![finding(
                error.span().unwrap_or(0..0),
                Code::NamesSyntax,
                error.message().to_owned(),
                "correct the TOML here",
            )]
        })?;
        let mut reader = Reader::default();
        // In the order of the document; `toml` sorts them by name.
        let mut tables: Vec<_> = table.get_ref().iter().collect();
        tables.retain(|(key, _)| key.get_ref() != "sources");
        tables.sort_by_key(|(key, _)| key.span().start);
        for (key, value) in tables {
            reader.table(key, value);
        }
        reader.read()
    }

    /// The rules in a table like `schemas`.
    pub(super) fn of_keys(entries: &DeTable<'_>) -> Result<Self, Vec<Diagnostic>> {
        let mut reader = Reader::default();
        let entry = |(key, value)| reader.entry(Table::Schemas, key, value);
        entries.iter().for_each(entry);
        reader.read()
    }

    /// The path without the longest prefix that names leave out.
    pub(super) fn strip<'p>(&mut self, path: &'p str) -> &'p str {
        let prefixes = self.strip.iter_mut();
        let longest = prefixes
            .filter_map(|prefix| Some((path.strip_prefix(prefix.value.as_str())?, prefix)))
            .min_by_key(|(rest, _)| rest.len());
        longest.map_or(path, |(rest, prefix)| {
            prefix.used = true;
            rest
        })
    }

    /// A name with its words as `words` has them.
    pub(super) fn spelled<'n>(&mut self, name: &'n str) -> Cow<'n, str> {
        let mut spelled = Cow::Borrowed(name);
        let entries = self.entries.iter_mut();
        for entry in entries.filter(|entry| entry.table == Table::Words) {
            if let Some(replaced) = words::with_word(&spelled, &entry.from, &entry.to) {
                entry.used = true;
                spelled = Cow::Owned(replaced);
            }
        }
        spelled
    }

    /// The name of calls without an actor.
    pub(super) fn client(&mut self) -> Option<&str> {
        let client = self.client.as_mut()?;
        client.used = true;
        Some(&client.value)
    }

    /// The most literal rule of `table` for `name`.
    pub(super) fn find(&mut self, table: Table, name: &str) -> Option<Hit> {
        let best = self
            .entries
            .iter_mut()
            .filter(|entry| entry.table == table)
            .filter_map(|entry| Some((star(&entry.from, name)?, entry)))
            .max_by_key(|(_, entry)| {
                (
                    entry.from.len() - usize::from(entry.from.contains('*')),
                    !entry.from.contains('*'),
                )
            });
        let (star, entry) = best?;
        entry.used = true;
        let star = entry.from.contains('*').then(|| star.to_owned());
        Some(Hit {
            to: entry.to.clone(),
            star,
            span: entry.span.clone(),
        })
    }

    /// Whether an entry of a table gives a name.
    pub(super) fn gives(&self, table: Table, name: &str) -> bool {
        let mut entries = self.entries.iter();
        entries.any(|entry| entry.table == table && entry.to == name)
    }

    /// Returns a diagnostic for each unused entry.
    pub(super) fn unused(&self) -> impl Iterator<Item = Diagnostic> {
        let settings = self
            .client
            .iter()
            .chain(&self.strip)
            .filter(|setting| !setting.used)
            .map(|setting| (setting.value.as_str(), &setting.span));
        let entries = self
            .entries
            .iter()
            .filter(|entry| !entry.used)
            .map(|entry| (entry.from.as_str(), &entry.span));
        let mut unused: Vec<_> = settings.chain(entries).collect();
        unused.sort_by_key(|(_, span)| span.start);
        unused.into_iter().map(|(from, span)| {
            finding(
                span.clone(),
                Code::NamesUnused,
                format!("nothing in the spec is called `{from}`"),
                "delete the entry, or correct what it applies to",
            )
            .about(from, Some(Surplus::Entry))
        })
    }
}

#[derive(Default)]
struct Reader {
    rules: Rules,
    found: Vec<Diagnostic>,
}

impl Reader {
    fn read(self) -> Result<Rules, Vec<Diagnostic>> {
        match self.found.is_empty() {
            true => Ok(self.rules),
            false => Err(self.found),
        }
    }

    fn table(&mut self, key: &Spanned<Cow<'_, str>>, value: &Spanned<DeValue<'_>>) {
        let Some(entries) = value.get_ref().as_table() else {
            return self.report(
                key.span(),
                format!("`{}` must be a table", key.get_ref()),
                "write it as `[name]` with entries below",
            );
        };
        let single = match key.get_ref().as_ref() {
            "crate" => Some(Self::library as fn(&mut Self, &_, &_)),
            "paths" => Some(Self::paths as _),
            _ => None,
        };
        if let Some(read) = single {
            return entries
                .iter()
                .for_each(|(key, value)| read(self, key, value));
        }
        let Some(table) = Table::ALL
            .into_iter()
            .find(|table| table.key() == key.get_ref())
        else {
            let known: Vec<_> = Table::ALL.iter().map(|table| table.key()).collect();
            let help = format!("use one of: crate, paths, sources, {}", known.join(", "));
            return self.report(
                key.span(),
                format!("there is no table `{}`", key.get_ref()),
                &help,
            );
        };
        let mut entries: Vec<_> = entries.iter().collect();
        entries.sort_by_key(|(key, _)| key.span().start);
        for (key, value) in entries {
            self.entry(table, key, value);
        }
    }

    fn library(&mut self, key: &Spanned<Cow<'_, str>>, value: &Spanned<DeValue<'_>>) {
        match (key.get_ref().as_ref(), value.get_ref().as_str()) {
            ("name", Some(name)) => self.rules.library = Some((name.to_owned(), value.span())),
            ("client", Some(name)) => {
                self.rules.client = Some(Setting::new(name, key.span()));
            }
            _ => self.report(
                key.span(),
                "`crate` holds only the strings `name` and `client`".to_owned(),
                "write `name = \"my_api\"`",
            ),
        }
    }

    fn paths(&mut self, key: &Spanned<Cow<'_, str>>, value: &Spanned<DeValue<'_>>) {
        let prefixes = match (key.get_ref().as_ref(), value.get_ref()) {
            ("strip", DeValue::String(prefix)) => Some(vec![Setting::new(prefix, key.span())]),
            ("strip", DeValue::Array(list)) => list
                .iter()
                .map(|prefix| Some(Setting::new(prefix.get_ref().as_str()?, prefix.span())))
                .collect(),
            _ => None,
        };
        match prefixes {
            Some(prefixes) => self.rules.strip = prefixes,
            None => self.report(
                key.span(),
                "`paths` holds only `strip`, a string or an array of strings".to_owned(),
                "write `strip = \"/v1/\"`",
            ),
        }
    }

    fn entry(&mut self, table: Table, key: &Spanned<Cow<'_, str>>, value: &Spanned<DeValue<'_>>) {
        let (name, reason) = match value.get_ref() {
            DeValue::String(name) => (Some(name.as_ref()), None),
            DeValue::Table(fields) => {
                let field = |name: &str| {
                    fields
                        .iter()
                        .find(|(key, _)| key.get_ref() == name)
                        .and_then(|(_, value)| value.get_ref().as_str())
                };
                (field("name"), field("reason"))
            }
            _ => (None, None),
        };
        let Some(name) = name else {
            return self.report(
                value.span(),
                format!("`{}` needs a name", key.get_ref()),
                "write `{ name = \"…\", reason = \"…\" }`",
            );
        };
        // In `resources` the pattern is the value: the keys are the tree.
        let (from, to) = if table == Table::Resources {
            (name, key.get_ref().as_ref())
        } else {
            (key.get_ref().as_ref(), name)
        };
        if table == Table::Words && !from.eq_ignore_ascii_case(to) {
            return self.report(
                key.span(),
                format!("`{from}` → `{to}` is another word"),
                "change nothing but the case of its letters",
            );
        }
        let pattern = table == Table::Words || table.patterns() && from.contains('*');
        if !pattern && reason.is_none_or(str::is_empty) {
            return self.report(
                key.span(),
                format!("the exception `{}` gives no reason", key.get_ref()),
                "write `{ name = \"…\", reason = \"…\" }`",
            );
        }
        if from.matches('*').count() > 1
            || (!table.patterns() && from.contains('*'))
            || (table == Table::Schemas && from.contains('*') != to.contains('*'))
        {
            return self.report(key.span(), format!("`{from}` → `{to}` cannot be used as a pattern"), "a pattern has one `*`, in `schemas` on both sides, and only `resources` and `schemas` take patterns");
        }
        self.rules.entries.push(Entry {
            table,
            from: from.to_owned(),
            to: to.to_owned(),
            span: key.span(),
            used: false,
        });
    }

    fn report(&mut self, span: Range<usize>, message: String, help: &str) {
        self.found
            .push(finding(span, Code::NamesEntry, message, help));
    }
}

pub(super) fn finding(span: Range<usize>, code: Code, message: String, help: &str) -> Diagnostic {
    Diagnostic::new(code, Location::names(span), message, help)
}

/// What the `*` of `pattern` stands for in `name`.
fn star<'n>(pattern: &str, name: &'n str) -> Option<&'n str> {
    match pattern.split_once('*') {
        None => (pattern == name).then_some(""),
        Some((head, tail)) => name.strip_prefix(head)?.strip_suffix(tail),
    }
}
