//! Objects: what a generated type says about itself.

use std::any::type_name;

use super::{Map, Slot, View, Wire};

/// A field to encode: its name on the wire, and its value.
pub(crate) type Field<'a> = (&'static str, &'a dyn Wire);

/// A field to decode into.
pub(crate) type FieldMut<'a> = (&'static str, &'a mut dyn Wire);

/// What is to be done with the fields, and with the map of all other properties if there is one.
pub(crate) type VisitMut<'a> = dyn FnMut(&mut [FieldMut<'_>], Option<&mut dyn Map>) + 'a;

/// A type with fields that are known when it is compiled.
///
/// The fields are handed to a visitor, not returned, so that their list can live on the stack.
pub(crate) trait Object {
    /// Calls `visit` once, with all fields.
    fn fields(&self, visit: &mut dyn FnMut(&[Field<'_>]));

    /// Calls `visit` once, with all fields, in the order of [`Object::fields`], and with
    /// [`Object::rest`].
    fn fields_mut(&mut self, visit: &mut VisitMut<'_>);

    /// Where the properties are that no field is named after, if the type keeps them.
    fn rest(&self) -> Option<&dyn Map> {
        None
    }

    /// The names of the fields that only the API sets. A request never has them.
    fn read_only(&self) -> &'static [&'static str] {
        &[]
    }

    /// The names of the fields that are lists without the items that cannot be decoded.
    fn skips_unreadable(&self) -> &'static [&'static str] {
        &[]
    }

    /// The names of the optional fields of which an empty string is none.
    fn absent_if_empty(&self) -> &'static [&'static str] {
        &[]
    }
}

impl<T: Object> Wire for T {
    fn view(&self) -> View<'_> {
        View::Object(self, type_name::<T>())
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::Object(self)
    }
}

/// A box is there for the compiler, since a type cannot contain itself; the wire knows nothing of it.
impl<T: Object> Object for Box<T> {
    fn fields(&self, visit: &mut dyn FnMut(&[Field<'_>])) {
        (**self).fields(visit);
    }

    fn fields_mut(&mut self, visit: &mut VisitMut<'_>) {
        (**self).fields_mut(visit);
    }

    fn rest(&self) -> Option<&dyn Map> {
        (**self).rest()
    }

    fn read_only(&self) -> &'static [&'static str] {
        (**self).read_only()
    }

    fn skips_unreadable(&self) -> &'static [&'static str] {
        (**self).skips_unreadable()
    }

    fn absent_if_empty(&self) -> &'static [&'static str] {
        (**self).absent_if_empty()
    }
}
