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
    insta::assert_snapshot!(said);
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
    insta::assert_snapshot!(said);
}
