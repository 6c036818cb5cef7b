//! Debug output: from a [`View`] to `{:?}`, as of a derive.

use std::fmt::{Debug, Formatter, Result};

use super::View;

impl Debug for View<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match *self {
            View::Absent => f.write_str("None"),
            View::Null => f.write_str("Null"),
            View::Bool(value) => Debug::fmt(&value, f),
            View::Signed(value) => Debug::fmt(&value, f),
            View::Unsigned(value) => Debug::fmt(&value, f),
            View::Single(value) => Debug::fmt(&value, f),
            View::Double(value) => Debug::fmt(&value, f),
            View::Number(value) => Debug::fmt(value, f),
            View::String(value) => Debug::fmt(value, f),
            View::Secret(_) => f.write_str("[REDACTED]"),
            View::Encoded(value) => f.write_str(&value.encode()),
            View::Bytes(value) => Debug::fmt(value, f),
            View::List(list) => {
                let mut output = f.debug_list();
                list.each(&mut |item| {
                    output.entry(&item.view());
                });
                output.finish()
            }
            View::Map(map) => {
                let mut output = f.debug_map();
                map.each(&mut |key, value| {
                    output.entry(&key, &value.view());
                });
                output.finish()
            }
            View::Object(object, path) => {
                // Of a box, the type in it.
                let path = path.trim_end_matches('>');
                let mut output = f.debug_struct(path.rsplit("::").next().unwrap_or(path));
                object.fields(&mut |fields| {
                    for (name, value) in fields {
                        output.field(name, &value.view());
                    }
                });
                if let Some(rest) = object.rest() {
                    output.field("..", &View::Map(rest));
                }
                output.finish()
            }
        }
    }
}
