//! Each operation of the API has a valid response, whatever the request.

use std::collections::BTreeMap;

use serde_json::Value;
use stytch_b2b::testing::{FakeStytch, FakeTransport};
use tests::spec;

use crate::capture::clients;
use crate::inputs::Inputs;
use crate::schema::{of_response, violations};
use crate::{derived, driver};

#[tokio::test]
async fn has_the_response_of_the_description() {
    let (fake, stytch) = (FakeTransport::new(), FakeStytch::start().unwrap());
    let cases = derived::cases();
    for (client, bodies) in clients(&fake, &stytch) {
        let mut wrong = Vec::new();
        for id in driver::OPERATIONS {
            for (name, case) in cases["operations"][id]["cases"].as_object().unwrap() {
                let mut inputs = Inputs::new(&case["inputs"]);
                let call = driver::operation(&client, id, &mut inputs).expect(id);
                if let Err(error) = call.await {
                    wrong.push(format!("{id} {name}: {error}"));
                }
                for body in bodies.take() {
                    let found = violations(of_response(id), &body);
                    wrong.extend(found.iter().map(|what| format!("{id} {name}: {what}")));
                }
            }
        }
        assert!(
            wrong.is_empty(),
            "{} findings:\n{}",
            wrong.len(),
            wrong.join("\n")
        );
    }
    let items = spec()["paths"].as_object().unwrap().values();
    let operations = items.flat_map(|item| item.as_object().unwrap().values());
    let operations = operations.filter(|it| it.get("operationId").is_some());
    let count = operations.count() as u64;
    assert_eq!(fake.request_count(), 3 * count);
    assert_eq!(stytch.request_count(), 3 * count);
}

#[tokio::test]
async fn names_one_thing_by_one_id() {
    let (fake, stytch) = (FakeTransport::new(), FakeStytch::start().unwrap());
    let cases = derived::cases();
    let [(client, bodies), _] = clients(&fake, &stytch);
    for id in driver::OPERATIONS {
        let case = &cases["operations"][id]["cases"]["required_only"];
        let mut inputs = Inputs::new(&case["inputs"]);
        let _ = driver::operation(&client, id, &mut inputs).expect(id).await;
        let mut said = BTreeMap::new();
        for inputs in [&case["inputs"]["path"], &case["inputs"]["body"]] {
            collect(inputs, &mut said);
        }
        for body in bodies.take() {
            collect(&body, &mut said);
        }
        for name in [
            "organization_id",
            "member_id",
            "connection_id",
            "email_address",
        ] {
            let values = said.get(name).map_or(&[][..], Vec::as_slice);
            assert!(
                values.windows(2).all(|pair| pair[0] == pair[1]),
                "{id}: {name} is {values:?}"
            );
        }
    }
}

/// All strings by the names of their properties.
fn collect(value: &Value, into: &mut BTreeMap<String, Vec<String>>) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                if let Value::String(text) = value {
                    into.entry(name.clone()).or_default().push(text.clone());
                }
                collect(value, into);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, into)),
        _ => {}
    }
}
