//! `cargo xtask ir` and `cargo xtask spec`: what a stage makes of the input.

use crate::arguments::Source;
use crate::{Failure, inputs};

/// The checked model.
pub(crate) fn model(source: &Source) -> Result<String, Failure> {
    let input = inputs::read(source)?;
    let api =
        codegen::model(&input, &mut |_| {}).map_err(|report| Failure::wrong(report, &input))?;
    Ok(format!("{:#?}\n", &*api))
}

/// The corrected description.
pub(crate) fn spec(source: &Source) -> Result<String, Failure> {
    let input = inputs::read(source)?;
    codegen::corrected(&input).map_err(|report| Failure::wrong(report, &input))
}
