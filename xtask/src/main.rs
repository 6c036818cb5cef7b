//! The command line of the generator, and the only code that touches the disk.

mod arguments;
mod checkout;
mod explain;
mod folder;
mod history;
mod import;
mod inputs;
mod lock;
mod plan;
mod print;
mod provenance;
mod regen;
mod rename;
mod stopwatch;

use std::io::{self, Write as _};
use std::process::ExitCode;

use arguments::Command;

const HELP: &str = "\
cargo xtask COMMAND

  regen                  write generated-sdk/src/generated/ from spec/
    --check              write nothing; show what is stale, and fail if anything is
    --spec FILE          generate from another description, into --out DIR;
    --overlay FILE       with these overlays, in this order
    --names FILE         with these naming rules
    --out DIR            what `generated/` would hold goes here
  import FILE            take over the facts of a vendor's description into spec/
    --paths PREFIX       only the paths that begin so; may be given more than once
    --url URL            where the file came from; one of GitHub or GitLab says the rest
    --repository TEXT    the repository that the file is in
    --path TEXT          where it is in there
    --revision TEXT      which revision of it this is
  spec                   print the description with its overlays applied, for other tools
  ir                     print the model; both take --spec, --overlay and --names
  rename OLD NEW         let overlays and spec/names.toml follow a rename of the vendor's: of a
                         name, of a prefix (OLD_ NEW_, or 'Old*' 'New*'), or of a property or a
                         value of schemas (SCHEMA.old SCHEMA.new, or A,B.old A,B.new)
    --overlay FILE       in these overlays instead
    --names FILE         in these naming rules
";

/// Why a command did not do what it was asked to.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The command line makes no sense.
    Usage(String),
    /// The input is wrong, or what is on the disk is stale; the text says all there is to say.
    Found(String),
    /// The disk said no.
    Disk(String),
}

fn main() -> ExitCode {
    let said = arguments::read().and_then(|command| match command {
        Command::Help => Ok(HELP.to_owned()),
        Command::Regen(regen) => regen::run(&regen),
        Command::Import(import) => import::run(&import),
        Command::Ir(source) => print::model(&source),
        Command::Spec(source) => print::spec(&source),
        Command::Rename(rename) => rename::run(&rename),
    });
    let (message, code) = match said.and_then(|text| say(&text)) {
        Ok(()) => return ExitCode::SUCCESS,
        Err(Failure::Usage(message)) => (format!("{message}\n\n{HELP}\n"), ExitCode::from(2)),
        Err(Failure::Found(text)) => (text, ExitCode::FAILURE),
        Err(Failure::Disk(message)) => (format!("{message}\n"), ExitCode::FAILURE),
    };
    // Where nobody reads it, the exit code is left.
    let _ = io::stderr().write_all(message.as_bytes());
    code
}

/// The only place that writes to standard output. A reader that has enough closes it, as `head`
/// does: that is no failure.
fn say(text: &str) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::Disk(format!("standard output: {error}")))
        }
        _ => Ok(()),
    }
}
