//! A list of decisions: CSV → [`Decision`]s, and the lines that are none.

use crate::ask::filter::{days, nearest};
use crate::ask::query::{Field, Value, award, checked};
use crate::normalise::fold;
use serde::Serialize;
use serde_json::{Map, Value as Json};
use utoipa::ToSchema;

/// An award that was decided on. What is none restricts nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = expected::Decision)]
pub struct Decision {
    /// Its line in the file, from 1.
    pub line: u64,
    /// Slug of the award.
    pub award: &'static str,
    /// Class of the award, where its title has one (`hạng Nhì`).
    pub class: Option<String>,
    /// Who confers it, as written.
    pub authority: Option<String>,
    /// Who receives it: collective, individual, household, or a name as written.
    pub recipient: Option<String>,
    /// How many.
    pub count: Option<u64>,
    /// Its day, as written; or its month or year.
    pub date: Option<String>,
    /// The other columns of the line.
    #[schema(value_type = Object)]
    pub more: Map<String, Json>,
}

/// A line that is no decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = expected::BadLine)]
pub struct BadLine {
    /// The line, from 1.
    pub line: u64,
    /// What is wrong.
    #[schema(value_type = serde_json::Value)]
    pub error: Bad,
}

/// What is wrong with a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(rename_all = "kebab-case")]
pub enum Bad {
    /// The award is blank.
    #[error("the award is missing")]
    NoAward,
    /// No award of this slug or title; the nearest slugs.
    #[error("`{0}` is no award; near to it: {1}")]
    Award(String, String),
    /// Not a number above 0.
    #[error("`{0}` is no count")]
    Count(String),
    /// Not a date.
    #[error("`{0}` is no date")]
    Date(String),
    /// More cells than columns.
    #[error("{0} cells for {1} columns")]
    Cells(usize, usize),
}

/// A file that is no list of decisions.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadList {
    /// Not UTF-8.
    #[error("it is not UTF-8")]
    NotText,
    /// Nothing in it.
    #[error("it is empty")]
    Empty,
    /// The first line names no column `award`; its columns.
    #[error("its first line has no column `award`: {0}")]
    NoAward(String),
    /// Two columns have this name.
    #[error("two columns are called `{0}`")]
    Twice(String),
}

/// The columns that mean something.
const COLUMNS: [&str; 5] = ["award", "authority", "recipient", "count", "date"];

/// The decisions of a CSV file with a head line, and the lines that are none. The separator is `,`, `;` or a tab,
/// whichever the head line has; a byte order mark is no part of it.
///
/// # Errors
/// When the file is no list.
pub fn decisions(bytes: &[u8]) -> Result<(Vec<Decision>, Vec<BadLine>), BadList> {
    let text = std::str::from_utf8(bytes).map_err(|_| BadList::NotText)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let head = text.lines().find(|line| !line.trim().is_empty()).ok_or(BadList::Empty)?;
    let times = |separator: &char| head.matches(*separator).count();
    // Of equally frequent ones the last: a head of one column has none.
    let separator = ['\t', ';', ','].into_iter().max_by_key(times).unwrap_or(',');
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator as u8)
        .has_headers(false)
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let mut columns: Option<Vec<String>> = None;
    let (mut found, mut bad) = (Vec::new(), Vec::new());
    let (mut counted, mut line) = (0, 1);
    // The text is UTF-8 and lies in memory: there is no error to come, but the type has one.
    for record in reader.records().map_while(Result::ok) {
        // Its position is that of the blank lines before it.
        let at = record.position().map_or(0, |position| position.byte() as usize).min(text.len());
        let at = text.len() - text.get(at..).map_or(0, |rest| rest.trim_start_matches(['\r', '\n']).len());
        line += text.get(counted..at).map_or(0, |passed| passed.matches('\n').count() as u64);
        counted = at;
        if record.iter().all(str::is_empty) {
            continue;
        }
        match &columns {
            None => columns = Some(named(&record)?),
            Some(columns) => match decision(columns, &record, line) {
                Ok(decision) => found.push(decision),
                Err(error) => bad.push(BadLine { line, error }),
            },
        }
    }
    Ok((found, bad))
}

fn named(record: &csv::StringRecord) -> Result<Vec<String>, BadList> {
    let lower = |name: &str| {
        let low = name.to_lowercase();
        if COLUMNS.contains(&low.as_str()) { low } else { name.to_string() }
    };
    let columns: Vec<String> = record.iter().map(lower).collect();
    if !columns.iter().any(|name| name == "award") {
        return Err(BadList::NoAward(columns.join(", ")));
    }
    match columns.iter().enumerate().find(|(at, name)| columns[..*at].contains(name) && !name.is_empty()) {
        Some((_, twice)) => Err(BadList::Twice(twice.clone())),
        None => Ok(columns),
    }
}

