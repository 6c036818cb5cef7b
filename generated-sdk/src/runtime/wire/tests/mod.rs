//! Tables: what is read from what, and what is written.

mod kinds;
mod redacted;
mod wide;

use std::collections::BTreeMap;

use serde_json::{Value as Json, json};

use super::{Nullable, Wire, from_json, object, to_json, to_request};

#[derive(Clone, Default)]
struct Member {
    id: String,
    name: Option<String>,
    active: bool,
    age: Option<i32>,
    roles: Vec<Role>,
    meta: Json,
    extra: BTreeMap<String, Role>,
    manager: Option<Box<Member>>,
    expires: Option<Nullable<i64>>,
}

#[derive(Clone, Default)]
struct Role {
    id: String,
    weight: f64,
    rest: BTreeMap<String, i32>,
}

object! {
    Member {
        ("id", id), ("name", name), ("active", active), ("age", age), ("roles", roles),
        ("meta", meta), ("extra", extra), ("manager", manager), ("expires", expires)
    }
    read_only ["age", "expires"]
}
object! { Role { ("id", id), ("weight", weight) } rest rest }

/// Reads JSON text, which need not be a document that a `Json` value could hold.
fn read<T: Wire + Default>(text: &str) -> Result<T, String> {
    let mut value = T::default();
    from_json(text.as_bytes(), &mut value)
        .map(|()| value)
        .map_err(|error| error.to_string())
}

fn written(value: &dyn Wire) -> String {
    String::from_utf8(to_json(value).unwrap()).unwrap()
}

#[test]
fn whatever_is_written_reads_back() {
    let text = concat!(
        r#"{"id":"m","name":"","active":false,"age":0,"#,
        r#""roles":[{"id":"r","weight":1.5,"x":1,"y":-2}],"#,
        r#""meta":{"a":null,"b":[],"c":{},"d":false},"extra":{"k":{"id":"e","weight":0.0}},"#,
        r#""manager":{"id":"n","active":true,"roles":[],"meta":null,"extra":{}},"expires":null}"#,
    );
    let member: Member = read(text).unwrap();
    assert_eq!(written(&member), text);

    // By way of serde's traits, to which a `Json` value is one more format.
    let value = serde_json::to_value(&member).unwrap();
    assert_eq!(value, serde_json::from_str::<Json>(text).unwrap());
    assert_eq!(serde_json::from_value::<Member>(value).unwrap(), member);
}

#[test]
fn a_box_is_shown_as_what_is_in_it() {
    let member = Member::default();
    let boxed = Box::new(member.clone());
    assert_eq!(format!("{:?}", boxed.view()), format!("{member:?}"));
}

