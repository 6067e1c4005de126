//! The sentence that a fact rests on.

use crate::model::{Mention, Record};
use serde_json::{Value, json};

/// The columns at the end of a row: span, sentence, rule.
pub(super) fn tail(record: &Record, span: Option<Mention>, rule: &str) -> [Value; 4] {
    match span {
        Some(Mention { start, end }) => {
            [json!(start), json!(end), json!(sentence(&record.text, start)), json!(rule)]
        }
        None => [Value::Null, Value::Null, Value::Null, json!(rule)],
    }
}

/// The sentence of `text` that holds a code point.
pub(in crate::ask) fn sentence(text: &str, at: usize) -> &str {
    let byte = text.char_indices().nth(at).map_or(text.len(), |(byte, _)| byte);
    let line_start = text[..byte].rfind('\n').map_or(0, |n| n + 1);
    let line_end = text[byte..].find('\n').map_or(text.len(), |n| byte + n);
    let (mut start, mut end) = (line_start, line_end);
    for (here, c) in text[line_start..line_end].char_indices() {
        let behind = line_start + here + c.len_utf8();
        if !matches!(c, '.' | '!' | '?' | '…') || !ends(&text[line_start..behind], &text[behind..line_end])
        {
            continue;
        }
        if behind <= byte {
            start = behind;
        } else {
            end = behind;
            break;
        }
    }
    text[start..end].trim()
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
