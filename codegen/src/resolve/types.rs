//! Questions about types that are made.

use super::Resolver;
use crate::ir::{Field, Shape, Ty, TypeId};

impl Resolver<'_> {
    /// The struct that a type is, itself or by aliases, and its fields.
    pub(super) fn fields_of<'t>(&'t self, ty: &'t Ty) -> Option<(&'t TypeId, &'t [Field])> {
        let Ty::Named(id) = self.unaliased(ty) else {
            return None;
        };
        match &self.types.get(id)?.shape {
            Shape::Struct {
                fields, rest: None, ..
            } => Some((id, fields)),
            _ => None,
        }
    }

    /// The type behind aliases. Bounded, since aliases can be circular.
    pub(super) fn unaliased<'t>(&'t self, mut ty: &'t Ty) -> &'t Ty {
        for _ in 0..self.types.len() {
            match ty {
                Ty::Named(id) => match self.types.get(id).map(|ty| &ty.shape) {
                    Some(Shape::Alias(next)) => ty = next,
                    _ => break,
                },
                _ => break,
            }
        }
        ty
    }

    pub(super) fn is_collection(&self, ty: &Ty) -> bool {
        matches!(
            self.unaliased(ty),
            Ty::List(_) | Ty::Map(_) | Ty::JsonObject
        )
    }

    /// Whether a value contains others.
    pub(super) fn has_parts(&self, ty: &Ty) -> bool {
        match self.unaliased(ty) {
            _ if self.is_collection(ty) => true,
            Ty::Nullable(ty) => self.has_parts(ty),
            Ty::Named(id) => {
                let shape = self.types.get(id).map(|ty| &ty.shape);
                matches!(shape, Some(Shape::Struct { .. } | Shape::Newtype(_)))
            }
            _ => false,
        }
    }

    /// Whether a value can be encoded as a string, or in a query as a list of strings.
    pub(super) fn fits(&self, ty: &Ty, list_allowed: bool) -> bool {
        match self.unaliased(ty) {
            Ty::Bool
            | Ty::I32
            | Ty::I64
            | Ty::U32
            | Ty::U64
            | Ty::F32
            | Ty::F64
            | Ty::String
            | Ty::Secret
            | Ty::DateTime => true,
            Ty::List(item) => list_allowed && self.fits(item, false),
            Ty::Named(id) => self
                .types
                .get(id)
                .is_some_and(|ty| matches!(ty.shape, Shape::Enum(_))),
            _ => false,
        }
    }

    /// Whether the style `form` of OpenAPI, with `explode`, is defined for a property: a scalar, an
    /// array of them, or an object of them.
    pub(super) fn fits_form(&self, ty: &Ty) -> bool {
        self.fits(ty, true)
            || match self.unaliased(ty) {
                Ty::Json | Ty::JsonObject => true,
                Ty::Map(value) => self.fits(value, false),
                Ty::Named(id) => match self.types.get(id).map(|ty| &ty.shape) {
                    Some(Shape::Struct { fields, .. }) => {
                        fields.iter().all(|field| self.fits(&field.ty, false))
                    }
                    _ => false,
                },
                _ => false,
            }
    }
}
