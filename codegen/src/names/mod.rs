//! Makes all Rust names: from the names of the description, by rules that depend on the name alone,
//! and by the exceptions in `names.toml`.
//!
//! Two things with one name in one namespace are an error that proposes an exception. With a counter
//! behind the name, a new schema would rename an old type.

mod actors;
mod collisions;
mod default;
mod namespace;
mod proposal;
mod rules;
mod servers;
mod sources;
mod table;
mod words;

use std::collections::HashMap;

use crate::Text;
use crate::diagnostic::{Code, Diagnostic, Location, Report};
use crate::verb::Verb;
use default::by_endpoint;
pub use namespace::Namespace;
pub use proposal::with;
use rules::{Hit, Rules};
pub(crate) use sources::tables;
pub use sources::{SourceKeys, of_sources};
use table::Table;
pub(crate) use words::given;
pub use words::literal;

/// A Rust identifier, `r#` included where it needs one.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Ident(String);

impl Ident {
    /// As in code.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// As in a file name.
    pub fn bare(&self) -> &str {
        self.0.strip_prefix("r#").unwrap_or(&self.0)
    }

    /// With a word in front: `maybe_type` for `r#type`, and `maybe_1` for `_1`.
    pub fn after(&self, word: &str) -> String {
        format!("{word}_{}", self.bare().trim_start_matches('_'))
    }
}

/// A path of resources: `scim.connection`.
pub fn dotted(path: &[Ident]) -> String {
    path.iter().map(Ident::bare).collect::<Vec<_>>().join(".")
}

/// The path to an operation: `client.scim().connection().create(…)`.
#[derive(Debug, Clone)]
pub struct OperationName {
    /// From the client down.
    pub resource: Vec<Ident>,
    /// The method of the last handle.
    pub method: Ident,
    /// The type that the method returns.
    pub builder: Ident,
}

/// The methods of the client in the runtime.
const CLIENT: &[&str] = &["new", "builder", "from_env", "request", "clone"];

/// The methods that every type has by value, which method resolution prefers.
const HANDLE: &[&str] = &["into", "try_into"];

/// The methods of every builder, and the names that its code uses. A test in `tests/architecture`
/// compares these lists with the code.
const BUILDER: &[&str] = &[
    "new",
    "send",
    "respond",
    "wait",
    "with_timeout",
    "with_retry",
    "with_header",
    "with_query",
    "with_body_field",
    "without_retries",
    "pages",
    "items",
    "into_future",
    "call",
    "body",
    "client",
    "acting",
    "acting_self",
    "list",
    "map",
    "rfc3339",
];

/// The separator between the id of an inline type and its pointer, where a component has that id.
pub const INLINE: &str = " at ";

