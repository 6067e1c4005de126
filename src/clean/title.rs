//! Which of the lines above the running text is the title.

use super::furniture::Role;
use super::keys;
use super::line::Line;
use super::published::{self, Label};
use rustc_hash::{FxHashMap, FxHashSet};

/// What the page's metadata says of its title.
#[derive(Debug, Default)]
pub struct Said {
    /// Titles of OpenGraph, JSON-LD and the like, as they are.
    pub titles: Vec<String>,
    /// `<title>`, perhaps with the site behind it.
    pub page: Option<String>,
    /// Name of the site.
    pub site: Option<String>,
}

/// The words that open the name of a site or of its owner.
const OWNERS: &[&str] = &[
    "bao",
    "cong",
    "trang",
    "uy ban",
    "ubnd",
    "so",
    "bo",
    "hoi",
    "ban",
    "dang bo",
    "truong",
    "dai",
    "huyen",
    "tinh",
    "thanh pho",
    "mat tran",
    "lien doan",
    "cuc",
    "tong cuc",
    "hdnd",
    "chi cuc",
    "co quan",
    "tap chi",
    "website",
    "portal",
    "xa",
    "phuong",
    "thi xa",
    "quan",
    "tinh doan",
    "cong an",
];

/// Index of the title among `lines[..until]`, the lines above the running text, if one is good enough.
pub fn find(lines: &[Line], until: usize, said: &Said) -> Option<usize> {
    if until == 0 {
        return None;
    }
    let first_words: FxHashSet<&str> =
        lines[until..].iter().filter(|l| l.is_running()).take(3).flat_map(|l| keys::words(&l.key)).collect();
    let said = Keys::of(said);
    let mut often: FxHashMap<&str, usize> = FxHashMap::default();
    for line in lines.iter().filter(|l| l.words <= 60) {
        *often.entry(line.key.as_str()).or_default() += 1;
    }
    (0..until)
        .filter_map(|i| score(lines, i, until, &first_words, &said, &often).map(|s| (i, s)))
        .filter(|(_, s)| *s >= 2.0)
        .fold(None, |best: Option<(usize, f32)>, (i, s)| match best {
            Some((_, top)) if top >= s => best,
            _ => Some((i, s)),
        })
        .map(|(i, _)| i)
}

struct Keys {
    titles: Vec<String>,
    page: String,
    site: String,
}

impl Keys {
    fn of(said: &Said) -> Self {
        let bare = |s: &str| keys::bare(&keys::key(s));
        Self {
            titles: said.titles.iter().map(|t| bare(t)).filter(|t| !t.is_empty()).collect(),
            page: said.page.as_deref().map(bare).unwrap_or_default(),
            site: said.site.as_deref().map(bare).unwrap_or_default(),
        }
    }
}

fn score(
    lines: &[Line],
    i: usize,
    until: usize,
    first: &FxHashSet<&str>,
    said: &Keys,
    often: &FxHashMap<&str, usize>,
) -> Option<f32> {
    let line = &lines[i];
    if line.words == 0 || line.words > 90 || line.stamp().is_some() {
        return None;
    }
    let text = published::cut_off(&line.text, line.order).map_or(line.text.as_str(), |(title, _)| title);
    let cut = (text.len() < line.text.len()).then(|| Line::new(text));
    let named = cut.as_ref().unwrap_or(line);
    let (key, bare, words) = (named.key.as_str(), named.bare(), named.words);
    if words == 0 || words > 60 {
        return None;
    }
    let told = said.titles.iter().any(|t| t == bare) || (!said.page.is_empty() && heads(&said.page, bare));
    if (line.furniture || line.role() != Role::Text) && !told {
        return None;
    }
    if bare == said.site {
        return None;
    }
    let mut score = 0.01 * i as f32;
    // a trail of links may end with the title
    score -= f32::from(u8::from(line.furniture)) * 2.0;
    if said.titles.iter().any(|t| t == bare) {
        score += 4.0;
    }
    if heads(&said.page, bare) {
        score += if words >= 4 { 4.0 } else { 1.0 };
    }
    score += match line.heading {
        1 => 3.0,
        2 | 3 => 1.0,
        _ => 0.0,
    };
    score += f32::from(u8::from(line.titled)) * 2.0;
    score -= f32::from(u8::from(line.lead)) * 3.0;
    if followed_by_date(lines, i, until) || text.len() < line.text.len() {
        score += 3.0;
    }
    score += match words {
        0..=2 => -2.0,
        3 => -0.5,
        4 | 5 => 0.5,
        6..=40 => 2.0,
        _ => -1.0,
    };
    let met = keys::words(bare).filter(|w| first.contains(w)).count();
    score += 2.0 * met as f32 / words as f32;
    if is_owner(text, bare, words) {
        score -= 5.0;
    }
    if line.is_running() && !told {
        score -= 3.0;
    }
    if line.text.starts_with(['*', '+', '-', '•', '–', '►', '»', '>']) {
        score -= 3.0;
    }
    if line.opens_small() || key.contains("anh:") || key.starts_with('(') {
        score -= 2.0;
    }
    if often.get(line.key.as_str()).is_some_and(|n| *n > 1) {
        score += 1.0;
    }
    Some(score)
}

