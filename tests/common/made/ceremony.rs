//! Ceremonies: who holds them, what is conferred there, and which papers tell of it.

use super::chance::Chance;
use super::filler::{Filler, person};
use super::ledger::{Article, Award, Ledger, Named};
use super::sentence::Form;
use super::write::{Paper, Printed};
use std::collections::{BTreeMap, HashMap};
use vinhdanh::gazetteer::{self, Place};

/// Who confers.
#[derive(Debug, Clone)]
pub struct Giver {
    /// What it is, whatever it is called.
    pub id: String,
    pub level: &'static str,
    pub seat: Option<&'static Place>,
    /// What articles call it.
    pub names: Vec<String>,
}

/// Awards of one kind of one giver, which stand in one sentence.
#[derive(Debug, Clone)]
pub struct Group {
    pub giver: Giver,
    pub form: Form,
    pub what: String,
    /// Their places in the ledger.
    pub awards: Vec<usize>,
    pub merit: Merit,
    pub proposed: bool,
}

/// What for, and the year that it says.
pub type Merit = (String, Option<u32>);

/// What is held.
#[derive(Debug, Clone)]
pub struct Ceremony {
    pub home: &'static Place,
    /// The units above, the nearest first.
    pub above: Vec<&'static Place>,
    /// Units below, which articles may name.
    pub below: Vec<&'static Place>,
    pub day: jiff::civil::Date,
    /// `hội nghị tổng kết phong trào thi đua năm 2022`.
    pub name: String,
    /// The body that holds it, with its place.
    pub organizer: String,
    pub groups: Vec<Group>,
}

/// Whether the rules read a name everywhere. `Cần` and `Quyết Tâm` they take for verbs, `Anh Dũng` for a man, and what is behind a
/// point, a small letter (the catalogue has `Đại áng`) or `Quan` for no part of the name; `Nậm Ban tổ chức` has a `Ban
/// tổ chức` in it.
fn is_read(name: &str) -> bool {
    let small = name.split([' ', '-']).any(|word| word.starts_with(char::is_lowercase));
    let odd = name.contains(['.', '(']) || name.contains("Cần") || name.ends_with("Ban");
    !small && !odd && !["Quan Hồ Thẩn", "Anh Dũng", "Quyết Tâm"].contains(&name)
}

/// The units of a level in a month, in an order of their own, and those below each unit by its key.
#[derive(Default)]
struct Units {
    all: Vec<&'static Place>,
    below: HashMap<String, Vec<&'static Place>>,
}

pub struct Maker {
    pub chance: Chance,
    pub ledger: Ledger,
    pub filler: Filler,
    /// Units in force throughout a month and the days around it.
    units: BTreeMap<(u8, i16, i8), Units>,
    /// Days on which something that the rules would take for the same award was conferred.
    taken: HashMap<String, Vec<jiff::civil::Date>>,
    pub texts: usize,
}

impl Maker {
    pub fn new(seed: u64) -> Self {
        Self {
            chance: Chance::new(seed),
            ledger: Ledger::default(),
            filler: Filler::new(),
            units: BTreeMap::new(),
            taken: HashMap::new(),
            texts: 0,
        }
    }

    /// Holds a ceremony and lets papers tell of it.
    pub fn ceremony(&mut self, wanted: usize, print: &mut dyn FnMut(&Printed)) {
        let ceremony = self.held();
        let papers = if self.chance.of_100(10) { self.chance.within(2, 3) } else { 1 };
        let mut sites = Vec::new();
        for nth in 0..papers {
            let paper = Paper { nth, alone: papers == 1 };
            super::write::told(self, &ceremony, &paper, &mut sites, wanted, print);
        }
    }

    pub fn record(&mut self, article: Article) {
        self.ledger.articles.push(article);
    }

