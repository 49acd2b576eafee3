//! Every change that a user can make: what it does, when it is refused, and that a history of them loses nothing.

#[cfg(test)]
#[path = "support/projects.rs"]
mod projects;

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use jiff::Timestamp;
    use jiff::civil::{Date, date};
    use proptest::prelude::*;
    use proptest::sample::select;
    use waymark::content::{
        AreaId, BenchmarkSetId, Direction, FollowUpId, KpiId, OptionId, PackId, Pillar, QuestionId, RecommendationId,
        SurveyQuestionId, Unit,
    };
    use waymark::edit::{ActionField, Edit, EditError, Editor, Revision};
    use waymark::project::*;

    use super::projects;

    type Change = fn(&mut Action);

    const END: Date = date(2026, 1, 1);

    /// How many steps can be undone.
    const DEPTH: usize = 1000;

    fn at(second: i64) -> Timestamp {
        Timestamp::new(1_800_000_000 + second, 0).unwrap()
    }

    fn key() -> FollowUpKey {
        FollowUpKey { checklist: PackId::new("advocacy"), question: FollowUpId::new("owner") }
    }

    fn measurement(id: u64, day: Date, value: Value) -> Measurement {
        Measurement {
            id: MeasurementId(id),
            date: day,
            value,
            base: None,
            count: None,
            note: String::new(),
            source: FigureSource::Typed,
            changed: at(0),
        }
    }

    fn target(value: f64, steps: Vec<Step>) -> Target {
        Target { steps, ..Target::new(value, date(2030, 1, 1), at(0)) }
    }

    fn action(id: u64, title: &str) -> Box<Action> {
        let mut action = Action::clone(&projects::every_field().actions[0]);
        action.id = ActionId(id);
        title.clone_into(&mut action.title);
        Box::new(action)
    }

    /// The project after an edit, and what it should be: the project before with `change` made by hand.
    #[track_caller]
    fn makes(edit: Edit, change: impl FnOnce(&mut Project)) {
        let before = projects::every_field();
        let mut expected = before.clone();
        change(&mut expected);
        assert_ne!(expected, before, "the table says what changes");
        let label = edit.label();
        assert!(!label.is_empty());
        let after = edit.clone().apply(&before, at(99)).unwrap();
        assert_eq!(after, expected, "{edit:?}");
        assert_eq!(after.faults(), []);
        let mut editor = Editor::saved(before.clone());
        editor.apply(edit, at(99)).unwrap();
        assert_eq!(editor.undo_label(), Some(label));
        assert_eq!(editor.undo(), Some(label));
        assert_eq!(**editor.project(), before);
        assert_eq!(editor.redo(), Some(label));
        assert!(editor.project().log.len() > before.log.len(), "what changes is logged");
        assert_eq!(Project { log: before.log.clone(), ..Project::clone(editor.project()) }, expected);
    }

    fn round(project: &mut Project) -> &mut Round {
        Arc::make_mut(project.rounds.last_mut().unwrap())
    }

    fn answer<'a>(project: &'a mut Project, question: &str) -> &'a mut Answer {
        Arc::make_mut(round(project).answers.get_mut(&QuestionId::new(question)).unwrap())
    }

    fn first_action(project: &mut Project) -> &mut Action {
        Arc::make_mut(&mut project.actions[0])
    }

    fn first_kpi(project: &mut Project) -> &mut Kpi {
        Arc::make_mut(project.kpis.get_mut("kpi-1").unwrap())
    }

    #[test]
    fn edits_of_the_organisation_and_the_review_do_what_they_say() {
        let mut organisation = projects::every_field().organisation;
        organisation.name = "Other".to_owned();
        organisation.size = None;
        organisation.first_pillar = Pillar::ALL.last().copied();
        organisation.changed = at(-500);
        makes(Edit::SetOrganisation(organisation.clone()), |project| {
            project.organisation = Organisation { changed: at(99), ..organisation };
        });
        makes(Edit::Rate { question: "question-0".into(), rating: Rating::NotInPlace }, |project| {
            let answer = answer(project, "question-0");
            (answer.rating, answer.changed) = (Rating::NotInPlace, at(99));
        });
        makes(Edit::Rate { question: "question-0".into(), rating: Rating::NotAssessed }, |project| {
            let answer = answer(project, "question-0");
            (answer.rating, answer.changed) = (Rating::NotAssessed, at(99));
        });
        makes(Edit::SetNote { question: "no pack has this".into(), note: "n".to_owned() }, |project| {
            let answer =
                Answer { rating: Rating::NotAssessed, confidence: None, note: "n".to_owned(), ..Answer::new(at(99)) };
            round(project).answers.insert("no pack has this".into(), Arc::new(answer));
        });
        makes(Edit::SetConfidence { question: "question-0".into(), confidence: None }, |project| {
            let answer = answer(project, "question-0");
            (answer.confidence, answer.changed) = (None, at(99));
        });
        let agreed = Some((Rating::Active, "Seen".to_owned()));
        makes(Edit::Agree { recommendation: "recommendation-2".into(), agreed }, |project| {
            let agreed =
                Agreed { rating: Rating::Active, reason: "Seen".to_owned(), to_reconfirm: false, changed: at(99) };
            round(project).agreed.insert("recommendation-2".into(), Arc::new(agreed));
        });
        makes(Edit::Agree { recommendation: "recommendation-1".into(), agreed: None }, |project| {
            round(project).agreed.clear();
            let record = RemovedRecord::Agreed(RoundId(0x0b), "recommendation-1".into());
            project.removed.push(Removed { record, at: at(99) });
        });
        makes(Edit::AnswerFollowUp { key: key(), text: String::new() }, |project| {
            let answer = Arc::make_mut(round(project).follow_ups.get_mut(&key()).unwrap());
            (answer.text, answer.changed) = (String::new(), at(99));
        });
        makes(Edit::SetFollowUpDue { key: key(), due: None }, |project| {
            let answer = Arc::make_mut(round(project).follow_ups.get_mut(&key()).unwrap());
            (answer.due, answer.changed) = (None, at(99));
        });
    }

    #[test]
    fn edits_of_actions_do_what_they_say() {
        makes(Edit::AddAction(action(77, "New")), |project| {
            let action = Action { created: at(99), changed: at(99), ..*action(77, "New") };
            project.actions.push(Arc::new(action));
        });
        let fields: [(ActionField, Change); 10] = [
            (ActionField::Title("T".to_owned()), |action| action.title = "T".to_owned()),
            (ActionField::Origin(None), |action| action.origin = None),
            (ActionField::Owner(String::new()), |action| action.owner = String::new()),
            (ActionField::FirstStep("F".to_owned()), |action| action.first_step = "F".to_owned()),
            (ActionField::Due(None), |action| action.due = None),
            (ActionField::Status(Status::Done), |action| action.status = Status::Done),
            (ActionField::Effort(None), |action| action.effort = None),
            (ActionField::Impact(None), |action| action.impact = None),
            (ActionField::Success("S".to_owned()), |action| action.success = "S".to_owned()),
            (ActionField::Notes("N".to_owned()), |action| action.notes = "N".to_owned()),
        ];
        for (field, change) in fields {
            makes(Edit::ChangeAction { id: ActionId(1), field }, |project| {
                change(first_action(project));
                first_action(project).changed = at(99);
            });
        }
        makes(Edit::ReplaceAction(action(1, "Other")), |project| {
            let created = first_action(project).created;
            *first_action(project) = Action { created, changed: at(99), ..*action(1, "Other") };
        });
        makes(Edit::RemoveAction(ActionId(1)), |project| {
            project.actions.remove(0);
            project.removed.push(Removed { record: RemovedRecord::Action(ActionId(1)), at: at(99) });
        });
    }

    #[test]
    fn edits_of_figures_do_what_they_say() {
        let between = measurement(50, date(2024, 4, 1), Value::One(3.0));
        makes(Edit::AddMeasurement { kpi: "kpi-1".into(), measurement: between.clone() }, |project| {
            let between = Measurement { changed: at(99), ..between };
            first_kpi(project).measurements.insert(1, between);
        });
        makes(
            Edit::AddMeasurement { kpi: "kpi-3".into(), measurement: measurement(50, Date::MIN, Value::One(0.0)) },
            |project| {
                let one = Measurement { changed: at(99), ..measurement(50, Date::MIN, Value::One(0.0)) };
                let kpi = Kpi { measurements: vec![one], ..Kpi::default() };
                project.kpis.insert(KpiId::new("kpi-3"), Arc::new(kpi));
            },
        );
        // A corrected date takes the measurement to its new place.
        let later = measurement(1, date(2026, 1, 1), Value::One(8.0));
        makes(Edit::ChangeMeasurement { kpi: "kpi-1".into(), measurement: later.clone() }, |project| {
            let kpi = first_kpi(project);
            kpi.measurements.remove(0);
            kpi.measurements.push(Measurement { changed: at(99), ..later });
        });
        makes(Edit::RemoveMeasurement { kpi: "kpi-1".into(), id: MeasurementId(1) }, |project| {
            first_kpi(project).measurements.remove(0);
            project.removed.push(Removed { record: RemovedRecord::Measurement(MeasurementId(1)), at: at(99) });
        });
        let new = target(40.0, vec![Step { value: 30.0, date: date(2029, 1, 1) }]);
        makes(Edit::SetTarget { kpi: "kpi-2".into(), target: Some(new.clone()) }, |project| {
            let kpi = Arc::make_mut(project.kpis.get_mut("kpi-2").unwrap());
            kpi.target = Some(Target { changed: at(99), ..new });
        });
        makes(Edit::SetTarget { kpi: "kpi-1".into(), target: None }, |project| {
            first_kpi(project).target = None;
        });
        let several =
            || vec![("kpi-1".into(), measurement(50, Date::MIN, Value::One(-1.0))), ("kpi-2".into(), between2())];
        makes(Edit::AddMeasurements(several()), |project| {
            let [(_, first), (_, second)] = several().try_into().unwrap();
            first_kpi(project).measurements.insert(0, Measurement { changed: at(99), ..first });
            let other = Arc::make_mut(project.kpis.get_mut("kpi-2").unwrap());
            other.measurements.push(Measurement { changed: at(99), ..second });
        });
        let twice = vec![("kpi-1".into(), between2()), ("kpi-2".into(), between2())];
        let before = projects::every_field();
        assert_eq!(Edit::AddMeasurements(twice).apply(&before, at(99)), Err(EditError::AlreadyThere));
        let more = Measurement { base: Some(10), count: Some(11), ..between2() };
        let edit = Edit::AddMeasurement { kpi: "kpi-1".into(), measurement: more };
        assert_eq!(edit.apply(&before, at(99)), Err(EditError::OutOfRange), "more than there are");
    }

    fn between2() -> Measurement {
        measurement(51, date(2026, 1, 1), Value::One(3.0))
    }

    fn own(name: &str) -> OwnKpi {
        OwnKpi {
            name: name.to_owned(),
            pillar: Pillar::Hiring,
            definition: "Days from advert to offer".to_owned(),
            unit: Unit::Days,
            direction: Direction::Down,
            recommendations: Vec::new(),
        }
    }

    fn benchmark(id: u64, label: &str) -> Benchmark {
        Benchmark {
            id: BenchmarkId(id),
            label: label.to_owned(),
            value: 30.0,
            date: date(2026, 1, 1),
            definition: String::new(),
            population: String::new(),
            source: String::new(),
            caution: String::new(),
            changed: at(0),
        }
    }

    fn settings_of(project: &Project, id: &str) -> KpiSettings {
        project.kpis[id].settings.clone().unwrap()
    }

    #[test]
    fn edits_of_measures_do_what_they_say() {
        makes(Edit::AddKpi { id: "own-3".into(), own: own("Time to hire") }, |project| {
            let settings = KpiSettings { own: Some(own("Time to hire")), ..KpiSettings::new(at(99)) };
            project.kpis.insert("own-3".into(), Arc::new(Kpi { settings: Some(settings), ..Kpi::default() }));
        });
        makes(Edit::RetireKpi { id: "kpi-2".into(), on: Some(date(2026, 5, 1)) }, |project| {
            let kpi = Arc::make_mut(project.kpis.get_mut("kpi-2").unwrap());
            kpi.settings = Some(KpiSettings { retired: Some(date(2026, 5, 1)), ..KpiSettings::new(at(99)) });
        });
        makes(Edit::RetireKpi { id: "own-1".into(), on: None }, |project| {
            let settings = KpiSettings { retired: None, changed: at(99), ..settings_of(project, "own-1") };
            Arc::make_mut(project.kpis.get_mut("own-1").unwrap()).settings = Some(settings);
        });
        let sets = || Some(vec![BenchmarkSetId::new("national-2021")]);
        makes(Edit::CompareKpi { id: "own-1".into(), sets: sets() }, |project| {
            let settings = KpiSettings { compared: sets(), changed: at(99), ..settings_of(project, "own-1") };
            Arc::make_mut(project.kpis.get_mut("own-1").unwrap()).settings = Some(settings);
        });
        makes(Edit::OrderKpis(vec!["kpi-2".into(), "own-1".into()]), |project| {
            project.kpi_order = Some(KpiOrder { order: vec!["kpi-2".into(), "own-1".into()], changed: at(99) });
        });
        makes(Edit::AddBenchmark { kpi: "kpi-2".into(), benchmark: benchmark(5, "Peers") }, |project| {
            let kpi = Arc::make_mut(project.kpis.get_mut("kpi-2").unwrap());
            kpi.benchmarks.push(Benchmark { changed: at(99), ..benchmark(5, "Peers") });
        });
        makes(Edit::ChangeBenchmark { kpi: "kpi-1".into(), benchmark: benchmark(1, "Peers") }, |project| {
            first_kpi(project).benchmarks[0] = Benchmark { changed: at(99), ..benchmark(1, "Peers") };
        });
        makes(Edit::RemoveBenchmark { kpi: "kpi-1".into(), id: BenchmarkId(1) }, |project| {
            first_kpi(project).benchmarks.remove(0);
            project.removed.push(Removed { record: RemovedRecord::Benchmark(BenchmarkId(1)), at: at(99) });
        });
    }

    #[test]
    fn a_measure_with_figures_keeps_its_unit_and_is_not_removed() {
        let before = projects::every_field();
        let settings = before.kpis["own-1"].settings.clone().unwrap();
        let with = |own: Option<OwnKpi>| Edit::SetKpi {
            id: "own-1".into(),
            settings: Box::new(KpiSettings { own, ..settings.clone() }),
        };
        let named = OwnKpi { name: "Gap".to_owned(), ..settings.own.clone().unwrap() };
        let after = with(Some(named.clone())).apply(&before, at(99)).unwrap();
        assert_eq!(after.kpis["own-1"].own(), Some(&named));
        assert_eq!(with(Some(own("Gap"))).apply(&before, at(99)), Err(EditError::UnitInUse));
        assert_eq!(with(None).apply(&before, at(99)), Err(EditError::NotFound), "it stays the organisation's own");
        let foreign = Box::new(KpiSettings { own: Some(own("X")), ..KpiSettings::new(at(0)) });
        let edit = Edit::SetKpi { id: "kpi-2".into(), settings: foreign };
        assert_eq!(edit.apply(&before, at(99)), Err(EditError::NotFound), "a pack's stays the pack's");
        assert_eq!(Edit::RemoveKpi("own-1".into()).apply(&before, at(99)), Err(EditError::HasFigures));
        assert_eq!(Edit::RemoveKpi("kpi-2".into()).apply(&before, at(99)), Err(EditError::NotFound));
        let added = Edit::AddKpi { id: "own-3".into(), own: own("Time") }.apply(&before, at(98)).unwrap();
        let same = Edit::AddKpi { id: "own-4".into(), own: own(" time ") };
        assert_eq!(same.apply(&added, at(99)), Err(EditError::NameTaken));
        let removed = Edit::RemoveKpi("own-3".into()).apply(&added, at(99)).unwrap();
        assert!(!removed.kpis.contains_key("own-3"));
        assert_eq!(removed.removed.last().unwrap().record, RemovedRecord::Kpi("own-3".into()));
        let often = Box::new(KpiSettings { every: Some(0), ..KpiSettings::new(at(0)) });
        let edit = Edit::SetKpi { id: "kpi-2".into(), settings: often };
        assert_eq!(edit.apply(&before, at(99)), Err(EditError::OutOfRange));
    }

    fn evidence(id: u64, title: &str) -> Evidence {
        let (person, link) = ("Sam".to_owned(), "https://example.org/pay".to_owned());
        Evidence { id: EvidenceId(id), title: title.to_owned(), date: Some(date(2026, 5, 1)), person, link }
    }

    #[test]
    fn edits_of_several_answers_and_of_evidence_do_what_they_say() {
        let two = || vec![QuestionId::new("question-1"), QuestionId::new("question-2")];
        makes(Edit::RateAll { questions: two(), rating: Rating::Active }, |project| {
            for question in ["question-1", "question-2"] {
                let answer = answer(project, question);
                (answer.rating, answer.to_reconfirm, answer.changed) = (Rating::Active, false, at(99));
            }
        });
        makes(Edit::Rate { question: "question-2".into(), rating: Rating::NotInPlace }, |project| {
            let answer = answer(project, "question-2");
            (answer.to_reconfirm, answer.changed) = (false, at(99));
        });
        makes(Edit::Reconfirm { questions: two() }, |project| {
            let answer = answer(project, "question-2");
            (answer.to_reconfirm, answer.changed) = (false, at(99));
        });
        makes(Edit::ReconfirmAgreed("recommendation-1".into()), |project| {
            let agreed = Arc::make_mut(round(project).agreed.get_mut("recommendation-1").unwrap());
            (agreed.to_reconfirm, agreed.changed) = (false, at(99));
        });
        makes(Edit::AddEvidence { question: "question-2".into(), evidence: evidence(7, "Poll") }, |project| {
            let answer = answer(project, "question-2");
            answer.evidence.push(evidence(7, "Poll"));
            answer.changed = at(99);
        });
        makes(Edit::ChangeEvidence { question: "question-2".into(), evidence: evidence(1, "Poll") }, |project| {
            let answer = answer(project, "question-2");
            answer.evidence = vec![evidence(1, "Poll")];
            answer.changed = at(99);
        });
        makes(Edit::RemoveEvidence { question: "question-2".into(), id: EvidenceId(1) }, |project| {
            let answer = answer(project, "question-2");
            answer.evidence.clear();
            answer.changed = at(99);
        });
    }

    #[test]
    fn edits_of_people_do_what_they_say() {
        let person = |id, name: &str| Person {
            id: PersonId(id),
            name: name.to_owned(),
            role: "Finance".to_owned(),
            areas: std::collections::BTreeSet::from([AreaId::new("area-2")]),
            decision_maker: false,
            changed: at(99),
        };
        makes(Edit::AddPerson(Person { changed: at(3), ..person(2, "Sam") }), |project| {
            project.people.push(Arc::new(person(2, "Sam")));
        });
        makes(Edit::ChangePerson(person(1, "Priya Rao")), |project| {
            project.people = vec![Arc::new(person(1, "Priya Rao"))];
            for action in &mut project.actions {
                let action = Arc::make_mut(action);
                assert_eq!(action.owner, "Priya", "all actions of the fixture are hers");
                (action.owner, action.changed) = ("Priya Rao".to_owned(), at(99));
            }
        });
        makes(Edit::RemovePerson(PersonId(1)), |project| {
            project.people.clear();
            project.removed.push(Removed { record: RemovedRecord::Person(PersonId(1)), at: at(99) });
        });
    }

    fn data_set(id: u64, name: &str) -> DataSet {
        let row = CountRow { label: String::new(), counts: [(OptionId::new("q1-other"), 3)].into() };
        DataSet {
            id: DataSetId(id),
            name: name.to_owned(),
            population: Population::Workforce,
            as_of: date(2026, 10, 16),
            asked: None,
            method: Method::OneQuestion,
            question: SurveyQuestionId::new("q1"),
            crossings: Vec::new(),
            pay: Vec::new(),
            waits: Vec::new(),
            breakdowns: vec![Breakdown { by: Dimension::Whole, rows: vec![row] }],
            note: String::new(),
            changed: at(0),
        }
    }

    #[test]
    fn edits_of_workforce_data_do_what_they_say() {
        makes(Edit::AddDataSet(Box::new(data_set(2, "Survey"))), |project| {
            project.workforce.push(Arc::new(DataSet { changed: at(99), ..data_set(2, "Survey") }));
        });
        makes(Edit::ChangeDataSet(Box::new(data_set(1, "Survey"))), |project| {
            project.workforce = vec![Arc::new(DataSet { changed: at(99), ..data_set(1, "Survey") })];
        });
        makes(Edit::RemoveDataSet(DataSetId(1)), |project| {
            project.workforce.clear();
            project.removed.push(Removed { record: RemovedRecord::DataSet(DataSetId(1)), at: at(99) });
        });
        let mapping = |name: &str| Mapping::new(name.to_owned(), Population::Workforce);
        let add = |id: u64, name: &str| Edit::AddDataSets {
            sets: vec![data_set(id, "Survey"), data_set(id + 1, "Survey")],
            mapping: Some(Box::new(mapping(name))),
        };
        makes(add(2, " Ours "), |project| {
            project.workforce.extend([2, 3].map(|id| Arc::new(DataSet { changed: at(99), ..data_set(id, "Survey") })));
            project.mappings.push(Arc::new(Mapping { changed: at(99), ..mapping("Ours") }));
        });
        let forget = |name: &str| Edit::RemoveMapping { population: Population::Workforce, name: name.to_owned() };
        let kept = add(2, "Ours").apply(&projects::every_field(), at(98)).unwrap();
        // The same mapping again stays as it was kept; another of the name takes its place; one can be forgotten.
        assert_eq!(add(4, "Ours").apply(&kept, at(99)).unwrap().mappings, kept.mappings);
        let mut other = mapping("Ours");
        other.columns.push(ColumnMapping::new("Work".to_owned(), PersonField::Background));
        let edit = Edit::AddDataSets { sets: Vec::new(), mapping: Some(Box::new(other.clone())) };
        let before = projects::every_field().mappings;
        let with_other = [before.clone(), vec![Arc::new(Mapping { changed: at(99), ..other.clone() })]].concat();
        assert_eq!(edit.apply(&kept, at(99)).unwrap().mappings, with_other);
        assert_eq!(forget("Ours ").apply(&kept, at(99)).unwrap().mappings, before);
        refused(&kept, &forget("Theirs"), EditError::NotFound);
        refused(&kept, &add(9, " "), EditError::Empty);
        other.columns.push(ColumnMapping::new("Work".to_owned(), PersonField::School));
        let unsound = Edit::AddDataSets { sets: Vec::new(), mapping: Some(Box::new(other)) };
        refused(&kept, &unsound, EditError::OutOfRange);
        let twice = |set: &mut DataSet| set.breakdowns = vec![set.breakdowns[0].clone(), set.breakdowns[0].clone()];
        let rows = |set: &mut DataSet| {
            let row = set.breakdowns[0].rows[0].clone();
            set.breakdowns.push(Breakdown { by: Dimension::Grade, rows: vec![row.clone(), row] });
        };
        let many = |set: &mut DataSet| {
            set.breakdowns[0].rows[0].counts = [("a".into(), u32::MAX), ("b".into(), 1)].into();
        };
        for wrong in [&twice as &dyn Fn(&mut DataSet), &rows, &many] {
            let mut set = data_set(1, "Survey");
            wrong(&mut set);
            refused(&projects::every_field(), &Edit::ChangeDataSet(Box::new(set.clone())), EditError::OutOfRange);
            set.id = DataSetId(2);
            refused(&projects::every_field(), &Edit::AddDataSet(Box::new(set)), EditError::OutOfRange);
        }
        refused(&projects::every_field(), &Edit::AddDataSet(Box::new(data_set(1, "A"))), EditError::AlreadyThere);
        refused(&projects::every_field(), &Edit::AddDataSet(Box::new(data_set(2, " "))), EditError::Empty);
        refused(&projects::every_field(), &Edit::ChangeDataSet(Box::new(data_set(2, "A"))), EditError::NotFound);
        refused(&projects::every_field(), &Edit::RemoveDataSet(DataSetId(2)), EditError::NotFound);
    }

    #[test]
    fn releases_are_noted_once_and_rules_are_set_and_cleared() {
        let project = projects::every_field();
        let release = Release::clone(&project.releases[0]);
        let another = Release { id: ReleaseId(2), ..release.clone() };
        // Undoing does not take it back: there is no step.
        let mut editor = Editor::saved(project.clone());
        editor.apply(Edit::AddRelease(Box::new(another.clone())), at(99)).unwrap();
        assert_eq!(*editor.project().releases[1], Release { at: at(99), ..another.clone() });
        assert_eq!((editor.undo_label(), editor.is_dirty()), (None, true));
        assert_eq!(editor.project().faults(), []);
        refused(&project, &Edit::AddRelease(Box::new(release)), EditError::AlreadyThere);
        let nothing = Release { sets: Vec::new(), ..another.clone() };
        refused(&project, &Edit::AddRelease(Box::new(nothing)), EditError::OutOfRange);
        let mut short = another.clone();
        short.sets[0].tables[0].rows[0].parts.pop();
        refused(&project, &Edit::AddRelease(Box::new(short)), EditError::OutOfRange);

        let rules = ProfileSettings { least: Some(20), ..ProfileSettings::new(at(0)) };
        makes(Edit::SetProfile(Audience::Board, rules.clone()), |project| {
            project.profiles.insert(Audience::Board, ProfileSettings { changed: at(99), ..rules.clone() });
        });
        makes(Edit::SetProfile(Audience::Internal, ProfileSettings::new(at(0))), |project| {
            project.profiles.clear();
        });
        let two = ProfileSettings { least: Some(2), ..ProfileSettings::new(at(0)) };
        refused(&project, &Edit::SetProfile(Audience::Board, two), EditError::OutOfRange);
    }

    #[test]
    fn the_log_tells_how_many_are_counted_and_never_who_chose_what() {
        let mut editor = Editor::saved(projects::every_field());
        let mut set = DataSet::clone(&editor.project().workforce[0]);
        set.breakdowns[0].rows[0].counts.insert("option-1".into(), 81);
        set.breakdowns[0].rows[0].counts.insert("option-2".into(), 119);
        set.breakdowns[1].rows.pop();
        set.breakdowns.pop();
        editor.apply(Edit::ChangeDataSet(Box::new(set)), at(99)).unwrap();
        let log = &editor.project().log[1..];
        let told: Vec<_> = log.iter().map(|change| (change.from.as_str(), change.to.as_str())).collect();
        let expected = [
            ("200 people", "200 people, divided otherwise"),
            ("Grade: 200 people in 2 groups", "Grade: 120 people in 1 group"),
            ("Site: 1 person in 1 group", ""),
        ];
        assert_eq!(told, expected);
        assert!(log.iter().all(|change| change.field == Field::Counts));
    }

    #[test]
    fn edits_of_several_actions_are_made_whole() {
        makes(Edit::AddActions(vec![*action(77, "New"), *action(78, "Newer")]), |project| {
            for (id, title) in [(77, "New"), (78, "Newer")] {
                project.actions.push(Arc::new(Action { created: at(99), changed: at(99), ..*action(id, title) }));
            }
        });
        let ids = |ids: &[u64]| ids.iter().copied().map(ActionId).collect::<Vec<_>>();
        let due = ActionField::Due(Some(date(2025, 5, 1)));
        makes(Edit::ChangeActions { ids: ids(&[1, 5]), field: due.clone() }, |project| {
            let action = Arc::make_mut(&mut project.actions[4]);
            (action.due, action.changed) = (Some(date(2025, 5, 1)), at(99));
        });
        makes(Edit::RemoveActions(ids(&[2, 4])), |project| {
            project.actions.retain(|action| ![2, 4].contains(&action.id.0));
            for id in [2, 4] {
                project.removed.push(Removed { record: RemovedRecord::Action(ActionId(id)), at: at(99) });
            }
        });
        let project = projects::every_field();
        let refused = |edit: Edit| edit.apply(&project, at(99)).unwrap_err();
        assert_eq!(refused(Edit::ChangeActions { ids: ids(&[1, 99]), field: due }), EditError::NotFound);
        assert_eq!(refused(Edit::RemoveActions(ids(&[1, 99]))), EditError::NotFound);
        assert_eq!(refused(Edit::AddActions(vec![*action(77, "New"), *action(78, " ")])), EditError::Empty);
        assert_eq!(refused(Edit::AddActions(vec![*action(77, "a"), *action(77, "b")])), EditError::AlreadyThere);
    }

    #[test]
    fn a_round_is_frozen_opened_again_and_followed_by_the_next() {
        makes(Edit::FreezeRound { on: date(2026, 1, 2) }, |project| {
            let plan = project.actions.iter().map(|action| {
                let (title, status) = (action.title.clone(), action.status.clone());
                Arc::new(PlannedThen { action: action.id, title, due: action.due, status })
            });
            let plan = plan.collect();
            let round = round(project);
            (round.frozen, round.plan, round.changed) = (Some(date(2026, 1, 2)), Some(plan), at(99));
        });
        makes(Edit::RenameRound("Autumn".to_owned()), |project| {
            let round = round(project);
            (round.name, round.changed) = ("Autumn".to_owned(), at(99));
        });
        makes(Edit::DeclineFirstAction(false), |project| {
            let round = round(project);
            (round.first_action_declined, round.changed) = (false, at(99));
        });

        let open = projects::every_field();
        let start = |day| Edit::StartRound { id: RoundId(0x0c), name: "Round 3".to_owned(), started: day };
        let reopen = |reason: &str| Edit::ReopenRound { on: date(2026, 2, 1), reason: reason.to_owned() };
        assert_eq!(start(date(2026, 3, 1)).apply(&open, at(99)).unwrap_err(), EditError::RoundOpen);
        assert_eq!(reopen("Why").apply(&open, at(99)).unwrap_err(), EditError::RoundOpen);

        let early = Edit::FreezeRound { on: date(2020, 1, 1) }.apply(&open, at(1)).unwrap();
        assert_eq!(early.round().unwrap().frozen, Some(date(2025, 3, 3)), "not before it began");
        let frozen = Edit::FreezeRound { on: date(2026, 1, 2) }.apply(&open, at(1)).unwrap();
        let refused = |edit: Edit| edit.apply(&frozen, at(99)).unwrap_err();
        assert_eq!(refused(Edit::Rate { question: "q".into(), rating: Rating::Active }), EditError::RoundFrozen);
        assert_eq!(refused(Edit::FreezeRound { on: date(2026, 1, 3) }), EditError::RoundFrozen);
        assert_eq!(refused(reopen(" ")), EditError::Empty);
        assert_eq!(refused(start(date(2025, 3, 2))), EditError::OutOfRange);

        let again = reopen("A rating was wrong").apply(&frozen, at(99)).unwrap();
        let round = again.round().unwrap();
        let reopened =
            Reopened { frozen: date(2026, 1, 2), on: date(2026, 2, 1), reason: "A rating was wrong".to_owned() };
        assert_eq!((round.frozen, &round.plan, &round.reopened), (None, &None, &vec![reopened]));

        let next = start(date(2026, 3, 1)).apply(&frozen, at(99)).unwrap();
        assert_eq!(next.faults(), []);
        assert_eq!(next.rounds[..2], frozen.rounds[..], "what is frozen stays as it is");
        let (before, after) = (frozen.round().unwrap(), next.round().unwrap());
        assert_eq!((after.name.as_str(), after.started, after.frozen), ("Round 3", date(2026, 3, 1), None));
        assert_eq!(after.answers.len(), before.answers.len());
        for (question, answer) in &before.answers {
            let carried =
                Answer { to_reconfirm: answer.rating != Rating::NotAssessed, changed: at(99), ..Answer::clone(answer) };
            assert_eq!(*after.answers[question], carried);
        }
        assert!(after.agreed.values().all(|agreed| agreed.to_reconfirm));
        assert!(after.follow_ups.is_empty(), "they are asked anew");
    }

    #[test]
    fn the_log_says_who_changed_what_from_what_to_what() {
        let mut editor = Editor::saved(Project { log: Vec::new(), ..projects::every_field() });
        let last = |editor: &Editor| {
            let change = editor.project().log.last().unwrap().clone();
            (change.who.clone(), change.field, change.from.clone(), change.to.clone())
        };
        editor.sign(" Sam ");
        editor.apply(Edit::Rate { question: "question-0".into(), rating: Rating::NotInPlace }, at(1)).unwrap();
        let rating = ("Sam".to_owned(), Field::Rating, "Active".to_owned(), "Not in place".to_owned());
        assert_eq!(last(&editor), rating);
        let note = |note: &str| Edit::SetNote { question: "question-1".into(), note: note.to_owned() };
        for text in ["S", "Se", "See"] {
            editor.apply(note(text), at(2)).unwrap();
        }
        assert_eq!(editor.project().log.len(), 2, "what is typed in one go is one change");
        assert_eq!(last(&editor), ("Sam".to_owned(), Field::Note, String::new(), "See".to_owned()));
        let long = "é".repeat(500);
        editor.close_step();
        editor.apply(note(&long), at(3)).unwrap();
        assert_eq!(last(&editor).3, format!("{}…", "é".repeat(200)), "a long text is cut");
        editor.apply(Edit::RemoveAction(ActionId(2)), at(4)).unwrap();
        assert_eq!(last(&editor), ("Sam".to_owned(), Field::Record, "Action 2".to_owned(), String::new()));
        editor.sign("");
        editor.apply(Edit::ReconfirmAgreed("recommendation-1".into()), at(5)).unwrap();
        assert_eq!(last(&editor), (String::new(), Field::Reconfirmed, String::new(), "Limited".to_owned()));
        let frozen = Edit::FreezeRound { on: date(2026, 1, 2) };
        editor.apply(frozen, at(6)).unwrap();
        let reopened = Edit::ReopenRound { on: date(2026, 1, 3), reason: "A slip".to_owned() };
        editor.apply(reopened, at(7)).unwrap();
        let opened = (String::new(), Field::Frozen, "Frozen on 2 Jan 2026".to_owned(), "Open: A slip".to_owned());
        assert_eq!(last(&editor), opened);
        let before = editor.project().log.len();
        editor.apply(Edit::FreezeRound { on: date(2026, 1, 4) }, at(8)).unwrap();
        let round = Edit::StartRound { id: RoundId(0x0c), name: "Round 3".to_owned(), started: date(2026, 1, 4) };
        editor.apply(round, at(9)).unwrap();
        assert_eq!(editor.project().log.len(), before + 2, "a new round is one change");
        while editor.undo().is_some() {}
        assert!(editor.project().log.is_empty(), "what is undone is not told");
    }

    #[test]
    fn an_edit_to_what_is_there_already_changes_nothing() {
        let mut project = projects::every_field();
        Arc::make_mut(round(&mut project).agreed.get_mut("recommendation-1").unwrap()).to_reconfirm = false;
        let person = Person::clone(&project.people[0]);
        let evidence = project.round().unwrap().answers["question-2"].evidence[0].clone();
        let action = &project.actions[2];
        let kpi = &project.kpis["kpi-1"];
        let follow_up = &project.round().unwrap().follow_ups[&key()];
        let same = vec![
            Edit::SetOrganisation(Organisation { changed: at(5), ..project.organisation.clone() }),
            Edit::Rate { question: "question-0".into(), rating: Rating::Active },
            Edit::Rate { question: "never rated".into(), rating: Rating::NotAssessed },
            Edit::SetNote { question: "never rated".into(), note: String::new() },
            Edit::SetConfidence { question: "never rated".into(), confidence: None },
            Edit::Agree { recommendation: "never agreed".into(), agreed: None },
            Edit::Agree {
                recommendation: "recommendation-1".into(),
                agreed: Some((Rating::Limited, "Only one site".to_owned())),
            },
            Edit::AnswerFollowUp { key: key(), text: follow_up.text.clone() },
            Edit::SetFollowUpDue { key: key(), due: follow_up.due },
            Edit::ChangeAction { id: action.id, field: ActionField::Status(action.status.clone()) },
            Edit::ChangeAction { id: action.id, field: ActionField::Title(action.title.clone()) },
            Edit::ChangeMeasurement {
                kpi: "kpi-1".into(),
                measurement: Measurement { changed: at(5), ..kpi.measurements[0].clone() },
            },
            Edit::SetTarget {
                kpi: "kpi-1".into(),
                target: kpi.target.clone().map(|target| Target { changed: at(5), ..target }),
            },
            Edit::SetTarget { kpi: "no such".into(), target: None },
            Edit::RateAll { questions: vec!["question-0".into()], rating: Rating::Active },
            Edit::Reconfirm { questions: vec!["question-0".into(), "never rated".into()] },
            Edit::ReconfirmAgreed("recommendation-1".into()),
            Edit::ChangeEvidence { question: "question-2".into(), evidence },
            Edit::ChangePerson(Person { changed: at(5), ..person }),
            Edit::ChangeDataSet(Box::new(DataSet { changed: at(5), ..DataSet::clone(&project.workforce[0]) })),
            Edit::RenameRound(project.round().unwrap().name.clone()),
            Edit::DeclineFirstAction(true),
            Edit::AddActions(Vec::new()),
            Edit::RemoveActions(Vec::new()),
        ];
        for edit in same {
            let mut editor = Editor::saved(project.clone());
            editor.apply(Edit::RemoveAction(ActionId(5)), at(1)).unwrap();
            editor.undo();
            let revision = editor.revision();
            editor.apply(edit.clone(), at(99)).unwrap();
            assert_eq!(**editor.project(), project, "{edit:?}");
            assert_eq!(editor.undo_label(), None, "no step: {edit:?}");
            assert!(!editor.is_dirty(), "{edit:?}");
            assert_eq!(editor.revision(), revision);
            assert_eq!(editor.redo_label(), Some("remove an action"), "redo stays: {edit:?}");
        }
    }

    #[test]
    fn what_does_not_fit_is_refused_and_changes_nothing() {
        let empty = || " \n".to_owned();
        let nameless = Organisation { name: empty(), ..projects::every_field().organisation };
        let add =
            |value| Edit::AddMeasurement { kpi: "kpi-1".into(), measurement: measurement(50, date(2026, 1, 1), value) };
        let aim = |target| Edit::SetTarget { kpi: "kpi-1".into(), target: Some(target) };
        let split = |professional, intermediate, working_class| {
            add(Value::Groups { professional, intermediate, working_class })
        };
        let no_action = ActionId(404);
        let table = vec![
            (Edit::SetOrganisation(nameless), EditError::Empty),
            (Edit::Agree { recommendation: "r".into(), agreed: Some((Rating::Active, empty())) }, EditError::Empty),
            (Edit::AddAction(action(77, "\t")), EditError::Empty),
            (Edit::AddAction(action(1, "Again")), EditError::AlreadyThere),
            (Edit::ChangeAction { id: ActionId(1), field: ActionField::Title(empty()) }, EditError::Empty),
            (Edit::ChangeAction { id: no_action, field: ActionField::Due(None) }, EditError::NotFound),
            (Edit::ReplaceAction(action(1, " ")), EditError::Empty),
            (Edit::ReplaceAction(action(404, "Other")), EditError::NotFound),
            (Edit::RemoveAction(no_action), EditError::NotFound),
            (add(Value::One(f64::NAN)), EditError::OutOfRange),
            (add(Value::One(f64::INFINITY)), EditError::OutOfRange),
            (add(Value::One(f64::INFINITY)), EditError::OutOfRange),
            (
                // A gap is never more than all there is, and is one number.
                Edit::AddMeasurement { kpi: "own-1".into(), measurement: measurement(50, END, Value::One(100.5)) },
                EditError::OutOfRange,
            ),
            (
                Edit::AddMeasurement {
                    kpi: "own-1".into(),
                    measurement: measurement(
                        50,
                        END,
                        Value::Groups { professional: 50.0, intermediate: 25.0, working_class: 25.0 },
                    ),
                },
                EditError::OutOfRange,
            ),
            (Edit::SetTarget { kpi: "own-1".into(), target: Some(target(200.0, Vec::new())) }, EditError::OutOfRange),
            (split(50.0, 50.0, 1.1), EditError::OutOfRange),
            (split(100.0, 10.0, -10.0), EditError::OutOfRange),
            (
                // The id of another KPI's measurement counts too: ids are of the whole project.
                Edit::AddMeasurement {
                    kpi: "kpi-2".into(),
                    measurement: measurement(2, date(2026, 1, 1), Value::One(1.0)),
                },
                EditError::AlreadyThere,
            ),
            (
                Edit::ChangeMeasurement {
                    kpi: "kpi-1".into(),
                    measurement: measurement(1, date(2026, 1, 1), Value::One(f64::NAN)),
                },
                EditError::OutOfRange,
            ),
            (
                Edit::ChangeMeasurement {
                    kpi: "kpi-1".into(),
                    measurement: measurement(404, date(2026, 1, 1), Value::One(1.0)),
                },
                EditError::NotFound,
            ),
            (
                Edit::ChangeMeasurement {
                    kpi: "kpi-2".into(),
                    measurement: measurement(1, date(2026, 1, 1), Value::One(1.0)),
                },
                EditError::NotFound,
            ),
            (Edit::RemoveMeasurement { kpi: "kpi-2".into(), id: MeasurementId(1) }, EditError::NotFound),
            (Edit::RemoveMeasurement { kpi: "no such".into(), id: MeasurementId(1) }, EditError::NotFound),
            (aim(target(f64::NAN, Vec::new())), EditError::OutOfRange),
            (aim(Target { low: Some(2.0), ..target(1.0, Vec::new()) }), EditError::OutOfRange),
            (aim(target(1.0, vec![Step { value: 1.0, date: date(2030, 1, 1) }])), EditError::OutOfRange),
            (aim(target(1.0, vec![Step { value: f64::NAN, date: date(2029, 1, 1) }])), EditError::OutOfRange),
        ];
        for (edit, error) in table {
            refused(&projects::every_field(), &edit, error);
        }
        assert_eq!(split(50.0, 50.0, 1.0).apply(&projects::every_field(), at(1)).unwrap().faults(), [], "rounding");
    }

    #[track_caller]
    fn refused(project: &Project, edit: &Edit, error: EditError) {
        let mut editor = Editor::saved(project.clone());
        assert_eq!(editor.apply(edit.clone(), at(99)), Err(error), "{edit:?}");
        assert_eq!(**editor.project(), *project);
        assert!(!editor.is_dirty());
        assert_eq!(editor.undo_label(), None);
    }

    #[test]
    fn a_frozen_round_refuses_every_edit_of_the_review_and_no_other() {
        let review = [
            Edit::Rate { question: "question-0".into(), rating: Rating::Limited },
            Edit::SetNote { question: "question-0".into(), note: "n".to_owned() },
            Edit::SetConfidence { question: "question-0".into(), confidence: None },
            Edit::Agree { recommendation: "recommendation-1".into(), agreed: None },
            Edit::Agree { recommendation: "r".into(), agreed: Some((Rating::Active, "r".to_owned())) },
            Edit::AnswerFollowUp { key: key(), text: String::new() },
            Edit::SetFollowUpDue { key: key(), due: None },
        ];
        let mut frozen = projects::every_field();
        round(&mut frozen).frozen = Some(date(2025, 6, 1));
        let mut roundless = projects::every_field();
        roundless.rounds.clear();
        for edit in review {
            refused(&frozen, &edit, EditError::RoundFrozen);
            refused(&roundless, &edit, EditError::NotFound);
        }
        let after = Edit::RemoveAction(ActionId(1)).apply(&frozen, at(1)).unwrap();
        assert_eq!(after.actions.len(), frozen.actions.len() - 1);
    }

    fn note(text: &str) -> Edit {
        Edit::SetNote { question: "q".into(), note: text.to_owned() }
    }

    /// The labels of all steps, newest first.
    fn steps(mut editor: Editor) -> Vec<&'static str> {
        std::iter::from_fn(|| editor.undo()).collect()
    }

    fn typed() -> Editor {
        let mut editor = Editor::saved(projects::every_field());
        for text in ["a", "ab", "abc"] {
            editor.apply(note(text), at(1)).unwrap();
        }
        editor
    }

    #[test]
    fn typing_is_one_step_until_something_ends_it() {
        assert_eq!(steps(typed()), ["write a note"]);

        let mut editor = typed();
        editor.close_step();
        editor.apply(note("abcd"), at(2)).unwrap();
        assert_eq!(steps(editor), ["write a note"; 2], "the field was left");

        let mut editor = typed();
        editor.mark_saved(editor.revision());
        editor.apply(note("abcd"), at(2)).unwrap();
        assert!(editor.is_dirty());
        editor.undo();
        assert!(!editor.is_dirty(), "what was saved can be come back to");
        assert_eq!(steps(editor), ["write a note"], "a save ends the step");

        let mut editor = typed();
        editor.apply(Edit::Rate { question: "q".into(), rating: Rating::Active }, at(2)).unwrap();
        editor.apply(note("abcd"), at(2)).unwrap();
        assert_eq!(steps(editor), ["write a note", "rate a question", "write a note"]);

        let mut editor = typed();
        editor.apply(Edit::SetNote { question: "r".into(), note: "a".to_owned() }, at(2)).unwrap();
        assert_eq!(steps(editor), ["write a note"; 2], "another note");

        let mut editor = typed();
        editor.undo();
        editor.redo();
        editor.apply(note("abcd"), at(2)).unwrap();
        assert_eq!(steps(editor), ["write a note"; 2], "undo ends it too");

        let mut editor = typed();
        editor.apply(note("abc"), at(2)).unwrap();
        editor.apply(Edit::RemoveAction(ActionId(404)), at(2)).unwrap_err();
        editor.apply(note("abcd"), at(2)).unwrap();
        assert_eq!(steps(editor), ["write a note"], "what changes nothing ends nothing");
    }

    #[test]
    fn every_text_merges_and_no_choice_does() {
        let status = |reason: &str| ActionField::Status(Status::Blocked { reason: reason.to_owned() });
        let text = |field: fn(String) -> ActionField| [field("a".to_owned()), field("ab".to_owned())];
        let merging = [
            text(ActionField::Title),
            text(ActionField::Owner),
            text(ActionField::FirstStep),
            text(ActionField::Success),
            text(ActionField::Notes),
            [status("a"), status("ab")],
        ];
        let count = |edits: Vec<Edit>| {
            let mut editor = Editor::saved(projects::every_field());
            for edit in edits {
                editor.apply(edit, at(1)).unwrap();
            }
            steps(editor).len()
        };
        let change = |field| Edit::ChangeAction { id: ActionId(1), field };
        for fields in merging {
            assert_eq!(count(fields.clone().map(change).to_vec()), 1, "{fields:?}");
        }
        let dropped = ActionField::Status(Status::Dropped { reason: "ab".to_owned() });
        assert_eq!(count(vec![change(status("ab")), change(dropped)]), 2, "another status is another step");
        assert_eq!(count([None, Some(Effort::High)].map(|one| change(ActionField::Effort(one))).to_vec()), 2);
        let rate = |rating| Edit::Rate { question: "q".into(), rating };
        assert_eq!(count(vec![rate(Rating::Active), rate(Rating::Limited)]), 2);
        let agree = |rating, reason: &str| Edit::Agree {
            recommendation: "r".into(),
            agreed: Some((rating, reason.to_owned())),
        };
        assert_eq!(count(vec![agree(Rating::Active, "a"), agree(Rating::Active, "ab")]), 1);
        assert_eq!(
            count(vec![agree(Rating::Active, "a"), agree(Rating::Limited, "a")]),
            2,
            "another rating is another step"
        );
        let answer = |text: &str| Edit::AnswerFollowUp { key: key(), text: text.to_owned() };
        assert_eq!(count(vec![answer("a"), answer("ab")]), 1);
    }

    #[test]
    fn dirty_is_the_difference_from_what_was_saved() {
        let mut editor = Editor::unsaved(projects::every_field());
        assert!(editor.is_dirty(), "no file holds it");
        editor.mark_saved(editor.revision());
        let rate = |editor: &mut Editor, rating| editor.apply(Edit::Rate { question: "q".into(), rating }, at(1));
        rate(&mut editor, Rating::Active).unwrap();
        rate(&mut editor, Rating::Limited).unwrap();
        let saving = editor.revision();
        rate(&mut editor, Rating::NotInPlace).unwrap();
        editor.mark_saved(saving);
        assert!(editor.is_dirty(), "an edit was made while the save ran");
        editor.undo();
        assert!(!editor.is_dirty(), "undone to what was saved");
        editor.undo();
        assert!(editor.is_dirty(), "undone to before it");
        editor.redo();
        assert!(!editor.is_dirty());
        editor.undo();
        rate(&mut editor, Rating::NotApplicable).unwrap();
        assert_eq!(editor.redo_label(), None);
        while editor.undo().is_some() {
            assert!(editor.is_dirty(), "what was saved is on a branch that is gone");
        }
    }

    /// One thing that may happen to an editor.
    #[derive(Clone, Debug)]
    enum Happening {
        Edit(Edit),
        Undo,
        Redo,
        CloseStep,
        BeginSave,
        EndSave,
    }

    fn question() -> impl Strategy<Value = QuestionId> {
        select(vec!["question-0", "question-1", "question-2", "other", ""]).prop_map(QuestionId::new)
    }

    fn recommendation() -> impl Strategy<Value = RecommendationId> {
        select(vec!["recommendation-1", "recommendation-2", ""]).prop_map(RecommendationId::new)
    }

    fn kpi() -> impl Strategy<Value = KpiId> {
        select(vec!["kpi-1", "kpi-2", "kpi-3"]).prop_map(KpiId::new)
    }

    fn day() -> impl Strategy<Value = Date> {
        select(vec![Date::MIN, date(2024, 2, 29), date(2026, 3, 31), date(2030, 1, 1), Date::MAX])
    }

    fn short() -> impl Strategy<Value = String> {
        prop_oneof![Just(String::new()), Just(" ".to_owned()), "[ab]{1,2}".boxed(), projects::text()]
    }

    fn value() -> impl Strategy<Value = Value> {
        let number = select(vec![0.0, -0.0, 39.0, 100.0, 1e300, -1.0, f64::NAN, f64::INFINITY]);
        let share = select(vec![0.0, 30.0, 33.4, 40.0, -1.0, f64::NAN]);
        prop_oneof![
            number.prop_map(Value::One),
            (share.clone(), share.clone(), share).prop_map(|(professional, intermediate, working_class)| {
                Value::Groups { professional, intermediate, working_class }
            }),
        ]
    }

    fn any_measurement() -> impl Strategy<Value = Measurement> {
        (1..9_u64, day(), value()).prop_map(|(id, day, value)| measurement(id, day, value))
    }

    fn any_target() -> impl Strategy<Value = Target> {
        let number = || select(vec![0.0, 50.0, f64::NAN, -3.0]);
        let steps = prop::collection::vec((number(), day()), 0..3);
        (number(), steps).prop_map(|(value, steps)| {
            target(value, steps.into_iter().map(|(value, date)| Step { value, date }).collect())
        })
    }

    fn any_status() -> impl Strategy<Value = Status> {
        let reason = short();
        (select(Status::all().to_vec()), reason).prop_map(|(status, reason)| match status {
            Status::Blocked { .. } => Status::Blocked { reason },
            Status::Dropped { .. } => Status::Dropped { reason },
            Status::NotStarted | Status::InProgress | Status::Done => status,
        })
    }

    fn field() -> impl Strategy<Value = ActionField> {
        prop_oneof![
            short().prop_map(ActionField::Title),
            prop::option::of(question().prop_map(Origin::Question)).prop_map(ActionField::Origin),
            short().prop_map(ActionField::Owner),
            short().prop_map(ActionField::FirstStep),
            prop::option::of(day()).prop_map(ActionField::Due),
            any_status().prop_map(ActionField::Status),
            prop::option::of(select(Effort::ALL.to_vec())).prop_map(ActionField::Effort),
            prop::option::of(select(Impact::ALL.to_vec())).prop_map(ActionField::Impact),
            short().prop_map(ActionField::Success),
            prop::option::of(kpi()).prop_map(ActionField::Measure),
            short().prop_map(ActionField::Notes),
        ]
    }

    fn any_edit() -> impl Strategy<Value = Edit> {
        prop_oneof![4 => narrow_edit(), 2 => wider_edit(), 1 => kpi_edit()]
    }

    /// Edits of KPIs themselves.
    fn kpi_edit() -> impl Strategy<Value = Edit> {
        let id = || select(vec!["kpi-1", "kpi-2", "own-1", "own-3"]).prop_map(KpiId::new);
        let any_own = || {
            (short(), select(vec![Unit::Days, Unit::Gap, Unit::Percent]))
                .prop_map(|(name, unit)| OwnKpi { unit, ..own(&name) })
        };
        let every = prop::option::of(select(vec![0_u32, 6, 12, 500]));
        let settings = (prop::option::of(any_own()), short(), every, prop::option::of(day())).prop_map(
            |(own, owner, every, retired)| {
                Box::new(KpiSettings { own, owner, every, retired, ..KpiSettings::new(at(0)) })
            },
        );
        let any_benchmark = || (1..9_u64, short()).prop_map(|(id, label)| benchmark(id, &label));
        let measurements = prop::collection::vec((id(), any_measurement()), 0..3);
        let sets = prop::option::of(prop::collection::vec(
            select(vec!["national-2021", "other"]).prop_map(BenchmarkSetId::new),
            0..3,
        ));
        prop_oneof![
            (id(), any_own()).prop_map(|(id, own)| Edit::AddKpi { id, own }),
            (id(), settings).prop_map(|(id, settings)| Edit::SetKpi { id, settings }),
            (id(), prop::option::of(day())).prop_map(|(id, on)| Edit::RetireKpi { id, on }),
            id().prop_map(Edit::RemoveKpi),
            prop::collection::vec(id(), 0..4).prop_map(Edit::OrderKpis),
            (id(), sets).prop_map(|(id, sets)| Edit::CompareKpi { id, sets }),
            (id(), any_benchmark()).prop_map(|(kpi, benchmark)| Edit::AddBenchmark { kpi, benchmark }),
            (id(), any_benchmark()).prop_map(|(kpi, benchmark)| Edit::ChangeBenchmark { kpi, benchmark }),
            (id(), (1..9_u64).prop_map(BenchmarkId)).prop_map(|(kpi, id)| Edit::RemoveBenchmark { kpi, id }),
            measurements.prop_map(Edit::AddMeasurements),
        ]
    }

    /// Edits of workforce data, some of which do not fit.
    fn any_data_set() -> impl Strategy<Value = Box<DataSet>> {
        let by = || select(vec![Dimension::Whole, Dimension::Grade, Dimension::Own("Site".to_owned())]);
        let row = || {
            (select(vec!["", "AO"]), 0..5_u32).prop_map(|(label, count)| CountRow {
                label: label.to_owned(),
                counts: [(OptionId::new("q1-other"), count)].into(),
            })
        };
        let breakdown = (by(), prop::collection::vec(row(), 0..3)).prop_map(|(by, rows)| Breakdown { by, rows });
        (1..4_u64, short(), prop::collection::vec(breakdown, 0..3))
            .prop_map(|(id, name, breakdowns)| Box::new(DataSet { breakdowns, ..data_set(id, &name) }))
    }

    /// Edits of one record.
    fn narrow_edit() -> impl Strategy<Value = Edit> {
        let id = || (1..9_u64).prop_map(ActionId);
        let rating = || select(Rating::ALL.to_vec());
        let follow_up = || {
            select(vec!["owner", "date", ""])
                .prop_map(|question| FollowUpKey { question: FollowUpId::new(question), ..key() })
        };
        let organisation = (short(), prop::option::of(select(Size::ALL.to_vec())))
            .prop_map(|(name, size)| Organisation { name, size, ..projects::every_field().organisation });
        prop_oneof![
            organisation.prop_map(Edit::SetOrganisation),
            (question(), rating()).prop_map(|(question, rating)| Edit::Rate { question, rating }),
            (question(), short()).prop_map(|(question, note)| Edit::SetNote { question, note }),
            (question(), prop::option::of(select(Confidence::ALL.to_vec())))
                .prop_map(|(question, confidence)| Edit::SetConfidence { question, confidence }),
            (recommendation(), prop::option::of((rating(), short())))
                .prop_map(|(recommendation, agreed)| Edit::Agree { recommendation, agreed }),
            (follow_up(), short()).prop_map(|(key, text)| Edit::AnswerFollowUp { key, text }),
            (follow_up(), prop::option::of(day())).prop_map(|(key, due)| Edit::SetFollowUpDue { key, due }),
            (1..9_u64, short()).prop_map(|(id, title)| Edit::AddAction(action(id, &title))),
            (id(), field()).prop_map(|(id, field)| Edit::ChangeAction { id, field }),
            (1..9_u64, short()).prop_map(|(id, title)| Edit::ReplaceAction(action(id, &title))),
            id().prop_map(Edit::RemoveAction),
            (kpi(), any_measurement()).prop_map(|(kpi, measurement)| Edit::AddMeasurement { kpi, measurement }),
            (kpi(), any_measurement()).prop_map(|(kpi, measurement)| Edit::ChangeMeasurement { kpi, measurement }),
            (kpi(), (1..9_u64).prop_map(MeasurementId)).prop_map(|(kpi, id)| Edit::RemoveMeasurement { kpi, id }),
            (kpi(), prop::option::of(any_target())).prop_map(|(kpi, target)| Edit::SetTarget { kpi, target }),
        ]
    }

    fn any_evidence() -> impl Strategy<Value = Evidence> {
        (1..4_u64, short(), prop::option::of(day())).prop_map(|(id, title, date)| Evidence {
            id: EvidenceId(id),
            title,
            date,
            person: String::new(),
            link: String::new(),
        })
    }

    fn any_person() -> impl Strategy<Value = Person> {
        let name = select(vec!["Priya", "priya ", "Sam", ""]);
        (1..4_u64, name, any::<bool>()).prop_map(|(id, name, decision_maker)| Person {
            id: PersonId(id),
            name: name.to_owned(),
            role: String::new(),
            areas: std::collections::BTreeSet::from([AreaId::new("area-2")]),
            decision_maker,
            changed: at(0),
        })
    }

    /// Edits of several records, of evidence, of people and of rounds.
    fn wider_edit() -> impl Strategy<Value = Edit> {
        let ids = || prop::collection::vec((1..9_u64).prop_map(ActionId), 0..4);
        let questions = || prop::collection::vec(question(), 0..4);
        let new = || (1..20_u64, short()).prop_map(|(id, title)| *action(id, &title));
        prop_oneof![
            (questions(), select(Rating::ALL.to_vec()))
                .prop_map(|(questions, rating)| Edit::RateAll { questions, rating }),
            questions().prop_map(|questions| Edit::Reconfirm { questions }),
            recommendation().prop_map(Edit::ReconfirmAgreed),
            (question(), any_evidence()).prop_map(|(question, evidence)| Edit::AddEvidence { question, evidence }),
            (question(), any_evidence()).prop_map(|(question, evidence)| Edit::ChangeEvidence { question, evidence }),
            (question(), (1..4_u64).prop_map(EvidenceId))
                .prop_map(|(question, id)| Edit::RemoveEvidence { question, id }),
            day().prop_map(|on| Edit::FreezeRound { on }),
            (day(), short()).prop_map(|(on, reason)| Edit::ReopenRound { on, reason }),
            (100..120_u64, short(), day()).prop_map(|(id, name, started)| Edit::StartRound {
                id: RoundId(id),
                name,
                started
            }),
            short().prop_map(Edit::RenameRound),
            any::<bool>().prop_map(Edit::DeclineFirstAction),
            any_person().prop_map(Edit::AddPerson),
            any_data_set().prop_map(Edit::AddDataSet),
            any_data_set().prop_map(Edit::ChangeDataSet),
            (1..4_u64).prop_map(|id| Edit::RemoveDataSet(DataSetId(id))),
            any_person().prop_map(Edit::ChangePerson),
            (1..4_u64).prop_map(|id| Edit::RemovePerson(PersonId(id))),
            prop::collection::vec(new(), 0..3).prop_map(Edit::AddActions),
            (ids(), field()).prop_map(|(ids, field)| Edit::ChangeActions { ids, field }),
            ids().prop_map(Edit::RemoveActions),
        ]
    }

    fn happening() -> impl Strategy<Value = Happening> {
        prop_oneof![
            20 => any_edit().prop_map(Happening::Edit),
            4 => Just(Happening::Undo),
            3 => Just(Happening::Redo),
            1 => Just(Happening::CloseStep),
            1 => Just(Happening::BeginSave),
            1 => Just(Happening::EndSave),
        ]
    }

    /// The project to begin with; one time in five its round is frozen.
    fn begin() -> impl Strategy<Value = Project> {
        let base = prop_oneof![projects::project(), Just(projects::every_field())];
        (base, prop::bool::weighted(0.2)).prop_map(|(mut project, frozen)| {
            round(&mut project).frozen = frozen.then_some(date(2026, 1, 1));
            project
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 12, max_shrink_iters: 2000, ..ProptestConfig::default() })]

        #[test]
        fn a_thousand_edits_are_undone_and_redone_without_loss(
            original in begin(),
            edits in prop::collection::vec(any_edit(), 1000),
        ) {
            let mut editor = Editor::saved(original.clone());
            // The naive history: the project before every step.
            let mut before: Vec<Arc<Project>> = Vec::new();
            let mut labels: Vec<&str> = Vec::new();
            for (place, edit) in edits.into_iter().enumerate() {
                let old = Arc::clone(editor.project());
                let revision = editor.revision();
                let label = edit.label();
                prop_assert!(!label.is_empty());
                // Each edit a step of its own, so that the naive history need not know what merges.
                editor.close_step();
                let made = editor.apply(edit, at(i64::try_from(place).unwrap()));
                prop_assert_eq!(editor.project().faults(), []);
                if made.is_err() || **editor.project() == *old {
                    prop_assert!(Arc::ptr_eq(&old, editor.project()));
                    prop_assert_eq!(editor.revision(), revision);
                } else {
                    prop_assert_ne!(editor.revision(), revision);
                    before.push(old);
                    labels.push(label);
                }
            }
            let last = Arc::clone(editor.project());
            let kept = before.len().saturating_sub(DEPTH);
            for (state, label) in before.iter().zip(&labels).skip(kept).rev() {
                prop_assert_eq!(editor.undo_label(), Some(*label));
                prop_assert_eq!(editor.undo(), Some(*label));
                prop_assert!(editor.project() == state);
                prop_assert_eq!(editor.project().faults(), []);
            }
            prop_assert_eq!(editor.undo(), None);
            prop_assert_eq!(editor.is_dirty(), kept > 0, "clean only where the history reaches back to what was saved");
            if kept == 0 {
                prop_assert!(**editor.project() == original);
            }
            while editor.redo().is_some() {}
            prop_assert!(editor.project() == &last);
        }

        #[test]
        fn dirty_says_whether_a_file_holds_what_is_shown(
            original in begin(),
            happenings in prop::collection::vec(happening(), 0..400),
        ) {
            let mut editor = Editor::saved(original.clone());
            let mut on_disk = (editor.revision(), Arc::clone(editor.project()));
            let mut saving: Option<(Revision, Arc<Project>)> = None;
            let mut seen = vec![on_disk.clone()];
            for (place, happening) in happenings.into_iter().enumerate() {
                match happening {
                    // A refusal is as good as any other outcome here.
                    Happening::Edit(edit) => drop(editor.apply(edit, at(i64::try_from(place).unwrap()))),
                    Happening::Undo => drop(editor.undo()),
                    Happening::Redo => drop(editor.redo()),
                    Happening::CloseStep => editor.close_step(),
                    Happening::BeginSave => saving = Some((editor.revision(), Arc::clone(editor.project()))),
                    Happening::EndSave => if let Some(saved) = saving.take() {
                        editor.mark_saved(saved.0);
                        on_disk = saved;
                    }
                }
                prop_assert_eq!(editor.is_dirty(), editor.revision() != on_disk.0);
                prop_assert!(editor.is_dirty() || *editor.project() == on_disk.1, "clean is what the file holds");
                // A revision never stands for two states.
                let known = seen.iter().find(|(revision, _)| *revision == editor.revision());
                prop_assert!(known.is_none_or(|(_, project)| project == editor.project()));
                if known.is_none() {
                    seen.push((editor.revision(), Arc::clone(editor.project())));
                }
                prop_assert!(editor.undo_label() != Some("") && editor.redo_label() != Some(""));
            }
        }
    }

    #[test]
    fn the_oldest_steps_fall_out_of_a_long_history() {
        let mut editor = Editor::saved(projects::every_field());
        for place in 0..DEPTH + 10 {
            let rating = if place % 2 == 0 { Rating::Active } else { Rating::Limited };
            editor.apply(Edit::Rate { question: "q".into(), rating }, at(1)).unwrap();
        }
        let mut undone = 0;
        while editor.undo().is_some() {
            undone += 1;
        }
        assert_eq!(undone, DEPTH);
        assert!(editor.is_dirty());
    }
}
