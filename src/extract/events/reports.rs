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
fn who_holds_it_by_others() {
    check_all(&[
        (
            "",
            "Ngày 8/3, lễ tuyên dương học sinh giỏi được UBND quận Hải Châu tổ chức tại trường.",
            "award | 2023-03-08 | - | UBND quận Hải Châu | -",
        ),
        (
            "",
            "Trong hai ngày 7 và 8/3, tại Bắc Kạn, Cụm thi đua số 2 Bộ Tư pháp do Sở Tư pháp tỉnh Bắc Kạn làm Cụm trưởng tổ chức hội nghị sơ kết.",
            "review | 2023-03-07/2023-03-08 | - | Cụm thi đua số 2 Bộ Tư pháp | Bắc Kạn",
        ),
        (
            "",
            "Sáng 8/3, dưới sự chủ trì của đồng chí Trần Văn Bình, Bí thư Thành ủy, Ban Thường vụ Thành ủy Sông Công tổ chức hội nghị tổng kết.",
            "review | 2023-03-08 | morning | Ban Thường vụ Thành ủy Sông Công | -",
        ),
        (
            "",
            "Sáng 8/3, thầy và trò Trường THPT Ân Thi long trọng tổ chức lễ kỷ niệm 50 năm thành lập.",
            "anniversary | 2023-03-08 | morning | Trường THPT Ân Thi | -",
        ),
        (
            "",
            "Ngày 8/3, Phòng Nội vụ tham mưu UBND huyện Chợ Đồn tổ chức hội nghị tổng kết công tác thi đua.",
            "review | 2023-03-08 | - | UBND huyện Chợ Đồn | -",
        ),
        (
            "",
            "Ngày 8/3, Sở Y tế được giao tổ chức hội nghị tổng kết công tác thi đua.",
            "review | 2023-03-08 | - | Sở Y tế | -",
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

#[test]
fn what_the_body_adds_to_the_lead() {
    check_all(&[
        (
            "",
            "Sáng 5/3, Hội CCB huyện Đất Đỏ, tỉnh Bà Rịa - Vũng Tàu mở hội nghị tổng kết công tác năm 2022.\nDịp này, 4 hội viên nhận Huy hiệu; hội nghị cũng phát động thi đua năm 2023.",
            "review launch | 2023-03-05 | morning | Hội CCB huyện Đất Đỏ | -",
        ),
        (
            "",
            "Ngày 8/3, UBND xã tổ chức hội nghị tổng kết năm 2022.\nKết luận hội nghị, đồng chí Lê Thị A phát động phong trào thi đua năm 2023.",
            "review launch | 2023-03-08 | - | UBND xã | -",
        ),
        (
            "",
            // Asked for, or done in the year under review.
            "Ngày 8/3, UBND xã tổ chức hội nghị tổng kết năm 2022.\nPhát biểu tại hội nghị, đồng chí A yêu cầu các thôn phát động thi đua năm 2023. Năm qua, xã đã phát động phong trào thi đua yêu nước. Dịp này, ông B ôn lại việc phát động thi đua năm 2021.",
            "review | 2023-03-08 | - | UBND xã | -",
        ),
        (
            "",
            "Ngày 8/3, UBND xã tổ chức hội nghị tổng kết năm 2022.\nHội nghị kết thúc bằng lễ ký giao ước thi đua giữa 6 cụm.",
            "review signing | 2023-03-08 | - | UBND xã | -",
        ),
        (
            "",
            "Ngày 8/3, UBND xã tổ chức hội nghị tổng kết năm 2022.\nLễ ký giao ước thi đua sẽ tổ chức trong quý II.",
            "review | 2023-03-08 | - | UBND xã | -",
        ),
        (
            "",
            "Huyện ủy còn trao sớm Huy hiệu Đảng đợt 3/2/2023.\nChiều 7/1, Huyện ủy A tổ chức hội nghị tổng kết công tác năm 2022.",
            "review | 2023-01-07 | afternoon | Huyện ủy A | -",
        ),
        (
            "",
            "Ngày 8/3, Hội đồng Thi đua - Khen thưởng tỉnh họp phiên thứ ba, xem xét hồ sơ khen cao và khen thưởng thường xuyên.",
            "selection | 2023-03-08 | - | Hội đồng Thi đua - Khen thưởng tỉnh | -",
        ),
        (
            "",
            "Sáng 7/3, hưởng ứng Ngày Toàn dân hiến máu tình nguyện, Ban Chỉ đạo xã A tổ chức Hội nghị tổng kết năm 2022.",
            "review | 2023-03-07 | morning | Ban Chỉ đạo xã A | -",
        ),
        (
            "",
            "Thực hiện Kế hoạch số 15-KH/HU, chiều 8/3/2023, Hội Nông dân huyện Hòa Thành, Tây Ninh tiến hành sơ kết phong trào.\nHội nghị đã tổ chức ký kết giao ước.",
            "review signing | 2023-03-08 | afternoon | Hội Nông dân huyện Hòa Thành | -",
        ),
        (
            "",
            "Vừa qua, Chi cục Kiểm lâm tỉnh (Sở NN&PTNT) đã tiến hành hội nghị tổng kết công tác năm 2022.",
            "review | - | - | Chi cục Kiểm lâm tỉnh | -",
        ),
        (
            "",
            "Ngày 8/3, UBND xã Tân Lập đã hướng dẫn các thôn tổ chức hội nghị tổng kết.",
            "review | 2023-03-08 | - | UBND xã Tân Lập | -",
        ),
        (
            "",
            "Tối 8/3, tại Nhà Văn hóa huyện, Liên hoan Văn nghệ tỉnh lần thứ II đã bế mạc.\nLiên hoan do Sở Văn hóa, Thể thao và Du lịch phối hợp với Ban Dân tộc tỉnh tổ chức.",
            "contest | 2023-03-08 | evening | Sở Văn hóa, Thể thao và Du lịch | Nhà Văn hóa huyện",
        ),
        (
            "",
            "* Ngày 7/3, UBND xã A tổng kết năm 2022.\n* Hội Nông dân huyện B vừa tổng kết phong trào.",
            "review review | 2023-03-07 | - | UBND xã A | -",
        ),
    ]);
}