    fn held(&mut self) -> Ceremony {
        let days = self.chance.below(365 * 4 + 90) as i32;
        let mut day = jiff::civil::date(2022, 1, 5) + jiff::Span::new().days(days);
        // What happens before the reform is told before it.
        if (jiff::civil::date(2025, 6, 24)..jiff::civil::date(2025, 7, 1)).contains(&day) {
            day -= jiff::Span::new().days(7);
        }
        let districts = day < jiff::civil::date(2025, 7, 1);
        let level = match self.chance.below(100) {
            0..25 => 1,
            25..65 if districts => 2,
            _ => 3,
        };
        let mut chance = self.chance.clone();
        let home = *chance.zipf(&self.units(level, day).all);
        self.chance = chance;
        let text = day.to_string();
        let above: Vec<_> = gazetteer::get().parents(home, Some(&text)).collect();
        let province = *above.last().unwrap_or(&home);
        let next = if districts { level + 1 } else { 3 };
        let below: Vec<_> = match level {
            3 => Vec::new(),
            _ => self.units(next, day).below.get(&home.key_text()).cloned().unwrap_or_default(),
        };
        let full = home.full_name();
        let organizer = format!("UBND {full}");
        let mut ceremony =
            Ceremony { home, above, below, day, name: String::new(), organizer, groups: Vec::new() };
        let year = if day.month() < 7 { day.year() - 1 } else { day.year() } as u32;
        match self.chance.below(100) {
            0..45 => {
                let name = *self.chance.one(&[
                    "phong trào thi đua yêu nước",
                    "công tác thi đua, khen thưởng",
                    "phong trào thi đua",
                ]);
                ceremony.name = format!("hội nghị tổng kết {name} năm {year}");
                self.conferred(&mut ceremony, province, Some(year));
            }
            45..75 => {
                ceremony.name = self
                    .chance
                    .one(&[
                        "lễ tuyên dương, khen thưởng các tập thể, cá nhân tiêu biểu",
                        "hội nghị gặp mặt, trao khen thưởng",
                        "buổi gặp mặt các điển hình làm theo lời Bác",
                    ])
                    .to_string();
                self.conferred(&mut ceremony, province, None);
            }
            // The party committee of a city with its province's name is taken for the province's.
            75..82 if home == province || home.name != province.name => {
                ceremony.name = "lễ trao Huy hiệu Đảng".to_string();
                self.badges(&mut ceremony);
            }
            82..90 => {
                let of = *self.chance.one(&[
                    "tuyên truyền viên giỏi",
                    "chúng tôi là cán bộ hòa giải",
                    "văn nghệ quần chúng",
                    "nhà nông đua tài",
                ]);
                ceremony.name = format!("hội thi {of}");
                self.prizes(&mut ceremony);
            }
            _ => ceremony.name = "lễ phát động phong trào thi đua".to_string(),
        }
        ceremony
    }

