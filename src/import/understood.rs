//! How a sheet of figures is set out: as a row for each figure, as a column for each measure, or as the figures of one.
//!
//! What always holds: what is proposed is what the sheet says; the user has the last word on all of it, and what was
//! chosen stays chosen. No measure is taken for another: a name that could mean two means none.

use std::collections::BTreeMap;

use jiff::Span;
use jiff::civil::Date;

use super::cells::without_time;
use super::guard::unguard;
use super::measures::{Meanings, Named};
use super::values::looks_like_one;
use super::{FigureField, Matching, Sheet, Sure};
use crate::content::{Catalogue, KpiId, Unit};
use crate::words;

/// How many rows are looked at to tell what stands in a column.
const LOOKED_AT: usize = 50;

/// For how many names it is asked what they are likely to mean: a column of notes has a name in every row.
const MOST_GUESSED: usize = 1_000;

/// How a sheet of figures is set out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Each row names its measure.
    Rows,
    /// Each measure has a column, each day a row.
    Columns,
    /// All figures are of one measure.
    One,
}

/// Dates of figures that have none: the first, and how many months lie between two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Series {
    /// The day of the first figure.
    pub first: Date,
    /// How many months later the next is; 1 or more.
    pub months: u32,
}

impl Series {
    /// The day of a figure so many places after the first. After a last day of a month stand last days of months.
    pub fn day(self, place: u64) -> Option<Date> {
        let months = place.checked_mul(u64::from(self.months)).and_then(|months| i64::try_from(months).ok())?;
        let span = Span::new().try_months(months).ok()?;
        let day = self.first.checked_add(span).ok()?;
        Some(if self.first == self.first.last_of_month() { day.last_of_month() } else { day })
    }
}

/// How a sheet of figures is understood.
#[derive(Clone, Debug, PartialEq)]
pub struct Understood {
    shape: Shape,
    fields: Matching<FigureField>,
    /// The measures that the sheet names, in its order.
    named: Vec<Named>,
    /// The measure whose figures these are, where they are all of one.
    kpi: Option<KpiId>,
    /// The dates of figures that have none, where they are all of one measure.
    pub series: Option<Series>,
}

impl Understood {
    /// What a sheet says; `of` is the measure whose figures are asked for, if one is.
    pub fn propose(sheet: &Sheet, of: Option<KpiId>, catalogue: &Catalogue) -> Self {
        let meanings = Meanings::new(catalogue);
        let fields = Matching::propose(sheet);
        let mut how = Self { shape: Shape::Rows, fields, named: Vec::new(), kpi: of, series: None };
        if !sheet.header.is_empty() {
            how.title_is_no_measure(sheet, &meanings);
        }
        how.shape = how.proposed_shape(sheet, &meanings);
        how.guess(sheet, catalogue, &meanings);
        how.name_measures(sheet, &meanings);
        how
    }

