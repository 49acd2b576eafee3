//! Into which groups the answers to a survey question fall: the three groups of background, or the side that is told and
//! the rest. One definition for what is analysed and for what may be shown.

use super::catalogue::Catalogue;
use super::ids::{OptionId, SurveyQuestionId};
use super::measures::{Group, OptionCounts, ThirdGroup};

/// A group of answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerPart {
    /// A stable id: that of the benchmark figure that counts the same, or `rest` where none does.
    pub id: &'static str,
    /// Its name.
    pub name: String,
    /// Which of the three groups of background it is; `None` for a side of another question.
    pub group: Option<Group>,
    /// The options that fall into it.
    pub options: Vec<OptionId>,
}

/// The id of the side that is not told.
pub const REST: &str = "rest";

/// A question of which one side is told: whose options, by what name, against which benchmark figure, and what the rest
/// is called.
struct Told {
    question: &'static str,
    name: &'static str,
    options: &'static [&'static str],
    figure: &'static str,
    rest: &'static str,
}

/// The questions beside the key question. Their options have no groups in the survey pack: one side is told.
const TOLD: [Told; 3] = [
    Told {
        question: "q2",
        name: "Independent school",
        options: &["q2-independent", "q2-independent-bursary"],
        figure: "independent-school",
        rest: "State school",
    },
    Told {
        question: "q3",
        name: "Free school meals",
        options: &["q3-yes"],
        figure: "free-school-meals",
        rest: "No free school meals",
    },
    Told {
        question: "q4",
        name: "First in family",
        options: &["q4-neither"],
        figure: "first-in-family",
        rest: "A parent with a degree",
    },
];

impl Catalogue {
    /// The groups of a question's answers, the one that is told first; `None` where the loaded packs do not say how they
    /// are grouped. Options that fall into none are *not placed*.
    pub fn answer_parts(&self, question: &SurveyQuestionId, third: ThirdGroup) -> Option<Vec<AnswerPart>> {
        if let Some(grouping) = self.grouping_of(question) {
            let part = |group: Group| AnswerPart {
                id: group.id(),
                name: group.name(third).to_owned(),
                group: Some(group),
                options: grouping
                    .groups
                    .iter()
                    .filter(|one| one.group == group)
                    .flat_map(|one| one.options.clone())
                    .collect(),
            };
            return Some(Group::ALL.into_iter().rev().map(part).collect());
        }
        let told = TOLD.iter().find(|told| told.question == question.as_str())?;
        let asked = self.survey_question(question)?;
        let answers = asked.options.iter().filter(|option| option.counts == OptionCounts::Answer);
        let (own, rest): (Vec<OptionId>, Vec<OptionId>) =
            answers.map(|option| option.id.clone()).partition(|id| told.options.contains(&id.as_str()));
        Some(vec![
            AnswerPart { id: told.figure, name: told.name.to_owned(), group: None, options: own },
            AnswerPart { id: REST, name: told.rest.to_owned(), group: None, options: rest },
        ])
    }
}
