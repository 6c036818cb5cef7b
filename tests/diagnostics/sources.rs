//! A description of several sources: what they have in common, and what tells it apart.

use codegen::combine::combine;
use codegen::{Addition, Input, Text, generate};
use insta::assert_snapshot;
use serde_json::{Value, json};

use crate::{SHOP, report, said, spec};

/// A second source, complete on its own, that has nothing in common with the shop.
pub(crate) const PARTNER: &str = "\
openapi: 3.0.1
info: {title: Partner, version: 2.0.0}
paths:
  /partners:
    get:
      operationId: listPartners
      responses:
        '200':
          description: The partners.
          content:
            application/json:
              schema: {$ref: '#/components/schemas/Partners'}
components:
  schemas:
    Partners:
      type: object
      required: [partners]
      properties:
        partners: {type: array, items: {$ref: '#/components/schemas/Partner'}}
    Partner:
      type: object
      required: [name]
      properties:
        name: {type: string}
";

/// The shop and a second source.
fn both(partner: &str) -> Input {
    Input {
        additions: vec![Addition {
            name: "partner".to_owned(),
            text: Text {
                name: "partner.yaml".to_owned(),
                text: partner.to_owned(),
            },
            paths: Vec::new(),
        }],
        ..spec(SHOP)
    }
}

/// The second source with another text in the place of one that it has once.
fn edited(edits: &[(&str, &str)]) -> Input {
    let mut text = PARTNER.to_owned();
    for (old, new) in edits {
        assert_eq!(text.matches(old).count(), 1, "{old}");
        text = text.replacen(old, new, 1);
    }
    both(&text)
}

fn named(mut input: Input, names: &str) -> Input {
    input.names = Some(Text {
        name: "names.toml".to_owned(),
        text: names.to_owned(),
    });
    input
}

/// The combined tree of an input that has nothing wrong.
fn tree(input: &Input) -> Value {
    generate(input).unwrap_or_else(|report| panic!("{}", report.render(input)));
    combine(input).unwrap().tree
}

fn keys(tree: &Value, at: &str) -> Vec<String> {
    let map = tree.pointer(at).and_then(Value::as_object).expect(at);
    map.keys().cloned().collect()
}

#[test]
fn the_second_source_follows_the_first() {
    let (one, two) = (tree(&spec(SHOP)), tree(&both(PARTNER)));
    for (at, more) in [
        ("/paths", &["/partners"][..]),
        ("/components/schemas", &["Partners", "Partner"]),
    ] {
        let (one, two) = (keys(&one, at), keys(&two, at));
        assert_eq!(
            two,
            [one, more.iter().map(|&key| key.to_owned()).collect()].concat()
        );
    }
    for at in ["/info", "/openapi"] {
        assert_eq!(one.pointer(at), two.pointer(at), "{at}");
    }
}

/// What both have, and is the same, is there once, at the place of the first. The order of keys
/// says nothing.
#[test]
fn what_is_the_same_is_one() {
    let shop: Value = codegen::source::load(codegen::diagnostic::Document::Spec, SHOP)
        .unwrap()
        .tree;
    let same = codegen::source::write(&json!({
        "components": shop["components"],
        "paths": shop["paths"],
        "info": {"version": "3", "title": "The same shop"},
        "openapi": "3.0.0",
    }));
    assert_eq!(tree(&both(&same.unwrap())), tree(&spec(SHOP)));
}

