//! The words that no public document uses, and the terms to use instead.

use std::fs;
use std::path::Path;

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use tests::root;

use crate::sources;

/// Whole words in lower case, and the term that a reader would search for.
const WORDS: &[(&str, &str)] = &[
    ("truth value", "boolean"),
    ("truth values", "booleans"),
    ("point in time", "timestamp"),
    ("points in time", "timestamps"),
    ("limit of time", "timeout"),
    ("time limit", "timeout"),
    ("time was over", "timeout elapsed"),
    ("patience", "timeout"),
    ("repetition", "retry"),
    ("repetitions", "retries"),
    ("be repeated", "be retried"),
    ("sent again", "retried"),
    ("random length", "jitter"),
    ("may be carried out twice", "is idempotent"),
    ("does no harm", "is idempotent, is safe"),
    ("do no harm", "are idempotent, are safe"),
    ("on behalf of somebody", "as a member"),
    ("whoever", "the caller, the holder"),
    ("somebody", "the user, the caller"),
    ("founds", "creates"),
    ("wiped", "zeroized"),
    ("must not be seen", "is a secret, is redacted"),
    ("looked into", "verified, introspected"),
    ("of machines", "of M2M clients"),
    ("for machines", "for M2M clients"),
    ("a machine's", "an M2M client's"),
    ("texts", "strings"),
    ("empty text", "empty string"),
    ("as good as nothing", "counts as absent"),
    ("status of http", "status code"),
    ("be they", "whether they are"),
];

#[test]
fn public_documents_use_the_terms_of_the_field() {
    let mut faults = Vec::new();
    for (name, prose) in documents() {
        let found = found(&prose).into_iter();
        faults.extend(found.map(|(word, term)| format!("{name}: `{word}`: write {term}")));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn a_word_is_found_as_a_whole_and_across_lines() {
    for (prose, expected) in [
        ("A Point in\n  time, or two.", &["point in time"][..]),
        ("`texts`: wiped.", &["wiped", "texts"]),
        ("contexts, a checkpoint in time", &[]),
        ("be retried", &[]),
    ] {
        let words: Vec<&str> = found(prose).into_iter().map(|(word, _)| word).collect();
        assert_eq!(words, expected, "{prose}");
    }
}

#[test]
fn prose_is_doc_comments_and_strings() {
    let source = r#"
        //! Module.
        /// Item.
        fn f() { g("message"); } // Comment.
        macro_rules! m { () => { /** Macro. */ fn h() {} } }
        #[cfg(test)]
        mod tests { const T: &str = "test"; }
    "#;
    assert_eq!(prose(source, false), " Module.\n Item.\n Macro. \n");
    assert_eq!(prose(source, true), "message\n");
}

/// The documents, each with its prose.
fn documents() -> Vec<(String, String)> {
    let markdown = ["", "docs", "generated-sdk", "generated-sdk/src"].map(markdown);
    let rustdoc = ["examples", "generated-sdk/src"]
        .into_iter()
        .flat_map(sources);
    let messages = sources("codegen/src").into_iter();
    markdown
        .into_iter()
        .flatten()
        .chain(rustdoc.map(|(path, text)| (named(&path), prose(&text, false))))
        .chain(messages.map(|(path, text)| (named(&path), prose(&text, true))))
        .collect()
}

/// The Markdown files of a folder, and those in all folders below a `src`.
fn markdown(folder: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(root().join(folder)).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() && named(&path).contains("/src/") {
            found.extend(markdown(&named(&path)));
        } else if path.extension().is_some_and(|extension| extension == "md") {
            found.push((named(&path), fs::read_to_string(&path).unwrap()));
        }
    }
    found
}

/// A path in the repository, as `UNCLEAN` has it.
fn named(path: &Path) -> String {
    let path = path.strip_prefix(root()).unwrap();
    path.to_string_lossy().replace('\\', "/")
}

/// The words in a prose, with their terms.
fn found(prose: &str) -> Vec<(&'static str, &'static str)> {
    let is_part = |c: char| c.is_alphanumeric() || c == '\'';
    let words = prose.to_lowercase();
    let words: Vec<&str> = words
        .split(|c| !is_part(c))
        .filter(|word| !word.is_empty())
        .collect();
    let text = format!(" {} ", words.join(" "));
    let is_there = |(word, _): &&(&str, &str)| text.contains(&format!(" {word} "));
    WORDS.iter().filter(is_there).copied().collect()
}

/// The doc comments of a Rust file, or else the strings of its code. Tests are left out.
fn prose(source: &str, strings: bool) -> String {
    let source = source.split("#[cfg(test)]").next().unwrap();
    let mut prose = String::new();
    collect(source.parse().unwrap(), strings, &mut prose);
    prose
}

fn collect(tokens: TokenStream, strings: bool, prose: &mut String) {
    for token in tokens {
        match token {
            TokenTree::Group(group) => match doc(&group) {
                Some(text) if !strings => prose.push_str(&(text + "\n")),
                Some(_) => {}
                None => collect(group.stream(), strings, prose),
            },
            TokenTree::Literal(literal) if strings => {
                if let Ok(text) = syn::parse_str::<syn::LitStr>(&literal.to_string()) {
                    prose.push_str(&(text.value() + "\n"));
                }
            }
            TokenTree::Literal(_) | TokenTree::Ident(_) | TokenTree::Punct(_) => {}
        }
    }
}

/// The text of `[doc = "…"]`, which is what a doc comment is to the compiler.
fn doc(group: &proc_macro2::Group) -> Option<String> {
    let attribute: Vec<TokenTree> = group.stream().into_iter().collect();
    match (group.delimiter(), attribute.as_slice()) {
        (
            Delimiter::Bracket,
            [
                TokenTree::Ident(name),
                TokenTree::Punct(_),
                TokenTree::Literal(text),
            ],
        ) if name == "doc" => {
            let text = syn::parse_str::<syn::LitStr>(&text.to_string()).ok()?;
            Some(text.value())
        }
        _ => None,
    }
}
