//! Titles that are counted where nobody gets them now: what there is, and who is met, served or shown.

use super::super::name::{Name, is_honour};
use super::verbs::Verb;
use super::{Clause, Governing};

/// Beginnings of the titles of persons that a text may count among its guests.
const PERSONAL: &[&str] = &["chien-si-", "lao-dong-", "dien-hinh-", "nguoi-tot-"];

impl<'t> Clause<'_, '_, 't> {
    /// Whether an award is only counted, shown or worn.
    pub(super) fn is_stock(&self, name: &Name<'t>, governing: Governing) -> bool {
        let Governing { get, give, propose, .. } = governing;
        // `hiện có 100 thôn đạt danh hiệu làng văn hóa` confers nothing.
        let get = get.filter(|&g| self.low(g) != "đạt" || !is_of_culture(name));
        let verb = get.max(give).max(propose);
        let counted = |class: &str| {
            let sign = self.signs.last(self.tokens.start..name.first(), class);
            sign.is_some_and(|sign| verb.is_none_or(|v| v <= sign.start))
        };
        let of_whom = name.first().checked_sub(1).is_some_and(|k| self.low(k) == "của");
        counted("stock")
            || counted("kept")
            || of_whom && self.may_be_met(name)
            || counted("guest") && self.may_be_met(name)
            || self.is_borne(name)
            || self.was_won(name, get)
            || name.recipient.is_some() && self.is_served(name.first(), governing)
    }

    /// Whether a counted title may be that of guests.
    fn may_be_met(&self, name: &Name<'t>) -> bool {
        let personal = is_honour(name) || PERSONAL.iter().any(|start| name.slug.starts_with(start));
        personal && name.direct.is_some() && !self.passive_behind(name.tokens.end)
    }

    /// Whether no verb gives a counted title that is borne for long: `Khoa có 2 Thầy thuốc ưu tú`.
    fn is_borne(&self, name: &Name<'t>) -> bool {
        let borne = is_honour(name)
            || matches!(name.slug, "thon-to-dan-pho-van-hoa" | "khen-thuong" | "nguoi-tot-viec-tot")
            || self.is_piece(name);
        borne && name.direct.is_some() && !self.is_given_somewhere(name)
    }

    /// `27 tấm huy chương … được xếp trên giá`: medals as things.
    fn is_piece(&self, name: &Name<'t>) -> bool {
        let before = name.tokens.start.checked_sub(1);
        before.is_some_and(|k| matches!(self.low(k), "tấm" | "chiếc" | "cái"))
    }

    /// `2 người từng giành huy chương vàng`: what those who take part have won before.
    fn was_won(&self, name: &Name<'t>, get: Option<usize>) -> bool {
        let before = |get: usize| get > self.tokens.start && self.low(get - 1) == "từng";
        let won = matches!(name.slug, "giai" | "huy-chuong-the-thao") && name.direct.is_none();
        won && get.is_some_and(|g| matches!(self.low(g), "giành" | "đoạt" | "đạt") && before(g))
    }

    /// Whether a verb of the sentence may govern a counted title: one before it, a heading's, or the passive
    /// behind it (`2 Nghệ nhân nhân dân, 6 Nghệ nhân ưu tú được Chủ tịch nước phong tặng`).
    fn is_given_somewhere(&self, name: &Name<'t>) -> bool {
        let mut before = self.verbs.each(self.tokens.start..name.first());
        // `Phim đoạt giải …; đạo diễn là con của một nghệ sĩ nhân dân`
        let gives = |(i, verb): (usize, Verb)| verb.class != "-" && self.low(i + verb.len) != "giải";
        self.carry.open || before.any(gives) || self.passive_behind(name.tokens.end)
    }

    /// Whether `được … phong tặng` follows, over nothing but other awards and their counts.
    fn passive_behind(&self, end: usize) -> bool {
        let in_list = |k: usize| {
            self.in_name(k)
                || self.reader.doc.tokens[k].is_number()
                || matches!(self.low(k), "," | "và" | "đã" | "vừa")
        };
        let Some(get) = (end..self.tokens.end).find(|&k| !in_list(k)) else { return false };
        self.low(get) == "được" && self.verbs.any(get + 1..self.tokens.end.min(get + 12), "give")
    }

    /// `trao 28 suất quà cho 14 Mẹ Việt Nam anh hùng`: the bearers of a title get something else.
    fn is_served(&self, first: usize, governing: Governing) -> bool {
        let Some(give) = governing.give.filter(|&g| g < first) else { return false };
        self.signs.any(give..first, "gift")
            && (give..first).any(|k| self.low(k) == "cho")
            && !(give..first).any(|k| self.in_name(k) || self.low(k) == "hiệu")
    }
}

/// A title that places and families keep from year to year.
fn is_of_culture(name: &Name) -> bool {
    matches!(name.slug, "thon-to-dan-pho-van-hoa" | "gia-dinh-van-hoa")
}
