//! Lines that were broken in the middle of a sentence: by a column's width, or by what the text was
//! pasted from. They are joined before anything is judged.

use super::furniture::Role;
use super::keys;
use super::line::Line;
use crate::model::BlockKind;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// Wider columns are no columns: such lines are paragraphs.
const WIDEST: usize = 120;
/// Narrower lines are menus and headlines.
const NARROWEST: usize = 45;
/// A line is full if it misses no more than this of the column.
const RAGGED: usize = 18;
/// Cells that a row of a table has at least.
const FEWEST_CELLS: usize = 3;
/// Cells that a row of a table has at most, where each stands on a line of its own.
const MOST_CELLS: usize = 8;
/// Deeper set than the line before by so many blanks: a new paragraph.
const INDENT: usize = 3;

static DANGLING: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
    keys::rows(include_str!("dangling.tsv")).filter_map(|r| Some((*r.first()?, *r.get(1)?))).collect()
});

/// The lines of a plain text, broken ones joined.
pub fn lines(text: &str) -> Vec<Line> {
    let width = column(text);
    let (rows, flattened) = (rows(text), flattened(text));
    let all: Vec<&str> = if flattened.is_empty() { Vec::new() } else { text.lines().collect() };
    let taken: HashSet<usize> = flattened.values().flatten().copied().collect();
    let mut out: Vec<Line> = Vec::new();
    let mut open: Option<Open> = None;
    let mut blank = false;
    for (at, raw) in text.lines().enumerate() {
        let row: Option<Vec<&str>> = match flattened.get(&at) {
            Some(lines) => Some(lines.iter().map(|&line| all[line].trim()).collect()),
            None if taken.contains(&at) => continue,
            None => rows.contains(&at).then(|| cells(raw).collect()),
        };
        if let Some(row) = row {
            out.extend(open.take().map(Open::close));
            out.push(Line { kind: Some(BlockKind::Row), ..Line::new(&row.join(" | ")) });
            continue;
        }
        let line = unmarked(raw);
        if line.text.is_empty() {
            blank = true;
            continue;
        }
        match &mut open {
            Some(open) if open.takes(&line, raw, if blank { None } else { width }) => open.push(line, raw),
            _ => {
                out.extend(open.replace(Open::new(line, raw)).map(Open::close));
            }
        }
        blank = false;
    }
    out.extend(open.map(Open::close));
    out
}

/// The lines that are rows of a table: behind running text, at least two together that have as many
/// cells, three or more, between bars or tabs. A single such line is a menu.
fn rows(text: &str) -> HashSet<usize> {
    // Most texts have none.
    if !text.contains(['|', '\t']) {
        return HashSet::new();
    }
    let mut told = false;
    let mut widths: Vec<usize> = Vec::new();
    for raw in text.lines() {
        let width = if told { cells(raw).count() } else { 0 };
        told |= width < FEWEST_CELLS && raw.len() > NARROWEST && Line::new(raw).is_running();
        widths.push(width);
    }
    let alike = |at: usize, other: Option<usize>| other.is_some_and(|o| widths.get(o) == Some(&widths[at]));
    (0..widths.len())
        .filter(|&at| widths[at] >= FEWEST_CELLS)
        .filter(|&at| alike(at, at.checked_sub(1)) || alike(at, Some(at + 1)))
        .collect()
}

/// The cells of a line, with the empty ones; bars at both ends are a frame.
fn cells(raw: &str) -> impl Iterator<Item = &str> {
    let by_tab = raw.contains('\t');
    let text = if by_tab { raw.trim_matches(' ') } else { raw.trim() };
    let framed = text.strip_prefix('|').and_then(|t| t.strip_suffix('|'));
    framed.unwrap_or(text).split(move |c| if by_tab { c == '\t' } else { c == '|' }).map(str::trim)
}

/// A table whose cells stand on lines of their own: `TT`, its other heads, then `1` and its cells, `2` and
/// as many. Gives for each first line of a row the lines of its cells.
fn flattened(text: &str) -> HashMap<usize, Vec<usize>> {
    let shown: Vec<(usize, &str)> =
        text.lines().map(str::trim).enumerate().filter(|(_, l)| !l.is_empty()).collect();
    let is_head =
        |l: &str| matches!(keys::key_within(l, 10).as_deref(), Some("tt" | "stt" | "so tt" | "so thu tu"));
    let numbered =
        |at: usize, n: usize| shown.get(at).is_some_and(|(_, l)| l.trim_end_matches('.').parse() == Ok(n));
    let mut rows = HashMap::new();
    for head in (0..shown.len()).filter(|&at| is_head(shown[at].1)) {
        let Some(width) = (FEWEST_CELLS..=MOST_CELLS).find(|w| numbered(head + w, 1)) else { continue };
        let full = |n: usize| numbered(head + n * width, n) && head + (n + 1) * width <= shown.len();
        let last = (1..).take_while(|&n| full(n)).count();
        if last < 2 {
            continue;
        }
        for n in 0..=last {
            let row = &shown[head + n * width..head + (n + 1) * width];
            rows.insert(row[0].0, row.iter().map(|(at, _)| *at).collect());
        }
    }
    rows
}

