//! Yearly task ratings: `9 xã hoàn thành xuất sắc nhiệm vụ, 8 xã hoàn thành tốt nhiệm vụ`.

#[cfg(test)]
mod tests;

use super::awards::clause::years::Rated;
use super::lexicon::{Hit, Lexicon};
use super::marked::{Marked, RATING};
use super::numbers;
use super::signs::Signs;
use crate::model::Rating;
use crate::model::refused::{Field, Reason};
use std::ops::Range;
use std::sync::LazyLock;

static NOUNS: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(include_str!("rating_nouns.tsv")));

/// The words of a rating, the longest of each kind first.
pub(super) const PHRASES: &[(&[&str], &str)] = &[
    (&["không", "hoàn", "thành", "nhiệm", "vụ"], "failed"),
    (&["chưa", "hoàn", "thành", "nhiệm", "vụ"], "failed"),
    (&["hoàn", "thành", "xuất", "sắc", "chức", "trách", ",", "nhiệm", "vụ"], "excellent"),
    (&["hoàn", "thành", "xuất", "sắc", "nhiệm", "vụ"], "excellent"),
    (&["hoàn", "thành", "xuất", "sắc"], "excellent"),
    (&["hoàn", "thành", "tốt", "chức", "trách", ",", "nhiệm", "vụ"], "good"),
    (&["hoàn", "thành", "tốt", "nhiệm", "vụ"], "good"),
    (&["hoàn", "thành", "tốt"], "good"),
    (&["hoàn", "thành", "nhiệm", "vụ"], "completed"),
];

/// Words between the count and the rating that make it something else: praise, targets, reasons.
const BARRIERS: &[&str] = &[
    "đã", "phấn", "đấu", "nỗ", "góp", "để", "nhằm", "tục", "quyết", "tâm", "hãy", "phải", "chúc", "vì",
    "giúp", "cùng", "luôn", "cần", "sẽ", "thi", "năm", "khen", "tặng", "tích", "đó", ";", ":", ".", "(",
];

/// Words before the count that make it an award's reason, a demand or a promise.
const SPOILERS: &[&str] = &["yêu", "tặng", "khen", "trao", "dương", "vinh", "thưởng", "đăng"];

/// Words that may follow a rating. Another one makes it a task: `hoàn thành tốt nhiệm vụ huấn luyện`.
const FOLLOWERS: &[&str] = &[
    "năm", "trong", "chiếm", "đạt", "tỷ", "tỉ", "có", "là", "và", "bằng", "tăng", "giảm", "so", "theo",
    "cuối", "quý", "tháng", "cho", "gồm", "thuộc", "tại", "ở", "đối", "còn", "với", "trở", "không", "chưa",
    "hoàn", "cả", "như", "riêng", "nhưng", "bởi",
];

/// The most tokens between a count and its rating.
const REACH: usize = 18;

/// The counts of a text's ratings in order, each once however often the article says it.
pub fn find(doc: &Marked) -> Vec<Rating> {
    let mut found: Vec<Rating> = Vec::new();
    let mut times = Rated::new(doc);
    let mut behind = 0;
    for i in doc.all(RATING) {
        if i < behind {
            continue;
        }
        let Some((len, rating)) = phrase_at(doc, i) else { continue };
        let counts = counts(doc, i..i + len);
        doc.refuses(counts.is_empty(), i..i + len, Field::Ratings, Reason::NotCounted, "rating-count");
        for (tokens, count, recipient) in counts {
            let span = doc.span(tokens.clone());
            let known =
                |r: &Rating| (r.rating == rating) && (r.count == Some(count)) && r.recipient == recipient;
            let said = found.iter().any(known);
            if !doc.refuses(said, tokens, Field::Ratings, Reason::Copy, "rating-copy") {
                found.push(Rating {
                    rating: rating.to_string(),
                    recipient,
                    count: Some(count),
                    years: times.years(doc, i..i + len),
                    start: span.start,
                    end: span.end,
                    rule: "rating-count".to_string(),
                });
            }
        }
        behind = i + len;
    }
    found
}

