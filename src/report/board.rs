//! The board pack: what it says, in which order.

use super::{Block, Cell, Cover, KeyFigure, Report, ReportColumn, ReportTable, Span};
use super::{chain, changes, released};
use crate::content::{Catalogue, Recommendation, ThirdGroup};
use crate::insight::{self, AxisStart, Digest, RatingCounts};
use crate::project::{Action, Evidence, FollowUpKey, Project, Rating, Round, Status};
use crate::words;

/// A part of the board pack that can be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Section {
    /// The one-page summary.
    Summary,
    /// What changed since the round before. Only a project with two rounds has it.
    Changes,
    /// Every action.
    ActionPlan,
    /// The scorecard's figures.
    Scorecard,
    /// The workforce figures that were released to the board. Only there where any were.
    Released,
    /// What leads from the pillars to the figures, as a map of each. Only there where there is something to show.
    Strategy,
    /// Whether the figures moved, and what is suggested next. Only there where there is something to say.
    Chain,
    /// The answers to the closing questions.
    FollowUps,
    /// Every question with its rating and note.
    Review,
    /// Where figures and checklists come from, and what words mean.
    Sources,
}

impl Section {
    /// All ten, in the order of the pack.
    pub const ALL: [Self; 10] = [
        Self::Summary,
        Self::Changes,
        Self::ActionPlan,
        Self::Scorecard,
        Self::Released,
        Self::Strategy,
        Self::Chain,
        Self::FollowUps,
        Self::Review,
        Self::Sources,
    ];

    /// Whether a project has it: nothing can have changed since the last round while there is only one, and nothing
    /// leads from a figure to an action where nothing falls short. A map needs an action, a gap or a suggestion.
    pub fn is_there(self, digest: &Digest) -> bool {
        match self {
            Self::Changes => digest.since.is_some(),
            Self::Released => digest.released,
            Self::Strategy => digest.strategy.is_something(),
            Self::Chain => !digest.moved.is_empty() || !digest.suggestions.is_empty(),
            Self::Summary | Self::ActionPlan | Self::Scorecard | Self::FollowUps | Self::Review | Self::Sources => true,
        }
    }

    /// Its name, also its heading.
    pub fn name(self) -> &'static str {
        match self {
            Self::Summary => "Summary",
            Self::Changes => "Since the last round",
            Self::ActionPlan => "Action plan",
            Self::Scorecard => "Scorecard",
            Self::Released => "Workforce figures",
            Self::Strategy => "Strategy map",
            Self::Chain => "From figures to actions",
            Self::FollowUps => "Follow-up questions",
            Self::Review => "The review in full",
            Self::Sources => "Sources and definitions",
        }
    }

    /// What it holds, for the page where sections are chosen.
    pub fn about(self) -> &'static str {
        match self {
            Self::Summary => "One page: where you stand, the largest gaps, what is late and what comes next",
            Self::Changes => "Which ratings changed, and what was closed, added or slipped in the plan",
            Self::ActionPlan => "Every action with its first step, owner, due date and state",
            Self::Scorecard => "Each measure as a chart and a table, with what it says",
            Self::Released => "The workforce figures that were released to the board, and the rule for them",
            Self::Strategy => {
                "For each pillar, which recommendations lead to actions, and which figures these are to move"
            }
            Self::Chain => "Whether the figures moved after the actions, and what is suggested next",
            Self::FollowUps => "Your answers to the closing questions of each checklist",
            Self::Review => "Every question with its rating and your note",
            Self::Sources => "Where checklists and figures come from, and what the words mean",
        }
    }
}

/// How many gaps and actions the summary names, and about how many lines the actions may take: it is one page.
const NAMED_GAPS: usize = 4;
const NAMED_ACTIONS: usize = 6;
const ACTION_LINES: usize = 9;
/// The lines that the sentence on the last round takes from them.
const SINCE_LINES: usize = 2;

