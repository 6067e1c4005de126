//! Fills in the parts that an expression leaves out: from its sentence, from the publication date,
//! else from the article's other dates.

use super::atoms::Atoms;
use super::point::{Found, Point};
use super::words::{Class, is};
use crate::extract::token::Doc;
use smallvec::SmallVec;
use std::cell::OnceCell;

/// Where a date lies, as its words say.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Direction {
    Past,
    Either,
    Future,
}

/// What the article says about its own day.
pub struct Resolver<'a, 't> {
    doc: &'a Doc<'t>,
    atoms: &'a Atoms<'t>,
    all: &'a [Found],
    reference: Option<Point>,
    /// The year that the article's years give each month, once asked.
    by_month: [OnceCell<Option<i32>>; 13],
}

impl<'a, 't> Resolver<'a, 't> {
    /// Finds the day that the article is written around.
    pub fn new(doc: &'a Doc<'t>, atoms: &'a Atoms<'t>, all: &'a [Found]) -> Self {
        let mut resolver = Resolver { doc, atoms, all, reference: None, by_month: Default::default() };
        let published = doc.text.published.as_deref().and_then(Point::parse);
        resolver.reference = published.or_else(|| resolver.own_day());
        resolver
    }

    /// `found` with its parts filled in and the names of the parts; none where nothing tells them.
    pub fn fill(&self, found: &Found) -> Option<(Found, Vec<String>)> {
        let mut out = *found;
        let mut inferred = Vec::new();
        if let Some(to) = &mut out.to {
            // `6 tháng cuối năm`, `quý IV`: what lies ahead is nearer by its first month.
            let by_first = (found.quarter || found.rule == "part-of-year") && to.m == Some(12);
            if by_first && to.y.is_none() && out.from.y.is_none() {
                out.from.y = self.infer(found, out.from)?.y;
            }
            if to.y.is_none() {
                *to = match out.from.y {
                    Some(y) => Point { y: Some(if before(*to, out.from) { y + 1 } else { y }), ..*to },
                    None => self.infer(found, *to)?,
                };
                inferred.push("year".to_string());
            }
            if out.from.y.is_none() {
                let y = to.y? - i32::from(before(*to, out.from));
                out.from.y = Some(y);
            }
        } else if out.from.y.is_none() {
            if out.from.m.is_none() {
                inferred.push("month".to_string());
            }
            out.from = self.infer(found, out.from)?;
            inferred.push("year".to_string());
        }
        let real =
            out.from.is_real() && out.to.is_none_or(|to| to.is_real() && to.number() > out.from.number());
        real.then_some((out, inferred))
    }

    fn infer(&self, found: &Found, point: Point) -> Option<Point> {
        if let Some(y) = self.named_year(found) {
            return Some(Point { y: Some(y), ..point });
        }
        if found.rule == "part-of-year"
            && let Some(y) = self.year_before(found)
        {
            return Some(Point { y: Some(y), ..point });
        }
        let direction = self.direction(found);
        if direction != Direction::Future
            && let Some(y) = self.topic_year(found)
        {
            return Some(Point { y: Some(y), ..point });
        }
        match self.reference {
            Some(reference) => {
                let of_report = self.atoms.is(Class::Part, found.first);
                nearest(point, reference, direction, of_report)
            }
            None => self.by_years(found, point),
        }
    }

    /// `ngày 15/1 năm sau`, `tháng 3 năm nay`, seen from the article's own day.
    fn named_year(&self, found: &Found) -> Option<i32> {
        let y = self.reference?.y?;
        // Behind the expression, or its own last words (`6 tháng đầu năm ngoái`).
        let within = self.atoms.before(found.last, 2) == "năm";
        if self.atoms.low(found.last) != "năm" && !within {
            return None;
        }
        match self.atoms.low(if within { found.last - 1 } else { found.last + 1 }) {
            "nay" | "này" => Some(y),
            "ngoái" | "trước" => Some(y - 1),
            "sau" | "tới" => Some(y + 1),
            _ => None,
        }
    }

