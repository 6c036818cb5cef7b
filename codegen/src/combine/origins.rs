//! Which source has what of the combined tree.

use std::collections::HashMap;

use crate::pointer::Pointer;

/// Where the parts of the combined tree are from.
#[derive(Debug, Default, Clone)]
pub struct Origins {
    /// The parts that the first source does not have: their places, the index of the source, and
    /// the places there.
    parts: HashMap<Pointer, (usize, Pointer)>,
}

/// So many steps below the root are parts: `/components/schemas/Pet`, `/paths/~1pets/get`.
const DEPTH: usize = 3;

impl Origins {
    /// The index of the source of what is at a pointer of the combined tree, and the pointer to it
    /// there.
    #[must_use]
    pub fn of(&self, pointer: &str) -> (usize, Pointer) {
        let ends = pointer.match_indices('/').map(|(at, _)| at).skip(1);
        let mut ends: Vec<usize> = ends.chain([pointer.len()]).take(DEPTH).collect();
        ends.reverse();
        let part = ends.into_iter().find_map(|end| {
            let (head, rest) = pointer.split_at_checked(end)?;
            let (source, own) = self.parts.get(&Pointer::parse(head))?;
            Some((*source, Pointer::parse(&format!("{own}{rest}"))))
        });
        part.unwrap_or_else(|| (0, Pointer::parse(pointer)))
    }

    pub(super) fn add(&mut self, at: Pointer, source: usize, own: Pointer) {
        self.parts.insert(at, (source, own));
    }
}
