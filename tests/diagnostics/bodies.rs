//! Bodies that no client can send or read as the description says, and the way out of each.

use crate::{report, spec, warnings};

/// A description of one operation.
fn operation(verb: &str, inside: &str) -> String {
    format!(
        "openapi: 3.0.3\ninfo: {{title: T, version: '1'}}\npaths:\n  /a:\n    {verb}:\n      operationId: a\n      {inside}\ncomponents:\n  schemas:\n    Text: {{type: string}}\n    Part: {{type: object, properties: {{x: {{type: string}}}}}}\n    Deep: {{type: object, properties: {{parts: {{type: array, items: {{$ref: '#/components/schemas/Part'}}}}}}}}\n"
    )
}

fn sent(content: &str) -> String {
    operation(
        "post",
        &format!(
            "requestBody: {{required: true, content: {{{content}}}}}\n      responses: {{'204': {{description: ''}}}}"
        ),
    )
}

fn received(responses: &str) -> String {
    operation("post", &format!("responses: {{{responses}}}"))
}

/// The description is refused, at the place behind the `@`. Where its help is followed, it is
/// accepted.
#[track_caller]
fn refused(description: &str, error: &str, mended: &str) {
    let (message, at) = error.split_once(" @ ").unwrap();
    let report = report(&spec(description));
    assert!(report.starts_with(&format!("{message}\n")), "{report}");
    assert!(report.contains("\n\n1 error\n"), "{report}");
    let (marked, marks) = (
        report.lines().nth(3).unwrap(),
        report.lines().nth(4).unwrap(),
    );
    let from = marks.find('^').unwrap();
    let found: String = marked.chars().skip(from).collect();
    assert!(found.starts_with(at), "{at}: {report}");
    if let Err(report) = codegen::generate(&spec(mended)) {
        panic!("{}", report.render(&spec(mended)));
    }
}

const PART: &str = "{$ref: '#/components/schemas/Part'}";

#[test]
fn only_json_holds_objects_and_arrays() {
    for media in [
        "application/xml",
        "application/atom+xml",
        "application/yaml",
        "text/csv",
        "text/event-stream",
        "image/png",
        "application/octet-stream",
        "application/zip",
        "application/vnd.shop.parts",
    ] {
        for schema in [
            PART,
            "{type: object}",
            "{type: object, additionalProperties: {type: string}}",
            "{type: array, items: {type: integer}}",
        ] {
            let content = |schema: &str| format!("{media}: {{schema: {schema}}}");
            let error = format!(
                "error[unsupported-media]: an object or an array cannot be encoded as `{media}` @ {schema}"
            );
            for frame in [sent, |content: &str| {
                received(&format!(
                    "'200': {{description: '', content: {{{content}}}}}"
                ))
            }] {
                let (is, string) = (frame(&content(schema)), frame(&content("{type: string}")));
                refused(&is, &error, &string);
                let beside = content(schema) + ", application/json: {schema: {type: boolean}}";
                refused(&is, &error, &frame(&beside));
            }
        }
    }
}

#[test]
fn a_request_has_one_media_type() {
    for (content, at) in [
        ("image/*: {}", "{image/*: {}}"),
        (
            "multipart/form-data: {schema: {type: object}}",
            "{multipart/form-data: {schema: {type: object}}}",
        ),
        ("application/*+json: {}", "{application/*+json: {}}"),
        ("json: {}", "{json: {}}"),
        (
            "'text/plain, text/html': {}",
            "{'text/plain, text/html': {}}",
        ),
        ("\"text/pl\u{e4}in\": {}", "{\"text/pl\u{e4}in\": {}}"),
    ] {
        let error =
            format!("error[unsupported-media]: none of these media types is supported @ {at}");
        let mended = format!("{content}, application/octet-stream: {{}}");
        refused(&sent(content), &error, &sent(&mended));
    }
    // Bytes are no JSON, and may be of any type that the range has.
    let bytes = "text/*: {schema: {type: string, format: binary}}";
    let error =
        "error[unsupported-media]: `text/*` does not say which media type bytes have @ text/*";
    refused(
        &sent(bytes),
        error,
        &sent(&bytes.replace("text/*", "text/csv")),
    );
}

