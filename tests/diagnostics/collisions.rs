//! Names that collide: the entries that a report proposes are pasted, all at once, until nothing is
//! left to say. Two rounds are enough.

use codegen::{Files, Input, Text, names};

use crate::desk::{Desk, text};
use crate::spec;

/// A description of these paths and these schemas, of which all are used.
fn api(paths: &str, schemas: &str) -> Input {
    spec(&format!(
        "openapi: 3.0.3\ninfo: {{title: T, version: '1'}}\npaths:\n{paths}components:\n  schemas:\n{schemas}"
    ))
}

/// A path with an operation.
fn path(template: &str, operation: &str) -> String {
    format!("  {template}: {{get: {{{operation}responses: {{'204': {{description: ''}}}}}}}}\n")
}

/// Pastes what is proposed, and counts the rounds.
fn resolved(mut input: Input) -> (usize, Files) {
    for round in 0.. {
        let report = match codegen::generate(&input) {
            Ok(files) => return (round, files),
            Err(report) => report,
        };
        let shown = report.render(&input);
        let proposals: Vec<_> = report
            .diagnostics
            .iter()
            .map(|it| it.name.as_deref())
            .collect();
        assert!(
            proposals.iter().all(Option::is_some) && round < 2,
            "{shown}"
        );
        let proposals: Vec<_> = proposals.into_iter().flatten().collect();
        for proposal in &proposals {
            assert!(shown.contains(&proposal.to_string()), "{proposal}: {shown}");
        }
        let whats: std::collections::HashSet<_> =
            proposals.iter().map(|it| (&it.table, &it.what)).collect();
        assert_eq!(whats.len(), proposals.len(), "proposed twice: {shown}");
        let before = input.names.take().map_or(String::new(), |names| names.text);
        input.names = Some(Text {
            name: "names.toml".to_owned(),
            text: names::with(&before, proposals),
        });
    }
    unreachable!("the rounds end")
}

#[test]
fn what_is_proposed_gets_through() {
    let one = path("/a", "operationId: a, ");
    for (what, input) in [
        (
            "case",
            api(
                &one,
                "    Foo: {type: object, properties: {a: {type: string}}}\n    foo: {type: string}\n    FOO: {type: string}\n",
            ),
        ),
        (
            "three fields",
            api(
                &one,
                "    A: {type: object, properties: {a-b: {type: string}, a_b: {type: string}, aB: {type: string}, a.b: {type: string}}}\n",
            ),
        ),
        (
            "values",
            api(
                &one,
                "    A: {type: string, enum: [a-b, a_b, a b, 'a\"b', 'a\\b', \"a\\tb\"]}\n",
            ),
        ),
        (
            "composed",
            api(
                &one,
                "    A: {type: object, properties: {\"\\u212b\": {type: string}, \"\\u00e5\": {type: string}, \"\\u1100\\u1161\": {type: string}, \"\\uac00\": {type: string}}}\n",
            ),
        ),
        (
            "a property like the rest",
            api(
                &one,
                "    A: {type: object, properties: {additionalProperties: {type: string}}, additionalProperties: {type: string}}\n",
            ),
        ),
        (
            "inline and component",
            api(
                &one,
                "    A.b: {type: object, properties: {c: {type: string}}}\n    A: {type: object, properties: {b: {type: object, properties: {c: {type: integer}}}}}\n",
            ),
        ),
        (
            "inline and component, the other way",
            api(
                &one,
                "    A: {type: object, properties: {b: {type: object, properties: {c: {type: integer}}}}}\n    A.b: {type: string}\n    AB: {type: string}\n",
            ),
        ),
        (
            "servers",
            api(
                &["a", "b", "c"]
                    .map(|name| {
                        let servers = format!("servers: [{{url: 'https://api.{name}.example'}}], ");
                        path(
                            &format!("/{name}"),
                            &format!("operationId: {name}, {servers}"),
                        )
                    })
                    .concat(),
                "    A: {type: string}\n",
            ),
        ),
        (
            "paths",
            api(
                &(path("/a-b", "operationId: one, ")
                    + &path("/a_b", "operationId: two, ")
                    + &path("/a.b", "operationId: three, ")),
                "    A: {type: string}\n",
            ),
        ),
        (
            "methods",
            api(
                &(path("/a", "operationId: x/do, ")
                    + &path("/b", "operationId: x/Do, ")
                    + &path("/c", "operationId: x/DO, ")),
                "    A: {type: string}\n",
            ),
        ),
        (
            "ids",
            api(
                &(path("/a", "operationId: x, ")
                    + &path("/b", "operationId: x, ")
                    + &path("/a/b", "operationId: x, ")),
                "    A: {type: string}\n",
            ),
        ),
        (
            "handles",
            api(
                &(path("/a", "operationId: x_y/one, ")
                    + &path("/b", "operationId: x/y/one, ")
                    + &path("/c", "operationId: x/y/two, ")),
                "    A: {type: string}\n",
            ),
        ),
        (
            "parameters",
            api(
                "  /a: {get: {operationId: a, parameters: [{name: a-b, in: query, schema: {type: string}}, {name: a_b, in: query, schema: {type: string}}, {name: a.b, in: query, schema: {type: string}}], responses: {'204': {description: ''}}}}\n",
                "    A: {type: string}\n",
            ),
        ),
    ] {
        let (rounds, files) = resolved(input);
        assert!(rounds > 0, "{what}: nothing collides");
        let mut names: Vec<String> = files.keys().map(|file| file.to_lowercase()).collect();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), files.len(), "{what}: two files with one name");
    }
}

