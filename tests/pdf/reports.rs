//! Reports to print: an empty one, one like a board's, and one with everything that is hard to set.

use jiff::civil::{Date, date};

use super::product::chart::{
    Align, Chart, Column, Level, LinkKind, Map, MapColumn, MapLink, MapNode, MapStatus, Mark, NodeOf, NoteMark,
    Outlook, Plot, RatingBar, Series, Table, Tone, Trend,
};

use super::product::content::{Pillar, Unit};
use super::product::insight::RatingCounts;
use super::product::project::{ActionId, Rating};
use super::product::report::{Block, Cell, Cover, KeyFigure, Report, ReportColumn, ReportTable, Span};

/// A report with nothing in it.
pub fn empty() -> Report {
    Report {
        title: "Nothing yet".to_owned(),
        organisation: String::new(),
        date: date(2026, 9, 14),
        language: "en-GB",
        running_head: "Nothing yet".to_owned(),
        notice: None,
        blocks: Vec::new(),
    }
}

fn heading(level: u8, text: &str) -> Block {
    Block::Heading { level, text: text.to_owned() }
}

fn paragraph(text: &str) -> Block {
    Block::Paragraph(vec![Span::plain(text)])
}

fn counts(active: u32, limited: u32, not_in_place: u32, not_assessed: u32) -> RatingCounts {
    RatingCounts { active, limited, not_in_place, not_assessed, not_applicable: 0 }
}

fn figure(value: &str, label: &str, rating: Option<Rating>) -> KeyFigure {
    KeyFigure { value: value.to_owned(), label: label.to_owned(), rating }
}

/// A report like the one that a board reads.
pub fn board() -> Report {
    let mut blocks = vec![
        Block::Cover(Cover {
            title: "Social mobility action plan".to_owned(),
            subtitle: "Where we stand, what we will do, and whether it is working".to_owned(),
            lines: vec![
                "For the board meeting of 14 May 2026".to_owned(),
                "Review round 2, Spring 2026".to_owned(),
                "Prepared by the head of inclusion".to_owned(),
            ],
        }),
        Block::Contents,
        Block::NewPage,
        heading(1, "Eleven practices improved since autumn. Progress to senior grades is the gap to close."),
        Block::Paragraph(vec![Span::quiet(
            "108 of 127 practices reviewed in round 2 (Spring 2026). Figures on a base under 10 are not shown.",
        )]),
        Block::KeyFigures(vec![
            figure("40", "Active", Some(Rating::Active)),
            figure("37", "Limited", Some(Rating::Limited)),
            figure("31", "Not in place", Some(Rating::NotInPlace)),
            figure("19", "Not assessed", Some(Rating::NotAssessed)),
        ]),
        Block::KeyFigures(vec![
            figure("66%", "answered the parental occupation question", None),
            figure("3 of 8", "targets on path", None),
            figure("2", "actions overdue", None),
        ]),
        heading(2, "Decisions asked of the board"),
        Block::List {
            numbered: true,
            items: vec![
                vec![Span::plain("Name a board sponsor for socio-economic inclusion by June.")],
                vec![
                    Span::plain("Agree a target of "),
                    Span::strong("30% working-class share"),
                    Span::plain(" at Grade 7 and above by March 2029, with yearly steps."),
                ],
                vec![Span::plain("Publish the response rate and the three-group split with the annual report.")],
            ],
        },
        heading(2, "By pillar"),
        pillars(),
    ];
    blocks.extend([
        heading(2, "Strongest, and the largest gaps"),
        Block::List {
            numbered: false,
            items: vec![
                vec![Span::status(Rating::Active), Span::plain(" Leaders speak about social mobility")],
                vec![Span::status(Rating::Limited), Span::plain(" Data asked at application and in post")],
                vec![Span::status(Rating::NotInPlace), Span::plain(" Promotion asks for a record of inclusion")],
                vec![Span::status(Rating::NotAssessed), Span::plain(" Shared language and guide to terms")],
                vec![Span::status(Rating::NotApplicable), Span::plain(" Degree requirements in adverts")],
            ],
        },
        heading(2, "The next three months"),
        next_actions(),
        heading(1, "The figures"),
        paragraph(
            "Each figure stands with its base and its date. A target's path is the straight way from the first \
             measurement to the target; a figure is behind when it lies below the path on the day it was measured. \
             Benchmarks are published figures of other employers: they say what others reach, not what is enough.",
        ),
        Block::Figure(practices()),
        Block::Figure(trend("Answers rose by 11 points in a year and are on the path", &response_points(), true)),
        Block::Figure(trend(
            "One measurement so far: 41%",
            &response_points().into_iter().take(1).collect::<Vec<_>>(),
            true,
        )),
        Block::Figure(trend("Nobody has measured this yet", &[], false)),
        Block::Figure(groups()),
        Block::Figure(gap()),
        Block::Figure(strategy(3)),
        heading(3, "How to read the charts"),
        paragraph("Amber is hatched, and the part that nobody has rated is hollow, so that the bars survive a copier."),
        heading(1, "Sources and definitions"),
        Block::List {
            numbered: false,
            items: vec![
                vec![
                    Span::strong("Professional background. "),
                    Span::plain("The main earner at 14 was in a modern or traditional professional occupation."),
                ],
                vec![
                    Span::strong("Working-class background. "),
                    Span::plain("The main earner at 14 was in a routine, technical or service occupation, "),
                    Span::quiet("or long-term unemployed."),
                ],
            ],
        },
    ]);
    Report {
        title: "Social mobility action plan – Northfold Council & partners".to_owned(),
        organisation: "Northfold Council".to_owned(),
        date: date(2026, 5, 14),
        language: "en-GB",
        running_head: "Northfold Council · Social mobility action plan".to_owned(),
        notice: Some("All figures are invented".to_owned()),
        blocks,
    }
}

