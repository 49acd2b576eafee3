//! A tree read as a type of the model, telling every field and value that the type does not have.
//!
//! This is a serde deserialiser, so the model itself says what a pack should hold; there is no second list of fields to
//! keep in step. Where `ron` stops at the first fault, this one tells it, puts a stand-in in its place (an empty text,
//! a nought, the first choice) and goes on.
//!
//! What always holds: a list of the model has as many items as the list in the text, stand-ins included. Without
//! faults, the value is the same as that which `ron` reads.
//!
//! What does not belong here: what values mean beside one another (`walk`).

use serde::de::value::Error;
use serde::de::{self, DeserializeOwned, DeserializeSeed, Deserializer, IntoDeserializer as _, Visitor};
use serde::forward_to_deserialize_any;

use super::faults::Faults;
use super::say;
use super::texts;
use super::tree::{Item, Node, Value};

/// Lists that may have no items, each with the type that has it; every other list must say something.
const MAY_BE_EMPTY: [(&str, &str); 7] = [
    ("Grouping", "excluded"),
    ("KpiDefinition", "comparators"),
    ("KpiDefinition", "recommendations"),
    ("Pillars", "mappings"),
    ("Practice", "kpis"),
    ("Practice", "recommendations"),
    ("Survey", "groupings"),
];

/// Lists that may be left out, as if they had no items; and choices, as if the first one stood there.
const MAY_BE_LEFT_OUT: [(&str, &str); 3] =
    [("KpiDefinition", "comparators"), ("KpiDefinition", "recommendations"), ("KpiDefinition", "whose")];

/// Reads a tree. Nothing comes of it only where the model holds a kind of value that no pack has held so far.
pub(super) fn read<T: DeserializeOwned>(tree: &Node<'_>, faults: &Faults) -> Option<T> {
    let place = Place { what: What::Node(tree), name: "the pack", of: "", in_list: false, faults };
    match T::deserialize(place) {
        Ok(value) => Some(value),
        Err(error) => {
            faults.tell(
                tree.span.start,
                format!("this pack cannot be read ({error})"),
                "compare it with a pack that can",
            );
            None
        }
    }
}

/// What stands at a place of the model.
#[derive(Clone, Copy)]
enum What<'n, 't> {
    /// A value.
    Node(&'n Node<'t>),
    /// Nothing, though the group that begins at the offset has no such field: a fault, unless the field may be left out.
    Missing(usize),
    /// Nothing, for a reason that has been told.
    Nothing,
}

/// A place of the model: what stands there, and what it is called.
#[derive(Clone, Copy)]
struct Place<'n, 't> {
    what: What<'n, 't>,
    /// The field's name.
    name: &'n str,
    /// The type that has the field.
    of: &'static str,
    /// Whether it is one of the items of the field's list.
    in_list: bool,
    faults: &'n Faults,
}

impl<'n, 't> Place<'n, 't> {
    fn with(self, what: What<'n, 't>) -> Self {
        Self { what, ..self }
    }

    /// The value, unless there is none to be read; tells a missing field.
    fn value(&self) -> Option<(&'n Node<'t>, &'n Value<'t>)> {
        match self.what {
            What::Node(Node { value: Value::Broken, .. }) | What::Nothing => None,
            What::Node(node) => Some((node, &node.value)),
            What::Missing(at) => {
                let wrong = format!("the field “{}” is missing from {} here", self.name, say::thing(self.of));
                self.faults.tell(at, wrong, format!("write “{}:” and its value", self.name));
                None
            }
        }
    }

    /// Tells that a value is of the wrong kind.
    fn expected(&self, node: &Node<'_>, right: impl Into<String>) {
        let subject = if self.in_list { "an item of " } else { "" };
        let found = match &node.value {
            Value::Text { .. } => "a text",
            Value::Number(_) => "a number",
            Value::Word(_) => "a word without quotation marks",
            Value::Group { .. } => "a group in round brackets",
            Value::List { .. } => "a list in square brackets",
            Value::Broken => return,
        };
        let quoted = if self.of.is_empty() { self.name.to_owned() } else { format!("“{}”", self.name) };
        self.faults.tell(node.span.start, format!("{subject}{quoted} is {found}"), right);
    }

