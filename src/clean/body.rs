//! The lines below a title → the article's paragraphs: furniture, copies, publication and author
//! lines out, the end found, broken lines joined. One road for HTML and plain text.

use super::byline::{self, Reading};
use super::furniture::{self, Role};
use super::joints;
use super::keys::bare;
use super::line::Line;
use super::published::Stamp;
use super::twice;
use crate::model::{Block, BlockKind};

/// What the lines of a body yield.
#[derive(Debug, Default)]
pub struct Body {
    /// The paragraphs.
    pub blocks: Vec<Block>,
    /// The writer, and how sure the line is.
    pub byline: Option<Writer>,
    /// Publication lines, with the share of the running text (in percent) that stands before.
    pub stamps: Vec<(usize, Stamp)>,
}

/// A writer read from the lines.
#[derive(Debug, Clone)]
pub struct Writer {
    /// The name.
    pub name: String,
    /// A label, the place or the markup says so; else only the shape of the line.
    pub sure: bool,
}

/// What is decided of a line so far.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Kept,
    Dropped,
}

/// Reads the lines of a body. `tail` is what follows it on the page and may name the author;
/// `title` is dropped wherever it is said again.
pub fn read(lines: &[Line], tail: &[Line], title: Option<&str>) -> Body {
    let mut body = Body::default();
    let mut state = vec![State::Kept; lines.len()];
    let title = title.map(|t| bare(&super::keys::key(t)));
    let total: usize = lines.iter().filter(|l| l.is_running()).map(|l| l.words).sum();
    let mut before = 0;
    for (i, line) in lines.iter().enumerate() {
        if line.is_running() {
            before += line.words;
        } else if line.kind != Some(BlockKind::Row) {
            if title.as_deref().is_some_and(|t| says_title(line, t)) {
                state[i] = State::Dropped;
            } else if let Some(stamp) = stamp_of(line) {
                state[i] = State::Dropped;
                if let Some(name) = byline::within(&line.text).or_else(|| author_beside(line, stamp)) {
                    body.byline.get_or_insert(Writer { name, sure: true });
                }
                body.stamps.push((before * 100 / total.max(1), stamp.clone()));
            }
        }
    }
    drop_copies(lines, &mut state);
    let end_of_text = cut_end(lines, &mut state);
    let end = find_byline(lines, &mut state, end_of_text, &mut body);
    if body.byline.is_none() {
        body.byline = after_end(lines[end_of_text..].iter().chain(tail));
    }
    if body.byline.is_none() {
        body.byline = under_title(lines, &mut state);
    }
    state[end..].fill(State::Dropped);
    drop_headlines(lines, &mut state);
    let kept: Vec<&Line> =
        lines.iter().zip(&state).filter(|(_, s)| **s == State::Kept).map(|(l, _)| l).collect();
    body.blocks = blocks(&kept);
    if body.byline.as_ref().is_none_or(|w| !w.sure)
        && let Some(name) = body.blocks.last_mut().and_then(cut_writer)
    {
        body.byline = Some(Writer { name, sure: true });
    }
    body
}

/// Takes the writer off the end of the last paragraph: `… trong năm qua. NGUYÊN ĐỨC`. Behind the last
/// sentence stands a label, or a name in capitals.
fn cut_writer(last: &mut Block) -> Option<String> {
    let tail = last.text.rfind(['.', '!', '?', '…', '”']).and_then(|at| last.text.get(at..))?;
    let tail = tail.trim_start_matches(|c: char| !c.is_whitespace()).trim();
    let capitals = tail.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    let text = last.text.strip_suffix(tail)?.trim_end();
    let name = match byline::read(tail) {
        Reading::Labelled(name) => name,
        Reading::Bare(name) if capitals && name.contains(' ') => name,
        _ => return None,
    };
    if text.split_whitespace().count() < 14 || matches!(last.kind, BlockKind::Row | BlockKind::Item) {
        return None;
    }
    (last.text, last.kind) = (text.to_string(), BlockKind::Paragraph);
    Some(name)
}

fn says_title(line: &Line, title: &str) -> bool {
    let bare = bare(&line.key);
    bare == title || bare.strip_prefix("null ").is_some_and(|rest| rest == title)
}

fn stamp_of(line: &Line) -> Option<&Stamp> {
    if line.words <= 24 { line.stamp() } else { None }
}

