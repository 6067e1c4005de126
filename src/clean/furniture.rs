//! Which lines are the page's furniture, and where the article is over.

use super::keys::{self, bare, key};
use super::line::Line;
use crate::model::BlockKind;
use regex::Regex;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// What a line is to the article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// May belong to it.
    Text,
    /// Never does.
    Furniture,
    /// Opens a box of links; the article may go on behind it.
    SoftEnd,
    /// What follows is no longer the article.
    End,
}

struct Phrases {
    /// Whole lines, bare.
    whole: FxHashMap<String, Role>,
    /// Bytes of the longest of them.
    longest: usize,
    /// Beginnings of short lines, by their first word: key and role.
    starts: FxHashMap<String, Vec<(String, Role)>>,
    /// Held by short lines, bare.
    has: Vec<String>,
}

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    let mut phrases =
        Phrases { whole: FxHashMap::default(), longest: 0, starts: FxHashMap::default(), has: Vec::new() };
    for row in keys::rows(include_str!("furniture.tsv")) {
        let [how, phrase] = row[..] else { continue };
        let phrase = key(phrase);
        let role = match how {
            "end" => Role::End,
            "soft" => Role::SoftEnd,
            _ => Role::Furniture,
        };
        if how == "has" {
            phrases.has.push(bare(&phrase));
            continue;
        }
        if how != "starts" {
            let whole = bare(&phrase);
            phrases.longest = phrases.longest.max(whole.len());
            phrases.whole.insert(whole, role);
        }
        if how != "is" {
            let first = keys::words(&phrase).next().unwrap_or(&phrase).to_string();
            phrases.starts.entry(first).or_default().push((phrase, role));
        }
    }
    phrases
});

/// Lines known by their shape: counters, players, placeholders, image ids, addresses, bare links.
static SHAPES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"^(?:[-+\d\s.,:/|()%*•·»>=\[\]_]+",
        r"|\d+ (?:luot (?:xem|doc|thich)|views?)(?: .{0,20})?",
        r"|0:00.{0,40}",
        r"|[a-z_-]{0,12}\d{6,}[\w.-]*",
        r"|\S+\.(?:jpe?g|png|gif|webp|bmp|mp3|mp4|pdf|docx?)",
        r"|https?://\S+|www\.\S+|\S+@\S+\.\w+",
        r"|.{0,40}\{(?:name|time|body|title|content|date)\}.{0,40}",
        r"|null(?: .*)?",
        r"|\[[^\]]{1,20}\])$"
    ))
    .expect("shapes of furniture")
});

/// The head of the readers' comments: `3 bình luận`, `Bình luận về bài viết (2)`.
static COMMENTS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"^(?:\d+ (?:binh luan|y kien|phan hoi|comments?|thao luan|tra loi)(?: .{0,40})?",
        r"|(?:binh luan|y kien|phan hoi|comments?|thao luan) ?(?:ve bai viet|ban doc|cua ban doc|doc gia)? ?\(?\d+\)?)$"
    ))
    .expect("heads of comments")
});

/// A headline of another article: a bullet in front, or its date in brackets behind.
static OTHER_HEADLINE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"^(?:>>|»|›)\s*\S|.{12}\s(?:[(\[]\d{1,2}[-/.]\d{1,2}(?:[-/.]\d{4})?(?:\s*-?\s*\d{1,2}:\d{2})?[)\]]|-\s*\d{1,2}[-/.]\d{1,2}[-/.]\d{4})$",
    )
    .expect("headlines of other articles")
});

/// The role of a line by its words alone.
pub fn role(line: &Line) -> Role {
    if line.key.is_empty() || line.words == 0 {
        return Role::Furniture;
    }
    if line.kind == Some(BlockKind::Row) {
        return Role::Text;
    }
    // Each word has a letter, and a blank stands between two: of most paragraphs no bare key need be made.
    if line.words * 2 <= PHRASES.longest + 1
        && let Some(role) = PHRASES.whole.get(line.bare())
    {
        return *role;
    }
    if line.is_running() && line.words > 24 {
        return footer(line);
    }
    if line.words <= 12 && COMMENTS.is_match(&line.key) {
        return Role::End;
    }
    if SHAPES.is_match(&line.key) || is_menu(&line.text) || is_toolbar(line) {
        return Role::Furniture;
    }
    let bare = line.bare();
    let role = begins(line, bare);
    if role == Role::Text && line.words <= 14 && PHRASES.has.iter().any(|p| keys_hold(bare, p)) {
        return Role::Furniture;
    }
    role
}

/// Whether the line is the headline of another article, told by its shape.
pub fn is_other_headline(line: &Line) -> bool {
    line.kind != Some(BlockKind::Row) && line.words <= 40 && OTHER_HEADLINE.is_match(&line.key)
}

/// A long line that still is the foot of a page.
fn footer(line: &Line) -> Role {
    let foot = ["chiu trach nhiem", "ban quyen", "giay phep", "co quan chu quan", "©"];
    let hit = foot.iter().any(|f| line.key.starts_with(f))
        || (line.words < 60 && line.key.contains("giay phep so") && line.key.contains("bien tap"));
    if hit { Role::End } else { Role::Text }
}