/// Returns the words of a name on the wire, in lower case.
pub fn words_of(wire: &str) -> Vec<String> {
    let snake = words::snake(wire);
    let words = snake.trim_start_matches("r#").split('_');
    words
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Makes names and collects diagnostics about them.
#[derive(Debug)]
pub struct Namer {
    rules: Rules,
    found: Vec<Diagnostic>,
    /// The proposed names, by table and by what they are for.
    proposed: HashMap<(&'static str, String), String>,
}

impl Namer {
    /// Returns a namer with the rules of `names.toml`.
    pub fn new(names: Option<&Text>) -> Result<Self, Report> {
        let rules = match names {
            Some(names) => {
                Rules::parse(&names.text).map_err(|diagnostics| Report { diagnostics })?
            }
            None => Rules::default(),
        };
        Ok(Self {
            rules,
            found: Vec::new(),
            proposed: HashMap::new(),
        })
    }

    /// Returns the diagnostics, including those about unused entries.
    pub fn finish(mut self) -> Vec<Diagnostic> {
        self.found.extend(self.rules.unused());
        self.found
    }

    /// The crate that examples use.
    pub fn library(&mut self) -> Option<Ident> {
        let (name, span) = self.rules.library.clone()?;
        Some(self.given(name, span))
    }

    /// The type of a component schema, or of an inline schema by the name of its owner.
    pub fn schema(&mut self, id: &str) -> Ident {
        let (name, place) = match id.split_once(INLINE) {
            Some((name, place)) => (name, Some(place)),
            None => (id, None),
        };
        let hit = self.rules.find(Table::Schemas, id);
        // A pattern for the name applies here too; an exception is for the component.
        let mut of_name = || self.rules.find(Table::Schemas, name);
        let of_name = || of_name().filter(|hit| place.is_some() && hit.star.is_some());
        match hit
            .filter(|hit| place.is_none() || hit.star.is_none())
            .or_else(of_name)
        {
            Some(Hit {
                to,
                star: Some(star),
                ..
            }) => Ident(self.camel(&to.replacen('*', &format!("_{star}"), 1), "Schema")),
            Some(hit) => self.given(hit.to, hit.span),
            None => Ident(self.camel(name, "Schema")),
        }
    }

    /// The module of a type.
    pub fn module_of(&self, ident: &Ident) -> Ident {
        let mut module = module(words::snake(ident.as_str()));
        avoid(&mut module, &["bodies"]);
        module
    }

    /// The module of a path.
    pub fn path_module(&mut self, path: &str) -> Ident {
        if let Some(hit) = self.rules.find(Table::Modules, path) {
            let given = self.given(hit.to, hit.span);
            return module(given.0);
        }
        let mut spelt = Vec::new();
        for segment in self.rules.strip(path).trim_start_matches('/').split('/') {
            match segment
                .strip_prefix('{')
                .and_then(|rest| rest.strip_suffix('}'))
            {
                Some(parameter) => spelt.push(format!("by_{parameter}")),
                None if segment.is_empty() => spelt.push("slash".to_owned()),
                None => spelt.push(segment.replace(['{', '}'], "_")),
            }
        }
        module(self.snake(&spelt.join("_")))
    }

    /// The path to an operation: by `operations`, else by `resources`, else by its id and its path.
    pub fn operation(&mut self, id: &str, verb: Verb, path: &str) -> OperationName {
        let endpoint = format!("{verb} {path}");
        let exact = self
            .rules
            .find(Table::Operations, &endpoint)
            .or_else(|| self.rules.find(Table::Operations, id));
        let (mut resource, method) = if let Some(hit) = exact {
            let mut names: Vec<String> = hit.to.split('.').map(str::to_owned).collect();
            let method = names.pop().unwrap_or_default();
            (names, method)
        } else if let Some(hit) = self.rules.find(Table::Resources, id) {
            (
                hit.to.split('.').map(str::to_owned).collect(),
                hit.star.unwrap_or_else(|| id.to_owned()),
            )
        } else {
            self.default_operation((id != endpoint).then_some(id), verb, path)
        };
        resource.retain(|name| !name.is_empty());
        let last = resource.last().map_or("", String::as_str);
        let builder = Ident(words::builder(
            &self.rules.spelled(last),
            &self.rules.spelled(&method),
        ));
        let mut method = Ident(self.snake(&method));
        avoid(&mut method, HANDLE);
        let mut resource: Vec<Ident> = resource
            .iter()
            .map(|name| Ident(self.snake(name)))
            .collect();
        resource.iter_mut().for_each(|name| avoid(name, HANDLE));
        match resource.first_mut() {
            Some(first) => avoid(first, CLIENT),
            None => resource.push(Ident("root".to_owned())),
        }
        OperationName {
            resource,
            method,
            builder,
        }
    }

    /// The type of a resource's handle.
    pub fn handle(&self, resource: &[Ident]) -> Ident {
        let path: Vec<&str> = resource.iter().map(Ident::bare).collect();
        Ident(words::camel(&path.join("_"), "Resource"))
    }

    /// The setter or argument of a parameter.
    pub fn parameter(&mut self, wire: &str) -> Ident {
        let mut ident = match self.rules.find(Table::Parameters, wire) {
            Some(hit) => self.given(hit.to, hit.span),
            None => Ident(self.snake(wire)),
        };
        avoid(&mut ident, BUILDER);
        ident
    }

    /// The setter or argument of a property of the body, named like its field.
    pub fn setter(&self, field: &Ident) -> Ident {
        let mut ident = field.clone();
        avoid(&mut ident, BUILDER);
        ident
    }

    /// `body_id` for `id` of the body, where the path has an `id` too.
    pub fn elsewhere(&self, place: &str, ident: &Ident) -> Ident {
        Ident(format!("{place}_{}", ident.bare().trim_matches('_')))
    }

    /// The field of a property.
    pub fn field(&mut self, schema: &str, property: &str) -> Ident {
        match self
            .rules
            .find(Table::Properties, &format!("{schema}.{property}"))
        {
            Some(hit) => self.given(hit.to, hit.span),
            None => Ident(self.snake(property)),
        }
    }

    /// The variant of an enum's value.
    pub fn variant(&mut self, schema: &str, value: &str) -> Ident {
        match self
            .rules
            .find(Table::Variants, &format!("{schema}.{value}"))
        {
            Some(hit) => self.given(hit.to, hit.span),
            None => Ident(words::variant(&self.rules.spelled(value))),
        }
    }

    /// The method of an operation without an id.
    pub fn method_of(&mut self, verb: Verb, path: &str) -> String {
        self.snake(&by_endpoint(verb, path))
    }

    fn snake(&mut self, name: &str) -> String {
        words::snake(&self.rules.spelled(name))
    }

    fn camel(&mut self, name: &str, extension: &str) -> String {
        words::camel(&self.rules.spelled(name), extension)
    }

    /// Whether `names.toml` names an operation by its verb and path.
    pub fn is_told_apart(&mut self, verb: Verb, path: &str) -> bool {
        self.rules
            .find(Table::Operations, &format!("{verb} {path}"))
            .is_some()
    }

    fn given(&mut self, name: String, span: std::ops::Range<usize>) -> Ident {
        match words::given(&name) {
            Some(name) => Ident(name),
            None => {
                self.found.push(Diagnostic::new(
                    Code::NamesEntry,
                    Location::names(span),
                    format!("`{name}` cannot be a name in Rust"),
                    "use letters, digits and underscores, no digit at the front, and not `Self`",
                ));
                Ident("invalid".to_owned())
            }
        }
    }
}

/// A module is a file: not `mod.rs`, only ASCII, no device of Windows, at most 255 bytes. Clippy
/// warns of one with the name of the module around it.
fn module(name: String) -> Ident {
    let ascii = |c: char| {
        if c.is_ascii() {
            c.to_string()
        } else {
            format!("u{:x}", u32::from(c))
        }
    };
    let name: String = name.chars().map(ascii).collect();
    let bare = name.strip_prefix("r#").unwrap_or(&name);
    if ["mod", "schemas", "paths"].contains(&bare) || words::is_device(bare) {
        return Ident(format!("{bare}_"));
    }
    Ident(words::shortened_snake(name))
}

fn avoid(ident: &mut Ident, reserved: &[&str]) {
    if reserved.contains(&ident.as_str()) {
        ident.0.push('_');
    }
}
