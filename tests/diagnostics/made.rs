//! The parts of documents that are made from something else.

use std::sync::Mutex;
use std::{env, fs};

use tests::root;

const END: &str = "<!-- End of what is made. -->\n";

/// One test at a time reads and writes them.
static DOCUMENTS: Mutex<()> = Mutex::new(());

/// Asserts that a document has a text below the comment that says what it is made from. With
/// `UPDATE_DOCS` in the environment, the text is written.
pub(crate) fn assert_made(document: &str, from: &str, text: &str) {
    let _turn = DOCUMENTS.lock();
    let begin = format!(
        "<!-- Made from {from}: UPDATE_DOCS=1 cargo test -p tests --test diagnostics made -->\n"
    );
    let path = root().join(document);
    let old = fs::read_to_string(&path).unwrap();
    let (head, rest) = old.split_once(&begin).expect("the begin of the table");
    let (_, tail) = rest.split_once(END).expect("the end of the table");
    let expected = format!("{head}{begin}\n{text}\n{END}{tail}");
    if env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, &expected).unwrap();
        return;
    }
    assert!(
        old == expected,
        "{document} is stale: see its comment above the table"
    );
}
