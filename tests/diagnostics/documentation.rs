//! A description that wants everything documented, and is not.

use codegen::diagnostic::{Diagnostic, Report};
use codegen::{Input, Text};
use insta::assert_snapshot;

use crate::{SHOP, edited, report as unusable, spec, updated};

/// The shop, documented but for what the edits say.
pub(super) fn documented(edits: &[(&str, &str)]) -> Input {
    let mut all = vec![("paths:\n", "x-documented: true\npaths:\n")];
    all.extend(edits);
    edited(&all)
}

pub(super) fn gaps(input: &Input) -> Option<Report> {
    let api = codegen::model(input, &mut |_| {});
    let api = api.unwrap_or_else(|report| panic!("{}", report.render(input)));
    api.documented().err()
}

/// The actions that the help lines propose, with a string in them.
fn actions(report: &Report) -> String {
    let actions = report.diagnostics.iter().filter_map(|found| {
        let (_, action) = found.help.split_once('`')?;
        Some(action.trim_end_matches('`').replace('…', "What it is for."))
    });
    actions.collect::<Vec<String>>().join("\n")
}

/// With what the help lines propose.
fn pasted(mut input: Input, report: &Report) -> Input {
    input.overlays.push(Text {
        name: "pasted.yaml".to_owned(),
        text: format!("overlay: 1.0.0\nactions:\n{}\n", actions(report)),
    });
    input
}

/// The findings that are about these words.
fn findings(input: &Input, words: &[&str]) -> String {
    let mut report = gaps(input).expect("nothing is documented");
    let is_meant = |found: &Diagnostic| words.iter().any(|word| found.message.contains(word));
    report.diagnostics.retain(is_meant);
    report.render(input)
}

/// The findings but for those that something has no documentation.
pub(super) fn mistakes(input: &Input) -> String {
    let mut report = gaps(input).expect("nothing is documented");
    report
        .diagnostics
        .retain(|found| found.code.name() != "undocumented");
    report.render(input)
}

