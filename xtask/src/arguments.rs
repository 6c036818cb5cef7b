//! The command line.

use std::ffi::OsString;
use std::path::PathBuf;

use codegen::report::Shown;
use lexopt::Arg::{self, Long, Short, Value};
use lexopt::{Parser, ValueExt as _};

use crate::Failure;

pub(crate) enum Command {
    Help,
    Regen(Regen),
    Import(Import),
    Ir(Source),
    Spec(Source),
    Rename(Rename),
    Prune(Prune),
    Diff(Diff),
    Codes(Option<String>),
}

/// How diagnostics are told.
#[derive(Clone, Copy, Default)]
pub(crate) struct Told {
    /// All of them, not the first ones and a number.
    pub all: bool,
    /// As JSON, to standard output.
    pub json: bool,
    /// Warnings as errors.
    pub strict: bool,
}

impl Told {
    /// How much of a report is shown.
    pub(crate) fn shown(self) -> Shown {
        match self.all {
            true => Shown::All,
            false => Shown::First,
        }
    }

    /// Takes an option that is about this.
    fn takes(&mut self, argument: &Arg<'_>) -> bool {
        match argument {
            Long("all") => self.all = true,
            Long("json") => self.json = true,
            _ => return false,
        }
        true
    }
}

impl Command {
    pub(crate) fn told(&self) -> Told {
        match self {
            Self::Help | Self::Codes(_) => Told::default(),
            Self::Regen(regen) => regen.source.told,
            Self::Import(import) => import.told,
            Self::Ir(source) | Self::Spec(source) => source.told,
            Self::Rename(rename) => rename.told,
            Self::Prune(prune) => prune.source.told,
            // Its JSON is the comparison.
            Self::Diff(diff) => Told {
                json: false,
                ..diff.told
            },
        }
    }
}

/// What is generated from.
#[derive(Default)]
pub(crate) struct Source {
    pub told: Told,
    pub spec: Option<PathBuf>,
    pub overlays: Vec<PathBuf>,
    pub names: Option<PathBuf>,
}

#[derive(Default)]
pub(crate) struct Regen {
    pub source: Source,
    pub out: Option<PathBuf>,
    pub check: bool,
    /// Where a `names.toml` goes that has the names of before, and all that the report proposes.
    pub write_names: Option<PathBuf>,
}

#[derive(Default)]
pub(crate) struct Import {
    pub told: Told,
    pub file: PathBuf,
    pub prefixes: Vec<String>,
    pub url: Option<String>,
    pub repository: Option<String>,
    pub path: Option<String>,
    pub revision: Option<String>,
}

pub(crate) struct Rename {
    pub told: Told,
    pub old: String,
    pub new: String,
    /// Files of one's own, in place of those of this repository.
    pub overlays: Vec<PathBuf>,
    pub names: Option<PathBuf>,
}

#[derive(Default)]
pub(crate) struct Prune {
    pub source: Source,
    /// Nothing is written.
    pub is_dry: bool,
}

/// What is compared.
#[derive(Default)]
pub(crate) struct Diff {
    pub told: Told,
    pub old: Option<String>,
    pub new: Option<String>,
    /// For descriptions that are files of their own.
    pub overlays: Vec<PathBuf>,
    pub names: Option<PathBuf>,
    pub fail_on: Option<FailOn>,
}

/// From what on a comparison fails.
#[derive(Clone, Copy)]
pub(crate) enum FailOn {
    Breaking,
    Silent,
}

pub(crate) fn read() -> Result<Command, Failure> {
    let mut parser = Parser::from_env();
    command(&mut parser).map_err(|error| Failure::Usage(error.to_string()))
}

