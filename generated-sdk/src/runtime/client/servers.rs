//! The base URLs of a client: its own, and those of other servers of the API.

use super::{base_url, vendor};
use crate::runtime::error::{Error, Result};
use crate::runtime::server::Server;

/// The base URLs that a builder was given, each with the name of its server.
#[derive(Default)]
pub(super) struct Given(Vec<(&'static str, String)>);

impl Given {
    pub(super) fn set(&mut self, server: &Server, base_url: String) {
        self.0.push((server.name, base_url));
    }

    /// The base URL of each server: the last one that was given, or one of the description.
    pub(super) fn all(
        &self,
        own: &str,
        project_id: &str,
        allow_insecure_http: bool,
    ) -> Result<Vec<Other>> {
        let other = |server: &Server| {
            let name = server.name;
            let given = self.0.iter().rev().find(|(other, _)| *other == name);
            let (base_url, is_sent) = match given {
                Some((_, address)) => {
                    let setting = format!("`{name}_base_url`");
                    let base_url = base_url::parse(&setting, address, allow_insecure_http)?;
                    (base_url, true)
                }
                None => match vendor::choose(project_id, server.urls) {
                    url if url.contains("://") => (url.to_owned(), own.starts_with("https:")),
                    relative => (base_url::join(own, relative), true),
                },
            };
            Ok(Other {
                name,
                base_url,
                is_sent,
            })
        };
        Server::all().iter().map(other).collect()
    }
}

/// A server of a client beside its own.
pub(super) struct Other {
    name: &'static str,
    base_url: String,
    /// A client whose base URL is `http` calls a fake or a local gateway. Nothing that it sends
    /// leaves for a server on the network that its builder was not given.
    is_sent: bool,
}

impl Other {
    pub(super) fn is(&self, server: &Server) -> bool {
        self.name == server.name
    }

    #[cfg(feature = "tracing")]
    pub(super) fn base_url(&self) -> &str {
        &self.base_url
    }

    /// Whether its calls need TLS.
    pub(super) fn is_encrypted(&self) -> bool {
        self.is_sent && self.base_url.starts_with("https:")
    }

    /// The base URL, if calls go there.
    pub(super) fn sent_to(&self) -> Result<&str> {
        if self.is_sent {
            return Ok(&self.base_url);
        }
        let name = self.name;
        Err(Error::configuration(format!(
            "the base URL is `http`, so this call needs `{name}_base_url`: its server is another one"
        )))
    }
}
