//! The report to read, in Markdown.

use std::fmt::Write as _;

use indexmap::IndexMap;

use super::super::corrections::Fate;
use super::super::fact::Fact;
use super::super::surface::Severity;
use super::super::{Diff, Hidden, Oddity, wire};
use super::changelog;
use super::group::{Section, groups, section};
use super::lines::{code, first_of, line};

/// As many names of a prefix as are shown.
const NAMES: usize = 3;

/// As many characters of a target are shown.
const TARGET: usize = 100;

/// The whole report.
#[must_use]
pub fn markdown(diff: &Diff) -> String {
    let mut text = format!("# From {} to {}\n\n", diff.old, diff.new);
    text += &body(diff, "##");
    let block = changelog::block(diff);
    if !block.is_empty() {
        let _ = write!(text, "\n## For the changelog\n\n```markdown\n{block}```\n");
    }
    text
}

/// The same as an entry of a list of changes, below a title.
#[must_use]
pub fn entry(diff: &Diff, title: &str) -> String {
    format!("## {title}\n\nSince {}.\n\n{}", diff.old, body(diff, "###"))
}

/// The verdict, and what is silent: what no reader should overlook.
#[must_use]
pub fn head(diff: &Diff) -> String {
    let mut text = verdict(diff);
    write_section(&mut text, &diff.facts, Section::Silent, "##", "Silent");
    text
}

fn body(diff: &Diff, marks: &str) -> String {
    let mut text = verdict(diff);
    if !diff.errors.is_empty() {
        heading(&mut text, marks, "To do");
        let known = match diff.verdict.rust {
            Some(_) => "the changes in Rust may differ then",
            None => "the changes in Rust are not known",
        };
        let _ = writeln!(
            text,
            "{} to fix first, and {known}. `cargo xtask regen` shows all:\n",
            match diff.errors.len() {
                1 => "1 error".to_owned(),
                count => format!("{count} errors"),
            }
        );
        for error in diff.errors.iter().take(NAMES) {
            let _ = writeln!(text, "- {error}");
        }
    }
    match diff.sources.len() {
        0 | 1 => sections(&mut text, &diff.facts, marks),
        _ => {
            for source in &diff.sources {
                let own = diff.facts.iter().filter(|fact| fact.source == *source);
                let own: Vec<Fact> = own.cloned().collect();
                let mut below = String::new();
                sections(&mut below, &own, &format!("{marks}#"));
                if !below.is_empty() {
                    let _ = write!(text, "\n{marks} {}\n{below}", code(source));
                }
            }
        }
    }
    names(&mut text, diff, marks);
    nothing(&mut text, diff, marks);
    corrections(&mut text, diff, marks);
    oddities(&mut text, diff, marks);
    text
}

fn sections(text: &mut String, facts: &[Fact], marks: &str) {
    for (of, title) in [
        (Section::Silent, "Silent"),
        (Section::Programs, "Breaking in Rust"),
        (Section::Wire, "Breaking on the wire only"),
        (Section::New, "New"),
    ] {
        write_section(text, facts, of, marks, title);
    }
}

fn heading(text: &mut String, marks: &str, title: &str) {
    let _ = write!(text, "\n{marks} {title}\n\n");
}

fn verdict(diff: &Diff) -> String {
    if diff.facts.is_empty() && diff.errors.is_empty() {
        return "Nothing changed in Rust or on the wire.\n".to_owned();
    }
    let verdict = &diff.verdict;
    let rust = verdict
        .rust
        .map_or_else(|| "not known".to_owned(), |severity| severity.to_string());
    let wire = verdict.wire.map_or("none", wire::Severity::name);
    let mut text = format!("Rust: **{rust}**. Wire: **{wire}**.");
    match &verdict.version {
        Some((old, new)) if old == new => text += " No new version is needed.",
        Some((old, new)) => {
            let _ = write!(text, " The version after {old} is **{new}**.");
        }
        None => {}
    }
    text.push_str("\n\n");
    let severities = [Severity::Silent, Severity::Breaking, Severity::Additive];
    let rust = severities.map(|severity| {
        let facts = diff.facts.iter().filter(|fact| fact.severity() == severity);
        (facts.count(), severity.to_string())
    });
    let _ = writeln!(text, "{}", counts("In Rust", &rust));
    let _ = writeln!(text, "{}", counts("On the wire", &on_the_wire(diff)));
    let numbers = diff.numbers;
    let _ = writeln!(
        text,
        "{}, {}.",
        number(numbers.operations, "operations"),
        number(numbers.types, "types")
    );
    text
}

/// How many facts there are of each severity, and in how many operations these are seen in all.
fn on_the_wire(diff: &Diff) -> [(usize, String); 3] {
    let severities = [
        wire::Severity::Error,
        wire::Severity::Warning,
        wire::Severity::Info,
    ];
    severities.map(|severity| {
        let name = severity.name();
        let changes = diff.facts.iter().flat_map(|fact| &fact.wire);
        let changes: Vec<_> = changes
            .filter(|change| change.rule.severity == severity)
            .collect();
        let seen = changes.iter().map(|change| change.operations.len().max(1));
        let plural = if changes.len() == 1 { "" } else { "s" };
        let name = format!(
            "{name}{plural} ({} over all operations)",
            seen.sum::<usize>()
        );
        (changes.len(), name)
    })
}

/// What there is, without what there is none of.
fn counts(what: &str, counts: &[(usize, String)]) -> String {
    let counts = counts.iter().filter(|(count, _)| *count > 0);
    let counts: Vec<String> = counts
        .map(|(count, name)| format!("{count} {name}"))
        .collect();
    match counts.is_empty() {
        true => format!("{what}: nothing."),
        false => format!("{what}: {}.", counts.join(", ")),
    }
}

