//! One article's statements brought together: each award once.
//!
//! A title, a lead and a caption say again what the text says; a total stands beside its parts; a
//! prize is first counted, then given by name.

use super::authority::CHIEFS;
use super::draft::{Draft, Folded};
use super::name::is_state_honour;
use crate::extract::token::Doc;
use crate::extract::units::key;
use crate::model::refused::Reason;
use std::borrow::Cow;
use std::sync::LazyLock;

/// As many statements are compared with each other: no report makes more, and each costs as much as
/// there are.
const MOST: usize = 300;

/// Tokens in which a sentence sets its time.
const OPENING: usize = 8;

/// Drops what is said twice, totals beside their parts, and parts that do not make up a total.
pub fn once<'t>(doc: &Doc<'t>, drafts: Vec<Draft<'t>>) -> Vec<Draft<'t>> {
    let (mentions, drafts) = parted(drafts, |d| d.is_mention());
    let (mut drafts, mut kept) = (drafts.into_iter(), Vec::new());
    while drafts.len() > 0 {
        kept.extend(once_among(doc, drafts.by_ref().take(MOST).collect()));
    }
    mentions.iter().for_each(|mention| confer(&mut kept, mention));
    kept.sort_by_key(|d| d.tokens.start);
    kept
}

/// Those of which `apart` holds, and the others.
fn parted<'t>(drafts: Vec<Draft<'t>>, apart: impl Fn(&Draft) -> bool) -> (Vec<Draft<'t>>, Vec<Draft<'t>>) {
    if drafts.iter().any(&apart) { drafts.into_iter().partition(apart) } else { (Vec::new(), drafts) }
}

fn once_among<'t>(doc: &Doc<'t>, drafts: Vec<Draft<'t>>) -> Vec<Draft<'t>> {
    let (weak, mut kept) = parted(drafts, |d| d.weak);
    kept = totals(doc, bracketed(doc, kept));
    // What is said again goes first, so that it adds to no sum.
    kept = recapped(doc, totals(doc, repeated(doc, unclassed(doc, kept))));
    for draft in totals(doc, bracketed(doc, weak)) {
        // What stands beside it in its own headline is no other saying of it.
        let said = kept.iter().filter(|k| k.sentence != draft.sentence).any(|k| {
            let other = authorities_differ(k, &draft);
            // A caption may show the one class that the text does not count.
            let other = other || matches!((&k.class, &draft.class), (Some(a), Some(b)) if a != b);
            k.slug == draft.slug && k.proposed == draft.proposed && !other
                || draft.slug == "khen-thuong"
                || (draft.slug == "dien-hinh-tien-tien" && k.slug != "giai")
        });
        if !draft.refused_if(doc, said, Reason::Copy, "award-weak-copy")
            && !draft.refused_if(doc, adds_up(&kept, &draft), Reason::Total, "award-recap")
        {
            say(doc, &mut kept, draft);
        }
    }
    kept
}

/// `đón nhận Huân chương … Trao Huân chương của Chủ tịch nước cho nhà trường`: who confers an award of which
/// the text says so nowhere else. Of other awards a mention tells who hands over as often as who confers.
fn confer<'t>(kept: &mut [Draft<'t>], mention: &Draft<'t>) {
    let same =
        |d: &Draft| d.slug == mention.slug && d.class == mention.class && d.proposed == mention.proposed;
    if !is_state_honour(mention.slug) || kept.iter().any(|d| same(d) && d.authority.is_some()) {
        return;
    }
    for draft in kept.iter_mut().filter(|d| same(d)) {
        draft.authority = mention.authority;
        draft.level = draft.level.or(mention.level);
    }
}

/// `Cờ thi đua cho 3 đơn vị (Cờ toàn diện cho X, Cờ chuyên đề cho 2 đơn vị)`: parts of one kind in
/// brackets only explain the total.
fn bracketed<'t>(doc: &Doc<'t>, mut drafts: Vec<Draft<'t>>) -> Vec<Draft<'t>> {
    let mut dropped = vec![false; drafts.len()];
    for t in 0..drafts.len() {
        let Some(count) = drafts[t].count.filter(|c| *c > 1) else { continue };
        let mut end = t + 1;
        let mut sum = 0;
        while end < drafts.len()
            && drafts[end].part
            && drafts[end].slug == drafts[t].slug
            && drafts[end].class == drafts[t].class
            && drafts[end].kind == drafts[t].kind
            && !drafts[t].part
        {
            sum += drafts[end].count.unwrap_or(0);
            end += 1;
        }
        if end > t + 1 && sum <= count {
            for p in t + 1..end {
                dropped[p] = drafts[p].refused_if(doc, true, Reason::Part, "award-bracket");
                let names = drafts[p].names.clone();
                drafts[t].names.extend(names);
                drafts[t].folded = Folded::default();
            }
        }
    }
    keep(drafts, &dropped)
}

