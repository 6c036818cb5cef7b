//! Types of requests and responses.

use super::{Docs, Presence, Scalar, Status};
use crate::names::Ident;
use crate::pointer::Pointer;

/// The key of a type: the name of its schema, or for an inline one where it stands.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TypeId(pub String);

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
    /// Which way its values travel.
    pub flow: Flow,
    /// Whether the spec gives it a name.
    pub home: Home,
    /// Its documentation.
    pub docs: Docs,
    /// Whether it is deprecated.
    pub status: Status,
    /// The macros that add to it; the analysis finds them.
    pub derives: Vec<Derive>,
    /// Where it stands in the spec.
    pub origin: Pointer,
}

impl Type {
    /// The fields. Only an object has some.
    pub fn fields(&self) -> &[Field] {
        match &self.shape {
            Shape::Struct { fields, .. } => fields,
            Shape::Enum(_) | Shape::Alias(_) | Shape::Newtype(_) => &[],
        }
    }

    /// The types of what it is made of.
    pub fn parts(&self) -> impl Iterator<Item = &Ty> {
        let (rest, inner) = match &self.shape {
            Shape::Struct { rest, .. } => (rest.as_ref(), None),
            Shape::Alias(inner) | Shape::Newtype(inner) => (None, Some(inner)),
            Shape::Enum(_) => (None, None),
        };
        let fields = self.fields().iter().map(|field| &field.ty);
        fields.chain(rest).chain(inner)
    }

    /// Whether it is an enum.
    pub fn is_enum(&self) -> bool {
        matches!(self.shape, Shape::Enum(_))
    }
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
    /// A string out of a list that may grow.
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
    /// Whether it is required.
    pub presence: Presence,
    /// Where it stands among the arguments of a call: as in the description's `required`, and
    /// behind all of those if it is optional.
    pub rank: usize,
    /// Whether it is nullable.
    pub nullable: Nullability,
    /// Whether it travels one way only.
    pub access: Access,
    /// How Rust stores it; the analysis decides.
    pub storage: Storage,
    /// Whether it has to be on the heap; the analysis decides.
    pub boxing: Boxing,
    /// Which items it keeps, if it is a list; the analysis decides.
    pub items: Items,
    /// What an empty string is, if it is a string; the analysis decides.
    pub empty: Empty,
    /// Its documentation.
    pub docs: Docs,
    /// Whether it is deprecated.
    pub status: Status,
    /// Where it stands in the spec.
    pub origin: Pointer,
}

impl Field {
    /// Whether a request can have it.
    pub fn is_sent(&self) -> bool {
        self.access != Access::ReadOnly
    }
}

/// Whether a value is nullable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nullability {
    /// It is not.
    Never,
    /// It is.
    Nullable,
}

/// Which way a property travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Either way.
    Both,
    /// From the server only: `readOnly`.
    ReadOnly,
    /// To the server only: `writeOnly`.
    WriteOnly,
}

/// How a field is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Storage {
    /// `T`.
    Plain,
    /// `Option<T>`: absent when it is `None`.
    Option,
    /// `Nullable<T>`: sent as `null` when it is `Null`.
    Nullable,
    /// `Option<Nullable<T>>`: absent, `null`, or a value.
    OptionNullable,
}

/// Whether a field is on the heap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Boxing {
    /// In place.
    Inline,
    /// Behind a `Box`: its type contains the field's type, or there are many that lack it.
    Boxed,
}

/// Which items of a list are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Items {
    /// All of them: one that cannot be decoded fails the list.
    All,
    /// Those that can be decoded.
    Readable,
}

/// What an empty string is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Empty {
    /// A value like others.
    Value,
    /// No value.
    Absent,
}

/// A macro of the crate that is called for a type.
#[derive(Debug, Clone)]
pub struct Derive {
    /// The macro, and the module of the crate that has it.
    pub name: Ident,
    /// The fields that it is called with.
    pub fields: Vec<Ident>,
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
    /// A value that is not made of others.
    Scalar(Scalar),
    /// Any JSON value.
    Json,
    /// Any JSON object.
    JsonObject,
    /// A list.
    List(Box<Ty>),
    /// A map from strings.
    Map(Box<Ty>),
    /// A nullable item of a list or value of a map.
    Nullable(Box<Ty>),
    /// A type of the SDK.
    Named(TypeId),
}

impl Ty {
    /// The type of the SDK in it.
    pub fn named(&self) -> Option<&TypeId> {
        match self {
            Self::Named(id) => Some(id),
            Self::List(inner) | Self::Map(inner) | Self::Nullable(inner) => inner.named(),
            Self::Scalar(_) | Self::Json | Self::JsonObject => None,
        }
    }
}
