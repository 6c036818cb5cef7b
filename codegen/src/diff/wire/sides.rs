//! The two sides of something: what it was in the old description, and what it is in the new one.

use std::hash::Hash;

use indexmap::IndexMap;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Sides<T> {
    pub old: T,
    pub new: T,
}

impl<T> Sides<T> {
    pub(super) fn new(old: T, new: T) -> Self {
        Self { old, new }
    }

    pub(super) fn as_ref(&self) -> Sides<&T> {
        Sides::new(&self.old, &self.new)
    }

    pub(super) fn map<U>(self, mut of: impl FnMut(T) -> U) -> Sides<U> {
        Sides::new(of(self.old), of(self.new))
    }

    pub(super) fn differ(&self) -> bool
    where
        T: PartialEq,
    {
        self.old != self.new
    }
}

impl<T> Sides<Option<T>> {
    /// What is there on both sides.
    ///
    /// # Errors
    ///
    /// What is there, if that is less.
    pub(super) fn both(self) -> Result<Sides<T>, Self> {
        match (self.old, self.new) {
            (Some(old), Some(new)) => Ok(Sides { old, new }),
            (old, new) => Err(Self { old, new }),
        }
    }
}

impl<K: Hash + Eq, V> Sides<IndexMap<K, V>> {
    /// What has one name on both sides, in the order of the new one; what is removed comes last.
    pub(super) fn by_name(&self) -> impl Iterator<Item = (&K, Sides<Option<&V>>)> {
        let new = self.new.iter();
        let new = new.map(|(name, new)| (name, Sides::new(self.old.get(name), Some(new))));
        let old = self.old.iter();
        let removed = old.filter(|(name, _)| !self.new.contains_key(*name));
        new.chain(removed.map(|(name, old)| (name, Sides::new(Some(old), None))))
    }
}
