//! What a change means for programs: a table of small pairs.

use crate::desk::{compare, input, told};

mod arguments;
mod calls;
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
