//! Comparing: two values are equal if they are the same on the wire.

use std::hint::black_box;

use super::{List, Map, Object, View, Wire};

/// Compares two values of one type.
pub(crate) fn equal(one: &dyn Wire, two: &dyn Wire) -> bool {
    let two = two.view();
    match one.view() {
        View::Absent => matches!(two, View::Absent),
        View::Null => matches!(two, View::Null),
        View::Bool(one) => matches!(two, View::Bool(two) if one == two),
        View::Signed(one) => matches!(two, View::Signed(two) if one == two),
        View::Unsigned(one) => matches!(two, View::Unsigned(two) if one == two),
        View::Single(one) => matches!(two, View::Single(two) if one == two),
        View::Double(one) => matches!(two, View::Double(two) if one == two),
        View::Number(one) => matches!(two, View::Number(two) if one == two),
        View::String(one) => matches!(two, View::String(two) if one == two),
        View::Secret(one) => matches!(two, View::Secret(two) if equal_secrets(one, two)),
        View::Encoded(one) => matches!(two, View::Encoded(two) if one.equals(two)),
        View::Bytes(one) => matches!(two, View::Bytes(two) if one == two),
        View::List(one) => matches!(two, View::List(two) if equal_lists(one, two)),
        View::Map(one) => matches!(two, View::Map(two) if equal_maps(one, two)),
        View::Object(one, _) => matches!(two, View::Object(two, _) if equal_objects(one, two)),
    }
}

fn equal_lists(one: &dyn List, two: &dyn List) -> bool {
    let (mut index, mut same) = (0, one.count() == two.count());
    one.each(&mut |item| {
        same = same && two.at(index).is_some_and(|other| equal(item, other));
        index += 1;
    });
    same
}

fn equal_maps(one: &dyn Map, two: &dyn Map) -> bool {
    let mut same = one.count() == two.count();
    one.each(&mut |key, value| {
        same = same && two.at(key).is_some_and(|other| equal(value, other));
    });
    same
}

fn equal_objects(one: &dyn Object, two: &dyn Object) -> bool {
    let mut same = true;
    one.fields(&mut |one| {
        two.fields(&mut |two| {
            let mut pairs = one.iter().zip(two);
            same = pairs.all(|((_, one), (_, two))| equal(*one, *two));
        });
    });
    match (one.rest(), two.rest()) {
        (Some(one), Some(two)) => same && equal_maps(one, two),
        _ => same,
    }
}

/// Takes as long for secrets that differ early as for those that differ late.
fn equal_secrets(one: &str, two: &str) -> bool {
    let differences = one
        .bytes()
        .zip(two.bytes())
        .fold(0, |all, (one, two)| all | (one ^ two));
    // The compiler must not end the loop at the first difference.
    one.len() == two.len() && black_box(differences) == 0
}
