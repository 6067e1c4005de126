//! UTF-8 that was read as windows-1252: `Huyá»‡n` for `Huyện`.

use encoding_rs::WINDOWS_1252;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Fewer broken letters than this could be chance.
const LEAST: usize = 3;

/// A template may be right around a broken article: so many right letters for a broken one are believed.
const AMONG: usize = 10;

/// What windows-1252 shows, back to its byte.
static BYTES: LazyLock<HashMap<char, u8>> = LazyLock::new(|| {
    let shown = |byte: u8| WINDOWS_1252.decode_without_bom_handling(&[byte]).0.chars().next();
    let controls = (0x80..=0x9f_u8).map(|byte| (char::from(byte), byte));
    controls.chain((0x80..=0xff).filter_map(|byte| Some((shown(byte)?, byte)))).collect()
});

/// The text as it was meant. None where it shows no clear trace of such a decoding.
pub fn undo(text: &str) -> Option<String> {
    // The letters of the Vietnamese block all begin so.
    if !text.contains("á»") && !text.contains("áº") {
        return None;
    }
    let mut out = String::with_capacity(text.len());
    let mut mended = 0;
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if let Some((letter, used)) = (!c.is_ascii()).then(|| letter(rest)).flatten() {
            mended += usize::from(('\u{1e00}'..'\u{1f00}').contains(&letter));
            out.push(letter);
            rest = &rest[used..];
        } else {
            out.push(c);
            rest = &rest[c.len_utf8()..];
        }
    }
    let own = text.chars().filter(|c| ('\u{1e00}'..'\u{1f00}').contains(c)).count();
    (mended >= LEAST && mended * AMONG >= own).then_some(out)
}

/// The letter whose UTF-8 the text begins with, byte by byte shown as a letter; and the length of
/// that, in bytes of the text.
fn letter(text: &str) -> Option<(char, usize)> {
    let mut bytes = Vec::with_capacity(4);
    for (at, c) in text.char_indices().take(4) {
        bytes.push(*BYTES.get(&c)?);
        if let Ok(whole) = std::str::from_utf8(&bytes) {
            return Some((whole.chars().next()?, at + c.len_utf8()));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn broken(text: &str) -> String {
        WINDOWS_1252.decode_without_bom_handling(text.as_bytes()).0.into_owned()
    }

    #[test]
    fn undoes_what_was_read_as_windows_1252() {
        let check = |text: &str| assert_eq!(undo(&broken(text)).as_deref(), Some(text));
        check("Huyện Đăk Hà tặng “Giấy khen” – 15 tập thể");
        check("UBND tỉnh trao thưởng cho đồng bào Ê Đê ở Ẵ");
    }

    #[test]
    fn leaves_other_text_alone() {
        for text in [
            "Huyện Đăk Hà tặng giấy khen",
            "« déjà vu » à l’été",
            "quá»… quá»…",
            "Một dòng hỏng “Huyá»‡n” trong bài viết đúng, đủ mọi dấu của tiếng Việt",
        ] {
            assert_eq!(undo(text), None, "{text}");
        }
    }
}
