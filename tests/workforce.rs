//! What follows from workforce data: hand-worked figures, and rules that hold for any counts.

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;
    use waymark::chart::Plot;
    use waymark::content::{Catalogue, Say, ThirdGroup};
    use waymark::disclosure::{available, propose};
    use waymark::edit::Edit;
    use waymark::insight::{
        FeedState, benchmark_choices, default_benchmark, feeds, groups, groups_chart, groups_reading, response,
        response_reading, spread, spread_chart, spread_reading,
    };
    use waymark::project::{
        Audience, Breakdown, CountRow, DataSet, DataSetId, Dimension, Method, Organisation, Population, Project,
        ProjectId, ReleaseId, Round, RoundId,
    };
    use waymark::stats::wilson;

    const THIRD: ThirdGroup = ThirdGroup::WorkingClass;

    /// The options of the key question, in the order of its groups: two professional, two intermediate, three working
    /// class, other, prefer not to say.
    const OPTIONS: [&str; 9] = [
        "q1-modern-professional",
        "q1-managers",
        "q1-clerical",
        "q1-small-business",
        "q1-technical",
        "q1-routine",
        "q1-unemployed",
        "q1-other",
        "q1-prefer-not",
    ];

    /// The built-in packs, read once.
    fn catalogue() -> &'static Catalogue {
        static PACKS: std::sync::LazyLock<Catalogue> = std::sync::LazyLock::new(Catalogue::built_in);
        &PACKS
    }

    fn row(label: &str, counts: &[u32; 9]) -> CountRow {
        let counts = OPTIONS.iter().zip(counts).map(|(id, count)| ((*id).into(), *count)).collect();
        CountRow { label: label.to_owned(), counts }
    }

    fn set(asked: Option<u32>, breakdowns: Vec<Breakdown>) -> DataSet {
        DataSet {
            id: DataSetId(1),
            name: "Staff survey".to_owned(),
            population: Population::Workforce,
            as_of: date(2026, 10, 16),
            asked,
            method: Method::OneQuestion,
            question: "q1".into(),
            breakdowns,
            crossings: Vec::new(),
            pay: Vec::new(),
            waits: Vec::new(),
            note: String::new(),
            changed: jiff::Timestamp::UNIX_EPOCH,
        }
    }

    fn whole(counts: &[u32; 9]) -> Breakdown {
        Breakdown { by: Dimension::Whole, rows: vec![row("", counts)] }
    }

    fn project() -> Project {
        let organisation =
            Organisation { invented: true, ..Organisation::named("Northmoor", jiff::Timestamp::UNIX_EPOCH) };
        let round = Round::new(RoundId(1), "Round 1", date(2026, 1, 1), jiff::Timestamp::UNIX_EPOCH);
        Project::new(ProjectId(1), organisation, round)
    }

    fn near(one: f64, other: f64, within: f64) -> bool {
        (one - other).abs() < within
    }

    /// 577 of 1,668 placed; 1,731 of 2,623 asked. Shares and bounds worked by hand.
    #[test]
    fn figures_equal_those_worked_by_hand() {
        let catalogue = catalogue();
        let set = set(Some(2623), vec![whole(&[500, 192, 300, 99, 77, 400, 100, 18, 45])]);
        let told = response(catalogue, &set);
        assert_eq!((told.answered, told.placed, told.other, told.prefer_not), (1731, 1668, 18, 45));
        assert_eq!((told.asked, told.silent, told.unknown), (Some(2623), Some(892), 0));
        assert!(near(told.rate.unwrap(), 65.993, 0.001));
        // 577 of 2,560, and 1,469 of 2,560.
        let (low, high) = told.bounds.unwrap();
        assert!(near(low, 22.539, 0.001) && near(high, 57.383, 0.001), "{low} {high}");
        let national = default_benchmark(catalogue, &set.question).unwrap();
        assert_eq!(national.id, "national-2021".into());
        let spread = spread(catalogue, &set, Some(&national.id), THIRD).unwrap();
        let [working, intermediate, professional] = spread.shares.as_slice() else { panic!("three groups") };
        assert_eq!((working.count, intermediate.count, professional.count), (577, 399, 692));
        assert!(near(working.percent, 34.592, 0.001) && near(professional.percent, 41.487, 0.001));
        // Computed with scipy 1.17.1: binomtest(577, 1668).proportion_ci(method="wilson") holds the share.
        assert!(near(working.difference().unwrap(), -4.408, 0.001));
        assert!(near(working.index().unwrap(), 0.887, 0.001));
        assert_eq!(working.beyond_chance(), Some(true));
        assert_eq!(intermediate.beyond_chance(), Some(false));
        assert_eq!(spread.dominant().unwrap().name, "Professional");
    }

    #[test]
    fn a_small_base_says_so_first_and_chance_is_not_called_a_gap() {
        let catalogue = catalogue();
        let set = set(None, vec![whole(&[4, 0, 3, 0, 2, 1, 0, 0, 0])]);
        let national = default_benchmark(catalogue, &set.question);
        let spread = spread(catalogue, &set, national.map(|set| &set.id), THIRD).unwrap();
        let said = spread_reading(catalogue, &spread, national);
        assert!(said[0].contains("10 people"), "{said:?}");
        assert!(said.iter().any(|said| said.contains("could be chance alone")), "{said:?}");
        assert!(said.last().unwrap().contains("not why"));
        let told = response(catalogue, &set);
        let said = response_reading(catalogue, &set, &told, Some("Working class"));
        assert_eq!(said.len(), 1, "{said:?}");
        assert!(said[0].contains("not given"));
    }

    #[test]
    fn young_people_and_coded_answers_are_minded() {
        let catalogue = catalogue();
        let mut set = set(None, vec![whole(&[40, 0, 30, 0, 20, 10, 0, 0, 0])]);
        let notes = |set: &DataSet| {
            let national = default_benchmark(catalogue, &set.question);
            let spread = spread(catalogue, set, national.map(|set| &set.id), THIRD).unwrap();
            spread_chart(catalogue, set, &spread, national).unwrap().notes.join(" ")
        };
        let plain = notes(&set);
        assert!(!plain.contains("grew up more recently more often") && !plain.contains("coded from four"));
        for (population, young) in [
            (Population::Apprentices, true),
            (Population::NewHires, true),
            (Population::Outreach, true),
            (Population::Leavers, false),
        ] {
            set.population = population;
            assert_eq!(notes(&set).contains("more recently more often"), young, "{population:?}");
        }
        set.method = Method::FourQuestions;
        assert!(notes(&set).contains("coded from four questions"));
    }

    #[test]
    fn the_other_questions_are_told_by_one_side() {
        let catalogue = catalogue();
        for (question, chosen, rest, apart, benchmark) in [
            ("q2", "q2-independent-bursary", "q2-state", "q2-outside-uk", 7.5),
            ("q3", "q3-yes", "q3-no", "q3-not-applicable", 15.0),
            ("q4", "q4-neither", "q4-yes", "q4-dont-know", 67.0),
        ] {
            let counts = [(chosen.into(), 30), (rest.into(), 90), (apart.into(), 7)].into();
            let rows = vec![CountRow { label: String::new(), counts }];
            let mut set = set(None, vec![Breakdown { by: Dimension::Whole, rows }]);
            set.question = question.into();
            let compared = default_benchmark(catalogue, &set.question);
            let spread = spread(catalogue, &set, compared.map(|set| &set.id), THIRD).unwrap();
            let headline = spread.headline().unwrap();
            assert_eq!((spread.base, spread.unplaced, headline.count), (120, 7, 30), "{question}");
            assert_eq!((headline.percent, headline.benchmark), (25.0, Some(benchmark)), "{question}");
            assert_eq!(response(catalogue, &set).other, 7);
            assert!(feeds(catalogue, &project(), &set).is_empty(), "{question} feeds no measure");
        }
    }

    #[test]
    fn groups_are_told_with_the_small_ones_first_and_outside_the_span() {
        let catalogue = catalogue();
        let rows = vec![
            row("AO", &[40, 0, 60, 0, 100, 0, 0, 0, 0]),
            row("HEO", &[80, 0, 60, 0, 60, 0, 0, 0, 0]),
            row("SCS", &[4, 0, 0, 0, 0, 0, 0, 0, 0]),
        ];
        let grades = Breakdown { by: Dimension::Grade, rows };
        let set = set(None, vec![whole(&[124, 0, 120, 0, 150, 0, 0, 0, 0]), grades.clone()]);
        let national = default_benchmark(catalogue, &set.question);
        let told = groups(catalogue, &set, &grades, national.map(|set| &set.id), THIRD).unwrap();
        let said = groups_reading(catalogue, &told, national);
        assert!(said[0].contains("SCS") && said[0].contains("30"), "{said:?}");
        assert!(said[1].contains("from 50% (AO) to 30% (HEO)"), "{said:?}");
        assert!(said[2].contains("AO and HEO") || said[2].contains("AO, HEO"), "{said:?}");
        // More in the groups than in the whole, of one option only.
        let over: Vec<_> = told.too_many.iter().map(|one| (one.option.as_str(), one.groups, one.whole)).collect();
        assert_eq!(over, [("q1-technical", 160, 150)]);
        let everybody = spread(catalogue, &set, national.map(|set| &set.id), THIRD);
        let chart = groups_chart(catalogue, &set, everybody.as_ref(), &told, national).unwrap();
        assert_eq!(chart.title, "Working class by grade: from 50% (AO) to 30% (HEO)");
        let Plot::Shares(shares) = &chart.plot else { panic!("shares") };
        assert_eq!(shares.rows.len(), 4);
        assert!((shares.level.as_ref().unwrap().value - 39.0).abs() < 1e-9);
    }

    #[test]
    fn every_number_drawn_stands_in_the_table() {
        let catalogue = catalogue();
        let set = set(Some(900), vec![whole(&[50, 192, 30, 99, 77, 40, 10, 18, 45])]);
        for national in benchmark_choices(catalogue, &set.question) {
            let spread = spread(catalogue, &set, Some(&national.id), THIRD).unwrap();
            let chart = spread_chart(catalogue, &set, &spread, Some(national)).unwrap();
            let cells: Vec<&String> = chart.table.rows.iter().flatten().collect();
            let Plot::Shares(shares) = &chart.plot else { panic!("shares") };
            for percent in shares.rows.iter().flat_map(|row| &row.percents) {
                let words = format!("{}%", waymark::words::decimal(*percent));
                assert!(cells.iter().any(|cell| **cell == words), "{words}");
            }
            assert!(chart.alt.contains(&chart.title) && !chart.source.is_empty());
        }
    }

    #[test]
    fn a_figure_of_few_people_is_not_for_the_scorecard() {
        let catalogue = catalogue();
        let states = |asked, counts: &[u32; 9], population| {
            let set = DataSet { population, ..set(asked, vec![whole(counts)]) };
            let found = feeds(catalogue, &project(), &set);
            found.into_iter().map(|feed| (feed.kpi.to_string(), feed.state)).collect::<Vec<_>>()
        };
        let all = [20, 0, 10, 0, 10, 0, 0, 0, 0];
        let response = ("kpi-response-rate".to_owned(), FeedState::NotShown);
        let spread = ("kpi-workforce-spread".to_owned(), FeedState::NotShown);
        assert_eq!(states(Some(60), &all, Population::Workforce), [response.clone(), spread.clone()]);
        // Nine did not answer.
        let few = ("kpi-response-rate".to_owned(), FeedState::TooFew);
        assert_eq!(states(Some(49), &all, Population::Workforce), [few, spread]);
        let nine = [20, 0, 10, 0, 9, 0, 0, 0, 0];
        let few = ("kpi-workforce-spread".to_owned(), FeedState::TooFew);
        assert_eq!(states(Some(60), &nine, Population::Workforce), [response, few]);
        assert_eq!(states(None, &all, Population::NewHires), [("kpi-new-hires".to_owned(), FeedState::NotShown)]);
        assert_eq!(states(None, &all, Population::Apprentices), [("kpi-apprentices".to_owned(), FeedState::NotShown)]);
        assert_eq!(states(Some(60), &all, Population::Leavers), []);
    }

    /// What the board was shown of a project's workforce data, noted in it.
    fn shown_to_the_board(project: &Project) -> Project {
        let tables = available(catalogue(), project);
        let proposal = propose(catalogue(), project, Audience::Board, THIRD, &tables);
        let release = proposal.release(ReleaseId(1), date(2026, 11, 1), "");
        Edit::AddRelease(Box::new(release)).apply(project, jiff::Timestamp::UNIX_EPOCH).unwrap()
    }

    #[test]
    fn the_scorecard_takes_figures_as_the_board_was_shown_them() {
        let one = set(Some(2623), vec![whole(&[500, 192, 300, 99, 400, 100, 77, 18, 45])]);
        let mut project = project();
        project.workforce = vec![std::sync::Arc::new(one.clone())];
        assert!(feeds(catalogue(), &project, &one).iter().all(|feed| feed.state == FeedState::NotShown));
        let shown = shown_to_the_board(&project);
        let found = feeds(catalogue(), &shown, &one);
        let told: Vec<_> = found.iter().map(|feed| (feed.words.as_str(), feed.state)).collect();
        // 1,731 of 2,623 are told as 1,730 of 2,625; 692, 399 and 577 as 690, 400 and 575.
        assert_eq!(told, [("65.9%, n = 2,625", FeedState::Ready), ("41.4 / 24 / 34.5%, n = 1,665", FeedState::Ready)]);
        // What was changed since was not shown.
        let changed = DataSet { changed: jiff::Timestamp::from_second(1).unwrap(), ..one };
        let shown = Project { workforce: vec![std::sync::Arc::new(changed.clone())], ..shown };
        assert!(feeds(catalogue(), &shown, &changed).iter().all(|feed| feed.state == FeedState::NotShown));
    }

    #[test]
    fn what_is_hidden_from_the_board_is_not_for_the_scorecard() {
        // Nine did not answer, so how many answered is hidden as well.
        let mut project = project();
        let one = set(Some(409), vec![whole(&[100, 0, 100, 0, 200, 0, 0, 0, 0])]);
        project.workforce = vec![std::sync::Arc::new(one.clone())];
        let shown = shown_to_the_board(&project);
        let rate = feeds(catalogue(), &shown, &one).into_iter().find(|feed| feed.kpi == "kpi-response-rate".into());
        assert_ne!(rate.unwrap().state, FeedState::Ready);
    }

    #[test]
    fn every_sentence_of_workforce_data_is_worded() {
        let catalogue = catalogue();
        for say in Say::ALL {
            assert!(catalogue.reading(*say).is_some(), "{}", say.name());
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn counts_recount_shares_add_up_and_bounds_hold(
            counts in prop::array::uniform9(0..5000_u32),
            silent in prop::option::of(0..5000_u32),
        ) {
            let catalogue = catalogue();
            let total: u32 = counts.iter().sum();
            let set = set(silent.map(|silent| total + silent), vec![whole(&counts)]);
            let told = response(catalogue, &set);
            prop_assert_eq!(told.answered, total);
            prop_assert_eq!(told.placed + told.other + told.prefer_not + told.unknown, told.answered);
            let spread = spread(catalogue, &set, None, THIRD).unwrap();
            prop_assert_eq!(spread.base, counts[..7].iter().sum::<u32>());
            prop_assert_eq!(spread.base + spread.unplaced, total);
            if spread.base == 0 {
                prop_assert!(spread.shares.is_empty() && told.bounds.is_none());
                return Ok(());
            }
            let sum: f64 = spread.shares.iter().map(|share| share.percent).sum();
            prop_assert!((sum - 100.0).abs() < 1e-9);
            prop_assert_eq!(spread.shares.iter().map(|share| share.count).sum::<u32>(), spread.base);
            for share in &spread.shares {
                let (low, high) = share.range;
                prop_assert!((0.0..=share.percent).contains(&low) && (share.percent..=100.0).contains(&high));
                let (lowest, highest) = wilson(share.percent / 100.0, spread.base).unwrap();
                prop_assert!((low - lowest * 100.0).abs() < 1e-9 && (high - highest * 100.0).abs() < 1e-9);
            }
            let headline = spread.headline().unwrap();
            if let Some((low, high)) = told.bounds {
                prop_assert!(low <= headline.percent + 1e-9 && headline.percent <= high + 1e-9);
                prop_assert_eq!(low + 1e-9 < high, told.silent.unwrap() > 0);
            }
            prop_assert_eq!(told.rate.is_some(), set.asked.is_some_and(|asked| asked > 0));
        }

        #[test]
        fn groups_of_the_whole_are_never_too_many_and_add_up_to_it(
            rows in prop::collection::vec(prop::array::uniform9(0..500_u32), 1..6),
        ) {
            let catalogue = catalogue();
            let mut all = [0; 9];
            for row in &rows {
                all.iter_mut().zip(row).for_each(|(all, count)| *all += count);
            }
            let names = rows.iter().enumerate().map(|(place, counts)| row(&format!("Grade {place}"), counts));
            let grades = Breakdown { by: Dimension::Grade, rows: names.collect() };
            let set = set(None, vec![whole(&all), grades.clone()]);
            let told = groups(catalogue, &set, &grades, None, THIRD).unwrap();
            prop_assert!(told.too_many.is_empty());
            let everybody = spread(catalogue, &set, None, THIRD).unwrap();
            prop_assert_eq!(told.rows.iter().map(|row| row.base).sum::<u32>(), everybody.base);
        }
    }
}
