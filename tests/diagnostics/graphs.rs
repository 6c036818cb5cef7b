//! Small graphs of schemas that refer to each other, and to themselves, in every way: generation
//! ends at once, with Rust or with a report, and has no more types than there are schemas.
//!
//! `CASES=100000 cargo test -p tests --test diagnostics graphs` tries more of them, `SEED=1` others.

use std::fmt::Write;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use fastrand::Rng;

use crate::spec;
use crate::sweep::{are_rust, outcome};

const NAMES: [&str; 5] = ["A", "B", "C", "D", "'E f'"];

/// Much less than a thread has: what grows with the description does not fit.
const STACK: usize = 1 << 20;

/// For one description.
const AT_ONCE: Duration = Duration::from_secs(20);

fn number(variable: &str, default: u64) -> u64 {
    let value = std::env::var(variable).ok();
    value
        .and_then(|value| value.parse().ok())
        .unwrap_or(default)
}

#[test]
fn every_graph_ends_in_types_or_in_a_report() {
    let (cases, seed) = (number("CASES", 1_500), number("SEED", 11));
    let (ends, ended) = mpsc::channel();
    let (begins, begun) = mpsc::channel();
    let worker = thread::Builder::new().stack_size(STACK);
    let worker = worker.spawn(move || {
        for case in 0..cases {
            let (text, schemas) = graph(&mut Rng::with_seed(seed.wrapping_add(case)));
            begins.send(text.clone()).unwrap();
            let accepted = match outcome(&spec(&text)) {
                Ok(files) => {
                    are_rust(&files);
                    let types = files.keys().filter(|file| file.starts_with("schemas/"));
                    assert!(types.count() <= schemas + 1, "{text}");
                    true
                }
                Err(report) => {
                    assert!(!report.diagnostics.is_empty(), "{text}");
                    let text = report.render(&spec(&text));
                    assert!(!text.contains("[conservation]"), "{text}");
                    false
                }
            };
            ends.send(accepted).unwrap();
        }
    });
    let mut accepted = 0;
    for text in begun {
        match ended.recv_timeout(AT_ONCE) {
            Ok(is_accepted) => accepted += u64::from(is_accepted),
            Err(_) => panic!("it panics or does not end:\n{text}"),
        }
    }
    worker.unwrap().join().unwrap();
    let mixture = accepted > cases / 10 && accepted < cases * 9 / 10;
    assert!(mixture, "{accepted} of {cases} accepted: no good mixture");
}

/// A description, and how many schemas are in it.
fn graph(rng: &mut Rng) -> (String, usize) {
    let mut graph = Graph { rng, schemas: 1 };
    let used = graph.reference();
    let mut text = format!(
        "openapi: 3.0.3
info: {{title: t, version: '1'}}
paths:
  /a:
    put:
      operationId: a
      requestBody: {{required: true, content: {{application/json: {{schema: {used}}}}}}}
      responses: {{'200': {{description: '', content: {{application/json: {{schema: {}}}}}}}}}
components:
  schemas:\n",
        graph.schema(3)
    );
    for name in NAMES {
        writeln!(text, "    {name}: {}", graph.schema(0)).unwrap();
    }
    (text, graph.schemas)
}

struct Graph<'r> {
    rng: &'r mut Rng,
    schemas: usize,
}

impl Graph<'_> {
    fn is(&mut self, one_in: u32) -> bool {
        self.rng.u32(..one_in) == 0
    }

    /// To a component most of the time, else to a part of one, which may be there.
    fn reference(&mut self) -> String {
        self.schemas += 1;
        let name = ["A", "B", "C", "D", "E%20f"][self.rng.usize(..5)];
        let parts = [
            "properties/a",
            "properties/b",
            "items",
            "allOf/0",
            "allOf/1",
            "additionalProperties",
        ];
        let mut part = String::new();
        while self.is(40) {
            part += &format!("/{}", parts[self.rng.usize(..parts.len())]);
        }
        format!("{{$ref: '#/components/schemas/{name}{part}'}}")
    }

    fn schema(&mut self, depth: u32) -> String {
        if self.rng.u32(..6) < depth {
            return self.reference();
        }
        self.schemas += 1;
        let mut keys = match self.rng.u32(..14) {
            0 => "type: string".to_owned(),
            1 => "type: string, enum: [a, null]".to_owned(),
            2 => format!("type: array, items: {}", self.schema(depth + 1)),
            3 => format!(
                "type: object, additionalProperties: {}",
                self.schema(depth + 1)
            ),
            4..=9 => self.object(depth),
            _ => {
                let parts = self.rng.usize(1..4);
                let parts: Vec<String> = (0..parts).map(|_| self.part(depth + 1)).collect();
                let beside = match self.is(4) {
                    true => format!(", {}", self.object(depth)),
                    false => String::new(),
                };
                format!("allOf: [{}]{beside}", parts.join(", "))
            }
        };
        if self.is(5) {
            keys += ", nullable: true";
        }
        if self.is(8) {
            let key = ["readOnly", "writeOnly"][self.rng.usize(..2)];
            keys += &format!(", {key}: true");
        }
        format!("{{{keys}}}")
    }

    /// Most of the time one that can be a part of an object.
    fn part(&mut self, depth: u32) -> String {
        match self.rng.u32(..8) {
            0..=4 => self.reference(),
            5 | 6 => {
                self.schemas += 1;
                format!("{{{}}}", self.object(depth))
            }
            _ => self.schema(depth),
        }
    }

    /// The names differ from object to object most of the time, so that parts fit together.
    fn object(&mut self, depth: u32) -> String {
        let names = match self.is(4) {
            true => vec!["a".to_owned(), "b".to_owned()],
            false => vec!["a".to_owned(), format!("p{}", self.schemas)],
        };
        let from = usize::from(!self.is(3));
        let mut properties = Vec::new();
        for name in &names[from..] {
            properties.push(format!("{name}: {}", self.schema(depth + 1)));
        }
        let required = match self.is(3) {
            true => format!(", required: [{}]", names[1]),
            false => String::new(),
        };
        let rest = match self.is(12) {
            true => format!(", additionalProperties: {}", self.schema(depth + 1)),
            false => String::new(),
        };
        format!(
            "type: object, properties: {{{}}}{required}{rest}",
            properties.join(", ")
        )
    }
}

