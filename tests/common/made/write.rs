//! Articles: a ceremony as a paper tells it, and the copies that others print.

use super::ceremony::{Ceremony, Group, Maker};
use super::filler::{capital, person};
use super::ledger::{Article, Report};
use super::sentence::{Form, Said, count, sentence};
use jiff::Span;
use jiff::civil::Date;
use serde_json::json;
use sha2::{Digest, Sha256};
use std::fmt::Write;
use vinhdanh::gazetteer::Place;

/// An article as printed.
pub struct Printed<'a> {
    pub article: &'a Article,
    pub title: &'a str,
    pub body: &'a str,
}

impl Printed<'_> {
    /// A line of NDJSON.
    pub fn line(&self) -> String {
        let Article { url, published, .. } = self.article;
        json!({"url": url, "title": self.title, "published": published, "text": self.body}).to_string()
    }
}

/// Which of the papers that tell of a ceremony.
pub struct Paper {
    pub nth: usize,
    pub alone: bool,
}

/// Names of papers: site, masthead.
const PAPERS: [(&str, &str); 24] = [
    ("baonamdinh", "Báo Nam Định"),
    ("baothaibinh", "Báo Thái Bình"),
    ("thongtin24", "Thông tin 24"),
    ("nhandan-tin", "Tin Nhân Dân"),
    ("baosonla", "Báo Sơn La"),
    ("baohatinh", "Báo Hà Tĩnh"),
    ("congtttt", "Cổng thông tin điện tử"),
    ("baolaocai", "Báo Lào Cai"),
    ("thiduakhenthuong", "Tạp chí Thi đua"),
    ("baocamau", "Báo Cà Mau"),
    ("baogialai", "Báo Gia Lai"),
    ("tinsang", "Tin Sáng"),
    ("baobinhdinh", "Báo Bình Định"),
    ("vungcao", "Vùng Cao"),
    ("baoquangtri", "Báo Quảng Trị"),
    ("donghanh", "Đồng Hành"),
    ("baodongthap", "Báo Đồng Tháp"),
    ("langque", "Làng Quê"),
    ("baophutho", "Báo Phú Thọ"),
    ("bienxanh", "Biển Xanh"),
    ("baoangiang", "Báo An Giang"),
    ("nongthonmoi", "Nông Thôn Mới"),
    ("baolangson", "Báo Lạng Sơn"),
    ("trangtin", "Trang Tin"),
];

/// A paragraph, with the places that it names beside the article's own.
#[derive(Clone)]
struct Paragraph {
    text: String,
    places: Vec<&'static Place>,
    /// Whether a copy may leave it out.
    spare: bool,
}

/// Prints a paper's article of a ceremony and its copies.
pub fn told(
    maker: &mut Maker,
    ceremony: &Ceremony,
    paper: &Paper,
    sites: &mut Vec<&'static str>,
    wanted: usize,
    print: &mut dyn FnMut(&Printed),
) {
    let dated = maker.chance.of_100(75);
    let title = title(maker, ceremony);
    let (paragraphs, reports) = paragraphs(maker, ceremony, paper, dated);
    let text = maker.texts;
    maker.texts += 1;
    let first = ceremony.day + Span::new().days(maker.chance.within(0, 2) as i64);
    let copies = match maker.chance.below(100) {
        0..25 => 1,
        25..31 => 2,
        31..33 => 3,
        _ => 0,
    };
    for copy in 0..=copies {
        if maker.ledger.articles.len() == wanted {
            return;
        }
        let free: Vec<_> = PAPERS.iter().filter(|(site, _)| !sites.contains(site)).collect();
        let (site, name) = **maker.chance.zipf(&free);
        sites.push(site);
        let day = if copy == 0 { first } else { first + Span::new().days(maker.chance.within(0, 2) as i64) };
        let published = moment(maker, day);
        let (title, paragraphs) = if copy == 0 {
            (title.clone(), paragraphs.clone())
        } else {
            copied(maker, ceremony, &title, &paragraphs, name)
        };
        let number = maker.ledger.articles.len();
        let host = format!("{site}.example.vn");
        let url = format!("https://{host}/tin/{number}.html");
        let mut places = ceremony.above.clone();
        places.push(ceremony.home);
        paragraphs.iter().for_each(|one| places.extend(&one.places));
        let article = Article {
            id: id(&url),
            url,
            site: host,
            published,
            event: dated.then(|| ceremony.day.to_string()),
            home: ceremony.home,
            places,
            reports: reports.clone(),
            text,
        };
        let body = paragraphs.iter().map(|one| one.text.as_str()).collect::<Vec<_>>().join("\n");
        print(&Printed { article: &article, title: &title, body: &body });
        maker.record(article);
    }
}

