//! The board pack: what it says, in which order.

use super::section::Section;
use super::{Block, Cell, Cover, Report, ReportColumn, ReportTable, Span};
use super::{chain, changes, released};
use crate::content::{Catalogue, Recommendation, ThirdGroup};
use crate::insight::{self, AxisStart, Digest};
use crate::project::{Action, Evidence, FollowUpKey, Project, Rating, Round, Status};
use crate::words;

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
pub(super) struct Pack<'a> {
    pub(super) catalogue: &'a Catalogue,
    pub(super) project: &'a Project,
    pub(super) digest: &'a Digest,
    pub(super) third: ThirdGroup,
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

    fn changes(&self, blocks: &mut Vec<Block>) {
        blocks.push(heading(1, Section::Changes.name()));
        if let Some(since) = &self.digest.since {
            changes::changes(self.catalogue, since, blocks);
        }
    }

    pub(super) fn owner(action: &Action) -> Cell {
        if action.owner.trim().is_empty() && action.status.is_open() {
            Cell::from(Span::alert("No owner"))
        } else {
            Cell::plain(action.owner.trim())
        }
    }

    /// Where an action stands; with its reason, where there is one and it is wanted.
    pub(super) fn state(&self, action: &Action, with_reason: bool) -> Cell {
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
