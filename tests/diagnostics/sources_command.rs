//! Several sources on the command line: each is imported, replaced and compared on its own.

use std::fs;

use insta::assert_snapshot;

use crate::SHOP;
use crate::desk::{Desk, text};
use crate::prune_command::git;
use crate::sources::PARTNER;

/// A run that succeeds, and what it prints.
fn run(desk: &Desk, arguments: &[&str]) -> String {
    let output = desk.run(arguments);
    let printed = text(&output.stdout) + &text(&output.stderr);
    assert!(output.status.success(), "{arguments:?}: {printed}");
    printed
}

/// A run that fails with this code, and leaves everything as it was.
pub(crate) fn fails(desk: &Desk, arguments: &[&str], code: i32) -> String {
    let facts = Desk(desk.0.join("spec"));
    let before = facts.everything();
    let output = desk.run(arguments);
    assert_eq!(output.status.code(), Some(code), "{arguments:?}");
    assert_eq!(facts.everything(), before, "{arguments:?}");
    text(&output.stderr)
}

pub(crate) fn write(desk: &Desk, name: &str, content: &str) {
    fs::write(desk.0.join(name), content).unwrap();
}

pub(crate) fn read(desk: &Desk, name: &str) -> String {
    fs::read_to_string(desk.0.join("spec").join(name)).unwrap()
}

fn commit(desk: &Desk) {
    git(desk, &["add", "spec"]);
    git(desk, &["commit", "--quiet", "--message", "Facts"]);
}

/// A file of the partner with operations that nobody wants: two have one id.
fn vendor() -> String {
    let twice = ["/inside", "/outside"].map(|path| {
        format!("  {path}:\n    get:\n      operationId: twice\n      responses: {{'200': {{description: Twice.}}}}\n")
    });
    PARTNER.replace("components:\n", &format!("{}components:\n", twice.concat()))
}

/// A repository with the shop and the partners, both imported and committed.
pub(crate) fn checkout(name: &str) -> Desk {
    let desk = Desk::checkout(name);
    fs::remove_file(desk.0.join("spec/stytch-b2b.yaml")).unwrap();
    write(&desk, "shop.yaml", SHOP);
    write(&desk, "partner.yaml", &vendor());
    git(&desk, &["init", "--quiet"]);
    run(&desk, &["import", "shop.yaml"]);
    commit(&desk);
    let new = ["import", "partner.yaml", "--source", "partner"];
    run(&desk, &[&new[..], &["--paths", "/partners"]].concat());
    commit(&desk);
    desk
}

/// The lines of `source.toml` that do not depend on the day and the digests.
fn origin(desk: &Desk) -> String {
    let text = read(desk, "source.toml");
    let changing = ["date", "facts_sha256", "sha256", "base"];
    let is_kept = |line: &&str| {
        !changing
            .iter()
            .any(|key| line.starts_with(&format!("{key} = ")))
    };
    text.lines()
        .filter(is_kept)
        .map(|line| format!("{line}\n"))
        .collect()
}

