//! What the codes of a column mean: answers, groups, days.

use std::borrow::Cow;
use std::collections::BTreeMap;

use jiff::civil::Date;

use super::answers::Mapped;
use super::intern::{Codes, TOO_MANY};
use super::{Answers, ProblemKind, text, values};
use crate::import::plain;
use crate::project::{ColumnMapping, DateOrder, Dimension, LEAST_NAMED, Meaning};

/// What those are called whose group is not given.
pub(super) const NOT_GIVEN: &str = "Not given";

/// What the small groups are called together.
pub(super) const OTHER: &str = "Other";

/// How many groups a dimension may have.
const MOST_GROUPS: usize = 1_000;

/// The code of those whose day is not known.
pub(super) const NO_DAY: i32 = i32::MIN;

/// A column of values as it was read.
pub(super) struct Column<'a> {
    pub(super) mapping: &'a ColumnMapping,
    /// The values; that of the code 1 is the first.
    pub(super) texts: Vec<String>,
    /// How many people have each code.
    pub(super) counts: Vec<u64>,
    pub(super) people: &'a [u16],
}

impl<'a> Column<'a> {
    pub(super) fn new((mapping, codes, people): (&'a ColumnMapping, &Codes, &'a [u16]), old: bool) -> Self {
        let mut counts = vec![0; usize::from(TOO_MANY) + 1];
        for code in people {
            if let Some(count) = counts.get_mut(usize::from(*code)) {
                *count += 1;
            }
        }
        let texts = codes.values().iter().map(|value| text::characters(value, old)).collect();
        Self { mapping, texts, counts, people }
    }

    pub(super) fn count(&self, code: u16) -> u64 {
        self.counts.get(usize::from(code)).copied().unwrap_or_default()
    }

    /// The codes of its values, with the values.
    pub(super) fn values(&self) -> impl Iterator<Item = (u16, &str)> {
        (1..TOO_MANY).zip(self.texts.iter().map(String::as_str))
    }

    /// What its values mean: as the mapping says, and else as it is known.
    fn meanings(&self, answers: &Answers) -> Vec<Option<Meaning>> {
        let values: Vec<&str> = self.texts.iter().map(String::as_str).collect();
        let known = answers.known(&self.mapping.field, &values);
        let mapped = Mapped::of(self.mapping);
        values.iter().zip(known).map(|(value, known)| mapped.meaning(value).cloned().or(known)).collect()
    }
}

/// What a column’s values turned out to be: for each code a place in a list, or nothing.
pub(super) struct Listed<'a, T> {
    pub(super) people: Cow<'a, [u16]>,
    /// For each code the place in `items`, from 1; nought for nothing.
    pub(super) places: Vec<u16>,
    pub(super) items: Vec<T>,
}

impl<T> Listed<'_, T> {
    /// The place of each person’s item, from 1; nought for nothing.
    pub(super) fn each(&self) -> impl Iterator<Item = u16> {
        self.people.iter().map(|code| self.places.get(usize::from(*code)).copied().unwrap_or_default())
    }
}

/// Codes that were not understood, and why.
pub(super) type Faults = Vec<(u16, ProblemKind)>;

/// A column of answers: for each code one of its options.
pub(super) fn options<'a>(column: &Column<'a>, answers: &Answers) -> (Listed<'a, crate::content::OptionId>, Faults) {
    let known: Vec<_> = answers.of_field(&column.mapping.field).iter().map(|answer| &answer.meaning).collect();
    let items = known.iter().filter_map(|meaning| match meaning {
        Meaning::Option(id) => Some(id.clone()),
        Meaning::Group(_) | Meaning::Nothing => None,
    });
    let mut listed = Listed {
        people: Cow::Borrowed(column.people),
        places: vec![0; usize::from(TOO_MANY) + 1],
        items: items.collect::<Vec<_>>(),
    };
    let mut faults = Vec::new();
    for ((code, _), meaning) in column.values().zip(column.meanings(answers)) {
        let place = meaning.as_ref().and_then(|meaning| match meaning {
            Meaning::Option(id) => listed.items.iter().position(|item| item == id),
            Meaning::Group(_) | Meaning::Nothing => None,
        });
        match (place, listed.places.get_mut(usize::from(code))) {
            (Some(place), Some(held)) => *held = u16::try_from(place + 1).unwrap_or(0),
            (None, _) if meaning == Some(Meaning::Nothing) => {}
            _ => faults.push((code, ProblemKind::NoAnswer)),
        }
    }
    too_many(column, &mut faults);
    (listed, faults)
}

