//! Comparing: two values are equal if they are the same on the wire.

use super::{Map, Object, View, Wire};

/// Compares two values of one type.
pub(crate) fn equal(one: &dyn Wire, two: &dyn Wire) -> bool {
    match (one.view(), two.view()) {
        (View::Absent, View::Absent) | (View::Null, View::Null) => true,
        (View::Bool(one), View::Bool(two)) => one == two,
        (View::Signed(one), View::Signed(two)) => one == two,
        (View::Unsigned(one), View::Unsigned(two)) => one == two,
        (View::Single(one), View::Single(two)) => one == two,
        (View::Double(one), View::Double(two)) => one == two,
        (View::Number(one), View::Number(two)) => one == two,
        (View::Text(one), View::Text(two)) => one == two,
        (View::Secret(one), View::Secret(two)) => equal_secrets(one, two),
        (View::Time(one), View::Time(two)) => one == two,
        (View::Bytes(one), View::Bytes(two)) => one == two,
        (View::List(one), View::List(two)) => {
            let (mut index, mut same) = (0, one.count() == two.count());
            one.each(&mut |item| {
                same = same && two.at(index).is_some_and(|other| equal(item, other));
                index += 1;
            });
            same
        }
        (View::Map(one), View::Map(two)) => equal_maps(one, two),
        (View::Object(one, _), View::Object(two, _)) => equal_objects(one, two),
        _ => false,
    }
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
    one.len() == two.len() && differences == 0
}
