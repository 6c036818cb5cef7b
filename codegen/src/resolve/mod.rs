//! `openapiv3` to the model: every reference followed, every name given, every type known.

mod bodies;
mod docs;
mod kinds;
mod media;
mod merge;
mod operations;
mod pages;
mod parameters;
mod references;
mod schemas;
mod scopes;
mod secrets;
mod tree;
mod undeclared;

use indexmap::IndexMap;

use crate::Text;
use crate::diagnostic::{Diagnostic, Place, Report, Surplus};
use crate::ir::{Api, Type, TypeId};
use crate::names::{Namer, Scope};
use crate::pointer::Pointer;
use crate::spec::Spec;
pub(crate) use operations::verb;

/// A model that nobody has checked yet.
#[derive(Debug)]
pub struct Draft(pub(crate) Api);

/// Builds the model, as far as the description and the names let it: what is wrong with them comes
/// beside it.
///
/// # Errors
///
/// If `names.toml` cannot be read. By which names it would have called everything, nobody knows.
pub fn api(spec: &Spec, names: Option<&Text>) -> Result<(Draft, Vec<Diagnostic>), Report> {
    let mut resolver = Resolver {
        spec,
        names: Namer::new(names)?,
        types: IndexMap::new(),
        type_names: Scope::schemas(),
        type_modules: Scope::schema_modules(),
        found: Vec::new(),
    };
    resolver.components();
    let mut paths = resolver.paths();
    let resources = resolver.resources(&paths);
    let scopes = resolver.scopes(&mut paths);
    let library = resolver.names.library();
    let Resolver {
        names,
        types,
        mut found,
        ..
    } = resolver;
    found.extend(names.finish());
    let info = &spec.api.info;
    let draft = Draft(Api {
        title: info.title.clone(),
        version: info.version.clone(),
        types,
        paths,
        resources,
        scopes,
        library,
    });
    Ok((draft, found))
}

/// What the parts of this stage share.
struct Resolver<'a> {
    spec: &'a Spec,
    names: Namer,
    types: IndexMap<TypeId, Type>,
    type_names: Scope,
    type_modules: Scope,
    found: Vec<Diagnostic>,
}

impl Resolver<'_> {
    /// Something is wrong with a value.
    fn report(
        &mut self,
        code: &'static str,
        at: &Pointer,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.find(code, Place::spec(at), message.into(), help.into());
    }

    /// Something is wrong with what an entry is called, or with its being there.
    fn report_key(
        &mut self,
        code: &'static str,
        at: &Pointer,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.find(code, Place::spec_key(at), message.into(), help.into());
    }

    /// Says what the last report is about.
    fn about(&mut self, name: &str, surplus: Option<Surplus>) {
        let last = self.found.pop();
        self.found
            .extend(last.map(|last| last.about(name, surplus)));
    }

    /// Something is left out, and the output is right without it.
    fn warn(
        &mut self,
        code: &'static str,
        place: Place,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.found
            .push(Diagnostic::warning(code, place, message, help));
    }

    fn find(&mut self, code: &'static str, place: Place, message: String, help: String) {
        self.found.push(Diagnostic::new(code, place, message, help));
    }
}
