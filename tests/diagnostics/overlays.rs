//! Overlays that do not do what they were written for.

use codegen::Text;
use insta::assert_snapshot;

use crate::{SHOP, overlaid, report, spec};

#[test]
fn matches_nothing() {
    assert_snapshot!(report(&overlaid("- {target: $.components.schemas.Invoice, update: {type: object}}\n")), @"");
}

#[test]
fn changes_nothing() {
    assert_snapshot!(report(&overlaid("- target: $.components.schemas.Order\n  update:\n    type: object\n")), @"");
}

#[test]
fn target_that_is_no_json_path() {
    assert_snapshot!(report(&overlaid("- {target: '$.paths[/orders]', remove: true}\n")), @"");
}

#[test]
fn update_and_remove() {
    assert_snapshot!(report(&overlaid("- {target: $.info, update: {title: Store}, remove: true}\n")), @"");
}

#[test]
fn neither_update_nor_remove() {
    assert_snapshot!(report(&overlaid("- {target: $.info, remove: false}\n")), @"");
}

#[test]
fn update_of_a_scalar() {
    assert_snapshot!(report(&overlaid("- {target: $.info.title, update: Store}\n")), @"");
}

#[test]
fn update_of_an_object_with_a_scalar() {
    assert_snapshot!(report(&overlaid("- {target: $.info, update: Store}\n")), @"");
}

#[test]
fn no_target() {
    assert_snapshot!(report(&overlaid("- {update: {title: Store}}\n- what is this\n")), @"");
}

#[test]
fn misspelt_keys() {
    assert_snapshot!(report(&overlaid("- {target: $.info, updates: {title: Store}}\n")), @"");
}

#[test]
fn removal_of_everything() {
    assert_snapshot!(report(&overlaid("- {target: $, remove: true}\n")), @"");
}

#[test]
fn no_actions() {
    assert_snapshot!(report(&with("overlay: 1.0.0\ninfo: {title: Corrections, version: 1.0.0}\n")), @"");
}

#[test]
fn not_an_overlay() {
    assert_snapshot!(report(&with("- {target: $.info, update: {title: Store}}\n")), @"");
}

#[test]
fn not_yaml() {
    assert_snapshot!(report(&with("overlay: '1.0.0\nactions: []\n")), @"");
}

/// What an overlay adds has no place in the text of the spec: the nearest one is shown.
#[test]
fn mistake_in_what_is_added() {
    assert_snapshot!(report(&overlaid("- {target: $.components.schemas.Line.properties, update: {price: {$ref: '#/components/schemas/Price'}}}\n")), @"");
}

#[test]
fn one_of_each_file() {
    let text = |name: &str, target: &str| Text { name: name.to_owned(), text: format!("overlay: 1.0.0\nactions: [{{target: {target}, remove: true}}]\n") };
    let overlays = vec![text("first.yaml", "$.tags"), text("second.yaml", "$.servers")];
    assert_snapshot!(report(&codegen::Input { overlays, ..spec(SHOP) }), @"");
}

fn with(overlay: &str) -> codegen::Input {
    codegen::Input { overlays: vec![Text { name: "overlay.yaml".to_owned(), text: overlay.to_owned() }], ..spec(SHOP) }
}
