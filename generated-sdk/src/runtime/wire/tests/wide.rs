//! Objects with more fields than a word has bits.

use super::{read, written};
use crate::runtime::wire::{Field, FieldMut, Object, VisitMut, object};

/// An object whose fields are all the same.
#[derive(Default)]
struct Wide {
    values: Vec<i32>,
}

impl Wide {
    const WIDTH: usize = 130;

    fn name(index: usize) -> &'static str {
        format!("f{index}").leak()
    }
}

impl Object for Wide {
    fn fields(&self, visit: &mut dyn FnMut(&[Field<'_>])) {
        let field = |(index, value)| -> Field<'_> { (Self::name(index), value as &i32) };
        visit(
            &self
                .values
                .iter()
                .enumerate()
                .map(field)
                .collect::<Vec<_>>(),
        );
    }

    fn fields_mut(&mut self, visit: &mut VisitMut<'_>) {
        self.values.resize(Self::WIDTH, 0);
        let field = |(index, value)| -> FieldMut<'_> { (Self::name(index), value as &mut i32) };
        visit(
            &mut self
                .values
                .iter_mut()
                .enumerate()
                .map(field)
                .collect::<Vec<_>>(),
            None,
        );
    }
}

object!(Wide);

#[test]
fn more_fields_than_a_word_has_bits() {
    let wide = Wide {
        values: (0..130).collect(),
    };
    let text = written(&wide);
    assert_eq!(read::<Wide>(&text).unwrap().values, wide.values);

    let lacking = text
        .replace("\"f63\"", "\"x\"")
        .replace("\"f64\"", "\"y\"")
        .replace("\"f129\"", "\"z\"");
    let error = read::<Wide>(&lacking).unwrap_err();
    assert!(error.starts_with("missing `f63`, `f64`, `f129`"), "{error}");
}