fn pillars() -> Block {
    let rows = [
        ("Data", counts(12, 9, 6, 4), "2 of 3 on path"),
        ("Progression", counts(8, 12, 14, 8), "Behind by 4 points"),
        ("Hiring", counts(3, 2, 1, 0), "On path"),
        ("Outreach", counts(2, 1, 1, 2), "No target yet"),
        ("Culture & leadership", counts(9, 8, 5, 3), "On path"),
        ("Advocacy", counts(0, 0, 0, 9), "Stale: Sept 2025"),
    ];
    Block::Table(ReportTable {
        caption: "Practices by pillar and rating".to_owned(),
        columns: vec![
            ReportColumn::text("Pillar", 1.6),
            ReportColumn::text("Practices", 3.2),
            ReportColumn::number("Active", 0.7),
            ReportColumn::number("Limited", 0.7),
            ReportColumn::number("Not in place", 0.9),
            ReportColumn::text("Scorecard", 1.6),
        ],
        rows: rows
            .into_iter()
            .map(|(name, counts, scorecard)| {
                vec![
                    Cell::from(Span::strong(name)),
                    Cell::Bar { counts, alt: counts.words() },
                    Cell::plain(counts.active.to_string()),
                    Cell::plain(counts.limited.to_string()),
                    Cell::plain(counts.not_in_place.to_string()),
                    Cell::plain(scorecard),
                ]
            })
            .collect(),
    })
}

fn next_actions() -> Block {
    let row = |action: &str, owner: &str, due: &str, state: Span| {
        vec![Cell::plain(action), Cell::plain(owner), Cell::plain(due), Cell::from(state)]
    };
    Block::Table(ReportTable {
        caption: "Actions due in the next three months".to_owned(),
        columns: vec![
            ReportColumn::text("Action", 4.0),
            ReportColumn::text("Owner", 2.0),
            ReportColumn::number("Due", 1.2),
            ReportColumn::text("State", 1.6),
        ],
        rows: vec![
            row(
                "Ask the key question at application",
                "Head of resourcing",
                "30 Apr 2026",
                Span::alert("Overdue 14 days"),
            ),
            row("Brief managers on promotion pathways", "L&D lead", "15 Jun 2026", Span::plain("In progress")),
            row(
                "Publish our response rate with the staff survey, and say what we learnt from those who did not answer",
                "D&I lead",
                "20 Jul 2026",
                Span::plain("Not started"),
            ),
        ],
    })
}

fn practices() -> Chart {
    let bar = |label: &str, counts: RatingCounts| RatingBar {
        label: label.to_owned(),
        parts: Rating::ALL.into_iter().map(|rating| (rating, counts.of(rating))).collect(),
    };
    Chart {
        title: "Progression holds most of what is not in place".to_owned(),
        alt: "Bars of practices by area. Progression: 8 active, 12 limited, 14 not in place.".to_owned(),
        source: "127 practices, round 2, Spring 2026.".to_owned(),
        notes: Vec::new(),
        plot: Plot::Ratings(vec![
            bar("Data", counts(12, 9, 6, 4)),
            bar("Progression: promotion, pay and succession", counts(8, 12, 14, 8)),
            bar("Hiring", counts(3, 2, 1, 0)),
            bar("Outreach", RatingCounts { not_applicable: 3, ..counts(2, 1, 1, 2) }),
            bar("Advocacy", counts(0, 0, 0, 0)),
        ]),
        table: Table::default(),
    }
}