/// A lead that leaves the class out (`đón nhận Huân chương Chiến công`) says again what follows.
fn unclassed<'t>(doc: &Doc<'t>, drafts: Vec<Draft<'t>>) -> Vec<Draft<'t>> {
    let dropped: Vec<bool> = drafts
        .iter()
        .map(|d| {
            let orders = d.slug.starts_with("huan-chuong") || d.slug == "huy-hieu-dang";
            let said = orders
                && d.class.is_none()
                && !d.part_of_count
                && drafts.iter().any(|o| o.slug == d.slug && o.class.is_some() && may_be(d, o));
            d.refused_if(doc, said, Reason::Copy, "award-class-copy")
        })
        .collect();
    keep(drafts, &dropped)
}

/// Whether those named first can be those named later: none, or one of them.
fn may_be(first: &Draft, later: &Draft) -> bool {
    let (names, later) = (names_of(first), names_of(later));
    names.is_empty() || later.is_empty() || names.iter().any(|n| later.contains(n))
}

/// Two drafts of one award, class, status and, where both say it, level.
fn same_award(a: &Draft, b: &Draft) -> bool {
    a.slug == b.slug
        && a.class == b.class
        && a.proposed == b.proposed
        && (a.level == b.level || a.level.is_none() || b.level.is_none())
}

fn compatible(a: Option<&str>, b: Option<&str>) -> bool {
    a == b || a.is_none() || b.is_none()
}

/// A total of several kinds or classes stands beside its parts: the parts hold if they add up to
/// it, else the total.
fn totals<'t>(doc: &Doc<'t>, mut drafts: Vec<Draft<'t>>) -> Vec<Draft<'t>> {
    let mut dropped = vec![false; drafts.len()];
    for t in 0..drafts.len() {
        let total = &drafts[t];
        let Some(count) = total.count.filter(|c| *c > 1) else { continue };
        let parts = parts_of(&drafts, t);
        let sum: u64 = parts.iter().filter_map(|&p| drafts[p].count).sum();
        if parts.is_empty() {
            continue;
        }
        if sum == count {
            dropped[t] = total.refused_if(doc, true, Reason::Total, "award-total");
            // What the total says of its recipients holds for its parts.
            let (kind, authority, level) = (total.kind, total.authority, total.level);
            for &p in &parts {
                let part = &mut drafts[p];
                part.kind = part.kind.or(kind);
                part.level = part.level.or(level);
                if part.authority.is_none() {
                    (part.authority, part.folded) = (authority, Folded::default());
                }
            }
        } else if sum < count && parts.iter().all(|&p| drafts[p].part) {
            parts
                .iter()
                .for_each(|&p| dropped[p] = drafts[p].refused_if(doc, true, Reason::Part, "award-total"));
        }
    }
    keep(drafts, &dropped)
}

/// `… cho 4 tập thể, 6 cá nhân. Cả 10 tập thể, cá nhân nhận Bằng khen của Bộ X`: a total behind its parts.
fn recapped<'t>(doc: &Doc<'t>, drafts: Vec<Draft<'t>>) -> Vec<Draft<'t>> {
    let again = |k: usize| {
        adds_up(&drafts[..k], &drafts[k]) && drafts[k].refused_if(doc, true, Reason::Total, "award-recap")
    };
    let dropped: Vec<bool> = (0..drafts.len()).map(again).collect();
    keep(drafts, &dropped)
}

/// Whether `total`, of no kind, is what the last ones of `before` add up to: one award of one body, of several kinds.
fn adds_up(before: &[Draft], total: &Draft) -> bool {
    if total.kind.is_some() || total.count.is_none() || !total.names.is_empty() || total.authority.is_none() {
        return false;
    }
    let part =
        |d: &&Draft| d.kind.is_some() && same_award(d, total) && d.authority.is_some() && one_body(d, total);
    let parts = || before.iter().filter(part);
    parts().count() > 1 && parts().filter_map(|d| d.count).sum::<u64>() == total.count.unwrap_or(0)
}

