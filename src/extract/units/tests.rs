//! Cases of the rules: what they find, and what they must not.

use crate::extract::token::Doc;
use crate::extract::units;
use crate::model::{Article, Block, BlockKind, Unit};
use crate::normalise;

fn find(text: &str) -> Vec<Unit> {
    let blocks = text.lines().map(|l| Block { kind: BlockKind::Paragraph, text: l.into() }).collect();
    let text = normalise::text(Article { blocks, ..Article::default() });
    let doc = Doc::new(&text);
    let as_of = Some("2023-06-01");
    units::find(&doc, &units::mentions(&doc, &[], as_of), as_of)
}

fn check(text: &str, expected: &[&str]) {
    let found: Vec<String> = find(text)
        .into_iter()
        .map(|u| format!("{}{}", u.name, u.code.map_or(String::new(), |c| format!("={c}"))))
        .collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn localities() {
    check("tại huyện Đăk Hà, tỉnh Kon Tum", &["huyện Đăk Hà=615", "tỉnh Kon Tum=62"]);
    check(
        "các huyện Vụ Bản, Nam Trực và Mỹ Lộc (Nam Định)",
        &["huyện Vụ Bản=359", "huyện Nam Trực=362", "huyện Mỹ Lộc=358", "tỉnh Nam Định=36"],
    );
    check("thôn Tân Lập, ấp Nhơn Thuận 1A, làng Kép 1", &["thôn Tân Lập", "ấp Nhơn Thuận 1A", "làng Kép 1"]);
    check("các xã, thị trấn 4 địa phương; biên bản 15 trường hợp; thành phố và các huyện", &[]);
    check("tư tưởng Hồ Chí Minh", &[]);
    check("UBND phường Sài Gòn (Hồ Chí Minh) họp", &["UBND phường Sài Gòn", "thành phố Hồ Chí Minh=79"]);
    check("huyện Củ Chi, Hồ Chí Minh vừa họp", &["huyện Củ Chi=783", "thành phố Hồ Chí Minh=79"]);
    check("huyện Củ Chi, Hồ Chí Minh Nam", &["huyện Củ Chi=783"]);
}

#[test]
fn offices_of_the_army() {
    for (text, name) in [
        ("Cục Chính trị Quân khu 1 đón nhận", "Cục Chính trị Quân khu 1"),
        ("Cục Hậu cần Quân đoàn 3 đón nhận", "Cục Hậu cần Quân đoàn 3"),
        ("Cục Chính trị đón nhận", "Cục Chính trị"),
    ] {
        let kinds: Vec<(String, String)> = find(text).into_iter().map(|u| (u.name, u.kind)).collect();
        assert_eq!(kinds, [(name.to_string(), "army".to_string())], "{text}");
    }
    check("Đoàn Nghệ thuật tỉnh Hải Dương biểu diễn", &["Đoàn Nghệ thuật tỉnh Hải Dương=30"]);
}

#[test]
fn a_province_is_known_without_a_day() {
    for (text, expected) in [
        ("UBND tỉnh Thừa Thiên Huế khen thưởng", Some("Thừa Thiên Huế")),
        ("UBND TPHCM khen thưởng", Some("Hồ Chí Minh")),
        ("UBND tỉnh khen thưởng", None),
    ] {
        let blocks = vec![Block { kind: BlockKind::Paragraph, text: text.into() }];
        let record = crate::extract::record(&normalise::text(Article { blocks, ..Article::default() }));
        assert_eq!(record.province.map(|p| p.name).as_deref(), expected, "{text}");
    }
}

#[test]
fn bodies() {
    check("UBND TX Ba Đồn tổ chức", &["UBND TX Ba Đồn=458"]);
    check(
        "Hội LHPN thị xã An Khê, huyện Đak Pơ trao",
        &["Hội LHPN thị xã An Khê=623", "Hội LHPN huyện Đak Pơ=634"],
    );
    check(
        "Sở Văn hóa, Thể thao và Du lịch tỉnh Lào Cai phối hợp",
        &["Sở Văn hóa, Thể thao và Du lịch tỉnh Lào Cai=10"],
    );
    check(
        "Sở Văn hóa, Thông tin, Thể thao và Du lịch tỉnh Bạc Liêu; Phòng Văn hóa - Khoa học - Thông tin huyện Ba Tơ",
        &[
            "Sở Văn hóa, Thông tin, Thể thao và Du lịch tỉnh Bạc Liêu=95",
            "Phòng Văn hóa - Khoa học - Thông tin huyện Ba Tơ=535",
        ],
    );
    check("Sở Du lịch, Sở Xây dựng tỉnh Bạc Liêu", &["Sở Du lịch=95", "Sở Xây dựng tỉnh Bạc Liêu=95"]);
    check(
        "Phó Chủ tịch Thường trực UBND tỉnh Đoàn Ngọc Hà và Tỉnh Đoàn Bạc Liêu",
        &["UBND tỉnh Bạc Liêu=95", "Tỉnh Đoàn Bạc Liêu=95"],
    );
    check(
        "Tỉnh đoàn Bạc Liêu họp, Tỉnh đoàn phát động; UBND tỉnh Bạc Liêu và UBND Bạc Liêu; Công an huyện Ba Tơ, Công an xã Ba Tô",
        &[
            "Tỉnh đoàn Bạc Liêu=95",
            "UBND tỉnh Bạc Liêu=95",
            "Công an huyện Ba Tơ=535",
            "Công an xã Ba Tô=21523",
        ],
    );
    check("Cụm thi đua các huyện, thành phố tổ chức", &["Cụm thi đua các huyện, thành phố"]);
    check("Hội Liên hiệp Phụ nữ (LHPN) tỉnh Gia Lai", &["Hội Liên hiệp Phụ nữ tỉnh Gia Lai=64"]);
    check(
        "Đội Cảnh sát hình sự Công an TP Bảo Lộc bắt giữ",
        &["Đội Cảnh sát hình sự Công an TP Bảo Lộc=673"],
    );
    check("Phó Chủ tịch Thường trực UBND tỉnh Trần Văn Nam phát biểu", &["UBND tỉnh"]);
    check("trụ sở khang trang, cơ sở Hội vững mạnh, hội viên, đội ngũ cán bộ", &[]);
}

#[test]
fn organisations() {
    check("Trường THPT Nguyễn Huệ đã đón nhận", &["Trường THPT Nguyễn Huệ"]);
    check("Trường Tiểu học thị trấn Kiên Lương 1 đón nhận", &["Trường Tiểu học thị trấn Kiên Lương 1=30787"]);
    check("Trường Tiểu học thị trấn Kiên Lương 2 giáo viên", &["Trường Tiểu học thị trấn Kiên Lương=30787"]);
    check(
        "Bệnh viện 211, Bệnh viện 17 và Xí nghiệp 44 được",
        &["Bệnh viện 211", "Bệnh viện 17", "Xí nghiệp 44"],
    );
    check("Bệnh viện 250 giường; Bệnh viện 35 năm xây dựng", &[]);
    check(
        "Trường Mầm non 19-5, Trường Tiểu học 30/4, Mầm non 1-6 và Bệnh viện 19-8 được tặng",
        &["Trường Mầm non 19-5", "Trường Tiểu học 30/4", "Mầm non 1-6", "Bệnh viện 19-8"],
    );
    check("Trường Tiểu học 30/4/2022", &["Trường Tiểu học"]);
    check("Công ty TNHH Oxy Miền Tây tặng quà", &["Công ty TNHH Oxy Miền Tây"]);
    check("Bệnh viện Đa khoa tỉnh Thanh Hóa được", &["Bệnh viện Đa khoa tỉnh Thanh Hóa=38"]);
    check("Quảng trường Hùng Vương; môi trường Việt Nam", &[]);
}

#[test]
fn a_bare_name_is_the_unit_that_the_article_names_with_its_kind() {
    check("Bắc Hà trao thưởng\nUBND huyện Bắc Hà đã tặng", &["huyện Bắc Hà=085", "UBND huyện Bắc Hà=085"]);
    check("Hội nghị của UBND huyện\nTại huyện Bắc Hà", &["UBND huyện Bắc Hà=085", "huyện Bắc Hà=085"]);
}

#[test]
fn a_name_may_open_with_the_word_of_a_head() {
    check("02 xã Nhơn Nghĩa A, Trường Long Tây", &["xã Nhơn Nghĩa A=31357", "xã Trường Long Tây=31348"]);
}

#[test]
fn regions_and_callings_are_no_villages() {
    check("các tỉnh khu vực Tây Bắc, khu vực Bắc Trung Bộ", &[]);
    check("già làng A Hlốp vận động dân làng", &[]);
    check("Chi bộ thôn Tân Lập họp", &["thôn Tân Lập"]);
}

#[test]
fn a_body_of_a_bare_locality_is_the_districts() {
    check("trao giải cho Công đoàn Công ty Điện lực Yên Bái", &["Công đoàn Công ty Điện lực Yên Bái=15"]);
    check("KBNN Hương Khê, tỉnh Hà Tĩnh", &["KBNN Hương Khê=444", "tỉnh Hà Tĩnh=42"]);
    check(
        "Chi hội Luật gia Sở Tư pháp, Phòng Kế toán nhà nước và phòng 203",
        &["Chi hội Luật gia Sở Tư pháp", "Phòng Kế toán nhà nước"],
    );
    check(
        "Hội đồng Thi đua - Khen thưởng KBNN Hà Tĩnh họp. Tổng Công ty phấn đấu doanh thu 9.000 tỷ đồng",
        &["Hội đồng Thi đua - Khen thưởng KBNN Hà Tĩnh=42"],
    );
}

#[test]
fn bodies_by_name() {
    check("Đoàn Luật sư tỉnh Gia Lai bầu", &["Đoàn Luật sư tỉnh Gia Lai=64"]);
    check("Quân ủy Trung ương; Ủy ban Dân tộc", &["Quân ủy Trung ương", "Ủy ban Dân tộc"]);
    check(
        "Phòng giao dịch Ngân hàng Chính sách xã hội thị xã An Khê giải ngân",
        &["Phòng giao dịch Ngân hàng Chính sách xã hội thị xã An Khê=623"],
    );
    check("Bộ Tư lệnh Quân khu 7 tặng", &["Bộ Tư lệnh Quân khu 7"]);
    check("Đoàn Trường Đại học Vinh nhận Cờ", &["Đoàn Trường Đại học Vinh"]);
    check("Cục Quản lý Khám, chữa bệnh", &["Cục Quản lý Khám, chữa bệnh"]);
    check("Bộ Giáo dục và Thể thao Lào tặng", &["Bộ Giáo dục và Thể thao Lào"]);
    check("nộp thuế, nợ thuế; THỰC HIỆN NHIỆM VỤ THU NGÂN SÁCH; Ban Thanh tra nhân dân", &[]);
}

#[test]
fn a_defined_abbreviation_is_the_unit_that_it_stands_for() {
    check("Tổng công ty Điện lực miền Bắc (EVNNPC) họp. Cờ của EVNNPC", &["Tổng công ty Điện lực miền Bắc"]);
    // A mention that shares no word with the name gives way to one that does, wherever it stands.
    let units = find("EVNNPC nhận Cờ. Tổng công ty Điện lực miền Bắc (EVNNPC) họp");
    let starts: Vec<usize> = units[0].mentions.iter().map(|mention| mention.start).collect();
    assert_eq!((units.len(), starts), (1, vec![16]));
}

#[test]
fn a_body_parted_over_localities() {
    check(
        "Phòng Nội vụ các huyện Ea Kar, Krông Pắc tham mưu",
        &["Phòng Nội vụ huyện Ea Kar=651", "Phòng Nội vụ huyện Krông Pắc=654"],
    );
    check("Phòng Nội vụ các huyện trong tỉnh", &["Phòng Nội vụ"]);
    check("học sinh lớp 9A2 Trường THCS và THPT Đạ Nhim", &["Trường THCS và THPT Đạ Nhim"]);
    check("Đội Bảo trợ và Công tác xã hội tỉnh Kon Tum", &["Đội Bảo trợ và Công tác xã hội tỉnh Kon Tum=62"]);
}

#[test]
fn rows_of_bare_localities() {
    // One of them stands with its kind elsewhere: the others are of its kind, if the province has them.
    check(
        "Ba địa phương là Đức Hòa, Cần Đước và Thủ Thừa tăng. Ông A ở huyện Đức Hòa, tỉnh Long An",
        &["huyện Đức Hòa=802", "huyện Cần Đước=806", "huyện Thủ Thừa=804", "tỉnh Long An=80"],
    );
    check("dẫn đầu là Đức Hòa, Trần Lê và Hoàng Sa; tại huyện Đức Hòa", &["huyện Đức Hòa=802"]);
    check(
        "Thanh Miện trao Huy hiệu\nHuyện ủy Thanh Miện họp",
        &["huyện Thanh Miện=300", "Huyện ủy Thanh Miện=300"],
    );
    check("* VỤ BẢN: Hội Nông dân huyện Vụ Bản họp", &["huyện Vụ Bản=359", "Hội Nông dân huyện Vụ Bản=359"]);
}

#[test]
fn the_second_half_of_a_word_begins_no_unit() {
    check("phát triển nông nghiệp và nông thôn Việt Nam; chăm sóc Người có công; hàng xóm Tây", &[]);
    check("tham gia chiến trường Campuchia; tại thao trường Miếu Môn; Hội An đón khách", &[]);
    check("nhân dân xóm 8 và xóm 12, tiểu khu 3", &["xóm 8", "xóm 12", "tiểu khu 3"]);
    check("ngập ở khu vực Bạc Liêu", &["tỉnh Bạc Liêu=95"]);
}

#[test]
fn unions_teams_and_fronts_of_localities() {
    check(
        "Công đoàn xã Tân Lập, Công đoàn huyện Đăk Hà; 34 công đoàn xã, phường",
        &["Công đoàn xã Tân Lập", "Công đoàn huyện Đăk Hà=615"],
    );
    check(
        "Ủy ban Mặt trận Tổ quốc (MTTQ) Việt Nam huyện Đăk Hà",
        &["Ủy ban Mặt trận Tổ quốc Việt Nam huyện Đăk Hà=615"],
    );
    check(
        "trao 2 giải Nhì cho đoàn các huyện Bá Thước, Thường Xuân; giải Nhất cho đoàn huyện Ngọc Lặc",
        &["huyện Bá Thước=386", "huyện Thường Xuân=396", "huyện Ngọc Lặc=389"],
    );
    check("Chi bộ Trạm Y tế, Ban Nhân dân thôn Tân Lập", &["Chi bộ Trạm Y tế", "thôn Tân Lập"]);
    check("Đội thuyền thôn Tân Hòa và Đội văn nghệ", &["Đội thuyền thôn Tân Hòa"]);
    check("Đội Chữa cháy và CNCH khu vực Bạc Liêu", &["Đội Chữa cháy và CNCH khu vực Bạc Liêu"]);
    check("Bệnh viện A Thái Nguyên họp", &["Bệnh viện A Thái Nguyên=19"]);
}

#[test]
fn names_of_enterprises_and_clusters() {
    check(
        "Xí nghiệp Xây dựng và Khảo sát thiết kế; Công ty Điện lực và Sở Xây dựng",
        &["Xí nghiệp Xây dựng và Khảo sát thiết kế", "Sở Xây dựng"],
    );
    check(
        "Công ty TNHH Nhà nước MTV Quản lý khai thác công trình thủy lợi Thừa Thiên Huế tổ chức",
        &["Công ty TNHH Nhà nước MTV Quản lý khai thác công trình thủy lợi Thừa Thiên Huế=46"],
    );
    check("Công ty Điện lực Nghệ An (PC Nghệ An) họp. Cờ cho PC Nghệ An", &["Công ty Điện lực Nghệ An=40"]);
    check(
        "Vietcombank Đà Nẵng; Ngân hàng CSXH huyện Đăk Hà",
        &["Vietcombank Đà Nẵng=48", "Ngân hàng CSXH huyện Đăk Hà=615"],
    );
    check(
        "Khối thi đua các tổ chức tín dụng trên địa bàn thành phố Đà Nẵng tổ chức",
        &["Khối thi đua các tổ chức tín dụng trên địa bàn thành phố Đà Nẵng=48"],
    );
    check(
        "KHỐI NỘI CHÍNH TỈNH LAI CHÂU HỌP BÌNH XÉT\nKhối thi đua Nội chính tỉnh Lai Châu",
        &["Khối thi đua Nội chính tỉnh Lai Châu=12"],
    );
    check("dẫn đầu Khối thi đua Hội CCB các huyện, thị xã", &["Khối thi đua Hội CCB các huyện, thị xã"]);
}

#[test]
fn names_in_the_small_letters_of_southern_papers() {
    check(
        "Trường tiểu học Kim Đồng, Trường trung học cơ sở Lê Lợi, Trường tiểu học và trung học cơ sở Tân Lập, trường mầm non Hoa Sen",
        &[
            "Trường tiểu học Kim Đồng",
            "Trường trung học cơ sở Lê Lợi",
            "Trường tiểu học và trung học cơ sở Tân Lập",
            "trường mầm non Hoa Sen",
        ],
    );
    check("Trường tiểu học đạt chuẩn; các trường tiểu học trên địa bàn; trụ sở Công an", &[]);
    check(
        "Bệnh viện đa khoa tỉnh Bình Dương, Câu lạc bộ thơ huyện Đăk Hà",
        &["Bệnh viện đa khoa tỉnh Bình Dương=74", "Câu lạc bộ thơ huyện Đăk Hà=615"],
    );
    check(
        "Sở y tế; lãnh đạo sở Tài chính; phòng giáo dục và đào tạo huyện Củ Chi",
        &["Sở y tế", "sở Tài chính", "phòng giáo dục và đào tạo huyện Củ Chi=783"],
    );
    check(
        "khu dân cư số 3, tổ dân phố số 5; các tổ dân phố số lượng lớn",
        &["khu dân cư số 3", "tổ dân phố số 5"],
    );
}

#[test]
fn brackets_part_the_name_of_a_national_body() {
    for (text, expected) in [
        ("Tổng Liên đoàn Lao động (LĐLĐ) Việt Nam tặng", "Tổng Liên đoàn Lao động Việt Nam"),
        ("Hội Chữ thập đỏ (CTĐ) Việt Nam trao", "Hội Chữ thập đỏ Việt Nam"),
        ("Bảo hiểm xã hội (BHXH) Việt Nam tặng", "Bảo hiểm xã hội Việt Nam"),
        ("Hội Nông dân (ND) Việt Nam tặng", "Hội Nông dân Việt Nam"),
        ("Ngân hàng Nhà nước (NHNN) Việt Nam tặng", "Ngân hàng Nhà nước Việt Nam"),
    ] {
        check(text, &[expected]);
    }
    check("Hội Liên hiệp Phụ nữ (LHPN) tỉnh Gia Lai trao", &["Hội Liên hiệp Phụ nữ tỉnh Gia Lai=64"]);
    check(
        "Ủy ban Mặt trận Tổ quốc (MTTQ) Việt Nam tỉnh Gia Lai",
        &["Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Gia Lai=64"],
    );
}

#[test]
fn stations_bear_the_names_of_places() {
    for unit in [
        "Đồn Biên phòng Lý Vạn",
        "Nông trường Lê Ninh",
        "Xí nghiệp xếp dỡ Hoàng Diệu",
        "Hợp tác xã Trần Phú",
        "Chùa Phan Lăng",
    ] {
        check(&format!("tặng Giấy khen cho {unit}."), &[unit]);
    }
    check("Giám đốc Công ty Nguyễn Văn An phát biểu", &[]);
}

#[test]
fn names_of_enterprises_are_read_whole() {
    for unit in [
        "Công ty TNHH một thành viên Lâm nghiệp Hà Nừng",
        "Công ty TNHH hai thành viên trở lên Minh Phát",
        "Công ty Cổ phần Nhựa Thiếu niên Tiền Phong",
        "Hiệp hội Chế biến và Xuất khẩu Thủy sản Việt Nam",
        "Công ty cổ phần xây dựng Hồng Hà",
        "Công ty CP Tư vấn, Đầu tư và Xây dựng Sông Đà",
        "Trường TH-THCS Chu Văn An",
        "Trường TH - THCS - THPT Hoa Sen",
        "CLB Liên thế hệ tự giúp nhau Liên Phương",
        "CLB Dưỡng sinh Hiến Nam",
    ] {
        check(&format!("tặng Giấy khen cho {unit}."), &[unit]);
    }
    check("Công ty TNHH MTV Cà phê 731 ủng hộ quỹ 20 triệu đồng", &["Công ty TNHH MTV Cà phê 731"]);
    check("Trường THPT Trần Phú mời Nguyễn Văn An", &["Trường THPT Trần Phú"]);
    check("68 em học sinh (tiểu học 31 em, THCS 25 em, THPT 12 em)", &[]);
}

#[test]
fn bodies_by_scope_and_by_number() {
    check("Thư viện tổng hợp tỉnh Gia Lai tổ chức", &["Thư viện tổng hợp tỉnh Gia Lai=64"]);
    check("Ủy ban bầu cử xã Krong họp", &["Ủy ban bầu cử xã Krong=23650"]);
    check("11 Chi cục THADS huyện, thành phố; các Hội Nông dân xã ký kết", &[]);
    check("Năm 2023, Công an tỉnh; trong năm Công an tỉnh bắt giữ", &["Công an tỉnh"]);
    check("92 chùa Phật giáo Nam tông Khmer, 47 chùa Bắc tông", &[]);
    check("Chi hội NCT tổ dân phố An Vũ họp", &["Chi hội NCT tổ dân phố An Vũ"]);
}

#[test]
fn a_word_of_a_head_inside_a_name() {
    check("người có uy tín xóm Bằng Ca. Ông Châu Sóc Thia dự", &["xóm Bằng Ca"]);
    check("nhân dân thôn Phú Hội đã hiến đất", &["thôn Phú Hội"]);
}

#[test]
fn a_field_defined_in_brackets() {
    check(
        "Bộ Văn hóa, Thể thao và Du lịch (VH,TT&DL) họp. Bộ VH,TT&DL tặng",
        &["Bộ Văn hóa, Thể thao và Du lịch"],
    );
}