fn command(parser: &mut Parser) -> Result<Command, lexopt::Error> {
    match parser.next()? {
        None | Some(Short('h') | Long("help")) => Ok(Command::Help),
        Some(Value(name)) => match name.string()?.as_str() {
            "help" => Ok(Command::Help),
            "regen" => regen(parser),
            "import" => import(parser),
            "ir" => source(parser, Command::Ir),
            "spec" => source(parser, Command::Spec),
            "rename" => rename(parser),
            "prune" => prune(parser),
            "diff" => diff(parser),
            "codes" => codes(parser),
            other => Err(format!("there is no command `{other}`").into()),
        },
        Some(other) => Err(other.unexpected()),
    }
}

fn regen(parser: &mut Parser) -> Result<Command, lexopt::Error> {
    let mut regen = Regen::default();
    while let Some(argument) = parser.next()? {
        match argument {
            Short('h') | Long("help") => return Ok(Command::Help),
            argument if regen.source.told.takes(&argument) => {}
            Long("check") => regen.check = true,
            Long("strict") => regen.source.told.strict = true,
            Long("write-names") => regen.write_names = Some(path(parser, "--write-names")?),
            Long("out") => regen.out = Some(path(parser, "--out")?),
            Long("spec") => regen.source.spec = Some(path(parser, "--spec")?),
            Long("overlay") => regen.source.overlays.push(path(parser, "--overlay")?),
            Long("names") => regen.source.names = Some(path(parser, "--names")?),
            other => return Err(other.unexpected()),
        }
    }
    match (&regen.source.spec, &regen.out) {
        (Some(_), None) => {
            Err("`--spec FILE` needs `--out DIR`: generated-sdk/ belongs to spec/".into())
        }
        (None, Some(_)) => Err("`--out DIR` needs `--spec FILE`".into()),
        (None, None) if !regen.source.overlays.is_empty() || regen.source.names.is_some() => Err(
            "`--overlay` and `--names` go with `--spec FILE --out DIR`; spec/ has its own".into(),
        ),
        _ => {
            // What this repository publishes has no warnings.
            regen.source.told.strict |= regen.source.spec.is_none();
            Ok(Command::Regen(regen))
        }
    }
}

fn import(parser: &mut Parser) -> Result<Command, lexopt::Error> {
    let mut import = Import::default();
    let mut file = None;
    while let Some(argument) = parser.next()? {
        match argument {
            Short('h') | Long("help") => return Ok(Command::Help),
            argument if import.told.takes(&argument) => {}
            Long("strict") => import.told.strict = true,
            Long("paths") => import.prefixes.push(parser.value()?.string()?),
            Long("url") => import.url = Some(said(parser, "--url")?),
            Long("repository") => import.repository = Some(said(parser, "--repository")?),
            Long("path") => import.path = Some(said(parser, "--path")?),
            Long("revision") => import.revision = Some(said(parser, "--revision")?),
            Value(path) if file.is_none() => file = Some(not_empty(path, "FILE")?),
            other => return Err(other.unexpected()),
        }
    }
    import.file = file.ok_or("`import` needs the vendor's file")?;
    Ok(Command::Import(import))
}

/// A command that reads what generation reads, and writes nothing.
fn source(parser: &mut Parser, command: fn(Source) -> Command) -> Result<Command, lexopt::Error> {
    let mut source = Source::default();
    while let Some(argument) = parser.next()? {
        match argument {
            Short('h') | Long("help") => return Ok(Command::Help),
            argument if source.told.takes(&argument) => {}
            Long("strict") => source.told.strict = true,
            Long("spec") => source.spec = Some(path(parser, "--spec")?),
            Long("overlay") => source.overlays.push(path(parser, "--overlay")?),
            Long("names") => source.names = Some(path(parser, "--names")?),
            other => return Err(other.unexpected()),
        }
    }
    Ok(command(source))
}

