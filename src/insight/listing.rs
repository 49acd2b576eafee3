//! The plan as a list: which actions are asked for, in which order, and the words that go with them.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::effort_impact::Levels;
use super::plan::{action_pillar, days_overdue, due_words, origin_text, state_words};
use crate::content::{Catalogue, Pillar};
use crate::project::{Action, ActionId, Project, Status};
use crate::words;

/// A part of the plan that a list can show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PlanPart {
    /// Those with something still to do.
    #[default]
    Open,
    /// Open ones past their date.
    Overdue,
    /// Open ones due today or within 30 days.
    Next30Days,
    /// Open ones due today or within 90 days: the next 30 days are among them.
    Next90Days,
    /// Open ones without a date.
    NoDate,
    /// Open ones that nobody answers for.
    NoOwner,
    /// Blocked ones that do not say why.
    BlockedWithoutReason,
    /// Those that are done or dropped.
    Closed,
    /// All of them.
    All,
}

impl PlanPart {
    /// All parts, in the order that lists offer them.
    pub const ALL: [Self; 9] = [
        Self::Open,
        Self::Overdue,
        Self::Next30Days,
        Self::Next90Days,
        Self::NoDate,
        Self::NoOwner,
        Self::BlockedWithoutReason,
        Self::Closed,
        Self::All,
    ];

    /// Its name on screen.
    pub fn name(self) -> &'static str {
        match self {
            Self::Open => "Open",
            Self::Overdue => "Overdue",
            Self::Next30Days => "Next 30 days",
            Self::Next90Days => "Next 90 days",
            Self::NoDate => "No date",
            Self::NoOwner => "No owner",
            Self::BlockedWithoutReason => "Blocked, no reason",
            Self::Closed => "Done or dropped",
            Self::All => "All",
        }
    }

    /// Whether an action belongs to it.
    pub fn holds(self, action: &Action, today: Date) -> bool {
        let open = action.status.is_open();
        let due_within = |days| {
            let left = action.due.and_then(|due| today.until(due).ok()).map(|span| span.get_days());
            open && left.is_some_and(|left| (0..=days).contains(&left))
        };
        match self {
            Self::Open => open,
            Self::Overdue => days_overdue(action, today).is_some(),
            Self::Next30Days => due_within(30),
            Self::Next90Days => due_within(90),
            Self::NoDate => open && action.due.is_none(),
            Self::NoOwner => open && action.owner.trim().is_empty(),
            Self::BlockedWithoutReason => open && action.status.reason().is_some_and(|reason| reason.trim().is_empty()),
            Self::Closed => !open,
            Self::All => true,
        }
    }
}

/// By what a list of actions is sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum PlanSort {
    /// By what is to be done.
    Action,
    /// By who answers for it.
    Owner,
    /// By when it is due.
    #[default]
    Due,
    /// By where it stands: the latest first, then blocked, in progress, not started, done, dropped.
    State,
    /// By how much work it is.
    Effort,
    /// By how much it would change.
    Impact,
}

impl PlanSort {
    /// What it sorts by, in words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Action => "action",
            Self::Owner => "owner",
            Self::Due => "due date",
            Self::State => "state",
            Self::Effort => "effort",
            Self::Impact => "impact",
        }
    }

    /// The order that it makes, in words.
    pub fn order(self, descending: bool) -> &'static str {
        match (self, descending) {
            (Self::Action, false) => "actions from A to Z",
            (Self::Action, true) => "actions from Z to A",
            (Self::Owner, false) => "owners from A to Z",
            (Self::Owner, true) => "owners from Z to A",
            (Self::Due, false) => "soonest due first",
            (Self::Due, true) => "latest due first",
            (Self::State, false) => "most pressing first",
            (Self::State, true) => "least pressing first",
            (Self::Effort, false) => "least effort first",
            (Self::Effort, true) => "most effort first",
            (Self::Impact, false) => "least impact first",
            (Self::Impact, true) => "most impact first",
        }
    }
}

/// What a list of actions is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlanQuery {
    /// Which part of the plan.
    pub part: PlanPart,
    /// Words to look for; empty for any.
    pub text: String,
    /// Only actions of this pillar.
    pub pillar: Option<Pillar>,
    /// Only actions of this owner.
    pub owner: Option<String>,
    /// Only actions of this effort and impact.
    pub levels: Option<Levels>,
    /// The order.
    pub sort: PlanSort,
    /// Whether the order is turned round. What has no owner, date, effort or impact stays last.
    pub descending: bool,
}

