//! One module for each path, with a builder for each of its operations.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::body::{body, body_fields, body_type, media, whole_setter};
use super::constructor::constructor;
use super::ty::{From, Imports, ty};
use super::{acting, arguments, docs, example, ident, page};
use crate::ir::{
    Api, Body, Caller, Credentials, Field, Idempotency, ListStyle, Operation, Parameter,
    ParameterLocation, Path, Presence, Response, Status, Ty, Verb,
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
pub(super) fn required(
    api: &Api,
    operation: &Operation,
    caller: Caller,
) -> Vec<(Ident, TokenStream)> {
    let parameters = required_parameters(operation, caller).map(|parameter| {
        let name = ident(&parameter.name);
        let argument = match parameter.location {
            ParameterLocation::Query(_) => {
                arguments::query(api, &parameter.ty, &name, From::Elsewhere)
            }
            _ => arguments::text(api, &parameter.ty, &name, From::Elsewhere),
        };
        (name, argument.ty)
    });
    let body = match &operation.body {
        Body::None => Vec::new(),
        Body::Whole {
            presence: Presence::Optional,
            ..
        } => Vec::new(),
        Body::Whole { ty: whole, .. } => {
            let name = format_ident!("body");
            let argument = arguments::plain(api, whole, &name, From::Elsewhere);
            vec![(name, argument.ty)]
        }
        Body::Fields { .. } => required_fields(api, operation, caller)
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
    caller: Caller,
) -> impl Iterator<Item = &Parameter> {
    operation.parameters.iter().filter(move |parameter| {
        parameter.presence == Presence::Required && operation.is_given(&parameter.wire, caller)
    })
}

pub(super) fn required_fields<'a>(
    api: &'a Api,
    operation: &'a Operation,
    caller: Caller,
) -> impl Iterator<Item = (&'a Field, &'a names::Ident)> {
    body_fields(api, &operation.body).filter(move |(field, _)| {
        field.presence == Presence::Required && operation.is_given(&field.wire, caller)
    })
}

/// What the types of those arguments name.
pub(super) fn required_imports(
    api: &Api,
    operation: &Operation,
    caller: Caller,
    imports: &mut Imports,
) {
    for parameter in required_parameters(operation, caller) {
        arguments::imports(api, &parameter.ty, imports);
    }
    if let Body::Whole {
        ty,
        presence: Presence::Required,
        ..
    } = &operation.body
    {
        arguments::imports(api, ty, imports);
    }
    for (field, _) in required_fields(api, operation, caller) {
        arguments::field_imports(api, field, imports);
    }
}

/// What an argument that a builder takes makes its module import.
pub(super) fn given(api: &Api, of: &Ty, imports: &mut Imports) {
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
        if !matches!(parameter.location, ParameterLocation::Query(_)) {
            arguments::text_conversions(api, &parameter.ty, imports);
        }
    }
    let name = ident(&operation.builder);
    let endpoint = docs::code(&format!("{} {}", operation.verb, path.template));
    let mut below = vec![String::new(), endpoint];
    if operation.verb == Verb::Delete && operation.idempotency == Idempotency::Idempotent {
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
    let template = escaped(&path.template);
    let decoding = match &operation.response {
        Response::Json(_) | Response::MaybeJson(_) => TokenStream::new(),
        Response::Text => quote!(.text()),
        Response::Binary => quote!(.bytes()),
        Response::Empty => quote!(.empty()),
    };
    let idempotency = match operation.idempotency {
        Idempotency::Idempotent => quote!(.idempotent()),
        Idempotency::NotIdempotent => TokenStream::new(),
    };
    let credentials = match operation.credentials {
        Credentials::Client => TokenStream::new(),
        Credentials::None => quote!(.without_authorization()),
    };
    let (accept, content_type) = media(operation);
    let answer = answer(api, &operation.response, imports);
    let (body_field, send) = body(api, operation, imports);
    let acting::Generics {
        declared,
        actor,
        bracketed,
        field,
    } = acting::generics(api, operation, imports);
    let constructor = constructor(api, operation, Caller::Client);
    let acting = acting::constructors(api, operation);
    let is_direct = |wire: &str| !operation.is_given(wire, Caller::Actor);
    let (direct, setters) = (
        setters(api, operation, imports, &is_direct),
        setters(api, operation, imports, &|wire| !is_direct(wire)),
    );
    let pages = page::methods(api, operation, imports);
    // What only some callers of a builder have is in an `impl` of its own.
    let (direct, constructor, pages, paged) = if operation.acting.is_none() {
        (TokenStream::new(), constructor, pages, TokenStream::new())
    } else {
        (
            quote!(impl #name { #constructor #(#direct)* }),
            TokenStream::new(),
            TokenStream::new(),
            acting::pages(operation, &pages),
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
        #acting

        impl #actor #name #actor {
            const ROUTE: Route = Route::new(Verb::#verb, #template)#decoding #accept #content_type #idempotency #credentials;

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

fn answer(api: &Api, answer: &Response, imports: &mut Imports) -> TokenStream {
    match answer {
        Response::Empty => quote!(()),
        Response::Text => quote!(String),
        Response::Binary => {
            imports.runtime(&["Binary"]);
            quote!(Binary)
        }
        Response::Json(of) => {
            imports.ty(api, of);
            ty(api, of, From::Elsewhere)
        }
        Response::MaybeJson(of) => {
            imports.ty(api, of);
            let of = ty(api, of, From::Elsewhere);
            quote!(Option<#of>)
        }
    }
}

/// The template with all escaped that a path cannot have as it is (RFC 3986, section 3.3), but for
/// the names of placeholders, which are not sent.
fn escaped(template: &str) -> String {
    let mut escaped = String::new();
    let mut is_name = false;
    for character in template.chars() {
        is_name = character == '{' || is_name && character != '}';
        let is_plain = character.is_ascii_graphic() && !"\"<>\\^`|".contains(character);
        if is_name || is_plain {
            escaped.push(character);
        } else {
            let mut bytes = [0; 4];
            let bytes = character.encode_utf8(&mut bytes).bytes();
            escaped.extend(bytes.map(|byte| format!("%{byte:02X}")));
        }
    }
    escaped
}

/// The setters for those inputs that are wanted, by their names in the request.
fn setters(
    api: &Api,
    operation: &Operation,
    imports: &mut Imports,
    is_wanted: &dyn Fn(&str) -> bool,
) -> Vec<TokenStream> {
    let mut setters = Vec::new();
    // No actor settles it, so all callers of a builder have it.
    setters.extend(whole_setter(api, &operation.body).filter(|_| is_wanted("")));
    let body = match &operation.body {
        Body::Fields {
            presence: Presence::Optional,
            ..
        } => quote!(self.body.get_or_insert_default()),
        _ => quote!(self.body),
    };
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
                #body.#name = #value;
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
        let argument_ty = match parameter.location {
            ParameterLocation::Query(_) => {
                arguments::query(api, &parameter.ty, &name, From::Elsewhere).ty
            }
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
    match parameter.location {
        ParameterLocation::Query(ListStyle::Repeated) => {
            let value = arguments::query(api, &parameter.ty, &name, From::Elsewhere).value;
            quote!(#call.query(#wire, &#value);)
        }
        ParameterLocation::Query(ListStyle::Joined(by)) => {
            let value = arguments::query(api, &parameter.ty, &name, From::Elsewhere).value;
            quote!(#call.query_joined(#wire, &#value, #by);)
        }
        ParameterLocation::Cookie => {
            let value = arguments::text(api, &parameter.ty, &name, From::Elsewhere).value;
            quote!(#call.cookie(#wire, #value);)
        }
        ParameterLocation::Header if parameter.ty == Ty::Secret => {
            quote!(#call.secret_header(#wire, #name.into());)
        }
        ParameterLocation::Header | ParameterLocation::Path => {
            let value = arguments::text(api, &parameter.ty, &name, From::Elsewhere).value;
            quote!(#call.header(#wire, #value);)
        }
    }
}

pub(super) fn deprecated(status: Status) -> TokenStream {
    match status {
        Status::Current => TokenStream::new(),
        Status::Deprecated => quote!(#[deprecated = "by the API"]),
    }
}
