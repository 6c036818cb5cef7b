//! Where the code of the crate that is written by hand uses what changed. It is looked for by its
//! name, so a namesake may be among what is found: a maintainer looks there in any case.

use std::collections::BTreeSet;

use super::fact::Fact;
use super::surface::{Action, Change, Part, Severity};
use crate::Text;

/// Finds the uses of everything that breaks programs or changes what they do.
pub(super) fn find(facts: &mut [Fact], sources: &[Text]) {
    for fact in facts
        .iter_mut()
        .filter(|fact| fact.severity() >= Severity::Breaking)
    {
        let mut uses = BTreeSet::new();
        for change in fact
            .rust
            .iter()
            .filter(|change| change.severity >= Severity::Breaking)
        {
            let sought = Sought::of(change);
            for source in sources
                .iter()
                .filter(|source| sought.is_likely(&source.text))
            {
                let lines = (1..).zip(source.text.lines());
                let lines = lines.filter(|(_, line)| !line.trim_start().starts_with("//"));
                let lines = lines.filter(|(_, line)| sought.is_in(line));
                uses.extend(lines.map(|(number, _): (usize, _)| (source.name.clone(), number)));
            }
        }
        let uses = uses.into_iter();
        fact.uses = uses.map(|(file, line)| format!("{file}:{line}")).collect();
    }
}

/// A name in code, and what has to be in the same file for it to be that one.
struct Sought<'c> {
    name: &'c str,
    before: &'static [char],
    beside: Option<&'c str>,
}

impl<'c> Sought<'c> {
    fn of(change: &'c Change) -> Self {
        // What was renamed is used by its former name.
        let name = match (change.action, &change.before) {
            (Action::Renamed, Some(before)) => before,
            _ => &change.name,
        };
        let (beside, name) = match name.rsplit_once("::").or_else(|| name.rsplit_once('.')) {
            Some((of, name)) => (Some(of), name),
            None => (None, name.as_str()),
        };
        match change.part {
            Part::Type => Self {
                name,
                before: &[],
                beside: None,
            },
            Part::Field => Self {
                name,
                before: &['.', ' ', '{', '('],
                beside,
            },
            Part::Variant | Part::Constructor | Part::Builder => Self {
                name,
                before: &[':'],
                beside: beside.map(last),
            },
            Part::Call | Part::Setter | Part::Response | Part::Stream => Self {
                name,
                before: &['.'],
                beside: beside.map(last),
            },
        }
    }

    fn is_likely(&self, text: &str) -> bool {
        text.contains(self.name) && self.beside.is_none_or(|beside| text.contains(beside))
    }

    fn is_in(&self, line: &str) -> bool {
        let is_word = |c: char| c.is_alphanumeric() || c == '_';
        line.match_indices(self.name).any(|(at, name)| {
            let (before, rest) = line.split_at(at);
            let before = before.chars().next_back().unwrap_or(' ');
            let after = rest.get(name.len()..).and_then(|rest| rest.chars().next());
            let fits = self.before.is_empty() || self.before.contains(&before);
            let is_declared =
                before == ' ' && line.get(..at).is_some_and(|line| line.ends_with("fn "));
            fits && !is_declared && !is_word(before) && !after.is_some_and(is_word)
        })
    }
}

/// The last name of a path: of `organizations().members()` that is `members`.
fn last(path: &str) -> &str {
    let path = path.trim_end_matches("(…)").trim_end_matches("()");
    path.rsplit(['.', ':']).next().unwrap_or(path)
}
