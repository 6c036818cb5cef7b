//! Extensions of other vendors that are called like ours, and extensions where the standard allows
//! them.

use crate::{SHOP, edited, spec, updated};

/// Each in a form of another vendor.
const FOREIGN: &[(&str, &str)] = &[
    ("x-example", "[{code: null, key: account}]"),
    ("x-example", "a value"),
    ("x-errors", "[{code: null}]"),
    ("x-pagination", "{style: cursor, page: 1}"),
    ("x-pagination", "true"),
    ("x-idempotent", "{header: Idempotency-Key}"),
    ("x-actors", "[read, write]"),
    ("x-actors", "{read: Reads all.}"),
    ("x-resources", "[orders]"),
    ("x-aliases", "{a: 1}"),
    ("x-hidden", "true"),
    ("x-literals", "{a: 1}"),
    ("x-documented", "2020-01-01"),
    ("x-secret-names", "vault/key"),
    ("x-secret", "vault/key"),
    ("x-enumDescriptions", "[Open., Paid.]"),
    ("x-skip-unreadable", "never"),
    ("x-empty", "true"),
    ("x-derive", "{total: amount}"),
];

#[test]
fn of_other_vendors_nothing_is_read() {
    let plain = codegen::generate(&spec(SHOP)).expect("the shop");
    for (name, value) in FOREIGN {
        for place in [
            "openapi: 3.0.3\n",
            "      operationId: getOrder\n",
            "        status: {",
            "        name: expand\n",
        ] {
            let place = match SHOP.contains(place) {
                true => place,
                false => "        in: query\n",
            };
            let end = match place.strip_suffix('{') {
                Some(_) => format!("{place}{name}: {value}, "),
                None => {
                    let indent = place.len() - place.trim_start().len();
                    format!("{place}{}{name}: {value}\n", &place[..indent])
                }
            };
            let input = edited(&[(place, &end)]);
            let files = codegen::generate(&input)
                .unwrap_or_else(|report| panic!("{name} at {place}: {}", report.render(&input)));
            assert!(files == plain, "{name} at {place} changes something");
        }
    }
}

#[test]
fn what_an_overlay_says_is_ours() {
    let input = edited(&[(
        "openapi: 3.0.3\n",
        "openapi: 3.0.3\nx-resources: [orders]\n",
    )]);
    let input = updated(input, "$", "x-resources: {orders: All orders.}");
    let files =
        codegen::generate(&input).unwrap_or_else(|report| panic!("{}", report.render(&input)));
    assert!(files["resources.rs"].contains("All orders."));
}

/// Extensions change nothing, wherever the standard allows them.
#[test]
fn extensions_change_nothing() {
    let plain = codegen::generate(&spec(SHOP)).expect("the shop");
    for place in [
        "openapi: 3.0.3\n",
        "  title: Shop\n",
        "paths:\n",
        "  /orders/{order_id}:\n",
        "      operationId: getOrder\n",
        "        in: query\n",
        "components:\n",
    ] {
        for value in ["5", "some", "{get: {operationId: other}}", "[{a: 1}]"] {
            let indent = match place.ends_with("s:\n") || place.ends_with("}:\n") {
                true => place.len() - place.trim_start().len() + 2,
                false => place.len() - place.trim_start().len(),
            };
            let more = format!("{place}{}x-of-mine: {value}\n", " ".repeat(indent));
            let input = edited(&[(place, &more)]);
            let files = codegen::generate(&input)
                .unwrap_or_else(|report| panic!("{place}: {}", report.render(&input)));
            assert!(files == plain, "{value} at {place} changes something");
        }
    }
}
