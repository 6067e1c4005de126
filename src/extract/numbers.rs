//! Numbers: digits with separators, and number words.

use super::lexicon::Words;
use super::token::Doc;
use std::sync::LazyLock;

/// The whole number at token `i` (`03`, `1.780`, `1,498`, `80 vạn`, `hai mươi sáu`): its value and
/// the number of tokens. None for a fraction (`98,6`) and for a percentage.
///
/// `27/38` is read as 27 here: what stands behind is the caller's to look at. `năm` alone is read
/// as five: whether it means the year is the caller's to know by what it counts.
pub fn count_at(doc: &Doc, i: usize) -> Option<(u64, usize)> {
    let token = doc.tokens.get(i)?;
    if token.is_number() {
        let value = digits(token.text).or_else(|| doc.no_count(i))?;
        return match doc.low(i + 1) {
            "%" => doc.no_count(i),
            "vạn" => Some((value * 10_000, 2)),
            _ => Some((value, 1)),
        };
    }
    words(doc, i)
}

/// The value of `1.780`, `1,498`, `03`; none for `98,6` and for what is longer than any count.
pub fn digits(text: &str) -> Option<u64> {
    if text.len() > 13 {
        return None;
    }
    let mut groups = text.split(['.', ',']);
    let head = groups.next()?;
    // A thousands separator stands before three digits, behind one to three that are no zero.
    let grouped = groups.clone().all(|g| g.len() == 3)
        && (groups.clone().next().is_none() || (head.len() <= 3 && !head.starts_with('0')));
    let value = |head: u64, group: &str| Some(head * 1000 + group.parse::<u64>().ok()?);
    if grouped { groups.try_fold(head.parse().ok()?, value) } else { None }
}

fn unit(word: &str) -> Option<u64> {
    Some(match word {
        "một" | "mốt" => 1,
        "hai" => 2,
        "ba" => 3,
        "bốn" | "tư" => 4,
        "năm" | "lăm" => 5,
        "sáu" => 6,
        "bảy" | "bẩy" => 7,
        "tám" => 8,
        "chín" => 9,
        _ => return None,
    })
}

/// Words that a number may begin with.
pub(super) static FIRST: LazyLock<Words> = LazyLock::new(|| {
    Words::new([
        "một", "mốt", "hai", "ba", "bốn", "tư", "năm", "lăm", "sáu", "bảy", "bẩy", "tám", "chín", "mười",
    ])
});

/// Number words below a thousand.
fn words(doc: &Doc, i: usize) -> Option<(u64, usize)> {
    if !FIRST.has_at(doc, i) {
        return None;
    }
    let (mut value, mut len) = (0, 0);
    if doc.low(i + 1) == "trăm"
        && let Some(hundreds) = unit(doc.low(i))
    {
        (value, len) = (hundreds * 100, 2);
        if matches!(doc.low(i + 2), "linh" | "lẻ")
            && let Some(ones) = unit(doc.low(i + 3))
        {
            return Some((value + ones, 4));
        }
    }
    let at = i + len;
    if doc.low(at) == "mười" {
        (value, len) = (value + 10, len + 1);
    } else if doc.low(at + 1) == "mươi" {
        (value, len) = (value + unit(doc.low(at))? * 10, len + 2);
    } else if len > 0 {
        return Some((value, len));
    } else {
        return unit(doc.low(i)).filter(|_| !matches!(doc.low(i), "mốt" | "lăm" | "tư")).map(|v| (v, 1));
    }
    match unit(doc.low(i + len)) {
        Some(ones) => Some((value + ones, len + 1)),
        None => Some((value, len)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::token::tests::with_doc;

    #[test]
    fn counts() {
        for (input, expected) in [
            ("03 tập thể", Some((3, 1))),
            ("1.780 người", Some((1780, 1))),
            ("1,498 lượt", Some((1498, 1))),
            ("80 vạn dân", Some((800_000, 2))),
            ("98,6 tỷ", None),
            ("0,125 ha", None),
            ("15% hộ", None),
            ("hai mươi sáu đơn vị", Some((26, 3))),
            ("mười hai tập thể", Some((12, 2))),
            ("ba mươi cá nhân", Some((30, 2))),
            ("một trăm linh năm hộ", Some((105, 4))),
            ("ba tập thể", Some((3, 1))),
            ("tập thể", None),
            ("99999999999999 x", None),
        ] {
            with_doc(input, |doc| assert_eq!(count_at(doc, 0), expected, "{input}"));
        }
    }
}
