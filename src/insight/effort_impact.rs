//! A list of actions by effort and impact: nine cells, and those that do not say both.

use jiff::civil::Date;

use super::listing::{PlanList, PlanRow};
use super::plan::{days_overdue, state_words};
use crate::project::{Action, Effort, Impact, Project};
use crate::words;

/// How many actions a cell's words name.
const NAMED: usize = 3;

/// The effort and impact of an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Levels {
    /// Both are said.
    Of(Effort, Impact),
    /// One or both are not said.
    Unsaid,
}

impl Levels {
    /// The quick wins: little effort, high impact.
    pub const QUICK_WIN: Self = Self::Of(Effort::Low, Impact::High);

    /// Those of an action.
    pub fn of(action: &Action) -> Self {
        action.effort.zip(action.impact).map_or(Self::Unsaid, |(effort, impact)| Self::Of(effort, impact))
    }

    /// In words: `low effort and high impact`.
    pub fn words(self) -> String {
        match self {
            Self::Of(effort, impact) => {
                format!("{} effort and {} impact", effort.name().to_lowercase(), impact.name().to_lowercase())
            }
            Self::Unsaid => "effort or impact not said".to_owned(),
        }
    }

    /// All ten in the order of the grid: high impact first and from low to high effort, then those not said.
    fn all() -> impl Iterator<Item = Self> {
        let rows = Impact::ALL.into_iter().rev();
        rows.flat_map(|impact| Effort::ALL.map(|effort| Self::Of(effort, impact))).chain([Self::Unsaid])
    }

    /// The place among [`Self::all`].
    fn place(self) -> usize {
        Self::all().position(|one| one == self).unwrap_or_default()
    }
}

/// The actions of one effort and impact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LevelsCell {
    /// Which.
    pub levels: Levels,
    /// The actions, in the list's order.
    pub rows: Vec<PlanRow>,
    /// How many of them are past their date.
    pub overdue: usize,
}

/// A list of actions by effort and impact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EffortImpact {
    /// Three rows of three, from high impact down and from low effort on, then one for what is not said.
    cells: Vec<LevelsCell>,
}

/// Sorts the actions of a list by effort and impact.
pub fn effort_impact(project: &Project, list: &PlanList, today: Date) -> EffortImpact {
    let mut cells: Vec<LevelsCell> =
        Levels::all().map(|levels| LevelsCell { levels, rows: Vec::new(), overdue: 0 }).collect();
    for row in &list.rows {
        let Some(action) = project.actions.get(row.place) else { continue };
        if let Some(cell) = cells.get_mut(Levels::of(action).place()) {
            cell.rows.push(*row);
            cell.overdue += usize::from(days_overdue(action, today).is_some());
        }
    }
    EffortImpact { cells }
}

impl EffortImpact {
    /// All ten cells: rows from high impact down, in each from low effort on; the last is for what is not said.
    pub fn cells(&self) -> &[LevelsCell] {
        &self.cells
    }

    /// The place of a cell among all.
    pub fn place(&self, levels: Levels) -> usize {
        self.cells.iter().position(|cell| cell.levels == levels).unwrap_or_default()
    }

    /// How many actions are of these levels.
    pub fn count(&self, levels: Levels) -> usize {
        self.cells.iter().find(|cell| cell.levels == levels).map_or(0, |cell| cell.rows.len())
    }

    /// What the grid shows, as a finding.
    pub fn title(&self) -> String {
        let total: usize = self.cells.iter().map(|cell| cell.rows.len()).sum();
        let wins = self.count(Levels::QUICK_WIN);
        let many = words::whole(total as u64);
        match (wins, total) {
            (0, _) if total == self.count(Levels::Unsaid) => "No action says both effort and impact yet".to_owned(),
            (0, 1) => "The action is no quick win".to_owned(),
            (0, _) => format!("None of {many} actions is a quick win"),
            (1, 1) => "The action is a quick win".to_owned(),
            (1, _) => format!("1 of {many} actions is a quick win"),
            _ => format!("{} of {many} actions are quick wins", words::whole(wins as u64)),
        }
    }

    /// What to look at: what is late among the quick wins, and where most of the work stands.
    pub fn sentence(&self) -> String {
        let mut said = vec!["A quick win takes little effort and changes much.".to_owned()];
        let late = self.cells.iter().find(|cell| cell.levels == Levels::QUICK_WIN).map_or(0, |cell| cell.overdue);
        match late {
            0 => {}
            1 => said.push("1 of them is overdue.".to_owned()),
            late => said.push(format!("{} of them are overdue.", words::whole(late as u64))),
        }
        let placed = self.cells.iter().filter(|cell| cell.levels != Levels::Unsaid);
        // The first of those that are alike: the one with more impact and less effort.
        let fullest = placed.rev().max_by_key(|cell| cell.rows.len()).filter(|cell| cell.rows.len() > 1);
        if let Some(cell) = fullest {
            said.push(format!("Most stand at {}: {}.", cell.levels.words(), words::whole(cell.rows.len() as u64)));
        }
        said.join(" ")
    }
}

