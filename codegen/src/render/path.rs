//! One module for each path, with a builder for each of its operations.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::constructor::constructor;
use super::ty::{From, Imports, ty};
use super::{arguments, docs, example, ident, page, scoped};
use crate::ir::{
    Answer, Api, Body, Field, Form, ListStyle, Media, Operation, Parameter, Path, Place, Presence,
    Repetition, Shape, Status, TypeId, Verb,
};
use crate::names;

/// Clippy's limit; more than these and the emitted function says that it means it.
const MANY_ARGUMENTS: usize = 7;

/// `paths/mod.rs`.
pub(super) fn index(api: &Api) -> TokenStream {
    let mut modules: Vec<&names::Ident> = api.paths.iter().map(|path| &path.module).collect();
    modules.sort();
    let doc = docs::inner("The builders of all calls, one module for each path of the API.");
    let modules = modules.into_iter().map(ident);
    quote! {
        #doc
        #(pub mod #modules;)*
    }
}

/// The module of a path.
pub(super) fn module(api: &Api, path: &Path) -> TokenStream {
    let title = docs::inner(&docs::code(&path.template));
    let mut imports = Imports::default();
    imports.runtime(&[
        "Call",
        "Client",
        "ResponseFuture",
        "Route",
        "Verb",
        "operation",
    ]);
    let builders: Vec<TokenStream> = path
        .operations
        .iter()
        .map(|operation| builder(api, path, operation, &mut imports))
        .collect();
    let imports = imports.of_path();
    quote!(#title #imports #(#builders)*)
}

/// What a caller has to give, in order; also the signature of the handle's method.
pub(super) fn required(api: &Api, operation: &Operation, form: Form) -> Vec<(Ident, TokenStream)> {
    let parameters = required_parameters(operation, form).map(|parameter| {
        let name = ident(&parameter.name);
        let argument = match parameter.place {
            Place::Query(_) => arguments::query(api, &parameter.ty, &name, From::Elsewhere),
            _ => arguments::text(api, &parameter.ty, &name, From::Elsewhere),
        };
        (name, argument.ty)
    });
    let body = match &operation.body {
        Body::None => Vec::new(),
        Body::Whole { ty: whole, .. } => {
            let name = format_ident!("body");
            let argument = arguments::plain(api, whole, &name, From::Elsewhere);
            vec![(name, argument.ty)]
        }
        Body::Fields { .. } => required_fields(api, operation, form)
            .map(|(field, setter)| {
                let name = ident(setter);
                let argument = arguments::field(api, field, &name, From::Elsewhere);
                (name, argument.ty)
            })
            .collect(),
    };
    parameters.chain(body).collect()
}

pub(super) fn required_parameters(
    operation: &Operation,
    form: Form,
) -> impl Iterator<Item = &Parameter> {
    operation.parameters.iter().filter(move |parameter| {
        parameter.presence == Presence::Required && operation.is_given(&parameter.wire, form)
    })
}

pub(super) fn required_fields<'a>(
    api: &'a Api,
    operation: &'a Operation,
    form: Form,
) -> impl Iterator<Item = (&'a Field, &'a names::Ident)> {
    body_fields(api, &operation.body).filter(move |(field, _)| {
        field.presence == Presence::Required && operation.is_given(&field.wire, form)
    })
}

/// What the types of those arguments name.
pub(super) fn required_imports(
    api: &Api,
    operation: &Operation,
    form: Form,
    imports: &mut Imports,
) {
    for parameter in required_parameters(operation, form) {
        arguments::imports(api, &parameter.ty, imports);
    }
    if let Body::Whole { ty, .. } = &operation.body {
        arguments::imports(api, ty, imports);
    }
    for (field, _) in required_fields(api, operation, form) {
        arguments::field_imports(api, field, imports);
    }
}

/// What an argument that a builder takes makes its module import.
fn given(api: &Api, of: &crate::ir::Ty, imports: &mut Imports) {
    arguments::imports(api, of, imports);
    arguments::conversions(api, of, imports);
}

