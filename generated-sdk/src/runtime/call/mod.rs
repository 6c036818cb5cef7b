//! One call of an operation.
//!
//! ```text
//! arguments ──► request ──► attempts ──► transport
//!  inferred       body      response ◄──────┘
//!                              └──► value or error, by the future that `send` returns
//! ```
//!
//! Only [`attempts`] touches the network.

mod api_response;
mod arguments;
mod attempts;
mod body;
mod custom;
mod future;
mod inferred;
mod operation;
mod pairs;
mod path;
mod request;
mod response;
mod send;
#[cfg(test)]
mod tests;
mod trace;

pub use self::api_response::ApiResponse;
pub(crate) use self::arguments::Call;
pub use self::custom::CustomRequest;
pub use self::future::{ResponseFuture, WithResponse};
pub(crate) use self::operation::operation;
