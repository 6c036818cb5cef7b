//! Text that is not YAML, or that different readers would read differently.

use insta::assert_snapshot;

use crate::{cut_before, edited, report, spec};

#[test]
fn cut_inside_a_string() {
    assert_snapshot!(report(&cut_before("ents/schemas/Draft")), @"");
}

#[test]
fn cut_inside_a_key() {
    assert_snapshot!(report(&cut_before("ionId: getOrder")), @"");
}

/// What is left is valid YAML; the references into the lost part tell.
#[test]
fn cut_between_two_lines() {
    assert_snapshot!(report(&cut_before("components:\n")), @"");
}

#[test]
fn cut_between_two_schemas() {
    assert_snapshot!(report(&cut_before("    Line:\n")), @"");
}

#[test]
fn cut_inside_an_operation() {
    assert_snapshot!(report(&cut_before("      responses:\n        '200'")), @"");
}

#[test]
fn empty() {
    assert_snapshot!(report(&spec("")), @"");
}

#[test]
fn key_given_twice() {
    assert_snapshot!(report(&edited(&[("  title: Shop\n", "  title: Shop\n  title: Store\n")])), @"");
}

/// `200` and `'200'` are two keys for YAML and one for OpenAPI.
#[test]
fn status_given_twice() {
    assert_snapshot!(report(&edited(&[("        '201':", "        201: {description: ''}\n        '201':")])), @"");
}

#[test]
fn tag() {
    assert_snapshot!(report(&edited(&[("title: Shop", "title: !secret Shop")])), @"");
}

#[test]
fn indented_by_a_tab() {
    assert_snapshot!(report(&edited(&[("  title: Shop", "\ttitle: Shop")])), @"");
}

#[test]
fn list_as_a_key() {
    assert_snapshot!(report(&edited(&[("title: Shop", "[title]: Shop")])), @"");
}

#[test]
fn number_without_a_json_form() {
    assert_snapshot!(report(&edited(&[("title: Shop", "title: .nan")])), @"");
}

#[test]
fn two_documents() {
    assert_snapshot!(report(&edited(&[("paths:\n", "---\npaths:\n")])), @"");
}

#[test]
fn unknown_anchor() {
    assert_snapshot!(report(&edited(&[("title: Shop", "title: *shop")])), @"");
}

/// Ten anchors, each ten times the one before: small as text, a billion elements as a tree.
#[test]
fn billion_laughs() {
    let lines: String = (1..10).map(|n| format!("x-{n}: &a{n} [{}]\n", vec![format!("*a{}", n - 1); 10].join(", "))).collect();
    assert_snapshot!(report(&spec(&format!("x-0: &a0 [ha]\n{lines}"))), @"");
}

#[test]
fn nested_without_end() {
    assert_snapshot!(report(&spec(&"[".repeat(10_000))), @"");
}

/// What the text holds must not steer the terminal that shows the report.
#[test]
fn control_characters() {
    assert_snapshot!(report(&edited(&[("type: integer", "type: \"\\e[2J\\u202estrin\"")])), @"");
}