fn begins(line: &Line, bare: &str) -> Role {
    let Some(first) = bare.split(' ').next() else { return Role::Text };
    let sign = line.key.chars().next().filter(|c| !c.is_alphanumeric()).map(String::from);
    let of = |first: &str| PHRASES.starts.get(first).map_or(&[][..], Vec::as_slice);
    let start = line.key.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '©');
    let found = of(first)
        .iter()
        .chain(sign.as_deref().map_or(&[][..], of))
        .filter(|(phrase, role)| {
            let Some(rest) = start.strip_prefix(phrase.as_str()) else { return false };
            if rest.starts_with(char::is_alphanumeric) && phrase.ends_with(char::is_alphanumeric) {
                return false;
            }
            match role {
                Role::Furniture => line.words <= 18,
                // `Bình luận (3)`, `Tags: a, b`, but not `Bình luận viên nói về …`
                _ => {
                    let rest = rest.trim_start();
                    rest.is_empty()
                        || phrase.ends_with(':')
                        || rest.starts_with([':', '(', '|', '*', '[', '-', '.', '>', '0'])
                        || (phrase.split(' ').count() >= 3 && line.words <= 20)
                }
            }
        })
        .max_by_key(|(phrase, _)| phrase.len());
    found.map_or(Role::Text, |(_, role)| *role)
}

/// Whole words of `phrase` in `bare`.
fn keys_hold(bare: &str, phrase: &str) -> bool {
    bare.match_indices(phrase).any(|(at, _)| {
        (at == 0 || bare.as_bytes()[at - 1] == b' ')
            && bare.as_bytes().get(at + phrase.len()).is_none_or(|b| *b == b' ')
    })
}

/// Buttons in a row: every part between bars is furniture by itself.
fn is_toolbar(line: &Line) -> bool {
    let mut parts = line.key.split(['|', '[', ']', '•', '·', '/']).map(bare).filter(|p| !p.is_empty());
    line.words <= 30
        && line.key.contains(['|', '[', '•', '·'])
        && parts.all(|p| PHRASES.whole.get(&p) == Some(&Role::Furniture))
}

/// A row of a menu: three or more short parts between bars, arrows or wide gaps.
fn is_menu(text: &str) -> bool {
    let parts = |sep: &[char]| text.split(sep).filter(|p| !p.trim().is_empty()).count();
    let short = |n: usize| text.chars().count() <= n * 32;
    let bars = parts(&['|', '›', '»']);
    if bars >= 3 && short(bars) {
        return true;
    }
    let gaps = text.split("  ").filter(|p| !p.trim().is_empty()).count();
    gaps >= 3 && short(gaps) && !text.ends_with('.') && !text.contains(". ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Role) {
        assert_eq!(role(&Line::new(text)), expected, "{text}");
    }

    #[test]
    fn furniture_is_told_from_text() {
        for text in [
            "A- A A+ | Tăng tương phản Giảm tương phản",
            "1134 lượt xem",
            "Lượt xem: 312",
            "1,204",
            "0:00 / 0:00 Nam miền Bắc 1x",
            "{name} - {time}",
            "z4897855189159_b3cf0123abcd",
            "In bài này | Gửi cho bạn bè | Phản hồi",
            "Gửi bài này | In ra",
            "[Quay lại] [In] [Gửi mail]",
            "Thời sự  Chính trị  Kinh tế  Văn hóa - Xã hội  Bạn đọc",
            "null Lấp Vò tổng kết phong trào thi đua",
        ] {
            check(text, Role::Furniture);
        }
        for text in [
            "Các tin khác:",
            "Từ khóa: Cụm thi đua",
            "Bình luận (0)",
            "3 bình luận",
            "12 ý kiến về bài viết “Hội nghị”",
            "Tổng Biên tập: Lê Văn Hên",
            "Ý kiến của bạn sẽ được biên tập trước khi đăng. Vui lòng gõ tiếng Việt có dấu",
        ] {
            check(text, Role::End);
        }
        check("Tin liên quan:", Role::SoftEnd);
        for text in [
            "Quang cảnh hội nghị",
            "Bình luận viên Quang Huy nhận giải",
            "- 108 CSTĐCS;",
            "Tập thể LĐXS: 14;",
            "Tin buồn",
            "Thăm dò dầu khí tại mỏ Rồng được khen thưởng",
            "Liên quan đến vụ việc, UBND huyện đã họp.",
        ] {
            check(text, Role::Text);
        }
    }

    #[test]
    fn headlines_of_others_carry_a_bullet_or_a_date() {
        for (text, expected) in [
            (">> Bắt đối tượng truy nã sau 20 năm lẩn trốn", true),
            ("Xã Ngọc Hòa ra mắt mô hình camera an ninh (11/02/2020)", true),
            ("Sáng 18-2, huyện tổ chức hội nghị.", false),
        ] {
            assert_eq!(is_other_headline(&Line::new(text)), expected, "{text}");
        }
    }
}
