//! What the article is about: kind, day, part of the day, who held it and where. Read from the
//! title and the sentence that tells the event (the lead); what took place before or elsewhere is
//! background and no event here.

mod cues;
mod held;
mod later;
mod lead;
mod organizer;
mod place;
#[cfg(test)]
mod reports;
#[cfg(test)]
mod tests;

use super::marked::Marked;
use crate::model::refused::{Field, Reason};
use crate::model::{Date, Event};
pub(super) use cues::{CONTESTED, WORDS};
use cues::{Cue, cues, is_congress};
use lead::{Lead, lead, lead_and_repeats, title_tokens};

/// The kinds in the order of the output.
const KINDS: &[&str] =
    &["review", "signing", "launch", "award", "selection", "contest", "anniversary", "meeting"];

/// The events of the article: those of the lead, one for each kind, with its day; the signing of pacts
/// at the event that the text tells later; and the events of the items that a report of several
/// places sets apart. `dates` are those of the text.
pub fn find(doc: &Marked, dates: &[Date]) -> Vec<Event> {
    let title = title_tokens(doc);
    let mut found = cues(doc, title.clone(), true);
    let Some(lead) = lead(doc, dates, &found) else { return Vec::new() };
    let from_title = found.len();
    for sentence in lead_and_repeats(doc, dates, &lead) {
        found.extend(cues(doc, sentence, false));
    }
    let mut events = of_lead(doc, &lead, &found, from_title);
    if events.iter().all(|e| e.organizer.is_none()) {
        let named = organizer::of_title(doc, title, &found[..from_title]).map(|o| organizer::name(doc, o));
        events.iter_mut().for_each(|e| e.organizer.clone_from(&named));
    }
    if events.iter().all(|e| e.organizer.is_none())
        && let Some(named) = later::organizer(doc, &lead)
    {
        events.iter_mut().for_each(|e| e.organizer = Some(organizer::name(doc, named.clone())));
    }
    if let Some(signing) = later::signing(doc, dates, &lead, &events) {
        let at = events.partition_point(|e| e.kind == "review");
        events.insert(at, signing);
    }
    if let Some(launch) = later::launch(doc, dates, &lead, &events) {
        let at = events.partition_point(|e| matches!(e.kind.as_str(), "review" | "signing"));
        events.insert(at, launch);
    }
    for item in later::items(doc) {
        let heads: Vec<Cue> = item.first().map_or(Vec::new(), |b| cues(doc, doc.blocks[*b].1.clone(), true));
        let just = |l: &Lead| l.date.is_some() || l.tokens.clone().any(|i| doc.low(i) == "vừa");
        let Some(lead) = lead::lead_in(doc, dates, &heads, &item).filter(just) else {
            continue;
        };
        let told = cues(doc, lead.tokens.clone(), false);
        add(&mut events, of_lead(doc, &lead, &told, 0));
    }
    let main = events.first().and_then(|e| e.organizer.clone());
    for (aside, told) in later::asides(doc, dates, &lead) {
        let mut told = of_lead(doc, &aside, &told, 0);
        told.retain(|e| e.organizer.is_some());
        for event in &mut told {
            // `Tổng công ty` alone is the one that the report is about.
            let is_short =
                |own: &String| main.as_ref().is_some_and(|main| main.starts_with(&format!("{own} ")));
            if event.organizer.as_ref().is_some_and(is_short) {
                event.organizer.clone_from(&main);
            }
        }
        add(&mut events, told);
    }
    events
}

/// Adds the events of another lead; what the same body did on the same day is told again.
fn add(events: &mut Vec<Event>, more: Vec<Event>) {
    for event in more {
        let again = |e: &Event| {
            let other_body =
                e.organizer.is_some() && event.organizer.is_some() && e.organizer != event.organizer;
            (&e.kind, &e.date) == (&event.kind, &event.date) && !other_body
        };
        if !events.iter().any(again) {
            events.push(event);
        }
    }
}

/// The events of one lead, one for each kind among the words `found`; the first `from_title` of them
/// are the title's.
fn of_lead(doc: &Marked, lead: &Lead, found: &[Cue], from_title: usize) -> Vec<Event> {
    // A meeting is what remains: a conference that reviews or signs is a review or a signing.
    let congress = |c: &Cue| c.kind == "meeting" && is_congress(doc, c);
    let others = found.iter().any(|c| c.kind != "meeting");
    for c in found.iter().filter(|c| c.kind == "meeting" && others && !congress(c)) {
        doc.refuse(c.tokens.clone(), Field::Events, Reason::Meeting, "event-lead");
    }
    let organizer = organizer::of_lead(doc, lead);
    let place = place::of_lead(doc, lead, organizer.as_ref().map(|o| o.start));
    let organizer = organizer.map(|o| organizer::name(doc, o));
    KINDS
        .iter()
        .filter_map(|kind| {
            let of_kind = |c: &&Cue| c.kind == *kind && (*kind != "meeting" || !others || congress(c));
            // The lead's own words are better evidence than the title's.
            let at = found[from_title..]
                .iter()
                .find(of_kind)
                .or_else(|| found[..from_title].iter().find(of_kind))?;
            let span = doc.span(at.tokens.clone());
            Some(Event {
                kind: (*kind).to_string(),
                date: date_value(doc, lead),
                session: session(doc, lead).map(str::to_string),
                organizer: organizer.clone(),
                place: place.clone(),
                start: span.start,
                end: span.end,
                rule: if lead.date.is_some() { "event-lead" } else { "event-undated" }.to_string(),
            })
        })
        .collect()
}

/// The day of the lead; `Sáng nay` without a day is the day of publication.
fn date_value(doc: &Marked, lead: &Lead) -> Option<String> {
    if let Some(date) = lead.date {
        return Some(date.value.clone());
    }
    let today =
        lead.tokens.clone().take(12).any(|i| {
            matches!(doc.low(i), "sáng" | "trưa" | "chiều" | "tối" | "hôm") && doc.low(i + 1) == "nay"
        });
    let published = doc.text.published.as_deref().and_then(|p| p.get(..10));
    published.filter(|_| today).map(str::to_string)
}

fn session(doc: &Marked, lead: &Lead) -> Option<&'static str> {
    let of = |word: &str| match word {
        "sáng" => Some("morning"),
        "trưa" => Some("noon"),
        "chiều" => Some("afternoon"),
        "tối" | "đêm" | "khuya" => Some("evening"),
        _ => None,
    };
    let range = match lead.date {
        // The part of the day is the date's own, or stands a few words before it (`Sáng nay (25/2)`).
        Some(date) => {
            let first = lead.tokens.clone().find(|i| doc.tokens[*i].char_end > date.start)?;
            first.saturating_sub(3).max(lead.tokens.start)..first + 2
        }
        None => lead.tokens.start..(lead.tokens.start + 12).min(lead.tokens.end),
    };
    let dated = lead.date.is_some();
    range.into_iter().find_map(|i| of(doc.low(i)).filter(|_| dated || doc.low(i + 1) == "nay"))
}