fn rename(parser: &mut Parser) -> Result<Command, lexopt::Error> {
    let (mut words, mut overlays, mut names) = (Vec::new(), Vec::new(), None);
    let mut told = Told::default();
    while let Some(argument) = parser.next()? {
        match argument {
            Short('h') | Long("help") => return Ok(Command::Help),
            argument if told.takes(&argument) => {}
            Long("overlay") => overlays.push(path(parser, "--overlay")?),
            Long("names") => names = Some(path(parser, "--names")?),
            Value(word) if words.len() < 2 => words.push(word.string()?),
            other => return Err(other.unexpected()),
        }
    }
    let [old, new] = <[String; 2]>::try_from(words)
        .map_err(|_| "`rename` needs the old name and the new one")?;
    Ok(Command::Rename(Rename {
        told,
        old,
        new,
        overlays,
        names,
    }))
}

fn prune(parser: &mut Parser) -> Result<Command, lexopt::Error> {
    let mut prune = Prune::default();
    while let Some(argument) = parser.next()? {
        match argument {
            Short('h') | Long("help") => return Ok(Command::Help),
            argument if prune.source.told.takes(&argument) => {}
            Long("dry-run") => prune.is_dry = true,
            Long("spec") => prune.source.spec = Some(path(parser, "--spec")?),
            Long("overlay") => prune.source.overlays.push(path(parser, "--overlay")?),
            Long("names") => prune.source.names = Some(path(parser, "--names")?),
            other => return Err(other.unexpected()),
        }
    }
    if prune.source.spec.is_none()
        && (!prune.source.overlays.is_empty() || prune.source.names.is_some())
    {
        return Err("`--overlay` and `--names` go with `--spec FILE`; spec/ has its own".into());
    }
    Ok(Command::Prune(prune))
}

fn diff(parser: &mut Parser) -> Result<Command, lexopt::Error> {
    let mut diff = Diff::default();
    while let Some(argument) = parser.next()? {
        match argument {
            Short('h') | Long("help") => return Ok(Command::Help),
            argument if diff.told.takes(&argument) => {}
            Long("overlay") => diff.overlays.push(path(parser, "--overlay")?),
            Long("names") => diff.names = Some(path(parser, "--names")?),
            Long("fail-on") => {
                diff.fail_on = Some(match said(parser, "--fail-on")?.as_str() {
                    "breaking" => FailOn::Breaking,
                    "silent" => FailOn::Silent,
                    other => {
                        return Err(format!(
                            "`--fail-on` takes `breaking` or `silent`, not `{other}`"
                        )
                        .into());
                    }
                });
            }
            Value(old) if diff.old.is_none() => diff.old = Some(version(old)?),
            Value(new) if diff.new.is_none() => diff.new = Some(version(new)?),
            other => return Err(other.unexpected()),
        }
    }
    Ok(Command::Diff(diff))
}

fn codes(parser: &mut Parser) -> Result<Command, lexopt::Error> {
    let mut code = None;
    while let Some(argument) = parser.next()? {
        match argument {
            Short('h') | Long("help") => return Ok(Command::Help),
            Value(name) if code.is_none() => code = Some(name.string()?),
            other => return Err(other.unexpected()),
        }
    }
    Ok(Command::Codes(code))
}

fn version(said: OsString) -> Result<String, lexopt::Error> {
    let said = said.string()?;
    if said.is_empty() {
        return Err("an empty argument names no version".into());
    }
    Ok(said)
}

fn path(parser: &mut Parser, option: &str) -> Result<PathBuf, lexopt::Error> {
    not_empty(parser.value()?, option)
}

fn said(parser: &mut Parser, option: &str) -> Result<String, lexopt::Error> {
    let text = parser.value()?.string()?;
    if text.is_empty() {
        return Err(format!("`{option}` is empty").into());
    }
    Ok(text)
}

/// An empty path is mostly a variable of a script that was never set. As a folder it would be the
/// one that the command is run in.
fn not_empty(path: OsString, option: &str) -> Result<PathBuf, lexopt::Error> {
    if path.is_empty() {
        return Err(format!("`{option}` is empty").into());
    }
    Ok(path.into())
}