/// The drafts that follow a total and break it down: by class where it has none, by kind where it
/// has none.
fn parts_of(drafts: &[Draft], t: usize) -> Vec<usize> {
    let total = &drafts[t];
    let by_class = total.class.is_none();
    let part = |d: &Draft| {
        if d.proposed != total.proposed || d.slug != total.slug {
            return false;
        }
        let finer_class = by_class && d.class.is_some() && compatible(total.kind, d.kind);
        // `…, 40 đảng viên 45 năm, 40 năm và 30 năm tuổi Đảng`: the last part covers several classes.
        let several = by_class && d.part && !total.part && d.slug == "huy-hieu-dang" && d.count < total.count;
        let finer_kind = total.class == d.class && total.kind.is_none() && d.kind.is_some();
        finer_class || finer_kind || several
    };
    let mut parts = Vec::new();
    let mut sum = 0;
    for (p, draft) in drafts.iter().enumerate().skip(t + 1) {
        if !part(draft) {
            if parts.is_empty() && p > t + 6 {
                break;
            }
            continue;
        }
        sum += draft.count.unwrap_or(0);
        parts.push(p);
        if sum == total.count.unwrap_or(0) {
            break;
        }
    }
    parts
}

/// What is said again: the same count for compatible recipients, or the same names.
fn repeated<'t>(doc: &Doc<'t>, drafts: Vec<Draft<'t>>) -> Vec<Draft<'t>> {
    let mut kept: Vec<Draft> = Vec::with_capacity(drafts.len());
    drafts.into_iter().for_each(|draft| say(doc, &mut kept, draft));
    kept
}

/// Adds `draft` to those said before, or to the one that it says again.
fn say<'t>(doc: &Doc<'t>, kept: &mut Vec<Draft<'t>>, draft: Draft<'t>) {
    let Some(at) = kept.iter().position(|k| says_again(doc, k, &draft)) else {
        kept.push(draft);
        return;
    };
    draft.refused_if(doc, true, Reason::Copy, "award-copy");
    let (kind, sentence) = (draft.kind, kept[at].sentence);
    let told = kept[at].slug == "giai" && kept[at].kind.is_none();
    absorb(&mut kept[at], draft);
    // `1 giải nhất, 2 giải nhì, 3 giải ba. Giải nhất thuộc về em A`: the kind that names tell of one prize
    // holds for the prizes counted with it.
    if told {
        kept.iter_mut()
            .filter(|d| d.slug == "giai" && d.kind.is_none() && d.sentence == sentence)
            .for_each(|d| d.kind = kind);
    }
}

/// The names of a draft in the form in which two of one recipient are equal: `đội xã Hàm Chính`, `đội Hàm
/// Chính`, `xã Hàm Chính`.
fn names_of<'d>(draft: &'d Draft) -> &'d [String] {
    let own = |name: &Cow<str>| {
        let name = key(name);
        let mut rest = name.as_str();
        for word in
            ["đội", "đơn vị", "tập thể", "xã", "phường", "thị trấn", "huyện", "thị xã", "thành phố", "tỉnh"]
        {
            rest = rest.strip_prefix(word).map_or(rest, str::trim_start);
        }
        rest.to_string()
    };
    draft.folded.names.get_or_init(|| draft.names.iter().map(own).collect())
}

/// `Khối THCS: 1 giải nhất`, `II. Khối THPT: 1 giải nhất`: whether two counts of a prize stand under two labels.
fn sections_differ(doc: &Doc, a: &Draft, b: &Draft) -> bool {
    let prize = matches!(a.slug, "giai" | "huy-chuong-the-thao") && a.part_of_count && b.part_of_count;
    let label = |d: &Draft| section(doc, d.tokens.start);
    prize && matches!((label(a), label(b)), (Some(a), Some(b)) if a != b)
}

/// Tokens in the longest label of a section.
const LONGEST_LABEL: usize = 12;

/// The label under which token `at` stands: what a colon parts from it, at the beginning of its sentence or
/// behind a semicolon. Not the name of a prize, nor what only announces (`Kết quả: …`).
fn section<'t>(doc: &Doc<'t>, at: usize) -> Option<&'t str> {
    let from = doc.sentence_of(at).start;
    let start = (from..at).rfind(|&k| doc.low(k) == ";").map_or(from, |k| k + 1);
    let colon = (start..at.min(start + LONGEST_LABEL)).find(|&k| doc.low(k) == ":")?;
    let announces = |k: usize| {
        matches!(doc.low(k), "giải" | "kết" | "cụ" | "trong" | "gồm" | "sau" | "đó" | "trao" | "chương")
    };
    (colon > start && !(start..colon).any(announces)).then(|| doc.exported(start..colon))
}

