//! The sentences of a text as it is exported, for showing what a fact rests on.

use std::ops::Range;

/// The sentence of `text` that holds a code point.
pub fn sentence(text: &str, at: usize) -> &str {
    let byte = text.char_indices().nth(at).map_or(text.len(), |(byte, _)| byte);
    let line_start = text[..byte].rfind('\n').map_or(0, |n| n + 1);
    let line_end = text[byte..].find('\n').map_or(text.len(), |n| byte + n);
    let line = &text[line_start..line_end];
    let found = in_line(line).take_while(|range| range.start <= byte - line_start).last();
    found.map_or("", |range| line[range].trim())
}

/// The sentences of a line, as bytes; together they are the whole line.
pub fn in_line(line: &str) -> impl Iterator<Item = Range<usize>> {
    let marks = line.char_indices().filter(|(_, c)| matches!(c, '.' | '!' | '?' | '…'));
    let ends_at = marks.map(|(at, c)| at + c.len_utf8()).filter(|at| ends(&line[..*at], &line[*at..]));
    let mut start = 0;
    ends_at.chain([line.len()]).filter_map(move |end| {
        let range = start..end;
        start = end;
        (!range.is_empty()).then_some(range)
    })
}

/// Whether a sentence ends between the two: a blank and a capital follow, and the point is none of an
/// abbreviation (`TP. Vinh`, `TS. Lê A`).
fn ends(before: &str, after: &str) -> bool {
    let mut next = after.chars();
    let blank = next.next().is_some_and(char::is_whitespace);
    let opens = next.next().is_some_and(|c| c.is_uppercase() || c.is_numeric() || !c.is_alphanumeric());
    let word = before.trim_end_matches(['.', '!', '?', '…']).rsplit(|c: char| !c.is_alphanumeric()).next();
    let word = word.unwrap_or("");
    let letters = word.chars().count();
    let short = before.ends_with('.')
        && letters <= 3
        && word.chars().next().is_some_and(char::is_uppercase)
        && (letters == 1 || !word.chars().any(|c| "aeiouyăâêôơưàáảãạèéẻẽẹìíỉĩịòóỏõọùúủũụỳýỷỹỵ".contains(c)));
    blank && opens && !short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_around_a_place() {
        for (text, at, expected) in [
            ("A b. C d! E f", 0, "A b."),
            ("A b. C d! E f", 5, "C d!"),
            ("A b. C d! E f", 12, "E f"),
            ("Tại TP. Vinh có hội nghị. Hết", 9, "Tại TP. Vinh có hội nghị."),
            ("Một\nHai. Ba", 4, "Hai."),
            ("Đạt 1.356 người. Tốt", 5, "Đạt 1.356 người."),
            ("", 0, ""),
            ("a", 9, "a"),
        ] {
            assert_eq!(sentence(text, at), expected, "{text} {at}");
        }
    }
}
