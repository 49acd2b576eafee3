//! The rows of a sheet as drafts of measurements.
//!
//! What always holds: every cell with a figure ends in a draft or in what is wrong with it, or is counted: those of
//! measures that are not known, and those in which no figure stands. Nothing is overwritten: what the project has is
//! told beside what the sheet says.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;

use super::figure_row::{FigureProblem, Remark, RowReader, no_figure};
use super::guard::unguard;
use super::understood::name_in;
use super::{CellFault, FigureField, Matching, Shape, Sheet, SheetRow, Understood};
use crate::content::{Catalogue, KpiDefinition, KpiId, Unit};
use crate::project::{FigureSource, Measurement, MeasurementId, Project, Value};

/// How many figures are read of a sheet.
pub const MAX_FIGURES: usize = 100_000;

/// What a sheet says of a measurement.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "the fields are those of a measurement, and its KPI")]
pub struct FigureDraft {
    pub kpi: KpiId,
    pub date: Date,
    pub value: Value,
    pub base: Option<u32>,
    pub count: Option<u32>,
    pub note: String,
}

impl FigureDraft {
    /// The measurement; its time is set when it is entered.
    pub fn into_measurement(self, id: MeasurementId) -> (KpiId, Measurement) {
        let Self { kpi, date, value, base, count, note } = self;
        let (source, changed) = (FigureSource::Imported, Timestamp::UNIX_EPOCH);
        (kpi, Measurement { id, date, value, base, count, note, source, changed })
    }
}

/// What came of a sheet of figures.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FigureReading {
    /// What was read, in the order of the sheet.
    pub rows: Vec<FigureRow>,
    /// How many rows were skipped because nothing stands in them.
    pub blank: usize,
    /// How many say that there is no figure.
    pub without_figure: usize,
    /// The measures that are not known, with how many cells or rows each has.
    pub unknown: Vec<(String, usize)>,
    /// How many cells or rows were left out because there are more than [`MAX_FIGURES`].
    pub left: usize,
    /// Percentages of which each figure is 1 or less: they may have been meant as shares of one.
    pub small: Vec<KpiId>,
}

/// What came of a cell with a figure, or of a row.
#[derive(Clone, Debug, PartialEq)]
pub struct FigureRow {
    /// Its line in the sheet.
    pub line: u64,
    /// The KPI that it is of, if that is known.
    pub kpi: Option<KpiId>,
    /// What it is.
    pub kind: FigureKind,
    /// The line of the first figure of the same measure and day, where this is a later one.
    pub repeats: Option<u64>,
    /// What the user should know of it.
    pub remarks: Vec<Remark>,
}

impl FigureRow {
    /// The figure, where it could be read.
    pub fn draft(&self) -> Option<&FigureDraft> {
        match &self.kind {
            FigureKind::New(draft) | FigureKind::AlreadyThere(draft) | FigureKind::Differs { draft, .. } => Some(draft),
            FigureKind::Faulty(_) => None,
        }
    }

    /// Whether it is proposed to be taken in: no other figure of its measure and day stands in the project or before it
    /// in the sheet.
    pub fn is_proposed(&self) -> bool {
        matches!(self.kind, FigureKind::New(_)) && self.repeats.is_none()
    }
}

/// What a figure of a sheet is.
#[derive(Clone, Debug, PartialEq)]
pub enum FigureKind {
    /// A new one.
    New(FigureDraft),
    /// The project has a figure of the same measure, day and value: better skipped.
    AlreadyThere(FigureDraft),
    /// The project has a figure of the same measure and day with another value. It is never overwritten.
    Differs {
        /// What the project has.
        there: Value,
        /// What the sheet says.
        draft: FigureDraft,
    },
    /// It cannot be read: everything that is wrong with it.
    Faulty(Vec<CellFault<FigureProblem>>),
}