impl PlanQuery {
    /// Whether anything but the order differs from what the list shows at first.
    pub fn narrows(&self) -> bool {
        self.part != PlanPart::default()
            || !self.text.trim().is_empty()
            || self.pillar.is_some()
            || self.owner.is_some()
            || self.levels.is_some()
    }

    /// The same order with nothing left out but what is closed.
    #[must_use]
    pub fn cleared(&self) -> Self {
        Self { sort: self.sort, descending: self.descending, ..Self::default() }
    }
}

/// A row of a list: an action and its place in the project's list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlanRow {
    /// Which action.
    pub id: ActionId,
    /// Its place in [`Project::actions`], for as long as the project stays the same.
    pub place: usize,
}

/// The actions that a query finds, in its order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlanList {
    /// The rows.
    pub rows: Vec<PlanRow>,
    /// How many actions each part would show with everything else of the query, in the order of [`PlanPart::ALL`].
    pub counts: [usize; 9],
    /// Everybody who answers for an action, from A to Z.
    pub owners: Vec<String>,
    /// How many actions the project has.
    pub total: usize,
}

impl PlanList {
    /// How many actions a part would show.
    pub fn count(&self, part: PlanPart) -> usize {
        let place = PlanPart::ALL.iter().position(|one| *one == part);
        place.and_then(|place| self.counts.get(place)).copied().unwrap_or_default()
    }

    /// The row of an action.
    pub fn row_of(&self, id: ActionId) -> Option<usize> {
        self.rows.iter().position(|row| row.id == id)
    }

    /// How many are shown, of which effort and impact where that is asked for, and in which order.
    pub fn sentence(&self, query: &PlanQuery) -> String {
        let order = query.sort.order(query.descending);
        let shown = self.shown(query);
        if self.rows.len() < 2 { shown } else { format!("{}, {order}.", shown.trim_end_matches('.')) }
    }

    /// How many are shown, whatever the order.
    pub fn shown(&self, query: &PlanQuery) -> String {
        let total = words::count(self.total, "action", "actions");
        let of = query.levels.map(|levels| format!(" ({})", levels.words())).unwrap_or_default();
        match self.rows.len() {
            0 => format!("None of {total} shown{of}."),
            all if all == self.total && all > 1 => format!("All {total} shown{of}."),
            shown => format!("{} of {total} shown{of}.", words::whole(shown as u64)),
        }
    }
}

/// Finds the actions of a project that a query asks for.
pub fn plan_list(catalogue: &Catalogue, project: &Project, query: &PlanQuery, today: Date) -> PlanList {
    let text = query.text.trim().to_lowercase();
    let mut list = PlanList { total: project.actions.len(), ..PlanList::default() };
    let mut owners = BTreeSet::new();
    let mut found = Vec::new();
    for (place, action) in project.actions.iter().enumerate() {
        let owner = action.owner.trim();
        if !owner.is_empty() {
            owners.insert(owner);
        }
        let asked = query.owner.as_ref().is_none_or(|asked| asked == owner)
            && query.levels.is_none_or(|asked| asked == Levels::of(action))
            && query.pillar.is_none_or(|pillar| action_pillar(catalogue, action) == Some(pillar))
            && (text.is_empty() || mentions(catalogue, action, &text));
        if !asked {
            continue;
        }
        for (part, count) in PlanPart::ALL.into_iter().zip(&mut list.counts) {
            *count += usize::from(part.holds(action, today));
        }
        if query.part.holds(action, today) {
            found.push((SortKey::new(action, query.sort, today), PlanRow { id: action.id, place }));
        }
    }
    found.sort_by(|(a, row_a), (b, row_b)| a.compare(b, query.descending).then(row_a.place.cmp(&row_b.place)));
    list.rows = found.into_iter().map(|(_, row)| row).collect();
    list.owners = owners.into_iter().map(str::to_owned).collect();
    list.owners.sort_by_cached_key(|owner| owner.to_lowercase());
    list
}

/// Whether an action's texts hold a text in lower case.
fn mentions(catalogue: &Catalogue, action: &Action, text: &str) -> bool {
    let origin = action.origin.as_ref().and_then(|origin| origin_text(catalogue, origin)).unwrap_or_default();
    [&action.title, &action.owner, &action.first_step, &action.notes, origin]
        .into_iter()
        .any(|one| one.to_lowercase().contains(text))
}

