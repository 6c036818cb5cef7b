//! Overlays that describe what is not there. Merged as they stand they would create it.

use codegen::diagnostic::{Document, Focus, Location, Spot};
use insta::assert_snapshot;

use crate::{overlaid, report};

#[test]
fn property_that_is_gone() {
    assert_snapshot!(report(&overlaid("- target: $.components.schemas.Order\n  update:\n    properties:\n      states: {description: Open or paid.}\n")), @"
    error[overlay-no-match]: `$.components.schemas.Order.properties.states` is not in the spec: this only describes it
     --> overlay.yaml:7:7
      |
    7 |       states: {description: Open or paid.}
      |       ^^^^^^
      |
      = help: did you mean `status`? Otherwise delete these lines; or add a `type` or a `$ref` if the overlay is to add it

    1 error
    ");
}

#[test]
fn many_that_are_gone() {
    assert_snapshot!(report(&overlaid("- {target: $.components.schemas.*.properties, update: {sku: {description: A number.}}}\n")), @"
    error[overlay-no-match]: `$.components.schemas.Draft.properties.sku` is not in the spec, nor are 2 more like it: this only describes it
     --> overlay.yaml:4:56
      |
    4 | - {target: $.components.schemas.*.properties, update: {sku: {description: A number.}}}
      |                                                        ^^^
      |
      = help: delete these lines; or add a `type` or a `$ref` if the overlay is to add it

    1 error
    ");
}

#[test]
fn one_of_several_that_is_gone() {
    assert_snapshot!(report(&overlaid("- {target: \"$.components.schemas['Order','Draft'].properties\", update: {status: {description: Open or paid.}}}\n")), @r#"
    error[overlay-no-match]: `$.components.schemas.Draft.properties.status` is not in the spec: this only describes it
     --> overlay.yaml:4:73
      |
    4 | - {target: "$.components.schemas['Order','Draft'].properties", update: {status: {description: Open or paid.}}}
      |                                                                         ^^^^^^
      |
      = help: describe it in an action of its own, for the places of the target that have it

    1 error
    "#);
}

#[test]
fn value_that_is_gone() {
    assert_snapshot!(report(&overlaid("- target: $.components.schemas.Order.properties.status\n  update: {x-enumDescriptions: {open: Unpaid., payed: Paid.}}\n")), @"
    error[overlay-no-match]: `$.components.schemas.Order.properties.status` has no value `payed`: this only describes it
     --> overlay.yaml:5:48
      |
    5 |   update: {x-enumDescriptions: {open: Unpaid., payed: Paid.}}
      |                                                ^^^^^
      |
      = help: delete the entry

    1 error
    ");
}

#[test]
fn only_what_brings_a_type_is_added() {
    let order = "$.components.schemas.Order";
    for (target, update, missing) in [
        // Properties, and schemas in and below them.
        (
            order,
            "{properties: {x: {description: X.}}}",
            "/properties/x",
        ),
        (
            order,
            "{properties: {x: {title: X, deprecated: true}}}",
            "/properties/x",
        ),
        (
            order,
            "{properties: {x: {x-secret: true, format: uri}}}",
            "/properties/x",
        ),
        (
            order,
            "{properties: {x: {nullable: true}}}",
            "/properties/x",
        ),
        (
            order,
            "{properties: {x: {properties: {y: {description: Y.}}}}}",
            "/properties/x",
        ),
        (
            order,
            "{properties: {x: {type: object, properties: {y: {description: Y.}}}}}",
            "/properties/x/properties/y",
        ),
        (
            order,
            "{properties: {status: {items: {description: Each.}}}}",
            "/properties/status/items",
        ),
        (
            order,
            "{properties: {status: {x-enumDescriptions: {gone: Gone.}}}}",
            "/properties/status/x-enumDescriptions/gone",
        ),
        (
            order,
            "{properties: {id: {x-enumDescriptions: {open: Open.}}}}",
            "/properties/id/x-enumDescriptions/open",
        ),
        (
            order,
            "{properties: {x: {type: string, enum: [a], x-enumDescriptions: {b: B.}}}}",
            "/properties/x/x-enumDescriptions/b",
        ),
        (
            order,
            "{additionalProperties: {description: The rest.}}",
            "/additionalProperties",
        ),
        (
            "$.components.schemas",
            "{Bill: {description: Bills.}}",
            "/Bill",
        ),
        (
            "$.components",
            "{schemas: {Bill: {properties: {x: {description: X.}}}}}",
            "/schemas/Bill",
        ),
        (
            "$",
            "{components: {schemas: {Bill: {description: Bills.}}}}",
            "/components/schemas/Bill",
        ),
        // Operations, and what they have.
        (
            "$.paths",
            "{/bills: {get: {description: Bills.}}}",
            "/~1bills",
        ),
        (
            "$.paths['/orders']",
            "{get: {description: Orders., x-example: [page]}}",
            "/get",
        ),
        (
            "$.paths['/orders'].post",
            "{responses: {'404': {description: None.}}}",
            "/responses/404",
        ),
        (
            "$.paths['/orders'].post.requestBody.content",
            "{text/plain: {example: x}}",
            "/text~1plain",
        ),
        (
            "$.paths['/orders'].post.requestBody.content['application/json']",
            "{schema: {properties: {x: {description: X.}}}}",
            "/schema/properties/x",
        ),
        (
            "$.paths['/orders/{order_id}'].get",
            "{requestBody: {description: Nothing.}}",
            "/requestBody",
        ),
        (
            "$.paths['/orders/{order_id}'].get.parameters[?(@.name == 'expand')]",
            "{schema: {items: {properties: {x: {description: X.}}}}}",
            "/schema/items/properties/x",
        ),
        // Components.
        (
            "$.components.parameters",
            "{Page: {description: The page.}}",
            "/Page",
        ),
        (
            "$.components.responses",
            "{Bill: {description: A bill.}}",
            "/Bill",
        ),
        (
            "$.components",
            "{requestBodies: {Bill: {description: A bill.}}}",
            "/requestBodies/Bill",
        ),
        (
            "$.components",
            "{headers: {Bill: {description: A bill.}}}",
            "/headers/Bill",
        ),
        (
            "$.components",
            "{securitySchemes: {key: {description: A key.}}}",
            "/securitySchemes/key",
        ),
    ] {
        let input = overlaid(&format!("- {{target: \"{target}\", update: {update}}}\n"));
        let report = codegen::generate(&input).expect_err(update);
        let found: Vec<_> = report
            .diagnostics
            .iter()
            .map(|found| (found.code.name(), found.location.clone()))
            .collect();
        let place = Location {
            document: Document::Overlay(0),
            spot: Spot::Pointer(format!("/actions/0/update{missing}"), Focus::Key),
        };
        assert_eq!(found, [("overlay-no-match", place)], "{target}: {update}");
    }
}

#[test]
fn what_brings_a_type_is_added() {
    for (target, update) in [
        (
            "$.components.schemas.Order",
            "{properties: {x: {type: string}}}",
        ),
        (
            "$.components.schemas.Order",
            "{properties: {x: {$ref: '#/components/schemas/Line', description: X.}}}",
        ),
        (
            "$.components.schemas.Order",
            "{properties: {x: {allOf: [{$ref: '#/components/schemas/Line'}], description: X.}}}",
        ),
        (
            "$.components.schemas.Order",
            "{properties: {x: {enum: [a], x-enumDescriptions: {a: A.}, type: string}}}",
        ),
        (
            "$.components.schemas.Order",
            "{properties: {x: {properties: {y: {type: string}}}}}",
        ),
        // Any value.
        ("$.components.schemas.Order", "{properties: {x: {}}}"),
        ("$.components.schemas.Order", "{additionalProperties: {}}"),
        (
            "$.components.schemas.Order",
            "{properties: {description: {type: string}, x-note: {type: string}}}",
        ),
        (
            "$.components.schemas.Order.properties.status",
            "{enum: [gone], x-enumDescriptions: {gone: Gone.}}",
        ),
        (
            "$.components.schemas",
            "{Bill: {type: object, description: Bills.}}",
        ),
        (
            "$.paths['/orders']",
            "{get: {description: Orders., responses: {'204': {description: None., content: {}}}}}",
        ),
        (
            "$",
            "{x-actors: {}, x-any: {description: Any.}, tags: [{name: a, description: A.}]}",
        ),
    ] {
        let input = overlaid(&format!("- {{target: \"{target}\", update: {update}}}\n"));
        let outcome = codegen::generate(&input);
        assert!(
            outcome.is_ok(),
            "{update}: {}",
            outcome.unwrap_err().render(&input)
        );
    }
}
