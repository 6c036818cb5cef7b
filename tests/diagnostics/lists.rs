//! Lists of the facts that an overlay replaces: a value that is new in them arrives or is reported.

use codegen::Input;
use insta::assert_snapshot;

use crate::{edited, overlaid, report};

const STATUS: &str = "status: {type: string, enum: [open, paid]}";

/// The shop with another status, and an overlay.
fn replaced(status: &str, actions: &str) -> Input {
    Input {
        overlays: overlaid(actions).overlays,
        ..edited(&[(STATUS, status)])
    }
}

const REFERRED: &str = "- {target: $.components.schemas, update: {State: {type: string, enum: [open, paid]}}}
- {target: \"$.components.schemas.Order.properties.status['type','enum']\", remove: true}
- {target: $.components.schemas.Order.properties.status, update: {$ref: '#/components/schemas/State'}}
";

#[test]
fn value_that_is_new() {
    let status = "status: {type: string, enum: [open, paid, sent]}";
    assert_snapshot!(report(&replaced(status, REFERRED)), @r#"
    error[overlay-loss]: `sent` is in `$.components.schemas.Order.properties.status.enum`, and not in what takes its place, `$.components.schemas.State.enum`
     --> overlay.yaml:5:12
      |
    5 | - {target: "$.components.schemas.Order.properties.status['type','enum']", remove: true}
      |            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: add `sent` to the array of the overlay, or `x-removed: [sent]` to this action

    1 error
    "#);
}

/// Whether each way to replace a list reports what the new one lacks.
#[test]
fn no_value_is_lost() {
    let own = |removed: &str| {
        format!(
            "- {{target: $.components.schemas.Order.properties.status.enum, remove: true{removed}}}\n- {{target: $.components.schemas.Order.properties.status, update: {{enum: [paid, open]}}}}\n"
        )
    };
    let whole = "- {target: $.components.schemas.Order.properties.status, remove: true}
- {target: $.components.schemas.Order.properties, update: {status: {type: string, enum: [open, paid]}}}
";
    let other = "- {target: $.components.schemas, update: {Old: {type: string, enum: [open, paid]}, New: {type: string, enum: [open, paid]}}}
- {target: $.components.schemas.Order.properties.status, update: {$ref: '#/components/schemas/New'}}
";
    let required = "- {target: $.components.schemas.Order.required, remove: true}
- {target: $.components.schemas.Order, update: {required: [status]}}
";
    let referring = "status: {$ref: '#/components/schemas/Facts'}\n    Facts: {type: string, enum: [open, paid, sent]}\n    Rest:\n      type: object\n      properties:\n        x: {type: string}";
    let two = "status: {type: string, enum: [open, paid]}";
    let three = "status: {type: string, enum: [open, paid, sent]}";
    let lost = Some("`sent` is in");
    for (status, actions, expected) in [
        (two, REFERRED.to_owned(), None),
        (three, REFERRED.to_owned(), lost),
        (two, own(""), None),
        (three, own(""), lost),
        (three, own(", x-removed: [sent]"), None),
        (two, whole.to_owned(), None),
        (three, whole.to_owned(), lost),
        (referring, other.to_owned(), lost),
        (two, required.to_owned(), Some("`id` is in")),
        // A list that goes without another one takes nothing away.
        (three, "- {target: $.components.schemas.Order.properties.status.enum, remove: true}\n".to_owned(), None),
        // An element that the target names goes on purpose.
        (three, "- {target: \"$.components.schemas.Order.properties.status.enum[?(@ == 'sent')]\", remove: true}\n".to_owned(), None),
        // A merge adds, so the value of the facts is still there.
        (three, "- {target: $.components.schemas.Order.properties.status, update: {enum: [void]}}\n".to_owned(), None),
        // What is put over a list.
        (three, "- {target: $.components.schemas.Order.properties, update: {status: {enum: null}}}\n".to_owned(), None),
        // Names that take nothing away.
        (three, own(", x-removed: [sent, void]"), Some("no array loses \"void\"")),
        (two, own(", x-removed: [open]"), Some("no array loses \"open\"")),
        (two, "- {target: $.info, update: {title: Store}, x-removed: [open]}\n".to_owned(), Some("no array loses \"open\"")),
        (two, own(", x-removed: sent"), Some("`x-removed` is an array of values")),
    ] {
        let input = replaced(status, &actions);
        let found = codegen::generate(&input).err();
        let messages: Vec<&str> = found.iter().flat_map(|report| &report.diagnostics).filter(|found| found.code.name().starts_with("overlay-")).map(|found| found.message.as_str()).collect();
        let fits = match expected {
            None => messages.is_empty(),
            Some(start) => matches!(messages[..], [message] if message.starts_with(start)),
        };
        assert!(fits, "{status}\n{actions}{messages:?}");
    }
}

/// A string that gets a list in the facts, where the overlay has one already.
#[test]
fn list_that_is_new() {
    let actions = "- {target: $.components.schemas, update: {State: {type: string, enum: [open, paid]}}}
- {target: $.components.schemas.Order.properties.status.type, remove: true}
- {target: $.components.schemas.Order.properties.status, update: {$ref: '#/components/schemas/State'}}
";
    let plain = replaced("status: {type: string}", actions);
    assert!(codegen::generate(&plain).is_ok());
    assert_snapshot!(report(&replaced("status: {type: string, enum: [open, paid, sent]}", actions)), @"
    error[overlay-loss]: `sent` is in `$.components.schemas.Order.properties.status.enum`, and not in what takes its place, `$.components.schemas.State.enum`
     --> overlay.yaml:6:12
      |
    6 | - {target: $.components.schemas.Order.properties.status, update: {$ref: '#/components/schemas/State'}}
      |            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: add `sent` to the array of the overlay, or `x-removed: [sent]` to this action

    warning[ignored-key]: `enum` stands beside a `$ref`, where OpenAPI 3.0 ignores it
      --> shop.yaml:53:32
       |
    53 |         status: {type: string, enum: [open, paid, sent]}
       |                                ^^^^
       |
       = help: remove it with an overlay, or move it to what the `$ref` leads to

    1 error, 1 warning
    ");
}
