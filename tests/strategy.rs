//! The strategy as a map: what leads to what, that no action is lost, and that everything drawn stands in the table.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "what is not there fails the test")]

#[path = "support/grown.rs"]
mod grown;

use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};

use jiff::Timestamp;
use jiff::civil::{Date, date};
use proptest::prelude::*;
use waymark::chart::{Chart, LinkKind, Map, MapColumn, NodeOf};
use waymark::content::{Catalogue, KpiId, Pillar, QuestionId, RecommendationId};
use waymark::insight::{self, StrategyMap};
use waymark::project::{Action, ActionId, Organisation, Origin, Project, ProjectId, Rating, Round, RoundId, Status};

static PACKS: LazyLock<Catalogue> = LazyLock::new(Catalogue::built_in);

const TODAY: Date = date(2026, 11, 22);

fn project(actions: Vec<Action>) -> Project {
    let organisation = Organisation { invented: true, ..Organisation::named("Example", Timestamp::UNIX_EPOCH) };
    let round = Round::new(RoundId(1), "Round 1", TODAY, Timestamp::UNIX_EPOCH);
    let mut project = Project::new(ProjectId(1), organisation, round);
    project.actions = actions.into_iter().map(Arc::new).collect();
    project
}

fn action(number: u64, origin: Option<Origin>, measure: Option<KpiId>, status: Status) -> Action {
    Action {
        origin,
        status,
        measure,
        ..Action::new(ActionId(number + 1), format!("Action {number}"), Timestamp::UNIX_EPOCH)
    }
}

fn strategy(project: &Project) -> StrategyMap {
    let digest = insight::digest(&PACKS, project, TODAY);
    let strategy = insight::strategy(&PACKS, project, &digest);
    assert_eq!(strategy.whole.counts, digest.strategy);
    strategy
}

fn map(chart: &Chart) -> &Map {
    insight::map_of(chart).unwrap()
}

/// Those that a map draws or counts in a column.
fn held(map: &Map, column: MapColumn) -> usize {
    let count = |of: &NodeOf| if let NodeOf::Rest { count, .. } = of { *count } else { 1 };
    map.column(column).map(|(_, node)| count(&node.of)).sum()
}

/// What a pillar's recommendation leads to, as it is heard.
fn heard(chart: &Chart, label: &str) -> String {
    let map = map(chart);
    let place = map.nodes.iter().position(|node| node.label.starts_with(label)).unwrap();
    insight::node_name(map, place)
}

#[test]
fn a_recommendation_leads_over_its_actions_to_figures() {
    let recommendation = RecommendationId::from("data-strategy-response");
    let place = PACKS.recommendation(&recommendation).unwrap().recommendation;
    let question = place.questions[0].id.clone();
    let rate = KpiId::from("kpi-response-rate");
    let project = project(vec![
        action(1, Some(Origin::Link(rate.clone(), recommendation.clone())), None, Status::NotStarted),
        action(2, Some(Origin::Question(question)), Some(rate.clone()), Status::Done),
        action(
            3,
            Some(Origin::Recommendation(recommendation)),
            None,
            Status::Dropped { reason: "Too dear".to_owned() },
        ),
        action(4, Some(Origin::Kpi(rate)), None, Status::InProgress),
    ]);
    let strategy = strategy(&project);
    let data = strategy.of(Some(place.pillar));
    assert_eq!((data.counts.leading, data.counts.actions, data.counts.moving), (1, 4, 3));
    assert!(data.chart.title.ends_with("recommendations leads to an action; 3 actions are to move a figure"));
    assert_eq!(
        heard(&data.chart, &place.title),
        format!("Recommendation: {}, not assessed; leads to 3 actions and 1 figure", place.title)
    );
    assert_eq!(heard(&data.chart, "Action 1"), "Action: Action 1, not started; is to move 1 figure");
    assert_eq!(heard(&data.chart, "Action 3"), "Action: Action 3, dropped; is to move no figure yet");
    assert_eq!(heard(&data.chart, "Response rate"), "Figure: Response rate, no figures yet; 3 actions are to move it");
    let drawn = map(&data.chart);
    let alone = drawn.nodes.iter().position(|node| node.label == "Action 4").unwrap();
    assert!(drawn.before(alone).next().is_none(), "it came from the figure alone");
    assert_eq!(insight::node_sentence(drawn, alone), "Action 4 (in progress), to move Response rate (no figures yet).");
    for words in ["Action 2 (done), to move Response rate (no figures yet)", "From a figure alone: Action 4"] {
        assert!(data.chart.alt.contains(words), "{}", data.chart.alt);
    }
    assert_eq!(strategy.first(), Some(place.pillar));
}

