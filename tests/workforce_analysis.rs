//! What follows from workforce data beyond the spread of its answers: hand-worked figures, and rules that hold for any
//! counts.

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use jiff::civil::{Date, date};
    use proptest::prelude::*;
    use waymark::chart::{Chart, Plot};
    use waymark::content::{Catalogue, Condition, Group, ThirdGroup, WorkforceSign};
    use waymark::insight::{
        self, Chance, Comparator, Differs, FeedState, Since, Top, Topic, analyses, chances, chances_reading, crossed,
        crossed_reading, feeds, groups, ladder, ladder_reading, pay_gaps, pay_reading, rates_chart, series,
        series_chart, series_reading, stages, stages_reading, to_add, waits, waits_reading, workforce_signs,
    };
    use waymark::project::{
        Breakdown, CountRow, CrossRow, Crossing, DataSet, DataSetId, Dimension, Method, Organisation, Pay, PayRow,
        PaySummary, PayTable, Population, Project, ProjectId, Round, RoundId, WaitRow, WaitSummary, WaitTable,
    };

    const THIRD: ThirdGroup = ThirdGroup::WorkingClass;

    fn catalogue() -> &'static Catalogue {
        static PACKS: std::sync::LazyLock<Catalogue> = std::sync::LazyLock::new(Catalogue::built_in);
        &PACKS
    }

    /// Counts of the key question: working class, intermediate, professional.
    fn row(label: &str, [working, intermediate, professional]: [u32; 3]) -> CountRow {
        let counts =
            [("q1-routine", working), ("q1-clerical", intermediate), ("q1-managers", professional), ("q1-other", 3)];
        CountRow { label: label.to_owned(), counts: counts.map(|(id, count)| (id.into(), count)).into() }
    }

    fn by(by: Dimension, rows: &[(&str, [u32; 3])]) -> Breakdown {
        Breakdown { by, rows: rows.iter().map(|(label, counts)| row(label, *counts)).collect() }
    }

    fn set(id: u64, population: Population, as_of: Date, breakdowns: Vec<Breakdown>) -> DataSet {
        DataSet {
            id: DataSetId(id),
            name: format!("Set {id}"),
            population,
            as_of,
            asked: None,
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

    fn whole(counts: [u32; 3]) -> Breakdown {
        by(Dimension::Whole, &[("", counts)])
    }

    fn project(sets: &[&DataSet]) -> Project {
        let organisation = Organisation {
            name: "Northmoor".to_owned(),
            size: None,
            sector: String::new(),
            first_pillar: None,
            invented: true,
            changed: jiff::Timestamp::UNIX_EPOCH,
        };
        let round = Round::new(RoundId(1), "Round 1", date(2026, 1, 1), jiff::Timestamp::UNIX_EPOCH);
        let mut project = Project::new(ProjectId(1), organisation, round);
        project.workforce = sets.iter().map(|set| Arc::new((*set).clone())).collect();
        assert!(project.workforce.iter().all(|set| set.is_sound()));
        project
    }

    fn day(year: i16) -> Date {
        date(year, 3, 31)
    }

    fn near(one: f64, other: f64) -> bool {
        (one - other).abs() < 1e-3
    }

    /// 300 and 200 applied; 120 and 120 were shortlisted; 40 and 40 hired. Worked by hand: (120 / 300) / (120 / 200) is
    /// 2 / 3; after that both come through alike.
    #[test]
    fn stages_are_cumulative_and_the_step_that_loses_people_is_named() {
        let rows = [("Hired", [40, 10, 40]), ("Applied", [180, 40, 80]), ("Shortlisted", [80, 10, 80])];
        let set = set(1, Population::Applicants, day(2026), vec![by(Dimension::Stage, &rows)]);
        let found = stages(catalogue(), &project(&[&set]), &set, THIRD).unwrap();
        assert_eq!(found.names, ["Applied", "Shortlisted", "Hired"], "in the order of the stages");
        let reached: Vec<u32> = found.reached.iter().map(|of| of.told().unwrap().count).collect();
        assert_eq!(reached, [300, 120, 40]);
        let ratio = |step: usize| found.steps[step].told().unwrap().ratio.unwrap();
        assert!(near(ratio(0).value, 0.6667) && ratio(0).high < 1.0, "{:?}", ratio(0));
        assert!(near(ratio(1).value, 1.0) && !ratio(1).beyond_chance());
        let said = stages_reading(catalogue(), &found).join(" ");
        assert!(said.contains("from “Applied” to “Shortlisted”") && !said.contains("from “Shortlisted” to"), "{said}");
        let signs = workforce_signs(catalogue(), &project(&[&set]));
        assert!(signs[&WorkforceSign::StageUneven].contains("from “Applied” to “Shortlisted”"));
        let feeds = feeds(catalogue(), &project(&[&set]), &set);
        assert!(feeds.is_empty(), "no offers are counted");
    }

    #[test]
    fn stages_of_unknown_names_keep_their_order_and_new_hires_stand_in() {
        let rows = [("Round one", [180, 40, 80]), ("Round two", [80, 10, 80]), ("Round three", [40, 10, 40])];
        let mut applied = set(1, Population::Applicants, day(2026), vec![by(Dimension::Stage, &rows)]);
        let found = stages(catalogue(), &project(&[&applied]), &applied, THIRD).unwrap();
        assert_eq!(found.names, ["Round one", "Round two", "Round three"]);
        applied.breakdowns = vec![whole([300, 60, 200])];
        assert_eq!(stages(catalogue(), &project(&[&applied]), &applied, THIRD), None);
        let hired = set(2, Population::NewHires, date(2026, 6, 30), vec![whole([30, 6, 40])]);
        let found = stages(catalogue(), &project(&[&applied, &hired]), &applied, THIRD).unwrap();
        assert_eq!((found.steps.len(), found.hired.as_deref()), (1, Some("Set 2")));
        // (30 / 300) / (40 / 200).
        assert!(near(found.steps[0].told().unwrap().ratio.unwrap().value, 0.5));
        // Of another method, or far off in time, or more hired than applied: not held together.
        for change in [
            |hired: &mut DataSet| hired.method = Method::FourQuestions,
            |hired: &mut DataSet| hired.as_of = date(2028, 1, 1),
            |hired: &mut DataSet| hired.question = "q2".into(),
            |hired: &mut DataSet| hired.breakdowns = vec![whole([301, 6, 40])],
        ] {
            let mut other = hired.clone();
            change(&mut other);
            assert_eq!(stages(catalogue(), &project(&[&applied, &other]), &applied, THIRD), None);
        }
    }

    /// 20 of 100 at the top, 120 of 240 at the bottom: 30 points, as scipy's Newcombe interval has it in `stats`.
    #[test]
    fn the_ladder_knows_its_top_by_the_names_and_falls_beyond_chance() {
        let rows = [("Senior leaders", [20, 30, 50]), ("Team leaders", [60, 60, 60]), ("Care workers", [120, 60, 60])];
        let grades = by(Dimension::Grade, &rows);
        let set = set(1, Population::Workforce, day(2026), vec![whole([200, 150, 170]), grades.clone()]);
        let found = ladder(&groups(catalogue(), &set, &grades, None, THIRD).unwrap()).unwrap();
        assert_eq!(found.top, Top::First);
        let (junior, senior) = found.ends.clone().unwrap();
        assert_eq!((junior.label.as_str(), senior.label.as_str()), ("Care workers", "Senior leaders"));
        assert!(near(found.drop.unwrap().points, -30.0) && found.is_lower_at_top());
        let apart: Vec<&str> = found.apart().iter().map(|rung| rung.label.as_str()).collect();
        assert_eq!(apart, ["Senior leaders", "Care workers"]);
        assert!(found.uneven.unwrap().beyond_chance());
        let said = ladder_reading(catalogue(), &found);
        assert!(said[0].contains("falls by 30 points"), "{said:?}");
        assert!(said.last().unwrap().contains("To look at next"), "{said:?}");
        let signs = workforce_signs(catalogue(), &project(&[&set]));
        let words = &signs[&WorkforceSign::SeniorGap];
        assert!(words.contains("lower in “Senior leaders” than in “Care workers”"), "{words}");
        let counts = words.replace("2026", "").replace("31 Mar", "").replace("“Set 1”", "");
        assert!(!counts.chars().any(|c| c.is_ascii_digit()), "no figure stands in it: {words}");
        for (first, last, top) in
            [("AO", "SCS", Top::Last), ("Junior", "Director", Top::Last), ("Band 1", "Band 5", Top::Unknown)]
        {
            let grades = by(Dimension::Grade, &[(first, [50, 50, 50]), (last, [50, 50, 50])]);
            let found = ladder(&groups(catalogue(), &set, &grades, None, THIRD).unwrap()).unwrap();
            assert_eq!((found.top, found.drop.is_none()), (top, top == Top::Unknown), "{first} to {last}");
        }
    }

    #[test]
    fn a_handful_at_the_top_is_no_sign_and_its_small_base_comes_first() {
        let grades = by(Dimension::Grade, &[("Director", [0, 2, 7]), ("Assistant", [300, 100, 50])]);
        let set = set(1, Population::Workforce, day(2026), vec![whole([300, 102, 57]), grades.clone()]);
        let found = ladder(&groups(catalogue(), &set, &grades, None, THIRD).unwrap()).unwrap();
        assert!(found.is_lower_at_top());
        assert!(ladder_reading(catalogue(), &found)[0].contains("fewer than 30 people"));
        assert!(!workforce_signs(catalogue(), &project(&[&set])).contains_key(&WorkforceSign::SeniorGap));
        let leaders = feeds(catalogue(), &project(&[&set]), &set);
        let leaders = leaders.iter().find(|feed| feed.kpi == "kpi-senior-leaders".into()).unwrap();
        assert_eq!(leaders.state, FeedState::TooFew);
    }

    fn paid(of: &[Group], people: u32, paid: u32, mean: u64, median: u64) -> PaySummary {
        PaySummary { of: of.to_vec(), people, paid, mean, median }
    }

    /// Medians of £14.52 and £15.80: (15.80 − 14.52) / 15.80 is 8.101%. Against everybody else at £15.20 it is 4.474%.
    #[test]
    fn the_pay_gap_states_its_comparator_and_claims_no_interval() {
        use Group::{Intermediate, Professional, WorkingClass};
        let all = [
            paid(&[WorkingClass], 400, 400, 150_000, 145_200),
            paid(&[Professional], 500, 500, 170_000, 158_000),
            paid(&[Intermediate, Professional], 700, 700, 165_000, 152_000),
        ];
        let senior = [paid(&[Professional], 30, 30, 300_000, 290_000)];
        let mut set = set(1, Population::Workforce, day(2026), vec![whole([400, 200, 500])]);
        let table = |by: Dimension, label: &str, groups: &[PaySummary]| PayTable {
            pay: Pay::Hourly,
            by,
            rows: vec![PayRow { label: label.to_owned(), groups: groups.to_vec() }],
        };
        set.pay = vec![table(Dimension::Whole, "", &all), table(Dimension::Grade, "Senior", &senior)];
        let of = |by: Dimension, comparator| pay_gaps(&set, Pay::Hourly, &by, comparator, THIRD).unwrap();
        let gap = of(Dimension::Whole, Comparator::Professional);
        assert!(near(gap.rows[0].median().unwrap(), 8.101) && near(gap.rows[0].mean().unwrap(), 11.765));
        let others = of(Dimension::Whole, Comparator::Others);
        assert!(near(others.rows[0].median().unwrap(), 4.474));
        let said = pay_reading(catalogue(), &others).join(" ");
        assert!(said.contains("“Everybody else”") && said.contains("No interval is given"), "{said}");
        assert!(!said.contains("95%"), "{said}");
        let grades = of(Dimension::Grade, Comparator::Professional);
        assert_eq!((grades.rows.len(), grades.left_out.as_slice()), (1, ["Senior".to_owned()].as_slice()));
        let project = project(&[&set]);
        assert!(workforce_signs(catalogue(), &project).contains_key(&WorkforceSign::PayGap));
        let feeds = feeds(catalogue(), &project, &set);
        let pay = feeds.iter().find(|feed| feed.kpi == "kpi-class-pay-gap".into()).unwrap();
        assert_eq!((pay.words.as_str(), pay.base, pay.state), ("8.1%, n = 900", Some(900), FeedState::NotShown));
        let found = analyses(catalogue(), &project, &set, None, Comparator::Professional, THIRD);
        let topics: Vec<&Topic> = found.iter().map(|one| &one.topic).collect();
        assert_eq!(topics, [&Topic::Pay(Pay::Hourly, Dimension::Grade)], "everybody is told with the grades");
        assert!(to_add(&set, &found).iter().any(|one| one.contains("by grade")));
    }

    /// Of 100 people 30 are paid a bonus, of 200 others 100: 20 points apart, beyond chance.
    #[test]
    fn who_is_paid_a_bonus_is_told_beside_its_size() {
        let groups = vec![
            paid(&[Group::WorkingClass], 100, 30, 5_000_000, 4_000_000),
            paid(&[Group::Professional], 200, 100, 9_000_000, 8_000_000),
        ];
        let mut set = set(1, Population::Workforce, day(2026), vec![whole([100, 0, 200])]);
        let rows = vec![PayRow { label: String::new(), groups }];
        set.pay = vec![PayTable { pay: Pay::Bonus, by: Dimension::Whole, rows }];
        let of = pay_gaps(&set, Pay::Bonus, &Dimension::Whole, Comparator::Professional, THIRD).unwrap();
        assert!(near(of.rows[0].median().unwrap(), 50.0));
        assert!(near(of.rows[0].paid_apart().unwrap().points, -20.0));
        let said = pay_reading(catalogue(), &of).join(" ");
        assert!(said.contains("30% of “Working class” and 50% of “Professional”, further apart"), "{said}");
    }

    /// 20 promotions in 200 years against 60 in 300: rates of 10 and 20 in a hundred years, a ratio of one half.
    #[test]
    fn promotion_rates_count_years_and_the_middle_may_be_missing() {
        let wait = |of: Group, promoted: u32, years: u64, median: Option<u32>| WaitSummary {
            of: vec![of],
            people: 100,
            promoted,
            days: years * 1461 / 4,
            median,
            waiting: Vec::new(),
        };
        let groups = vec![wait(Group::WorkingClass, 20, 200, None), wait(Group::Professional, 60, 300, Some(1461))];
        let mut set = set(1, Population::Workforce, day(2026), vec![whole([100, 0, 100])]);
        let rows = vec![WaitRow { label: String::new(), groups }];
        set.waits = vec![WaitTable { by: Dimension::Whole, rows }];
        let of = waits(&set, &Dimension::Whole, THIRD).unwrap();
        assert!(near(of.rows[0].rate().unwrap(), 10.0) && near(of.rows[1].rate().unwrap(), 20.0));
        assert!(near(of.rows[0].ratio.unwrap().value, 0.5) && of.is_slower());
        let said = waits_reading(catalogue(), &of).join(" ");
        assert!(said.contains("fewer than half") && said.contains("half are promoted within 4 years"), "{said}");
        assert!(said.contains("less often than chance would explain"), "{said}");
        assert!(rates_chart(&set, &of).unwrap().title.contains("0.50 times as often"));
        assert!(workforce_signs(catalogue(), &project(&[&set])).contains_key(&WorkforceSign::PromotionSlower));
    }

    #[test]
    fn take_up_comes_of_yes_and_no_or_of_two_sets() {
        let rows = [("Mentoring", [30, 5, 60]), ("Course", [10, 5, 40]), ("No", [160, 40, 100])];
        let own = set(1, Population::Workforce, day(2026), vec![by(Dimension::Training, &rows)]);
        let found = chances(catalogue(), &project(&[&own]), &own, THIRD);
        let [one] = found.as_slice() else { panic!("{found:?}") };
        let told = one.likelihoods.told().unwrap();
        // (40 / 200) / (100 / 200); the odds (40 / 160) / (100 / 100).
        assert_eq!((one.what, told.count, told.base), (Chance::Training, 40, 200));
        assert!(near(told.ratio.unwrap().value, 0.4) && near(told.odds.unwrap().value, 0.25));
        let said = chances_reading(catalogue(), one).join(" ");
        assert!(said.contains("0.40 times as likely") && !said.contains("0.25"), "odds are never so told: {said}");
        let all = set(2, Population::Workforce, day(2026), vec![whole([200, 50, 200])]);
        let gone = set(3, Population::Leavers, date(2026, 9, 30), vec![whole([40, 5, 20])]);
        let found = chances(catalogue(), &project(&[&all, &gone]), &gone, THIRD);
        let [one] = found.as_slice() else { panic!("{found:?}") };
        assert!(one.what == Chance::Left && near(one.likelihoods.told().unwrap().ratio.unwrap().value, 2.0));
        let signs = workforce_signs(catalogue(), &project(&[&all, &gone]));
        assert!(signs[&WorkforceSign::LeavingMore].contains("leave more often"));
        // Without a group of those who took none, nothing is made of it.
        let rows = [("Mentoring", [30, 5, 60]), ("Course", [10, 5, 40])];
        let own = set(1, Population::Workforce, day(2026), vec![by(Dimension::Training, &rows)]);
        assert!(chances(catalogue(), &project(&[&own]), &own, THIRD).is_empty());
    }

    #[test]
    fn a_series_breaks_where_the_method_differs_and_says_so() {
        let sets: Vec<DataSet> = [(1, 2023, [30, 30, 40]), (2, 2024, [330, 330, 340]), (3, 2025, [400, 300, 300])]
            .map(|(id, year, counts)| set(id, Population::Workforce, day(year), vec![whole(counts)]))
            .into();
        let of = |sets: &[DataSet]| {
            let all: Vec<&DataSet> = sets.iter().collect();
            series(catalogue(), &project(&all), &sets[0], None, THIRD).unwrap()
        };
        let found = of(&sets);
        let [Since::First, Since::Change(one), Since::Change(other)] =
            [&found[0].since, &found[1].since, &found[2].since]
        else {
            panic!("{found:?}")
        };
        assert!(near(one.points, 3.0) && !one.beyond_chance() && near(other.points, 7.0) && other.beyond_chance());
        let mut coded = sets.clone();
        coded[2].method = Method::FourQuestions;
        let found = of(&coded);
        assert_eq!(found[2].since, Since::Break(Differs::Method));
        let said = series_reading(catalogue(), &found).join(" ");
        assert!(said.contains("The series breaks before 31 Mar 2025"), "{said}");
        let chart = series_chart(catalogue(), &coded[0], &found, None).unwrap();
        let Plot::Trend(trend) = &chart.plot else { panic!("a trend") };
        assert_eq!(trend.series.iter().map(|line| line.points.len()).collect::<Vec<_>>(), [2, 1], "a gap is drawn");
        assert!(chart.table.rows[2].iter().any(|cell| cell == "Series breaks"));
        // Two of one day: the one that is looked at.
        let mut twice = sets.clone();
        twice.push(set(4, Population::Workforce, day(2024), vec![whole([500, 250, 250])]));
        let dates: Vec<_> = of(&twice).iter().map(|one| (one.set, one.date)).collect();
        assert_eq!(dates, [(DataSetId(1), day(2023)), (DataSetId(2), day(2024)), (DataSetId(3), day(2025))]);
        // Another question with other sides, and another population, are no part of it.
        let mut other = sets.clone();
        other[2].question = "q2".into();
        other[1].population = Population::Leavers;
        let all: Vec<&DataSet> = other.iter().collect();
        assert_eq!(series(catalogue(), &project(&all), &other[0], None, THIRD), None);
    }

    #[test]
    fn a_crossing_names_small_meetings_first() {
        let cell = |label: &str, across: &str, counts| CrossRow {
            label: label.to_owned(),
            across: across.to_owned(),
            counts: row("", counts).counts,
        };
        let crossing = Crossing {
            by: Dimension::Grade,
            across: Dimension::Gender,
            rows: vec![
                cell("Junior", "Women", [120, 40, 40]),
                cell("Junior", "Men", [60, 40, 100]),
                cell("Senior", "Women", [1, 2, 9]),
            ],
        };
        let set = set(1, Population::Workforce, day(2026), vec![whole([181, 82, 149])]);
        let found = crossed(catalogue(), &set, &crossing, THIRD).unwrap();
        let said = crossed_reading(catalogue(), &found);
        assert!(said[0].contains("Senior (Women)"), "{said:?}");
        assert!(said[1].contains("60% (Junior (Women))") || said[1].contains("from 60%"), "{said:?}");
    }

    /// Of 100 in one grade 30 prefer not to say, of 300 others 3.
    #[test]
    fn a_group_that_keeps_its_answers_back_is_a_sign() {
        let mut grades = by(Dimension::Grade, &[("Night shift", [40, 20, 10]), ("Day shift", [100, 97, 100])]);
        grades.rows[0].counts.insert("q1-prefer-not".into(), 30);
        grades.rows[1].counts.insert("q1-prefer-not".into(), 3);
        let set = set(1, Population::Workforce, day(2026), vec![grades]);
        let project = project(&[&set]);
        let signs = workforce_signs(catalogue(), &project);
        assert!(signs[&WorkforceSign::NotSaying].contains("“Night shift”"), "{signs:?}");
        let digest = insight::digest(catalogue(), &project, day(2027));
        let suggested = digest.suggestion(&"data-strategy-response".into()).unwrap();
        let because = suggested.because.iter().find(|because| because.holds.contains("Night shift")).unwrap();
        assert!(because.kpi.is_none() && !because.reason.is_empty());
    }

    #[test]
    fn every_sign_leads_somewhere() {
        for sign in WorkforceSign::ALL {
            let leads = catalogue().links().filter(|link| link.when == Condition::Workforce(sign)).count();
            assert_eq!(leads, 1, "{sign:?}");
        }
    }

    fn sample() -> Project {
        waymark::store::format::from_bytes(include_bytes!("../content/sample.waymark")).unwrap().project
    }

    fn sample_charts() -> Vec<(Topic, Chart)> {
        let project = sample();
        let compared = waymark::insight::default_benchmark(catalogue(), &"q1".into());
        let of = |set: &DataSet| analyses(catalogue(), &project, set, compared, Comparator::Professional, THIRD);
        let all = project.workforce.iter().flat_map(|set| of(set));
        all.flat_map(|one| one.charts.into_iter().map(move |chart| (one.topic.clone(), chart))).collect()
    }

    #[test]
    fn the_sample_shows_every_card_and_agrees_with_its_scorecard() {
        let project = sample();
        let charts = sample_charts();
        let shown = |wanted: fn(&Topic) -> bool| charts.iter().any(|(topic, _)| wanted(topic));
        assert!(shown(|topic| *topic == Topic::Series) && shown(|topic| *topic == Topic::Ladder));
        assert!(shown(|topic| *topic == Topic::Stages) && shown(|topic| matches!(topic, Topic::Crossing(..))));
        assert!(shown(|topic| matches!(topic, Topic::Waits(_))) && shown(|topic| matches!(topic, Topic::Pay(..))));
        assert!(shown(|topic| matches!(topic, Topic::Chance(_))));
        let state = |name: &str, kpi: &str| {
            let set = project.workforce.iter().find(|set| set.name == name).unwrap();
            let feeds = feeds(catalogue(), &project, set);
            feeds.iter().find(|feed| feed.kpi == kpi.into()).unwrap_or_else(|| panic!("{name} {kpi}")).state
        };
        for (name, kpi) in [
            ("Staff survey, spring of the second year", "kpi-response-rate"),
            ("Staff survey, spring of the second year", "kpi-workforce-spread"),
            ("Staff survey, spring of the second year", "kpi-class-pay-gap"),
            ("Staff survey, second year", "kpi-senior-leaders"),
            ("People promoted, counted by hand", "kpi-promotion-ratio"),
        ] {
            assert_eq!(state(name, kpi), FeedState::Already, "{name}: {kpi}");
        }
        for set in &project.workforce {
            for crossing in &set.crossings {
                let grades = set.breakdown(&crossing.by).unwrap();
                for grade in &grades.rows {
                    let crossed = crossing.rows.iter().filter(|row| row.label == grade.label);
                    assert_eq!(crossed.map(CrossRow::total).sum::<u64>(), grade.total(), "{}", grade.label);
                }
            }
            if let Some(stages) = set.breakdown(&Dimension::Stage) {
                assert_eq!(Some(stages.total()), set.whole().map(CountRow::total));
            }
        }
    }

    /// Every value that a chart draws stands in its table, as the chart words it.
    #[test]
    fn every_number_drawn_stands_in_the_table() {
        for (topic, chart) in sample_charts() {
            let cells: Vec<&str> = chart.table.rows.iter().flatten().map(String::as_str).collect();
            assert!(chart.table.rows.iter().all(|row| row.len() == chart.table.columns.len()), "{topic:?}");
            let texts: Vec<String> = match &chart.plot {
                Plot::Intervals(of) => of.rows.iter().map(|row| row.text.clone()).collect(),
                Plot::Pairs(of) => of.rows.iter().map(|row| row.text.clone()).collect(),
                Plot::Panels(of) => {
                    let rows = of.panels.iter().flat_map(|panel| &panel.rows);
                    let parts = |row: &waymark::chart::PanelRow| {
                        let parts = row.text.split([' ', ',', '(', ')']).filter(|part| !["", "n"].contains(part));
                        parts.map(str::to_owned).collect::<Vec<_>>()
                    };
                    rows.flat_map(parts).collect()
                }
                Plot::Trend(of) => {
                    let points = of.series.iter().flat_map(|line| &line.points);
                    points.map(|(_, value)| format!("{}%", waymark::words::decimal(*value))).collect()
                }
                other @ (Plot::Ratings(_) | Plot::Shares(_) | Plot::Map(_)) => panic!("{other:?}"),
            };
            assert!(!texts.is_empty() && chart.alt.contains(&chart.title) && !chart.source.is_empty());
            for text in texts {
                assert!(cells.contains(&text.as_str()), "{topic:?}: {text} is not in {cells:?}");
            }
        }
    }

    fn counts() -> impl Strategy<Value = [u32; 3]> {
        prop::array::uniform3(1..400_u32)
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn equal_pass_rates_are_parity(applied in counts(), passed in 1..6_u32, of in 1..6_u32) {
            prop_assume!(passed <= of);
            let scaled = |factor: u32| applied.map(|count| count * factor);
            let rest = scaled(of - passed);
            let rows = [("Applied", rest), ("Hired", scaled(passed))];
            let set = set(1, Population::Applicants, day(2026), vec![by(Dimension::Stage, &rows)]);
            let found = stages(catalogue(), &project(&[&set]), &set, THIRD).unwrap();
            for row in &found.steps[0].rows[..2] {
                let ratio = row.ratio.unwrap();
                prop_assert!((ratio.value - 1.0).abs() < 1e-9 && !ratio.beyond_chance());
            }
            prop_assert!(found.less().is_empty());
        }

        #[test]
        fn more_people_narrow_every_interval(had in counts(), rest in counts(), factor in 2..9_u32) {
            let of = |factor: u32| {
                let scaled = |counts: [u32; 3]| counts.map(|count| count * factor);
                let rows = [("Yes", scaled(had)), ("No", scaled(rest))];
                let set = set(1, Population::Workforce, day(2026), vec![by(Dimension::Promoted, &rows)]);
                let found = chances(catalogue(), &project(&[&set]), &set, THIRD);
                found[0].likelihoods.told().unwrap().ratio.unwrap()
            };
            let (few, many) = (of(1), of(factor));
            prop_assert!((few.value - many.value).abs() < 1e-9 * few.value.max(1.0));
            prop_assert!(few.low < many.low && many.high < few.high, "{few:?} {many:?}");
            prop_assert!(many.low <= many.value && many.value <= many.high);
        }

        #[test]
        fn no_difference_is_told_as_real_that_chance_allows(first in counts(), second in counts()) {
            let grades = by(Dimension::Grade, &[("Senior", first), ("Junior", second)]);
            let dated = [(1, 2025, first), (2, 2026, second)]
                .map(|(id, year, counts)| set(id, Population::Workforce, day(year), vec![whole(counts)]));
            let project = project(&[&dated[0], &dated[1]]);
            let series = series(catalogue(), &project, &dated[0], None, THIRD).unwrap();
            let Since::Change(apart) = series[1].since.clone() else { panic!("a change") };
            let said = series_reading(catalogue(), &series).join(" ");
            prop_assert_eq!(said.contains("more than chance would explain"), apart.beyond_chance());
            prop_assert_eq!(said.contains("could be chance alone"), !apart.beyond_chance());
            let found = ladder(&groups(catalogue(), &dated[0], &grades, None, THIRD).unwrap()).unwrap();
            let drop = found.drop.unwrap();
            let told = ladder_reading(catalogue(), &found);
            let real = told.iter().any(|said| said.contains("falls by") || said.contains("rises by"));
            prop_assert_eq!(real, drop.beyond_chance());
            let holds_nought = drop.range.0 <= 0.0 && drop.range.1 >= 0.0;
            prop_assert_eq!(real, !holds_nought);
        }

        #[test]
        fn any_counts_are_told(
            rows in prop::collection::vec(prop::array::uniform3(0..60_u32), 1..5),
            all in prop::array::uniform3(0..200_u32),
        ) {
            let labels = ["Applied", "Offered", "No", "Senior"];
            let named: Vec<(&str, [u32; 3])> = labels.into_iter().zip(rows).collect();
            let dimensions =
                [Dimension::Stage, Dimension::Grade, Dimension::Training, Dimension::Promoted, Dimension::Completed];
            let mut breakdowns: Vec<Breakdown> = dimensions.map(|one| by(one, &named)).into();
            breakdowns.push(whole(all));
            let one = set(1, Population::Workforce, day(2026), breakdowns);
            let other = set(2, Population::Leavers, day(2026), vec![whole(all)]);
            let project = project(&[&one, &other]);
            for set in [&one, &other] {
                for found in analyses(catalogue(), &project, set, None, Comparator::Others, THIRD) {
                    prop_assert!(!found.reading.is_empty());
                    for chart in &found.charts {
                        prop_assert!(!chart.title.is_empty() && !chart.alt.contains("NaN") && !chart.alt.contains("inf"));
                    }
                }
            }
            workforce_signs(catalogue(), &project);
        }
    }
}
