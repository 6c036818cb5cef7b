//! The command line of the generator, and the only code that touches the disk.
//!
//! A command goes one way: [`arguments`] are parsed, [`input`] is read, `codegen` makes texts of
//! it, and [`disk`] plans and writes the difference.

mod arguments;
mod changes;
mod checkout;
mod command;
mod digest;
mod disk;
mod explain;
mod facts;
mod failure;
mod input;
mod report;
mod stopwatch;
mod terminal;

use std::process::ExitCode;

use arguments::Command;
use failure::Failure;

fn main() -> ExitCode {
    let command = arguments::parse();
    match run(&command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) if command.is_strict() => failure.strict().report(command.report()),
        Err(failure) => failure.report(command.report()),
    }
}

fn run(command: &Command) -> Result<(), Failure> {
    let options = command.report();
    match command {
        Command::Regen(regen) => command::regen::run(regen)?.report(options),
        Command::Accept(accept) => command::accept::run(accept)?.report(options),
        Command::Import(import) => command::import::run(import)?.report(options),
        Command::Ir(print) => command::print::model(print)?.print(options),
        Command::Spec(print) => command::print::spec(print)?.print(options),
        Command::Rename(rename) => command::rename::run(rename)?.report(options),
        Command::Prune(prune) => command::prune::run(prune)?.report(options),
        Command::Diff(diff) => command::diff::run(diff),
        Command::Codes(codes) => command::codes::run(codes),
    }
}
