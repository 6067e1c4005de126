//! Plain text as a crawler saved it → [`Article`].

use super::body;
use super::furniture::Role;
use super::joints;
use super::keys;
use super::line::Line;
use super::published::{self, Label, Stamp};
use super::title::{self, Said};
use crate::model::Article;

/// The article of a plain text. `title` is one that came beside the text.
pub fn article(text: &str, title: Option<&str>) -> Article {
    let mut lines = joints::lines(text);
    let first = first_running(&lines);
    let said = Said { titles: title.map(String::from).into_iter().collect(), ..Said::default() };
    let found = title::find(&lines, first, &said)
        .or_else(|| below_lead(&lines, first))
        .filter(|at| title.is_none_or(|given| title::is_like(&lines[*at], given)));
    let (own_title, glued) = match found {
        Some(at) => match published::cut_off(&lines[at].text, lines[at].order) {
            Some((title, stamp)) => (Some(title.to_string()), Some(stamp)),
            None => (Some(lines[at].text.clone()), None),
        },
        None => (None, None),
    };
    let beside = title.is_some();
    let title = title.map(String::from).or(own_title);
    let start = found.map_or_else(|| top_without_title(&lines, first, beside), |at| at + 1);
    let mut body = lines.split_off(start.min(lines.len()));
    // a lead above the title stays
    let mut rest: Vec<Line> = lines.iter().filter(|l| found.is_some() && l.is_running()).cloned().collect();
    rest.append(&mut body);
    let read = body::read(&rest, &[], title.as_deref());
    let published =
        glued.map(|s| s.iso()).or_else(|| date_below(&read.stamps)).or_else(|| date_above(&lines, &rest));
    Article { title, published, byline: read.byline.map(|w| w.name), blocks: read.blocks }
}

/// Index of the first line of running text.
fn first_running(lines: &[Line]) -> usize {
    let judged = |l: &Line| l.is_running() && l.role() == Role::Text;
    lines.iter().position(judged).unwrap_or(lines.len())
}

/// A text without a title begins with its running text, furniture above aside; where the title came beside it, with
/// the short sentences right above that.
fn top_without_title(lines: &[Line], first: usize, beside: bool) -> usize {
    if first == lines.len() {
        return 0;
    }
    let is_sentence = |line: &&Line| {
        line.words >= 6 && line.key.ends_with(['.', '!', '?', '…']) && line.role() == Role::Text
    };
    let above = if beside { &lines[..first] } else { &[] };
    first - above.iter().rev().take_while(is_sentence).count()
}

/// A title that stands below the lead: said again at once, or above a publication line, or
/// between the lead and the lead again.
fn below_lead(lines: &[Line], first: usize) -> Option<usize> {
    let lead = lines.get(first)?;
    let at = (first + 1..lines.len().min(first + 4))
        .find(|i| lines[*i].role() == Role::Text && lines[*i].stamp().is_none())?;
    let line = &lines[at];
    if line.is_running() || !(4..=40).contains(&line.words) || line.opens_small() {
        return None;
    }
    let next: Vec<&Line> = lines[at + 1..].iter().filter(|l| l.key != line.key).take(2).collect();
    let dated = next.first().is_some_and(|l| l.stamp().is_some());
    let again = next.first().is_some_and(|l| {
        let core = keys::bare(&l.key);
        core.len() > 30 && keys::bare(&lead.key).ends_with(&core)
    });
    let often = lines.iter().filter(|l| l.key == line.key).count() >= 3;
    (dated || again || often).then_some(at)
}

/// A publication line below the title: near it, or labelled.
pub fn date_below(stamps: &[(usize, Stamp)]) -> Option<String> {
    let shown = |s: &&(usize, Stamp)| s.1.label != Label::Clock;
    let near = |s: &&(usize, Stamp)| s.0 <= 34;
    let said = |s: &&(usize, Stamp)| s.1.label == Label::Published;
    let find = |ok: &dyn Fn(&&(usize, Stamp)) -> bool| stamps.iter().filter(shown).find(|s| ok(s));
    find(&|s| near(s) && said(s))
        .or_else(|| find(&|s| near(s)))
        .or_else(|| find(&said))
        .or_else(|| find(&|s| s.1.label == Label::Updated))
        // Dates of other articles come in numbers: one alone, with its time, is this article's.
        .or_else(|| stamps.first().filter(|s| stamps.len() == 1 && shown(s) && s.1.time.is_some()))
        .map(|s| s.1.iso())
}

