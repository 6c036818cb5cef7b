//! The example on the page of each builder: a call that compiles, with all that is required.

use super::context::Builder;
use crate::ir::{Api, Caller, Field, Input, Literal, Ty};
use crate::render::arguments;
use crate::render::imports::qualified;
use crate::render::schema::arguments_of_new;

/// A chain of calls that is longer than this gets a line for each.
const WIDTH: usize = 76;

/// The same for the hidden lines.
const LINE: usize = 96;

/// An argument of the example: its expression, and what the example is given for it.
struct Argument {
    expression: String,
    given: Vec<Given>,
}

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
        let arguments = required.iter().chain(&optional);
        let parameters: Vec<String> = arguments
            .flat_map(|argument| &argument.given)
            .map(|(name, ty)| format!("{name}: {ty}"))
            .collect();
        let expressions: Vec<&str> = required
            .iter()
            .map(|argument| argument.expression.as_str())
            .collect();

        let handles = operation
            .resource
            .iter()
            .map(|handle| format!(".{}()", handle.as_str()));
        let method = format!(".{}({})", operation.method.as_str(), expressions.join(", "));
        let setters = optional.iter().zip(&operation.example);
        let setters = setters
            .map(|(argument, setter)| format!(".{}({})", setter.as_str(), argument.expression));
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
    fn given(&self, library: &str) -> (Vec<Argument>, Vec<Argument>) {
        let mut taken: Vec<String> = Vec::new();
        let mut given = |input: &Input<'_>| {
            let argument = built(self.api, input, library)
                .filter(|built| built.given.iter().all(|(name, _)| !taken.contains(name)))
                .unwrap_or_else(|| Argument {
                    expression: input.name().to_owned(),
                    given: vec![(input.name().to_owned(), argument(self.api, input, library))],
                });
            taken.extend(argument.given.iter().map(|(name, _)| name.clone()));
            argument
        };
        let required = self.arguments(Caller::Client);
        let inputs: Vec<Input<'_>> = self.inputs(Caller::Client).collect();
        let optional = self.operation.example.iter().filter_map(|setter| {
            let is_called = |input: &&Input<'_>| input.name() == setter.as_str();
            inputs.iter().find(is_called)
        });
        let required = required.map(|input| given(&input)).collect();
        (required, optional.map(&mut given).collect())
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

/// An argument that has a constructor, or is a list of such, built from the arguments of that.
fn built(api: &Api, input: &Input<'_>, library: &str) -> Option<Argument> {
    let own = api.unaliased(input.ty());
    let item = match own {
        Ty::List(item) => Some(api.unaliased(item)),
        Ty::Scalar(_) | Ty::Json | Ty::JsonObject | Ty::Map(_) | Ty::Nullable(_) | Ty::Named(_) => {
            None
        }
    };
    let Ty::Named(id) = item.unwrap_or(own) else {
        return None;
    };
    let of = api.named(id);
    let fields = arguments_of_new(api, of);
    let given = |field: &&Field| {
        let name = field.name.as_str().to_owned();
        (
            name,
            argument(api, &Input::Property(field, &field.name), library),
        )
    };
    let given: Vec<Given> = fields.iter().map(given).collect();
    let names: Vec<&str> = given.iter().map(|(name, _)| name.as_str()).collect();
    let call = format!(
        "{library}::schemas::{}::new({})",
        of.name.as_str(),
        names.join(", ")
    );
    (!given.is_empty()).then(|| Argument {
        expression: if item.is_some() {
            format!("[{call}]")
        } else {
            call
        },
        given,
    })
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
