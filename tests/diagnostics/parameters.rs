//! Parameters that are not a caller's to set, or that cannot be written as the description says, and
//! paths that are none.

use crate::{report, spec, warnings};

fn with(path: &str, parameters: &str) -> String {
    format!(
        "openapi: 3.0.3\ninfo: {{title: T, version: '1'}}\npaths:\n  '{path}':\n    get:\n      operationId: a\n      parameters: [{parameters}]\n      responses: {{'204': {{description: ''}}}}\n"
    )
}

#[track_caller]
fn refused(description: &str, error: &str, mended: &str) {
    let report = report(&spec(description));
    assert!(report.starts_with(&format!("{error}\n")), "{report}");
    assert!(report.ends_with("\n\n1 error\n"), "{report}");
    if let Err(report) = codegen::generate(&spec(mended)) {
        panic!("{}", report.render(&spec(mended)));
    }
}

#[test]
fn headers_that_http_owns() {
    for name in [
        "Content-Length",
        "transfer-encoding",
        "Host",
        "CONNECTION",
        "Keep-Alive",
        "TE",
        "Trailer",
        "Upgrade",
        "Expect",
        "Accept-Encoding",
        "Proxy-Authorization",
        "Proxy-Connection",
    ] {
        let error = format!(
            "error[unsupported-parameter]: the header `{name}` is set by the HTTP client alone"
        );
        let parameter = format!("{{name: {name}, in: header, schema: {{type: string}}}}");
        refused(&with("/a", &parameter), &error, &with("/a", ""));
        // In a query it is a name like any other.
        let query = parameter.replace("in: header", "in: query");
        codegen::generate(&spec(&with("/a", &query))).unwrap();
    }
}

#[test]
fn headers_that_the_standard_ignores() {
    for name in ["Accept", "content-type", "AUTHORIZATION"] {
        let parameter =
            format!("{{name: {name}, in: header, required: true, schema: {{type: string}}}}");
        let description = with("/a", &parameter);
        let said = warnings(&spec(&description));
        let message = format!(
            "warning[ignored-parameter]: OpenAPI ignores a parameter for the header `{name}`\n"
        );
        assert!(said.starts_with(&message), "{said}");
        let files = codegen::generate(&spec(&description)).unwrap();
        assert!(
            files["resources.rs"].contains("pub fn get(&self) ->")
                || !files["resources.rs"].contains("impl Into"),
            "{}",
            files["resources.rs"]
        );
    }
}

#[test]
fn names_that_no_header_can_have() {
    for (place, name) in [
        ("header", "'X Y'"),
        ("header", "''"),
        ("header", "\"X-\u{e9}\""),
        ("cookie", "'a=b'"),
    ] {
        let shown = name.trim_matches(['\'', '"']);
        let error = format!(
            "error[unsupported-parameter]: `{shown}` cannot be the name of a header or a cookie"
        );
        let parameter = format!("{{name: {name}, in: {place}, schema: {{type: string}}}}");
        refused(&with("/a", &parameter), &error, &with("/a", ""));
    }
}

#[test]
fn one_header_in_two_spellings() {
    let both = "{name: X-Trace, in: header, schema: {type: string}}, {name: x-trace, in: header, schema: {type: string}}";
    let error = "error[duplicate-parameter]: the parameter `x-trace` is given twice";
    refused(
        &with("/a", both),
        error,
        &with("/a", &both[..both.find(", {name: x-trace").unwrap()]),
    );
}

#[test]
fn values_that_cannot_be_written() {
    let cannot = "error[unsupported-parameter]: `a` cannot hold a value of this type";
    let scalar = "schema: {type: string}";
    for (path, place) in [
        ("/x/{a}", "path"),
        ("/x", "query"),
        ("/x", "header"),
        ("/x", "cookie"),
    ] {
        let parameter = |value: &str| {
            with(
                path,
                &format!("{{name: a, in: {place}, required: true, {value}}}"),
            )
        };
        let list = "schema: {type: array, items: {type: string}}";
        let mut cases = vec![
            ("schema: {type: object}", cannot),
            ("schema: {}", cannot),
            (
                "schema: {type: object, properties: {b: {type: string}}}",
                cannot,
            ),
            (
                "schema: {type: object, additionalProperties: {type: string}}",
                cannot,
            ),
            (
                "schema: {type: array, items: {type: array, items: {type: string}}}",
                cannot,
            ),
            ("schema: {type: array, items: {type: object}}", cannot),
            (
                "content: {application/json: {schema: {type: object}}}",
                "error[unsupported-parameter]: a parameter with `content` is not supported",
            ),
        ];
        match place {
            "query" => {
                cases.extend([
                    ("style: deepObject, schema: {type: string}", "error[unsupported-parameter]: the style `deepObject` is not supported"),
                    ("allowReserved: true, schema: {type: string}", "error[unsupported-parameter]: reserved characters are percent-encoded in every query parameter"),
                ]);
                codegen::generate(&spec(&parameter(list))).unwrap();
            }
            _ => cases.push((list, cannot)),
        }
        if place == "path" {
            let style =
                "error[unsupported-parameter]: a path parameter can only have the style `simple`";
            cases.extend([
                ("style: matrix, schema: {type: string}", style),
                ("style: label, schema: {type: string}", style),
            ]);
        }
        for (value, error) in cases {
            refused(&parameter(value), error, &parameter(scalar));
        }
    }
}

#[test]
fn paths_that_are_more_than_a_path_or_less() {
    for (path, message) in [
        ("/a?beta=true", "`?` cannot stand in a path"),
        ("/a#part", "`#` cannot stand in a path"),
        ("/%zz", "`%` cannot stand in a path"),
        ("/%a\u{e9}", "`%` cannot stand in a path"),
        ("/100%", "`%` cannot stand in a path"),
        ("/a}", "`}` cannot stand in a path"),
        ("/a{", "a `{` of this path is not closed"),
    ] {
        refused(
            &with(path, ""),
            &format!("error[path-template]: {message}"),
            &with("/right", ""),
        );
    }
    for path in ["/a%20b", "/a:do", "/~a/(b)", "/a@b;c=d,e", "/"] {
        codegen::generate(&spec(&with(path, ""))).unwrap();
    }
}

#[test]
fn a_placeholder_that_is_there_twice() {
    let parameter = |name: &str| {
        format!("{{name: {name}, in: path, required: true, schema: {{type: string}}}}")
    };
    let mended = with(
        "/a/{id}/b/{other}",
        &[parameter("id"), parameter("other")].join(", "),
    );
    refused(
        &with("/a/{id}/b/{id}", &parameter("id")),
        "error[path-template]: the placeholder `{id}` occurs twice",
        &mended,
    );
}
