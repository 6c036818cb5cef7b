//! Calls: which there are, what they send and what they give back.

use super::{ID, at, pairs, paths, said, shop};
use crate::desk::{compare, input, told};

#[test]
fn operations() {
    let list = at("/orders", "get", "orders.list", "");
    let on = |url: &str| {
        let servers = format!("servers: [{{url: '{url}'}}], ");
        at("/orders", "get", "orders.list", &servers)
    };
    let said = pairs(&[
        (
            "one more",
            list.clone(),
            format!(
                "{list}\n{}",
                at(
                    "/orders/{id}",
                    "delete",
                    "orders.delete",
                    &format!("parameters: [{ID}], ")
                )
            ),
        ),
        (
            "one less",
            format!("{list}\n{}", at("/bills", "get", "bills.list", "")),
            list.clone(),
        ),
        (
            "another id, and so another method",
            list.clone(),
            at("/orders", "get", "orders.all", ""),
        ),
        (
            "another path",
            list.clone(),
            at("/v2/orders", "get", "orders.list", ""),
        ),
        (
            "another verb",
            list.clone(),
            at("/orders", "post", "orders.list", ""),
        ),
        (
            "the method is that of another operation",
            format!("{list}\n{}", at("/bills", "get", "bills.list", "")),
            format!(
                "{}\n{}",
                at("/orders", "get", "bills.list", ""),
                at("/bills", "get", "orders.list", "")
            ),
        ),
        (
            "it should not be called any more",
            list.clone(),
            at("/orders", "get", "orders.list", "deprecated: true, "),
        ),
        (
            "another response",
            list.clone(),
            list.replace("schemas/Order", "schemas/Page"),
        ),
        (
            "no response",
            list.clone(),
            "  /orders: {get: {operationId: orders.list, responses: {'204': {description: ''}}}}"
                .to_owned(),
        ),
        (
            "it is retried",
            at("/orders", "post", "orders.count", ""),
            at("/orders", "post", "orders.count", "x-idempotent: true, "),
        ),
        ("a server of its own", list.clone(), on("https://a.example")),
        (
            "another server",
            on("https://a.example"),
            on("https://b.example"),
        ),
        (
            "another server of the same name",
            on("https://a.example"),
            on("https://a.other"),
        ),
        (
            "no server of its own any more",
            on("https://a.example"),
            list.clone(),
        ),
        (
            "places",
            format!("{list}\n{}", at("/bills", "get", "bills.list", "")),
            format!("{}\n{list}", at("/bills", "get", "bills.list", "")),
        ),
    ]);
    insta::assert_snapshot!(said, @"
    === one more: additive
    New
    - `orders().delete(id)`; on the wire `endpoint-added` info
    === one less: breaking
    Breaking in Rust
    - `bills().list` is removed; on the wire `api-path-removed-without-deprecation` error
    === another id, and so another method: breaking
    Breaking in Rust
    - `orders().list` → `orders().all`; on the wire `api-operation-id-removed` info
    ## Names only
    - operationId `orders.list` → `orders.all`
    === another path: breaking
    Breaking in Rust
    - `paths::orders::List` → `paths::v2_orders::List`; on the wire `api-path-removed-without-deprecation` error, `endpoint-added` info
    ## Names only
    - path `/orders` → `/v2/orders`
    === another verb: silent
    Silent
    - `orders().list` is not retried (before: is retried)
    ## Breaking on the wire only
    - `orders().list` calls `POST /orders`, was `GET /orders`; on the wire `api-removed-without-deprecation` error, `endpoint-added` info
    === the method is that of another operation: silent
    Silent
    - `bills().list` calls `GET /orders`, was `GET /bills`; on the wire `api-operation-id-removed` info; its description is unchanged
    - `orders().list` calls `GET /bills`, was `GET /orders`; its description is unchanged
    ## Breaking in Rust
    - `paths::bills::List` → `paths::orders::List`, `paths::orders::List` → `paths::bills::List`; its description is unchanged
    === it should not be called any more: additive
    New
    - `orders().list` is deprecated; on the wire `endpoint-deprecated` info
    === another response: breaking
    Breaking in Rust
    - `orders().list` gives `Page`, was `Order`
    - `Page::orders`: `Option<Vec<Order>>` → `Vec<Order>`; on the wire `response-optional-property-added` info; its description is unchanged; in `orders().list`
    ## Nothing to do
    1 × `response-optional-property-added`, 1 × `response-optional-property-removed`.
    === no response: breaking
    Breaking in Rust
    - `orders().list` gives `()`, was `Order`; on the wire `response-success-status-removed` error, `response-success-status-added` info
    === it is retried: silent
    Silent
    - `orders().count` is retried (before: is not retried)
    === a server of its own: silent
    Silent
    - `orders().list` is sent to `https://a.example` (before: is sent to the base URL)
    ## New
    - `ClientBuilder::a_base_url(base_url)`; on the wire `unlisted` warning
    === another server: silent
    Silent
    - `orders().list` is sent to `https://b.example` (before: is sent to `https://a.example`)
    ## Breaking in Rust
    - `ClientBuilder::a_base_url` is removed
    ## New
    - `ClientBuilder::b_base_url(base_url)`; on the wire `unlisted` warning
    === another server of the same name: silent
    Silent
    - `orders().list` is sent to `https://a.other` (before: is sent to `https://a.example`); on the wire `unlisted` warning
    === no server of its own any more: silent
    Silent
    - `orders().list` is sent to the base URL (before: is sent to `https://a.example`)
    ## Breaking in Rust
    - `ClientBuilder::a_base_url` is removed; on the wire `unlisted` warning
    === places: none
    ");
}

/// What `names.toml` and overlays change, while the vendor's description stays.
#[test]
fn names_and_overlays() {
    let spec = paths(&at(
        "/orders",
        "post",
        "orders.create",
        "requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Page'}}}}, ",
    ));
    let with = |overlay: &str, names: &str| input(&spec, overlay, names);
    let page = "- {target: \"$.paths['/orders'].post\", update: {x-pagination: {cursor: '$request.body#/next', next: '$response.body#/next', items: '$response.body#/orders'}}}\n- {target: \"$.paths['/orders'].post.responses['200'].content['application/json'].schema\", update: {$ref: '#/components/schemas/Page'}}\n";
    let said = said(&[
        (
            "a property has another name in Rust",
            with("", ""),
            with(
                "",
                "[properties]\n\"Page.next\" = { name = \"cursor\", reason = \"clearer\" }\n",
            ),
        ),
        (
            "a type has another name in Rust",
            with("", ""),
            with(
                "",
                "[schemas]\nOrder = { name = \"Purchase\", reason = \"clearer\" }\n",
            ),
        ),
        (
            "a method has another name in Rust",
            with("", ""),
            with(
                "",
                "[operations]\n\"orders.create\" = { name = \"orders.place\", reason = \"clearer\" }\n",
            ),
        ),
        ("there are pages", with("", ""), with(page, "")),
        ("there are no pages", with(page, ""), with("", "")),
        (
            "an overlay requires",
            with("", ""),
            with(
                "- {target: $.components.schemas.Order, description: It is there., update: {required: [id]}}\n",
                "",
            ),
        ),
        (
            "an overlay refuses a change of the vendor's",
            with("", ""),
            input(
                &spec.replace(
                    "properties: {id: {type: string}}",
                    "properties: {id: {type: integer}}",
                ),
                "- {target: $.components.schemas.Order.properties.id, description: It is still a string., update: {type: string}}\n",
                "",
            ),
        ),
        (
            "an overlay documents",
            with(
                "- {target: $.components.schemas.Order, update: {description: An order.}}\n",
                "",
            ),
            with(
                "- {target: $.components.schemas.Order, update: {description: What was bought.}}\n",
                "",
            ),
        ),
    ]);
    insta::assert_snapshot!(said, @"
    === a property has another name in Rust: breaking
    Breaking in Rust
    - `orders().create(…).next` → `orders().create(…).cursor`; its description is unchanged
    === a type has another name in Rust: breaking
    Breaking in Rust
    - `Order` → `Purchase`; its description is unchanged; in `orders().create`
    === a method has another name in Rust: breaking
    Breaking in Rust
    - `orders().create` → `orders().place`; its description is unchanged
    === there are pages: breaking
    Breaking in Rust
    - `orders().create` gives `Page`, was `Order`; by an overlay
    ## New
    - `orders().create(…).items()` gives `Items<Order>`; by an overlay
    ## Nothing to do
    2 × `response-optional-property-added`, 1 × `response-optional-property-removed`.
    ## Corrections
    - began, `fixes.yaml`:  (2 targets)
    === there are no pages: breaking
    Breaking in Rust
    - `orders().create` gives `Order`, was `Page`; by an overlay
    - `orders().create` loses `pages()` and `items()`; by an overlay
    ## Nothing to do
    1 × `response-optional-property-added`, 2 × `response-optional-property-removed`.
    ## Corrections
    - removed, `fixes.yaml`:  (2 targets)
    === an overlay requires: breaking
    Breaking in Rust
    - `Order::id`: `Option<String>` → `String`; on the wire `request-property-became-required` error, `response-property-became-required` info; by an overlay; in `orders().create`
    ## New
    - `Order::new` is new; by an overlay; in `orders().create`
    ## Corrections
    - began, `fixes.yaml`: It is there. (`$.components.schemas.Order`)
    === an overlay refuses a change of the vendor's: none
    Corrections
    - began, `fixes.yaml`: It is still a string. (`$.components.schemas.Order.properties.id`)
    - hides a change of the vendor's: `Order › id`: string → integer; on the wire `request-property-type-changed` error, `response-property-type-changed` error
    === an overlay documents: none
    Nothing to do
    1 change of the documentation.
    ");
}

/// A body that need not be sent is given in one piece if something is required of it.
#[test]
fn bodies_that_become_optional() {
    let optional = |spec: &str| spec.replace("required: true, content", "content");
    let answer = "properties: {id: {type: string}}";
    let some = shop(
        "required: [name], properties: {name: {type: string}, note: {type: string}}",
        answer,
    );
    let none = shop("properties: {note: {type: string}}", answer);
    let list = none.replace(
        "$ref: '#/components/schemas/NewOrder'",
        "type: array, items: {type: string}",
    );
    let said = super::table(&[
        (
            "of one with required properties",
            some.clone(),
            optional(&some),
        ),
        ("and required again", optional(&some), some.clone()),
        ("of one without", none.clone(), optional(&none)),
        ("of an array", list.clone(), optional(&list)),
        (
            "it may be null",
            list.clone(),
            list.replace("type: array", "nullable: true, type: array"),
        ),
    ]);
    insta::assert_snapshot!(said, @"
    === of one with required properties: Breaking
    Breaking in Rust
    - `orders().create(shop, name)` → `orders().create(shop)`
    - `orders().create(…).note` is removed
    ## New
    - `orders().create(…).body(NewOrder)`; on the wire `request-body-became-optional` info
    - `NewOrder::new` is new; its description is unchanged; in `orders().create`
    === and required again: Breaking
    Breaking in Rust
    - `orders().create(shop)` → `orders().create(shop, name)`
    - `orders().create(…).body` is removed; on the wire `request-body-became-required` error
    - `NewOrder::new` is removed; its description is unchanged; in `orders().create`
    ## New
    - `orders().create(…).note(impl Into<String>)`
    === of one without: Silent
    Silent
    - `orders().create` sends no body where nothing is set (before: sends `{}` where nothing is set); on the wire `request-body-became-optional` info
    === of an array: Breaking
    Breaking in Rust
    - `orders().create(shop, body)` → `orders().create(shop).body(…)`; on the wire `request-body-became-optional` info
    === it may be null: Breaking
    Breaking in Rust
    - `orders().create(shop, body: impl IntoIterator<Item = impl Into<String>>)` → `orders().create(shop, body: Option<Vec<String>>)`; on the wire `request-body-became-nullable` info
    ");
}

/// The names of two properties change places in Rust: programs compile, and each value goes where
/// the other went.
#[test]
fn a_name_for_something_else() {
    let spec = shop(
        "properties: {name: {type: string}, note: {type: string}}",
        "properties: {id: {type: string}}",
    );
    let swapped = "[properties]\n\"NewOrder.name\" = { name = \"note\", reason = \"r\" }\n\"NewOrder.note\" = { name = \"name\", reason = \"r\" }\n";
    let diff = compare(&input(&spec, "", ""), &input(&spec, "", swapped));
    insta::assert_snapshot!(told(&diff), @"
    Silent
    - `orders().create(…).note` is `name` on the wire, was `note`; its description is unchanged
    - `orders().create(…).name` is `note` on the wire, was `name`; its description is unchanged
    ");
}
