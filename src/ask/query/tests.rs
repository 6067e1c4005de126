//! How queries are read.

use super::*;
use crate::model::answer::NoteKind;

/// A tree as text: `a b` words, `"a b"` a phrase, `(x & y)`, `(x | y)`, `-x`.
fn shown(node: &Node) -> String {
    let words = |words: &[Typed]| {
        let word = |it: &Typed| match it.how {
            How::Whole => it.shown.clone(),
            How::Prefix => format!("{}*", it.shown),
            How::Fuzzy(letters) => format!("{}~{letters}", it.shown),
        };
        words.iter().map(word).collect::<Vec<_>>().join(" ")
    };
    let each = |nodes: &[Node], between: &str| {
        format!("({})", nodes.iter().map(shown).collect::<Vec<_>>().join(between))
    };
    match node {
        Node::All(nodes) => each(nodes, " & "),
        Node::Any(nodes) => each(nodes, " | "),
        Node::Not(node) => format!("-{}", shown(node)),
        Node::Words(typed) => words(typed),
        Node::Phrase(typed) => format!("\"{}\"", words(typed)),
        Node::Near(typed, between) => format!("\"{}\"~{between}", words(typed)),
        Node::Field(field, value) => format!("{}:{}", field.name(), value.shown()),
    }
}

fn check(input: &str, expected: &str) {
    let found = parse(input).root.as_ref().map(shown).unwrap_or_default();
    assert_eq!(found, expected, "{input:?}");
}

#[test]
fn text_is_text() {
    for (input, expected) in [
        ("Thi đua - Khen thưởng", "Thi đua Khen thưởng"),
        ("Thi đua -Khen thưởng", "Thi đua Khen thưởng"),
        ("Hội đồng Thi đua -Khen thưởng tỉnh", "Hội đồng Thi đua Khen thưởng tỉnh"),
        ("Bà Rịa -Vũng Tàu", "Bà Rịa Vũng Tàu"),
        ("thi đua-khen thưởng", "thi đua khen thưởng"),
        ("27/38", "27 38"),
        ("91/KH-UBND", "91 KH UBND"),
        ("17:43", "17 43"),
        ("http://baonamdinh.vn/a?b=c", "http baonamdinh vn a b c"),
        ("Hình thức: bằng khen", "Hình thức bằng khen"),
        ("award: bang-khen", "award bang khen"),
        ("Phủ Lý(Hà Nam)", "Phủ Lý Hà Nam"),
        ("\"chưa đóng", "chưa đóng"),
        ("(chưa đóng", "chưa đóng"),
        ("chưa mở)", "chưa mở"),
        ("a * b ~ c", "a b c"),
        ("AND", "AND"),
        ("bằng khen AND", "bằng khen AND"),
        ("OR bằng khen", "OR bằng khen"),
        ("bằng khen NOT", "bằng khen NOT"),
        ("bằng khen and giấy khen", "bằng khen and giấy khen"),
        ("khen*thưởng", "khen thưởng"),
        ("a -- b", "a b"),
        ("- a", "a"),
        ("", ""),
        ("|||", ""),
        ("\"", ""),
        ("\"\" - || ()[]*?~^:\\ AND OR", "AND OR"),
    ] {
        check(input, expected);
    }
}

#[test]
fn what_is_joined() {
    for (input, expected) in [
        ("\"bằng khen\" \"Nam Định\"", "(\"bằng khen\" & \"Nam Định\")"),
        ("“bằng khen” tại Nam Định", "(\"bằng khen\" & tại Nam Định)"),
        ("bằng khen -\"Nam Định\"", "(bằng khen & -\"Nam Định\")"),
        ("\"a\"-\"b\"", "(\"a\" & -\"b\")"),
        ("bằng khen -UBND", "(bằng khen & -UBND)"),
        ("bằng khen -giấy khen", "(bằng khen & -giấy khen)"),
        ("-bằng khen", "-bằng khen"),
        ("bằng khen -(a | b)", "(bằng khen & -(a | b))"),
        ("bằng khen -award:giay-khen", "(bằng khen & -award:giay-khen)"),
        ("bằng khen | giấy khen", "(bằng khen | giấy khen)"),
        ("bằng khen OR giấy khen", "(bằng khen | giấy khen)"),
        ("bằng khen AND giấy khen", "(bằng khen & giấy khen)"),
        ("bằng khen AND NOT giấy khen", "(bằng khen & -giấy khen)"),
        ("bằng khen NOT giấy khen", "(bằng khen & -giấy khen)"),
        ("a OR b AND c", "(a | (b & c))"),
        ("(a OR b) AND c", "((a | b) & c)"),
        ("((a))", "a"),
        ("a () b", "a b"),
        ("\"a | b\"", "\"a b\""),
        ("a | | b", "(a | b)"),
        ("(award:bang-khen) (award:giay-khen)", "((award:bang-khen) & (award:giay-khen))"),
    ] {
        check(input, expected);
    }
}

