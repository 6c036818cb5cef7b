//! How a document becomes a tree: JSON as JSON, keys as they are written, and an end to what has none.

use std::time::{Duration, Instant};

use codegen::Input;
use codegen::diagnostic::Document;
use codegen::source::load;
use insta::assert_snapshot;
use serde_json::{Value, json};

use crate::{SHOP, report, spec};

fn tree(text: &str) -> Value {
    let loaded = load(Document::Spec, text);
    loaded
        .unwrap_or_else(|report| panic!("{text}: {report:?}"))
        .tree
}

#[test]
fn json_is_read_as_json() {
    let long = "k".repeat(3000);
    for value in [
        json!("a rocket: \u{1f680}"),
        json!("separators: \u{2028}\u{2029}\u{85}"),
        json!("\u{7f}\u{80}\u{fffe}\u{feff}"),
        json!("{\"a\": [\"b\\n\\u00e9\"]}"),
        json!({long: {"x": 1}}),
        json!({"": null, " ": [], "\t": "\t", "'": "\\", "? - : #": "- {"}),
        json!({"1.10": 1, "yes": true, "null": null, "0x1F": 1.5e300}),
        json!([18446744073709551615_u64, -9223372036854775808_i64, 0.1]),
    ] {
        let value = json!({ "a": value });
        let plain = value.to_string();
        assert_eq!(tree(&plain), value, "{plain}");
        assert_eq!(
            tree(&format!("\u{feff}\r\n\t{plain}\r\n")),
            value,
            "{plain}"
        );
        let escaped: String = plain
            .chars()
            .flat_map(|c| {
                let units: Vec<u16> = c.encode_utf16(&mut [0; 2]).to_vec();
                match c.is_ascii() && !c.is_control() {
                    true => vec![c.to_string()],
                    false => units.iter().map(|unit| format!("\\u{unit:04X}")).collect(),
                }
            })
            .collect();
        assert_eq!(tree(&escaped), value, "{escaped}");
    }
}

#[test]
fn keys_stay_what_they_are() {
    for key in [
        "1.10",
        "0x1F",
        "0o17",
        "0b1",
        "017",
        "1e3",
        "1_000",
        "+1",
        "-0",
        ".5",
        "1.",
        ".inf",
        "-.INF",
        ".nan",
        "yes",
        "No",
        "on",
        "y",
        "true",
        "FALSE",
        "null",
        "Null",
        "2020-01-01",
        "12:30:45",
        "18446744073709551616",
        "=",
    ] {
        assert_eq!(tree(&format!("{key}: 1\n")), json!({key: 1}), "{key}");
        assert_eq!(tree(&format!("{{\"{key}\": 1}}")), json!({key: 1}), "{key}");
        assert_eq!(tree(&format!("{{ {key} : 1, }}")), json!({key: 1}), "{key}");
    }
}

/// Flow style is not JSON, though it begins like it.
#[test]
fn yaml_that_begins_like_json() {
    assert_eq!(tree("{a: [b, 'c'],}"), json!({"a": ["b", "c"]}));
    assert_eq!(tree("{\"a\": 1} # JSON and a comment"), json!({"a": 1}));
}

#[test]
fn a_byte_order_mark_moves_nothing() {
    let marked = spec(&format!("\u{feff}{SHOP}"));
    assert!(codegen::generate(&marked).is_ok());
    let broken = |text: &str| report(&spec(&text.replace("type: integer", "type: int")));
    assert_eq!(broken(SHOP), broken(&format!("\u{feff}{SHOP}")));
}

/// The positions in JSON, where each line can be one of YAML too, and where it cannot.
#[test]
fn positions_in_json() {
    let text = serde_json::to_string_pretty(&tree(SHOP)).unwrap();
    let text = text.replace("\"integer\"", "\"int\"");
    let text = text.replace("\"Shop\"", "\"\\ud83d\\ude80 shop\"");
    assert_snapshot!(report(&spec(&text)), @r#"
    error[unknown-type]: OpenAPI 3.0 has no type `int`
       --> shop.yaml:113:21
        |
    113 |             "type": "int"
        |                     ^^^^^
        |
        = help: did you mean `integer`?

    1 error
    "#);
    // All of it in one line.
    let text = serde_json::to_string(&tree(SHOP)).unwrap();
    let text = text.replace("\"integer\"", "\"int\"");
    let column = text.find("\"int\"").unwrap() + 1;
    let report = report(&spec(&text));
    assert!(
        report.contains(&format!("shop.yaml:1:{column}\n")),
        "{report}"
    );
}

#[test]
fn what_is_no_json() {
    assert_snapshot!(report(&spec("{\n  \"openapi\": \"3.0.3\",\n  \"info\": {\"title\": \"\\ud83d\"}\n}\n")), @r#"
    error[json-syntax]: unexpected end of hex escape
     --> shop.yaml:3:28
      |
    3 |   "info": {"title": "\ud83d"}
      |                            ^^
      |
      = help: correct the JSON here; if the file ends too early, fetch or import it again

    1 error
    "#);
    assert_snapshot!(report(&spec("{\n  \"openapi\": \"3.0.3\",\n  \"paths\": {\"/é\": {}, \"/é\": {}}\n}\n")), @r#"
    error[duplicate-key]: paths: the key `/é` is given twice
     --> shop.yaml:3:24
      |
    3 |   "paths": {"/é": {}, "/é": {}}
      |                        ^^^^^^^^
      |
      = help: remove one of the two entries

    1 error
    "#);
    assert_snapshot!(report(&spec("{\"openapi\": \"3.0.3\", \"paths\": {")), @r#"
    error[yaml-syntax]: did not find expected node content
     --> shop.yaml:1:32
      |
    1 | {"openapi": "3.0.3", "paths": {
      |                                ^
      |
      = help: correct the YAML here; if the file ends too early, fetch or import it again

    1 error
    "#);
}

/// What has no end, or nearly none, has an end.
#[test]
fn nesting_ends_at_once() {
    let many = 100_000;
    for text in [
        "[".repeat(many),
        "{\"a\":".repeat(many),
        format!("{{\"a\": {}", "[".repeat(many)),
        format!("# YAML\n{}", "[".repeat(many)),
        format!("a: {}", "{a: ".repeat(many)),
        format!("a: {}", "[".repeat(2_500)),
        "- ".repeat(many),
        "? ".repeat(many),
        "&a ".repeat(many),
        (0..1_000)
            .map(|deep| format!("{}a:\n", " ".repeat(deep)))
            .collect(),
    ] {
        let start = Instant::now();
        let begin: String = text.chars().take(20).collect();
        assert!(report(&spec(&text)).contains("-syntax]"), "{begin}");
        let names = Input {
            names: Some(codegen::Text {
                name: "names.toml".to_owned(),
                text: format!("a = {text}"),
            }),
            ..spec(SHOP)
        };
        assert!(report(&names).contains("-syntax]"), "{begin}");
        assert!(start.elapsed() < Duration::from_secs(5), "{begin}");
    }
}

/// As deep as the reader allows is not too deep for the stages behind it.
#[test]
fn what_is_deep_is_no_overflow() {
    let deep = (0..120).fold("{type: string}".to_owned(), |inner, _| {
        format!("{{items: {inner}}}")
    });
    let text = SHOP.replace("amount: {type: integer}", &format!("amount: {deep}"));
    let _ = codegen::generate(&spec(&text));
}
