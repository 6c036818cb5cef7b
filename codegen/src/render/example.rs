//! The example on the page of each builder: a call that compiles, with all that is required.

use quote::quote;

use super::body::body_fields;
use super::ty::{From, ty};
use crate::ir::{Api, Body, Boxing, Operation, Presence, Storage, Ty};
use crate::names::Ident;

/// A chain of calls that is longer than this gets a line for each.
const WIDTH: usize = 76;

/// The same for the hidden lines.
const LINE: usize = 96;

/// What the example is given: a name and a type, as they stand in its signature.
type Given = (String, String);

/// The lines of the example, as they stand in a comment.
pub(super) fn lines(api: &Api, operation: &Operation) -> Vec<String> {
    // Without the name of the crate, nothing that is in it can be named, and so not compiled.
    let (library, fence) = match &api.library {
        Some(library) => (library.as_str(), "```no_run"),
        None => ("my_api", "```ignore"),
    };
    let (required, optional) = given(api, operation, library);
    let parameters: Vec<String> = required
        .iter()
        .chain(&optional)
        .map(|(name, ty)| format!("{name}: {ty}"))
        .collect();
    let names =
        |given: &[Given]| -> Vec<String> { given.iter().map(|(name, _)| name.clone()).collect() };

    let handles = operation
        .resource
        .iter()
        .map(|handle| format!(".{}()", handle.as_str()));
    let method = format!(
        ".{}({})",
        operation.method.as_str(),
        names(&required).join(", ")
    );
    let setters = optional.iter().zip(&operation.example);
    let setters = setters.map(|((name, _), setter)| format!(".{}({name})", setter.as_str()));
    let chain: Vec<String> = handles
        .chain([method])
        .chain(setters)
        .chain([".await?".to_owned()])
        .collect();
    let call =
        if chain.iter().map(String::len).sum::<usize>() <= WIDTH - "let response = client;".len() {
            vec![format!("let response = client{};", chain.concat())]
        } else {
            let links = chain.iter().map(|link| format!("    {link}"));
            let mut lines: Vec<String> = ["let response = client".to_owned()]
                .into_iter()
                .chain(links)
                .collect();
            if let Some(last) = lines.last_mut() {
                last.push(';');
            }
            lines
        };

    let mut lines = ["", "# Example", "", fence].map(str::to_owned).to_vec();
    lines.extend(signature(library, &parameters));
    lines.extend(call);
    lines.extend(["# Ok(())", "# }", "```"].map(str::to_owned));
    lines
}

/// The hidden lines above the call, from where its values come.
fn signature(library: &str, parameters: &[String]) -> Vec<String> {
    let client = format!("client: {library}::Client");
    let all: Vec<&str> = [client.as_str()]
        .into_iter()
        .chain(parameters.iter().map(String::as_str))
        .collect();
    let end = format!(") -> {library}::Result<()> {{");
    let line = format!("# async fn example({}{end}", all.join(", "));
    if line.len() <= LINE {
        return vec![line];
    }
    let all = all.iter().map(|parameter| format!("#     {parameter},"));
    let start = "# async fn example(".to_owned();
    [start]
        .into_iter()
        .chain(all)
        .chain([format!("# {end}")])
        .collect()
}

/// The arguments of the call, and what is given to the setters of the example.
fn given(api: &Api, operation: &Operation, library: &str) -> (Vec<Given>, Vec<Given>) {
    let mut all: Vec<(&Ident, Presence, String)> = operation
        .parameters
        .iter()
        .map(|parameter| {
            let ty = argument(api, &parameter.ty, Storage::Plain, Boxing::Inline, library);
            (&parameter.name, parameter.presence, ty)
        })
        .collect();
    let fields = body_fields(api, &operation.body);
    all.extend(fields.map(|(field, setter)| {
        let ty = argument(api, &field.ty, field.storage, field.boxing, library);
        (setter, field.presence, ty)
    }));
    let named = |(name, _, ty): &(&Ident, Presence, String)| (name.as_str().to_owned(), ty.clone());
    let mut required: Vec<Given> = all
        .iter()
        .filter(|(_, presence, _)| *presence == Presence::Required)
        .map(named)
        .collect();
    if let Body::Whole {
        ty,
        presence: Presence::Required,
        ..
    } = &operation.body
    {
        required.push((
            "body".to_owned(),
            argument(api, ty, Storage::Plain, Boxing::Inline, library),
        ));
    }
    let optional = operation
        .example
        .iter()
        .filter_map(|setter| all.iter().find(|(name, ..)| *name == setter).map(named));
    (required, optional.collect())
}

/// A type that the argument takes, by its full name.
fn argument(api: &Api, of: &Ty, storage: Storage, boxing: Boxing, library: &str) -> String {
    let plain = match of {
        Ty::String | Ty::Secret => return "&str".to_owned(),
        of => ty(api, of, From::Elsewhere),
    };
    // Only a value that may be `null` is given in its box.
    let full = match (storage, boxing) {
        (Storage::Plain | Storage::Option, _) => plain,
        (_, Boxing::Inline) => quote!(Nullable<#plain>),
        (_, Boxing::Boxed) => quote!(Nullable<Box<#plain>>),
    };
    let mut text = String::new();
    for token in full.to_string().split_whitespace() {
        match token {
            "Json" | "JsonObject" | "Binary" | "Nullable" | "Secret" | "schemas" => {
                text.push_str(&format!("{library}::{token}"));
            }
            "DateTime" | "FixedOffset" => text.push_str(&format!("{library}::chrono::{token}")),
            "BTreeMap" => text.push_str("std::collections::BTreeMap"),
            "," => text.push_str(", "),
            token => text.push_str(token),
        }
    }
    text
}
