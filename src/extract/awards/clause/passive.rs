//! Commendations whose form the text does not name, said of those who receive them.

use super::super::draft::Draft;
use super::super::recipients::Item;
use super::Clause;
use crate::extract::token::Doc;

/// Words behind `được` that commend by themselves; the longest first.
pub(in super::super) const COMMENDED: &[&[&str]] = &[
    &["khen", "thưởng"],
    &["tuyên", "dương"],
    &["biểu", "dương"],
    &["vinh", "danh"],
    &["tôn", "vinh"],
    &["khen"],
];

/// Whether words that commend by themselves begin at token `i`.
pub(super) fn commends(doc: &Doc, i: usize) -> bool {
    COMMENDED.iter().any(|words| doc.has(i, words))
}

impl<'t> Clause<'_, '_, 't> {
    /// Rule `award-praise-passive`: `144 tập thể, 203 cá nhân được khen thưởng`, `15 giáo viên được Hội Khuyến
    /// học tuyên dương`. Not where the sentence names an award (`được tuyên dương và tặng Bằng khen`), nor a
    /// total that its parts follow.
    pub(super) fn praised_passively(&self, drafts: &mut Vec<Draft<'t>>, before: usize) {
        // `Công ty được khen thưởng như sau:` heads a list.
        let heads = self.low(self.tokens.end - 1) == ":";
        if !self.names.is_empty() || drafts.len() > before || heads {
            return;
        }
        let passives = self.tokens.clone().filter(|&k| self.low(k) == "được");
        for (get, (authority, behind)) in passives.filter_map(|get| Some((get, self.commended(get)?))) {
            if self.is_void(get) {
                continue;
            }
            let from = self.clause_start(get);
            let end = self.before_adverbs(from, get);
            let near = self.reader.list_before(from, end);
            let items = if near.is_empty() { self.far_subject(from, end) } else { near };
            let sentence = self.reader.doc.tokens[self.tokens.start].sentence;
            let draft = Draft {
                level: authority.as_ref().and_then(|a| a.level),
                proposed: self.proposed(get),
                years: self.years(behind, self.tokens.end),
                part_of_count: true,
                ..Draft::new("khen-thuong", get..behind, sentence, "award-praise-passive")
            }
            .by(self.reader.doc, authority);
            let counted = |i: &&Item| self.reader.counted_at(i.tokens.start, end).is_some();
            drafts.extend(items.iter().filter(counted).map(|i| draft.clone().receive(i, None)));
        }
    }

    /// Who commends behind the `được` at token `get`, and the token behind the verb. Not `được khen thưởng tại
    /// …` of many years, nor another verb (`được đề nghị khen thưởng`).
    fn commended(&self, get: usize) -> Option<(Option<super::Authority>, usize)> {
        let authority = self.reader.authority_at(get + 1);
        let verb = authority.as_ref().map_or(get + 1, |a| a.tokens.end);
        let words = COMMENDED.iter().find(|words| self.reader.doc.has(verb, words))?;
        let end = verb + words.len();
        let doc = self.reader.doc;
        let parts =
            self.low(end) == ":" || doc.has(end, &["như", "sau"]) || doc.has(end + 1, &["trong", "đó"]);
        (!parts).then_some((authority, end))
    }
}
