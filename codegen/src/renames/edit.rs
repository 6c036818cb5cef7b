//! A rename as a maintainer asks for it, and what it makes of one name or one JSONPath.

use std::ops::Range;

use crate::keywords::NAMES;
use crate::layout::Replacement;
use crate::overlay::segments;
use crate::pointer::escaped;

/// What has to have another name: a name, all that begin with a prefix, or a part of a schema.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    pub(super) old: String,
    pub(super) new: String,
    pub(super) extent: Extent,
}

/// How far an edit reaches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Extent {
    /// Everything that is called so.
    Whole,
    /// Everything whose name begins so.
    Prefix,
    /// A property or a value of these schemas.
    Within(Vec<String>),
}

/// Whether a name on the command line is a prefix. A path may end with a parameter.
pub(super) fn is_prefix(name: &str) -> bool {
    let last = name.chars().next_back();
    last.is_some_and(|last| !last.is_alphanumeric() && last != '}')
}

impl Edit {
    /// Reads OLD and NEW. A name that ends with what is no letter, or with a `*`, is a prefix.
    ///
    /// # Errors
    ///
    /// If one is empty, both are the same, or only one is a prefix: says so in one line.
    pub fn parse(old: &str, new: &str) -> Result<Self, String> {
        if old.is_empty() || new.is_empty() {
            return Err("a name is empty".to_owned());
        }
        if old == new {
            return Err(format!("`{old}` is called so already"));
        }
        let extent = if is_prefix(old) || is_prefix(new) {
            Extent::Prefix
        } else {
            Extent::Whole
        };
        if extent == Extent::Prefix && is_prefix(old) != is_prefix(new) {
            return Err(format!(
                "`{old}` and `{new}` are not both prefixes: end both with a `*`"
            ));
        }
        let bare = |name: &str| name.strip_suffix('*').unwrap_or(name).to_owned();
        if bare(old).is_empty() {
            return Err("a prefix is empty".to_owned());
        }
        Ok(Self {
            old: bare(old),
            new: bare(new),
            extent,
        })
    }

    /// The same as a part of schemas: `Order.state` to `Order.status` is the property or the value
    /// `state` of the schema `Order`, and `Draft,Order.state` is that of two schemas.
    #[must_use]
    pub fn within(&self) -> Option<Self> {
        let (schema, old) = self.old.rsplit_once('.')?;
        let (other, new) = self.new.rsplit_once('.')?;
        let is_part = self.extent == Extent::Whole && schema == other && !schema.is_empty();
        is_part.then(|| Self {
            old: old.to_owned(),
            new: new.to_owned(),
            extent: Extent::Within(schema.split(',').map(str::to_owned).collect()),
        })
    }

    pub(super) fn is_prefix(&self) -> bool {
        self.extent == Extent::Prefix
    }

    /// The name that a name becomes, if it is one that changes. A path has the names of its
    /// parameters in it.
    pub(super) fn name(&self, name: &str) -> Option<String> {
        match self.extent {
            Extent::Whole if name.starts_with('/') && name != self.old => {
                let [old, new] = [&self.old, &self.new].map(|name| format!("{{{name}}}"));
                name.contains(&old).then(|| name.replace(&old, &new))
            }
            Extent::Whole | Extent::Within(_) => (name == self.old).then(|| self.new.clone()),
            Extent::Prefix => {
                let rest = name.strip_prefix(self.old.as_str())?;
                Some(format!("{}{rest}", self.new))
            }
        }
    }

    /// The change of a whole string that is a name.
    pub(super) fn whole(&self, text: &str) -> Vec<Replacement> {
        let change = self.name(text).map(|new| Replacement {
            at: 0..text.len(),
            new,
        });
        change.into_iter().collect()
    }

    /// The change of the name that a reference or a runtime expression ends with, or of any step
    /// of its pointer: `#/components/schemas/Order`, `$request.body#/cursor`.
    pub(super) fn steps(&self, text: &str) -> Vec<Replacement> {
        let head = match text.split_once("#/") {
            Some((head, _)) => head.len() + 2,
            None => ["$request.query.", "$request.header.", "$request.path."]
                .into_iter()
                .find(|head| text.starts_with(head))
                .map_or(text.len(), str::len),
        };
        let mut at = head;
        let mut changes = Vec::new();
        for step in text.split_at(head).1.split('/') {
            if let Some(new) = self.name(&step.replace("~1", "/").replace("~0", "~")) {
                changes.push(Replacement {
                    at: at..at + step.len(),
                    new: new.replace('~', "~0").replace('/', "~1"),
                });
            }
            at += step.len() + 1;
        }
        changes
    }