/// What a row is sorted by.
#[derive(Debug)]
struct SortKey {
    /// The value, where there is one: rows without it stand last whichever way the list is turned.
    value: Option<SortValue>,
    /// Rows that are alike stand by date.
    due: Date,
}

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum SortValue {
    Text(String),
    Day(Date),
    Rank(i32),
}

impl SortKey {
    fn new(action: &Action, sort: PlanSort, today: Date) -> Self {
        let text = |text: &str| {
            let text = text.trim();
            (!text.is_empty()).then(|| SortValue::Text(text.to_lowercase()))
        };
        let value = match sort {
            PlanSort::Action => text(&action.title),
            PlanSort::Owner => text(&action.owner),
            PlanSort::Due => action.due.map(SortValue::Day),
            PlanSort::State => Some(SortValue::Rank(pressing(action, today))),
            PlanSort::Effort => action.effort.map(|effort| SortValue::Rank(effort as i32)),
            PlanSort::Impact => action.impact.map(|impact| SortValue::Rank(impact as i32)),
        };
        Self { value, due: action.due.unwrap_or(Date::MAX) }
    }

    fn compare(&self, other: &Self, descending: bool) -> Ordering {
        let by_value = match (&self.value, &other.value) {
            (Some(a), Some(b)) if descending => b.cmp(a),
            (Some(a), Some(b)) => a.cmp(b),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => Ordering::Equal,
        };
        by_value.then(self.due.cmp(&other.due))
    }
}

/// How pressing an action is: the lower the more.
fn pressing(action: &Action, today: Date) -> i32 {
    match (days_overdue(action, today), &action.status) {
        (Some(days), _) => -days,
        (None, Status::Blocked { .. }) => 1,
        (None, Status::InProgress) => 2,
        (None, Status::NotStarted) => 3,
        (None, Status::Done) => 4,
        (None, Status::Dropped { .. }) => 5,
    }
}

/// What there is to say of an action's state besides [`state_words`]: what a late one is doing, and the reasons.
pub fn state_detail(action: &Action, today: Date) -> Option<String> {
    let late = days_overdue(action, today).is_some();
    match &action.status {
        Status::Blocked { reason } => {
            let reason = reason.trim();
            Some(match (late, reason.is_empty()) {
                (true, true) => "Blocked, no reason given".to_owned(),
                (true, false) => format!("Blocked: {reason}"),
                (false, true) => "No reason given".to_owned(),
                (false, false) => reason.to_owned(),
            })
        }
        Status::Dropped { reason } => (!reason.trim().is_empty()).then(|| reason.trim().to_owned()),
        Status::NotStarted | Status::InProgress => late.then(|| action.status.name().to_owned()),
        Status::Done => None,
    }
}

/// Who answers for an action, for tables.
pub fn owner_words(action: &Action) -> &str {
    let owner = action.owner.trim();
    if owner.is_empty() { "No owner" } else { owner }
}

/// A row of the list in one go, for those who hear it.
pub fn row_words(catalogue: &Catalogue, action: &Action, today: Date) -> String {
    let due = action.due.map_or_else(|| due_words(action), |due| format!("Due {}", words::date(due)));
    let detail = state_detail(action, today).map(|detail| format!(": {detail}")).unwrap_or_default();
    let origin = action.origin.as_ref().and_then(|origin| origin_text(catalogue, origin));
    let origin = origin.map(|origin| format!(". From: {origin}")).unwrap_or_default();
    format!("{}. {}. {due}. {}{detail}{origin}", action.title, owner_words(action), state_words(action, today))
}

/// When an action was added and last changed, by the calendar of Greenwich.
pub fn changed_words(action: &Action) -> String {
    let day = |at: jiff::Timestamp| at.to_zoned(TimeZone::UTC).date();
    let (created, changed) = (day(action.created), day(action.changed));
    if created == changed {
        format!("Added {}.", words::date(created))
    } else {
        format!("Added {}, last changed {}.", words::date(created), words::date(changed))
    }
}

