//! How answers are written in other surveys: usual variants, and with what the long official wordings begin.

use crate::project::Meaning;

/// Plain texts that mean an answer, besides its own words.
pub(super) fn variants(meaning: &Meaning) -> &'static [&'static str] {
    match meaning {
        Meaning::Option(id) => of_option(id.as_str()),
        Meaning::Group(label) => of_label(label),
        Meaning::Nothing => &[],
    }
}

const PREFER_NOT: &[&str] = &[
    "prefer not to say",
    "i prefer not to say",
    "i d prefer not to say",
    "i would prefer not to say",
    "would rather not say",
    "i d rather not say",
    "rather not say",
    "prefer not to answer",
    "prefer not to disclose",
    "prefer not to state",
    "decline to answer",
    "declined to say",
    "pnts",
];
const DONT_KNOW: &[&str] =
    &["don t know", "dont know", "i don t know", "do not know", "not sure", "unsure", "don t know not sure", "unknown"];
const YES: &[&str] = &["yes", "y", "true"];
const NO: &[&str] = &["no", "n", "false"];
const NOT_KNOWN: &[&str] = &[
    "don t know",
    "dont know",
    "do not know",
    "not sure",
    "unknown",
    "not known",
    "prefer not to say",
    "i prefer not to say",
    "not applicable",
    "n a",
];

fn of_option(id: &str) -> &'static [&'static str] {
    match id {
        "q1-modern-professional" => {
            &["professional", "modern professional", "traditional professional", "professionals"]
        }
        "q1-managers" => &["managers", "manager", "managers or administrators", "manager or administrator"],
        "q1-clerical" => &["clerical", "intermediate", "clerical and intermediate", "clerical intermediate"],
        "q1-technical" => &["technical", "craft", "technical and craft", "technical craft"],
        "q1-routine" => {
            &["routine", "semi routine", "routine and semi routine", "routine manual", "routine semi routine"]
        }
        "q1-unemployed" => &["unemployed long term", "long term unemployed", "never worked or long term unemployed"],
        "q1-small-business" => {
            &["small business", "small business owner", "small business owners", "self employed small business"]
        }
        "q1-other" => &[
            "other",
            "retired",
            "not applicable",
            "n a",
            "does not apply",
            "this question does not apply to me",
            "does not apply to me",
            "don t know",
            "dont know",
            "i don t know",
            "do not know",
            "not sure",
            "unknown",
        ],
        "q1-prefer-not" | "q2-prefer-not" | "q3-prefer-not" | "q4-prefer-not" | "nssec-work-prefer-not" => PREFER_NOT,
        "q2-state" => &[
            "state",
            "state school",
            "state funded school",
            "state non selective",
            "non selective state school",
            "state run or state funded school",
            "comprehensive",
            "a state run or state funded school",
        ],
        "q2-state-selective" => &["grammar school", "grammar", "state selective", "selective state school"],
        "q2-independent" => &[
            "independent",
            "private",
            "private school",
            "independent school",
            "fee paying",
            "fee paying school",
            "independent or fee paying school",
            "public school",
        ],
        "q2-independent-bursary" => &[
            "independent with bursary",
            "independent school with bursary",
            "independent or fee paying school with bursary",
            "private with bursary",
            "bursary",
        ],
        "q2-outside-uk" => &[
            "outside the uk",
            "outside uk",
            "overseas",
            "abroad",
            "attended school outside the uk",
            "i attended school outside the uk",
            "international",
        ],
        "q2-dont-know" | "q3-dont-know" | "q4-dont-know" => DONT_KNOW,
        "q3-yes" | "nssec-supervised" => YES,
        "q3-no" | "nssec-not-supervised" => NO,
        "q3-not-applicable" => &[
            "not applicable",
            "n a",
            "na",
            "does not apply",
            "not applicable finished school before 1980 or went to school overseas",
            "finished school before 1980",
        ],
        "q4-neither" => &["no", "n", "neither", "no neither", "no neither of my parents attended university"],
        "q4-yes" => {
            &["yes", "y", "yes one or both", "one or both", "yes one or both of my parents attended university"]
        }
        "nssec-work-modern" => &["modern professional", "modern professional occupations"],
        "nssec-work-clerical" => &["clerical and intermediate", "clerical and intermediate occupations", "clerical"],
        "nssec-work-senior" => &[
            "senior managers and administrators",
            "senior manager",
            "senior managers or administrators",
            "senior managers",
        ],
        "nssec-work-technical" => &["technical and craft", "technical and craft occupations", "technical"],
        "nssec-work-semi-routine" => {
            &["semi routine manual and service", "semi routine", "semi routine manual and service occupations"]
        }
        "nssec-work-routine" => &["routine manual and service", "routine", "routine manual and service occupations"],
        "nssec-work-middle" => {
            &["middle or junior managers", "middle and junior managers", "middle manager", "junior manager"]
        }
        "nssec-work-traditional" => &["traditional professional", "traditional professional occupations"],
        "nssec-work-unemployed" => {
            &["long term unemployed", "never worked", "unemployed long term", "never worked or long term unemployed"]
        }
        "nssec-work-other" => {
            &["other", "retired", "not applicable", "n a", "don t know", "do not know", "not sure", "does not apply"]
        }
        "nssec-employee" => &["employed", "an employee"],
        "nssec-employer" => &["self employed with employees", "employer", "self employed freelancer with employees"],
        "nssec-own-account" => &[
            "self employed without employees",
            "self employed no employees",
            "self employed with no employees",
            "self employed",
            "freelancer",
            "self employed freelancer without employees",
        ],
        "nssec-employment-unknown" | "nssec-size-unknown" | "nssec-supervision-unknown" => NOT_KNOWN,
        "nssec-small" => &["1 to 24", "1 24", "fewer than 25", "less than 25", "under 25", "small", "24 or fewer"],
        "nssec-large" => &["25 or more", "25", "25 plus", "more than 24", "over 24", "large", "25 and over"],
        _ => &[],
    }
}

