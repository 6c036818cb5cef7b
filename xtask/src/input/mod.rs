//! Reads what a command works on: files, and what git has of them.

pub(crate) mod git;
mod location;
pub(crate) mod provenance;
pub(crate) mod text;
pub(crate) mod version;

use std::fs;
use std::path::{Path, PathBuf};

use codegen::diagnostic::Document;
use codegen::{Addition, Input, Text, source};
use provenance::Provenance;

use crate::arguments::Inputs;
use crate::failure::Failure;
use crate::{checkout, facts};

/// Reads the input that the command line names: `spec/` of this repository, or other files.
pub(crate) fn read(inputs: &Inputs) -> Result<Input, Failure> {
    if let Some(spec) = whole_file(inputs) {
        return Ok(Input {
            spec: file(&spec)?,
            ..of_files(&inputs.overlays, inputs.names.as_deref())?
        });
    }
    let folder = checkout::root()?.join(checkout::FACTS);
    let (mut input, provenance) = of_folder(&folder)?;
    for spec in &inputs.spec {
        let Some((name, path)) = named(spec) else {
            let message =
                format!("--spec {spec} is a whole description: give it alone, or as NAME={spec}");
            return Err(Failure::Usage(message));
        };
        if !inputs.overlays.is_empty() || inputs.names.is_some() {
            let message = "with --spec NAME=FILE, the overlays and names.toml are those of spec/";
            return Err(Failure::Usage(message.to_owned()));
        }
        let paths = provenance.told(name).map(|told| told.paths.clone());
        replace(&mut input, name, file(path)?, paths.unwrap_or_default())?;
    }
    Ok(input)
}

/// The file of `--spec`, if it takes the place of everything in `spec/`.
pub(crate) fn whole_file(inputs: &Inputs) -> Option<PathBuf> {
    match &inputs.spec[..] {
        [spec] if named(spec).is_none() => Some(PathBuf::from(spec)),
        _ => None,
    }
}

/// The source and the file of `NAME=FILE`.
fn named(spec: &str) -> Option<(&str, &Path)> {
    let (name, file) = spec.split_once('=')?;
    provenance::is_name(name).then(|| (name, Path::new(file)))
}

/// The text of a source.
pub(crate) fn text_of<'i>(input: &'i Input, name: &str) -> Result<&'i Text, Failure> {
    if name == checkout::FIRST {
        return Ok(&input.spec);
    }
    let mut additions = input.additions.iter();
    let addition = additions.find(|addition| addition.name == name);
    addition
        .map(|addition| &addition.text)
        .ok_or_else(|| unknown(name, input))
}

/// Puts a file in the place of a source.
pub(crate) fn replace(
    input: &mut Input,
    source: &str,
    text: Text,
    paths: Vec<String>,
) -> Result<(), Failure> {
    if source == checkout::FIRST {
        (input.spec, input.paths) = (text, paths);
        return Ok(());
    }
    let mut additions = input.additions.iter_mut();
    match additions.find(|addition| addition.name == source) {
        Some(addition) => (addition.text, addition.paths) = (text, paths),
        None => return Err(unknown(source, input)),
    }
    Ok(())
}

/// Fails if a file has the title of another source than the first.
pub(crate) fn is_of_first(file: &Text, known: &Input) -> Result<(), Failure> {
    if known.additions.is_empty() {
        return Ok(());
    }
    let title = |text: &Text| {
        let tree = source::load(Document::Spec, &text.text).ok()?.tree;
        Some(tree.pointer("/info/title")?.as_str()?.to_owned())
    };
    let own = title(file).filter(|own| title(&known.spec).as_ref() != Some(own));
    let mut additions = known.additions.iter();
    let other = additions.find(|addition| own.is_some() && title(&addition.text) == own);
    let Some((own, other)) = own.zip(other) else {
        return Ok(());
    };
    Err(Failure::Refused(format!(
        "{}: its title, `{own}`, is that of {}; add `--source {}`, or `--source {}` if it is the first source after all\n",
        file.name,
        other.text.name,
        other.name,
        checkout::FIRST,
    )))
}

