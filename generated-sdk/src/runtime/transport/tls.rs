//! Which TLS the HTTP client uses; a matter of this crate's features.

use reqwest::ClientBuilder;

use crate::runtime::error::Result;

/// rustls, with cryptography by *ring* and the certificates that the system trusts.
///
/// The configuration is complete, because reqwest would else look for a provider that the whole
/// process has in common, and a library must not install one of those. Without `encrypted` it
/// trusts nobody: the certificates are not read, and need not be there.
#[cfg(feature = "rustls")]
pub(super) fn configure(builder: ClientBuilder, encrypted: bool) -> Result<ClientBuilder> {
    use std::sync::Arc;

    use rustls::{ClientConfig, RootCertStore};
    use rustls_platform_verifier::BuilderVerifierExt;

    use crate::runtime::error::Error;

    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .and_then(|builder| {
            if encrypted {
                builder.with_platform_verifier()
            } else {
                Ok(builder.with_root_certificates(RootCertStore::empty()))
            }
        })
        .map_err(|error| Error::configuration("TLS cannot be set up").because(error))?;
    #[cfg_attr(not(feature = "http2"), allow(unused_mut))]
    let mut config = config.with_no_client_auth();
    #[cfg(feature = "http2")]
    {
        config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    }
    Ok(builder.tls_backend_preconfigured(config))
}

/// The TLS of the system.
#[cfg(all(feature = "native-tls", not(feature = "rustls")))]
pub(crate) fn configure(builder: ClientBuilder, _encrypted: bool) -> Result<ClientBuilder> {
    Ok(builder.tls_backend_native())
}

/// No TLS at all, which is for tests against a server on the same machine.
#[cfg(not(any(feature = "native-tls", feature = "rustls")))]
pub(crate) fn configure(builder: ClientBuilder, encrypted: bool) -> Result<ClientBuilder> {
    if encrypted {
        return Err(crate::runtime::error::Error::configuration(
            "https needs the feature `rustls` or `native-tls` of this crate, or an HTTP client of your own",
        ));
    }
    Ok(builder)
}