/// What no file system takes is not what a file is called.
#[test]
fn every_file_can_be_written() {
    let long = "a_rather_long_name_".repeat(30);
    let deep = (0..12).fold("{type: string}".to_owned(), |inner, number| {
        format!("{{type: object, properties: {{a_rather_long_property_{number}: {inner}}}}}")
    });
    let mut paths = String::new();
    let mut schemas = format!("    Deep: {deep}\n");
    for name in [
        "con", "PRN", "nul", "aux", "com1", "LPT9", "COM0", "mod", "lib", &long, "é",
    ] {
        paths += &path(&format!("/{name}"), "");
        schemas += &format!("    {name}: {{type: object, properties: {{a: {{type: string}}}}}}\n");
    }
    paths += &path(&format!("/{long}/other"), "");
    let (_, files) = resolved(api(&paths, &schemas));
    for file in files.keys() {
        let stem = file.rsplit('/').next().unwrap().trim_end_matches(".rs");
        let reserved = ["con", "prn", "nul", "aux", "com1", "lpt9", "com0"];
        assert!(!reserved.contains(&stem.to_lowercase().as_str()), "{file}");
        assert!(stem.len() <= 200 && stem.is_ascii(), "{file}");
    }
    let types = files
        .values()
        .flat_map(|code| code.split("pub struct ").skip(1));
    let types = types.filter_map(|code| code.split([' ', '<', ';', '(', '{']).next());
    for name in types {
        assert!(name.len() <= 200, "{name}");
    }
}

#[test]
fn names_are_written_to_a_file() {
    let desk = Desk::new("write-names");
    let shop = crate::SHOP.replace(
        "amount: {type: integer}",
        "a-b: {type: string}\n        a_b: {type: string}\n        aB: {type: string}",
    );
    let failed = desk.try_regen(&shop, &["--write-names", "names.toml"]);
    assert!(text(&failed.stderr).contains("2 names proposed, written to names.toml"));
    let again = desk.try_regen(&shop, &["--write-names", "names.toml"]);
    assert!(text(&again.stderr).contains("there is such a file already"));
    desk.regen(&shop, &["--names", "names.toml"]);
    // More of them go into the tables that are there.
    let shop = shop.replace("aB:", "a.b: {type: string}\n        aB:");
    desk.try_regen(
        &shop,
        &["--names", "names.toml", "--write-names", "names.toml"],
    );
    desk.regen(&shop, &["--names", "names.toml"]);
}
