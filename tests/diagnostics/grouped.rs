//! One fault in many places is one diagnostic, and the action that it proposes is one for all.

use std::fmt::Write as _;

use codegen::diagnostic::Diagnostic;
use codegen::report::Shown;
use codegen::{Input, Text, generate, model};
use insta::assert_snapshot;

use crate::spec;

/// A description that wants to be documented, of these operations (a line for each) and schemas.
fn described(operations: &[&str], schemas: &[&str]) -> Input {
    let mut text = "openapi: 3.0.3\ninfo: {title: Shop, version: 1.0.0}\nx-documented: true\nx-secret-names: [token]\npaths:\n".to_owned();
    if operations.is_empty() {
        text = text.replace("paths:", "paths: {}");
    }
    for (number, operation) in operations.iter().enumerate() {
        let (name, verb) = [("a", "get"), ("b", "put"), ("c", "get")][number];
        let _ = write!(
            text,
            "  /{name}:\n    {verb}:\n      operationId: {name}\n      description: One.\n      {operation}\n      responses: {{'204': {{description: ''}}}}\n"
        );
    }
    let names = ["a: A.", "b: B.", "c: C."].get(..operations.len());
    let resources = names.expect("a few").join(", ");
    let _ = writeln!(text, "x-resources: {{{resources}}}");
    text += "components:\n  schemas:\n";
    for schema in schemas {
        let _ = writeln!(text, "    {schema}");
    }
    spec(&text)
}

/// What is found, with what is not documented.
fn found(input: &Input) -> Vec<Diagnostic> {
    match model(input, &mut |_| {}) {
        Ok(api) => api
            .documented()
            .err()
            .map(|report| report.diagnostics)
            .unwrap_or_default(),
        Err(report) => report.diagnostics,
    }
}

/// With the actions that are proposed.
fn pasted(mut input: Input, found: &[Diagnostic]) -> Input {
    let actions: Vec<String> = found
        .iter()
        .filter_map(|found| {
            let action = found.action.as_ref()?;
            assert!(found.help.contains(&action.line), "{}", found.help);
            Some(action.line.replace('…', "What it is for."))
        })
        .collect();
    input.overlays.push(Text {
        name: "pasted.yaml".to_owned(),
        text: format!("overlay: 1.0.0\nactions:\n{}\n", actions.join("\n")),
    });
    input
}

/// Faults, the target that is proposed for each group, and how many places it has. Pasted, the
/// actions repair everything, and each name and each line of them changes something.
#[test]
fn each_action_repairs_the_whole_group() {
    let note = "properties: {note: {type: string}}";
    let documented = "properties: {note: {type: string, description: Note.}}";
    let schema =
        |name: &str, rest: &str| format!("{name}: {{type: object, description: It., {rest}}}");
    let parameter = |name: &str, place: &str| {
        format!("parameters: [{{name: {name}, in: {place}, schema: {{type: string}}}}]")
    };
    let both = "parameters: [{name: at, in: query, schema: {type: string}}, {name: at, in: header, schema: {type: string}}]".to_owned();
    let body = "requestBody: {content: {application/json: {schema: {type: object, properties: {note: {type: string}}}}}}".to_owned();
    let at = parameter("at", "query");
    for (operations, schemas, groups) in [
        // A `*` where it touches nothing else.
        (
            vec![],
            vec![
                schema("A", note),
                schema("B", note),
                schema("C", "properties: {a: {type: string, description: A.}}"),
            ],
            vec![("$.components.schemas[*].properties.note", 2)],
        ),
        // Names where it would touch what is documented.
        (
            vec![],
            vec![
                schema("A", note),
                schema("B", documented),
                schema("'C d'", note),
            ],
            vec![("$.components.schemas['A', 'C d'].properties.note", 2)],
        ),
        // Another type is another thing.
        (
            vec![],
            vec![
                schema("A", note),
                schema("B", note),
                schema("C", "properties: {note: {type: boolean}}"),
            ],
            vec![
                ("$.components.schemas['A', 'B'].properties.note", 2),
                ("$.components.schemas.C.properties.note", 1),
            ],
        ),
        // A value of the same list.
        (
            vec![],
            vec![
                schema(
                    "A",
                    "properties: {kind: {type: string, description: Kind., enum: [one]}}",
                ),
                schema(
                    "B",
                    "properties: {kind: {type: string, description: Kind., enum: [one]}, sort: {type: string, description: Sort., enum: [one, two], x-enumDescriptions: {two: Two.}}}",
                ),
            ],
            vec![
                ("$.components.schemas[*].properties.kind", 2),
                ("$.components.schemas.B.properties.sort", 1),
            ],
        ),
        // A `*` would be for the things themselves, and for others that come.
        (
            vec![],
            vec![
                "A: {type: string, description: A., enum: [one]}".to_owned(),
                "B: {type: string, description: B., enum: [one]}".to_owned(),
            ],
            vec![("$.components.schemas['A', 'B']", 2)],
        ),
        (
            vec![],
            vec![schema(
                "A",
                "properties: {a: {type: object, description: A., properties: {note: {type: string}}}, b: {type: object, description: B., properties: {note: {type: string}}}}",
            )],
            vec![(
                "$.components.schemas.A.properties['a', 'b'].properties.note",
                2,
            )],
        ),
        // At different depths.
        (
            vec![],
            vec![
                schema("A", note),
                schema(
                    "B",
                    "properties: {list: {type: array, description: List., items: {type: object, properties: {note: {type: string}}}}}",
                ),
            ],
            vec![
                ("$.components.schemas.A.properties.note", 1),
                (
                    "$.components.schemas.B.properties.list.items.properties.note",
                    1,
                ),
            ],
        ),
        // Parameters by their name, wherever in the list they are.
        (
            vec![
                at.clone(),
                parameter("other, description: Other.", "query")
                    .replace("}]", "}, {name: at, in: query, schema: {type: string}}]"),
                String::new(),
            ],
            vec![schema("A", documented)],
            vec![("$.paths[*][*].parameters[?(@.name == 'at')]", 2)],
        ),
        // Two of one name in one of the operations.
        (
            vec![at.clone(), both],
            vec![schema("A", documented)],
            vec![(
                "$.paths[*][*].parameters[?(@.name == 'at'), ?(@.name == 'at' && @.in == 'query'), ?(@.name == 'at' && @.in == 'header')]",
                3,
            )],
        ),
        // In operations and in schemas.
        (
            vec![body.clone(), body],
            vec![schema("A", note)],
            vec![
                ("$.components.schemas.A.properties.note", 1),
                (
                    "$.paths[*][*].requestBody.content['application/json'].schema.properties.note",
                    2,
                ),
            ],
        ),
        // A secret, and one that several things refer to: what repairs them is one action.
        (
            vec![],
            vec![
                schema(
                    "A",
                    "properties: {token: {type: string, description: Token.}, my_token: {$ref: '#/components/schemas/T', description: Token.}}",
                ),
                schema(
                    "B",
                    "properties: {token: {type: string, description: Token.}, token_too: {$ref: '#/components/schemas/T', description: Token.}}",
                ),
                "T: {type: string, description: T.}".to_owned(),
            ],
            vec![
                ("$.components.schemas[*].properties.token", 2),
                ("$.components.schemas.T", 2),
            ],
        ),
    ] {
        let operations: Vec<&str> = operations.iter().map(String::as_str).collect();
        let schemas: Vec<&str> = schemas.iter().map(String::as_str).collect();
        let input = described(&operations, &schemas);
        let diagnostics = found(&input);
        let mut targets: Vec<(&str, usize)> = diagnostics
            .iter()
            .filter(|found| !found.message.starts_with("the schema"))
            .map(|found| {
                let action = found.action.as_ref().expect("an action");
                let (_, target) = action.line.split_once("target: \"").unwrap();
                (
                    target.split_once("\", description").unwrap().0,
                    found.count(),
                )
            })
            .collect();
        let mut groups: Vec<(&str, usize)> = groups;
        targets.sort_unstable();
        groups.sort_unstable();
        assert_eq!(targets, groups);
        let input = pasted(input, &diagnostics);
        assert_eq!(found(&input), [], "{}", input.overlays[0].text);
    }
}

