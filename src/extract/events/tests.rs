use super::find;
use crate::extract::dates;
use crate::extract::marked::Marked;
use crate::extract::token::Doc;
use crate::model::{Article, Block, BlockKind};
use crate::normalise;

/// Title (or ""), text, and what is found: kinds, date, session, organizer, place.
pub(super) fn check(title: &str, body: &str, expected: &str) {
    let block = |kind, text: &str| Block { kind, text: text.to_string() };
    let mut blocks: Vec<Block> = body.lines().map(|l| block(BlockKind::Paragraph, l)).collect();
    if !title.is_empty() {
        blocks.insert(0, block(BlockKind::Title, title));
    }
    let text = normalise::text(Article {
        title: Some(title.to_string()).filter(|t| !t.is_empty()),
        published: Some("2023-03-10".to_string()),
        byline: None,
        blocks,
    });
    let doc = Doc::new(&text);
    let doc = Marked::new(&doc);
    let found = find(&doc, &dates::find(&doc));
    let kinds: Vec<&str> = found.iter().map(|e| e.kind.as_str()).collect();
    let or = |o: &Option<String>| o.clone().unwrap_or("-".to_string());
    let rest = found.first().map_or(String::new(), |e| {
        format!(" | {} | {} | {} | {}", or(&e.date), or(&e.session), or(&e.organizer), or(&e.place))
    });
    assert_eq!(kinds.join(" ") + &rest, expected, "{body}");
}

#[test]
fn kinds_day_and_place() {
    for (title, body, expected) in [
        (
            "",
            "Sáng 9/3, tại TP. Biên Hòa, UBND huyện Bắc Hà tổ chức hội nghị tổng kết công tác thi đua, khen thưởng năm 2022 và ký kết giao ước thi đua năm 2023.",
            "review signing | 2023-03-09 | morning | UBND huyện Bắc Hà | TP. Biên Hòa",
        ),
        (
            "",
            "(GLO)- Chiều ngày 7-3, Hội Liên hiệp Phụ nữ (LHPN) tỉnh Gia Lai long trọng tổ chức gặp mặt kỷ niệm 113 năm Ngày Quốc tế Phụ nữ và biểu dương phụ nữ tiêu biểu.",
            "award anniversary | 2023-03-07 | afternoon | Hội Liên hiệp Phụ nữ tỉnh Gia Lai | -",
        ),
        (
            "",
            "Ngày 8/3, UBND huyện Ba Tơ (Quảng Ngãi) công bố kết quả khen thưởng năm 2022.",
            "award | 2023-03-08 | - | UBND huyện Ba Tơ | -",
        ),
        (
            "",
            "Ngày 8/3, Công an tỉnh Hà Nam giao ban công tác tháng 2, trao Giấy khen cho 4 tập thể.",
            "award | 2023-03-08 | - | Công an tỉnh Hà Nam | -",
        ),
        (
            "Công an tỉnh Hà Nam khen thưởng đột xuất",
            "Giám đốc Công an tỉnh vừa tặng Giấy khen cho 4 tập thể. Trước đó, ngày 6/3, lực lượng công an bắt 5 đối tượng.",
            "award | - | - | Công an tỉnh Hà Nam | -",
        ),
        (
            "",
            "Ngày 8/3, UBND tỉnh tổ chức Đại hội Thi đua yêu nước lần thứ VI.",
            "meeting | 2023-03-08 | - | UBND tỉnh | -",
        ),
        (
            "Xã Hòa An đón nhận Cờ thi đua của Chính phủ",
            "Tối 8/3, xã Hòa An, huyện Phú Hòa tổ chức lễ công bố.",
            "award | 2023-03-08 | evening | xã Hòa An | -",
        ),
        (
            "",
            "Chiều 8/3, Hội đồng Thi đua - Khen thưởng tỉnh họp xét khen thưởng đợt 1.",
            "selection | 2023-03-08 | afternoon | Hội đồng Thi đua - Khen thưởng tỉnh | -",
        ),
        (
            "Huyện ký kết giao ước thi đua năm 2023",
            "UBND huyện Đại Từ đã tổ chức Hội nghị tổng kết phong trào thi đua năm 2022.",
            "review signing | - | - | UBND huyện Đại Từ | -",
        ),
        ("", "UBND huyện vừa sơ kết phong trào thi đua 6 tháng đầu năm.", "review | - | - | UBND huyện | -"),
        (
            "",
            "Sáng nay, Cụm thi đua số 2 tổ chức sơ kết 6 tháng đầu năm.",
            "review | 2023-03-10 | morning | Cụm thi đua số 2 | -",
        ),
        (
            "",
            "Ngày 8/3, UBND xã Nậm Ban tổ chức lễ trao quyết định khen thưởng cho các tập thể.",
            "award | 2023-03-08 | - | UBND xã Nậm Ban | -",
        ),
        (
            "",
            "Ngày 8/3, tại Nhà văn hóa, Liên hoan Tiếng hát công nhân đã diễn ra.",
            "contest | 2023-03-08 | - | - | Nhà văn hóa",
        ),
    ] {
        check(title, body, expected);
    }
}

