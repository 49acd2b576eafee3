//! A list of actions over time: from when each stands in the plan until it is due, and how far past that it is.

use jiff::ToSpan as _;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::listing::{PlanList, PlanPart, PlanRow};
use super::plan::days_overdue;
use crate::project::{Action, Project};
use crate::words;

/// How much time a timeline shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum TimelineSpan {
    /// From the first action to the last due date.
    #[default]
    Whole,
    /// The last two months and the next ten.
    Year,
    /// The last month and the next three.
    Months,
}

impl TimelineSpan {
    /// All three, the longest first.
    pub const ALL: [Self; 3] = [Self::Whole, Self::Year, Self::Months];

    /// Its name on screen.
    pub fn name(self) -> &'static str {
        match self {
            Self::Whole => "Whole plan",
            Self::Year => "12 months",
            Self::Months => "4 months",
        }
    }
}

/// When an action was planned and when it is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimelineBar {
    /// When it was added to the plan; not after it is due.
    pub start: Date,
    /// When it is due.
    pub due: Date,
    /// For one that is overdue: today, to which it is late.
    pub late_until: Option<Date>,
}

/// The bar of an action; `None` for one without a date.
pub fn timeline_bar(action: &Action, today: Date) -> Option<TimelineBar> {
    let due = action.due?;
    let start = action.created.to_zoned(TimeZone::UTC).date().min(due);
    Some(TimelineBar { start, due, late_until: days_overdue(action, today).map(|_| today) })
}

/// A list of actions over time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timeline {
    /// Those with a date in the order of a plan, open ones first; then those without one, open ones first.
    pub rows: Vec<PlanRow>,
    /// How many of them have a date.
    pub dated: usize,
    /// The first and the last day shown; the first is before the last.
    pub days: (Date, Date),
    /// How many are overdue.
    overdue: usize,
    /// How many fall due within 90 days.
    soon: usize,
    /// The next that falls due: its day and its title.
    next: Option<(Date, String)>,
}

/// Puts the actions of a list in their order of time.
pub fn timeline(project: &Project, list: &PlanList, span: TimelineSpan, today: Date) -> Timeline {
    let mut found: Vec<(PlanRow, &Action)> =
        list.rows.iter().filter_map(|row| Some((*row, project.actions.get(row.place)?.as_ref()))).collect();
    found.sort_by_cached_key(|(row, action)| (action.due.is_none(), !action.status.is_open(), action.due, row.place));
    let dated = || found.iter().filter_map(|(_, action)| Some((*action, timeline_bar(action, today)?)));
    let to_come = || dated().filter(|(action, bar)| action.status.is_open() && bar.due >= today);
    let bounds = dated().fold((today, today), |(first, last), (_, bar)| (first.min(bar.start), last.max(bar.due)));
    Timeline {
        dated: dated().count(),
        days: days(bounds, span, today),
        overdue: dated().filter(|(_, bar)| bar.late_until.is_some()).count(),
        soon: dated().filter(|(action, _)| PlanPart::Next90Days.holds(action, today)).count(),
        next: to_come().map(|(action, bar)| (bar.due, action.title.clone())).min_by_key(|(due, _)| *due),
        rows: found.iter().map(|(row, _)| *row).collect(),
    }
}

/// The first and last day to show.
fn days((first, last): (Date, Date), span: TimelineSpan, today: Date) -> (Date, Date) {
    match span {
        TimelineSpan::Whole => {
            // Room for the marks at both ends, and never less than two months.
            let days = first.until(last).map_or(0, |span| span.get_days());
            let room = (days / 30).max(7);
            let short = (60 - days - 2 * room).max(0);
            (first.saturating_sub(room.days()), last.saturating_add((room + short).days()))
        }
        TimelineSpan::Year => (today.saturating_sub(2.months()), today.saturating_add(10.months())),
        TimelineSpan::Months => (today.saturating_sub(1.month()), today.saturating_add(3.months())),
    }
}

impl Timeline {
    /// What the timeline shows, as a finding.
    pub fn title(&self) -> String {
        let dated = words::count(self.dated, "action", "actions");
        match (self.overdue, self.soon) {
            _ if self.dated == 0 => "No action shown has a date".to_owned(),
            (0, 0) => format!("Of {dated} with a date, none is late or falls due within 90 days"),
            (0, soon) => format!("Of {dated} with a date, {} within 90 days", falls(soon)),
            (late, 0) => format!("Of {dated} with a date, {} overdue", are(late)),
            (late, soon) => format!("Of {dated} with a date, {} overdue and {} within 90 days", are(late), falls(soon)),
        }
    }

    /// What comes next, and what has no date.
    pub fn sentence(&self) -> String {
        let mut said = Vec::new();
        if let Some((due, title)) = &self.next {
            said.push(format!("Next due, on {}: {title}.", words::date(*due)));
        }
        match self.rows.len().saturating_sub(self.dated) {
            0 => {}
            1 => said.push("1 action has no date.".to_owned()),
            many => said.push(format!("{} actions have no date.", words::whole(many as u64))),
        }
        said.join(" ")
    }
}