    /// Whether the first row of a sheet names its columns, rather than holding a figure itself.
    pub fn has_header(sheet: &Sheet) -> bool {
        let filled = || sheet.header.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty());
        !filled().any(is_date) && !filled().all(looks_like_one)
    }

    /// Whether a pasted text is one column of figures, in which a comma sets no cells apart.
    pub fn is_column(text: &str) -> bool {
        let lines = || text.lines().map(str::trim).filter(|line| !line.is_empty());
        let figures = lines().filter(|line| looks_like_one(line)).count();
        !text.contains('\t') && figures > 0 && figures + 1 >= lines().count()
    }

    /// How it is set out.
    pub fn shape(&self) -> Shape {
        self.shape
    }

    /// Which column is which field.
    pub fn fields(&self) -> &Matching<FigureField> {
        &self.fields
    }

    /// The measures that the sheet names, in its order.
    pub fn named(&self) -> &[Named] {
        &self.named
    }

    /// The measure whose figures these are, where they are all of one.
    pub fn kpi(&self) -> Option<&KpiId> {
        self.kpi.as_ref().filter(|_| self.shape == Shape::One)
    }

    /// The fields that a sheet of this shape may have.
    pub fn used(&self, catalogue: &Catalogue) -> Vec<FigureField> {
        use FigureField::{Base, Count, Date, Figure, Note};
        match self.shape {
            Shape::Rows => FigureField::ALL.to_vec(),
            Shape::Columns => vec![Date],
            Shape::One => match self.unit(catalogue) {
                Some(Unit::Groups) => [&[Date], &FigureField::SHARES[..], &[Count, Base, Note]].concat(),
                Some(_) | None => vec![Date, Figure, Count, Base, Note],
            },
        }
    }

    /// Which column is which of them.
    pub(super) fn used_fields(&self, catalogue: &Catalogue) -> Matching<FigureField> {
        let used = self.used(catalogue);
        let mut fields = self.fields.clone();
        for field in FigureField::ALL.into_iter().filter(|field| !used.contains(field)) {
            fields.choose(field, None);
        }
        fields
    }

    /// What is still to be chosen before it can be read.
    pub fn missing(&self, catalogue: &Catalogue) -> Option<&'static str> {
        let has = |field| self.fields.column(field).is_some();
        let shares = FigureField::SHARES.into_iter().all(has);
        let people = has(FigureField::Count) && has(FigureField::Base);
        let date = has(FigureField::Date);
        match self.shape {
            Shape::Rows if !has(FigureField::Measure) => Some("Choose the column that names the measure."),
            Shape::Rows | Shape::Columns if !date => Some("Choose the column with the date."),
            Shape::Rows if !has(FigureField::Figure) && !shares && !people => {
                Some("Choose the column with the figure.")
            }
            Shape::Rows | Shape::Columns if !self.named.iter().any(|one| one.kpi.is_some()) => {
                Some("Choose which measure is meant.")
            }
            Shape::Rows | Shape::Columns => None,
            Shape::One => match self.unit(catalogue) {
                None => Some("Choose the measure that the figures are of."),
                Some(_) if !date && self.series.is_none() => {
                    Some("Choose the column with the date, or write the date of the first figure.")
                }
                Some(Unit::Groups) if !shares => Some("Choose the columns of the three groups."),
                Some(Unit::Groups) => None,
                Some(Unit::Percent) if people => None,
                Some(_) if !has(FigureField::Figure) => Some("Choose the column with the figure."),
                Some(_) => None,
            },
        }
    }

    /// Says how the sheet is set out.
    pub fn choose_shape(&mut self, shape: Shape, sheet: &Sheet, catalogue: &Catalogue) {
        if self.shape != shape {
            self.shape = shape;
            self.understand_again(sheet, catalogue);
        }
    }

    /// Says of which measure all figures are.
    pub fn choose_kpi(&mut self, kpi: KpiId, sheet: &Sheet, catalogue: &Catalogue) {
        self.kpi = Some(kpi);
        self.understand_again(sheet, catalogue);
    }

    /// Sets the column of a field, or takes it away.
    pub fn choose_column(&mut self, field: FigureField, column: Option<usize>, sheet: &Sheet, catalogue: &Catalogue) {
        self.fields.choose(field, column);
        self.name_measures(sheet, &Meanings::new(catalogue));
    }

    /// Says which KPI one of the named measures is, or that it is none.
    pub fn choose_measure(&mut self, place: usize, kpi: Option<KpiId>) {
        if let Some(named) = self.named.get_mut(place) {
            (named.kpi, named.sure) = (kpi, Some(Sure::Chosen));
        }
    }

    /// The names of the columns that hold something and are not taken in.
    pub fn not_taken(&self, sheet: &Sheet, catalogue: &Catalogue) -> Vec<String> {
        let fields = self.used_fields(catalogue);
        let measures = self.named.iter().filter(|_| self.shape == Shape::Columns);
        let taken: Vec<usize> = measures.filter(|named| named.kpi.is_some()).filter_map(|named| named.column).collect();
        fields.not_taken(sheet, &taken)
    }

    /// The KPIs by the names that the rows of the sheet give them.
    pub(super) fn by_name(&self) -> BTreeMap<&str, Option<&KpiId>> {
        self.named.iter().map(|named| (named.text.as_str(), named.kpi.as_ref())).collect()
    }

    /// The columns that are measures.
    pub(super) fn by_column(&self) -> Vec<(usize, &KpiId)> {
        self.named.iter().filter_map(|named| Some((named.column?, named.kpi.as_ref()?))).collect()
    }

    fn unit(&self, catalogue: &Catalogue) -> Option<Unit> {
        self.kpi.as_ref().and_then(|kpi| catalogue.kpi(kpi)).map(|kpi| kpi.unit)
    }

    fn understand_again(&mut self, sheet: &Sheet, catalogue: &Catalogue) {
        let meanings = Meanings::new(catalogue);
        self.guess(sheet, catalogue, &meanings);
        self.name_measures(sheet, &meanings);
    }

    /// A column that is called as a measure is that measure's, though its name may hold the word of a field: *Response
    /// rate* holds *rate*.
    fn title_is_no_measure(&mut self, sheet: &Sheet, meanings: &Meanings<'_>) {
        for field in FigureField::ALL {
            let named = |column: &usize| meanings.exact(unguard(&sheet.column_name(*column))).is_some();
            if self.fields.sure(field) == Some(Sure::Likely) && self.fields.column(field).as_ref().is_some_and(named) {
                self.fields.choose(field, None);
            }
        }
    }

    fn proposed_shape(&self, sheet: &Sheet, meanings: &Meanings<'_>) -> Shape {
        let named_columns = sheet.header.iter().filter(|header| meanings.exact(unguard(header)).is_some()).count();
        match (&self.kpi, self.fields.column(FigureField::Measure)) {
            // Figures of others must not be taken for those of the one that is asked for.
            (Some(kpi), Some(column)) => {
                let mut names = sheet.rows.iter().map(|row| name_in(row.cell(column))).filter(|name| !name.is_empty());
                let own = names.all(|name| meanings.exact(name).as_ref() == Some(kpi));
                if own { Shape::One } else { Shape::Rows }
            }
            (None, Some(_)) => Shape::Rows,
            (None, None) if named_columns > 0 => Shape::Columns,
            (None, None) if self.column_of(sheet, |text| meanings.exact(text).is_some()).is_some() => Shape::Rows,
            (Some(_) | None, None) => Shape::One,
        }
    }

    /// Proposes columns for what no header names, by what stands in them.
    fn guess(&mut self, sheet: &Sheet, catalogue: &Catalogue, meanings: &Meanings<'_>) {
        if self.shape == Shape::Rows {
            self.fields.guess(FigureField::Measure, self.column_of(sheet, |text| meanings.exact(text).is_some()));
        }
        self.fields.guess(FigureField::Date, self.column_of(sheet, is_date));
        let unit = self.unit(catalogue);
        match self.shape {
            Shape::Columns => {}
            Shape::One if unit == Some(Unit::Groups) => {
                for share in FigureField::SHARES {
                    self.fields.guess(share, self.column_of(sheet, looks_like_one));
                }
            }
            Shape::One => {
                let called = |header: &String| meanings.exact(unguard(header)).as_ref() == self.kpi.as_ref();
                let own = sheet.header.iter().position(called).filter(|_| self.kpi.is_some());
                self.fields.guess(FigureField::Figure, own);
                self.fields.guess(FigureField::Figure, self.column_of(sheet, looks_like_one));
            }
            Shape::Rows => {
                if FigureField::SHARES.into_iter().all(|share| self.fields.column(share).is_none()) {
                    self.fields.guess(FigureField::Figure, self.column_of(sheet, looks_like_one));
                }
            }
        }
    }

    /// The first column that is no field yet and whose texts are mostly so.
    fn column_of(&self, sheet: &Sheet, is_so: impl Fn(&str) -> bool) -> Option<usize> {
        (0..sheet.width()).filter(|column| self.fields.field(*column).is_none()).find(|column| {
            let cells = sheet.rows.iter().map(|row| unguard(row.cell(*column)));
            let filled: Vec<&str> = cells.filter(|cell| !cell.trim().is_empty()).take(LOOKED_AT).collect();
            let so = filled.iter().filter(|cell| is_so(cell)).count();
            so > 0 && so * 5 >= filled.len() * 3
        })
    }

    /// Lists the measures that the sheet names. What was chosen for one stays.
    fn name_measures(&mut self, sheet: &Sheet, meanings: &Meanings<'_>) {
        let chosen: BTreeMap<(Option<usize>, String), Option<KpiId>> = std::mem::take(&mut self.named)
            .into_iter()
            .filter(|named| named.sure == Some(Sure::Chosen))
            .map(|named| ((named.column, named.text), named.kpi))
            .collect();
        let mut named: Vec<Named> = match self.shape {
            Shape::One => Vec::new(),
            Shape::Rows => {
                let Some(column) = self.fields.column(FigureField::Measure) else { return };
                let mut places: BTreeMap<&str, usize> = BTreeMap::new();
                let mut list: Vec<Named> = Vec::new();
                for text in sheet.rows.iter().map(|row| name_in(row.cell(column))).filter(|text| !text.is_empty()) {
                    let place = *places.entry(text).or_insert_with(|| {
                        list.push(Named { text: text.to_owned(), column: None, count: 0, kpi: None, sure: None });
                        list.len() - 1
                    });
                    if let Some(named) = list.get_mut(place) {
                        named.count += 1;
                    }
                }
                list
            }
            Shape::Columns => (0..sheet.width())
                .filter(|column| self.fields.column(FigureField::Date) != Some(*column))
                .map(|column| Named {
                    text: unguard(&sheet.column_name(column)).to_owned(),
                    column: Some(column),
                    count: sheet.rows.iter().filter(|row| !row.cell(column).trim().is_empty()).count(),
                    kpi: None,
                    sure: None,
                })
                .filter(|named| named.count > 0)
                .collect(),
        };
        let mut taken: Vec<KpiId> = Vec::new();
        for (place, one) in named.iter_mut().enumerate() {
            if let Some(kpi) = chosen.get(&(one.column, one.text.clone())) {
                (one.kpi, one.sure) = (kpi.clone(), Some(Sure::Chosen));
                continue;
            }
            let meant = if place < MOST_GUESSED {
                meanings.of(&one.text)
            } else {
                meanings.exact(&one.text).map(|kpi| (kpi, Sure::Exact))
            };
            // Of two columns of one measure the first is meant, until the user says otherwise.
            let again = |kpi: &KpiId| one.column.is_some() && taken.contains(kpi);
            if let Some((kpi, sure)) = meant.filter(|(kpi, _)| !again(kpi)) {
                taken.push(kpi.clone());
                (one.kpi, one.sure) = (Some(kpi), Some(sure));
            }
        }
        self.named = named;
    }
}