#[test]
fn what_no_pack_holds_is_counted_apart() {
    let project = project(vec![
        action(1, Some(Origin::Recommendation("of-another-pack".into())), None, Status::NotStarted),
        action(
            2,
            Some(Origin::Question(QuestionId::from("gone"))),
            Some("kpi-response-rate".into()),
            Status::NotStarted,
        ),
        action(3, None, None, Status::NotStarted),
    ]);
    let strategy = strategy(&project);
    assert_eq!(strategy.whole.counts.actions, 1, "one by its figure; one is free");
    assert_eq!(
        strategy.whole.chart.notes,
        ["1 action came from something that no loaded pack holds, so it stands in no pillar."]
    );
}

#[test]
fn nothing_is_said_where_there_is_nothing() {
    let strategy = strategy(&project(Vec::new()));
    assert!(!strategy.whole.counts.is_something());
    assert_eq!(strategy.first(), None);
    let count = PACKS.recommendations().count();
    assert_eq!(strategy.whole.chart.title, format!("None of {count} recommendations leads to an action yet"));
    assert_eq!(held(map(&strategy.whole.chart), MapColumn::Recommendation), count);
}

#[test]
fn five_thousand_actions_leave_a_map_that_can_be_read() {
    let mut project = grown::grown(250);
    project.actions.truncate(5000);
    let strategy = strategy(&project);
    for one in strategy.pillars.iter().chain([&strategy.whole]) {
        let map = map(&one.chart);
        assert!(map.nodes.len() < 320, "{:?}: {}", one.pillar, map.nodes.len());
        assert_eq!(held(map, MapColumn::Action), one.counts.actions);
    }
    let linked = project.actions.iter().filter(|action| action.origin.is_some() || action.measure.is_some()).count();
    assert_eq!(strategy.whole.counts.actions, linked);
}

#[test]
fn the_finding_agrees_with_what_is_acted_on() {
    let project = grown::grown(1);
    let digest = insight::digest(&PACKS, &project, TODAY);
    let leading = PACKS.recommendations().filter(|place| digest.acted_on.recommendation(place.recommendation)).count();
    assert_eq!(digest.strategy.leading, leading);
    let moving: BTreeSet<ActionId> = digest.moved.iter().map(|one| one.action).collect();
    let dropped =
        |id: &ActionId| project.actions.iter().any(|one| one.id == *id && matches!(one.status, Status::Dropped { .. }));
    assert_eq!(digest.strategy.moving, moving.iter().filter(|id| !dropped(id)).count());
}

fn any_status() -> impl Strategy_<Value = Status> {
    prop::sample::select(Status::all().to_vec())
}

use proptest::strategy::Strategy as Strategy_;

fn any_origin() -> impl Strategy_<Value = Option<Origin>> {
    let recommendations: Vec<RecommendationId> =
        PACKS.recommendations().map(|place| place.recommendation.id.clone()).chain(["gone".into()]).collect();
    let questions: Vec<QuestionId> = PACKS.questions().map(|place| place.question.id.clone()).collect();
    let kpis: Vec<KpiId> = PACKS.kpis().map(|kpi| kpi.id.clone()).chain(["kpi-gone".into()]).collect();
    let recommendation = prop::sample::select(recommendations);
    let kpi = prop::sample::select(kpis);
    prop_oneof![
        1 => Just(None),
        3 => recommendation.clone().prop_map(|id| Some(Origin::Recommendation(id))),
        3 => prop::sample::select(questions).prop_map(|id| Some(Origin::Question(id))),
        2 => kpi.clone().prop_map(|id| Some(Origin::Kpi(id))),
        2 => (kpi, recommendation).prop_map(|(kpi, id)| Some(Origin::Link(kpi, id))),
    ]
}

