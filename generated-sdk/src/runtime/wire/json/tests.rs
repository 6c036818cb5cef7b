//! What is a document, what it means, and what is found in one that breaks off.

use serde::Deserialize;
use serde_json::{Value as Json, json};

use super::{DEPTH, Document, strings};

fn parse(text: &str) -> serde_json::Result<Json> {
    let mut document = Document::new(text);
    let value = Json::deserialize(&mut document);
    value
        .and_then(|value| document.end().map(|()| value))
        .map_err(|error| document.locate(&error))
}

fn skip(text: &str) -> serde_json::Result<()> {
    let mut document = Document::new(text);
    let outcome = document.scanner.skip();
    outcome.and_then(|()| document.end())
}

const DOCUMENTS: &[&str] = &[
    "null",
    " true\n",
    "\tfalse\r\n",
    "0",
    "-0",
    "-0.0",
    "12",
    "-7",
    "18446744073709551615",
    "18446744073709551616",
    "-9223372036854775808",
    "-9223372036854775809",
    "123456789012345678901234567890",
    "1.5",
    "-2.5e-3",
    "1E+2",
    "0e0",
    "1e308",
    "1e-400",
    "\"\"",
    "\"plain\"",
    "\"exactly8\"",
    "\"ü and 語 and 🦀, longer than eight bytes\"",
    r#""\"\\\/\b\f\n\r\t\u0041\u00e9\u8a9e\ud83e\udd80 x""#,
    "[]",
    "[ ]",
    "[1, [2,[]] ,{}]",
    "{}",
    r#"{ "a" : 1 , "b\n":[{"c":null}],"a":2}"#,
];

const NO_DOCUMENTS: &[&str] = &[
    "",
    " ",
    "nul",
    "nulll",
    "True",
    "+1",
    "01",
    "-",
    "-01",
    ".5",
    "1.",
    "1.e3",
    "1e",
    "1e+",
    "0x1",
    "NaN",
    "Infinity",
    "1 2",
    "\"",
    "\"a",
    "\"\n\"",
    "\"\u{0}\"",
    "\"\u{1f}\"",
    r#""\x""#,
    r#""\u12""#,
    r#""\u12g4""#,
    r#""\u+123""#,
    "[",
    "[1",
    "[1,",
    "[1,]",
    "[,]",
    "[1 2]",
    "[}",
    "{",
    "{\"a\"",
    "{\"a\":",
    "{\"a\":1",
    "{\"a\":1,",
    "{\"a\":1,}",
    "{,}",
    "{1:2}",
    "{\"a\" 1}",
    "{\"a\":}",
    "{]",
    "[]]",
    "// c",
];

/// Those that are refused for what they mean: they can be skipped.
const NO_VALUES: &[&str] = &[
    "1e400",
    "-1e400",
    r#""\ud800""#,
    r#""\udc00x""#,
    r#""\ud800\n""#,
    r#""\ud83e\ud83e""#,
];

#[test]
fn documents_are_what_they_are_to_serde_json() {
    for text in DOCUMENTS {
        let expected: Json = serde_json::from_str(text).expect(text);
        assert_eq!(parse(text).expect(text), expected, "{text}");
        skip(text).expect(text);
    }
    for text in NO_DOCUMENTS {
        assert!(serde_json::from_str::<Json>(text).is_err(), "{text}");
        assert!(parse(text).is_err(), "{text}");
        assert!(skip(text).is_err(), "{text}");
    }
    for text in NO_VALUES {
        assert!(serde_json::from_str::<Json>(text).is_err(), "{text}");
        assert!(parse(text).is_err(), "{text}");
        skip(text).expect(text);
    }
}

#[test]
fn mutated_documents_are_what_they_are_to_serde_json() {
    let mut random = fastrand::Rng::with_seed(1);
    let alphabet = "{}[]\",:\\ue0123456789.-+ntf \u{1}é";
    let characters: Vec<char> = alphabet.chars().collect();
    let whole = format!("[{}]", DOCUMENTS.join(","));
    let (mut good, mut bad) = (0, 0);
    for round in 0..30_000 {
        let text = if round % 2 == 0 {
            &whole
        } else {
            DOCUMENTS[random.usize(..DOCUMENTS.len())]
        };
        let mut mutated: Vec<char> = text.chars().collect();
        for _ in 0..random.usize(1..3) {
            let at = random.usize(..mutated.len());
            match random.u8(..3) {
                0 => mutated[at] = characters[random.usize(..characters.len())],
                1 => mutated.insert(at, characters[random.usize(..characters.len())]),
                _ => drop(mutated.remove(at)),
            }
            if mutated.is_empty() {
                break;
            }
        }
        let text: String = mutated.into_iter().collect();
        match (parse(&text), serde_json::from_str::<Json>(&text)) {
            (Ok(value), Ok(expected)) => {
                good += 1;
                assert!(same(&value, &expected), "{text}: {value}, not {expected}");
                skip(&text).expect(&text);
            }
            (Err(_), Err(_)) => bad += 1,
            (ours, theirs) => panic!("{text}: {ours:?}, and to serde_json {theirs:?}"),
        }
    }
    assert!(good > 1_000 && bad > 1_000, "{good} good, {bad} bad");
}

