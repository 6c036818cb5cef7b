//! Types and methods of what has another name: an entry of `names.toml` by which they keep theirs.

use std::collections::BTreeSet;

use super::proposal::{Endpoint, Proposal};
use crate::Text;
use crate::names::{Ident, Namer, OperationName};

/// What a help line says of the entry, if types or the method would be called by other names: by
/// the names before and by those that the rename was carried over to.
pub(super) fn entry(
    proposal: &Proposal,
    before: Option<&Text>,
    carried: Option<&Text>,
) -> Option<String> {
    let (mut before, mut carried) = (Namer::new(before).ok()?, Namer::new(carried).ok()?);
    types(proposal, &mut before, &mut carried)
        .or_else(|| method(proposal, &mut before, &mut carried))
}

fn method(proposal: &Proposal, before: &mut Namer, carried: &mut Namer) -> Option<String> {
    let Endpoint {
        verb,
        path,
        former_path,
    } = proposal.operation.as_ref()?;
    let [old, new] = &proposal.command;
    let dotted = |name: OperationName| {
        let names = name.resource.iter().chain([&name.method]);
        names.map(Ident::bare).collect::<Vec<_>>().join(".")
    };
    let was = dotted(before.operation(old, *verb, former_path));
    let is = dotted(carried.operation(new, *verb, path));
    (is != was).then(|| {
        format!(
            "; to keep the method `{was}`, add `\"{new}\" = {{ name = \"{was}\", reason = \"…\" }}` to `[operations]`"
        )
    })
}

fn types(proposal: &Proposal, before: &mut Namer, carried: &mut Namer) -> Option<String> {
    let mut heads = BTreeSet::new();
    for old in &proposal.schemas {
        let new = proposal.edit.name(old)?;
        let was = before.schema(old).as_str().to_owned();
        if carried.schema(&new).as_str() != was {
            // What both have in common is named by the rest of the schema's name.
            let rest = old
                .strip_prefix(proposal.edit.old.as_str())
                .unwrap_or_default();
            let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).count();
            let head = was
                .len()
                .checked_sub(letters(rest))
                .and_then(|end| was.get(..end))?;
            heads.insert(head.to_owned());
        }
    }
    let head = heads.first().filter(|_| heads.len() == 1)?;
    let new = proposal.edit.name(&proposal.edit.old)?;
    Some(match proposal.edit.is_prefix() {
        true => format!(
            "; to keep the names of the types, add `\"{new}*\" = \"{head}*\"` to `[schemas]`"
        ),
        false => format!(
            "; to keep the type `{head}`, add `\"{new}\" = {{ name = \"{head}\", reason = \"…\" }}` to `[schemas]`"
        ),
    })
}
