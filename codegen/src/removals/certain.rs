//! Whether what a diagnostic is about was removed by the vendor.

use std::collections::{BTreeSet, HashSet};

use super::cut::Cut;
use super::origin;
use super::work::{Deletion, Work};
use crate::diagnostic::{Code, Diagnostic, Document, Location, Spot, Subject, Surplus};
use crate::pointer::Pointer;
use crate::{Attempt, Input, renames};

/// What was wrong before, and what has another name since.
pub(super) struct Certainty {
    before: Option<Before>,
}

struct Before {
    found: HashSet<Key>,
    renamed: BTreeSet<String>,
}

/// What tells a diagnostic from others when texts become shorter. It tells less than there is to
/// know: what is mistaken for something that was wrong before is left to a maintainer.
type Key = (Code, Document, String);

impl Certainty {
    pub(super) fn of(input: &Input) -> Self {
        let before = renames::before(input).map(|before| {
            let work = Work::new(input);
            let found = before.attempt.found.iter();
            Before {
                found: found.flat_map(|found| keys(found, &work)).collect(),
                renamed: before.renamed,
            }
        });
        Self { before }
    }

    /// What there is to delete for each diagnostic that is certain.
    pub(super) fn all(&self, attempt: &Attempt, work: &Work) -> Vec<Vec<Deletion>> {
        let found = attempt.found.iter();
        let both = found.map(|found| (found, self.deletions(found, attempt, work)));
        let both: Vec<_> = both.collect();
        // What an action would have changed, another one may find as it wants to have it.
        let is_doubtful = both
            .iter()
            .any(|(found, deletions)| deletions.is_none() && is_idle(found));
        both.into_iter()
            .filter(|(found, _)| !(is_doubtful && found.code == Code::OverlayNoChange))
            .filter_map(|(_, deletions)| deletions)
            .collect()
    }

    /// What there is to delete; none if it is not certain, or not all of it.
    fn deletions(
        &self,
        diagnostic: &Diagnostic,
        attempt: &Attempt,
        work: &Work,
    ) -> Option<Vec<Deletion>> {
        let subject = diagnostic.subject.as_deref()?;
        let surplus = subject.surplus?;
        if diagnostic.code != Code::OverlayNoChange {
            let before = self.before.as_ref()?;
            let was_right = |key: &Key| !before.found.contains(key);
            if before.is_renamed(&subject.name) || !keys(diagnostic, work).iter().all(was_right) {
                return None;
            }
        }
        let places = [&diagnostic.location].into_iter().chain(&diagnostic.also);
        places
            .map(|place| deletion(place, subject, surplus, attempt, work))
            .collect()
    }
}

impl Before {
    /// Whether a name, a pattern or a path may be about something that has another name.
    fn is_renamed(&self, name: &str) -> bool {
        if let Some(head) = name.strip_suffix('*').filter(|head| !head.ends_with('.')) {
            return self.renamed.iter().any(|old| old.starts_with(head));
        }
        let is_name = |c: char| c.is_alphanumeric() || "_-/{}".contains(c);
        let words = name.split(|c| !is_name(c));
        words.chain([name]).any(|word| self.renamed.contains(word))
    }
}

/// Whether an action was not carried out, for a reason other than that it changes nothing.
fn is_idle(diagnostic: &Diagnostic) -> bool {
    let surplus = diagnostic.subject.as_ref().map(|subject| subject.surplus);
    let is_part = matches!(surplus, Some(None | Some(Surplus::Entry)));
    let codes = [
        Code::OverlayNoMatch,
        Code::OverlayTarget,
        Code::OverlayAction,
    ];
    codes.contains(&diagnostic.code) && !is_part
}

fn keys(diagnostic: &Diagnostic, work: &Work) -> Vec<Key> {
    let name = diagnostic.subject.as_ref().map(|subject| &subject.name);
    let places = [&diagnostic.location].into_iter().chain(&diagnostic.also);
    let keys = places.map(|place| {
        let about = match (place.document, &place.spot) {
            (Document::Overlay(number), Spot::Pointer(at, _) | Spot::Part(at, _)) => {
                let action = action(at).map(|(action, _)| action);
                let own = action.and_then(|action| work.own_number(number, action));
                own.map_or_else(String::new, |own| own.to_string())
            }
            (Document::Names, Spot::Bytes(at)) => work.line_of_names(at.start),
            (Document::Names, Spot::Line { line, .. }) => work.names_line(*line),
            _ => name.cloned().unwrap_or_default(),
        };
        (diagnostic.code, place.document, about)
    });
    keys.collect()
}

/// The number of the action that a pointer into an overlay is in, and the pointer to that.
fn action(at: &str) -> Option<(usize, Pointer)> {
    let number = at.strip_prefix("/actions/")?.split('/').next()?;
    let pointer = Pointer::root().child("actions").child(number);
    Some((number.parse().ok()?, pointer))
}

fn deletion(
    place: &Location,
    subject: &Subject,
    surplus: Surplus,
    attempt: &Attempt,
    work: &Work,
) -> Option<Deletion> {
    match (place.document, &place.spot) {
        (Document::Overlay(number), Spot::Pointer(at, _) | Spot::Part(at, _)) => {
            let cut = match surplus {
                Surplus::Action => Cut::Entry(action(at)?.1),
                Surplus::Entry => Cut::Entry(Pointer::parse(at)),
                Surplus::Selector(segment) => Cut::Selector {
                    target: Pointer::parse(at),
                    segment,
                    name: subject.name.clone(),
                },
            };
            Some(Deletion::Overlay(number, cut))
        }
        (Document::Names, Spot::Bytes(key)) => Some(Deletion::Names(key.clone())),
        (Document::Spec, Spot::Pointer(at, _)) => {
            let tree = attempt.tree.as_ref()?;
            let (number, at) = origin::of(&Pointer::parse(at), tree, &work.trees)?;
            Some(Deletion::Overlay(number, Cut::Entry(at)))
        }
        _ => None,
    }
}