/// Schemas that extend each other in more ways than one: as many types, and no more time for each.
#[test]
fn what_extends_what_is_put_together_once() {
    const COUNT: usize = 300;
    let chains = [
        // Each takes in the one before it twice, and once more in a property.
        "{allOf: [{$ref: BEFORE}, {$ref: BEFORE}, {type: object, properties: {NAME: {allOf: [{$ref: BEFORE}, {type: object, properties: {x: {type: string}}}]}}}]}",
        // The property of each takes in the one before it, which leads to the first one.
        "{type: object, properties: {p: {allOf: [{$ref: BEFORE}, {type: object, properties: {x: {type: string}}}]}}}",
        "{allOf: [{$ref: BEFORE}]}",
        "{$ref: BEFORE}",
        "{type: array, items: {$ref: BEFORE}}",
    ];
    for (chain, forwards) in chains
        .iter()
        .flat_map(|chain| [(chain, true), (chain, false)])
    {
        let mut schemas: Vec<String> = (1..COUNT)
            .map(|index| {
                let before = format!("'#/components/schemas/T{}'", index - 1);
                let schema = chain.replace("BEFORE", &before);
                format!(
                    "    T{index}: {}\n",
                    schema.replace("NAME", &format!("p{index}"))
                )
            })
            .collect();
        if !forwards {
            schemas.reverse();
        }
        let text = format!(
            "openapi: 3.0.3\ninfo: {{title: t, version: '1'}}\npaths: {{}}\ncomponents:\n  schemas:\n    T0: {{type: object, properties: {{p: {{type: string}}}}}}\n{}",
            schemas.concat()
        );
        let (ends, ended) = mpsc::channel();
        let worker = thread::Builder::new().stack_size(STACK);
        worker
            .spawn(move || {
                let attempt = codegen::attempt(&spec(&text));
                assert!(attempt.found.is_empty(), "{:?}", attempt.found);
                ends.send(attempt.model.unwrap().types.len()).unwrap();
            })
            .unwrap();
        match ended.recv_timeout(AT_ONCE) {
            Ok(types) => assert!(types <= 2 * COUNT, "{types} types for {chain}"),
            Err(_) => panic!("it panics or does not end: {chain}"),
        }
    }
}

/// A schema in a schema in a schema, on the stack of a main thread: the typed parse needs it.
#[test]
fn depth_ends_in_types_or_in_a_report() {
    let kinds = [
        "{type: array, items: X}",
        "{type: object, additionalProperties: X}",
        "{type: object, properties: {a: X}}",
        "{allOf: [X]}",
        "{allOf: [X, {type: object}]}",
        "{type: object, nullable: true, allOf: [{properties: {a: X}}]}",
    ];
    for (kind, depth) in kinds
        .iter()
        .flat_map(|kind| [30, 100, 1_000].map(|depth| (kind, depth)))
    {
        let (before, after) = kind.split_once('X').unwrap();
        let schema = format!(
            "{}{{type: object}}{}",
            before.repeat(depth),
            after.repeat(depth)
        );
        let text = format!(
            "openapi: 3.0.3\ninfo: {{title: t, version: '1'}}\npaths: {{}}\ncomponents: {{schemas: {{A: {schema}}}}}\n"
        );
        let (ends, ended) = mpsc::channel();
        let worker = thread::Builder::new().stack_size(8 * STACK);
        worker
            .spawn(move || ends.send(outcome(&spec(&text)).map(|files| are_rust(&files))))
            .unwrap();
        let outcome = ended.recv_timeout(AT_ONCE);
        let outcome = outcome.unwrap_or_else(|_| panic!("{depth} of {kind}"));
        assert!(
            outcome.is_ok() || depth > 30,
            "{depth} of {kind}: {outcome:?}"
        );
    }
}