#[test]
fn a_response_is_no_form() {
    let form = |schema: &str| {
        received(&format!(
            "'200': {{description: '', content: {{application/x-www-form-urlencoded: {{schema: {schema}}}}}}}"
        ))
    };
    let error = format!(
        "error[unsupported-media]: an object or an array cannot be encoded as `application/x-www-form-urlencoded` @ {PART}"
    );
    refused(&form(PART), &error, &form("{type: string}"));
}

#[test]
fn a_trace_sends_nothing() {
    let trace = sent("text/plain: {}").replace("    post:", "    trace:");
    let error = "error[unsupported-body]: a `TRACE` request has no body in HTTP @ requestBody";
    let (before, after) = trace.split_once("requestBody").unwrap();
    let mended = before.to_owned() + after.split_once('\n').unwrap().1.trim_start();
    refused(&trace, error, &mended);
}

#[test]
fn a_form_is_flat() {
    let form = |inside: &str| sent(&format!("application/x-www-form-urlencoded: {{{inside}}}"));
    let part = form(&format!("schema: {PART}"));
    let encoding = form(&format!(
        "schema: {PART}, encoding: {{x: {{style: deepObject}}}}"
    ));
    refused(
        &encoding,
        "error[unsupported-encoding]: the encoding of a form cannot be chosen: an array becomes a pair for each item @ encoding",
        &part,
    );
    // Of other media OpenAPI ignores it.
    let json = sent("application/json: {encoding: {x: {contentType: text/plain}}}");
    codegen::generate(&spec(&json)).unwrap();
    let deep = form("schema: {$ref: '#/components/schemas/Deep'}");
    let error = "error[unsupported-body]: `parts` is nested too deeply for a form @ {type: array, items: {$ref: '#/components/schemas/Part'}}";
    let flat = deep.replace(
        "items: {$ref: '#/components/schemas/Part'}",
        "items: {type: string}",
    );
    refused(&deep, error, &flat);
}

#[test]
fn an_operation_that_only_redirects() {
    for codes in [
        "'302': {description: ''}",
        "'3XX': {description: ''}",
        "'303': {description: ''}, '400': {description: ''}",
    ] {
        let error = "error[unsupported-response]: this operation only redirects, and redirects are not followed @ responses";
        let mended = received(&format!("{codes}, '200': {{description: ''}}"));
        refused(&received(codes), error, &mended);
    }
    // These have other outcomes.
    for codes in [
        "'302': {description: ''}, default: {description: ''}",
        "'304': {description: ''}",
        "'200': {description: ''}, '302': {description: ''}",
    ] {
        codegen::generate(&spec(&received(codes))).unwrap();
    }
}

#[test]
fn two_bodies_of_success() {
    let json = |schema: &str| {
        format!("{{description: '', content: {{application/json: {{schema: {schema}}}}}}}")
    };
    let (part, text) = (json(PART), json("{type: string}"));
    for (one, two) in [
        (&part, &text),
        (
            &part,
            &"{description: '', content: {text/csv: {}}}".to_owned(),
        ),
        (
            &"{description: '', content: {image/png: {}}}".to_owned(),
            &"{description: ''}".to_owned(),
        ),
    ] {
        let error = "error[unsupported-response]: the successful responses of this operation have different bodies @ responses";
        let both = received(&format!("'200': {one}, '202': {two}"));
        refused(&both, error, &received(&format!("'200': {one}")));
        // What has no body in HTTP has none here either.
        let head = both.replace("    post:", "    head:");
        codegen::generate(&spec(&head)).unwrap();
    }
}

#[test]
fn content_of_a_response_that_has_no_body() {
    for code in ["204", "205"] {
        let empty = received(&format!(
            "'{code}': {{description: '', content: {{application/json: {{schema: {PART}}}}}}}"
        ));
        let said = warnings(&spec(&empty));
        let message = "warning[ignored-body]: a response with this status code has no body, so its content is ignored\n";
        assert!(
            said.starts_with(message) && said.ends_with("\n\n1 warning\n"),
            "{said}"
        );
    }
}
