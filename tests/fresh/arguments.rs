//! The order of arguments. Programs that are compiled against another one hand their values to the
//! wrong arguments, so an import moves none of them.

use std::collections::BTreeMap;

use codegen::diagnostic::Document;
use codegen::{Files, Input, Text, facts, source};
use serde_json::Value;
use syn::visit::Visit;
use tests::{generated, input};

/// The arguments of each method of each handle.
fn arguments(files: &Files) -> BTreeMap<String, Vec<String>> {
    struct Methods(BTreeMap<String, Vec<String>>);

    impl<'ast> Visit<'ast> for Methods {
        fn visit_item_impl(&mut self, of: &'ast syn::ItemImpl) {
            let handle = tests::tidy(quote::ToTokens::to_token_stream(&of.self_ty));
            for item in &of.items {
                let syn::ImplItem::Fn(method) = item else {
                    continue;
                };
                let inputs = method.sig.inputs.iter().filter_map(|input| match input {
                    syn::FnArg::Typed(argument) => {
                        Some(tests::tidy(quote::ToTokens::to_token_stream(&argument.pat)))
                    }
                    syn::FnArg::Receiver(_) => None,
                });
                let name = format!("{handle}.{}", method.sig.ident);
                self.0.insert(name, inputs.collect());
            }
        }
    }

    let mut methods = Methods(BTreeMap::new());
    methods.visit_file(&syn::parse_file(&files["resources.rs"]).unwrap());
    methods.0
}

fn facts_of(text: &str) -> Value {
    source::load(Document::Spec, text).unwrap().tree
}

/// What is generated after an import of `new` over `old`.
fn after_import(old: &Value, new: &Value, rest: &Input) -> Files {
    let input = Input {
        spec: Text {
            name: "spec.yaml".to_owned(),
            text: source::write(&facts::order::keep(old, new)).unwrap(),
        },
        ..rest.clone()
    };
    codegen::generate(&input).unwrap_or_else(|report| panic!("{}", report.render(&input)))
}

const LOGIN: &str = "
openapi: 3.0.3
info: {title: Logins, version: '1'}
paths:
  /logins:
    post:
      operationId: log_in
      parameters:
      - {name: dry, in: query, schema: {type: boolean}}
      - {name: region, in: query, required: true, schema: {type: string}}
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Login'}}}}
      responses: {'204': {description: ''}}
components:
  schemas:
    Login:
      type: object
      properties:
        email: {type: string}
        device: {type: string}
        password: {type: string}
      required: [email, password]
";

/// As calls show it: what a vendor does to the description, and the arguments after it.
#[test]
fn an_import_moves_no_argument() {
    let before = ["region", "email", "password"];
    for (from, to, expected) in [
        // As it is.
        ("", "", &before[..]),
        // Two properties change places, and two of the required ones.
        (
            "        email: {type: string}\n        device: {type: string}\n        password: {type: string}\n",
            "        password: {type: string}\n        email: {type: string}\n        device: {type: string}\n",
            &before,
        ),
        ("[email, password]", "[password, email]", &before),
        // One that was optional, in the middle of the properties.
        (
            "[email, password]",
            "[email, device, password]",
            &["region", "email", "password", "device"],
        ),
        // One that is new, before all others.
        (
            "        email: {type: string}\n        device: {type: string}\n        password: {type: string}\n      required: [",
            "        code: {type: string}\n        password: {type: string}\n        email: {type: string}\n      required: [code, ",
            &["region", "email", "password", "code"],
        ),
        // A parameter that was optional is behind the parameters that were not.
        (
            "name: dry, in: query",
            "name: dry, in: query, required: true",
            &["region", "dry", "email", "password"],
        ),
        // Of those that are left, none moves.
        ("[email, password]", "[password]", &["region", "password"]),
    ] {
        assert!(LOGIN.contains(from), "{from}");
        let new = LOGIN.replacen(from, to, 1);
        let files = after_import(&facts_of(LOGIN), &facts_of(&new), &Input::default());
        let method = arguments(&files);
        let method = method.iter().find(|(name, _)| name.ends_with(".log_in"));
        assert_eq!(*method.unwrap().1, expected, "{from} → {to}");
    }
}

/// What decides is the list of what is required: in a file of somebody else as well.
#[test]
fn arguments_are_in_the_order_of_required() {
    let new = LOGIN.replace("[email, password]", "[password, email]");
    let files = after_import(&Value::Null, &facts_of(&new), &Input::default());
    let method = arguments(&files);
    let method = method.iter().find(|(name, _)| name.ends_with(".log_in"));
    assert_eq!(*method.unwrap().1, ["region", "password", "email"]);
}

/// In every request of the API one of the optional properties becomes required, each in turn the
/// first and the last of them, while the vendor writes both lists backwards.
#[test]
fn a_newly_required_argument_is_the_last() {
    let old = facts_of(&input().spec.text);
    let before = arguments(generated());
    // An example gives what is optional.
    let mut rest = input().clone();
    rest.overlays.push(Text {
        name: "examples.yaml".to_owned(),
        text: "overlay: 1.0.0\nactions:\n- {target: \"$.paths.*.*['x-example']\", remove: true}\n"
            .to_owned(),
    });
    for is_last in [false, true] {
        let mut new = old.clone();
        let mut count = 0;
        let schemas = new["components"]["schemas"].as_object_mut().unwrap();
        for (_, schema) in schemas
            .iter_mut()
            .filter(|(name, _)| name.ends_with("Request"))
        {
            let listed = |schema: &Value| -> Vec<String> {
                let list = schema["required"].as_array().into_iter().flatten();
                list.map(|name| name.as_str().unwrap().to_owned()).collect()
            };
            let mut required = listed(schema);
            let Some(properties) = schema["properties"].as_object_mut() else {
                continue;
            };
            // What pages and the session of a member need to be optional.
            let taken = ["cursor", "limit", "query", "organization_ids"];
            let mut optional: Vec<&String> = properties
                .keys()
                .filter(|name| !required.contains(name) && !taken.contains(&name.as_str()))
                .collect();
            if is_last {
                optional.reverse();
            }
            let Some(chosen) = optional.first().map(|name| (*name).clone()) else {
                continue;
            };
            required.push(chosen);
            let backwards: Vec<_> = properties
                .iter()
                .rev()
                .map(|(name, property)| (name.clone(), property.clone()))
                .collect();
            *properties = backwards.into_iter().collect();
            required.sort_by_key(|name| properties.keys().position(|key| key == name));
            schema["required"] = required.into();
            count += 1;
        }
        assert!(count > 30, "{count}");
        let after = arguments(&after_import(&old, &new, &rest));
        assert_eq!(after.len(), before.len());
        let mut longer = 0;
        for (method, arguments) in &before {
            let now = &after[method];
            assert!(
                now.starts_with(arguments),
                "{method}: {arguments:?}, now {now:?}"
            );
            longer += now.len() - arguments.len();
        }
        assert!(longer >= count, "{longer} of {count}");
    }
}
