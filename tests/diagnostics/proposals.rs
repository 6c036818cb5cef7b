//! What a report says of a rename, and of what is gone.

use codegen::Input;
use codegen::renames::{self as renaming, Edit};
use insta::assert_snapshot;

use crate::renames::{after, follow};
use crate::{SHOP, overlaid, report, spec};

#[test]
fn one_line() {
    let input = after(
        &[("Line", "Item")],
        "- target: $.components.schemas.Line.properties.amount\n  update: {format: int64}\n",
        "",
    );
    assert_snapshot!(report(&input), @r#"
    error[renamed]: the vendor calls `Line` `Item` now; one line has the old name
     --> overlay.yaml:4:32
      |
    4 | - target: $.components.schemas.Line.properties.amount
      |                                ^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: write `- target: $.components.schemas.Item.properties.amount`, or run `cargo xtask rename Line Item`; to keep the type `Line`, add `"Item" = { name = "Line", reason = "…" }` to `[schemas]`

    1 error
    "#);
}

#[test]
fn many_lines() {
    let input = after(
        &[("Line", "Item")],
        "- target: $.components.schemas.Line.properties.amount\n  update: {format: int64}\n",
        "[schemas]\nLine = { name = \"Position\", reason = \"clearer\" }\nOrders = { name = \"All\", reason = \"none\" }\n",
    );
    assert_snapshot!(report(&input), @r#"
    error[renamed]: the vendor calls `Line` `Item` now; 2 lines in 2 files have the old name
     --> overlay.yaml:4:32
      |
    4 | - target: $.components.schemas.Line.properties.amount
      |                                ^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: run `cargo xtask rename Line Item`

    error[names-unused]: nothing in the spec is called `Orders`
     --> names.toml:3:1
      |
    3 | Orders = { name = "All", reason = "none" }
      | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: delete the entry, or correct what it applies to

    2 errors
    "#);
}

/// What is gone is to be deleted, with its lines.
#[test]
fn removed() {
    let input = after(
        &[
            (
                "    Line:\n      type: object\n      properties:\n        amount: {type: integer}",
                "",
            ),
            ("{$ref: '#/components/schemas/Line'}", "{type: boolean}"),
        ],
        "- target: $.components.schemas.Line.properties.amount\n  description: Text.\n  update:\n    format: int64\n\n- target: $.components.schemas.Order\n  update:\n    properties:\n      at:\n        description: When.\n      id: {format: uuid}\n",
        "",
    );
    assert_snapshot!(report(&input), @"
    error[overlay-no-match]: `$.components.schemas.Line.properties.amount` matches nothing in the spec
     --> overlay.yaml:4:11
      |
    4 | - target: $.components.schemas.Line.properties.amount
      |           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: the vendor removed it: delete the action, lines 4 to 7

    error[overlay-no-match]: `$.components.schemas.Order.properties.at` is not in the spec: this only describes it
      --> overlay.yaml:12:7
       |
    12 |       at:
       |       ^^
       |
       = help: delete lines 12 to 13; or add a `type` or a `$ref` if the overlay is to add it

    2 errors
    ");
}

/// Nothing says what was before: a prefix is guessed.
#[test]
fn without_a_description_of_before() {
    let words = &[
        ("schemas/", "schemas/v2_"),
        ("    Draft:", "    v2_Draft:"),
        ("    Order:\n      type", "    v2_Order:\n      type"),
        ("    Line:", "    v2_Line:"),
    ];
    let actions = "- {target: \"$.components.schemas['v1_Draft','v1_Line','v1_Order']\", update: {description: Text.}}\n";
    let input = Input {
        before: None,
        ..after(words, actions, "")
    };
    assert_snapshot!(report(&input), @r#"
    error[renamed]: nothing begins with `v1_` any more, and 3 names that did begin with `v2_`; one line has the old name
     --> overlay.yaml:4:35
      |
    4 | - {target: "$.components.schemas['v1_Draft','v1_Line','v1_Order']", update: {description: Text.}}
      |                                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: write `- {target: "$.components.schemas['v2_Draft','v2_Line','v2_Order']", update: {description: Text.}}`, or run `cargo xtask rename v1_ v2_`

    1 error
    "#);
    codegen::generate(&follow(&input, "v1_", "v2_")).unwrap();
}

/// A text in which the new name would be something else.
#[test]
fn by_hand() {
    let input = after(
        &[("Line", "line-item")],
        "- {target: $.components.schemas.Line, update: {description: Text.}}\n",
        "",
    );
    assert_snapshot!(report(&input), @r#"
    error[renamed]: the vendor calls `Line` `line-item` now; one line has the old name
     --> overlay.yaml:4:1
      |
    4 | - {target: $.components.schemas.Line, update: {description: Text.}}
      | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: `cargo xtask rename Line line-item` cannot edit overlay.yaml: `Line` is spelt in a way that has to be changed by hand; edit it by hand, then run that; to keep the type `Line`, add `"line-item" = { name = "Line", reason = "…" }` to `[schemas]`

    error[overlay-no-match]: `$.components.schemas.Line` matches nothing in the spec
     --> overlay.yaml:4:12
      |
    4 | - {target: $.components.schemas.Line, update: {description: Text.}}
      |            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: write `$.components.schemas['line-item']`: that is what it is called now

    2 errors
    "#);
}

#[test]
fn edits() {
    for (old, new, wrong) in [
        ("", "a", "a name is empty"),
        ("a", "a", "`a` is called so already"),
        (
            "a_",
            "b",
            "`a_` and `b` are not both prefixes: end both with a `*`",
        ),
        ("*", "b*", "a prefix is empty"),
    ] {
        assert_eq!(Edit::parse(old, new), Err(wrong.to_owned()));
    }
    let names = "[schemas]\n\"a_*\" = \"A*\"\n\"b_*\" = \"B*\"\n";
    let edit = Edit::parse("a_", "b_").unwrap();
    let stuck = Err("`b_*` is there already, beside `a_*`".to_owned());
    assert_eq!(renaming::names(names, &edit), stuck);
    // An entry that says what the other one says is of no use any more.
    let names = names.replace("\"B*\"", "\"A*\"");
    let rewritten = renaming::names(&names, &edit).unwrap();
    assert_eq!(rewritten.text, "[schemas]\n\"b_*\" = \"A*\"\n");
    let overlay = "actions:\n- target: $\n  update: {components: {schemas: {A: {}, B: {}}}}\n";
    let edit = Edit::parse("A", "B").unwrap();
    let stuck = Err("`B` is there already, beside `A`".to_owned());
    assert_eq!(renaming::overlay(overlay, &edit), stuck);
}

/// What is called so still elsewhere is to be mended by hand, with the name that it has now.
#[test]
fn a_name_that_is_still_in_use() {
    let words = &[
        ("name: expand\n", "name: expanded\n"),
        (
            "amount: {type: integer}",
            "amount: {type: integer}\n        expand: {type: string}",
        ),
    ];
    let actions = "- {target: \"$.paths.*.*.parameters[?(@.name == 'expand')]\", update: {description: Text.}}\n";
    assert_snapshot!(report(&after(words, actions, "")), @r#"
    error[overlay-no-match]: `$.paths.*.*.parameters[?(@.name == 'expand')]` matches nothing in the spec
     --> overlay.yaml:4:12
      |
    4 | - {target: "$.paths.*.*.parameters[?(@.name == 'expand')]", update: {description: Text.}}
      |            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: write `$.paths.*.*.parameters[?(@.name == 'expanded')]`: that is what it is called now

    1 error
    "#);
}

/// A pattern of which other things still begin so.
#[test]
fn a_pattern_for_one_name() {
    let words = &[
        ("createOrder", "placeOrder"),
        (
            "amount: {type: integer}",
            "amount: {type: integer}\n        created: {type: string}",
        ),
    ];
    let actions = "- {target: $.info, update: {x-note: Text.}}\n";
    let names = "[resources]\n\"orders\" = \"create*\"\n";
    assert_snapshot!(report(&after(words, actions, names)), @r#"
    error[names-unused]: nothing in the spec is called `create*`
     --> names.toml:2:1
      |
    2 | "orders" = "create*"
      | ^^^^^^^^
      |
      = help: write `"orders" = "place*"`

    1 error
    "#);
}

/// One rename in some of the schemas of a target: one command, and one action more.
#[test]
fn in_some_schemas() {
    let with = |names: [&str; 3]| {
        let [draft, order, line] = names.map(|name| format!("        {name}: {{type: string}}\n"));
        SHOP.replace("        items: {", &format!("{draft}        items: {{"))
            .replace("        id: {", &format!("{order}        id: {{"))
            .replace("        amount: {", &format!("{line}        amount: {{"))
    };
    let actions = "- target: $.components.schemas['Draft','Order','Line'].properties.note # all\n  update: {description: Text.}\n";
    let input = Input {
        spec: spec(&with(["notes", "note", "notes"])).spec,
        before: Some(Box::new(spec(&with(["note", "note", "note"])).spec.into())),
        ..overlaid(actions)
    };
    assert_snapshot!(report(&input), @"
    error[renamed]: the vendor calls `note` of 2 schemas `notes` now; one line has the old name
     --> overlay.yaml:4:67
      |
    4 | - target: $.components.schemas['Draft','Order','Line'].properties.note # all
      |                                                                   ^^^^^^^^^^
      |
      = help: run `cargo xtask rename Draft,Line.note Draft,Line.notes`

    1 error
    ");
    let followed = follow(&input, "Draft,Line.note", "Draft,Line.notes");
    codegen::generate(&followed).unwrap();
    assert_snapshot!(followed.overlays[0].text, @r##"
    overlay: 1.0.0
    info: {title: Corrections, version: 1.0.0}
    actions:
    - target: $.components.schemas['Order'].properties.note # all
      update: {description: Text.}
    - target: $.components.schemas['Draft','Line'].properties.notes # all
      update: {description: Text.}
    "##);
}