/// The name of a measure as it stands in a cell. An id with its kind before it stands as it is.
pub(super) fn name_in(cell: &str) -> &str {
    let text = unguard(cell);
    if text.starts_with("kpi:") { text } else { text.trim() }
}

/// Whether a text is a date, or a month.
fn is_date(text: &str) -> bool {
    let text = without_time(text);
    words::parse_date(text).is_ok() || words::parse_month(text).is_ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn understood(text: &str, of: Option<&str>) -> (Sheet, Understood) {
        let mut sheet =
            if Understood::is_column(text) { Sheet::from_column(text) } else { Sheet::from_text(text) }.unwrap();
        if !Understood::has_header(&sheet) {
            sheet = sheet.without_header();
        }
        let how = Understood::propose(&sheet, of.map(KpiId::new), &Catalogue::built_in());
        (sheet, how)
    }

    fn column(how: &Understood, field: FigureField) -> Option<(usize, Sure)> {
        Some((how.fields.column(field)?, how.fields.sure(field)?))
    }

    #[test]
    fn the_shape_follows_from_the_sheet() {
        for (text, of, shape) in [
            ("Measure,Date,Figure\nResponse rate,2026-03-31,66", None, Shape::Rows),
            ("KPI;Period end;Value\nx;y;z", None, Shape::Rows),
            ("Date,Response rate\n2026-03-31,66", None, Shape::Columns),
            ("Response rate\t31/3/2026\t66\nResponse rate\t30/6/2026\t68", None, Shape::Rows),
            ("31/3/2026\t66\n30/6/2026\t68", None, Shape::One),
            ("66\n68\n70", None, Shape::One),
            ("Date,Response rate\n2026-03-31,66", Some("kpi-response-rate"), Shape::One),
            ("Measure,Date,Figure\nResponse rate,2026-03-31,66", Some("kpi-response-rate"), Shape::One),
            ("Measure,Date,Figure\nResponse rate,2026-03-31,66", Some("kpi-seb-asked"), Shape::Rows),
            ("Measure,Date,Figure\nResponse rate,a,66\nPulse,a,7", Some("kpi-response-rate"), Shape::Rows),
        ] {
            assert_eq!(understood(text, of).1.shape, shape, "{text}");
        }
    }

    #[test]
    fn columns_without_names_are_told_by_what_stands_in_them() {
        let (sheet, how) = understood("x\tResponse rate\tMar 2026\t66%\ny\tResponse rate\tApr 2026\t\n", None);
        assert!(sheet.header.is_empty());
        assert_eq!(column(&how, FigureField::Measure), Some((1, Sure::Likely)));
        assert_eq!(column(&how, FigureField::Date), Some((2, Sure::Likely)));
        assert_eq!(column(&how, FigureField::Figure), Some((3, Sure::Likely)));
        let (_, how) = understood("31/3/2026\t37\t24\t39", Some("kpi-workforce-spread"));
        assert_eq!(FigureField::SHARES.map(|share| how.fields.column(share)), [Some(1), Some(2), Some(3)]);
    }

    #[test]
    fn a_column_that_is_called_as_the_measure_holds_its_figures() {
        let text = "Date,Headcount,Response rate\n2026-03-31,1668,66";
        let (_, how) = understood(text, Some("kpi-response-rate"));
        assert_eq!(column(&how, FigureField::Figure), Some((2, Sure::Likely)));
        assert_eq!(column(&how, FigureField::Base), Some((1, Sure::Likely)));
        assert_eq!(how.missing(&Catalogue::built_in()), None);
    }

    #[test]
    fn measures_are_named_with_how_sure_that_is() {
        let catalogue = Catalogue::built_in();
        let text =
            "Measure,Date,Figure\nResponse rate,a,b\n Mystery ,a,b\nThe response rate of staff,a,b\nMystery,a,b\n,,5";
        let (sheet, mut how) = understood(text, None);
        let named: Vec<_> =
            how.named.iter().map(|one| (one.text.as_str(), one.count, one.kpi.clone().zip(one.sure))).collect();
        let rate = KpiId::new("kpi-response-rate");
        assert_eq!(
            named,
            [
                ("Response rate", 1, Some((rate.clone(), Sure::Exact))),
                ("Mystery", 2, None),
                ("The response rate of staff", 1, Some((rate.clone(), Sure::Likely))),
            ]
        );
        how.choose_measure(1, Some(rate.clone()));
        how.choose_column(FigureField::Note, Some(2), &sheet, &catalogue);
        how.choose_measure(2, None);
        how.choose_column(FigureField::Note, None, &sheet, &catalogue);
        assert_eq!(how.named[1].kpi, Some(rate), "what was chosen stays");
        assert_eq!((&how.named[2].kpi, how.named[2].sure), (&None, Some(Sure::Chosen)), "also that it is none");
        how.choose_column(FigureField::Measure, None, &sheet, &catalogue);
        assert!(how.named.is_empty());
        assert_eq!(how.missing(&catalogue), Some("Choose the column that names the measure."));
    }

    #[test]
    fn columns_of_measures_are_each_another_and_empty_ones_are_none() {
        let text = "When,Response rate,Response rate,Mystery,Empty\n2026-03-31,66,67,1,\n2026-06-30,,68,,";
        let (sheet, mut how) = understood(text, None);
        let catalogue = Catalogue::built_in();
        assert_eq!(how.shape, Shape::Columns);
        let named: Vec<_> = how.named.iter().map(|one| (one.column, one.count, one.kpi.is_some())).collect();
        assert_eq!(named, [(Some(1), 1, true), (Some(2), 2, false), (Some(3), 1, false)]);
        assert_eq!(how.not_taken(&sheet, &catalogue), ["Response rate", "Mystery", "Empty"]);
        how.choose_measure(2, Some(KpiId::new("kpi-seb-asked")));
        assert_eq!(how.not_taken(&sheet, &catalogue), ["Response rate", "Empty"]);
    }

    #[test]
    fn what_is_missing_is_asked_for() {
        let catalogue = Catalogue::built_in();
        let (sheet, mut how) = understood("66\n68", None);
        assert_eq!(how.missing(&catalogue), Some("Choose the measure that the figures are of."));
        how.choose_kpi(KpiId::new("kpi-response-rate"), &sheet, &catalogue);
        assert!(how.missing(&catalogue).is_some_and(|missing| missing.contains("date of the first figure")));
        how.series = Some(Series { first: date(2026, 3, 31), months: 3 });
        assert_eq!(how.missing(&catalogue), None);
        how.choose_shape(Shape::Columns, &sheet, &catalogue);
        assert_eq!(how.missing(&catalogue), Some("Choose the column with the date."));
    }

    #[test]
    fn dates_follow_one_another() {
        let ends = Series { first: date(2026, 2, 28), months: 1 };
        assert_eq!(
            [0, 1, 2, 12].map(|place| ends.day(place)),
            [Some(date(2026, 2, 28)), Some(date(2026, 3, 31)), Some(date(2026, 4, 30)), Some(date(2027, 2, 28)),]
        );
        let days = Series { first: date(2026, 1, 30), months: 1 };
        assert_eq!([1, 2].map(|place| days.day(place)), [Some(date(2026, 2, 28)), Some(date(2026, 3, 30))]);
        assert_eq!(ends.day(u64::MAX), None);
        assert_eq!(ends.day(1_000_000), None);
    }

    #[test]
    fn a_pasted_column_of_figures_is_one_column() {
        for text in ["66,5\n68,2", "1,250\n\n1,300\n", "Response rate\n1,250\n1,300", "Yes\nNo"] {
            assert!(Understood::is_column(text), "{text}");
        }
        for text in ["", "31/3/2026,66\n30/6/2026,68", "66\t5", "Measure,Date,Figure\nx,y,66", "a\nb\n66"] {
            assert!(!Understood::is_column(text), "{text}");
        }
    }
}
