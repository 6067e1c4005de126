//! Queries made from queries: narrowed by a field, and widened again.

use super::fields::Field;
use super::lexer::{Kind, is_quote, tokens};
use std::ops::Range;

/// A field that a query is restricted by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restriction {
    /// Name of the field.
    pub name: String,
    /// Its values, as they are written.
    pub values: Vec<String>,
    /// Whether it is left out: `-award:bang-khen`.
    pub excluded: bool,
    /// Where it stands in the query: **bytes**, the dash before it included.
    pub at: Range<usize>,
}

/// The fields that a query is restricted by as a whole; those inside brackets are none of them.
pub fn restrictions(query: &str) -> Vec<Restriction> {
    let mut depth = 0_usize;
    let mut found = Vec::new();
    let mut dash: Option<usize> = None;
    for token in tokens(query) {
        let sign = dash.take();
        match token.kind {
            Kind::Open => depth += 1,
            Kind::Close => depth = depth.saturating_sub(1),
            Kind::Dash => dash = Some(token.at.start),
            Kind::Field(name, values) if depth == 0 && Field::of(&name).is_some() => {
                found.push(Restriction {
                    name,
                    values,
                    excluded: sign.is_some(),
                    at: sign.unwrap_or(token.at.start)..token.at.end,
                })
            }
            _ => {}
        }
    }
    found
}

/// The query without a part of it, one blank where it stood.
pub fn without(query: &str, part: &Range<usize>) -> String {
    let before = query.get(..part.start).unwrap_or_default().trim();
    let behind = query.get(part.end..).unwrap_or_default().trim();
    [before, behind].into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The query with a field added that all of it is restricted by: `bằng khen award:"giay-khen"`.
pub fn narrowed(query: &str, name: &str, value: &str) -> String {
    let field = format!("{name}:\"{}\"", value.replace(is_quote, " "));
    let mut kept = query.trim().to_string();
    // A sign that joins nothing yet would join the field.
    while let Some(last) = tokens(&kept).pop() {
        if !matches!(last.kind, Kind::And | Kind::Or | Kind::Not | Kind::Dash) {
            break;
        }
        kept.truncate(last.at.start);
        kept.truncate(kept.trim_end().len());
    }
    // A quote that is never closed is text; behind the field it would be closed.
    let is_added = |text: &str| {
        let last = tokens(text).pop();
        last.is_some_and(|it| matches!(it.kind, Kind::Field(of, values) if of == name && values.len() == 1))
    };
    if !is_added(&format!("{kept} {field}"))
        && let Some(quote) = kept.rfind(is_quote)
    {
        let length = kept[quote..].chars().next().map_or(0, char::len_utf8);
        kept.replace_range(quote..quote + length, " ");
    }
    let kept = kept.trim();
    let mut depth = 0_usize;
    let alternatives = tokens(kept).into_iter().any(|token| {
        match token.kind {
            Kind::Open => depth += 1,
            Kind::Close => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && token.kind == Kind::Or
    });
    match (kept.is_empty(), alternatives) {
        (true, _) => field,
        (false, true) => format!("({kept}) {field}"),
        (false, false) => format!("{kept} {field}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_is_narrowed_as_a_whole() {
        for (query, expected) in [
            ("", "award:\"x\""),
            ("  bằng khen ", "bằng khen award:\"x\""),
            ("a OR b", "(a OR b) award:\"x\""),
            ("(a | b) c", "(a | b) c award:\"x\""),
            ("a OR", "a award:\"x\""),
            ("a NOT", "a award:\"x\""),
            ("\"bằng khen", "bằng khen award:\"x\""),
            ("\"bằng khen\"", "\"bằng khen\" award:\"x\""),
            ("a -", "a - award:\"x\""),
        ] {
            assert_eq!(narrowed(query, "award", "x"), expected, "{query}");
        }
        assert_eq!(narrowed("a", "site", "x\" OR \"y"), "a site:\"x  OR  y\"");
    }

    #[test]
    fn what_narrows_a_query_is_found_and_taken_away() {
        let query = "bằng khen award:\"giay-khen\" -level:state (year:2023) foo:x";
        let found = restrictions(query);
        let names: Vec<_> = found.iter().map(|it| (it.name.as_str(), it.excluded)).collect();
        assert_eq!(names, [("award", false), ("level", true)]);
        assert_eq!(without(query, &found[0].at), "bằng khen -level:state (year:2023) foo:x");
        assert_eq!(without(query, &found[1].at), "bằng khen award:\"giay-khen\" (year:2023) foo:x");
        for query in ["", "(", "\"", "-", "month:", "a OR", "\u{301}", "((((", "AND OR NOT -"] {
            restrictions(query);
            super::super::parse(&narrowed(query, "month", "2023-03"));
        }
    }
}
