//! The files of this repository.

use std::path::{Path, PathBuf};
use std::{env, fs};

use crate::failure::Failure;

/// The folder that `import` writes to.
pub(crate) const FACTS: &str = "spec";
/// The first source, whose facts are in [`SPEC`].
pub(crate) const FIRST: &str = "stytch-b2b";
pub(crate) const SPEC: &str = "spec/stytch-b2b.yaml";
pub(crate) const PROVENANCE: &str = "spec/source.toml";
pub(crate) const NAMES: &str = "spec/names.toml";
pub(crate) const OVERLAYS: &str = "spec/overlays";
pub(crate) const CHANGES: &str = "spec/CHANGES.md";
pub(crate) const MANIFEST: &str = "generated-sdk/Cargo.toml";
pub(crate) const CRATE: &str = "generated-sdk/src";
pub(crate) const GENERATED: &str = "generated-sdk/src/generated";
pub(crate) const DRIVER: &str = "tests/contract/driver.rs";
pub(crate) const TESTS: &str = "tests";
pub(crate) const README: &str = "README.md";
pub(crate) const DOCS: &str = "docs";

/// The facts of a source.
pub(crate) fn facts_of(source: &str) -> String {
    format!("{FACTS}/{source}.yaml")
}

/// A path below [`FACTS`], relative to that folder.
pub(crate) fn in_facts(path: &str) -> &str {
    path.strip_prefix("spec/").unwrap_or(path)
}

/// The root of the repository: the nearest ancestor of the working directory that looks like it.
/// It is not built in, so a repository that was moved still works.
pub(crate) fn root() -> Result<PathBuf, Failure> {
    let start = env::current_dir()
        .map_err(|error| Failure::Disk(format!("no working directory: {error}")))?;
    let is_root = |folder: &&Path| {
        folder.join("codegen/Cargo.toml").is_file() && folder.join("spec").is_dir()
    };
    let root = start.ancestors().find(is_root);
    root.map(Path::to_owned)
        .ok_or_else(|| Failure::Disk("run this inside of the repository".to_owned()))
}

/// The version of the crate, which is not the generator's.
pub(crate) fn crate_version(root: &Path) -> Option<String> {
    let manifest = fs::read_to_string(root.join(MANIFEST)).ok()?;
    let manifest: toml::Table = manifest.parse().ok()?;
    let version = manifest.get("package")?.get("version")?;
    Some(version.as_str()?.to_owned())
}
