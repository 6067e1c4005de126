//! Each reason of a refusal has a case that produces it.

use crate::extract;
use crate::model::refused::{Field, Reason};
use crate::model::{Article, Block, BlockKind, Text};
use crate::normalise;

fn text_of(input: &str) -> Text {
    let kind = |t: &str| if t.contains(" | ") { BlockKind::Row } else { BlockKind::Paragraph };
    let block = |t: &str| Block { kind: kind(t), text: t.to_string() };
    normalise::text(Article { blocks: input.split('\n').map(block).collect(), ..Article::default() })
}

/// The refusals of a text: field, reason and words.
fn refusals(input: &str) -> Vec<(Field, Reason, String)> {
    let text = text_of(input);
    let explained = extract::explained(&text);
    assert_eq!(explained.record, extract::record(&text), "{input}");
    let letters: Vec<char> = text.export.chars().collect();
    let words = |start: usize, end: usize| letters[start..end].iter().collect::<String>();
    explained.refused.iter().map(|r| (r.field, r.reason, words(r.span.start, r.span.end))).collect()
}

/// Text, field, reason, words refused.
const CASES: &[(&str, Field, Reason, &str)] = &[
    (
        "UBND huyện tặng Giấy khen cho 12 tập thể.\nChiều cùng ngày, UBND huyện trao Giấy khen cho 12 tập thể.",
        Field::Awards,
        Reason::Copy,
        "12 tập thể",
    ),
    (
        "UBND tỉnh tặng Bằng khen cho 15 tập thể, cá nhân; trong đó, tặng Bằng khen cho 5 tập thể và tặng Bằng khen cho 10 cá nhân.",
        Field::Awards,
        Reason::Total,
        "15 tập thể, cá nhân",
    ),
    (
        "UBND tỉnh tặng 5 Cờ thi đua cho 5 tập thể (tặng 2 Cờ thi đua cho 2 tập thể).",
        Field::Awards,
        Reason::Part,
        "2 tập thể",
    ),
    (
        "Năm 2024, huyện phấn đấu có 5 tập thể được tặng Bằng khen.",
        Field::Awards,
        Reason::Target,
        "Bằng khen",
    ),
    ("Bằng khen để tặng cho 5 tập thể xuất sắc.", Field::Awards, Reason::Standard, "Bằng khen"),
    (
        "Có 3 hồ sơ đề nghị tặng Bằng khen cho 3 tập thể bị trả lại.",
        Field::Awards,
        Reason::Revoked,
        "Bằng khen",
    ),
    ("Đến nay, toàn tỉnh có 48 Thầy thuốc Ưu tú.", Field::Awards, Reason::Stock, "48 Thầy thuốc Ưu tú"),
    ("Xã vận động 50 hộ đạt chuẩn gia đình văn hóa.", Field::Awards, Reason::Kept, "gia đình văn hóa"),
    ("Huyện ủy khen thưởng các gương mặt trẻ.", Field::Awards, Reason::NoRecipient, "khen thưởng"),
    ("Hội thi có 30 tập thể dự.", Field::Awards, Reason::NoAward, "30 tập thể"),
    ("Hội biểu dương 5 tập thể được tặng Bằng khen.", Field::Awards, Reason::Taken, "biểu dương"),
    ("Sáng 17/2, xã họp.", Field::Dates, Reason::NoYear, "Sáng 17/2"),
    ("Xã học tập tư tưởng Hồ Chí Minh.", Field::Officials, Reason::PlaceName, "Hồ Chí Minh"),
    (
        "Từ 50 đơn vị dự thi, Ban Tổ chức trao Giấy khen cho 3 tập thể.",
        Field::Awards,
        Reason::Untaken,
        "50 đơn vị",
    ),
    ("Công tác khen thưởng được quan tâm.", Field::Awards, Reason::NoAct, "khen thưởng"),
    (
        "Khách hàng A trúng thưởng 1 giải nhất.\nNgân hàng quay số trúng 3 giải nhì.",
        Field::Awards,
        Reason::Lottery,
        "3 giải nhì",
    ),
    ("Hội mời Nghệ nhân ưu tú Trần Văn An dự.", Field::Awards, Reason::CallsPerson, "Nghệ nhân ưu tú"),
    (
        "UBND tỉnh tặng Bằng khen cho 68 điển hình tiên tiến.",
        Field::Awards,
        Reason::CallsRecipient,
        "điển hình tiên tiến",
    ),
    ("Học sinh đoạt từ giải ba trở lên được cộng điểm.", Field::Awards, Reason::NotAnAward, "giải ba"),
    ("Xã trồng 500 cây xanh.", Field::Awards, Reason::NotARecipient, "500"),
    ("Hộ nào được tặng danh hiệu gia đình văn hóa?", Field::Awards, Reason::Question, "gia đình văn hóa"),
    (
        "Công ty được cấp Giấy chứng nhận cho 3 sản phẩm OCOP.",
        Field::Awards,
        Reason::Licence,
        "Giấy chứng nhận",
    ),
    ("Quỹ có 300 triệu đồng.", Field::Awards, Reason::Money, "300"),
    ("Tỷ lệ đạt 95%.", Field::Numbers, Reason::Percentage, "95"),
    ("Dự hội nghị có 250 đại biểu.", Field::Awards, Reason::Participants, "250"),
    ("Phong trào kéo dài 18 tháng.", Field::Awards, Reason::Duration, "18"),
    ("Điểm bình quân là 98,6.", Field::Numbers, Reason::Decimal, "98,6"),
    ("Xã dùng mẫu A-3.", Field::Awards, Reason::PartOfNumber, "3"),
    ("Theo Kế hoạch số 91/KH-UBND.", Field::Awards, Reason::DocumentNumber, "91"),
    ("Huyện hoàn thành 9/12 nội dung.", Field::Dates, Reason::Fraction, "9/12"),
    ("Hội nghị họp ngày 31/02/2023.", Field::Dates, Reason::NoSuchDay, "ngày 31/02/2023"),
    ("Lễ giỗ ngày 10/3 âm lịch.", Field::Dates, Reason::Lunar, "ngày 10/3"),
    ("Hội thi chào mừng ngày 20/11.", Field::Dates, Reason::Holiday, "ngày 20/11"),
    ("Có 2000 cây.", Field::Dates, Reason::BareNumber, "2000"),
    (
        "Chịu trách nhiệm nội dung: Ông Trần Văn An, Giám đốc.",
        Field::Officials,
        Reason::PageStaff,
        "Trần Văn An",
    ),
    ("Xã ghi nhớ lời đồng chí Hồ Chí Minh dạy.", Field::Officials, Reason::Historical, "Hồ Chí Minh"),
    (
        "UBND xã tặng Giấy khen cho Thượng úy Trần Văn An.",
        Field::Officials,
        Reason::RecipientOnly,
        "Trần Văn An",
    ),
    ("Bà Nguyễn Thị Lan kể lại.", Field::Officials, Reason::NoPosition, "Nguyễn Thị Lan"),
    ("Đồng chí Khoa phát biểu.", Field::Officials, Reason::ShortName, "Khoa"),
    ("Kỷ niệm chương Vì sự nghiệp Ngân hàng Việt Nam.", Field::Units, Reason::AwardName, "Ngân hàng"),
    ("Hội nghị khu vực Tây Nguyên.", Field::Units, Reason::Region, "khu vực"),
    ("UBND xã Tân Lập tổ chức hội nghị.", Field::Units, Reason::AmbiguousPlace, "UBND xã Tân Lập"),
    ("Phòng họp chật kín.", Field::Units, Reason::NoName, "Phòng"),
    ("TRIỂN KHAI NHIỆM VỤ NĂM 2024", Field::Units, Reason::Compound, "VỤ"),
    (
        "Có 5 đơn vị hoàn thành tốt nhiệm vụ trở lên.",
        Field::Ratings,
        Reason::OpenEnded,
        "hoàn thành tốt nhiệm vụ",
    ),
    ("Xã luôn hoàn thành tốt nhiệm vụ.", Field::Ratings, Reason::NotCounted, "hoàn thành tốt nhiệm vụ"),
    (
        "Ngày 3/1/2024, UBND xã tổ chức hội nghị về công tác khen thưởng.",
        Field::Events,
        Reason::Background,
        "khen thưởng",
    ),
    ("Ngày 3/1, UBND xã tổ chức \"Tổng kết phong trào\".", Field::Events, Reason::Quoted, "Tổng kết"),
    ("Ngày 3/1/2024, UBND xã tổ chức hội nghị tổng kết.", Field::Events, Reason::Meeting, "hội nghị"),
];

#[test]
fn refusals_have_their_reasons() {
    let mut wrong = Vec::new();
    for (input, field, reason, words) in CASES {
        let found = refusals(input);
        if !found.iter().any(|(f, r, w)| f == field && r == reason && w == words) {
            wrong.push(format!("{input}\n  wanted {field:?} {reason:?} {words}\n  found {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_reason_has_a_case() {
    let shown = |reason: &&Reason| CASES.iter().any(|case| case.2 == **reason) || **reason == Reason::NoRule;
    let without: Vec<_> = Reason::ALL.iter().filter(|reason| !shown(reason)).collect();
    assert!(without.is_empty(), "{without:?}");
}

#[test]
fn what_was_read_after_all_is_not_refused() {
    for input in [
        "Sáng 17/2/2023, UBND huyện tặng Giấy khen cho 12 tập thể.",
        "Năm 2023, 5 cá nhân được tặng Bằng khen.",
    ] {
        assert_eq!(refusals(input), [], "{input}");
    }
}
