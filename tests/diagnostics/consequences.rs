//! What follows from an earlier diagnostic is not reported as well.

use codegen::{Input, attempt, generate};

use crate::{edited, named, overlaid};

/// A shop that wants to be documented, has words for secrets, and one overlay.
fn shop(edit: (&str, &str), actions: &str) -> Input {
    let mut input = overlaid(actions);
    for (old, new) in [
        (
            "paths:\n",
            "x-documented: true\nx-secret-names: [token]\npaths:\n",
        ),
        edit,
    ] {
        assert_eq!(input.spec.text.matches(old).count(), 1, "{old}");
        input.spec.text = input.spec.text.replacen(old, new, 1);
    }
    input
}

/// The diagnostics about a word, by their codes.
fn about(input: &Input, word: &str) -> Vec<&'static str> {
    let found = attempt(input).found;
    let about = |text: &str| text.contains(word);
    found
        .iter()
        .filter(|found| about(&found.message) || about(&format!("{:?}", found.location)))
        .map(|found| found.code.name())
        .collect()
}

/// Each action fails; beside it is what is said of `token`, and what would be if the action were
/// not there.
#[test]
fn of_an_action_that_failed() {
    let plain = "amount: {type: integer}\n        token: {type: string}";
    let undecided = &["secret-undecided", "undocumented"][..];
    for (property, action, with, without) in [
        // The name is misspelt, and the help says so.
        (
            plain,
            "{target: $.components.schemas.Lin.properties.token, update: {description: A token.}}",
            &["overlay-no-match", "secret-undecided"][..],
            undecided,
        ),
        (
            plain,
            "{target: $.components.schemas.Line.properties.tokn, update: {description: A token., x-secret: true}}",
            &[],
            undecided,
        ),
        (
            plain,
            "{target: $.components.schemas.Line, update: {properties: {tokn: {x-secret: true}}}}",
            &["undocumented"],
            undecided,
        ),
        (
            plain,
            "{target: \"$.components.schemas['Line','Ordr'].properties\", update: {token: {type: string, description: A token., x-secret: true}}}",
            &["overlay-no-change"],
            undecided,
        ),
        // Other names, of which each may be the one.
        (
            plain,
            "{target: \"$.components.schemas['Lin','Ordr'].properties.token\", update: {x-secret: true}}",
            &["overlay-no-match", "undocumented"],
            undecided,
        ),
        // Another prefix.
        (
            "amount: {type: integer}\n    new_v2_Gift:\n      type: object\n      properties:\n        token: {type: string}",
            "{target: $.components.schemas.old_Gift.properties.token, update: {description: A token., x-secret: true}}",
            &["overlay-no-match"],
            undecided,
        ),
        // Not spelled like anything that is there.
        (
            plain,
            "{target: $.components.schemas.Invoice, update: {properties: {token: {x-secret: true}}}}",
            undecided,
            undecided,
        ),
        // About something else.
        (
            plain,
            "{target: $.components.schemas.Lin, update: {description: A line.}}",
            undecided,
            undecided,
        ),
        // A type that would have been replaced, and all that is in it.
        (
            "token: {type: string, enum: [a, b]}",
            "{target: $.components.schemas.Line.properties.tokens, update: {$ref: '#/components/schemas/Order'}}",
            &["overlay-no-match"],
            &["undocumented", "undocumented", "undocumented"],
        ),
        (
            "token: {oneOf: [{type: string}, {type: integer}]}",
            "{target: $.components.schemas.Line.properties.tokens.oneOf, remove: true}",
            &["overlay-no-match", "undocumented"],
            &["unsupported-schema", "undocumented"],
        ),
        // Both or neither.
        (
            plain,
            "{target: $.components.schemas.Line.properties.token, update: {x-secret: true}, remove: true}",
            &["undocumented"],
            undecided,
        ),
    ] {
        let edit = ("amount: {type: integer}", property);
        let broken = shop(edit, &format!("- {action}\n"));
        let others = "- {target: $.info, update: {title: Other}}\n";
        assert_eq!(about(&shop(edit, others), "token"), without, "{action}");
        assert_eq!(about(&broken, "token"), with, "{action}");
    }
}

