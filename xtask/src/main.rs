//! The command line of the generator, and the only code that touches the disk.

mod arguments;
mod changes;
mod checkout;
mod codes;
mod diff;
mod digest;
mod done;
mod explain;
mod failure;
mod folder;
mod history;
mod import;
mod inputs;
mod lock;
mod plan;
mod print;
mod provenance;
mod prune;
mod regen;
mod rename;
mod stopwatch;
mod versions;

use std::io::{self, Write as _};
use std::process::ExitCode;

use arguments::{Command, Told};
use done::Done;
pub(crate) use failure::Failure;

const HELP: &str = "\
cargo xtask COMMAND

  regen                  write generated-sdk/src/generated/ from spec/
    --check              write nothing; show what is stale, and fail if anything is
    --spec FILE          generate from another description, into --out DIR;
    --overlay FILE       with these overlays, in this order
    --names FILE         with these naming rules
    --out DIR            what `generated/` would hold goes here
    --write-names FILE   if names collide, write a names.toml that tells them apart: what --names
                         has, with all entries that the report proposes
  import FILE            take over the facts of a vendor's description into spec/
    --paths PREFIX       only the paths that begin so; may be given more than once
    --url URL            where the file came from; one of GitHub or GitLab says the rest
    --repository TEXT    the repository that the file is in
    --path TEXT          where it is in there
    --revision TEXT      which revision of it this is
  diff [OLD] [NEW]       what changes from one version to another, for programs and on the wire;
                         without OLD what is committed, without NEW the working tree; each is a
                         revision, a folder like spec/, or a file
    --fail-on LEVEL      fail if there are changes that are `breaking`, or `silent`
    --overlay FILE       where both are files: with these overlays, in this order
    --names FILE         and with these naming rules
  spec                   print the description with its overlays applied, for other tools
  ir                     print the model; both take --spec, --overlay and --names
  rename OLD NEW         let overlays and spec/names.toml follow a rename of the vendor's: of a
                         name, of a prefix (OLD_ NEW_, or 'Old*' 'New*'), or of a property or a
                         value of schemas (SCHEMA.old SCHEMA.new, or A,B.old A,B.new)
    --overlay FILE       in these overlays instead
    --names FILE         in these naming rules
  prune                  delete from overlays and spec/names.toml what leads to what the vendor
                         removed, and what changes nothing any more
    --dry-run            write nothing; show what would be deleted
    --spec FILE          for another description;
    --overlay FILE       from these overlays
    --names FILE         and from these naming rules

  codes [CODE]           list the codes of diagnostics, or explain one

regen, import, ir and spec take
  --strict               treat warnings as errors; `regen` of spec/ always does

All of them take
  --all                  show all diagnostics, and not the first ones and their number
  --json                 print all diagnostics as JSON to standard output
";

fn main() -> ExitCode {
    let command = match arguments::read() {
        Ok(command) => command,
        Err(failure) => return failure.tell(Told::default()),
    };
    let told = command.told();
    let said = match &command {
        Command::Help => say(HELP),
        Command::Regen(regen) => regen::run(regen).and_then(|done| done.report(told)),
        Command::Import(import) => import::run(import).and_then(|done| done.report(told)),
        Command::Ir(source) => print::model(source).and_then(|done| done.print(told)),
        Command::Spec(source) => print::spec(source).and_then(|done| done.print(told)),
        Command::Rename(rename) => {
            rename::run(rename).and_then(|text| Done::from(text).report(told))
        }
        Command::Prune(prune) => prune::run(prune).and_then(|text| Done::from(text).report(told)),
        Command::Diff(diff) => diff::run(diff),
        Command::Codes(code) => codes::run(code.as_deref()),
    };
    match said {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.tell(told),
    }
}

/// Writes to standard error. Where nobody reads it, the exit code is left.
pub(crate) fn note(text: &str) {
    let _ = io::stderr().write_all(text.as_bytes());
}

/// The only place that writes to standard output. A reader that has enough closes it, as `head`
/// does: that is no failure.
pub(crate) fn say(text: &str) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::Disk(format!("standard output: {error}")))
        }
        _ => Ok(()),
    }
}
