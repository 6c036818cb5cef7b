//! Explains a failure by the earlier description. Only a run that fails looks for one.

use codegen::diagnostic::Report;
use codegen::{Input, removals};

use crate::arguments::Inputs;
use crate::checkout;
use crate::failure::{Diagnosed, Failure};
use crate::input::git::Git;
use crate::input::{self, version};

/// The failure of `input`. If git has an earlier version of the description, the report is what
/// `run` returns when it knows that version; else it is `report`.
pub(crate) fn failure(
    inputs: &Inputs,
    input: &Input,
    report: Report,
    run: impl FnOnce(&Input) -> Option<Report>,
) -> Failure {
    let explained = before(inputs, input).and_then(|before| {
        let input = Input {
            before: Some(Box::new(before)),
            ..input.clone()
        };
        Some((run(&input)?, input))
    });
    let (report, input) = explained.unwrap_or_else(|| (report, input.clone()));
    Failure::Input(Box::new(Diagnosed {
        before: String::new(),
        after: repaired_by_prune(removals::certain(&input)),
        report,
        input,
    }))
}

fn repaired_by_prune(count: usize) -> String {
    match count {
        0 => String::new(),
        count => format!(
            "`cargo xtask prune` repairs {count} of these: what the vendor removed, or corrected itself\n"
        ),
    }
}

/// The sources before these, if git has them: the last version in which one of them differs.
pub(crate) fn before(inputs: &Inputs, input: &Input) -> Option<Input> {
    let mut before = match input::whole_file(inputs) {
        Some(file) => {
            let git = Git::of(file.parent().unwrap_or(&file));
            let path = file.file_name()?.to_str()?.to_owned();
            let text = git.last(std::slice::from_ref(&path), |revision| {
                let text = git.show(revision, &path)?;
                (text != input.spec.text).then_some(text)
            })?;
            let mut sources = input.sources();
            sources.spec.text = text;
            sources
        }
        None => {
            let git = Git::of(&checkout::root().ok()?);
            let additions = input.additions.iter();
            let additions = additions.map(|addition| checkout::facts_of(&addition.name));
            let paths: Vec<String> = [checkout::SPEC.to_owned()]
                .into_iter()
                .chain(additions)
                .collect();
            git.last(&paths, |revision| {
                let sources = version::sources(&git, revision)?;
                let texts = |input: &Input| -> Vec<String> {
                    input.texts().map(|text| text.text.clone()).collect()
                };
                (texts(&sources) != texts(input)).then_some(sources)
            })?
        }
    };
    before.spec.name += " before";
    for addition in &mut before.additions {
        addition.text.name += " before";
    }
    Some(before)
}