/// Actions for what a failed action would have brought, in the same overlay or a later one.
#[test]
fn of_an_action_that_others_need() {
    let first = "- {target: $.components.schemas.Lin.properties, update: {gift: {type: object, properties: {note: {type: string}}}}}\n";
    // How many have no match if the first one fails, and if it does not.
    for (action, counts) in [
        (
            "{target: $.components.schemas.Line.properties.gift, update: {description: A gift.}}",
            [1, 0],
        ),
        (
            "{target: $.components.schemas.Line.properties.gift.properties.note, remove: true}",
            [1, 0],
        ),
        (
            "{target: \"$.components.schemas.Line.properties['gift','amount']\", update: {description: It.}}",
            [1, 0],
        ),
        (
            "{target: \"$.components.schemas.Line.properties.gift['type','properties']\", remove: true}",
            [1, 0],
        ),
        (
            "{target: $.components.schemas.Line, update: {properties: {gift: {description: A gift.}}}}",
            [1, 0],
        ),
        // What nothing would have brought.
        (
            "{target: $.components.schemas.Line.properties.gone, update: {description: Gone.}}",
            [2, 1],
        ),
        (
            "{target: $.components.schemas.Order, update: {properties: {gift: {description: A gift.}}}}",
            [2, 1],
        ),
        (
            "{target: \"$.components.schemas.Line.properties['gift','gone']\", update: {description: It.}}",
            [2, 1],
        ),
    ] {
        let failed = |first: &str| {
            let all = attempt(&overlaid(&format!("{first}- {action}\n"))).found;
            all.iter()
                .filter(|found| found.code.name() == "overlay-no-match")
                .count()
        };
        let right = first.replace("Lin.", "Line.");
        assert_eq!([failed(first), failed(&right)], counts, "{action}");
    }
}

/// A type that is not known for a reason that was reported.
#[test]
fn of_a_type_that_is_not_known() {
    for (property, found) in [
        (
            "token: {$ref: '#/components/schemas/Gone'}",
            &["dangling-reference", "undocumented"][..],
        ),
        ("token: {type: strin}", &["unknown-type", "undocumented"]),
        (
            "token: {oneOf: [{type: string}, {type: integer}]}",
            &["unsupported-schema", "undocumented"],
        ),
    ] {
        let others = "- {target: $.info, update: {title: Other}}\n";
        let input = shop(("amount: {type: integer}", property), others);
        assert_eq!(about(&input, "token"), found, "{property}");
    }
}

/// What an operation does with such a value.
#[test]
fn of_a_type_that_is_not_known_in_an_operation() {
    let create = "operationId: createOrder\n";
    let gone = "parameters: [{$ref: '#/components/parameters/Gone'}]\n";
    let example = format!("{create}      x-example: [gone]\n");
    let both = format!("{example}      {gone}");
    let other = format!(
        "  /other:\n    get:\n      responses: {{'204': {{description: ''}}}}\n      {gone}components:\n  parameters:\n"
    );
    let form = "operationId: getOrder\n      requestBody: {content: {application/x-www-form-urlencoded: {schema: {type: strin}}}}\n";
    for (edits, found) in [
        (
            &[("items: {type: string}", "items: {type: strin}")][..],
            &["unknown-type"][..],
        ),
        (&[("operationId: getOrder\n", form)], &["unknown-type"]),
        (&[(create, &both)], &["dangling-reference"]),
        // Another operation.
        (
            &[(create, &example), ("components:\n  parameters:\n", &other)],
            &["example", "dangling-reference"],
        ),
    ] {
        let input = edited(edits);
        let all = attempt(&input).found;
        let codes: Vec<&str> = all.iter().map(|found| found.code.name()).collect();
        assert_eq!(codes, found, "{edits:?}");
    }
}

