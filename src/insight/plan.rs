//! What follows from the actions: what is late, what is next, to which pillar they belong.

use jiff::civil::Date;

use crate::content::{Catalogue, Pillar};
use crate::project::{Action, ActionId, Origin, Rating, Status};
use crate::words;

/// By how many days an open action is past its due date; `None` where it is not.
pub fn days_overdue(action: &Action, today: Date) -> Option<i32> {
    let due = action.due.filter(|due| action.status.is_open() && *due < today)?;
    today.since(due).ok().map(|span| span.get_days())
}

/// When an open action falls due, as lists group it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bucket {
    /// Past its date.
    Overdue,
    /// Today or within 30 days.
    Within30Days,
    /// Within 90 days.
    Within90Days,
    /// Later.
    Later,
    /// It has no date.
    NoDate,
    /// It is done or dropped.
    Closed,
}

impl Bucket {
    /// All six, soonest first.
    pub const ALL: [Self; 6] =
        [Self::Overdue, Self::Within30Days, Self::Within90Days, Self::Later, Self::NoDate, Self::Closed];

    /// Its name on screen.
    pub fn name(self) -> &'static str {
        match self {
            Self::Overdue => "Overdue",
            Self::Within30Days => "Next 30 days",
            Self::Within90Days => "Next 90 days",
            Self::Later => "Later",
            Self::NoDate => "No date",
            Self::Closed => "Done or dropped",
        }
    }
}

/// The bucket of an action.
pub fn bucket(action: &Action, today: Date) -> Bucket {
    if !action.status.is_open() {
        return Bucket::Closed;
    }
    let Some(due) = action.due else {
        return Bucket::NoDate;
    };
    let days = today.until(due).map_or(i32::MAX, |span| span.get_days());
    match days {
        ..0 => Bucket::Overdue,
        0..=30 => Bucket::Within30Days,
        31..=90 => Bucket::Within90Days,
        91.. => Bucket::Later,
    }
}

/// When an action is due, for tables: its date, or that it has none.
pub fn due_words(action: &Action) -> String {
    action.due.map_or_else(|| "No date".to_owned(), words::date)
}

/// Where an action stands, for tables: how late it is if it is late, otherwise its status.
pub fn state_words(action: &Action, today: Date) -> String {
    match (days_overdue(action, today), &action.status) {
        (Some(1), _) => "Overdue 1 day".to_owned(),
        (Some(days), _) => format!("Overdue {} days", words::whole(u64::from(days.unsigned_abs()))),
        (None, status) => status.name().to_owned(),
    }
}

/// The rating whose shape stands for where an action stands: what is late is red, what is blocked amber.
pub fn state_rating(action: &Action, today: Date) -> Rating {
    match (days_overdue(action, today), &action.status) {
        (Some(_), _) => Rating::NotInPlace,
        (None, Status::Blocked { .. }) => Rating::Limited,
        (None, Status::Done) => Rating::Active,
        (None, Status::NotStarted | Status::InProgress) => Rating::NotAssessed,
        (None, Status::Dropped { .. }) => Rating::NotApplicable,
    }
}

/// How many actions there are of each kind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ActionCounts {
    /// All.
    pub total: usize,
    /// Those with something still to do.
    pub open: usize,
    /// Those past their date.
    pub overdue: usize,
    /// By status, in the order of [`Status::all`].
    pub by_status: [usize; 5],
}

/// Counts actions.
pub fn action_counts<'a>(actions: impl IntoIterator<Item = &'a Action>, today: Date) -> ActionCounts {
    let mut counts = ActionCounts::default();
    for action in actions {
        counts.total += 1;
        counts.open += usize::from(action.status.is_open());
        counts.overdue += usize::from(days_overdue(action, today).is_some());
        let place = match &action.status {
            Status::NotStarted => 0,
            Status::InProgress => 1,
            Status::Blocked { .. } => 2,
            Status::Done => 3,
            Status::Dropped { .. } => 4,
        };
        if let Some(count) = counts.by_status.get_mut(place) {
            *count += 1;
        }
    }
    counts
}

/// The pillar to which an action belongs by its origin; `None` for a free one, or where no pack holds the origin now.
pub fn action_pillar(catalogue: &Catalogue, action: &Action) -> Option<Pillar> {
    match action.origin.as_ref()? {
        Origin::Recommendation(id) => catalogue.recommendation(id).map(|place| place.recommendation.pillar),
        Origin::Question(id) => catalogue.question(id).map(|place| place.recommendation.pillar),
        Origin::Kpi(id) => catalogue.kpi(id).map(|kpi| kpi.pillar),
        Origin::Link(kpi, recommendation) => {
            let place = catalogue.recommendation(recommendation);
            place.map(|place| place.recommendation.pillar).or_else(|| catalogue.kpi(kpi).map(|kpi| kpi.pillar))
        }
    }
}

/// What an action came from, in words: the recommendation's title, the question, the KPI's name.
pub fn origin_name(catalogue: &Catalogue, origin: &Origin) -> Option<String> {
    let text = origin_text(catalogue, origin)?;
    let figure = matches!(origin, Origin::Link(..)).then(|| origin.kpi()).flatten();
    Some(match figure.and_then(|kpi| catalogue.kpi(kpi)) {
        Some(kpi) => format!("{text} (for the figure: {})", kpi.name),
        None => text.to_owned(),
    })
}

/// The same, borrowed from the catalogue; of a link its recommendation alone.
pub(super) fn origin_text<'a>(catalogue: &'a Catalogue, origin: &Origin) -> Option<&'a str> {
    match origin {
        Origin::Recommendation(id) | Origin::Link(_, id) => {
            catalogue.recommendation(id).map(|place| place.recommendation.title.as_str())
        }
        Origin::Question(id) => catalogue.question(id).map(|place| place.question.text.as_str()),
        Origin::Kpi(id) => catalogue.kpi(id).map(|kpi| kpi.name.as_str()),
    }
}

/// Actions in the order of a plan: open ones by date, those without a date after them, then done and dropped ones.
pub fn in_plan_order<'a>(actions: impl IntoIterator<Item = &'a Action>, today: Date) -> Vec<&'a Action> {
    let mut ordered: Vec<&Action> = actions.into_iter().collect();
    ordered.sort_by_cached_key(|action| (bucket(action, today), action.due.is_none(), action.due));
    ordered
}

/// The open actions that are overdue or due within three months, soonest first: what a board looks at.
pub fn next_three_months<'a>(actions: impl IntoIterator<Item = &'a Action>, today: Date) -> Vec<&'a Action> {
    let mut next = in_plan_order(actions, today);
    next.retain(|action| {
        matches!(bucket(action, today), Bucket::Overdue | Bucket::Within30Days | Bucket::Within90Days)
    });
    next
}

/// A first title for an action with this origin: the practice to put in place, or the figure to move.
pub fn proposed_action(catalogue: &Catalogue, origin: &Origin) -> Option<String> {
    match origin {
        Origin::Recommendation(_) | Origin::Question(_) | Origin::Link(..) => {
            origin_text(catalogue, origin).map(|name| format!("Put in place: {}", words::uncapitalised(name)))
        }
        Origin::Kpi(_) => {
            origin_name(catalogue, origin).map(|name| format!("Move the figure: {}", words::uncapitalised(&name)))
        }
    }
}

/// The same action once more, to be done again or by somebody else: not started, without a date. Its times are set when
/// it is added.
pub fn repeated(action: &Action, id: ActionId) -> Action {
    let title = format!("{} (copy)", action.title.trim_end());
    Action { id, title, due: None, status: Status::NotStarted, ..action.clone() }
}