/// The failure where there is no source of this name.
pub(crate) fn unknown(source: &str, input: &Input) -> Failure {
    let additions = input
        .additions
        .iter()
        .map(|addition| addition.name.as_str());
    let known: Vec<&str> = [checkout::FIRST].into_iter().chain(additions).collect();
    Failure::Usage(format!(
        "spec/ has no source `{source}`; it has {}",
        known.join(", ")
    ))
}

/// Reads overlays and naming rules; the description is empty.
pub(crate) fn of_files(overlays: &[PathBuf], names: Option<&Path>) -> Result<Input, Failure> {
    let overlays = overlays.iter().map(|path| file(path));
    Ok(Input {
        overlays: overlays.collect::<Result<_, _>>()?,
        names: names.map(file).transpose()?,
        ..Input::default()
    })
}

/// Reads a file that reports call by its path.
pub(crate) fn file(path: &Path) -> Result<Text, Failure> {
    text::read(path, path.display().to_string())
}

/// Reads a folder like `spec/`. Reports call its files by their paths in this repository.
pub(crate) fn of_folder(folder: &Path) -> Result<(Input, Provenance), Failure> {
    let (overlays, names) = overlays_and_names(folder)?;
    let provenance = Provenance::read(folder)?;
    all_are_sources(folder, &provenance)?;
    let read = |path: String| text::read(&folder.join(checkout::in_facts(&path)), path.clone());
    let additions = provenance.additions.keys().map(|name| {
        Ok(Addition {
            name: name.clone(),
            text: read(checkout::facts_of(name))?,
            paths: Vec::new(),
        })
    });
    let input = Input {
        additions: additions.collect::<Result<_, Failure>>()?,
        spec: read(checkout::SPEC.to_owned())?,
        overlays,
        names,
        ..Input::default()
    };
    Ok((input, provenance))
}

/// Fails if there are facts of a source that `source.toml` lacks: without them, all that the source
/// has would look as if the vendor had removed it.
fn all_are_sources(folder: &Path, provenance: &Provenance) -> Result<(), Failure> {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let file = entry.file_name().to_string_lossy().into_owned();
        let name = file.strip_suffix(".yaml");
        let Some(name) = name.filter(|name| provenance.told(name).is_none()) else {
            continue;
        };
        let path = checkout::facts_of(name);
        let text = text::optional(&entry.path(), &path)?;
        if text.is_some_and(|text| text.text.starts_with(facts::NOTE)) {
            return Err(Failure::Refused(format!(
                "{path}: {} does not have this source; restore its tables there, import it again with `--source {name}` and `--paths`, or delete the file\n",
                checkout::PROVENANCE
            )));
        }
    }
    Ok(())
}

/// Reads the overlays in a folder like `spec/`, in the order of their names, and `names.toml`.
pub(crate) fn overlays_and_names(folder: &Path) -> Result<(Vec<Text>, Option<Text>), Failure> {
    let overlays = folder.join(checkout::in_facts(checkout::OVERLAYS));
    let mut overlays: Vec<PathBuf> = match fs::read_dir(overlays) {
        Ok(entries) => entries
            .filter_map(|entry| Some(entry.ok()?.path()))
            .filter(|path| {
                path.extension()
                    .is_some_and(|extension| extension == "yaml")
            })
            .collect(),
        Err(_) => Vec::new(),
    };
    overlays.sort();
    let overlays = overlays
        .iter()
        .map(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            text::read(path, format!("{}/{name}", checkout::OVERLAYS))
        })
        .collect::<Result<_, _>>()?;
    let names = folder.join(checkout::in_facts(checkout::NAMES));
    Ok((overlays, text::optional(&names, checkout::NAMES)?))
}
