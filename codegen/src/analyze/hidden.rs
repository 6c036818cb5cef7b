//! `x-hidden`: the sentence that ends the documentation of what users of the SDK need not see.

use serde_json::Value;

use crate::diagnostic::{Code, Diagnostic, Location};
use crate::ir::{Api, Docs, Shape};
use crate::pointer::Pointer;

pub(super) fn run(api: &mut Api, tree: &Value) -> Option<Diagnostic> {
    let at = Pointer::root().child("x-hidden");
    let sentence = at.of(tree)?;
    let sentence = sentence.as_str().filter(|it| !it.trim().is_empty());
    let mut is_used = false;
    let mut hide = |docs: &mut Docs| {
        docs.is_hidden = sentence.is_some_and(|sentence| docs.text.ends_with(sentence));
        is_used |= docs.is_hidden;
    };
    for ty in api.types.values_mut() {
        hide(&mut ty.docs);
        match &mut ty.shape {
            Shape::Struct { fields, .. } => fields.iter_mut().for_each(|it| hide(&mut it.docs)),
            Shape::Enum(variants) => variants.iter_mut().for_each(|it| hide(&mut it.docs)),
            Shape::Alias(_) | Shape::Newtype(_) => {}
        }
    }
    (!is_used).then(|| {
        Diagnostic::new(
            Code::Undocumentable,
            Location::spec(&at),
            "`x-hidden` is not a sentence that the documentation of a type, property or value ends with",
            "correct it, or remove it",
        )
    })
}
