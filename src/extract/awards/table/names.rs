//! Tables that list recipients: those of the awards that their heading, a row of their own, or the text
//! before names.

use super::super::draft::Draft;
use super::super::listed::{self, Listing};
use super::super::name;
use super::super::recipients::{Item, Names, Reader};
use super::{Row, heads_persons, said_of};
use smallvec::smallvec;
use std::borrow::Cow;
use std::ops::Range;

/// Rule `award-table-names`: rows of names under `I. Tập thể`, `II. Cá nhân` or under an award of their own
/// (`A. Bằng khen của UBND tỉnh`).
pub fn read<'t>(
    reader: &Reader<'_, 't>,
    rows: &[Row],
    heading: Option<Listing<'t>>,
    drafts: &mut Vec<Draft<'t>>,
) {
    let mut list = heading.unwrap_or_else(|| Listing::of(None, 0));
    // `Họ và tên` heads a list of persons.
    if rows[0].iter().any(|c| heads_persons(reader, c.start)) {
        list.kind = Some("individual");
    }
    for row in rows {
        if let Some(cell) = only_cell(reader, row) {
            if let Some(award) = award_heading(reader, cell.clone()) {
                let kind = award.kind.or(list.kind);
                std::mem::replace(&mut list, Listing::of(Some(award), drafts.len())).settle(drafts);
                list.kind = kind;
            }
            list.kind = listed::heading_noun(reader, cell.clone()).map(|(_, kind)| kind).or(list.kind);
            continue;
        }
        list.found.extend(recipient_of(reader, row, list.kind, list.award.is_some()));
    }
    list.settle(drafts);
}

/// The one cell of a row that holds words: a heading inside the table.
fn only_cell<'r>(reader: &Reader, row: &'r Row) -> Option<&'r Range<usize>> {
    let doc = reader.doc;
    let numeral =
        |c: &Range<usize>| c.len() <= 2 && doc.low(c.start).bytes().all(|b| b"ivxabcd".contains(&b));
    let mut words = row.iter().filter(|c| !c.is_empty() && !numeral(c));
    let first = words.next()?;
    (words.next().is_none() && doc.tokens[first.start].is_word() || words.next().is_none() && row.len() == 1)
        .then_some(first)
}

/// The award that a heading inside the table names.
fn award_heading<'t>(reader: &Reader<'_, 't>, cell: Range<usize>) -> Option<Draft<'t>> {
    let names = name::all(reader.doc, cell.clone());
    names.first().map(|name| said_of(reader, name, cell, "award-table-names"))
}

/// The recipient of a row: the first cell that names one, its locality from the next. Where the list says
/// what it holds (`known`), a name that no rule knows is one too.
fn recipient_of<'t>(
    reader: &Reader<'_, 't>,
    row: &Row,
    kind: Option<&'static str>,
    known: bool,
) -> Option<Item<'t>> {
    let doc = reader.doc;
    let (at, cell) = row.iter().enumerate().find(|(_, c)| !c.is_empty() && doc.tokens[c.start].is_word())?;
    let unknown = || {
        let kind = kind.filter(|_| known && at > 0)?;
        reader.unknown_name(cell.start, cell.end, kind)
    };
    let item = reader.named_at(cell.start, cell.end).or_else(unknown)?;
    let kind = kind.or(item.kind);
    if item.kind == Some("collective") {
        let name = item.names.into_iter().next()?;
        let names = smallvec![with_locality(reader, name, cell, row.get(at + 1))];
        return Some(Item { kind, names, ..Item { names: Names::new(), ..item } });
    }
    Some(Item { kind, ..item })
}

/// `Phòng Lao động … | huyện Sa Thầy`: the unit's locality stands in the next column.
fn with_locality<'t>(
    reader: &Reader<'_, 't>,
    name: Cow<'t, str>,
    cell: &Range<usize>,
    next: Option<&Range<usize>>,
) -> Cow<'t, str> {
    let place = next.filter(|c| !c.is_empty()).and_then(|c| reader.unit_at(c.start)).filter(|n| n.is_place);
    let own = reader.unit_at(reader.skip_people_of(cell.start));
    let bare = own.is_some_and(|u| u.locality.is_none());
    let department = ["Phòng", "Ban ", "Hội "].iter().any(|head| name.starts_with(head));
    match place.filter(|_| bare && department) {
        Some(place) => format!("{name} {}", place.name).into(),
        None => name,
    }
}
