//! TLS, by the features of this crate.

#[cfg(feature = "rustls")]
pub(in crate::runtime) use self::by_rustls::Tls;
#[cfg(all(feature = "native-tls", not(feature = "rustls")))]
pub(in crate::runtime) use self::by_the_system::Tls;
#[cfg(not(any(feature = "native-tls", feature = "rustls")))]
pub(in crate::runtime) use self::none::Tls;

#[cfg(feature = "rustls")]
mod by_rustls {
    use std::sync::Arc;

    use hyper_rustls::HttpsConnector;
    use rustls::ClientConfig;
    use rustls::crypto::CryptoProvider;
    use rustls_platform_verifier::BuilderVerifierExt;

    use crate::runtime::error::{Error, Result};

    /// rustls, with the system's trust store.
    pub(in crate::runtime) struct Tls(Arc<ClientConfig>);

    impl Tls {
        pub(in crate::runtime) fn new() -> Result<Self> {
            let config = ClientConfig::builder_with_provider(provider()?)
                .with_safe_default_protocol_versions()
                .and_then(BuilderVerifierExt::with_platform_verifier)
                .map_err(|error| Error::configuration("TLS cannot be set up").because(error))?;
            #[cfg_attr(not(feature = "http2"), allow(unused_mut))]
            let mut config = config.with_no_client_auth();
            #[cfg(feature = "http2")]
            {
                config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
            }
            Ok(Self(Arc::new(config)))
        }

        pub(in crate::runtime::transport) fn over<T>(&self, transport: T) -> HttpsConnector<T> {
            HttpsConnector::from((transport, self.0.clone()))
        }
    }

    /// The provider that the process has installed, or else that of this crate's features.
    ///
    /// A library must not install one for the process.
    fn provider() -> Result<Arc<CryptoProvider>> {
        if let Some(installed) = CryptoProvider::get_default() {
            return Ok(installed.clone());
        }
        #[cfg(feature = "aws-lc-rs")]
        return Ok(Arc::new(rustls::crypto::aws_lc_rs::default_provider()));
        #[cfg(all(feature = "ring", not(feature = "aws-lc-rs")))]
        return Ok(Arc::new(rustls::crypto::ring::default_provider()));
        #[cfg(not(any(feature = "aws-lc-rs", feature = "ring")))]
        Err(Error::configuration(
            "rustls has no cryptography: switch on the feature `ring` or `aws-lc-rs` of this crate, or call `install_default` of a `CryptoProvider` first",
        ))
    }
}

#[cfg(all(feature = "native-tls", not(feature = "rustls")))]
mod by_the_system {
    use hyper_tls::HttpsConnector;
    use native_tls::TlsConnector;

    use crate::runtime::error::{Error, Result};

    /// The system's TLS: OpenSSL, SChannel or Secure Transport.
    pub(in crate::runtime) struct Tls(TlsConnector);

    impl Tls {
        pub(in crate::runtime) fn new() -> Result<Self> {
            #[cfg_attr(not(feature = "http2"), allow(unused_mut))]
            let mut builder = TlsConnector::builder();
            #[cfg(feature = "http2")]
            builder.request_alpns(&["h2", "http/1.1"]);
            builder
                .build()
                .map(Self)
                .map_err(|error| Error::configuration("TLS cannot be set up").because(error))
        }

        pub(in crate::runtime::transport) fn over<T>(&self, transport: T) -> HttpsConnector<T> {
            HttpsConnector::from((transport, self.0.clone().into()))
        }
    }
}

#[cfg(not(any(feature = "native-tls", feature = "rustls")))]
mod none {
    use crate::runtime::error::{Error, Result};

    /// No TLS, for tests against a loopback server.
    pub(in crate::runtime) enum Tls {}

    impl Tls {
        pub(in crate::runtime) fn new() -> Result<Self> {
            Err(Error::configuration(
                "https needs the feature `rustls` or `native-tls` of this crate, or a transport of your own",
            ))
        }

        pub(in crate::runtime::transport) fn over<T>(&self, _: T) -> T {
            match *self {}
        }
    }
}