/// A name for what a failed action would have brought, and a literal that its text needs.
#[test]
fn of_what_would_have_needed_it() {
    let names = "[variants]\n\"Line.token.a\" = { name = \"First\", reason = \"clearer\" }\n";
    let literals = (
        "amount: {type: integer}",
        "token: {type: string, x-secret: true}\nx-literals: {token.name: A name.}",
    );
    for (target, left) in [
        ("$.components.schemas.Line.properties.tokn", [false, false]),
        // Of this nobody knows what it was meant for, but what it says.
        ("$.components.schemas.Invoice", [true, false]),
    ] {
        let action = format!(
            "- {{target: {target}, update: {{enum: [a, b], description: As in `token.name`.}}}}\n"
        );
        let input = named(shop(literals, &action), names);
        let found = generate(&input).expect_err("faults").diagnostics;
        let has = |code: &str| found.iter().any(|found| found.code.name() == code);
        assert!(has("overlay-no-match"));
        assert_eq!([has("names-unused"), has("literals")], left, "{target}");
    }
}

/// A name of what a reference does not lead to, and anything where the end is missing.
#[test]
fn of_what_is_missing() {
    let entry =
        |name: &str| format!("[schemas]\n{name} = {{ name = \"Other\", reason = \"clearer\" }}\n");
    let typo = edited(&[("schemas/Line'", "schemas/Lime'")]);
    let end = typo.spec.text.find("components:").unwrap();
    let mut cut = typo.clone();
    cut.spec.text.truncate(end);
    for (input, name, is_unused) in [
        (&typo, "Lime", false),
        (&typo, "\"Li*e\"", false),
        (&typo, "Invoice", true),
        (&cut, "Invoice", false),
    ] {
        let entry = entry(name).replace(
            "\"Other\"",
            if name.contains('*') {
                "\"Other*\""
            } else {
                "\"Other\""
            },
        );
        let all = attempt(&named(input.clone(), &entry)).found;
        let has = |code: &str| all.iter().any(|found| found.code.name() == code);
        assert_eq!(
            [has("dangling-reference"), has("names-unused")],
            [true, is_unused],
            "{name}"
        );
    }
}

/// An entry of `names.toml` that nothing needs, and what the documentation calls by the name.
#[test]
fn of_a_name_that_nothing_needs() {
    let names = "[resources]\n\"store.carts\" = \"gone_*\"\n[schemas]\n\"gone_v1_*\" = \"Cart*\"\n";
    for (text, is_dead) in [
        ("`CartLine`", false),
        ("`store.carts.list`", false),
        ("`Order2`", true),
        ("`store.list`", true),
    ] {
        let described = format!("description: As {text}.\n      operationId: getOrder\n");
        let mut input = edited(&[
            (
                "paths:\n",
                "x-documented: true\nx-resources: {orders: Orders.}\npaths:\n",
            ),
            ("operationId: getOrder\n", &described),
        ]);
        input.spec.text = input.spec.text.replace(
            "{orders: Orders.}",
            "{orders: Orders., store.carts: Carts.}",
        );
        let all = attempt(&named(input, names)).found;
        let has = |code: &str| all.iter().any(|found| found.code.name() == code);
        assert_eq!(
            [has("names-unused"), has("undocumentable"), has("dead-link")],
            [true, false, is_dead],
            "{text}"
        );
    }
}

/// What an action describes and does not bring is not created by a part of it that is right.
#[test]
fn ghosts_are_not_in_the_tree() {
    for (update, at) in [
        (
            "{properties: {gift: {type: object, properties: {note: {description: A note.}}}}}",
            "/components/schemas/Line/properties/gift/properties/note",
        ),
        (
            "{properties: {kind: {type: string, enum: [a], x-enumDescriptions: {b: B.}}}}",
            "/components/schemas/Line/properties/kind/x-enumDescriptions/b",
        ),
    ] {
        let action = format!("- {{target: $.components.schemas.Line, update: {update}}}\n");
        let tried = attempt(&overlaid(&action));
        let codes: Vec<&str> = tried.found.iter().map(|found| found.code.name()).collect();
        assert_eq!(codes, ["overlay-no-match"], "{update}");
        let tree = tried.tree.unwrap();
        let (parent, _) = at.rsplit_once('/').unwrap();
        assert!(tree.pointer(parent).is_some(), "{parent}");
        assert!(tree.pointer(at).is_none(), "{at}");
    }
}