/// The board pack of a project, with the sections wanted. Sections stand in the pack's own order.
pub fn board_pack(
    catalogue: &Catalogue,
    project: &Project,
    digest: &Digest,
    third: ThirdGroup,
    sections: &[Section],
) -> Report {
    let pack = Pack { catalogue, project, digest, third };
    let mut blocks = vec![pack.cover(), Block::Contents];
    if let Some(round) = project.round() {
        let wanted = |section: &Section| sections.contains(section) && section.is_there(digest);
        for section in Section::ALL.into_iter().filter(wanted) {
            blocks.push(Block::NewPage);
            match section {
                Section::Summary => pack.summary(round, &mut blocks),
                Section::Changes => pack.changes(&mut blocks),
                Section::ActionPlan => pack.action_plan(&mut blocks),
                Section::Scorecard => pack.scorecard(&mut blocks),
                Section::Released => {
                    blocks.push(heading(1, section.name()));
                    released::released(catalogue, project, third, &mut blocks);
                }
                Section::Strategy => {
                    blocks.push(heading(1, section.name()));
                    chain::strategy(catalogue, project, digest, &mut blocks);
                }
                Section::Chain => {
                    blocks.push(heading(1, section.name()));
                    chain::chain(catalogue, digest, &mut blocks);
                }
                Section::FollowUps => pack.follow_ups(round, &mut blocks),
                Section::Review => pack.review(round, &mut blocks),
                Section::Sources => pack.sources(&mut blocks),
            }
        }
    }
    Report {
        title: format!("{}: social mobility action plan", project.organisation.name),
        organisation: project.organisation.name.clone(),
        date: digest.today,
        language: "en-GB",
        running_head: format!("{} · Social mobility action plan", project.organisation.name),
        notice: project.organisation.invented.then(|| "Invented organisation and figures".to_owned()),
        blocks,
    }
}

/// What the sections are made from.
struct Pack<'a> {
    catalogue: &'a Catalogue,
    project: &'a Project,
    digest: &'a Digest,
    third: ThirdGroup,
}

pub(super) fn heading(level: u8, text: impl Into<String>) -> Block {
    Block::Heading { level, text: text.into() }
}

pub(super) fn paragraph(text: impl Into<String>) -> Block {
    Block::Paragraph(vec![Span::plain(text)])
}

/// Texts below each other in one cell; those without letters are left out.
fn lines<const N: usize>(texts: [Span; N]) -> Vec<Span> {
    let mut lines: Vec<Span> = texts.into_iter().filter(|span| !span.text.is_empty()).collect();
    for line in lines.iter_mut().skip(1) {
        line.text.insert(0, '\n');
    }
    lines
}

