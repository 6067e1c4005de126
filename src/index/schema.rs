//! The fields, and how a record fills them.

use super::covered::CoveredFields;
use super::facts::FactFields;
use super::head::parted;
use super::signature::{Signature, hash};
use super::terms::with_words;
use super::tokens::{TERMS, WORDS, terms};
use crate::model::Record;
use crate::model::fact::{Counted, place_key};
use tantivy::columnar::Column;
use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::tokenizer::RAW_TOKENIZER_NAME;
use tantivy::{SegmentReader, TantivyDocument};

/// The fields.
#[derive(Clone)]
pub(super) struct Fields {
    /// [`Record::id`].
    pub id: Field,
    /// `id/stamp`: what an unchanged page is known by.
    pub stamp: Field,
    /// The lexically absolute path of the source, for `--prune`.
    pub path: Field,
    /// Bands of the [`Signature`]: articles that share one may be copies of each other.
    pub band: Field,
    /// Trace of the [`Signature`], which decides it.
    pub trace: Field,
    /// Words of the trace.
    pub words: Field,
    /// Hash of the trace.
    pub print: Field,
    /// [`Record::id`] as a [`number`].
    pub number: Field,
    /// [`Origin::stamp`] as a number.
    pub page: Field,
    /// When the article was published, as a [`moment`].
    pub moment: Field,
    /// [`Page::fetched`](crate::model::Page::fetched), 0 for none.
    pub fetched: Field,
    /// [`Record::published`] as it stands, "" for none.
    pub published: Field,
    /// Day of publication as a number, 20230330; 0 for none.
    pub day: Field,
    /// Words of [`Record::text`].
    pub text: Field,
    /// Words of [`Record::title`].
    pub title: Field,
    /// Words of the names of the units.
    pub unit: Field,
    /// Words of the names of the officials.
    pub official: Field,
    /// Words of the name of the province.
    pub province: Field,
    /// Code of the province.
    pub province_code: Field,
    /// Keys of the units, as in [`Condition::Place`](super::Condition::Place).
    pub place: Field,
    /// Host of the page.
    pub site: Field,
    /// Slugs of the awards.
    pub award: Field,
    /// Kinds of the events.
    pub event: Field,
    /// Rows that the article has in each table, in the order of [`TABLES`].
    pub rows: [Field; TABLES.len()],
    /// The awards as they are counted.
    pub facts: FactFields,
    /// What the article covers.
    pub covered: CoveredFields,
    /// The record as JSON, in the parts that [`parted`](super::head::parted) makes.
    pub record: Field,
}

/// The tables whose rows are counted.
pub(super) const TABLES: [&str; 7] =
    ["articles", "awards", "officials", "units", "dates", "ratings", "events"];

/// The column of a table's row counts.
pub(super) fn rows_column(table: &str) -> String {
    format!("rows_{table}")
}

/// A column of numbers; an empty one where no article of the segment has a value.
pub(super) fn numbers(segment: &SegmentReader, name: &str) -> tantivy::Result<Column<u64>> {
    let column = segment.fast_fields().column_opt(name)?;
    Ok(column.unwrap_or_else(|| Column::build_empty_column(segment.max_doc())))
}

/// The schema and its fields.
pub(super) fn schema() -> (Schema, Fields) {
    let mut b = Schema::builder();
    let words = |tokenizer, fieldnorms| {
        let indexing = TextFieldIndexing::default()
            .set_tokenizer(tokenizer)
            .set_fieldnorms(fieldnorms)
            .set_index_option(IndexRecordOption::WithFreqsAndPositions);
        TextOptions::default().set_indexing_options(indexing)
    };
    let names = || words(WORDS, false).set_fast(RAW_TOKENIZER_NAME);
    let column = || TextOptions::default().set_fast(RAW_TOKENIZER_NAME);
    let fields = Fields {
        id: b.add_text_field("id", STRING | column()),
        stamp: b.add_text_field("stamp", STRING),
        path: b.add_text_field("path", column()),
        band: b.add_u64_field("band", FAST),
        trace: b.add_bytes_field("trace", FAST),
        words: b.add_u64_field("words", FAST),
        print: b.add_u64_field("print", FAST),
        number: b.add_u64_field("number", FAST),
        page: b.add_u64_field("page", FAST),
        moment: b.add_u64_field("moment", FAST),
        fetched: b.add_u64_field("fetched", FAST),
        published: b.add_text_field("published", column()),
        day: b.add_u64_field("day", INDEXED | FAST),
        text: b.add_text_field("text", words(TERMS, true)),
        title: b.add_text_field("title", words(TERMS, true)),
        unit: b.add_text_field("unit", names()),
        official: b.add_text_field("official", names()),
        province: b.add_text_field("province", names()),
        province_code: b.add_text_field("province_code", STRING),
        place: b.add_text_field("place", STRING),
        site: b.add_text_field("site", STRING | column()),
        award: b.add_text_field("award", STRING),
        event: b.add_text_field("event", STRING | column()),
        rows: TABLES.map(|table| b.add_u64_field(&rows_column(table), FAST)),
        facts: FactFields::new(&mut b),
        covered: CoveredFields::new(&mut b),
        record: b.add_text_field("record", STORED),
    };
    (b.build(), fields)
}

/// What [`Fields::stamp`] holds.
pub(super) fn stamp_term(id: &str, stamp: &str) -> String {
    format!("{id}/{stamp}")
}