/// The first 16 hex digits of SHA-256.
fn id(url: &str) -> String {
    Sha256::digest(url)[..8].iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

fn moment(maker: &mut Maker, day: Date) -> String {
    let chance = &mut maker.chance;
    if chance.of_100(30) {
        return day.to_string();
    }
    format!("{day}T{:02}:{:02}:00+07:00", chance.within(5, 22), chance.below(60))
}

fn title(maker: &mut Maker, ceremony: &Ceremony) -> String {
    let name = ceremony.home.full_name();
    match maker.chance.below(3) {
        0 => format!("{}: {}", capital(&name), capital(&ceremony.name)),
        1 => format!("{} tổ chức {}", capital(&name), ceremony.name),
        _ => format!("{} ở {name}", capital(&ceremony.name)),
    }
}

/// `huyện Ý Yên, tỉnh Nam Định` or `huyện Ý Yên (Nam Định)`, before the reform with the district of a commune.
fn placed(maker: &mut Maker, ceremony: &Ceremony) -> String {
    let full: Vec<String> = ceremony.above.iter().map(|up| up.full_name()).collect();
    match (ceremony.above.len(), maker.chance.below(2)) {
        (0, _) => String::new(),
        (_, 0) => format!(", {}", full.join(", ")),
        (1, _) => format!(" ({})", ceremony.above[0].name),
        _ => format!(" ({}, {})", full[0], ceremony.above[1].name),
    }
}

fn lead(maker: &mut Maker, ceremony: &Ceremony, dated: bool) -> String {
    let Ceremony { day, organizer, name, .. } = ceremony;
    let placed = placed(maker, ceremony);
    let (d, m, y) = (day.day(), day.month(), day.year());
    let when = match maker.chance.below(5) {
        _ if !dated => return format!("{organizer}{placed} vừa tổ chức {name}."),
        0 => format!("Sáng {d}/{m}"),
        1 => format!("Ngày {d}/{m}/{y}"),
        2 => format!("Chiều {d}-{m}"),
        3 => format!("Sáng ngày {d}/{m}/{y}"),
        _ => format!("Ngày {d}/{m}"),
    };
    format!("{when}, {organizer}{placed} tổ chức {name}.")
}

fn paragraphs(
    maker: &mut Maker,
    ceremony: &Ceremony,
    paper: &Paper,
    dated: bool,
) -> (Vec<Paragraph>, Vec<Report>) {
    let mut all = vec![Paragraph { text: lead(maker, ceremony, dated), places: Vec::new(), spare: false }];
    if maker.chance.of_100(60) {
        let of = ceremony.home.full_name();
        let text = format!("Dự hội nghị có đồng chí {}, Phó Chủ tịch UBND {of}.", person(&mut maker.chance));
        all.push(Paragraph { text, places: Vec::new(), spare: true });
    }
    for _ in 0..maker.chance.within(1, 5) {
        all.push(filler(maker, ceremony));
    }
    let mut reports = Vec::new();
    for group in &ceremony.groups {
        let (text, said) = group_said(maker, group, paper);
        let places = group
            .awards
            .iter()
            .flat_map(|at| maker.ledger.awards[*at].named.iter().filter_map(|it| it.place));
        let places = places.chain(group.giver.seat).collect();
        all.push(Paragraph { text, places, spare: false });
        reports.extend(said);
    }
    for _ in 0..maker.chance.within(1, 4) {
        all.push(filler(maker, ceremony));
    }
    (all, reports)
}

fn filler(maker: &mut Maker, ceremony: &Ceremony) -> Paragraph {
    let mut places = Vec::new();
    let sentences = maker.chance.within(2, 4);
    let text = (0..sentences)
        .map(|_| maker.filler.sentence(&mut maker.chance, &ceremony.below, &mut places))
        .collect::<Vec<_>>()
        .join(" ");
    Paragraph { text, places, spare: true }
}

/// The sentence of a group of awards, and what it reports.
fn group_said(maker: &mut Maker, group: &Group, paper: &Paper) -> (String, Vec<Report>) {
    let names = &group.giver.names;
    let giver = (!names.is_empty()).then(|| maker.chance.one(names).clone());
    let (mut to, mut reports) = (Vec::new(), Vec::new());
    for at in &group.awards {
        let award = maker.ledger.awards[*at].clone();
        let number = award.count.unwrap_or(0);
        let chance = &mut maker.chance;
        // Persons go without their names in other papers here and there.
        let placed = award.named.iter().any(|one| one.place.is_some());
        let named = !award.named.is_empty() && (paper.nth == 0 || placed || chance.of_100(60));
        let many = count(number, chance);
        let text = match (award.slug, award.recipient) {
            ("tap-the-lao-dong-tien-tien", _) => format!("{many} Tập thể lao động tiên tiến"),
            ("lao-dong-tien-tien", _) => format!("{many} Lao động tiên tiến"),
            ("chien-si-thi-dua-co-so", _) if group.form == Form::Title => {
                format!("{many} Chiến sĩ thi đua cơ sở")
            }
            ("tap-the-lao-dong-xuat-sac", _) => format!("{many} Tập thể lao động xuất sắc"),
            ("chien-si-thi-dua-cap-tinh", _) => format!("{many} Chiến sĩ thi đua cấp tỉnh"),
            ("giai", _) => {
                let class = match award.class {
                    Some("1") => "giải Nhất",
                    Some("2") => "giải Nhì",
                    Some("3") => "giải Ba",
                    _ => "giải Khuyến khích",
                };
                format!("{many} {class}")
            }
            ("khen-thuong", _) => format!("{many} tập thể, cá nhân"),
            ("chien-si-thi-dua-co-so", _) if group.form == Form::Unsaid => format!("{many} cá nhân"),
            ("huy-hieu-dang", _) => format!("{many} đảng viên"),
            (_, Some("collective")) if group.form == Form::Several => {
                let names: Vec<_> = award.named.iter().map(|one| one.name.as_str()).collect();
                format!("{many} {} cho {}", group.what, names.join(" và "))
            }
            (_, Some("collective")) if named => {
                let names: Vec<_> = award.named.iter().map(|one| one.name.as_str()).collect();
                match names.as_slice() {
                    [one] => one.to_string(),
                    [head @ .., last] => format!("{many} tập thể: {} và {last}", head.join(", ")),
                    [] => String::new(),
                }
            }
            (_, Some("individual")) if named => {
                let names: Vec<_> = award.named.iter().map(|one| one.name.as_str()).collect();
                match names.as_slice() {
                    [one] => format!("ông {one}"),
                    [head @ .., last] => format!("{many} cá nhân: {} và {last}", head.join(", ")),
                    [] => String::new(),
                }
            }
            (_, Some("collective")) => format!("{many} tập thể"),
            (_, Some("household")) => format!("{many} hộ gia đình"),
            _ => format!("{many} cá nhân"),
        };
        to.push(text);
        reports.push(Report { award: *at, authority: giver.clone(), named, year: None });
    }
    let named = reports.iter().any(|report| report.named);
    let (merit, year) = if named { (String::new(), None) } else { group.merit.clone() };
    let Group { what, form, proposed, .. } = group.clone();
    let said = Said { giver, what, form, to, merit, proposed };
    let (text, merited) = sentence(&said, &mut maker.chance);
    reports.iter_mut().for_each(|report| report.year = year.filter(|_| merited));
    (text, reports)
}

/// The article as another paper prints it.
fn copied(
    maker: &mut Maker,
    ceremony: &Ceremony,
    title: &str,
    paragraphs: &[Paragraph],
    name: &str,
) -> (String, Vec<Paragraph>) {
    let mut title = title.to_string();
    let mut all = paragraphs.to_vec();
    let plain = |text: String| Paragraph { text, places: Vec::new(), spare: false };
    let spare: Vec<usize> = (0..all.len()).filter(|at| all[*at].spare).collect();
    match maker.chance.below(5) {
        0 => title = format!("{title} - {name}"),
        1 => all[0].text = format!("({name}) - {}", all[0].text),
        2 if spare.len() > 3 => {
            let at = *maker.chance.one(&spare);
            all.remove(at);
        }
        3 => {
            let more = filler(maker, ceremony);
            all.push(more);
        }
        _ => {}
    }
    if maker.chance.of_100(50) {
        all.push(plain(format!("Theo {name}")));
    }
    (title, all)
}
