//! What a text is about, where the same words confer in one scene and not in another: prizes of a
//! lottery, medals of an arts festival, the honours of one who has died.

use super::begins;
use super::draft::Draft;
use crate::extract::lexicon::Lexicon;
use crate::extract::marked::Marked;
use crate::model::refused::Reason;
use std::ops::Range;
use std::sync::LazyLock;

pub(super) static SCENES: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(include_str!("scene.tsv")));

/// Paragraphs of a notice: so short a text announces a death with one word.
const NOTICE: usize = 2;

/// Verbs that confer on one who has died.
const POSTHUMOUS: &[&[&str]] = &[&["truy", "tặng"], &["truy", "phong"], &["trao"], &["công", "bố"]];

/// Leaves out of `drafts` what the scene says to be no award, and renames what it says to be another.
pub fn settle<'t>(doc: &Marked<'_, 't>, drafts: &mut Vec<Draft<'t>>) {
    if drafts.is_empty() {
        return;
    }
    let found = scenes(doc);
    let count = |scene: &str| found.iter().filter(|(_, s)| *s == scene).count();
    let draws = count("draw");
    let contested = count("contest") + count("sport") + count("arts") > 0;
    // A draw of customers gives prizes that commend nobody.
    let lottery = draws >= 2 || draws == 1 && !contested;
    let mourning = count("mourning");
    let obituary = mourning >= 2 || mourning == 1 && doc.blocks.len() <= NOTICE;
    drafts.retain(|d| {
        let drawn = d.slug == "giai" && (lottery || is_drawn(doc, &found, d));
        !d.refused_if(doc, drawn, Reason::Lottery, "award-lottery")
            && !d.refused_if(doc, obituary && is_worn(doc, d), Reason::Stock, "award-obituary")
    });
    // Medals of an arts festival are prizes and no sport.
    if count("arts") > count("sport") {
        drafts.iter_mut().filter(|d| d.slug == "huy-chuong-the-thao").for_each(|d| d.slug = "giai");
    }
}

/// The words of the list in the text, each with its first token; none overlaps another.
fn scenes(doc: &Marked) -> Vec<(usize, &'static str)> {
    doc.entries(&SCENES, doc.all(begins::SCENE)).map(|(i, hit)| (i, hit.row.value(0))).collect()
}

/// Whether the sentence of a prize speaks of a draw and of no contest.
fn is_drawn(doc: &Marked, found: &[(usize, &str)], draft: &Draft) -> bool {
    let sentence = doc.sentence_of(draft.tokens.start);
    let says = |scene: &str| found.iter().any(|(at, s)| *s == scene && sentence.contains(at));
    says("draw") && !says("contest")
}

/// An honour of the dead, told of the life: `Huân chương Độc lập hạng Ba; Huy hiệu 60 năm tuổi Đảng`. Not
/// what is conferred on the dead, nor what many get.
fn is_worn(doc: &Marked, draft: &Draft) -> bool {
    let sentence: Range<usize> = doc.sentence_of(draft.tokens.start);
    let conferred = sentence.clone().any(|i| POSTHUMOUS.iter().any(|words| doc.has(i, words)));
    draft.count.is_none_or(|count| count == 1) && draft.kind != Some("collective") && !conferred
}
