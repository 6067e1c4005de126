//! Leads as reports phrase them: congresses, councils, clusters, contests, anniversaries, several items.

use super::tests::check;

fn check_all(cases: &[(&str, &str, &str)]) {
    for (title, body, expected) in cases {
        check(title, body, expected);
    }
}

#[test]
fn councils() {
    check_all(&[
        (
            "Hội đồng Thi đua - Khen thưởng huyện họp xét khen thưởng năm 2022",
            "Sáng ngày 7/3/2023, Hội đồng Thi đua, Khen thưởng huyện họp xét thi đua, khen thưởng tổng kết năm 2022.",
            "selection | 2023-03-07 | morning | Hội đồng Thi đua, Khen thưởng huyện | -",
        ),
        (
            "",
            "Ngày 8/3, Hội đồng Thi đua - Khen thưởng tỉnh tổ chức hội nghị xét thưởng thành tích tổng kết năm 2022 dưới sự chủ trì của đồng chí Chủ tịch UBND tỉnh.",
            "selection | 2023-03-08 | - | Hội đồng Thi đua - Khen thưởng tỉnh | -",
        ),
        (
            "Họp Hội đồng Thi đua - Khen thưởng thành phố",
            "Chiều 7/3, đồng chí Chủ tịch UBND thành phố chủ trì cuộc họp Hội đồng Thi đua - Khen thưởng lần 1 năm 2023.",
            "selection | 2023-03-07 | afternoon | - | -",
        ),
        (
            "",
            "Ngày 8/3, Hội đồng Thi đua - Khen thưởng Bộ họp phiên thứ nhất năm 2023.",
            "selection | 2023-03-08 | - | Hội đồng Thi đua - Khen thưởng Bộ | -",
        ),
        (
            "",
            "Chiều 8/3, dưới sự chủ trì của Chủ tịch UBND tỉnh, Hội đồng TĐKT tỉnh đã họp xét khen thưởng năm 2022.",
            "selection | 2023-03-08 | afternoon | Hội đồng TĐKT tỉnh | -",
        ),
        (
            "",
            "Ngày 8/3 vừa qua, Hội đồng nhân dân huyện họp phiên thường kỳ.",
            "meeting | 2023-03-08 | - | Hội đồng nhân dân huyện | -",
        ),
    ]);
}

#[test]
fn clusters() {
    check_all(&[
        (
            "",
            "Ngày 8/3 tại hội trường UBND xã Minh Sơn cụm thi đua số 7 gồm các xã Minh Sơn, Cai Kinh đã tổ chức Hội nghị tổng kết công tác thi đua năm 2022.",
            "review | 2023-03-08 | - | cụm thi đua số 7 | hội trường UBND xã Minh Sơn",
        ),
        (
            "Khối thi đua các trường THPT sơ kết học kỳ I",
            "Các trường đã chấm điểm chéo. Hội nghị diễn ra ngày 8/3.",
            "review | 2023-03-08 | - | Khối thi đua các trường THPT | -",
        ),
        (
            "",
            "Chiều 8/3, tại xã Yên Khê, huyện Con Cuông, Cụm thi đua số 2 mở hội nghị ký kết giao ước thi đua.",
            "signing | 2023-03-08 | afternoon | Cụm thi đua số 2 | xã Yên Khê",
        ),
    ]);
}

#[test]
fn congresses_and_anniversaries() {
    check_all(&[
        (
            "",
            "Trong 2 ngày 7 và 8/3, Hội Nông dân TP Hải Phòng tổ chức Đại hội đại biểu lần thứ XI, nhiệm kỳ 2023 - 2028.",
            "meeting | 2023-03-07/2023-03-08 | - | Hội Nông dân TP Hải Phòng | -",
        ),
        (
            "",
            "Ngày 8/3 tại Hà Nội, Trường Hữu nghị A đã long trọng tổ chức Lễ kỉ niệm 65 năm Ngày thành lập trường và đón nhận Huân chương Lao động hạng Nhất.",
            "award anniversary | 2023-03-08 | - | Trường Hữu nghị A | Hà Nội",
        ),
        (
            "",
            "Sáng nay (8/3), Ban Thường vụ Đảng ủy xã Bình Minh tổ chức lễ trao Huy hiệu Đảng đợt 3/2.",
            "award | 2023-03-08 | morning | Ban Thường vụ Đảng ủy xã Bình Minh | -",
        ),
        (
            "",
            "Kỷ niệm 93 năm Ngày thành lập Đảng, hôm nay (8/3), Đảng ủy phường Kim Giang tổ chức lễ trao Huy hiệu Đảng.",
            "award | 2023-03-08 | - | Đảng ủy phường Kim Giang | -",
        ),
        (
            "",
            "Trong khuôn khổ Lễ kỷ niệm 70 năm Ngày giải phóng, sáng 8-3, Ban Thi đua - Khen thưởng TP Hà Nội tổ chức Lễ tôn vinh công dân ưu tú.",
            "award | 2023-03-08 | morning | Ban Thi đua - Khen thưởng TP Hà Nội | -",
        ),
        (
            "",
            "Hướng tới kỷ niệm 93 năm Ngày thành lập Đảng, sáng 8/3, Công an huyện Yên Bình tổ chức lễ ra quân cao điểm.",
            "launch | 2023-03-08 | morning | Công an huyện Yên Bình | -",
        ),
    ]);
}