/// `THÂN THỊ HIỀN NHƯ -- Thứ năm, 28/12/2023`: the name in front of the date.
pub fn author_beside(line: &Line, stamp: &Stamp) -> Option<String> {
    if !(2..=5).contains(&stamp.others.len()) {
        return None;
    }
    // A joint between two writers (`A - B`) is no word of the key.
    let words: Vec<&str> = line.text.split_whitespace().collect();
    (stamp.others.len()..=words.len()).take(3).find_map(|n| {
        let name = words[..n].join(" ");
        let key = super::keys::key(&name);
        let same = super::keys::words(&key).eq(stamp.others.iter().map(String::as_str));
        same.then(|| byline::tidy(&name)).flatten()
    })
}

fn drop_copies(lines: &[Line], state: &mut [State]) {
    let alive: Vec<usize> = (0..lines.len()).filter(|i| state[*i] == State::Kept).collect();
    let kept: Vec<&Line> = alive.iter().map(|i| &lines[*i]).collect();
    for (at, copy) in alive.iter().zip(twice::copies(&kept)) {
        // a name said again is no copy of a paragraph, and marks the end
        if copy && !matches!(lines[*at].writer(), Reading::Bare(_)) {
            state[*at] = State::Dropped;
        }
    }
}

/// Marks furniture, and finds where the article is over: index of the first line behind it.
fn cut_end(lines: &[Line], state: &mut [State]) -> usize {
    let running = |i: usize, state: &[State]| {
        if state[i] == State::Kept && lines[i].is_running() && !lines[i].furniture {
            lines[i].words
        } else {
            0
        }
    };
    let mut left: usize = (0..lines.len()).map(|i| running(i, state)).sum();
    let mut seen = 0;
    let mut boxed = false;
    for i in 0..lines.len() {
        let words = running(i, state);
        left -= words;
        if words >= 14 {
            seen += words;
            boxed = false;
            if lines[i].role() != Role::End {
                continue;
            }
        }
        if state[i] == State::Dropped {
            continue;
        }
        match lines[i].role() {
            Role::Text if boxed => state[i] = State::Dropped,
            Role::Text => {}
            Role::Furniture => state[i] = State::Dropped,
            Role::SoftEnd if left >= 60 && left * 3 > seen => {
                state[i] = State::Dropped;
                boxed = seen > 0;
            }
            Role::End if left > 2 * seen => state[i] = State::Dropped,
            Role::End | Role::SoftEnd => return i,
        }
    }
    lines.len()
}

/// Finds the author line, drops author and source lines, and moves the end up to the author line
/// where nothing of weight follows it.
fn find_byline(lines: &[Line], state: &mut [State], end: usize, body: &mut Body) -> usize {
    let running: Vec<usize> =
        (0..end).filter(|i| state[*i] == State::Kept && lines[*i].is_running()).collect();
    let total: usize = running.iter().map(|i| lines[*i].words).sum();
    let first = running.first().copied().unwrap_or(0);
    let mut new_end = end;
    let mut seen = 0;
    for i in 0..end {
        if state[i] == State::Dropped {
            continue;
        }
        let line = &lines[i];
        if line.is_running() {
            seen += line.words;
        }
        if line.kind == Some(BlockKind::Row) || (line.heading > 0 && !line.authored) {
            continue;
        }
        let late = seen * 10 >= total * 7 && total > 0;
        let last = seen == total && total > 0;
        match line.writer().clone() {
            Reading::Labelled(name) => {
                state[i] = State::Dropped;
                take(body, name, true, late);
                if late {
                    new_end = i;
                    break;
                }
            }
            Reading::Bare(name) if last || line.right || line.authored || i < first => {
                if i < first && !line.authored && !line.right && !beside_date(lines, i) {
                    continue;
                }
                state[i] = State::Dropped;
                take(body, name, last || line.right || line.authored, last);
                if last {
                    new_end = i;
                    break;
                }
            }
            Reading::Nobody => {
                state[i] = State::Dropped;
                let photo = line.key.trim_start_matches('(').starts_with("anh");
                if last && !photo {
                    new_end = i;
                    break;
                }
            }
            // an account, not a person: `admin`
            Reading::Other if line.authored && line.words <= 4 && !line.is_closed() => {
                state[i] = State::Dropped
            }
            _ => {}
        }
    }
    new_end
}

/// The first sure writer is kept, unless the end of the text names one: above it stands, in many a
/// system, who posted the page.
fn take(body: &mut Body, name: String, sure: bool, late: bool) {
    let known_sure = body.byline.as_ref().is_some_and(|w| w.sure);
    if !known_sure || (late && sure) {
        body.byline = Some(Writer { name, sure });
    }
}

