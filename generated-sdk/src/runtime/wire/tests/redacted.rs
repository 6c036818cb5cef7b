//! What is written without its secrets.

use std::collections::BTreeMap;

use serde_json::json;

use crate::runtime::wire::{Nullable, object};
use crate::runtime::{Redacted, Secret};

#[derive(Clone, Default)]
struct Login {
    id: String,
    token: Secret,
    absent: Option<Secret>,
    null: Option<Nullable<Secret>>,
    given: Option<Nullable<Secret>>,
    codes: Vec<Secret>,
    rows: Vec<Vec<Secret>>,
    names: Vec<String>,
    by_name: BTreeMap<String, Secret>,
    next: Option<Box<Login>>,
    others: Vec<Login>,
    keyed: BTreeMap<String, Login>,
    rest: BTreeMap<String, Secret>,
}

object! {
    Login {
        ("id", id), ("token", token), ("absent", absent), ("null", null), ("given", given),
        ("codes", codes), ("rows", rows), ("names", names), ("by_name", by_name), ("next", next),
        ("others", others), ("keyed", keyed)
    }
    rest rest
}

fn login(id: &str) -> Login {
    let secrets = || BTreeMap::from([("a".to_owned(), Secret::from("hidden"))]);
    Login {
        id: id.to_owned(),
        token: "hidden".into(),
        absent: Some("hidden".into()),
        null: Some(Nullable::Null),
        given: Some(Nullable::Value("hidden".into())),
        codes: vec!["hidden".into(), "hidden".into()],
        rows: vec![vec!["hidden".into()]],
        names: vec!["shown".to_owned()],
        by_name: secrets(),
        rest: secrets(),
        ..Login::default()
    }
}

#[test]
fn no_secret_is_written_wherever_it_is() {
    let value = Login {
        next: Some(Box::new(login("next"))),
        others: vec![login("other")],
        keyed: BTreeMap::from([("key".to_owned(), login("keyed"))]),
        ..login("first")
    };
    let own = |id: &str| {
        json!({
            "id": id, "null": null, "names": ["shown"], "by_name": { "a": null }, "a": null,
            "others": [], "keyed": {},
        })
    };
    let mut expected = own("first");
    expected["next"] = own("next");
    expected["others"] = json!([own("other")]);
    expected["keyed"] = json!({ "key": own("keyed") });
    assert_eq!(serde_json::to_value(Redacted(&value)).unwrap(), expected);

    assert_eq!(
        serde_json::to_value(Redacted(&value.token)).unwrap(),
        json!(null)
    );
    assert_eq!(
        serde_json::to_value(Redacted(&value.codes)).unwrap(),
        json!([null, null])
    );
    assert!(serde_json::to_string(&value).unwrap().contains("hidden"));
}

#[test]
fn secrets_are_equal_if_they_are_the_same_string() {
    for (one, other, expected) in [
        ("", "", true),
        ("abc", "abc", true),
        ("abc", "abd", false),
        ("abc", "xbc", false),
        ("abc", "ab", false),
        ("abc", "abcd", false),
        ("", "a", false),
    ] {
        assert_eq!(
            Secret::from(one) == Secret::from(other),
            expected,
            "{one} {other}"
        );
    }
}
