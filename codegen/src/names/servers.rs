//! The names of servers.

use super::table::Table;
use super::{Ident, Namer};

impl Namer {
    /// A server, of which this is the first URL: by `servers`, where `wire` has all of its URLs, else
    /// by the first label of the host and the segments of the path.
    pub fn server(&mut self, wire: &str, url: &str) -> Ident {
        let name = match self.rules.find(Table::Servers, wire) {
            Some(hit) => self.given(hit.to, hit.span).bare().to_owned(),
            None => by_url(url),
        };
        let name = Ident(self.snake(&name));
        // It is always a part of another name: `on_self` needs no `self_`.
        match name.bare().trim_matches('_') {
            digits if digits.starts_with(|c: char| c.is_ascii_digit()) => {
                Ident(format!("_{digits}"))
            }
            part => Ident(part.to_owned()),
        }
    }
}

/// `upload/v2` for `https://upload.shop.example/v2`.
fn by_url(url: &str) -> String {
    let name = match url.split_once("://") {
        Some((_, rest)) => {
            let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
            let label = host.split(['.', ':']).next().unwrap_or_default();
            format!("{label}/{path}")
        }
        None => url.to_owned(),
    };
    match name.trim_matches(['/', '.']) {
        "" => "root".to_owned(),
        name => name.to_owned(),
    }
}
