//! One case: a description that is nearly right, and what has to hold whatever it is.

use std::fs;
use std::path::Path;

use codegen::diagnostic::Document;
use codegen::report::Shown;
use codegen::source::load;
use codegen::{Addition, Input, Text};
use fastrand::Rng;
use serde_json::Value;

use crate::mutate;

/// What cases are made from.
pub(crate) struct Seeds {
    small: Vec<(Input, Value)>,
    real: (Input, Value),
}

impl Seeds {
    /// The descriptions of the tests, and the real one.
    pub(crate) fn read(root: &Path) -> Self {
        let below = |folder: &str| {
            let entries = fs::read_dir(root.join(folder)).expect("a folder of the repository");
            entries.map(|entry| entry.expect("an entry").path())
        };
        let fixtures = below("tests/fixtures").map(|folder| folder.join("description.yaml"));
        let mut files: Vec<_> = fixtures.filter(|file| file.is_file()).collect();
        files.extend(below("tests/diagnostics"));
        files.retain(|file| {
            file.extension()
                .is_some_and(|extension| extension == "yaml")
        });
        files.sort();
        let text = |path: &Path| Text {
            name: path
                .file_name()
                .expect("a name")
                .to_string_lossy()
                .into_owned(),
            text: fs::read_to_string(path).expect("a file of the repository"),
        };
        let small = files.iter().map(|file| Input {
            spec: text(file),
            ..Input::default()
        });
        let real = tests::input().clone();
        let with_tree = |input: Input| {
            let tree = load(Document::Spec, &input.spec.text).expect("YAML").tree;
            (input, tree)
        };
        Self {
            small: small.map(with_tree).collect(),
            real: with_tree(real),
        }
    }

    /// The case of a number.
    pub(crate) fn case(&self, seed: u64, number: u64) -> Input {
        let mut random = Rng::with_seed(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ number);
        let (input, tree) = match number % 200 {
            199 => &self.real,
            _ => &self.small[random.usize(0..self.small.len())],
        };
        let mut input = input.clone();
        let text = &mut input.spec.text;
        match random.u8(0..8) {
            0..=4 => {
                let tree = mutate::tree(tree, &mut random);
                *text = match random.bool() {
                    true => tree.to_string(),
                    false => format!("{tree:#}"),
                };
            }
            5 => *text = mutate::bytes(&tree.to_string(), &mut random),
            6 if input.names.is_some() => {
                let (name, overlay) = (input.names.as_mut(), random.usize(0..input.overlays.len()));
                match (random.bool(), name) {
                    (true, Some(names)) => names.text = mutate::bytes(&names.text, &mut random),
                    _ => {
                        let overlay = &mut input.overlays[overlay].text;
                        *overlay = mutate::bytes(overlay, &mut random);
                    }
                }
            }
            _ => *text = mutate::bytes(text, &mut random),
        }
        // A second source: another description, or the same before it was changed.
        if number.is_multiple_of(4) {
            let other = &self.small[random.usize(0..self.small.len())].0.spec;
            let spec = tree.to_string();
            input.additions.push(Addition {
                name: "other".to_owned(),
                text: match random.bool() {
                    true => other.clone(),
                    false => Text {
                        name: "other.json".to_owned(),
                        text: spec,
                    },
                },
                paths: Vec::new(),
            });
        }
        input
    }
}

/// What is generated parses; what is refused has a report. Returns the files, if there are any.
pub(crate) fn check(input: &Input) -> Result<Option<codegen::Files>, String> {
    match codegen::generate(input) {
        Ok(files) => {
            for (path, code) in &files {
                syn::parse_file(code).map_err(|error| format!("{path} is no Rust: {error}"))?;
            }
            Ok(Some(files))
        }
        Err(report) => {
            if report.diagnostics.is_empty() {
                return Err("refused without a diagnostic".to_owned());
            }
            if let Some(found) = report
                .diagnostics
                .iter()
                .find(|found| found.code.name() == "conservation")
            {
                return Err(format!("a fault of the generator: {}", found.message));
            }
            let shown = report.render_as(input, Shown::All);
            let is_hidden =
                |c: char| c.is_control() && c != '\n' || matches!(c, '\u{202a}'..='\u{202e}');
            match shown.contains(is_hidden) || report.json(input).is_empty() {
                true => Err("the report steers a terminal".to_owned()),
                false => Ok(None),
            }
        }
    }
}