fn number((before, after): (usize, usize), what: &str) -> String {
    match before == after {
        true => format!("{after} {what}"),
        false => format!("{after} {what}, was {before}"),
    }
}

fn write_section(text: &mut String, facts: &[Fact], of: Section, marks: &str, title: &str) {
    let lines: Vec<String> = groups(facts, of).iter().map(line).collect();
    list(text, marks, title, &lines);
}

/// A section with a list, if there is anything in it.
fn list(text: &mut String, marks: &str, title: &str, lines: &[String]) {
    if !lines.is_empty() {
        heading(text, marks, title);
        for line in lines {
            let _ = writeln!(text, "- {line}");
        }
    }
}

fn names(text: &mut String, diff: &Diff, marks: &str) {
    let renames = &diff.renames;
    let of_prefix = |name: &str| {
        let prefixes = renames.prefixes.iter();
        let mut names = prefixes.flat_map(|prefix| &prefix.names);
        names.any(|other| other == name)
    };
    let mut lines = Vec::new();
    for prefix in &renames.prefixes {
        let [old, new] = [&prefix.old, &prefix.new].map(|name| code(&format!("{name}…")));
        let names = first_of(prefix.names.iter().map(|name| code(name)), NAMES, ", ");
        lines.push(format!(
            "{} names: {old} → {new}: {names}",
            prefix.names.len()
        ));
    }
    for (what, list) in [
        ("schema", &renames.schemas),
        ("operationId", &renames.operations),
        ("path", &renames.paths),
    ] {
        for rename in list.iter().filter(|rename| !of_prefix(&rename.old)) {
            let (old, new) = (code(&rename.old), code(&rename.new));
            lines.push(format!("{what} {old} → {new}"));
        }
    }
    list(text, marks, "Names only", &lines);
}

fn nothing(text: &mut String, diff: &Diff, marks: &str) {
    let facts = diff
        .facts
        .iter()
        .filter(|fact| section(fact) == Section::Nothing);
    let mut rules: IndexMap<&str, usize> = IndexMap::new();
    for change in facts.flat_map(|fact| &fact.wire) {
        *rules.entry(change.rule.id).or_default() += 1;
    }
    let mut lines: Vec<String> = rules
        .iter()
        .map(|(id, count)| format!("{count} × `{id}`"))
        .collect();
    match diff.numbers.texts {
        0 => {}
        1 => lines.push("1 change of the documentation".to_owned()),
        count => lines.push(format!("{count} changes of the documentation")),
    }
    if !lines.is_empty() {
        heading(text, marks, "Nothing to do");
        let _ = writeln!(text, "{}.", lines.join(", "));
    }
}

fn corrections(text: &mut String, diff: &Diff, marks: &str) {
    let mut began: IndexMap<String, Vec<&str>> = IndexMap::new();
    for correction in &diff.corrections {
        let overlay = code(&correction.overlay);
        let line = match &correction.fate {
            Fate::Ceased(why) => format!("ceased to bite, {overlay}: {why}"),
            Fate::Added | Fate::Bites => format!("began, {overlay}: {}", correction.description),
            Fate::Removed => format!("removed, {overlay}: {}", correction.description),
        };
        began.entry(line).or_default().push(&correction.target);
    }
    let began = began.into_iter().map(|(line, targets)| match targets[..] {
        [target] => format!("{line} ({})", code(&shortened(target))),
        _ => format!("{line} ({} targets)", targets.len()),
    });
    let mut hides: IndexMap<String, Vec<String>> = IndexMap::new();
    for change in &diff.hidden {
        let rule = change.change.rule;
        let rule = format!("{} {}", code(rule.id), rule.severity.name());
        hides.entry(hidden(change)).or_default().push(rule);
    }
    let hides = hides.into_iter().map(|(line, rules)| {
        let rules = rules.join(", ");
        format!("hides a change of the vendor's: {line}; on the wire {rules}")
    });
    list(
        text,
        marks,
        "Corrections",
        &began.chain(hides).collect::<Vec<_>>(),
    );
}

/// A change that does not arrive.
fn hidden(hidden: &Hidden) -> String {
    let change = &hidden.change;
    let what = match (&change.before, &change.after) {
        (Some(before), Some(after)) => format!("{before} → {after}"),
        (Some(before), None) => format!("{before}, removed"),
        (None, Some(after)) => format!("{after}, new"),
        (None, None) => "another".to_owned(),
    };
    format!("{}: {what}", code(&hidden.place))
}

/// A target with many names by its beginning.
fn shortened(target: &str) -> String {
    match target.char_indices().nth(TARGET) {
        Some((end, _)) => format!("{}…", target.get(..end).unwrap_or(target)),
        None => target.to_owned(),
    }
}

fn oddities(text: &mut String, diff: &Diff, marks: &str) {
    let lines = diff.oddities.iter().map(|oddity| match oddity {
        Oddity::Repeats { operation, name } => format!(
            "the body of {} has a property {}, which is a parameter of its path",
            code(operation),
            code(name)
        ),
        Oddity::DeleteWithBody { operation } => {
            let operation = code(operation);
            format!("{operation} has a body, which servers and proxies may drop")
        }
        Oddity::TakesBack { place, imports } => {
            let when = match imports {
                1 => "the import before".to_owned(),
                count => format!("{count} imports before"),
            };
            format!("{} is again what it was until {when}", code(place))
        }
    });
    list(text, marks, "Oddities", &lines.collect::<Vec<_>>());
}
