//! `cargo xtask ir` and `cargo xtask spec`: print what a stage makes of the input.

use codegen::Input;

use crate::arguments::Print;
use crate::failure::Failure;
use crate::report::Outcome;
use crate::{explain, input};

/// The checked model.
pub(crate) fn model(print: &Print) -> Result<Outcome, Failure> {
    let input = input::read(&print.inputs)?;
    let model = |input: &Input| codegen::model(input, &mut |_| {});
    let api = model(&input).map_err(|report| {
        explain::failure(&print.inputs, &input, report, |input| model(input).err())
    })?;
    Ok(Outcome {
        text: format!("{:#?}\n", &*api),
        ..Outcome::new(api.warnings(), &input, print.strict)?
    })
}

/// The corrected description.
pub(crate) fn spec(print: &Print) -> Result<Outcome, Failure> {
    let input = input::read(&print.inputs)?;
    let (text, warnings) = codegen::corrected(&input).map_err(|report| {
        explain::failure(&print.inputs, &input, report, |input| {
            codegen::corrected(input).err()
        })
    })?;
    Ok(Outcome {
        text,
        ..Outcome::new(warnings, &input, print.strict)?
    })
}
