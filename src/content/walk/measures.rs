//! The walk through what is measured: KPIs, benchmark sets, the survey and its groupings.

use std::collections::BTreeSet;

use super::super::at::At;
use super::super::notes::{IdKind, SetNote};
use super::super::say;
use super::super::{
    BenchmarkSet, CodedSay, Coding, Direction, Group, Grouping, KpiDefinition, MOST_MONTHS, OptionCounts, OptionId,
    Survey, SurveyQuestion, Unit, Whose,
};
use super::Walker;

/// How far the figures of a whole may be from 100 through rounding.
const ROUNDING: f64 = 0.5;

impl Walker<'_, '_> {
    pub(super) fn kpi(&mut self, kpi: &KpiDefinition, at: At<'_, '_>) {
        self.id(IdKind::Kpi, kpi.id.as_str(), at);
        match &kpi.cite {
            Some(cite) => self.cite(cite, at),
            None if kpi.whose == Whose::Published && !self.faulty(at) => self.tell(
                at,
                "this KPI does not say where it comes from",
                "add cite: with its source and place, or write whose: Ours",
            ),
            None => {}
        }
        let unit_at = at.field("unit");
        for (comparator, at) in at.field("comparators").each(&kpi.comparators) {
            self.percent(comparator.percent, at.field("percent"));
            let same_at = at.field("same_measure");
            let in_percent = matches!(kpi.unit, Unit::Percent | Unit::Groups | Unit::Gap);
            if comparator.same_measure && !in_percent && !self.faulty(same_at) && !self.faulty(unit_at) {
                let right = "write false, or give the KPI the unit Percent";
                self.tell(same_at, "a percentage is not the same measure as a KPI of this unit", right);
            }
            self.cite(&comparator.cite, at);
        }
        self.wants_each(IdKind::Recommendation, &kpi.recommendations, at.field("recommendations"));
        let every_at = at.field("every");
        if kpi.every.is_some_and(|every| !(1..=MOST_MONTHS).contains(&every)) && !self.faulty(every_at) {
            let right = format!("write a whole number of months from 1 to {MOST_MONTHS}");
            self.tell(every_at, "no figure can be due that often", right);
        }
        let set_at = at.field("benchmarks");
        if let Some(set) = &kpi.benchmarks {
            self.wants(IdKind::BenchmarkSet, set.as_str(), set_at);
        }
        if self.faulty(unit_at) {
            return;
        }
        self.kpi_target(kpi, at);
        if kpi.unit == Unit::Groups {
            match (&kpi.benchmarks, self.spot(set_at)) {
                (Some(set), Some(spot)) => self.notes.three_groups_wanted.push((set.as_str().to_owned(), spot)),
                (Some(_), None) => {}
                (None, _) => self.tell(
                    unit_at,
                    "a KPI of the unit Groups has nothing to compare with",
                    "add benchmarks: and the id of a benchmark set of the three groups",
                ),
            }
        }
    }

    /// The aim beside the unit that it is in.
    fn kpi_target(&self, kpi: &KpiDefinition, at: At<'_, '_>) {
        if kpi.unit == Unit::OutOf(0) {
            let right = "write the number of all there are, such as OutOf(4)";
            self.tell(at.field("unit"), "nothing can be counted out of 0", right);
            return;
        }
        let Some(target) = &kpi.target else { return };
        let target_at = at.field("target");
        for (value, at) in [(target.value, target_at.field("value")), (target.low, target_at.field("low"))] {
            let Some(value) = value.filter(|value| !kpi.unit.holds(*value)) else { continue };
            if self.faulty(at) {
                continue;
            }
            match kpi.unit {
                Unit::Percent | Unit::Groups => self.percent(value, at),
                Unit::OutOf(whole) => {
                    let right = format!("write a whole number from 0 to {whole}, because the unit is OutOf({whole})");
                    self.tell(at, format!("the target {value} cannot be reached"), right);
                }
                Unit::Count | Unit::Pounds | Unit::Days | Unit::Index | Unit::YesNo | Unit::Gap => {
                    let right = format!("write {}", kpi.unit.values());
                    self.tell(at, format!("the target {value} cannot be reached"), right);
                }
            }
        }
        let low_at = target_at.field("low");
        match (target.low, target.value) {
            (Some(_), _) if kpi.direction != Direction::Within => {
                let right = "take “low” out, or write direction: Within";
                self.tell(low_at, "only a KPI that stays within a band has a lower end", right);
            }
            (Some(low), Some(value)) if low > value => {
                self.tell(
                    low_at,
                    format!("“low” is above “value”, which is {value}"),
                    "write the lower end of the band",
                );
            }
            _ => {}
        }
    }