impl Pack<'_> {
    fn cover(&self) -> Block {
        let organisation = &self.project.organisation;
        let mut lines = vec![words::long_date(self.digest.today)];
        if let Some(round) = self.project.round() {
            lines.push(format!("{}, begun {}", round.name, words::long_date(round.started)));
        }
        if organisation.invented {
            lines.push("The organisation and all its figures are invented, to show what Waymark does.".to_owned());
        }
        Block::Cover(Cover {
            title: "Social mobility action plan".to_owned(),
            subtitle: "Where we stand, and who does what by when".to_owned(),
            lines,
        })
    }

    fn summary(&self, round: &Round, blocks: &mut Vec<Block>) {
        let finding = insight::board_finding(self.digest);
        blocks.push(heading(1, finding.title));
        blocks.push(Block::Paragraph(vec![Span::quiet(format!("{} {}.", finding.detail, round.name))]));
        if let Some(since) = &self.digest.since {
            blocks.push(paragraph(since.sentence()));
        }
        let counts = self.digest.tally.questions;
        blocks.push(Block::KeyFigures(
            Rating::ALL
                .into_iter()
                .filter(|rating| *rating != Rating::NotApplicable || counts.not_applicable > 0)
                .map(|rating| KeyFigure {
                    value: counts.of(rating).to_string(),
                    label: rating.name().to_owned(),
                    rating: Some(rating),
                })
                .collect(),
        ));
        blocks.push(heading(2, "Where each area stands"));
        blocks.push(Block::Table(self.area_table()));
        self.gaps(round, blocks);
        self.next(blocks);
    }

    /// Recommendations by area: the bar, and the numbers that it draws.
    fn area_table(&self) -> ReportTable {
        let tally = &self.digest.tally;
        // A column of noughts says nothing that the others do not.
        let shown: Vec<Rating> = Rating::ALL
            .into_iter()
            .filter(|rating| rating.has_colour() || tally.recommendations.of(*rating) > 0)
            .collect();
        let row = |name: &str, counts: RatingCounts, strong: bool| {
            let text = |text: String| if strong { Span::strong(text) } else { Span::plain(text) };
            std::iter::once(Cell::Text(vec![text(name.to_owned())]))
                .chain([Cell::Bar { counts, alt: format!("{name}: {}", counts.words()) }])
                .chain(shown.iter().map(|rating| Cell::from(text(counts.of(*rating).to_string()))))
                .collect::<Vec<_>>()
        };
        let mut columns = vec![ReportColumn::text("Area", 4.0), ReportColumn::text("Recommendations", 2.8)];
        columns.extend(shown.iter().map(|rating| ReportColumn::number(rating.name(), 1.15)));
        let mut rows: Vec<_> =
            tally.areas.iter().map(|area| row(&area.full_name(), area.recommendations, false)).collect();
        rows.push(row("All areas", tally.recommendations, true));
        ReportTable { caption: "Recommendations by area and rating".to_owned(), columns, rows }
    }

    fn gaps(&self, round: &Round, blocks: &mut Vec<Block>) {
        let gaps = insight::largest_gaps(self.catalogue, round);
        blocks.push(heading(2, "Largest gaps"));
        if gaps.is_empty() {
            blocks.push(paragraph("No recommendation has a practice that is limited or not in place."));
            return;
        }
        let without = insight::gaps_without_action(self.catalogue, self.project, round);
        let items = gaps.iter().take(NAMED_GAPS).map(|gap| {
            let mut spans = vec![
                Span::status(gap.rating.rating),
                Span::plain(format!(" {} ", gap.title)),
                Span::quiet(format!(
                    "{} of {} practices not in place",
                    gap.rating.questions.not_in_place,
                    gap.rating.questions.rated()
                )),
            ];
            if without.contains(&&gap.recommendation) {
                spans.push(Span::alert(", no action yet"));
            }
            spans
        });
        blocks.push(Block::List { numbered: false, items: items.collect() });
    }

    fn next(&self, blocks: &mut Vec<Block>) {
        let today = self.digest.today;
        let overdue = self.digest.actions.overdue;
        blocks.push(heading(2, "Overdue and the next three months"));
        let next = insight::next_three_months(self.project.actions.iter().map(AsRef::as_ref), today);
        if next.is_empty() {
            blocks.push(paragraph(if self.project.actions.is_empty() {
                "There are no actions yet."
            } else {
                "Nothing is overdue, and nothing falls due in the next three months."
            }));
            return;
        }
        let named =
            named_actions(&next, if self.digest.since.is_some() { ACTION_LINES - SINCE_LINES } else { ACTION_LINES });
        if next.len() > named {
            blocks.push(Block::Paragraph(vec![Span::quiet(format!(
                "The first {named} of {}; {overdue} overdue. All of them stand in the action plan.",
                next.len()
            ))]));
        }
        let rows = next.iter().take(named).map(|action| {
            vec![
                Cell::plain(&action.title),
                Self::owner(action),
                Cell::plain(insight::due_words(action)),
                self.state(action, false),
            ]
        });
        blocks.push(Block::Table(ReportTable {
            caption: "Actions that are overdue or due in the next three months".to_owned(),
            columns: vec![
                ReportColumn::text("Action", 4.8),
                ReportColumn::text("Owner", 2.4),
                ReportColumn::number("Due", 1.3),
                ReportColumn::text("State", 1.7),
            ],
            rows: rows.collect(),
        }));
    }

    fn changes(&self, blocks: &mut Vec<Block>) {
        blocks.push(heading(1, Section::Changes.name()));
        if let Some(since) = &self.digest.since {
            changes::changes(self.catalogue, since, blocks);
        }
    }

    fn owner(action: &Action) -> Cell {
        if action.owner.trim().is_empty() && action.status.is_open() {
            Cell::from(Span::alert("No owner"))
        } else {
            Cell::plain(action.owner.trim())
        }
    }

    /// Where an action stands; with its reason, where there is one and it is wanted.
    fn state(&self, action: &Action, with_reason: bool) -> Cell {
        let words = insight::state_words(action, self.digest.today);
        let late = insight::days_overdue(action, self.digest.today).is_some();
        let mut spans = vec![if late { Span::alert(words) } else { Span::plain(words) }];
        if with_reason {
            if late && action.status != Status::NotStarted {
                spans.push(Span::plain(format!(", {}", action.status.name().to_lowercase())));
            }
            if let Some(reason) = action.status.reason().filter(|reason| !reason.trim().is_empty()) {
                spans.push(Span::quiet(format!(": {}", reason.trim())));
            }
        }
        Cell::Text(spans)
    }

    fn action_plan(&self, blocks: &mut Vec<Block>) {
        blocks.push(heading(1, Section::ActionPlan.name()));
        let counts = &self.digest.actions;
        if counts.total == 0 {
            blocks.push(paragraph("There are no actions yet. The review shows where one is needed."));
            return;
        }
        let by_status: Vec<String> = Status::all()
            .iter()
            .zip(counts.by_status)
            .filter(|(_, count)| *count > 0)
            .map(|(status, count)| format!("{count} {}", status.name().to_lowercase()))
            .collect();
        blocks.push(paragraph(format!(
            "{}: {}. {} overdue on {}.",
            words::capitalised(&words::count(counts.total, "action", "actions")),
            words::list(&by_status),
            words::capitalised(&words::whole(counts.overdue as u64)),
            words::long_date(self.digest.today)
        )));
        let rows = insight::in_plan_order(self.project.actions.iter().map(AsRef::as_ref), self.digest.today)
            .into_iter()
            .map(|action| {
                vec![
                    self.action(action),
                    self.step(action),
                    Self::owner(action),
                    Cell::plain(insight::due_words(action)),
                    self.state(action, true),
                ]
            });
        blocks.push(Block::Table(ReportTable {
            caption: "Every action, by due date".to_owned(),
            columns: vec![
                ReportColumn::text("Action", 4.0),
                ReportColumn::text("First step, success", 3.4),
                ReportColumn::text("Owner", 1.7),
                ReportColumn::number("Due", 1.3),
                ReportColumn::text("State", 2.3),
            ],
            rows: rows.collect(),
        }));
    }

    /// What is to be done; below it what it came from and how large it is, then the notes.
    fn action(&self, action: &Action) -> Cell {
        let mut about = Vec::new();
        if let Some(origin) = action.origin.as_ref().and_then(|origin| insight::origin_name(self.catalogue, origin)) {
            about.push(format!("From: {}.", origin.trim_end_matches('.')));
        }
        let size: Vec<String> = [
            action.effort.map(|effort| format!("{} effort", effort.name().to_lowercase())),
            action.impact.map(|impact| format!("{} impact", impact.name().to_lowercase())),
        ]
        .into_iter()
        .flatten()
        .collect();
        if !size.is_empty() {
            about.push(format!("{}.", words::capitalised(&size.join(", "))));
        }
        let notes = action.notes.trim();
        Cell::Text(lines([Span::strong(action.title.trim()), Span::quiet(about.join(" ")), Span::plain(notes)]))
    }

    /// The first step; below it how success will be seen, in words and in which figure.
    fn step(&self, action: &Action) -> Cell {
        let success = action.success.trim();
        let success = if success.is_empty() { String::new() } else { format!("Success: {success}") };
        let measure = action.measure.as_ref().and_then(|id| self.catalogue.kpi(id));
        let measure = measure.map(|kpi| format!("Seen in: {}", kpi.name)).unwrap_or_default();
        Cell::Text(lines([Span::plain(action.first_step.trim()), Span::quiet(success), Span::quiet(measure)]))
    }

    fn scorecard(&self, blocks: &mut Vec<Block>) {
        blocks.push(heading(1, Section::Scorecard.name()));
        let finding = insight::scorecard_finding(self.digest);
        blocks.push(paragraph(format!("{}. {}", finding.title, finding.detail)));
        if self.digest.kpis.iter().all(|view| !view.in_use) {
            blocks.push(paragraph("No measure is in use yet."));
        }
        for view in self.digest.kpis.iter().filter(|view| view.in_use) {
            let Some(definition) = self.catalogue.kpi(&view.id) else { continue };
            blocks.push(heading(2, format!("{}: {}", view.pillar.name(), view.name)));
            blocks.push(paragraph(&definition.definition));
            let newest = view.latest.as_ref().map(|_| format!(" Newest: {}.", view.latest_words()));
            let target = view.target.map(|aim| {
                let words = view.target_words();
                if aim.own { format!(" Target: {words}.") } else { format!(" {}.", words::capitalised(&words)) }
            });
            blocks.push(Block::Paragraph(vec![
                Span::strong(format!("{}.", view.full_state_words())),
                Span::plain(newest.into_iter().chain(target).collect::<String>()),
            ]));
            let owner = Some(view.owner.as_str()).filter(|owner| !owner.is_empty());
            let due = view.due.map(|due| format!("Next figure due by {}.", words::date(due)));
            let answers = owner.map(|owner| format!("{owner} answers for the figure."));
            let kept: Vec<String> = answers.into_iter().chain(due).collect();
            if !kept.is_empty() {
                blocks.push(paragraph(kept.join(" ")));
            }
            let aim = definition.target.as_ref().map(|target| format!(" Aim: {}", target.text)).unwrap_or_default();
            blocks.push(Block::Paragraph(vec![Span::quiet(format!("{}.{aim}", self.catalogue.maker(definition)))]));
            let kpi = self.project.kpis.get(&view.id);
            let chart = kpi.and_then(|kpi| {
                insight::kpi_chart(self.catalogue, definition, view, kpi, self.third, AxisStart::Fitted)
            });
            if let Some(chart) = chart {
                let table = figures_table(&chart.table);
                blocks.push(Block::Figure(chart));
                if let Some(kpi) = kpi {
                    let reading = insight::kpi_reading(self.catalogue, definition, view, kpi, self.third);
                    blocks.push(paragraph(reading.join(" ")));
                }
                blocks.push(Block::Table(table));
            }
        }
    }

    fn follow_ups(&self, round: &Round, blocks: &mut Vec<Block>) {
        blocks.push(heading(1, Section::FollowUps.name()));
        for (checklist, content) in self.catalogue.checklists() {
            blocks.push(heading(2, &content.name));
            let rows = self.catalogue.follow_ups().map(|follow_up| {
                let key = FollowUpKey { checklist: checklist.clone(), question: follow_up.id.clone() };
                let answer = round.follow_ups.get(&key);
                let text = answer.map(|answer| answer.text.trim()).filter(|text| !text.is_empty());
                vec![
                    Cell::plain(&follow_up.text),
                    text.map_or_else(|| Cell::from(Span::quiet("Not answered yet")), Cell::plain),
                    Cell::plain(answer.and_then(|answer| answer.due).map(words::date).unwrap_or_default()),
                ]
            });
            blocks.push(Block::Table(ReportTable {
                caption: format!("Follow-up questions, {}", content.name),
                columns: vec![
                    ReportColumn::text("Question", 3.0),
                    ReportColumn::text("Answer", 5.6),
                    ReportColumn::number("Due", 1.4),
                ],
                rows: rows.collect(),
            }));
        }
    }

    fn review(&self, round: &Round, blocks: &mut Vec<Block>) {
        blocks.push(heading(1, Section::Review.name()));
        blocks.push(paragraph(insight::review_finding(self.digest.tally.questions)));
        for (_, checklist) in self.catalogue.checklists() {
            for area in &checklist.areas {
                let name = format!("{}: {}", checklist.name, area.name);
                let rows = area.recommendations.iter().flat_map(|one| recommendation_rows(one, round)).collect();
                let table = ReportTable {
                    caption: format!("{name}: recommendations and their questions, with ratings and notes"),
                    columns: vec![
                        ReportColumn::text("Recommendation and its questions", 5.6),
                        ReportColumn::text("Rating and note", 4.4),
                    ],
                    rows,
                };
                blocks.extend([heading(2, name), Block::Table(table)]);
            }
        }
    }

    fn sources(&self, blocks: &mut Vec<Block>) {
        blocks.push(heading(1, Section::Sources.name()));
        blocks.push(heading(2, "How ratings are counted"));
        let rules = [
            (Rating::Active, "the practice is in use"),
            (Rating::Limited, "something is done, but not everywhere or not always"),
            (Rating::NotInPlace, "nothing is done yet"),
            (Rating::NotAssessed, "nobody has rated it; never counted as a gap"),
            (Rating::NotApplicable, "it does not apply here; left out of every share"),
        ];
        let items =
            rules.into_iter().map(|(rating, meaning)| vec![Span::status(rating), Span::plain(format!(": {meaning}."))]);
        blocks.push(Block::List { numbered: false, items: items.collect() });
        blocks.push(paragraph(
            "A recommendation is active when all its questions that apply are active, not in place when all of them \
             are not in place, and limited in between; it is not assessed while any of them is unrated. A rating that \
             was agreed by hand says so and gives its reason.",
        ));
        blocks.push(heading(2, "Figures to compare with"));
        let sets = self.catalogue.benchmark_sets().map(|set| {
            let figures: Vec<String> = set
                .figures
                .iter()
                .map(|figure| format!("{} {}%", figure.name(self.third), words::decimal(figure.percent)))
                .collect();
            let mut spans = vec![
                Span::strong(format!("{}, {}: ", set.measure, set.name)),
                Span::plain(format!(
                    "{}. {} {}.",
                    words::list(&figures),
                    set.definition,
                    set.population.trim_end_matches('.')
                )),
            ];
            if let Some(caution) = &set.caution {
                spans.push(Span::plain(format!(" {caution}")));
            }
            spans.push(Span::quiet(format!(" {}.", self.catalogue.cite(&set.cite))));
            spans
        });
        blocks.push(Block::List { numbered: false, items: sets.collect() });
        blocks.push(heading(2, "Words"));
        let terms = self
            .catalogue
            .terms()
            .map(|term| vec![Span::strong(format!("{}: ", term.term)), Span::plain(&term.meaning)]);
        blocks.push(Block::List { numbered: false, items: terms.collect() });
        blocks.push(heading(2, "Documents"));
        let documents = self.catalogue.sources().map(|source| {
            let mut spans = vec![
                Span::strong(format!("{}. ", source.title)),
                Span::plain(format!("{}, {}.", source.publisher, source.published)),
            ];
            if let Some(note) = &source.note {
                spans.push(Span::quiet(format!(" {note}")));
            }
            spans
        });
        blocks.push(Block::List { numbered: false, items: documents.collect() });
    }
}