    /// The units of a level of a day's month.
    fn units(&mut self, level: u8, day: jiff::civil::Date) -> &Units {
        let key = (level, day.year(), day.month());
        self.units.entry(key).or_insert_with(|| {
            let first = day.first_of_month() - jiff::Span::new().days(12);
            let last = day.last_of_month() + jiff::Span::new().days(12);
            // Which units changed around the reform stands in both lists.
            let (first, last) = if level == 2 || day < jiff::civil::date(2025, 7, 1) {
                (first.to_string(), last.min(jiff::civil::date(2025, 6, 30)).to_string())
            } else {
                (first.max(jiff::civil::date(2025, 7, 1)).to_string(), last.to_string())
            };
            let gazetteer = gazetteer::get();
            let all: Vec<_> = gazetteer.in_force(level, &first).filter(|unit| unit.in_force(&last)).collect();
            let lasting = |unit: &&'static Place| {
                gazetteer.parents(unit, Some(&first)).eq(gazetteer.parents(unit, Some(&last)))
            };
            let mut names: HashMap<(String, &str), usize> = HashMap::new();
            let home = |unit: &'static Place| gazetteer.province(unit, Some(&first)).map_or("", |it| it.code);
            all.iter()
                .for_each(|unit| *names.entry((unit.name.to_lowercase(), home(unit))).or_default() += 1);
            let alone = |unit: &&'static Place| names[&(unit.name.to_lowercase(), home(unit))] == 1;
            let numbered = |unit: &&'static Place| unit.name.starts_with(|c: char| c.is_ascii_digit());
            let mut all: Vec<_> = all
                .iter()
                .copied()
                .filter(|u| !numbered(u))
                .filter(|unit| is_read(unit.name))
                .filter(lasting)
                .filter(alone)
                .collect();
            all.sort_by_key(|unit| Chance::new(unit.code.parse::<u64>().unwrap_or(0)).next());
            let mut units = Units { all, ..Units::default() };
            for unit in &units.all {
                for up in gazetteer.parents(unit, Some(&first)) {
                    units.below.entry(up.key_text()).or_default().push(*unit);
                }
            }
            units
        })
    }

    fn conferred(&mut self, ceremony: &mut Ceremony, province: &'static Place, year: Option<u32>) {
        let home = ceremony.home;
        if self.chance.of_100(8) {
            return self.praised(ceremony);
        }
        let groups = self.chance.within(1, 4);
        for nth in 0..groups {
            let giver = match self.chance.below(100) {
                0..6 => Giver { id: String::new(), level: "", seat: None, names: Vec::new() },
                6..50 => government(home, true),
                50..60 => self.organization(home),
                60..80 if home.level > 1 => government(province, true),
                60..66 => self.organization(home),
                66..88 => named("Thủ tướng Chính phủ", "government"),
                88..94 => named("Chủ tịch nước", "state"),
                _ => {
                    let of = self.chance.one(&["Nội vụ", "Y tế", "Tài chính", "Công an", "Xây dựng"]);
                    named(&format!("Bộ trưởng Bộ {of}"), "ministry")
                }
            };
            // Two organizations of one place that give one thing to one unit are read as one.
            let same = |group: &Group| (&group.giver.level, group.giver.seat) == (&giver.level, giver.seat);
            if ceremony.groups.iter().any(|group| group.giver.id == giver.id || same(group)) {
                continue;
            }
            let proposed =
                nth > 0 && !giver.id.is_empty() && giver.seat != Some(home) && self.chance.of_100(15);
            let merit = match (year, self.chance.below(3)) {
                (_, 0) => (String::new(), None),
                (Some(year), 1) => {
                    (format!("có thành tích xuất sắc trong phong trào thi đua năm {year}"), Some(year))
                }
                (Some(year), _) => (format!("tiêu biểu năm {year}"), Some(year)),
                (None, 1) => ("có nhiều đóng góp cho địa phương".to_string(), None),
                (None, _) => ("có thành tích xuất sắc".to_string(), None),
            };
            self.group(ceremony, giver, merit, proposed);
        }
    }

    fn organization(&mut self, home: &'static Place) -> Giver {
        let of = *self.chance.one(&[
            "Hội Nông dân",
            "Hội Cựu chiến binh",
            "Công an",
            "Hội Chữ thập đỏ",
            "Hội Khuyến học",
        ]);
        let name = format!("{of} {}", home.full_name());
        Giver {
            id: format!("{of} {}", home.key_text()),
            level: "organization",
            seat: Some(home),
            names: vec![name],
        }
    }

    /// Awards of one giver.
    fn group(&mut self, ceremony: &mut Ceremony, giver: Giver, merit: Merit, proposed: bool) {
        let draft = |slug, recipient, count| Award {
            slug,
            class: None,
            level: Some(giver.level).filter(|level| !level.is_empty()),
            giver: giver.id.clone(),
            seat: giver.seat,
            recipient: Some(recipient),
            count: Some(count),
            named: Vec::new(),
            proposed,
        };
        let chance = &mut self.chance;
        let (mut form, mut what, mut drafts) = (Form::Given, String::new(), Vec::new());
        let both = |slug, chance: &mut Chance, most: usize| {
            let collective = draft(slug, "collective", chance.number(most));
            let individual = draft(slug, "individual", chance.number(most * 3));
            match chance.below(4) {
                0 => vec![collective],
                1 => vec![individual],
                2 => vec![individual, collective],
                _ => vec![collective, individual],
            }
        };
        match giver.level {
            "" => {
                form = Form::Unsaid;
                drafts.push(draft("chien-si-thi-dua-co-so", "individual", chance.number(60)));
            }
            "state" => {
                let (class, name) = *chance.one(&[("1", "Nhất"), ("2", "Nhì"), ("3", "Ba")]);
                what = format!("Huân chương Lao động hạng {name}");
                drafts = both("huan-chuong-lao-dong", chance, 4);
                drafts.iter_mut().for_each(|award| award.class = Some(class));
            }
            "government" | "ministry" => {
                what = "Bằng khen".to_string();
                drafts = both("bang-khen", chance, 9);
            }
            "province" => match chance.below(4) {
                0 => {
                    what = "Cờ thi đua".to_string();
                    drafts.push(draft("co-thi-dua", "collective", chance.number(8)));
                }
                1 if !proposed => {
                    form = Form::Title;
                    drafts.push(draft("tap-the-lao-dong-xuat-sac", "collective", chance.number(30)));
                    drafts.push(draft("chien-si-thi-dua-cap-tinh", "individual", chance.number(20)));
                }
                _ => {
                    what = "Bằng khen".to_string();
                    drafts = both("bang-khen", chance, 30);
                }
            },
            "district" | "commune" => match chance.below(6) {
                0 => {
                    form = Form::Title;
                    drafts.push(draft("tap-the-lao-dong-tien-tien", "collective", chance.number(40)));
                    drafts.push(draft("lao-dong-tien-tien", "individual", chance.number(900)));
                    drafts.push(draft("chien-si-thi-dua-co-so", "individual", chance.number(90)));
                    drafts.rotate_left(chance.below(3));
                    drafts.truncate(chance.within(1, 3));
                }
                1 if giver.level == "commune" => {
                    form = Form::Household;
                    what = "danh hiệu “Gia đình văn hóa”".to_string();
                    drafts.push(draft("gia-dinh-van-hoa", "household", chance.number(4_000).max(20)));
                }
                _ => {
                    what = "Giấy khen".to_string();
                    drafts = both("giay-khen", chance, 40);
                    if giver.level == "commune" && chance.of_100(20) {
                        drafts.push(draft("giay-khen", "household", chance.number(30)));
                    }
                }
            },
            _ => {
                what = "Giấy khen".to_string();
                drafts = both("giay-khen", chance, 25);
            }
        }
        if form == Form::Given && drafts.len() == 1 && chance.of_100(60) {
            drafts[0].named = names(drafts[0].recipient, &ceremony.below, chance);
            let names = drafts[0].named.len() as u64;
            if drafts[0].named.iter().any(|it| it.place.is_some())
                && names > 1
                && !proposed
                && chance.of_100(15)
            {
                // How many to each, the text does not say.
                (form, drafts[0].count) = (Form::Several, Some(names + chance.number(12)));
            } else if names > 0 {
                drafts[0].count = Some(names);
            }
        }
        self.add(ceremony, Group { giver, form, what, awards: Vec::new(), merit, proposed }, drafts);
    }

    /// A commendation of both kinds, alone: beside others it would be their total.
    fn praised(&mut self, ceremony: &mut Ceremony) {
        let giver = government(ceremony.home, true);
        let award = Award {
            slug: "khen-thuong",
            class: None,
            level: Some(giver.level),
            giver: giver.id.clone(),
            seat: giver.seat,
            recipient: None,
            count: Some(self.chance.number(90) + 1),
            named: Vec::new(),
            proposed: false,
        };
        let merit = ("có thành tích xuất sắc".to_string(), None);
        let group = Group {
            giver,
            form: Form::Praised,
            what: String::new(),
            awards: Vec::new(),
            merit,
            proposed: false,
        };
        self.add(ceremony, group, vec![award]);
    }

    fn badges(&mut self, ceremony: &mut Ceremony) {
        let giver = party(ceremony.home);
        let mut classes = [("70", 2), ("60", 5), ("55", 9), ("50", 14), ("45", 20), ("40", 30), ("30", 60)];
        let from = self.chance.below(classes.len() - 1);
        for (class, most) in &mut classes[from..from + self.chance.within(1, 2)] {
            let award = Award {
                slug: "huy-hieu-dang",
                class: Some(class),
                level: Some(giver.level),
                giver: giver.id.clone(),
                seat: giver.seat,
                recipient: Some("individual"),
                count: Some(self.chance.number(*most)),
                named: Vec::new(),
                proposed: false,
            };
            let what = format!("Huy hiệu {class} năm tuổi Đảng");
            let group = Group {
                giver: giver.clone(),
                form: Form::Badge,
                what,
                awards: Vec::new(),
                merit: (String::new(), None),
                proposed: false,
            };
            self.add(ceremony, group, vec![award]);
        }
    }

    fn prizes(&mut self, ceremony: &mut Ceremony) {
        let giver = Giver {
            id: "Ban Tổ chức".into(),
            level: "organization",
            seat: None,
            names: vec!["Ban Tổ chức".into()],
        };
        let mut drafts = Vec::new();
        for class in ["1", "2", "3", "consolation"] {
            drafts.push(Award {
                slug: "giai",
                class: Some(class),
                level: Some("organization"),
                giver: giver.id.clone(),
                seat: None,
                recipient: None,
                count: Some(if class == "1" { 1 } else { self.chance.number(9) }),
                named: Vec::new(),
                proposed: false,
            });
        }
        drafts.truncate(self.chance.within(2, 4));
        let group = Group {
            giver,
            form: Form::Prizes,
            what: String::new(),
            awards: Vec::new(),
            merit: (String::new(), None),
            proposed: false,
        };
        self.add(ceremony, group, drafts);
    }

    /// Puts awards into the ledger. What the rules of counting must take for one award is conferred once only within
    /// some days; where another count does not help it is not conferred at all.
    fn add(&mut self, ceremony: &mut Ceremony, mut group: Group, drafts: Vec<Award>) {
        for mut award in drafts {
            // What nobody is said to confer is read as that of another who confers the same.
            let said =
                ceremony.groups.iter().flat_map(|group| &group.awards).map(|at| &self.ledger.awards[*at]);
            if said.filter(|it| it.slug == award.slug).any(|it| it.giver.is_empty() || award.giver.is_empty())
            {
                continue;
            }
            for _ in 0..40 {
                if self.is_free(&award, ceremony) {
                    self.take(&award, ceremony);
                    group.awards.push(self.ledger.awards.len());
                    self.ledger.awards.push(award);
                    break;
                }
                if !award.named.is_empty() {
                    break;
                }
                award.count = award.count.map(|count| count + 1);
            }
        }
        if !group.awards.is_empty() {
            ceremony.groups.push(group);
        }
    }

    fn is_free(&self, award: &Award, ceremony: &Ceremony) -> bool {
        alike(award, ceremony.home).iter().all(|key| {
            self.taken
                .get(key)
                .is_none_or(|days| days.iter().all(|day| (ceremony.day - *day).get_days().abs() > 12))
        })
    }

    fn take(&mut self, award: &Award, ceremony: &Ceremony) {
        for key in alike(award, ceremony.home) {
            self.taken.entry(key).or_default().push(ceremony.day);
        }
    }
}