/// Reads the figures of a sheet, beside those that the project has.
pub fn read_figures(sheet: &Sheet, how: &Understood, project: &Project, catalogue: &Catalogue) -> FigureReading {
    let fields = how.used_fields(catalogue);
    let mut reader = Reader {
        sheet,
        how,
        fields: &fields,
        definitions: catalogue.kpis().map(|kpi| (&kpi.id, kpi)).collect(),
        there: BTreeMap::new(),
        first_lines: BTreeMap::new(),
        reading: FigureReading::default(),
    };
    for (id, kpi) in &project.kpis {
        for one in &kpi.measurements {
            reader.there.entry((id, one.date)).or_default().push(one.value);
        }
    }
    reader.read();
    reader.reading.small = reader.small();
    reader.reading
}

struct Reader<'a> {
    sheet: &'a Sheet,
    how: &'a Understood,
    fields: &'a Matching<FigureField>,
    definitions: BTreeMap<&'a KpiId, &'a KpiDefinition>,
    there: BTreeMap<(&'a KpiId, Date), Vec<Value>>,
    first_lines: BTreeMap<(KpiId, Date), u64>,
    reading: FigureReading,
}

impl<'a> Reader<'a> {
    fn read(&mut self) {
        let (names, columns) = (self.how.by_name(), self.how.by_column());
        let measure = self.fields.column(FigureField::Measure);
        let unknown = self.how.named().iter().filter(|named| named.kpi.is_none());
        self.reading.unknown = unknown.map(|named| (named.text.clone(), named.count)).collect();
        let first = self.sheet.rows.first().map_or(1, |row| row.line);
        for row in &self.sheet.rows {
            if row.is_blank() {
                self.reading.blank += 1;
                continue;
            }
            let place = row.line.saturating_sub(first);
            match self.how.shape() {
                Shape::One => {
                    if let Some(kpi) = self.how.kpi() {
                        self.row(row, place, kpi);
                    }
                }
                Shape::Rows => match measure.map(|column| name_in(row.cell(column))).unwrap_or_default() {
                    "" => {
                        let fault = self.row_reader(row, None).fault(FigureField::Measure, FigureProblem::NoMeasure);
                        self.add(row.line, None, Err(vec![fault]), Vec::new());
                    }
                    // A name that is not known is counted with the names.
                    name => {
                        if let Some(Some(kpi)) = names.get(name) {
                            self.row(row, place, kpi);
                        }
                    }
                },
                Shape::Columns => self.cells(row, &columns),
            }
        }
    }

    /// Counts a figure of a measure that was chosen and is gone since: undone, or of a pack that is no longer loaded.
    fn gone(&mut self, kpi: &KpiId) {
        let unknown = &mut self.reading.unknown;
        match unknown.iter_mut().find(|(name, _)| name == kpi.as_str()) {
            Some((_, count)) => *count += 1,
            None => unknown.push((kpi.to_string(), 1)),
        }
    }

