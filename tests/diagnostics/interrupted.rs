//! Runs that are killed, runs that meet, and readers that go away.

use std::collections::BTreeMap;
use std::fs;
use std::io::pipe;
use std::process::Stdio;

use crate::SHOP;
use crate::desk::{Desk, text};

/// Another shop, in which files differ, are new and are gone.
fn other_shop() -> String {
    SHOP.replace("Draft", "Sketch").replace("amount", "count")
}

/// Every state in which a kill can leave the folder: some temporaries, the last of them in part;
/// all of them, and some renamed; all renamed, and some stale files removed.
#[test]
fn the_next_run_ends_what_a_killed_one_began() {
    let (old, new) = (Desk::new("killed-old"), Desk::new("killed-new"));
    old.regen(SHOP, &[]);
    new.regen(&other_shop(), &[]);
    let (old, new) = (old.files(), new.files());
    let differ: Vec<&String> = new
        .keys()
        .filter(|name| old.get(*name) != new.get(*name))
        .collect();
    let stale: Vec<&String> = old.keys().filter(|name| !new.contains_key(*name)).collect();
    assert!(differ.len() > 3 && !stale.is_empty());

    let mut states: Vec<BTreeMap<String, String>> = Vec::new();
    let mut state = old.clone();
    for name in &differ {
        for part in [0, 10, new[*name].len()] {
            state.insert(temporary(name), new[*name][..part].to_owned());
            states.push(state.clone());
        }
    }
    for name in &differ {
        let text = state.remove(&temporary(name)).unwrap();
        state.insert((*name).clone(), text);
        states.push(state.clone());
    }
    for name in stale {
        state.remove(name);
        states.push(state.clone());
    }
    // Of a file that no longer has to be written.
    state.insert(temporary("schemas/draft.rs"), "// @gen".to_owned());
    states.push(state);

    let desk = Desk::new("killed");
    for (number, state) in states.iter().enumerate() {
        let _ = fs::remove_dir_all(desk.out());
        for (name, text) in state {
            let path = desk.out().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        desk.regen(&other_shop(), &[]);
        assert_eq!(desk.files(), new, "state {number}");
    }
}

fn temporary(name: &str) -> String {
    match name.rsplit_once('/') {
        Some((folder, file)) => format!("{folder}/.{file}.regen-tmp"),
        None => format!(".{name}.regen-tmp"),
    }
}

/// The system kills a process that writes more to a file than it may: in the middle of a
/// temporary.
#[cfg(unix)]
#[test]
fn a_run_that_the_system_kills() {
    use std::os::unix::process::ExitStatusExt as _;
    use std::process::Command;

    let desk = Desk::new("file-size");
    desk.regen(SHOP, &[]);
    let before = desk.files();
    fs::write(desk.0.join("shop.yaml"), other_shop()).unwrap();
    let killed = Command::new("sh")
        .args([
            "-c",
            "ulimit -c 0; ulimit -f 1; exec \"$0\" regen --spec shop.yaml --out out",
        ])
        .arg(&*crate::desk::XTASK)
        .current_dir(&desk.0)
        .output()
        .unwrap();
    assert!(killed.status.signal().is_some(), "{killed:?}");
    let after = desk.files();
    let (left_over, others): (BTreeMap<_, _>, BTreeMap<_, _>) = after
        .into_iter()
        .partition(|(name, _)| name.ends_with(".rs.regen-tmp"));
    assert!(!left_over.is_empty());
    assert_eq!(others, before);

    let said = desk.regen(&other_shop(), &[]);
    assert!(said.contains("files written"), "{said}");
    let fresh = Desk::new("file-size-fresh");
    fresh.regen(&other_shop(), &[]);
    assert_eq!(desk.files(), fresh.files());
}

/// Each of them waits, so the folder is what one of them wrote and never a part of each.
#[test]
fn runs_that_meet_do_not_mix() {
    let desk = Desk::new("meet");
    let outcomes = [SHOP.to_owned(), other_shop()].map(|spec| {
        desk.regen(&spec, &[]);
        desk.files()
    });
    fs::write(desk.0.join("one.yaml"), SHOP).unwrap();
    fs::write(desk.0.join("two.yaml"), other_shop()).unwrap();
    for _ in 0..5 {
        let runs = ["one.yaml", "two.yaml"].repeat(3).into_iter().map(|spec| {
            desk.command(&["regen", "--spec", spec, "--out", "out"])
                .stdout(Stdio::piped())
                .stderr(Stdio::piped())
                .spawn()
                .unwrap()
        });
        for run in runs.collect::<Vec<_>>() {
            let output = run.wait_with_output().unwrap();
            assert!(output.status.success(), "{}", text(&output.stderr));
        }
        assert!(outcomes.contains(&desk.files()));
    }
}

#[cfg(unix)]
#[test]
fn a_run_says_that_it_waits() {
    use std::io::Read as _;

    use rustix::fs::{FlockOperation, flock};

    let desk = Desk::new("waits");
    desk.regen(SHOP, &[]);
    let before = desk.files();
    fs::write(desk.0.join("shop.yaml"), other_shop()).unwrap();
    let folder = fs::File::open(desk.out()).unwrap();
    flock(&folder, FlockOperation::LockExclusive).unwrap();
    let mut run = desk
        .command(&["regen", "--spec", "shop.yaml", "--out", "out"])
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut said = [0; 80];
    let read = run.stderr.as_mut().unwrap().read(&mut said).unwrap();
    let said = text(&said[..read]);
    assert!(said.contains("another run is at work here"), "{said}");
    assert_eq!(desk.files(), before);
    assert!(run.try_wait().unwrap().is_none());
    drop(folder);
    assert!(run.wait().unwrap().success());
    assert_ne!(desk.files(), before);
}

/// `cargo xtask spec | head`: the reader may stop, and the exit code is what it would be.
#[test]
fn a_reader_that_goes_away() {
    let desk = Desk::new("reader");
    let shop = SHOP.replace("paths:\n", "x-documented: true\npaths:\n");
    fs::write(desk.0.join("shop.yaml"), shop).unwrap();
    let generate = ["regen", "--spec", "shop.yaml", "--out", "out"];
    for (arguments, code) in [
        (&["help"][..], 0),
        (&["spec", "--spec", "shop.yaml"], 0),
        (&["ir", "--spec", "shop.yaml"], 0),
        (&generate, 0),
        // It has gaps.
        (&[&generate[..], &["--check"]].concat(), 1),
        (&["regne"], 2),
    ] {
        let closed = || {
            let (reader, writer) = pipe().unwrap();
            drop(reader);
            writer
        };
        let output = desk.command(arguments).stdout(closed()).output().unwrap();
        let said = text(&output.stderr);
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {said}");
        assert!(code > 0 || said.is_empty(), "{arguments:?}: {said}");
        let status = desk
            .command(arguments)
            .stdout(closed())
            .stderr(closed())
            .status()
            .unwrap();
        assert_eq!(status.code(), Some(code), "{arguments:?}");
    }
    assert!(desk.files().contains_key("schemas/order.rs"));
}

/// What could not be printed is not passed over in silence.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_behind_the_output() {
    let desk = Desk::new("full");
    fs::write(desk.0.join("shop.yaml"), SHOP).unwrap();
    let full = fs::OpenOptions::new()
        .write(true)
        .open("/dev/full")
        .unwrap();
    let mut spec = desk.command(&["spec", "--spec", "shop.yaml"]);
    let output = spec.stdout(full).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let said = text(&output.stderr);
    assert!(said.starts_with("standard output: "), "{said}");
}
