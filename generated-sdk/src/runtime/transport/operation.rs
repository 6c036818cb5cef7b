//! The operation of a request, for middleware.

use std::fmt;

use http::Method;

use crate::runtime::route::{Route, Verb};

/// The operation that a request belongs to, in the request's extensions: for metrics and limits by
/// operation.
///
/// The URL of a request has ids and other arguments. The template of the path has none, and there
/// are as many templates as operations. `Display` writes `POST /v1/b2b/sessions/authenticate`.
///
/// ```
/// use std::sync::Arc;
///
/// use stytch_b2b::transport::bytes::Bytes;
/// use stytch_b2b::transport::http::Request;
/// use stytch_b2b::transport::{Exchange, Operation, Transport};
///
/// /// Prints the status code of each attempt.
/// struct Printed(Arc<dyn Transport>);
///
/// impl Transport for Printed {
///     fn send(&self, request: Request<Bytes>) -> Exchange {
///         let operation = request.extensions().get::<Operation>().copied();
///         let response = self.0.send(request);
///         Box::pin(async move {
///             let response = response.await?;
///             if let Some(operation) = operation {
///                 println!("{operation}: {}", response.status());
///             }
///             Ok(response)
///         })
///     }
/// }
/// ```
#[derive(Clone, Copy)]
pub struct Operation {
    verb: Verb,
    template: &'static str,
}

impl Operation {
    pub(in crate::runtime) fn of(route: &Route) -> Self {
        Self {
            verb: route.verb,
            template: route.template,
        }
    }

    /// Returns the HTTP method.
    #[must_use]
    pub fn method(&self) -> Method {
        self.verb.into()
    }

    /// Returns the template of the path, such as `/v1/b2b/organizations/{organization_id}`.
    #[must_use]
    pub fn template(&self) -> &'static str {
        self.template
    }
}

impl fmt::Display for Operation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.method(), self.template())
    }
}

impl fmt::Debug for Operation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Operation({self})")
    }
}
