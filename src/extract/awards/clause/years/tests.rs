//! Cases: the years of the awards of a text, award by award.

use crate::extract::awards::tests::awards_of;

/// The years of each award, `-` for none, joined by ` | `.
fn years(text: &str) -> String {
    let said = |years: &[u16]| {
        let years: Vec<String> = years.iter().map(u16::to_string).collect();
        if years.is_empty() { "-".to_string() } else { years.join(" ") }
    };
    awards_of(text).iter().map(|a| said(&a.years)).collect::<Vec<_>>().join(" | ")
}

fn check(cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        assert_eq!(years(text), *expected, "{text}");
    }
}

#[test]
fn said_with_the_award() {
    check(&[
        ("UBND tỉnh tặng Cờ thi đua năm 2022 cho 3 tập thể.", "2022"),
        ("UBND tỉnh tặng Bằng khen cho 3 tập thể có thành tích năm 2021, 2022.", "2021 2022"),
        ("Xã A được Chính phủ tặng Cờ thi đua các năm 2013, 2015.", "2013 2015"),
        ("Xã B được tặng Cờ thi đua năm 2019 và năm 2021.", "2019 2021"),
        ("Xã C ba năm liền được Bộ Y tế tặng Cờ thi đua (2007, 2008, 2009).", "2007 2008 2009"),
        ("10 tháng năm 2025, đội tham gia 37 vụ; năm 2024 được Bộ Y tế tặng Cờ thi đua.", "2024"),
        ("Sở tặng Giấy khen cho 5 giáo viên giỏi năm học 2021 - 2022.", "2021 2022"),
        ("UBND xã tặng Giấy khen cho 6 hộ tiêu biểu giai đoạn 2020-2023.", "2020 2021 2022 2023"),
        ("UBND xã tặng Giấy khen cho 6 hộ từ năm 2020 đến năm 2022.", "2020 2021 2022"),
        ("Sở tặng Giấy khen cho 5 giáo viên giỏi năm học 2020-2021 và năm học 2021-2022.", "2020 2021 2022"),
        ("Trường đạt Tập thể lao động xuất sắc 3 năm liên tục (2020, 2021, 2022).", "2020 2021 2022"),
        (
            "12 chi bộ hoàn thành tốt nhiệm vụ 3 năm liền (2018 - 2020) được Tỉnh ủy tặng Bằng khen.",
            "2018 2019 2020",
        ),
        (
            "UBND tỉnh tặng Bằng khen cho 3 tập thể hoàn thành tốt nhiệm vụ liên tục từ năm 2020 đến 2021.",
            "2020 2021",
        ),
        ("Trường đã được tặng Huân chương Lao động hạng Ba (năm 2006), 2 Bằng khen.", "2006 | -"),
        ("5 cá nhân có thành tích xuất sắc năm 2022 được UBND huyện tặng Giấy khen.", "2022"),
        (
            "UBND xã tặng giấy khen cho các cá nhân tiêu biểu năm 2021, gồm 26 chiến sĩ thi đua cơ sở, 158 lao động tiên tiến.",
            "2021 | 2021",
        ),
        ("UBND huyện tặng Giấy khen cho 5 tập thể; năm 2022 có 2 cá nhân được tặng Bằng khen.", "- | 2022"),
    ]);
}

#[test]
fn set_in_a_time() {
    check(&[
        ("Năm 2018, thu đạt 9 tỷ. Toàn cụm có 26 tập thể được Chính phủ tặng Cờ thi đua.", "2018"),
        ("Báo cáo cho biết, trong năm 2023 các đơn vị nhận 97 Huân chương Lao động.", "2023"),
        ("Năm 2019, xã có 9 chỉ tiêu vượt.\nTrong năm, 2 cá nhân được UBND tỉnh tặng Bằng khen.", "2019"),
        ("Sở tổng kết công tác năm 2022.\nNăm qua, 2 cá nhân được Bộ Y tế tặng Bằng khen.", "2022"),
        (
            "Hội sơ kết giai đoạn 2019-2021.\nTrong giai đoạn này, 3 hội viên được tặng Giấy khen.",
            "2019 2020 2021",
        ),
        (
            "Đại hội giai đoạn 2017-2022.\n5 năm qua, 3 hội viên được tặng Giấy khen.",
            "2017 2018 2019 2020 2021 2022",
        ),
        (
            "Trường công bố kết quả thi đua năm học 2022-2023:\n- 3 giáo viên đạt Chiến sĩ thi đua cơ sở.",
            "2022 2023",
        ),
    ]);
}

