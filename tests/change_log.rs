//! The change log in words: told, found, led on from.

#![expect(clippy::indexing_slicing, clippy::unwrap_used, reason = "what is not there fails the test")]

use std::collections::BTreeSet;

use jiff::civil::date;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use waymark::content::{Catalogue, Direction, KpiId, Pillar, Unit};
use waymark::edit::{ActionField, Edit, Editor};
use waymark::insight::{LogKind, LogLine, LogNames, LogQuery, log_line, log_list};
use waymark::project::{
    Action, ActionId, FollowUpKey, KpiSettings, Organisation, Origin, OwnKpi, Person, PersonId, Project, ProjectId,
    Rating, Round, RoundId, Target,
};

/// A new organisation in which something of every kind was done, each at its own minute of a summer day.
fn changed() -> Project {
    let catalogue = Catalogue::built_in();
    let project = Project::new(
        ProjectId(1),
        Organisation::named("Northmoor Trust", Timestamp::UNIX_EPOCH),
        Round::new(RoundId(1), "Round 1", date(2026, 6, 1), Timestamp::UNIX_EPOCH),
    );
    let mut editor = Editor::saved(project);
    let mut minute = 0;
    let mut apply = |who: &str, edit: Edit| {
        minute += 1;
        let at = date(2026, 7, 1).at(23, minute, 0, 0).in_tz("UTC").unwrap().timestamp();
        editor.sign(who);
        editor.apply(edit, at).unwrap();
        editor.close_step();
    };
    let place = catalogue.questions().next().unwrap();
    let question = place.question.id.clone();
    apply("Amina", Edit::Rate { question: question.clone(), rating: Rating::Limited });
    let action = |id, title: &str| Action::new(ActionId(id), title, Timestamp::UNIX_EPOCH);
    apply("Amina", Edit::AddAction(Box::new(action(1, "Ask the board"))));
    let origin = Some(Origin::Question(question));
    apply("", Edit::ChangeAction { id: ActionId(1), field: ActionField::Origin(origin) });
    apply("", Edit::AddAction(Box::new(action(2, "Write a policy"))));
    apply("", Edit::ChangeAction { id: ActionId(2), field: ActionField::Title("Write two policies".to_owned()) });
    apply("Jo", Edit::RemoveAction(ActionId(2)));
    let (name, role) = ("Zoë Adair".to_owned(), String::new());
    let areas = BTreeSet::new();
    let zoe = Person { id: PersonId(1), name, role, areas, decision_maker: false, changed: Timestamp::UNIX_EPOCH };
    apply("Jo", Edit::AddPerson(zoe.clone()));
    let areas = BTreeSet::from([place.area.id.clone()]);
    apply("Jo", Edit::ChangePerson(Person { areas, decision_maker: true, ..zoe }));
    let key =
        FollowUpKey { checklist: place.pack.clone(), question: catalogue.follow_ups().next().unwrap().id.clone() };
    apply("Jo", Edit::AnswerFollowUp { key, text: "Two wins".to_owned() });
    apply("Jo", Edit::FreezeRound { on: date(2026, 11, 22) });
    Project::clone(editor.project())
}

fn lines(project: &Project, query: &LogQuery, zone: &TimeZone) -> Vec<LogLine> {
    let catalogue = Catalogue::built_in();
    let names = LogNames::new(&catalogue, project);
    let found = log_list(&catalogue, project, &names, query, zone);
    found.iter().map(|place| log_line(&catalogue, project, &names, &project.log[*place], zone)).collect()
}

#[test]
fn every_change_is_told_in_words_newest_first() {
    let project = changed();
    let told: Vec<String> = lines(&project, &LogQuery::default(), &TimeZone::UTC)
        .iter()
        .map(|line| format!("{} | {} | {}", line.who, line.subject, line.change()))
        .collect();
    let catalogue = Catalogue::built_in();
    let place = catalogue.questions().next().unwrap();
    let follow_up = &catalogue.follow_ups().next().unwrap().text;
    let (question, checklist) = (&place.question.text, &place.checklist.name);
    assert_eq!(
        told,
        [
            "Jo | Round 1 | State: from Open to Frozen on 22 Nov 2026".to_owned(),
            format!("Jo | {checklist}: {follow_up} (Round 1) | Answer: Two wins"),
            "Jo | Zoë Adair | Decision maker: from No to Yes".to_owned(),
            format!("Jo | Zoë Adair | Areas: {}", place.area.name),
            "Jo | Zoë Adair | Added".to_owned(),
            "Jo | Write two policies | Removed".to_owned(),
            "Name not set | Write two policies | Title: from Write a policy to Write two policies".to_owned(),
            "Name not set | Write two policies | Added: Write a policy".to_owned(),
            format!("Name not set | Ask the board | Where it came from: {question}"),
            "Amina | Ask the board | Added".to_owned(),
            format!("Amina | {question} (Round 1) | Rating: from Not assessed to Limited"),
        ]
    );
}