    pub(super) fn benchmark_set(&mut self, set: &BenchmarkSet, at: At<'_, '_>) {
        self.id(IdKind::BenchmarkSet, set.id.as_str(), at);
        self.cite(&set.cite, at);
        let until = at.field("until");
        if set.until.is_some_and(|until| until < set.from) && !self.faulty(at.field("from")) && !self.faulty(until) {
            self.tell(
                until,
                format!("“until” comes before “from”, which is {}", set.from),
                "write a later date, or leave “until” out",
            );
        }
        let figures = at.field("figures");
        let mut seen = BTreeSet::new();
        for (figure, at) in figures.each(&set.figures) {
            let id_at = at.field("id");
            self.id_text(&figure.id, id_at);
            if !figure.id.trim().is_empty() && !seen.insert(figure.id.as_str()) {
                self.tell(
                    id_at,
                    format!("the figure “{}” stands in this set a second time", figure.id),
                    "take one of the two out",
                );
            }
            self.percent(figure.percent, at.field("percent"));
        }
        let sum: f64 = set.figures.iter().map(|figure| figure.percent).sum();
        let summable = figures.sound() && figures.each(&set.figures).all(|(_, at)| !self.faulty(at.field("percent")));
        if set.whole && summable && !set.figures.is_empty() && (sum - 100.0).abs() > ROUNDING {
            let sum = (sum * 100.0).round() / 100.0;
            let wrong = format!("the figures of a whole add up to {sum}");
            self.tell(figures, wrong, "make them add up to 100, or write whole: false");
        }
        let groups: BTreeSet<&str> = Group::ALL.into_iter().map(Group::id).collect();
        let measure_at = at.field("measure");
        let default = at.field("default");
        if let (Some(spot), false) = (self.spot(default), self.faulty(measure_at) || self.faulty(default)) {
            self.notes.sets.push(SetNote {
                id: set.id.as_str().to_owned(),
                measure: set.measure.clone(),
                default: set.default,
                three_groups: !figures.sound() || (set.whole && seen == groups),
                spot,
            });
        }
    }

    pub(super) fn survey(&mut self, survey: &Survey, at: At<'_, '_>) {
        let questions = at.field("questions");
        for (question, at) in questions.each(&survey.questions) {
            self.id(IdKind::SurveyQuestion, question.id.as_str(), at);
            self.cite(&question.cite, at);
            for (option, at) in at.field("options").each(&question.options) {
                self.id(IdKind::Option, option.id.as_str(), at);
            }
        }
        let coding_at = at.field("coding").inside();
        if let Some(coding) = &survey.coding {
            self.coding(coding, coding_at);
        }
        for (grouping, at) in at.field("groupings").each(&survey.groupings) {
            self.id(IdKind::Grouping, grouping.id.as_str(), at);
            self.cite(&grouping.cite, at);
            self.groups_once(&grouping.groups, at.field("groups"));
            let question = survey.questions.iter().position(|question| question.id == grouping.question);
            let coded = survey.coding.as_ref().map(|coding| &coding.classes);
            let coded = coded.filter(|classes| classes.id == grouping.question);
            let coded = coded.map(|classes| (classes, coding_at.field("classes")));
            match question.and_then(|index| questions.each(&survey.questions).nth(index)).or(coded) {
                Some((question, question_at)) => {
                    self.grouping(grouping, question, question_at, at);
                }
                None if !grouping.question.as_str().trim().is_empty() && questions.sound() => {
                    let known: Vec<&str> = survey.questions.iter().map(|question| question.id.as_str()).collect();
                    let meant = say::nearest(grouping.question.as_str(), known.iter().copied());
                    let wrong = format!("there is no survey question with the id “{}”", grouping.question);
                    let right = format!("write the id of one of this survey’s questions: {}", say::or(&known));
                    self.tell(at.field("question"), wrong, say::hinted(meant, &right));
                }
                None => {}
            }
        }
    }

