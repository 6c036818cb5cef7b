//! `cargo xtask ir`.

use crate::arguments::Source;
use crate::{Failure, inputs};

/// Prints the checked model.
pub(crate) fn print(source: &Source) -> Result<(), Failure> {
    let input = inputs::read(source)?;
    let api = codegen::model(&input, &mut |_| {})
        .map_err(|report| Failure::Found(report.render(&input)))?;
    println!("{:#?}", &*api);
    Ok(())
}
