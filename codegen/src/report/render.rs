//! A report for a terminal.

use std::borrow::Cow;

use annotate_snippets::{AnnotationKind, Level as Title, Renderer, Snippet};

use super::locate::Located;
use crate::Input;
use crate::diagnostic::{Diagnostic, Level, Report};
use crate::unprintable::is_unprintable;

/// How much of a report is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Shown {
    /// The first 50 diagnostics, and the first locations of each. The rest is counted.
    #[default]
    First,
    All,
}

impl Shown {
    const fn diagnostics(self) -> usize {
        match self {
            Self::First => 50,
            Self::All => usize::MAX,
        }
    }

    /// The locations beside the one that is shown with its line.
    const fn locations(self) -> usize {
        match self {
            Self::First => 3,
            Self::All => usize::MAX,
        }
    }
}

impl Report {
    /// Renders the first diagnostics: each with `file:line:column`, the line, and the help.
    pub fn render(&self, input: &Input) -> String {
        self.render_as(input, Shown::First)
    }

    /// Renders the report.
    pub fn render_as(&self, input: &Input, shown: Shown) -> String {
        let renderer = Renderer::plain();
        let mut text = String::new();
        let mut errors_first: Vec<&Diagnostic> = self.diagnostics.iter().collect();
        errors_first.sort_by_key(|found| found.level);
        errors_first.truncate(shown.diagnostics());
        let all = shown.locations().saturating_add(1);
        let locations = errors_first
            .iter()
            .flat_map(|found| found.locations().take(all));
        let located = Located::new(input, locations);
        for diagnostic in errors_first {
            text.push_str(&diagnostic.render(&located, &renderer, shown));
            text.push_str("\n\n");
        }
        text.push_str(&self.count());
        if self.diagnostics.len() > shown.diagnostics() {
            let first = shown.diagnostics();
            text.push_str(&format!(
                ", the first {first} shown; `--all` shows the rest"
            ));
        }
        text.push('\n');
        text
    }

    /// `2 errors, 1 warning`.
    fn count(&self) -> String {
        let errors = self.diagnostics.iter().filter(|found| found.is_error());
        let errors = errors.count();
        let count = |count, word| match count {
            1 => format!("1 {word}"),
            count => format!("{count} {word}s"),
        };
        match (errors, self.diagnostics.len() - errors) {
            (errors, 0) => count(errors, "error"),
            (0, warnings) => count(warnings, "warning"),
            (errors, warnings) => {
                format!("{}, {}", count(errors, "error"), count(warnings, "warning"))
            }
        }
    }
}

impl Diagnostic {
    fn render(&self, located: &Located<'_>, renderer: &Renderer, shown: Shown) -> String {
        let level = match self.level {
            Level::Error => Title::ERROR,
            Level::Warning => Title::WARNING,
        };
        let title = level
            .primary_title(printable(&self.message))
            .id(self.code.name());
        let help = Title::HELP.message(printable(&self.help));
        let Some(found) = located.find(&self.location) else {
            return renderer.render(&[title.element(help)]);
        };
        let note = located.beyond_text(&self.location).map(|pointer| {
            let note = format!("with the overlays applied, this is at {pointer}");
            Title::NOTE.message(printable(&note).into_owned())
        });
        let fragment = printable_line(found.line);
        let end = found.span.end.clamp(found.span.start, fragment.len());
        let snippet = Snippet::source(fragment)
            .path(found.name)
            .line_start(found.number)
            .annotation(AnnotationKind::Primary.span(found.span.start.min(end)..end));
        let also = self
            .also(located, shown)
            .map(|note| Title::NOTE.message(note));
        let group = title.element(snippet).elements(note).elements(also);
        renderer.render(&[group.element(help)])
    }

    /// The note with the other locations.
    fn also(&self, located: &Located<'_>, shown: Shown) -> Option<String> {
        let locations = self.also.iter().take(shown.locations());
        let locations = locations.filter_map(|location| located.find(location));
        let mut locations: Vec<String> = locations
            .map(|found| {
                let column = found.column(found.span.start);
                format!("{}:{}:{column}", found.name, found.number)
            })
            .collect();
        // One line of an overlay may add several.
        locations.dedup();
        let others = self.also.len().saturating_sub(shown.locations());
        let all = match others {
            0 => locations.join(", "),
            others => format!("{}, and {others} more", locations.join(", ")),
        };
        (!self.also.is_empty()).then(|| printable(&format!("also at {all}")).into_owned())
    }
}

/// Replaces characters that have an effect on the terminal.
fn printable(text: &str) -> Cow<'_, str> {
    if text.chars().any(is_unprintable) {
        text.replace(is_unprintable, " ").into()
    } else {
        text.into()
    }
}

/// Replaces the same in a line of the input, by as many spaces as bytes: the range stays where it
/// is.
fn printable_line(line: &str) -> Cow<'_, str> {
    let hidden = |c: char| is_unprintable(c) && c != '\t';
    if !line.contains(hidden) {
        return line.into();
    }
    let mut shown = String::with_capacity(line.len());
    for c in line.chars() {
        if hidden(c) {
            shown.push_str(&" ".repeat(c.len_utf8()));
        } else {
            shown.push(c);
        }
    }
    shown.into()
}
