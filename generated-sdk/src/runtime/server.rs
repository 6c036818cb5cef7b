//! A server of the API beside the one of the base URL.

/// A server that some operations have, in place of the one of
/// [`ClientBuilder::base_url`](crate::ClientBuilder::base_url).
#[derive(Debug)]
pub(crate) struct Server {
    pub(super) name: &'static str,
    /// Its URLs in the order of the description, without a slash at their ends. One that has no
    /// scheme is relative to the base URL.
    pub(super) urls: &'static [&'static str],
}

/// Where an API has such servers, generated code has an inherent constant `ALL`, which hides this
/// one.
#[allow(dead_code, reason = "an API may have other servers")]
trait NoOther: Sized + 'static {
    const ALL: &'static [Self] = &[];
}

impl NoOther for Server {}

#[allow(dead_code, reason = "an API may have no such server")]
impl Server {
    pub(crate) const fn new(name: &'static str, urls: &'static [&'static str]) -> Self {
        Self { name, urls }
    }

    pub(crate) fn all() -> &'static [Self] {
        Self::ALL
    }

    /// A path without that of the server's URL, if it has the latter.
    pub(super) fn strip<'a>(&self, path: &'a str) -> Option<&'a str> {
        let prefixes = self.urls.iter().map(|url| {
            let behind_host = url.split_once("://").map_or(Some(*url), |(_, rest)| {
                rest.split_once('/').map(|(_, path)| path)
            });
            behind_host.unwrap_or_default().trim_matches('/')
        });
        let mut prefixes = prefixes.filter(|prefix| !prefix.is_empty());
        prefixes.find_map(|prefix| {
            let rest = path.strip_prefix('/')?.strip_prefix(prefix)?;
            rest.starts_with('/').then_some(rest)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Server;

    #[test]
    fn a_path_without_that_of_the_server() {
        let server = Server::new("a", &["https://a.example/v2", "https://b.example", "b/c"]);
        for (path, expected) in [
            ("/v2/pets", Some("/pets")),
            ("/b/c/pets", Some("/pets")),
            ("/v2", None),
            ("/v21/pets", None),
            ("/pets/v2/pets", None),
            ("/pets", None),
        ] {
            assert_eq!(server.strip(path), expected, "{path}");
        }
    }
}
