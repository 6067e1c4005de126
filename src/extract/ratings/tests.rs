//! Cases of the ratings: what they find, and what they must not.

use super::*;
use crate::extract::token::tests::with_doc;

fn check(input: &str, expected: &str) {
    with_doc(input, |doc| {
        let doc = &Marked::new(doc);
        let found = find(doc);
        let said: Vec<String> = found
            .iter()
            .map(|r| {
                let count = r.count.unwrap_or(0);
                let years: String = r.years.iter().map(|y| format!(" {y}")).collect();
                format!("{} {count} {}{years}", r.rating, r.recipient.as_deref().unwrap_or("-"))
            })
            .collect();
        assert_eq!(said.join("; "), expected, "{input}");
    });
}

#[test]
fn counts_of_ratings() {
    for (input, expected) in [
        (
            "Năm 2019, có 9 xã hoàn thành xuất sắc nhiệm vụ, 8 xã, thị trấn hoàn thành tốt nhiệm vụ và 2 xã hoàn thành nhiệm vụ.",
            "excellent 9 locality 2019; good 8 locality 2019; completed 2 locality 2019",
        ),
        (
            "Có 9 xã hoàn thành xuất sắc nhiệm vụ, 4 xã hoàn thành tốt nhiệm vụ và 1 xã hoàn thành nhiệm vụ QLBVR.",
            "excellent 9 locality; good 4 locality; completed 1 locality",
        ),
        (
            "Tổ chức cơ sở đảng: trong 54 tổ chức có 10 tổ chức hoàn thành xuất sắc nhiệm vụ, 05 tổ chức hoàn thành nhiệm vụ và 01 tổ chức không hoàn thành nhiệm vụ.",
            "excellent 10 party; completed 5 party; failed 1 party",
        ),
        (
            "Có 03 cơ quan, đơn vị, hoàn thành xuất sắc nhiệm vụ và 12 cơ quan, đơn vị hoàn thành tốt nhiệm vụ.",
            "excellent 3 agency; good 12 agency",
        ),
        (
            "Cuối năm, 13/19 đơn vị được xếp loại hoàn thành xuất sắc nhiệm vụ, 6 đơn vị hoàn thành tốt nhiệm vụ.",
            "excellent 13 agency; good 6 agency",
        ),
        ("bình xét và thống nhất đề nghị 06/6 đơn vị hoàn thành xuất sắc nhiệm vụ", "excellent 6 agency"),
        ("có 02 cơ sở Hội chỉ hoàn thành nhiệm vụ", "completed 2 agency"),
        ("có 88 cơ sở Hội hoàn thành xuất sắc nhiệm vụ năm 2023", "excellent 88 agency 2023"),
        ("hai mươi tập thể hoàn thành tốt nhiệm vụ", "good 20 collective"),
        (
            "Kết quả xếp loại 58 chi bộ: hoàn thành xuất sắc nhiệm vụ 11 (19%), hoàn thành tốt nhiệm vụ 44 (75,8%), hoàn thành nhiệm vụ 3 (5,2%).",
            "excellent 11 party; good 44 party; completed 3 party",
        ),
        (
            "Năm 2021, 58 chi bộ được đánh giá, trong đó hoàn thành xuất sắc nhiệm vụ: 11 (19%); hoàn thành tốt nhiệm vụ: 44; hoàn thành nhiệm vụ: 3.",
            "excellent 11 party 2021; good 44 party 2021; completed 3 party 2021",
        ),
        (
            "Xếp loại hoàn thành tốt nhiệm vụ 34 tổ chức cơ sở đảng (75,5%), hoàn thành nhiệm vụ 2 (4,5%).",
            "good 34 party; completed 2 party",
        ),
        (
            "Đảng viên hoàn thành xuất sắc nhiệm vụ 190/1.120 (17%), hoàn thành tốt nhiệm vụ 900/1.120 (80%).",
            "excellent 190 individual; good 900 individual",
        ),
        (
            "Kết quả đánh giá: xuất sắc 9 chi bộ, tốt 31 chi bộ, hoàn thành nhiệm vụ 2 chi bộ.",
            "completed 2 party",
        ),
        (
            "Có 12 chi bộ hoàn thành xuất sắc, 30 chi bộ hoàn thành tốt, 3 chi bộ hoàn thành nhiệm vụ.",
            "excellent 12 party; good 30 party; completed 3 party",
        ),
        (
            "13 đơn vị hoàn thành xuất sắc nhiệm vụ, 6 hoàn thành tốt nhiệm vụ",
            "excellent 13 agency; good 6 -",
        ),
        (
            "Kết quả xếp loại hoàn thành xuất sắc nhiệm vụ: 12 đơn vị; hoàn thành tốt nhiệm vụ: 5 đơn vị.",
            "excellent 12 agency; good 5 agency",
        ),
        (
            "kết quả: 45 đảng viên được đánh giá hoàn thành xuất sắc nhiệm vụ (đạt 20%)",
            "excellent 45 individual",
        ),
        (
            "Xếp loại cuối năm: Hoàn thành xuất sắc nhiệm vụ 12 đơn vị, hoàn thành tốt nhiệm vụ 30 đơn vị, hoàn thành nhiệm vụ 02 đơn vị.",
            "excellent 12 agency; good 30 agency; completed 2 agency",
        ),
        (
            "số đảng viên hoàn thành xuất sắc nhiệm vụ là 120 đồng chí; hoàn thành tốt nhiệm vụ là 500 đồng chí",
            "excellent 120 individual; good 500 individual",
        ),
        (
            "có 9/12 xã, thị trấn và 15 cơ quan, đơn vị hoàn thành xuất sắc nhiệm vụ",
            "excellent 9 locality; excellent 15 agency",
        ),
        (
            "Sáng 9/1, huyện tổng kết năm 2024, triển khai nhiệm vụ năm 2025. Có 17 xã hoàn thành tốt nhiệm vụ.",
            "good 17 locality 2024",
        ),
        (
            "Xã tổng kết phong trào năm 2022 và phát động thi đua năm 2023.\nCó 6 xã hoàn thành xuất sắc nhiệm vụ.",
            "excellent 6 locality 2022",
        ),
        ("9 xã hoàn thành tốt nhiệm vụ.\nCó 9 xã hoàn thành tốt nhiệm vụ.", "good 9 locality"),
        (
            "4 tổ chức hoàn thành nhiệm vụ; chỉ có 1 chi bộ không hoàn thành nhiệm vụ do bí thư bị kỷ luật.",
            "completed 4 agency; failed 1 party",
        ),
        ("2 hợp tác xã chưa hoàn thành nhiệm vụ vì dịch bệnh", "failed 2 agency"),
        ("32 công chức (chiếm 20%) hoàn thành xuất sắc nhiệm vụ", "excellent 32 individual"),
        (
            "Kết quả xếp loại, có 34 công đoàn xã, phường hoàn thành xuất sắc nhiệm vụ, 52 công đoàn hoàn thành tốt nhiệm vụ.",
            "excellent 34 agency; good 52 agency",
        ),
        (
            "trong 20 điện lực trực thuộc có 5 điện lực hoàn thành xuất sắc nhiệm vụ và 1 xí nghiệp hoàn thành nhiệm vụ.",
            "excellent 5 agency; completed 1 agency",
        ),
    ] {
        check(input, expected);
    }
}