/// The rating that begins at token `i`: its length and kind.
fn phrase_at(doc: &Marked, i: usize) -> Option<(usize, &'static str)> {
    if !doc.may(i, RATING) {
        return None;
    }
    PHRASES.iter().find(|(words, _)| doc.has(i, words)).map(|(words, rating)| (words.len(), *rating))
}

type Count = (Range<usize>, u64, Option<String>);

/// The count that a rating goes with: before it (`9 xã hoàn thành …`), else behind it
/// (`hoàn thành xuất sắc nhiệm vụ: 9 xã`).
fn counts(doc: &Marked, phrase: Range<usize>) -> Vec<Count> {
    let refuse = |yes, reason| doc.refuses(yes, phrase.clone(), Field::Ratings, reason, "rating-count");
    if refuse(open_ended(doc, phrase.end), Reason::OpenEnded)
        || refuse(is_task(doc, phrase.end) && !is_ranked(doc, phrase.start), Reason::Standard)
    {
        return Vec::new();
    }
    let whole = doc.low(phrase.end - 1) == "vụ";
    // `tốt 40 chi bộ, hoàn thành nhiệm vụ 3 chi bộ`
    let heads = phrase.start > 0 && matches!(doc.low(phrase.start - 1), "," | ";" | ":" | "-");
    let own = heads
        && doc
            .tokens
            .get(phrase.end)
            .is_some_and(|t| t.is_number() && t.block == doc.tokens[phrase.start].block);
    if own && let Some(count) = count_behind(doc, phrase.clone()) {
        return vec![count];
    }
    if let Some(count) = count_before(doc, phrase.clone(), phrase.start) {
        // `5 tổ chức hoàn thành xuất sắc, 3 …` leaves out `nhiệm vụ`.
        let short = matches!(doc.low(phrase.end), "," | ";" | "." | "(" | "và" | "") || ends(doc, phrase.end);
        let joined = joined(doc, &phrase, &count);
        return if whole || short { joined.into_iter().chain([count]).collect() } else { Vec::new() };
    }
    count_behind(doc, phrase).into_iter().collect()
}

/// `trở lên` joins several ratings.
fn open_ended(doc: &Marked, end: usize) -> bool {
    doc.has(end, &["trở", "lên"]) || doc.has(end, &["và"]) && doc.has(end + 1, &["hoàn", "thành"])
}

/// Whether what follows a rating makes it a task (`nhiệm vụ được giao trong quản lý đất đai`) or a rule
/// (`… không hoàn thành nhiệm vụ hai năm liên tiếp sẽ bị …`).
fn is_task(doc: &Marked, end: usize) -> bool {
    let word = doc.tokens.get(end).is_some_and(|t| t.is_word() && t.block == doc.tokens[end - 1].block);
    let rest = end..doc.sentence_of(end - 1).end;
    // `… do bí thư bị kỷ luật` tells why; `nhiệm vụ do cấp trên giao` is a task.
    let why = || {
        let mut clause = rest.clone().take_while(|i| !matches!(doc.low(*i), "," | ";" | "."));
        matches!(doc.low(end), "do" | "vì")
            && !clause.any(|i| matches!(doc.low(i), "giao" | "phân" | "đề" | "đặt"))
    };
    let task = word && !FOLLOWERS.contains(&doc.low(end)) && numbers::count_at(doc, end).is_none() && !why();
    let rule = rest.take_while(|i| doc.low(*i) != ";").any(|i| matches!(doc.low(i), "sẽ" | "thì"));
    task || rule
}

