//! What was found, and which operations lead there. Each pair of schemas is a node, compared once;
//! facts are attached to nodes, and what an operation reaches is all below its own node.

use std::collections::{HashMap, VecDeque};

use indexmap::IndexSet;
use serde_json::Value;

use super::change::Change;
use super::families::{Family, Site};
use super::rules::Rule;
use super::sides::Sides;
use super::tree::{Position, Tree};
use super::view::View;
use crate::pointer::Pointer;

/// What a schema is used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Use {
    pub site: Site,
    /// It is sent without types, so `1` and `"1"` are the same.
    pub loose: bool,
    /// A single value is an array of one, as in `?a=1`.
    pub exploded: bool,
}

impl Use {
    /// What the schemas below are used for.
    pub(super) fn below(self) -> Self {
        Self {
            site: self.site.below(),
            loose: self.loose,
            exploded: false,
        }
    }

    pub(super) fn at(self, site: Site) -> Self {
        Self { site, ..self }
    }
}

#[derive(Debug, PartialEq, Eq, Hash, Clone)]
struct Fact {
    rule: Rule,
    at: Sides<Option<Pointer>>,
    text: Sides<Option<String>>,
}

#[derive(Debug, Default)]
struct Node {
    facts: Vec<usize>,
    below: Vec<usize>,
}

type Key = (Sides<Vec<usize>>, Use);

/// How two schemas are compared, once.
type Compare<'t> = fn(&mut Graph<'t>, &Sides<View<'t>>, Use);

pub(super) struct Graph<'t> {
    compare: Compare<'t>,
    pub old: Tree<'t>,
    pub new: Tree<'t>,
    facts: IndexSet<Fact>,
    nodes: Vec<Node>,
    current: usize,
    known: HashMap<Key, usize>,
    open: VecDeque<(usize, Sides<View<'t>>, Use)>,
    operations: Vec<(String, usize)>,
    /// Only whether there is any fact matters.
    alone: bool,
}

impl<'t> Graph<'t> {
    pub(super) fn new(old: &'t Value, new: &'t Value, compare: Compare<'t>) -> Self {
        Self {
            compare,
            old: Tree::new(old),
            new: Tree::new(new),
            facts: IndexSet::new(),
            nodes: vec![Node::default()],
            current: 0,
            known: HashMap::new(),
            open: VecDeque::new(),
            operations: Vec::new(),
            alone: false,
        }
    }

    /// Begins an operation: what is found from now on belongs to it.
    pub(super) fn operation(&mut self, label: String) {
        let node = self.node();
        self.operations.push((label, node));
    }

    /// Begins something that operations can be led to.
    pub(super) fn node(&mut self) -> usize {
        self.nodes.push(Node::default());
        self.current = self.nodes.len() - 1;
        self.current
    }

    /// Goes on with a node.
    pub(super) fn within(&mut self, node: usize) {
        self.current = node;
    }

    /// Leads from what is being compared to `node`.
    pub(super) fn lead(&mut self, node: usize) {
        if let Some(current) = self.nodes.get_mut(self.current) {
            current.below.push(node);
        }
    }

