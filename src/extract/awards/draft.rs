//! What the rules read, before the statements of one article are brought together.

use super::authority::Authority;
use super::recipients::{Item, Names};
use crate::extract::token::Doc;
use crate::model::refused::{Field, Reason};
use smallvec::SmallVec;
use std::cell::OnceCell;
use std::ops::Range;

/// Years of merit: nearly always one.
pub type Merit = SmallVec<[u16; 8]>;

/// One reading of an award.
#[derive(Debug, Clone)]
pub struct Draft<'t> {
    /// Slug of the data model.
    pub slug: &'static str,
    /// Class, degree or years.
    pub class: Option<&'t str>,
    /// Who confers.
    pub authority: Option<&'t str>,
    /// Level of who confers.
    pub level: Option<&'static str>,
    /// Kind of recipient.
    pub kind: Option<&'static str>,
    /// The number.
    pub count: Option<u64>,
    /// The names.
    pub names: Names<'t>,
    /// Whether it is proposed only.
    pub proposed: bool,
    /// Years of merit.
    pub years: Merit,
    /// The tokens of the span: the count or the names.
    pub tokens: Range<usize>,
    /// Whether it stands in a title or a caption, which say again what the text says.
    pub weak: bool,
    /// Whether a person hands it over: who confers is not the subject.
    pub handed_over: bool,
    /// Whether the text says of it that it is a part (behind `trong đó`, `gồm`, in brackets).
    pub part: bool,
    /// Whether its count stands in the text, not its names alone.
    pub part_of_count: bool,
    /// Whether the words behind the award set its contest apart (`giải Ba quốc gia`).
    pub apart: bool,
    /// The sentence that it stands in.
    pub sentence: u32,
    /// Name of the rule.
    pub rule: &'static str,
    /// What two statements are compared by.
    pub folded: Folded,
}

/// Keys of a draft, made when the statements of an article are compared, and once: each meets many others.
#[derive(Debug, Clone, Default)]
pub struct Folded {
    /// Of who confers.
    pub authority: OnceCell<String>,
    /// Of the names.
    pub names: OnceCell<Vec<String>>,
}

impl<'t> Draft<'t> {
    /// A reading of which only the award and its place are known; `tokens` are token indices.
    pub fn new(slug: &'static str, tokens: Range<usize>, sentence: u32, rule: &'static str) -> Self {
        Draft {
            slug,
            class: None,
            authority: None,
            level: None,
            kind: None,
            count: None,
            names: Names::new(),
            proposed: false,
            years: Merit::new(),
            tokens,
            weak: false,
            handed_over: false,
            part: false,
            part_of_count: false,
            apart: false,
            sentence,
            rule,
            folded: Folded::default(),
        }
    }

    /// Whether it names an award that it gives to nobody: `trao Huân chương của Chủ tịch nước cho nhà trường`.
    pub fn is_mention(&self) -> bool {
        self.count.is_none() && self.names.is_empty()
    }

    /// `yes`, which if true refuses this reading.
    pub fn refused_if(&self, doc: &Doc, yes: bool, reason: Reason, rule: &'static str) -> bool {
        doc.refuses(yes, self.tokens.clone(), Field::Awards, reason, rule)
    }

    /// Takes the text of who confers.
    pub fn by(mut self, doc: &Doc<'t>, authority: Option<Authority>) -> Self {
        self.authority = authority.map(|a| a.text(doc));
        self
    }

    /// Takes count, kind, names and span of a recipient.
    pub fn receive(mut self, item: &Item<'t>, implied: Option<&'static str>) -> Self {
        let named = item.names.len() as u64;
        self.count = item.count.or((named > 0).then_some(named));
        self.kind = item.kind.or(implied);
        self.names.clone_from(&item.names);
        self.tokens = item.tokens.clone();
        self
    }
}