/// Where a record came from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Origin {
    /// [`super::stamp`] of its page.
    pub stamp: String,
    /// Lexically absolute path of its source.
    pub path: String,
    /// [`Page::fetched`](crate::model::Page::fetched).
    pub fetched: Option<u64>,
}

/// The document of a record.
pub(super) fn document(
    fields: &Fields,
    record: &Record,
    counted: &Counted,
    json: &str,
    origin: &Origin,
) -> TantivyDocument {
    // The record, and of each word its terms, its mark and what tells them.
    let mut doc = TantivyDocument::with_capacity(json.len() + 5 * record.text.len());
    doc.add_text(fields.id, &record.id);
    doc.add_text(fields.stamp, stamp_term(&record.id, &origin.stamp));
    doc.add_text(fields.path, &origin.path);
    doc.add_u64(fields.fetched, origin.fetched.unwrap_or(0));
    let (signature, text) =
        with_words(&record.text, |words| (Signature::of_words(record, words), terms(words)));
    signature.bands.iter().flatten().for_each(|band| doc.add_u64(fields.band, u64::from(*band)));
    doc.add_bytes(fields.trace, &signature.bytes());
    doc.add_u64(fields.words, signature.trace.len() as u64);
    doc.add_u64(fields.print, signature.print());
    doc.add_u64(fields.number, number(&record.id));
    doc.add_u64(fields.page, hash(origin.stamp.bytes()));
    doc.add_u64(fields.moment, moment(record.published.as_deref().unwrap_or("")));
    doc.add_text(fields.published, record.published.as_deref().unwrap_or(""));
    doc.add_u64(fields.day, record.published.as_deref().and_then(day).unwrap_or(0));
    doc.add_text(fields.text, text);
    if let Some(title) = &record.title {
        doc.add_text(fields.title, with_words(title, terms));
    }
    for unit in &record.units {
        doc.add_text(fields.unit, &unit.name);
    }
    for unit in &record.units {
        if let (Some(level), Some(code)) = (unit.level, &unit.code) {
            let from = unit.valid_from.as_deref().unwrap_or("");
            doc.add_text(fields.place, place_key(level, code, from));
        }
    }
    if let Some(site) = &record.source.site {
        doc.add_text(fields.site, site);
    }
    for official in &record.officials {
        doc.add_text(fields.official, &official.name);
        official.variants.iter().for_each(|v| doc.add_text(fields.official, v));
    }
    if let Some(province) = &record.province {
        doc.add_text(fields.province, &province.name);
        if let Some(code) = &province.code {
            doc.add_text(fields.province_code, code);
        }
    }
    record.awards.iter().for_each(|a| doc.add_text(fields.award, &a.award));
    record.events.iter().for_each(|e| doc.add_text(fields.event, &e.kind));
    // An official has a row for every position, and one without any.
    let officials = record.officials.iter().map(|o| o.positions.len().max(1)).sum();
    let (awards, units, dates) = (record.awards.len(), record.units.len(), record.dates.len());
    let counts = [1, awards, officials, units, dates, record.ratings.len(), record.events.len()];
    for (field, count) in fields.rows.iter().zip(counts) {
        doc.add_u64(*field, count as u64);
    }
    fields.facts.fill(&mut doc, record, &counted.facts);
    fields.covered.fill(&mut doc, &counted.covered);
    // As text: bytes would be written and read one by one.
    let (head, rest) = parted(json);
    doc.add_text(fields.record, head);
    doc.add_text(fields.record, rest);
    doc
}

/// An id as a number: its 16 hexadecimal digits; of any other name a hash.
pub(super) fn number(id: &str) -> u64 {
    let hex = id.len() == 16 && id.bytes().all(|b| b.is_ascii_hexdigit());
    hex.then(|| u64::from_str_radix(id, 16).ok()).flatten().unwrap_or_else(|| hash(id.bytes()))
}

/// A moment of publication as a number that orders like it: `2023-03-30T17:43:00+07:00` → 20230330174300, a
/// day without an hour before all hours of it, `u64::MAX` for none.
pub(super) fn moment(published: &str) -> u64 {
    let clock: String = published.bytes().take(19).filter(u8::is_ascii_digit).map(char::from).collect();
    match clock.len() {
        8 | 14 => format!("{clock:0<14}").parse().unwrap_or(u64::MAX),
        _ => u64::MAX,
    }
}

/// `2023-03-30…` → 20230330.
pub(super) fn day(published: &str) -> Option<u64> {
    let digits: String = published.get(..10)?.split('-').collect();
    (digits.len() == 8).then(|| digits.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_order_as_they_follow_each_other() {
        let row = ["2023-03-30", "2023-03-30T17:43:00+07:00", "2023-03-30T17:43:01+07:00", "2023-03-31", ""];
        assert!(row.map(moment).is_sorted_by(|a, b| a < b), "{:?}", row.map(moment));
        assert_eq!(moment("2023-03-30T17:43:00+07:00"), 20_230_330_174_300);
    }

    #[test]
    fn ids_as_numbers() {
        assert_eq!(number("00000000000000ff"), 255);
        assert_ne!(number("ff"), number("FF"));
        assert_ne!(number("bài 1"), number("bài 2"));
    }

    #[test]
    fn days() {
        for (input, expected) in [
            ("2023-03-30T17:43:00+07:00", Some(20_230_330)),
            ("2023-03-30", Some(20_230_330)),
            ("2023", None),
        ] {
            assert_eq!(day(input), expected);
        }
    }
}
