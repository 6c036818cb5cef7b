//! Generating, against no more than parsing the same YAML. `VENDOR_SPEC=FILE` adds another
//! description, which is generated from as it is.

use std::fs;
use std::time::Instant;

use codegen::{Input, Text, render};
use serde_yaml::Value;

use super::{Pair, repeated};

/// How often the stages are measured.
const ROUNDS: usize = 25;

pub(super) fn pairs() -> Vec<Pair> {
    let pairs = inputs().into_iter().map(|(name, input)| {
        let same = input.clone();
        Pair::new(
            name + "; parse",
            repeated(move || codegen::generate(&input).unwrap()),
            repeated(move || parse(&same)),
        )
    });
    pairs.collect()
}

/// Durations of each stage, and of the bare parse in the same round.
#[allow(dead_code, reason = "allocations are counted for the whole alone")]
pub(crate) fn stages(is_wanted: &dyn Fn(&str) -> bool) -> Vec<(String, Vec<(f64, f64)>)> {
    let mut rows: Vec<(String, Vec<(f64, f64)>)> = Vec::new();
    let inputs = inputs().into_iter();
    for (name, input) in inputs.filter(|(name, _)| is_wanted(name)) {
        for _ in 0..ROUNDS {
            let mut last = Instant::now();
            parse(&input);
            let theirs = last.elapsed().as_secs_f64();
            last = Instant::now();
            let mut stage = |stage: &str| {
                let now = Instant::now();
                let ours = (now - last).as_secs_f64();
                last = now;
                let name = format!("{name}, {stage}; parse");
                match rows.iter_mut().find(|row| row.0 == name) {
                    Some((_, samples)) => samples.push((ours, theirs)),
                    None => rows.push((name, vec![(ours, theirs)])),
                }
            };
            let api = codegen::model(&input, &mut stage).unwrap();
            let files = render::sdk(&api);
            stage("render, format");
            std::hint::black_box(files);
        }
    }
    rows
}

fn inputs() -> Vec<(String, Input)> {
    let mut inputs = vec![("generate: spec/".to_owned(), tests::input().clone())];
    if let Ok(name) = std::env::var("VENDOR_SPEC") {
        // Cargo runs this in the folder of the package, but the path is one of the caller's.
        let text = fs::read_to_string(tests::root().join(&name)).expect(&name);
        let spec = Text { name, text };
        let input = Input {
            spec,
            ..Input::default()
        };
        inputs.push(("generate: the vendor's file".to_owned(), input));
    }
    inputs
}

fn parse(input: &Input) {
    for text in input.texts().chain(&input.overlays) {
        std::hint::black_box(serde_yaml::from_str::<Value>(&text.text).unwrap());
    }
}