/// `…, 4 xã hoàn thành tốt nhiệm vụ và 1 xã hoàn thành nhiệm vụ QLBVR`: behind a rating, the object of the last
/// one is that of all.
fn is_ranked(doc: &Marked, start: usize) -> bool {
    let counted = (start.saturating_sub(4)..start).rev().find_map(|at| Some((at, count_here(doc, at)?)));
    let adjacent = counted.is_some_and(|(at, (_, noun))| {
        let number = numbers::count_at(doc, at).map_or(1, |(_, len)| len);
        noun.is_some_and(|noun| at + number + noun.len == start)
    });
    adjacent && follows_a_rating(doc, start)
}

fn ends(doc: &Marked, i: usize) -> bool {
    i >= doc.tokens.len() || doc.tokens[i].block != doc.tokens[i - 1].block
}

/// `9 xã và 15 cơ quan hoàn thành …`: the count before the `và`.
fn joined(doc: &Marked, phrase: &Range<usize>, last: &Count) -> Option<Count> {
    let and = last.0.start.checked_sub(1).filter(|i| doc.low(*i) == "và")?;
    let first = count_before(doc, phrase.clone(), and)?;
    // Only names of recipients may stand between the two.
    let mut at = (first.0.start..and).rfind(|i| doc.tokens[*i].is_number())? + 1;
    while at < and {
        at += NOUNS.at(doc, at).map_or(usize::from(doc.low(at) == ","), |noun| noun.len).max(1);
        if at < and && NOUNS.at(doc, at).is_none() && doc.low(at) != "," {
            return None;
        }
    }
    Some(first)
}

/// The nearest count before token `before`.
fn count_before(doc: &Marked, phrase: Range<usize>, before: usize) -> Option<Count> {
    let sentence = doc.sentence_of(phrase.start);
    let from = before.saturating_sub(REACH).max(sentence.start);
    let mut at = before;
    while at > from {
        at -= 1;
        // `32 công chức (20%) hoàn thành …`: the share of the count stands in brackets.
        if let Some(open) = share_in_brackets(doc, from, at) {
            at = open;
            continue;
        }
        let low = doc.low(at);
        if low == "vụ" || low == "sắc" || BARRIERS.contains(&low) || doc.has(at, &["không", "có"]) {
            return None;
        }
        if let Some((count, noun)) = count_here(doc, at) {
            let (head, lone) = fraction_head(doc, at);
            let count = head.unwrap_or(count);
            let noun_ok = noun.is_some() || (at + lone == phrase.start && follows_a_rating(doc, at));
            if !noun_ok
                || count == 0
                || belongs_before(doc, sentence.start, at)
                || doc.refuses(
                    is_spoiled(doc, sentence.start..at),
                    phrase.clone(),
                    Field::Ratings,
                    Reason::NoRating,
                    "rating-count",
                )
            {
                return None;
            }
            let first = if head.is_some() { at - 2 } else { at };
            return Some((first..phrase.end, count, noun.and_then(|n| recipient(doc, &n, at))));
        }
    }
    None
}

/// Where the bracket opens that closes at token `at` and holds a share: `(20%)`, `(chiếm 20%)`, `(đạt tỷ lệ 20%)`.
fn share_in_brackets(doc: &Marked, from: usize, at: usize) -> Option<usize> {
    let share = doc.low(at) == ")" && at > from && doc.low(at - 1) == "%";
    if !share {
        return None;
    }
    let open = (at.saturating_sub(8).max(from)..at).rfind(|i| doc.low(*i) == "(")?;
    let words = |i: usize| {
        doc.tokens[i].is_number()
            || matches!(
                doc.low(i),
                "%" | "chiếm" | "đạt" | "bằng" | "tỷ" | "tỉ" | "lệ" | "gần" | "hơn" | "trên"
            )
    };
    (open + 1..at).all(words).then_some(open)
}

/// `hoàn thành tốt nhiệm vụ 12 đơn vị, …`: the number at `at` is the rating's before it.
fn belongs_before(doc: &Marked, from: usize, at: usize) -> bool {
    let behind = (from..at).rfind(|i| !matches!(doc.low(*i), ":" | "có" | "cho" | "là" | "gồm" | "("));
    behind
        .is_some_and(|end| (from..end).any(|i| phrase_at(doc, i).is_some_and(|(len, _)| i + len == end + 1)))
}

