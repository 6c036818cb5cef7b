//! What is certain enough to be deleted, and what is left to a maintainer.

use codegen::removals;
use codegen::{Input, Text};
use insta::assert_snapshot;

use crate::prune::{STATUS, pruned};
use crate::renames::after;

/// What the vendor's facts say themselves, with and without an earlier version.
#[test]
fn what_changes_nothing_any_more() {
    let actions = "\
- {target: $.components.schemas.Order.properties.id, update: {format: uuid}}
- {target: \"$.components.schemas['Order','Line'].properties\", update: {id: {format: uuid, type: string}}}
- target: $.components.schemas.Order.properties
  update:
    id: {format: uuid, minLength: 1}
- target: $.components.schemas.Order
  update:
    required:
    - id
    - status
";
    let said: &[(&str, &str)] = &[("id: {type: string}", "id: {type: string, format: uuid}")];
    let mut input = after(said, actions, "");
    let known = pruned(&input);
    assert_snapshot!(known.input.overlays[0].text, @r#"
    overlay: 1.0.0
    info: {title: Corrections, version: 1.0.0}
    actions:
    - {target: "$.components.schemas['Line'].properties", update: {id: {format: uuid, type: string}}}
    - target: $.components.schemas.Order.properties
      update:
        id: {minLength: 1}
    - target: $.components.schemas.Order
      update:
        required:
        - status
    "#);
    input.before = None;
    let unknown = pruned(&input);
    assert_eq!(unknown.deleted, known.deleted);
}

/// Nothing of these is certain: the overlay stays as it is.
#[test]
fn what_is_not_certain() {
    let status: &[(&str, &str)] = &[(STATUS, "")];
    for (words, actions, names) in [
        // It was wrong before.
        (
            status,
            "- {target: $.components.schemas.Order.properties.state, update: {description: S}}\n",
            "",
        ),
        (
            status,
            "- {target: $.components.schemas.Order, update: {properties: {state: {description: S}}}}\n",
            "",
        ),
        (
            status,
            "- {target: \"$.components.schemas['Order','Bill']\", update: {description: S}}\n",
            "",
        ),
        (
            status,
            "- {target: $, update: {x-a: 1}}\n",
            "[schemas]\nBill = { name = \"Invoice\", reason = \"clearer\" }\n",
        ),
        // The second changes nothing since the first did not.
        (
            &[],
            "- {target: $.components.schemas.Order.properties.state.enum, remove: true}\n- {target: $.components.schemas.Order.properties.status, update: {enum: [open, paid]}}\n",
            "",
        ),
        // It is there in one of two places.
        (
            &[
                ("        id: {type: string}\n", ""),
                ("required: [id]", "required: [status]"),
            ],
            "- {target: \"$.components.schemas['Order','Line'].properties\", update: {id: {description: S}, note: {type: string}}}\n",
            "",
        ),
    ] {
        let input = after(words, actions, names);
        let done = pruned(&input);
        assert_eq!(done.deleted, [], "{actions}{names}");
        assert_eq!(done.input.overlays[0].text, input.overlays[0].text);
        assert_eq!(removals::certain(&input), 0);
    }
    // Without an earlier version nothing is known to be removed.
    let action =
        "- {target: $.components.schemas.Order.properties.status, update: {deprecated: true}}\n";
    let mut input = after(status, action, "");
    assert_eq!(pruned(&input).deleted.len(), 1);
    input.before = None;
    assert_eq!(pruned(&input).deleted, []);
}

/// Renames come first; what is removed from a schema with another name is known when its name has
/// followed.
#[test]
fn renames_come_first() {
    let actions = "\
- {target: $.components.schemas.Line.properties.amount, update: {format: int64}}
- {target: $.components.schemas.Order.properties.status, update: {deprecated: true}}
- {target: $.components.schemas.Order.properties.id, update: {format: uuid}}
";
    let words: &[(&str, &str)] = &[("Line", "Item"), (STATUS, "")];
    let input = after(words, actions, "");
    let first = removals::prune(&input).unwrap_err();
    assert_eq!(first.len(), 1);
    assert!(first[0].help.contains("cargo xtask rename Line Item"));
    assert_eq!(removals::certain(&input), 0);
    let followed = crate::renames::follow(&input, "Line", "Item");
    let done = pruned(&followed);
    assert_eq!(done.deleted.len(), 1);
    codegen::generate(&done.input).unwrap();

    // A property of a schema with another name.
    let words: &[(&str, &str)] = &[
        ("schemas/Order", "schemas/Purchase"),
        ("    Order:\n      type", "    Purchase:\n      type"),
        (STATUS, ""),
    ];
    let input = after(
        words,
        &actions[actions
            .find("- {target: $.components.schemas.Order")
            .unwrap()..],
        "",
    );
    assert!(removals::prune(&input).is_err());
    let followed = crate::renames::follow(&input, "Order", "Purchase");
    let done = pruned(&followed);
    assert_eq!(done.deleted.len(), 1);
    assert!(
        done.input.overlays[0]
            .text
            .contains("Purchase.properties.id")
    );
    codegen::generate(&done.input).unwrap();
}

/// What cannot be deleted as text is left as it is, and said.
#[test]
fn spelt_in_an_unusual_way() {
    let action = "- target: &order $.components.schemas.Order.properties.status\n  x-also: *order\n  update: {deprecated: true}\n- target: $.components.schemas.Order.properties.id\n  x-also: *order\n  update: {format: uuid}\n";
    let input = after(&[(STATUS, "")], action, "");
    let done = pruned(&input);
    assert_eq!((done.deleted.len(), done.stuck.len()), (0, 1));
    assert_eq!(done.stuck[0].lines, 4..=4);
    let text = |input: &Input| -> Vec<Text> { input.overlays.clone() };
    assert_eq!(text(&done.input)[0].text, text(&input)[0].text);
}
