//! What the builders of all operations have in common.
//!
//! Everything is `#[inline]`, here and in emitted code: not for speed, but so that it is compiled
//! in the crates that use it, and there only what they use.

/// Gives a builder the ways to send it. It must have a field `call` and a method `respond`.
///
/// In brackets stands the parameter of a builder that can be used on behalf of somebody, in braces
/// the type of its body, if it has one. With `@send`, it is for a call that no description has.
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

    (@send $builder:ident $([$scope:ident])? -> $response:ty) => {
        impl $(<$scope>)? $builder $(<$scope>)? {
            /// Limits how long this call may take in all, from connecting to the last byte of the
            /// response and with all attempts, instead of the limit that the client has for calls.
            #[inline]
            pub fn with_timeout(mut self, limit: ::std::time::Duration) -> Self {
                self.call.timeout(limit);
                self
            }

            /// Says when this call is sent again after a failure, instead of what the client says.
            #[inline]
            pub fn with_retry(mut self, retry: $crate::runtime::Retry) -> Self {
                self.call.retry(retry);
                self
            }

            /// Sends this call once, whatever happens.
            #[inline]
            pub fn without_retries(self) -> Self {
                self.with_retry($crate::runtime::Retry::off())
            }

            /// Adds a header to this call. Those that a call needs cannot be replaced by it.
            #[inline]
            pub fn with_header(
                mut self,
                name: &'static str,
                value: impl ::core::convert::Into<$crate::runtime::Secret>,
            ) -> Self {
                self.call.extra_header(name, value.into());
                self
            }

            /// Sends the request. `.await` on the builder does the same.
            ///
            /// # Errors
            ///
            /// The future returns an error if an argument cannot be sent, if the API does not
            /// answer, if it answers with an error, or if its answer cannot be read.
            #[inline]
            pub fn send(self) -> $crate::runtime::ResponseFuture<$response> {
                self.respond()
            }

            /// Sends the request, and waits for the response on this thread.
            ///
            /// # Errors
            ///
            /// Those of [`send`](Self::send), and if the system has no thread left for it.
            #[cfg(feature = "blocking")]
            #[inline]
            pub fn wait(self) -> $crate::runtime::Result<$response> {
                self.respond().wait()
            }
        }

        /// Shows no arguments, since those may be secret.
        impl $(<$scope>)? ::core::fmt::Debug for $builder $(<$scope>)? {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Debug::fmt(&self.call, f)
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