#[cfg(test)]
pub(super) mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::project::{Effort, Impact, Organisation, ProjectId, Round, RoundId};

    pub const TODAY: Date = date(2026, 11, 22);

    pub fn action(id: u64, due: Option<Date>, status: Status) -> Action {
        Action { due, status, ..Action::new(ActionId(id), format!("Action {id}"), jiff::Timestamp::UNIX_EPOCH) }
    }

    pub fn project(actions: Vec<Action>) -> Project {
        let at = jiff::Timestamp::UNIX_EPOCH;
        let organisation = Organisation::named("N", at);
        let mut project = Project::new(ProjectId(1), organisation, Round::new(RoundId(1), "R", TODAY, at));
        project.actions = actions.into_iter().map(std::sync::Arc::new).collect();
        project
    }

    fn found(actions: Vec<Action>, query: &PlanQuery) -> PlanList {
        plan_list(&Catalogue::default(), &project(actions), query, TODAY)
    }

    fn ids(list: &PlanList) -> Vec<u64> {
        list.rows.iter().map(|row| row.id.0).collect()
    }

    #[test]
    fn parts_overlap_as_their_names_say() {
        let days = |days: i32| Some(TODAY.saturating_add(jiff::Span::new().days(days)));
        let list = found(
            vec![
                action(1, days(-1), Status::NotStarted),
                action(2, days(0), Status::InProgress),
                action(3, days(30), Status::NotStarted),
                action(4, days(31), Status::NotStarted),
                action(5, days(91), Status::Blocked { reason: " ".to_owned() }),
                action(6, None, Status::NotStarted),
                action(7, days(-1), Status::Done),
                action(8, None, Status::Dropped { reason: String::new() }),
            ],
            &PlanQuery::default(),
        );
        let expected = [6, 1, 2, 3, 1, 6, 1, 2, 8];
        assert_eq!(list.counts, expected);
        assert_eq!(list.sentence(&PlanQuery::default()), "6 of 8 actions shown, soonest due first.");
        assert_eq!(ids(&list), [1, 2, 3, 4, 5, 6]);
    }

    #[test]
    fn what_has_no_value_stands_last_whichever_way_the_list_is_turned() {
        let actions = || {
            let effort = |id, effort| Action { effort, ..action(id, None, Status::NotStarted) };
            vec![effort(1, None), effort(2, Some(Effort::High)), effort(3, Some(Effort::Low))]
        };
        let query = PlanQuery { sort: PlanSort::Effort, ..PlanQuery::default() };
        assert_eq!(ids(&found(actions(), &query)), [3, 2, 1]);
        assert_eq!(ids(&found(actions(), &PlanQuery { descending: true, ..query })), [2, 3, 1]);
    }

    #[test]
    fn effort_and_impact_narrow_the_list() {
        let sized = |id, effort, impact| Action { effort, impact, ..action(id, None, Status::NotStarted) };
        let (low, high) = (Some(Effort::Low), Some(Impact::High));
        let actions = || vec![sized(1, low, high), sized(2, low, None), sized(3, None, None), sized(4, None, high)];
        let query = |levels| PlanQuery { levels: Some(levels), ..PlanQuery::default() };
        let (wins, unsaid) = (query(Levels::QUICK_WIN), query(Levels::Unsaid));
        assert_eq!((ids(&found(actions(), &wins)), ids(&found(actions(), &unsaid))), (vec![1], vec![2, 3, 4]));
        assert_eq!(found(actions(), &wins).sentence(&wins), "1 of 4 actions shown (low effort and high impact).");
        assert_eq!(
            found(actions(), &unsaid).sentence(&unsaid),
            "3 of 4 actions shown (effort or impact not said), soonest due first."
        );
        assert!(wins.narrows() && !wins.cleared().narrows());
    }

    #[test]
    fn the_most_pressing_comes_first() {
        let query = PlanQuery { sort: PlanSort::State, part: PlanPart::All, ..PlanQuery::default() };
        let list = found(
            vec![
                action(1, None, Status::Done),
                action(2, None, Status::NotStarted),
                action(3, Some(date(2026, 11, 20)), Status::NotStarted),
                action(4, None, Status::Blocked { reason: String::new() }),
                action(5, Some(date(2026, 10, 1)), Status::InProgress),
            ],
            &query,
        );
        assert_eq!(ids(&list), [5, 3, 4, 2, 1]);
    }

    #[test]
    fn owners_are_listed_once_from_a_to_z() {
        let owned = |id, owner: &str| Action { owner: owner.to_owned(), ..action(id, None, Status::NotStarted) };
        let list = found(
            vec![owned(1, "zoe"), owned(2, "Ada "), owned(3, "Ada"), owned(4, "")],
            &PlanQuery { owner: Some("Ada".to_owned()), ..PlanQuery::default() },
        );
        assert_eq!(list.owners, ["Ada", "zoe"]);
        assert_eq!(ids(&list), [2, 3]);
    }
}
