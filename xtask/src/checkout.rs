//! Where things are in this repository.

use std::env;
use std::path::{Path, PathBuf};

use crate::Failure;

/// The folder of what `import` writes.
pub(crate) const FACTS: &str = "spec";
pub(crate) const SPEC: &str = "spec/stytch-b2b.yaml";
pub(crate) const ORIGIN: &str = "spec/source.toml";
pub(crate) const NAMES: &str = "spec/names.toml";
pub(crate) const OVERLAYS: &str = "spec/overlays";
pub(crate) const CHANGES: &str = "spec/CHANGES.md";
pub(crate) const MANIFEST: &str = "generated-sdk/Cargo.toml";
pub(crate) const CRATE: &str = "generated-sdk/src";
pub(crate) const GENERATED: &str = "generated-sdk/src/generated";
pub(crate) const DRIVER: &str = "tests/contract/driver.rs";

/// The name of something below [`FACTS`], from there on.
pub(crate) fn in_facts(path: &str) -> &str {
    path.strip_prefix("spec/").unwrap_or(path)
}

/// The root, found from the working directory upwards, so that a moved checkout still works.
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
