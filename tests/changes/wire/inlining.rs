//! What is said in another way and is the same on the wire.

use super::{Cases, document, lines};

const SAME: Cases = Cases {
    frame: |rest| {
        let (schema, schemas) = rest.split_once(" where ").unwrap_or((rest, "{}"));
        document(&format!(
            "paths: {{/x: {{post: {{requestBody: {{content: {{application/json: {{schema: {schema}}}}}}}}}}}}}\ncomponents: {{schemas: {schemas}}}"
        ))
    },
    cases: &[
        (
            "{$ref: '#/components/schemas/A'} where {A: {type: string}}",
            "{$ref: '#/components/schemas/B'} where {B: {type: string}}",
        ),
        (
            "{$ref: '#/components/schemas/A'} where {A: {type: string}}",
            "{type: string}",
        ),
        (
            "{$ref: '#/components/schemas/A'} where {A: {$ref: '#/components/schemas/B'}, B: {type: string}}",
            "{type: string}",
        ),
        (
            "{$ref: '#/components/schemas/A', nullable: true} where {A: {type: string}}",
            "{type: string, nullable: true}",
        ),
        (
            "{$ref: '#/components/schemas/A', description: b} where {A: {type: string}}",
            "{allOf: [{$ref: '#/components/schemas/A'}], description: c} where {A: {type: string}}",
        ),
        (
            "{allOf: [{properties: {a: {type: string}}, required: [a]}, {properties: {b: {type: integer}}}]}",
            "{type: object, properties: {b: {type: integer}, a: {type: string}}, required: [a]}",
        ),
        (
            "{allOf: [{properties: {a: {type: string}}}, {properties: {a: {maxLength: 5}}}]}",
            "{properties: {a: {type: string, maxLength: 5}}}",
        ),
        (
            "{allOf: [{type: integer, maximum: 9}, {maximum: 5}]}",
            "{type: integer, maximum: 5}",
        ),
        (
            "{oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}]} where {A: {type: string}, B: {type: integer}}",
            "{oneOf: [{$ref: '#/components/schemas/D'}, {$ref: '#/components/schemas/C'}]} where {C: {type: string}, D: {type: integer}}",
        ),
        (
            "{$ref: '#/components/schemas/A'} where {A: {properties: {a: {$ref: '#/components/schemas/A'}}}}",
            "{$ref: '#/components/schemas/B'} where {B: {properties: {a: {$ref: '#/components/schemas/C'}}}, C: {properties: {a: {$ref: '#/components/schemas/B'}}}}",
        ),
        (
            "{$ref: '#/components/schemas/A'} where {A: {allOf: [{$ref: '#/components/schemas/A'}, {type: string}]}}",
            "{type: string}",
        ),
        (
            "{properties: {a: {type: string, description: b, example: c, x-d: e}}}",
            "{type: object, properties: {a: {type: string}}, required: []}",
        ),
    ],
};

#[test]
fn what_is_said_in_another_way_is_no_change() {
    assert_eq!(SAME.found(), []);
}

/// One fact of a schema that many operations lead to is one change, at the place of the schema.
#[test]
fn a_fact_is_one_change() {
    let document = |schema: &str| {
        format!(
            "
components: {{schemas: {{M: {{type: object, properties: {{email: {schema}, inner: {{$ref: '#/components/schemas/M'}}}}}}}}}}
paths:
  /a/b: {{post: {{requestBody: &b {{content: {{application/json: {{schema: {{$ref: '#/components/schemas/M'}}}}}}}}, responses: {{'200': *b}}}}}}
  /c: {{get: {{responses: {{'200': {{content: {{application/json: {{schema: {{type: array, items: {{$ref: '#/components/schemas/M'}}}}}}}}}}}}}}}}
"
        )
    };
    let (old, new) = (
        "{type: string, enum: [a, b]}",
        "{type: string, enum: [b], maxLength: 9}",
    );
    insta::assert_snapshot!(lines(&document(old), &document(new)), @r#"
    error request-property-enum-value-removed | /components/schemas/M/properties/email/enum/0 -> - | a -> - | POST /a/b
    error request-property-max-length-set | /components/schemas/M/properties/email -> /components/schemas/M/properties/email | - -> maxLength 9 | POST /a/b
    info response-property-enum-value-removed | /components/schemas/M/properties/email/enum/0 -> - | a -> - | POST /a/b, GET /c
    info response-property-max-length-set | /components/schemas/M/properties/email -> /components/schemas/M/properties/email | - -> maxLength 9 | POST /a/b, GET /c
    "#);
    let (old, new) = (
        "{type: string}",
        "{type: array, items: {type: string, format: uuid}}",
    );
    insta::assert_snapshot!(lines(&document(old), &document(new)), @r#"
    error request-property-type-changed | /components/schemas/M/properties/email -> /components/schemas/M/properties/email | string -> array of string (uuid) | POST /a/b
    error response-property-type-changed | /components/schemas/M/properties/email -> /components/schemas/M/properties/email | string -> array of string (uuid) | POST /a/b, GET /c
    "#);
}
