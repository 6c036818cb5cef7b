//! `x-derive` with a name that leads nowhere, and `x-empty` where it has no effect.

use insta::assert_snapshot;

use crate::{SHOP, edited, report, spec, updated};

#[test]
fn a_property_that_is_not_there() {
    let input = edited(&[(
        "      required: [id]\n",
        "      required: [id]\n      x-derive: {total: [id, statsu]}\n",
    )]);
    assert_snapshot!(report(&input), @r#"
    error[derive]: the schema has no property "statsu"
      --> shop.yaml:51:30
       |
    51 |       x-derive: {total: [id, statsu]}
       |                              ^^^^^^^^
       |
       = help: did you mean `status`?

    1 error
    "#);
}

#[test]
fn other_forms() {
    for (with, message) in [
        ("x-derive: [total]", "`x-derive` is an object"),
        ("x-derive: {total: id}", "`total` takes an array"),
        ("x-derive: {total: [7]}", "no property 7"),
        ("x-derive: {a-b: [id]}", "`a-b` cannot be the name"),
        ("x-derive: {fn: [id]}", "`fn` cannot be the name"),
    ] {
        let said = report(&updated(spec(SHOP), "$.components.schemas.Order", with));
        assert!(said.contains("error[derive]"), "{said}");
        assert!(said.contains(message), "{said}");
    }
    let enumeration = (
        "id: {type: string}",
        "id: {type: string, x-derive: {a: [b]}}",
    );
    let said = report(&edited(&[enumeration]));
    assert!(said.contains("`x-derive` has no effect here"), "{said}");
}

#[test]
fn an_empty_string_where_it_is_a_value() {
    let order = "$.components.schemas.Order.properties.id";
    let body = "$.components.schemas.Draft.properties.items.items";
    for (target, with, message) in [
        (order, "x-empty: true", "can only be `absent`"),
        (
            order,
            "x-empty: absent, type: integer",
            "has no effect here",
        ),
        (body, "x-empty: absent", "has no effect here"),
    ] {
        let said = report(&updated(spec(SHOP), target, with));
        assert!(said.contains("error[empty-string]"), "{said}");
        assert!(said.contains(message), "{said}");
    }
}
