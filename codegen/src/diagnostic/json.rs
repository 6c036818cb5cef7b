//! A report for programs.

use serde_json::{Map, Value, json};

use super::{Diagnostic, Level, Place, Report, Spot};
use crate::Input;

impl Report {
    /// The report as JSON: an array with an object for each diagnostic, however many there are.
    pub fn json(&self, input: &Input) -> String {
        let all = self.diagnostics.iter().map(|found| found.json(input));
        format!("{:#}\n", Value::Array(all.collect()))
    }
}

impl Diagnostic {
    fn json(&self, input: &Input) -> Value {
        let mut object = Map::new();
        let level = match self.level {
            Level::Error => "error",
            Level::Warning => "warning",
        };
        object.insert("level".to_owned(), json!(level));
        object.insert("code".to_owned(), json!(self.code));
        object.insert("message".to_owned(), json!(self.message));
        object.extend(self.place.json(input));
        object.insert("help".to_owned(), json!(self.help));
        let action = self.action.as_ref().map(|action| action.line.as_str());
        object.insert("action".to_owned(), json!(action));
        object.insert("count".to_owned(), json!(self.count()));
        let also = self.also.iter().map(|place| place.json(input));
        object.insert("also".to_owned(), also.map(Value::Object).collect());
        Value::Object(object)
    }
}

impl Place {
    /// Columns are from 1, in characters, and the last one is the first behind the fragment.
    fn json(&self, input: &Input) -> Map<String, Value> {
        let mut object = Map::new();
        let pointer = match &self.spot {
            Spot::Pointer(pointer, _) | Spot::Part(pointer, _) => Some(pointer),
            Spot::Bytes(_) | Spot::Line { .. } => None,
        };
        let document = self.document.of(input);
        let text = document.map_or("", |document| document.text.as_str());
        let (line, source, span) = self.spot.line_of(text);
        let columns = |end: usize| 1 + source.get(..end).map_or(0, |head| head.chars().count());
        for (key, value) in [
            ("file", json!(document.map(|document| &document.name))),
            ("line", json!(line)),
            ("column", json!(columns(span.start))),
            ("end_column", json!(columns(span.end))),
            ("fragment", json!(source.get(span))),
            ("pointer", json!(pointer)),
        ] {
            object.insert(key.to_owned(), value);
        }
        object
    }
}
