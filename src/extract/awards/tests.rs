//! Cases of the rules: what they find, and what they must not.

use crate::extract::marked::Marked;
use crate::extract::token::Doc;
use crate::extract::{awards, units};
use crate::model::{Article, Award, Block, BlockKind};
use crate::normalise;

fn block(line: &str) -> Block {
    let (kind, text) = match line.split_once("] ") {
        Some(("[row", text)) => (BlockKind::Row, text),
        Some(("[title", text)) => (BlockKind::Title, text),
        Some(("[caption", text)) => (BlockKind::Caption, text),
        _ => (BlockKind::Paragraph, line),
    };
    Block { kind, text: text.into() }
}

/// The awards of a text of 2023, a block a line.
pub(super) fn awards_of(text: &str) -> Vec<Award> {
    let article = Article { blocks: text.lines().map(block).collect(), ..Article::default() };
    let text = normalise::text(article);
    let doc = &Doc::new(&text);
    let mentions = units::mentions(doc, &[], Some("2023-06-01"));
    awards::find(&Marked::new(doc), &mentions)
}

/// The awards of `text` as `slug class recipient count level authority names`, `-` for none, `?`
/// behind what is only proposed.
pub(super) fn found(text: &str) -> Vec<String> {
    let or = |value: &Option<String>| value.clone().unwrap_or("-".into());
    awards_of(text)
        .iter()
        .map(|a| {
            let count = a.count.map_or("-".into(), |c| c.to_string());
            let mark = if a.status == "proposed" { "?" } else { "" };
            let names = a.recipients.join("; ");
            let tail = if names.is_empty() { String::new() } else { format!(" [{names}]") };
            format!(
                "{}{mark} {} {} {count} {} @{}{tail}",
                a.award,
                or(&a.class),
                or(&a.recipient),
                or(&a.level),
                or(&a.authority)
            )
        })
        .collect()
}

fn check(text: &str, expected: &[&str]) {
    assert_eq!(found(text), expected, "{text}");
}

