//! What is the same thing in both models, whatever it is called there.

use std::collections::HashMap;

use crate::diff::names::Names;
use crate::ir::{Api, Field, Literal, Path, Shape, Ty, Type, TypeId};
use crate::renames::unnamed;

/// Two models, and which types of them are the same.
pub(super) struct Pairs<'a> {
    pub old: &'a Api,
    pub new: &'a Api,
    names: &'a Names,
    /// Ids of the old model by those of the new one, and the other way round.
    types: HashMap<&'a TypeId, &'a TypeId>,
    former: HashMap<&'a TypeId, &'a TypeId>,
}

impl<'a> Pairs<'a> {
    /// Types are paired by the name of their schema or of what it was renamed to; those without
    /// one by where they stand; and what is left by its name in Rust.
    pub(super) fn new(old: &'a Api, new: &'a Api, names: &'a Names) -> Self {
        let mut pairs = Self {
            old,
            new,
            names,
            types: HashMap::new(),
            former: HashMap::new(),
        };
        let mut by_place = HashMap::new();
        let mut by_name = HashMap::new();
        for ty in new.types.values() {
            by_place.insert(ty.origin.as_str(), ty);
            by_name.insert(&ty.name, ty);
        }
        let mut pair = |find: &dyn Fn(&Type) -> Option<&'a Type>| {
            for ty in old.types.values() {
                let is_open = !pairs.types.contains_key(&ty.id);
                if let Some(now) = is_open.then(|| find(ty)).flatten()
                    && !pairs.former.contains_key(&now.id)
                {
                    pairs.types.insert(&ty.id, &now.id);
                    pairs.former.insert(&now.id, &ty.id);
                }
            }
        };
        pair(&|ty| new.types.get(&ty.id));
        pair(&|ty| {
            let name = names.schema(&ty.id.0)?;
            new.types.get(&TypeId(name.to_owned()))
        });
        pair(&|ty| by_place.get(names.place(&ty.origin).as_str()).copied());
        pair(&|ty| by_name.get(&ty.name).copied());
        pairs
    }

    /// What a type of the old model is in the new one.
    pub(super) fn now(&self, old: &TypeId) -> Option<&'a Type> {
        self.new.types.get(*self.types.get(old)?)
    }

    /// What a type of the new model was in the old one.
    pub(super) fn before(&self, new: &TypeId) -> Option<&'a Type> {
        self.old.types.get(*self.former.get(new)?)
    }

    /// Whether programs can tell one type from the other: aliases are seen through, and the types
    /// of the SDK compared by what they are, not by their names.
    pub(super) fn is_same(&self, old: &Ty, new: &Ty) -> bool {
        match (unaliased(self.old, old), unaliased(self.new, new)) {
            (Ty::List(old), Ty::List(new))
            | (Ty::Map(old), Ty::Map(new))
            | (Ty::Nullable(old), Ty::Nullable(new)) => self.is_same(old, new),
            (Ty::Named(old), Ty::Named(new)) => self.types.get(old) == Some(&new),
            (old, new) => old == new,
        }
    }

    /// The same for the types of two fields.
    pub(super) fn is_same_field(&self, old: &Field, new: &Field) -> bool {
        self.is_same(&old.ty, &new.ty) && (old.storage, old.boxing) == (new.storage, new.boxing)
    }

    /// Whether a literal of the program goes into both: `"a"` into a string, a secret or an enum.
    pub(super) fn is_interchangeable(&self, old: &Ty, new: &Ty) -> bool {
        match (unaliased(self.old, old), unaliased(self.new, new)) {
            (Ty::List(old), Ty::List(new)) | (Ty::Map(old), Ty::Map(new)) => {
                self.is_interchangeable(old, new)
            }
            (Ty::JsonObject, Ty::Map(_)) | (Ty::Map(_), Ty::JsonObject) => true,
            (one, two) => {
                let literals = (literal(self.old, one), literal(self.new, two));
                self.is_same(old, new) || literals.0.is_some() && literals.0 == literals.1
            }
        }
    }

    /// What a property of a schema is called now, by the name of the schema as it was.
    pub(super) fn property<'p>(&'p self, schema: &Type, property: &'p str) -> &'p str {
        let renamed = self.names.property(&schema.origin, property);
        renamed.unwrap_or(property)
    }

    /// Whether two templates are one path: they are, or the vendor renamed one to the other, or
    /// they differ in the names of their parameters.
    pub(super) fn is_same_path(&self, old: &Path, new: &Path) -> bool {
        let renamed = self.names.path(&old.template);
        renamed == Some(&new.template) || unnamed(&old.template) == unnamed(&new.template)
    }
}

fn unaliased<'t>(api: &'t Api, mut ty: &'t Ty) -> &'t Ty {
    // Aliases of a checked model end; those of one that is not may go in a circle.
    for _ in 0..=api.types.len() {
        let Ty::Named(id) = ty else { return ty };
        let Some(Shape::Alias(target)) = api.types.get(id).map(|ty| &ty.shape) else {
            return ty;
        };
        ty = target;
    }
    ty
}

fn literal(api: &Api, ty: &Ty) -> Option<Literal> {
    match ty {
        Ty::Scalar(scalar) => Some(scalar.facts().literal),
        Ty::Json => Some(Literal::String),
        Ty::Named(id) => match api.types.get(id)?.shape {
            Shape::Enum(_) => Some(Literal::String),
            Shape::Struct { .. } | Shape::Alias(_) | Shape::Newtype(_) => None,
        },
        Ty::JsonObject | Ty::List(_) | Ty::Map(_) | Ty::Nullable(_) => None,
    }
}
