//! What callers may give for a list and for a map: anything that can be walked, of anything that can
//! be converted.

/// `["a", "b"]` for a `Vec<String>`.
pub(crate) fn list<T, I: Into<T>>(items: impl IntoIterator<Item = I>) -> Vec<T> {
    items.into_iter().map(Into::into).collect()
}

/// `[("a", 1)]` for a map from text.
pub(crate) fn map<M, T, K: Into<String>, V: Into<T>>(entries: impl IntoIterator<Item = (K, V)>) -> M
where
    M: FromIterator<(String, T)>,
{
    entries
        .into_iter()
        .map(|(key, value)| (key.into(), value.into()))
        .collect()
}