/// Faults without an action; those of overlays and names are put right one by one.
#[test]
fn faults_that_are_counted() {
    let gone = "properties: {note: {$ref: '#/components/schemas/Gone'}}";
    let odd = "properties: {odd: {type: odd}}";
    let schema = |name: &str, rest: &str| format!("{name}: {{type: object, {rest}}}");
    let schemas = [
        schema("A", gone),
        schema("B", gone),
        schema("C", odd),
        schema("D", gone),
        schema("E", odd),
    ];
    let schemas: Vec<&str> = schemas.iter().map(String::as_str).collect();
    let servers = "servers: [{url: 'http://a.example'}]";
    let mut input = described(&[servers, servers], &schemas);
    input.spec.text = input.spec.text.replace("x-documented: true\n", "");
    input.overlays.push(Text {
        name: "fix.yaml".to_owned(),
        text: "overlay: 1.0.0\nactions:\n- {target: $.tags, remove: true}\n- {target: $.tags, remove: true}\n".to_owned(),
    });
    let report = generate(&input).expect_err("faults");
    let counted: Vec<(&str, &str, usize)> = report
        .diagnostics
        .iter()
        .map(|found| (found.code.name(), found.message.as_str(), found.count()))
        .collect();
    assert_eq!(
        counted,
        [
            (
                "dangling-reference",
                "`#/components/schemas/Gone` leads nowhere, here and in 2 other schemas",
                3
            ),
            (
                "overlay-no-match",
                "`$.tags` matches nothing in the spec",
                1
            ),
            (
                "overlay-no-match",
                "`$.tags` matches nothing in the spec",
                1
            ),
            (
                "unknown-type",
                "OpenAPI 3.0 has no type `odd`, here and in another schema",
                2
            ),
            (
                "unsupported-servers",
                "`http://a.example` is not `https`, so credentials would go there in clear text, here and in another operation",
                2
            ),
        ]
    );
}

/// Some of the places are shown with the first, and all if all is asked for.
#[test]
fn places_of_a_group() {
    let schemas = ["A", "B", "C", "D", "E", "F"].map(|name| {
        format!(
            "{name}: {{type: object, description: It., properties: {{note: {{type: string}}}}}}"
        )
    });
    let schemas: Vec<&str> = schemas.iter().map(String::as_str).collect();
    let input = described(&[], &schemas);
    let api = model(&input, &mut |_| {}).expect("nothing is wrong");
    let report = api.documented().expect_err("nothing is documented");
    assert_snapshot!(report.render(&input), @r#"
    error[undocumented]: the property `note` has no documentation, here and in 5 other schemas
     --> shop.yaml:9:54
      |
    9 |     A: {type: object, description: It., properties: {note: {type: string}}}
      |                                                      ^^^^
      |
      = note: also at shop.yaml:10:54, shop.yaml:11:54, shop.yaml:12:54, and 2 more
      = help: say in an overlay what it is for: `- {target: "$.components.schemas[*].properties.note", description: Documentation., update: {description: "…"}}`

    1 error
    "#);
    let all = report.render_as(&input, Shown::All);
    let note = "note: also at shop.yaml:10:54, shop.yaml:11:54, shop.yaml:12:54, shop.yaml:13:54, shop.yaml:14:54\n";
    assert!(all.contains(note), "{all}");
}
