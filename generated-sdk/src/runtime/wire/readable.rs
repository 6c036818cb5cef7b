//! Lists of which only a part may be understood.

use super::{Slot, View, Wire};

/// A list whose items are left out where they cannot be decoded, as some standards demand.
pub(crate) struct Readable<'a, T>(pub(crate) &'a mut Vec<T>);

impl<T: Wire + Default> Wire for Readable<'_, T> {
    fn view(&self) -> View<'_> {
        View::List(self.0)
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::Readable(self.0)
    }
}