    /// The year that opens the sentence: `Năm 2018, … trận lũ tháng 8`.
    fn topic_year(&self, found: &Found) -> Option<i32> {
        let sentence = self.sentence(found.first);
        let opens = |f: &Found| {
            let first = self.doc.sentences[sentence as usize].tokens.start;
            self.atoms.token(f.first).is_some_and(|token| token <= first + 1)
        };
        self.of_sentence(sentence)
            .iter()
            .take_while(|f| f.first < found.first)
            .find(|f| f.rule == "year" && f.to.is_none() && self.sentence(f.first) == sentence && opens(f))
            .and_then(|f| f.from.y)
    }

    /// `phấn đấu năm 2018 giảm 30% …; … trong 6 tháng đầu năm`: the year named last before it in the sentence, unless
    /// only compared with (`so với năm 2017`).
    fn year_before(&self, found: &Found) -> Option<i32> {
        let sentence = self.sentence(found.first);
        let compared = |f: &Found| matches!(self.atoms.before(f.first, 1), "với" | "từ" | "trước" | "qua");
        self.of_sentence(sentence)
            .iter()
            .take_while(|f| f.first < found.first)
            .filter(|f| f.rule == "year" && f.to.is_none() && !compared(f))
            .last()
            .and_then(|f| f.from.y)
    }

    fn direction(&self, found: &Found) -> Direction {
        let a = self.atoms;
        let sentence = self.sentence(found.first);
        let of_sentence =
            |back: &usize| found.first.checked_sub(*back).is_some_and(|at| self.sentence(at) == sentence);
        let reach = (1..13).take_while(of_sentence).count();
        let near = |back: usize| if back <= reach { a.low(found.first - back) } else { "" };
        let behind = (a.low(found.last), a.low(found.last + 1));
        if matches!(behind, ("vừa", "qua")) || (1..4).any(|n| near(n) == "đó" || near(n) == "từng") {
            return Direction::Past;
        }
        let ahead = near(1) == "trước"
            || matches!(behind, ("tới", _) | ("sắp", "tới"))
            || (1..6).any(|n| {
                matches!(
                    (near(n + 1), near(n)),
                    ("dự", "kiến") | ("thời", "hạn") | ("chậm", "nhất") | ("muộn", "nhất") | ("từ", "nay")
                )
            })
            || (1..12).any(|n| near(n) == "sẽ")
            // `từ ngày 15/3 đến ngày 30/4 sẽ tổ chức`
            || a.low(found.last) == "sẽ";
        if ahead { Direction::Future } else { Direction::Either }
    }

    /// Without a publication date: the day at the end of a jubilee, the first full day of the lead,
    /// the first day that the article's years place, else the last full day.
    fn own_day(&self) -> Option<Point> {
        let days = || self.all.iter().filter(|f| f.from.d.is_some());
        let full = |f: &&Found| f.from.y.is_some_and(|y| y > 1990) && !self.is_of_document(f);
        let jubilee = days().filter(|f| f.rule == "day-jubilee").filter_map(|f| f.from.y.map(|_| f.from));
        let in_lead =
            |f: &&Found| self.atoms.token(f.first).is_some_and(|token| self.doc.tokens[token].block < 4);
        let current = |f: &&Found| f.rule != "day-jubilee" && self.direction(f) != Direction::Future;
        let lead = days().filter(current).filter(full).find(in_lead).map(|f| f.from);
        lead.or_else(|| jubilee.max_by_key(|p| p.number()))
            .or_else(|| {
                days()
                    .filter(|f| f.from.y.is_none() && f.to.is_none_or(|t| t.y.is_none()))
                    .find_map(|f| self.by_years(f, f.from))
            })
            .or_else(|| days().filter(full).filter(current).map(|f| f.from).max_by_key(|p| p.number()))
    }

    /// The date of a decision or a birth.
    fn is_of_document(&self, found: &Found) -> bool {
        let sentence = self.sentence(found.first);
        (1..12)
            .filter_map(|back| found.first.checked_sub(back))
            .take_while(|at| self.sentence(*at) == sentence)
            .any(|at| self.atoms.is(Class::Act, at) || self.is_numbered(at))
    }

    /// Whether the number of a document stands at atom `at`: `số 31/QĐ-UBND`, `số: 12-KH`, not `bão số 3`.
    fn is_numbered(&self, at: usize) -> bool {
        let number = at + 1 + usize::from(self.atoms.low(at + 1) == ":");
        self.atoms.low(at) == "số"
            && self.atoms.is_number(number)
            && matches!(self.atoms.low(number + 1), "/" | "-" | "ngày")
    }

