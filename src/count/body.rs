//! Which body confers, beside its rank and place: the farmers' union of a district is not its police.

use crate::normalise::fold;

/// Words that begin a locality.
const KINDS: [&str; 8] = ["tỉnh", "huyện", "quận", "xã", "phường", "thành phố", "thị xã", "thị trấn"];
/// Words behind one of [`KINDS`] that make a body of it: `Huyện ủy`, `Tỉnh đoàn`.
const BODIES: [&str; 4] = ["ủy", "đoàn", "đội", "hội"];
/// Who speaks for a body.
const CHIEFS: [&str; 6] =
    ["chủ tịch", "giám đốc", "bí thư", "ban thường vụ", "ban chấp hành", "ban giám đốc"];
/// Committees of the Party that have the rank of their locality.
const PARTY: [&str; 6] = ["tỉnh ủy", "thành ủy", "huyện ủy", "thị ủy", "quận ủy", "đảng ủy"];

/// What tells a body from others of its rank and place. A locality and its government are one (`huyện Ý Yên`, `Chủ
/// tịch UBND huyện`), its Party committee is another; any other body goes by its initials, so that an abbreviation is
/// the same (`Hội LHPN huyện`, `Hội Liên hiệp Phụ nữ huyện Ý Yên`).
pub(super) fn body(name: &str, rank: &str) -> String {
    if ["province", "district", "commune"].contains(&rank) {
        let folded = fold::exact(name);
        return if PARTY.iter().any(|party| folded.contains(party)) { "party".into() } else { String::new() };
    }
    let words: Vec<&str> = name.split_whitespace().collect();
    let lower: Vec<String> = words.iter().map(|word| fold::exact(word)).collect();
    let stands = |at: usize, wanted: &str| {
        wanted.split(' ').enumerate().all(|(nth, word)| lower.get(at + nth).is_some_and(|it| it == word))
    };
    let mut from = 0;
    while let Some(chief) = CHIEFS.iter().find(|chief| stands(from, chief)) {
        from += chief.split(' ').count();
    }
    let is_place = |at: &usize| {
        let makes_body = lower.get(at + 1).is_some_and(|next| BODIES.contains(&next.as_str()));
        KINDS.iter().any(|kind| stands(*at, kind)) && !makes_body
    };
    let end = (from..words.len()).find(is_place).unwrap_or(words.len());
    words[from..end].iter().zip(&lower[from..end]).filter(|(_, lower)| *lower != "và").map(initials).collect()
}

/// The first letter of a word, all letters of one in capitals.
fn initials((word, lower): (&&str, &String)) -> String {
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let short = letters > 1 && !word.chars().any(char::is_lowercase);
    lower.chars().filter(|c| c.is_alphanumeric()).take(if short { letters } else { 1 }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(rank: &str, names: &[&str], expected: &str) {
        for name in names {
            assert_eq!(body(name, rank), expected, "{name}");
        }
    }

    #[test]
    fn one_body_has_many_names() {
        check("district", &["UBND huyện Ý Yên", "huyện Ý Yên", "Chủ tịch UBND huyện", "UBND thành phố"], "");
        check("district", &["Huyện ủy Ý Yên", "Ban Thường vụ Huyện ủy", "Thành ủy Nam Định"], "party");
        let women = ["Hội LHPN huyện Ý Yên", "Hội Liên hiệp Phụ nữ huyện", "Chủ tịch Hội LHPN huyện Ý Yên"];
        check("organization", &women, "hlhpn");
        check("organization", &["Sở GD&ĐT tỉnh Nam Định", "Giám đốc Sở Giáo dục và Đào tạo"], "sgdđt");
        check("organization", &["Công an tỉnh Nam Định", "Giám đốc Công an tỉnh"], "ca");
        check("organization", &["Tỉnh đoàn Nam Định"], "tđnđ");
        check("organization", &["", "huyện"], "");
    }
}