/// A line without the signs of Markdown around it, in which some crawlers save.
fn unmarked(raw: &str) -> Line {
    let text = raw.trim();
    let level = text.bytes().take_while(|b| *b == b'#').count();
    if (1..=6).contains(&level) && text[level..].starts_with(' ') {
        let heading = u8::try_from(level).unwrap_or(6);
        return Line { heading, ..Line::new(text[level..].trim_end_matches('#')) };
    }
    for sign in ["**", "__", "*", "_"] {
        let inner = text.strip_prefix(sign).and_then(|t| t.strip_suffix(sign));
        if let Some(inner) = inner.filter(|t| !t.contains(sign) && t.trim() == *t && !t.is_empty()) {
            return Line { bold: sign.len() == 2, ..Line::new(inner) };
        }
    }
    Line::new(text)
}

/// A paragraph that may go on.
struct Open<'t> {
    first: Line,
    joined: String,
    words: usize,
    broken: bool,
    /// The line that it ends with so far, if not the first.
    last: Option<Line>,
    /// That line as it stands in the text.
    raw: &'t str,
    judged: bool,
}

impl<'t> Open<'t> {
    fn new(line: Line, raw: &'t str) -> Self {
        let judged = line.role() == Role::Text && line.stamp().is_none();
        Self { joined: String::new(), words: line.words, broken: false, last: None, first: line, raw, judged }
    }

    /// Whether the line goes on with the paragraph. `width` of the column, where the two touch.
    fn takes(&self, line: &Line, raw: &str, width: Option<usize>) -> bool {
        let heading = self.first.heading > 0 || line.heading > 0;
        if !self.judged || heading || self.last().is_closed() || is_item(line) {
            return false;
        }
        let full = width.is_some_and(|w| {
            let length = self.raw.trim_end().chars().count();
            let next = raw.split_whitespace().next().map_or(0, |w| w.chars().count());
            length + 1 + next > w && length + RAGGED >= w && indent(raw) < indent(self.raw) + INDENT
        });
        (full || goes_on(self.last(), self.words, self.broken, line))
            && line.role() == Role::Text
            && line.stamp().is_none()
    }

    fn last(&self) -> &Line {
        self.last.as_ref().unwrap_or(&self.first)
    }

    fn push(&mut self, line: Line, raw: &'t str) {
        if self.joined.is_empty() {
            self.joined.push_str(&self.first.text);
        }
        self.joined.push(' ');
        self.joined.push_str(&line.text);
        self.words += line.words;
        self.broken = true;
        self.raw = raw;
        self.last = Some(line);
    }

    fn close(self) -> Line {
        if self.joined.is_empty() { self.first } else { Line::new(&self.joined) }
    }
}

/// Whether `next` goes on with the sentence that `last` left open. `words` of the paragraph so far;
/// `broken`: it was joined before, and a sentence that was broken once is so to its end.
pub fn goes_on(last: &Line, words: usize, broken: bool, next: &Line) -> bool {
    if last.is_closed() || words < 6 || is_item(next) {
        return false;
    }
    if next.opens_small() || (broken && next.is_closed()) {
        return true;
    }
    if last.text.ends_with(',') {
        return next.text.starts_with(char::is_alphanumeric);
    }
    let end = last.text.rsplit(' ').next().unwrap_or_default();
    match DANGLING.get(end).copied() {
        Some("any") => true,
        Some(_) => opens_award(next),
        None => false,
    }
}

/// Whether an award, a number or a quotation opens the line.
fn opens_award(line: &Line) -> bool {
    const AWARDS: &[&str] = &[
        "bang",
        "giay",
        "co",
        "huan",
        "huy",
        "ky niem",
        "thu khen",
        "danh hieu",
        "cup",
        "bieu trung",
        "giai",
        "chien si",
        "tap the",
        "nha giao",
        "thay thuoc",
        "nghe nhan",
        "nghe si",
        "anh hung",
        "lao dong",
    ];
    line.text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '“' | '"'))
        || AWARDS.iter().any(|a| keys::opens(&line.key, a))
}

fn is_item(line: &Line) -> bool {
    let numbered = line.text.split_once(['.', ')', '/']).is_some_and(|(n, rest)| {
        (1..=3).contains(&n.len()) && n.chars().all(|c| c.is_ascii_digit()) && rest.starts_with(' ')
    });
    numbered || line.text.starts_with(['-', '+', '*', '•', '·', '–', '►', '»', '>', '['])
}

fn indent(raw: &str) -> usize {
    raw.chars().take_while(|c| c.is_whitespace()).map(|c| if c == '\t' { 4 } else { 1 }).sum()
}