impl LevelsCell {
    /// What it holds, in words: `3 actions`, `4 quick wins`, `1 action does not say effort or impact`.
    pub fn count_words(&self) -> String {
        let count = self.rows.len();
        let words = match self.levels {
            Levels::QUICK_WIN => words::count(count, "quick win", "quick wins"),
            Levels::Of(..) => words::count(count, "action", "actions"),
            Levels::Unsaid if count == 1 => "1 action does not say effort or impact".to_owned(),
            Levels::Unsaid => format!("{} do not say effort or impact", words::count(count, "action", "actions")),
        };
        words::capitalised(&words)
    }

    /// The cell in one go, for those who hear it: its levels, its count, its first actions with their states.
    pub fn words(&self, project: &Project, today: Date) -> String {
        let mut said = vec![words::capitalised(&self.levels.words()), self.count_words()];
        let actions = self.rows.iter().filter_map(|row| project.actions.get(row.place));
        said.extend(actions.take(NAMED).map(|action| format!("{}: {}", action.title, state_words(action, today))));
        let more = self.rows.len().saturating_sub(NAMED);
        if more > 0 {
            said.push(format!("And {} more", words::whole(more as u64)));
        }
        said.join(". ")
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use jiff::civil::date;
    use proptest::prelude::*;

    use super::super::listing::tests::{TODAY, action, project};
    use super::super::{PlanPart, PlanQuery, is_quick_win, plan_list};
    use super::*;
    use crate::content::Catalogue;
    use crate::project::Status;

    fn sized(id: u64, effort: Option<Effort>, impact: Option<Impact>) -> Action {
        Action { effort, impact, ..action(id, None, Status::NotStarted) }
    }

    fn grid(actions: Vec<Action>) -> (Project, EffortImpact) {
        let project = project(actions);
        let query = PlanQuery { part: PlanPart::All, ..PlanQuery::default() };
        let list = plan_list(&Catalogue::default(), &project, &query, TODAY);
        let grid = effort_impact(&project, &list, TODAY);
        (project, grid)
    }

    #[test]
    fn the_quick_wins_stand_in_the_first_cell_and_what_is_not_said_in_the_last() {
        let (project, grid) = grid(vec![
            sized(1, Some(Effort::High), Some(Impact::Low)),
            Action { due: Some(date(2026, 11, 1)), ..sized(2, Some(Effort::Low), Some(Impact::High)) },
            sized(3, Some(Effort::Low), None),
            sized(4, Some(Effort::Low), Some(Impact::High)),
        ]);
        let ids = |place: usize| grid.cells()[place].rows.iter().map(|row| row.id.0).collect::<Vec<_>>();
        assert_eq!((ids(0), ids(8), ids(9)), (vec![2, 4], vec![1], vec![3]));
        assert_eq!(grid.title(), "2 of 4 actions are quick wins");
        assert_eq!(
            grid.sentence(),
            "A quick win takes little effort and changes much. 1 of them is overdue. Most stand at low effort and high \
             impact: 2."
        );
        assert_eq!(grid.cells()[9].count_words(), "1 action does not say effort or impact");
        assert_eq!(
            grid.cells()[0].words(&project, TODAY),
            "Low effort and high impact. 2 quick wins. Action 2: Overdue 21 days. Action 4: Not started"
        );
        assert_eq!(grid.cells()[1].words(&project, TODAY), "Medium effort and high impact. No actions");
    }

    #[test]
    fn the_title_says_what_there_is() {
        let win = |id| sized(id, Some(Effort::Low), Some(Impact::High));
        let other = |id| sized(id, Some(Effort::High), Some(Impact::High));
        let title = |actions| grid(actions).1.title();
        assert_eq!(title(vec![sized(1, None, None)]), "No action says both effort and impact yet");
        assert_eq!(title(vec![win(1)]), "The action is a quick win");
        assert_eq!(title(vec![other(1)]), "The action is no quick win");
        assert_eq!(title(vec![win(1), other(2)]), "1 of 2 actions is a quick win");
        assert_eq!(title(vec![other(1), sized(2, None, None)]), "None of 2 actions is a quick win");
    }

    fn levels() -> impl Strategy<Value = (Option<usize>, Option<usize>)> {
        (prop::option::of(0_usize..3), prop::option::of(0_usize..3))
    }

    proptest! {
        #[test]
        fn every_action_stands_in_one_cell_and_the_quick_wins_are_those_named_elsewhere(all in prop::collection::vec(levels(), 0..40)) {
            let action = |(id, (effort, impact)): (u64, &(Option<usize>, Option<usize>))| {
                sized(id, effort.map(|at| Effort::ALL[at]), impact.map(|at| Impact::ALL[at]))
            };
            let (project, grid) = grid((0..).zip(&all).map(action).collect());
            let mut ids: Vec<_> = grid.cells().iter().flat_map(|cell| &cell.rows).map(|row| row.id.0).collect();
            ids.sort_unstable();
            prop_assert_eq!(ids, (0..all.len() as u64).collect::<Vec<_>>());
            let wins = project.actions.iter().filter(|action| is_quick_win(action)).count();
            prop_assert_eq!(grid.count(Levels::QUICK_WIN), wins);
            for cell in grid.cells() {
                prop_assert!(cell.rows.iter().all(|row| Levels::of(Arc::as_ref(&project.actions[row.place])) == cell.levels));
            }
        }
    }
}
