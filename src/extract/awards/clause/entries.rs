//! From an award and its recipients to entries.

use super::super::draft::Draft;
use super::super::name::Name;
use super::super::recipients::Item;
use super::Clause;

/// Adds the entries of an award for a list of recipients to `out`; names of one kind in a row are one entry.
/// Recipients that are neither counted nor named make none.
pub(super) fn entries<'t>(
    draft: &Draft<'t>,
    items: &[Item<'t>],
    name: &Name<'t>,
    rule: &'static str,
    out: &mut Vec<Draft<'t>>,
) {
    let own = out.len();
    // A title of persons goes to no body: `Hội X … cùng 3 đảng viên nhận Huy hiệu Đảng`.
    let body =
        |i: &Item| name.recipient == Some("individual") && i.kind == Some("collective") && i.count.is_none();
    // Nor a flag to a person: who takes it in hand takes it for the body.
    let hand =
        |i: &Item| name.recipient == Some("collective") && i.kind == Some("individual") && i.count.is_none();
    for item in items.iter().filter(|i| !i.generic && !body(i) && !hand(i)) {
        let named_only = item.count.is_none();
        let kind = item.kind.or(name.recipient);
        match out[own..].last_mut().filter(|d| named_only && d.kind == kind && is_named_only(d)) {
            Some(last) => {
                last.names.extend(item.names.iter().cloned());
                last.count = Some(last.names.len() as u64);
                last.tokens.end = item.tokens.end;
            }
            None => out.push(Draft {
                rule,
                part_of_count: !named_only,
                ..draft.clone().receive(item, name.recipient)
            }),
        }
    }
}

fn is_named_only(draft: &Draft) -> bool {
    !draft.part_of_count && draft.count == Some(draft.names.len() as u64)
}

impl<'t> Clause<'_, '_, 't> {
    /// Rule `award-shared-tail`: `34 tập thể và 127 lao động tiên tiến`: the first half shares the title.
    /// Not where the text between them is more than a conjunction.
    pub(super) fn tail_before(&self, name: &Name<'t>, at: usize, draft: &Draft<'t>) -> Option<Draft<'t>> {
        if name.slug != "lao-dong-tien-tien" || at == 0 || !matches!(self.low(at - 1), "và" | ",") {
            return None;
        }
        let items = self.reader.list_before(self.consumed, at - 1);
        let [item] = items.as_slice() else { return None };
        (is_counted_collective(item) && item.tokens.end + 1 == at).then(|| titled(draft, item, name))
    }

    /// Adds an award for each of `items`, by `rule` where no title goes by the kind of its recipient.
    pub(super) fn entered(
        &self,
        name: &Name<'t>,
        items: &[Item<'t>],
        draft: &Draft<'t>,
        rule: &'static str,
        out: &mut Vec<Draft<'t>>,
    ) {
        if has_shared_tail(name, items) {
            out.extend(items.iter().filter(|i| !i.generic).map(|i| titled(draft, i, name)));
        } else {
            entries(draft, items, name, rule, out);
        }
    }
}

/// Rule `award-shared-tail`: `13 tập thể và 46 cá nhân đạt danh hiệu lao động tiên tiến`: a collective
/// gets the title of collectives. Not where no collective is counted.
fn has_shared_tail(name: &Name, items: &[Item]) -> bool {
    name.slug == "lao-dong-tien-tien" && items.iter().any(is_counted_collective)
}

fn is_counted_collective(item: &Item) -> bool {
    item.kind == Some("collective") && item.count.is_some()
}

/// The title that a recipient gets by its kind.
fn titled<'t>(draft: &Draft<'t>, item: &Item<'t>, name: &Name<'t>) -> Draft<'t> {
    let collective = item.kind == Some("collective");
    let slug = if collective { "tap-the-lao-dong-tien-tien" } else { name.slug };
    Draft { slug, rule: "award-shared-tail", ..draft.clone().receive(item, item.kind) }
}