/// A number at token `at` with the noun behind it.
fn count_here(doc: &Marked, at: usize) -> Option<(u64, Option<Hit<'static>>)> {
    let starts_words = doc.tokens[at].is_number() || !in_number_words(doc, at);
    let (count, len) = numbers::count_at(doc, at).filter(|_| starts_words)?;
    // `hai` in `hai xã` counts; `ba` and `năm` in other words do not: a noun must follow.
    let noun = NOUNS.at(doc, at + len);
    (doc.tokens[at].is_number() || noun.is_some()).then_some((count, noun))
}

/// Whether token `at` continues the number words before it (`mươi` of `hai mươi`).
fn in_number_words(doc: &Marked, at: usize) -> bool {
    at > 0 && numbers::count_at(doc, at - 1).is_some_and(|(_, len)| len > 1)
}

/// `13/19 đơn vị`: the first number counts. Also the number of tokens of the number itself.
fn fraction_head(doc: &Marked, at: usize) -> (Option<u64>, usize) {
    let len = numbers::count_at(doc, at).map_or(1, |(_, len)| len);
    let head = (at >= 2 && matches!(doc.low(at - 1), "/" | "trên") && doc.tokens[at - 2].is_number())
        .then(|| numbers::digits(doc.tokens[at - 2].text))
        .flatten();
    (head, len)
}

/// `13 đơn vị hoàn thành xuất sắc nhiệm vụ, 6 hoàn thành tốt`: the noun is left out.
fn follows_a_rating(doc: &Marked, at: usize) -> bool {
    let sentence = doc.sentence_of(at);
    (sentence.start..at).rev().take(8).any(|i| phrase_at(doc, i).is_some())
}

/// Whether the clause before the count speaks of targets or of awards. A target holds over the ratings
/// before this one.
fn is_spoiled(doc: &Marked, before: Range<usize>) -> bool {
    let from = before.clone().rev().find(|i| doc.low(*i) == ";").map_or(before.start, |i| i + 1);
    let signs = Signs::of(doc, before.clone());
    let aimed = |class: &str| {
        signs.last(from..before.end, class).is_some_and(|sign| !is_reached(doc, sign, before.end))
    };
    aimed("target")
        || signs.last(from..before.end, "wish").is_some_and(|sign| !has_comma(doc, sign.end..before.end))
        || is_reason(doc, from..before.end)
}

/// Whether a target is only counted (`18/20 chỉ tiêu`), or said to be reached before token `end`.
fn is_reached(doc: &Marked, sign: Range<usize>, end: usize) -> bool {
    let counted = sign.start >= 2 && doc.low(sign.start - 2) == "/";
    counted || (sign.end..end).any(|i| matches!(doc.low(i), "đã" | "vượt") || doc.has(i, &["kết", "quả"]))
}

fn has_comma(doc: &Marked, mut tokens: Range<usize>) -> bool {
    tokens.any(|i| doc.low(i) == ",")
}

/// Whether an award stands before the count, behind the rating before: its recipients are counted.
fn is_reason(doc: &Marked, clause: Range<usize>) -> bool {
    let near = clause.rev().take(30).take_while(|i| phrase_at(doc, *i).is_none());
    // `thi đua, khen thưởng` names the field.
    let field = |i: usize| {
        matches!(doc.low(i), "khen" | "thưởng") && (i.saturating_sub(4)..i).any(|k| doc.low(k) == "đua")
    };
    near.into_iter().any(|i| SPOILERS.contains(&doc.low(i)) && !field(i))
}

