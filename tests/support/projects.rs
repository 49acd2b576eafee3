//! Arbitrary projects for tests: every field takes every kind of value that it may have, with texts in many scripts.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan as _};
use proptest::collection::{btree_map, btree_set, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use waymark::content::{
    AreaId, BenchmarkSetId, Direction, FollowUpId, Group, KpiId, MOST_MONTHS, OptionId, PackId, Pillar, QuestionId,
    RecommendationId, SurveyQuestionId, Unit,
};
use waymark::project::*;

/// Any sound project of a handful of records.
pub fn project() -> impl Strategy<Value = Project> {
    let rounds = vec(round(), 1..4);
    let actions = vec(action(), 0..5);
    let kpis = btree_map(id().prop_map(|id| KpiId::new(&id)), kpi(), 0..4);
    let shown = (btree_map(select(Audience::ALL.to_vec()), profile(), 0..3), vec(release(), 0..3));
    let people = (vec(person(), 0..3), vec(data_set(), 0..3), (shown, mappings()));
    let log = vec(change().prop_map(Arc::new), 0..4);
    let order = option::of((btree_set(id(), 0..4), time()));
    let kept = (vec(removed(), 0..4), people, log, order);
    (any::<u64>(), organisation(), rounds, actions, kpis, kept, any::<u64>()).prop_map(
        |(
            id,
            organisation,
            rounds,
            actions,
            kpis,
            (removed, (people, workforce, ((profiles, releases), mappings)), log, order),
            first_id,
        )| {
            let mut project = Project {
                id: ProjectId(id),
                organisation,
                rounds: Vec::new(),
                actions: actions.into_iter().map(Arc::new).collect(),
                kpis: kpis.into_iter().map(|(id, kpi)| (id, Arc::new(kpi))).collect(),
                kpi_order: order.map(|(order, changed)| KpiOrder {
                    order: order.into_iter().map(|id| KpiId::new(&id)).collect(),
                    changed,
                }),
                people: people.into_iter().map(Arc::new).collect(),
                workforce: workforce.into_iter().map(Arc::new).collect(),
                profiles,
                releases: releases.into_iter().map(Arc::new).collect(),
                mappings: mappings.into_iter().map(Arc::new).collect(),
                log,
                removed,
            };
            project.rounds = in_order(rounds);
            make_ids_unique(&mut project, first_id);
            assert_eq!(project.faults(), []);
            project
        },
    )
}

/// Any text: other scripts, combining marks, quotes, backslashes, control characters, line ends.
pub fn text() -> impl Strategy<Value = String> {
    let special = select(vec![
        "",
        " ",
        "\"",
        "\\",
        "\n",
        "\r\n",
        "\t",
        "\u{0}",
        "\u{7f}",
        "\u{feff}",
        "\u{202e}",
        "e\u{301}",
        "Zoë",
        "Łódź",
        "王小明",
        "שלום",
        "مرحبا",
        "👩🏽‍🔧",
        "None",
        "Some(1)",
        "// no comment",
        "r#\"",
        "\u{10ffff}",
        "=1+1",
        "’",
    ]);
    let part = prop_oneof![
        special.prop_map(str::to_owned),
        vec(any::<char>(), 0..6).prop_map(String::from_iter),
        vec(proptest::char::range(' ', '~'), 0..12).prop_map(String::from_iter),
    ];
    vec(part, 0..4).prop_map(|parts| parts.concat())
}

fn id() -> impl Strategy<Value = String> {
    prop_oneof![vec(proptest::char::range('a', 'z'), 1..8).prop_map(String::from_iter), text()]
}

fn date() -> impl Strategy<Value = Date> {
    let usual = (0..20_000_i64).prop_map(|days| Date::constant(1990, 1, 1) + days.days());
    prop_oneof![9 => usual, 1 => select(vec![Date::MIN, Date::MAX, Date::ZERO, Date::constant(2024, 2, 29)])]
}

fn time() -> impl Strategy<Value = Timestamp> {
    let usual = (0..4_000_000_000_i64, 0..1_000_000_000_i32)
        .prop_map(|(second, nanosecond)| Timestamp::new(second, nanosecond).unwrap());
    prop_oneof![9 => usual, 1 => select(vec![Timestamp::MIN, Timestamp::MAX, Timestamp::UNIX_EPOCH])]
}

fn number() -> impl Strategy<Value = f64> {
    prop_oneof![
        (0..=1000_u32).prop_map(|tenths| f64::from(tenths) / 10.0),
        (0..=5000_u32).prop_map(f64::from),
        select(vec![0.0, 0.1 + 0.2, f64::MIN_POSITIVE, f64::MAX, 1e21, 33.333_333_333_333_336]),
    ]
}

fn organisation() -> impl Strategy<Value = Organisation> {
    let size = option::of(select(Size::ALL.to_vec()));
    let pillar = option::of(select(Pillar::ALL.to_vec()));
    (text(), size, text(), pillar, any::<bool>(), time()).prop_map(
        |(name, size, sector, first_pillar, invented, changed)| Organisation {
            name,
            size,
            sector,
            first_pillar,
            invented,
            changed,
        },
    )
}

fn rating() -> impl Strategy<Value = Rating> {
    select(Rating::ALL.to_vec())
}

fn evidence() -> impl Strategy<Value = Evidence> {
    (any::<u64>(), text(), option::of(date()), text(), text()).prop_map(|(id, title, date, person, link)| Evidence {
        id: EvidenceId(id),
        title,
        date,
        person,
        link,
    })
}

fn answer() -> impl Strategy<Value = Answer> {
    let confidence = option::of(select(Confidence::ALL.to_vec()));
    (rating(), confidence, text(), vec(evidence(), 0..3), any::<bool>(), time()).prop_map(
        |(rating, confidence, note, evidence, to_reconfirm, changed)| Answer {
            rating,
            confidence,
            note,
            evidence,
            to_reconfirm,
            changed,
        },
    )
}

fn agreed() -> impl Strategy<Value = Agreed> {
    (rating(), text(), any::<bool>(), time()).prop_map(|(rating, reason, to_reconfirm, changed)| Agreed {
        rating,
        reason,
        to_reconfirm,
        changed,
    })
}

fn person() -> impl Strategy<Value = Person> {
    let areas = btree_set(id().prop_map(|id| AreaId::new(&id)), 0..3);
    (text(), text(), areas, any::<bool>(), time()).prop_map(|(name, role, areas, decision_maker, changed)| Person {
        id: PersonId(0),
        name,
        role,
        areas,
        decision_maker,
        changed,
    })
}

fn change() -> impl Strategy<Value = Change> {
    let round = || any::<u64>().prop_map(RoundId);
    let key = follow_up().prop_map(|(key, _)| key);
    let subject = prop_oneof![
        Just(Subject::Organisation),
        round().prop_map(Subject::Round),
        (round(), id()).prop_map(|(round, id)| Subject::Question(round, QuestionId::new(&id))),
        (round(), id()).prop_map(|(round, id)| Subject::Recommendation(round, RecommendationId::new(&id))),
        (round(), key).prop_map(|(round, key)| Subject::FollowUp(round, key)),
        any::<u64>().prop_map(|id| Subject::Action(ActionId(id))),
        (id(), any::<u64>()).prop_map(|(kpi, id)| Subject::Measurement(KpiId::new(&kpi), MeasurementId(id))),
        id().prop_map(|id| Subject::Target(KpiId::new(&id))),
        id().prop_map(|id| Subject::Kpi(KpiId::new(&id))),
        (id(), any::<u64>()).prop_map(|(kpi, id)| Subject::Benchmark(KpiId::new(&kpi), BenchmarkId(id))),
        Just(Subject::KpiOrder),
        any::<u64>().prop_map(|id| Subject::Person(PersonId(id))),
        any::<u64>().prop_map(|id| Subject::DataSet(DataSetId(id))),
        any::<u64>().prop_map(|id| Subject::Release(ReleaseId(id))),
        select(Audience::ALL.to_vec()).prop_map(Subject::Profile),
    ];
    let field = select(vec![
        Field::Record,
        Field::Rating,
        Field::Note,
        Field::Due,
        Field::Every,
        Field::Order,
        Field::Counts,
        Field::Rules,
    ]);
    (time(), text(), subject, field, text(), text()).prop_map(|(at, who, subject, field, from, to)| Change {
        at,
        who,
        subject,
        field,
        from,
        to,
    })
}

fn follow_up() -> impl Strategy<Value = (FollowUpKey, FollowUpAnswer)> {
    (id(), id(), text(), option::of(date()), time()).prop_map(|(checklist, question, text, due, changed)| {
        let key = FollowUpKey { checklist: PackId::new(&checklist), question: FollowUpId::new(&question) };
        (key, FollowUpAnswer { text, due, changed })
    })
}

fn round() -> impl Strategy<Value = Round> {
    let answers = btree_map(id().prop_map(|id| QuestionId::new(&id)), answer(), 0..5);
    let agreed = btree_map(id().prop_map(|id| RecommendationId::new(&id)), agreed(), 0..3);
    let follow_ups = vec(follow_up(), 0..3);
    let days = (date(), option::of(date()));
    let planned = (any::<u64>(), text(), option::of(date()), status())
        .prop_map(|(id, title, due, status)| Arc::new(PlannedThen { action: ActionId(id), title, due, status }));
    let reopened = (date(), date(), text()).prop_map(|(frozen, on, reason)| Reopened { frozen, on, reason });
    let history = (option::of(vec(planned, 0..3)), vec(reopened, 0..2), any::<bool>());
    (text(), days, answers, agreed, follow_ups, history, time()).prop_map(
        |(name, (started, frozen), answers, agreed, follow_ups, history, changed)| Round {
            id: RoundId(0),
            name,
            started,
            frozen,
            answers: shared(answers),
            agreed: shared(agreed),
            follow_ups: follow_ups.into_iter().map(|(key, answer)| (key, Arc::new(answer))).collect(),
            plan: history.0,
            reopened: history.1,
            first_action_declined: history.2,
            changed,
        },
    )
}

fn shared<K: Ord, V>(map: BTreeMap<K, V>) -> BTreeMap<K, Arc<V>> {
    map.into_iter().map(|(key, value)| (key, Arc::new(value))).collect()
}

/// Rounds oldest first, all but the last frozen.
fn in_order(mut rounds: Vec<Round>) -> Vec<Arc<Round>> {
    rounds.sort_by_key(|round| round.started);
    let last = rounds.len() - 1;
    for round in &mut rounds[..last] {
        round.frozen = round.frozen.or(Some(round.started));
    }
    rounds.into_iter().map(Arc::new).collect()
}

fn origin() -> impl Strategy<Value = Origin> {
    prop_oneof![
        id().prop_map(|id| Origin::Recommendation(RecommendationId::new(&id))),
        id().prop_map(|id| Origin::Question(QuestionId::new(&id))),
        id().prop_map(|id| Origin::Kpi(KpiId::new(&id))),
        (id(), id()).prop_map(|(kpi, id)| Origin::Link(KpiId::new(&kpi), RecommendationId::new(&id))),
    ]
}

fn status() -> impl Strategy<Value = Status> {
    prop_oneof![
        Just(Status::NotStarted),
        Just(Status::InProgress),
        text().prop_map(|reason| Status::Blocked { reason }),
        Just(Status::Done),
        text().prop_map(|reason| Status::Dropped { reason }),
    ]
}

fn action() -> impl Strategy<Value = Action> {
    let texts = (text(), text(), text(), text(), text());
    let effort = option::of(select(Effort::ALL.to_vec()));
    let impact = option::of(select(Impact::ALL.to_vec()));
    let rest = (option::of(id().prop_map(|id| KpiId::new(&id))), time(), time());
    (texts, option::of(origin()), option::of(date()), status(), effort, impact, rest).prop_map(
        |(
            (title, owner, first_step, success, notes),
            origin,
            due,
            status,
            effort,
            impact,
            (measure, created, changed),
        )| {
            Action {
                id: ActionId(0),
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
                created,
                changed,
            }
        },
    )
}

fn value() -> impl Strategy<Value = Value> {
    let split = (0..=1000_u32).prop_flat_map(|first| (Just(first), 0..=1000 - first)).prop_map(|(first, second)| {
        Value::Groups {
            professional: f64::from(first) / 10.0,
            intermediate: f64::from(second) / 10.0,
            working_class: f64::from(1000 - first - second) / 10.0,
        }
    });
    prop_oneof![number().prop_map(Value::One), split]
}

fn measurement() -> impl Strategy<Value = Measurement> {
    let people = option::of((any::<u32>(), option::of(any::<prop::sample::Index>())));
    let source = select(FigureSource::ALL.to_vec());
    (date(), value(), people, text(), source, time()).prop_map(|(date, value, people, note, source, changed)| {
        let count = people.and_then(|(base, count)| Some(count?.index(usize::try_from(base).ok()?.max(1))));
        let count = count.and_then(|count| u32::try_from(count).ok());
        let base = people.map(|(base, _)| base);
        Measurement { id: MeasurementId(0), date, value, base, count, note, source, changed }
    })
}

fn own_kpi() -> impl Strategy<Value = OwnKpi> {
    let name = text().prop_map(|name| format!("Measure {name}"));
    let units = vec![Unit::Percent, Unit::OutOf(4), Unit::Groups, Unit::Pounds, Unit::YesNo, Unit::Gap, Unit::Index];
    let bears = vec(id().prop_map(|id| RecommendationId::new(&id)), 0..3);
    (name, select(Pillar::ALL.to_vec()), text(), select(units), select(Direction::ALL.to_vec()), bears).prop_map(
        |(name, pillar, definition, unit, direction, recommendations)| OwnKpi {
            name,
            pillar,
            definition,
            unit,
            direction,
            recommendations,
        },
    )
}

fn settings() -> impl Strategy<Value = KpiSettings> {
    let compared = option::of(vec(id().prop_map(|id| BenchmarkSetId::new(&id)), 0..3));
    (option::of(own_kpi()), text(), option::of(1..=MOST_MONTHS), option::of(date()), compared, time()).prop_map(
        |(own, owner, every, retired, compared, changed)| KpiSettings { own, owner, every, retired, compared, changed },
    )
}

fn benchmark() -> impl Strategy<Value = Benchmark> {
    let label = text().prop_map(|label| format!("Others {label}"));
    (label, number(), date(), text(), text(), text(), text(), time()).prop_map(
        |(label, value, date, definition, population, source, caution, changed)| Benchmark {
            id: BenchmarkId(0),
            label,
            value,
            date,
            definition,
            population,
            source,
            caution,
            changed,
        },
    )
}

fn target() -> impl Strategy<Value = Target> {
    let more = (option::of(0.0_f64..50.0), option::of((date(), number())));
    (btree_set(date(), 1..5), vec(number(), 5), more, time()).prop_map(
        |(dates, numbers, (width, baseline), changed)| {
            let mut steps: Vec<_> = dates.into_iter().zip(numbers).map(|(date, value)| Step { value, date }).collect();
            let last = steps.pop().unwrap();
            let low = width.map(|width| last.value - width).filter(|low| low.is_finite() && *low <= last.value);
            let baseline = baseline.map(|(date, value)| Step { value, date });
            Target { value: last.value, low, date: last.date, baseline, steps, changed }
        },
    )
}

fn kpi() -> impl Strategy<Value = Kpi> {
    let parts = (option::of(settings()), vec(measurement(), 0..4), option::of(target()), vec(benchmark(), 0..3));
    parts.prop_map(|(settings, mut measurements, target, benchmarks)| {
        measurements.sort_by_key(|measurement| measurement.date);
        Kpi { settings, measurements, target, benchmarks }
    })
}

fn counts() -> impl Strategy<Value = BTreeMap<OptionId, u32>> {
    btree_map(id().prop_map(|id| OptionId::new(&id)), any::<u32>(), 0..4)
}

fn breakdown() -> impl Strategy<Value = Breakdown> {
    let whole = option::of(counts()).prop_map(|counts| {
        let rows = counts.map(|counts| CountRow { label: String::new(), counts }).into_iter().collect();
        Breakdown { by: Dimension::Whole, rows }
    });
    let groups = (dimension(), btree_map(text(), counts(), 0..4)).prop_map(|(by, rows)| Breakdown {
        by,
        rows: rows.into_iter().map(|(label, counts)| CountRow { label, counts }).collect(),
    });
    prop_oneof![whole, groups]
}

fn groups_of_answers() -> impl Strategy<Value = Vec<Group>> {
    proptest::sample::subsequence(Group::ALL.to_vec(), 1..=3)
}

fn dimension() -> impl Strategy<Value = Dimension> {
    prop_oneof![select(Dimension::NAMED.to_vec()), text().prop_map(Dimension::Own)]
}

fn crossing() -> impl Strategy<Value = Crossing> {
    let pairs = (dimension(), dimension()).prop_filter("two dimensions", |(by, across)| by != across);
    (pairs, btree_map((text(), text()), counts(), 0..4)).prop_map(|((by, across), rows)| Crossing {
        by,
        across,
        rows: rows.into_iter().map(|((label, across), counts)| CrossRow { label, across, counts }).collect(),
    })
}

fn pay_table() -> impl Strategy<Value = PayTable> {
    let people = (LEAST_SUMMARISED..90_000_u32).prop_flat_map(|people| (Just(people), LEAST_SUMMARISED..=people));
    let summary = (groups_of_answers(), people, any::<u64>(), any::<u64>())
        .prop_map(|(of, (people, paid), mean, median)| PaySummary { of, people, paid, mean, median });
    let rows = btree_map(text(), vec(summary, 0..3), 0..3);
    (select(vec![Pay::Hourly, Pay::Bonus]), dimension(), rows).prop_map(|(pay, by, rows)| PayTable {
        pay,
        by,
        rows: rows.into_iter().map(|(label, groups)| PayRow { label, groups }).collect(),
    })
}

fn wait_table() -> impl Strategy<Value = WaitTable> {
    let people = (LEAST_SUMMARISED..90_000_u32).prop_flat_map(|people| (Just(people), 0..=people));
    let waiting = (1..20_u8, [0..=10_000_u16, 0..=10_000, 0..=10_000]).prop_map(|(years, mut shares)| {
        shares.sort_unstable();
        let [low, share, high] = shares;
        Waiting { years, share, low, high }
    });
    let summary = (groups_of_answers(), people, any::<u64>(), option::of(any::<u32>()), vec(waiting, 0..3)).prop_map(
        |(of, (people, promoted), days, median, waiting)| WaitSummary { of, people, promoted, days, median, waiting },
    );
    let rows = btree_map(text(), vec(summary, 0..3), 0..3);
    (dimension(), rows).prop_map(|(by, rows)| WaitTable {
        by,
        rows: rows.into_iter().map(|(label, groups)| WaitRow { label, groups }).collect(),
    })
}

/// Mappings, each of a name and population of its own.
fn mappings() -> impl Strategy<Value = Vec<Mapping>> {
    vec(mapping(), 0..3).prop_map(|mut mappings| {
        let mut seen = BTreeSet::new();
        mappings.retain(|mapping| seen.insert((mapping.population, mapping.name.trim().to_owned())));
        mappings
    })
}

fn mapping() -> impl Strategy<Value = Mapping> {
    let kind = (select(Population::ALL.to_vec()), select(Method::ALL.to_vec()), any::<bool>());
    let keep = (vec(dimension(), 0..3), vec((dimension(), dimension()), 0..2), vec(dimension(), 0..2));
    (text(), kind, vec(column_mapping(), 0..4), keep, time()).prop_map(
        |(name, (population, method, months_first), mut columns, (breakdowns, crossings, pay), changed)| {
            let mut headers = BTreeSet::new();
            let mut fields = BTreeSet::new();
            columns.retain(|one| headers.insert(one.header.clone()) && fields.insert(one.field.clone()));
            let waits = pay.clone();
            Mapping {
                name: format!("m{name}"),
                population,
                method,
                dates: if months_first { DateOrder::MonthFirst } else { DateOrder::DayFirst },
                columns,
                keep: Keep { breakdowns, crossings, pay, waits },
                changed,
            }
        },
    )
}

fn column_mapping() -> impl Strategy<Value = ColumnMapping> {
    let meaning = prop_oneof![
        id().prop_map(|id| Meaning::Option(OptionId::new(&id))),
        text().prop_map(Meaning::Group),
        Just(Meaning::Nothing)
    ];
    let field = prop_oneof![select(PersonField::all()), dimension().prop_map(PersonField::Group)];
    (text(), field, btree_map(text(), meaning, 0..3), vec(text(), 0..2), btree_set(text(), 0..2))
        .prop_map(|(header, field, values, order, named)| ColumnMapping { header, field, values, order, named })
}

fn data_set() -> impl Strategy<Value = DataSet> {
    let kind = (select(Population::ALL.to_vec()), select(Method::ALL.to_vec()), id());
    let tables = (vec(crossing(), 0..3), vec(pay_table(), 0..3), vec(wait_table(), 0..3));
    (text(), kind, date(), option::of(any::<u32>()), vec(breakdown(), 0..3), tables, text(), time()).prop_map(
        |(name, (population, method, question), as_of, asked, mut breakdowns, tables, note, changed)| {
            let (mut crossings, mut pay, mut waits) = tables;
            let mut seen = BTreeSet::new();
            breakdowns.retain(|breakdown| seen.insert(breakdown.by.clone()));
            let mut seen = BTreeSet::new();
            crossings.retain(|one| {
                seen.insert((one.by.clone(), one.across.clone())) && seen.insert((one.across.clone(), one.by.clone()))
            });
            let mut seen = BTreeSet::new();
            pay.retain(|table| seen.insert((table.pay, table.by.clone())));
            let mut seen = BTreeSet::new();
            waits.retain(|table| seen.insert(table.by.clone()));
            DataSet {
                id: DataSetId(0),
                name,
                population,
                as_of,
                asked,
                method,
                question: SurveyQuestionId::new(&question),
                breakdowns,
                crossings,
                pay,
                waits,
                note,
                changed,
            }
        },
    )
}

fn profile() -> impl Strategy<Value = ProfileSettings> {
    let number = |(low, high): (u32, u32)| option::of(low..=high);
    let numbers = (
        number(ShowRules::LEAST),
        number(ShowRules::WIDTH),
        number(ShowRules::ROUND),
        number(ShowRules::PERCENT),
        number(ShowRules::PAY),
    );
    (numbers, option::of(any::<bool>()), time()).prop_map(|((least, width, round, percent, pay), zeros, changed)| {
        ProfileSettings { least, zeros, width, round, percent, pay, changed }
    })
}

fn cell() -> impl Strategy<Value = ReleasedCell> {
    let hidden = [ReleasedCell::Small, ReleasedCell::Nought, ReleasedCell::ForOthers, ReleasedCell::Withheld];
    prop_oneof![any::<u32>().prop_map(ReleasedCell::Shown), select(hidden.to_vec())]
}

fn released_row(parts: usize) -> impl Strategy<Value = ReleasedRow> {
    (text(), text(), vec(cell(), parts), [cell(), cell(), cell()], any::<bool>(), option::of(date())).prop_map(
        |(label, across, parts, [unplaced, base, answered], percents, stands_from)| ReleasedRow {
            label,
            across,
            parts,
            unplaced,
            base,
            answered,
            percents,
            stands_from,
        },
    )
}

fn released_tables() -> impl Strategy<Value = (Vec<ReleasedPart>, Vec<ReleasedTable>)> {
    (1..4_usize).prop_flat_map(|count| {
        let part = (id(), text(), option::of(select(Group::ALL.to_vec()))).prop_map(|(id, name, group)| ReleasedPart {
            id,
            name,
            group,
        });
        let table = (dimension(), option::of(dimension()), vec(released_row(count), 0..3))
            .prop_map(|(by, across, rows)| ReleasedTable { by, across, rows });
        (vec(part, count), vec(table, 0..3))
    })
}

fn released_pay() -> impl Strategy<Value = ReleasedPay> {
    let gap = option::of((any::<i32>(), any::<i32>()).prop_map(|(median, mean)| PayGap { median, mean }));
    let gap =
        (groups_of_answers(), groups_of_answers(), gap).prop_map(|(of, against, gap)| ReleasedGap { of, against, gap });
    let row = (text(), vec(gap, 0..3)).prop_map(|(label, gaps)| ReleasedPayRow { label, gaps });
    (select(vec![Pay::Hourly, Pay::Bonus]), dimension(), vec(row, 0..3)).prop_map(|(pay, by, rows)| ReleasedPay {
        pay,
        by,
        rows,
    })
}

fn released_set() -> impl Strategy<Value = ReleasedSet> {
    let response = ([cell(), cell(), cell()], any::<bool>(), option::of(date())).prop_map(
        |([asked, answered, silent], percents, stands_from)| ReleasedResponse {
            asked,
            answered,
            silent,
            percents,
            stands_from,
        },
    );
    let kind = (select(Population::ALL.to_vec()), select(Method::ALL.to_vec()), id());
    (any::<u64>(), text(), date(), kind, option::of(response), released_tables(), vec(released_pay(), 0..2)).prop_map(
        |(id, name, as_of, (population, method, question), response, (parts, tables), pay)| ReleasedSet {
            set: DataSetId(id),
            name,
            population,
            as_of,
            question: SurveyQuestionId::new(&question),
            method,
            parts,
            response,
            tables,
            pay,
        },
    )
}

fn release() -> impl Strategy<Value = Release> {
    let rules = [any::<u32>(), any::<u32>(), any::<u32>(), any::<u32>(), any::<u32>()];
    let rules = (rules, any::<bool>()).prop_map(|([least, width, round, percent, pay], zeros)| ShowRules {
        least,
        zeros,
        width,
        round,
        percent,
        pay,
    });
    (time(), date(), select(Audience::ALL.to_vec()), rules, vec(released_set(), 0..3), text()).prop_map(
        |(at, on, audience, rules, sets, note)| Release { id: ReleaseId(0), at, on, audience, rules, sets, note },
    )
}

fn removed() -> impl Strategy<Value = Removed> {
    let record = prop_oneof![
        any::<u64>().prop_map(|id| RemovedRecord::Action(ActionId(id))),
        any::<u64>().prop_map(|id| RemovedRecord::Measurement(MeasurementId(id))),
        any::<u64>().prop_map(|id| RemovedRecord::Person(PersonId(id))),
        id().prop_map(|id| RemovedRecord::Kpi(KpiId::new(&id))),
        any::<u64>().prop_map(|id| RemovedRecord::DataSet(DataSetId(id))),
        any::<u64>().prop_map(|id| RemovedRecord::Benchmark(BenchmarkId(id))),
        (any::<u64>(), id()).prop_map(|(round, id)| RemovedRecord::Agreed(RoundId(round), RecommendationId::new(&id))),
    ];
    (record, time()).prop_map(|(record, at)| Removed { record, at })
}

/// Gives every record an id of its own, spread over the whole range.
fn make_ids_unique(project: &mut Project, first: u64) {
    let mut given = BTreeSet::new();
    let mut next = first;
    let mut fresh = || {
        next = next.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        while !given.insert(next) {
            next = next.wrapping_add(1);
        }
        next
    };
    for round in &mut project.rounds {
        Arc::make_mut(round).id = RoundId(fresh());
    }
    for action in &mut project.actions {
        Arc::make_mut(action).id = ActionId(fresh());
    }
    for set in &mut project.workforce {
        Arc::make_mut(set).id = DataSetId(fresh());
    }
    for release in &mut project.releases {
        Arc::make_mut(release).id = ReleaseId(fresh());
    }
    for person in &mut project.people {
        Arc::make_mut(person).id = PersonId(fresh());
    }
    for kpi in project.kpis.values_mut() {
        for measurement in &mut Arc::make_mut(kpi).measurements {
            measurement.id = MeasurementId(fresh());
        }
        for benchmark in &mut Arc::make_mut(kpi).benchmarks {
            benchmark.id = BenchmarkId(fresh());
        }
    }
}

/// A small project in which every field has a value that is not its default, and every kind of value stands once.
pub fn every_field() -> Project {
    let mut project = every_field_of_schema_3();
    let set = Arc::make_mut(&mut project.workforce[0]);
    set.crossings = vec![Crossing {
        by: Dimension::Grade,
        across: Dimension::Gender,
        rows: vec![CrossRow {
            label: "AO".to_owned(),
            across: "Women".to_owned(),
            counts: BTreeMap::from([(OptionId::new("option-1"), 30)]),
        }],
    }];
    let paid = PaySummary {
        of: vec![Group::Intermediate, Group::WorkingClass],
        people: 64,
        paid: 60,
        mean: 187_500,
        median: 180_025,
    };
    let rows = vec![PayRow { label: String::new(), groups: vec![paid] }];
    set.pay = [Pay::Hourly, Pay::Bonus].map(|pay| PayTable { pay, by: Dimension::Whole, rows: rows.clone() }).into();
    let waited = WaitSummary {
        of: vec![Group::Professional],
        people: 40,
        promoted: 22,
        days: 31_000,
        median: Some(801),
        waiting: vec![Waiting { years: 1, share: 9_250, low: 8_100, high: 9_800 }],
    };
    let rows = vec![WaitRow { label: "AO".to_owned(), groups: vec![waited] }];
    set.waits = vec![WaitTable { by: Dimension::Grade, rows }];
    let profile = |time| ProfileSettings {
        least: Some(5),
        zeros: Some(false),
        width: Some(4),
        round: Some(10),
        percent: Some(30),
        pay: Some(20),
        changed: time,
    };
    project.profiles = BTreeMap::from([(Audience::Internal, profile(Timestamp::new(1_750_000_070, 0).unwrap()))]);
    project.releases = vec![Arc::new(release_of_everything())];
    let mut grade = ColumnMapping::new("Pay band".to_owned(), PersonField::Group(Dimension::Grade));
    grade.values =
        BTreeMap::from([("band 1".to_owned(), Meaning::Group("AO".to_owned())), ("-".to_owned(), Meaning::Nothing)]);
    grade.order = vec!["AO".to_owned(), "SCS".to_owned()];
    grade.named = BTreeSet::from(["SCS".to_owned()]);
    let mut background = ColumnMapping::new("Parent's work".to_owned(), PersonField::Background);
    background.values = BTreeMap::from([("1".to_owned(), Meaning::Option(OptionId::new("option-1")))]);
    project.mappings = vec![Arc::new(Mapping {
        method: Method::FourQuestions,
        dates: DateOrder::MonthFirst,
        columns: vec![background, grade],
        keep: Keep {
            breakdowns: vec![Dimension::Grade],
            crossings: vec![(Dimension::Grade, Dimension::Own("Site".to_owned()))],
            pay: vec![Dimension::Whole],
            waits: vec![Dimension::Grade],
        },
        changed: Timestamp::new(1_750_000_070, 0).unwrap(),
        ..Mapping::new("Staff survey".to_owned(), Population::Workforce)
    })];
    project
}

/// A release in which every field has a value that is not its default, and every kind of cell stands once.
fn release_of_everything() -> Release {
    let day = Date::new(2025, 11, 3).unwrap();
    let shown = ReleasedCell::Shown;
    let row = |label: &str, parts: [ReleasedCell; 2]| ReleasedRow {
        label: label.to_owned(),
        across: "Women".to_owned(),
        parts: parts.to_vec(),
        unplaced: ReleasedCell::Nought,
        base: shown(200),
        answered: ReleasedCell::Withheld,
        percents: true,
        stands_from: Some(day),
    };
    let gap = ReleasedGap {
        of: vec![Group::WorkingClass],
        against: vec![Group::Professional],
        gap: Some(PayGap { median: 121, mean: -52 }),
    };
    Release {
        id: ReleaseId(1),
        at: Timestamp::new(1_750_000_071, 0).unwrap(),
        on: day,
        audience: Audience::Public,
        rules: ShowRules { least: 10, zeros: true, width: 5, round: 5, percent: 23, pay: 50 },
        sets: vec![ReleasedSet {
            set: DataSetId(1),
            name: "Staff survey".to_owned(),
            population: Population::NewHires,
            as_of: day,
            question: SurveyQuestionId::new("question-1"),
            method: Method::FourQuestions,
            parts: ["one", "other"]
                .map(|id| ReleasedPart { id: id.to_owned(), name: id.to_owned(), group: Some(Group::Professional) })
                .to_vec(),
            response: Some(ReleasedResponse {
                asked: shown(410),
                answered: shown(200),
                silent: shown(210),
                percents: true,
                stands_from: Some(day),
            }),
            tables: vec![ReleasedTable {
                by: Dimension::Grade,
                across: Some(Dimension::Gender),
                rows: vec![
                    row("AO", [shown(120), shown(80)]),
                    row("SCS", [ReleasedCell::Small, ReleasedCell::ForOthers]),
                ],
            }],
            pay: vec![ReleasedPay {
                pay: Pay::Hourly,
                by: Dimension::Grade,
                rows: vec![ReleasedPayRow { label: "AO".to_owned(), gaps: vec![gap] }],
            }],
        }],
        note: "For the annual report".to_owned(),
    }
}

/// The same with nothing that schema 4 added.
pub fn every_field_of_schema_3() -> Project {
    let time = |second: i64| Timestamp::new(1_750_000_000 + second, 0).unwrap();
    let day = |year, month, day| Date::new(year, month, day).unwrap();
    let mut project = every_field_of_schema_2();
    let link = Origin::Link(KpiId::new("kpi-1"), RecommendationId::new("recommendation-1"));
    Arc::make_mut(&mut project.actions[3]).origin = Some(link);
    let figures = Arc::make_mut(project.kpis.get_mut("kpi-1").unwrap());
    figures.measurements[0].count = Some(104);
    figures.measurements[0].source = FigureSource::Imported;
    figures.measurements[1].source = FigureSource::Computed;
    let target = figures.target.as_mut().unwrap();
    target.low = Some(30.5);
    target.baseline = Some(Step { value: 20.0, date: day(2024, 1, 1) });
    figures.benchmarks = vec![Benchmark {
        id: BenchmarkId(1),
        label: "Sector average".to_owned(),
        value: 41.5,
        date: day(2025, 6, 30),
        definition: "Those who answered".to_owned(),
        population: "Law firms".to_owned(),
        source: "A survey".to_owned(),
        caution: "Counts partners only".to_owned(),
        changed: time(60),
    }];
    let own = OwnKpi {
        name: "Pay gap by background".to_owned(),
        pillar: Pillar::Progression,
        definition: "Median hourly pay".to_owned(),
        unit: Unit::Gap,
        direction: Direction::Within,
        recommendations: vec![RecommendationId::new("recommendation-1")],
    };
    let settings = KpiSettings {
        own: Some(own),
        owner: "Priya".to_owned(),
        every: Some(6),
        retired: Some(day(2026, 2, 1)),
        compared: Some(vec![BenchmarkSetId::new("set-1")]),
        changed: time(61),
    };
    let mut own = Kpi { settings: Some(settings), ..Kpi::default() };
    own.measurements.push(Measurement {
        id: MeasurementId(3),
        value: Value::One(-2.5),
        ..project.kpis["kpi-1"].measurements[0].clone()
    });
    own.measurements[0].count = None;
    project.kpis.insert(KpiId::new("own-1"), Arc::new(own));
    project.kpi_order = Some(KpiOrder { order: vec![KpiId::new("own-1")], changed: time(62) });
    project.removed.push(Removed { record: RemovedRecord::Kpi(KpiId::new("own-2")), at: time(63) });
    project.removed.push(Removed { record: RemovedRecord::Benchmark(BenchmarkId(9)), at: time(64) });
    let row = |label: &str, counts: [u32; 2]| CountRow {
        label: label.to_owned(),
        counts: BTreeMap::from([(OptionId::new("option-1"), counts[0]), (OptionId::new("option-2"), counts[1])]),
    };
    project.workforce = vec![Arc::new(DataSet {
        id: DataSetId(1),
        name: "Staff survey".to_owned(),
        population: Population::NewHires,
        as_of: day(2025, 10, 16),
        asked: Some(412),
        method: Method::FourQuestions,
        question: SurveyQuestionId::new("question-1"),
        crossings: Vec::new(),
        pay: Vec::new(),
        waits: Vec::new(),
        breakdowns: vec![
            Breakdown { by: Dimension::Whole, rows: vec![row("", [120, 80])] },
            Breakdown { by: Dimension::Grade, rows: vec![row("AO", [70, 50]), row("SCS", [50, 30])] },
            Breakdown { by: Dimension::Own("Site".to_owned()), rows: vec![row("York", [1, 0])] },
        ],
        note: "Counted by hand".to_owned(),
        changed: time(65),
    })];
    project.removed.push(Removed { record: RemovedRecord::DataSet(DataSetId(9)), at: time(66) });
    project
}

/// The same with nothing that schema 3 added.
pub fn every_field_of_schema_2() -> Project {
    let time = |second: i64| Timestamp::new(1_750_000_000 + second, 0).unwrap();
    let day = |year, month, day| Date::new(year, month, day).unwrap();
    let mut project = every_field_of_schema_1();
    let first = Arc::make_mut(&mut project.rounds[0]);
    let planned = |action, due, status| {
        Arc::new(PlannedThen { action: ActionId(action), title: format!("Planned {action}"), due, status })
    };
    first.plan = Some(vec![
        planned(1, Some(day(2025, 4, 1)), Status::NotStarted),
        planned(2, None, Status::Blocked { reason: "No budget".to_owned() }),
    ]);
    let reason = "A rating was wrong".to_owned();
    first.reopened = vec![Reopened { frozen: day(2024, 10, 1), on: day(2024, 10, 7), reason }];
    let second = Arc::make_mut(&mut project.rounds[1]);
    second.first_action_declined = true;
    Arc::make_mut(second.agreed.get_mut("recommendation-1").unwrap()).to_reconfirm = true;
    let answer = Arc::make_mut(second.answers.get_mut("question-2").unwrap());
    answer.to_reconfirm = true;
    answer.evidence = vec![Evidence {
        id: EvidenceId(1),
        title: "Pay review".to_owned(),
        date: Some(day(2025, 2, 1)),
        person: "Priya".to_owned(),
        link: "S:\\HR\\pay 2025.xlsx".to_owned(),
    }];
    Arc::make_mut(&mut project.actions[0]).measure = Some(KpiId::new("kpi-2"));
    project.people = vec![Arc::new(Person {
        id: PersonId(1),
        name: "Priya".to_owned(),
        role: "Head of HR".to_owned(),
        areas: BTreeSet::from([AreaId::new("area-1")]),
        decision_maker: true,
        changed: time(50),
    })];
    project.log = vec![Arc::new(Change {
        at: time(51),
        who: "Priya".to_owned(),
        subject: Subject::Question(RoundId(0x0b), QuestionId::new("question-2")),
        field: Field::Rating,
        from: "Limited".to_owned(),
        to: "Not in place".to_owned(),
    })];
    project.removed.push(Removed { record: RemovedRecord::Person(PersonId(9)), at: time(42) });
    let agreed = RemovedRecord::Agreed(RoundId(0x0b), RecommendationId::new("recommendation-9"));
    project.removed.push(Removed { record: agreed, at: time(43) });
    project
}

/// The same with nothing that schema 2 added.
pub fn every_field_of_schema_1() -> Project {
    let time = |second: i64| Timestamp::new(1_750_000_000 + second, 0).unwrap();
    let day = |year, month, day| Date::new(year, month, day).unwrap();
    let mut first = Round::new(RoundId(0x0a), "Round 1", day(2024, 9, 2), time(1));
    first.frozen = Some(day(2024, 10, 31));
    let mut second = Round::new(RoundId(0x0b), "Round 2 – “spring”", day(2025, 3, 3), time(2));
    for (place, rating) in Rating::ALL.into_iter().enumerate() {
        let confidence = Confidence::ALL.get(place).copied();
        let note = if place == 0 { "Seen: \"policy\" C:\\HR\nsecond line – Zoë, 王, e\u{301}" } else { "" };
        let answer = Answer { rating, confidence, note: note.to_owned(), ..Answer::new(time(10)) };
        second.answers.insert(QuestionId::new(&format!("question-{place}")), Arc::new(answer));
    }
    second.agreed.insert(
        RecommendationId::new("recommendation-1"),
        Arc::new(Agreed {
            rating: Rating::Limited,
            reason: "Only one site".to_owned(),
            to_reconfirm: false,
            changed: time(11),
        }),
    );
    second.follow_ups.insert(
        FollowUpKey { checklist: PackId::new("advocacy"), question: FollowUpId::new("owner") },
        Arc::new(FollowUpAnswer { text: "Priya".to_owned(), due: Some(day(2025, 6, 30)), changed: time(12) }),
    );
    let action = |id, origin, status, effort, impact| Action {
        id: ActionId(id),
        title: format!("Action {id}"),
        origin,
        owner: "Priya".to_owned(),
        first_step: "Book a room".to_owned(),
        due: Some(day(2025, 5, 1)),
        status,
        effort: Some(effort),
        impact: Some(impact),
        success: "Half of staff answer".to_owned(),
        measure: None,
        notes: "See the plan".to_owned(),
        created: time(20),
        changed: time(21),
    };
    let recommendation = Origin::Recommendation(RecommendationId::new("recommendation-1"));
    let question = Origin::Question(QuestionId::new("question-1"));
    let kpi = Origin::Kpi(KpiId::new("kpi-1"));
    let reason = |text: &str| text.to_owned();
    let mut actions = vec![
        action(1, Some(recommendation), Status::NotStarted, Effort::Low, Impact::High),
        action(2, Some(question), Status::InProgress, Effort::Medium, Impact::Medium),
        action(3, Some(kpi), Status::Blocked { reason: reason("No budget") }, Effort::High, Impact::Low),
        action(4, None, Status::Done, Effort::Low, Impact::High),
        action(5, None, Status::Dropped { reason: reason("Merged with another") }, Effort::Low, Impact::Low),
    ];
    actions[4].due = None;
    actions[4].effort = None;
    actions[4].impact = None;
    let measurement = |id, date, value, base| Measurement {
        id: MeasurementId(id),
        date,
        value,
        base,
        count: None,
        note: "From the survey".to_owned(),
        source: FigureSource::Typed,
        changed: time(30),
    };
    let split = Value::Groups { professional: 54.5, intermediate: 20.25, working_class: 25.25 };
    let figures = Kpi {
        measurements: vec![
            measurement(1, day(2024, 4, 1), split, Some(412)),
            measurement(2, day(2025, 4, 1), Value::One(0.1), None),
        ],
        target: Some(Target {
            steps: vec![Step { value: 28.0, date: day(2026, 3, 31) }],
            ..Target::new(33.0, day(2028, 3, 31), time(31))
        }),
        ..Kpi::default()
    };
    Project {
        id: ProjectId(0x0123_4567_89ab_cdef),
        organisation: Organisation {
            name: "Møller & Sons".to_owned(),
            size: Some(Size::From250),
            sector: "Law".to_owned(),
            first_pillar: Pillar::ALL.first().copied(),
            invented: true,
            changed: time(0),
        },
        rounds: vec![Arc::new(first), Arc::new(second)],
        actions: actions.into_iter().map(Arc::new).collect(),
        kpis: BTreeMap::from([(KpiId::new("kpi-1"), Arc::new(figures)), (KpiId::new("kpi-2"), Arc::default())]),
        kpi_order: None,
        people: Vec::new(),
        workforce: Vec::new(),
        profiles: BTreeMap::new(),
        releases: Vec::new(),
        mappings: Vec::new(),
        log: Vec::new(),
        removed: vec![
            Removed { record: RemovedRecord::Action(ActionId(9)), at: time(40) },
            Removed { record: RemovedRecord::Measurement(MeasurementId(9)), at: time(41) },
        ],
    }
}
