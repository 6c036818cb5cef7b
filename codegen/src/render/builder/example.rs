//! The example on the page of each builder: a call that compiles, with all that is required.

use super::context::Builder;
use crate::ir::{Api, Caller, Input, Literal, Ty};
use crate::render::arguments;
use crate::render::imports::qualified;

/// A chain of calls that is longer than this gets a line for each.
const WIDTH: usize = 76;

/// The same for the hidden lines.
const LINE: usize = 96;

/// What the example is given: a name and a type, as they stand in its signature.
type Given = (String, String);

impl Builder<'_> {
    /// The lines of the example, as they stand in a comment.
    pub(super) fn example(&self) -> Vec<String> {
        let operation = self.operation;
        // Without the name of the crate, nothing that is in it can be named, and so not compiled.
        let (library, fence) = match &self.api.library {
            Some(library) => (library.as_str(), "```no_run"),
            None => ("my_api", "```ignore"),
        };
        let (required, optional) = self.given(library);
        let parameters: Vec<String> = required
            .iter()
            .chain(&optional)
            .map(|(name, ty)| format!("{name}: {ty}"))
            .collect();
        let names = |given: &[Given]| -> Vec<String> {
            given.iter().map(|(name, _)| name.clone()).collect()
        };

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
        let call = if chain.iter().map(String::len).sum::<usize>()
            <= WIDTH - "let response = client;".len()
        {
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

    /// The arguments of the call, and what is given to the setters of the example.
    fn given(&self, library: &str) -> (Vec<Given>, Vec<Given>) {
        let given =
            |input: &Input<'_>| (input.name().to_owned(), argument(self.api, input, library));
        let required = self.arguments(Caller::Client);
        let inputs: Vec<Input<'_>> = self.inputs(Caller::Client).collect();
        let optional = self.operation.example.iter().filter_map(|setter| {
            let is_called = |input: &&Input<'_>| input.name() == setter.as_str();
            inputs.iter().find(is_called)
        });
        let required = required.map(|input| given(&input)).collect();
        (required, optional.map(given).collect())
    }
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

/// A type that the argument takes, by its full name.
fn argument(api: &Api, input: &Input<'_>, library: &str) -> String {
    if let Ty::Scalar(scalar) = input.ty()
        && scalar.facts().literal == Literal::String
    {
        return "&str".to_owned();
    }
    let full = qualified(arguments::accepted(api, input), library).to_string();
    full.split_whitespace()
        .map(|token| if token == "," { ", " } else { token })
        .collect()
}
