//! One description to another that is nearly right: its text, or the tree that it says.

use fastrand::Rng;
use serde_json::{Map, Value, json};

/// What is put into a text.
const FRAGMENTS: &[&str] = &[
    "null",
    "{}",
    "[]",
    "[",
    "]",
    "{",
    "}",
    ":",
    ": ",
    ",",
    "- ",
    "? ",
    "&a ",
    "*a",
    "!!str ",
    "|",
    ">",
    "'",
    "\"",
    "\\",
    "\\ud83d",
    "\\u0000",
    "#",
    "---\n",
    "%YAML 1.1\n",
    "<<: ",
    "\t",
    "\n",
    "\r",
    "\u{0}",
    "\u{7f}",
    "\u{85}",
    "\u{2028}",
    "\u{202e}",
    "\u{feff}",
    "\u{1f680}",
    "e\u{301}",
    "1e999",
    "-0",
    "0x1F",
    "1.10",
    "99999999999999999999999",
    ".nan",
    "true",
    "~",
    "$ref: '#/'",
    "x-",
    "allOf: [",
    "required: [a]",
    "nullable: true",
    "additionalProperties: false",
];

/// What is put into a tree, and what its keys are called.
const WORDS: &[&str] = &[
    "",
    " ",
    "a",
    "A",
    "type",
    "self",
    "Self",
    "crate",
    "con",
    "com1",
    "r#type",
    "_",
    "__",
    "1",
    "-1",
    "200",
    "2XX",
    "default",
    "x-secret",
    "x-errors",
    "x-example",
    "x-pagination",
    "x-actors",
    "x-derive",
    "x-empty",
    "x-mine",
    "$ref",
    "#/components/schemas/",
    "#",
    "#/paths",
    "allOf",
    "oneOf",
    "anyOf",
    "not",
    "items",
    "properties",
    "additionalProperties",
    "required",
    "nullable",
    "enum",
    "format",
    "binary",
    "byte",
    "date-time",
    "string",
    "integer",
    "number",
    "boolean",
    "array",
    "object",
    "null",
    "query",
    "header",
    "path",
    "cookie",
    "in",
    "name",
    "schema",
    "content",
    "application/json",
    "text/plain",
    "*/*",
    "multipart/form-data",
    "application/x-www-form-urlencoded",
    "get",
    "post",
    "head",
    "parameters",
    "requestBody",
    "responses",
    "servers",
    "security",
    "/",
    "//",
    "/{",
    "/{}",
    "/{a}/{a}",
    "/a?b#c",
    "/é",
    "\u{202e}",
    "\u{feff}a",
    "e\u{301}",
    "\u{1f680}",
    "a\"b",
    "a\\b",
    "a`b",
    "a\nb",
    "*/",
    "```",
    "<script>",
    "[a](b)",
    "{",
    "}",
    "\u{0}",
];

