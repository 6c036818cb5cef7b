//! Similar names, which help lines propose for one that does not exist.

/// The known name that differs in at most a third of its letters, or starts with `wanted`.
pub(crate) fn nearest<'n>(wanted: &str, known: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let near = |(distance, name): &(usize, &str)| {
        distance * 3 <= name.len() || wanted.len() > 2 && name.starts_with(wanted)
    };
    known
        .map(|name| (distance(wanted, name), name))
        .filter(near)
        .min()
        .map(|(_, name)| name)
}

/// The similarity of two names, in percent of the letters of the longer one.
pub(crate) fn likeness(one: &str, two: &str) -> usize {
    let length = one.chars().count().max(two.chars().count()).max(1);
    100 - distance(one, two) * 100 / length
}

/// The number of letters to add, remove or replace.
fn distance(one: &str, two: &str) -> usize {
    let (one, two) = differing(one, two);
    let two: Vec<char> = two.chars().collect();
    let mut row: Vec<usize> = (0..=two.len()).collect();
    for (line, a) in one.chars().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], line + 1);
        for (column, b) in two.iter().enumerate() {
            let substituted = diagonal + usize::from(a != *b);
            diagonal = row[column + 1];
            row[column + 1] = substituted.min(diagonal + 1).min(row[column] + 1);
        }
    }
    row[two.len()]
}

/// Both without their common prefix and suffix: most names of a description share a long prefix.
fn differing<'n>(mut one: &'n str, mut two: &'n str) -> (&'n str, &'n str) {
    let same = one.chars().zip(two.chars()).take_while(|(a, b)| a == b);
    let length = same.map(|(a, _)| a.len_utf8()).sum();
    (one, two) = (one.split_at(length).1, two.split_at(length).1);
    let same = one.chars().rev().zip(two.chars().rev());
    let length: usize = same
        .take_while(|(a, b)| a == b)
        .map(|(a, _)| a.len_utf8())
        .sum();
    (
        one.split_at(one.len() - length).0,
        two.split_at(two.len() - length).0,
    )
}
