//! A report of an input that fails since the vendor renamed something: what to rename, in place of
//! what that led to.

use super::carry::Carry;
use super::hints;
use crate::Input;
use crate::diagnostic::Report;

/// Explains a report by what has another name than in `input.before`, the description that overlays
/// and `names.toml` were written for. Without one, by prefixes alone.
///
/// Each rename that overlays or `names.toml` have to follow is one diagnostic. Behind them is what
/// `again` finds when they have followed. What the vendor removed is said to be removed.
pub fn explain(
    report: Report,
    input: &Input,
    again: impl FnOnce(&Input) -> Option<Report>,
) -> Report {
    let Some(Carry {
        carried,
        found,
        before,
    }) = Carry::of(input)
    else {
        return report;
    };
    let mut rest = if found.is_empty() {
        report
    } else {
        again(&carried.input).map_or_else(
            || Report {
                diagnostics: Vec::new(),
            },
            |rest| carried.places(rest, input),
        )
    };
    if let Some((old, new, renames)) = &before {
        hints::say(&mut rest, input, (old, new), renames);
    }
    rest.diagnostics.splice(0..0, found);
    rest
}

/// Says of links in the documentation that lead nowhere what the vendor removed, by the corrections
/// of `input`, in which all has the name that it had.
pub fn removed_links(report: &mut Report, input: &Input) {
    let before = Carry::of(input).and_then(|carry| carry.before);
    if let Some((_, new, renames)) = before {
        hints::gone_links(report, input, &new, &renames);
    }
}
