//! A hand on the tree that moves along with one on the model.
//!
//! What always holds: where the model has a stand-in, the hand is empty, and faults told through it are dropped: what
//! is missing was told when it was read.
//!
//! What does not belong here: what is right or wrong.

use std::ops::Range;

use super::tree::{Item, Node, Value};

/// A place in the tree, or none.
#[derive(Clone, Copy, Debug)]
pub(super) struct At<'n, 't>(Option<&'n Node<'t>>);

impl<'n, 't> At<'n, 't> {
    /// The whole tree.
    pub(super) fn root(tree: &'n Node<'t>) -> Self {
        Self(Some(tree))
    }

    /// The stretch of text.
    pub(super) fn span(self) -> Option<Range<usize>> {
        self.0.map(|node| node.span.clone())
    }

    /// A field of a group.
    pub(super) fn field(self, name: &str) -> Self {
        let Some(Node { value: Value::Group { items, .. }, .. }) = self.0 else { return Self(None) };
        let item = items.iter().find(|item| item.name.is_some_and(|(found, _)| found == name));
        Self(item.map(|item| &item.value))
    }

    /// What stands in the brackets of a choice: the group of `Checklist((…))`.
    pub(super) fn inside(self) -> Self {
        match self.0.map(|node| &node.value) {
            Some(Value::Group { items, .. }) => match items.as_slice() {
                [Item { name: None, value }] => Self(Some(value)),
                _ => self,
            },
            _ => Self(None),
        }
    }

    /// The items of the model's list with those of the tree's.
    pub(super) fn each<'m, T>(self, list: &'m [T]) -> impl Iterator<Item = (&'m T, Self)> + use<'m, 'n, 't, T> {
        let items: &'n [Node<'t>] = match self.0.map(|node| &node.value) {
            Some(Value::List { items, .. }) => items,
            _ => &[],
        };
        list.iter().zip(items.iter().map(|item| Self(Some(item))))
    }

    /// Whether a list stands here of which nothing was lost, neither items nor parts of items.
    pub(super) fn sound(self) -> bool {
        self.0.is_some_and(|node| matches!(node.value, Value::List { .. }) && sound(node))
    }

    /// The text that stands here.
    pub(super) fn text(self) -> Option<&'n str> {
        match self.0.map(|node| &node.value) {
            Some(Value::Text { text, .. }) => Some(text),
            _ => None,
        }
    }

    /// The number that stands here, as it is written.
    pub(super) fn number(self) -> Option<&'t str> {
        match self.0.map(|node| &node.value) {
            Some(Value::Number(written)) => Some(written),
            _ => None,
        }
    }

    /// The word that stands here, alone or before brackets.
    pub(super) fn word(self) -> Option<&'t str> {
        match self.0.map(|node| &node.value) {
            Some(Value::Word(word) | Value::Group { word: Some(word), .. }) => Some(word),
            _ => None,
        }
    }
}

fn sound(node: &Node<'_>) -> bool {
    match &node.value {
        Value::Text { .. } | Value::Number(_) | Value::Word(_) => true,
        Value::Group { items, whole, .. } => *whole && items.iter().all(|item| sound(&item.value)),
        Value::List { items, whole } => *whole && items.iter().all(sound),
        Value::Broken => false,
    }
}
