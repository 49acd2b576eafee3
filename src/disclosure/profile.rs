//! The rules for each audience: what the program proposes, what may be set instead, and where each rule comes from.

use crate::project::{Audience, Project, ShowRules};

/// What the program proposes for an audience.
pub fn proposed(audience: Audience) -> ShowRules {
    let pay = match audience {
        Audience::Internal | Audience::Board => 10,
        Audience::Public => 50,
    };
    ShowRules { least: 10, zeros: true, width: 5, round: 5, percent: 23, pay }
}

/// The rules that hold for an audience: what the organisation set, and what is proposed for the rest.
pub fn rules(project: &Project, audience: Audience) -> ShowRules {
    let from = proposed(audience);
    let Some(set) = project.profiles.get(&audience) else { return from };
    ShowRules {
        least: set.least.unwrap_or(from.least),
        zeros: set.zeros.unwrap_or(from.zeros),
        width: set.width.unwrap_or(from.width),
        round: set.round.unwrap_or(from.round),
        percent: set.percent.unwrap_or(from.percent),
        pay: set.pay.unwrap_or(from.pay),
    }
}

/// A rule that can be set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Setting {
    /// [`ShowRules::least`].
    Least,
    /// [`ShowRules::zeros`].
    Zeros,
    /// [`ShowRules::width`].
    Width,
    /// [`ShowRules::round`].
    Round,
    /// [`ShowRules::percent`].
    Percent,
    /// [`ShowRules::pay`].
    Pay,
}

impl Setting {
    /// All six, in the order in which forms have them.
    pub const ALL: [Self; 6] = [Self::Least, Self::Zeros, Self::Round, Self::Percent, Self::Pay, Self::Width];

    /// Its name on a form.
    pub fn name(self) -> &'static str {
        match self {
            Self::Least => "Hide counts under",
            Self::Zeros => "Hide noughts",
            Self::Width => "Leave open at least",
            Self::Round => "Round to the nearest",
            Self::Percent => "Percentages from a base of",
            Self::Pay => "Pay gaps from, in each group",
        }
    }

    /// Where the rule comes from, and what others do.
    pub fn source(self) -> &'static str {
        match self {
            Self::Least => {
                "10 is what UK LLC and the ONS Longitudinal Study ask for. Ofqual and the Ministry of Defence hide counts under 5."
            }
            Self::Zeros => {
                "That nobody of a group is there says something of everybody else. UK LLC and the tool ACRO hide noughts; Ofqual shows them."
            }
            Self::Width => {
                "How many people must stay open when somebody works backwards from totals. Our own choice; published rules ask that it be checked, but name no number."
            }
            Self::Round => {
                "HESA, Ofqual and the Ministry of Defence round to the nearest 5, the Office for Students to the nearest 10. 1 does not round."
            }
            Self::Percent => {
                "HESA gives no percentage on fewer than 22.5 people, the Office for Students none on fewer than 25."
            }
            Self::Pay => {
                "The government’s guidance on ethnicity pay of April 2023 asks for 50 people in each group before a gap is published, and 5 to 20 for use within an organisation. Waymark keeps no pay of fewer than 10."
            }
        }
    }

    /// From where to where it may be set; `None` for a rule that is on or off.
    pub fn range(self) -> Option<(u32, u32)> {
        match self {
            Self::Least => Some(ShowRules::LEAST),
            Self::Zeros => None,
            Self::Width => Some(ShowRules::WIDTH),
            Self::Round => Some(ShowRules::ROUND),
            Self::Percent => Some(ShowRules::PERCENT),
            Self::Pay => Some(ShowRules::PAY),
        }
    }

    /// Its value in rules; `None` for a rule that is on or off.
    pub fn number(self, rules: &ShowRules) -> Option<u32> {
        match self {
            Self::Least => Some(rules.least),
            Self::Zeros => None,
            Self::Width => Some(rules.width),
            Self::Round => Some(rules.round),
            Self::Percent => Some(rules.percent),
            Self::Pay => Some(rules.pay),
        }
    }
}

/// The rules in a sentence, as they stand beside published figures.
pub fn rules_words(rules: &ShowRules) -> String {
    let noughts = if rules.zeros { ", and counts of nobody" } else { "" };
    let rounded = match rules.round {
        0 | 1 => "The others are not rounded".to_owned(),
        to => format!("The others are rounded to the nearest {to}, one by one, so that they may not add up"),
    };
    format!(
        "Counts of fewer than {} people{noughts} are hidden, and others where such a count could be worked out. {rounded}. Percentages come from the rounded counts, and only where they rest on {} people or more; pay gaps only where each group has {} or more.",
        rules.least, rules.percent, rules.pay
    )
}
