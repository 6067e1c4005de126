//! Localities that are named and could not be placed.

use crate::gazetteer::{self, Place};
use crate::index::{Reader, Report, Result};
use crate::model::fact::Unplaced as Sentence;
use serde::Serialize;
use std::collections::HashMap;
use utoipa::ToSchema;

/// What could not be placed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = coverage::Unplaced)]
pub struct Unplaced {
    /// How many articles have such a mention.
    pub articles: u64,
    /// Each mention, articles in the order of their publication; no more than were asked for.
    pub mentions: Vec<UnplacedMention>,
}

/// A locality that is named but stays unresolved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = coverage::UnplacedMention)]
pub struct UnplacedMention {
    /// The article.
    pub id: String,
    /// As written.
    pub text: String,
    /// First code point.
    pub start: usize,
    /// Behind the last code point.
    pub end: usize,
    /// What it may mean: `huyện Châu Thành, tỉnh Long An`; empty if no unit of that day has the
    /// name.
    pub candidates: Vec<String>,
    /// The sentence that holds it; of one longer than 4,000 code points the beginning.
    pub sentence: String,
}

/// The mentions of the reports, `most` at most; with a province, only those that may lie in it.
pub(super) fn told(
    reader: &Reader,
    reports: &[&Report],
    home: Option<&'static Place>,
    most: Option<usize>,
) -> Result<Unplaced> {
    let mut unplaced = Unplaced { articles: reports.len() as u64, mentions: Vec::new() };
    let most = most.unwrap_or(usize::MAX);
    let (ids, sentences) = (reader.ids()?, reader.unplaced()?);
    let mut known: HashMap<(String, Option<String>), Candidate> = HashMap::new();
    for report in reports {
        if unplaced.mentions.len() >= most {
            break;
        }
        let id = ids.one(report.article)?.unwrap_or_default();
        for sentence in sentences.read::<Sentence>(report.article)? {
            for mention in sentence.mentions {
                let candidate = |key: &String| {
                    let candidate = known.entry((key.clone(), sentence.day.clone()));
                    candidate.or_insert_with(|| Candidate::of(key, sentence.day.as_deref())).clone()
                };
                let candidates: Vec<Candidate> = mention.candidates.iter().map(candidate).collect();
                let is_here = |one: &Candidate| one.province.is_some() && one.province == home;
                if home.is_some() && !candidates.iter().any(is_here) {
                    continue;
                }
                unplaced.mentions.push(UnplacedMention {
                    id: id.clone(),
                    text: mention.text,
                    start: mention.start,
                    end: mention.end,
                    candidates: candidates.into_iter().map(|one| one.name).collect(),
                    sentence: sentence.sentence.clone(),
                });
            }
        }
    }
    unplaced.mentions.truncate(most);
    Ok(unplaced)
}

/// What a mention may mean.
#[derive(Clone)]
struct Candidate {
    name: String,
    province: Option<&'static Place>,
}

impl Candidate {
    fn of(key: &str, day: Option<&str>) -> Self {
        let gazetteer = gazetteer::get();
        let Some(place) = gazetteer.by_key_text(key) else {
            return Self { name: key.to_string(), province: None };
        };
        let names = std::iter::once(place).chain(gazetteer.parents(place, day)).map(Place::full_name);
        Self { name: names.collect::<Vec<_>>().join(", "), province: gazetteer.province(place, day) }
    }
}
