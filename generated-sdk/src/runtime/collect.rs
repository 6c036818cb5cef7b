//! Conversions of the iterators that callers give for lists and maps.

/// `["a", "b"]` for a `Vec<String>`.
pub(crate) fn list<T, I: Into<T>>(items: impl IntoIterator<Item = I>) -> Vec<T> {
    items.into_iter().map(Into::into).collect()
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