fn any_project() -> impl Strategy_<Value = Project> {
    let kpis: Vec<KpiId> = PACKS.kpis().map(|kpi| kpi.id.clone()).collect();
    let one = (any_origin(), prop::option::of(prop::sample::select(kpis)), any_status());
    let ratings = prop::collection::vec(0_usize..5, PACKS.questions().count());
    (prop::collection::vec(one, 0..70), ratings).prop_map(|(all, ratings)| {
        let actions = all.into_iter().zip(0..);
        let actions = actions.map(|((origin, measure, status), number)| action(number, origin, measure, status));
        let mut project = project(actions.collect());
        let mut round = Round::new(RoundId(1), "Round 1", TODAY, Timestamp::UNIX_EPOCH);
        for (place, rating) in PACKS.questions().zip(ratings) {
            let mut answer = waymark::project::Answer::new(Timestamp::UNIX_EPOCH);
            answer.rating = Rating::ALL[rating];
            round.answers.insert(place.question.id.clone(), Arc::new(answer));
        }
        project.rounds = vec![Arc::new(round)];
        project
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_action_is_lost_and_links_join_what_is_there(project in any_project()) {
        let strategy = strategy(&project);
        let linked = project.actions.iter().filter(|action| action.origin.is_some() || action.measure.is_some()).count();
        let elsewhere: usize = strategy.whole.chart.notes.iter().map(|note| {
            note.split(' ').next().unwrap().replace(',', "").parse::<usize>().unwrap()
        }).sum();
        prop_assert_eq!(strategy.whole.counts.actions + elsewhere, linked);
        prop_assert_eq!(strategy.pillars.iter().map(|one| one.counts.actions).sum::<usize>(), strategy.whole.counts.actions);
        for one in strategy.pillars.iter().chain([&strategy.whole]) {
            let drawn = map(&one.chart);
            prop_assert_eq!(held(drawn, MapColumn::Action), one.counts.actions);
            prop_assert_eq!(held(drawn, MapColumn::Recommendation), one.counts.recommendations);
            prop_assert!(drawn.nodes.is_sorted_by_key(|node| node.column));
            for link in &drawn.links {
                let (from, to) = (&drawn.nodes[link.from], &drawn.nodes[link.to]);
                let columns = (from.column, to.column);
                prop_assert!(matches!(
                    (link.kind, columns),
                    (LinkKind::Holds, (MapColumn::Pillar, MapColumn::Recommendation))
                        | (LinkKind::Acts, (MapColumn::Recommendation, MapColumn::Action))
                        | (LinkKind::Moves, (MapColumn::Action, MapColumn::Figure))
                        | (LinkKind::Bears, (MapColumn::Recommendation, MapColumn::Figure))
                ));
            }
            // Nothing is drawn twice, and all but what came from a figure alone hangs on something.
            for (place, node) in drawn.nodes.iter().enumerate() {
                prop_assert!(drawn.nodes.iter().filter(|other| other.of == node.of && other.column == node.column).count() == 1);
                prop_assert!(!insight::node_name(drawn, place).is_empty() && !insight::node_sentence(drawn, place).is_empty());
                let alone = drawn.before(place).next().is_none();
                prop_assert!(!alone || matches!(node.column, MapColumn::Pillar | MapColumn::Action));
            }
        }
    }

    #[test]
    fn everything_that_is_drawn_stands_in_the_table(project in any_project()) {
        let strategy = strategy(&project);
        for one in strategy.pillars.iter().chain([&strategy.whole]) {
            let rows = &one.chart.table.rows;
            prop_assert!(rows.iter().all(|row| row.len() == one.chart.table.columns.len()));
            let drawn = map(&one.chart);
            let stands = |column: usize, text: &str| rows.iter().any(|row| row[column].starts_with(text));
            for node in drawn.nodes.iter().filter(|node| !matches!(node.of, NodeOf::Rest { .. })) {
                let status = node.status.as_ref().map_or(String::new(), |status| {
                    format!(" ({})", waymark::words::uncapitalised(&status.words))
                });
                // A pillar without a recommendation and without an action has no row.
                let empty = node.column == MapColumn::Pillar && !rows.iter().any(|row| row[0] == node.label);
                prop_assert!(empty || stands(node.column as usize, &format!("{}{status}", node.label)), "{} {rows:?}", node.label);
            }
            // Those that are only counted stand there by name.
            let named: BTreeSet<&str> = rows.iter().map(|row| row[2].as_str()).filter(|cell| *cell != "–").collect();
            prop_assert!(named.len() >= one.counts.actions);
        }
    }
}

#[test]
fn every_pillar_has_a_map() {
    let strategy = strategy(&grown::grown(1));
    for pillar in Pillar::ALL {
        let one = strategy.of(Some(pillar));
        assert_eq!(one.pillar, Some(pillar));
        assert!(one.chart.title.starts_with(pillar.name()), "{}", one.chart.title);
        assert!(one.chart.source.contains("22 Nov 2026"));
    }
    assert_eq!(strategy.of(None).pillar, None);
}