#[test]
fn each_gap_has_an_action_to_paste() {
    let input = documented(&[
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
            .all(|found| found.code.name() == "undocumented")
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
    let input = pasted(input, &report);
    let left = gaps(&input).map(|report| report.render(&input));
    assert_eq!(left, None);
}

/// An action that documents two things, or the same thing again, would not do as an overlay.
#[test]
fn things_that_are_hard_to_point_at() {
    for edit in [
        // A schema that is written where the property is, and values that are no plain keys.
        ("[open, paid]", "[open, 'null', '1.0', '']"),
        (
            "amount: {type: integer}",
            "\"it's \\\"a\\\\b\\n\\x85\": {type: integer}",
        ),
        (
            "amount: {type: integer}",
            "amount: {oneOf: [{type: object, properties: {value: {type: integer}}}]}",
        ),
        (
            "amount: {type: integer}",
            "parts: {type: array, items: {type: object, properties: {value: {type: integer}}}}",
        ),
        // Two types of one schema, since two operations have this response.
        (
            "            $ref: '#/components/schemas/Order'\n",
            "            {type: object, properties: {id: {type: string}}}\n",
        ),
        // Two parameters of one name.
        (
            "      - name: expand\n",
            "      - {name: expand, in: header, schema: {type: string}}\n      - name: expand\n",
        ),
        // A parameter with a type of its own.
        (
            "{type: array, items: {type: string}}",
            "{type: array, items: {type: string, enum: [lines]}}",
        ),
    ] {
        let input = documented(&[edit]);
        let report = gaps(&input).expect("nothing is documented");
        let input = pasted(input, &report);
        let left = gaps(&input).map(|report| report.render(&input));
        assert_eq!(left, None, "{edit:?}");
    }
}

#[test]
fn descriptions_may_be_terse() {
    assert_eq!(gaps(&edited(&[])), None);
}

#[test]
fn undocumented_property() {
    assert_snapshot!(findings(&documented(&[]), &["`amount`"]), @r#"
    error[undocumented]: the property `amount` has no documentation
      --> shop.yaml:58:9
       |
    58 |         amount: {type: integer}
       |         ^^^^^^
       |
       = help: say in an overlay what it is for: `- {target: "$.components.schemas.Line.properties.amount", description: Documentation., update: {description: "…"}}`

    1 error
    "#);
}

#[test]
fn undocumented_schema_and_operation() {
    assert_snapshot!(findings(&documented(&[]), &["`Draft`", "`createOrder`"]), @r#"
    error[undocumented]: the schema `Draft` has no documentation
      --> shop.yaml:44:5
       |
    44 |     Draft:
       |     ^^^^^
       |
       = help: say in an overlay what it is for: `- {target: "$.components.schemas.Draft", description: Documentation., update: {description: "…"}}`

    error[undocumented]: the operation `createOrder` has no documentation
     --> shop.yaml:8:5
      |
    8 |     post:
      |     ^^^^
      |
      = help: say in an overlay what it is for: `- {target: "$.paths['/orders'].post", description: Documentation., update: {description: "…"}}`

    2 errors
    "#);
}

#[test]
fn undocumented_parameter() {
    assert_snapshot!(findings(&documented(&[]), &["parameter"]), @r#"
    error[undocumented]: the parameter `order_id` has no documentation
      --> shop.yaml:32:13
       |
    32 |       name: order_id
       |             ^^^^^^^^
       |
       = help: say in an overlay what it is for: `- {target: "$.components.parameters.OrderId", description: Documentation., update: {description: "…"}}`

    error[undocumented]: the parameter `expand` has no documentation
      --> shop.yaml:23:15
       |
    23 |       - name: expand
       |               ^^^^^^
       |
       = help: say in an overlay what it is for: `- {target: "$.paths['/orders/{order_id}'].get.parameters[?(@.name == 'expand')]", description: Documentation., update: {description: "…"}}`

    2 errors
    "#);
}

#[test]
fn undocumented_value_and_resource() {
    assert_snapshot!(findings(&documented(&[]), &["`paid`", "`orders`"]), @r#"
    error[undocumented]: the value `paid` has no documentation
      --> shop.yaml:54:9
       |
    54 |         status: {type: string, enum: [open, paid]}
       |         ^^^^^^
       |
       = help: say in an overlay what it is for: `- {target: "$.components.schemas.Order.properties.status", description: Documentation., update: {x-enumDescriptions: {paid: "…"}}}`

    error[undocumented]: the resource `orders` has no documentation
     --> shop.yaml:1:1
      |
    1 | openapi: 3.0.3
      | ^^^^^^^
      |
      = help: say in an overlay what it is for: `- {target: "$", description: Documentation., update: {x-resources: {orders: "…"}}}`

    2 errors
    "#);
}

#[test]
fn documentation_of_what_is_not_there() {
    let input = edited(&[(
        "openapi: 3.0.3\n",
        "openapi: 3.0.3\nx-resources: {orders: Orders., invoices: Bills.}\n",
    )]);
    assert_snapshot!(unusable(&input), @"
    error[undocumentable]: there is no resource `invoices` to document
     --> shop.yaml:2:32
      |
    2 | x-resources: {orders: Orders., invoices: Bills.}
      |                                ^^^^^^^^
      |
      = help: delete the entry, or correct its name

    1 error
    ");
}

#[test]
fn documentation_of_values() {
    let texts = "x-enumDescriptions: {open: [Not paid.], shut: Paid.}";
    let status = "$.components.schemas.Order.properties.status";
    let input = updated(spec(SHOP), status, texts);
    assert_snapshot!(unusable(&input), @"
    error[overlay-no-match]: `$.components.schemas.Order.properties.status` has no value `shut`: this only describes it
     --> overlay.yaml:3:135
      |
    3 | ...ription: why, update: {x-enumDescriptions: {open: [Not paid.], shut: Paid.}}}]
      |                                                                   ^^^^
      |
      = help: delete the entry

    error[undocumentable]: the documentation of the value `open` is not a string
      --> shop.yaml:53:9
       |
    53 |         status: {type: string, enum: [open, paid]}
       |         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
       = note: with the overlays applied, this is at /components/schemas/Order/properties/status/x-enumDescriptions/open
       = help: write a string here

    2 errors
    ");
}

const NO_ALIASES: &str = "the aliases of `orders` are not an array of different words, each of letters, digits, spaces, `-` and `_`";

#[test]
fn documentation_of_the_wrong_form() {
    for (extension, message) in [
        (
            "x-resources: Orders.",
            "`x-resources` is an object with a string for each resource",
        ),
        (
            "x-resources: {orders: 5}",
            "the documentation of the resource `orders` is not a string",
        ),
        (
            "x-aliases: [logout]",
            "`x-aliases` is an object with an array of words for each name",
        ),
        (
            "x-hidden: Nothing ends so.",
            "`x-hidden` is not a sentence that the documentation of a type, property or value ends with",
        ),
        ("x-aliases: {orders: [Orders]}", NO_ALIASES),
        ("x-aliases: {orders: [a, a]}", NO_ALIASES),
        ("x-aliases: {orders: ['\"']}", NO_ALIASES),
        ("x-aliases: {orders: [' a']}", NO_ALIASES),
        ("x-aliases: {orders: ['']}", NO_ALIASES),
        ("x-aliases: {orders: [5]}", NO_ALIASES),
    ] {
        let report =
            codegen::generate(&updated(spec(SHOP), "$", extension)).expect_err("a wrong extension");
        let found = report
            .diagnostics
            .iter()
            .find(|found| found.code.name() == "undocumentable");
        assert_eq!(found.map(|found| found.message.as_str()), Some(message));
    }
}

#[test]
fn documented_that_is_not_a_boolean() {
    assert_snapshot!(unusable(&updated(spec(SHOP), "$", "x-documented: all")), @"
    error[documented]: `x-documented` is a boolean
     --> shop.yaml:1:1
      |
    1 | openapi: 3.0.3
      | ^^^^^^^^^^^^^^
      |
      = note: with the overlays applied, this is at /x-documented
      = help: write `x-documented: true`, or remove it

    1 error
    ");
}
