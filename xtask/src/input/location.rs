//! Where a vendor publishes a file.

/// The location of a published file.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Location {
    pub url: Option<String>,
    pub repository: Option<String>,
    /// In the repository.
    pub path: Option<String>,
}

/// Parses the URL of a file on GitHub or GitLab: its repository and path, and its revision, which
/// may be a branch. Other URLs give nothing.
pub(crate) fn parse(url: &str) -> (Location, Option<String>) {
    let of = |repository: String, file: &str| {
        let file = (file.strip_prefix("refs/heads/"))
            .or_else(|| file.strip_prefix("refs/tags/"))
            .unwrap_or(file);
        let (revision, path) = file.split_once('/')?;
        let location = Location {
            url: None,
            repository: Some(repository),
            path: Some(path.to_owned()),
        };
        (!revision.is_empty() && !path.is_empty()).then(|| (location, Some(revision.to_owned())))
    };
    let plain = url.split(['?', '#']).next().unwrap_or_default();
    let github = || {
        let rest = plain.strip_prefix("https://github.com/")?;
        let (name, file) = ["/blob/", "/raw/"]
            .iter()
            .find_map(|by| rest.split_once(by))?;
        (name.split('/').count() == 2)
            .then(|| of(format!("https://github.com/{name}"), file))
            .flatten()
    };
    let raw = || {
        let rest = plain.strip_prefix("https://raw.githubusercontent.com/")?;
        let (owner, rest) = rest.split_once('/')?;
        let (name, file) = rest.split_once('/')?;
        of(format!("https://github.com/{owner}/{name}"), file)
    };
    let gitlab = || {
        let (repository, file) = ["/-/blob/", "/-/raw/"]
            .iter()
            .find_map(|by| plain.split_once(by))?;
        of(repository.to_owned(), file)
    };
    github().or_else(raw).or_else(gitlab).unwrap_or_default()
}