/// Changes some of a text.
pub(crate) fn bytes(text: &str, random: &mut Rng) -> String {
    let mut bytes = text.as_bytes().to_vec();
    for _ in 0..random.usize(1..6) {
        let (from, to) = range(bytes.len(), random);
        match random.u8(0..6) {
            0 => drop(bytes.drain(from..to)),
            1 => {
                let copy = bytes[from..to].to_vec();
                let at = random.usize(0..=bytes.len());
                bytes.splice(at..at, copy);
            }
            2 => bytes.truncate(bytes.len() - (to - from)),
            3 if from < bytes.len() => bytes[from] = random.u8(..),
            _ => {
                let fragment = FRAGMENTS[random.usize(0..FRAGMENTS.len())];
                let times = if random.u8(0..40) == 0 { 3_000 } else { 1 };
                bytes.splice(from..from, fragment.repeat(times).into_bytes());
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// A short range somewhere.
fn range(length: usize, random: &mut Rng) -> (usize, usize) {
    let from = random.usize(0..=length);
    (from, length.min(from + random.usize(0..40)))
}

/// Changes some of a tree.
pub(crate) fn tree(tree: &Value, random: &mut Rng) -> Value {
    let mut tree = tree.clone();
    for _ in 0..random.usize(1..5) {
        let part = pick(&tree, random).clone();
        let value = match random.u8(0..3) {
            0 => part,
            1 => word(random),
            _ => small(&tree, random),
        };
        let at = path(&tree, random);
        change(&mut tree, &at, value, random);
    }
    tree
}

/// The way to some node: which entry of each, from the root.
fn path(tree: &Value, random: &mut Rng) -> Vec<usize> {
    let (mut at, mut path) = (tree, Vec::new());
    loop {
        let count = match at {
            Value::Object(map) => map.len(),
            Value::Array(list) => list.len(),
            _ => 0,
        };
        if count == 0 || random.u8(0..12) == 0 {
            return path;
        }
        let number = random.usize(0..count);
        path.push(number);
        at = match at {
            Value::Object(map) => map.values().nth(number),
            at => at.get(number),
        }
        .expect("an entry");
    }
}

fn pick<'t>(tree: &'t Value, random: &mut Rng) -> &'t Value {
    path(tree, random)
        .into_iter()
        .fold(tree, |at, number| match at {
            Value::Object(map) => map.values().nth(number).expect("an entry"),
            at => &at[number],
        })
}

fn change(at: &mut Value, path: &[usize], value: Value, random: &mut Rng) {
    if let [number, rest @ ..] = path
        && !rest.is_empty()
    {
        let next = match at {
            Value::Object(map) => map.values_mut().nth(*number).expect("an entry"),
            at => &mut at[*number],
        };
        return change(next, rest, value, random);
    }
    let number = path.first().copied().unwrap_or_default();
    match at {
        Value::Object(map) if !map.is_empty() => {
            let key = map.keys().nth(number).expect("an entry").clone();
            match random.u8(0..5) {
                0 => drop(map.remove(&key)),
                1 => drop(map.insert(word_of(random), value)),
                2 => {
                    // In its place, under another name.
                    let other = word_of(random);
                    *map = std::mem::take(map)
                        .into_iter()
                        .map(|(name, value)| {
                            (if name == key { other.clone() } else { name }, value)
                        })
                        .collect();
                }
                _ => drop(map.insert(key, value)),
            }
        }
        Value::Array(list) if !list.is_empty() => match random.u8(0..4) {
            0 => drop(list.remove(number)),
            1 => list.insert(number, value),
            2 => list.push(list[number].clone()),
            _ => list[number] = value,
        },
        at => *at = value,
    }
}

fn word_of(random: &mut Rng) -> String {
    let word = WORDS[random.usize(0..WORDS.len())];
    word.repeat(if random.u8(0..60) == 0 { 100 } else { 1 })
}

fn word(random: &mut Rng) -> Value {
    match random.u8(0..8) {
        0 => Value::Null,
        1 => random.bool().into(),
        2 => random.i64(..).into(),
        3 => json!(random.f64() * 1e300),
        4 => json!([word_of(random)]),
        _ => word_of(random).into(),
    }
}

/// A schema, or something that looks like one.
fn small(tree: &Value, random: &mut Rng) -> Value {
    let schemas = tree
        .pointer("/components/schemas")
        .and_then(Value::as_object);
    let names: Vec<&String> = schemas.into_iter().flat_map(Map::keys).collect();
    let reference = match names.is_empty() {
        true => json!({}),
        false => {
            let name = names[random.usize(0..names.len())]
                .replace('~', "~0")
                .replace('/', "~1");
            json!({"$ref": format!("#/components/schemas/{name}")})
        }
    };
    match random.u8(0..10) {
        0 => json!({"type": word_of(random), "format": word_of(random)}),
        1 => {
            json!({"type": "object", "properties": {word_of(random): reference}, "required": [word_of(random)]})
        }
        2 => json!({"type": "array", "items": reference, "nullable": random.bool()}),
        3 => json!({"type": "object", "additionalProperties": reference}),
        4 => json!({"type": "string", "enum": [word_of(random), word_of(random), null]}),
        5 => json!({"oneOf": [reference, {"type": "string"}]}),
        6 => json!({"nullable": true, "allOf": [reference]}),
        7 => json!({"type": "object", "properties": {}, "additionalProperties": false}),
        8 => json!({"description": word_of(random), "type": "string"}),
        _ => reference,
    }
}
