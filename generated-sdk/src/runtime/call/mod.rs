//! One call of an operation: from its arguments to an `http::Request`, and back from an
//! `http::Response`. Nothing in here touches the network, but for [`attempts`], which hands
//! the one to the transport and gets the other.

mod attempts;
mod future;
mod inference;
mod operation;
mod pairs;
mod path;
mod request;
mod response;
mod route;
#[cfg(test)]
mod tests;
mod trace;

pub use self::future::ResponseFuture;
pub(crate) use self::operation::operation;
pub(crate) use self::request::Call;
pub(in crate::runtime) use self::request::extra_header_name;
pub(crate) use self::route::{Route, Verb};
