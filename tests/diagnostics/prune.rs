//! What leads nowhere since the vendor removed it, and what is left of overlays and `names.toml`
//! when it is deleted.

use codegen::Input;
use codegen::removals::{self, Pruned};
use insta::assert_snapshot;

use crate::renames::after;
use crate::{SHOP, spec};

pub(crate) const STATUS: &str = "        status: {type: string, enum: [open, paid]}\n";
const AMOUNT: &str = "      properties:\n        amount: {type: integer}\n";
const EXPAND: &str = "      - name: expand\n        in: query\n        schema: {type: array, items: {type: string}}\n";

pub(crate) fn pruned(input: &Input) -> Pruned {
    removals::prune(input).unwrap_or_else(|renamed| panic!("{renamed:#?}"))
}

/// What was deleted, then the actions and the names that are left. Generation succeeds then.
fn told(words: &[(&str, &str)], actions: &str, names: &str) -> String {
    let input = after(words, actions, names);
    let before = Input {
        spec: spec(SHOP).spec,
        before: None,
        ..input.clone()
    };
    if let Err(report) = codegen::generate(&before) {
        panic!("wrong before:\n{}", report.render(&before));
    }
    let certain = removals::certain(&input);
    let pruned = pruned(&input);
    assert!(pruned.stuck.is_empty(), "{:?}\n{names}", pruned.stuck);
    assert_eq!(certain > 0, !pruned.deleted.is_empty());
    if let Err(report) = codegen::generate(&pruned.input) {
        panic!("wrong after:\n{}", report.render(&pruned.input));
    }
    let again = removals::prune(&Input {
        before: input.before.clone(),
        ..pruned.input.clone()
    });
    assert_eq!(again.unwrap().deleted, [], "once is enough");
    let lines = pruned.deleted.iter().map(|deleted| {
        let (from, to) = (deleted.lines.start(), deleted.lines.end());
        let text = match deleted.document {
            codegen::diagnostic::Document::Names => input.names.as_ref().unwrap(),
            _ => &input.overlays[0],
        };
        format!("{}:{from}-{to}: {}\n", text.name, deleted.what)
    });
    let lines: String = lines.collect();
    let overlay = &pruned.input.overlays[0].text;
    let actions = overlay.split_once("actions:").unwrap().1;
    let names = pruned.input.names.map_or_else(String::new, |it| it.text);
    format!("{lines}---{actions}---\n{names}")
}