#[test]
fn a_request_leaves_out_what_only_the_api_sets() {
    let received = |id: &str| Member {
        id: id.into(),
        age: Some(7),
        expires: Some(Nullable::Null),
        ..Member::default()
    };
    let members = vec![Member {
        manager: Some(Box::new(received("n"))),
        ..received("m")
    }];
    let sent = String::from_utf8(to_request(&members).unwrap()).unwrap();
    let rest = r#""active":false,"roles":[],"meta":null,"extra":{}"#;
    let manager = format!(r#"{{"id":"n",{rest}}}"#);
    assert_eq!(
        sent,
        format!(r#"[{{"id":"m",{rest},"manager":{manager}}}]"#)
    );
    assert_eq!(written(&members).matches(r#""age":7"#).count(), 2);
}

#[test]
fn absence_and_null() {
    let lean: Member = read(r#"{"id":"m","active":true}"#).unwrap();
    assert_eq!(
        lean,
        Member {
            id: "m".into(),
            active: true,
            ..Member::default()
        }
    );

    let text = r#"{"id":"m","active":true,"name":null,"age":null,"roles":null,"meta":null,
        "extra":null,"manager":null,"expires":null}"#;
    assert_eq!(
        read::<Member>(text).unwrap(),
        Member {
            expires: Some(Nullable::Null),
            ..lean
        }
    );
}

#[test]
fn reading_leaves_nothing_of_what_was_there() {
    let mut member: Member =
        read(r#"{"id":"m","active":true,"name":"n","roles":[{"id":"r","weight":1}]}"#).unwrap();
    from_json(br#"{"id":"o","active":false}"#, &mut member).unwrap();
    assert_eq!(
        member,
        Member {
            id: "o".into(),
            ..Member::default()
        }
    );

    let text = r#"{"id":"a","active":true,"roles":[{"id":"r","weight":1,"x":1}],"roles":[],
        "extra":{"k":{"id":"1","weight":1}},"extra":{"l":{"id":"2","weight":2}},"id":"b"}"#;
    let member: Member = read(text).unwrap();
    assert_eq!((member.id.as_str(), member.roles.len()), ("b", 0));
    assert_eq!(member.extra.keys().collect::<Vec<_>>(), ["l"]);
}

#[test]
fn unknown_properties_are_ignored_or_kept() {
    let member: Member = read(r#"{"new":{"deep":[1,"x"]},"active":true,"id":"m","9":9}"#).unwrap();
    assert_eq!(
        member,
        Member {
            id: "m".into(),
            active: true,
            ..Member::default()
        }
    );

    let role: Role = read(r#"{"x":1,"weight":2,"y":2,"id":"r"}"#).unwrap();
    assert_eq!(
        role.rest,
        BTreeMap::from([("x".into(), 1), ("y".into(), 2)])
    );
}

#[test]
fn numbers() {
    assert_eq!(read::<i32>("-2147483648"), Ok(i32::MIN));
    assert_eq!(read::<i32>("3.0"), Ok(3));
    assert_eq!(read::<u64>("18446744073709551615"), Ok(u64::MAX));
    assert_eq!(read::<i64>("-9223372036854775808"), Ok(i64::MIN));
    assert_eq!(read::<f64>("3"), Ok(3.0));
    assert_eq!(read::<f32>("0.1"), Ok(0.1));
    assert_eq!(written(&0.1_f32), "0.1");
    for (error, expected) in [
        (
            read::<i32>("2147483648").unwrap_err(),
            "a 32-bit integer, found a number out of its range",
        ),
        (
            read::<i32>("1e300").unwrap_err(),
            "a 32-bit integer, found a number out of its range",
        ),
        (
            read::<i32>("1.5").unwrap_err(),
            "a 32-bit integer, found a number with a fraction",
        ),
        (
            read::<u32>("-1").unwrap_err(),
            "an unsigned 32-bit integer, found a number out of its range",
        ),
        (
            read::<i64>("9223372036854775808").unwrap_err(),
            "a 64-bit integer, found a number out of its range",
        ),
        (
            read::<u64>("1e20").unwrap_err(),
            "an unsigned 64-bit integer, found a number out of its range",
        ),
        (
            read::<f32>("1e300").unwrap_err(),
            "a number, found a number out of its range",
        ),
    ] {
        assert!(
            error.starts_with(&format!("expected {expected}")),
            "{error}"
        );
    }
    assert!(to_json(&f64::NAN).is_err());
    assert!(to_json(&f32::INFINITY).is_err());
}

#[test]
fn errors_name_the_place_and_never_the_value() {
    for (text, expected) in [
        (r#"{"active":true}"#, "missing `id`"),
        (
            r#"{"id":null,"active":true}"#,
            "`id`: expected a string, found null",
        ),
        ("{}", "missing `id`, `active`"),
        ("[]", "expected an object, found a list"),
        (r#""secret""#, "expected an object, found a string"),
        (r#"{"id":7007}"#, "`id`: expected a string, found a number"),
        (r#"{"id":70.07}"#, "`id`: expected a string, found a number"),
        (r#"{"id":true}"#, "`id`: expected a string, found a boolean"),
        (
            r#"{"id":["secret"]}"#,
            "`id`: expected a string, found a list",
        ),
        (
            r#"{"id":{"secret":"secret"}}"#,
            "`id`: expected a string, found an object",
        ),
        (
            r#"{"active":"secret"}"#,
            "`active`: expected a boolean, found a string",
        ),
        (
            r#"{"age":"secret"}"#,
            "`age`: expected a 32-bit integer, found a string",
        ),
        (
            r#"{"age":{"secret":1}}"#,
            "`age`: expected a 32-bit integer, found an object",
        ),
        (
            r#"{"age":700700700700}"#,
            "`age`: expected a 32-bit integer, found a number out of its range",
        ),
        (
            r#"{"roles":"secret"}"#,
            "`roles`: expected a list, found a string",
        ),
        (
            r#"{"roles":[{"id":"r","weight":1},null]}"#,
            "`roles[1]`: expected an object, found null",
        ),
        (
            r#"{"roles":[{}]}"#,
            "missing `roles[0].id`, `roles[0].weight`",
        ),
        (
            r#"{"roles":[{"id":"r","weight":1,"secret":"x"}]}"#,
            "`roles[0][*]`: expected a 32-bit integer, found a string",
        ),
        (
            r#"{"extra":{"secret":{"id":1}}}"#,
            "`extra[*].id`: expected a string, found a number",
        ),
        (
            r#"{"manager":{"manager":{"id":[]}}}"#,
            "`manager.manager.id`: expected a string, found a list",
        ),
        (r#"{"id":"secret"#, "EOF while parsing a string"),
        (r#"{"id":"m","active":true} secret"#, "trailing characters"),
        ("secret", "expected value"),
    ] {
        let error = read::<Member>(text).unwrap_err();
        assert!(error.starts_with(expected), "{text}: {error}");
        assert!(
            !error.contains("secret") && !error.contains("700"),
            "{error}"
        );
    }
}

#[test]
fn errors_are_the_same_by_way_of_a_value() {
    let error = serde_json::from_value::<Member>(json!({"manager": {"id": 7007}})).unwrap_err();
    assert_eq!(
        error.to_string(),
        "`manager.id`: expected a string, found a number"
    );
}

#[test]
fn depth_is_limited() {
    let text = format!("{}{}", r#"{"manager":"#.repeat(200), "1");
    assert!(
        read::<Member>(&text)
            .unwrap_err()
            .contains("recursion limit")
    );
}
