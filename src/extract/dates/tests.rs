use super::find;
use crate::extract::marked::Marked;
use crate::extract::token::Doc;
use crate::model::{Article, Block, BlockKind};
use crate::normalise;

/// The values found in `text`, published on `published` ("" for unknown), joined by blanks.
fn values(published: &str, text: &str) -> String {
    let blocks = text.split('\n').map(|t| Block { kind: BlockKind::Paragraph, text: t.into() }).collect();
    let published = Some(published.to_string()).filter(|p| !p.is_empty());
    let text = normalise::text(Article { blocks, published, ..Article::default() });
    let dates = find(&Marked::new(&Doc::new(&text)));
    for date in &dates {
        let under: String = text.export.chars().skip(date.start).take(date.end - date.start).collect();
        assert_eq!(under, date.text);
    }
    dates.iter().map(|d| d.value.as_str()).collect::<Vec<_>>().join(" ")
}

pub(super) fn check(published: &str, cases: &[(&str, &str)]) {
    let wrong: Vec<String> = cases
        .iter()
        .filter_map(|(text, expected)| {
            let got = values(published, text);
            (got != *expected).then(|| format!("{text:?}: {got:?}, not {expected:?}"))
        })
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

pub(super) const DAY: &str = "2023-11-20T08:00:00+07:00";

#[test]
fn days() {
    check(
        DAY,
        &[
            ("Sáng 17/2, huyện họp", "2023-02-17"),
            ("tối qua 18/10; các đội", "2023-10-18"),
            ("Năm 2022, xã có 2 nhà; ngày 15/12 sẽ trao", "2022 2023-12-15"),
            ("vui Tết Dương lịch 2014.", "2014"),
            ("Chiều ngày 21/02/2023, huyện họp", "2023-02-21"),
            ("TNO - Ngày 21.3, tại Biên Hòa", "2023-03-21"),
            ("Sáng 12.11, tại xã", "2023-11-12"),
            ("Chiều 30-3, tại trụ sở", "2023-03-30"),
            ("Tối 7-11 diễn ra", "2023-11-07"),
            ("Sáng nay (25/2), huyện", "2023-02-25"),
            ("Hôm nay (ngày 10/7/2018), tỉnh", "2018-07-10"),
            ("ngày (10/8), tỉnh", "2023-08-10"),
            ("Thứ sáu, 22/9, tỉnh", "2023-09-22"),
            ("Ngày 24 tháng 5 năm 2023, tỉnh", "2023-05-24"),
            ("ngày 24 tháng 5, tỉnh", "2023-05-24"),
            ("ngày 24 tháng 5/2022, tỉnh", "2022-05-24"),
            ("20 Tháng Mười Một, 2023 bởi", "2023-11-20"),
            ("vào hồi 18 giờ 30 phút, ngày 13-3", "2023-03-13"),
            ("lúc 2 giờ 40 phút 29/7 tại", "2023-07-29"),
            ("trước ngày 15/12", "2023-12-15"),
            ("hoàn thành trước ngày 15/3", "2024-03-15"),
            ("dự kiến tổ chức vào ngày 10/4", "2024-04-10"),
            ("Trước đó, ngày 28/12, xã", "2022-12-28"),
            ("Chỉ thị số 34-CT/TU, ngày 16/4/2013", "2013-04-16"),
            ("Quyết định số 2458/QĐ-CTN ngày 30/9/2014", "2014-09-30"),
            ("sinh 26/05/2009", "2009-05-26"),
            ("Sáng ngày 17, tỉnh họp", "2023-11-17"),
            ("17/2, UBND huyện họp", "2023-02-17"),
            ("ngày mùng 5/9, các trường", "2023-09-05"),
            ("Năm 2018, trận lũ ngày 5/8 và tháng 9 làm sập cầu", "2018 2018-08-05 2018-09"),
            ("đến hết ngày 14-4-2021. Hết", "2021-04-14"),
            ("vào 2023-02-21 lúc", "2023-02-21"),
            ("96 đảng viên nhận Huy hiệu Đảng đợt 19/5", "2023-05-19"),
            ("Huy hiệu Đảng đợt 2/9/2022", "2022-09-02"),
            ("tại thành phố chiều 15/8", "2023-08-15"),
            ("nộp hồ sơ ngày 15/1 năm sau", "2024-01-15"),
            ("từ tháng 3 năm nay", "2023-03"),
        ],
    );
}

#[test]
fn ranges_of_days() {
    check(
        DAY,
        &[
            ("ngày 5 và 6/12", "2023-12-05/2023-12-06"),
            ("ngày 5, 6 và 7/12/2022", "2022-12-05/2022-12-07"),
            ("trong 02 ngày 14 và 15/11/2023", "2023-11-14/2023-11-15"),
            ("đêm 18 rạng sáng 19/11", "2023-11-18/2023-11-19"),
            ("ngày 12 và 15/11", "2023-11-12 2023-11-15"),
            ("Sau 3 ngày (từ 26 đến 28-10), Liên hoan", "2023-10-26/2023-10-28"),
            ("Trong 2 ngày (1-2/11)", "2023-11-01/2023-11-02"),
            ("ngày 9 - 10/12", "2023-12-09/2023-12-10"),
            ("trong hai ngày, 2-3/12/2014", "2014-12-02/2014-12-03"),
            ("Từ ngày 5 - 9/7/2017", "2017-07-05/2017-07-09"),
            ("ngày 26-27/12", "2023-12-26/2023-12-27"),
            ("từ đêm 22 đến sáng 24/7, mưa to", "2023-07-22/2023-07-24"),
            ("(từ ngày 20/7 đến 20/10/2021)", "2021-07-20/2021-10-20"),
            ("từ ngày 28/12/2022 đến ngày 03/01/2023", "2022-12-28/2023-01-03"),
            ("từ ngày 28/12 đến 3/1/2023", "2022-12-28/2023-01-03"),
            ("từ ngày 14 đến 18/5/2020, Đoàn", "2020-05-14/2020-05-18"),
            ("30/4-1/5/2023", "2023-04-30/2023-05-01"),
            ("(14/10/1930 - 14/10/2022)", "1930-10-14 2022-10-14"),
            ("(18.11.1930-18.11.2023)", "1930-11-18 2023-11-18"),
            ("(8-3-1910/8-3-2024)", "1910-03-08 2024-03-08"),
            ("20/11/1982-20/11/2022", "1982-11-20 2022-11-20"),
            ("từ ngày 01 tháng 6 đến ngày 30 tháng 8 năm 2023", "2023-06-01/2023-08-30"),
        ],
    );
}

#[test]
fn months_quarters_and_parts() {
    check(
        DAY,
        &[
            ("tháng 6/2023", "2023-06"),
            ("đầu tháng 8/2010", "2010-08"),
            ("tháng 10 năm 2013", "2013-10"),
            ("tháng 12-2022", "2022-12"),
            ("tháng 12.2022 có", "2022-12"),
            ("từ tháng 9 đến tháng 12-2023", "2023-09/2023-12"),
            ("tháng 2-5/2020", "2020-02/2020-05"),
            ("từ tháng 9/2022 đến tháng 5/2023", "2022-09/2023-05"),
            ("từ tháng 9 đến tháng 5/2023", "2022-09/2023-05"),
            ("tháng 9, 10/2023", "2023-09 2023-10"),
            ("tháng 9 và tháng 10 năm 2023", "2023-09 2023-10"),
            ("dự thi cấp tỉnh tháng 9.", "2023-09"),
            ("(5/2020 - 5/2023)", "2020-05/2023-05"),
            ("quý I/2024", "2024-01/2024-03"),
            ("quý III-2024", "2024-07/2024-09"),
            ("trong quý III", "2023-07/2023-09"),
            ("quý 2 năm 2021", "2021-04/2021-06"),
            ("quý I, II năm 2024", "2024-01/2024-03 2024-04/2024-06"),
            ("quý I - III/2024", "2024-01/2024-09"),
            ("6 tháng đầu năm 2023", "2023-01/2023-06"),
            ("6 tháng đầu năm, huyện", "2023-01/2023-06"),
            ("sáu tháng cuối năm 2022", "2022-07/2022-12"),
            ("9 tháng năm 2022", "2022-01/2022-09"),
            ("nửa đầu năm 2022", "2022-01/2022-06"),
        ],
    );
}

#[test]
fn years() {
    check(
        DAY,
        &[
            ("năm 2022", "2022"),
            ("năm2022", "2022"),
            ("năm học 2021-2022", "2021/2022"),
            ("năm học 2021 – 2022, 2022 - 2023", "2021/2022 2022/2023"),
            ("giai đoạn 2020 - 2025", "2020/2025"),
            ("nhiệm kỳ 2015- 2020", "2015/2020"),
            ("từ năm 2017 đến năm 2021", "2017/2021"),
            ("từ năm 2017-2021", "2017/2021"),
            ("20 năm (2002 - 2022)", "2002/2022"),
            ("năm 2021, 2022", "2021 2022"),
            ("năm 2021,2022", "2021 2022"),
            ("3 năm liền (2018, 2019, 2020)", "2018 2019 2020"),
            ("3 năm 2021 - 2023", "2021/2023"),
            ("sinh năm 1938", "1938"),
            ("(SN 1979)", "1979"),
            ("(SN1979 )", "1979"),
            ("bà A (1996)", "1996"),
            ("tầm nhìn 2045", "2045"),
            ("khóa 1998-2001", "1998/2001"),
            ("quốc gia 2023/24, CLB", "2023/2024"),
            ("mùa giải 2021-22, CLB", "2021/2022"),
            ("giai đoạn I (2011-2015)", "2011/2015"),
            ("41 năm Ngày Nhà giáo Việt Nam (1982-2023)", "1982/2023"),
            ("triển khai nhiệm vụ 2023;", "2023"),
            ("Tết Nguyên đán Giáp Thìn 2024", "2024"),
            ("từ 2018 đến nay", "2018"),
            ("từ năm 2017-2018 đến năm học 2021-2022", "2017/2018 2021/2022"),
            ("các năm 2019, 2020 và 2021 đạt", "2019 2020 2021"),
        ],
    );
}

#[test]
fn what_is_no_date() {
    check(
        DAY,
        &[
            ("27/38 chỉ tiêu vượt, 11/12 xã đạt", ""),
            ("có 06/6 đơn vị hoàn thành", ""),
            ("đạt 7/9 tổ, đến 5/9 xã", ""),
            ("Nghị định số 91/2017/NĐ-CP, Nghị định 98/2023/NĐ-CP", ""),
            ("Luật số 06/2022/QH15; Thông tư 01/2024/TT-BNV", ""),
            ("Quyết định số 1234/QĐ-TTg, Kế hoạch 91/KH-UBND", ""),
            ("thắng 3-1, hòa 1-1, thua 2-3", ""),
            ("lượt trận V.League 17/9", ""),
            ("đường 30/4, Quảng trường 19/5, Bệnh viện 19-8", ""),
            ("Ngày Nhà giáo Việt Nam 20/11", ""),
            ("chào mừng ngày 20/11, nhân dịp 2/9", ""),
            ("chào mừng Ngày Nhà giáo Việt Nam (20/11)", ""),
            ("tỷ lệ này là 61/39, trực 24/7", ""),
            ("từ 7.2 đến 8.5 điểm, đạt 12.5%", ""),
            ("với 1 giờ 12 phút 08 giây", ""),
            ("ĐT: 0297.3821.456, hotline 1900.8198", ""),
            ("xe BKS 60F1-283.19, 12A - 02297", ""),
            ("hơn 2000 người, 2.021 hộ, 2022 lượt xem", ""),
            ("lần thứ 14, 1984 năm khởi nghĩa", ""),
            ("mỗi tháng 5 triệu đồng, 6 tháng, 9 tháng qua", ""),
            ("Cách mạng Tháng Tám, tháng Thanh niên", ""),
            ("nhằm ngày 25 tháng Giêng năm Tân Sửu", ""),
            ("ngày 10/3 âm lịch", ""),
            ("mỗi ngày 2.5 tấn", ""),
            ("nghỉ 5 ngày 3/4 ca, Giỗ Tổ mùng 10/3", ""),
            ("từ 1000 đến 2000 đồng", ""),
            ("5 năm qua, hôm nay, cùng ngày", ""),
            ("ngày 31/2/2023, ngày 40/5", ""),
            ("đợt 1/2021", ""),
        ],
    );
}

#[test]
fn the_missing_year() {
    check(
        "2024-01-05",
        &[
            ("Chiều 28/12, tỉnh họp", "2023-12-28"),
            ("hoàn thành trước ngày 15/3", "2024-03-15"),
            ("Ngày 3/1, huyện họp", "2024-01-03"),
            ("từ ngày 28/12 đến 2/1", "2023-12-28/2024-01-02"),
            ("Ngày 20/12 vừa qua", "2023-12-20"),
            ("quý IV", "2023-10/2023-12"),
        ],
    );
    check("2023-12-28", &[("khai mạc ngày 10/1", "2024-01-10"), ("Sáng 20/2, xã họp", "2023-02-20")]);
    check(
        "",
        &[
            ("Sáng 17/2, thị xã tổng kết năm 2022, triển khai nhiệm vụ 2023", "2023-02-17 2022 2023"),
            ("Sáng 17/12, thị xã tổng kết năm 2022, triển khai nhiệm vụ năm 2023", "2022-12-17 2022 2023"),
            ("Sáng 22/2, thị xã họp tổng kết công tác thi đua, khen thưởng năm 2021", "2022-02-22 2021"),
            ("Ngày 20/1, xã tổng kết năm 2022", "2023-01-20 2022"),
            ("Chiều 6-4, vòng 12 Giải hạng Nhất 2023/24", "2024-04-06 2023/2024"),
            ("Ngày 20/8, xã họp. Xã hoạt động từ ngày 01/7/2025.", "2025-08-20 2025-07-01"),
            ("Ngày 5/3, huyện kỷ niệm (8/3/1910 - 8/3/2024)", "2024-03-05 1910-03-08 2024-03-08"),
            ("Ngày 5/3, huyện họp", ""),
        ],
    );
}

#[test]
fn what_is_said_of_a_date() {
    let text = normalise::text(Article {
        blocks: vec![Block {
            kind: BlockKind::Paragraph,
            text: "(GLO)- Chiều 30-3, trong quý I/2024".into(),
        }],
        published: Some("2023-03-30".into()),
        ..Article::default()
    });
    let dates = find(&Marked::new(&Doc::new(&text)));
    let said: Vec<_> =
        dates.iter().map(|d| (d.text.as_str(), d.grain.as_str(), d.inferred.join(","))).collect();
    assert_eq!(said, [("Chiều 30-3", "day", "year".to_string()), ("quý I/2024", "quarter", String::new())]);
}

#[test]
fn the_own_day_of_a_report_without_a_date() {
    check(
        "",
        &[
            ("Khắc phục bão số 3 13/9/2024\nChiều 12/9, xã khen 7 tập thể.", "2024-09-13 2024-09-12"),
            ("Theo Quyết định số 31/QĐ-UBND ngày 14/1/2022\nChiều 12/9, xã họp.", "2022-01-14"),
        ],
    );
}

#[test]
fn the_end_of_the_year_lies_ahead_in_summer() {
    let cases = [("sơ kết 6 tháng đầu năm, nhiệm vụ 6 tháng cuối năm", "2022-01/2022-06 2022-07/2022-12")];
    check("2022-07-10", &cases);
    check("2023-01-10", &[("trong 3 tháng cuối năm", "2022-10/2022-12")]);
}

#[test]
fn acts_themes_and_months_in_passing() {
    check(
        DAY,
        &[
            ("sửa xong trước ngày khai giảng 5-9; đạt 42/46 trường", "2023-09-05"),
            ("Lễ khởi công 19/8 do huyện tổ chức", "2023-08-19"),
            ("triển khai Năm An toàn giao thông 2016 với chủ đề", "2016"),
            ("Năm ATGT 2016, Tháng Công nhân 2018", "2016 2018"),
            ("Năm trường được tặng Cờ; Năm Huân chương trao tặng 2016 cá nhân", ""),
            ("đã được tặng Bằng khen trong tháng 11, Hội đồng đề nghị", "2023-11"),
            ("trong tháng 5 triệu đồng", ""),
            ("hoàn thành trong quý IV", "2023-10/2023-12"),
        ],
    );
}