fn are(count: usize) -> String {
    format!("{} {}", words::whole(count as u64), if count == 1 { "is" } else { "are" })
}

fn falls(count: usize) -> String {
    format!("{} {} due", words::whole(count as u64), if count == 1 { "falls" } else { "fall" })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::super::listing::tests::{TODAY, action, project};
    use super::super::{Bucket, PlanPart, PlanQuery, bucket, plan_list};
    use super::*;
    use crate::content::Catalogue;
    use crate::project::Status;

    fn made(id: u64, created: Date, due: Option<Date>, status: Status) -> Action {
        let created = created.to_zoned(TimeZone::UTC).unwrap().timestamp();
        Action { created, ..action(id, due, status) }
    }

    fn over(actions: Vec<Action>, span: TimelineSpan) -> (Project, Timeline) {
        let project = project(actions);
        let query = PlanQuery { part: PlanPart::All, ..PlanQuery::default() };
        let list = plan_list(&Catalogue::default(), &project, &query, TODAY);
        let timeline = timeline(&project, &list, span, TODAY);
        (project, timeline)
    }

    #[test]
    fn open_actions_stand_by_date_then_closed_ones_then_those_without_a_date() {
        let start = date(2026, 9, 1);
        let (_, line) = over(
            vec![
                made(1, start, None, Status::Done),
                made(2, start, None, Status::NotStarted),
                made(3, start, Some(date(2026, 10, 1)), Status::Done),
                made(4, start, Some(date(2026, 12, 1)), Status::InProgress),
                made(5, start, Some(date(2026, 11, 1)), Status::NotStarted),
            ],
            TimelineSpan::Whole,
        );
        assert_eq!(line.rows.iter().map(|row| row.id.0).collect::<Vec<_>>(), [5, 4, 3, 2, 1]);
        assert_eq!(line.dated, 3);
        assert_eq!(line.title(), "Of 3 actions with a date, 1 is overdue and 1 falls due within 90 days");
        assert_eq!(line.sentence(), "Next due, on 1 Dec 2026: Action 4. 2 actions have no date.");
    }

    #[test]
    fn a_bar_begins_when_the_action_was_added_and_is_late_until_today() {
        let bar = |created, due, status| timeline_bar(&made(1, created, due, status), TODAY);
        let (before, due, after) = (date(2026, 9, 1), date(2026, 11, 1), date(2026, 11, 10));
        let late = TimelineBar { start: before, due, late_until: Some(TODAY) };
        assert_eq!(bar(before, Some(due), Status::NotStarted), Some(late));
        assert_eq!(bar(before, Some(due), Status::Done), Some(TimelineBar { late_until: None, ..late }));
        assert_eq!(bar(after, Some(due), Status::NotStarted), Some(TimelineBar { start: due, ..late }));
        assert_eq!(bar(before, None, Status::NotStarted), None);
    }

    #[test]
    fn a_plan_without_dates_says_so() {
        let (_, line) = over(vec![made(1, TODAY, None, Status::NotStarted)], TimelineSpan::Whole);
        assert_eq!((line.title().as_str(), line.dated), ("No action shown has a date", 0));
        assert_eq!(line.sentence(), "1 action has no date.");
        let (first, last) = line.days;
        assert!(first < TODAY && TODAY < last);
    }

    proptest! {
        #[test]
        fn the_whole_plan_lies_within_its_days(all in prop::collection::vec((0_i32..20_000, prop::option::of(0_i32..20_000), 0_usize..5), 0..30)) {
            let day = |days: i32| date(2000, 1, 1).saturating_add(days.days());
            let actions: Vec<_> = (0..)
                .zip(&all)
                .map(|(id, (created, due, status))| made(id, day(*created), due.map(day), Status::all()[*status].clone()))
                .collect();
            let (project, line) = over(actions, TimelineSpan::Whole);
            let (first, last) = line.days;
            prop_assert!(first < TODAY && TODAY < last && first.until(last).unwrap().get_days() >= 60);
            prop_assert_eq!(line.rows.len(), all.len());
            let of = |row: &PlanRow| project.actions[row.place].as_ref();
            for (place, row) in line.rows.iter().enumerate() {
                let bar = timeline_bar(of(row), TODAY);
                prop_assert_eq!(bar.is_some(), place < line.dated);
                prop_assert!(bar.is_none_or(|bar| first < bar.start && bar.start <= bar.due && bar.due < last));
            }
            let open = line.rows.iter().take(line.dated).map(of).filter(|action| action.status.is_open());
            prop_assert!(open.is_sorted_by_key(|action| action.due), "the next to do stands first");
            let late = project.actions.iter().filter(|action| bucket(action, TODAY) == Bucket::Overdue).count();
            prop_assert_eq!(line.overdue, late);
        }
    }
}
