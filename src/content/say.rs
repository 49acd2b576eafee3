//! Words for faults: lists, near misses, the names of things.
//!
//! What always holds: pure text in, pure text out.
//!
//! What does not belong here: finding faults.

/// `a, b and c`.
pub(super) fn and(words: &[&str]) -> String {
    join(words, "and")
}

/// `a, b or c`.
pub(super) fn or(words: &[&str]) -> String {
    join(words, "or")
}

fn join(words: &[&str], last_word: &str) -> String {
    match words {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [first @ .., last] => format!("{} {last_word} {last}", first.join(", ")),
    }
}

/// What an item of the model is called, with its article: `a question` for `Question`.
pub(super) fn thing(name: &str) -> String {
    let words = match name {
        "FollowUp" => "follow-up question".to_owned(),
        "GroupingGroup" => "group of a grouping".to_owned(),
        "FigureLimit" => "limit of a figure".to_owned(),
        "KpiDefinition" => "KPI".to_owned(),
        "LinkStep" => "step of a link".to_owned(),
        "Pack" => "pack".to_owned(),
        "PackTarget" => "target".to_owned(),
        "PillarText" => "pillar".to_owned(),
        "Pillars" => "pillars pack".to_owned(),
        "ReadingText" => "reading".to_owned(),
        "RepeatGroup" => "group of repeats".to_owned(),
        "StateLimit" => "state of KPIs".to_owned(),
        _ => spaced(name),
    };
    let article = if words.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    format!("{article} {words}")
}

/// `SurveyQuestion` as `survey question`.
fn spaced(name: &str) -> String {
    let mut words = String::new();
    for character in name.chars() {
        if character.is_uppercase() && !words.is_empty() {
            words.push(' ');
        }
        words.extend(character.to_lowercase());
    }
    words
}

/// The known word that someone who wrote `word` most likely meant.
pub(super) fn nearest<'k>(word: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let allowed = (word.chars().count() / 3).min(3);
    known
        .into_iter()
        .map(|candidate| (distance(word, candidate), candidate))
        .filter(|(distance, _)| *distance <= allowed)
        .min()
        .map(|(_, candidate)| candidate)
}

/// What would be right, after the word that was most likely meant: `did you mean “text”? A question has id and text`.
pub(super) fn hinted(meant: Option<&str>, right: &str) -> String {
    let Some(meant) = meant else { return right.to_owned() };
    let mut letters = right.chars();
    let capital: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    format!("did you mean “{meant}”? {capital}{}", letters.as_str())
}

/// How many letters must be added, taken out or changed to make one word of the other; capitals count as small ones,
/// and the same letters in another order as one change.
fn distance(one: &str, other: &str) -> usize {
    let [one, other] = [one, other].map(|word| word.to_lowercase().chars().collect::<Vec<char>>());
    if one != other && sorted(&one) == sorted(&other) {
        return 1;
    }
    let mut row: Vec<usize> = (0..=one.len()).collect();
    for there in other {
        let mut next = Vec::with_capacity(row.len());
        let mut left = row.first().map_or(0, |first| first + 1);
        next.push(left);
        for ((here, above_left), above) in one.iter().zip(&row).zip(row.iter().skip(1)) {
            left = (above_left + usize::from(*here != there)).min(above + 1).min(left + 1);
            next.push(left);
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

fn sorted(letters: &[char]) -> Vec<char> {
    let mut letters = letters.to_vec();
    letters.sort_unstable();
    letters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_read_as_sentences() {
        assert_eq!(and(&["id"]), "id");
        assert_eq!(and(&["id", "text", "place"]), "id, text and place");
        assert_eq!(or(&["Up", "Down"]), "Up or Down");
    }

    #[test]
    fn things_have_names() {
        assert_eq!(thing("SurveyQuestion"), "a survey question");
        assert_eq!(thing("Area"), "an area");
        assert_eq!(thing("KpiDefinition"), "a KPI");
    }

    #[test]
    fn a_hint_comes_before_the_rule() {
        assert_eq!(hinted(None, "write Up or Down"), "write Up or Down");
        assert_eq!(hinted(Some("Up"), "write Up or Down"), "did you mean “Up”? Write Up or Down");
    }

    #[test]
    fn near_misses_are_found() {
        assert_eq!(nearest("txet", ["text", "place"]), Some("text"));
        assert_eq!(nearest("plce", ["text", "place"]), Some("place"));
        assert_eq!(nearest("data", ["Data", "Hiring"]), Some("Data"));
        assert_eq!(nearest("CultureLeadership", ["CultureAndLeadership"]), Some("CultureAndLeadership"));
        assert_eq!(nearest("colour", ["id", "text", "place", "turned"]), None);
    }
}