fn too_many(column: &Column<'_>, faults: &mut Faults) {
    if column.count(TOO_MANY) > 0 {
        faults.push((TOO_MANY, ProblemKind::TooMany));
    }
}

/// The groups of a dimension.
pub(super) struct Groups<'a> {
    pub(super) by: Dimension,
    pub(super) listed: Listed<'a, String>,
    /// How many people are in groups that became “Other”.
    pub(super) other: u64,
}

/// A column of groups.
pub(super) fn groups<'a>(column: &Column<'a>, by: &Dimension, answers: &Answers) -> (Groups<'a>, Faults) {
    let fixed: Vec<&str> = answers.of_field(&column.mapping.field).iter().map(|answer| answer.text.as_str()).collect();
    let mut faults: Faults = Vec::new();
    let mut labels: Vec<Option<String>> = Vec::new();
    let years = *by == Dimension::Age && is_in_years(column);
    for ((code, value), meaning) in column.values().zip(column.meanings(answers)) {
        labels.push(match meaning {
            Some(Meaning::Group(label)) if !label.trim().is_empty() => Some(label.trim().to_owned()),
            Some(Meaning::Group(_) | Meaning::Nothing) => None,
            None if years => {
                let band = value.parse::<f64>().ok().and_then(whole_years).and_then(values::age_band);
                let label = band.and_then(|band| values::AGE_BANDS.get(usize::from(band)));
                if label.is_none() {
                    faults.push((code, ProblemKind::NoAge));
                }
                label.map(|label| (*label).to_owned())
            }
            None if fixed.is_empty() => Some(value.split_whitespace().collect::<Vec<_>>().join(" ")),
            Some(Meaning::Option(_)) | None => {
                faults.push((code, ProblemKind::NoAnswer));
                None
            }
        });
    }
    too_many(column, &mut faults);
    let fixed: &[&str] = if years { &values::AGE_BANDS } else { &fixed };
    (grouped(column, by, &labels, fixed), faults)
}

/// Whether most people’s values are ages in years.
fn is_in_years(column: &Column<'_>) -> bool {
    let filled: u64 = column.values().map(|(code, _)| column.count(code)).sum();
    let years = column.values().filter(|(_, value)| value.parse::<f64>().is_ok());
    let years: u64 = years.map(|(code, _)| column.count(code)).sum();
    years * 2 > filled
}

fn whole_years(years: f64) -> Option<i64> {
    #[expect(clippy::cast_possible_truncation, reason = "asked about before")]
    (0.0..=200.0).contains(&years).then_some(years.floor() as i64)
}

/// Puts values of one label together, the small ones into “Other”, and everything into order.
fn grouped<'a>(column: &Column<'a>, by: &Dimension, labels: &[Option<String>], fixed: &[&str]) -> Groups<'a> {
    // By the words of a label, so that case and spaces make no group of their own; called as the first is.
    let mut found: Vec<(String, u64)> = Vec::new();
    let mut by_words: BTreeMap<String, usize> = BTreeMap::new();
    let mut of_code: Vec<Option<usize>> = Vec::new();
    for ((code, _), label) in column.values().zip(labels) {
        of_code.push(label.as_ref().map(|label| {
            let words = plain(label);
            let key = if words.is_empty() { label.clone() } else { words };
            let place = *by_words.entry(key).or_insert_with(|| {
                found.push((label.clone(), 0));
                found.len() - 1
            });
            if let Some((_, people)) = found.get_mut(place) {
                *people += column.count(code);
            }
            place
        }));
    }
    let order = &column.mapping.order;
    let in_order = |label: &str| order.iter().position(|one| one == label);
    let in_fixed = |label: &str| fixed.iter().position(|one| *one == label);
    let number = |label: &str| label.parse::<u64>().ok();
    let numbers = found.iter().all(|(label, _)| number(label).is_some());
    let mut kept: Vec<usize> = (0..found.len()).collect();
    let label = |place: usize| found.get(place).map_or("", |(label, _)| label.as_str());
    kept.retain(|place| {
        let label = label(*place);
        let named = column.mapping.named.contains(label) || in_fixed(label).is_some();
        named || found.get(*place).is_some_and(|(_, people)| *people >= u64::from(LEAST_NAMED))
    });
    kept.sort_by_key(|place| {
        let label = label(*place);
        let chosen = in_order(label).unwrap_or(usize::MAX);
        (chosen, in_fixed(label).unwrap_or(usize::MAX), if numbers { number(label) } else { None }, *place)
    });
    kept.truncate(MOST_GROUPS);
    let mut items: Vec<String> = kept.iter().map(|place| label(*place).to_owned()).collect();
    let small: u64 = found.iter().enumerate().filter(|(place, _)| !kept.contains(place)).map(|(_, (_, n))| n).sum();
    let other = small + column.count(TOO_MANY);
    // A group of the file’s own that is called so takes the small ones in.
    let other_place = (other > 0).then(|| place_of(&mut items, OTHER));
    let to_place = |place: usize| u16::try_from(place + 1).unwrap_or(0);
    let mut places = vec![0; usize::from(TOO_MANY) + 1];
    for ((code, _), found) in column.values().zip(&of_code) {
        let place = found.and_then(|found| kept.iter().position(|one| *one == found).or(other_place));
        if let (Some(held), Some(place)) = (places.get_mut(usize::from(code)), place) {
            *held = to_place(place);
        }
    }
    if let (Some(last), Some(place)) = (places.last_mut(), other_place) {
        *last = to_place(place);
    }
    let listed = Listed { people: Cow::Borrowed(column.people), places, items };
    let mut groups = Groups { by: by.clone(), listed, other };
    groups.complete();
    groups
}

