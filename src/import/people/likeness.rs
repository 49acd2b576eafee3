//! How like one text is to another.

/// From this likeness on, of a thousand, an answer is proposed.
pub(super) const NEAR: u32 = 550;

/// How like two plain texts are, of a thousand: by the words that they share, or by the letters that differ.
pub(super) fn of(one: &str, other: &str) -> u32 {
    if one.is_empty() || other.is_empty() {
        return 0;
    }
    words(one, other).max(letters(one, other))
}

/// The share of words that both have, of all that either has. Words that say nothing do not count.
fn words(one: &str, other: &str) -> u32 {
    const SAY_NOTHING: [&str; 12] = ["a", "and", "the", "or", "of", "i", "to", "in", "for", "as", "with", "work"];
    let split = |text: &str| -> std::collections::BTreeSet<String> {
        let words = text.split(' ').filter(|word| !SAY_NOTHING.contains(word));
        words.map(|word| word.strip_suffix('s').unwrap_or(word).to_owned()).collect()
    };
    let (one, other) = (split(one), split(other));
    let shared = one.intersection(&other).count();
    // Of the shorter of two, so that a long official wording is like its beginning; two words at least.
    let least = one.len().min(other.len()).max(2);
    u32::try_from(shared * 1000 / least).unwrap_or(0).min(1000)
}

/// How few letters must change, of the longer text. Long texts are not compared so.
fn letters(one: &str, other: &str) -> u32 {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().take(80).collect(), other.chars().take(80).collect());
    let longest = one.len().max(other.len());
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (place, letter) in one.iter().enumerate() {
        let mut corner = place;
        let mut left = place + 1;
        for (above, of) in row.iter_mut().skip(1).zip(&other) {
            let step = (corner + usize::from(letter != of)).min(left + 1).min(*above + 1);
            corner = *above;
            *above = step;
            left = step;
        }
        if let Some(first) = row.first_mut() {
            *first = place + 1;
        }
    }
    let changes = row.last().copied().unwrap_or(longest);
    // Fewer than three letters of ten may change.
    let like = u32::try_from((longest - changes.min(longest)) * 1000 / longest.max(1)).unwrap_or(0);
    if like >= 700 { like } else { 0 }
}
