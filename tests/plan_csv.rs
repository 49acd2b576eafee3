//! The plan as a table: out and in again, and in from what spreadsheet programs write.

#[cfg(test)]
#[path = "support/second_reader.rs"]
mod second_reader;

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;
    use std::sync::{Arc, LazyLock};

    use jiff::civil::{Date, date};
    use jiff::{Timestamp, ToSpan as _};
    use proptest::option;
    use proptest::prelude::*;
    use proptest::sample::select;
    use waymark::content::{Catalogue, KpiId, QuestionId, RecommendationId};
    use waymark::export::csv::plan;
    use waymark::import::{
        Delimiter, Draft, Matching, PlanField, Reading, RowKind, Sheet, Sure, TextEncoding, read_actions,
    };
    use waymark::project::{Action, ActionId, Effort, Impact, Origin, Status};

    static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(Catalogue::built_in);

    /// Any text, often with a beginning that a formula or its guard may have, and with marks that a table uses.
    fn text() -> impl Strategy<Value = String> {
        let rest = prop_oneof![
            prop::collection::vec(any::<char>(), 0..6).prop_map(String::from_iter),
            "[a-z ,;\t\"'=\r\n\u{0}\u{feff}é👩🏽‍🔧]{0,10}",
        ];
        ("['=+@\\-\t\r\n＝＋－＠ ;,\"]{0,3}", rest).prop_map(|(start, rest)| start + &rest)
    }

    /// Any text of one line, with nothing around it, and not empty.
    fn title() -> impl Strategy<Value = String> {
        text().prop_map(|text| one_line(&text)).prop_filter("a title says something", |text| !text.is_empty())
    }

    fn one_line(text: &str) -> String {
        text.replace(['\r', '\n'], " ").trim().to_owned()
    }

    fn origin() -> impl Strategy<Value = Origin> {
        let mut known: Vec<Origin> = Vec::new();
        known.extend(CATALOGUE.recommendations().map(|at| Origin::Recommendation(at.recommendation.id.clone())));
        known.extend(CATALOGUE.questions().map(|at| Origin::Question(at.question.id.clone())));
        known.extend(CATALOGUE.kpis().map(|kpi| Origin::Kpi(kpi.id.clone())));
        prop_oneof![
            4 => select(known),
            1 => "[a-z0-9-]{1,9}".prop_map(|id| Origin::Recommendation(RecommendationId::new(&id))),
            1 => "[a-z0-9-]{1,9}".prop_map(|id| Origin::Question(QuestionId::new(&id))),
            1 => "[a-z0-9-]{1,9}".prop_map(|id| Origin::Kpi(KpiId::new(&id))),
        ]
    }

    fn measure() -> impl Strategy<Value = KpiId> {
        let known: Vec<KpiId> = CATALOGUE.kpis().map(|kpi| kpi.id.clone()).collect();
        prop_oneof![select(known), "[a-z0-9-]{1,9}".prop_map(|id| KpiId::new(&id))]
    }

    fn status() -> impl Strategy<Value = Status> {
        prop_oneof![
            select(vec![Status::NotStarted, Status::InProgress, Status::Done]),
            text().prop_map(|reason| Status::Blocked { reason }),
            text().prop_map(|reason| Status::Dropped { reason }),
        ]
    }

    fn action() -> impl Strategy<Value = Action> {
        let texts = (title(), text().prop_map(|owner| one_line(&owner)), text(), text(), text());
        let due = option::of((0..109_000_i64).prop_map(|days| Date::constant(1900, 1, 1) + days.days()));
        let levels = (option::of(select(Effort::ALL.to_vec())), option::of(select(Impact::ALL.to_vec())));
        (texts, due, status(), levels, option::of(origin()), option::of(measure())).prop_map(
            |((title, owner, first_step, success, notes), due, status, (effort, impact), origin, measure)| Action {
                id: ActionId(1),
                title,
                origin,
                owner,
                first_step,
                due,
                status,
                effort,
                impact,
                success,
                measure,
                notes,
                created: Timestamp::UNIX_EPOCH,
                changed: Timestamp::UNIX_EPOCH,
            },
        )
    }

    fn written(actions: &[Action]) -> Vec<u8> {
        plan(&CATALOGUE, &actions.iter().collect::<Vec<_>>())
    }

    fn read(sheet: &Sheet, existing: &[Arc<Action>]) -> Reading {
        read_actions(sheet, &Matching::propose(sheet), existing, &CATALOGUE)
    }

    /// The drafts, where every row is a new action.
    fn drafts(reading: Reading) -> Vec<Draft> {
        let draft = |kind| {
            let RowKind::New(draft) = kind else { panic!("{kind:?}") };
            draft
        };
        reading.rows.into_iter().map(|row| draft(row.kind)).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(100))]

        #[test]
        fn actions_that_go_out_come_in_again_as_they_were(actions in prop::collection::vec(action(), 0..6)) {
            let sheet = Sheet::from_bytes(&written(&actions)).unwrap();
            let matching = Matching::propose(&sheet);
            prop_assert!(PlanField::ALL.iter().all(|field| matching.sure(*field) == Some(Sure::Exact)));
            prop_assert_eq!(matching.not_taken(&sheet, &[]), Vec::<String>::new());
            let back = drafts(read(&sheet, &[])).into_iter();
            let back: Vec<Action> =
                back.map(|draft| draft.into_action(ActionId(1), Timestamp::UNIX_EPOCH)).collect();
            prop_assert_eq!(&back, &actions);
            // And what came in goes out as the same bytes.
            prop_assert_eq!(written(&back), written(&actions));
        }

        #[test]
        fn no_cell_is_a_formula(actions in prop::collection::vec(action(), 1..6)) {
            let bytes = written(&actions);
            let text = String::from_utf8(bytes).unwrap();
            let rows = crate::second_reader::cells(text.strip_prefix('\u{feff}').unwrap());
            prop_assert_eq!(rows.len(), actions.len() + 1);
            for cell in rows.iter().flatten() {
                let first = cell.chars().next().unwrap_or(' ');
                prop_assert!(!"=+-@\t\r\n＝＋－＠".contains(first), "{cell:?}");
            }
            for (row, action) in rows[1..].iter().zip(&actions) {
                prop_assert_eq!(row.len(), PlanField::ALL.len());
                let guarded = format!("'{}", action.title);
                prop_assert!(row[0] == action.title || row[0] == guarded);
                prop_assert_eq!(&row[3], &action.due.map(|due| due.to_string()).unwrap_or_default());
            }
        }

        #[test]
        fn what_the_plan_has_already_is_never_new(actions in prop::collection::vec(action(), 1..6)) {
            let existing: Vec<Arc<Action>> = actions.iter().cloned().map(Arc::new).collect();
            let reading = read(&Sheet::from_bytes(&written(&actions)).unwrap(), &existing);
            prop_assert_eq!(reading.rows.len(), actions.len());
            for row in &reading.rows {
                prop_assert!(matches!(row.kind, RowKind::AlreadyThere { .. }), "{row:?}");
            }
        }

        #[test]
        fn any_sheet_and_any_matching_end_in_an_outcome_for_every_row(
            text in "(Action|Due|Status)[,;\t]Effort(\n|[,;\"]|\r\n|[a-z0-9/ ]{1,9}){0,12}",
            columns in prop::collection::vec(option::of(0_usize..5), PlanField::ALL.len()),
        ) {
            let Ok(sheet) = Sheet::from_text(&text) else { return Ok(()) };
            let mut matching = Matching::propose(&sheet);
            for (field, column) in PlanField::ALL.into_iter().zip(columns) {
                matching.choose(field, column);
            }
            let reading = read_actions(&sheet, &matching, &[], &CATALOGUE);
            prop_assert_eq!(reading.rows.len() + reading.blank, sheet.rows.len());
            for row in &reading.rows {
                if let RowKind::Faulty(faults) = &row.kind {
                    prop_assert!(!faults.is_empty() && faults.iter().all(|fault| fault.line == row.line));
                }
            }
        }
    }

    #[test]
    fn the_sample_goes_out_in_the_order_that_was_asked_for() {
        let bytes = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("content/sample.waymark")).unwrap();
        let project = waymark::store::format::from_bytes(&bytes).unwrap().project;
        let mut actions: Vec<&Action> = project.actions.iter().map(AsRef::as_ref).collect();
        actions.reverse();
        let bytes = plan(&CATALOGUE, &actions);
        assert!(bytes.starts_with(b"\xef\xbb\xbfAction,Owner,First step,Due,Status,Reason,"));
        let drafts = drafts(read(&Sheet::from_bytes(&bytes).unwrap(), &[]));
        for (draft, action) in drafts.into_iter().zip(&actions) {
            let mut back = draft.into_action(action.id, action.created);
            back.changed = action.changed;
            assert_eq!(back, **action);
        }
        assert!(plan(&CATALOGUE, &[]).ends_with(b"Notes,Came from\r\n"));
    }

    fn fixture(name: &str) -> Sheet {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/sheets").join(name);
        Sheet::from_bytes(&fs::read(path).unwrap()).unwrap()
    }

    fn draft(title: &str, owner: &str) -> Draft {
        Draft {
            title: title.to_owned(),
            origin: None,
            owner: owner.to_owned(),
            first_step: String::new(),
            due: None,
            status: Status::NotStarted,
            effort: None,
            impact: None,
            success: String::new(),
            measure: None,
            notes: String::new(),
        }
    }

    #[test]
    fn a_sheet_with_semicolons_in_windows_1252() {
        let sheet = fixture("excel-semicolon.csv");
        assert_eq!((sheet.delimiter, sheet.encoding), (Delimiter::Semicolon, TextEncoding::Windows1252));
        assert_eq!(sheet.above[0].cell(0), "Diversity and inclusion – action plan 2026/27");
        assert_eq!(Matching::<PlanField>::propose(&sheet).not_taken(&sheet, &[]), ["Ref"]);
        let reading = read(&sheet, &[]);
        assert_eq!(reading.blank, 2);
        assert_eq!(reading.rows.iter().map(|row| row.line).collect::<Vec<_>>(), [4, 5, 6, 7]);
        let expected = [
            Draft {
                due: Some(date(2027, 3, 31)),
                status: Status::InProgress,
                effort: Some(Effort::Medium),
                notes: "Board paper drafted.\nCost: €2,500; agreed".to_owned(),
                ..draft("Publish a target for 2030", "Zoë Ashworth")
            },
            Draft {
                due: Some(date(2026, 9, 30)),
                effort: Some(Effort::Low),
                ..draft("Ask apprentices what helped them stay", "")
            },
            Draft {
                status: Status::Blocked { reason: "Waiting for the new system".to_owned() },
                effort: Some(Effort::High),
                ..draft("Review the “fit” question at interview", "Head of HR")
            },
            Draft {
                due: Some(date(2026, 4, 1)),
                status: Status::Done,
                effort: Some(Effort::Low),
                notes: "From the spreadsheet, as the reason: Agreed in May\nDon’t repeat".to_owned(),
                ..draft("Name a sponsor on the board", "Chief executive")
            },
        ];
        assert_eq!(drafts(reading), expected);
    }

    #[test]
    fn unicode_text_with_tabs_and_a_cell_of_two_lines() {
        let sheet = fixture("excel-unicode-text.tsv");
        assert_eq!((sheet.delimiter, sheet.encoding), (Delimiter::Tab, TextEncoding::Utf16));
        assert_eq!(Matching::<PlanField>::propose(&sheet).not_taken(&sheet, &[]), ["Priority"]);
        let expected = [
            Draft {
                first_step: "Pick three teams".to_owned(),
                due: Some(date(2027, 1, 15)),
                impact: Some(Impact::High),
                notes: "From the spreadsheet, as the measure: Staff survey 2026".to_owned(),
                ..draft("Train managers, \"not just\" recruiters and check that it works", "Łucja Nowak")
            },
            Draft { due: Some(date(2027, 2, 1)), ..draft("Offer paid placements", "Sam O’Neill") },
        ];
        assert_eq!(drafts(read(&sheet, &[])), expected);
    }

    #[test]
    fn links_repeats_and_faults_are_told_by_line_and_column() {
        let sheet = fixture("libreoffice.csv");
        assert_eq!((sheet.delimiter, sheet.encoding), (Delimiter::Comma, TextEncoding::Utf8));
        let there = draft(" Start a Network", "priya shah").into_action(ActionId(7), Timestamp::UNIX_EPOCH);
        let rows = read(&sheet, &[Arc::new(there)]).rows;
        assert_eq!(
            rows.iter().map(|row| (row.line, row.repeats)).collect::<Vec<_>>(),
            [(2, None), (3, Some(2)), (4, None), (5, None)]
        );
        let RowKind::AlreadyThere { action: ActionId(7), draft: first } = &rows[0].kind else { panic!("{rows:?}") };
        let question = CATALOGUE
            .questions()
            .find(|at| at.question.text.starts_with("A lively social mobility network"))
            .map(|at| Origin::Question(at.question.id.clone()));
        assert_eq!(first.origin, question);
        let RowKind::AlreadyThere { draft: second, .. } = &rows[1].kind else { panic!("{rows:?}") };
        assert_eq!(
            (second.origin.clone(), second.notes.as_str()),
            (None, "From the spreadsheet: Staff forum, May\nAsk Lena\n=not a formula")
        );
        let told = |place: usize| {
            let RowKind::Faulty(faults) = &rows[place].kind else { panic!("{rows:?}") };
            faults.iter().map(ToString::to_string).collect::<Vec<_>>()
        };
        assert_eq!(
            told(2),
            [
                "Line 4, Due date: “31/02/2027” is no date. There is no such day. Check the day and the month.",
                "Line 4, Status: “Nearly” is no status. Write Not started, In progress, Blocked, Done or Dropped.",
                "Line 4, Impact: “5” is no level. Write Low, Medium or High.",
            ]
        );
        assert_eq!(
            told(3),
            [
                "Line 5, Title: There is nothing. Write what will be done.",
                "Line 5, Due date: “soon” is no date. Write the date as 2026-03-31 or 31/3/2026.",
            ]
        );
    }
}