fn beside_date(lines: &[Line], i: usize) -> bool {
    [i.checked_sub(1), Some(i + 1)]
        .into_iter()
        .flatten()
        .filter_map(|j| lines.get(j))
        .any(|l| stamp_of(l).is_some())
}

/// A name alone between the title and the text, where nothing else tells the writer.
fn under_title(lines: &[Line], state: &mut [State]) -> Option<Writer> {
    let first = (0..lines.len()).find(|i| state[*i] == State::Kept)?;
    let line = &lines[first];
    let alone = lines.get(first + 1).is_some_and(Line::is_running) && line.heading == 0 && line.linked == 0;
    match line.writer().clone() {
        Reading::Bare(name) if alone && line.kind.is_none() => {
            state[first] = State::Dropped;
            Some(Writer { name, sure: false })
        }
        _ => None,
    }
}

/// Behind the end: a labelled author, a name said twice in a row, or a name that comes first.
fn after_end<'a>(tail: impl Iterator<Item = &'a Line>) -> Option<Writer> {
    let tail = tail.take(8).collect::<Vec<_>>();
    for (n, line) in tail.iter().enumerate() {
        match line.writer().clone() {
            Reading::Labelled(name) => return Some(Writer { name, sure: true }),
            Reading::Bare(name) if n <= 3 && tail.get(n + 1).is_some_and(|l| l.key == line.key) => {
                return Some(Writer { name, sure: false });
            }
            Reading::Bare(name) if n <= 2 && (line.right || line.authored) => {
                return Some(Writer { name, sure: true });
            }
            Reading::Bare(name) if n == 0 && line.linked == 0 && line.heading == 0 && !line.furniture => {
                return Some(Writer { name, sure: false });
            }
            _ => {}
        }
    }
    None
}

/// Headlines of other articles, wherever they stand, and what trails behind the last paragraph.
fn drop_headlines(lines: &[Line], state: &mut [State]) {
    for (line, state) in lines.iter().zip(state.iter_mut()) {
        let link = line.linked >= 80 && !line.is_running() && line.words >= 4;
        if (!line.is_running() && furniture::is_other_headline(line)) || link {
            *state = State::Dropped;
        }
    }
}

/// The kept lines as paragraphs, broken ones joined.
fn blocks(kept: &[&Line]) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::new();
    // the line that a paragraph ends with so far, the paragraph's words, whether it was joined
    let mut open: Option<(&Line, usize, bool)> = None;
    for line in kept {
        let fits = !matches!(line.kind, Some(BlockKind::Row | BlockKind::Item)) && line.heading == 0;
        if let (Some((before, words, broken)), true, Some(last)) = (open, fits, out.last_mut()) {
            let small = line.opens_small() && words >= 3;
            if small || (line.kind == before.kind && joints::goes_on(before, words, broken, line)) {
                last.text.push(' ');
                last.text.push_str(&line.text);
                open = (!line.is_closed()).then_some((line, words + line.words, true));
                continue;
            }
        }
        let kind = line.kind.filter(|k| *k != BlockKind::Paragraph).unwrap_or_else(|| kind_of(line));
        open = (fits && !line.is_closed() && line.words >= 3).then_some((line, line.words, false));
        out.push(Block { kind, text: line.text.clone() });
    }
    out
}

/// What a line is by its shape.
fn kind_of(line: &Line) -> BlockKind {
    let text = line.text.as_str();
    let numbered = text.split_once(['.', ')']).is_some_and(|(n, _)| {
        (1..=4).contains(&n.len()) && n.chars().all(|c| c.is_ascii_digit() || matches!(c, 'I' | 'V' | 'X'))
    });
    if text.starts_with(['-', '+', '•', '·', '–']) {
        return BlockKind::Item;
    }
    if numbered {
        return if line.words <= 16 && !line.is_closed() { BlockKind::Heading } else { BlockKind::Item };
    }
    let emphatic = line.heading > 0 || (line.bold && line.words <= 20 && !line.is_closed());
    if emphatic && !line.lead && !line.is_running() {
        return BlockKind::Heading;
    }
    if line.words <= 40
        && !line.lead
        && !line.is_running()
        && !line.key.ends_with([':', ';'])
        && !line.key.is_empty()
    {
        return BlockKind::Caption;
    }
    BlockKind::Paragraph
}