#[test]
fn a_schema_that_differs() {
    let input = edited(&[
        ("schemas/Partner'", "schemas/Order'"),
        ("    Partner:\n", "    Order:\n"),
    ]);
    assert_snapshot!(report(&input), @r#"
    error[source-conflict]: the schema `Order` differs from that of another source
      --> partner.yaml:22:7
       |
    22 |       required: [name]
       |       ^^^^^^^^
       |
       = note: also at shop.yaml:50:7
       = help: tell them apart in names.toml, below [sources.partner]: "Order" = { name = "partner_Order", reason = "…" }

    1 error
    "#);
    let names =
        "[sources.partner]\nOrder = { name = \"PartnerOrder\", reason = \"Another one.\" }\n";
    let tree = tree(&named(input, names));
    assert_eq!(
        tree.pointer("/components/schemas/Partners/properties/partners/items/$ref"),
        Some(&json!("#/components/schemas/PartnerOrder"))
    );
    assert_eq!(
        tree.pointer("/components/schemas/PartnerOrder/required"),
        Some(&json!(["name"]))
    );
}

/// A schema that is the same but for what it refers to is another one too, and all of them are
/// reported at once.
#[test]
fn a_schema_that_leads_to_one_that_differs() {
    let shop = SHOP.replace(
        "  schemas:\n",
        "  schemas:\n    Partners:\n      type: object\n      required: [partners]\n      properties:\n        partners: {type: array, items: {$ref: '#/components/schemas/Order'}}\n",
    );
    assert_ne!(shop, SHOP);
    let mut input = edited(&[
        ("schemas/Partner'", "schemas/Order'"),
        ("    Partner:\n", "    Order:\n"),
    ]);
    input.spec.text = shop;
    assert_snapshot!(said(&input), @r#"
    error[source-conflict]: the schema `Order` differs from that of another source
    --> partner.yaml:22:7
      tell them apart in names.toml, below [sources.partner]: "Order" = { name = "partner_Order", reason = "…" }
    error[source-conflict]: the schema `Partners` differs from that of another source
    --> partner.yaml:19:41
      tell them apart in names.toml, below [sources.partner]: "Partners" = { name = "partner_Partners", reason = "…" }
    "#);
}

/// A rule with a `*`, and all that refers to a component.
#[test]
fn all_references_follow_a_rule() {
    let input = edited(&[
        (
            "      operationId: listPartners\n",
            "      operationId: listPartners\n      security: [{key: []}]\n      parameters: [{$ref: '#/components/parameters/Page'}]\n",
        ),
        (
            "        name: {type: string}\n",
            "        name: {type: string}\n        kind:\n          oneOf: [{$ref: '#/components/schemas/Partner'}, {$ref: '#/components/schemas/Partners'}]\n          discriminator: {propertyName: name, mapping: {a: Partner, b: '#/components/schemas/Partners'}}\n  parameters:\n    Page: {name: page, in: query, schema: {type: integer}}\n  securitySchemes:\n    key: {type: http, scheme: basic}\n",
        ),
    ]);
    let names = "[sources.partner]\n\"P*\" = \"TheirP*\"\nkey = { name = \"their_key\", reason = \"Theirs.\" }\n";
    let tree = combine(&named(input, names)).unwrap().tree;
    for (at, value) in [
        ("/paths/~1partners/get/security", json!([{"their_key": []}])),
        (
            "/paths/~1partners/get/parameters/0/$ref",
            json!("#/components/parameters/TheirPage"),
        ),
        (
            "/components/schemas/TheirPartner/properties/kind/discriminator/mapping",
            json!({"a": "TheirPartner", "b": "#/components/schemas/TheirPartners"}),
        ),
        (
            "/components/schemas/TheirPartner/properties/kind/oneOf/0/$ref",
            json!("#/components/schemas/TheirPartner"),
        ),
        (
            "/components/securitySchemes/their_key/scheme",
            json!("basic"),
        ),
    ] {
        assert_eq!(tree.pointer(at), Some(&value), "{at}");
    }
}

/// The operations of a path may be in two sources; what holds for all of them is the same then.
#[test]
fn a_path_of_both() {
    let at = |head: &str| edited(&[("  /partners:\n    get:\n", head)]);
    let parameters =
        "      parameters: [{name: order_id, in: path, required: true, schema: {type: string}}]\n";
    let input = at(&format!(
        "  /orders/{{order_id}}:\n    patch:\n{parameters}"
    ));
    let item = &tree(&input)["paths"]["/orders/{order_id}"];
    assert_eq!(keys(item, ""), ["get", "patch"]);

    let input = at("  /orders:\n    servers: [{url: 'https://partner.example.com'}]\n    get:\n");
    assert_snapshot!(said(&input), @"
    error[source-conflict]: `servers` of `/orders` differs from that of another source
    --> partner.yaml:5:5
      import one of the sources without this path: `--paths` selects those that it has
    ");
    assert_snapshot!(report(&at("  /orders:\n    post:\n")), @"
    error[source-conflict]: `POST /orders` differs from that of another source
     --> partner.yaml:6:7
      |
    6 |       operationId: listPartners
      |       ^^^^^^^^^^^
      |
      = note: also at shop.yaml:8:7
      = help: import one of the sources without this path: `--paths` selects those that it has

    1 error
    ");
}

/// What a source says for all of its operations is said of each, where the document says otherwise.
#[test]
fn defaults_are_those_of_the_source() {
    let open = "openapi: 3.0.1\n";
    let get = |input: &Input, at: &str| combine(input).unwrap().tree.pointer(at).cloned();
    let (servers, security) = (
        "/paths/~1partners/get/servers",
        "/paths/~1partners/get/security",
    );
    let ours =
        "servers: [{url: 'https://shop.example.com', description: Ours.}]\nsecurity: [{key: []}]\n";
    for (first, second, expected) in [
        ("", "", [None, None]),
        // Without servers it has the document's; without security it has none.
        (ours, "", [None, Some(json!([]))]),
        (ours, ours, [None, None]),
        (
            ours,
            "servers: [{url: 'https://shop.example.com', description: Theirs.}]\nsecurity: []\n",
            [None, Some(json!([]))],
        ),
        (
            "",
            "servers: [{url: 'https://partner.example.com'}]\nsecurity: [{key: []}]\n",
            [
                Some(json!([{"url": "https://partner.example.com"}])),
                Some(json!([{"key": []}])),
            ],
        ),
    ] {
        let none = ("  /partners:\n", "  /partners:\n    servers: []\n");
        let mut input = edited(&[(open, &format!("{open}{second}")), none]);
        input.spec.text = SHOP.replacen("paths:\n", &format!("{first}paths:\n"), 1);
        assert_eq!(
            [servers, security].map(|at| get(&input, at)),
            expected,
            "{first}{second}"
        );
    }
}

/// Each source is parsed on its own, and all of them are.
#[test]
fn sources_that_cannot_be_parsed() {
    let mut input = edited(&[("openapi: 3.0.1", "openapi: 3.1.0")]);
    assert_snapshot!(said(&input), @"
    error[openapi-version]: OpenAPI 3.1.0 is not supported
    --> partner.yaml:1:10
      convert the description to OpenAPI 3.0.x first
    ");
    input = edited(&[("info: {", "info: [")]);
    input.spec.text += "a: [\n";
    assert_snapshot!(said(&input), @"
    error[yaml-syntax]: did not find expected node content
    --> shop.yaml:58:1
      correct the YAML here; if the file ends too early, fetch or import it again
    error[yaml-syntax]: did not find expected ',' or ']'
    --> partner.yaml:2:38
      correct the YAML here; if the file ends too early, fetch or import it again
    ");
}

/// A source that was cut off may refer to what another one has, which may be something else.
#[test]
fn what_only_another_source_has() {
    assert_snapshot!(said(&edited(&[("schemas/Partner'", "schemas/Order'")])), @"
    error[source-conflict]: `#/components/schemas/Order` is in another source, and not in this one
    --> partner.yaml:19:47
      a source is complete on its own: is the file cut off? Then import it again
    ");
}

/// What a later stage finds is in the file of the source, under the name that it has there.
#[test]
fn places_are_those_of_the_source() {
    let input = edited(&[(
        "        name: {type: string}\n",
        "        name: {type: strin}\n",
    )]);
    let names = "[sources.partner]\n\"Partner\" = { name = \"Theirs\", reason = \"Why not.\" }\n";
    assert_snapshot!(said(&named(input, names)), @"
    error[unknown-type]: OpenAPI 3.0 has no type `strin`
    --> partner.yaml:24:22
      did you mean `string`?
    ");
}

#[test]
fn rules_that_are_wrong() {
    let input = edited(&[
        ("schemas/Partner'", "schemas/Order'"),
        ("    Partner:\n", "    Order:\n"),
    ]);
    for (rule, part) in [
        (
            "[sources.partner]\n\"Order\" = \"Partners\"\n",
            "gives no reason",
        ),
        (
            "[sources.partner]\n\"O*\" = \"P\"\n",
            "cannot be used as a pattern",
        ),
        ("[sources]\npartner = 1\n", "must be a table"),
        (
            "[sources.partner]\nOrder = { name = \"Partners\", reason = \"Twice.\" }\n",
            "names.toml calls `Order` `Partners`",
        ),
        (
            "[sources.partner]\nOrder = { name = \"Mine\", reason = \"Mine.\" }\nMisspelt = { name = \"Order\", reason = \"Mine.\" }\n",
            "nothing in the spec is called `Misspelt`",
        ),
        (
            "[sources.other]\nOrder = { name = \"Mine\", reason = \"Mine.\" }\n",
            "nothing in the spec is called `Order`",
        ),
    ] {
        let input = named(input.clone(), rule);
        let report = generate(&input).unwrap_err().render(&input);
        assert!(report.contains(part), "{rule}{report}");
    }
}

/// A key in a reference is percent-encoded.
#[test]
fn a_selection_follows_every_spelling_of_a_reference() {
    let mut input = edited(&[
        ("schemas/Partner'", "schemas/A%20~1%7E0'"),
        ("    Partner:\n", "    'A /~':\n"),
    ]);
    let whole = tree(&input);
    input.additions[0].paths = vec!["/".to_owned()];
    assert_eq!(tree(&input), whole);
}

/// What a selection leaves out may be wrong: two operations with one id, a path of the first source,
/// a reference that leads nowhere.
#[test]
fn what_is_left_out_does_not_count() {
    let others = "  /orders:
    get:
      operationId: listPartners
      responses: {'200': {description: Twice.}}
  /partnership:
    get:
      operationId: listPartners
      responses: {'200': {$ref: '#/components/responses/Nowhere'}}
components:
";
    let mut input = edited(&[("components:\n", others)]);
    for paths in [
        &["/partners"][..],
        &["=/partners"],
        &["/partners/", "=/partners"],
    ] {
        let paths = paths.iter().map(|&path| path.to_owned());
        input.additions[0].paths = paths.collect();
        assert_eq!(tree(&input), tree(&both(PARTNER)));
    }
}
