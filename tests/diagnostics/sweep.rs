//! Whatever happens to a description, generation ends with files that are Rust or with a report
//! that says where: it never panics.

use std::panic::{AssertUnwindSafe, catch_unwind};

use codegen::diagnostic::{Document, Report};
use codegen::{Files, Input, facts, source};
use tests::input;

use crate::spec;

/// How many times the description is damaged.
const ROUNDS: usize = 300;

/// What stands where something else is expected.
const STRANGE: &[&str] = &[
    "null",
    "[]",
    "{}",
    "[null]",
    "7",
    "-1",
    "1e400",
    "99999999999999999999999",
    "true",
    "''",
    "' '",
    "'_'",
    "'{'",
    "'#/components/schemas/'",
    "'#/'",
    "\"\\u202e\\u0000\\n\"",
    "'é\u{301}💥ß'",
    "'*/ ]]> `'",
    "!tag x",
    "&a x",
    "*a",
    "{$ref: 3}",
    "{allOf: []}",
    "{type: array}",
    "{oneOf: [{}]}",
];

#[test]
fn nothing_makes_it_panic() {
    let text = slice();
    let files =
        outcome(&spec(&text)).unwrap_or_else(|report| panic!("{}", report.render(&spec(&text))));
    assert!(files.len() > 10, "the slice is too small");

    let mut dice = Dice(2_611_923_443);
    let (mut accepted, mut refused) = (0, 0);
    for round in 0..ROUNDS {
        let broken = spoil(&text, &mut dice);
        let input = spec(&broken);
        match catch_unwind(AssertUnwindSafe(|| outcome(&input))) {
            Ok(Ok(files)) => {
                accepted += 1;
                are_rust(&files);
            }
            Ok(Err(report)) => {
                refused += 1;
                says_where(&report, &input);
            }
            Err(_) => panic!("round {round} panics:\n{broken}"),
        }
    }
    assert!(
        accepted > ROUNDS / 20 && refused > ROUNDS / 4,
        "{accepted} accepted, {refused} refused: no good mixture"
    );
}

/// A part of the repository's description that is quick to generate from.
fn slice() -> String {
    let source = source::load(Document::Spec, &input().spec.text).expect("spec/ is YAML");
    let prefixes = ["/v1/b2b/scim", "/v1/b2b/rbac"].map(str::to_owned);
    let (tree, ..) = facts::extract(source, &prefixes).expect("these paths are there");
    source::write(&tree).expect("YAML")
}

pub(crate) fn outcome(input: &Input) -> Result<Files, Report> {
    codegen::generate(input)
}

pub(crate) fn are_rust(files: &Files) {
    for (path, text) in files {
        assert!(syn::parse_file(text).is_ok(), "{path} is not Rust:\n{text}");
    }
}

/// Each finding shows a place that is in the text, and says what to do.
fn says_where(report: &Report, input: &Input) {
    let text = report.render(input);
    let shown = report.diagnostics.len().min(50);
    let lines = input.spec.text.lines().count().max(1);
    let places = text
        .lines()
        .filter_map(|line| line.trim_start().strip_prefix("--> shop.yaml:"));
    let places: Vec<(usize, usize)> = places
        .filter_map(|place| place.split_once(':'))
        .map(|(line, column)| (line.parse().unwrap(), column.parse().unwrap()))
        .collect();
    assert_eq!(places.len(), shown, "{text}");
    assert!(
        places
            .iter()
            .all(|(line, column)| (1..=lines).contains(line) && *column > 0),
        "{text}"
    );
    assert_eq!(text.matches("= help: ").count(), shown, "{text}");
}

/// Spoils a text in one of the ways in which files get damaged.
fn spoil(text: &str, dice: &mut Dice) -> String {
    let mut lines: Vec<&str> = text.lines().collect();
    let at = dice.below(lines.len());
    let strange = STRANGE[dice.below(STRANGE.len())];
    let changed;
    match dice.below(6) {
        0 => {
            return String::from_utf8_lossy(&text.as_bytes()[..dice.below(text.len())])
                .into_owned();
        }
        1 => drop(lines.remove(at)),
        2 => lines.insert(at, lines[at]),
        3 => lines.swap(at, dice.below(text.lines().count())),
        // The key or the value of a line.
        choice => match lines[at].split_once(": ") {
            Some((key, value)) if choice == 4 => {
                let indent = &key[..key.len() - key.trim_start_matches([' ', '-']).len()];
                changed = format!("{indent}{strange}: {value}");
                lines[at] = &changed;
            }
            Some((key, _)) => {
                changed = format!("{key}: {strange}");
                lines[at] = &changed;
            }
            None => {
                changed = format!("{} {strange}", lines[at]);
                lines[at] = &changed;
            }
        },
    }
    lines.join("\n")
}

/// A linear congruential generator, the constants being those of MMIX: the same numbers in each
/// run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit.max(1)
    }
}