/// Measurements over two years.
pub fn response_points() -> Vec<(Date, f64)> {
    vec![
        (date(2024, 9, 30), 41.0),
        (date(2025, 3, 31), 47.5),
        (date(2025, 9, 30), 55.0),
        (date(2026, 3, 31), 58.0),
        (date(2026, 5, 1), 66.0),
    ]
}

/// A figure over time.
pub fn trend(title: &str, points: &[(Date, f64)], targeted: bool) -> Chart {
    let target = Mark { label: "Target 70%, 31 Mar 2027".to_owned(), date: date(2027, 3, 31), value: 70.0 };
    Chart {
        title: title.to_owned(),
        alt: format!("A line over time. {title}."),
        source: "Share of staff who answered the question on parental occupation. Base 1,204. Staff survey.".to_owned(),
        notes: Vec::new(),
        plot: Plot::Trend(Trend {
            unit: Unit::Percent,
            range: (0.0, 100.0),
            days: (date(2024, 9, 1), date(2027, 3, 31)),
            series: vec![Series {
                name: "Answered".to_owned(),
                tone: Tone::Accent,
                points: points.to_vec(),
                ranges: points.iter().map(|(day, value)| (*day, value - 2.5, value + 2.5)).collect(),
            }],
            path: if targeted {
                vec![(date(2024, 9, 30), 41.0), (date(2026, 3, 31), 60.0), (date(2027, 3, 31), 70.0)]
            } else {
                Vec::new()
            },
            band: None,
            outlook: points.get(2..).and_then(<[_]>::last).map(|last| Outlook {
                from: *last,
                until: date(2027, 3, 31),
                low: 68.0,
                middle: 74.0,
                high: 81.5,
            }),
            notes: points
                .iter()
                .zip(1..)
                .map(|((date, value), number)| NoteMark {
                    number,
                    date: *date,
                    value: *value,
                    text: "A note.".to_owned(),
                })
                .collect(),
            target: targeted.then_some(target),
            levels: vec![
                Level { label: "Index employers, new hires 87%".to_owned(), value: 87.0, unlike: false },
                Level { label: "Index employers, all staff 69%".to_owned(), value: 69.0, unlike: true },
                Level { label: "Public sector employers in the index 72%".to_owned(), value: 72.0, unlike: false },
            ],
        }),
        table: Table {
            caption: title.to_owned(),
            columns: vec![Column::text("Day"), Column { name: "Share".to_owned(), align: Align::Right }],
            rows: points.iter().map(|(day, value)| vec![day.to_string(), value.to_string()]).collect(),
        },
    }
}

/// A gap that is to come within a band, held against a figure that is not alike.
fn gap() -> Chart {
    let points = vec![(date(2024, 3, 31), 9.5), (date(2025, 3, 31), 7.2), (date(2026, 3, 31), 5.9)];
    let mut chart = trend("The pay gap is 5.9%, down 3.6 points in two years", &points, false);
    if let Plot::Trend(trend) = &mut chart.plot {
        trend.unit = Unit::Gap;
        trend.range = (-10.0, 20.0);
        trend.path = vec![(date(2024, 3, 31), 9.5), (date(2027, 3, 31), 3.0)];
        trend.band = Some((-3.0, 3.0));
        let label = "Target −3% to 3%, 31 Mar 2027".to_owned();
        trend.target = Some(Mark { label, date: date(2027, 3, 31), value: 3.0 });
        trend.outlook = None;
        trend.levels = vec![Level { label: "Sector 12.1%, see note".to_owned(), value: 12.1, unlike: true }];
    }
    chart.notes = vec![
        "“Sector” counts bonuses too, so its gap is wider for the same pay. Read it as a rough guide, and never as what \
         employers like this one reach."
            .to_owned(),
        "“Sector” is 4 years older than your newest figure.".to_owned(),
    ];
    chart
}

