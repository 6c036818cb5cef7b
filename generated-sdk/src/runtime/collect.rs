//! Conversions of the iterators that callers give for lists and maps.

/// What setters take for a list: an array, a `Vec`, or any other iterator of values that convert to
/// the items.
///
/// For a list of strings, a `&[String]` is one as it stands, and a `&[&str]` by `.iter().copied()`.
/// The empty list is `[""; 0]`.
///
/// An `Option` is an iterator as well, so `None` is the empty list. Give an `Option` to the setter
/// that begins with `maybe_`, to leave a call as it is.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a list of `{T}`",
    label = "not a list",
    note = "for a single value, write `[value]`; for a slice of `&str`, `.iter().copied()`; for an `Option`, use the setter `maybe_…`"
)]
pub trait IntoList<T> {
    /// Returns the items.
    fn into_list(self) -> Vec<T>;
}

// Otherwise the compiler says that a string is no iterator, and proposes its characters.
#[diagnostic::do_not_recommend]
impl<T, I: IntoIterator<Item: Into<T>>> IntoList<T> for I {
    #[inline]
    fn into_list(self) -> Vec<T> {
        self.into_iter().map(Into::into).collect()
    }
}

/// `["a", "b"]` for a `Vec<String>`.
pub(crate) fn list<T, L: IntoList<T>>(items: L) -> Vec<T> {
    items.into_list()
}

/// `[("a", 1)]` for a map from strings.
#[allow(dead_code, reason = "an API may have no maps")]
pub(crate) fn map<M, T, K: Into<String>, V: Into<T>>(entries: impl IntoIterator<Item = (K, V)>) -> M
where
    M: FromIterator<(String, T)>,
{
    entries
        .into_iter()
        .map(|(key, value)| (key.into(), value.into()))
        .collect()
}
