//! The model to tokens, one file for each kind of output. Nothing here can fail.

#![warn(
    clippy::wildcard_enum_match_arm,
    reason = "a new variant must not be forgotten"
)]

mod actor;
mod arguments;
mod builder;
mod docs;
mod driver;
mod imports;
mod operations;
mod paths;
mod resource;
mod schema;
mod servers;
mod signature;
pub(crate) mod spelling;
mod ty;
mod wrap;

use proc_macro2::TokenStream;
use quote::quote;

use crate::analyze::Checked;
use crate::ir::{Actor, Api, Path, Type};
use crate::{Files, format};
pub(crate) use schema::arguments_of_new;
pub(crate) use servers::setter as setter_of_server;

/// The folders of `generated/`. All Rust in them is generated; beside them are single files.
pub const FOLDERS: [&str; 4] = ["paths", "schemas", "servers", "actors"];

/// A module of the crate, not yet rendered: tokens cannot move between threads, this can.
#[derive(Debug, Clone, Copy)]
enum Module<'a> {
    Root,
    Schemas,
    Schema(&'a Type),
    Paths,
    Path(&'a Path),
    Resources,
    Actors,
    Actor(&'a Actor),
    Servers,
    Operations,
}

/// The crate's `generated/` folder.
pub fn sdk(api: &Checked) -> Files {
    let fixed = [
        Module::Root,
        Module::Schemas,
        Module::Paths,
        Module::Resources,
        Module::Operations,
    ];
    let schemas = api.types.values().map(Module::Schema);
    let paths = api.paths.iter().map(Module::Path);
    let actors = api.actors.iter().map(Module::Actor);
    let servers = (!api.servers.is_empty()).then_some(Module::Servers);
    let actors = actors.chain((!api.actors.is_empty()).then_some(Module::Actors));
    let modules: Vec<Module<'_>> = fixed
        .into_iter()
        .chain(schemas)
        .chain(paths)
        .chain(servers)
        .chain(actors)
        .collect();
    format::files(&modules, &|module| (module.file(), module.tokens(api)))
}

/// For tests: calls every operation by its id, with inputs by wire name, through its builder.
pub fn test_driver(api: &Checked) -> String {
    format::text(driver::tokens(api))
}

impl Module<'_> {
    fn file(self) -> String {
        match self {
            Self::Root => "mod.rs".to_owned(),
            Self::Schemas => "schemas/mod.rs".to_owned(),
            Self::Schema(ty) => format!("schemas/{}.rs", ty.module.bare()),
            Self::Paths => "paths/mod.rs".to_owned(),
            Self::Path(path) => format!("paths/{}.rs", path.module.bare()),
            Self::Resources => "resources.rs".to_owned(),
            Self::Actors => "actors/mod.rs".to_owned(),
            Self::Actor(actor) => format!("actors/{}.rs", actor.module.bare()),
            Self::Servers => "servers/mod.rs".to_owned(),
            Self::Operations => "operations.rs".to_owned(),
        }
    }

    fn tokens(self, api: &Api) -> TokenStream {
        match self {
            Self::Root => root(api),
            Self::Schemas => schema::index(api),
            Self::Schema(ty) => schema::module(api, ty),
            Self::Paths => paths::index(api),
            Self::Path(path) => paths::module(api, path),
            Self::Resources => resource::tree(api),
            Self::Actors => actor::index(api),
            Self::Actor(actor) => actor::module(api, actor),
            Self::Servers => servers::module(api),
            Self::Operations => operations::table(api),
        }
    }
}

fn root(api: &Api) -> TokenStream {
    let actors = (!api.actors.is_empty()).then(|| {
        quote!(
            pub mod actors;
        )
    });
    let servers = (!api.servers.is_empty()).then(|| {
        quote!(
            mod servers;
        )
    });
    let doc = docs::inner("The API in Rust, generated from its description.");
    quote! {
        #doc
        #![allow(
            rustdoc::redundant_explicit_links,
            clippy::doc_lazy_continuation,
            clippy::doc_nested_refdefs,
            clippy::doc_overindented_list_items,
            clippy::new_ret_no_self,
            clippy::self_named_constructors,
            clippy::should_implement_trait,
            clippy::wrong_self_convention,
            reason = "the names and the prose are those of the API"
        )]
        #[cfg(feature = "testing")]
        pub(crate) mod operations;
        pub mod paths;
        pub mod resources;
        pub mod schemas;
        #servers
        #actors
    }
}
