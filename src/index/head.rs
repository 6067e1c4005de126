//! The beginning of a record: what a hit shows of it. It is stored by itself, so that what stands behind the text is not
//! read: it is most of the record.

use super::reader::{Address, Reader, without_record};
use super::{Error, Result};
use crate::model::Source;
use serde::de::{Deserializer as _, IgnoredAny, MapAccess, Visitor};
use std::borrow::Cow;
use std::fmt;
use tantivy::schema::document::{DeserializeError, DocumentDeserialize, DocumentDeserializer};

/// The beginning of a [`Record`](crate::model::Record), up to its text.
#[derive(Debug, Default)]
pub struct Head {
    /// As there.
    pub id: String,
    /// As there.
    pub source: Source,
    /// As there.
    pub title: Option<String>,
    /// As there.
    pub published: Option<String>,
    /// As there.
    pub text: String,
}

impl Reader {
    /// The beginning of an article's record.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn head(&self, address: Address) -> Result<Head> {
        let First(json) = self.stored(address)?;
        head(&json).map_err(|error| Error::damaged(&self.folder, error))
    }
}

/// The first part of a record as stored.
struct First(String);

impl DocumentDeserialize for First {
    fn deserialize<'de, D: DocumentDeserializer<'de>>(
        mut fields: D,
    ) -> std::result::Result<Self, DeserializeError> {
        fields.next_field()?.map(|(_, json)| First(json)).ok_or_else(without_record)
    }
}

/// A record as JSON in two parts: up to its text, which is the last of a [`Head`], and what stands behind that.
pub(super) fn parted(json: &str) -> (&str, &str) {
    // Within a string a quote stands behind a backslash: this is the name, not what a text says.
    const TEXT: &str = "\"text\":\"";
    let bytes = json.as_bytes();
    let Some(begin) = memchr::memmem::find(bytes, TEXT.as_bytes()) else { return (json, "") };
    let mut at = begin + TEXT.len();
    while let Some(next) = bytes.get(at..).and_then(|rest| memchr::memchr2(b'"', b'\\', rest)) {
        at += next + 1;
        if bytes[at - 1] == b'"' {
            return json.split_at(at);
        }
        // Whatever it is, it is meant as it stands.
        at += 1;
    }
    (json, "")
}

fn head(json: &str) -> serde_json::Result<Head> {
    let mut fields = Fields { head: Head::default(), done: false };
    match serde_json::Deserializer::from_str(json).deserialize_map(&mut fields) {
        // That the record goes on behind the text is the parser's complaint, not ours.
        Err(error) if !fields.done => Err(error),
        _ => Ok(fields.head),
    }
}

struct Fields {
    head: Head,
    done: bool,
}

impl<'de> Visitor<'de> for &mut Fields {
    type Value = ();

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a record")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> std::result::Result<(), A::Error> {
        let head = &mut self.head;
        while let Some(name) = map.next_key::<Cow<'de, str>>()? {
            match &*name {
                "id" => head.id = map.next_value()?,
                "source" => head.source = map.next_value()?,
                "title" => head.title = map.next_value()?,
                "published" => head.published = map.next_value()?,
                "text" => {
                    head.text = map.next_value()?;
                    self.done = true;
                    return Ok(());
                }
                _ => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Award, Record};

    #[test]
    fn a_head_is_that_of_its_record() {
        let source =
            Source { path: "a.txt".into(), url: Some("https://a.vn/\"1\"".into()), ..Source::default() };
        let record = Record {
            id: "01".into(),
            source,
            title: Some("Tin \\ \"một\"".into()),
            text: "\"Tin\nhai".into(),
            awards: vec![Award::default()],
            ..Record::default()
        };
        let json = serde_json::to_string(&record).expect("JSON");
        let (first, rest) = parted(&json);
        assert!(first.ends_with("hai\"") && rest.starts_with(','), "{first} {rest}");
        assert_eq!(format!("{first}{rest}"), json);
        let found = head(first).expect("a head");
        let Record { id, source, title, published, text, .. } = record;
        assert_eq!(
            (found.id, found.source, found.title, found.published, found.text),
            (id, source, title, published, text)
        );
    }

    #[test]
    fn a_record_is_parted_behind_its_text() {
        for (json, expected) in [
            (
                r#"{"title":"\"text\":\"a\"","text":"a\\","dates":[]}"#,
                r#"{"title":"\"text\":\"a\"","text":"a\\""#,
            ),
            (r#"{"text":"\"","dates":[]}"#, r#"{"text":"\"""#),
            (r#"{"id":"a"}"#, r#"{"id":"a"}"#),
            (r#"{"text":"a\"#, r#"{"text":"a\"#),
            ("", ""),
        ] {
            assert_eq!(parted(json), json.split_at(expected.len()), "{json}");
        }
    }

    #[test]
    fn what_is_no_record_is_damaged() {
        for json in ["", "7", "[]", "{\"id\": 7}", "{\"id\": \"a\"", "{\"text\": \"a"] {
            assert!(head(json).is_err(), "{json}");
        }
        assert_eq!(head("{}").expect("an old record without fields").text, "");
    }
}
