use super::{shop, table};

fn pairs(cases: &[(&'static str, &str, &str)]) -> String {
    let order = "properties: {name: {type: string}}";
    let cases: Vec<_> = cases
        .iter()
        .map(|(title, before, after)| (*title, shop(order, before), shop(order, after)))
        .collect();
    table(&cases)
}

#[test]
fn fields() {
    let said = pairs(&[
        (
            "a field more",
            "properties: {id: {type: string}}",
            "properties: {id: {type: string}, total: {type: integer}}",
        ),
        (
            "a field less",
            "properties: {id: {type: string}, total: {type: integer}}",
            "properties: {id: {type: string}}",
        ),
        (
            "optional, then required",
            "properties: {id: {type: string}}",
            "properties: {id: {type: string}}, required: [id]",
        ),
        (
            "required, then optional",
            "properties: {id: {type: string}}, required: [id]",
            "properties: {id: {type: string}}",
        ),
        (
            "it may be null",
            "properties: {id: {type: string}}, required: [id]",
            "properties: {id: {type: string, nullable: true}}, required: [id]",
        ),
        (
            "several of another type",
            "properties: {a: {type: string}, b: {type: string}, c: {type: string}, d: {type: string}}",
            "properties: {a: {type: object}, b: {type: object}, c: {type: object}, d: {type: object}}",
        ),
        (
            "a secret",
            "properties: {key: {type: string}}",
            "properties: {key: {type: string, x-secret: true}}",
        ),
        (
            "another name",
            "properties: {id: {type: string}, total: {type: integer}}",
            "properties: {id: {type: string}, total_sum: {type: integer}}",
        ),
        (
            "other properties are kept",
            "properties: {id: {type: string}}",
            "properties: {id: {type: string}}, additionalProperties: {type: string}",
        ),
        (
            "places",
            "properties: {id: {type: string}, total: {type: integer}}, required: [id, total]",
            "properties: {total: {type: integer}, id: {type: string}}, required: [total, id]",
        ),
    ]);
    insta::assert_snapshot!(said);
}

#[test]
fn enums() {
    let said = pairs(&[
        (
            "a value more",
            "properties: {state: {type: string, enum: [paid]}}",
            "properties: {state: {type: string, enum: [paid, sent]}}",
        ),
        (
            "a value less",
            "properties: {state: {type: string, enum: [paid, sent]}}",
            "properties: {state: {type: string, enum: [paid]}}",
        ),
        (
            "a value that Rust calls the same",
            "properties: {state: {type: string, enum: [paid-out]}}",
            "properties: {state: {type: string, enum: [paid_out]}}",
        ),
        (
            "places",
            "properties: {state: {type: string, enum: [paid, sent]}}",
            "properties: {state: {type: string, enum: [sent, paid]}}",
        ),
        (
            "any string",
            "properties: {state: {type: string, enum: [paid]}}",
            "properties: {state: {type: string}}",
        ),
    ]);
    insta::assert_snapshot!(said);
}