/// Whether a line says a title given beside the text: half of its words are those of the title, or all where it is a
/// sentence, which more often tells the news itself.
pub fn is_like(line: &Line, title: &str) -> bool {
    let title = keys::key(title);
    let given: FxHashSet<&str> = keys::words(&title).collect();
    let words: FxHashSet<&str> = keys::words(&line.key).collect();
    let common = words.intersection(&given).count();
    common * if line.is_closed() { 1 } else { 2 } >= words.len().max(1)
}

/// Whether the metadata tell that the line is the title.
pub fn is_told(line: &Line, said: &Said) -> bool {
    let said = Keys::of(said);
    let bare = line.bare();
    line.words >= 4 && (said.titles.iter().any(|t| t == bare) || heads(&said.page, bare))
}

/// Whether the page's `<title>` begins with the line.
fn heads(page: &str, bare: &str) -> bool {
    !bare.is_empty() && page.strip_prefix(bare).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

/// A publication line stands no further below its title.
const NEAR: usize = 12;

/// Whether a publication line comes next, the title itself and furniture aside.
fn followed_by_date(lines: &[Line], i: usize, until: usize) -> bool {
    lines[i + 1..]
        .iter()
        .take((until + 3).saturating_sub(i + 1).min(NEAR))
        .filter(|l| l.key != lines[i].key)
        .take(3)
        .take_while(|l| l.stamp().is_some() || l.role() != Role::Text || l.words <= 5)
        .any(|l| l.stamp().is_some_and(|s| s.label != Label::Clock))
}

/// Whether the line names a site or its owner.
fn is_owner(text: &str, bare: &str, words: usize) -> bool {
    let opens = OWNERS.iter().any(|o| bare.strip_prefix(o).is_some_and(|r| r.starts_with(' ')));
    let capitals = text.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    opens
        && !text.contains([':', '“', '"', ','])
        && !text.contains(|c: char| c.is_ascii_digit())
        && (words <= 6 || (capitals && words <= 12))
}

/// `<title>` without the site behind it: `Tin buồn - Báo Hậu Giang điện tử`.
pub fn without_site<'a>(page: &'a str, site: Option<&str>) -> &'a str {
    let page = page.trim();
    let site = site.map(|s| keys::bare(&keys::key(s)));
    let mut best = page;
    for sep in [" | ", " - ", " – ", " — ", " :: ", " » ", " • ", " · "] {
        let Some(at) = page.rfind(sep) else { continue };
        let tail = keys::bare(&keys::key(&page[at + sep.len()..]));
        let words = keys::words(&tail).count();
        let owner = OWNERS.iter().any(|o| tail.strip_prefix(o).is_some_and(|r| r.starts_with(' ')))
            || ["online", "dien tu", "vn", "com", "news", "portal"].iter().any(|e| tail.ends_with(e));
        let is_site = site.as_deref() == Some(tail.as_str());
        if (is_site || sep == " | " || (owner && words <= 14)) && at < best.len() && at > 0 {
            best = page[..at].trim_end();
        }
    }
    best
}

/// Titles that say nothing of the article.
pub fn is_generic(title: &str) -> bool {
    let bare = keys::bare(&keys::key(title));
    let words = keys::words(&bare).count();
    let generic = [
        "trang chu",
        "home",
        "chi tiet",
        "chi tiet tin",
        "noi dung tin",
        "noi dung ban tin",
        "tin tuc",
        "trang chu noi dung ban tin",
        "untitled",
        "chi tiet bai viet",
        "default",
        "tin tuc su kien",
        "chi tiet tin tuc",
        "xem tin",
        "tin hoat dong",
        "document",
        "bai viet",
    ];
    bare.is_empty()
        || generic.contains(&bare.as_str())
        || bare.starts_with("trang chu ")
        || is_owner(title, &bare, words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_site_is_taken_off() {
        for (page, site, expected) in [
            ("Tin buồn - Báo Hậu Giang điện tử", None, "Tin buồn"),
            ("Hội thi năm 2018 - Trang Văn hóa Bạc Liêu", None, "Hội thi năm 2018"),
            ("Giải nhất | Lao Động Online", None, "Giải nhất"),
            ("Kỷ niệm 20/11 (1982-2023) – Trường THPT A", None, "Kỷ niệm 20/11 (1982-2023)"),
            ("Phong trào - Không để ai bị bỏ lại", None, "Phong trào - Không để ai bị bỏ lại"),
            ("Trao giải - Ấp Bắc", Some("Ấp Bắc"), "Trao giải"),
        ] {
            assert_eq!(without_site(page, site), expected);
        }
    }

    #[test]
    fn portals_are_no_titles() {
        for (title, expected) in [
            ("SỞ Y TẾ TỈNH KON TUM", true),
            ("Trang chủ - Nội dung bản tin", true),
            ("Tin buồn", false),
            ("Sở Y tế trao 5 danh hiệu Thầy thuốc Ưu tú", false),
        ] {
            assert_eq!(is_generic(title), expected, "{title}");
        }
    }
}
