//! The environment variables that a client is set up by.

use std::env::VarError;

use super::{ClientBuilder, credentials, vendor};
use crate::runtime::error::{Error, Result};
use crate::runtime::server::Server;

impl ClientBuilder {
    /// Creates a builder with the credentials in the environment variables `STYTCH_PROJECT_ID` and
    /// `STYTCH_SECRET`, and with the base URL in `STYTCH_BASE_URL` if it is set and not empty. A
    /// setter for another server, such as `telemetry_base_url`, has a variable too:
    /// `STYTCH_TELEMETRY_BASE_URL`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Configuration`](crate::ErrorKind::Configuration) if one of the first two is not
    /// set, or if a variable is not Unicode. A line break at the end of a value is removed, since
    /// files have one.
    pub fn from_env() -> Result<Self> {
        Self::from_variables(|name| std::env::var(name))
    }

    fn from_variables(read: impl Fn(&str) -> Result<String, VarError>) -> Result<Self> {
        // Without the cause: it would show a value that is not Unicode.
        let variable = |name: &str| {
            let value = read(name).map_err(|_| {
                Error::configuration(format!(
                    "the environment variable {name} is not set, or is not Unicode"
                ))
            })?;
            Ok::<_, Error>(credentials::without_line_break(&value).to_owned())
        };
        let optional = |name: &str| match read(name) {
            Err(VarError::NotPresent) => Ok(None),
            _ => Ok::<_, Error>(Some(variable(name)?).filter(|value| !value.is_empty())),
        };
        let mut builder = Self::default()
            .project_id(variable(vendor::PROJECT_ID_VARIABLE)?)
            .secret(variable(vendor::SECRET_VARIABLE)?);
        if let Some(base_url) = optional(vendor::BASE_URL_VARIABLE)? {
            builder = builder.base_url(base_url);
        }
        for server in Server::all() {
            if let Some(base_url) = optional(&vendor::base_url_variable(server.name))? {
                builder = builder.server(server, base_url);
            }
        }
        Ok(builder)
    }
}

#[cfg(test)]
mod tests {
    use std::env::VarError;

    use super::ClientBuilder;

    #[test]
    fn the_environment_has_credentials_and_may_have_a_base_url() {
        for (set, expected) in [
            (&[][..], "STYTCH_PROJECT_ID is not set"),
            (&[("STYTCH_PROJECT_ID", "id")], "STYTCH_SECRET is not set"),
            (&[ID, SECRET], "https://test.stytch.com"),
            (
                &[ID, SECRET, ("STYTCH_BASE_URL", "")],
                "https://test.stytch.com",
            ),
            (
                &[ID, SECRET, ("STYTCH_BASE_URL", "https://a.example\n")],
                "https://a.example",
            ),
            (
                &[ID, SECRET, ("STYTCH_BASE_URL", "http://127.0.0.1:1")],
                "http://127.0.0.1:1",
            ),
            (
                &[ID, SECRET, ("STYTCH_BASE_URL", "http://a.example")],
                "must be https",
            ),
            (
                &[ID, SECRET, ("STYTCH_BASE_URL", "garbled")],
                "STYTCH_BASE_URL is not set, or is not Unicode",
            ),
        ] {
            let built = ClientBuilder::from_variables(|name| {
                match set.iter().find(|(other, _)| *other == name) {
                    Some((_, "garbled")) => Err(VarError::NotUnicode("garbled".into())),
                    Some((_, value)) => Ok((*value).to_owned()),
                    None => Err(VarError::NotPresent),
                }
            });
            let found = built.and_then(ClientBuilder::build);
            let found = found.map_or_else(
                |error| error.to_string(),
                |client| client.0.base_url().to_owned(),
            );
            assert!(found.contains(expected), "{set:?}: {found}");
        }
    }

    const ID: (&str, &str) = ("STYTCH_PROJECT_ID", "project-test-1\n");
    const SECRET: (&str, &str) = ("STYTCH_SECRET", "secret");
}
