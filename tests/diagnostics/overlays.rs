//! Overlays that do not do what they were written for.

use codegen::Text;
use insta::assert_snapshot;

use crate::{SHOP, overlaid, report, spec};

#[test]
fn matches_nothing() {
    assert_snapshot!(report(&overlaid("- {target: $.components.schemas.Invoice, update: {type: object}}\n")), @"
    error[overlay-no-match]: `$.components.schemas.Invoice` matches nothing in the spec
     --> overlay.yaml:4:12
      |
    4 | - {target: $.components.schemas.Invoice, update: {type: object}}
      |            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: delete the action if the spec no longer needs it, or correct the path

    1 error
    ");
}

#[test]
fn changes_nothing() {
    assert_snapshot!(report(&overlaid("- target: $.components.schemas.Order\n  update:\n    type: object\n")), @"
    error[overlay-no-change]: the action for `$.components.schemas.Order` changes nothing
     --> overlay.yaml:4:11
      |
    4 | - target: $.components.schemas.Order
      |           ^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: delete the action: the spec no longer needs it

    1 error
    ");
}

#[test]
fn target_that_is_no_json_path() {
    assert_snapshot!(report(&overlaid("- {target: '$.paths[/orders]', remove: true}\n")), @"
    error[overlay-target]: `$.paths[/orders]` is not a JSONPath: at position 7, parser error
     --> overlay.yaml:4:12
      |
    4 | - {target: '$.paths[/orders]', remove: true}
      |            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: write it as RFC 9535 does, for instance `$.paths['/v1/x'].get`

    1 error
    ");
}

#[test]
fn update_and_remove() {
    assert_snapshot!(report(&overlaid("- {target: $.info, update: {title: Store}, remove: true}\n")), @"
    error[overlay-action]: an action has either an `update` or `remove: true`
     --> overlay.yaml:4:3
      |
    4 | - {target: $.info, update: {title: Store}, remove: true}
      |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: write one of the two

    1 error
    ");
}

#[test]
fn neither_update_nor_remove() {
    assert_snapshot!(report(&overlaid("- {target: $.info, remove: false}\n")), @"
    error[overlay-action]: an action has either an `update` or `remove: true`
     --> overlay.yaml:4:3
      |
    4 | - {target: $.info, remove: false}
      |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: write one of the two

    1 error
    ");
}

#[test]
fn update_of_a_scalar() {
    assert_snapshot!(report(&overlaid("- {target: $.info.title, update: Store}\n")), @"
    error[overlay-target]: /info/title is neither an object nor a list
     --> overlay.yaml:4:12
      |
    4 | - {target: $.info.title, update: Store}
      |            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: let the target select an object or an array

    1 error
    ");
}

#[test]
fn update_of_an_object_with_a_scalar() {
    assert_snapshot!(report(&overlaid("- {target: $.info, update: Store}\n")), @"
    error[overlay-target]: an object at /info can only be updated with an object
     --> overlay.yaml:4:12
      |
    4 | - {target: $.info, update: Store}
      |            ^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: let the target select an object or an array

    1 error
    ");
}

#[test]
fn no_target() {
    assert_snapshot!(report(&overlaid("- {update: {title: Store}}\n- what is this\n")), @"
    error[overlay-target]: an action needs a `target`
     --> overlay.yaml:4:3
      |
    4 | - {update: {title: Store}}
      |   ^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: give a JSONPath such as `$.paths`

    error[overlay-target]: an action needs a `target`
     --> overlay.yaml:5:3
      |
    5 | - what is this
      |   ^^^^^^^^^^^^
      |
      = help: give a JSONPath such as `$.paths`

    2 errors
    ");
}

#[test]
fn misspelt_keys() {
    assert_snapshot!(report(&overlaid("- {target: $.info, updates: {title: Store}}\n")), @"
    error[overlay-key]: Overlay 1.0 has no `updates` here
     --> overlay.yaml:4:20
      |
    4 | - {target: $.info, updates: {title: Store}}
      |                    ^^^^^^^
      |
      = help: use one of target, description, update, remove, or a name that starts with `x-`

    error[overlay-action]: an action has either an `update` or `remove: true`
     --> overlay.yaml:4:3
      |
    4 | - {target: $.info, updates: {title: Store}}
      |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: write one of the two

    2 errors
    ");
}

#[test]
fn removal_of_everything() {
    assert_snapshot!(report(&overlaid("- {target: $, remove: true}\n")), @"
    error[overlay-target]: the whole document cannot be removed
     --> overlay.yaml:4:12
      |
    4 | - {target: $, remove: true}
      |            ^^^^^^^^^^^^^^^^
      |
      = help: let the target select a part of it

    1 error
    ");
}

#[test]
fn no_actions() {
    assert_snapshot!(report(&with("overlay: 1.0.0\ninfo: {title: Corrections, version: 1.0.0}\n")), @"
    error[overlay-actions]: an overlay needs an array of `actions`
     --> overlay.yaml:1:1
      |
    1 | overlay: 1.0.0
      | ^^^^^^^^^^^^^^
      |
      = help: add `actions:` with an array of actions

    1 error
    ");
}

#[test]
fn not_an_overlay() {
    assert_snapshot!(report(&with("- {target: $.info, update: {title: Store}}\n")), @"
    error[overlay-version]: this is not an Overlay 1.0 document
     --> overlay.yaml:1:1
      |
    1 | - {target: $.info, update: {title: Store}}
      | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: begin the file with `overlay: 1.0.0`

    1 error
    ");
}

#[test]
fn not_yaml() {
    assert_snapshot!(report(&with("overlay: '1.0.0\nactions: []\n")), @"
    error[yaml-syntax]: found unexpected end of stream
     --> overlay.yaml:2:1
      |
    2 | actions: []
      | ^^^^^^^^^^^
      |
      = help: correct the YAML here; if the file ends too early, fetch or import it again

    1 error
    ");
}

/// What an overlay adds has no place in the text of the spec: the nearest one is shown.
#[test]
fn mistake_in_what_is_added() {
    assert_snapshot!(report(&overlaid("- {target: $.components.schemas.Line.properties, update: {price: {$ref: '#/components/schemas/Price'}}}\n")), @"
    error[dangling-reference]: `#/components/schemas/Price` leads nowhere
      --> shop.yaml:56:7
       |
    56 |       properties:
       |       ^^^^^^^^^^^
       |
       = note: with the overlays applied, this is at /components/schemas/Line/properties/price/$ref
       = help: add `Price` to the components, or refer to one that exists

    1 error
    ");
}

#[test]
fn one_of_each_file() {
    let text = |name: &str, target: &str| Text {
        name: name.to_owned(),
        text: format!("overlay: 1.0.0\nactions: [{{target: {target}, remove: true}}]\n"),
    };
    let overlays = vec![
        text("first.yaml", "$.tags"),
        text("second.yaml", "$.servers"),
    ];
    assert_snapshot!(report(&codegen::Input { overlays, ..spec(SHOP) }), @"
    error[overlay-no-match]: `$.tags` matches nothing in the spec
     --> first.yaml:2:20
      |
    2 | actions: [{target: $.tags, remove: true}]
      |                    ^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: delete the action if the spec no longer needs it, or correct the path

    error[overlay-no-match]: `$.servers` matches nothing in the spec
     --> second.yaml:2:20
      |
    2 | actions: [{target: $.servers, remove: true}]
      |                    ^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: delete the action if the spec no longer needs it, or correct the path

    2 errors
    ");
}

/// Elements move up when one in front of them goes; what the target selects is decided before.
#[test]
fn removal_of_several_elements() {
    for selected in ["[1,0]", "[0,1]", "[0,1,1,0]", "[?@ != 'sent']"] {
        let action = format!(
            "- {{target: \"$.components.schemas.Order.properties.status.enum{selected}\", remove: true}}\n"
        );
        let input = overlaid(&action);
        let text = input
            .spec
            .text
            .replace("[open, paid]", "[open, paid, sent]");
        let input = codegen::Input {
            spec: Text { text, ..input.spec },
            ..input
        };
        let files =
            codegen::generate(&input).unwrap_or_else(|report| panic!("{}", report.render(&input)));
        let status = &files["schemas/order_status.rs"];
        assert_eq!(
            ["open", "paid", "sent"].map(|value| status.contains(&format!("\"{value}\""))),
            [false, false, true],
            "{selected}"
        );
    }
}

fn with(overlay: &str) -> codegen::Input {
    codegen::Input {
        overlays: vec![Text {
            name: "overlay.yaml".to_owned(),
            text: overlay.to_owned(),
        }],
        ..spec(SHOP)
    }
}
