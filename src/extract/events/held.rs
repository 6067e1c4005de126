//! The verb `tổ chức` (to hold), told from the noun (an organisation).

use crate::extract::marked::{HOLDS, Marked};
use crate::extract::person;
use std::ops::Range;

/// Words behind `tổ chức` that make it the verb.
const HELD: &[&str] = &[
    "lễ", "buổi", "họp", "gặp", "tổng", "sơ", "ký", "kỷ", "đại", "cuộc", "trao", "phát", "tọa", "chương",
    "ra", "đón", "khen", "tuyên", "biểu", "tôn", "vinh", "liên", "phiên", "trọng", "bình", "công", "khai",
    "hội",
];

/// Words before `tổ chức` that make it the noun (organisation).
const NOUN: &[&str] =
    &["các", "ban", "những", "nhiều", "một", "mỗi", "hai", "tác", "vụ", "phòng", "từng", "trong", "của"];

/// The token of the verb `tổ chức` (to hold), not of the noun.
pub fn held_at(doc: &Marked, tokens: &Range<usize>) -> Option<usize> {
    doc.each(tokens.clone(), HOLDS).find(|&i| {
        if doc.is_capital(i) || !doc.has(i, &["tổ", "chức"]) {
            return false;
        }
        let before = if i > tokens.start { doc.low(i - 1) } else { "" };
        let behind = doc.low(i + 2);
        // `tổ chức hội nghị` is held, `tổ chức Hội` an organisation.
        let own_noun = behind != "hội"
            || matches!(doc.low(i + 3), "nghị" | "thi" | "thảo" | "diễn" | "thao" | "chợ" | "trại");
        // `TP Hải Phòng tổ chức`, `Ban Thường vụ tổ chức`: a name ends there.
        let name = match before {
            "phòng" => doc.tokens[i - 1].is_capital(),
            "vụ" => i > tokens.start + 1 && doc.low(i - 2) == "thường",
            // `xã Nậm Ban tổ chức`
            "ban" => person::is_in_locality(doc, i - 1, false),
            _ => false,
        };
        if HELD.contains(&behind) && own_noun {
            return !NOUN.contains(&before) || name;
        }
        // `54 tổ chức` counts organisations; `năm 2023 tổ chức` does not.
        let counted = before.len() < 4 && before.starts_with(|c: char| c.is_ascii_digit());
        !counted
            && !NOUN.contains(&before)
            && !matches!(behind, "cán" | "cơ" | "đảng" | "thành" | "chính" | "xã" | "hội")
    })
}
