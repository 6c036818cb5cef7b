//! Parameters of calls.

use super::{ID, LIMIT, SHOP, at, pairs, paths, said};
use crate::desk::input;

#[test]
fn parameters() {
    let get = |path: &str, parameters: &[&str]| {
        at(
            path,
            "get",
            "orders.get",
            &format!("parameters: [{}], ", parameters.join(", ")),
        )
    };
    let required = LIMIT.replace("in: query", "in: query, required: true");
    let said = pairs(&[
        (
            "an optional one more",
            get("/{shop}/{id}", &[SHOP, ID]),
            get("/{shop}/{id}", &[SHOP, ID, LIMIT]),
        ),
        (
            "it is required",
            get("/{shop}/{id}", &[SHOP, ID, LIMIT]),
            get("/{shop}/{id}", &[SHOP, ID, &required]),
        ),
        (
            "places in the list",
            get("/{shop}/{id}", &[SHOP, ID]),
            get("/{shop}/{id}", &[ID, SHOP]),
        ),
        (
            "places in the path",
            get("/{shop}/{id}", &[SHOP, ID]),
            get("/{id}/{shop}", &[SHOP, ID]),
        ),
        (
            "another name in the path",
            get("/{shop}/{id}", &[SHOP, ID]),
            get("/{store}/{id}", &[&SHOP.replace("shop", "store"), ID]),
        ),
        (
            "another name in the query",
            get("/{shop}", &[SHOP, LIMIT]),
            get("/{shop}", &[SHOP, &LIMIT.replace("limit", "page_size")]),
        ),
        (
            "another name in the query of a required one",
            get("/{shop}", &[SHOP, &required]),
            get("/{shop}", &[SHOP, &required.replace("limit", "page_size")]),
        ),
        (
            "a header in place of the query",
            get("/{shop}", &[SHOP, LIMIT]),
            get("/{shop}", &[SHOP, &LIMIT.replace("query", "header")]),
        ),
    ]);
    insta::assert_snapshot!(said, @"
    === an optional one more: additive
    New
    - `orders().get(…).limit(i64)`; on the wire `new-optional-request-parameter` info
    === it is required: breaking
    Breaking in Rust
    - `orders().get(shop, id).limit(…)` → `orders().get(shop, id, limit)`; on the wire `request-parameter-became-required` error
    === places in the list: none

    === places in the path: silent
    Silent
    - `orders().get(shop, id)` → `orders().get(id, shop)`
    ## Breaking in Rust
    - `paths::by_shop_by_id::Get` → `paths::by_id_by_shop::Get`
    ## Names only
    - path `/{shop}/{id}` → `/{id}/{shop}`
    === another name in the path: breaking
    Breaking in Rust
    - `paths::by_shop_by_id::Get` → `paths::by_store_by_id::Get`
    ## Names only
    - path `/{shop}/{id}` → `/{store}/{id}`
    === another name in the query: breaking
    Breaking in Rust
    - `orders().get(…).limit` is removed; on the wire `request-parameter-removed` warning
    ## New
    - `orders().get(…).page_size(i64)`; on the wire `new-optional-request-parameter` info
    === another name in the query of a required one: silent
    Silent
    - `orders().get(shop, limit)` → `orders().get(shop, page_size)`; on the wire `new-required-request-parameter` error, `request-parameter-removed` warning
    === a header in place of the query: none
    Breaking on the wire only
    - `orders().get(…).limit` is `the header limit` on the wire, was `limit in the query`; on the wire `request-parameter-removed` warning, `new-optional-request-parameter` info
    ");
}

/// An input that the API rejects with a session, and what it takes with one after all.
#[test]
fn setters_of_an_actor() {
    let of = |omits: &str| {
        let session = "{name: X-Session, in: header, schema: {type: string}}";
        let note = "{name: note, in: query, schema: {type: string}}";
        let path = paths(&at(
            "/orders/{shop}",
            "get",
            "orders.list",
            &format!("parameters: [{SHOP}, {note}, {session}], "),
        ));
        let actors =
            format!("x-actors: {{user: {{headers: [X-Session], infers: {{shop: shop}}{omits}}}}}");
        input(&format!("{actors}\n{path}"), "", "")
    };
    let (all, some) = (of(""), of(", omits: {orders.list: [note]}"));
    let said = said(&[
        ("omitted", all.clone(), some.clone()),
        ("allowed", some, all),
    ]);
    insta::assert_snapshot!(said, @"
    === omitted: breaking
    Breaking in Rust
    - `UserClient.orders().list(…).note` is removed
    === allowed: additive
    New
    - `UserClient.orders().list(…).note(impl Into<String>)`
    ");
}