#[test]
fn praise_targets_and_reasons_are_none() {
    for input in [
        "các đơn vị trong Khối đã hoàn thành xuất sắc nhiệm vụ được giao",
        "các cơ quan, đơn vị đã nỗ lực thi đua hoàn thành tốt nhiệm vụ chính trị được giao",
        "phấn đấu có 15 đơn vị hoàn thành xuất sắc nhiệm vụ",
        "không có đơn vị không hoàn thành nhiệm vụ",
        "tặng Giấy khen cho 12 tập thể, 20 cá nhân hoàn thành xuất sắc nhiệm vụ năm 2022",
        "5 năm liền hoàn thành xuất sắc nhiệm vụ",
        "100% đơn vị hoàn thành tốt nhiệm vụ",
        "5.218 đảng viên hoàn thành tốt nhiệm vụ trở lên",
        "12 đơn vị phấn đấu hoàn thành nhiệm vụ",
        "đạt 17/19 chỉ tiêu, hoàn thành nhiệm vụ năm 2022",
        "12 đơn vị hoàn thành tốt nhiệm vụ do cấp trên giao",
        "12 đơn vị hoàn thành tốt nhiệm vụ huấn luyện",
        "các xã hoàn thành tốt nhiệm vụ 6 tháng đầu năm",
        "tập thể hoàn thành xuất sắc nhiệm vụ 5 năm (2016-2020)",
    ] {
        check(input, "");
    }
}
