//! What a change means for programs: a table of small pairs.

use codegen::Input;

use crate::desk::{compare, input, told};

mod arguments;
mod calls;
mod parameters;
mod types;

/// Descriptions with one operation that sends and gets something.
fn shop(order: &str, answer: &str) -> String {
    format!(
        "paths:
  /orders/{{shop}}:
    post:
      operationId: orders.create
      parameters: [{{name: shop, in: path, required: true, schema: {{type: string}}}}]
      requestBody: {{required: true, content: {{application/json: {{schema: {{$ref: '#/components/schemas/NewOrder'}}}}}}}}
      responses: {{'200': {{description: '', content: {{application/json: {{schema: {{$ref: '#/components/schemas/Order'}}}}}}}}}}
components:
  schemas:
    NewOrder: {{type: object, {order}}}
    Order: {{type: object, {answer}}}
"
    )
}

/// The report for each pair, below a line that says what changed.
fn table(cases: &[(&str, String, String)]) -> String {
    let mut text = String::new();
    for (title, before, after) in cases {
        let (before, after) = (input(before, "", ""), input(after, "", ""));
        let there = compare(&before, &after);
        text += &format!(
            "=== {title}: {:?}\n{}\n",
            there.verdict.rust.unwrap(),
            told(&there)
        );
    }
    text
}

/// Paths with what they share.
fn paths(paths: &str) -> String {
    format!(
        "paths:
{paths}
components:
  schemas:
    Order: {{type: object, properties: {{id: {{type: string}}}}}}
    Page: {{type: object, properties: {{next: {{type: string}}, orders: {{type: array, items: {{$ref: '#/components/schemas/Order'}}}}}}}}
"
    )
}

const GIVES: &str = "responses: {'200': {description: '', content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}}}";

/// An operation at a path, with what it says beside.
fn at(path: &str, verb: &str, id: &str, more: &str) -> String {
    format!("  {path}: {{{verb}: {{operationId: {id}, {more}{GIVES}}}}}")
}

const SHOP: &str = "{name: shop, in: path, required: true, schema: {type: string}}";
const ID: &str = "{name: id, in: path, required: true, schema: {type: string}}";
const LIMIT: &str = "{name: limit, in: query, schema: {type: integer}}";

fn said(cases: &[(&str, Input, Input)]) -> String {
    let mut text = String::new();
    for (title, before, after) in cases {
        let diff = compare(before, after);
        text += &format!(
            "=== {title}: {}\n{}\n",
            diff.verdict.rust.unwrap(),
            told(&diff)
        );
    }
    text
}

fn pairs(cases: &[(&'static str, String, String)]) -> String {
    let cases: Vec<_> = cases
        .iter()
        .map(|(title, before, after)| {
            let of = |text: &str| input(&paths(text), "", "");
            (*title, of(before), of(after))
        })
        .collect();
    said(&cases)
}
