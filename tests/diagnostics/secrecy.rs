//! Names that look like those of a secret, and extensions that have no effect.

use codegen::{Input, Text};
use insta::assert_snapshot;

use crate::{SHOP, edited, report, spec, updated};

/// The shop with words to look out for, and with other properties of a line than `amount`.
fn shop(properties: &str) -> Input {
    edited(&[
        (
            "openapi: 3.0.3\n",
            "openapi: 3.0.3\nx-secret-names: [token, key]\n",
        ),
        ("amount: {type: integer}", properties),
    ])
}

#[test]
fn undecided_property() {
    assert_snapshot!(report(&shop("access_token: {type: string}")), @r#"
    error[secret-undecided]: `access_token` may be a secret: there is `token` in its name
      --> shop.yaml:58:9
       |
    58 |         access_token: {type: string}
       |         ^^^^^^^^^^^^
       |
       = help: decide in an overlay: `- {target: "$.components.schemas.Line.properties.access_token", description: why, update: {x-secret: true}}`, or `false`

    1 error
    "#);
}

#[test]
fn undecided_list() {
    assert_snapshot!(report(&shop("keys: {type: array, items: {type: string}}")), @r#"
    error[secret-undecided]: `keys` may be a secret: there is `key` in its name
      --> shop.yaml:58:9
       |
    58 |         keys: {type: array, items: {type: string}}
       |         ^^^^
       |
       = help: decide in an overlay: `- {target: "$.components.schemas.Line.properties.keys.items", description: why, update: {x-secret: true}}`, or `false`

    1 error
    "#);
}

#[test]
fn undecided_parameter() {
    let input = edited(&[(
        "openapi: 3.0.3\n",
        "openapi: 3.0.3\nx-secret-names: [expand]\n",
    )]);
    assert_snapshot!(report(&input), @r#"
    error[secret-undecided]: `expand` may be a secret: there is `expand` in its name
      --> shop.yaml:23:15
       |
    23 |       - name: expand
       |               ^^^^^^
       |
       = help: decide in an overlay: `- {target: "$.paths['/orders/{order_id}'].get.parameters[?(@.name == 'expand')].schema.items", description: why, update: {x-secret: true}}`, or `false`

    1 error
    "#);
}

/// What holds a secret is decided where the secret is; this holds none.
#[test]
fn object_in_which_nothing_is_decided() {
    assert_snapshot!(report(&shop("token: {type: object, properties: {value: {type: string}}}")), @r#"
    error[secret-undecided]: `token` may be a secret: there is `token` in its name
      --> shop.yaml:58:9
       |
    58 |         token: {type: object, properties: {value: {type: string}}}
       |         ^^^^^
       |
       = help: only strings can be secrets: decide for those in it, or say in an overlay that there are none: `- {target: "$.components.schemas.Line.properties.token", description: why, update: {x-secret: false}}`

    1 error
    "#);
}

#[test]
fn decided() {
    for properties in [
        "token: {type: string, x-secret: true}",
        "token: {type: string, x-secret: false}",
        "tokens: {type: array, items: {type: string, x-secret: true}}",
        "tokens: {type: array, x-secret: false, items: {type: string}}",
        "has_token: {type: boolean}",
        "token_at: {type: string, format: date-time}",
        "token_kind: {type: string, enum: [a, b]}",
        "token: {type: object, properties: {value: {type: string, x-secret: true}}}",
        "tokens: {type: array, items: {type: object, properties: {v: {type: string, x-secret: true}}}}",
        // Short words count as words only.
        "monkey: {type: string}\n        keyboard: {type: string}",
        // The same behind another name.
        "token_at: {$ref: '#/components/schemas/Time'}\n    Time: {type: string, format: date-time}",
        "token_kind: {$ref: '#/components/schemas/Kind'}\n    Kind: {$ref: '#/components/schemas/Sort'}\n    Sort: {type: string, enum: [a, b]}",
        "token: {$ref: '#/components/schemas/Text'}\n    Text: {type: string, x-secret: true}",
        "token: {$ref: '#/components/schemas/Text'}\n    Text: {type: string, x-secret: false}",
        "token: {$ref: '#/components/schemas/Text', x-secret: false}\n    Text: {type: string}",
        "tokens: {type: object, additionalProperties: {type: string, x-secret: true}}",
        "tokens: {type: object, additionalProperties: {type: string, x-secret: false}}",
    ] {
        let input = shop(properties);
        let outcome = codegen::generate(&input);
        assert!(
            outcome.is_ok(),
            "{properties}: {}",
            outcome.unwrap_err().render(&input)
        );
    }
}

/// The action that a report proposes is right where it stands, and decides.
#[test]
fn proposals_work() {
    let text = "Text: {type: string}";
    for properties in [
        "token: {type: string}".to_owned(),
        "keys: {type: array, items: {type: array, items: {type: string}}}".to_owned(),
        "tokens: {type: object, additionalProperties: {type: string}}".to_owned(),
        format!("token: {{$ref: '#/components/schemas/Text'}}\n    {text}"),
        format!("tokens: {{type: array, items: {{$ref: '#/components/schemas/Text'}}}}\n    {text}"),
        format!("token: {{$ref: '#/components/schemas/Name'}}\n    Name: {{allOf: [{{$ref: '#/components/schemas/Text'}}]}}\n    {text}"),
        "token: {oneOf: [{type: string}]}".to_owned(),
        "'the \"token''s\" value': {type: string}".to_owned(),
        // These can only be no secret.
        "token: {type: integer}".to_owned(),
        "token: {}".to_owned(),
        "tokens: {type: array, items: {type: number}}".to_owned(),
        "token: {$ref: '#/components/schemas/Draft'}".to_owned(),
        "tokens: {type: array, items: {type: object, properties: {value: {type: string}}}}".to_owned(),
        "tokens: {$ref: '#/components/schemas/Tree'}\n    Tree: {type: array, items: {$ref: '#/components/schemas/Tree'}}".to_owned(),
    ] {
        let mut input = shop(&properties);
        let Err(found) = codegen::generate(&input) else {
            panic!("{properties} pass undecided");
        };
        let [found] = &found.diagnostics[..] else {
            panic!("{}", found.render(&input));
        };
        assert_eq!(found.code.name(), "secret-undecided", "{properties}");
        let action = found.help.split('`').nth(1).expect("an action");
        input.overlays.push(Text {
            name: "pasted.yaml".to_owned(),
            text: format!("overlay: 1.0.0\nactions:\n{action}\n"),
        });
        codegen::generate(&input)
            .unwrap_or_else(|report| panic!("{properties}\n{}", report.render(&input)));
    }
}

#[test]
fn words_that_are_none() {
    for (extension, message) in [
        ("token", "`x-secret-names` is an array of words"),
        ("[1]", "1 is not one word in lower case"),
        ("[Token]", "\"Token\" is not one word in lower case"),
        ("[api_key]", "\"api_key\" is not one word in lower case"),
    ] {
        let report = report(&updated(
            spec(SHOP),
            "$",
            &format!("x-secret-names: {extension}"),
        ));
        assert!(
            report.starts_with(&format!(
                "error[secret-names]: {message}\n --> shop.yaml:1:"
            )),
            "{report}"
        );
    }
}

#[test]
fn secret_that_is_not_a_boolean() {
    assert_snapshot!(report(&updated(edited(&[("amount: {type: integer}", "amount: {type: string}")]), "$.components.schemas.Line.properties.amount", "x-secret: 'yes'")), @"
    error[secret-extension]: `x-secret` is a boolean
      --> shop.yaml:57:9
       |
    57 |         amount: {type: string}
       |         ^^^^^^
       |
       = note: with the overlays applied, this is at /components/schemas/Line/properties/amount/x-secret
       = help: write `x-secret: true`, or remove it

    1 error
    ");
}

/// Beside a reference the extension would have no effect.
#[test]
fn secret_on_a_reference() {
    let input = edited(&[(
        "status: {type: string, enum: [open, paid]}",
        "line: {$ref: '#/components/schemas/Line', x-secret: true}",
    )]);
    assert_snapshot!(report(&input), @"
    error[secret-kind]: only a string can be a secret
      --> shop.yaml:53:51
       |
    53 |         line: {$ref: '#/components/schemas/Line', x-secret: true}
       |                                                   ^^^^^^^^
       |
       = help: set `x-secret` on the strings in it, or remove it here

    1 error
    ");
}

/// A name that leads back to itself is reported as such, and not followed without an end.
#[test]
fn token_in_a_circle() {
    let input = edited(&[
        (
            "openapi: 3.0.3\n",
            "openapi: 3.0.3\nx-secret-names: [token]\n",
        ),
        (
            "amount: {type: integer}",
            "token: {$ref: '#/components/schemas/One'}",
        ),
        (
            "    Line:\n",
            "    One: {$ref: '#/components/schemas/Two'}\n    Two: {$ref: '#/components/schemas/One'}\n    Line:\n",
        ),
    ]);
    assert!(report(&input).starts_with("error[circular-reference]"));
}

/// A schema that others may refer to.
#[test]
fn secret_on_a_component() {
    let price = "    Price: {type: integer, x-secret: true}\n    Line:\n";
    assert_snapshot!(report(&edited(&[("    Line:\n", price)])), @"
    error[secret-kind]: only a string can be a secret
      --> shop.yaml:54:28
       |
    54 |     Price: {type: integer, x-secret: true}
       |                            ^^^^^^^^
       |
       = help: set `x-secret` on the strings in it, or remove it here

    1 error
    ");
}
