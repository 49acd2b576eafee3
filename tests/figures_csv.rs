//! Figures as a table: out and in again, and in from what spreadsheet programs write.

#[cfg(test)]
#[path = "support/projects.rs"]
#[expect(dead_code, reason = "other tests use the rest")]
mod projects;
#[cfg(test)]
#[path = "support/second_reader.rs"]
mod second_reader;

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::fs;
    use std::path::Path;
    use std::sync::{Arc, LazyLock};

    use jiff::Timestamp;
    use jiff::civil::{Date, date};
    use proptest::option;
    use proptest::prelude::*;
    use proptest::sample::select;
    use waymark::content::{Catalogue, KpiId, Unit};
    use waymark::edit::Edit;
    use waymark::export::csv::figures;
    use waymark::import::{
        Delimiter, FigureDraft, FigureField, FigureKind, FigureReading, FigureRow, Remark, Series, Shape, Sheet, Sure,
        TextEncoding, Understood, read_figures,
    };
    use waymark::project::{FigureSource, Measurement, MeasurementId, Project, Value};

    use super::projects::project;

    static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(Catalogue::built_in);

    const RATE: &str = "kpi-response-rate";
    const ASKED: &str = "kpi-seb-asked";
    const SPREAD: &str = "kpi-workforce-spread";

    fn sample() -> Project {
        let bytes = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("content/sample.waymark")).unwrap();
        waymark::store::format::from_bytes(&bytes).unwrap().project
    }

    fn ids(project: &Project) -> Vec<KpiId> {
        project.kpis.keys().cloned().collect()
    }

    /// Every measurement of a project, in the order in which they are written.
    fn written(project: &Project) -> Vec<(KpiId, Measurement)> {
        let of = |(id, kpi): (&KpiId, &Arc<waymark::project::Kpi>)| {
            kpi.measurements.iter().map(|one| (id.clone(), one.clone())).collect::<Vec<_>>()
        };
        project.kpis.iter().flat_map(of).collect()
    }

    fn read(sheet: &Sheet, project: &Project, catalogue: &Catalogue) -> FigureReading {
        read_figures(sheet, &Understood::propose(sheet, None, catalogue), project, catalogue)
    }

    /// Whether a sheet can say this of a measurement: it has the unit of its KPI, a day of these centuries, and rests on
    /// somebody.
    fn can_be_told(catalogue: &Catalogue, kpi: &KpiId, one: &Measurement) -> bool {
        let Some(unit) = catalogue.kpi(kpi).map(|kpi| kpi.unit) else { return false };
        let value = match one.value {
            Value::One(value) => unit != Unit::Groups && unit.holds(value),
            Value::Groups { .. } => unit == Unit::Groups,
        };
        value && (1900..=2200).contains(&one.date.year()) && one.base != Some(0)
    }

    fn as_written(kpi: &KpiId, one: &Measurement) -> FigureDraft {
        let Measurement { date, value, base, count, note, .. } = one.clone();
        FigureDraft { kpi: kpi.clone(), date, value, base, count, note }
    }

    /// A project in which some figures are of measures that every copy has.
    fn with_known_kpis() -> impl Strategy<Value = Project> {
        let known: Vec<KpiId> = CATALOGUE.kpis().map(|kpi| kpi.id.clone()).collect();
        (project(), prop::collection::vec(select(known), 4)).prop_map(|(mut project, known)| {
            let mut known = known.into_iter();
            project.kpis = std::mem::take(&mut project.kpis)
                .into_iter()
                .map(|(id, kpi)| if kpi.own().is_none() { (known.next().unwrap_or(id), kpi) } else { (id, kpi) })
                .collect();
            project
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(100))]

        #[test]
        fn figures_that_go_out_come_in_again_as_they_were(project in with_known_kpis()) {
            let catalogue = project.catalogue(&CATALOGUE);
            let bytes = figures(&catalogue, &project, &ids(&project));
            let sheet = Sheet::from_bytes(&bytes).unwrap();
            let how = Understood::propose(&sheet, None, &catalogue);
            prop_assert_eq!(how.shape(), Shape::Rows);
            prop_assert!(FigureField::ALL.iter().all(|field| how.fields().sure(*field) == Some(Sure::Exact)));
            prop_assert_eq!(how.not_taken(&sheet, &catalogue), Vec::<String>::new());
            let empty = Project { kpis: BTreeMap::new(), ..project.clone() };
            let reading = read_figures(&sheet, &how, &empty, &catalogue);
            let unknown: usize = reading.unknown.iter().map(|(_, count)| count).sum();
            prop_assert_eq!(reading.rows.len() + unknown, written(&project).len());
            let by_line: BTreeMap<u64, &FigureRow> = reading.rows.iter().map(|row| (row.line, row)).collect();
            for ((kpi, one), line) in written(&project).iter().zip(2..) {
                let row = by_line.get(&line);
                prop_assert_eq!(row.is_some(), catalogue.kpi(kpi).is_some(), "{:?}", kpi);
                let draft = row.and_then(|row| row.draft());
                // What comes in is what went out, or is told.
                prop_assert_eq!(draft.is_some(), can_be_told(&catalogue, kpi, one), "{:?} {:?}", one, row);
                if let Some(draft) = draft {
                    prop_assert_eq!(draft, &as_written(kpi, one));
                    let other_percent = |remark: &Remark| matches!(remark, Remark::OtherPercent(_));
                    prop_assert!(row.unwrap().remarks.iter().all(other_percent));
                }
            }
        }

        #[test]
        fn what_came_in_goes_out_as_the_same_bytes(project in with_known_kpis()) {
            let catalogue = project.catalogue(&CATALOGUE);
            let mut kept = project.clone();
            for (id, kpi) in &mut kept.kpis {
                Arc::make_mut(kpi).measurements.retain(|one| can_be_told(&catalogue, id, one));
            }
            let bytes = figures(&catalogue, &kept, &ids(&kept));
            let empty = Project {
                kpis: kept.kpis.iter().map(|(id, kpi)| {
                    let mut kpi = waymark::project::Kpi::clone(kpi);
                    kpi.measurements.clear();
                    (id.clone(), Arc::new(kpi))
                }).collect(),
                ..kept.clone()
            };
            let reading = read(&Sheet::from_bytes(&bytes).unwrap(), &empty, &catalogue);
            let drafts = reading.rows.iter().map(|row| row.draft().unwrap().clone()).zip(1..);
            let measurements: Vec<_> =
                drafts.map(|(draft, id)| draft.into_measurement(MeasurementId(id))).collect();
            prop_assert!(measurements.iter().all(|(_, one)| one.source == FigureSource::Imported));
            let next = Edit::AddMeasurements(measurements).apply(&empty, Timestamp::UNIX_EPOCH).unwrap();
            prop_assert_eq!(figures(&catalogue, &next, &ids(&next)), bytes);
        }

        #[test]
        fn no_cell_is_a_formula_and_numbers_are_plain(project in with_known_kpis()) {
            let catalogue = project.catalogue(&CATALOGUE);
            let bytes = figures(&catalogue, &project, &ids(&project));
            prop_assert!(bytes.starts_with(b"\xef\xbb\xbfMeasure,Date,Figure,Professional,"));
            prop_assert!(bytes.ends_with(b"\r\n"));
            let mut rows = crate::second_reader::cells(std::str::from_utf8(&bytes[3..]).unwrap());
            rows.remove(0);
            prop_assert_eq!(rows.len(), written(&project).len());
            for (row, (_, one)) in rows.iter().zip(written(&project)) {
                prop_assert_eq!(row.len(), FigureField::ALL.len());
                for (cell, field) in row.iter().zip(FigureField::ALL) {
                    let number = !matches!(field, FigureField::Measure | FigureField::Date | FigureField::Note);
                    if number && !cell.is_empty() {
                        prop_assert!(cell.bytes().all(|byte| byte.is_ascii_digit() || b"-.".contains(&byte)), "{}", cell);
                    } else {
                        let first = cell.chars().next().unwrap_or(' ');
                        prop_assert!(!"=+-@\t\r\n＝＋－＠".contains(first), "{:?}", cell);
                    }
                }
                if let Value::One(value) = one.value {
                    prop_assert_eq!(row[2].parse(), Ok(value));
                }
            }
        }

        #[test]
        fn what_the_scorecard_has_already_is_never_proposed(project in with_known_kpis()) {
            let catalogue = project.catalogue(&CATALOGUE);
            let sheet = Sheet::from_bytes(&figures(&catalogue, &project, &ids(&project))).unwrap();
            for row in read(&sheet, &project, &catalogue).rows {
                prop_assert!(!row.is_proposed(), "{row:?}");
                let there = matches!(row.kind, FigureKind::AlreadyThere(_) | FigureKind::Faulty(_));
                prop_assert!(there, "{row:?}");
            }
        }

        #[test]
        fn any_sheet_and_any_understanding_end_in_an_outcome(
            text in "(Measure|Date|Response rate)[,;\t]Figure(\n|[,;\"]|\r\n|Response rate|Mar 2026|[a-z0-9/%-]{1,9}){0,14}",
            column in any::<bool>(),
            header in any::<bool>(),
            shape in select(vec![Shape::Rows, Shape::Columns, Shape::One]),
            kpi in option::of(select(vec![RATE, ASKED, SPREAD])),
            columns in prop::collection::vec(option::of(0_usize..4), FigureField::ALL.len()),
            series in option::of((0_i64..40_000, 1_u32..120)),
        ) {
            let sheet = if column { Sheet::from_column(&text) } else { Sheet::from_text(&text) };
            let Ok(mut sheet) = sheet else { return Ok(()) };
            if header {
                sheet = sheet.without_header();
            }
            let kpi = kpi.map(KpiId::new);
            let mut how = Understood::propose(&sheet, kpi.clone(), &CATALOGUE);
            how.choose_shape(shape, &sheet, &CATALOGUE);
            for (field, column) in FigureField::ALL.into_iter().zip(columns) {
                how.choose_column(field, column, &sheet, &CATALOGUE);
            }
            how.series = series.map(|(days, months)| Series {
                first: Date::constant(1990, 1, 1) + jiff::Span::new().days(days),
                months,
            });
            let project = sample();
            let reading = read_figures(&sheet, &how, &project, &CATALOGUE);
            let named: usize = reading.unknown.iter().map(|(_, count)| count).sum();
            let told = reading.rows.len() + reading.blank + reading.without_figure + named;
            match shape {
                Shape::Rows => prop_assert_eq!(told, sheet.rows.len()),
                Shape::One if kpi.is_some() => prop_assert_eq!(told, sheet.rows.len()),
                Shape::One | Shape::Columns => {}
            }
            for row in &reading.rows {
                if let FigureKind::Faulty(faults) = &row.kind {
                    prop_assert!(!faults.is_empty() && faults.iter().all(|fault| fault.line == row.line));
                    prop_assert!(faults.iter().all(|fault| !fault.to_string().is_empty()));
                }
                if let Some(draft) = row.draft() {
                    let (kpi, one) = draft.clone().into_measurement(MeasurementId(1));
                    prop_assert!(can_be_told(&CATALOGUE, &kpi, &one) && one.is_sound(), "{one:?}");
                }
            }
            how.missing(&CATALOGUE);
            how.not_taken(&sheet, &CATALOGUE);
        }

        #[test]
        fn any_bytes_end_in_figures_or_a_told_error(bytes in prop::collection::vec(any::<u8>(), 0..160)) {
            if let Ok(mut sheet) = Sheet::from_bytes(&bytes) {
                if !Understood::has_header(&sheet) {
                    sheet = sheet.without_header();
                }
                read(&sheet, &sample(), &CATALOGUE);
            }
        }
    }

    fn fixture(name: &str) -> Sheet {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/sheets").join(name);
        Sheet::from_bytes(&fs::read(path).unwrap()).unwrap()
    }

    fn empty() -> Project {
        Project { kpis: BTreeMap::new(), ..sample() }
    }

    /// What is said of a row: its measure, day and value, or what is wrong with it.
    fn told(row: &FigureRow) -> String {
        match (&row.kind, row.draft()) {
            (FigureKind::Faulty(faults), _) => faults.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "),
            (_, Some(draft)) => {
                let value = match draft.value {
                    Value::One(value) => value.to_string(),
                    Value::Groups { professional, intermediate, working_class } => {
                        format!("{professional}/{intermediate}/{working_class}")
                    }
                };
                let people = match (draft.count, draft.base) {
                    (Some(count), Some(base)) => format!(" ({count} of {base})"),
                    (_, Some(base)) => format!(" (of {base})"),
                    (_, None) => String::new(),
                };
                format!("{} {} {value}{people} {:?}", draft.kpi, draft.date, draft.note)
            }
            (_, None) => unreachable!("a row is a draft or faulty"),
        }
    }

    fn all(reading: &FigureReading) -> Vec<String> {
        reading.rows.iter().map(told).collect()
    }

    #[test]
    fn a_row_for_each_figure_with_semicolons_in_windows_1252() {
        let sheet = fixture("figures-excel-semicolon.csv");
        assert_eq!((sheet.delimiter, sheet.encoding), (Delimiter::Semicolon, TextEncoding::Windows1252));
        let how = Understood::propose(&sheet, None, &CATALOGUE);
        assert_eq!(how.shape(), Shape::Rows);
        assert_eq!(how.not_taken(&sheet, &CATALOGUE), ["Owner"]);
        assert_eq!(how.missing(&CATALOGUE), None);
        let reading = read_figures(&sheet, &how, &empty(), &CATALOGUE);
        assert_eq!(
            all(&reading),
            [
                "Line 4, Base (n): “1.668” is no number of people. Write a whole number, such as 1668 or 1,668.",
                "kpi-response-rate 2026-03-31 66 (of 1668) \"\"",
                "kpi-seb-asked 2026-03-31 3 \"\"",
                "Line 8, Value: “3 of 5” is not out of 4, as this measure is.",
                "Line 10, KPI: There is nothing. Write the name of a measure.",
            ]
        );
        assert_eq!(reading.rows[1].remarks, [Remark::MonthEnd]);
        assert_eq!((reading.blank, reading.without_figure), (0, 1));
        assert_eq!(reading.unknown, [("Pulse survey score".to_owned(), 1)]);
    }

    #[test]
    fn a_column_for_each_measure() {
        let sheet = fixture("figures-libreoffice.csv");
        assert_eq!((sheet.delimiter, sheet.encoding), (Delimiter::Comma, TextEncoding::Utf8));
        let how = Understood::propose(&sheet, None, &CATALOGUE);
        assert_eq!(how.shape(), Shape::Columns);
        assert_eq!(how.not_taken(&sheet, &CATALOGUE), ["Headcount"]);
        let reading = read_figures(&sheet, &how, &empty(), &CATALOGUE);
        assert_eq!(
            all(&reading),
            [
                "kpi-response-rate 2025-03-31 48 \"\"",
                "kpi-seb-asked 2025-03-31 2 \"\"",
                "kpi-seb-asked 2025-06-30 2 \"\"",
                "kpi-response-rate 2025-09-30 52.5 \"\"",
                "Line 4, Groups asked about parental occupation: “all” does not fit this measure. Write a whole number \
                 from 0 to 4.",
                "Line 5, Quarter end: “31/02/2026” is no date. There is no such day. Check the day and the month.",
                "kpi-response-rate 2026-03-31 66 \"\"",
                "kpi-seb-asked 2026-03-31 4 \"\"",
            ]
        );
        assert_eq!(reading.blank, 1);
        assert_eq!(reading.unknown, [("Headcount".to_owned(), 5)]);
    }

    #[test]
    fn splits_have_three_columns() {
        let sheet = fixture("figures-excel-unicode-text.tsv");
        assert_eq!((sheet.delimiter, sheet.encoding), (Delimiter::Tab, TextEncoding::Utf16));
        let reading = read(&sheet, &empty(), &CATALOGUE);
        assert_eq!(
            all(&reading),
            [
                "kpi-workforce-spread 2026-03-31 37/24/39 (of 1668) \"two\\nlines\"",
                "Line 3, Working class: The three shares make 103%. They should add up to 100%, give or take 1.",
                "Line 4, Denominator: A figure cannot rest on nobody. Leave this empty if you do not know. Line 4, \
                 Intermediate: There is nothing. Write a percentage from 0 to 100.",
            ]
        );
    }

    /// What is read of a pasted text, of one measure.
    fn pasted(text: &str, of: &str, series: Option<Series>) -> FigureReading {
        let sheet = if Understood::is_column(text) { Sheet::from_column(text) } else { Sheet::from_text(text) };
        let mut sheet = sheet.unwrap();
        if !Understood::has_header(&sheet) {
            sheet = sheet.without_header();
        }
        let mut how = Understood::propose(&sheet, Some(KpiId::new(of)), &CATALOGUE);
        how.series = series;
        assert_eq!(how.missing(&CATALOGUE), None, "{text}");
        read_figures(&sheet, &how, &empty(), &CATALOGUE)
    }

    #[test]
    fn a_pasted_column_takes_dates_that_follow_one_another() {
        let quarters = Some(Series { first: date(2025, 3, 31), months: 3 });
        let expected = [
            "kpi-response-rate 2025-03-31 48.5 \"\"",
            "kpi-response-rate 2025-06-30 52 \"\"",
            "kpi-response-rate 2025-12-31 66 \"\"",
        ];
        for text in ["48,5\n52\n\n66", "48.5%\r\n52%\r\nn/m\r\n66%\r\n", "Response rate\n48,5\n52\n\n66\n"] {
            assert_eq!(all(&pasted(text, RATE, quarters)), expected, "{text}");
        }
        let counts = pasted("1 of 4\n3/4", ASKED, quarters);
        assert_eq!(all(&counts), ["kpi-seb-asked 2025-03-31 1 \"\"", "kpi-seb-asked 2025-06-30 3 \"\""]);
        let late = Some(Series { first: date(9999, 12, 31), months: 12 });
        let late = pasted("1\n2", ASKED, late);
        assert_eq!(told(&late.rows[1]), "Line 2, Date: No date is left for this line. Choose an earlier first date.",);
    }

    #[test]
    fn pasted_dates_and_values_are_read_without_a_header_too() {
        for text in ["31/3/2025\t48.5%\n2026-03-31\t66\n", "Date\tRate\n31 Mar 2025\t48,5\nMar 2026\t66%"] {
            assert_eq!(
                all(&pasted(text, RATE, None)),
                ["kpi-response-rate 2025-03-31 48.5 \"\"", "kpi-response-rate 2026-03-31 66 \"\""],
                "{text}"
            );
        }
        assert_eq!(
            all(&pasted("31/3/2026\t37\t24\t39", SPREAD, None)),
            ["kpi-workforce-spread 2026-03-31 37/24/39 \"\""]
        );
    }

    #[test]
    fn people_make_a_percentage_and_are_held_against_one() {
        let text = "Date,Figure,Count,Base\n2026-01-31,,110,200\n2026-02-28,110 of 200,,\n2026-03-31,66%,110,200\n\
                    2026-04-30,55%,110,200\n2026-05-31,1 of 2,110,200\n2026-06-30,50%,300,200\n2026-07-31,50%,300,\n";
        let reading = pasted(text, RATE, None);
        assert_eq!(
            all(&reading),
            [
                "kpi-response-rate 2026-01-31 55.00000000000001 (110 of 200) \"\"",
                "kpi-response-rate 2026-02-28 55.00000000000001 (110 of 200) \"\"",
                "kpi-response-rate 2026-03-31 66 (110 of 200) \"\"",
                "kpi-response-rate 2026-04-30 55 (110 of 200) \"\"",
                "Line 6, Figure: “1 of 2” does not go with the columns of people. Correct one of them.",
                "Line 7, Count: That is more than the 200 it rests on.",
                "Line 8, Base: Write how many people that is out of.",
            ]
        );
        assert_eq!(reading.rows[2].remarks, [Remark::OtherPercent("110 of 200 is 55%".to_owned())]);
        assert!(reading.rows[3].remarks.is_empty());
    }

    #[test]
    fn the_same_figure_is_skipped_and_another_of_the_same_day_is_told() {
        let project = sample();
        let kpi = KpiId::new(RATE);
        let newest = project.kpis[&kpi].measurements.last().unwrap().clone();
        let Value::One(value) = newest.value else { panic!("{newest:?}") };
        let text = format!(
            "Measure,Date,Figure\nResponse rate,{0},{value}\nResponse rate,{0},{1}\nResponse rate,2019-01-31,5\n\
             response rate,31/1/2019,5\nResponse rate,31/1/2019,6\n",
            newest.date,
            value + 1.0
        );
        let reading = read(&Sheet::from_text(&text).unwrap(), &project, &CATALOGUE);
        assert!(matches!(reading.rows[0].kind, FigureKind::AlreadyThere(_)));
        assert!(matches!(reading.rows[1].kind, FigureKind::Differs { there, .. } if there == newest.value));
        let new: Vec<_> = reading.rows[2..].iter().map(|row| (row.repeats, row.is_proposed())).collect();
        assert_eq!(new, [(None, true), (Some(4), false), (Some(4), false)]);
    }

    #[test]
    fn percentages_that_may_be_shares_of_one_are_noticed() {
        let small = |text: &str| pasted(text, RATE, Some(Series { first: date(2026, 1, 31), months: 1 })).small;
        assert_eq!(small("0.66\n0.7\n1"), [KpiId::new(RATE)]);
        assert_eq!(small("0.66\n2"), []);
        assert_eq!(small("0\n0"), []);
        assert_eq!(small("1 of 300"), []);
    }

    #[test]
    fn a_sheet_of_others_is_not_taken_for_the_one_that_is_asked_for() {
        let text =
            "Measure,Date,Figure\nResponse rate,2026-03-31,66\nGroups asked about parental occupation,2026-03-31,3";
        let sheet = Sheet::from_text(text).unwrap();
        let how = Understood::propose(&sheet, Some(KpiId::new(RATE)), &CATALOGUE);
        let reading = read_figures(&sheet, &how, &empty(), &CATALOGUE);
        assert_eq!(all(&reading), ["kpi-response-rate 2026-03-31 66 \"\"", "kpi-seb-asked 2026-03-31 3 \"\""]);
    }

    #[test]
    fn the_sample_goes_out_in_the_order_that_was_asked_for() {
        let project = sample();
        let catalogue = project.catalogue(&CATALOGUE);
        let mut kpis = ids(&project);
        kpis.reverse();
        let bytes = figures(&catalogue, &project, &kpis);
        let reading = read(&Sheet::from_bytes(&bytes).unwrap(), &empty(), &catalogue);
        let expected: Vec<FigureDraft> =
            kpis.iter().flat_map(|kpi| project.kpis[kpi].measurements.iter().map(|one| as_written(kpi, one))).collect();
        let read: Vec<FigureDraft> = reading.rows.iter().map(|row| row.draft().unwrap().clone()).collect();
        assert!(expected.len() > 10);
        assert_eq!(read, expected);
        assert_eq!(
            figures(&CATALOGUE, &project, &[]),
            b"\xef\xbb\xbfMeasure,Date,Figure,Professional,Intermediate,Working class,Count,Base,Note\r\n"
        );
    }

    #[test]
    fn a_sheet_of_more_figures_than_are_read_is_told() {
        let line = "2026-03-31,1,1\n".repeat(60_000);
        let text = format!("Date,Response rate,Groups asked about parental occupation\n{line}");
        let reading = read(&Sheet::from_text(&text).unwrap(), &empty(), &CATALOGUE);
        assert_eq!((reading.rows.len(), reading.left), (waymark::import::MAX_FIGURES, 20_000));
    }
}
