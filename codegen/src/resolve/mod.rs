//! `openapiv3` to the model: every reference followed, every name given, every type known.

mod actors;
mod bodies;
mod content;
mod docs;
mod kinds;
mod media;
mod members;
mod merge;
mod node;
mod operations;
mod pages;
mod parameters;
mod parts;
mod plain;
mod references;
mod responses;
mod schemas;
mod secrets;
mod servers;
mod template;
mod tree;
mod types;
mod undeclared;

use std::collections::{HashMap, HashSet, VecDeque};
use std::rc::Rc;

use indexmap::IndexMap;

use crate::Text;
use crate::diagnostic::{Code, Diagnostic, Location, Report, Surplus};
use crate::ir::{Api, Server, Type, TypeId};
use crate::names::{Namer, Namespace};
use crate::pointer::Pointer;
use crate::spec::Spec;
use merge::Merged;
use parts::Part;
use references::Followed;
use schemas::Pending;

/// A model that is not checked yet.
#[derive(Debug)]
pub struct Draft(pub(crate) Api);

/// Builds the model as far as possible, and returns it with the diagnostics.
///
/// # Errors
///
/// If `names.toml` cannot be read: the names are unknown then.
pub fn api(spec: &Spec, names: Option<&Text>) -> Result<(Draft, Vec<Diagnostic>), Report> {
    let parts = parts::of(&spec.tree);
    let mut resolver = Resolver {
        spec,
        parts: &parts,
        names: Namer::new(names)?,
        types: IndexMap::new(),
        merged: HashMap::new(),
        followed: HashMap::new(),
        begun: HashSet::new(),
        open: VecDeque::new(),
        type_names: Namespace::schemas(),
        type_modules: Namespace::schema_modules(),
        servers: Vec::new(),
        server_names: Namespace::servers(),
        found: Vec::new(),
    };
    resolver.components();
    let mut paths = resolver.paths();
    let resources = resolver.resources(&paths);
    let actors = resolver.actors(&mut paths);
    let marker = resolver.client_marker(&actors);
    let library = resolver.names.library();
    let Resolver {
        names,
        types,
        servers,
        mut found,
        ..
    } = resolver;
    found.extend(names.finish());
    let info = &spec.api.info;
    let draft = Draft(Api {
        title: info.title.clone(),
        version: info.version.clone(),
        types,
        servers,
        paths,
        resources,
        actors,
        marker,
        library,
    });
    Ok((draft, found))
}

/// The state of this stage.
struct Resolver<'a> {
    spec: &'a Spec,
    parts: &'a IndexMap<Pointer, Part>,
    names: Namer,
    types: IndexMap<TypeId, Type>,
    /// The merged objects, by pointer.
    merged: HashMap<Pointer, Rc<Merged<'a>>>,
    /// What references say about a value.
    followed: HashMap<&'a str, Followed<'a>>,
    /// The types that are declared or will be, by name and pointer.
    begun: HashSet<(TypeId, Pointer)>,
    /// Those that will be.
    open: VecDeque<Pending<'a>>,
    type_names: Namespace,
    type_modules: Namespace,
    servers: Vec<Server>,
    server_names: Namespace,
    found: Vec<Diagnostic>,
}

impl Resolver<'_> {
    /// Reports a value.
    fn report(
        &mut self,
        code: Code,
        at: &Pointer,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.find(code, Location::spec(at), message.into(), help.into());
    }

    /// Reports a key, or the presence of an entry.
    fn report_key(
        &mut self,
        code: Code,
        at: &Pointer,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.find(code, Location::spec_key(at), message.into(), help.into());
    }

    /// Adds the name that the last diagnostic is about.
    fn about(&mut self, name: &str, surplus: Option<Surplus>) {
        let last = self.found.pop();
        self.found
            .extend(last.map(|last| last.about(name, surplus)));
    }

    fn find(&mut self, code: Code, location: Location, message: String, help: String) {
        self.found
            .push(Diagnostic::new(code, location, message, help));
    }
}
