//! The command line. The types are the parser and the help at once: a field is a flag, and its
//! comment is what `cargo xtask help COMMAND` says of it.

use std::path::PathBuf;

use clap::builder::NonEmptyStringValueParser;
use clap::{Args, Parser, Subcommand, ValueEnum};

/// Generates the SDK from the API description, and keeps the description up to date
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct CommandLine {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Write generated-sdk/src/generated/ and the test driver from spec/
    Regen(Regen),
    /// Run regen, then update all snapshots in tests/
    Accept(Accept),
    /// Import the facts of the vendor's description into spec/
    Import(Import),
    /// Compare two versions of the description, in Rust and on the wire
    Diff(Diff),
    /// Print the description with its overlays applied, for other tools
    Spec(Print),
    /// Print the model that the code is rendered from
    Ir(Print),
    /// Rename what the vendor renamed, in overlays and names.toml
    Rename(Rename),
    /// Delete what the vendor removed or corrected from overlays and names.toml
    Prune(Prune),
    /// List the codes of diagnostics, or explain one
    Codes(Codes),
}

/// How diagnostics are reported.
#[derive(Args, Clone, Copy, Default)]
pub(crate) struct ReportOptions {
    /// Report all diagnostics, not only the first ones
    #[arg(long)]
    pub all: bool,
    /// Print all diagnostics as JSON to standard output
    #[arg(long)]
    pub json: bool,
}

/// What code is generated from: `spec/` of this repository, or these files.
#[derive(Args)]
pub(crate) struct Inputs {
    /// Read this description instead of spec/; with NAME, the file takes the place of that source
    #[arg(long, value_name = "[NAME=]FILE", value_parser = NonEmptyStringValueParser::new())]
    pub spec: Vec<String>,
    /// Apply this overlay to it; several are applied in this order
    #[arg(long = "overlay", value_name = "FILE", requires = "spec")]
    pub overlays: Vec<PathBuf>,
    /// Use these naming rules
    #[arg(long, value_name = "FILE", requires = "spec")]
    pub names: Option<PathBuf>,
}

#[derive(Args)]
#[command(mut_arg("spec", |spec| spec.requires("out")))]
pub(crate) struct Regen {
    /// Write nothing; fail if a file is stale or a part of the API is undocumented
    #[arg(long)]
    pub check: bool,
    #[command(flatten)]
    pub inputs: Inputs,
    /// Write the generated code of --spec into this folder
    #[arg(long, value_name = "DIR", requires = "spec")]
    pub out: Option<PathBuf>,
    /// If names collide, write a names.toml that has the rules of --names and all proposed entries
    #[arg(long, value_name = "FILE")]
    pub write_names: Option<PathBuf>,
    /// Treat warnings as errors; always on for spec/
    #[arg(long)]
    strict: bool,
    #[command(flatten)]
    pub report: ReportOptions,
}

#[derive(Args)]
pub(crate) struct Accept {
    /// Test targets to run; all that have snapshots by default
    #[arg(value_name = "TARGET", value_parser = NonEmptyStringValueParser::new())]
    pub targets: Vec<String>,
    #[command(flatten)]
    pub report: ReportOptions,
}

#[derive(Args)]
pub(crate) struct Import {
    /// The vendor's description
    pub file: PathBuf,
    /// The source that the file is of; a new name adds a source [default: the first one]
    #[arg(long, value_name = "NAME", value_parser = NonEmptyStringValueParser::new())]
    pub source: Option<String>,
    /// Import only this path and those below it: `/a/` for those below it, `=/a` for the path alone;
    /// may be given more than once [default: as in the last import]
    #[arg(long = "paths", value_name = "PATH", value_parser = NonEmptyStringValueParser::new())]
    pub selection: Vec<String>,
    /// Where the file was published; a GitHub or GitLab URL implies the three options below
    #[arg(long, value_parser = NonEmptyStringValueParser::new())]
    pub url: Option<String>,
    /// The repository of the file
    #[arg(long, value_name = "URL", value_parser = NonEmptyStringValueParser::new())]
    pub repository: Option<String>,
    /// The path of the file in the repository
    #[arg(long, value_parser = NonEmptyStringValueParser::new())]
    pub path: Option<String>,
    /// The revision of the file
    #[arg(long, value_parser = NonEmptyStringValueParser::new())]
    pub revision: Option<String>,
    /// Treat warnings as errors
    #[arg(long)]
    pub strict: bool,
    #[command(flatten)]
    pub report: ReportOptions,
}

