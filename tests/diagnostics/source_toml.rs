//! What `spec/source.toml` says of the sources.

use crate::sources_command::{checkout, fails, read, write};

/// A source that `source.toml` lost would look as if the vendor had removed all of it.
#[test]
fn a_lost_source_is_not_a_removal() {
    let desk = checkout("sources-lost");
    let fine = read(&desk, "source.toml");
    let (first, _) = fine.split_once("\n# Where spec/partner.yaml").unwrap();
    for (text, part) in [
        (
            first.to_owned(),
            "spec/partner.yaml: spec/source.toml does not",
        ),
        (
            fine.replace("[sources.", "[sources.P"),
            "`sources.Ppartner`",
        ),
        (
            fine.replace("sources.partner.", "sources.stytch-b2b."),
            "`sources.stytch-b2b`",
        ),
        (
            fine.replace("[\"/partners\"]", "\"/partners\""),
            "`paths` must be an array",
        ),
        (
            fine.replace("paths = ", "path = "),
            "`path` must be a string",
        ),
        (
            fine.replace("paths = ", "# "),
            "`sources.partner.told` has no `paths`",
        ),
        (format!("sources = 1\n{first}"), "`sources` must be a table"),
    ] {
        write(&desk, "spec/source.toml", &text);
        for command in ["regen", "prune", "diff"] {
            let said = fails(&desk, &[command], 1);
            assert!(said.contains(part), "{command}: {said}");
        }
    }
}
