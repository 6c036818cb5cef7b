//! The list of rules, held against the cases.

use std::collections::{BTreeMap, BTreeSet};

use codegen::diff::wire::all_rules;
use codegen::diff::wire::{Rule, Severity};

use super::{
    Cases, alternatives, bodies, limits, operations, parameters, schemas, security, values,
};

const ALL: &[&Cases] = &[
    &schemas::TYPES,
    &schemas::LOOSE,
    &schemas::PROPERTIES,
    &schemas::LIFECYCLE,
    &schemas::REQUIRED,
    &schemas::HIDDEN,
    &alternatives::UNIONS,
    &alternatives::WRAPPED,
    &alternatives::DISCRIMINATORS,
    &limits::NUMBERS,
    &limits::SIZES,
    &limits::PATTERNS,
    &limits::READ_ONLY,
    &values::VALUES,
    &values::DEFAULTS,
    &operations::OPERATIONS,
    &operations::ITSELF,
    &parameters::OWN,
    &parameters::SHARED,
    &parameters::SAID,
    &bodies::REQUESTS,
    &bodies::RESPONSES,
    &bodies::MEDIA_TYPES,
    &bodies::HEADERS,
    &security::OWN,
    &security::GLOBAL,
    &security::SCHEMES,
];

fn known() -> BTreeSet<Rule> {
    all_rules().collect()
}

#[test]
fn every_rule_has_a_case() {
    let found: BTreeSet<Rule> = ALL
        .iter()
        .flat_map(|cases| cases.found())
        .map(|change| change.rule)
        .collect();
    let missing: Vec<&str> = known().difference(&found).map(|rule| rule.id).collect();
    assert!(missing.is_empty(), "no case finds {missing:#?}");
    // What is not sent is found at a lower severity, and otherwise nothing but what is listed.
    let ids: BTreeSet<&str> = known().iter().map(|rule| rule.id).collect();
    for rule in found.difference(&known()) {
        assert!(
            ids.contains(rule.id) && rule.severity == Severity::Info,
            "{rule:?}"
        );
    }
}

#[test]
fn a_rule_has_one_level() {
    let mut severities: BTreeMap<&str, Severity> = BTreeMap::new();
    for rule in known() {
        let known = *severities.entry(rule.id).or_insert(rule.severity);
        assert_eq!(known, rule.severity, "{}", rule.id);
    }
}

#[test]
fn levels_can_be_compared() {
    assert!(Severity::Info < Severity::Warning && Severity::Warning < Severity::Error);
}