#[derive(Args)]
pub(crate) struct Diff {
    /// The old version: a git revision, a folder like spec/, or a file [default: HEAD]
    #[arg(value_parser = NonEmptyStringValueParser::new())]
    pub old: Option<String>,
    /// The new version [default: the working tree]
    #[arg(value_parser = NonEmptyStringValueParser::new())]
    pub new: Option<String>,
    /// Compare this source only: the others are as in the old version
    #[arg(long, value_name = "NAME", value_parser = NonEmptyStringValueParser::new())]
    pub source: Option<String>,
    /// Fail if a change has this severity or a higher one
    #[arg(long, value_name = "SEVERITY")]
    pub fail_on: Option<FailOn>,
    /// If both versions are files, apply this overlay; several are applied in this order
    #[arg(long = "overlay", value_name = "FILE")]
    pub overlays: Vec<PathBuf>,
    /// If both versions are files, use these naming rules
    #[arg(long, value_name = "FILE")]
    pub names: Option<PathBuf>,
    #[command(flatten)]
    pub report: ReportOptions,
}

/// The severity of a change that `diff` fails on.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum FailOn {
    // Programs no longer compile, or the change is an error on the wire.
    Breaking,
    // Programs compile, and do something else.
    Silent,
}

#[derive(Args)]
pub(crate) struct Print {
    #[command(flatten)]
    pub inputs: Inputs,
    /// Treat warnings as errors
    #[arg(long)]
    pub strict: bool,
    #[command(flatten)]
    pub report: ReportOptions,
}

#[derive(Args)]
pub(crate) struct Rename {
    /// A name, a prefix (api_v1_ or 'Old*'), or a property or value of schemas (SCHEMA.old, A,B.old)
    pub old: String,
    /// The same with the new name
    pub new: String,
    /// Edit this overlay instead of those in spec/; may be given more than once
    #[arg(long = "overlay", value_name = "FILE")]
    pub overlays: Vec<PathBuf>,
    /// Edit these naming rules instead of spec/names.toml
    #[arg(long, value_name = "FILE")]
    pub names: Option<PathBuf>,
    #[command(flatten)]
    pub report: ReportOptions,
}

#[derive(Args)]
pub(crate) struct Prune {
    /// Write nothing; list what would be deleted
    #[arg(long = "dry-run")]
    pub is_dry: bool,
    #[command(flatten)]
    pub inputs: Inputs,
    #[command(flatten)]
    pub report: ReportOptions,
}

#[derive(Args)]
pub(crate) struct Codes {
    /// A code, such as dangling-reference
    pub code: Option<String>,
}

/// Parses the arguments of the process. Prints help and exits if that is asked for; prints an
/// error and exits with 2 if the arguments are invalid.
pub(crate) fn parse() -> Command {
    CommandLine::parse().command
}

impl Command {
    /// How the diagnostics of a failure are reported.
    pub(crate) fn report(&self) -> ReportOptions {
        match self {
            Self::Regen(regen) => regen.report,
            Self::Accept(accept) => accept.report,
            Self::Import(import) => import.report,
            Self::Spec(print) | Self::Ir(print) => print.report,
            Self::Rename(rename) => rename.report,
            Self::Prune(prune) => prune.report,
            // Its JSON is the comparison.
            Self::Diff(diff) => ReportOptions {
                json: false,
                ..diff.report
            },
            Self::Codes(_) => ReportOptions::default(),
        }
    }

    /// Whether warnings are errors.
    pub(crate) fn is_strict(&self) -> bool {
        match self {
            Self::Regen(regen) => regen.is_strict(),
            Self::Import(import) => import.strict,
            Self::Spec(print) | Self::Ir(print) => print.strict,
            Self::Accept(_) => true,
            Self::Rename(_) | Self::Prune(_) | Self::Diff(_) | Self::Codes(_) => false,
        }
    }
}

impl Regen {
    /// `regen` of `spec/`.
    pub(crate) fn of_repository(report: ReportOptions) -> Self {
        Self {
            check: false,
            inputs: Inputs {
                spec: Vec::new(),
                overlays: Vec::new(),
                names: None,
            },
            out: None,
            write_names: None,
            strict: true,
            report,
        }
    }

    /// What this repository publishes has no warnings.
    pub(crate) fn is_strict(&self) -> bool {
        self.strict || self.inputs.spec.is_empty()
    }
}
