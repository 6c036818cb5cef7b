//! `name=value` pairs: query strings and HTML forms.

use std::borrow::Cow;

use super::path::encode;
use crate::runtime::wire::{View, Wire, rfc3339};

/// Pairs, joined by `&` and percent-encoded.
#[derive(Clone, Default)]
pub(super) struct Pairs(String);

impl Pairs {
    pub(super) fn as_str(&self) -> &str {
        &self.0
    }

    pub(super) fn into_string(self) -> String {
        self.0
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Adds a value: a list as a pair for each item, an object or a map as a pair for each field,
    /// under the field's own name. This is the style `form` of OpenAPI, with `explode`.
    pub(super) fn push(&mut self, name: &str, value: &dyn Wire) {
        match value.view() {
            View::List(list) => list.each(&mut |item| self.push(name, item)),
            View::Map(map) => map.each(&mut |key, value| self.push(key, value)),
            View::Object(object, _) => {
                object.fields(&mut |fields| {
                    for (field, value) in fields {
                        self.push(field, *value);
                    }
                });
                if let Some(rest) = object.rest() {
                    rest.each(&mut |key, value| self.push(key, value));
                }
            }
            scalar => {
                if let Some(string) = string(scalar) {
                    self.begin(name);
                    self.0.extend(encode(&string));
                }
            }
        }
    }

    /// Adds a list as a single pair, its items joined by the separator.
    pub(super) fn push_joined(&mut self, name: &str, list: &dyn Wire, separator: char) {
        let View::List(items) = list.view() else {
            return self.push(name, list);
        };
        let mut first = true;
        items.each(&mut |item| {
            let Some(string) = string(item.view()) else {
                return;
            };
            if first {
                self.begin(name);
                first = false;
            } else if separator == ',' {
                // A comma is allowed in a query; percent-encoded, it would be part of an item.
                self.0.push(',');
            } else {
                self.0.extend(encode(separator.encode_utf8(&mut [0; 4])));
            }
            self.0.extend(encode(&string));
        });
    }

    fn begin(&mut self, name: &str) {
        if !self.0.is_empty() {
            self.0.push('&');
        }
        self.0.extend(encode(name));
        self.0.push('=');
    }
}

/// The string of a scalar, or `None` for a value that has none.
fn string(scalar: View<'_>) -> Option<Cow<'_, str>> {
    Some(match scalar {
        View::Bool(value) => Cow::Borrowed(if value { "true" } else { "false" }),
        View::Signed(value) => Cow::Owned(value.to_string()),
        View::Unsigned(value) => Cow::Owned(value.to_string()),
        View::Single(value) => Cow::Owned(value.to_string()),
        View::Double(value) => Cow::Owned(value.to_string()),
        View::Number(value) => Cow::Owned(value.to_string()),
        View::Text(value) | View::Secret(value) => Cow::Borrowed(value),
        View::Time(value) => Cow::Owned(rfc3339(value)),
        View::Bytes(value) => String::from_utf8_lossy(value),
        View::Absent | View::Null | View::List(_) | View::Map(_) | View::Object(..) => return None,
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::Pairs;
    use crate::runtime::wire::Wire;

    fn pairs(value: &dyn Wire) -> String {
        let mut pairs = Pairs::default();
        pairs.push("n", value);
        pairs.0
    }

    #[test]
    fn a_scalar_is_one_pair() {
        assert_eq!(pairs(&"a b&c=d+é".to_owned()), "n=a%20b%26c%3Dd%2B%C3%A9");
        assert_eq!(pairs(&String::new()), "n=");
        assert_eq!(pairs(&false), "n=false");
        assert_eq!(pairs(&0), "n=0");
        assert_eq!(pairs(&0.1_f32), "n=0.1");
        assert_eq!(pairs(&u64::MAX), "n=18446744073709551615");
        assert_eq!(pairs(&Some(1)), "n=1");
    }

    #[test]
    fn what_is_absent_is_no_pair() {
        assert_eq!(pairs(&None::<String>), "");
        assert_eq!(pairs(&()), "");
        assert_eq!(pairs(&Vec::<String>::new()), "");
        assert_eq!(pairs(&json!(null)), "");
    }

    #[test]
    fn a_list_is_a_pair_for_each_item() {
        assert_eq!(
            pairs(&vec!["a".to_owned(), "b,c".to_owned()]),
            "n=a&n=b%2Cc"
        );
    }

    #[test]
    fn an_object_is_a_pair_for_each_field() {
        assert_eq!(
            pairs(&json!({"a": 1, "b": ["x", "y"], "c": null})),
            "a=1&b=x&b=y"
        );
    }

    #[test]
    fn a_joined_list_is_one_pair() {
        let list = vec!["a".to_owned(), "b,c".to_owned()];
        for (separator, expected) in [
            (',', "n=a,b%2Cc"),
            (' ', "n=a%20b%2Cc"),
            ('|', "n=a%7Cb%2Cc"),
        ] {
            let mut pairs = Pairs::default();
            pairs.push_joined("n", &list, separator);
            assert_eq!(pairs.0, expected);
        }
    }
}
