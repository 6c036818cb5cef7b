//! Adding the crate to a program changes nothing else in it: small programs are built and run with
//! the crate and without it.
//!
//! Cargo builds a package once, with the features that all parts of a program ask for, so what this
//! crate switches on is on for everybody. Building takes minutes and needs the registry, so the test
//! runs when it is asked for: `cargo test -p tests --test unification -- --ignored`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What a program uses of rustls.
const RUSTLS: &str = "let _ = rustls::ClientConfig::builder();";
const REQWEST: &str = "reqwest::Client::builder().build().unwrap();";

/// What the README says about a program that has rustls with another provider.
const TWO_PROVIDERS: &str = "Could not automatically determine the process-level CryptoProvider";

struct Program {
    name: &'static str,
    dependencies: &'static str,
    body: &'static str,
    /// The features of this crate, where the default ones are not taken.
    features: Option<&'static str>,
    /// What it ends with when the crate is added, if not as it did before.
    breaks: Option<&'static str>,
}

const PROGRAMS: [Program; 10] = [
    Program {
        name: "rustls by default",
        dependencies: r#"rustls = "0.23""#,
        body: RUSTLS,
        features: None,
        breaks: Some(TWO_PROVIDERS),
    },
    Program {
        name: "rustls by default, and the README's first remedy",
        dependencies: r#"rustls = "0.23""#,
        body: RUSTLS,
        features: Some(r#""aws-lc-rs", "jwt", "rustls", "tls12", "tracing""#),
        breaks: None,
    },
    Program {
        name: "rustls by default, and the README's second remedy",
        dependencies: r#"rustls = "0.23""#,
        body: "rustls::crypto::aws_lc_rs::default_provider().install_default().unwrap();
               let _ = rustls::ClientConfig::builder();",
        features: None,
        breaks: None,
    },
    Program {
        name: "an installed provider, and none of this crate",
        dependencies: r#"rustls = "0.23""#,
        body: "rustls::crypto::aws_lc_rs::default_provider().install_default().unwrap();
               let _ = rustls::ClientConfig::builder();",
        features: Some(r#""rustls", "tls12""#),
        breaks: None,
    },
    Program {
        name: "rustls with ring alone",
        dependencies: r#"rustls = { version = "0.23", default-features = false, features = ["ring", "std", "tls12"] }"#,
        body: RUSTLS,
        features: None,
        breaks: None,
    },
    Program {
        name: "rustls with ring alone and TLS 1.3 alone",
        dependencies: r#"rustls = { version = "0.23", default-features = false, features = ["ring", "std"] }"#,
        body: r#"println!("{}", rustls::ALL_VERSIONS.len());"#,
        features: Some(r#""ring", "rustls", "tracing""#),
        breaks: None,
    },
    Program {
        name: "reqwest without TLS",
        dependencies: r#"reqwest = { version = "0.13", default-features = false }"#,
        body: REQWEST,
        features: None,
        breaks: None,
    },
    Program {
        name: "reqwest by default",
        dependencies: r#"reqwest = "0.13""#,
        body: REQWEST,
        features: None,
        breaks: None,
    },
    Program {
        name: "ureq, which uses rustls",
        dependencies: r#"ureq = "3""#,
        body: r#"let error = ureq::get("https://127.0.0.1:9").call().unwrap_err();
                 println!("{}", matches!(error, ureq::Error::Io(_)));"#,
        features: None,
        breaks: None,
    },
    Program {
        name: "free-form JSON",
        dependencies: r#"serde_json = "1""#,
        body: r#"let value: serde_json::Value = serde_json::from_str("{\"b\":0.1234567890123456,\"a\":1e2}").unwrap();
                 println!("{value} {:?}", value["b"]);"#,
        features: None,
        breaks: None,
    },
];

/// Needs the headers of OpenSSL, so it is left out where it does not build without the crate.
const NATIVE_TLS: Program = Program {
    name: "reqwest with native-tls",
    dependencies: r#"reqwest = { version = "0.13", default-features = false, features = ["native-tls"] }"#,
    body: REQWEST,
    features: None,
    breaks: None,
};

#[test]
#[ignore = "builds two dozen programs"]
fn the_crate_changes_nothing_else_in_a_program() {
    for program in &PROGRAMS {
        let before = run(program, false).unwrap_or_else(|log| panic!("{}: {log}", program.name));
        compare(program, &before);
    }
    match run(&NATIVE_TLS, false) {
        Ok(before) => compare(&NATIVE_TLS, &before),
        Err(_) => println!("{}: left out", NATIVE_TLS.name),
    }
}

fn compare(program: &Program, before: &str) {
    let after = run(program, true).unwrap_or_else(|log| panic!("{}: {log}", program.name));
    match program.breaks {
        None => assert_eq!(before, after, "{}", program.name),
        Some(message) => {
            assert!(!before.contains(message), "{}: {before}", program.name);
            assert!(after.contains(message), "{}: {after}", program.name);
        }
    }
}

/// What a program prints and how it ends, or why it cannot be built.
fn run(program: &Program, with_crate: bool) -> Result<String, String> {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("unification");
    let folder = root.join("program");
    fs::create_dir_all(folder.join("src")).unwrap();
    let crate_line = if with_crate {
        let path = tests::root().join("generated-sdk");
        let features = program.features.map_or(String::new(), |features| {
            format!(", default-features = false, features = [{features}]")
        });
        format!("stytch-b2b = {{ path = {path:?}{features} }}\n")
    } else {
        String::new()
    };
    let manifest = format!(
        "[package]\nname = \"program\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n[profile.dev]\ndebug = false\n\n[dependencies]\n{}\n{crate_line}",
        program.dependencies
    );
    // With the crate, its client must work as well.
    let client = if with_crate {
        "stytch_b2b::Client::new(\"project-test-1\", \"secret-test-1\").unwrap();"
    } else {
        ""
    };
    let source = format!("fn main() {{\n    {}\n    {client}\n}}\n", program.body);
    fs::write(folder.join("Cargo.toml"), manifest).unwrap();
    fs::write(folder.join("src/main.rs"), source).unwrap();
    // The versions that this workspace builds with, where it has them.
    fs::copy(tests::root().join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    let cargo = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO"));
        command.args(arguments).current_dir(&folder);
        command.env("CARGO_TARGET_DIR", root.join("target"));
        command.output().unwrap()
    };
    let built = cargo(&["build", "--quiet"]);
    if !built.status.success() {
        return Err(String::from_utf8_lossy(&built.stderr).into_owned());
    }
    let binary: PathBuf = root.join("target/debug/program");
    let output = Command::new(binary)
        .env_remove("RUST_BACKTRACE")
        .output()
        .unwrap();
    let printed = [&output.stdout[..], &output.stderr[..]].concat();
    // The number of the thread differs from run to run.
    let printed = String::from_utf8_lossy(&printed).into_owned();
    Ok(format!("{printed}{:?}", output.status.code()))
}