/// The place of a group of this name, which is added where there is none.
fn place_of(items: &mut Vec<String>, wanted: &str) -> usize {
    items.iter().position(|item| item == wanted).unwrap_or_else(|| {
        items.push(wanted.to_owned());
        items.len() - 1
    })
}

impl Groups<'_> {
    /// Groups that follow from something else: a place for every person, from 1.
    pub(super) fn derived(by: Dimension, places: Vec<u16>, labels: &[&str]) -> Self {
        let items: Vec<String> = labels.iter().map(|label| (*label).to_owned()).collect();
        let own = (0..=u16::try_from(items.len()).unwrap_or(0)).collect();
        let listed = Listed { people: Cow::Owned(places), places: own, items };
        let mut groups = Groups { by, listed, other: 0 };
        groups.complete();
        groups
    }

    /// Everybody in one group.
    pub(super) fn whole(people: usize) -> Self {
        Self::derived(Dimension::Whole, vec![1; people], &[""])
    }

    /// Those who are in none are in one more.
    fn complete(&mut self) {
        if !self.listed.each().any(|place| place == 0) {
            return;
        }
        let place = place_of(&mut self.listed.items, NOT_GIVEN);
        let place = u16::try_from(place + 1).unwrap_or(0);
        for held in &mut self.listed.places {
            if *held == 0 {
                *held = place;
            }
        }
    }
}

/// A column of days: for each person the days since the year 0, or [`NO_DAY`].
pub(super) fn days(column: &Column<'_>, order: DateOrder) -> (Vec<i32>, Faults) {
    let mut by_code = vec![NO_DAY; usize::from(TOO_MANY) + 1];
    let mut faults = Vec::new();
    for (code, value) in column.values() {
        match (values::date(value, order), by_code.get_mut(usize::from(code))) {
            (Some(day), Some(held)) => *held = number(day),
            _ => faults.push((code, ProblemKind::NoDate)),
        }
    }
    too_many(column, &mut faults);
    let day = |code: &u16| by_code.get(usize::from(*code)).copied().unwrap_or(NO_DAY);
    (column.people.iter().map(day).collect(), faults)
}

/// A day as a number of days.
pub(super) fn number(day: Date) -> i32 {
    let from = Date::constant(1900, 1, 1);
    day.since(from).map_or(NO_DAY, |span| span.get_days())
}

/// The age bands of people by their dates of birth, as groups.
pub(super) fn ages<'a>(column: &Column<'a>, order: DateOrder, as_of: Date) -> (Groups<'a>, Faults) {
    let mut by_code = vec![0_u16; usize::from(TOO_MANY) + 1];
    let mut faults = Vec::new();
    for (code, value) in column.values() {
        let born = values::date(value, order);
        let band = born.and_then(|born| values::age_band(values::age(born, as_of)));
        match (band, by_code.get_mut(usize::from(code))) {
            (Some(band), Some(held)) => *held = band + 1,
            _ => faults.push((code, if born.is_some() { ProblemKind::NoAge } else { ProblemKind::NoDate })),
        }
    }
    too_many(column, &mut faults);
    let places = column.people.iter().map(|code| by_code.get(usize::from(*code)).copied().unwrap_or(0)).collect();
    (Groups::derived(Dimension::Age, places, &values::AGE_BANDS), faults)
}