/// What makes two awards one by the rules of counting, for each part of the award.
fn alike(award: &Award, home: &Place) -> Vec<String> {
    let of = |place: &str, count: u64| {
        format!(
            "{}|{}|{:?}|{:?}|{count}|{}|{place}",
            award.giver, award.slug, award.class, award.recipient, award.proposed
        )
    };
    let places: Vec<_> = award.named.iter().filter_map(|named| named.place).collect();
    match places.as_slice() {
        [] => vec![of(&award.seat.unwrap_or(home).key_text(), award.count.unwrap_or(0))],
        // What several get together is known by the units above them.
        all if award.count != Some(all.len() as u64) => vec![of(&home.key_text(), award.count.unwrap_or(0))],
        all => all.iter().map(|place| of(&place.key_text(), 1)).collect(),
    }
}

fn names(recipient: Option<&str>, below: &[&'static Place], chance: &mut Chance) -> Vec<Named> {
    let mut all: Vec<Named> = Vec::new();
    for _ in 0..chance.within(1, 3) {
        let next = match recipient {
            Some("collective") if !below.is_empty() => {
                let place = *chance.zipf(below);
                let kind = if place.level == 2 { "district" } else { "commune" };
                Named { name: place.full_name(), kind: Some(kind), place: Some(place) }
            }
            Some("individual") => Named { name: person(chance), kind: None, place: None },
            _ => break,
        };
        if all.iter().all(|known| known.name != next.name) {
            all.push(next);
        }
    }
    all
}

fn named(name: &str, level: &'static str) -> Giver {
    Giver { id: name.to_string(), level, seat: None, names: vec![name.to_string()] }
}

/// The government of a unit.
pub fn government(place: &'static Place, bare: bool) -> Giver {
    let full = place.full_name();
    let mut names = vec![format!("UBND {full}"), format!("Chủ tịch UBND {full}")];
    let word = place.type_word();
    if bare && !(place.level < 3 && word == "thành phố") {
        names.extend([format!("UBND {word}"), format!("Chủ tịch UBND {word}")]);
    }
    Giver { id: format!("UBND {}", place.key_text()), level: level(place), seat: Some(place), names }
}

fn party(place: &'static Place) -> Giver {
    let name = match (place.level, place.type_word()) {
        (3, _) => format!("Đảng ủy {}", place.full_name()),
        (1, "tỉnh") => format!("Tỉnh ủy {}", place.name),
        (_, "huyện") => format!("Huyện ủy {}", place.name),
        (_, "quận") => format!("Quận ủy {}", place.name),
        (_, "thị xã") => format!("Thị ủy {}", place.name),
        _ => format!("Thành ủy {}", place.name),
    };
    Giver {
        id: format!("Đảng {}", place.key_text()),
        level: level(place),
        seat: Some(place),
        names: vec![name],
    }
}

fn level(place: &Place) -> &'static str {
    ["province", "district", "commune"][usize::from(place.level) - 1]
}
