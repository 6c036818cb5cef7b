//! Collisions of names, and the entries of `names.toml` that resolve them.

use super::table::Table;
use super::{Ident, Namer, Namespace};
use crate::diagnostic::{Code, Diagnostic, Location, Proposal};
use crate::pointer::Pointer;

impl Namer {
    /// Takes a name in `namespace`, and reports a collision.
    pub fn claim(&mut self, namespace: &mut Namespace, ident: &Ident, wire: &str, at: &Pointer) {
        let other = if matches!(namespace.table, Table::Schemas | Table::Variants) {
            "Other"
        } else {
            "_other"
        };
        let (what, name) = (
            format!("{}{wire}", namespace.prefix),
            format!("{}{other}", ident.bare()),
        );
        self.claim_or(namespace, ident, wire, at, &what, &name);
    }

    /// Takes the name of the form of a setter for an `Option`.
    pub fn claim_option_setter(
        &mut self,
        namespace: &mut Namespace,
        setter: &Ident,
        wire: &str,
        at: &Pointer,
    ) {
        let ident = Ident(setter.after("maybe"));
        let (what, name) = (
            format!("{}{wire}", namespace.prefix),
            format!("{}_other", setter.bare()),
        );
        self.claim_or(namespace, &ident, wire, at, &what, &name);
    }

    /// The same, with another exception to propose: that of an operation is its path in the tree.
    pub fn claim_or(
        &mut self,
        namespace: &mut Namespace,
        ident: &Ident,
        wire: &str,
        at: &Pointer,
        what: &str,
        name: &str,
    ) {
        let proposal = (what.to_owned(), name.to_owned());
        self.claim_all(namespace, ident, wire, at, &[proposal]);
    }

    /// The same, with several exceptions to propose.
    pub fn claim_all(
        &mut self,
        namespace: &mut Namespace,
        ident: &Ident,
        wire: &str,
        at: &Pointer,
        proposals: &[(String, String)],
    ) {
        let Some(first) = namespace.take(ident, wire, at) else {
            return;
        };
        let things = namespace.what;
        let message = if first.ident == *ident {
            let ident = ident.as_str();
            format!(
                "{things} `{wire}` and `{}` would both be called `{ident}` in Rust (the other one is at {})",
                first.wire, first.at
            )
        } else {
            format!(
                "{things} `{wire}` and `{}` would be one file where case is ignored: `{}.rs` and `{}.rs`",
                first.wire,
                ident.bare(),
                first.ident.bare()
            )
        };
        for (what, name) in proposals {
            let name = self.unused(namespace, what, name);
            let (location, table) = (Location::spec_key(at), namespace.table.key());
            self.collision(location, message.clone(), table, what, name);
        }
    }

    /// A name that is free in the namespace, and not proposed for anything else.
    fn unused(&self, namespace: &Namespace, what: &str, name: &str) -> String {
        let table = namespace.table.key();
        if let Some(known) = self.proposed.get(&(table, what.to_owned())) {
            return known.clone();
        }
        let is_used = |name: &str| {
            let mut proposed = self.proposed.iter();
            namespace.has(&Ident(name.to_owned()))
                || self.rules.gives(namespace.table, name)
                || proposed.any(|((of, _), known)| *of == table && known == name)
        };
        let mut numbered = (2..).map(|number| format!("{name}{number}"));
        match is_used(name) {
            true => numbered.find(|name| !is_used(name)).unwrap_or_default(),
            false => name.to_owned(),
        }
    }

    /// Reports a collision that an entry of `names.toml` resolves.
    pub fn collision(
        &mut self,
        location: Location,
        message: String,
        table: &'static str,
        what: &str,
        name: String,
    ) {
        self.found
            .push(self::collision(location, message, table, what, &name));
        self.proposed.insert((table, what.to_owned()), name);
    }
}

/// A collision that an entry of `names.toml` resolves.
fn collision(
    location: Location,
    message: String,
    table: &'static str,
    what: &str,
    name: &str,
) -> Diagnostic {
    let proposal = Proposal {
        table: table.into(),
        what: what.to_owned(),
        name: name.to_owned(),
    };
    let help = format!("tell them apart in names.toml, below [{table}]: {proposal}");
    Diagnostic {
        name: Some(Box::new(proposal)),
        ..Diagnostic::new(Code::NameCollision, location, message, help)
    }
}
