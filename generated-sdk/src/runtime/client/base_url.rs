//! The address of the API.

use std::net::IpAddr;

use http::Uri;
use reqwest::Url;

use crate::runtime::error::{Error, Result};

/// Checks an address, and gives it back without a slash at its end.
///
/// It is parsed by the same code that parses it again for sending: two parsers might see two hosts.
pub(super) fn parse(address: &str, allow_insecure_http: bool) -> Result<String> {
    let refuse = |why: &str| Error::configuration(format!("the base URL {why}"));

    let url = Url::parse(address).map_err(|error| refuse("is not a URL").because(error))?;
    let host = match url.host_str() {
        Some(host) if matches!(url.scheme(), "http" | "https") => host,
        _ => return Err(refuse("must begin with `https://` and a host")),
    };
    if !url.username().is_empty() || url.password().is_some() {
        return Err(refuse("must not have a user name or a password in it"));
    }
    if url.query().is_some() || url.fragment().is_some() {
        return Err(refuse("must not have a query or a fragment"));
    }
    if url.scheme() == "http" && !allow_insecure_http && !is_loopback(host) {
        return Err(refuse(
            "must be https, since the credentials go there in clear text otherwise",
        ));
    }
    // Requests hold their address in a type that is a little stricter.
    if let Err(error) = url.as_str().parse::<Uri>() {
        return Err(refuse("has characters that a request cannot hold").because(error));
    }
    Ok(url.as_str().trim_end_matches('/').to_owned())
}

fn is_loopback(host: &str) -> bool {
    let address = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost"
        || address
            .parse()
            .is_ok_and(|address: IpAddr| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn what_is_accepted() {
        for (address, expected) in [
            ("https://api.example.com", "https://api.example.com"),
            ("https://api.example.com/", "https://api.example.com"),
            (
                "https://api.example.com:8443/prefix/v2/",
                "https://api.example.com:8443/prefix/v2",
            ),
            ("HTTPS://API.example.com", "https://api.example.com"),
            ("http://127.0.0.1:1234", "http://127.0.0.1:1234"),
            ("http://127.9.9.9", "http://127.9.9.9"),
            ("http://[::1]:80/x", "http://[::1]/x"),
            ("http://localhost:1234/", "http://localhost:1234"),
        ] {
            assert_eq!(parse(address, false).unwrap(), expected);
        }
    }

    #[test]
    fn what_is_refused() {
        for (address, reason) in [
            ("", "is not a URL"),
            ("api.example.com", "is not a URL"),
            ("/v1", "is not a URL"),
            ("https://", "is not a URL"),
            ("ftp://example.com", "must begin with"),
            ("data:text/plain,x", "must begin with"),
            ("https://user@example.com", "user name"),
            ("https://:pw@example.com", "user name"),
            ("https://example.com?a=b", "query"),
            ("https://example.com/#x", "fragment"),
            ("http://example.com", "must be https"),
            ("http://localhost.example.com", "must be https"),
            ("http://127.0.0.1.example.com", "must be https"),
            ("http://10.0.0.1", "must be https"),
            ("http://[::2]", "must be https"),
        ] {
            let error = parse(address, false).unwrap_err().to_string();
            assert!(error.contains(reason), "{address}: {error}");
        }
    }

    #[test]
    fn clear_text_has_to_be_asked_for() {
        assert_eq!(
            parse("http://gateway.internal", true).unwrap(),
            "http://gateway.internal"
        );
    }
}