    /// Asks the same of both trees.
    pub(super) fn each<A, R>(
        &mut self,
        of: Sides<A>,
        mut ask: impl FnMut(&mut Tree<'t>, A) -> R,
    ) -> Sides<R> {
        Sides::new(ask(&mut self.old, of.old), ask(&mut self.new, of.new))
    }

    /// Records a fact. What neither side says is none.
    pub(super) fn say(
        &mut self,
        rule: Rule,
        at: Sides<Option<Position>>,
        text: Sides<Option<String>>,
    ) {
        if text.old.is_none() && text.new.is_none() {
            return;
        }
        let at = self.each(at, |tree, at| at.map(|position| tree.pointer(position)));
        let (fact, _) = self.facts.insert_full(Fact { rule, at, text });
        if let Some(current) = self.nodes.get_mut(self.current) {
            current.facts.push(fact);
        }
    }

    /// Records something that is there on one side, or different on both.
    pub(super) fn found(&mut self, rule: Rule, found: Sides<Option<(Position, String)>>) {
        let (old, new) = (found.old.unzip(), found.new.unzip());
        self.say(rule, Sides::new(old.0, new.0), Sides::new(old.1, new.1));
    }

    /// Records something that is new.
    pub(super) fn added(&mut self, rule: Rule, position: Position, text: String) {
        self.found(rule, Sides::new(None, Some((position, text))));
    }

    /// Records something that is removed.
    pub(super) fn removed(&mut self, rule: Rule, position: Position, text: String) {
        self.found(rule, Sides::new(Some((position, text)), None));
    }

    /// Records something that both sides say, if they differ.
    pub(super) fn differs(&mut self, rule: Rule, at: Sides<Position>, text: Sides<Option<String>>) {
        if text.differ() {
            self.say(rule, at.map(Some), text);
        }
    }

    /// Records that a flag is set, or is not set any more.
    pub(super) fn flag(
        &mut self,
        (set, unset): (Rule, Rule),
        at: Sides<Position>,
        flag: Sides<bool>,
        word: impl Fn(bool) -> String,
    ) {
        let rule = if flag.new { set } else { unset };
        self.differs(rule, at, flag.map(|is| Some(word(is))));
    }

    /// Records a fact about what `keyword` says in a schema.
    pub(super) fn keyword(
        &mut self,
        family: &Family,
        on: Use,
        views: &Sides<View<'t>>,
        keyword: &str,
        text: Sides<Option<String>>,
    ) {
        let at = views.as_ref().map(|view| Some(view.position_of(keyword)));
        self.say(family.rule(on.site), at, text);
    }

    /// Compares two schemas, now or later.
    pub(super) fn pair(&mut self, views: Sides<View<'t>>, on: Use) {
        let node = self.nodes.len();
        if !views.old.says_nothing() && !views.new.says_nothing() {
            let key = (views.as_ref().map(View::identity), on);
            let known = *self.known.entry(key).or_insert(node);
            if known != node {
                return self.lead(known);
            }
        } else if views.old.says_nothing() && views.new.says_nothing() {
            return;
        }
        self.nodes.push(Node::default());
        self.lead(node);
        self.open.push_back((node, views, on));
    }

    fn settle(&mut self) {
        while let Some((node, views, on)) = self.open.pop_front() {
            self.current = node;
            (self.compare)(self, &views, on);
            if self.alone && !self.facts.is_empty() {
                return;
            }
        }
    }

    /// Whether two schemas are the same on the wire. Not asked within such a question: a schema
    /// can be one of its own alternatives.
    pub(super) fn same(&self, views: Sides<&View<'t>>, on: Use) -> bool {
        if self.alone {
            return false;
        }
        let mut alone = Graph::new(self.old.root().value, self.new.root().value, self.compare);
        alone.alone = true;
        let views = alone.each(views, |tree, view| view.anywhere(tree));
        alone.pair(views, on);
        alone.settle();
        alone.facts.is_empty()
    }

    /// The changes, with the operations that they reach.
    pub(super) fn finish(mut self) -> Vec<Change> {
        self.settle();
        let mut reached: Vec<Vec<usize>> = vec![Vec::new(); self.facts.len()];
        let mut order = Vec::new();
        let mut visited = vec![0; self.nodes.len()];
        let own = self.operations.iter().map(|(_, node)| *node).enumerate();
        // What belongs to no operation comes last.
        let rest = (0..self.nodes.len()).map(|node| (self.operations.len(), node));
        for (number, start) in own.chain(rest) {
            if order.len() == self.facts.len() && number == self.operations.len() {
                break;
            }
            let mut open = vec![start];
            while let Some(at) = open.pop() {
                let (Some(visit), Some(node)) = (visited.get_mut(at), self.nodes.get(at)) else {
                    continue;
                };
                if *visit > number {
                    continue;
                }
                *visit = number + 1;
                for fact in &node.facts {
                    if let Some(operations) = reached.get_mut(*fact)
                        && operations.last() != Some(&number)
                    {
                        if operations.is_empty() {
                            order.push(*fact);
                        }
                        operations.push(number);
                    }
                }
                open.extend(node.below.iter().rev());
            }
        }
        let label = |number: &usize| Some(self.operations.get(*number)?.0.clone());
        let changes = order.into_iter().filter_map(|number| {
            let fact = self.facts.get_index(number)?.clone();
            Some(Change {
                rule: fact.rule,
                old: fact.at.old,
                new: fact.at.new,
                before: fact.text.old,
                after: fact.text.new,
                operations: reached.get(number)?.iter().filter_map(label).collect(),
            })
        });
        changes.collect()
    }
}
