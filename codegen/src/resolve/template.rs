//! The placeholders of a path, and the parameters that fill them.

use super::Resolver;
use crate::diagnostic::Code;
use crate::pointer::Pointer;

impl Resolver<'_> {
    pub(super) fn placeholders(&mut self, template: &str, at: &Pointer) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        let mut literals = String::new();
        let mut rest = template;
        let mut wrong = Vec::new();
        while let Some((literal, tail)) = rest.split_once('{') {
            literals.push_str(literal);
            let Some((name, tail)) = tail.split_once('}') else {
                wrong.push("a `{` of this path is not closed".to_owned());
                rest = "";
                break;
            };
            if name.is_empty() || name.contains('{') {
                wrong.push(format!("`{{{name}}}` is not a placeholder"));
            } else if names.iter().any(|known| known == name) {
                wrong.push(format!("the placeholder `{{{name}}}` occurs twice"));
            }
            names.push(name.to_owned());
            rest = tail;
        }
        literals.push_str(rest);
        let character = not_in_a_path(&literals);
        wrong.extend(character.map(|found| format!("`{found}` cannot stand in a path")));
        for message in wrong {
            let help = "remove the path with an overlay, and add its operations to a correct one: each placeholder once, and query parameters in place of what follows a `?`";
            self.report_key(Code::PathTemplate, at, message, help);
        }
        names
    }

    pub(super) fn match_placeholders(
        &mut self,
        placeholders: &[String],
        declared: &[(&str, &Pointer)],
        template: &str,
        at: &Pointer,
    ) {
        for name in placeholders {
            if !declared.iter().any(|(known, _)| known == name) {
                let help = format!(
                    "add `- {{name: {name}, in: path, required: true, schema: {{type: string}}}}` to the parameters of the operation"
                );
                self.report_key(
                    Code::PathPlaceholder,
                    at,
                    format!("`{{{name}}}` of `{template}` has no parameter"),
                    help,
                );
            }
        }
        for (name, at) in declared {
            if !placeholders.iter().any(|known| known == name) {
                let help = format!("write `{{{name}}}` into the path, or remove the parameter");
                self.report(
                    Code::PathPlaceholder,
                    &at.child("name"),
                    format!("`{template}` has no placeholder for the path parameter `{name}`"),
                    help,
                );
            }
        }
    }
}

/// The first character that ends a path or starts an invalid escape. Others are escaped.
fn not_in_a_path(literals: &str) -> Option<char> {
    let mut characters = literals.char_indices();
    let wrong = characters.find(|(at, character)| match character {
        '?' | '#' | '}' => true,
        '%' => {
            let code = literals.get(at + 1..at + 3);
            !code.is_some_and(|code| code.bytes().all(|byte| byte.is_ascii_hexdigit()))
        }
        _ => false,
    });
    wrong.map(|(_, character)| character)
}
