//! A description that wants everything documented, and is not.

use codegen::diagnostic::Report;
use codegen::{Input, Text};
use insta::assert_snapshot;

use crate::{edited, report as unusable};

/// The shop, documented but for what the edits say.
fn documented(edits: &[(&str, &str)]) -> Input {
    let mut all = vec![("paths:\n", "x-documented: true\npaths:\n")];
    all.extend(edits);
    edited(&all)
}

fn gaps(input: &Input) -> Option<Report> {
    let api = codegen::model(input, &mut |_| {});
    let api = api.unwrap_or_else(|report| panic!("{}", report.render(input)));
    api.documented().err()
}

/// The actions that the help lines propose, with a text in them.
fn actions(report: &Report) -> String {
    let actions = report.diagnostics.iter().filter_map(|found| {
        let (_, action) = found.help.split_once('`')?;
        Some(action.trim_end_matches('`').replace('…', "What it is for."))
    });
    let mut actions: Vec<String> = actions.collect();
    actions.dedup();
    actions.join("\n")
}

#[test]
fn each_gap_has_an_action_to_paste() {
    let mut input = documented(&[
        (
            "status: {type: string, enum: [open, paid]}",
            "'odd ''name': {type: string}\n        status: {$ref: '#/components/schemas/Status'}",
        ),
        (
            "    Line:\n",
            "    Status: {type: string, enum: ['on', 'a: b', \"quo\\\"te\"]}\n    Line:\n",
        ),
    ]);
    let report = gaps(&input).expect("nothing is documented");
    assert!(
        report
            .diagnostics
            .iter()
            .all(|found| found.code == "undocumented")
    );
    // Two resources are one here: `orders`.
    for what in [
        "the schema `Draft`",
        "the property `amount`",
        "the parameter `expand`",
        "the operation `getOrder`",
        "the value `a: b`",
        "the resource `orders`",
    ] {
        let found = report
            .diagnostics
            .iter()
            .filter(|found| found.message.starts_with(what));
        assert_eq!(found.count(), 1, "{what}");
    }
    input.overlays.push(Text {
        name: "pasted.yaml".to_owned(),
        text: format!("overlay: 1.0.0\nactions:\n{}\n", actions(&report)),
    });
    let left = gaps(&input).map(|report| report.render(&input));
    assert_eq!(left, None);
}

#[test]
fn descriptions_may_be_terse() {
    assert_eq!(gaps(&edited(&[])), None);
}

#[test]
fn undocumented_property() {
    let input = documented(&[]);
    let mut report = gaps(&input).expect("nothing is documented");
    report
        .diagnostics
        .retain(|found| found.message.contains("`amount`"));
    assert_snapshot!(report.render(&input), @r#"
    error[undocumented]: the property `amount` has no documentation
      --> shop.yaml:58:9
       |
    58 |         amount: {type: integer}
       |         ^^^^^^
       |
       = help: say in an overlay what it is for: `- {target: "$.components.schemas.Line.properties.amount", description: Documentation., update: {description: "…"}}`

    1 problem
    "#);
}

#[test]
fn link_to_no_operation() {
    let input = documented(&[(
        "operationId: getOrder",
        "operationId: getOrder\n      description: See `orders.lose`, `orders.get_order` and `other.word`.",
    )]);
    let mut report = gaps(&input).expect("nothing is documented");
    report
        .diagnostics
        .retain(|found| found.code != "undocumented");
    assert_snapshot!(report.render(&input), @"
    error[dead-link]: `orders.lose` in the documentation of the operation `getOrder` is no operation and no resource
      --> shop.yaml:19:5
       |
    19 |     get:
       |     ^^^
       |
       = help: correct the name, or write it in another way

    1 problem
    ");
}

#[test]
fn documentation_of_what_is_not_there() {
    let input = documented(&[(
        "openapi: 3.0.3\n",
        "openapi: 3.0.3\nx-resources: {orders: Orders., invoices: Bills.}\n",
    )]);
    let mut report = gaps(&input).expect("nothing is documented");
    report
        .diagnostics
        .retain(|found| found.code != "undocumented");
    assert_snapshot!(report.render(&input), @"
    error[undocumentable]: there is no resource `invoices` to document
     --> shop.yaml:2:32
      |
    2 | x-resources: {orders: Orders., invoices: Bills.}
      |                                ^^^^^^^^
      |
      = help: delete the text, or correct the name that it stands under

    1 problem
    ");
}

#[test]
fn texts_that_are_none() {
    for (mark, message) in [
        (
            "x-resources: Orders.",
            "each resource is documented by its name",
        ),
        (
            "x-resources: {orders: 5}",
            "the resource `orders` is documented by a text",
        ),
    ] {
        let mark = format!("openapi: 3.0.3\n{mark}\n");
        let report = gaps(&documented(&[("openapi: 3.0.3\n", &mark)])).expect("a wrong mark");
        let found = report
            .diagnostics
            .iter()
            .find(|found| found.code == "undocumentable");
        assert_eq!(found.map(|found| found.message.as_str()), Some(message));
    }
}

#[test]
fn demand_that_is_no_truth_value() {
    assert_snapshot!(unusable(&edited(&[("paths:\n", "x-documented: all\npaths:\n")])), @"
    error[documented]: whether all has to be documented is true or false
     --> shop.yaml:5:15
      |
    5 | x-documented: all
      |               ^^^
      |
      = help: write `x-documented: true`, or take the mark away

    1 problem
    ");
}
