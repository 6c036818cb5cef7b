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
            "only the API sets it",
            "properties: {id: {type: string}}",
            "properties: {id: {type: string, readOnly: true}}",
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
    insta::assert_snapshot!(said, @"
    === a field more: Additive
    New
    - `Order::total: Option<i64>`; on the wire `response-optional-property-added` info; in `orders().create`
    === a field less: Breaking
    Breaking in Rust
    - `Order::total` is removed; on the wire `response-optional-property-removed` info; in `orders().create`
    === optional, then required: Breaking
    Breaking in Rust
    - `Order::id`: `Option<String>` → `String`; on the wire `response-property-became-required` info; in `orders().create`
    === required, then optional: Breaking
    Breaking in Rust
    - `Order::id`: `String` → `Option<String>`; on the wire `response-property-became-optional` error; in `orders().create`
    === it may be null: Breaking
    Breaking in Rust
    - `Order::id`: `String` → `Option<String>`; on the wire `response-property-became-nullable` error; in `orders().create`
    === several of another type: Breaking
    Breaking in Rust
    - 4 × `Option<String>` → `JsonObject`: `Order::{a, b, c, d}`; on the wire `response-property-type-changed` error; in `orders().create`
    === a secret: Breaking
    Breaking in Rust
    - `Order::key`: `Option<String>` → `Option<Secret>`; in `orders().create`
    === only the API sets it: None
    Nothing to do
    1 × `response-optional-property-became-read-only`.
    === another name: Breaking
    Breaking in Rust
    - `Order::total` → `Order::total_sum`; on the wire `response-optional-property-added` info, `response-optional-property-removed` info; in `orders().create`
    === other properties are kept: Additive
    New
    - `Order::additional_properties: BTreeMap<String, String>`; on the wire `unlisted` warning; in `orders().create`
    === places: None
    ");
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
    insta::assert_snapshot!(said, @"
    === a value more: Additive
    Breaking on the wire only
    - `OrderState::Sent` (`sent`); on the wire `response-property-enum-value-added` error; in `orders().create`
    === a value less: Breaking
    Breaking in Rust
    - `OrderState::Sent` is removed; on the wire `response-property-enum-value-removed` info; in `orders().create`
    === a value that Rust calls the same: Silent
    Silent
    - `OrderState::PaidOut` is `paid_out` on the wire, was `paid-out`; on the wire `response-property-enum-value-added` error, `response-property-enum-value-removed` info; in `orders().create`
    === places: None

    === any string: Breaking
    Breaking in Rust
    - `Order::state`: `Option<OrderState>` → `Option<String>`; on the wire `response-property-became-not-enum` error; in `orders().create`
    - `OrderState` is removed; in `orders().create`
    ");
}

/// A field of what travels both ways, which the API alone sets from now on.
#[test]
fn what_is_no_longer_sent() {
    let order = "properties: {copy: {$ref: '#/components/schemas/Order'}}";
    let (before, after) = (
        "properties: {id: {type: string}}",
        "properties: {id: {type: string, readOnly: true}}",
    );
    let said = table(&[
        (
            "only the API sets it",
            shop(order, before),
            shop(order, after),
        ),
        (
            "callers set it too",
            shop(order, after),
            shop(order, before),
        ),
    ]);
    insta::assert_snapshot!(said, @"
    === only the API sets it: Silent
    Silent
    - `Order::id` is not sent (before: is sent); on the wire `request-optional-property-became-read-only` info, `response-optional-property-became-read-only` info; in `orders().create`
    === callers set it too: Silent
    Silent
    - `Order::id` is sent (before: is not sent); on the wire `request-optional-property-became-not-read-only` info, `response-optional-property-became-not-read-only` info; in `orders().create`
    ");
}
