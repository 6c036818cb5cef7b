//! Descriptions that are nearly right: whatever they say, generation ends with files that parse, or
//! with a report.
//!
//! `FUZZ_CASES=100000 FUZZ_SEED=7 cargo test --release -p tests --test fuzz` takes more of them, and
//! others. `FUZZ_CASE=12345` shows a single one, and takes it. With `FUZZ_KEEP=DIR` a sample of what
//! is generated is written there, for a compiler.
//!
//! The cases are taken by child processes, since a stack that overflows ends a process.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod case;
mod mutate;

use std::env;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use case::{Seeds, check};

/// How long one case may take on a busy machine.
const LIMIT: Duration = Duration::from_secs(60);

fn number(name: &str) -> Option<u64> {
    env::var(name).ok()?.parse().ok()
}

#[test]
fn whatever_it_says_generation_ends() {
    let seed = number("FUZZ_SEED").unwrap_or(1);
    if let Some(case) = number("FUZZ_CASE") {
        let input = Seeds::read(&tests::root()).case(seed, case);
        input.texts().for_each(|text| println!("{}", text.text));
        return assert_eq!(check(&input).map(|_| ()), Ok(()));
    }
    if let (Some(from), Some(to)) = (number("FUZZ_FROM"), number("FUZZ_TO")) {
        return take(seed, from, to);
    }
    let cases = number("FUZZ_CASES").unwrap_or(400);
    let workers = thread::available_parallelism().map_or(1, |count| count.get() as u64);
    let share = cases.div_ceil(workers);
    let workers: Vec<_> = (0..workers)
        .map(|worker| {
            let (from, to) = (worker * share, cases.min((worker + 1) * share));
            thread::spawn(move || watch(from, to))
        })
        .collect();
    let wrong = workers
        .into_iter()
        .flat_map(|worker| worker.join().unwrap());
    let wrong: Vec<String> = wrong.collect();
    assert!(wrong.is_empty(), "FUZZ_SEED={seed}\n{}", wrong.join("\n"));
}

/// Takes cases, and says which one it begins.
fn take(seed: u64, from: u64, to: u64) {
    let seeds = Seeds::read(&tests::root());
    for case in from..to {
        eprintln!("case {case}");
        match check(&seeds.case(seed, case)) {
            Ok(Some(files)) if case.is_multiple_of(50) => keep(case, &files),
            Ok(_) => {}
            Err(why) => eprintln!("wrong {case}: {why}"),
        }
    }
    eprintln!("done");
}

fn keep(case: u64, files: &codegen::Files) {
    let Ok(folder) = env::var("FUZZ_KEEP") else {
        return;
    };
    for (path, code) in files {
        let path = Path::new(&folder).join(case.to_string()).join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).unwrap();
        std::fs::write(path, code).unwrap();
    }
}

/// Lets a child take cases, and another one go on behind each that ends it.
fn watch(mut from: u64, to: u64) -> Vec<String> {
    let mut wrong = Vec::new();
    while from < to {
        let mut child = Command::new(env::current_exe().unwrap())
            .args(["whatever_it_says_generation_ends", "--exact", "--nocapture"])
            .env("FUZZ_FROM", from.to_string())
            .env("FUZZ_TO", to.to_string())
            .env("RUST_BACKTRACE", "0")
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("this test again");
        let lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let (sender, receiver) = channel();
        let reader = thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                let _ = sender.send(line);
            }
        });
        let mut said = Vec::new();
        let is_hung = loop {
            match receiver.recv_timeout(LIMIT) {
                Ok(line) if line.starts_with("case ") => {
                    from = line[5..].parse().expect("a number");
                    said.clear();
                }
                Ok(line) if line == "done" => {
                    from = to;
                    break false;
                }
                Ok(line) if line.starts_with("wrong ") => wrong.push(line),
                Ok(line) => said.push(line),
                Err(RecvTimeoutError::Timeout) => break true,
                Err(RecvTimeoutError::Disconnected) => break false,
            }
        };
        if is_hung {
            child.kill().unwrap();
        }
        child.wait().unwrap();
        reader.join().unwrap();
        if from < to {
            let how = if is_hung { "hangs" } else { "ends the process" };
            wrong.push(format!("wrong {from}: {how}: {}", said.join(" ")));
            from += 1;
        }
    }
    wrong
}
