//! `cargo xtask ir` and `cargo xtask spec`: what a stage makes of the input.

use crate::arguments::Source;
use crate::{Failure, inputs};

/// Prints the checked model.
pub(crate) fn model(source: &Source) -> Result<(), Failure> {
    let input = inputs::read(source)?;
    let api = codegen::model(&input, &mut |_| {})
        .map_err(|report| Failure::Found(report.render(&input)))?;
    println!("{:#?}", &*api);
    Ok(())
}

/// Prints the corrected description.
pub(crate) fn spec(source: &Source) -> Result<(), Failure> {
    let input = inputs::read(source)?;
    let text =
        codegen::corrected(&input).map_err(|report| Failure::Found(report.render(&input)))?;
    print!("{text}");
    Ok(())
}
