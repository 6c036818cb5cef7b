//! Present names by former ones.

use std::collections::HashMap;

use crate::pointer::Pointer;
use crate::renames::Renames;

/// What the new description calls what the old one has under another name.
#[derive(Debug, Default)]
pub(super) struct Names {
    schemas: HashMap<String, String>,
    paths: HashMap<String, String>,
    /// By the place of the schema in the old description, and the former name of the property.
    properties: HashMap<(String, String), String>,
}

impl Names {
    pub(super) fn of(renames: &Renames) -> Self {
        let whole = |list: &[crate::renames::Rename]| {
            let pairs = list
                .iter()
                .map(|rename| (rename.old.clone(), rename.new.clone()));
            pairs.collect()
        };
        let properties = renames.properties.iter().map(|part| {
            let key = (part.place.clone(), part.rename.old.clone());
            (key, part.rename.new.clone())
        });
        Self {
            schemas: whole(&renames.schemas),
            paths: whole(&renames.paths),
            properties: properties.collect(),
        }
    }

    pub(super) fn schema(&self, former: &str) -> Option<&str> {
        self.schemas.get(former).map(String::as_str)
    }

    pub(super) fn path(&self, former: &str) -> Option<&str> {
        self.paths.get(former).map(String::as_str)
    }

    /// The present name of a property, by the place where its schema was.
    pub(super) fn property(&self, schema: &Pointer, former: &str) -> Option<&str> {
        let key = (schema.as_str().to_owned(), former.to_owned());
        self.properties.get(&key).map(String::as_str)
    }

    /// Where what stood at a place stands now, if it is still there.
    pub(super) fn place(&self, former: &Pointer) -> Pointer {
        let mut steps = former.steps();
        let names = match &mut steps[..] {
            [components, schemas, name, ..]
                if components == "components" && schemas == "schemas" =>
            {
                Some((name, &self.schemas))
            }
            [paths, name, ..] if paths == "paths" => Some((name, &self.paths)),
            _ => None,
        };
        if let Some((name, names)) = names
            && let Some(now) = names.get(name)
        {
            now.clone_into(name);
        }
        let steps: Vec<&str> = steps.iter().map(String::as_str).collect();
        Pointer::root().children(&steps)
    }
}

/// The names of the parameters of a path.
pub(super) fn of_template(template: &str) -> impl Iterator<Item = &str> {
    template.split(['{', '}']).skip(1).step_by(2)
}