#[test]
fn times_are_told_by_the_users_clock() {
    let project = changed();
    let first = |zone: &TimeZone| lines(&project, &LogQuery::default(), zone).last().unwrap().when.clone();
    assert_eq!(first(&TimeZone::UTC), "1 Jul 2026, 23:01");
    assert_eq!(first(&TimeZone::fixed(jiff::tz::offset(1))), "2 Jul 2026, 00:01");
}

#[test]
fn what_is_there_leads_somewhere_and_what_is_gone_does_not() {
    for line in lines(&changed(), &LogQuery::default(), &TimeZone::UTC) {
        assert_eq!(line.goal.is_none(), line.subject == "Write two policies", "{line:?}");
    }
}

#[test]
fn changes_are_found_by_words_who_and_kind() {
    let project = changed();
    let found = |text: &str, who: Option<&str>, kind| {
        let query = LogQuery { text: text.to_owned(), who: who.map(str::to_owned), kind };
        lines(&project, &query, &TimeZone::UTC)
    };
    assert_eq!(found("policies REMOVED", None, None).len(), 1);
    assert_eq!(found("zoë", None, None).len(), 3);
    assert_eq!(found("23:04", None, None).len(), 1, "by when");
    assert_eq!(found("", Some(""), None).len(), 3, "by nobody");
    assert_eq!(found("", Some("Jo"), Some(LogKind::Actions)).len(), 1);
    assert!(found("no such words", None, None).is_empty());
    for kind in LogKind::ALL {
        assert!(found("", None, Some(kind)).iter().all(|line| line.kind == kind));
    }
    for text in ["jo", "round 1", "22 nov", "open"] {
        for line in found(text, None, None) {
            let words = line.words().to_lowercase();
            assert!(text.split(' ').all(|word| words.contains(word)), "{text}: {words}");
        }
    }
}

#[test]
fn measures_are_told_by_their_names_and_whole_figures_also_once_they_are_gone() {
    let catalogue = Catalogue::built_in();
    let mut editor = Editor::saved(changed());
    let mut minute = 0;
    let mut apply = |edit: Edit| {
        minute += 1;
        editor.apply(edit, date(2026, 7, 2).at(8, minute, 0, 0).in_tz("UTC").unwrap().timestamp()).unwrap();
        editor.close_step();
    };
    let own = |unit| OwnKpi {
        name: "Mentors".to_owned(),
        pillar: Pillar::Progression,
        definition: String::new(),
        unit,
        direction: Direction::Up,
        recommendations: Vec::new(),
    };
    let id = KpiId::new("own-1");
    apply(Edit::AddKpi { id: id.clone(), own: own(Unit::OutOf(4)) });
    let settings = KpiSettings { own: Some(own(Unit::OutOf(5))), ..KpiSettings::new(Timestamp::UNIX_EPOCH) };
    apply(Edit::SetKpi { id: id.clone(), settings: Box::new(settings) });
    apply(Edit::RemoveKpi(id));
    let target = Target {
        value: 0.893,
        date: date(2028, 3, 31),
        low: None,
        baseline: None,
        steps: Vec::new(),
        changed: Timestamp::UNIX_EPOCH,
    };
    apply(Edit::SetTarget { kpi: "kpi-offer-ratio".into(), target: Some(target) });
    let kpis: Vec<KpiId> = catalogue.kpis().map(|kpi| kpi.id.clone()).collect();
    apply(Edit::OrderKpis(kpis.iter().rev().cloned().collect()));
    let told = lines(editor.project(), &LogQuery::default(), &TimeZone::UTC);
    let told: Vec<&LogLine> = told.iter().take(5).collect();
    let names: Vec<&str> = kpis.iter().rev().map(|id| catalogue.kpi(id).unwrap().name.as_str()).collect();
    assert!(told[0].to.starts_with(&names[..3].join(", ")) && told[0].to.ends_with(", …"), "{}", told[0].to);
    assert_eq!(told[1].to, "0.893 by 31 Mar 2028");
    for (line, change) in told[2..].iter().zip([
        "Removed",
        "Unit: from So many out of a whole (4) to So many out of a whole (5)",
        "Added",
    ]) {
        assert_eq!((line.subject.as_str(), line.change().as_str(), &line.goal), ("Mentors", change, &None));
    }
}
