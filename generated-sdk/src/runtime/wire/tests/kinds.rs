//! Every kind of value goes through all that the engine does. The compiler asks for a line here for
//! each kind that is new.

use std::collections::BTreeMap;
use std::fmt::Debug;

use bytes::Bytes;
use chrono::{DateTime, FixedOffset};
use serde::de::value::{BytesDeserializer, Error as ValueError};
use serde_json::{Value as Json, json};

use super::{Role, read, written};
use crate::runtime::wire::{Nullable, Slot, View, Wire, deserialize, equal, object};
use crate::runtime::{JsonObject, Secret};

/// A test with a line for each variant: its pattern, and what is to be done with it. No variant can
/// be left out, since the patterns are a `match` without `_`.
macro_rules! each_variant {
    ($(#[$attribute:meta])* $test:ident, $of:ident: $($pattern:pat => $check:expr,)*) => {
        $(#[$attribute])*
        #[test]
        fn $test() {
            fn is_listed(value: &$of<'_>) {
                match value {
                    $($pattern => {})*
                }
            }
            let _ = is_listed;
            $({
                let is_of_kind: fn(&$of<'_>) -> bool = |value| matches!(value, $pattern);
                $check(is_of_kind);
            })*
        }
    };
}

type Timestamp = DateTime<FixedOffset>;

fn timestamp(text: &str) -> Timestamp {
    DateTime::parse_from_rfc3339(text).unwrap()
}

/// Different values of one kind: each is equal to itself alone, also after a way to JSON and back.
fn values<T: Wire + Default>(
    values: impl IntoIterator<Item = T>,
) -> impl FnOnce(fn(&View<'_>) -> bool) {
    move |is_of_kind| {
        let mut shown = Vec::<(T, String)>::new();
        for value in values {
            assert!(is_of_kind(&value.view()));
            let debug = format!("{:?}", value.view());
            let json = written(&value);
            let (mut by_tree, tree) = (T::default(), serde_json::from_str::<Json>(&json).unwrap());
            deserialize(&mut by_tree, tree).unwrap();
            for copy in [read::<T>(&json).unwrap(), by_tree] {
                assert!(equal(&value, &copy), "{json}");
                assert_eq!(format!("{:?}", copy.view()), debug);
                assert_eq!(written(&copy), json);
            }
            for (other, debug_of_other) in &shown {
                assert!(!equal(&value, other) && !equal(other, &value), "{json}");
                let is_secret = matches!(value.view(), View::Secret(_));
                assert_eq!(debug == *debug_of_other, is_secret, "{debug}");
            }
            sampled::<T>(is_of_kind);
            shown.push((value, debug));
        }
    }
}

/// A value that is filled for a test is of the kind that it should be, and can be sent.
#[cfg(feature = "testing")]
fn sampled<T: Wire + Default>(is_of_kind: fn(&View<'_>) -> bool) {
    use crate::runtime::wire::sample::{Chooser, Position, fill};
    use std::borrow::Cow;

    struct First;

    impl Chooser for First {
        fn string(&self, _: Position<'_>) -> Cow<'static, str> {
            "a".into()
        }
        fn timestamp(&self, _: Position<'_>) -> Cow<'static, str> {
            "2024-01-01T00:00:00Z".into()
        }
        fn one_of(&self, _: Position<'_>, known: &[&'static str]) -> Cow<'static, str> {
            known[0].into()
        }
        fn integer(&self, _: Position<'_>) -> i32 {
            1
        }
        fn boolean(&self, _: Position<'_>) -> bool {
            true
        }
        fn key(&self, _: Position<'_>) -> String {
            "k".to_owned()
        }
        fn includes(&self, _: Position<'_>) -> bool {
            false
        }
    }

    let mut value = T::default();
    fill(&mut value, &First);
    // Free-form JSON stays what it is by default.
    let is_free = matches!(T::default().slot(), Slot::Json(_));
    assert!(is_free || is_of_kind(&value.view()));
    assert!(equal(&read::<T>(&written(&value)).unwrap(), &value));
}

#[cfg(not(feature = "testing"))]
fn sampled<T: Wire + Default>(_: fn(&View<'_>) -> bool) {}

/// Bytes are a body of their own, and nothing in JSON.
fn bytes(is_of_kind: fn(&View<'_>) -> bool) {
    let (one, two) = (Bytes::from_static(b"one"), Bytes::from_static(b"two"));
    assert!(is_of_kind(&one.view()) && equal(&one, &one) && !equal(&one, &two));
    assert_eq!(format!("{:?}", one.view()), "[111, 110, 101]");
    let mut copy = Bytes::default();
    deserialize(&mut copy, BytesDeserializer::<ValueError>::new(&one)).unwrap();
    assert!(equal(&one, &copy));
}

fn role(id: &str, weight: f64) -> Role {
    let id = id.to_owned();
    Role {
        id,
        weight,
        ..Role::default()
    }
}

each_variant! {
    every_view_is_encoded_decoded_compared_shown_and_sampled, View:
    View::Absent => values([None::<String>]),
    View::Null => values([Nullable::<String>::Null]),
    View::Bool(_) => values([true, false]),
    View::Signed(_) => values([0, -1, i64::MAX]),
    View::Unsigned(_) => values([0, u64::MAX]),
    View::Single(_) => values([0.1_f32, -2.0]),
    View::Double(_) => values([0.1_f64, -2.0]),
    View::Number(_) => values([json!(1), json!(-1.5)]),
    View::String(_) => values(["".to_owned(), "é".to_owned()]),
    View::Secret(_) => values([Secret::from("one"), Secret::from("two")]),
    View::Encoded(_) => values([timestamp("2024-01-01T00:00:00Z"), timestamp("2024-01-01T00:00:01+01:00")]),
    View::Bytes(_) => bytes,
    View::List(_) => values([vec![], vec![1], vec![1, 2], vec![2, 1]]),
    View::Map(_) => values([BTreeMap::new(), BTreeMap::from([("k".to_owned(), 1)]), BTreeMap::from([("l".to_owned(), 1)])]),
    View::Object(..) => values([role("a", 1.0), role("b", 1.0), role("b", 2.0)]),
}

/// What a slot takes and what it refuses, and by which words.
fn slot<T: Wire + Default + Debug>(
    takes: &'static str,
    refuses: &'static [&'static str],
    expected: &'static str,
) -> impl FnOnce(fn(&Slot<'_>) -> bool) {
    move |is_of_kind| {
        assert!(is_of_kind(&T::default().slot()));
        assert_eq!(T::default().slot().expected(), expected);
        read::<T>(takes).unwrap();
        for json in refuses {
            let message = read::<T>(json).map(drop).unwrap_err();
            assert!(
                message.starts_with(&format!("expected {expected}, found ")),
                "{message}"
            );
        }
    }
}

fn slot_of_bytes(is_of_kind: fn(&Slot<'_>) -> bool) {
    assert!(is_of_kind(&Bytes::default().slot()));
    let refused = deserialize(&mut Bytes::default(), json!("a")).unwrap_err();
    assert_eq!(refused.to_string(), "expected bytes, found a string");
}

each_variant! {
    every_slot_takes_its_own_and_refuses_the_rest, Slot:
    Slot::Nothing => slot::<()>("[1]", &[], "any value"),
    Slot::Bool(_) => slot::<bool>("true", &["1", "\"a\"", "[]", "{}", "null"], "a boolean"),
    Slot::Number(_) => slot::<i64>("1", &["true", "\"a\"", "[]", "{}", "null"], "a 64-bit integer"),
    Slot::String(_) => slot::<String>("\"a\"", &["true", "1", "[]", "{}", "null"], "a string"),
    Slot::Bytes(_) => slot_of_bytes,
    Slot::Json(_) => slot::<Json>("null", &[], "any value"),
    Slot::List(_) => slot::<Vec<i32>>("null", &["true", "1", "\"a\"", "{}"], "a list"),
    Slot::Map(_) => slot::<JsonObject>("null", &["true", "1", "\"a\"", "[]"], "an object"),
    Slot::Object(_) => slot::<Role>("{\"id\":\"a\",\"weight\":1}", &["true", "1", "\"a\"", "[]", "null"], "an object"),
    Slot::Optional(_) => slot::<Option<i32>>("null", &[], "any value"),
}

#[derive(Clone, Default)]
struct Keys {
    keys: Vec<i32>,
    others: Vec<i32>,
}

object! { Keys { ("keys", keys), ("others", others) } skips_unreadable ["keys"] }

#[derive(Clone, Default)]
struct Tokens {
    token: Option<Secret>,
    note: Option<String>,
    id: Option<String>,
}

object! { Tokens { ("token", token), ("note", note), ("id", id) } absent_if_empty ["token", "note"] }

#[test]
fn an_empty_string_is_none_in_one_field_and_not_in_another() {
    for none in [
        "{\"token\":\"\",\"note\":\"\"}",
        "{\"token\":null,\"note\":null}",
        "{}",
    ] {
        let tokens = read::<Tokens>(none).unwrap();
        assert!(tokens.token.is_none() && tokens.note.is_none(), "{none}");
        // As the server sends it.
        assert_eq!(written(&tokens), "{\"token\":\"\",\"note\":\"\"}");
        assert_eq!(format!("{tokens:?}"), format!("{:?}", Tokens::default()));
    }
    let full = "{\"token\":\"t\",\"note\":\" \",\"id\":\"\"}";
    let tokens = read::<Tokens>(full).unwrap();
    assert_eq!(written(&tokens), full);
    assert_eq!(tokens.token.unwrap().expose_secret(), "t");
}

#[test]
fn unreadable_items_are_left_out_of_one_list_and_not_of_another() {
    let keys = read::<Keys>("{\"keys\":[1,\"a\",{},2],\"others\":[3]}").unwrap();
    assert_eq!((keys.keys, keys.others), (vec![1, 2], vec![3]));
    for wrong in ["{\"keys\":\"a\"}", "{\"others\":[1,\"a\"]}"] {
        assert!(read::<Keys>(wrong).is_err(), "{wrong}");
    }
}
