//! What callers give: the arguments of a call or of `new`, and the setters of a builder.

use super::change::{Origin, Severity};
use super::pairs::Pairs;
use crate::diff::names::of_template;
use crate::ir::{
    self, Api, Body, Caller, Field, Operation, Parameter, Presence, Storage, Ty, Type,
};
use crate::pointer::Pointer;
use crate::render::{self, spelling};

/// Something that a caller gives.
#[derive(Clone, Copy)]
pub(super) struct Input<'a> {
    api: &'a Api,
    /// Its name in Rust.
    pub name: &'a str,
    pub given: Given<'a>,
    /// The type of the body whose property it is.
    of: Option<&'a Type>,
    /// Of a parameter of the path: its name if both versions have it, and else which one it is, since
    /// the name is not on the wire.
    position: Option<usize>,
    pub at: &'a Pointer,
}

#[derive(Clone, Copy)]
pub(super) enum Given<'a> {
    Parameter(&'a Parameter),
    Property(&'a Field),
    Whole(&'a Ty),
}

/// Where an input goes on the wire, in the words of the new description.
#[derive(PartialEq, Eq)]
pub(super) enum Destination {
    Path(String),
    Query(String),
    Header(String),
    Cookie(String),
    Property(String),
    Body,
}

impl<'a> Input<'a> {
    fn new(api: &'a Api, name: &'a str, given: Given<'a>, at: &'a Pointer) -> Self {
        Self {
            api,
            name,
            given,
            of: None,
            position: None,
            at,
        }
    }

    pub(super) fn ty(&self) -> &'a Ty {
        match self.given {
            Given::Parameter(parameter) => &parameter.ty,
            Given::Property(field) => &field.ty,
            Given::Whole(ty) => ty,
        }
    }

    pub(super) fn status(&self) -> ir::Status {
        match self.given {
            Given::Parameter(parameter) => parameter.status,
            Given::Property(field) => field.status,
            Given::Whole(_) => ir::Status::Current,
        }
    }

    /// Its type as an argument.
    pub(super) fn spelt(&self) -> String {
        match self.given {
            Given::Parameter(parameter) => spelling::parameter(self.api, parameter),
            Given::Property(field) => spelling::argument(self.api, field),
            Given::Whole(ty) => spelling::whole(self.api, ty),
        }
    }

    /// Its name in the request.
    pub(super) fn wire(&self) -> &'a str {
        match self.given {
            Given::Parameter(parameter) => &parameter.wire,
            Given::Property(field) => &field.wire,
            Given::Whole(_) => "the body",
        }
    }

    /// Where it goes; `pairs` for an input of the old model.
    pub(super) fn destination(&self, pairs: Option<&Pairs<'_>>) -> Destination {
        match self.given {
            Given::Parameter(parameter) => match parameter.location {
                ir::ParameterLocation::Path => Destination::Path(match self.position {
                    Some(position) => position.to_string(),
                    None => parameter.wire.clone(),
                }),
                ir::ParameterLocation::Query(_) => Destination::Query(parameter.wire.clone()),
                ir::ParameterLocation::Header => Destination::Header(parameter.wire.to_lowercase()),
                ir::ParameterLocation::Cookie => Destination::Cookie(parameter.wire.clone()),
            },
            Given::Property(field) => Destination::Property(match (pairs, self.of) {
                (Some(pairs), Some(of)) => pairs.property(of, &field.wire).to_owned(),
                _ => field.wire.clone(),
            }),
            Given::Whole(_) => Destination::Body,
        }
    }

    /// Whether it is what `new` is in the new model: it goes to the same place.
    pub(super) fn becomes(&self, new: &Input<'_>, pairs: &Pairs<'_>) -> bool {
        self.destination(Some(pairs)) == new.destination(None)
    }

    /// Where it goes, in words.
    pub(super) fn place(&self) -> String {
        match self.destination(None) {
            Destination::Path(name) => format!("{name} in the path"),
            Destination::Query(name) => format!("{name} in the query"),
            Destination::Header(name) => format!("the header {name}"),
            Destination::Cookie(name) => format!("the cookie {name}"),
            Destination::Property(name) => name,
            Destination::Body => "the body".to_owned(),
        }
    }

    /// Whether it has another name in the request than `new`, where the name is sent.
    pub(super) fn is_elsewhere(&self, new: &Input<'_>) -> bool {
        let kinds = (self.destination(None), new.destination(None));
        match kinds {
            (Destination::Path(_), Destination::Path(_)) => false,
            (old, new) => old != new,
        }
    }

    /// Whether callers give both in the same way.
    pub(super) fn is_same(&self, new: &Input<'_>, pairs: &Pairs<'_>) -> bool {
        // Whether a property may be left out decides about who gives it, not about what is given.
        let nullable = |input: &Input<'_>| match input.given {
            Given::Property(field) => {
                let may_be = matches!(field.storage, Storage::Nullable | Storage::OptionNullable);
                may_be.then_some(field.boxing)
            }
            Given::Parameter(_) | Given::Whole(_) => None,
        };
        nullable(self) == nullable(new) && pairs.is_same(self.ty(), new.ty())
    }
}

