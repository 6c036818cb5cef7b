//! The links of the documents, as far as they stay on this machine. The workflow tries the others.

use std::collections::BTreeSet;

use tests::root;

use crate::{archive, files, read};

/// What a registry shows of the crate, from where its README cannot link to a file by a path.
const SOURCES: &str = "https://docs.rs/crate/stytch-b2b/latest/source/";
const PAGES: &str = "https://docs.rs/stytch-b2b/latest/stytch_b2b/";

/// The documents, without those that are pages of rustdoc, which checks them itself.
fn documents() -> impl Iterator<Item = String> {
    let documents = files().into_iter().filter(|file| file.ends_with(".md"));
    documents.filter(|file| !file.starts_with("generated-sdk/src/"))
}

/// The lines that are no code.
fn prose(text: &str) -> impl Iterator<Item = &str> {
    let mut is_code = false;
    text.lines().filter(move |line| {
        let is_fence = line.trim_start().starts_with("```");
        is_code ^= is_fence;
        !is_code && !is_fence
    })
}

/// Where the links of a document lead, if not to another host.
fn targets(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for line in prose(text) {
        // What is between backticks is no link.
        let outside: String = line.split('`').step_by(2).collect::<Vec<_>>().join("`");
        let inline = outside
            .split("](")
            .skip(1)
            .filter_map(|rest| rest.split(')').next());
        let defined = outside
            .strip_prefix('[')
            .and_then(|rest| rest.split_once("]: "));
        let targets = inline.chain(defined.map(|(_, target)| target.trim()));
        let targets = targets.map(|to| to.strip_prefix(SOURCES).unwrap_or(to));
        found.extend(targets.filter(|to| !to.contains(':')).map(str::to_owned));
    }
    found
}

/// The anchors of a document, as forges make them of headings.
fn anchors(text: &str) -> BTreeSet<String> {
    let headings = prose(text).filter(|line| line.starts_with('#'));
    headings
        .map(|line| {
            let title = line.trim_start_matches('#').trim().to_lowercase();
            title
                .chars()
                .filter(|c| c.is_alphanumeric() || " -_".contains(*c))
                .map(|c| if c == ' ' { '-' } else { c })
                .collect()
        })
        .collect()
}

/// The path that a link in a document leads to, from the root of the repository.
fn resolve(document: &str, path: &str) -> String {
    let folder = document.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/').filter(|part| !["", "."].contains(part)) {
        match part {
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[test]
fn links_lead_somewhere() {
    let mut dead = Vec::new();
    let mut count = 0;
    for document in documents() {
        for target in targets(&read(&document)) {
            count += 1;
            let (path, anchor) = target.split_once('#').unwrap_or((&target, ""));
            let path = match path {
                "" => document.clone(),
                path => resolve(&document, path),
            };
            let is_there = root().join(&path).exists();
            if !is_there || !anchor.is_empty() && !anchors(&read(&path)).contains(anchor) {
                dead.push(format!("{document}: {target}"));
            }
        }
    }
    assert!(dead.is_empty(), "{dead:#?}");
    assert!(count > 50, "only {count} links were found");
}

/// Who has the crate from a registry has nothing beside it.
#[test]
fn links_of_the_crate_stay_in_its_archive() {
    let listed = archive::listed();
    let folder = "generated-sdk/";
    for document in documents().filter(|document| document.starts_with(folder)) {
        for target in targets(&read(&document)) {
            let path = target.split('#').next().unwrap_or_default();
            let path = resolve(&document, path);
            let inside = path.strip_prefix(folder).unwrap_or_default();
            let is_packed = listed.iter().any(|file| {
                file == inside || file.starts_with(&format!("{inside}/")) && !inside.is_empty()
            });
            let is_here = target.starts_with('#');
            assert!(
                is_here || is_packed,
                "{document}: {target} is not in the archive"
            );
        }
    }
}

/// The README is the front page of the documentation. Its links are URLs, which is all that a
/// registry can follow; `lib.rs` defines the same links for rustdoc, which checks that they lead
/// somewhere.
#[test]
fn rustdoc_checks_the_links_of_the_front_page() {
    let readme = read("generated-sdk/README.md");
    let front_page = read("generated-sdk/src/lib.rs");
    let mut count = 0;
    for url in readme.lines().filter(|line| line.contains(PAGES)) {
        let (label, url) = url.split_once(": ").expect(url);
        let checked = format!("{label}: {}", item(url).expect(url));
        assert!(front_page.contains(&checked), "lib.rs lacks {checked}");
        count += 1;
    }
    assert!(count > 20, "only {count} links were found");
    for label in prose(&readme).flat_map(|line| line.split("[`").skip(1)) {
        let label = label.split('`').next().unwrap();
        let definition = format!("\n[`{label}`]: {PAGES}");
        assert!(readme.contains(&definition), "{label} has no URL");
    }
}

/// The item that a page of the documentation is about, as rustdoc writes a link to it.
fn item(url: &str) -> Option<String> {
    let page = url.strip_prefix(PAGES)?.strip_suffix(".html")?;
    let (module, file) = page.rsplit_once('/').unwrap_or(("", page));
    let (kind, name) = file.split_once('.').unwrap_or(("mod", ""));
    let path: Vec<&str> = ["crate"]
        .into_iter()
        .chain(module.split('/'))
        .chain([name])
        .collect();
    Some(format!(
        "{kind}@{}",
        path.join("::").replace("::::", "::").trim_end_matches("::")
    ))
}

/// Where packages come from is cargo's affair: a mirror will do.
#[test]
fn no_file_names_the_host_of_a_registry() {
    let host = ["crates", "io"].join(".");
    // Written by cargo.
    for file in files().iter().filter(|file| *file != "Cargo.lock") {
        let bytes = std::fs::read(root().join(file)).unwrap();
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains(&host), "{file}");
    }
}

#[test]
fn markdown_is_read_as_forges_read_it() {
    let text = "\
# The `first`: a title
[a](b.md#c), `[not](this)` and [elsewhere](https://example.com)
```
[nor](this)
# no title
```
[d]: ../e.md
";
    assert_eq!(targets(text), ["b.md#c", "../e.md"]);
    assert_eq!(
        anchors(text).into_iter().collect::<Vec<_>>(),
        ["the-first-a-title"]
    );
    let [named, own] =
        ["enum.A.html", "b/c/index.html"].map(|page| item(&format!("{PAGES}{page}")));
    assert_eq!(named.as_deref(), Some("enum@crate::A"));
    assert_eq!(own.as_deref(), Some("mod@crate::b::c"));
    assert_eq!(resolve("one/two.md", "../three.md"), "three.md");
    assert_eq!(resolve("one/two.md", "./four/"), "one/four");
}
