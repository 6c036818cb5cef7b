//! Names in specification extensions: each has to lead somewhere. Those in `x-actors` are in
//! `scopes.rs`.

use crate::edited;

#[test]
fn each_name_leads_somewhere() {
    let root = "openapi: 3.0.3\n";
    let list = "operationId: getOrder\n";
    let paging = |cursor: &str, limit: &str, items: &str, next: &str| {
        format!(
            "operationId: getOrder\n      x-pagination: {{cursor: {cursor}, limit: {limit}, items: {items}, next: {next}}}\n"
        )
    };
    let (cursor, limit) = ("$request.query.at", "$request.query.size");
    let (items, next) = ("'$response.body#/lines'", "'$response.body#/next'");
    for (at, text, found) in [
        (list, paging(cursor, limit, items, next), ""),
        (
            list,
            paging("$request.query.gone", limit, items, next),
            "pagination",
        ),
        (
            list,
            paging("'$request.body#/gone'", limit, items, next),
            "pagination",
        ),
        (
            list,
            paging(cursor, "$request.query.gone", items, next),
            "pagination",
        ),
        (
            list,
            paging(cursor, limit, "'$response.body#/gone'", next),
            "pagination",
        ),
        (
            list,
            paging(cursor, limit, items, "'$response.body#/lines/gone'"),
            "pagination",
        ),
        (
            list,
            "operationId: getOrder\n      x-example: [at, size]\n".to_owned(),
            "",
        ),
        (
            list,
            "operationId: getOrder\n      x-example: [at, gone]\n".to_owned(),
            "example",
        ),
        (
            root,
            format!("{root}x-resources: {{orders: Orders.}}\n"),
            "",
        ),
        (
            root,
            format!("{root}x-resources: {{orders: Orders., gone: Gone.}}\n"),
            "undocumentable",
        ),
        (
            root,
            format!("{root}x-resources: {{orders.gone: Gone.}}\n"),
            "undocumentable",
        ),
        (
            "[open, paid]",
            "[open, paid], x-enumDescriptions: {open: Open.}".to_owned(),
            "",
        ),
        (
            "[open, paid]",
            "[open, paid], x-enumDescriptions: {gone: Gone.}".to_owned(),
            "undocumentable",
        ),
        // Where there are no values at all.
        (
            "id: {type: string",
            "id: {type: string, x-enumDescriptions: {gone: Gone.}".to_owned(),
            "undocumentable",
        ),
        (
            "schema: {type: integer",
            "schema: {type: integer, x-enumDescriptions: {'1': One.}".to_owned(),
            "undocumentable",
        ),
        (
            "schema: {type: integer",
            "schema: {type: integer, enum: [1], x-enumDescriptions: {'1': One.}".to_owned(),
            "",
        ),
        (
            "next: {type: string",
            "next: {$ref: '#/components/schemas/Other', x-enumDescriptions: {a: A.}".to_owned(),
            "undocumentable",
        ),
    ] {
        let shop = [
            (
                "        schema: {type: array, items: {type: string}}\n",
                "        schema: {type: array, items: {type: string}}\n      - {name: at, in: query, schema: {type: string}}\n      - {name: size, in: query, schema: {type: integer}}\n",
            ),
            (
                "        id: {type: string}\n",
                "        id: {type: string}\n        next: {type: string}\n        lines: {type: array, items: {type: string}}\n",
            ),
            (
                "    Line:\n",
                "    Other: {type: string, enum: [a]}\n    Line:\n",
            ),
            (at, &text),
        ];
        let input = edited(&shop);
        let report = codegen::generate(&input).err();
        let codes: Vec<_> = report
            .iter()
            .flat_map(|report| &report.diagnostics)
            .map(|found| found.code.name())
            .collect();
        let expected: &[_] = if found.is_empty() { &[] } else { &[found] };
        assert_eq!(codes, expected, "{text}");
    }
}