#[test]
fn actions_and_lines_in_block_style() {
    let actions = "\
# On statuses and orders.
- target: $.components.schemas.Order.properties.status # gone
  description: >-
    Open,

    or paid.
  update: {deprecated: true}
# On orders.
- target: $.components.schemas.Order
  update:
    # About the order.
    description: An order.
    properties:
      # About its status.
      status:
        description: >-
          Open,

          or paid.

        x-enumDescriptions:
          open: Open.
      # About its id.
      id: {format: uuid}
- target: $.components.schemas.Order
  update:
    properties:
      status:
        title: Status
";
    assert_snapshot!(told(&[(STATUS, "")], actions, ""), @"
    overlay.yaml:5-10: the action for $.components.schemas.Order.properties.status
    overlay.yaml:18-25: …properties.status
    overlay.yaml:28-32: the action for $.components.schemas.Order
    ---
    # On statuses and orders.
    # On orders.
    - target: $.components.schemas.Order
      update:
        # About the order.
        description: An order.
        properties:
          # About its status.
          # About its id.
          id: {format: uuid}
    ---
    ");
}

#[test]
fn actions_and_lines_in_flow_style() {
    let actions = "
- {target: $.components.schemas.Order.properties.status, description: 'It''s, gone', update: {deprecated: true}}
- {target: $.components.schemas.Order, update: {properties: {status: {title: \"a, \\\"b\\\" }\"}, id: {format: uuid}}}}
- {target: $.components.schemas.Order, update: {properties: {id: {minLength: 1}, status: {title: S}}}}
- {target: $.components.schemas.Order, update: {properties: {status: {description: S}}}} # all of it
- target: $.components.schemas.Order
  update: {
    \"properties\": {
      \"id\": {\"maxLength\": 9}, # stays
      \"status\": {\"x-note\": [\"a\", \"b\"]}
    }
  }
";
    assert_snapshot!(told(&[(STATUS, "")], actions, ""), @r#"
    overlay.yaml:5-5: the action for $.components.schemas.Order.properties.status
    overlay.yaml:6-6: …properties.status
    overlay.yaml:7-7: …properties.status
    overlay.yaml:8-8: the action for $.components.schemas.Order
    overlay.yaml:13-13: …properties.status
    ---

    - {target: $.components.schemas.Order, update: {properties: {id: {format: uuid}}}}
    - {target: $.components.schemas.Order, update: {properties: {id: {minLength: 1}}}}
    - target: $.components.schemas.Order
      update: {
        "properties": {
          "id": {"maxLength": 9}, # stays
        }
      }
    ---
    "#);
}

#[test]
fn all_actions() {
    for actions in [
        "\n  # Why.\n  - target: $.components.schemas.Order.properties.status\n    update: {deprecated: true}\n",
        "\n- {target: $.components.schemas.Order.properties.status, update: {deprecated: true}}\n",
        " [{target: $.components.schemas.Order.properties.status, update: {deprecated: true}}]\n",
    ] {
        let said = told(&[(STATUS, "")], actions.trim_start_matches('\n'), "");
        assert!(said.contains("[]"), "{said}");
    }
}

#[test]
fn names_of_a_target() {
    let actions = "\
- {target: '$.components.schemas[''Draft'', ''Line'', ''Order'']', update: {description: Text.}}
- {target: \"$.components.schemas['Line','Order'].properties\", update: {note: {type: string}}}
- target: $.components.schemas[\"Order\",\"Line\"]['properties']
  update: {more: {type: string}}
- {target: \"$.components.schemas[\\\"Line\\\",'Order']\", update: {title: T}}
";
    // Nothing leads to the schema any more.
    let gone: &[(&str, &str)] = &[
        ("    Line:\n      type: object\n", ""),
        (AMOUNT, ""),
        (
            "{type: array, items: {$ref: '#/components/schemas/Line'}}",
            "{type: array, items: {type: string}}",
        ),
    ];
    assert_snapshot!(told(gone, actions, ""), @r#"
    overlay.yaml:4-4: 'Line' in the target
    overlay.yaml:5-5: 'Line' in the target
    overlay.yaml:6-6: "Line" in the target
    overlay.yaml:8-8: "Line" in the target
    ---
    - {target: '$.components.schemas[''Draft'', ''Order'']', update: {description: Text.}}
    - {target: "$.components.schemas['Order'].properties", update: {note: {type: string}}}
    - target: $.components.schemas["Order"]['properties']
      update: {more: {type: string}}
    - {target: "$.components.schemas['Order']", update: {title: T}}
    ---
    "#);
}

#[test]
fn names_in_extensions() {
    let actions = "
- target: $.paths['/orders/{order_id}'].get
  update: {description: Gets it., x-example: [expand]}
- target: $.components.schemas.Order.properties.status
  update:
    x-enumDescriptions:
      open: Open.
      paid: Paid.
- target: $.components.schemas.Order.properties.status.enum
  remove: true
  x-removed:
  - paid
- target: $.components.schemas.Order.properties.status
  update: {enum: [open]}
";
    let gone: &[(&str, &str)] = &[(EXPAND, ""), ("[open, paid]", "[open]")];
    assert_snapshot!(told(&gone[..1], &actions[..actions.find("- target: $.components").unwrap()], ""), @"
    overlay.yaml:6-6: …x-example.expand
    ---

    - target: $.paths['/orders/{order_id}'].get
      update: {description: Gets it.}
    ---
    ");
    let enums = &actions[actions.find("- target: $.components").unwrap()..];
    let texts = enums
        .find("- target: $.components.schemas.Order.properties.status.enum")
        .unwrap();
    assert_snapshot!(told(&gone[1..], &enums[..texts], ""), @"
    overlay.yaml:8-8: …x-enumDescriptions.paid
    ---
    - target: $.components.schemas.Order.properties.status
      update:
        x-enumDescriptions:
          open: Open.
    ---
    ");
    assert_snapshot!(told(&gone[1..], &enums[texts..], ""), @"
    overlay.yaml:6-7: …x-removed.paid
    ---
    - target: $.components.schemas.Order.properties.status.enum
      remove: true
    - target: $.components.schemas.Order.properties.status
      update: {enum: [open]}
    ---
    ");
}

#[test]
fn entries_of_names_toml() {
    let entry = |name: &str| {
        format!(
            "\"{name}\" = {{ name = \"{}_x\", reason = \"a, b\" }}",
            &name[name.len() - 2..]
        )
    };
    let [gone, kept] = ["Order.status", "Order.id"].map(entry);
    let line = "Line = { name = \"Position\", reason = \"clearer\" }";
    let texts = [
        // A comment that may be about what follows, or about the table.
        format!("[properties]\n# Clearer.\n{gone} # really\n{kept}\n"),
        format!("[properties]\n# Clearer.\n{gone}\n\n[schemas]\n{line}\n"),
        // One that is about the entry alone.
        format!("[properties]\n{kept}\n\n# Clearer,\n# as they say.\n{gone}\n\n[schemas]\n{line}\n"),
        format!("properties = {{ {gone}, {kept} }}\n"),
        format!("properties = {{ {kept}, {gone} }} # all\n"),
        format!("properties.{gone}\nproperties.{kept}\n"),
        "[properties.\"Order.status\"]\nname = \"x\"\nreason = \"clearer\"\n\n[properties.\"Order.id\"]\nname = \"y\"\nreason = \"clearer\"\n".to_owned(),
    ];
    let told =
        texts.map(|names| told(&[(STATUS, "")], "- {target: $, update: {x-a: 1}}\n", &names));
    assert_snapshot!(told.join("\n").replace("---\n- {target: $, update: {x-a: 1}}\n", ""), @r#"
    names.toml:3-3: "Order.status"
    ---
    [properties]
    # Clearer.
    "Order.id" = { name = "id_x", reason = "a, b" }

    names.toml:3-3: "Order.status"
    ---
    [properties]
    # Clearer.

    [schemas]
    Line = { name = "Position", reason = "clearer" }

    names.toml:4-6: "Order.status"
    ---
    [properties]
    "Order.id" = { name = "id_x", reason = "a, b" }


    [schemas]
    Line = { name = "Position", reason = "clearer" }

    names.toml:1-1: "Order.status"
    ---
    properties = { "Order.id" = { name = "id_x", reason = "a, b" } }

    names.toml:1-1: "Order.status"
    ---
    properties = { "Order.id" = { name = "id_x", reason = "a, b" } } # all

    names.toml:1-1: "Order.status"
    ---
    properties."Order.id" = { name = "id_x", reason = "a, b" }

    names.toml:1-3: "Order.status"
    ---

    [properties."Order.id"]
    name = "y"
    reason = "clearer"
    "#);
}
