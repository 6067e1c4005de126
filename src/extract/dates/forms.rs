//! Forms beyond the first table: days said from today, two days, spans, clocks, and more traps.

use super::tests::{DAY, check};

#[test]
fn days_said_from_the_publication() {
    check(
        DAY,
        &[
            ("Sáng nay, xã họp", "2023-11-20"),
            ("Chiều nay UBND tỉnh họp", "2023-11-20"),
            ("Huyện tối qua tổ chức lễ", "2023-11-19"),
            ("Hôm nay, UBND tỉnh họp", "2023-11-20"),
            ("Hôm qua, UBND tỉnh họp", "2023-11-19"),
            ("chiều hôm qua, xã họp", "2023-11-19"),
            ("trong lễ khai giảng sáng nay, 5 trường học", "2023-11-20"),
            // The day in digits says it.
            ("Hôm nay, 18-11, huyện họp", "2023-11-18"),
            ("Chiều qua, 19-11, huyện họp", "2023-11-19"),
            ("Sáng nay (25/2), huyện", "2023-02-25"),
            ("Sáng chủ nhật vừa rồi, 19-11, thôn họp", "2023-11-19"),
            // Any time, or a counter.
            ("cuộc sống hôm nay, việc hôm nay không để ngày mai", ""),
            ("ngày nay, xưa nay, năm nay", ""),
            ("Hôm nay: 1.902, Hôm qua 1.087", ""),
        ],
    );
    check("2023-03-01", &[("Tối qua, xã họp", "2023-02-28")]);
    check("2024-03-01", &[("Tối qua, xã họp", "2024-02-29")]);
    check("2023-01-01", &[("Chiều qua, xã họp", "2022-12-31")]);
    check("", &[("Sáng nay, xã họp", "")]);
}

#[test]
fn years_said_from_the_publication() {
    check(
        DAY,
        &[
            ("6 tháng đầu năm nay", "2023-01/2023-06"),
            ("6 tháng cuối năm ngoái", "2022-07/2022-12"),
            ("6 tháng đầu năm tới", "2024-01/2024-06"),
            ("nửa đầu năm ngoái", "2022-01/2022-06"),
            ("quý III năm ngoái", "2022-07/2022-09"),
            ("6 tháng đầu năm học", ""),
            ("khen thưởng tổng kết 2019.", "2019"),
            ("tổng kết 2000 sáng kiến", ""),
        ],
    );
}

#[test]
fn two_days_and_spans() {
    check(
        DAY,
        &[
            ("ngày 5/12 và 6/12", "2023-12-05 2023-12-06"),
            ("ngày 5/12 và 9/12/2022", "2022-12-05 2022-12-09"),
            ("Sáng 5/10 và 11/12 xã", "2023-10-05"),
            ("ngày 5/12 và 2/3 số hộ", "2023-12-05"),
            ("Huy hiệu Đảng đợt 3/2 và 19/5 cho", "2023-02-03 2023-05-19"),
            ("Huy hiệu Đảng đợt 7-11 cho", "2023-11-07"),
            ("đợt 1-2, đợt 2 - 2023", ""),
            ("* Ngày 3/12, xã Đồng Văn họp", "2023-12-03"),
            ("các ngày 5, 8 và 10/12/2023", "2023-12-05 2023-12-08 2023-12-10"),
            ("từ ngày 15.11 đến 18.11", "2023-11-15/2023-11-18"),
            ("từ ngày 1 đến hết ngày 30 tháng 11 năm 2023", "2023-11-01/2023-11-30"),
            ("từ 10 đến 12-4", "2023-04-10/2023-04-12"),
            ("ngày 5, 6 tháng 12 năm 2023", "2023-12-05/2023-12-06"),
            ("nhiệm kỳ 2020/2025", "2020/2025"),
            ("nhiệm kỳ XIII (2021-2026)", "2021/2026"),
            ("giai đoạn từ 2021 đến 2025", "2021/2025"),
        ],
    );
}

#[test]
fn clocks_before_days() {
    check(
        DAY,
        &[
            ("lúc 10h30 ngày 12/11", "2023-11-12"),
            ("10 giờ 30 ngày 12-11", "2023-11-12"),
            ("lúc 10:30 ngày 12-11", "2023-11-12"),
            ("Đêm 31/12, rạng sáng 1/1/2023", "2022-12-31 2023-01-01"),
            ("nghỉ 5 ngày 3/4 ca", ""),
        ],
    );
}

#[test]
fn more_that_is_no_date() {
    check(
        DAY,
        &[
            ("3/4 số hộ, 2/3 ủy viên, 10/12 xã; 4/5 phiếu", ""),
            ("đạt 9/10 điểm, vào 11/12 vòng", ""),
            ("đường 3 tháng 2, đường 30 tháng 4, số 12/3 đường 3/2", ""),
            ("Công viên 23/9, Trường THCS 19-5, Cung Thiếu nhi 1-6", ""),
            ("Nghị quyết 30a/2008/NQ-CP; Quyết định 12/2023/QĐ-UBND", ""),
            ("Công văn số 11/2023, Chỉ thị 05-CT/TW", ""),
            ("dịp lễ 30/4 và 1/5, nghỉ lễ 2-9", ""),
            ("điện thoại 0912.11.2023, tài khoản 12-11-2023456", ""),
            ("26.461 người, 1.120.000 đồng, 12.11 tỷ", ""),
            ("ngày 15 tháng Giêng, ngày rằm tháng Bảy, mùng 3 Tết Bính Ngọ", ""),
            ("ngày 29 tháng 5 năm Kỷ Hợi, (tức ngày 10/3 năm Quý Mão)", ""),
            ("14/13/2023, 32/1/2023, ngày 29/2/2023", ""),
            ("ngày 15 hằng tháng", ""),
        ],
    );
}