    fn row_reader(&self, row: &'a SheetRow, definition: Option<&'a KpiDefinition>) -> RowReader<'a> {
        let Self { sheet, how, fields, .. } = *self;
        RowReader { sheet, how, fields, row, definition, faults: Vec::new(), remarks: Vec::new() }
    }

    /// Reads a row with one figure.
    fn row(&mut self, row: &'a SheetRow, place: u64, kpi: &KpiId) {
        let Some(definition) = self.definitions.get(kpi).copied() else {
            self.gone(kpi);
            return;
        };
        let mut reader = self.row_reader(row, Some(definition));
        if reader.has_no_figure() {
            self.reading.without_figure += 1;
            return;
        }
        let (draft, remarks) = reader.draft(place);
        self.add(row.line, Some(kpi.clone()), draft, remarks);
    }

    /// Reads a row in which each measure has a cell.
    fn cells(&mut self, row: &'a SheetRow, columns: &[(usize, &KpiId)]) {
        let texts = columns.iter().map(|(column, kpi)| (*column, *kpi, unguard(row.cell(*column))));
        let filled: Vec<_> = texts.filter(|(_, _, text)| !text.trim().is_empty()).collect();
        if filled.is_empty() {
            return;
        }
        let mut of_row = self.row_reader(row, None);
        let date = of_row.date(0);
        let (faults, remarks) = (of_row.faults, of_row.remarks);
        let Some(date) = date else {
            // One date for all of them is told once.
            self.add(row.line, None, Err(faults), Vec::new());
            return;
        };
        for (column, kpi, text) in filled {
            if no_figure(text) {
                self.reading.without_figure += 1;
                continue;
            }
            let Some(definition) = self.definitions.get(kpi).copied() else {
                self.gone(kpi);
                continue;
            };
            let reader = self.row_reader(row, Some(definition));
            let draft = match reader.value(text) {
                _ if definition.unit == Unit::Groups => Err(FigureProblem::NeedsShares),
                Err(problem) => Err(problem),
                Ok(told) => Ok(FigureDraft {
                    kpi: kpi.clone(),
                    date,
                    value: Value::One(told.value),
                    base: told.of.map(|(_, base)| base),
                    count: told.of.map(|(count, _)| count),
                    note: String::new(),
                }),
            };
            let column = self.sheet.column_name(column);
            let draft = draft.map_err(|problem| vec![CellFault { line: row.line, column, problem }]);
            self.add(row.line, Some(kpi.clone()), draft, remarks.clone());
        }
    }

    /// Adds what came of a figure.
    fn add(
        &mut self,
        line: u64,
        kpi: Option<KpiId>,
        draft: Result<FigureDraft, Vec<CellFault<FigureProblem>>>,
        remarks: Vec<Remark>,
    ) {
        if self.reading.rows.len() >= MAX_FIGURES {
            self.reading.left += 1;
            return;
        }
        let mut repeats = None;
        let kind = match draft {
            Err(faults) => FigureKind::Faulty(faults),
            Ok(draft) => {
                let first = *self.first_lines.entry((draft.kpi.clone(), draft.date)).or_insert(line);
                repeats = Some(first).filter(|first| *first != line);
                let unit = self.definitions.get(&draft.kpi).map(|kpi| kpi.unit);
                let there = self.there.get(&(&draft.kpi, draft.date)).map(Vec::as_slice).unwrap_or_default();
                match there.last() {
                    None => FigureKind::New(draft),
                    Some(_) if there.iter().any(|value| alike(unit, *value, draft.value)) => {
                        FigureKind::AlreadyThere(draft)
                    }
                    Some(there) => FigureKind::Differs { there: *there, draft },
                }
            }
        };
        self.reading.rows.push(FigureRow { line, kpi, kind, repeats, remarks });
    }

    /// Percentages of which every figure is 1 or less, and some is more than nought.
    fn small(&self) -> Vec<KpiId> {
        let mut most: BTreeMap<&KpiId, f64> = BTreeMap::new();
        for draft in self.reading.rows.iter().filter_map(FigureRow::draft) {
            let percent = self.definitions.get(&draft.kpi).is_some_and(|kpi| kpi.unit == Unit::Percent);
            // One that was told by people is what they make.
            if let (true, Value::One(value), None) = (percent, draft.value, draft.count) {
                let most = most.entry(&draft.kpi).or_default();
                *most = most.max(value);
            }
        }
        most.into_iter().filter(|(_, most)| *most > 0.0 && *most <= 1.0).map(|(kpi, _)| kpi.clone()).collect()
    }
}

/// Whether two values are written alike.
fn alike(unit: Option<Unit>, one: Value, other: Value) -> bool {
    let near = |one: f64, other: f64| unit.map_or((one - other).abs() < 1e-9, |unit| unit.alike(one, other));
    match (one, other) {
        (Value::One(one), Value::One(other)) => near(one, other),
        (
            Value::Groups { professional, intermediate, working_class },
            Value::Groups { professional: p, intermediate: i, working_class: w },
        ) => near(professional, p) && near(intermediate, i) && near(working_class, w),
        (Value::One(_), Value::Groups { .. }) | (Value::Groups { .. }, Value::One(_)) => false,
    }
}
