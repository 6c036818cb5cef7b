//! Any text to a Rust identifier: words, casing, reserved words. Never a counter: the same text
//! always gives the same name, whatever else is in the spec.

use heck::{ToSnakeCase, ToUpperCamelCase};
use unicode_normalization::UnicodeNormalization as _;

use super::Ident;

/// Words that can be written raw, as `r#type`.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let",
    "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return",
    "static", "struct", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use",
    "virtual", "where", "while", "yield",
];

/// Words that cannot be written raw, and file names that Windows keeps for devices.
const UNWRITABLE: &[&str] = &["self", "super", "crate", "aux", "con", "nul", "prn"];

/// Names that a type must not have, since emitted code uses them for something else: the prelude,
/// and what emitted modules import.
const PRELUDE: &[&str] = &[
    "ActorClient",
    "AsMut",
    "AsRef",
    "BTreeMap",
    "Binary",
    "Box",
    "Call",
    "Client",
    "Clone",
    "Copy",
    "DateTime",
    "Debug",
    "Default",
    "DeserializeOwned",
    "DoubleEndedIterator",
    "Drop",
    "Eq",
    "Err",
    "ExactSizeIterator",
    "Extend",
    "FixedOffset",
    "Fn",
    "FnMut",
    "FnOnce",
    "From",
    "FromIterator",
    "Future",
    "Hash",
    "Into",
    "IntoFuture",
    "IntoIterator",
    "IntoList",
    "Items",
    "Iterator",
    "Json",
    "JsonObject",
    "None",
    "Nullable",
    "Ok",
    "OpenEnum",
    "Option",
    "Ord",
    "Pages",
    "PartialEq",
    "PartialOrd",
    "PhantomData",
    "ResponseFuture",
    "Result",
    "Route",
    "Secret",
    "Self",
    "Send",
    "Serialize",
    "Sized",
    "Some",
    "String",
    "Sync",
    "ToOwned",
    "ToString",
    "TryFrom",
    "TryInto",
    "Unpin",
    "Unrecognized",
    "Vec",
    "Verb",
];

/// The longest name that has a file, in bytes: rustdoc and `regen` add to it, and 255 is the limit.
const LONGEST: usize = 120;

/// Whether Windows keeps the name for a device. Those of [`UNWRITABLE`] are avoided everywhere.
pub(super) fn is_device(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let port = name
        .strip_prefix("com")
        .or_else(|| name.strip_prefix("lpt"));
    UNWRITABLE.contains(&name.as_str())
        || port.is_some_and(|port| matches!(port.as_bytes(), [b'0'..=b'9']))
}

/// A name in `snake_case`, which a file can have.
pub(super) fn shortened_snake(name: String) -> String {
    if name.len() <= LONGEST {
        return name;
    }
    let words: Vec<&str> = name.split_inclusive('_').collect();
    let (head, tail) = ends(&words);
    format!("{head}etc_{tail}_{:08x}", digest(&name))
}

/// A name in `UpperCamelCase`, which a page of the documentation can have.
fn shortened_camel(name: String) -> String {
    if name.len() <= LONGEST {
        return name;
    }
    let starts = name.char_indices().filter(|(_, c)| c.is_uppercase());
    let starts: Vec<usize> = starts.map(|(at, _)| at).collect();
    let ends_of_words = starts.iter().skip(1).copied().chain([name.len()]);
    let words = starts.iter().zip(ends_of_words);
    let words: Vec<&str> = words
        .filter_map(|(start, end)| name.get(*start..end))
        .collect();
    let (head, tail) = ends(&words);
    format!("{head}Etc{tail}{:08X}", digest(&name))
}

/// The first and the last words of a name, as many as there is room for.
fn ends(words: &[&str]) -> (String, String) {
    let fitting = |words: &mut dyn Iterator<Item = &&str>, room: usize| {
        let mut length = 0;
        let fits = |word: &&&str| {
            length += word.len();
            length <= room
        };
        words.take_while(fits).count()
    };
    let head = fitting(&mut words.iter(), LONGEST / 2);
    let tail = fitting(&mut words.iter().rev(), LONGEST / 4);
    let (head, rest) = words.split_at(head);
    let tail = rest
        .get(rest.len().saturating_sub(tail)..)
        .unwrap_or_default();
    (head.concat(), tail.concat())
}

