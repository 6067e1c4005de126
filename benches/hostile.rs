//! Texts that no editor wrote, each some hundred thousand bytes: no rule may take time that grows with
//! the square of the text. The bar is a megabyte a second through the whole road; the slowest case
//! tells where to look.

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use vinhdanh::model::{Format, Page, Source};
use vinhdanh::pipeline;

fn main() {
    divan::main();
}

/// Bytes of each text, about.
const SIZE: usize = 500_000;

/// The cases by name.
const CASES: &[&str] = &[
    "no-full-stop",
    "digits",
    "names-in-a-row",
    "officials",
    "one-official",
    "chained-awards",
    "chained-counts",
    "awards-in-sentences",
    "units",
    "bare-bodies",
    "dates",
    "equal-lines",
    "brackets",
    "quotes",
    "capitals",
    "rows",
    "villages",
    "goals",
    "addresses",
    "prizes",
    "pronouns",
    "same-body",
    "labelled",
];

/// `piece` of each number until the text is long enough.
fn repeat(piece: impl Fn(usize) -> String) -> String {
    let mut text = String::with_capacity(SIZE + 200);
    let mut n = 0;
    while text.len() < SIZE {
        text.push_str(&piece(n));
        n += 1;
    }
    text
}

/// A name of two syllables, another for each number.
fn name(n: usize) -> String {
    const SYLLABLES: [&str; 16] = [
        "An", "Bình", "Cường", "Dũng", "Giang", "Hà", "Khánh", "Lan", "Minh", "Ngọc", "Oanh", "Phúc", "Quân",
        "Sơn", "Thảo", "Vinh",
    ];
    let at = |place: usize| SYLLABLES[(n >> (4 * place)) % 16];
    format!("{} {} {}", at(0), at(1), at(2))
}

fn text(case: &str) -> String {
    match case {
        "no-full-stop" => repeat(|_| "UBND huyện Đăk Hà tặng Giấy khen cho 5 tập thể và 12 cá nhân ".into()),
        "digits" => "7".repeat(SIZE),
        "names-in-a-row" => repeat(|n| format!("Nguyễn {}, ", name(n))),
        "officials" => repeat(|n| format!("Ông Trần {}, Giám đốc Sở Y tế tỉnh số {n} dự. ", name(n))),
        "one-official" => repeat(|n| format!("Ông Trần Văn An, Trưởng phòng {n} dự. ")),
        "chained-awards" => repeat(|n| format!("tặng Bằng khen cho {} tập thể; ", n % 90 + 2)),
        "chained-counts" => format!("Tặng Bằng khen cho {}", repeat(|n| format!("{} tập thể, ", n % 90 + 2))),
        "awards-in-sentences" => repeat(|n| format!("Tỉnh tặng {} Bằng khen cho {n} cá nhân. ", n + 2)),
        "units" => repeat(|n| format!("xã Tân {}, ", name(n))),
        "bare-bodies" => repeat(|n| format!("UBND huyện, Hội {} huyện và Huyện ủy; ", name(n))),
        "dates" => repeat(|n| format!("ngày {}/{} và năm {}, ", n % 28 + 1, n % 12 + 1, 1950 + n % 70)),
        "equal-lines" => "Tặng Giấy khen\n".repeat(SIZE / 17),
        "brackets" => "(".repeat(SIZE),
        "quotes" => repeat(|_| "danh hiệu “ \" ".into()),
        "capitals" => repeat(|_| "UBND HUYỆN ĐĂK HÀ TẶNG GIẤY KHEN ".into()),
        "villages" => repeat(|_| "12 bon, buôn, thôn văn hóa, ".into()),
        "goals" => repeat(|_| "với mục tiêu đạt danh hiệu được tặng ".into()),
        "addresses" => repeat(|_| "giáo sư, ".into()),
        "prizes" => repeat(|n| format!("{n} giải á khôi - ")),
        "pronouns" => repeat(|_| "Anh được UBND tỉnh tặng Bằng khen. ".into()),
        "same-body" => {
            repeat(|n| format!("Tặng Bằng khen cho {} tập thể. Đồng thời tặng Cờ thi đua. ", n + 2))
        }
        "labelled" => {
            repeat(|n| format!("Tập thể: Sở Y tế; cá nhân: ông Nguyễn {} được tặng Bằng khen; ", name(n)))
        }
        _ => repeat(|n| format!("{n} | Nguyễn {} | Giấy khen | 5\n", name(n))),
    }
}

/// Page to record.
#[divan::bench(args = CASES, sample_count = 3, sample_size = 1)]
fn hostile(bencher: Bencher, case: &str) {
    let body = format!("Khen thưởng năm 2023\n{}\n", text(case));
    let page = Page {
        fetched: None,
        id: String::new(),
        source: Source::default(),
        format: Format::Plain,
        body,
        title: None,
        line: None,
        published: None,
    };
    bencher.counter(BytesCount::new(page.body.len())).with_inputs(|| page.clone()).bench_values(|page| {
        black_box(pipeline::record(page));
    });
}