    /// The items of a group that should be the fields of a type. Tells those that the type does not have, and repeated
    /// ones; what is left is each field's value, if it has one.
    fn fields(
        &self,
        of: &'static str,
        fields: &'static [&'static str],
        at: usize,
        items: &'n [Item<'t>],
        whole: bool,
    ) -> Vec<(&'static str, What<'n, 't>)> {
        // With a part of the group lost, its fields may have been lost with it.
        let mut missing = if whole { What::Missing(at) } else { What::Nothing };
        let has = || format!("{} has {}", say::thing(of), say::and(fields));
        let mut unused: Vec<&Item<'_>> = Vec::new();
        for item in items {
            let Some((name, name_at)) = item.name else {
                let start = item.value.span.start;
                if let Value::Group { word: Some(word), .. } = item.value.value
                    && fields.contains(&word)
                {
                    let wrong = format!("there is no colon after “{word}”");
                    self.faults.tell(start, wrong, "write a colon between a field and its value");
                } else if !matches!(item.value.value, Value::Broken) {
                    let wrong = format!("a value stands in {} without its field’s name", say::thing(of));
                    self.faults.tell(start, wrong, format!("write the name and a colon before it; {}", has()));
                }
                missing = What::Nothing;
                continue;
            };
            if !fields.contains(&name) {
                unused.push(item);
            } else if first_of(items, name).is_some_and(|first| !std::ptr::eq(first, item)) {
                self.faults.tell(
                    name_at,
                    format!("the field “{name}” stands here a second time"),
                    "take one of the two out",
                );
            }
        }
        let mut meant = Vec::new();
        for (name, at) in unused.iter().filter_map(|item| item.name) {
            let free = fields.iter().copied().filter(|field| first_of(items, field).is_none());
            let nearest = say::nearest(name, free);
            meant.extend(nearest);
            self.faults.tell(at, format!("the field “{name}” is not known here"), say::hinted(nearest, &has()));
        }
        let what = |field: &'static str| match first_of(items, field) {
            Some(item) => What::Node(&item.value),
            None if meant.contains(&field) => What::Nothing,
            None => missing,
        };
        fields.iter().map(|field| (*field, what(field))).collect()
    }
}

fn first_of<'n, 't>(items: &'n [Item<'t>], name: &str) -> Option<&'n Item<'t>> {
    items.iter().find(|item| item.name.is_some_and(|(found, _)| found == name))
}

