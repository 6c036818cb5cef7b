//! `cargo xtask import`.

use std::fmt::Write as _;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};
use std::{fs, io};

use codegen::diagnostic::{Document, Report};
use codegen::diff::report;
use codegen::facts::{self, Summary};
use codegen::{Input, source};
use serde_json::Value;

use crate::arguments::Import;
use crate::changes::State;
use crate::done::Done;
use crate::failure::Wrong;
use crate::history::History;
use crate::plan::Output;
use crate::provenance::{self, Computed};
use crate::{Failure, changes, checkout, diff, digest, folder, inputs};

const NOTE: &str = "# The facts of the API. Written by `cargo xtask import`; what is wrong with them is put right in overlays/.\n";

/// What the first line of both files says.
const MARK: &str = "Written by `cargo xtask import`";

/// The facts of a vendor's description, as they are written down.
pub(crate) struct Facts {
    pub text: String,
    version: String,
    kept: Summary,
    warnings: Option<Report>,
}

/// Takes the facts out of a description, in the order that they have in `before`.
pub(crate) fn facts(
    vendor: &Input,
    prefixes: &[String],
    before: Option<&Value>,
) -> Result<Facts, Failure> {
    let found = |report: Report| Failure::wrong(report, vendor);
    let source = source::load(Document::Spec, &vendor.spec.text).map_err(found)?;
    let version = source.tree.pointer("/info/version").and_then(Value::as_str);
    let version = version.unwrap_or_default().to_owned();
    let (tree, kept, warnings) = facts::extract(source, prefixes).map_err(found)?;
    if kept.operations == 0 {
        return Err(Failure::Found(format!(
            "{}: no operation is left; is this the right file, and the right --paths?\n",
            vendor.spec.name
        )));
    }
    let tree = before.map_or_else(|| tree.clone(), |old| facts::order::keep(old, &tree));
    let text = source::write(&tree).map_err(Failure::Found)?;
    Ok(Facts {
        text: format!("{NOTE}{text}"),
        version,
        kept,
        warnings,
    })
}

/// Takes the facts over, and returns what there is to say about it.
pub(crate) fn run(import: &Import) -> Result<Done, Failure> {
    let root = checkout::root()?;
    let input = Input {
        spec: inputs::text(&import.file, import.file.display().to_string())?,
        ..Input::default()
    };
    let sha256 = digest::of(&[&input.spec.text]);
    let Facts {
        text: facts,
        version,
        kept,
        warnings,
    } = facts(&input, &import.prefixes, committed(&root)?.as_ref())?;

    let done = Done::new(warnings, &input, import.told)?;

    let origin_path = root.join(checkout::ORIGIN);
    let old = match fs::read_to_string(&origin_path) {
        Ok(old) => old,
        Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
        Err(error) => return Err(folder::disk(&origin_path, &error)),
    };
    let computed = Computed {
        version,
        sha256,
        facts_sha256: digest::of(&[&facts]),
        date: today(),
        ..before(&root, &old, &facts)
    };
    let origin = provenance::text(&old, import, computed)?;
    let output = Output {
        root: root.join(checkout::FACTS),
        files: [(root.join(checkout::SPEC), facts), (origin_path, origin)].into(),
        owned: Vec::new(),
        mark: MARK,
    };
    let written = folder::locked(&output, true, |plan| {
        folder::apply(plan)?;
        Ok(plan.write.len())
    })?;
    let changes = changes::write(&root)?;

    let mut text = format!(
        "kept     {} operations on {} paths, {} schemas with {} properties\n",
        kept.operations, kept.paths.0, kept.schemas.0, kept.properties
    );
    let _ = writeln!(
        text,
        "dropped  {} pieces of prose, samples and examples, {} KiB",
        kept.prose,
        kept.prose_bytes / 1024
    );
    if !import.prefixes.is_empty() {
        let _ = writeln!(
            text,
            "left out {} paths, and {} schemas that nothing leads to",
            kept.paths.1, kept.schemas.1
        );
    }
    let _ = match written {
        0 => writeln!(text, "nothing changed"),
        count => writeln!(text, "{count} files written; next: cargo xtask diff"),
    };
    match changes {
        State::Stale(changes) => {
            let _ = write!(text, "\n{}", report::head(&changes.diff));
        }
        State::Lost(base) => text += &changes::lost(&base),
        State::Fresh => {}
    }
    Ok(Done { text, ..done })
}

/// What the facts are compared with from now on: what is committed, unless they are committed
/// already.
fn before(root: &Path, origin: &str, facts: &str) -> Computed {
    let history = History::of(root);
    let head = history.show("HEAD", checkout::SPEC);
    let known = |origin: &str| Computed {
        base: provenance::base(origin),
        crate_version: provenance::crate_version(origin),
        ..Computed::default()
    };
    match head {
        None => known(origin),
        Some(head) if head == facts => {
            known(&history.show("HEAD", checkout::ORIGIN).unwrap_or_default())
        }
        Some(_) => Computed {
            base: history.tree("HEAD", checkout::FACTS),
            crate_version: diff::crate_version(root),
            ..Computed::default()
        },
    }
}

/// The facts whose order is kept, if there are any yet.
fn committed(root: &Path) -> Result<Option<Value>, Failure> {
    let path = root.join(checkout::SPEC);
    if !path.exists() {
        return Ok(None);
    }
    let input = Input {
        spec: inputs::text(&path, checkout::SPEC.to_owned())?,
        ..Input::default()
    };
    match source::load(Document::Spec, &input.spec.text) {
        Ok(source) => Ok(Some(source.tree)),
        Err(report) => Err(Failure::Wrong(Box::new(Wrong {
            before: String::new(),
            report,
            input,
            after: "\nThe order of these facts is kept, so they have to be readable. Restore the file, or delete it to take the vendor's order.\n".to_owned(),
        }))),
    }
}

/// The date in UTC, by Hinnant's `civil_from_days`; a calendar crate for one line would be too much.
fn today() -> String {
    let seconds = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |since| since.as_secs());
    let days = (seconds / 86_400) as i64 + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let (year, month) = (
        era * 400 + year_of_era,
        if month < 10 { month + 3 } else { month - 9 },
    );
    format!(
        "{}-{month:02}-{day:02}",
        if month <= 2 { year + 1 } else { year }
    )
}
