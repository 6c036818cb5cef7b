//! Base URLs.

use std::net::IpAddr;

use http::Uri;

use crate::runtime::error::{Error, Result};

/// Checks a base URL, and returns it without a trailing slash and with its host in lower case.
/// `setting` is what an error calls it.
///
/// It is parsed by the code that parses it again for sending: two parsers might see two hosts.
pub(super) fn parse(setting: &str, address: &str, allow_insecure_http: bool) -> Result<String> {
    let refuse = |why: &str| Error::configuration(format!("{setting} {why}"));

    if address.contains('#') {
        return Err(refuse("must not have a fragment"));
    }
    let url: Uri = address
        .parse()
        .map_err(|error| refuse(NOT_A_URL).because(error))?;
    let (scheme, authority) = match (url.scheme_str(), url.authority()) {
        (Some(scheme @ ("http" | "https")), Some(authority)) => (scheme, authority),
        _ => return Err(refuse(NOT_A_URL)),
    };
    if authority.as_str().contains('@') {
        return Err(refuse("must not have a user name or a password in it"));
    }
    if authority.port().is_none() && authority.as_str() != authority.host() {
        return Err(refuse("has a port that is not a number"));
    }
    if url.query().is_some() {
        return Err(refuse("must not have a query"));
    }
    if scheme == "http" && !allow_insecure_http && !is_loopback(authority.host()) {
        return Err(refuse(
            "must be https, since the credentials go there in clear text otherwise",
        ));
    }
    let authority = authority.as_str().to_ascii_lowercase();
    let path = url.path().trim_end_matches('/');
    Ok(format!("{scheme}://{authority}{path}"))
}

/// A reference of the description resolved against a base URL that has been parsed (RFC 3986,
/// section 5.2): `/v2` replaces its path, `v2` the last segment of it.
pub(super) fn join(base_url: &str, reference: &str) -> String {
    let host = base_url.find("://").map_or(0, |at| at + "://".len());
    let end = base_url.get(host..).and_then(|rest| rest.find('/'));
    let (origin, path) = base_url.split_at(end.map_or(base_url.len(), |end| host + end));
    let mut segments: Vec<&str> = path.split('/').collect();
    segments.pop();
    if reference.starts_with('/') {
        segments.clear();
    }
    for segment in reference.split('/') {
        match segment {
            ".." => drop(segments.pop()),
            "." => {}
            segment => segments.push(segment),
        }
    }
    segments.retain(|segment| !segment.is_empty());
    let path = segments.iter().flat_map(|segment| ["/", segment]);
    [origin].into_iter().chain(path).collect()
}

/// The host and the port of a base URL that has been parsed.
#[cfg(any(feature = "tracing", test))]
pub(super) fn server(base_url: &str) -> (&str, u16) {
    let (scheme, rest) = base_url.split_once("://").unwrap_or_default();
    let authority = rest.split('/').next().unwrap_or_default();
    let with_port = authority
        .rsplit_once(':')
        .and_then(|(host, port)| Some((host, port.parse().ok()?)));
    let (host, port) = with_port.unwrap_or((authority, if scheme == "http" { 80 } else { 443 }));
    // The address is without the brackets of a URL.
    (host.trim_matches(['[', ']']), port)
}

const NOT_A_URL: &str = "must be a URL that begins with `https://` and a host";

fn is_loopback(host: &str) -> bool {
    let address = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost"
        || address
            .parse()
            .is_ok_and(|address: IpAddr| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::{join, server};
    use crate::runtime::error::Result;

    fn parse(address: &str, allow_insecure_http: bool) -> Result<String> {
        super::parse("the base URL", address, allow_insecure_http)
    }

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
            ("http://[::1]:80/x", "http://[::1]:80/x"),
            ("http://localhost:1234/", "http://localhost:1234"),
        ] {
            assert_eq!(parse(address, false).unwrap(), expected);
        }
    }

    #[test]
    fn the_server_has_a_host_and_a_port() {
        for (address, expected) in [
            ("https://api.example.com", ("api.example.com", 443)),
            (
                "https://api.example.com:8443/prefix/v2",
                ("api.example.com", 8443),
            ),
            ("http://localhost/x:1", ("localhost", 80)),
            ("http://[::1]", ("::1", 80)),
            ("http://[::1]:8080/x", ("::1", 8080)),
        ] {
            assert_eq!(server(&parse(address, false).unwrap()), expected);
        }
    }

    #[test]
    fn references_are_resolved() {
        for (base, reference, expected) in [
            ("https://a.example", "/v2", "https://a.example/v2"),
            ("https://a.example/v1", "/v2", "https://a.example/v2"),
            ("https://a.example/x/v1", "v2", "https://a.example/x/v2"),
            ("https://a.example", "v2/b", "https://a.example/v2/b"),
            ("https://a.example/x/v1", "./v2", "https://a.example/x/v2"),
            ("https://a.example/x/v1", "../v2", "https://a.example/v2"),
            ("https://a.example/v1", "../../v2", "https://a.example/v2"),
            ("https://a.example/v1", "/", "https://a.example"),
            ("https://a.example/v1", ".", "https://a.example"),
            ("http://[::1]:80/x", "v2", "http://[::1]:80/v2"),
        ] {
            assert_eq!(join(base, reference), expected, "{base} {reference}");
        }
    }

    #[test]
    fn what_is_refused() {
        for (address, reason) in [
            ("", "must be a URL"),
            ("api.example.com", "must be a URL"),
            ("/v1", "must be a URL"),
            ("https://", "must be a URL"),
            ("ftp://example.com", "must be a URL"),
            ("data:text/plain,x", "must be a URL"),
            ("https://example.com\n", "must be a URL"),
            (" https://example.com", "must be a URL"),
            ("\"https://example.com\"", "must be a URL"),
            ("https://exam ple.com", "must be a URL"),
            ("https://b\u{fc}cher.example", "must be a URL"),
            ("https://[::1", "must be a URL"),
            ("https://example.com\\@example.net", "must be a URL"),
            ("https://example.com:99999", "port"),
            ("https://example.com:", "port"),
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
