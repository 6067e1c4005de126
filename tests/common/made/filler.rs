//! Sentences that say nothing of awards.

use super::chance::Chance;
use std::collections::BTreeMap;
use vinhdanh::gazetteer::Place;

const SURNAMES: [&str; 23] = [
    "Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Phan", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý",
    "Đinh", "Trịnh", "Mai", "Lò", "Hà", "Cao", "Lương", "Tạ", "Vi",
];
const MIDDLES: [&str; 22] = [
    "Văn", "Thị", "Đức", "Minh", "Thanh", "Quang", "Hữu", "Ngọc", "Xuân", "Đình", "Thu", "Công", "Hồng",
    "Quốc", "Bích", "Duy", "Kim", "Tiến", "Mạnh", "Thúy", "Gia", "Viết",
];
const GIVENS: [&str; 64] = [
    "Hùng",
    "Hương",
    "Dũng",
    "Hà",
    "Tuấn",
    "Lan",
    "Hải",
    "Nga",
    "Sơn",
    "Hoa",
    "Thắng",
    "Bình",
    "Cường",
    "Thảo",
    "Long",
    "Trang",
    "Nam",
    "Yến",
    "Phúc",
    "Mai",
    "Khánh",
    "Hạnh",
    "Toàn",
    "Loan",
    "Đạt",
    "Nhung",
    "Kiên",
    "Oanh",
    "Lâm",
    "Phượng",
    "Quân",
    "Quyên",
    "Tùng",
    "Diệp",
    "Thịnh",
    "Vân",
    "Vinh",
    "Xuyến",
    "Hiếu",
    "Liên",
    "Nghĩa",
    "Thủy",
    "Trung",
    "Ngân",
    "Khoa",
    "Tâm",
    "Lộc",
    "Huệ",
    "Phong",
    "Chi",
    "Thành",
    "Giang",
    "An",
    "Hiền",
    "Đông",
    "Thơm",
    "Bách",
    "Cúc",
    "Chiến",
    "Dung",
    "Luân",
    "Hòa",
    "Thuận",
    "Tuyết",
];

/// A name.
pub fn person(chance: &mut Chance) -> String {
    let (surname, middle) = (chance.zipf(&SURNAMES), chance.zipf(&MIDDLES));
    format!("{surname} {middle} {}", chance.zipf(&GIVENS))
}

/// The lists of `filler.tsv`.
pub struct Filler(BTreeMap<&'static str, Vec<&'static str>>);

impl Filler {
    pub fn new() -> Self {
        let mut slots: BTreeMap<_, Vec<_>> = BTreeMap::new();
        let lines = include_str!("filler.tsv").lines().filter(|line| !line.starts_with('#'));
        for (slot, text) in lines.filter_map(|line| line.split_once('\t')) {
            slots.entry(slot).or_default().push(text);
        }
        Self(slots)
    }

    /// A sentence. It names a locality out of `below` here and there, which joins `named`.
    pub fn sentence(
        &self,
        chance: &mut Chance,
        below: &[&'static Place],
        named: &mut Vec<&'static Place>,
    ) -> String {
        let frames = &self.0["frame"];
        let mut frame = *chance.zipf(frames);
        while below.is_empty() && frame.to_lowercase().contains("{place}") {
            frame = *chance.zipf(frames);
        }
        let mut said = String::new();
        let mut used: Vec<&str> = Vec::new();
        let mut rest = frame;
        while let Some((before, behind)) = rest.split_once('{') {
            said.push_str(before);
            let (slot, behind) = behind.split_once('}').expect("a slot is closed");
            let text = match slot {
                "person" => person(chance),
                "place" | "Place" => {
                    let place = *chance.zipf(below);
                    named.push(place);
                    place.full_name()
                }
                _ => {
                    let texts = &self.0[slot];
                    let mut text = *chance.zipf(texts);
                    while used.contains(&text) {
                        text = *chance.one(texts);
                    }
                    used.push(text);
                    numbered(text, chance)
                }
            };
            said.push_str(&text);
            rest = behind;
        }
        said.push_str(rest);
        capital(&said)
    }
}

fn numbered(text: &str, chance: &mut Chance) -> String {
    let mut out = text.replace("{p}", &format!("{},{}", chance.within(2, 120), chance.within(1, 9)));
    while out.contains("{n}") {
        out = out.replacen("{n}", &grouped(chance.number(40_000).max(2)), 1);
    }
    out
}

/// `1204` → `1.204`.
pub fn grouped(number: u64) -> String {
    if number < 1_000 { number.to_string() } else { format!("{}.{:03}", number / 1_000, number % 1_000) }
}

/// With a capital at its beginning.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}