/// Tells long names with the same ends apart, by nothing else than the name: FNV-1a.
fn digest(name: &str) -> u32 {
    name.bytes().fold(0x811c_9dc5, |digest, byte| {
        (digest ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    })
}

/// As rustc compares identifiers: in NFC.
fn normalized(name: String) -> String {
    match name.is_ascii() {
        true => name,
        false => name.nfc().collect(),
    }
}

/// `snake_case` for a field, a method or an argument; raw where it is a keyword.
pub(super) fn snake(text: &str) -> String {
    let spelt = spell(text);
    let underscores = if text.len() > 1
        && text
            .trim_start_matches('_')
            .starts_with(char::is_alphanumeric)
    {
        text.len() - text.trim_start_matches('_').len()
    } else {
        0
    };
    // `self` and `Self` are two names on the wire.
    let snake = if text == "Self" {
        "self_type".to_owned()
    } else {
        spelt.to_snake_case()
    };
    let snake = format!("{}{snake}", "_".repeat(underscores));
    let snake = if starts_well(&snake) {
        snake
    } else {
        format!("_{snake}")
    };
    reserve(normalized(snake))
}

/// `UpperCamelCase` for a type, marked with `Schema` or another word where the name is taken.
pub(super) fn camel(text: &str, extension: &str) -> String {
    let camel = shortened_camel(variant(text));
    if PRELUDE.contains(&camel.as_str()) {
        camel + extension
    } else {
        camel
    }
}

/// The type of a call: its method, behind the resource where that alone is a name of Rust's, such as
/// `Send`.
pub(super) fn builder(resource: &str, method: &str) -> String {
    match variant(method) {
        name if PRELUDE.contains(&name.as_str()) && name != variant(resource) => {
            camel(&format!("{resource}_{method}"), "Call")
        }
        _ => camel(method, "Call"),
    }
}

/// A name in which a word is spelled another way, if it has the word: where one begins, and ends
/// where no lower case letter follows.
pub(super) fn with_word(name: &str, word: &str, spelled: &str) -> Option<String> {
    let mut output = String::new();
    let mut rest = name;
    while let Some((before, behind)) = rest.split_once(word) {
        let begins = !before.ends_with(char::is_uppercase);
        let ends = !behind.starts_with(char::is_lowercase);
        output.push_str(before);
        output.push_str(if begins && ends { spelled } else { word });
        rest = behind;
    }
    output.push_str(rest);
    (output != name).then_some(output)
}

/// `UpperCamelCase` for an enum value: `Ok` and `None` are fine here.
pub(super) fn variant(text: &str) -> String {
    let camel = normalized(spell(text).to_upper_camel_case());
    match camel.as_str() {
        "Self" => "SelfValue".to_owned(),
        "Unrecognized" => "UnrecognizedValue".to_owned(),
        _ if camel.starts_with(|c: char| c.is_uppercase() || unicode_ident::is_xid_start(c)) => {
            camel
        }
        _ => format!("N{camel}"),
    }
}

/// A name given by a person, used as it stands where Rust accepts it.
pub(crate) fn given(name: &str) -> Option<String> {
    let bare = name.strip_prefix("r#").unwrap_or(name);
    let rust = starts_well(bare) && bare != "_" && bare.chars().all(unicode_ident::is_xid_continue);
    (rust && bare != "Self").then(|| reserve(normalized(bare.to_owned())))
}

/// A name that is used as it stands, if it is one in Rust.
pub fn literal(name: &str) -> Option<Ident> {
    given(name).filter(|given| given == name).map(Ident)
}

fn reserve(name: String) -> String {
    if KEYWORDS.contains(&name.as_str()) {
        format!("r#{name}")
    } else if UNWRITABLE.contains(&name.as_str()) {
        name + "_"
    } else {
        name
    }
}

fn starts_well(name: &str) -> bool {
    name.starts_with(|c: char| c == '_' || unicode_ident::is_xid_start(c))
}

/// Replaces what no identifier can hold: by a word where a symbol leads (`@id`, `-created`) or
/// stands alone (`_`, `>=`), by a gap between words elsewhere.
fn spell(text: &str) -> String {
    if text.is_empty() {
        return "empty".to_owned();
    }
    let alone = !text.chars().any(is_word);
    let mut spelt = String::with_capacity(text.len() + 8);
    for (at, c) in text.char_indices() {
        match c {
            c if is_word(c) => spelt.push(c),
            '_' if !alone => spelt.push('_'),
            c if alone || at == 0 => {
                spelt.push_str(&symbol(c));
                spelt.push(' ');
            }
            _ => spelt.push(' '),
        }
    }
    spelt
}

/// A combining extension is left out: rustc would fold it into its letter, and two names into one.
fn is_word(c: char) -> bool {
    c != '_' && unicode_ident::is_xid_continue(c) && c.is_alphanumeric()
}

fn symbol(c: char) -> String {
    let word = match c {
        '_' => "underscore",
        ' ' => "space",
        '@' => "at",
        '$' => "dollar",
        '#' => "hash",
        '+' => "plus",
        '-' => "minus",
        '*' => "star",
        '/' => "slash",
        '\\' => "backslash",
        '.' => "dot",
        ',' => "comma",
        ':' => "colon",
        ';' => "semicolon",
        '<' => "less",
        '>' => "greater",
        '=' => "equal",
        '!' => "not",
        '?' => "question",
        '%' => "percent",
        '&' => "and",
        '|' => "or",
        '~' => "tilde",
        '^' => "caret",
        '(' | ')' => "paren",
        '[' | ']' => "bracket",
        '{' | '}' => "brace",
        '"' | '\'' | '`' => "quote",
        c => return format!("u{:x}", u32::from(c)),
    };
    word.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_text_becomes_an_identifier() {
        for (text, snake_case, camel_case) in [
            ("connection_id", "connection_id", "ConnectionId"),
            ("fooBar", "foo_bar", "FooBar"),
            ("SCIMConnection", "scim_connection", "ScimConnection"),
            ("type", "r#type", "Type"),
            ("gen", "r#gen", "Gen"),
            ("self", "self_", "SelfValue"),
            ("Self", "self_type", "SelfValue"),
            ("crate", "crate_", "Crate"),
            ("_", "underscore", "Underscore"),
            ("_id", "_id", "Id"),
            ("1st", "_1st", "N1st"),
            ("@id", "at_id", "AtId"),
            ("+1", "plus_1", "Plus1"),
            ("-1", "minus_1", "Minus1"),
            ("a b", "a_b", "AB"),
            ("é", "é", "É"),
            ("e\u{301}", "e", "E"),
            ("x-y", "x_y", "XY"),
            ("", "empty", "Empty"),
            (">=", "greater_equal", "GreaterEqual"),
            ("\u{1f600}", "u1f600", "U1f600"),
            ("Option", "option", "OptionSchema"),
        ] {
            assert_eq!(snake(text), snake_case, "{text:?}");
            assert_eq!(camel(text, "Schema"), camel_case, "{text:?}");
        }
    }

    #[test]
    fn a_word_is_spelled_one_way() {
        for (name, spelled) in [
            ("OAuth", Some("Oauth")),
            ("api_v1_GoogleOAuthFactor", Some("api_v1_GoogleOauthFactor")),
            ("OAuth2 and OAuth", Some("Oauth2 and Oauth")),
            ("OAuthor", None),
            ("NOAuth", None),
            ("oauth", None),
        ] {
            assert_eq!(
                with_word(name, "OAuth", "Oauth").as_deref(),
                spelled,
                "{name}"
            );
        }
    }

    #[test]
    fn a_call_that_is_called_like_a_trait_has_the_name_of_its_resource() {
        assert_eq!(builder("sms", "create"), "Create");
        assert_eq!(builder("sms", "send"), "SmsSend");
        assert_eq!(builder("clone", "clone"), "CloneCall");
    }
}
