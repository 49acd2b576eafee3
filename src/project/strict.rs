//! Maps in the file whose keys are unique: serde would let the last of two equal keys win without a word, and lose the
//! first record. Written as a map ([`map`]), or as a list of pairs where the keys are records themselves ([`pairs`]):
//! unknown fields inside such a key would go unseen in a map.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, Serializer};

/// Written as a map.
pub(super) mod map {
    use super::{BTreeMap, Deserialize, Deserializer, Serialize, Serializer, Strict};

    pub(crate) fn serialize<K: Serialize, V: Serialize, S: Serializer>(
        map: &BTreeMap<K, V>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.collect_map(map)
    }

    pub(crate) fn deserialize<'de, K, V, D>(deserializer: D) -> Result<BTreeMap<K, V>, D::Error>
    where
        K: Deserialize<'de> + Ord,
        V: Deserialize<'de>,
        D: Deserializer<'de>,
    {
        deserializer.deserialize_map(Strict::new())
    }
}

/// Written as a list of pairs.
pub(super) mod pairs {
    use super::{BTreeMap, Deserialize, Deserializer, Serialize, Serializer, Strict};

    pub(crate) fn serialize<K: Serialize, V: Serialize, S: Serializer>(
        map: &BTreeMap<K, V>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(map)
    }

    pub(crate) fn deserialize<'de, K, V, D>(deserializer: D) -> Result<BTreeMap<K, V>, D::Error>
    where
        K: Deserialize<'de> + Ord,
        V: Deserialize<'de>,
        D: Deserializer<'de>,
    {
        deserializer.deserialize_seq(Strict::new())
    }
}

/// Takes records in and refuses a key that stands twice.
struct Strict<K, V>(PhantomData<(K, V)>);

impl<K: Ord, V> Strict<K, V> {
    fn new() -> Self {
        Self(PhantomData)
    }

    fn insert<E: Error>(map: &mut BTreeMap<K, V>, key: K, value: V) -> Result<(), E> {
        match map.insert(key, value) {
            None => Ok(()),
            Some(_) => Err(E::custom("the same key stands twice")),
        }
    }
}

impl<'de, K: Deserialize<'de> + Ord, V: Deserialize<'de>> Visitor<'de> for Strict<K, V> {
    type Value = BTreeMap<K, V>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("records of which no key stands twice")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Self::Value, A::Error> {
        let mut map = BTreeMap::new();
        while let Some((key, value)) = access.next_entry()? {
            Self::insert(&mut map, key, value)?;
        }
        Ok(map)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Self::Value, A::Error> {
        let mut map = BTreeMap::new();
        while let Some((key, value)) = access.next_element()? {
            Self::insert(&mut map, key, value)?;
        }
        Ok(map)
    }
}