fn of_label(label: &str) -> &'static [&'static str] {
    match label {
        "Applied" => &["application", "applicant", "application received", "rejected at sift", "sift"],
        "Shortlisted" => &["shortlist", "shortlisting", "longlisted", "passed sift"],
        "Interviewed" => &["interview", "interviewing", "assessment", "assessed"],
        "Offered" => &["offer", "offer made", "offer declined", "offered the job"],
        "Hired" => &["hire", "appointed", "offer accepted", "accepted", "started", "joined", "recruited"],
        "Yes" => YES,
        "No" => NO,
        "Prefer not to say" => PREFER_NOT,
        _ => &[],
    }
}

/// With what long wordings of an answer begin, as plain text. The published wordings go on with examples.
pub(super) fn beginnings(meaning: &Meaning) -> &'static [&'static str] {
    let Meaning::Option(id) = meaning else { return &[] };
    match id.as_str() {
        "q1-modern-professional" => {
            &["modern professional", "traditional professional", "modern or traditional professional"]
        }
        "q1-managers" => &[
            "senior middle or junior manager",
            "senior middle or junior managers",
            "senior middle and junior managers",
        ],
        "q1-clerical" | "nssec-work-clerical" => &["clerical and intermediate", "clerical or intermediate"],
        "q1-technical" | "nssec-work-technical" => &["technical and craft", "technical or craft"],
        "q1-routine" => &[
            "routine semi routine",
            "routine or semi routine",
            "routine and semi routine",
            "semi routine manual",
            "routine manual",
        ],
        "q1-unemployed" | "nssec-work-unemployed" => &["long term unemployed"],
        "q1-small-business" => &["small business owner", "small business owners", "owner of a small business"],
        "q1-other" => &["other such as", "other retired"],
        "q2-state" => &[
            "state school that took",
            "state run or state funded school non selective",
            "a state run or state funded school non selective",
        ],
        "q2-state-selective" => &[
            "state run or state funded school selective",
            "a state run or state funded school selective",
            "state school that selected",
            "state selective",
        ],
        "q2-independent-bursary" => &[
            "independent or fee paying school where i received",
            "independent or fee paying school with a bursary",
            "independent school where i received",
        ],
        "q3-not-applicable" => &["not applicable", "does not apply"],
        "nssec-work-modern" => &["modern professional"],
        "nssec-work-senior" => &["senior managers", "senior manager"],
        "nssec-work-semi-routine" => &["semi routine manual"],
        "nssec-work-routine" => &["routine manual"],
        "nssec-work-middle" => &["middle or junior", "middle and junior"],
        "nssec-work-traditional" => &["traditional professional"],
        _ => &[],
    }
}
