//! The binary, and a folder for each test that runs it.

use std::collections::BTreeMap;
use std::env::consts::EXE_SUFFIX;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::LazyLock;
use std::{env, fs};

/// The binary, built like the tests are and where they are.
pub(crate) static XTASK: LazyLock<PathBuf> = LazyLock::new(|| {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .parent()
        .expect("tmp/ is in the target directory");
    let cargo = env::var_os("CARGO").expect("cargo runs the tests");
    let built = Command::new(cargo)
        .args(["build", "--quiet", "--package", "xtask", "--target-dir"])
        .arg(target)
        .status();
    assert!(built.expect("cargo").success(), "xtask does not build");
    target.join("debug").join(format!("xtask{EXE_SUFFIX}"))
});

/// A folder of one test, with a description and what is generated from it.
pub(crate) struct Desk(pub(crate) PathBuf);

impl Desk {
    pub(crate) fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
            .join("diagnostics")
            .join(name);
        if folder.exists() {
            fs::remove_dir_all(&folder).expect("left over from the last run");
        }
        fs::create_dir_all(&folder).expect("a folder in the target directory");
        Self(folder)
    }

    /// A folder that xtask takes for this repository, with the shop as its description.
    pub(crate) fn checkout(name: &str) -> Self {
        let desk = Self::new(name);
        for folder in ["codegen", "spec"] {
            fs::create_dir(desk.0.join(folder)).unwrap();
        }
        fs::write(desk.0.join("codegen/Cargo.toml"), "").unwrap();
        fs::write(desk.0.join("spec/stytch-b2b.yaml"), crate::SHOP).unwrap();
        desk
    }

    pub(crate) fn out(&self) -> PathBuf {
        self.0.join("out")
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().expect("xtask")
    }

    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(&*XTASK);
        command.args(arguments).current_dir(&self.0);
        command
    }

    pub(crate) fn try_regen(&self, spec: &str, arguments: &[&str]) -> Output {
        fs::write(self.0.join("shop.yaml"), spec).unwrap();
        self.run(&[&["regen", "--spec", "shop.yaml", "--out", "out"], arguments].concat())
    }

    /// What a run says that succeeds.
    pub(crate) fn regen(&self, spec: &str, arguments: &[&str]) -> String {
        let output = self.try_regen(spec, arguments);
        assert!(output.status.success(), "{}", text(&output.stderr));
        text(&output.stdout)
    }

    /// The files of the output folder.
    pub(crate) fn files(&self) -> BTreeMap<String, String> {
        listed(&self.out())
    }

    /// Everything on the desk, links and empty folders as well.
    pub(crate) fn everything(&self) -> BTreeMap<String, String> {
        listed(&self.0)
    }
}

/// What each path below a folder holds. Folders are listed where nothing is in them.
fn listed(root: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut open = vec![root.to_owned()];
    while let Some(path) = open.pop() {
        let kind = fs::symlink_metadata(&path).unwrap().file_type();
        let holds = if kind.is_symlink() && path != root {
            format!("link to {}", fs::read_link(&path).unwrap().display())
        } else if path.is_dir() {
            let before = open.len();
            open.extend(
                fs::read_dir(&path)
                    .unwrap()
                    .map(|entry| entry.unwrap().path()),
            );
            if open.len() > before {
                continue;
            }
            "empty folder".to_owned()
        } else if kind.is_file() {
            fs::read_to_string(&path).unwrap()
        } else {
            "neither file nor folder".to_owned()
        };
        let name = path.strip_prefix(root).unwrap().to_str().unwrap();
        found.insert(name.replace('\\', "/"), holds);
    }
    found
}

pub(crate) fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
