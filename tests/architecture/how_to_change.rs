//! The table of ARCHITECTURE.md that says which files a change is made in.

use std::fs;

use tests::root;

const HEAD: &str = "| I want to change … | Files, in order | Test |";

/// The inline code in a text.
fn code(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

#[test]
fn the_table_names_what_is_there() {
    let text = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let (_, table) = text.split_once(HEAD).expect("the table");
    let manifest = fs::read_to_string(root().join("tests/Cargo.toml")).unwrap();
    let rows = table
        .lines()
        .skip(2)
        .take_while(|line| line.starts_with('|'));
    let mut count = 0;
    for row in rows {
        let cells: Vec<&str> = row.trim_matches('|').split('|').collect();
        let [change, files, tests] = cells[..] else {
            panic!("{row}");
        };
        let paths: Vec<&str> = code(files).filter(|name| name.contains('/')).collect();
        assert!(!paths.is_empty(), "{change} names no file");
        for path in paths {
            assert!(root().join(path).exists(), "{change}: there is no {path}");
        }
        assert!(code(tests).count() > 0, "{change} names no test");
        for target in code(tests) {
            let target = format!("name = \"{target}\"");
            assert!(
                manifest.contains(&target),
                "{change}: no target has {target}"
            );
        }
        count += 1;
    }
    assert!(count >= 7, "{count} rows");
}