impl<'de> Deserializer<'de> for Place<'_, '_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Error> {
        Err(de::Error::custom(format!("“{}” is of no kind that packs hold", self.name)))
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let value = match self.value() {
            Some((_, Value::Word("true"))) => true,
            Some((_, Value::Word("false"))) | None => false,
            Some((node, _)) => {
                self.expected(node, "write true or false, without quotation marks");
                false
            }
        };
        visitor.visit_bool(value)
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let Some((node, value)) = self.value() else { return visitor.visit_u32(0) };
        let right = "write a whole number without quotation marks, such as 1";
        let number = match value {
            Value::Number(written) => ron::from_str(written).unwrap_or_else(|_| {
                let wrong = format!("“{}” is {written}, which is not a whole number, or is too large", self.name);
                self.faults.tell(node.span.start, wrong, right);
                0
            }),
            Value::Text { .. } | Value::Word(_) | Value::Group { .. } | Value::List { .. } | Value::Broken => {
                self.expected(node, right);
                0
            }
        };
        visitor.visit_u32(number)
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let Some((node, value)) = self.value() else { return visitor.visit_f64(0.0) };
        let right = "write a number without quotation marks, such as 37.5";
        let number = match value {
            Value::Number(written) | Value::Word(written @ ("inf" | "NaN")) => {
                let number: Option<f64> = ron::from_str(written).ok();
                number.filter(|number| number.is_finite()).unwrap_or_else(|| {
                    let wrong = format!("“{}” is {written}, which is not a number that can be counted with", self.name);
                    self.faults.tell(node.span.start, wrong, right);
                    0.0
                })
            }
            Value::Text { .. } | Value::Word(_) | Value::Group { .. } | Value::List { .. } | Value::Broken => {
                self.expected(node, right);
                0.0
            }
        };
        visitor.visit_f64(number)
    }

    /// A date: the only thing in the model that asks serde for a borrowed text.
    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        const STAND_IN: &str = "2000-01-01";
        let right = "write year, month and day in quotation marks, such as \"2021-05-21\"";
        let date = match self.value() {
            None => STAND_IN,
            Some((node, Value::Text { text, .. })) => {
                if text.parse::<jiff::civil::Date>().is_ok() {
                    text
                } else {
                    self.faults.tell(node.span.start, format!("“{}” is not a date", self.name), right);
                    STAND_IN
                }
            }
            Some((node, _)) => {
                self.expected(node, right);
                STAND_IN
            }
        };
        visitor.visit_str(date)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let text = match self.value() {
            None => "",
            Some((node, Value::Text { text, written })) => {
                texts::check(self.name, text, written, node.span.start, self.faults);
                text
            }
            Some((node, _)) => {
                self.expected(node, "write a text between straight quotation marks (\")");
                ""
            }
        };
        visitor.visit_str(text)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let What::Node(node) = self.what else { return visitor.visit_none() };
        match &node.value {
            Value::Word("None") => visitor.visit_none(),
            Value::Group { word: Some("Some"), items, .. } => {
                if let [Item { name: None, value }] = items.as_slice() {
                    return visitor.visit_some(self.with(What::Node(value)));
                }
                self.expected(node, "write the value alone");
                visitor.visit_none()
            }
            Value::Text { .. }
            | Value::Number(_)
            | Value::Word(_)
            | Value::Group { .. }
            | Value::List { .. }
            | Value::Broken => visitor.visit_some(self),
        }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let list = (self.of, self.name);
        if matches!(self.what, What::Missing(_)) && MAY_BE_LEFT_OUT.contains(&list) {
            return visitor.visit_seq(Items { list: self, items: [].iter() });
        }
        let items = match self.value() {
            None => &[],
            Some((node, Value::List { items, whole })) => {
                if items.is_empty() && *whole && !MAY_BE_EMPTY.contains(&list) {
                    self.faults.tell(
                        node.span.start,
                        format!("“{}” is empty", self.name),
                        "write at least one item between [ and ]",
                    );
                }
                items.as_slice()
            }
            Some((node, _)) => {
                self.expected(node, "write a list in square brackets, even of a single item");
                &[]
            }
        };
        visitor.visit_seq(Items { list: self, items: items.iter() })
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        of: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        let fields = match self.value() {
            // The word of a choice stands before its fields where a bracket is missing, which has been told.
            Some((node, Value::Group { word, items, whole }))
                if word.is_none_or(|word| word == of || word == self.name) =>
            {
                self.fields(of, fields, node.span.start, items, *whole)
            }
            other => {
                if let Some((node, _)) = other {
                    let right = format!("write round brackets here; {} has {}", say::thing(of), say::and(fields));
                    self.expected(node, right);
                }
                fields.iter().map(|field| (*field, What::Nothing)).collect()
            }
        };
        let mut fields = fields.into_iter();
        visitor.visit_map(Fields { group: self, of, next: fields.next(), rest: fields })
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        choices: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        let stand_in = choices.first().copied().unwrap_or_default();
        let right = || format!("write {}, without quotation marks", say::or(choices));
        let nothing = self.with(What::Nothing);
        if matches!(self.what, What::Missing(_)) && MAY_BE_LEFT_OUT.contains(&(self.of, self.name)) {
            return visitor.visit_enum(Choice { name: stand_in, place: nothing });
        }
        let (name, place) = match self.value() {
            None => (stand_in, nothing),
            Some((node, Value::Word(word) | Value::Group { word: Some(word), .. })) => {
                if choices.contains(word) {
                    (*word, self)
                } else {
                    let meant = say::nearest(word, choices.iter().copied());
                    let wrong = format!("“{word}” is not known here");
                    self.faults.tell(node.span.start, wrong, say::hinted(meant, &right()));
                    (stand_in, nothing)
                }
            }
            Some((node, _)) => {
                self.expected(node, right());
                (stand_in, nothing)
            }
        };
        visitor.visit_enum(Choice { name, place })
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i64 i128 u8 u16 u64 u128 f32 char bytes byte_buf unit unit_struct newtype_struct tuple tuple_struct
        map identifier ignored_any
    }
}