fn decision(columns: &[String], record: &csv::StringRecord, line: u64) -> Result<Decision, Bad> {
    if record.len() > columns.len() {
        return Err(Bad::Cells(record.len(), columns.len()));
    }
    let cell = |name: &str| {
        let at = columns.iter().position(|column| column == name)?;
        record.get(at).filter(|text| !text.is_empty()).map(String::from)
    };
    let title = cell("award").ok_or(Bad::NoAward)?;
    let (award, class, of) =
        titled(&title).ok_or_else(|| Bad::Award(title.clone(), nearest(&fold::plain(&title))))?;
    let count = cell("count").map(|text| number(&text).ok_or(Bad::Count(text))).transpose()?;
    let date = cell("date");
    if let Some(text) = date.as_ref().filter(|text| days(text).is_none()) {
        return Err(Bad::Date(text.clone()));
    }
    let recipient = cell("recipient").map(|text| kind(&text).unwrap_or(text));
    let others = columns.iter().zip(record).filter(|(name, _)| !COLUMNS.contains(&name.as_str()));
    let more = others.filter(|(name, _)| !name.is_empty()).map(|(name, text)| (name.clone(), text.into()));
    let more = more.collect();
    Ok(Decision { line, award, class, authority: cell("authority").or(of), recipient, count, date, more })
}

/// `Huân chương Lao động hạng Nhì`, `Bằng khen của UBND tỉnh` → slug, class, authority.
fn titled(title: &str) -> Option<(&'static str, Option<String>, Option<String>)> {
    if let Some(slug) = award(title) {
        return Some((slug, None, None));
    }
    let (title, of) = match title.split_once(" của ") {
        Some((title, of)) => (title, Some(of.trim().to_string())),
        None => (title, None),
    };
    if let Some(slug) = award(title) {
        return Some((slug, None, of));
    }
    let (name, class) = title.rsplit_once(" hạng ")?;
    let class = one_of(Field::Class, class)?;
    Some((award(name)?, Some(class), of))
}

/// The kind of recipient that a word names, if it is one.
fn kind(text: &str) -> Option<String> {
    one_of(Field::Recipient, text)
}

fn one_of(field: Field, text: &str) -> Option<String> {
    match checked(field, &[text.to_string()]).ok()?.into_iter().next()? {
        Value::OneOf(values) => values.into_iter().next(),
        _ => None,
    }
}

/// `12`, `1.780`, `1,780`, `1 780`: a number above 0.
fn number(text: &str) -> Option<u64> {
    let groups: Vec<&str> = text.split(['.', ',', ' ', '\u{a0}']).collect();
    let good = groups.len() == 1 || groups[1..].iter().all(|group| group.len() == 3) && groups[0].len() <= 3;
    let digits = groups.concat();
    let plain = good && !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| digits.parse().ok()).flatten().filter(|number| *number > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_as_offices_write_them() {
        let comma =
            "award,authority,recipient,count,date\nbang-khen,UBND tỉnh Nam Định,tập thể,5,2023-03-30\n";
        let semicolon = "\u{feff}Số;DATE;Award;count;recipient;authority\r\n\r\n\
                         91/QĐ;30/3/2023;Bằng khen;5;Tập thể;UBND tỉnh Nam Định\r\n";
        let (first, bad) = decisions(comma.as_bytes()).expect("a list");
        assert!(bad.is_empty());
        let decision = Decision {
            line: 2,
            award: "bang-khen",
            authority: Some("UBND tỉnh Nam Định".into()),
            recipient: Some("collective".into()),
            count: Some(5),
            date: Some("2023-03-30".into()),
            ..Decision::default()
        };
        assert_eq!(first, std::slice::from_ref(&decision));
        let (second, _) = decisions(semicolon.as_bytes()).expect("a list");
        let more = [("Số".to_string(), Json::from("91/QĐ"))].into_iter().collect();
        assert_eq!(second, [Decision { line: 3, date: Some("30/3/2023".into()), more, ..decision }]);
        let (alone, _) = decisions("award\nHuân chương Lao động hạng Nhì\n".as_bytes()).expect("a list");
        assert_eq!((alone[0].award, alone[0].class.as_deref()), ("huan-chuong-lao-dong", Some("2")));
        let (of, _) = decisions("award\nBằng khen của Thủ tướng Chính phủ\n".as_bytes()).expect("a list");
        assert_eq!(of[0].authority.as_deref(), Some("Thủ tướng Chính phủ"));
    }

    #[test]
    fn bad_lines_say_what_is_wrong() {
        let text = "award,count,date\n,1,\nbang-khem,1,\nbang-khen,0,\nbang-khen,năm,\nbang-khen,5,30/2/2023\n\
                    bang-khen,5,2023,6\nbang-khen,1.780,2023\n";
        let (good, bad) = decisions(text.as_bytes()).expect("a list");
        assert_eq!(good.iter().map(|it| (it.line, it.count)).collect::<Vec<_>>(), [(8, Some(1780))]);
        let shown: Vec<_> = bad.iter().map(|it| format!("{} {}", it.line, it.error)).collect();
        assert_eq!(
            shown,
            [
                "2 the award is missing",
                "3 `bang-khem` is no award; near to it: bang-khen, khen-thuong, huan-chuong-khang-chien",
                "4 `0` is no count",
                "5 `năm` is no count",
                "6 `30/2/2023` is no date",
                "7 4 cells for 3 columns",
            ]
        );
    }

    #[test]
    fn what_is_no_list() {
        for (bytes, expected) in [
            (&b""[..], BadList::Empty),
            (b"\n \n", BadList::Empty),
            (b"\xff\xfe", BadList::NotText),
            (b"tap the,so\n", BadList::NoAward("tap the, so".into())),
            (b"award,count,Count\n", BadList::Twice("count".into())),
        ] {
            assert_eq!(decisions(bytes), Err(expected));
        }
        assert_eq!(decisions(b"award\n"), Ok((Vec::new(), Vec::new())));
    }
}