/// The width of the column that the text was set in: most lines of some length end near it.
fn column(text: &str) -> Option<usize> {
    let mut lengths: Vec<usize> =
        text.lines().map(|l| l.trim_end().chars().count()).filter(|n| *n >= 30).collect();
    if lengths.len() < 5 {
        return None;
    }
    lengths.sort_unstable_by(|a, b| b.cmp(a));
    let width = lengths[lengths.len() / 15];
    let full = lengths.iter().filter(|n| (width.saturating_sub(RAGGED)..=width).contains(*n)).count();
    ((NARROWEST..=WIDEST).contains(&width) && full * 2 >= lengths.len()).then_some(width.saturating_sub(2))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<String> = lines(text).into_iter().map(|l| l.text).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn lines_of_cells_together_are_a_table() {
        let rows = |text: &str| lines(text).iter().filter(|l| l.kind == Some(BlockKind::Row)).count();
        let told =
            "Hội đồng giám khảo chọn 34 tác phẩm để Ban Tổ chức trao 4 giải A, trong đó có các tác phẩm sau.";
        for (text, expected) in [
            (format!("{told}\nTT | Tác giả | Giải\n1 | Trà Giang | A\n2 | Y Hoa | B"), 3),
            (format!("{told}\nTT\tTác giả\tGiải\n1\tTrà Giang\tA"), 2),
            (format!("{told}\nHình thức | Tập thể | Cá nhân\nCờ thi đua | 1 |\nBằng khen | | 3"), 3),
            (format!("{told}\nTT\nTác giả\nGiải\n1\nTrà Giang\nA\n\n2\nY Hoa\nB\nHết"), 3),
            (format!("{told}\nTT\nTác giả\nGiải\n1\nTrà Giang\nA"), 0),
            (format!("{told}\nTrang chủ | Tin tức | Liên hệ\nBản quyền"), 0),
            (format!("Trang chủ | Tin tức | Liên hệ\nThời sự | Đời sống | Pháp luật\n{told}"), 0),
            (format!("{told}\nThu Hà | 21/6/2022\nMinh | 22/6/2022"), 0),
        ] {
            assert_eq!(rows(&text), expected, "{text}");
        }
    }

    #[test]
    fn sentences_are_mended() {
        check(
            "Dự lễ có đồng chí Lê Văn An, Bí thư Huyện ủy,\nChủ tịch HĐND huyện Bình\nLục và đại biểu.\nKết quả",
            &[
                "Dự lễ có đồng chí Lê Văn An, Bí thư Huyện ủy, Chủ tịch HĐND huyện Bình Lục và đại biểu.",
                "Kết quả",
            ],
        );
        check(
            "Ghi nhận thành tích đó, Chủ tịch UBND huyện đã tặng\n\nGiấy khen cho 5 tập thể.",
            &["Ghi nhận thành tích đó, Chủ tịch UBND huyện đã tặng Giấy khen cho 5 tập thể."],
        );
        check(
            "Dịp này, UBND tỉnh khen thưởng 3 tập thể\nvà 7 cá nhân.",
            &["Dịp này, UBND tỉnh khen thưởng 3 tập thể và 7 cá nhân."],
        );
    }

    #[test]
    fn columns_are_unset() {
        let text = "Ngày 5/1/2008, Công an tỉnh tổ chức hội nghị tổng kết công tác\nnăm 2007. Phong trào thi đua Vì an ninh Tổ quốc ngày càng đi vào\nchiều sâu. Chủ tịch UBND tỉnh tặng Bằng khen cho thị trấn Đồng\nĐăng, Công an xã Tân Thanh cùng 7 cá nhân có thành tích; Công an\nHuyện Cao Lộc nhận Cờ thi đua của Bộ Công an trao tặng tại lễ.\n                              Trần Thu Hà";
        let found: Vec<String> = lines(text).into_iter().map(|l| l.text).collect();
        assert_eq!(found.len(), 2, "{found:?}");
        assert_eq!(found[1], "Trần Thu Hà");
    }

    #[test]
    fn signs_of_markdown_go() {
        check(
            "## Kết quả khen thưởng\n**Thu Hà**\n*Thu Hà*\n* Hàm Yên: 3 tập thể *\n#1 là Hà Nội",
            &["Kết quả khen thưởng", "Thu Hà", "Thu Hà", "* Hàm Yên: 3 tập thể *", "#1 là Hà Nội"],
        );
    }

    #[test]
    fn lines_of_their_own_stay() {
        for text in [
            "Chủ tịch UBND tỉnh khen thưởng các tập thể\nQuang cảnh hội nghị",
            "Tại hội nghị đã có nhiều đơn vị được trao tặng\nTin, ảnh: Minh Tâm",
            "Hội nghị tổng kết công tác thi đua năm 2020\nlượt xem: 12",
            "Kết quả bình xét cuối năm của toàn ngành là\n- Giấy khen: 5",
            "Trang chủ\nGiới thiệu\nvăn bản",
        ] {
            check(text, &text.lines().collect::<Vec<_>>());
        }
    }
}
