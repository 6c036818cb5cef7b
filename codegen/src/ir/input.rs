//! Inputs: what a caller gives a call, as arguments and by setters.

use super::{Api, Body, Caller, Field, Operation, Parameter, Presence, Ty};
use crate::names::Ident;

/// What a caller gives a call.
#[derive(Debug, Clone, Copy)]
pub enum Input<'a> {
    /// A parameter of the path, the query, a header or a cookie.
    Parameter(&'a Parameter),
    /// A property of the body, with the name of its argument or setter.
    Property(&'a Field, &'a Ident),
    /// The body, where it is a single value.
    Body(&'a Ty, Presence),
}

impl Input<'_> {
    /// Whether it is an argument or a setter.
    pub fn presence(&self) -> Presence {
        match self {
            Self::Parameter(parameter) => parameter.presence,
            Self::Property(field, _) => field.presence,
            Self::Body(_, presence) => *presence,
        }
    }

    /// Whether it is an argument.
    pub fn is_required(&self) -> bool {
        self.presence() == Presence::Required
    }

    /// Its type.
    pub fn ty(&self) -> &Ty {
        match self {
            Self::Parameter(parameter) => &parameter.ty,
            Self::Property(field, _) => &field.ty,
            Self::Body(ty, _) => ty,
        }
    }

    /// Its name on the wire.
    pub fn wire(&self) -> &str {
        match self {
            Self::Parameter(parameter) => &parameter.wire,
            Self::Property(field, _) => &field.wire,
            Self::Body(..) => "body",
        }
    }

    /// The name of its argument or setter, as it stands in code.
    pub fn name(&self) -> &str {
        match self {
            Self::Parameter(parameter) => parameter.name.as_str(),
            Self::Property(_, setter) => setter.as_str(),
            Self::Body(..) => "body",
        }
    }

    /// Whether the caller gives it: a session neither settles it nor is it nor forbids it.
    pub fn is_given(&self, operation: &Operation, caller: Caller) -> bool {
        match self {
            Self::Parameter(parameter) => operation.is_given(&parameter.wire, caller),
            Self::Property(field, _) => operation.is_given(&field.wire, caller),
            Self::Body(..) => true,
        }
    }
}

impl Api {
    /// All inputs of an operation: its parameters, then what its body is made of. The arguments of
    /// a call are the required ones, in this order.
    pub fn inputs<'a>(&'a self, operation: &'a Operation) -> Vec<Input<'a>> {
        let mut inputs: Vec<Input<'a>> =
            operation.parameters.iter().map(Input::Parameter).collect();
        match &operation.body {
            Body::None => {}
            Body::Whole { ty, presence, .. } => inputs.push(Input::Body(ty, *presence)),
            Body::Fields { .. } => {
                let properties = self.properties(&operation.body).into_iter();
                inputs.extend(properties.map(|(field, setter)| Input::Property(field, setter)));
            }
        }
        inputs
    }

    /// The properties of a body that are sent, with the name of each one's argument or setter:
    /// first the required ones, in the order of `required`, so that a property which becomes
    /// required is the last argument.
    pub fn properties<'a>(&'a self, body: &'a Body) -> Vec<(&'a Field, &'a Ident)> {
        let Body::Fields { ty, setters, .. } = body else {
            return Vec::new();
        };
        let fields = self.named(ty).fields().iter();
        let sent = fields.filter(|field| field.is_sent());
        let mut sent: Vec<_> = sent.zip(setters).collect();
        sent.sort_by_key(|(field, _)| field.rank);
        sent
    }
}
