//! The values that are made of others.

use std::collections::BTreeMap;

use serde_json::{Map as JsonObject, Value as Json};

use super::{List, Map, Optional, Slot, View, Wire};

impl<T: Wire + Default> Wire for Vec<T> {
    fn view(&self) -> View<'_> {
        View::List(self)
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::List(self)
    }
}

impl<T: Wire + Default> List for Vec<T> {
    fn count(&self) -> usize {
        self.len()
    }

    fn each(&self, visit: &mut dyn FnMut(&dyn Wire)) {
        for item in self {
            visit(item);
        }
    }

    fn at(&self, index: usize) -> Option<&dyn Wire> {
        self.get(index).map(|item| item as &dyn Wire)
    }

    fn clear(&mut self) {
        Vec::clear(self);
    }

    fn push(&mut self) -> &mut dyn Wire {
        let index = self.len();
        if index == self.capacity() {
            self.reserve_exact(growth(index, size_of::<T>()));
        }
        Vec::push(self, T::default());
        &mut self[index]
    }

    fn pop(&mut self) {
        Vec::pop(self);
    }
}

/// By how many items a full list grows.
///
/// Most lists have one item or none, so the first takes no more than its own room. A long list grows
/// by a quarter instead of doubling, or the room for what does not follow would be as large as the
/// document.
fn growth(count: usize, size: usize) -> usize {
    const LONG: usize = 1 << 20;
    match count {
        0 => 1,
        1..4 => 4 - count,
        _ if count * size < LONG => count,
        _ => count / 4,
    }
}

impl<T: Wire + Default> Wire for BTreeMap<String, T> {
    fn view(&self) -> View<'_> {
        View::Map(self)
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::Map(self)
    }
}

impl<T: Wire + Default> Map for BTreeMap<String, T> {
    fn count(&self) -> usize {
        self.len()
    }

    fn each(&self, visit: &mut dyn FnMut(&str, &dyn Wire)) {
        for (key, value) in self {
            visit(key, value);
        }
    }

    fn at(&self, key: &str) -> Option<&dyn Wire> {
        self.get(key).map(|value| value as &dyn Wire)
    }

    fn clear(&mut self) {
        BTreeMap::clear(self);
    }

    fn insert(&mut self, key: String) -> &mut dyn Wire {
        let value = self.entry(key).or_default();
        *value = T::default();
        value
    }
}

/// Free-form JSON objects are maps like any other, of values that may be anything.
impl Wire for JsonObject<String, Json> {
    fn view(&self) -> View<'_> {
        View::Map(self)
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::Map(self)
    }
}

impl Map for JsonObject<String, Json> {
    fn count(&self) -> usize {
        self.len()
    }

    fn each(&self, visit: &mut dyn FnMut(&str, &dyn Wire)) {
        for (key, value) in self {
            visit(key, value);
        }
    }

    fn at(&self, key: &str) -> Option<&dyn Wire> {
        self.get(key).map(|value| value as &dyn Wire)
    }

    fn clear(&mut self) {
        JsonObject::clear(self);
    }

    fn insert(&mut self, key: String) -> &mut dyn Wire {
        let value = self.entry(key).or_insert(Json::Null);
        *value = Json::Null;
        value
    }
}

impl<T: Wire + Default> Wire for Option<T> {
    fn view(&self) -> View<'_> {
        match self {
            Some(value) => value.view(),
            None => View::Absent,
        }
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::Optional(self)
    }
}

impl<T: Wire + Default> Optional for Option<T> {
    fn clear(&mut self) {
        *self = None;
    }

    fn fill(&mut self) -> &mut dyn Wire {
        self.insert(T::default())
    }
}
