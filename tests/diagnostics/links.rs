//! Inline code in the documentation that looks like a link and leads nowhere.

use codegen::Input;
use insta::assert_snapshot;

use crate::documentation::{documented, gaps, mistakes};
use crate::updated;

/// The shop, in which the documentation of `getOrder` says this, and the root that.
fn saying(text: &str, root: &str) -> Input {
    let said = format!("operationId: getOrder\n      description: {text}");
    let root = format!("openapi: 3.0.3\n{root}");
    documented(&[
        ("operationId: getOrder", &said),
        ("openapi: 3.0.3\n", &root),
    ])
}

#[test]
fn aliases_of_no_operation() {
    let input = updated(
        documented(&[]),
        "$",
        "x-aliases: {orders: [purchases], orders.get_order: [find order], orders.gone: [x]}",
    );
    assert_snapshot!(mistakes(&input), @"
    error[dead-link]: `orders.gone` in `x-aliases` is no operation and no resource
     --> shop.yaml:1:1
      |
    1 | openapi: 3.0.3
      | ^^^^^^^
      |
      = note: with the overlays applied, this is at /x-aliases/orders.gone
      = help: delete the entry, or correct its name

    1 error
    ");
}

#[test]
fn link_to_no_operation() {
    let input = saying(
        "See `orders.lose`, `orders.get_order` and `other.word`.",
        "",
    );
    assert_snapshot!(mistakes(&input), @r#"
    error[dead-link]: `orders.lose` in the documentation of the operation `getOrder` is no operation and no resource
      --> shop.yaml:19:5
       |
    19 |     get:
       |     ^^^
       |
       = help: correct the name, write it in another way, or say in an overlay what it is instead: `- {target: "$", description: What is no link., update: {x-literals: {orders.lose: "…"}}}`

    error[dead-link]: `other.word` in the documentation of the operation `getOrder` is no operation and no resource
      --> shop.yaml:19:5
       |
    19 |     get:
       |     ^^^
       |
       = help: correct the name, write it in another way, or say in an overlay what it is instead: `- {target: "$", description: What is no link., update: {x-literals: {other.word: "…"}}}`

    2 errors
    "#);
}

#[test]
fn link_to_no_type() {
    let input = saying("An `Order`, not an `Invoice`.", "");
    assert_snapshot!(mistakes(&input), @r#"
    error[dead-link]: `Invoice` in the documentation of the operation `getOrder` is no type
      --> shop.yaml:19:5
       |
    19 |     get:
       |     ^^^
       |
       = help: correct the name, write it in another way, or say in an overlay what it is instead: `- {target: "$", description: What is no link., update: {x-literals: {Invoice: "…"}}}`

    1 error
    "#);
}

/// By its looks alone: what it led to may be gone, with all that was around it.
#[test]
fn what_looks_like_a_link() {
    for (text, is_dead) in [
        ("orders.get_order", false),
        ("Order", false),
        ("orders.lose", true),
        ("orders.", true),
        ("bills.pay", true),
        ("bills.late_ones.pay_2", true),
        ("Invoice", true),
        ("InvoiceV2", true),
        ("", false),
        (".", false),
        (".net", false),
        ("bills", false),
        ("bills.pay()", false),
        ("bills.late-ones", false),
        ("2.5", false),
        ("PAID", false),
        ("RS256", false),
        ("Not a name", false),
        ("Order::default", false),
        ("Invoice::default", true),
        ("Invoice::", false),
        ("Invoice::late ones", false),
        ("std::mem", false),
    ] {
        let report = gaps(&saying(&format!("A `{text}` here."), "")).expect("gaps");
        let dead = report
            .diagnostics
            .iter()
            .any(|found| found.code.name() == "dead-link");
        assert_eq!(dead, is_dead, "{text}");
    }
}

/// When a resource goes, the links to it are dead, wherever they are.
#[test]
fn a_resource_that_is_gone() {
    let bill = "paths:\n  /bills:\n    get:\n      operationId: list\n      responses: {'204': {description: ''}}\n";
    let with = |paths: &str| {
        documented(&[
            (
                "openapi: 3.0.3\n",
                "openapi: 3.0.3\nx-resources: {orders: \"As `bills.list` says.\"}\n",
            ),
            (
                "enum: [open, paid]",
                "enum: [open, paid], x-enumDescriptions: {paid: As `bills.list` says.}",
            ),
            (
                "amount: {type: integer}",
                "amount: {type: integer, description: As `bills.list` says.}",
            ),
            (
                "      - name: expand\n",
                "      - name: expand\n        description: As `bills.list` says.\n",
            ),
            ("paths:\n", paths),
        ])
    };
    let dead = |input: &Input| {
        let report = gaps(input).expect("gaps");
        report
            .diagnostics
            .iter()
            .filter(|found| found.code.name() == "dead-link")
            .map(|found| found.count())
            .sum::<usize>()
    };
    assert_eq!(dead(&with(bill)), 0);
    assert_eq!(dead(&with("paths:\n")), 4);
}

#[test]
fn words_that_are_no_links() {
    let text = "From `example.com`, for `shop.order` and `shop.`, in `Bold`.";
    let literals = "x-literals: {example.com: A host., shop.*: A right., Bold: A style.}\n";
    assert_snapshot!(mistakes(&saying(text, literals)), @"0 errors");
    let literals =
        "x-literals: {example.*: A host., shop: A right., 'shop*': A right., Order: A type.}\n";
    assert_snapshot!(mistakes(&saying("By `example.com`, `shop.order`, `Order`.", literals)), @r#"
    error[dead-link]: `shop.order` in the documentation of the operation `getOrder` is no operation and no resource
      --> shop.yaml:20:5
       |
    20 |     get:
       |     ^^^
       |
       = help: correct the name, write it in another way, or say in an overlay what it is instead: `- {target: "$", description: What is no link., update: {x-literals: {shop.order: "…"}}}`

    error[literals]: no documentation needs the entry `shop`
     --> shop.yaml:2:34
      |
    2 | x-literals: {example.*: A host., shop: A right., 'shop*': A right., Order: A type.}
      |                                  ^^^^
      |
      = help: delete the entry

    error[literals]: no documentation needs the entry `shop*`
     --> shop.yaml:2:50
      |
    2 | x-literals: {example.*: A host., shop: A right., 'shop*': A right., Order: A type.}
      |                                                  ^^^^^^^
      |
      = help: delete the entry

    error[literals]: no documentation needs the entry `Order`
     --> shop.yaml:2:69
      |
    2 | x-literals: {example.*: A host., shop: A right., 'shop*': A right., Order: A type.}
      |                                                                     ^^^^^
      |
      = help: delete the entry

    4 errors
    "#);
}

#[test]
fn literals_that_are_none() {
    assert_snapshot!(mistakes(&updated(saying("…", ""), "$", "x-literals: [example.com]")), @r#"
    error[literals]: `x-literals` is an object with a string for each name
     --> shop.yaml:1:1
      |
    1 | openapi: 3.0.3
      | ^^^^^^^^^^^^^^
      |
      = note: with the overlays applied, this is at /x-literals
      = help: write `x-literals: {name: "what it is"}`

    1 error
    "#);
    assert_snapshot!(mistakes(&updated(saying("…", ""), "$", "x-literals: {example.com: 1}")), @r#"
    error[literals]: the explanation of `example.com` is not a string
     --> shop.yaml:1:1
      |
    1 | openapi: 3.0.3
      | ^^^^^^^^^^^^^^
      |
      = note: with the overlays applied, this is at /x-literals/example.com
      = help: write `x-literals: {name: "what it is"}`

    1 error
    "#);
}
