//! `x-skip-unreadable` where it has no effect, and with another value than `true`.

use insta::assert_snapshot;

use crate::{edited, report};

#[test]
fn on_a_property_that_is_no_array() {
    let input = edited(&[(
        "id: {type: string}",
        "id: {type: string, x-skip-unreadable: true}",
    )]);
    assert_snapshot!(report(&input), @r#"
    error[skip-unreadable]: `x-skip-unreadable` has no effect here
      --> shop.yaml:52:28
       |
    52 |         id: {type: string, x-skip-unreadable: true}
       |                            ^^^^^^^^^^^^^^^^^
       |
       = help: put it on the schema of a property that is an array (not a `$ref` to one), in an object of a response

    1 error
    "#);
}

#[test]
fn switched_off() {
    let input = edited(&[(
        "id: {type: string}",
        "id: {type: array, items: {type: string}, x-skip-unreadable: false}",
    )]);
    assert_snapshot!(report(&input), @r#"
    error[skip-unreadable]: the value of `x-skip-unreadable` can only be `true`
      --> shop.yaml:52:50
       |
    52 |         id: {type: array, items: {type: string}, x-skip-unreadable: false}
       |                                                  ^^^^^^^^^^^^^^^^^
       |
       = help: write `x-skip-unreadable: true`, or remove it

    1 error
    "#);
}

#[test]
fn where_else_it_has_no_effect() {
    for (found, with) in [
        // What is sent is not decoded.
        (
            "items: {type: array, items: {$ref: '#/components/schemas/Line'}}",
            "items: {type: array, items: {$ref: '#/components/schemas/Line'}, x-skip-unreadable: true}",
        ),
        (
            "schema: {type: array, items: {type: string}}",
            "schema: {type: array, items: {type: string}, x-skip-unreadable: true}",
        ),
        // Not the array itself.
        (
            "id: {type: string}",
            "id: {type: array, items: {type: string, x-skip-unreadable: true}}",
        ),
        // Not a property.
        (
            "id: {type: string}",
            "id: {type: array, items: {type: array, items: {type: string}, x-skip-unreadable: true}}",
        ),
        (
            "id: {type: string}",
            "id: {$ref: '#/components/schemas/List'}\n    List: {type: array, items: {type: string}, x-skip-unreadable: true}\n    Rest:\n      type: object\n      properties:",
        ),
        (
            "id: {type: string}",
            "id: {$ref: '#/components/schemas/List', x-skip-unreadable: true}\n    List: {type: array, items: {type: string}}\n    Rest:\n      type: object\n      properties:",
        ),
        // Not a schema, and one that nothing uses.
        (
            "operationId: getOrder\n",
            "operationId: getOrder\n      x-skip-unreadable: true\n",
        ),
        (
            "amount: {type: integer}",
            "amount: {type: integer}\n    Unused:\n      type: object\n      properties:\n        a: {type: array, items: {type: string}, x-skip-unreadable: true}",
        ),
    ] {
        let text = report(&edited(&[(found, with)]));
        assert!(
            text.starts_with("error[skip-unreadable]: "),
            "{with}: {text}"
        );
        assert!(
            text.ends_with("\n1 error\n") || text.ends_with("\n1 error"),
            "{with}: {text}"
        );
    }
}

/// The name of a property is no extension, and neither is what stands in an example.
#[test]
fn names_and_values_are_not_looked_at() {
    for with in [
        "id: {type: string}\n        x-skip-unreadable: {type: string}",
        "id: {type: string, default: {x-skip-unreadable: 7}}",
        "id: {type: array, items: {type: string}, x-skip-unreadable: true}",
    ] {
        let input = edited(&[("id: {type: string}", with)]);
        let outcome = codegen::generate(&input);
        assert!(
            outcome.is_ok(),
            "{with}: {}",
            outcome.unwrap_err().render(&input)
        );
    }
}