#[test]
fn loose_words() {
    for (input, expected) in [
        ("khen*", "khen*"),
        ("thi đua khen*", "thi đua khen*"),
        ("khen~", "khen~1"),
        ("khen~1", "khen~1"),
        ("khen~2", "khen~2"),
        ("khen~9", "khen 9"),
        ("\"thi đua khen\"~5", "\"thi đua khen\"~5"),
        ("\"thi đua khen\"~", "\"thi đua khen\"~5"),
        ("\"a b\"~x", "(\"a b\" & x)"),
        ("\"a b\"~99999999999999999999", "\"a b\"~1000000"),
        ("*", ""),
        ("~", ""),
    ] {
        check(input, expected);
    }
}

#[test]
fn fields_with_values() {
    for (input, expected) in [
        ("award:bang-khen", "award:bang-khen"),
        ("AWARD:bang-khen", "award:bang-khen"),
        ("award:\"bằng khen\"", "award:bang-khen"),
        ("award:bang-khen,giay-khen", "award:bang-khen,giay-khen"),
        ("award:\"bằng khen\",\"giấy khen\"", "award:bang-khen,giay-khen"),
        ("province:\"Nam Định\" bằng khen", "(province:\"Nam Định\" & bằng khen)"),
        ("count:>=10", "count:>=10"),
        ("count:10..20 year:2022", "(count:10..20 & year:2022)"),
        ("year:2022,2023", "(year:2022 | year:2023)"),
        ("date:2023-01..2023-06", "date:2023-01..2023-06"),
        ("date:2023..", "date:2023.."),
        ("(award:bang-khen level:government)", "(award:bang-khen & level:government)"),
        ("title:\"thi đua\"", "title:\"thi đua\""),
        ("site:baonamdinh.vn", "site:baonamdinh.vn"),
        ("xaward:bang-khen", "xaward bang khen"),
        ("status:maybe", "status maybe"),
        ("award:", "award"),
        ("award:,", "award"),
        ("award:bang-khen,", "award:bang-khen"),
    ] {
        check(input, expected);
    }
}

#[test]
fn what_is_not_the_language_is_noted() {
    let check = |input: &str, kind: NoteKind, at: usize, meant: &str| {
        let notes = parse(input).notes;
        let note =
            notes.iter().find(|note| note.kind == kind).unwrap_or_else(|| panic!("{input}: {notes:?}"));
        assert_eq!(note.at, Some(at), "{input}");
        assert!(meant.is_empty() || note.meant.iter().any(|it| it == meant), "{input}: {note:?}");
    };
    check("awrd:bang-khen", NoteKind::Field, 0, "award");
    check("khen thưởng tỉnh:\"Nam Định\"", NoteKind::Field, 12, "province");
    check("đã status:maybe", NoteKind::Value, 10, "proposed");
    check("award:bang-khem", NoteKind::Value, 6, "bang-khen");
    check("Thi đua -Khen thưởng", NoteKind::Dash, 8, "");
    check("bằng khen AND", NoteKind::Operator, 10, "");
    assert!(parse("17:43 http://a.vn 91/KH-UBND Hình thức: x").notes.is_empty());
    assert_eq!(parse("…").notes[0].kind, NoteKind::NoWords);
}

#[test]
fn long_and_deep_queries_are_read_in_time() {
    for query in [
        "(".repeat(100_000),
        "(".repeat(50_000) + "a" + &")".repeat(50_000),
        "\"".repeat(100_001),
        "-".repeat(100_000),
        "a -".repeat(30_000),
        "a:b ".repeat(30_000),
        "AND ".repeat(30_000),
        "NOT a | ".repeat(30_000),
        "award:".to_string() + &"bang-khen,".repeat(30_000),
    ] {
        parse(&query);
    }
    assert!(parse(&"thi đua ".repeat(100)).words() > MOST_WORDS);
}