/// How many of these actions the summary has lines for: fewer where their titles are long, but some of them in any case.
fn named_actions(actions: &[&Action], room: usize) -> usize {
    const TITLE: usize = 48;
    const OWNER: usize = 24;
    let mut lines = 0;
    let fit = actions.iter().take(NAMED_ACTIONS).take_while(|action| {
        let needed = |text: &str, line: usize| text.trim().chars().count().div_ceil(line);
        lines += needed(&action.title, TITLE).max(needed(&action.owner, OWNER)).max(1);
        lines <= room
    });
    fit.count().max(2)
}

/// A recommendation at the head of its questions: its rating and what it rests on, and for each question its rating and
/// note.
fn recommendation_rows<'a>(
    recommendation: &'a Recommendation,
    round: &'a Round,
) -> impl Iterator<Item = Vec<Cell>> + use<'a> {
    let rating = insight::recommendation_rating(recommendation, round);
    let mut stands = vec![Span::status(rating.rating), Span::quiet(format!(": {}", rating.words()))];
    if let Some(reason) = &rating.agreed {
        stands.push(Span::plain(format!(
            ". Agreed by hand; from the questions: {}. Reason: {}",
            rating.from_questions.name().to_lowercase(),
            reason.trim()
        )));
    }
    let head = vec![Cell::from(Span::strong(&recommendation.title)), Cell::Text(stands)];
    let questions = recommendation.questions.iter().map(|question| {
        let answer = round.answers.get(&question.id);
        let mut stands = vec![Span::status(answer.map_or(Rating::NotAssessed, |answer| answer.rating))];
        if let Some(confidence) = answer.and_then(|answer| answer.confidence) {
            stands.push(Span::quiet(format!(", {}", confidence.name().to_lowercase())));
        }
        if answer.is_some_and(|answer| answer.to_reconfirm) {
            stands.push(Span::quiet(", from the last round and not re-confirmed"));
        }
        if let Some(note) = answer.map(|answer| answer.note.trim()).filter(|note| !note.is_empty()) {
            stands.push(Span::plain(format!(". {note}")));
        }
        if let Some(answer) = answer.filter(|answer| !answer.evidence.is_empty()) {
            let evidence: Vec<String> = answer.evidence.iter().map(Evidence::words).collect();
            stands.push(Span::quiet(format!(". Evidence: {}", evidence.join("; "))));
        }
        vec![Cell::plain(&question.text), Cell::Text(stands)]
    });
    std::iter::once(head).chain(questions)
}

/// The twin of a chart as a document's table.
pub(super) fn figures_table(table: &crate::chart::Table) -> ReportTable {
    let columns = table.columns.iter().enumerate().map(|(place, column)| ReportColumn {
        name: column.name.clone(),
        align: column.align,
        width: match (place, column.name.as_str()) {
            (_, "Note") => 4.2,
            // Dates stay on one line.
            (0, _) => 1.6,
            _ => 1.15,
        },
    });
    ReportTable {
        caption: table.caption.clone(),
        columns: columns.collect(),
        rows: table.rows.iter().map(|row| row.iter().map(Cell::plain).collect()).collect(),
    }
}