/// A map of so many recommendations, each with an action that is to move one of three figures.
pub fn strategy(recommendations: usize) -> Chart {
    let node = |column: MapColumn, of: NodeOf, label: String, status: Option<(Rating, &str)>| MapNode {
        column,
        of,
        label,
        status: status.map(|(rating, words)| MapStatus { rating, words: words.to_owned() }),
    };
    let link = |from: usize, to: usize, kind: LinkKind| MapLink { from, to, kind };
    let (actions, figures) = (1 + recommendations, 1 + 2 * recommendations);
    let mut map = Map::default();
    map.nodes.push(node(MapColumn::Pillar, NodeOf::Pillar(Pillar::Data), "Data".to_owned(), None));
    for place in 0..recommendations {
        let label = format!("Recommendation {place}: ask everyone, at every stage, and say why");
        let of = NodeOf::Recommendation(format!("rec-{place}").as_str().into());
        map.nodes.push(node(MapColumn::Recommendation, of, label, Some((Rating::Limited, "Limited"))));
        map.links.push(link(0, 1 + place, LinkKind::Holds));
        map.links.push(link(1 + place, actions + place, LinkKind::Acts));
        map.links.push(link(1 + place, figures + (place + 1) % 3, LinkKind::Bears));
        map.links.push(link(actions + place, figures + place % 3, LinkKind::Moves));
    }
    for place in 0..recommendations {
        let label = if place == 1 { unbroken() } else { format!("Action {place}: put the question on the form") };
        let of = NodeOf::Action(ActionId(place as u64 + 1));
        map.nodes.push(node(MapColumn::Action, of, label, Some((Rating::NotInPlace, "Overdue 9 days"))));
    }
    for place in 0..3 {
        let of = NodeOf::Kpi(format!("kpi-{place}").as_str().into());
        map.nodes.push(node(MapColumn::Figure, of, format!("Figure {place}, 66%"), Some((Rating::Active, "On path"))));
    }
    Chart {
        title: "Data: every recommendation leads to an action".to_owned(),
        alt: "A map from the pillar over recommendations and actions to figures.".to_owned(),
        source: "Round 2, the plan and the scorecard on 14 May 2026.".to_owned(),
        notes: Vec::new(),
        plot: Plot::Map(map),
        table: Table::default(),
    }
}

fn groups() -> Chart {
    let series = |name: &str, tone: Tone, from: f64, to: f64| Series {
        name: format!("{name} {to}"),
        tone,
        points: vec![(date(2025, 1, 1), from), (date(2025, 7, 1), from.midpoint(to) + 0.2), (date(2026, 1, 1), to)],
        ranges: Vec::new(),
    };
    Chart {
        title: "People from working-class backgrounds now agree nearly as often".to_owned(),
        alt: "Three lines over a year.".to_owned(),
        source: "Mean agreement, 1 to 4. Bases 412, 120 and 318.".to_owned(),
        notes: Vec::new(),
        plot: Plot::Trend(Trend {
            unit: Unit::OutOf(4),
            range: (0.0, 4.0),
            days: (date(2025, 1, 1), date(2026, 1, 1)),
            series: vec![
                series("Professional", Tone::Professional, 3.2, 3.4),
                series("Intermediate", Tone::Intermediate, 3.0, 3.3),
                series("Working class", Tone::WorkingClass, 2.1, 3.1),
            ],
            path: Vec::new(),
            band: None,
            outlook: None,
            notes: Vec::new(),
            target: None,
            levels: Vec::new(),
        }),
        table: Table::default(),
    }
}

/// A word longer than any line.
pub fn unbroken() -> String {
    "Donaudampfschifffahrtsgesellschaft".chars().cycle().take(400).collect()
}

/// Names and signs from many scripts; the last ones are in no font.
pub const NAMES: &str =
    "Siân Ŵyn ŷ · Nguyễn Thị Hương · Ọláolúwa Ẹ̀kọ́ · Ωμέγα Δήμος · Дарья Ёлкина · Żółć · 🎉 👩‍👩‍👧 · 田中 · שלום · مرحبا";