    /// The year by the years that the sentence, the lead, the article name.
    fn by_years(&self, found: &Found, point: Point) -> Option<Point> {
        let month = point.m?;
        let sentence = self.sentence(found.first);
        let in_lead =
            |f: &Found| self.atoms.token(f.first).is_some_and(|token| self.doc.tokens[token].block < 4);
        let lead = &self.all[..self.all.partition_point(in_lead)];
        let elsewhere = || {
            let asked = &self.by_month[month as usize % self.by_month.len()];
            *asked.get_or_init(|| self.year_among(month, lead).or_else(|| self.year_among(month, self.all)))
        };
        let y = self.year_among(month, self.of_sentence(sentence)).or_else(elsewhere)?;
        Some(Point { y: Some(y), ..point }).filter(|p| p.is_real())
    }

    /// The expressions of a sentence.
    fn of_sentence(&self, sentence: u32) -> &'a [Found] {
        let from = self.all.partition_point(|f| self.sentence(f.first) < sentence);
        let to = self.all.partition_point(|f| self.sentence(f.first) <= sentence);
        &self.all[from..to]
    }

    fn year_among(&self, month: u32, within: &[Found]) -> Option<i32> {
        let target = |f: &&Found| matches!(self.atoms.before(f.first, 1), "đến" | "tới" | "sinh" | "sn");
        let singles = || {
            let years = within.iter().filter(|f| f.from.d.is_none() && f.to.is_none() && f.from.y.is_some());
            years.filter(|f| !target(f))
        };
        let Some(last) = singles().max_by_key(|f| f.from.y) else {
            return year_of_season(month, within);
        };
        let y = last.from.y?;
        let words: [&str; 13] = std::array::from_fn(|back| self.atoms.before(last.first, back + 1));
        let planned = words.iter().any(|w| is(Class::Plan, w));
        let reviewed = words.windows(2).any(|w| w[1] == "tổng" && w[0] == "kết");
        let earlier = singles().any(|f| f.from.y == Some(y - 1));
        Some(match month {
            10.. if planned && earlier => y - 1,
            1..=3 if reviewed && !planned => y + 1,
            _ => y,
        })
    }

    fn sentence(&self, atom: usize) -> u32 {
        self.atoms.token(atom).map_or(0, |token| self.doc.tokens[token].sentence)
    }
}

/// `năm học 2021-2022`, `mùa giải 2023/24`: from August on the first year.
fn year_of_season(month: u32, within: &[Found]) -> Option<i32> {
    let mut seasons = within.iter().filter_map(|f| Some((f.from.y?, f.to?.y?, f.from.m)));
    let (from, to, _) = seasons.find(|(from, to, m)| m.is_none() && *to == from + 1)?;
    Some(if month >= 8 { from } else { to })
}

/// Whether `a` lies earlier in its year than `b`.
fn before(a: Point, b: Point) -> bool {
    (a.m, a.d) < (b.m, b.d)
}

/// The year (and month) that brings `point` nearest to the reference day. What is written of lies
/// behind more often than ahead, so days ahead count more, and most where a part of the day is named
/// as of what the report tells.
fn nearest(point: Point, reference: Point, direction: Direction, of_report: bool) -> Option<Point> {
    let (y, m) = (reference.y?, reference.m?);
    let candidates: SmallVec<[Point; 3]> = match point.m {
        Some(_) => (y - 1..=y + 1).map(|y| Point { y: Some(y), ..point }).collect(),
        None => [(y, m), (y - i32::from(m == 1), if m == 1 { 12 } else { m - 1 })]
            .iter()
            .map(|&(y, m)| Point { y: Some(y), m: Some(m), ..point })
            .collect(),
    };
    let cost = |p: &Point| {
        let ahead = p.number() - reference.number();
        match direction {
            Direction::Past if ahead > 1 => ahead * 20,
            Direction::Future if ahead < -10 => -ahead * 20,
            Direction::Either if ahead > 0 && of_report => ahead * 10,
            Direction::Either if ahead > 0 && point.d.is_some() => ahead * 4,
            Direction::Either if ahead > 0 => ahead * 3 / 2,
            _ => ahead.abs(),
        }
    };
    candidates.into_iter().filter(|p| p.is_real()).min_by_key(cost)
}
