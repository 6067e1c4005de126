//! The people of a unit, who stand before its name.

use super::Reader;
use crate::extract::lexicon::Words;
use std::sync::LazyLock;

/// Words of `nhân dân và cán bộ`, `Đảng bộ, chính quyền và Nhân dân`, `lực lượng vũ trang`, `đồng bào các
/// dân tộc`, `tập thể lãnh đạo, cán bộ, chiến sĩ`, `hai đội`, `đại diện đơn vị` before a unit's name.
pub(in super::super) static PEOPLE: LazyLock<Words> = LazyLock::new(|| {
    Words::new([
        "nhân", "dân", "và", "cán", "bộ", "các", "tập", "thể", "đoàn", "đội", "đơn", "vị", "cùng", "toàn",
        "cho", "quân", "lực", "lượng", "vũ", "trang", "đồng", "bào", "tộc", "chính", "quyền", "lãnh", "đạo",
        "chiến", "sĩ", "cộng", "hai", "ba", "đại", "diện", ",", "đảng",
    ])
});

/// Words of `cán bộ, giáo viên, nhân viên`, `thầy và trò`, `tập thể y, bác sĩ và người lao động`: all who work or learn in
/// a unit, where they begin as [`ALL`] do.
static STAFF: LazyLock<Words> = LazyLock::new(|| {
    Words::new([
        "giáo", "viên", "công", "chức", "nhân", "học", "sinh", "thầy", "cô", "trò", "người", "lao", "động",
        "y", "bác", "sĩ", "sỹ", "đội", "ngũ", "thế", "hệ", "hội", "đoàn",
    ])
});

/// How the words for all who work or learn in a unit begin; `cán bộ Trường X` alone may be one of them.
const ALL: &[&[&str]] = &[
    &["cán", "bộ", ","],
    &["cán", "bộ", "giáo"],
    &["tập", "thể"],
    &["toàn", "thể"],
    &["đội", "ngũ"],
    &["thầy", "và", "trò"],
    &["thầy", "trò"],
    &["thầy", "cô"],
    &["các", "thế", "hệ"],
];

/// As many words may stand there.
const MOST: usize = 14;

impl<'t> Reader<'_, 't> {
    /// The token of the unit whose people token `i` begins: `nhân dân và cán bộ | huyện X`. `i` itself
    /// where other words stand between, or no unit follows.
    pub fn skip_people_of(&self, i: usize) -> usize {
        for at in i..=i + MOST {
            if self.unit_at(at).is_some() {
                return at;
            }
            let staff = || ALL.iter().any(|words| self.doc.has(i, words)) && STAFF.has_at(self.doc, at);
            if !PEOPLE.has_at(self.doc, at) && !staff() {
                break;
            }
        }
        i
    }
}