    /// The changes of a JSONPath: of what it names behind `schemas`, `properties` and the like,
    /// and of the strings that its filters compare with.
    pub(super) fn path(&self, path: &str) -> Selected {
        let (mut changes, mut before) = (Vec::new(), Step::default());
        let mut is_inside = !matches!(self.extent, Extent::Within(_));
        for segment in segments(path) {
            let whole = path.get(segment.whole.clone()).unwrap_or_default();
            let dots = whole.len() - whole.trim_start_matches('.').len();
            let is_bare = segment.selectors.is_empty();
            let selectors = if is_bare {
                let bare = segment.whole.start + dots..segment.whole.end;
                vec![bare]
            } else {
                segment.selectors
            };
            let are_names = before.leads_to_names || whole.starts_with("..");
            let mut names = Vec::new();
            for selector in selectors {
                let text = path.get(selector.clone()).unwrap_or_default();
                let is_filter = text.trim_start().starts_with('?');
                names.extend(
                    literals(path, selector)
                        .into_iter()
                        .map(|at| (at, is_filter)),
                );
            }
            let only = match &names[..] {
                [(at, false)] => path.get(at.clone()),
                _ => None,
            };
            if let Extent::Within(schemas) = &self.extent
                && before.is("schemas")
            {
                // A target that names other schemas as well is taken apart before.
                is_inside = names.iter().all(|(at, is_filter)| {
                    let name = path.get(at.clone()).unwrap_or_default();
                    !is_filter && schemas.iter().any(|schema| schema == name)
                });
            } else if is_inside {
                for (at, is_filter) in &names {
                    let new = path.get(at.clone()).and_then(|name| self.name(name));
                    let Some(new) = new.filter(|_| are_names || *is_filter) else {
                        continue;
                    };
                    let quoted = escaped(&new, quote(path, at));
                    changes.push(match is_bare && !is_plain(&new) {
                        // The dots of `..name` stay, that of `.name` does not.
                        true => Replacement {
                            at: segment.whole.start + dots / 2 * 2..segment.whole.end,
                            new: format!("['{quoted}']"),
                        },
                        false => Replacement {
                            at: at.clone(),
                            new: quoted,
                        },
                    });
                }
            }
            before = match only {
                // A property that is called `schemas` leads to no names.
                Some(name) if !before.leads_to_names => Step::named(name),
                _ => Step::default(),
            };
        }
        Selected {
            changes,
            is_inside,
            home: before.leads_to_names.then(|| before.name.to_owned()),
        }
    }
}

/// What a JSONPath leads to, as far as an edit wants to know.
pub(super) struct Selected {
    pub changes: Vec<Replacement>,
    /// It is what the edit is about, or in there.
    pub is_inside: bool,
    /// The key of the object with names that it leads to: `schemas`.
    pub home: Option<String>,
}

/// What the next segment of a path selects from.
#[derive(Default)]
struct Step<'p> {
    name: &'p str,
    leads_to_names: bool,
}

impl<'p> Step<'p> {
    fn named(name: &'p str) -> Self {
        Self {
            name,
            leads_to_names: NAMES.contains(&name),
        }
    }

    fn is(&self, name: &str) -> bool {
        self.leads_to_names && self.name == name
    }
}

/// Whether a name can stand in a JSONPath without quotes.
fn is_plain(name: &str) -> bool {
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_' || !c.is_ascii();
    name.chars().all(is_word) && !name.starts_with(|c: char| c.is_ascii_digit())
}

/// The quote in front of a string, or the one that it would get.
fn quote(path: &str, at: &Range<usize>) -> char {
    let before = path
        .get(..at.start)
        .and_then(|head| head.chars().next_back());
    before.filter(|c| *c == '"').unwrap_or('\'')
}

/// The strings in a selector, without their quotes; a name without quotes is one.
pub(super) fn literals(path: &str, selector: Range<usize>) -> Vec<Range<usize>> {
    let text = path.get(selector.clone()).unwrap_or_default();
    let trimmed = text.trim_start();
    if !trimmed.starts_with(['\'', '"', '?']) {
        return vec![selector];
    }
    let (mut found, mut open): (Vec<Range<usize>>, Option<(usize, char)>) = (Vec::new(), None);
    let mut is_escaped = false;
    for (at, c) in text.char_indices() {
        let at = selector.start + at;
        match open {
            _ if is_escaped => is_escaped = false,
            Some(_) if c == '\\' => is_escaped = true,
            Some((start, quote)) if c == quote => {
                found.push(start..at);
                open = None;
            }
            None if c == '\'' || c == '"' => open = Some((at + 1, c)),
            _ => {}
        }
    }
    found
}
