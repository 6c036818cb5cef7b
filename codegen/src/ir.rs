//! The model of an SDK: data only, in the order of the spec. `cargo xtask ir` prints it.

use std::fmt;

use indexmap::IndexMap;

use crate::names::Ident;
use crate::pointer::Pointer;

/// An API.
#[derive(Debug, Clone)]
pub struct Api {
    /// Its name.
    pub title: String,
    /// Its version.
    pub version: String,
    /// One for each schema of the spec, then those that have no name of their own there.
    pub types: IndexMap<TypeId, Type>,
    /// In the order of the spec.
    pub paths: Vec<Path>,
    /// The tree of handles, each level sorted by name.
    pub resources: Vec<Resource>,
    /// The crate that examples use, where `names.toml` names one.
    pub library: Option<Ident>,
}

/// The key of a type: the name of its schema, or for an inline one where it stands.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TypeId(pub String);

/// A path and what can be done there.
#[derive(Debug, Clone)]
pub struct Path {
    /// `/v1/members/{member_id}`.
    pub template: String,
    /// The module of its builders.
    pub module: Ident,
    /// At least one.
    pub operations: Vec<Operation>,
}

/// An operation.
#[derive(Debug, Clone)]
pub struct Operation {
    /// `operationId`.
    pub id: String,
    /// The HTTP method.
    pub verb: Verb,
    /// The resource that it belongs to, from the client down.
    pub resource: Vec<Ident>,
    /// The method of that resource's handle.
    pub method: Ident,
    /// The type that collects its arguments.
    pub builder: Ident,
    /// Path, query, header and cookie parameters.
    pub parameters: Vec<Parameter>,
    /// What is sent.
    pub body: Body,
    /// What comes back.
    pub answer: Answer,
    /// The types of what comes back when the call fails.
    pub failures: Vec<TypeId>,
    /// Whether it may be sent twice.
    pub repetition: Repetition,
    /// How its answers come in pages, if they do.
    pub page: Option<Page>,
    /// The setters, beside the arguments, that make an example sensible.
    pub example: Vec<Ident>,
    /// Its documentation.
    pub docs: Docs,
    /// Whether it should still be used.
    pub status: Status,
    /// Where it stands in the spec.
    pub origin: Pointer,
}

/// An HTTP method.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verb {
    /// `GET`.
    Get,
    /// `PUT`.
    Put,
    /// `POST`.
    Post,
    /// `DELETE`.
    Delete,
    /// `OPTIONS`.
    Options,
    /// `HEAD`.
    Head,
    /// `PATCH`.
    Patch,
    /// `TRACE`.
    Trace,
}

impl fmt::Display for Verb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&format!("{self:?}").to_uppercase())
    }
}

/// A node of the tree of handles.
#[derive(Debug, Clone)]
pub struct Resource {
    /// The method that leads here.
    pub name: Ident,
    /// The type of the handle.
    pub handle: Ident,
    /// `scim.connection`.
    pub path: Vec<Ident>,
    /// Indices into `Api::paths` and the path's operations.
    pub operations: Vec<(usize, usize)>,
    /// Further down.
    pub children: Vec<Resource>,
    /// Its documentation.
    pub docs: Docs,
}

/// A parameter.
#[derive(Debug, Clone)]
pub struct Parameter {
    /// Its name in the request.
    pub wire: String,
    /// The argument or the setter.
    pub name: Ident,
    /// Where it goes.
    pub place: Place,
    /// Its type.
    pub ty: Ty,
    /// Required ones are arguments, optional ones setters.
    pub presence: Presence,
    /// Its documentation.
    pub docs: Docs,
    /// Whether it should still be used.
    pub status: Status,
    /// Where it stands in the spec.
    pub origin: Pointer,
}

/// Where a parameter goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Into the path.
    Path,
    /// Into the query.
    Query(ListStyle),
    /// Into a header.
    Header,
    /// Into a cookie.
    Cookie,
}

/// How a list stands in a query.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListStyle {
    /// `a=1&a=2`.
    Repeated,
    /// `a=1,2`, by this character.
    Joined(char),
}

/// Whether something has to be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// It has to.
    Required,
    /// It may be left out.
    Optional,
}

/// Whether something should still be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// It may.
    Current,
    /// It should not.
    Deprecated,
}

/// What an operation sends.
#[derive(Debug, Clone)]
pub enum Body {
    /// Nothing.
    None,
    /// An object, whose properties are arguments and setters.
    Fields {
        /// How it is written.
        media: Media,
        /// The type of the object.
        ty: TypeId,
        /// The argument or setter for each field, in the order of the fields.
        setters: Vec<Ident>,
    },
    /// A single value, which is an argument.
    Whole {
        /// How it is written.
        media: Media,
        /// Its type.
        ty: Ty,
    },
}

/// How a body is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Media {
    /// `application/json`.
    Json,
    /// `application/x-www-form-urlencoded`.
    Form,
    /// `text/plain`.
    Text,
    /// Bytes.
    Binary,
}

/// What an operation gives back when it succeeds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// Nothing.
    Empty,
    /// A JSON value.
    Json(Ty),
    /// A JSON value or nothing.
    MaybeJson(Ty),
    /// Text.
    Text,
    /// Bytes.
    Binary,
}