/// A publication line above the title: labelled, or within days of what the lead names, or a bare day
/// right above the title of a text that names none; else it is the page's clock.
pub fn date_above(above: &[Line], body: &[Line]) -> Option<String> {
    let stamps: Vec<&Stamp> = above.iter().filter_map(Line::stamp).collect();
    let labelled = stamps.iter().find(|s| matches!(s.label, Label::Published | Label::Updated));
    if let Some(stamp) = labelled {
        return Some(stamp.iso());
    }
    let told = body.iter().filter(|l| l.is_running()).take(2).find_map(|l| published::first_day(&l.key));
    let Some((year, month, day)) = told else {
        // The last of `above` is the title. A clock shows the weekday or the time.
        let line = above.len().checked_sub(2).and_then(|i| above.get(i))?;
        let bare = |s: &&Stamp| !s.dressed && s.others.is_empty() && s.label == Label::None;
        return line.stamp().filter(bare).map(Stamp::iso);
    };
    stamps
        .iter()
        .find(|s| {
            let told = published::days_from_civil(year.unwrap_or(s.date.0), month, day);
            let shown = published::days_from_civil(s.date.0, s.date.1, s.date.2);
            s.label == Label::None && (0..=3).contains(&(shown - told))
        })
        .map(|s| s.iso())
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_name_between_title_and_text_is_the_writers() {
        let body = "Sáng 5/3, UBND huyện Mộc Châu tổ chức hội nghị tổng kết phong trào thi đua, trao Giấy khen cho 12 tập thể.";
        for (text, expected) in [
            (
                format!("Mộc Châu tổng kết phong trào thi đua năm 2023\nHỒNG ĐÀO - THU HÀ\n{body}"),
                Some("HỒNG ĐÀO - THU HÀ"),
            ),
            (
                format!("Mộc Châu tổng kết phong trào thi đua năm 2023\nHồng Đào\n{body}\nTin, ảnh: Thu Hà"),
                Some("Thu Hà"),
            ),
            (format!("Mộc Châu tổng kết phong trào thi đua năm 2023\nThời sự\n{body}"), None),
        ] {
            assert_eq!(super::article(&text, None).byline.as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn dates_above_and_below() {
        let body = "Ủy ban MTTQ phường tổ chức ngày hội cho các tổ dân phố, khen thưởng các hộ tiêu biểu.";
        for (text, expected) in [
            (
                format!("09/12/2022\nNgày hội đại đoàn kết ở phường Văn Lang năm nay\n{body}"),
                Some("2022-12-09"),
            ),
            (format!("Thứ Sáu, 09/12/2022\nNgày hội đại đoàn kết ở phường Văn Lang\n{body}"), None),
            (
                format!("Ngày hội đại đoàn kết ở phường Văn Lang\n{body}\n09:30 09/12/2022"),
                Some("2022-12-09T09:30:00+07:00"),
            ),
            (
                format!(
                    "Ngày hội đại đoàn kết ở phường Văn Lang\n{body}\nXã A mở hội\n09:30 09/12/2022\nXã B mở hội\n09:30 08/12/2022"
                ),
                None,
            ),
        ] {
            assert_eq!(super::article(&text, None).published.as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn a_title_beside_the_text_does_not_eat_its_first_line() {
        for (text, title, expected) in [
            ("Huyện A trao giấy khen cho 12 tập thể.", "Tin", 1),
            ("Huyện A trao giấy khen cho 12 tập thể.\nXã B được tặng cờ.", "Tin vắn trong tỉnh", 2),
            ("UBND xã A (Huế) vừa trao Huy hiệu Đảng.\nXã B được tặng cờ.", "Xã A: Trao Huy hiệu Đảng", 2),
            ("Trao Huy hiệu Đảng!\nXã B được tặng cờ.", "Trao Huy hiệu Đảng!", 1),
            ("Huyện A trao 12 giấy khen\nXã B được tặng cờ.", "Huyện A trao 12 giấy khen - Báo X", 1),
        ] {
            let read = super::article(text, Some(title));
            assert_eq!((read.title.as_deref(), read.blocks.len()), (Some(title), expected), "{text}");
        }
        let body =
            "Dự lễ có đồng chí Trần Thanh Trung, Phó Chủ tịch UBND xã, cùng các đảng viên của Đảng bộ xã.";
        let text = format!("Trang chủ\nUBND xã A (Huế) vừa trao Huy hiệu Đảng.\n{body}");
        assert_eq!(super::article(&text, Some("Xã A: Trao Huy hiệu Đảng")).blocks.len(), 2);
    }
}