/// Every row of a list of cases: what it finds against what it expects.
fn check_all(cases: impl Iterator<Item = (String, Vec<String>)>) {
    let wrong: Vec<String> = cases
        .filter_map(|(text, expected)| {
            let found = found(&text);
            (found != expected).then(|| format!("{text}\n  found    {found:#?}\n  expected {expected:#?}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn rows(tsv: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    tsv.lines().filter(|l| !l.is_empty() && !l.starts_with('#')).map(|l| l.split('\t').collect())
}

#[test]
fn constructions() {
    check_all(
        rows(include_str!("cases.tsv"))
            .map(|row| (row[0].replace("\\n", "\n"), row[1..].iter().map(ToString::to_string).collect())),
    );
}

#[test]
fn bodies_that_confer() {
    check_all(rows(include_str!("authority_cases.tsv")).map(|row| {
        let (body, level) = (row[0], row[1]);
        let text = format!(
            "Dịp này, {body} đã tặng Bằng khen cho 12 tập thể.\nCó 3 học sinh nhận Giấy khen của {body}."
        );
        let expected = [
            format!("bang-khen - collective 12 {level} @{body}"),
            format!("giay-khen - individual 3 {level} @{body}"),
        ];
        (text, expected.to_vec())
    }));
}

#[test]
fn recipients_behind_the_award() {
    check(
        "UBND tỉnh tặng Bằng khen cho 12 tập thể và 38 cá nhân có thành tích xuất sắc.",
        &["bang-khen - collective 12 province @UBND tỉnh", "bang-khen - individual 38 province @UBND tỉnh"],
    );
    check("Sở Y tế tặng Giấy khen 154 cá nhân.", &["giay-khen - individual 154 organization @Sở Y tế"]);
    check(
        "Bộ trưởng Bộ Công an gửi Thư khen Công an tỉnh Lâm Đồng.",
        &["thu-khen - collective 1 ministry @Bộ trưởng Bộ Công an [Công an tỉnh Lâm Đồng]"],
    );
    check(
        "Ban Tổ chức tặng giấy chứng nhận và phần thưởng cho 9 tập thể.",
        &["giay-chung-nhan - collective 9 organization @Ban Tổ chức"],
    );
    check(
        "Chủ tịch UBND huyện Bắc Hà quyết định tặng Giấy khen cho ba mươi cá nhân và 09 hộ gia đình.",
        &[
            "giay-khen - individual 30 district @Chủ tịch UBND huyện Bắc Hà",
            "giay-khen - household 9 district @Chủ tịch UBND huyện Bắc Hà",
        ],
    );
}

#[test]
fn recipients_before_the_award() {
    check(
        "Có 26 tập thể được Chính phủ tặng Cờ thi đua; 211 tập thể, 587 cá nhân được Thủ tướng Chính phủ tặng Bằng khen.",
        &[
            "co-thi-dua - collective 26 government @Chính phủ",
            "bang-khen - collective 211 government @Thủ tướng Chính phủ",
            "bang-khen - individual 587 government @Thủ tướng Chính phủ",
        ],
    );
    check("7/9 tổ đạt Tập thể Lao động tiên tiến.", &["tap-the-lao-dong-tien-tien - collective 7 - @-"]);
    check(
        "11 giáo viên đạt Chiến sĩ thi đua cơ sở; 72 đạt Lao động tiên tiến.",
        &["chien-si-thi-dua-co-so - individual 11 - @-", "lao-dong-tien-tien - individual 72 - @-"],
    );
    check("Trường được UBND tỉnh tặng Cờ thi đua.", &["co-thi-dua - collective 1 province @UBND tỉnh"]);
}

#[test]
fn counted_awards_and_shared_tails() {
    check(
        "UBND tỉnh công nhận 17 Tập thể lao động xuất sắc và 4 Chiến sĩ thi đua cấp tỉnh.",
        &[
            "tap-the-lao-dong-xuat-sac - collective 17 province @UBND tỉnh",
            "chien-si-thi-dua-cap-tinh - individual 4 province @UBND tỉnh",
        ],
    );
    check(
        "UBND huyện Bắc Hà công nhận 12 chiến sĩ thi đua cơ sở, 25 tập thể và 310 lao động tiên tiến.",
        &[
            "chien-si-thi-dua-co-so - individual 12 district @UBND huyện Bắc Hà",
            "tap-the-lao-dong-tien-tien - collective 25 district @UBND huyện Bắc Hà",
            "lao-dong-tien-tien - individual 310 district @UBND huyện Bắc Hà",
        ],
    );
    check(
        "Trao 1 giải nhất, 2 giải nhì và 12 giải khuyến khích cho các cá nhân.",
        &["giai 1 individual 1 - @-", "giai 2 individual 2 - @-", "giai consolation individual 12 - @-"],
    );
}

#[test]
fn named_recipients() {
    check(
        "UBND tỉnh tặng Bằng khen cho nhân dân và cán bộ các huyện Nghĩa Hưng, Trực Ninh và Mỹ Lộc.",
        &["bang-khen - collective 3 province @UBND tỉnh [huyện Nghĩa Hưng; huyện Trực Ninh; huyện Mỹ Lộc]"],
    );
    check(
        "Chủ tịch nước tặng Huân chương Lao động hạng Ba cho phòng Tài chính – Kế hoạch.",
        &["huan-chuong-lao-dong 3 collective 1 state @Chủ tịch nước [phòng Tài chính – Kế hoạch]"],
    );
    check(
        "Thủ tướng Chính phủ tặng bằng khen cho Trường Tiểu học Bắc Sơn đã có thành tích xuất sắc và 2 cá nhân.",
        &[
            "bang-khen - collective 1 government @Thủ tướng Chính phủ [Trường Tiểu học Bắc Sơn]",
            "bang-khen - individual 2 government @Thủ tướng Chính phủ",
        ],
    );
    check(
        "Chủ tịch nước truy tặng Huân chương Lao động hạng Ba cho điều dưỡng Phạm Minh Khôi, Trung tâm Y tế quận Ô Môn.",
        &["huan-chuong-lao-dong 3 individual 1 state @Chủ tịch nước [Phạm Minh Khôi]"],
    );
}

#[test]
fn totals_and_parts() {
    check(
        "UBND huyện tặng giấy khen 1.780 tập thể, cá nhân (trong đó 412 tập thể, 1.368 cá nhân).",
        &[
            "giay-khen - collective 412 district @UBND huyện",
            "giay-khen - individual 1368 district @UBND huyện",
        ],
    );
    check(
        "Chủ tịch nước tặng 6 Huân chương Độc lập (2 hạng nhì, 4 hạng ba).",
        &["huan-chuong-doc-lap 2 - 2 state @Chủ tịch nước", "huan-chuong-doc-lap 3 - 4 state @Chủ tịch nước"],
    );
    check(
        "Có 9 đảng viên được trao Huy hiệu Đảng. Trong đó, 70 năm tuổi Đảng có 1 đảng viên, 60 năm tuổi Đảng có 8 đảng viên.",
        &["huy-hieu-dang 70 individual 1 - @-", "huy-hieu-dang 60 individual 8 - @-"],
    );
}

#[test]
fn proposed_or_conferred() {
    check(
        "Hội đồng thống nhất đề nghị Thủ tướng Chính phủ tặng Bằng khen cho 9 tập thể, 46 cá nhân.",
        &[
            "bang-khen? - collective 9 government @Thủ tướng Chính phủ",
            "bang-khen? - individual 46 government @Thủ tướng Chính phủ",
        ],
    );
    check(
        "Đề nghị UBND tỉnh xét:\n- Tập thể LĐXS: 14;\n- Bằng khen: 05 tập thể, 18 cá nhân.",
        &[
            "tap-the-lao-dong-xuat-sac? - collective 14 province @UBND tỉnh",
            "bang-khen? - collective 5 province @UBND tỉnh",
            "bang-khen? - individual 18 province @UBND tỉnh",
        ],
    );
    check(
        "Hội đồng đã bình xét và Chủ tịch UBND huyện quyết định công nhận 8 chiến sĩ thi đua cơ sở.",
        &["chien-si-thi-dua-co-so - individual 8 district @Chủ tịch UBND huyện"],
    );
}

#[test]
fn said_again_is_counted_once() {
    check(
        "[title] Khen thưởng 3 tập thể\nUBND tỉnh tặng Bằng khen cho 3 tập thể.\n[caption] Lãnh đạo trao Bằng khen cho 3 tập thể",
        &["bang-khen - collective 3 province @UBND tỉnh"],
    );
}

#[test]
fn tables() {
    check(
        "[row] STT | Danh hiệu | Tập thể | Cá nhân\n[row] 1 | Bằng khen của Chủ tịch UBND tỉnh | 04 | 09\n[row] 2 | Lao động tiên tiến | - | 1.483",
        &[
            "bang-khen - collective 4 province @Chủ tịch UBND tỉnh",
            "bang-khen - individual 9 province @Chủ tịch UBND tỉnh",
            "lao-dong-tien-tien - individual 1483 - @-",
        ],
    );
    check(
        "[row] Hình thức khen thưởng | Tập thể | Cá nhân\n[row] Cờ thi đua của UBND tỉnh | Sở Giao thông vận tải; Công an huyện Mèo Vạc | \n[row] Bằng khen của Chủ tịch UBND tỉnh | Trường THPT Yên Minh | Ông Vàng Mí Sính; bà Lù Thị Vân",
        &[
            "co-thi-dua - collective 2 province @UBND tỉnh [Sở Giao thông vận tải; Công an huyện Mèo Vạc]",
            "bang-khen - collective 1 province @Chủ tịch UBND tỉnh [Trường THPT Yên Minh]",
            "bang-khen - individual 2 province @Chủ tịch UBND tỉnh [Vàng Mí Sính; Lù Thị Vân]",
        ],
    );
    check(
        "[row] TT | Họ tên giáo viên | Trường | Giải\n[row] 1 | Lường Thị Inh | Mầm non Chà Cang | Nhất\n[row] 2 | Mạo Ngân Chung | TH Nà Hỳ | Nhì",
        &["giai 1 individual 1 - @- [Lường Thị Inh]", "giai 2 individual 1 - @- [Mạo Ngân Chung]"],
    );
}

#[test]
fn tables_of_recipients() {
    check(
        "Danh sách tập thể, cá nhân được Chủ tịch UBND huyện tặng Giấy khen:\n[row] STT | Họ và tên | Đơn vị\n[row] I | Tập thể | \n[row] 1 | Trường Mầm non Hoa Cúc | xã Cư Pơng\n[row] II | Cá nhân | \n[row] 1 | Y Bhăm Niê | Bí thư Đoàn xã Ea Sin\n[row] 2 | H'Nuôn Mlô | Giáo viên",
        &[
            "giay-khen - collective 1 district @Chủ tịch UBND huyện [Trường Mầm non Hoa Cúc]",
            "giay-khen - individual 2 district @Chủ tịch UBND huyện [Y Bhăm Niê; H'Nuôn Mlô]",
        ],
    );
    check(
        "[row] STT | Tên | Đơn vị\n[row] A. Bằng khen của Liên đoàn Lao động tỉnh | | \n[row] 1 | Nguyễn Thị Kiều | Công ty TNHH Nam Of\n[row] 2 | Võ Văn Tấn | Công ty CP Hùng Vương\n[row] B. Giấy khen của Liên đoàn Lao động tỉnh | | \n[row] 1 | Đặng Kim Ngân | Xí nghiệp May Chợ Gạo",
        &[
            "bang-khen - individual 2 organization @Liên đoàn Lao động tỉnh [Nguyễn Thị Kiều; Võ Văn Tấn]",
            "giay-khen - individual 1 organization @Liên đoàn Lao động tỉnh [Đặng Kim Ngân]",
        ],
    );
}

#[test]
fn what_confers_nothing() {
    for text in [
        "Hội nghị có 450 đại biểu điển hình tiên tiến tham dự.",
        "Phấn đấu đến năm 2030 có ít nhất 15 tập thể được tặng Bằng khen của Chủ tịch UBND tỉnh.",
        "Đến nay, toàn tỉnh có 48 Thầy thuốc Ưu tú.",
        "Danh hiệu “Lao động tiên tiến” được xét tặng hằng năm, không quá 15% tổng số cá nhân.",
        "Hồ sơ đề nghị tặng Cờ thi đua của công ty đã bị trả lại.",
        "Các huyện ký kết giao ước thi đua năm 2023.",
        "Đội tham gia giải bóng đá và có 3 bài hát.",
        "Dự lễ có các Mẹ Việt Nam anh hùng, Anh hùng Lao động.",
        "UBND tỉnh tặng công trình phúc lợi trị giá 3 tỷ đồng.",
        "Đồng chí đề nghị các đơn vị khen thưởng kịp thời các tập thể, cá nhân.",
    ] {
        check(text, &[]);
    }
}

#[test]
fn slugs_of_the_list_are_of_the_contract() {
    for line in include_str!("names.tsv").lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        let slug = line.split('\t').nth(1).unwrap_or("");
        assert!(slug == "-" || crate::model::vocabulary::AWARDS.contains(&slug), "{line}");
    }
}

#[test]
fn headings_steps_and_certificates_of_their_own() {
    check(
        "* Viện trưởng VKSND tối cao:\n- Cờ thi đua: 01 đơn vị;\n* UBND tỉnh: Bằng khen: 03 tập thể.",
        &[
            "co-thi-dua - collective 1 ministry @Viện trưởng VKSND tối cao",
            "bang-khen - collective 3 province @UBND tỉnh",
        ],
    );
    check(
        "Sau bình xét từ các xóm, UBND xã công nhận 402/436 hộ đạt danh hiệu “Gia đình văn hóa”.",
        &["gia-dinh-van-hoa - household 402 commune @UBND xã"],
    );
    check(
        "Qua bình xét, Hội đồng đề nghị tặng Bằng khen cho 5 cá nhân.",
        &["bang-khen? - individual 5 - @-"],
    );
    check(
        "Bộ trưởng Bộ Quốc phòng công nhận danh hiệu Chiến sĩ thi đua toàn quân đối với 1 đồng chí.",
        &["chien-si-thi-dua-cap-tinh - individual 1 ministry @Bộ trưởng Bộ Quốc phòng"],
    );
    check(
        "Tổng Giám đốc Kho bạc Nhà nước tặng Giấy khen cho 11 tập thể.",
        &["giay-khen - collective 11 ministry @Tổng Giám đốc Kho bạc Nhà nước"],
    );
    check(
        "Tại Đại hội, Bộ Tư lệnh Quân khu tặng Bằng khen cho 3 tập thể.",
        &["bang-khen - collective 3 organization @Bộ Tư lệnh Quân khu"],
    );
    check(
        "Tỉnh đã trao danh hiệu Bà mẹ Việt Nam Anh hùng cho 56 mẹ và thân nhân của 122 mẹ đã qua đời.",
        &[
            "ba-me-viet-nam-anh-hung - individual 56 state @-",
            "ba-me-viet-nam-anh-hung - individual 122 state @-",
        ],
    );
    check(
        "UBND huyện tặng danh hiệu LĐTT cho 36 tập thể, 278 cá nhân.",
        &[
            "tap-the-lao-dong-tien-tien - collective 36 district @UBND huyện",
            "lao-dong-tien-tien - individual 278 district @UBND huyện",
        ],
    );
    check(
        "02 cá nhân nhận Bằng khen của Chủ tịch UBND tỉnh, 01 cá nhân nhận Bằng khen của Bộ trưởng Bộ Y tế.",
        &[
            "bang-khen - individual 2 province @Chủ tịch UBND tỉnh",
            "bang-khen - individual 1 ministry @Bộ trưởng Bộ Y tế",
        ],
    );
    check(
        "Giám đốc Trung tâm Y tế tặng Giấy khen cho 2 tập thể; Hội Người cao tuổi phường tặng Giấy khen cho 5 cụ.",
        &[
            "giay-khen - collective 2 organization @Giám đốc Trung tâm Y tế",
            "giay-khen - individual 5 organization @Hội Người cao tuổi phường",
        ],
    );
    check(
        "Hội đồng Trị sự trao Bằng Tuyên dương công đức cho 5 tập thể.",
        &["khen-thuong - collective 5 organization @Hội đồng Trị sự"],
    );
    check(
        "[caption] UBND tỉnh trao Huân chương Lao động hạng Nhì cho Công ty A.\nĐơn vị được nhận 1 Huân chương Lao động hạng Ba.",
        &[
            "huan-chuong-lao-dong 2 collective 1 state @- [Công ty A]",
            "huan-chuong-lao-dong 3 collective 1 state @-",
        ],
    );
}
