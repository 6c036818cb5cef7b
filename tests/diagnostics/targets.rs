//! Targets with several names: each of them has to match, and to be of use.

use codegen::diagnostic::Spot;
use insta::assert_snapshot;

use crate::{overlaid, report};

#[test]
fn one_of_several_names() {
    assert_snapshot!(report(&overlaid("- {target: \"$.components.schemas['Draft','Lines','Order'].properties\", update: {at: {type: string}}}\n")), @r#"
    error[overlay-no-match]: `$.components.schemas['Lines'].properties` matches nothing in the spec
     --> overlay.yaml:4:42
      |
    4 | - {target: "$.components.schemas['Draft','Lines','Order'].properties", update: {at: {type: string}}}
      |                                          ^^^^^^^
      |
      = help: did you mean `Line`? Otherwise remove `'Lines'` from the target, or correct it

    1 error
    "#);
}

/// What is reported for a target, with the part of it that is shown.
#[test]
fn each_name_has_to_match() {
    let schemas = "$.components.schemas";
    for (target, parts) in [
        ("['Draft','Order'].properties", &[][..]),
        ("['Draft','Invoice'].properties", &[("'Invoice'", None)]),
        ("['Order','Ordr'].properties", &[("'Ordr'", Some("Order"))]),
        (
            "['Bill','Draft','Note'].properties",
            &[("'Bill'", None), ("'Note'", None)],
        ),
        // Where the name is, or further down.
        (
            "['Order','Draft']['properties','items']",
            &[("'items'", None)],
        ),
        ("['Order','Draft'].properties['id']", &[("'Draft'", None)]),
        (
            "['Order','Draft'].properties['items','statuses','id']",
            &[("'statuses'", Some("status"))],
        ),
        ("['Order','Draft'].properties.*['x']", &[]),
        // Spelt in other ways.
        (
            "[\\\"Draft\\\",\\\"Bill\\\"].properties",
            &[("\"Bill\"", None)],
        ),
        ("[ 'Draft' , 'Bill' ].properties", &[("'Bill'", None)]),
        ("['a,b]','Draft'].properties", &[("'a,b]'", None)]),
        (
            "['Order','Draft'].required[?(@ == 'id'),?(@ == 'at')]",
            &[("'Draft'", None), ("?(@ == 'at')", None)],
        ),
        ("..['status','stats']", &[("'stats'", None)]),
    ] {
        let input = overlaid(&format!(
            "- {{target: \"{schemas}{target}\", update: {{x: {{type: string}}}}}}\n"
        ));
        let report = codegen::generate(&input).err();
        let found: Vec<_> = report
            .iter()
            .flat_map(|report| &report.diagnostics)
            .filter(|found| found.code.name() == "overlay-no-match")
            .map(|found| match &found.location.spot {
                Spot::Part(_, part) => {
                    let similar = found.help.strip_prefix("did you mean `");
                    (&**part, similar.and_then(|help| help.split('`').next()))
                }
                _ => ("", None),
            })
            .collect();
        let nothing = target.contains(".*['x']");
        let expected: &[_] = if nothing { &[("", None)] } else { parts };
        assert_eq!(found, expected, "{target}");
    }
}

/// What is found to change nothing, with the part of the action that is shown.
#[test]
fn each_name_and_each_line_has_to_change_something() {
    for (target, update, found) in [
        (
            "$.components.schemas['Draft','Line','Order']",
            "{description: Text.}",
            &[][..],
        ),
        (
            "$.components.schemas['Draft','Line','Order'].required",
            "id",
            &["'Line'", "'Order'"],
        ),
        (
            "$.components.schemas['Draft','Order'].properties.*",
            "{type: string}",
            &["'Order'"],
        ),
        // What a `*` leads to is not named, so one change is enough.
        ("$.components.schemas.*.properties.*", "{type: string}", &[]),
        (
            "$.components.schemas.*.properties['id','amount']",
            "{type: string}",
            &["'id'"],
        ),
        // Each line.
        (
            "$.components.schemas.Order",
            "{type: object, description: Text.}",
            &["/type"],
        ),
        (
            "$.components.schemas.Order",
            "{required: [status, id]}",
            &["/required/1"],
        ),
        (
            "$.components.schemas.Order",
            "{properties: {id: {type: string}, x: {type: string}}}",
            &["/properties/id/type"],
        ),
        (
            "$.components.schemas.Order",
            "{properties: {}, description: Text.}",
            &["/properties"],
        ),
        (
            "$.components.schemas['Draft','Order'].properties",
            "{id: {type: string, format: uuid}}",
            &[],
        ),
    ] {
        let input = overlaid(&format!("- {{target: \"{target}\", update: {update}}}\n"));
        let report = codegen::generate(&input).err();
        let places: Vec<&str> = report
            .iter()
            .flat_map(|report| &report.diagnostics)
            .filter(|found| found.code.name().starts_with("overlay-no-"))
            .filter_map(|found| match &found.location.spot {
                Spot::Part(_, part) => Some(&**part),
                Spot::Pointer(place, _) => place.strip_prefix("/actions/0/update"),
                _ => None,
            })
            .collect();
        assert_eq!(places, found, "{target}: {update}");
    }
}

#[test]
fn name_that_changes_nothing() {
    assert_snapshot!(report(&overlaid("- {target: \"$.components.schemas['Draft','Order'].properties\", update: {id: {type: string}}}\n")), @r#"
    error[overlay-no-change]: the action for `$.components.schemas['Order'].properties` changes nothing
     --> overlay.yaml:4:42
      |
    4 | - {target: "$.components.schemas['Draft','Order'].properties", update: {id: {type: string}}}
      |                                          ^^^^^^^
      |
      = help: remove `'Order'` from the target

    1 error
    "#);
}

#[test]
fn line_that_changes_nothing() {
    assert_snapshot!(report(&overlaid("- target: $.components.schemas.Order\n  update:\n    type: object\n    description: An order.\n")), @"
    error[overlay-no-change]: this changes nothing, wherever `$.components.schemas.Order` leads
     --> overlay.yaml:6:5
      |
    6 |     type: object
      |     ^^^^
      |
      = help: delete the line: the spec no longer needs it

    1 error
    ");
}
