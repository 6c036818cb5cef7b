//! Text that is not YAML, or that different readers would read differently.

use insta::assert_snapshot;

use crate::{cut_before, edited, report, spec};

#[test]
fn cut_inside_a_string() {
    assert_snapshot!(report(&cut_before("ents/schemas/Draft")), @"
    error[yaml-syntax]: found unexpected end of stream
      --> shop.yaml:13:30
       |
    13 |               $ref: '#/compon
       |                              ^
       |
       = help: correct the YAML here; if the file ends too early, fetch or import it again

    1 error
    ");
}

#[test]
fn cut_inside_a_key() {
    assert_snapshot!(report(&cut_before("ionId: getOrder")), @r#"
    error[openapi-shape]: this is not what OpenAPI 3.0 expects here: invalid type: string "operat", expected struct Operation
      --> shop.yaml:19:7
       |
    19 |       operat
       |       ^^^^^^
       |
       = help: compare with the OpenAPI 3.0 specification, and correct it with an overlay

    1 error
    "#);
}

/// What is left is valid YAML; the references into the lost part tell.
#[test]
fn cut_between_two_lines() {
    assert_snapshot!(report(&cut_before("components:\n")), @"
    error[dangling-reference]: `#/components/schemas/Draft` leads nowhere
      --> shop.yaml:13:21
       |
    13 |               $ref: '#/components/schemas/Draft'
       |                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
       = help: the document has no `components`: is it cut off?

    error[dangling-reference]: `#/components/responses/Order` leads nowhere, here and in another operation
      --> shop.yaml:16:17
       |
    16 |           $ref: '#/components/responses/Order'
       |                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
       = note: also at shop.yaml:27:17
       = help: the document has no `components`: is it cut off?

    error[dangling-reference]: `#/components/parameters/OrderId` leads nowhere
      --> shop.yaml:21:15
       |
    21 |       - $ref: '#/components/parameters/OrderId'
       |               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
       = help: the document has no `components`: is it cut off?

    3 errors
    ");
}

#[test]
fn cut_between_two_schemas() {
    assert_snapshot!(report(&cut_before("    Line:\n")), @"
    error[dangling-reference]: `#/components/schemas/Line` leads nowhere
      --> shop.yaml:47:44
       |
    47 |         items: {type: array, items: {$ref: '#/components/schemas/Line'}}
       |                                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
       = help: add `Line` to the components, or refer to one that exists

    1 error
    ");
}

#[test]
fn cut_inside_an_operation() {
    assert_snapshot!(report(&cut_before("      responses:\n        '200'")), @"
    error[openapi-shape]: this is not what OpenAPI 3.0 expects here: missing field `responses`
      --> shop.yaml:18:5
       |
    18 |     get:
       |     ^^^
       |
       = help: compare with the OpenAPI 3.0 specification, and correct it with an overlay

    1 error
    ");
}

#[test]
fn empty() {
    assert_snapshot!(report(&spec("")), @"
    error[openapi-version]: this is not an OpenAPI document: `openapi` is missing
     --> shop.yaml:1:1
      |
    1 |
      | ^
      |
      = help: give the file that begins with `openapi: 3.0.x`

    1 error
    ");
}

#[test]
fn key_given_twice() {
    assert_snapshot!(report(&edited(&[("  title: Shop\n", "  title: Shop\n  title: Store\n")])), @"
    error[duplicate-key]: info: the key `title` is given twice
     --> shop.yaml:4:3
      |
    4 |   title: Store
      |   ^^^^^^^^^^^^
      |
      = help: remove one of the two entries

    1 error
    ");
}

/// `200` and `'200'` are two keys for YAML and one for OpenAPI.
#[test]
fn status_given_twice() {
    assert_snapshot!(report(&edited(&[("        '201':", "        201: {description: ''}\n        '201':")])), @"
    error[duplicate-key]: paths./orders.post.responses: the key `201` is given twice
      --> shop.yaml:16:9
       |
    16 |         '201':
       |         ^^^^^^
       |
       = help: remove one of the two entries

    1 error
    ");
}

#[test]
fn tag() {
    assert_snapshot!(report(&edited(&[("title: Shop", "title: !secret Shop")])), @"
    error[yaml-syntax]: info.title: a YAML tag means nothing here
     --> shop.yaml:3:10
      |
    3 |   title: !secret Shop
      |          ^^^^^^^^^^^^
      |
      = help: correct the YAML here; if the file ends too early, fetch or import it again

    1 error
    ");
}

#[test]
fn indented_by_a_tab() {
    assert_snapshot!(report(&edited(&[("  title: Shop", "\ttitle: Shop")])), @"
    error[yaml-syntax]: found character that cannot start any token
     --> shop.yaml:3:1
      |
    3 |     title: Shop
      | ^^^^^^^^^^^^^^^
      |
      = help: correct the YAML here; if the file ends too early, fetch or import it again

    1 error
    ");
}

#[test]
fn list_as_a_key() {
    assert_snapshot!(report(&edited(&[("title: Shop", "[title]: Shop")])), @"
    error[yaml-syntax]: info: invalid type: sequence, expected a key that is a string
     --> shop.yaml:3:3
      |
    3 |   [title]: Shop
      |   ^^^^^^^^^^^^^
      |
      = help: correct the YAML here; if the file ends too early, fetch or import it again

    1 error
    ");
}

#[test]
fn number_without_a_json_form() {
    assert_snapshot!(report(&edited(&[("title: Shop", "title: .nan")])), @"
    error[yaml-syntax]: info.title: this number has no JSON form
     --> shop.yaml:3:10
      |
    3 |   title: .nan
      |          ^^^^
      |
      = help: correct the YAML here; if the file ends too early, fetch or import it again

    1 error
    ");
}

#[test]
fn two_documents() {
    assert_snapshot!(report(&edited(&[("paths:\n", "---\npaths:\n")])), @"
    error[yaml-syntax]: deserializing from YAML containing more than one document is not supported
     --> shop.yaml:5:1
      |
    5 | ---
      | ^^^
      |
      = help: correct the YAML here; if the file ends too early, fetch or import it again

    1 error
    ");
}

#[test]
fn unknown_anchor() {
    assert_snapshot!(report(&edited(&[("title: Shop", "title: *shop")])), @"
    error[yaml-syntax]: unknown anchor
     --> shop.yaml:3:10
      |
    3 |   title: *shop
      |          ^^^^^
      |
      = help: correct the YAML here; if the file ends too early, fetch or import it again

    1 error
    ");
}

/// Ten anchors, each ten times the one before: small as text, a billion elements as a tree.
#[test]
fn billion_laughs() {
    let lines: String = (1..10)
        .map(|n| {
            format!(
                "x-{n}: &a{n} [{}]\n",
                vec![format!("*a{}", n - 1); 10].join(", ")
            )
        })
        .collect();
    assert_snapshot!(report(&spec(&format!("x-0: &a0 [ha]\n{lines}"))), @"
    error[yaml-syntax]: repetition limit exceeded
      --> shop.yaml:10:1
       |
    10 | x-9: &a9 [*a8, *a8, *a8, *a8, *a8, *a8, *a8, *a8, *a8, *a8]
       | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
       = help: correct the YAML here; if the file ends too early, fetch or import it again

    1 error
    ");
}

#[test]
fn nested_without_end() {
    assert_snapshot!(report(&spec(&"[".repeat(10_000))), @"
    error[json-syntax]: this is nested too deep: 128 levels are the limit
     --> shop.yaml:1:128
      |
    1 | ...[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[...[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[
      |       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^...^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: correct the JSON here; if the file ends too early, fetch or import it again

    1 error
    ");
}

/// What the text holds must not steer the terminal that shows the report.
#[test]
fn control_characters() {
    assert_snapshot!(report(&edited(&[("type: integer", "type: \"\\e[2J\\u202estrin\"")])), @r#"
    error[unknown-type]: OpenAPI 3.0 has no type ` [2J strin`
      --> shop.yaml:57:24
       |
    57 |         amount: {type: "\e[2J\u202estrin"}
       |                        ^^^^^^^^^^^^^^^^^^^
       |
       = help: use one of string, integer, number, boolean, array, object

    1 error
    "#);
}

/// The same for what stands in the line that is shown, also beyond ASCII.
#[test]
fn control_characters_in_the_fragment() {
    for hidden in ['\u{1b}', '\u{7f}', '\u{85}', '\u{9b}'] {
        let broken = format!("type: strin # {hidden}2J");
        let shown = report(&edited(&[("type: integer", &broken)]));
        let steering = |c: char| c.is_control() && c != '\n';
        assert!(!shown.contains(steering), "{hidden:?} reaches the terminal");
        assert!(shown.contains("shop.yaml:"), "{shown}");
    }
}