/// `hoàn thành xuất sắc nhiệm vụ: 9 xã`, `hoàn thành tốt nhiệm vụ 12 đơn vị`, `… có 12 đơn vị`.
fn count_behind(doc: &Marked, phrase: Range<usize>) -> Option<Count> {
    let rated = |i: usize| matches!(doc.low(i), "loại" | "mức" | "giá" | "độ" | "nhận");
    let sentence = doc.sentence_of(phrase.start);
    let listed =
        (sentence.start..phrase.start).any(rated) || matches!(doc.low(phrase.end), ":" | "(" | "là" | "có");
    let mut at = phrase.end;
    while at < phrase.end + 3
        && matches!(doc.low(at), ":" | "có" | "cho" | "là" | "gồm" | "(" | "đối" | "với")
    {
        at += 1;
    }
    if at >= doc.tokens.len() || doc.tokens[at].block != doc.tokens[phrase.start].block {
        return None;
    }
    let (first, len) = numbers::count_at(doc, at)?;
    let fraction = doc.low(at + len) == "/" && doc.tokens.get(at + len + 1).is_some_and(|t| t.is_number());
    let noun_at = if fraction { at + len + 2 } else { at + len };
    let Some(noun) = NOUNS.at(doc, noun_at) else {
        let before = sentence.start..phrase.start;
        let again = listed && before.clone().any(|i| phrase_at(doc, i).is_some());
        let bare = first > 0 && doc.tokens[at].is_number() && is_closed(doc, noun_at);
        let counts = bare && (again || is_shared(doc, noun_at)) && !is_spoiled(doc, before.clone());
        return counts.then(|| (phrase.start..noun_at, first, spoken_of(doc, before)));
    };
    // The noun's own rating may follow it: `…; 9 xã hoàn thành tốt nhiệm vụ`.
    let own = (noun_at..noun_at + 6).any(|i| phrase_at(doc, i).is_some() && !ends_clause(doc, noun_at..i));
    let spoiled = is_spoiled(doc, sentence.start..phrase.start);
    let aim = doc.refuses(spoiled, phrase.clone(), Field::Ratings, Reason::NoRating, "rating-count");
    if !listed || own || first == 0 || aim {
        return None;
    }
    Some((phrase.start..noun_at + noun.len, first, recipient(doc, &noun, at)))
}

/// `hoàn thành tốt nhiệm vụ: 45 (75%), hoàn thành nhiệm vụ: 2`: whether a number that ends at `end` leaves its noun out.
fn is_closed(doc: &Marked, end: usize) -> bool {
    matches!(doc.low(end), "(" | "," | ";" | "." | "và" | "=") || ends(doc, end)
}

/// Whether the share that a number makes up follows it at token `i`: `(20%)`, `= 20%`.
fn is_shared(doc: &Marked, i: usize) -> bool {
    matches!(doc.low(i), "(" | "=") && (i + 1..i + 5).any(|k| doc.low(k) == "%")
}

/// Whom the sentence has spoken of last among `tokens`, for a number without a noun.
fn spoken_of(doc: &Marked, tokens: Range<usize>) -> Option<String> {
    let mut behind = tokens.start;
    let nouns = tokens.filter_map(|i| {
        let noun = NOUNS.at(doc, i).filter(|_| i >= behind)?;
        behind = i + noun.len;
        Some((i, noun))
    });
    let (at, noun) = nouns.last()?;
    recipient(doc, &noun, at)
}

fn ends_clause(doc: &Marked, mut tokens: Range<usize>) -> bool {
    tokens.any(|i| matches!(doc.low(i), "," | ";" | "." | ")"))
}

/// The kind of the noun; a bare `tổ chức` is the party's where the sentence speaks of it.
fn recipient(doc: &Marked, noun: &Hit, at: usize) -> Option<String> {
    let kind = match noun.row.value(0) {
        "organisation" => {
            let mut sentence = doc.sentence_of(at);
            if sentence.any(|i| matches!(doc.low(i), "đảng" | "tccsđ")) { "party" } else { "agency" }
        }
        kind => kind,
    };
    Some(kind.to_string())
}