/// A plan of many actions whose texts are hard to set.
pub fn big(actions: usize) -> Report {
    let long = "Write down who asks the question, when and why, and what happens with the answers; \
                say it in plain words on the form itself, and again in the invitation to the staff survey.";
    let rows = (0..actions)
        .map(|place| {
            let title = match place % 7 {
                0 => format!("Action {place}: {long}"),
                1 => format!("Action {place}: {NAMES}"),
                2 => format!(
                    "Action {place}: {}",
                    if place % 21 == 2 { unbroken() } else { "brief managers".to_owned() }
                ),
                3 => format!("Action {place}\tfirst step\u{7} then\r\nsecond step"),
                _ => format!("Action {place}: publish the response rate with the staff survey"),
            };
            let owner = if place % 5 == 0 { String::new() } else { "Head of resourcing".to_owned() };
            let rating = Rating::ALL.into_iter().cycle().nth(place).unwrap_or_default();
            vec![
                Cell::plain(if place % 11 == 10 { String::new() } else { title }),
                Cell::plain(owner),
                Cell::plain("30 Apr 2026"),
                if place % 3 == 0 {
                    Cell::from(Span::alert("Overdue 14 days"))
                } else {
                    Cell::from(Span::status(rating))
                },
            ]
        })
        .collect();
    let tall = long.repeat(40);
    Report {
        title: "Everything <hard> & “difficult” – ŵ 🎉".to_owned(),
        organisation: "Cyngor Sir Ŷnys".to_owned(),
        date: date(2026, 9, 14),
        language: "en-GB",
        running_head: format!("Cyngor Sir Ŷnys · {long} {long}"),
        notice: Some(long.to_owned()),
        blocks: vec![
            heading(2, "A heading of level 2 before any of level 1"),
            heading(1, "The plan"),
            Block::Contents,
            paragraph(&unbroken()),
            paragraph(&long.repeat(12)),
            Block::Paragraph(Vec::new()),
            Block::Paragraph(vec![
                Span::plain("Before "),
                Span::status(Rating::Limited),
                Span::plain(" and after "),
                Span::strong(unbroken()),
            ]),
            Block::List { numbered: false, items: Vec::new() },
            Block::List { numbered: true, items: (1..=12).map(|_| vec![Span::plain(long)]).collect() },
            Block::KeyFigures((0_u32..7).map(|place| figure(&(place * 1_234_567).to_string(), long, None)).collect()),
            Block::KeyFigures(Vec::new()),
            heading(1, &long.repeat(2)),
            heading(2, "Actions"),
            heading(3, "All of them"),
            Block::Table(ReportTable {
                caption: "All actions".to_owned(),
                columns: vec![
                    ReportColumn::text("Action", 4.0),
                    ReportColumn::text("Owner", 2.0),
                    ReportColumn::number("Due", 1.2),
                    ReportColumn::text("State", 1.6),
                ],
                rows,
            }),
            heading(2, "A row that is taller than a page"),
            Block::Table(ReportTable {
                caption: String::new(),
                columns: vec![ReportColumn::text("What", 1.0), ReportColumn::text("Notes", 3.0)],
                rows: vec![
                    vec![Cell::plain("Tall"), Cell::plain(tall)],
                    vec![Cell::plain("Short"), Cell::plain("Note")],
                    vec![Cell::plain(unbroken()), Cell::plain("")],
                ],
            }),
            Block::Table(ReportTable {
                caption: "No rows".to_owned(),
                columns: vec![ReportColumn::text("A", 1.0)],
                rows: Vec::new(),
            }),
            Block::Table(ReportTable { caption: "No columns".to_owned(), columns: Vec::new(), rows: Vec::new() }),
            heading(1, "Charts"),
            Block::Figure(crowded()),
            Block::Figure(many_bars()),
            Block::Figure(strategy(60)),
            Block::NewPage,
            Block::NewPage,
        ],
    }
}

/// A chart with many points and more labels than there is room for.
fn crowded() -> Chart {
    let mut chart = trend("Many points and many levels", &[], true);
    if let Plot::Trend(trend) = &mut chart.plot {
        let first = date(2024, 9, 1);
        trend.series = vec![Series {
            name: "Daily".to_owned(),
            tone: Tone::Accent,
            points: (0_i32..300)
                .map(|day| (first.saturating_add(jiff::Span::new().days(day * 3)), f64::from(day % 60) * 2.0 - 5.0))
                .collect(),
            ranges: Vec::new(),
        }];
        trend.levels = (0_i32..9)
            .map(|place| Level {
                label: format!("Employers of group {place} in the index of last year, new hires only {}%", 60 + place),
                value: f64::from(60 + place),
                unlike: place % 2 == 0,
            })
            .collect();
    }
    chart
}

fn many_bars() -> Chart {
    let bars = (0..70)
        .map(|place| RatingBar {
            label: format!("Area {place} with a name that needs more than one line"),
            parts: vec![(Rating::Active, place), (Rating::Limited, 70 - place), (Rating::NotInPlace, 1)],
        })
        .collect();
    Chart {
        title: "Seventy areas".to_owned(),
        alt: String::new(),
        source: String::new(),
        notes: Vec::new(),
        plot: Plot::Ratings(bars),
        table: Table::default(),
    }
}