/// Whether two values differ in nothing but the last digits of floats.
fn same(one: &Json, two: &Json) -> bool {
    match (one, two) {
        (Json::Array(one), Json::Array(two)) => {
            one.len() == two.len() && one.iter().zip(two).all(|(one, two)| same(one, two))
        }
        (Json::Object(one), Json::Object(two)) => {
            one.len() == two.len()
                && one
                    .iter()
                    .zip(two)
                    .all(|(one, two)| one.0 == two.0 && same(one.1, two.1))
        }
        (Json::Number(one), Json::Number(two)) if one.is_f64() && two.is_f64() => {
            let (one, two) = (one.as_f64().unwrap(), two.as_f64().unwrap());
            one == two || (one - two).abs() <= one.abs() * 1e-15
        }
        (one, two) => one == two,
    }
}

#[test]
fn a_number_is_the_nearest_there_is() {
    let mut random = fastrand::Rng::with_seed(2);
    for _ in 0..50_000 {
        let value = f64::from_bits(random.u64(..));
        if !value.is_finite() {
            continue;
        }
        for text in [
            format!("{value:.16e}"),
            format!("{value:e}"),
            format!("{value:.0}"),
        ] {
            let expected: f64 = text.parse().unwrap();
            let parsed = parse(&text).unwrap().as_f64().unwrap();
            assert_eq!(parsed.to_bits(), expected.to_bits(), "{text}");
        }
    }
    for (text, expected) in [
        ("-0", json!(-0.0)),
        ("-0.0", json!(-0.0)),
        ("18446744073709551616", json!(18_446_744_073_709_551_616.0)),
        ("-9223372036854775809", json!(-9_223_372_036_854_775_808.0)),
        ("9007199254740993", json!(9_007_199_254_740_993_u64)),
        ("5e-324", json!(5e-324)),
        ("1e-400", json!(0.0)),
    ] {
        assert_eq!(
            parse(text).unwrap().to_string(),
            expected.to_string(),
            "{text}"
        );
    }
}

#[test]
fn errors_say_where_and_not_what() {
    for (text, expected) in [
        ("[1,\n  secret]", "expected value at line 2 column 2"),
        (
            "{\"secret\": 1e999}",
            "number out of range at line 1 column 16",
        ),
        (
            "[\"secret\u{1}\"]",
            "control character (\\u0000-\\u001F) found while parsing a string at line 1 column 8",
        ),
        ("{\"secret\"}", "expected `:` at line 1 column 9"),
    ] {
        assert_eq!(parse(text).unwrap_err().to_string(), expected);
    }
}

#[test]
fn only_what_is_kept_has_a_limit_of_depth() {
    let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    let deepest = usize::from(DEPTH);
    parse(&nested(deepest)).unwrap();
    let error = parse(&nested(deepest + 1)).unwrap_err().to_string();
    assert!(error.starts_with("recursion limit exceeded"), "{error}");
    parse(&"[".repeat(100_000)).unwrap_err();
    parse(&"{\"a\":".repeat(100_000)).unwrap_err();
    skip(&nested(100_000)).unwrap();
    for text in [
        "[".repeat(100_000),
        "{\"a\":".repeat(100_000),
        format!("{}}}", "[".repeat(100_000)),
    ] {
        skip(&text).unwrap_err();
    }
}

#[test]
fn strings_are_found_in_whatever_is_a_document_so_far() {
    let found = |document: &[u8]| strings(document, ["id", "note"]);
    let some = |text: &str| Some(text.to_owned());
    for (document, expected) in [
        (r#"{"id":"1","note":"\u00e9"}"#, [some("1"), some("é")]),
        (
            r#" { "deep" : [[{"id":"2"}]] , "id" : "1" } "#,
            [some("1"), None],
        ),
        (r#"{"id":null,"note":7,"id":"1"}"#, [some("1"), None]),
        (r#"{"id":["1"],"note":{"id":"2"}}"#, [None, None]),
        (r#"{"id":"1","note":"break"#, [some("1"), None]),
        (r#"{"id":"1",secret,"note":"2"}"#, [some("1"), None]),
        (
            r#"{"number":1e999,"text":"\ud800","id":"1"} trailing"#,
            [some("1"), None],
        ),
        (r#"[{"id":"1"}]"#, [None, None]),
        (r#""id""#, [None, None]),
        ("", [None, None]),
        ("<html>", [None, None]),
    ] {
        assert_eq!(found(document.as_bytes()), expected, "{document}");
    }
    assert_eq!(
        found(b"{\"id\":\"1\",\"x\":\"\xff\",\"note\":\"2\"}"),
        [some("1"), None]
    );
    let nesting = ["[".repeat(100_000), "]".repeat(100_000)].concat();
    let deep = format!(r#"{{"x":{nesting},"id":"1""#);
    assert_eq!(found(deep.as_bytes()), [some("1"), None]);
}