#[test]
fn set_in_a_time_by_other_words() {
    check(&[
        ("Nhìn lại năm 2025, xã Lập Thạch được UBND tỉnh tặng Cờ thi đua.", "2025"),
        (
            "Quận sơ kết 5 năm phong trào (2011-2015).\nTrong 5 năm, 9 đơn vị được tặng Cờ thi đua.",
            "2011 2012 2013 2014 2015",
        ),
        ("Giai đoạn 2011-2013, xã đạt chuẩn.\nCùng với đó, 9 đơn vị được tặng Cờ thi đua.", "2011 2012 2013"),
        ("Sở tặng Giấy khen cho 64 cá nhân hoàn thành tốt nhiệm vụ năm 2023.", "2023"),
        (
            "Năm 2009, Cục thu 9 tỷ.\nVới thành tích trên, một cá nhân được tặng Huân chương Lao động hạng Ba.",
            "2009",
        ),
        (
            "Năm 2023, Công ty lãi.\nVới kết quả trên, hình thức khen thưởng như sau:\n- Bằng khen: 2 tập thể.",
            "2023",
        ),
        (
            "Qua 5 năm triển khai (2018-2020), đã có 12 tập thể được Thủ tướng Chính phủ tặng Bằng khen.",
            "2018 2019 2020",
        ),
        ("Sáu tháng đầu năm 2022, có 3 tập thể được tặng Bằng khen.", "2022"),
        // Jubilees are no period of merit.
        ("Trường kỷ niệm 20 năm thành lập (2001-2021).\n20 năm qua, 9 cá nhân được tặng Giấy khen.", "-"),
    ]);
}

#[test]
fn commended_by_the_event() {
    check(&[
        (
            "Tuyên dương học sinh giỏi năm học 2022-2023\nDịp này, UBND tỉnh tặng Bằng khen cho 3 học sinh.",
            "2022 2023",
        ),
        (
            "Bắc Hà trao thưởng các tập thể tiêu biểu năm 2022\nChủ tịch UBND huyện tặng Giấy khen cho 3 tập thể.",
            "2022",
        ),
    ]);
}

#[test]
fn under_headings_and_of_contests() {
    check(&[
        (
            "Kết quả khen thưởng năm 2012 như sau:\n* Chủ tịch nước:\n- Huân chương Lao động hạng Ba: 01 cá nhân;\n* UBND tỉnh:\n- Bằng khen: 02 tập thể.",
            "2012 | 2012",
        ),
        (
            "Năm 2008, Kho bạc thu 9 tỷ.\nKết quả thi đua cuối năm, hai cá nhân được UBND tỉnh tặng Bằng khen.",
            "2008",
        ),
        (
            "Hội Nhà báo trao Giải báo chí lần thứ XV - năm 2021\nBan Tổ chức trao 4 giải A. UBND tỉnh tặng Bằng khen cho 3 tập thể.",
            "2021 | -",
        ),
        ("Bắc Hà trao thưởng các tập thể năm 2022\nHội Nông dân tặng Kỷ niệm chương cho 5 cán bộ.", "-"),
    ]);
}

#[test]
fn selected_by_the_event() {
    check(&[
        (
            "Huyện họp xét khen thưởng năm 2023\nHội đồng đề nghị UBND tỉnh tặng Bằng khen cho 9 tập thể.",
            "2023",
        ),
        (
            "Huyện họp xét thi đua, khen thưởng năm 2023\nHội đồng thống nhất tặng Giấy khen cho 9 tập thể.",
            "2023",
        ),
        (
            "Hội đồng xét thưởng thành tích tổng kết năm 2022\nHội đồng đề nghị UBND tỉnh tặng Bằng khen cho 9 tập thể.",
            "2022",
        ),
        ("Đề nghị khen thưởng đợt 1 năm 2021\nHội đồng đề nghị UBND tỉnh tặng Bằng khen cho 9 tập thể.", "-"),
        // A council that commends last year's merit proposes for no year by that.
        ("Tuyên dương học sinh giỏi năm 2022\nTrường đề nghị UBND tỉnh tặng Bằng khen cho 9 em.", "-"),
    ]);
}

#[test]
fn no_years_of_merit() {
    check(&[
        ("UBND tỉnh tặng Bằng khen cho 3 tập thể.", "-"),
        // The year that the meeting reviews or plans is not said of what it hands over.
        (
            "UBND xã tổng kết năm 2022, phát động thi đua năm 2023.\nDịp này, UBND tỉnh tặng Bằng khen cho 3 tập thể.",
            "-",
        ),
        ("Năm 2022, xã có 9 chỉ tiêu vượt. Tại hội nghị, UBND tỉnh tặng Bằng khen cho 3 tập thể.", "-"),
        ("Năm 2022, xã có 9 chỉ tiêu vượt. Quý I/2023, 3 tập thể được UBND tỉnh tặng Bằng khen.", "-"),
        ("UBND tỉnh tặng Bằng khen cho 3 tập thể, tăng 1 tập thể so với năm 2021.", "-"),
        ("UBND tỉnh tặng Bằng khen cho 3 tập thể, phấn đấu đến năm 2030 đạt chuẩn.", "-"),
        ("Biểu dương gương “Dân vận khéo” năm 2022\nHuyện tặng Giấy khen cho 3 hộ.", "-"),
        ("Biểu dương nông dân giỏi năm 2022\n* Cùng ngày, xã B tặng Giấy khen cho 3 hộ.", "-"),
        (
            "Lễ phát động Tháng Công nhân năm 2024 và tuyên dương công nhân\nLĐLĐ tỉnh tặng Bằng khen cho 3 tập thể.",
            "-",
        ),
        ("Họp tổng kết công tác thi đua, khen thưởng năm 2022\nUBND tỉnh tặng Bằng khen cho 3 tập thể.", "-"),
    ]);
}