#[test]
fn each_source_is_imported_on_its_own() {
    let desk = checkout("sources-import");
    assert_snapshot!(origin(&desk), @r#"
    # Where spec/stytch-b2b.yaml came from. Written by `cargo xtask import`.

    # As `import` was told.
    [told]

    # As `import` computed.
    [computed]
    version = "1.0.0"

    # Where spec/partner.yaml came from.
    [sources.partner.told]
    paths = ["/partners"]

    [sources.partner.computed]
    version = "2.0.0"
    "#);
    let before = ["stytch-b2b.yaml", "source.toml"].map(|name| read(&desk, name));

    // What was selected is selected again, and the first source stays as it is.
    let more = vendor().replace(
        "name: {type: string}",
        "name: {type: string}\n        city: {type: string}",
    );
    write(&desk, "partner.yaml", &more);
    let said = run(&desk, &["import", "partner.yaml", "--source", "partner"]);
    assert!(
        said.contains("kept     1 operations on 1 paths, 2 schemas with 3 properties"),
        "{said}"
    );
    assert!(said.contains("left out 2 paths"), "{said}");
    assert_eq!(read(&desk, "stytch-b2b.yaml"), before[0]);
    assert!(read(&desk, "partner.yaml").contains("city"));
    let of_first = |text: &str| text.split("[computed]").next().unwrap().to_owned();
    assert_eq!(of_first(&read(&desk, "source.toml")), of_first(&before[1]));
    let entry = read(&desk, "CHANGES.md");
    assert!(entry.contains("\n## partner 2"), "{entry}");
    assert!(entry.contains("\n### `spec/partner.yaml`\n"), "{entry}");
    commit(&desk);

    let partner = read(&desk, "partner.yaml");
    write(
        &desk,
        "shop.yaml",
        &SHOP.replace("open, paid", "open, paid, void"),
    );
    run(&desk, &["import", "shop.yaml", "--source", "stytch-b2b"]);
    assert!(read(&desk, "stytch-b2b.yaml").contains("void"));
    assert_eq!(read(&desk, "partner.yaml"), partner);
    let entry = read(&desk, "CHANGES.md");
    assert!(entry.contains("\n## stytch-b2b 2"), "{entry}");
    // The entry before it is about the import before.
    assert!(entry.contains("\n## partner 2"), "{entry}");

    let other = [
        "import",
        "partner.yaml",
        "--source",
        "partner",
        "--paths",
        "=/inside",
    ];
    let said = run(&desk, &[&other[..], &["--paths", "/gone"]].concat());
    assert!(
        said.contains("the file has no path for `--paths /gone`"),
        "{said}"
    );
    assert!(!read(&desk, "partner.yaml").contains("/partners"));
}

#[test]
fn imports_that_are_refused() {
    let desk = checkout("sources-refused");
    write(&desk, "spec/mine.yaml", PARTNER);
    // Whatever else is wrong with it as a whole, the file is another source's.
    let cut = format!(
        "{}x-rest: {{$ref: '#/components/schemas/Gone'}}\n",
        vendor()
    );
    write(&desk, "cut.yaml", &cut);
    write(
        &desk,
        "new.yaml",
        &vendor().replace("openapi: 3.0", "openapi: 3.1"),
    );
    for (arguments, code, part) in [
        // A file of another source than the one that it would replace.
        (&["import", "partner.yaml"][..], 1, "add `--source partner`"),
        (&["import", "cut.yaml"], 1, "add `--source partner`"),
        (
            &["import", "new.yaml", "--source", "partner"],
            1,
            "--> new.yaml:1:10",
        ),
        (
            &["import", "partner.yaml", "--source", "Partner"],
            2,
            "no name of a source",
        ),
        (
            &["import", "partner.yaml", "--source", "../x"],
            2,
            "no name of a source",
        ),
        (
            &["import", "partner.yaml", "--source", "other"],
            2,
            "`--paths /` is all of it",
        ),
        (
            &["import", "partner.yaml", "--source", "mine", "--paths", "/"],
            1,
            "spec/mine.yaml: not generated",
        ),
        (
            &[
                "import",
                "partner.yaml",
                "--source",
                "partner",
                "--paths",
                "/nowhere",
            ],
            1,
            "no operation is left",
        ),
    ] {
        let said = fails(&desk, arguments, code);
        assert!(said.contains(part), "{arguments:?}: {said}");
    }
    fs::remove_file(desk.0.join("spec/stytch-b2b.yaml")).unwrap();
    let said = fails(&desk, &["import", "partner.yaml", "--source", "partner"], 1);
    assert!(said.contains("import the first source first"), "{said}");
}

/// `--spec NAME=FILE` is the vendor's file in the place of the facts, with the paths of the source.
#[test]
fn a_file_in_the_place_of_a_source() {
    let desk = checkout("sources-replaced");
    let whole = run(&desk, &["spec"]);
    write(
        &desk,
        "new.yaml",
        &vendor().replace("listPartners", "allPartners"),
    );
    let replaced = run(&desk, &["spec", "--spec", "partner=new.yaml"]);
    assert_eq!(
        replaced
            .replace("allPartners", "listPartners")
            .replace("The partners.", "''"),
        whole
    );
    let both = [
        "spec",
        "--spec",
        "partner=new.yaml",
        "--spec",
        "stytch-b2b=shop.yaml",
    ];
    assert!(run(&desk, &both).contains("allPartners"));
    run(
        &desk,
        &["regen", "--spec", "partner=new.yaml", "--out", "out"],
    );
    run(
        &desk,
        &[
            "regen",
            "--check",
            "--spec",
            "partner=new.yaml",
            "--out",
            "out",
        ],
    );
    for (arguments, part) in [
        (
            &["--spec", "other=new.yaml"][..],
            "spec/ has no source `other`; it has stytch-b2b, partner",
        ),
        (
            &["--spec", "shop.yaml", "--spec", "partner=new.yaml"],
            "--spec shop.yaml is a whole description",
        ),
        (
            &["--spec", "partner=new.yaml", "--overlay", "fix.yaml"],
            "those of spec/",
        ),
    ] {
        let said = fails(&desk, &[&["spec"], arguments].concat(), 2);
        assert!(said.contains(part), "{arguments:?}: {said}");
    }
}

/// The sections of a comparison: those of each source below its name.
fn sections(text: &str) -> Vec<&str> {
    let (text, _) = text.split_once("\n## For the changelog").unwrap();
    text.lines().filter(|line| line.starts_with("##")).collect()
}

#[test]
fn each_source_is_compared_on_its_own() {
    let desk = checkout("sources-diff");
    write(
        &desk,
        "shop.yaml",
        &SHOP.replace("open, paid", "open, paid, void"),
    );
    write(
        &desk,
        "partner.yaml",
        &vendor().replace("name: {type: string}", "name: {type: integer}"),
    );
    run(&desk, &["import", "shop.yaml", "--source", "stytch-b2b"]);
    run(&desk, &["import", "partner.yaml", "--source", "partner"]);
    let shop = ["## `spec/stytch-b2b.yaml`", "### Breaking on the wire only"];
    let partner = ["## `spec/partner.yaml`", "### Breaking in Rust"];
    let both = run(&desk, &["diff"]);
    assert_eq!(sections(&both), [shop, partner].concat());
    let one = run(&desk, &["diff", "--source", "stytch-b2b"]);
    assert_eq!(sections(&one), shop);
    let of_file = ["diff", "HEAD", "partner.yaml", "--source", "partner"];
    assert_eq!(sections(&run(&desk, &of_file)), partner);
    let json = run(&desk, &["diff", "--json"]);
    assert!(json.contains("\"source\": \"spec/partner.yaml\""), "{json}");
    let said = fails(&desk, &["diff", "--source", "other"], 2);
    assert!(said.contains("it has stytch-b2b, partner"), "{said}");
    let files = ["diff", "shop.yaml", "partner.yaml", "--source", "partner"];
    let said = fails(&desk, &files, 2);
    assert!(
        said.contains("two files are compared as they are"),
        "{said}"
    );
    for files in [
        ["diff", "HEAD", "partner.yaml"],
        ["diff", "partner.yaml", "HEAD"],
    ] {
        let said = fails(&desk, &files, 1);
        assert!(said.contains("add `--source partner`"), "{said}");
    }
    // A version before there was a second source.
    let since = run(&desk, &["diff", "HEAD~1"]);
    assert!(since.contains("`partners().list_partners()`"), "{since}");
}

/// A rule, an overlay and a name for what the vendor renames and removes later, in one source.
#[test]
fn renames_and_removals_of_one_source() {
    let desk = checkout("sources-followed");
    let clash = vendor()
        .replace("schemas/Partner'", "schemas/Order'")
        .replace("    Partner:\n", "    Order:\n")
        .replace(
            "name: {type: string}",
            "name: {type: string}\n        city: {type: string}",
        );
    write(&desk, "partner.yaml", &clash);
    run(&desk, &["import", "partner.yaml", "--source", "partner"]);
    let said = fails(&desk, &["regen"], 1);
    assert!(said.contains("error[source-conflict]"), "{said}");
    let rules = "[sources.partner]\nOrder = { name = \"PartnerOrder\", reason = \"Another one.\" }\n\n[properties]\n\"PartnerOrder.city\" = { name = \"town\", reason = \"Clearer.\" }\n";
    write(&desk, "spec/names.toml", rules);
    fs::create_dir(desk.0.join("spec/overlays")).unwrap();
    let overlay = "overlay: 1.0.0\nactions:\n- target: $.components.schemas.PartnerOrder.properties\n  description: Where and who.\n  update:\n    city: {deprecated: true}\n    name: {deprecated: true}\n";
    write(&desk, "spec/overlays/10.yaml", overlay);
    run(&desk, &["ir"]);
    commit(&desk);

    write(&desk, "partner.yaml", &clash.replace("city:", "city_name:"));
    run(&desk, &["import", "partner.yaml", "--source", "partner"]);
    let said = fails(&desk, &["ir"], 1);
    let command = "rename city city_name";
    assert!(said.contains(command), "{said}");
    run(&desk, &command.split(' ').collect::<Vec<_>>());
    run(&desk, &["ir"]);
    commit(&desk);

    write(&desk, "partner.yaml", &vendor());
    run(&desk, &["import", "partner.yaml", "--source", "partner"]);
    fails(&desk, &["ir"], 1);
    // The rename of the whole comes first; then what is gone, and the rule that nothing needs.
    let said = fails(&desk, &["prune"], 1);
    assert!(said.contains("rename PartnerOrder Partner"), "{said}");
    run(&desk, &["rename", "PartnerOrder", "Partner"]);
    assert_snapshot!(run(&desk, &["prune"]), @r#"
    spec/overlays/10.yaml:6: …update.city_name
    spec/names.toml:2: Order
    spec/names.toml:5: "Partner.city_name"
    3 parts in 2 files deleted

    Nothing is left to decide; next: cargo xtask regen
    "#);
    run(&desk, &["ir"]);
}
