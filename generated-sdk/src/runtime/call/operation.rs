//! The methods that the builders of all operations share.
//!
//! Everything is `#[inline]`, here and in emitted code: not for speed, but so that only what is
//! used is compiled, in the crate that uses it.

/// Implements the settings and the ways to send a builder, which must have a field `call` and a
/// method `respond`.
///
/// In brackets stands the type parameter of a builder that can act as a member, in braces the type
/// of the request body, if there is one. `@send` is for a call that is not in the API description,
/// and `@settings` for one whose response has no type of its own.
macro_rules! operation {
    ($builder:ident $([$scope:ident])? $({ $request:ty })? -> $response:ty) => {
        #[cfg(feature = "testing")]
        #[allow(unused_parens, reason = "without a body they are the type `()`")]
        impl $crate::runtime::catalogue::Operation for $builder {
            type Request = ($($request)?);
            type Response = $response;
            const AT: $crate::runtime::catalogue::At = $crate::runtime::catalogue::At(&Self::ROUTE);
        }

        $crate::runtime::operation!(@send $builder $([$scope])? -> $response);
    };

    (@settings $builder:ident $([$scope:ident])?) => {
        impl $(<$scope>)? $builder $(<$scope>)? {
            /// Sets the timeout of this call, in place of the client's: from connecting to the last
            /// byte of the response, with all attempts.
            #[inline]
            pub fn with_timeout(mut self, limit: ::std::time::Duration) -> Self {
                self.call.timeout(limit);
                self
            }

            /// Sets how this call is retried, in place of the client's setting.
            #[inline]
            pub fn with_retry(mut self, retry: $crate::runtime::Retry) -> Self {
                self.call.retry(retry);
                self
            }

            /// Disables retries for this call.
            #[inline]
            pub fn without_retries(self) -> Self {
                self.with_retry($crate::runtime::Retry::off())
            }

            /// Adds a header to this call, in place of the client's. If name or value is invalid, or
            /// if it is a header that [`ClientBuilder::header`](crate::ClientBuilder::header) refuses
            /// or that the call sets itself, such as a session, the call fails with an argument error.
            #[inline]
            pub fn with_header(
                mut self,
                name: impl ::core::convert::TryInto<::http::HeaderName>,
                value: impl ::core::convert::Into<$crate::runtime::Secret>,
            ) -> Self {
                self.call.extra_header(name, value.into());
                self
            }

            /// Adds a query parameter to this call, percent-encoded. It replaces that of the call with
            /// its name. A name may be added more than once.
            #[inline]
            pub fn with_query(
                mut self,
                name: impl ::core::convert::Into<::std::string::String>,
                value: impl ::std::string::ToString,
            ) -> Self {
                self.call.extra_query(name.into(), value.to_string());
                self
            }

            /// Adds a field to the request body of this call, such as one that the API has and this
            /// version does not. It replaces that of the call with its name. If the value cannot be
            /// serialized, or if the body is not a JSON object, the call fails with an argument error.
            #[inline]
            pub fn with_body_field(
                mut self,
                name: impl ::core::convert::Into<::std::string::String>,
                value: impl $crate::runtime::Serialize,
            ) -> Self {
                self.call.extra_field(name.into(), value);
                self
            }
        }

        /// Shows no arguments, since those may be secret.
        impl $(<$scope>)? ::core::fmt::Debug for $builder $(<$scope>)? {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Debug::fmt(&self.call, f)
            }
        }
    };

    (@send $builder:ident $([$scope:ident])? -> $response:ty) => {
        $crate::runtime::operation!(@settings $builder $([$scope])?);

        impl $(<$scope>)? $builder $(<$scope>)? {
            /// Returns the future of the response, as `.await` on the builder does. Its
            /// [`with_response`](crate::ResponseFuture::with_response) adds the status code and the
            /// headers.
            ///
            /// # Errors
            ///
            /// The future returns an error if an argument cannot be sent, if there is no response,
            /// or if the response is an error or cannot be decoded.
            #[inline]
            pub fn send(self) -> $crate::runtime::ResponseFuture<$response> {
                self.respond()
            }

            /// Sends the request, and blocks this thread until the response is there.
            ///
            /// # Errors
            ///
            /// Those of [`send`](Self::send), and if no thread can be started.
            #[cfg(feature = "blocking")]
            #[inline]
            pub fn wait(self) -> $crate::runtime::Result<$response> {
                self.respond().wait()
            }
        }

        impl $(<$scope>)? ::core::future::IntoFuture for $builder $(<$scope>)? {
            type Output = $crate::runtime::Result<$response>;
            type IntoFuture = $crate::runtime::ResponseFuture<$response>;

            #[inline]
            fn into_future(self) -> Self::IntoFuture {
                self.respond()
            }
        }
    };
}

pub(crate) use operation;