#[test]
fn day_in_the_next_sentence() {
    for (body, expected) in [
        (
            "UBND xã vừa tổ chức hội nghị tổng kết năm 2022. Hội nghị diễn ra ngày 6/3.",
            "review | 2023-03-06 | - | UBND xã | -",
        ),
        (
            "UBND xã vừa tổ chức hội nghị tổng kết năm 2022. Hạn nộp hồ sơ là ngày 6/3.",
            "review | - | - | UBND xã | -",
        ),
    ] {
        check("", body, expected);
    }
}

#[test]
fn what_is_no_event() {
    for body in [
        "Theo Đài Khí tượng, từ đêm 7 đến sáng 9/3, các huyện có mưa to.",
        "Luật Thi đua, khen thưởng được Quốc hội thông qua ngày 15/6/2022.",
        "Gia đình vô cùng thương tiếc báo tin: ông A từ trần ngày 8/3/2023.",
        "Trong 61 tổ chức có 12 tổ chức tiêu biểu.",
    ] {
        check("", body, "");
    }
}

#[test]
fn words_that_only_look_so() {
    for (body, expected) in [
        (
            "Ngày 8/3, Hội tổ chức họp mặt, trao Kỷ niệm chương cho 5 cá nhân.",
            "award | 2023-03-08 | - | Hội | -",
        ),
        (
            "Ngày 8/3, Sở tổ chức hội nghị hưởng ứng phong trào do UBND tỉnh phát động.",
            "meeting | 2023-03-08 | - | Sở | -",
        ),
        (
            "Ngày 8/3, Ban Thi đua - Khen thưởng tổ chức tọa đàm, trao đổi kinh nghiệm.",
            "meeting | 2023-03-08 | - | Ban Thi đua - Khen thưởng | -",
        ),
        (
            "Ngày 8/3, UBND xã tổ chức hội nghị tổng kết và trao giải Cuộc thi “Sáng tạo trẻ”.",
            "review award | 2023-03-08 | - | UBND xã | -",
        ),
    ] {
        check("", body, expected);
    }
}

#[test]
fn behind_the_lead() {
    for (body, expected) in [
        (
            "Ngày 8/3, UBND xã tổ chức hội nghị tổng kết năm 2022.\nDịp này, các khối đã ký giao ước thi đua năm 2023.",
            "review signing | 2023-03-08 | - | UBND xã | -",
        ),
        (
            "Ngày 8/3, UBND xã tổ chức hội nghị tổng kết năm 2022.\nCác xã đạt nội dung ký giao ước thi đua đầu năm.",
            "review | 2023-03-08 | - | UBND xã | -",
        ),
        (
            "Ngày 8/3, UBND xã tổ chức hội nghị tổng kết năm 2022.\nNgày 20/2, các khối đã ký giao ước thi đua.",
            "review | 2023-03-08 | - | UBND xã | -",
        ),
        (
            "* Sáng 7/3, Đảng ủy xã A tổ chức lễ trao Huy hiệu Đảng.\n* Chiều 8/3, Đảng ủy xã B sơ kết công tác.",
            "award review | 2023-03-07 | morning | Đảng ủy xã A | -",
        ),
        (
            "* Sáng 7/3, Đảng ủy xã A tổ chức lễ trao Huy hiệu Đảng.\n* Đảng ủy xã B sơ kết công tác.",
            "award | 2023-03-07 | morning | Đảng ủy xã A | -",
        ),
    ] {
        check("", body, expected);
    }
}
