//! The whole report: one pair with something for each section.

use codegen::diff::{self, Surroundings, Version, report};
use codegen::{Input, Text};
use serde_json::json;

use crate::desk::input;

const BEFORE: &str = "paths:
  /v1/orders:
    post:
      operationId: v1_orders_create
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/v1_NewOrder'}}}}
      responses: {'200': {description: '', content: {application/json: {schema: {$ref: '#/components/schemas/v1_Order'}}}}}
  /v1/orders/{order_id}:
    delete:
      operationId: v1_orders_delete
      parameters: [{name: order_id, in: path, required: true, schema: {type: string}}]
      responses: {'204': {description: ''}}
components:
  schemas:
    v1_NewOrder:
      type: object
      properties: {shop: {type: string}, item: {type: string}, note: {type: string, maxLength: 100}}
      required: [shop, item]
    v1_Order:
      type: object
      properties: {order_id: {type: string}, price: {type: string}, tax: {type: string}, total: {type: string}, state: {type: string, enum: [paid]}}
      required: [order_id]
";

const OVERLAY: &str = "- {target: $.components.schemas.v1_Order.properties.price, description: It is a number., update: {type: number}}
- {target: $.components.schemas.v1_Order, description: Documentation., update: {description: What was bought.}}
";

const NAMES: &str = "[schemas]\n\"v1_*\" = \"*\"\n[resources]\norders = \"v1_orders_*\"\n";

/// What the vendor does, and what the maintainer of the overlay does not know yet.
fn after() -> (String, String) {
    let spec = BEFORE
        .replace("v1_", "v2_")
        .replace("required: [shop, item]", "required: [item, shop]")
        .replace("maxLength: 100", "maxLength: 50")
        .replace("price: {type: string}, tax: {type: string}, total: {type: string}", "price: {type: number}, tax: {type: integer}, total: {type: integer}, currency: {type: string}")
        .replace("enum: [paid]", "enum: [paid, sent]")
        .replace(
            "schema: {type: string}}]\n      responses",
            "schema: {type: string}}]\n      requestBody: {content: {application/json: {schema: {type: object, properties: {order_id: {type: string}}}}}}\n      responses",
        );
    (
        spec,
        OVERLAY.replace("What was bought.", "All that was bought."),
    )
}

