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
            for name in ["required_only", "all_fields", "falsy"] {
                let mut inputs = Inputs::new(&identified(&cases, id, name));
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
        let values = identified(&cases, id, "required_only");
        let mut inputs = Inputs::new(&values);
        let _ = driver::operation(&client, id, &mut inputs).expect(id).await;
        let mut said = BTreeMap::new();
        for inputs in [&values["path"], &values["body"]] {
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

/// The inputs of a case, with one of the optional fields that say whom a request is about: some
/// operations require one, and refuse two.
fn identified(cases: &Value, id: &str, name: &str) -> Value {
    let cases = &cases["operations"][id]["cases"];
    let mut inputs = cases[name]["inputs"].clone();
    for place in ["query", "body"] {
        let required = &cases["required_only"]["inputs"][place];
        let all = &cases["all_fields"]["inputs"][place];
        let optional = [
            "intermediate_session_token",
            "session_token",
            "session_jwt",
            "member_session_id",
            "member_id",
        ];
        let optional = optional
            .into_iter()
            .filter(|name| required.get(name).is_none() && all.get(name).is_some());
        for (index, name) in optional.enumerate() {
            let fields = inputs[place].as_object_mut().unwrap();
            fields.remove(name);
            if index == 0 {
                fields.insert(name.to_owned(), all[name].clone());
            }
        }
    }
    inputs
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
