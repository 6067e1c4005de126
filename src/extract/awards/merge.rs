//! One article's statements brought together: each award once.
//!
//! A title, a lead and a caption say again what the text says; a total stands beside its parts; a
//! prize is first counted, then given by name.

use super::draft::Draft;
use super::name::is_state_honour;
use crate::extract::token::Doc;
use crate::extract::units::key;
use crate::model::refused::Reason;
use std::borrow::Cow;

/// As many statements are compared with each other: no report makes more, and each costs as much as
/// there are.
const MOST: usize = 300;

/// Drops what is said twice, totals beside their parts, and parts that do not make up a total.
pub fn once<'t>(doc: &Doc<'t>, drafts: Vec<Draft<'t>>) -> Vec<Draft<'t>> {
    let (mentions, drafts) = parted(drafts, |d| d.is_mention());
    let mut kept = if drafts.len() <= MOST {
        once_among(doc, drafts)
    } else {
        let mut drafts = drafts.into_iter();
        let mut kept = Vec::new();
        while drafts.len() > 0 {
            kept.extend(once_among(doc, drafts.by_ref().take(MOST).collect()));
        }
        kept
    };
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
    kept = totals(doc, repeated(doc, unclassed(doc, kept)));
    for draft in totals(doc, bracketed(doc, weak)) {
        // What stands beside it in its own headline is no other saying of it.
        let said = kept.iter().filter(|k| k.sentence != draft.sentence).any(|k| {
            let other = matches!((&k.authority, &draft.authority), (Some(a), Some(b)) if !one_body(a, b));
            // A caption may show the one class that the text does not count.
            let other = other || matches!((&k.class, &draft.class), (Some(a), Some(b)) if a != b);
            k.slug == draft.slug && k.proposed == draft.proposed && !other
                || draft.slug == "khen-thuong"
                || (draft.slug == "dien-hinh-tien-tien" && k.slug != "giai")
        });
        if !draft.refused_if(doc, said, Reason::Copy, "award-weak-copy") {
            kept = repeated(doc, kept.into_iter().chain([draft]).collect());
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
                && drafts.iter().any(|o| o.slug == d.slug && o.class.is_some() && may_be(&d.names, &o.names));
            d.refused_if(doc, said, Reason::Copy, "award-class-copy")
        })
        .collect();
    keep(drafts, &dropped)
}

/// Whether those named first can be those named later: none, or one of them.
fn may_be(names: &[Cow<str>], later: &[Cow<str>]) -> bool {
    names.is_empty() || later.is_empty() || names.iter().any(|n| later.iter().any(|l| same_name(n, l)))
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
                    part.authority = authority;
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
    let again = |k: usize| drafts[..k].iter().any(|kept| says_again(kept, &drafts[k]));
    if !(1..drafts.len()).any(again) {
        return drafts;
    }
    let mut kept: Vec<Draft> = Vec::with_capacity(drafts.len());
    let mut told: Vec<(u32, Option<&'static str>)> = Vec::new();
    for draft in drafts {
        match kept.iter().position(|k| says_again(k, &draft)) {
            Some(at) => {
                draft.refused_if(doc, true, Reason::Copy, "award-copy");
                if kept[at].slug == "giai" && kept[at].kind.is_none() {
                    told.push((kept[at].sentence, draft.kind));
                }
                absorb(&mut kept[at], draft);
            }
            None => kept.push(draft),
        }
    }
    // `1 giải nhất, 2 giải nhì, 3 giải ba. Giải nhất thuộc về em A`: the kind that names tell of one prize
    // holds for the prizes counted with it.
    for (sentence, kind) in told {
        kept.iter_mut()
            .filter(|d| d.slug == "giai" && d.kind.is_none() && d.sentence == sentence)
            .for_each(|d| d.kind = kind);
    }
    kept
}

/// Whether two names are one recipient: `đội xã Hàm Chính`, `đội Hàm Chính`, `xã Hàm Chính`.
fn same_name(a: &str, b: &str) -> bool {
    let own = |name: &str| {
        let name = key(name);
        let mut rest = name.as_str();
        for word in
            ["đội", "đơn vị", "tập thể", "xã", "phường", "thị trấn", "huyện", "thị xã", "thành phố", "tỉnh"]
        {
            rest = rest.strip_prefix(word).map_or(rest, str::trim_start);
        }
        rest.to_string()
    };
    a == b || own(a) == own(b)
}

fn says_again(kept: &Draft, draft: &Draft) -> bool {
    if !same_award(kept, draft) || !compatible(kept.kind, draft.kind) {
        return false;
    }
    // Asked last: it folds both names.
    let authorities_differ =
        || matches!((&kept.authority, &draft.authority), (Some(a), Some(b)) if !one_body(a, b));
    let named = |d: &Draft| !d.names.is_empty();
    if named(kept) && named(draft) {
        let has = |name: &Cow<str>| kept.names.iter().any(|k| same_name(k, name));
        return draft.names.iter().all(has) || kept.count == draft.count && draft.names.iter().any(has);
    }
    // Of many counted before, some are named when it is handed over.
    let some_named = !draft.part_of_count
        && !draft.apart
        && named(draft)
        && kept.part_of_count
        && draft.count < kept.count
        && (draft.handed_over || draft.rule == "award-recipients-before")
        && draft.authority.is_none();
    // A sentence does not repeat itself: `Hóa học 1 giải nhất …; Vật lý 1 giải nhất` are two.
    let beside = kept.sentence == draft.sentence
        && kept.part_of_count
        && draft.part_of_count
        && kept.rule == "award-count";
    // `Do ở xa, 1 cá nhân đạt giải nhì không dự`: one of the prizes counted before.
    let one_of = draft.slug == "giai"
        && draft.class.is_some()
        && kept.rule == "award-count"
        && draft.rule == "award-recipients-before"
        && draft.authority.is_none()
        && !draft.apart
        && draft.count < kept.count
        && draft.sentence != kept.sentence;
    (kept.count == draft.count && !beside || some_named || one_of) && !authorities_differ()
}

/// Whether two authorities can be one body: one name within the other, `Chính phủ` and its head.
fn one_body(a: &str, b: &str) -> bool {
    let within = |a: String, b: String| a.contains(&b) || b.contains(&a);
    a == b || within(key(a), key(b))
}

fn absorb<'t>(kept: &mut Draft<'t>, draft: Draft<'t>) {
    if kept.names.is_empty() && kept.count == draft.count {
        kept.names = draft.names;
    }
    kept.kind = kept.kind.or(draft.kind);
    if kept.authority.is_none() {
        kept.authority = draft.authority;
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