#[test]
fn every_section() {
    let (spec, overlay) = after();
    let old = input(BEFORE, OVERLAY, NAMES);
    let new = Input {
        before: Some(Box::new(old.spec.clone().into())),
        ..input(&spec, &overlay, NAMES)
    };
    let version = |name: &str, input: &Input| Version::of(name, input).unwrap();
    // Once, the tax was a number already.
    let mut earlier = version("", &old).facts;
    earlier["components"]["schemas"] =
        json!({"v2_Order": {"properties": {"tax": {"type": "integer"}}}});
    let hand_written = Text {
        name: "shop.rs".to_owned(),
        text: "use crate::schemas::Order;\n\nfn tax(order: &Order) -> &str {\n    // order.total\n    order.tax.as_deref().unwrap_or_default()\n}\n".to_owned(),
    };
    let surroundings = Surroundings {
        crate_version: Some("1.4.2"),
        sources: &[hand_written],
        earlier: &[earlier],
    };
    let diff = diff::compare(&version("r1", &old), &version("r2", &new), surroundings);
    insta::assert_snapshot!(report::markdown(&diff), @"
    # From r1 to r2

    Rust: **silent**. Wire: **error**. The version after 1.4.2 is **2.0.0**.

    In Rust: 1 silent, 2 breaking, 4 additive.
    On the wire: 4 errors (4 over all operations), 4 infos (4 over all operations).
    2 operations, 4 types, was 3.

    ## To do

    2 errors to fix first, and the changes in Rust may differ then. `cargo xtask regen` shows all:

    - what began with `v1_` begins with `v2_` now; 4 lines in 2 files have the old name: run `cargo xtask rename v1_ v2_`
    - the action for `$.components.schemas.v2_Order.properties.price` changes nothing: delete the action: the spec no longer needs it

    ## Silent

    - `orders().create(shop, item)` → `orders().create(item, shop)`

    ## Breaking in Rust

    - `Order::{tax, total}`: `Option<String>` → `Option<i64>`; on the wire `response-property-type-changed` error; in `orders().create`; used by hand-written code: `shop.rs:5`

    ## Breaking on the wire only

    - `OrderState::Sent` (`sent`); on the wire `response-property-enum-value-added` error; in `orders().create`
    - `v2_NewOrder › note`: maxLength 100 → maxLength 50; on the wire `request-property-max-length-decreased` error; in `POST /v1/orders`

    ## New

    - `orders().delete(…).body_order_id(impl Into<String>)`
    - `Order::currency: Option<String>`; on the wire `response-optional-property-added` info; in `orders().create`
    - types: `OrdersDeleteRequest`; in `orders().delete`

    ## Names only

    - 4 names: `v1_…` → `v2_…`: `v1_NewOrder`, `v1_Order`, `v1_orders_create` and 1 more

    ## Nothing to do

    2 × `api-operation-id-removed`, 1 × `request-body-added-optional`.

    ## Corrections

    - ceased to bite, `fixes.yaml`: the action for `$.components.schemas.v2_Order.properties.price` changes nothing (`$.components.schemas.v2_Order.properties.price`)
    - hides a change of the vendor's: `v2_Order › price`: string → number; on the wire `response-property-type-changed` error

    ## Oddities

    - the body of `DELETE /v1/orders/{order_id}` has a property `order_id`, which is a parameter of its path
    - `DELETE /v1/orders/{order_id}` has a body, which servers and proxies may drop
    - `$.components.schemas.v2_Order.properties.tax` is again what it was until the import before

    ## For the changelog

    ```markdown
    ### Added

    - `OrderState::Sent` (`sent`).
    - `orders().delete(…).body_order_id(impl Into<String>)`.
    - `Order::currency: Option<String>`.
    - types: `OrdersDeleteRequest`.

    ### Changed

    - **Silent:** `orders().create(shop, item)` → `orders().create(item, shop)`.
    - **Breaking:** `Order::{tax, total}`: `Option<String>` → `Option<i64>`.
    ```
    ");
    insta::assert_snapshot!(report::head(&diff), @"
    Rust: **silent**. Wire: **error**. The version after 1.4.2 is **2.0.0**.

    In Rust: 1 silent, 2 breaking, 4 additive.
    On the wire: 4 errors (4 over all operations), 4 infos (4 over all operations).
    2 operations, 4 types, was 3.

    ## Silent

    - `orders().create(shop, item)` → `orders().create(item, shop)`
    ");
    let json = report::json(&diff);
    assert_eq!(json["verdict"]["next_version"], "2.0.0");
    assert_eq!(json["facts"].as_array().unwrap().len(), diff.facts.len());
    // What is printed can be read again.
    assert_eq!(
        json,
        serde_json::from_str::<serde_json::Value>(&format!("{json:#}")).unwrap()
    );
}

/// The version that follows, for each severity.
#[test]
fn versions() {
    let version = |spec: &str| Version::of("", &input(spec, OVERLAY, NAMES)).unwrap();
    let of = |change: (&str, &str), crate_version| {
        let surroundings = Surroundings {
            crate_version: Some(crate_version),
            ..Surroundings::default()
        };
        let after = version(&BEFORE.replace(change.0, change.1));
        let diff = diff::compare(&version(BEFORE), &after, surroundings);
        let (rust, version) = (diff.verdict.rust.unwrap(), diff.verdict.version.unwrap().1);
        format!("{crate_version}, {rust}: {version}")
    };
    let silent = ("required: [shop, item]", "required: [item, shop]");
    let breaking = ("tax: {type: string}, ", "");
    let additive = ("tax:", "currency: {type: string}, tax:");
    let none = ("maxLength: 100", "maxLength: 50");
    let all: Vec<String> = ["0.1.0", "1.4.2"]
        .into_iter()
        .flat_map(|version| [silent, breaking, additive, none].map(|change| of(change, version)))
        .collect();
    insta::assert_snapshot!(all.join("\n"), @"
    0.1.0, silent: 0.2.0
    0.1.0, breaking: 0.2.0
    0.1.0, additive: 0.1.1
    0.1.0, none: 0.1.0
    1.4.2, silent: 2.0.0
    1.4.2, breaking: 2.0.0
    1.4.2, additive: 1.5.0
    1.4.2, none: 1.4.2
    ");
}

/// What becomes of a correction when its action is edited.
#[test]
fn a_correction_is_known_by_what_it_does() {
    let action = |description: &str, target: &str, update: &str| {
        format!("  - {{target: {target}, description: {description}, update: {update}}}\n")
    };
    let pet = "$.components.schemas.Pet.properties.age";
    let old = action("A number.", pet, "{type: integer, description: Years.}");
    for (new, fates) in [
        (
            action(
                "It is a number.",
                pet,
                "{type: integer, description: In years.}",
            ),
            "",
        ),
        (action("A number.", pet, "{type: number}"), ""),
        (
            old.clone() + &action("A name.", "$.info", "{title: Pets}"),
            "Added A name.",
        ),
        (
            action("A name.", "$.info", "{title: Pets}"),
            "Added A name., Removed A number.",
        ),
    ] {
        let version = |action: &str| {
            let spec = "paths: {}\ncomponents: {schemas: {Pet: {type: object, properties: {age: {type: string}}}}}\n";
            Version::of("", &input(spec, action, "")).unwrap()
        };
        let diff = diff::compare(&version(&old), &version(&new), Surroundings::default());
        let found: Vec<String> = (diff.corrections.iter())
            .map(|it| format!("{:?} {}", it.fate, it.description))
            .collect();
        assert_eq!(found.join(", "), fates, "{new}");
    }
}
