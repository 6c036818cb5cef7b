use super::{shop, table};

const ANSWER: &str = "properties: {id: {type: string}}, required: [id]";

fn pairs(cases: &[(&'static str, &str, &str)]) -> String {
    let cases: Vec<_> = cases
        .iter()
        .map(|(title, before, after)| (*title, shop(before, ANSWER), shop(after, ANSWER)))
        .collect();
    table(&cases)
}

#[test]
fn what_compiles_and_sends_something_else_is_silent() {
    let said = pairs(&[
        (
            "two of one type change places",
            "properties: {email: {type: string}, name: {type: string}}, required: [email, name]",
            "properties: {email: {type: string}, name: {type: string}}, required: [name, email]",
        ),
        (
            "a string and a secret change places",
            "properties: {email: {type: string}, password: {type: string, x-secret: true}}, required: [email, password]",
            "properties: {email: {type: string}, password: {type: string, x-secret: true}}, required: [password, email]",
        ),
        (
            "an argument has another name",
            "properties: {email: {type: string}, name: {type: string}}, required: [email, name]",
            "properties: {email_address: {type: string}, name: {type: string}}, required: [email_address, name]",
        ),
        (
            "one is required in place of the other",
            "properties: {email: {type: string}, phone: {type: string}}, required: [email]",
            "properties: {email: {type: string}, phone: {type: string}}, required: [phone]",
        ),
        (
            "two of other types change places",
            "properties: {email: {type: string}, count: {type: integer}}, required: [email, count]",
            "properties: {email: {type: string}, count: {type: integer}}, required: [count, email]",
        ),
    ]);
    insta::assert_snapshot!(said, @"
    === two of one type change places: Silent
    Silent
    - `orders().create(shop, email, name)` → `orders().create(shop, name, email)`
    === a string and a secret change places: Silent
    Silent
    - `orders().create(shop, email, password)` → `orders().create(shop, password, email)`
    === an argument has another name: Silent
    Silent
    - `orders().create(shop, email, name)` → `orders().create(shop, email_address, name)`; on the wire `new-required-request-property` error, `request-property-removed` warning
    === one is required in place of the other: Silent
    Silent
    - `orders().create(shop, email).phone(…)` → `orders().create(shop, phone).email(…)`; on the wire `request-property-became-required` error, `request-property-became-optional` info
    === two of other types change places: Breaking
    Breaking in Rust
    - `orders().create(shop, email, count)` → `orders().create(shop, count, email)`
    ");
}

#[test]
fn arguments_and_setters() {
    let said = pairs(&[
        (
            "one more",
            "properties: {email: {type: string}}, required: [email]",
            "properties: {email: {type: string}, name: {type: string}}, required: [email, name]",
        ),
        (
            "one less",
            "properties: {email: {type: string}, name: {type: string}}, required: [email, name]",
            "properties: {email: {type: string}}, required: [email]",
        ),
        (
            "an argument becomes a setter",
            "properties: {email: {type: string}, name: {type: string}}, required: [email, name]",
            "properties: {email: {type: string}, name: {type: string}}, required: [email]",
        ),
        (
            "a setter becomes an argument",
            "properties: {email: {type: string}, name: {type: string}}, required: [email]",
            "properties: {email: {type: string}, name: {type: string}}, required: [email, name]",
        ),
        (
            "a setter more",
            "properties: {email: {type: string}}",
            "properties: {email: {type: string}, name: {type: string}}",
        ),
        (
            "a setter less",
            "properties: {email: {type: string}, name: {type: string}}",
            "properties: {email: {type: string}}",
        ),
        (
            "a setter of another type",
            "properties: {email: {type: string}, count: {type: string}}",
            "properties: {email: {type: string}, count: {type: integer}}",
        ),
        (
            "an argument of another type",
            "properties: {count: {type: string}}, required: [count]",
            "properties: {count: {type: integer}}, required: [count]",
        ),
        (
            "a setter has another name",
            "properties: {email: {type: string}}",
            "properties: {email_address: {type: string}}",
        ),
        (
            "properties change places",
            "properties: {email: {type: string}, name: {type: string}}",
            "properties: {name: {type: string}, email: {type: string}}",
        ),
        (
            "a setter should not be used any more",
            "properties: {email: {type: string}}",
            "properties: {email: {type: string, deprecated: true}}",
        ),
    ]);
    insta::assert_snapshot!(said, @"
    === one more: Breaking
    Breaking in Rust
    - `orders().create(shop, email)` → `orders().create(shop, email, name)`; on the wire `new-required-request-property` error
    === one less: Breaking
    Breaking in Rust
    - `orders().create(shop, email, name)` → `orders().create(shop, email)`; on the wire `request-property-removed` warning
    === an argument becomes a setter: Breaking
    Breaking in Rust
    - `orders().create(shop, email, name)` → `orders().create(shop, email).name(…)`; on the wire `request-property-became-optional` info
    === a setter becomes an argument: Breaking
    Breaking in Rust
    - `orders().create(shop, email).name(…)` → `orders().create(shop, email, name)`; on the wire `request-property-became-required` error
    === a setter more: Additive
    New
    - `orders().create(…).name(impl Into<String>)`; on the wire `new-optional-request-property` info
    === a setter less: Breaking
    Breaking in Rust
    - `orders().create(…).name` is removed; on the wire `request-property-removed` warning
    === a setter of another type: Breaking
    Breaking in Rust
    - `orders().create(…).count`: `impl Into<String>` → `i64`; on the wire `request-property-type-changed` error
    === an argument of another type: Breaking
    Breaking in Rust
    - `orders().create(shop, count: impl Into<String>)` → `orders().create(shop, count: i64)`; on the wire `request-property-type-changed` error
    === a setter has another name: Breaking
    Breaking in Rust
    - `orders().create(…).email` → `orders().create(…).email_address`; on the wire `request-property-removed` warning, `new-optional-request-property` info
    === properties change places: None

    === a setter should not be used any more: Additive
    New
    - `orders().create(…).email` is deprecated; on the wire `request-property-deprecated` info
    ");
}
