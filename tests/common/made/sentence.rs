//! An award in words.

use super::chance::Chance;
use super::filler::{capital, grouped};

/// What is said of awards of one kind that one body confers.
#[derive(Debug, Clone)]
pub struct Said {
    /// Who confers them, as the article names it; none where it says nobody.
    pub giver: Option<String>,
    /// What: `Giấy khen`, `Cờ thi đua`.
    pub what: String,
    /// How the award is worded.
    pub form: Form,
    /// To whom: `12 tập thể`, `ông Lê Văn Hà`.
    pub to: Vec<String>,
    /// What for, or nothing.
    pub merit: String,
    /// Whether it is only asked for.
    pub proposed: bool,
}

/// The grammar of an award.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Given: a certificate, a flag, an order.
    Given,
    /// A title of so many: `12 Chiến sĩ thi đua cơ sở`.
    Title,
    /// A title of families: `danh hiệu “Gia đình văn hóa” cho 120 hộ`.
    Household,
    /// A badge of the Party.
    Badge,
    /// Prizes: `1 giải Nhất, 2 giải Nhì`.
    Prizes,
    /// A commendation whose form the text does not name: `khen thưởng 12 tập thể, cá nhân`.
    Praised,
    /// More than one to some of several: `12 Giấy khen cho xã A và xã B`.
    Several,
    /// A title, by nobody that the text names.
    Unsaid,
}

/// A sentence, and whether it says what for.
pub fn sentence(said: &Said, chance: &mut Chance) -> (String, bool) {
    let to = listed(&said.to, chance);
    let Said { what, .. } = said;
    let giver = said.giver.as_deref().unwrap_or_default();
    let merit = if said.merit.is_empty() { String::new() } else { format!(" {}", said.merit) };
    let open = *chance.one(&["", "", "Tại hội nghị, ", "Nhân dịp này, ", "Dịp này, ", "Tại buổi lễ, "]);
    let text = match (said.form, chance.below(6)) {
        (Form::Given, nth) if said.proposed => {
            let who = ["Hội nghị", "Hội đồng Thi đua - Khen thưởng"][nth % 2];
            format!("{who} thống nhất đề nghị {giver} tặng {what} cho {to}{merit}.")
        }
        (Form::Given, 0) => format!("{open}{giver} tặng {what} cho {to}{merit}."),
        (Form::Given, 1) => format!("{open}{giver} đã quyết định tặng {what} cho {to}{merit}."),
        (Form::Given, 2) => format!("{open}có {to} được {giver} tặng {what}."),
        (Form::Given, 3) => format!("{open}{giver} trao tặng {what} cho {to}{merit}."),
        (Form::Given, 4) => format!("{open}{to} vinh dự được nhận {what} của {giver}."),
        (Form::Given, _) => format!("{open}{giver} đã trao {what} cho {to}{merit}."),
        (Form::Title, 0..3) => format!("{open}{giver} công nhận {to}."),
        (Form::Title, _) => format!("{open}{giver} đã quyết định công nhận {to}."),
        (Form::Household, 0..3) => format!("{open}{giver} công nhận {what} cho {to}."),
        (Form::Household, _) => format!("{open}{giver} công nhận {to} đạt {what}."),
        (Form::Badge, 0..3) => format!("{open}{giver} đã trao {what} cho {to}."),
        (Form::Badge, _) => format!("{open}{giver} tổ chức trao {what} cho {to}."),
        (Form::Praised, 0..3) => format!("{open}{giver} biểu dương, khen thưởng {to}{merit}."),
        (Form::Praised, _) => format!("{open}có {to} được {giver} biểu dương, khen thưởng."),
        (Form::Several, 0..3) => format!("{open}{giver} trao tặng {to}."),
        (Form::Several, _) => format!("{open}{giver} tặng {to}."),
        (Form::Unsaid, 0..3) => format!("{open}có {to} được công nhận Chiến sĩ thi đua cơ sở."),
        (Form::Unsaid, _) => format!("{open}{to} đạt danh hiệu Chiến sĩ thi đua cơ sở."),
        (Form::Prizes, 0..3) => format!("Kết quả, {giver} đã trao {to}."),
        (Form::Prizes, _) => format!("Kết thúc hội thi, {giver} trao {to}."),
    };
    let merited = !merit.is_empty() && text.contains(&merit);
    (capital(&text), merited)
}

fn listed(all: &[String], chance: &mut Chance) -> String {
    match all {
        [one] => one.clone(),
        [a, b] => format!("{a}{}{b}", chance.one(&[" và ", ", "])),
        [head @ .., last] => format!("{} và {last}", head.join(", ")),
        [] => String::new(),
    }
}

/// A count in digits, or in words.
pub fn count(number: u64, chance: &mut Chance) -> String {
    match number {
        0..10 if chance.of_100(30) => format!("0{number}"),
        0..100 if chance.of_100(12) => words(number),
        _ => grouped(number),
    }
}

/// A number below a hundred in words.
fn words(number: u64) -> String {
    const ONES: [&str; 10] = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"];
    let one = |n: u64| ONES[n as usize];
    match (number / 10, number % 10) {
        (0, n) => one(n).to_string(),
        (1, 0) => "mười".to_string(),
        (1, 5) => "mười lăm".to_string(),
        (1, n) => format!("mười {}", one(n)),
        (tens, 0) => format!("{} mươi", one(tens)),
        (tens, 1) => format!("{} mươi mốt", one(tens)),
        (tens, 5) => format!("{} mươi lăm", one(tens)),
        (tens, n) => format!("{} mươi {}", one(tens), one(n)),
    }
}
