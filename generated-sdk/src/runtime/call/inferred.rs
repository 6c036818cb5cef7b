//! The arguments that a call infers from the session that it acts with.

use std::sync::Arc;

use crate::runtime::actor::ActorSession;
use crate::runtime::error::Result;

/// The arguments of a call that follow from a session.
#[derive(Clone)]
pub(super) struct Inferred {
    pub(super) session: Arc<dyn ActorSession>,
    pub(super) arguments: Vec<Argument>,
}

/// An argument: its name in the request, and that of the session's property.
#[derive(Clone, Copy)]
pub(super) struct Argument {
    pub(super) wire: &'static str,
    pub(super) property: &'static str,
    pub(super) location: Location,
}

#[derive(Clone, Copy)]
pub(super) enum Location {
    Path,
    Body,
    /// In the body, as the only item of an array.
    BodyList,
}

impl Inferred {
    /// The arguments with their values, for which the session may have to be looked up.
    pub(super) async fn values(&self) -> Result<Vec<(Argument, String)>> {
        let mut values = Vec::with_capacity(self.arguments.len());
        for argument in &self.arguments {
            values.push((*argument, self.session.property(argument.property).await?));
        }
        Ok(values)
    }
}
