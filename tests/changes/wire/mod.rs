//! What changes on the wire.
//!
//! A case is two fragments of YAML in a frame. It is compared both ways, and shows what is found
//! as it is called and how bad it is: `→` from the first to the second, `←` back.

mod alternatives;
mod bodies;
mod inlining;
mod laws;
mod limits;
mod operations;
mod parameters;
mod rules;
mod schemas;
mod security;
mod values;

use std::fmt::Write as _;

use codegen::diagnostic::Document;
use codegen::diff::wire::Severity;
use codegen::diff::wire::{Change, compare};
use codegen::source;
use serde_json::Value;

/// A family of cases, and what the fragments stand in.
struct Cases {
    frame: fn(&str) -> String,
    cases: &'static [(&'static str, &'static str)],
}

impl Cases {
    /// What is found for each case.
    fn shown(&self) -> String {
        let mut shown = String::new();
        for (before, after) in self.cases {
            writeln!(shown, "{before}  |  {after}").unwrap();
            let (old, new) = (tree(&(self.frame)(before)), tree(&(self.frame)(after)));
            for (arrow, changes) in [("→", compare(&old, &new)), ("←", compare(&new, &old))] {
                for severity in [Severity::Error, Severity::Warning, Severity::Info] {
                    let of_level = changes
                        .iter()
                        .filter(|change| change.rule.severity == severity);
                    let mut ids: Vec<&str> = of_level.map(|change| change.rule.id).collect();
                    ids.dedup();
                    if !ids.is_empty() {
                        writeln!(shown, "  {arrow} {}: {}", severity.name(), ids.join(", "))
                            .unwrap();
                    }
                }
            }
        }
        shown
    }

    /// All that is found, in all cases and both ways.
    fn found(&self) -> Vec<Change> {
        let pairs = self.cases.iter().flat_map(|(before, after)| {
            let (old, new) = (tree(&(self.frame)(before)), tree(&(self.frame)(after)));
            [compare(&old, &new), compare(&new, &old)]
        });
        pairs.flatten().collect()
    }
}

fn tree(text: &str) -> Value {
    let source = source::load(Document::Spec, text);
    source
        .unwrap_or_else(|report| panic!("{report:?}\n{text}"))
        .tree
}

/// An operation of `POST /x`.
fn operation(fragment: &str) -> String {
    format!("paths: {{/x: {{post: {fragment}}}}}")
}

/// A whole document.
fn document(fragment: &str) -> String {
    fragment.to_owned()
}

/// A schema wherever one can be: of a request body and a property of one, of a query parameter, a
/// property of one and one of a header parameter, of a response body, a property of one and a
/// response header.
fn everywhere(schema: &str) -> String {
    let json = |schema: &str| format!("{{content: {{application/json: {{schema: {schema}}}}}}}");
    let object = format!("{{type: object, properties: {{p: {schema}}}}}");
    let parameter = |place: &str, schema: &str| {
        format!("{{get: {{parameters: [{{in: {place}, name: q, schema: {schema}}}]}}}}")
    };
    format!(
        "paths:
  /a: {{post: {{requestBody: {}}}}}
  /b: {{post: {{requestBody: {}}}}}
  /c: {}
  /d: {}
  /e: {}
  /f: {{get: {{responses: {{'200': {}}}}}}}
  /g: {{get: {{responses: {{'200': {}}}}}}}
  /h: {{get: {{responses: {{'200': {{headers: {{X: {{schema: {schema}}}}}}}}}}}}}
",
        json(schema),
        json(&object),
        parameter("query", schema),
        parameter("query", &object),
        parameter("header", &object),
        json(schema),
        json(&object),
    )
}

/// A schema of a request body and of a response body.
fn bodies(schema: &str) -> String {
    let json = format!("{{content: {{application/json: {{schema: {schema}}}}}}}");
    format!("paths: {{/x: {{post: {{requestBody: {json}, responses: {{'200': {json}}}}}}}}}")
}

/// A change as one line, with all that it says.
fn line(change: &Change) -> String {
    let at = |pointer: &Option<_>| pointer.as_ref().map_or("-".to_owned(), ToString::to_string);
    let text = |text: &Option<String>| text.clone().unwrap_or("-".to_owned());
    format!(
        "{} {} | {} -> {} | {} -> {} | {}",
        change.rule.severity.name(),
        change.rule.id,
        at(&change.old),
        at(&change.new),
        text(&change.before),
        text(&change.after),
        change.operations.join(", "),
    )
}

/// All that is said from one document to the other.
fn lines(old: &str, new: &str) -> String {
    let changes = compare(&tree(old), &tree(new));
    let lines: Vec<String> = changes.iter().map(line).collect();
    lines.join("\n")
}