    /// How people are coded: every class is one of its options, every kind of work has one row.
    fn coding(&mut self, coding: &Coding, at: At<'_, '_>) {
        let classes_at = at.field("classes");
        self.id(IdKind::SurveyQuestion, coding.classes.id.as_str(), classes_at);
        self.cite(&coding.classes.cite, classes_at);
        self.cite(&coding.cite, at);
        for (option, at) in classes_at.field("options").each(&coding.classes.options) {
            self.id(IdKind::Option, option.id.as_str(), at);
        }
        for (answer, at) in at.field("answers").each(&coding.answers) {
            self.id(IdKind::Option, answer.id.as_str(), at);
        }
        let class = |id: &OptionId, at: At<'_, '_>| {
            let known: Vec<&str> = coding.classes.options.iter().map(|option| option.id.as_str()).collect();
            if !id.as_str().trim().is_empty() && !known.contains(&id.as_str()) {
                let meant = say::nearest(id.as_str(), known.iter().copied());
                let wrong = format!("there is no class “{id}”");
                self.tell(at, wrong, say::hinted(meant, "write the id of one of the classes"));
            }
        };
        class(&coding.long_unemployed, at.field("long_unemployed"));
        class(&coding.unplaced, at.field("unplaced"));
        class(&coding.not_said, at.field("not_said"));
        let mut rows = BTreeSet::new();
        for (row, at) in at.field("table").each(&coding.table) {
            class(&row.large_employer, at.field("large_employer"));
            class(&row.small_employer, at.field("small_employer"));
            class(&row.own_account, at.field("own_account"));
            class(&row.large_manager, at.field("large_manager"));
            class(&row.small_manager, at.field("small_manager"));
            class(&row.supervisor, at.field("supervisor"));
            class(&row.employee, at.field("employee"));
            if !rows.insert(&row.work) {
                self.tell(
                    at.field("work"),
                    format!("“{}” stands here a second time", row.work),
                    "take one of the two out",
                );
            }
        }
        for (answer, at) in at.field("answers").each(&coding.answers) {
            let has_row = rows.contains(&answer.id);
            let is_work = matches!(answer.says, CodedSay::Work | CodedSay::WorkBySize);
            if is_work && !has_row {
                self.tell(at, format!("the table has no row for “{}”", answer.id), "add a row to the table");
            }
        }
    }

    /// A grouping beside its question: each option in one place.
    fn grouping(&self, grouping: &Grouping, question: &SurveyQuestion, question_at: At<'_, '_>, at: At<'_, '_>) {
        let options_at = question_at.field("options");
        let options_known =
            options_at.sound() && options_at.each(&question.options).all(|(_, at)| at.field("id").text().is_some());
        let groups_at = at.field("groups");
        let excluded_at = at.field("excluded");
        let in_groups = groups_at
            .each(&grouping.groups)
            .flat_map(|(group, at)| at.field("options").each(&group.options).map(|(id, at)| (id, at, true)));
        let excluded = excluded_at.each(&grouping.excluded).map(|(id, at)| (id, at, false));
        let mut placed = BTreeSet::new();
        for (id, at, counted) in in_groups.chain(excluded) {
            let id = id.as_str();
            if id.trim().is_empty() {
                continue;
            }
            let option = question.options.iter().find(|option| option.id.as_str() == id);
            if !placed.insert(id) {
                let wrong = format!("the option “{id}” has a place in this grouping already");
                self.tell(at, wrong, "put it in one group only, or among the excluded ones");
            } else if option.is_none() && options_known {
                let meant = say::nearest(id, question.options.iter().map(|option| option.id.as_str()));
                placed.extend(meant);
                let wrong = format!("the question “{}” has no option “{id}”", question.id);
                self.tell(at, wrong, say::hinted(meant, "write the id of one of its options"));
            } else if counted && option.is_some_and(|option| option.counts != OptionCounts::Answer) {
                let wrong = format!("the option “{id}” does not count as an answer, so no group can hold it");
                self.tell(at, wrong, "put it among the excluded ones, or write counts: Answer where the option stands");
            }
        }
        if !(options_known && groups_at.sound() && excluded_at.sound()) {
            return;
        }
        for option in &question.options {
            if !option.id.as_str().trim().is_empty() && !placed.contains(option.id.as_str()) {
                let wrong = format!("the option “{}” has no place in this grouping", option.id);
                self.tell(at, wrong, "put it in a group, or among the excluded ones");
            }
        }
        for group in Group::ALL {
            if !grouping.groups.iter().any(|held| held.group == group) {
                let wrong = format!("the group “{}” is missing from this grouping", group.id());
                self.tell(groups_at, wrong, "write each of the three groups once");
            }
        }
    }
}