/// The arguments and the setters of an operation, in this caller. `other` is the path in the other
/// version.
pub(super) fn of_operation<'a>(
    api: &'a Api,
    (path, other): (&'a ir::Path, &ir::Path),
    operation: &'a Operation,
    caller: Caller,
) -> (Vec<Input<'a>>, Vec<Input<'a>>) {
    let is_given = |wire: &str| operation.is_given(wire, caller);
    let position = |name: &str| {
        let is_in_both = of_template(&other.template).any(|other| other == name);
        let position = of_template(&path.template).position(|other| other == name);
        position.filter(|_| !is_in_both)
    };
    let parameters = operation.parameters.iter();
    let parameters = parameters.filter(|parameter| is_given(&parameter.wire));
    let parameters = parameters.map(|parameter| {
        let given = Given::Parameter(parameter);
        let input = Input {
            position: position(&parameter.wire),
            ..Input::new(api, parameter.name.as_str(), given, &parameter.origin)
        };
        (parameter.presence, input)
    });
    let of = match &operation.body {
        Body::Fields { ty, .. } => api.types.get(ty),
        Body::Whole { .. } | Body::None => None,
    };
    let properties = api.properties(&operation.body).into_iter();
    let properties = properties.filter(|(field, _)| is_given(&field.wire));
    let properties = properties.map(|(field, name)| {
        let given = Given::Property(field);
        let input = Input::new(api, name.as_str(), given, &field.origin);
        (field.presence, Input { of, ..input })
    });
    let whole = match &operation.body {
        Body::Whole { ty, presence, .. } => {
            let input = Input::new(api, "body", Given::Whole(ty), &operation.origin);
            Some((*presence, input))
        }
        Body::Fields { .. } | Body::None => None,
    };
    let inputs = parameters.chain(whole).chain(properties);
    let (required, optional): (Vec<_>, Vec<_>) =
        inputs.partition(|(presence, _)| *presence == Presence::Required);
    let plain = |inputs: Vec<(Presence, Input<'a>)>| inputs.into_iter().map(|(_, input)| input);
    (plain(required).collect(), plain(optional).collect())
}

/// The arguments of `new` of a type.
pub(super) fn of_type<'a>(api: &'a Api, of: &'a Type) -> Vec<Input<'a>> {
    let fields = render::arguments_of_new(api, of).into_iter();
    let inputs = fields.map(|field| {
        let (name, given) = (field.name.as_str(), Given::Property(field));
        Input {
            of: Some(of),
            ..Input::new(api, name, given, &field.origin)
        }
    });
    inputs.collect()
}

/// The arguments of a call before and after, where they differ.
pub(super) struct Arranged<'a> {
    pub severity: Severity,
    pub origins: Vec<Origin>,
    before: &'a [Input<'a>],
    after: &'a [Input<'a>],
}

/// Compares arguments as the compiler does: by position and type. Where it would see no difference
/// and a value would go elsewhere, the change is silent.
pub(super) fn arranged<'a>(
    pairs: &Pairs<'_>,
    before: &'a [Input<'a>],
    after: &'a [Input<'a>],
) -> Option<Arranged<'a>> {
    let both = || before.iter().zip(after);
    let stays = before.len() == after.len();
    let in_place = stays && both().all(|(old, new)| old.becomes(new, pairs));
    let mut origins = Vec::new();
    for (index, new) in after.iter().enumerate() {
        match before.iter().position(|old| old.becomes(new, pairs)) {
            None => origins.push(Origin::added(new.at)),
            Some(position) => {
                let changes = |old: &&Input<'_>| {
                    let moves = stays && position != index;
                    moves || !old.is_same(new, pairs) || old.is_elsewhere(new)
                };
                let changed = before.get(position).filter(changes);
                origins.extend(changed.map(|old| Origin::both(old.at, new.at)));
            }
        }
    }
    for old in before {
        if !after.iter().any(|new| old.becomes(new, pairs)) {
            origins.push(Origin::removed(old.at));
        }
    }
    if origins.is_empty() {
        return None;
    }
    let compiles = stays && both().all(|(old, new)| old.is_same(new, pairs));
    let may_compile =
        stays && both().all(|(old, new)| pairs.is_interchangeable(old.ty(), new.ty()));
    let severity = match in_place {
        true if compiles => Severity::Silent,
        true => Severity::Breaking,
        false if may_compile => Severity::Silent,
        false => Severity::Breaking,
    };
    Some(Arranged {
        severity,
        origins,
        before,
        after,
    })
}

impl Arranged<'_> {
    /// Both as programs write them. Types are said of arguments that have another one.
    pub(super) fn spelt(&self, pairs: &Pairs<'_>, before: &str, after: &str) -> (String, String) {
        let one = |input: &Input<'_>, is_retyped: bool| match is_retyped {
            true => format!("{}: {}", input.name, input.spelt()),
            false => input.name.to_owned(),
        };
        let differ =
            |old: &Input<'_>, new: &Input<'_>| old.becomes(new, pairs) && !old.is_same(new, pairs);
        let old = self.before.iter();
        let old = old.map(|old| one(old, self.after.iter().any(|new| differ(old, new))));
        let new = self.after.iter();
        let new = new.map(|new| one(new, self.before.iter().any(|old| differ(old, new))));
        (
            format!("{before}({})", old.collect::<Vec<_>>().join(", ")),
            format!("{after}({})", new.collect::<Vec<_>>().join(", ")),
        )
    }
}