/// Attributes of a function with that many arguments.
pub(super) fn expectation(arguments: usize) -> TokenStream {
    if arguments > MANY_ARGUMENTS {
        quote!(#[expect(clippy::too_many_arguments, reason = "the API requires them all")])
    } else {
        TokenStream::new()
    }
}

/// What a caller of a `DELETE` may wonder about.
const SENT_AGAIN: [&str; 3] = [
    "",
    "If its response is lost, it is sent again, and may end with 404 although it has succeeded:",
    "[`Error::attempts`](crate::Error::attempts) tells.",
];

fn builder(api: &Api, path: &Path, operation: &Operation, imports: &mut Imports) -> TokenStream {
    for parameter in &operation.parameters {
        given(api, &parameter.ty, imports);
        if !matches!(parameter.place, Place::Query(_)) {
            arguments::text_conversions(api, &parameter.ty, imports);
        }
    }
    let name = ident(&operation.builder);
    let endpoint = docs::code(&format!("{} {}", operation.verb, path.template));
    let mut below = vec![String::new(), endpoint];
    if operation.verb == Verb::Delete && operation.repetition == Repetition::Safe {
        below.extend(SENT_AGAIN.map(str::to_owned));
    }
    below.extend(example::lines(api, operation));
    let doc = docs::with_more(
        &operation.docs,
        operation.status,
        &format!("Calls {}.", docs::code(&operation.id)),
        &below,
    );
    let verb = format_ident!("{}", format!("{:?}", operation.verb));
    let template = &path.template;
    let decoding = match &operation.answer {
        Answer::Json(_) | Answer::MaybeJson(_) => TokenStream::new(),
        Answer::Text => quote!(.text()),
        Answer::Binary => quote!(.bytes()),
        Answer::Empty => quote!(.empty()),
    };
    let repetition = match operation.repetition {
        Repetition::Safe => quote!(.repeatable()),
        Repetition::Unsafe => TokenStream::new(),
    };
    let answer = answer(api, &operation.answer, imports);
    let (body_field, send) = body(api, operation, imports);
    let scoped::Generics {
        declared,
        scope,
        bracketed,
        field,
    } = scoped::generics(operation, imports);
    let constructor = constructor(api, operation, Form::Direct);
    let scoped = scoped::constructors(api, operation);
    let is_direct = |wire: &str| !operation.is_given(wire, Form::Scoped);
    let (direct, setters) = (
        setters(api, operation, imports, &is_direct),
        setters(api, operation, imports, &|wire| !is_direct(wire)),
    );
    let pages = page::methods(api, operation, imports);
    // What only some forms of a builder have is in an `impl` of its own.
    let (direct, constructor, pages, paged) = if operation.scoping.is_none() {
        (TokenStream::new(), constructor, pages, TokenStream::new())
    } else {
        (
            quote!(impl #name { #constructor #(#direct)* }),
            TokenStream::new(),
            TokenStream::new(),
            scoped::pages(operation, &pages),
        )
    };
    let described = body_type(api, &operation.body).map(|ty| quote!({ #ty }));
    quote! {
        #doc
        #[derive(Clone)]
        #[must_use = "a call is sent by `.await` or `.send()`"]
        pub struct #name #declared {
            call: Call,
            #body_field
            #field
        }

        #direct
        #scoped

        impl #scope #name #scope {
            const ROUTE: Route = Route::new(Verb::#verb, #template)#decoding #repetition;

            #constructor

            #(#setters)*

            #pages

            #[inline]
            fn respond(self) -> ResponseFuture<#answer> {
                #send
            }
        }

        #paged

        operation!(#name #bracketed #described -> #answer);
    }
}

fn answer(api: &Api, answer: &Answer, imports: &mut Imports) -> TokenStream {
    match answer {
        Answer::Empty => quote!(()),
        Answer::Text => quote!(String),
        Answer::Binary => {
            imports.runtime(&["Binary"]);
            quote!(Binary)
        }
        Answer::Json(of) => {
            imports.ty(api, of);
            ty(api, of, From::Elsewhere)
        }
        Answer::MaybeJson(of) => {
            imports.ty(api, of);
            let of = ty(api, of, From::Elsewhere);
            quote!(Option<#of>)
        }
    }
}

fn body_type(api: &Api, body: &Body) -> Option<TokenStream> {
    match body {
        Body::None => None,
        Body::Whole { ty: whole, .. } => Some(ty(api, whole, From::Elsewhere)),
        Body::Fields { ty: id, .. } => {
            Some(ty(api, &crate::ir::Ty::Named(id.clone()), From::Elsewhere))
        }
    }
}

/// The builder's field for the body, and how the call is sent.
fn body(api: &Api, operation: &Operation, imports: &mut Imports) -> (TokenStream, TokenStream) {
    match &operation.body {
        Body::None => (TokenStream::new(), quote!(self.call.send())),
        Body::Whole { media, ty: whole } => {
            imports.ty(api, whole);
            given(api, whole, imports);
            let send = match media {
                Media::Json => quote!(self.call.send_json(&self.body)),
                Media::Form => quote!(self.call.send_form(&self.body)),
                Media::Text => quote!(self.call.send_text(self.body)),
                Media::Binary => quote!(self.call.send_bytes(self.body)),
            };
            let whole = ty(api, whole, From::Elsewhere);
            (quote!(body: #whole,), send)
        }
        Body::Fields { media, ty: id, .. } => {
            let of = crate::ir::Ty::Named(id.clone());
            imports.ty(api, &of);
            for (field, _) in required_fields(api, operation, Form::Direct) {
                arguments::field_imports(api, field, imports);
                arguments::field_conversions(api, field, imports);
            }
            let of = ty(api, &of, From::Elsewhere);
            let send = match media {
                Media::Form => quote!(self.call.send_form(&self.body)),
                _ => quote!(self.call.send_json(&self.body)),
            };
            (quote!(body: #of,), send)
        }
    }
}

/// The setters for those inputs that are wanted, by their names in the request.
fn setters(
    api: &Api,
    operation: &Operation,
    imports: &mut Imports,
    is_wanted: &dyn Fn(&str) -> bool,
) -> Vec<TokenStream> {
    let mut setters = Vec::new();
    for (field, setter) in body_fields(api, &operation.body)
        .filter(|(field, _)| field.presence == Presence::Optional && is_wanted(&field.wire))
    {
        arguments::field_imports(api, field, imports);
        arguments::field_conversions(api, field, imports);
        let (setter, name) = (ident(setter), ident(&field.name));
        let argument = arguments::field(api, field, &setter, From::Elsewhere);
        let (argument_ty, value) = (argument.ty, argument.value);
        let doc = docs::outer(
            &field.docs,
            field.status,
            &format!("Sets {}.", docs::code(&field.wire)),
        );
        let deprecated = deprecated(field.status);
        setters.push(quote! {
            #doc
            #deprecated
            #[inline]
            pub fn #setter(mut self, #setter: #argument_ty) -> Self {
                self.body.#name = #value;
                self
            }
        });
    }
    for parameter in operation
        .parameters
        .iter()
        .filter(|parameter| parameter.presence == Presence::Optional && is_wanted(&parameter.wire))
    {
        let name = ident(&parameter.name);
        let argument_ty = match parameter.place {
            Place::Query(_) => arguments::query(api, &parameter.ty, &name, From::Elsewhere).ty,
            _ => arguments::text(api, &parameter.ty, &name, From::Elsewhere).ty,
        };
        let add = add(api, parameter, &quote!(self.call));
        let doc = docs::outer(
            &parameter.docs,
            parameter.status,
            &format!("Sets {}.", docs::code(&parameter.wire)),
        );
        let deprecated = deprecated(parameter.status);
        setters.push(quote! {
            #doc
            #deprecated
            #[inline]
            pub fn #name(mut self, #name: #argument_ty) -> Self {
                #add
                self
            }
        });
    }
    setters
}

/// The statement that adds a parameter to a call.
pub(super) fn add(api: &Api, parameter: &Parameter, call: &TokenStream) -> TokenStream {
    let (wire, name) = (&parameter.wire, ident(&parameter.name));
    match parameter.place {
        Place::Query(ListStyle::Repeated) => {
            let value = arguments::query(api, &parameter.ty, &name, From::Elsewhere).value;
            quote!(#call.query(#wire, &#value);)
        }
        Place::Query(ListStyle::Joined(by)) => {
            let value = arguments::query(api, &parameter.ty, &name, From::Elsewhere).value;
            quote!(#call.query_joined(#wire, &#value, #by);)
        }
        Place::Cookie => {
            let value = arguments::text(api, &parameter.ty, &name, From::Elsewhere).value;
            quote!(#call.cookie(#wire, #value);)
        }
        Place::Header if parameter.ty == crate::ir::Ty::Secret => {
            quote!(#call.secret_header(#wire, #name.into());)
        }
        Place::Header | Place::Path => {
            let value = arguments::text(api, &parameter.ty, &name, From::Elsewhere).value;
            quote!(#call.header(#wire, #value);)
        }
    }
}

/// The fields of a body that are sent, with the name of each one's argument or setter: first the required ones, in
/// the order of `required`, so that a property which becomes required is the last argument.
pub(crate) fn body_fields<'a>(
    api: &'a Api,
    body: &'a Body,
) -> impl Iterator<Item = (&'a Field, &'a names::Ident)> {
    let (fields, required, setters) = match body {
        Body::Fields { ty, setters, .. } => {
            let (fields, required) = fields_of(api, ty);
            (fields, required, &setters[..])
        }
        _ => (&[][..], &[][..], &[][..]),
    };
    let sent = fields
        .iter()
        .enumerate()
        .filter(|(_, field)| field.is_sent());
    let mut sent: Vec<_> = sent.zip(setters).collect();
    let rank = |index| required.iter().position(|known| *known == index);
    sent.sort_by_key(|((index, _), _)| rank(*index).unwrap_or(required.len()));
    sent.into_iter().map(|((_, field), setter)| (field, setter))
}

/// The fields of a struct, and which of them are required.
pub(super) fn fields_of<'a>(api: &'a Api, id: &TypeId) -> (&'a [Field], &'a [usize]) {
    match api.types.get(id).map(|ty| &ty.shape) {
        Some(Shape::Struct {
            fields, required, ..
        }) => (fields, required),
        _ => (&[], &[]),
    }
}

pub(super) fn deprecated(status: Status) -> TokenStream {
    match status {
        Status::Current => TokenStream::new(),
        Status::Deprecated => quote!(#[deprecated = "by the API"]),
    }
}