#[test]
fn contests() {
    check_all(&[
        (
            "",
            "Ngày 8/3, Thư viện tỉnh (Sở VH-TT) tổ chức lễ công bố và trao giải Cuộc thi thiết kế thiệp xuân năm 2023.",
            "award | 2023-03-08 | - | Thư viện tỉnh | -",
        ),
        (
            "",
            "Sáng 8/3, Ban tổ chức Cuộc thi “Tìm hiểu lịch sử” tổ chức lễ tổng kết và trao giải.",
            "review award | 2023-03-08 | morning | Ban tổ chức Cuộc thi “Tìm hiểu lịch sử” | -",
        ),
        (
            "",
            "Tối 7/3, tại Nhà thi đấu tỉnh, Giải bóng chuyền nữ do Liên đoàn Lao động tỉnh tổ chức đã bế mạc.",
            "contest | 2023-03-07 | evening | Liên đoàn Lao động tỉnh | Nhà thi đấu tỉnh",
        ),
        (
            "",
            "Ngày 8/3, Hội thi giáo viên dạy giỏi được tổ chức tại Trường THPT Tân Lạc.",
            "contest | 2023-03-08 | - | - | Trường THPT Tân Lạc",
        ),
    ]);
}

#[test]
fn reports_of_several_items() {
    check_all(&[
        (
            "Tin thi đua",
            "* Sáng 7/3, UBND xã Tân Lập sơ kết phong trào thi đua quý I.\n* Chiều cùng ngày, Hội CCB huyện tổ chức gặp mặt.\n* Chiều 8/3, Huyện đoàn phát động Tháng Thanh niên.",
            "review launch | 2023-03-07 | morning | UBND xã Tân Lập | -",
        ),
        (
            "",
            "Sáng 8/3, Công ty A tổ chức lễ kỷ niệm 50 năm thành lập.\nTrước đó, ngày 6/3, Hội đồng Thi đua - Khen thưởng tỉnh đã họp.\nCùng ngày, UBND phường 2 sơ kết phong trào thi đua.",
            "anniversary selection review | 2023-03-08 | morning | Công ty A | -",
        ),
        (
            "",
            // What was awarded before is background.
            "Sáng 8/3, Công ty A tổ chức hội nghị.\nTrước đó, ngày 6/3, UBND tỉnh đã trao Bằng khen. Trước đó, xã B sơ kết.",
            "meeting | 2023-03-08 | morning | Công ty A | -",
        ),
        (
            "",
            "Chiều 8/3, Thường trực Đảng ủy phường 7 đến nhà riêng trao Huy hiệu 80 năm tuổi Đảng.",
            "award | 2023-03-08 | afternoon | Thường trực Đảng ủy phường 7 | -",
        ),
        (
            "",
            "Tối 8/3, Đảng ủy phường 5 trao Huy hiệu Đảng cho 12 đảng viên. Trước đó, Đảng ủy phường 6 đã tổ chức lễ trao.",
            "award | 2023-03-08 | evening | Đảng ủy phường 5 | -",
        ),
    ]);
}

#[test]
fn who_confers_holds_and_who_receives_does_not() {
    check_all(&[
        (
            "",
            "Chiều 8/3, Thiếu tướng Trần Minh Tuyến, Giám đốc Công an tỉnh trao thưởng đột xuất cho 3 đơn vị.",
            "award | 2023-03-08 | afternoon | - | -",
        ),
        (
            "",
            "Ngày 8/3, xã Hòa An được tặng Cờ thi đua, đón nhận danh hiệu xã nông thôn mới.",
            "award | 2023-03-08 | - | - | -",
        ),
        (
            "",
            "Sáng 8/3, UBND tỉnh trao Bằng khen cho học sinh đoạt giải tại Kỳ thi học sinh giỏi quốc gia.",
            "award | 2023-03-08 | morning | UBND tỉnh | -",
        ),
    ]);
}