fn says_again(doc: &Doc, kept: &Draft, draft: &Draft) -> bool {
    if !same_award(kept, draft) || !compatible(kept.kind, draft.kind) {
        return false;
    }
    let named = |d: &Draft| !d.names.is_empty();
    if named(kept) && named(draft) {
        let has = |name: &String| names_of(kept).contains(name);
        let names = names_of(draft);
        return names.iter().all(has) || kept.count == draft.count && names.iter().any(has);
    }
    // Of many counted before, some are named when it is handed over.
    let some_named = !draft.part_of_count
        && !draft.apart
        && named(draft)
        && kept.part_of_count
        && draft.count < kept.count
        && (draft.handed_over || draft.rule == "award-recipients-before")
        && draft.authority.is_none()
        && !is_of_period(doc, kept);
    // A sentence does not repeat itself: `Hóa học 1 giải nhất …; Vật lý 1 giải nhất` are two.
    let beside = kept.sentence == draft.sentence
        && kept.part_of_count
        && draft.part_of_count
        && kept.rule == "award-count";
    let beside = beside || sections_differ(doc, kept, draft);
    // `Do ở xa, 1 cá nhân đạt giải nhì không dự`: one of the prizes counted before.
    let one_of = draft.slug == "giai"
        && draft.class.is_some()
        && kept.rule == "award-count"
        && draft.rule == "award-recipients-before"
        && draft.authority.is_none()
        && !draft.apart
        && draft.count < kept.count
        && draft.sentence != kept.sentence;
    (kept.count == draft.count && !beside || some_named || one_of) && !authorities_differ(kept, draft)
}

/// `Trong 5 năm, … phong tặng … cho 3 tập thể`: whether a draft is the total of a period, with which what is handed over
/// today is not counted: its sentence begins so.
fn is_of_period(doc: &Doc, draft: &Draft) -> bool {
    let sentence = doc.sentence_of(draft.tokens.start);
    let years = |k: usize| {
        doc.low(k) == "năm"
            && k > sentence.start
            && doc.tokens[k - 1].is_number()
            && doc.tokens[k - 1].text.len() < 3
            && doc.low(k + 1) != "tuổi"
    };
    let period = |k: usize| doc.has(k, &["giai", "đoạn"]) || doc.has(k, &["nhiệm", "kỳ"]) || years(k);
    (sentence.start..draft.tokens.start.min(sentence.start + OPENING)).any(period)
}

/// Whether two drafts name bodies that cannot be one.
fn authorities_differ(a: &Draft, b: &Draft) -> bool {
    a.authority.is_some() && b.authority.is_some() && !one_body(a, b)
}

/// Whether the authorities of two drafts can be one body, named from its head on, more or less fully (`Hội Nông
/// dân tỉnh`, `Chủ tịch Hội Nông dân tỉnh Lào Cai`). `Đảng ủy Công an tỉnh` and `Công an tỉnh` are two.
fn one_body(a: &Draft, b: &Draft) -> bool {
    fn folded<'d>(draft: &'d Draft) -> &'d str {
        draft.folded.authority.get_or_init(|| draft.authority.map(key).unwrap_or_default())
    }
    let begins =
        |a: &str, b: &str| a.strip_prefix(b).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
    let same = |a: &str, b: &str| begins(a, b) || begins(b, a);
    let (x, y) = (folded(a), folded(b));
    a.authority == b.authority || same(x, y) || same(body_of(x), body_of(y))
}

/// What stands for a body in its key: its committees, the people's committee of a locality.
const IN_ITS_NAME: &[&str] = &[
    "ban thường vụ",
    "thường trực",
    "ban chấp hành",
    "ban bí thư",
    "đoàn chủ tịch",
    "ban giám đốc",
    "ban giám hiệu",
    "trung ương",
    "ủy ban nhân dân",
    "thủ tướng",
];

/// The key of a body without its chief and what else stands for it.
fn body_of(key: &str) -> &str {
    static STANDING: LazyLock<Vec<String>> = LazyLock::new(|| {
        let chiefs = CHIEFS.rows().iter().map(|row| row.key);
        IN_ITS_NAME.iter().copied().chain(chiefs).map(self::key).collect()
    });
    let mut rest = key;
    while let Some(body) = STANDING.iter().find_map(|word| rest.strip_prefix(&**word)?.strip_prefix(' ')) {
        rest = body;
    }
    rest
}

fn absorb<'t>(kept: &mut Draft<'t>, draft: Draft<'t>) {
    if kept.names.is_empty() && kept.count == draft.count {
        (kept.names, kept.folded) = (draft.names, Folded::default());
    }
    kept.kind = kept.kind.or(draft.kind);
    if kept.authority.is_none() {
        (kept.authority, kept.folded) = (draft.authority, Folded::default());
        kept.level = kept.level.or(draft.level);
    }
    if kept.years.is_empty() {
        kept.years = draft.years;
    }
}

fn keep<'t>(drafts: Vec<Draft<'t>>, dropped: &[bool]) -> Vec<Draft<'t>> {
    if !dropped.contains(&true) {
        return drafts;
    }
    drafts.into_iter().zip(dropped).filter(|(_, dropped)| !**dropped).map(|(d, _)| d).collect()
}
