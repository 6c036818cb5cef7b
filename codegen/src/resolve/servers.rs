//! Which server an operation is sent to: the one of the document, or another one, which has a name.

use core::net::{IpAddr, Ipv6Addr};

use serde_json::Value;

use super::Resolver;
use crate::diagnostic::Code;
use crate::ir::Server;
use crate::pointer::Pointer;

impl Resolver<'_> {
    /// The index of the server of a path item or an operation, if it is not the one of the document.
    /// Without `servers`, or with an empty list, it is the inherited one.
    pub(super) fn server(&mut self, at: &Pointer, inherited: Option<usize>) -> Option<usize> {
        let at = at.child("servers");
        let urls = urls(at.of(&self.spec.tree));
        if urls.is_empty() {
            return inherited;
        }
        if is_of_document(&urls, self.spec.tree.get("servers")) {
            return None;
        }
        let mut is_sound = true;
        for (number, url) in urls.iter().enumerate() {
            if let Some((message, help)) = fault(url) {
                let at = at.index(number).child("url");
                self.report(Code::UnsupportedServers, &at, message, help);
                is_sound = false;
            }
        }
        if !is_sound {
            return inherited;
        }
        let known = self.servers.iter().position(|server| server.urls == urls);
        if known.is_some() {
            return known;
        }
        let wire = urls.join(", ");
        let name = self.names.server(&wire, urls.first()?);
        self.names.claim(&mut self.server_names, &name, &wire, &at);
        let origin = at;
        self.servers.push(Server { name, urls, origin });
        Some(self.servers.len() - 1)
    }
}

/// The URLs of a list of servers, with the defaults of their variables, and without the port of the
/// scheme and a slash at their ends.
fn urls(servers: Option<&Value>) -> Vec<String> {
    let servers = servers.and_then(Value::as_array).into_iter().flatten();
    let expanded = servers.map(|server| {
        let mut url = word(server, "url").to_owned();
        let variables = server.get("variables").and_then(Value::as_object);
        for (name, variable) in variables.into_iter().flatten() {
            url = url.replace(&format!("{{{name}}}"), word(variable, "default"));
        }
        let url = url.trim_start_matches("./").trim_end_matches('/');
        match url.split_once("://") {
            Some((scheme, rest)) => {
                let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
                let (scheme, host) = (scheme.to_lowercase(), host.to_lowercase());
                let port = if scheme == "http" { ":80" } else { ":443" };
                let host = host.strip_suffix(port).unwrap_or(&host);
                format!("{scheme}://{host}{path}")
            }
            None if url.is_empty() => "/".to_owned(),
            None => url.to_owned(),
        }
    });
    expanded.collect()
}

fn word<'v>(of: &'v Value, key: &str) -> &'v str {
    of.get(key).and_then(Value::as_str).unwrap_or_default()
}

/// Whether a list of servers says what the document's own does.
fn is_of_document(own: &[String], document: Option<&Value>) -> bool {
    let sorted = |mut urls: Vec<String>| {
        urls.sort();
        urls.dedup();
        urls
    };
    let mut document = urls(document);
    if document.is_empty() {
        document.push("/".to_owned());
    }
    let is_path = |path: &String| {
        path.starts_with('/') && document.iter().all(|url| self::path(url) == path.as_str())
    };
    own.iter().all(is_path) || sorted(own.to_vec()) == sorted(document.clone())
}

fn path(url: &str) -> &str {
    let Some((_, rest)) = url.split_once("://") else {
        return url;
    };
    let at = rest.find('/');
    at.and_then(|at| rest.get(at..)).unwrap_or("/")
}

/// Why calls cannot be sent to a URL, and what to do about it. What passes is a base URL that the
/// runtime accepts.
fn fault(url: &str) -> Option<(String, &'static str)> {
    if let Some((name, _)) = url
        .split_once('{')
        .and_then(|(_, rest)| rest.split_once('}'))
    {
        return Some((
            format!("the variable `{name}` of this URL has no default"),
            "add it to `variables` with an overlay, with a `default`",
        ));
    }
    let no_base_url = (
        format!("`{url}` cannot be a base URL"),
        "correct it with an overlay: `https://`, a host and perhaps a path, or a path alone",
    );
    let is_plain = |c: char| c.is_ascii_graphic() && !"\"<>\\^`|?#".contains(c);
    if !url.chars().all(is_plain) {
        return Some(no_base_url);
    }
    let Some((scheme, rest)) = url.split_once("://") else {
        let first = url.split('/').next().unwrap_or_default();
        return (first.contains(':') || url.starts_with("//")).then_some(no_base_url);
    };
    let host = rest.split('/').next().and_then(host);
    match (scheme, host) {
        ("https", Some(_)) => None,
        ("http", Some(host)) if is_loopback(host) => None,
        ("http", Some(_)) => Some((
            format!("`{url}` is not `https`, so credentials would go there in clear text"),
            "correct it with an overlay: `https://`, if the server has it",
        )),
        _ => Some(no_base_url),
    }
}

/// The host of a host and a port, if these can be ones.
fn host(authority: &str) -> Option<&str> {
    let end = authority.rfind(']').map_or(0, |end| end + 1);
    let colon = authority.get(end..)?.find(':').map(|at| end + at);
    let (host, port) = authority.split_at(colon.unwrap_or(authority.len()));
    let is_port = |port: &str| port.parse::<u16>().is_ok() && !port.starts_with('+');
    let is_name = |host: &str| {
        let is_plain = |c: char| c.is_ascii_alphanumeric() || "-._".contains(c);
        let labels = host.strip_suffix('.').unwrap_or(host);
        labels.chars().all(is_plain) && !labels.split('.').any(str::is_empty)
    };
    let is_host = match host
        .strip_prefix('[')
        .and_then(|host| host.strip_suffix(']'))
    {
        Some(address) => address.parse::<Ipv6Addr>().is_ok(),
        None => is_name(host),
    };
    let is_fine = is_host && port.strip_prefix(':').is_none_or(is_port);
    is_fine.then_some(host)
}

fn is_loopback(host: &str) -> bool {
    let address = host.trim_matches(['[', ']']).parse();
    host == "localhost" || address.is_ok_and(|address: IpAddr| address.is_loopback())
}
