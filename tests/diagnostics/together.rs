//! One run tells what all stages find.

use codegen::{Attempt, attempt};

use crate::{SHOP, named, overlaid, report, spec};

/// The shop with a fault for each stage, and for each thing that a stage looks at.
fn broken() -> codegen::Input {
    let mut input = overlaid(
        "- {target: $.tags, remove: true}\n- {target: \"$.paths['/orders/{order_id}'].get\", update: {x-idempotent: maybe}}\n",
    );
    for (old, new) in [
        (
            "paths:\n",
            "x-documented: true\nx-secret-names: [token]\nx-resources: {bills: As `bills.pay` says.}\nx-literals: {needless.name: A name.}\nx-actors: {user: {description: Users., headers: [X-Gone]}}\npaths:\n",
        ),
        (
            "      operationId: getOrder\n",
            "      operationId: getOrder\n      description: See `bills.pay`.\n      x-pagination: {cursor: $request.query.gone}\n      x-example: [gone]\n",
        ),
        (
            "items: {type: array, items: {$ref: '#/components/schemas/Line'}}",
            "items: {type: array, items: {$ref: '#/components/schemas/Lime'}}\n        aB: {type: string, const: x}\n        a_b: {type: string, x-skip-unreadable: true}\n        token: {type: string}\n        one: {oneOf: [{type: string}, {type: integer}]}",
        ),
    ] {
        assert_eq!(input.spec.text.matches(old).count(), 1, "{old}");
        input.spec.text = input.spec.text.replacen(old, new, 1);
    }
    let names = "[schemas]\nInvoice = { name = \"Bill\", reason = \"clearer\" }\n";
    named(input, names)
}

#[test]
fn a_fault_for_each_stage() {
    let input = broken();
    let found = codegen::generate(&input).expect_err("faults").diagnostics;
    let codes: Vec<&str> = found.iter().map(|found| found.code.name()).collect();
    for code in [
        // `overlay`
        "overlay-no-match",
        // `spec`
        "unknown-key",
        // `resolve`
        "dangling-reference",
        "unsupported-schema",
        "pagination",
        "example",
        "idempotent",
        "actor",
        // `names`
        "name-collision",
        "names-unused",
        // `analyze`
        "secret-undecided",
        "skip-unreadable",
        "undocumentable",
        "dead-link",
        "undocumented",
        "literals",
    ] {
        assert!(codes.contains(&code), "no {code} in {codes:?}");
    }
    // What could not be resolved is not lost.
    assert!(!codes.contains(&"conservation"), "{codes:?}");
    // A file that is cut off would begin so.
    assert_eq!(codes.first(), Some(&"dangling-reference"));
}

/// An attempt has what could be made, and finds what generation finds.
#[test]
fn an_attempt() {
    let input = broken();
    let Attempt {
        facts,
        tree,
        model,
        found,
        ..
    } = attempt(&input);
    assert_eq!(facts.unwrap()["info"]["title"], "Shop");
    assert!(tree.unwrap()["paths"].is_object());
    let types = model.unwrap().types;
    assert!(types.values().any(|ty| ty.name.as_str() == "Order"));
    assert_eq!(found, codegen::generate(&input).unwrap_err().diagnostics);

    let input = spec(SHOP);
    let Attempt { model, found, .. } = attempt(&input);
    assert_eq!(found, []);
    assert_eq!(
        format!("{model:?}"),
        format!("{:?}", Some(&*codegen::model(&input, &mut |_| {}).unwrap()))
    );
}

/// What cannot be read ends the run: nobody knows what it would have said. What was found up to
/// there is told.
#[test]
fn what_cannot_be_read_ends_the_run() {
    let broken = broken();
    let overlay = |actions: &str| {
        let mut input = broken.clone();
        input.overlays[0].text += actions;
        input
    };
    let names = named(broken.clone(), "[schemas\n");
    let shape = {
        let mut input = broken.clone();
        input.spec.text = input
            .spec
            .text
            .replace("amount: {type: integer}", "amount: 3");
        input
    };
    let syntax = codegen::Input {
        spec: spec("a: [").spec,
        ..broken.clone()
    };
    for (input, codes, has) in [
        (
            overlay("- {target: '$.a[', remove: true}\n"),
            &["overlay-no-match", "overlay-target"][..],
            [true, true, false],
        ),
        (
            overlay("- {update: {}}\n"),
            &["overlay-no-match", "overlay-target"],
            [true, true, false],
        ),
        (overlay("- ["), &["yaml-syntax"], [true, true, false]),
        (
            names,
            &["overlay-no-match", "unknown-key", "names-syntax"],
            [true, true, false],
        ),
        (
            shape,
            &["overlay-no-match", "unknown-key", "openapi-shape"],
            [true, true, false],
        ),
        (syntax, &["yaml-syntax"], [false, false, false]),
    ] {
        let Attempt {
            facts,
            tree,
            model,
            found,
            ..
        } = attempt(&input);
        let found: Vec<&str> = found.iter().map(|found| found.code.name()).collect();
        assert_eq!(found, codes);
        assert_eq!(
            [facts.is_some(), tree.is_some(), model.is_some()],
            has,
            "{codes:?}"
        );
        assert!(report(&input).contains(codes[0]));
    }
}