/// The items of a list.
struct Items<'n, 't> {
    list: Place<'n, 't>,
    items: std::slice::Iter<'n, Node<'t>>,
}

impl<'de> de::SeqAccess<'de> for Items<'_, '_> {
    type Error = Error;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Error> {
        let Some(item) = self.items.next() else { return Ok(None) };
        let place = Place { in_list: true, ..self.list.with(What::Node(item)) };
        seed.deserialize(place).map(Some)
    }
}

/// The fields of a group, each with what stands in it.
struct Fields<'n, 't> {
    group: Place<'n, 't>,
    of: &'static str,
    next: Option<(&'static str, What<'n, 't>)>,
    rest: std::vec::IntoIter<(&'static str, What<'n, 't>)>,
}

impl<'de> de::MapAccess<'de> for Fields<'_, '_> {
    type Error = Error;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Error> {
        let Some((name, _)) = self.next else { return Ok(None) };
        seed.deserialize(name.into_deserializer()).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Error> {
        let (name, what) = self.next.unwrap_or(("", What::Nothing));
        self.next = self.rest.next();
        seed.deserialize(Place { what, name, of: self.of, in_list: false, faults: self.group.faults })
    }
}

/// One of several kinds of value, by its word: `Up`, `OutOf(4)`.
struct Choice<'n, 't> {
    name: &'n str,
    place: Place<'n, 't>,
}

impl<'de> de::EnumAccess<'de> for Choice<'_, '_> {
    type Error = Error;
    type Variant = Self;

    fn variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<(S::Value, Self), Error> {
        let choice = seed.deserialize(self.name.into_deserializer())?;
        Ok((choice, self))
    }
}

impl<'de> de::VariantAccess<'de> for Choice<'_, '_> {
    type Error = Error;

    fn unit_variant(self) -> Result<(), Error> {
        if let What::Node(Node { value: Value::Group { .. }, span }) = self.place.what {
            self.place.faults.tell(
                span.start,
                format!("“{}” stands alone, without brackets", self.name),
                "take the brackets out",
            );
        }
        Ok(())
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<S::Value, Error> {
        let Self { name, place } = self;
        let what = match place.what {
            What::Node(Node { value: Value::Group { items, whole, .. }, span }) => match items.as_slice() {
                [Item { name: None, value }] => What::Node(value),
                [Item { name: Some((_, at)), .. }, ..] => {
                    let wrong = format!("there is one bracket too few between “{name}” and its fields");
                    place.faults.tell(*at, wrong, format!("write {name}(( … )), with two brackets at each end"));
                    place.what
                }
                _ => {
                    if *whole {
                        let wrong =
                            format!("the brackets after “{name}” should hold one thing, and hold {}", items.len());
                        place.faults.tell(span.start, wrong, format!("put [ ] around a list: {name}([ … ])"));
                    }
                    What::Nothing
                }
            },
            What::Node(node) => {
                place.faults.tell(
                    node.span.start,
                    format!("“{name}” has nothing in brackets after it"),
                    format!("write {name}( … )"),
                );
                What::Nothing
            }
            What::Missing(_) | What::Nothing => What::Nothing,
        };
        seed.deserialize(Place { name, of: "", in_list: false, ..place.with(what) })
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Error> {
        self.place.deserialize_any(visitor)
    }

    fn struct_variant<V: Visitor<'de>>(self, _: &'static [&'static str], visitor: V) -> Result<V::Value, Error> {
        self.place.deserialize_any(visitor)
    }
}
