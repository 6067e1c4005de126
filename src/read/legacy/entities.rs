//! Letters of an older encoding that an editor wrote as names: `Huy&Ouml;n` for `Huyện`.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

/// The names of U+00A0 to U+00FF, in order.
const NAMES: &str = "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 \
    sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml \
    Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml \
    times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave \
    eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute \
    ucirc uuml yacute thorn yuml";

static CODES: LazyLock<HashMap<&str, u32>> = LazyLock::new(|| NAMES.split_whitespace().zip(0xa0..).collect());

/// The longest name or number.
const LONGEST: usize = 8;

/// Writes the names and numbers of Latin-1 letters and signs as what they name. A sign that stands
/// alone (`&raquo; `, `&copy; 2010`) is decoration and stays, as does the blank.
pub fn expand(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let joins = |c: char| c.is_alphabetic() || c == '&' || ('\u{a1}'..='\u{ff}').contains(&c);
        match entity(rest) {
            Some((c, used))
                if c.is_alphabetic() || out.ends_with(joins) || rest[used..].starts_with(joins) =>
            {
                out.push(c);
                rest = &rest[used..];
            }
            _ => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// The letter or sign that the text begins with by name or number, and the length of that in bytes.
fn entity(text: &str) -> Option<(char, usize)> {
    let end = text.bytes().take(LONGEST + 2).position(|b| b == b';')?;
    let name = &text[1..end];
    let c = match name.strip_prefix('#') {
        Some(number) => match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        },
        None => *CODES.get(name)?,
    };
    let c = char::from_u32(c)?;
    ('\u{a1}'..='\u{ff}').contains(&c).then_some((c, end + 1))
}

#[cfg(test)]
mod tests {
    use super::expand;

    #[test]
    fn names_and_numbers() {
        let check = |text, expected| assert_eq!(expand(text), expected);
        check("Huy&Ouml;n th&#173;&euml;ng &reg;&#xb9;t", "HuyÖn th\u{ad}ëng ®¹t");
        check(
            "&raquo; Tin &copy; 2010&nbsp;&amp; &lt;p&gt; &#7879;",
            "&raquo; Tin &copy; 2010&nbsp;&amp; &lt;p&gt; &#7879;",
        );
        check("a & b &unknown; &", "a & b &unknown; &");
    }
}
