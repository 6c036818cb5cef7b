//! Nothing changes in silence: for each of many changes to the real description, the comparison
//! names what changed, or the Rust surface is the same.

pub(crate) mod edit;
mod operations;
mod schemas;
mod surface;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{LazyLock, Mutex};
use std::thread;

use codegen::diagnostic::Document;
use codegen::diff::{self, Surroundings, Version, report};
use codegen::{facts, source};
use edit::{Edit, Kind};

use fastrand::Rng;
use serde_json::Value;

use crate::desk::real;

/// As many changes are made, unless the environment says otherwise.
const CHANGES: usize = 520;

/// The corrected description without documentation, which overlays would have to follow: parts of
/// it, each with the paths that begin so and what these lead to, and at the end the whole.
static DESCRIPTIONS: LazyLock<Vec<Value>> = LazyLock::new(|| {
    const PREFIXES: &[&[&str]] = &[
        &["/v1/b2b/organizations"],
        &["/v1/b2b/sso", "/v1/b2b/scim"],
        &[
            "/v1/b2b/passwords",
            "/v1/b2b/totp",
            "/v1/b2b/recovery_codes",
        ],
        &[
            "/v1/b2b/magic_links",
            "/v1/b2b/otps",
            "/v1/b2b/oauth",
            "/v1/b2b/discovery",
        ],
        &[
            "/v1/b2b/sessions",
            "/v1/b2b/rbac",
            "/v1/b2b/idp",
            "/v1/b2b/impersonation",
        ],
        &["/v1/b2b/"],
    ];
    let of = |prefixes: &&[&str]| {
        let mut tree = tests::spec().clone();
        let whole = prefixes.len() == 1 && prefixes.contains(&"/v1/b2b/");
        let root = tree.as_object_mut().unwrap();
        root.retain(|key, _| !key.starts_with("x-") || whole && key == "x-actors");
        let source = source::load(Document::Spec, &tree.to_string()).unwrap();
        let prefixes: Vec<String> = prefixes.iter().map(|prefix| (*prefix).to_owned()).collect();
        facts::extract(source, &prefixes).unwrap().0
    };
    PREFIXES.iter().map(of).collect()
});

/// What is wrong with what is said of a change, if something is.
fn silence((description, old): (&Value, &Version), edit: &Edit) -> Option<String> {
    let new = real(&edit.tree);
    if new.model.is_none() {
        return Some("there is no model to compare".to_owned());
    }
    let diff = diff::compare(old, &new, Surroundings::default());
    if diff.is_empty() {
        let same = surface::of(description) == surface::of(&edit.tree);
        return (!same).then(|| "nothing is said, and the surface is another one".to_owned());
    }
    let said = report::json(&diff).to_string();
    let is_said = edit.names.iter().any(|name| said.contains(name.as_str()));
    (!is_said).then(|| format!("none of {:?} is in {}", edit.names, report::markdown(&diff)))
}

fn number(name: &str, otherwise: usize) -> usize {
    let said = std::env::var(name).ok();
    said.map_or(otherwise, |said| said.parse().expect(name))
}

#[test]
fn no_change_is_silent() {
    let (seed, count) = (number("CHANGES_SEED", 1), number("CHANGES", CHANGES));
    let olds: Vec<Version> = DESCRIPTIONS.iter().map(real).collect();
    assert!(olds.iter().all(|old| old.model.is_some()));
    let next = AtomicUsize::new(0);
    let (silent, made) = (Mutex::new(Vec::new()), Mutex::new(Vec::new()));
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    if number >= count {
                        return;
                    }
                    let mut rng = Rng::with_seed((seed * 1_000_003 + number) as u64);
                    let kind = Kind::ALL[number % Kind::ALL.len()];
                    let both: Vec<_> = DESCRIPTIONS.iter().zip(&olds).collect();
                    // By turns, but for each kind in another order.
                    let both = both[(number / Kind::ALL.len() + number) % both.len()];
                    // Not every place that is drawn allows what is drawn.
                    let mut drawn = (0..50).map(|_| Edit::of(both.0, kind, &mut rng));
                    let edit = drawn.find_map(|edit| edit).unwrap();
                    made.lock().unwrap().push(kind);
                    if let Some(why) = silence(both, &edit) {
                        let what = format!("{number}: {}: {why}", edit.what);
                        silent.lock().unwrap().push(what);
                    }
                }
            });
        }
    });
    let (silent, made) = (silent.into_inner().unwrap(), made.into_inner().unwrap());
    assert!(
        silent.is_empty(),
        "{} silent:\n{}",
        silent.len(),
        silent.join("\n")
    );
    assert_eq!(made.len(), count);
    for kind in Kind::ALL {
        assert!(
            count < 100 || made.contains(kind),
            "no change of the kind {kind:?}"
        );
    }
}