/// Whether a call may be sent again when nobody knows whether the first one arrived.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Repetition {
    /// Twice is the same as once.
    Safe,
    /// Twice may be another thing than once.
    Unsafe,
}

/// How the answers of an operation come in pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The setter of the cursor.
    pub cursor: Ident,
    /// The setter of how many elements a page has.
    pub limit: Option<Ident>,
    /// The fields that lead to the list, from the answer down.
    pub items: Vec<Ident>,
    /// The type of its elements.
    pub item: Ty,
    /// The fields that lead to the cursor of the next page.
    pub next: Vec<Ident>,
}

/// A type of the SDK.
#[derive(Debug, Clone)]
pub struct Type {
    /// Its key.
    pub id: TypeId,
    /// Its Rust name.
    pub name: Ident,
    /// Its module.
    pub module: Ident,
    /// What it is made of.
    pub shape: Shape,
    /// Where it is used.
    pub flow: Flow,
    /// Whether the spec gives it a name.
    pub home: Home,
    /// Its documentation.
    pub docs: Docs,
    /// Whether it should still be used.
    pub status: Status,
    /// Where it stands in the spec.
    pub origin: Pointer,
}

/// Whether the spec gives a type a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Home {
    /// One of `components.schemas`.
    Component,
    /// Written where it is used.
    Inline,
}

/// Which way the values of a type travel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flow {
    /// No operation uses it.
    Unused,
    /// To the server.
    Request,
    /// From the server.
    Response,
    /// Either way.
    Both,
}

/// What a type is made of.
#[derive(Debug, Clone)]
pub enum Shape {
    /// An object with known properties, and perhaps others of one type.
    Struct {
        /// The known ones.
        fields: Vec<Field>,
        /// The type of the others, where they are kept.
        rest: Option<Ty>,
    },
    /// A text out of a list that may grow.
    Enum(Vec<Variant>),
    /// Another name for a type.
    Alias(Ty),
    /// Another name for a type that contains itself, which an alias cannot be.
    Newtype(Ty),
}

/// A property.
#[derive(Debug, Clone)]
pub struct Field {
    /// Its name in JSON.
    pub wire: String,
    /// Its name in Rust.
    pub name: Ident,
    /// What it holds.
    pub ty: Ty,
    /// Whether it has to be there.
    pub presence: Presence,
    /// Whether it may be `null`.
    pub nullable: Nullability,
    /// How Rust stores it; the analysis decides.
    pub storage: Storage,
    /// Whether it has to be on the heap; the analysis decides.
    pub boxing: Boxing,
    /// Its documentation.
    pub docs: Docs,
    /// Whether it should still be used.
    pub status: Status,
    /// Where it stands in the spec.
    pub origin: Pointer,
}

/// Whether a value may be `null`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nullability {
    /// It may not.
    Never,
    /// It may.
    Nullable,
}

/// How a field is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Storage {
    /// `T`.
    Plain,
    /// `Option<T>`: left out when it is `None`.
    Option,
    /// `Nullable<T>`: sent as `null` when it is `Null`.
    Nullable,
    /// `Option<Nullable<T>>`: left out, `null`, or a value.
    OptionNullable,
}

/// Whether a field is on the heap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Boxing {
    /// In place.
    Inline,
    /// Behind a `Box`, since its type contains the field's type.
    Boxed,
}

/// A value of an enum.
#[derive(Debug, Clone)]
pub struct Variant {
    /// As it is sent.
    pub wire: String,
    /// Its name in Rust.
    pub name: Ident,
    /// Its documentation.
    pub docs: Docs,
}

/// The type of a value.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Ty {
    /// `bool`.
    Bool,
    /// `i32`.
    I32,
    /// `i64`.
    I64,
    /// `u32`.
    U32,
    /// `u64`.
    U64,
    /// `f32`.
    F32,
    /// `f64`.
    F64,
    /// `String`.
    String,
    /// A text that must not be seen.
    Secret,
    /// A point in time.
    DateTime,
    /// Any JSON value.
    Json,
    /// Any JSON object.
    JsonObject,
    /// Bytes; only as a whole body.
    Binary,
    /// A list.
    List(Box<Ty>),
    /// A map from text.
    Map(Box<Ty>),
    /// A list element or a map value that may be `null`.
    Nullable(Box<Ty>),
    /// A type of the SDK.
    Named(TypeId),
}

/// What is said about a thing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Docs {
    /// Prose; Markdown, as the spec or an overlay has it.
    pub text: String,
    /// What follows from the schema.
    pub facts: Vec<Fact>,
    /// Inline code that names a part of the SDK; the analysis finds it.
    pub links: Vec<Link>,
}

/// Inline code that names a part of the SDK.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The code as it stands in the prose.
    pub text: String,
    /// What it names.
    pub target: Target,
}

/// What documentation can lead to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A type of a schema.
    Type(Ident),
    /// A handle.
    Handle(Ident),
    /// A method of a handle.
    Method(Ident, Ident),
}

/// Something that a schema says about a value beside its type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fact {
    /// What the server takes where nothing is given, as JSON.
    Default(String),
    /// How large or long it may be, as a sentence.
    Range(String),
    /// A regular expression that it matches.
    Pattern(String),
}
