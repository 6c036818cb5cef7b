//! `cargo xtask ir` and `cargo xtask spec`: what a stage makes of the input.

use codegen::Input;

use crate::arguments::Source;
use crate::done::Done;
use crate::{Failure, explain, inputs};

/// The checked model.
pub(crate) fn model(source: &Source) -> Result<Done, Failure> {
    let input = inputs::read(source)?;
    let model = |input: &Input| codegen::model(input, &mut |_| {});
    let api = model(&input)
        .map_err(|report| explain::failure(source, &input, report, |input| model(input).err()))?;
    Ok(Done {
        text: format!("{:#?}\n", &*api),
        ..Done::new(api.warnings(), &input, source.told)?
    })
}

/// The corrected description.
pub(crate) fn spec(source: &Source) -> Result<Done, Failure> {
    let input = inputs::read(source)?;
    let (text, warnings) = codegen::corrected(&input).map_err(|report| {
        explain::failure(source, &input, report, |input| {
            codegen::corrected(input).err()
        })
    })?;
    Ok(Done {
        text,
        ..Done::new(warnings, &input, source.told)?
    })
}
