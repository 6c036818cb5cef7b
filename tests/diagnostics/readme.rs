//! The parts of README that are made from something else.

use std::sync::Mutex;
use std::{env, fs};

use tests::root;

const END: &str = "<!-- End of what is made. -->\n";

/// One test at a time reads and writes README.
static README: Mutex<()> = Mutex::new(());

/// Asserts that README has a text below the comment that says what it is made from. With
/// `UPDATE_README` in the environment, the text is written.
pub(crate) fn assert_made(from: &str, text: &str) {
    let _turn = README.lock();
    let begin = format!(
        "<!-- Made from {from}: UPDATE_README=1 cargo test -p tests --test diagnostics readme -->\n"
    );
    let path = root().join("README.md");
    let readme = fs::read_to_string(&path).unwrap();
    let (head, rest) = readme.split_once(&begin).expect("the begin of the table");
    let (_, tail) = rest.split_once(END).expect("the end of the table");
    let expected = format!("{head}{begin}\n{text}\n{END}{tail}");
    if env::var_os("UPDATE_README").is_some() {
        fs::write(&path, &expected).unwrap();
        return;
    }
    assert!(
        readme == expected,
        "README is stale: see its comment above the table"
    );
}
