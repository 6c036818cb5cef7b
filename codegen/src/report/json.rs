//! A report as JSON.

use serde_json::{Map, Value, json};

use super::locate::Located;
use crate::Input;
use crate::diagnostic::{Diagnostic, Level, Location, Report};

impl Report {
    /// Returns the report as a JSON array with an object for each diagnostic.
    pub fn json(&self, input: &Input) -> String {
        let locations = self.diagnostics.iter().flat_map(Diagnostic::locations);
        let located = Located::new(input, locations);
        let all = self.diagnostics.iter().map(|found| found.json(&located));
        format!("{:#}\n", Value::Array(all.collect()))
    }
}

impl Diagnostic {
    fn json(&self, located: &Located<'_>) -> Value {
        let mut object = Map::new();
        let level = match self.level {
            Level::Error => "error",
            Level::Warning => "warning",
        };
        object.insert("level".to_owned(), json!(level));
        object.insert("code".to_owned(), json!(self.code.name()));
        object.insert("message".to_owned(), json!(self.message));
        object.extend(self.location.json(located));
        object.insert("help".to_owned(), json!(self.help));
        let action = self.action.as_ref().map(|action| action.line.as_str());
        object.insert("action".to_owned(), json!(action));
        let name = self.name.as_ref();
        let name = name.map(|name| json!({"table": name.table, "entry": name.to_string()}));
        object.insert("name".to_owned(), json!(name));
        object.insert("count".to_owned(), json!(self.count()));
        let also = self.also.iter().map(|location| location.json(located));
        object.insert("also".to_owned(), also.map(Value::Object).collect());
        Value::Object(object)
    }
}

impl Location {
    /// Columns count characters from 1; the last one is the first behind the fragment.
    fn json(&self, located: &Located<'_>) -> Map<String, Value> {
        let mut object = Map::new();
        let found = located.find(self);
        let found = found.as_ref();
        for (key, value) in [
            ("file", json!(found.map(|found| found.name))),
            ("line", json!(found.map_or(1, |found| found.number))),
            (
                "column",
                json!(found.map_or(1, |found| found.column(found.span.start))),
            ),
            (
                "end_column",
                json!(found.map_or(1, |found| found.column(found.span.end))),
            ),
            (
                "fragment",
                json!(found.map_or("", |found| &found.line[found.span.clone()])),
            ),
            ("pointer", json!(self.pointer())),
        ] {
            object.insert(key.to_owned(), value);
        }
        object
    }
}
