use crate::extract::token::tests::with_doc;

/// The officials of `input`, as `name: position; position | …`, with `~variant` behind a name.
fn check(input: &str, expected: &str) {
    with_doc(input, |doc| {
        let shown: Vec<String> = super::find(doc)
            .iter()
            .map(|o| {
                for m in &o.mentions {
                    let span = doc.slice(m.start, m.end).to_lowercase();
                    assert!(
                        o.name.to_lowercase().contains(&span)
                            || o.variants.iter().any(|v| v.to_lowercase() == span),
                        "{span} of {}",
                        o.name
                    );
                }
                let variants: String = o.variants.iter().map(|v| format!(" ~{v}")).collect();
                format!("{}{variants}: {}", o.name, o.positions.join("; "))
            })
            .collect();
        assert_eq!(shown.join(" | "), expected, "{input}");
    });
}

#[test]
fn name_then_positions() {
    for (input, expected) in [
        (
            "Đến dự có ông Vũ Đình Tráng, Tỉnh ủy viên, Bí thư Huyện ủy, Chủ tịch HĐND huyện.",
            "Vũ Đình Tráng: Tỉnh ủy viên; Bí thư Huyện ủy; Chủ tịch HĐND huyện",
        ),
        (
            "Đồng chí Lê Thị Thơm – UVBTV Huyện ủy; Trưởng Ban Tổ chức Huyện ủy chủ trì hội nghị.",
            "Lê Thị Thơm: Ủy viên Ban Thường vụ Huyện ủy; Trưởng Ban Tổ chức Huyện ủy",
        ),
        (
            "Ông Đặng Văn Ninh- Phó Bí thư TT Thị ủy trao thưởng.",
            "Đặng Văn Ninh: Phó Bí thư Thường trực Thị ủy",
        ),
        (
            "Các đồng chí: Phan Thị Hảo, TUV, Giám đốc Sở Văn hóa, Thể thao và Du lịch; Tô Văn Kha, Phó Chủ tịch UBND tỉnh; lãnh đạo các sở, ngành dự.",
            "Phan Thị Hảo: Tỉnh ủy viên; Giám đốc Sở Văn hóa, Thể thao và Du lịch | Tô Văn Kha: Phó Chủ tịch UBND tỉnh",
        ),
        ("Già làng Rơ Châm Hyik và dân làng dự lễ.", "Rơ Châm Hyik: Già làng"),
        (
            "Theo bà Hà Thị Mến, Chi cục trưởng Chi cục Bảo vệ thực vật, vụ này được mùa.",
            "Hà Thị Mến: Chi cục trưởng Chi cục Bảo vệ thực vật",
        ),
        (
            "Đại tá Ngô Bá Lộc, Đại tá, Phó Giám đốc Công an tỉnh phát biểu.",
            "Ngô Bá Lộc: Phó Giám đốc Công an tỉnh",
        ),
        (
            "Chị Siu H’Lan (Bí thư Chi đoàn làng Kép 2, xã Ia Phí) kể lại.",
            "Siu H’Lan: Bí thư Chi đoàn làng Kép 2",
        ),
        (
            "Ông Cao Văn Tấn (giữa), Hiệu trưởng Trường THCS Lê Hồng Gấm nhận cờ.",
            "Cao Văn Tấn: Hiệu trưởng Trường THCS Lê Hồng Gấm",
        ),
        (
            "Đoàn do đồng chí Trần Quý Lân, Phó Chủ tịch HĐND huyện làm trưởng đoàn đến thăm.",
            "Trần Quý Lân: Phó Chủ tịch HĐND huyện; trưởng đoàn",
        ),
        (
            "Ông Bùi Văn Sáu, sinh năm 1940, quê xã An Bình; nguyên Chủ tịch UBND xã, đã từ trần.",
            "Bùi Văn Sáu: nguyên Chủ tịch UBND xã",
        ),
        (
            "TS.BS Mạc Văn Thuần, Giám đốc Bệnh viện Đa khoa tỉnh cho biết.",
            "Mạc Văn Thuần: Giám đốc Bệnh viện Đa khoa tỉnh",
        ),
        (
            "Ông Tòng Văn Hịa, Trưởng bản Nà Sản, người có uy tín của xã.",
            "Tòng Văn Hịa: Trưởng bản Nà Sản; người có uy tín",
        ),
        (
            "Bà Nông Thị Bích, P. Trưởng phòng Nội vụ huyện báo cáo.",
            "Nông Thị Bích: Phó Trưởng phòng Nội vụ huyện",
        ),
        (
            "Ông Lý Văn Hòa, Trưởng phòng Lao động - Thương binh và Xã hội huyện; ông Kim Sô Phát, Phó Trưởng Ban Dân tộc tỉnh.",
            "Lý Văn Hòa: Trưởng phòng Lao động - Thương binh và Xã hội huyện | Kim Sô Phát: Phó Trưởng Ban Dân tộc tỉnh",
        ),
    ] {
        check(input, expected);
    }
}

#[test]
fn positions_then_name() {
    for (input, expected) in [
        ("Phó Chủ tịch HĐND tỉnh Nguyễn Hữu Kỳ phát biểu.", "Nguyễn Hữu Kỳ: Phó Chủ tịch HĐND tỉnh"),
        ("Bí thư Huyện ủy Cái Bè Mai Thị Hòa trao cờ.", "Mai Thị Hòa: Bí thư Huyện ủy Cái Bè"),
        ("Chủ tịch UBND TP. Bảo Lộc Đoàn Kim Thư tặng hoa.", "Đoàn Kim Thư: Chủ tịch UBND TP. Bảo Lộc"),
        ("Chủ tịch UBND xã Tam Dương Đặng Công Hiệp tiếp thu.", "Đặng Công Hiệp: Chủ tịch UBND xã Tam Dương"),
        ("Bí thư Huyện ủy Châu Thành A Lê Quang Hợp dự.", "Lê Quang Hợp: Bí thư Huyện ủy Châu Thành A"),
        ("Chủ tịch UBND tỉnh Hà Nam Trương Quốc Bảo dự.", "Trương Quốc Bảo: Chủ tịch UBND tỉnh Hà Nam"),
        (
            "Ủy viên Ban Thường vụ Tỉnh ủy, Trưởng Ban Nội chính Tỉnh ủy Hồ Sĩ Bảng đến dự.",
            "Hồ Sĩ Bảng: Ủy viên Ban Thường vụ Tỉnh ủy; Trưởng Ban Nội chính Tỉnh ủy",
        ),
        (
            "Chủ tịch UBND tỉnh Trần Đức Lai - Chủ tịch Hội đồng Thi đua - Khen thưởng tỉnh chủ trì.",
            "Trần Đức Lai: Chủ tịch UBND tỉnh; Chủ tịch Hội đồng Thi đua - Khen thưởng tỉnh",
        ),
        (
            "Dự có Giám đốc Sở Nội vụ - ông Võ Thành Nam; Bí thư Đảng ủy, Chủ tịch HĐND xã - bà Đỗ Thị Trinh.",
            "Võ Thành Nam: Giám đốc Sở Nội vụ | Đỗ Thị Trinh: Bí thư Đảng ủy; Chủ tịch HĐND xã",
        ),
        ("Đồng chí Phó Bí thư Đảng ủy xã Lò Thị Ươn nhấn mạnh.", "Lò Thị Ươn: Phó Bí thư Đảng ủy xã"),
        ("Thứ trưởng Bộ Công Thương Phùng Bá Khiêm chủ trì.", "Phùng Bá Khiêm: Thứ trưởng Bộ Công Thương"),
        (
            "Thừa ủy quyền của Chủ tịch nước, Bí thư Tỉnh ủy Dương Văn Hợi trao Huân chương.",
            "Dương Văn Hợi: Bí thư Tỉnh ủy",
        ),
        (
            "Bí thư thứ nhất Trung ương Đoàn Nguyễn Đắc Hội dự.",
            "Nguyễn Đắc Hội: Bí thư thứ nhất Trung ương Đoàn",
        ),
        ("Phó Chủ tịch UBND tỉnh Đoàn Văn Hội dự.", "Đoàn Văn Hội: Phó Chủ tịch UBND tỉnh"),
        ("Bí thư Tỉnh Đoàn Ngô Văn Hội dự.", "Ngô Văn Hội: Bí thư Tỉnh Đoàn"),
        ("Vụ trưởng Vụ Công giáo Lê Minh Hội dự.", "Lê Minh Hội: Vụ trưởng Vụ Công giáo"),
        ("Chủ tịch UBND phường 5 Nguyễn Văn Mão trao quà.", "Nguyễn Văn Mão: Chủ tịch UBND phường 5"),
        (
            "Phó Ban công tác phụ nữ phía Nam Hoàng Thị Hội dự.",
            "Hoàng Thị Hội: Phó Ban công tác phụ nữ phía Nam",
        ),
        ("Chủ tịch CLB Trần Văn Sơn Bách thưởng cho đội.", "Trần Văn Sơn Bách: Chủ tịch CLB"),
        ("Giám đốc Sở Y tế BS.CKII Kiều Minh Tuệ phát biểu.", "Kiều Minh Tuệ: Giám đốc Sở Y tế"),
    ] {
        check(input, expected);
    }
}

#[test]
fn one_position_of_several() {
    for (input, expected) in [
        (
            "Dự có các Phó Chủ tịch UBND tỉnh: Nguyễn Văn Ất, Trần Thị Bính.",
            "Nguyễn Văn Ất: Phó Chủ tịch UBND tỉnh | Trần Thị Bính: Phó Chủ tịch UBND tỉnh",
        ),
        (
            "Dự lễ có các đồng chí Ủy viên BTV Tỉnh ủy: Lê Văn Tân - Trưởng Ban Dân vận Tỉnh ủy; Vi Thị Mậu - Giám đốc Sở Tư pháp.",
            "Lê Văn Tân: Ủy viên Ban Thường vụ Tỉnh ủy; Trưởng Ban Dân vận Tỉnh ủy | Vi Thị Mậu: Ủy viên Ban Thường vụ Tỉnh ủy; Giám đốc Sở Tư pháp",
        ),
        (
            "3 cá nhân là Tổ trưởng tổ TK&VV được UBND huyện tặng Giấy khen: ông Ma Sơn (buôn Kít), bà Nay H'Nhung (buôn Thu).",
            "Ma Sơn: Tổ trưởng tổ TK&VV | Nay H'Nhung: Tổ trưởng tổ TK&VV",
        ),
        (
            "Hai phó giám đốc Công an tỉnh là Đại tá Phạm Văn Độ và Thượng tá Lê Bá Hợp cũng dự.",
            "Phạm Văn Độ: phó giám đốc Công an tỉnh | Lê Bá Hợp: phó giám đốc Công an tỉnh",
        ),
    ] {
        check(input, expected);
    }
}

#[test]
fn one_entry_a_person() {
    for (input, expected) in [
        (
            "Đồng chí Hồ Văn Tiến - Bí thư Huyện ủy, Chủ tịch Hội đồng thi đua khen thưởng dự. Ông Tiến đề nghị. \nĐồng chí Hồ Văn Tiển - Chủ tịch HĐTĐ khen thưởng huyện trao cờ.",
            "Hồ Văn Tiến ~Hồ Văn Tiển: Bí thư Huyện ủy; Chủ tịch Hội đồng Thi đua khen thưởng huyện",
        ),
        (
            "Bà Rơ Chăm H’Hồng - Chủ tịch Hội LHPN tỉnh dự.\nChủ tịch Hội LHPN tỉnh Rơ Chăm H’ Hồng phát biểu.",
            "Rơ Chăm H’Hồng ~Rơ Chăm H’ Hồng: Chủ tịch Hội LHPN tỉnh",
        ),
        (
            "Ông Chu Văn Tấn, Phó Chủ tịch Thường trực UBND huyện dự.\nPhó Chủ tịch UBND huyện Chu Văn Tấn trao quà.",
            "Chu Văn Tấn: Phó Chủ tịch Thường trực UBND huyện",
        ),
        (
            "Ông NGUYỄN VĂN HOAN, Chủ tịch UBND xã dự.\nÔng Nguyễn Văn Hoan phát biểu.",
            "Nguyễn Văn Hoan: Chủ tịch UBND xã",
        ),
    ] {
        check(input, expected);
    }
}

#[test]
fn an_address_of_office_is_enough_for_who_acts() {
    for (input, expected) in [
        ("Phát biểu tại lễ, đồng chí Lưu Duy Phong đề nghị các xã cố gắng.", "Lưu Duy Phong: "),
        ("Đại úy Trịnh Thị Thắm là người trực tiếp tham gia chuyên án.", "Trịnh Thị Thắm: "),
        (
            "Chủ tịch nước tặng Huân chương cho 2 cá nhân: Trung tá Lường Văn Thiết, Thiếu tá Đoàn Trọng Quý.",
            "",
        ),
        ("Huyện ủy trao Huy hiệu 50 năm tuổi Đảng cho đồng chí Lê Văn Chín.", ""),
    ] {
        check(input, expected);
    }
}

#[test]
fn no_officials() {
    for input in [
        "Chủ tịch UBND tỉnh tặng Bằng khen cho 3 tập thể, 5 cá nhân.",
        "UBND huyện tặng Giấy khen cho ông Phạm Hữu Toàn (SN 1979), anh K’ Brèo và chị Trịnh Thị Mai.",
        "Học tập tư tưởng của Chủ tịch Hồ Chí Minh về thi đua ái quốc.",
        "Trường THPT Nguyễn Quang Diêu nằm trên đường Trần Hưng Đạo.",
        "Tổng biên tập: Hoàng Thị Hoài Thương",
        "Chịu trách nhiệm: Ông Nguyễn Thành Lũy - Phó Chủ tịch UBND huyện.",
        "Tham dự có lãnh đạo các sở, ngành; bí thư, chủ tịch 19 xã, thị trấn.",
        "Đinh Công Hậu (24 tuổi, ngụ Đồng Nai) bịt mặt, dùng súng cướp tiệm vàng.",
        "HLV Ngô Quang Sinh nói về trận đấu ở Bà Rịa - Vũng Tàu.",
        "Giải thưởng Nguyễn Thị Định được trao cho 30 cán bộ Hội.",
        "",
    ] {
        check(input, "");
    }
}

#[test]
fn bodies_that_go_on() {
    for (input, expected) in [
        (
            "Trung tá Ngô Văn Hạ, Giám đốc Trung tâm Huấn luyện và thi đấu thể thao tỉnh dự.",
            "Ngô Văn Hạ: Giám đốc Trung tâm Huấn luyện và thi đấu thể thao tỉnh",
        ),
        ("Ông Ngô Văn Hạ, Trưởng phòng Tư pháp và lãnh đạo các xã dự.", "Ngô Văn Hạ: Trưởng phòng Tư pháp"),
        ("Đồng chí Ngô Văn Hạ, Phó Chánh án TAND tối cao dự.", "Ngô Văn Hạ: Phó Chánh án TAND tối cao"),
        (
            "Ông Ngô Văn Hạ, Viện trưởng Viện kiểm sát nhân dân (VKSND) cấp cao dự.",
            "Ngô Văn Hạ: Viện trưởng Viện kiểm sát nhân dân cấp cao",
        ),
        (
            "Ông Ngô Văn Hạ, Giám đốc Đài Dự báo khí tượng thủy văn tỉnh cho biết.",
            "Ngô Văn Hạ: Giám đốc Đài Dự báo khí tượng thủy văn tỉnh",
        ),
        (
            "Bà Ngô Thị Hạ, Tổng Biên tập Báo Thái Nguyên, Chủ tịch Hội Nhà báo tỉnh.",
            "Ngô Thị Hạ: Tổng Biên tập Báo Thái Nguyên; Chủ tịch Hội Nhà báo tỉnh",
        ),
        (
            "Bà Ngô Thị Hạ, Trưởng Ban Quản lý Khu kinh tế tỉnh.",
            "Ngô Thị Hạ: Trưởng Ban Quản lý Khu kinh tế tỉnh",
        ),
        (
            "Tổng Giám đốc Tổng công ty Điện lực miền Trung (EVNCPC) Ngô Văn Hạ ký kết.",
            "Ngô Văn Hạ: Tổng Giám đốc Tổng công ty Điện lực miền Trung",
        ),
        (
            "Thiếu tá Ngô Văn Hạ - Phó Đồn trưởng Đồn Biên phòng Bạch Trúc được tặng Bằng khen.",
            "Ngô Văn Hạ: Phó Đồn trưởng Đồn Biên phòng Bạch Trúc",
        ),
        (
            "Trưởng Ban đại diện cha mẹ học sinh nhà trường Ngô Thị Hạ nhận hoa.",
            "Ngô Thị Hạ: Trưởng Ban đại diện cha mẹ học sinh nhà trường",
        ),
        ("Đại tá, PGS.TS Ngô Văn Hạ về dự.", "Ngô Văn Hạ: "),
        ("Bà Ngô Thị Hạ, Tổ trưởng tổ Hóa - Sinh, nhận cờ.", "Ngô Thị Hạ: Tổ trưởng tổ Hóa - Sinh"),
        (
            "Bà Ka Lin, Trưởng thôn 3; ông K’Bri, Trưởng thôn 5 năm liền.",
            "Ka Lin: Trưởng thôn 3 | K’Bri: Trưởng thôn",
        ),
    ] {
        check(input, expected);
    }
}

#[test]
fn whose_position_it_is() {
    for (input, expected) in [
        // An order or a mandate is another's.
        ("Thừa lệnh Chủ tịch nước, đồng chí Ngô Văn Hạ trao Huân chương.", "Ngô Văn Hạ: "),
        // Who gives is no one of the list.
        (
            "Thủ tướng Chính phủ tặng Bằng khen cho ông Ngô Văn Hạ, Giám đốc HTX Hòa An; Bộ trưởng Bộ Y tế tặng Bằng khen 2 xã.",
            "Ngô Văn Hạ: Giám đốc HTX Hòa An",
        ),
        (
            "Chủ tịch UBND xã tặng Giấy khen cho ông Lò Văn Hạ, Trưởng bản Nà Lơi, anh Quàng Văn Sương.",
            "Lò Văn Hạ: Trưởng bản Nà Lơi",
        ),
        (
            "Dự có Bí thư Tỉnh ủy Ngô Văn Hạ và các đồng chí Phó Bí thư Tỉnh ủy Lê Thị Thu, Vi Văn Đông.",
            "Ngô Văn Hạ: Bí thư Tỉnh ủy | Lê Thị Thu: Phó Bí thư Tỉnh ủy | Vi Văn Đông: Phó Bí thư Tỉnh ủy",
        ),
        (
            "Dự có ông Ngô Văn Hạ, TVHU, Chánh Văn phòng; ông Lê Văn Thu, XYZ, Trưởng phòng Y tế.",
            "Ngô Văn Hạ: Thường vụ Huyện ủy; Chánh Văn phòng | Lê Văn Thu: Trưởng phòng Y tế",
        ),
        (
            "Dự có ông Ngô Văn Hạ, công chứng viên, Trưởng Văn phòng công chứng Hòa An.",
            "Ngô Văn Hạ: Trưởng Văn phòng công chứng Hòa An",
        ),
        (
            "Đồng chí Đại tá Ngô Văn Hạ\nSinh năm 1940, quê xã A. Vào Đảng năm 1960; nguyên Phó Tư lệnh Quân khu 4.",
            "Ngô Văn Hạ: nguyên Phó Tư lệnh Quân khu 4",
        ),
    ] {
        check(input, expected);
    }
}

#[test]
fn names_known_by_their_place() {
    for (input, expected) in [
        (
            "Dự có các đồng chí: Ưng Minh Tỷ - Phó Bí thư Huyện ủy; Xoan Thị Lả, Chủ tịch Hội Phụ nữ huyện.",
            "Ưng Minh Tỷ: Phó Bí thư Huyện ủy | Xoan Thị Lả: Chủ tịch Hội Phụ nữ huyện",
        ),
        ("Tham dự: Sở Y Tế, Chủ tịch các xã; Nghĩa Hưng, Bí thư các xã.", ""),
    ] {
        check(input, expected);
    }
}

#[test]
fn a_rank_alone_makes_no_official_of_who_receives() {
    for (input, expected) in [
        ("Thượng úy Lò Văn Hặc, Trung úy Cà Văn Biên được Bộ trưởng Bộ Công an tặng Bằng khen.", ""),
        ("Thượng úy Lò Văn Hặc, Trung úy Cà Văn Biên dự lễ.", "Lò Văn Hặc:  | Cà Văn Biên: "),
    ] {
        check(input, expected);
    }
}

#[test]
fn a_bare_name_behind_a_dash() {
    for (input, expected) in [
        (
            "Phó Chủ tịch UBND tỉnh - Lê Tấn Dũ chủ trì. Cùng dự có Giám đốc Sở Giao thông vận tải - Nguyễn Văn Chánh Tính; Chánh Văn phòng Ban ATGT tỉnh - Đào Thị Kim Xuyến.",
            "Lê Tấn Dũ: Phó Chủ tịch UBND tỉnh | Nguyễn Văn Chánh Tính: Giám đốc Sở Giao thông vận tải | Đào Thị Kim Xuyến: Chánh Văn phòng Ban ATGT tỉnh",
        ),
        // The dash before the position ties it to the name before it.
        (
            "Dự có ông Trần Văn An - Phó Chủ tịch UBND huyện - Nguyễn Văn Bình cùng dự.",
            "Trần Văn An: Phó Chủ tịch UBND huyện",
        ),
        (
            "ông Lê Hồng Vĩ, Tỉnh ủy viên, Giám đốc Sở Công Thương Nghệ An; ông Phan Đình Thao, Giám đốc PC Nghệ An",
            "Lê Hồng Vĩ: Tỉnh ủy viên; Giám đốc Sở Công Thương Nghệ An | Phan Đình Thao: Giám đốc PC Nghệ An",
        ),
        ("Giám đốc công ty Trương Công Nghị phát biểu.", "Trương Công Nghị: Giám đốc công ty"),
        ("Giám đốc Công ty Hoàng Anh Gia Lai phát biểu.", ""),
        (
            "Ông Phạm Tiến Hưng, Trưởng ban Tuyên giáo kiêm Giám đốc Trung tâm Chính trị huyện",
            "Phạm Tiến Hưng: Trưởng ban Tuyên giáo; Giám đốc Trung tâm Chính trị huyện",
        ),
        (
            "Thượng tá Nguyễn Văn Tuấn, Phó Chủ nhiệm Chính trị Sư đoàn; bà Triệu Thủy Tiên, Chủ nhiệm CLB hát Then phường Tam Thanh",
            "Nguyễn Văn Tuấn: Phó Chủ nhiệm Chính trị Sư đoàn | Triệu Thủy Tiên: Chủ nhiệm CLB hát Then phường Tam Thanh",
        ),
    ] {
        check(input, expected);
    }
}

#[test]
fn names_beside_the_words_of_places_and_callings() {
    for (input, expected) in [
        (
            "Báo cáo do Phó Chủ tịch Thường trực UBND thành phố Hoàng Bá Nghiệp trình bày",
            "Hoàng Bá Nghiệp: Phó Chủ tịch Thường trực UBND thành phố",
        ),
        (
            "Trung tá Nông Quốc Vượng, Đồn trưởng Đồn Biên phòng Lý Vạn; các tổ trưởng",
            "Nông Quốc Vượng: Đồn trưởng Đồn Biên phòng Lý Vạn",
        ),
        (
            "đồng chí Võ Sĩ Đan Trường, Thứ trưởng Bộ NN&MT",
            "Võ Sĩ Đan Trường: Thứ trưởng Bộ Nông nghiệp và Môi trường",
        ),
        (
            "Ni sư Thích nữ Diệu Hương Liên, Trưởng Phân ban Ni giới tỉnh",
            "Thích nữ Diệu Hương Liên: Trưởng Phân ban Ni giới tỉnh",
        ),
        (
            "ông Danh Cường Em, Tổ trưởng Tổ hợp tác nuôi cá lồng bè Hòn Nghệ (xã Hòn Nghệ) bộc bạch",
            "Danh Cường Em: Tổ trưởng Tổ hợp tác nuôi cá lồng bè Hòn Nghệ",
        ),
        (
            "Bà Nguyễn Thị Hải Vịnh, Chủ nhiệm CLB Dưỡng sinh Hiến Nam",
            "Nguyễn Thị Hải Vịnh: Chủ nhiệm CLB Dưỡng sinh Hiến Nam",
        ),
        (
            "Ông Trần Văn Nam, Giám đốc Hợp tác xã chia sẻ với phóng viên tại Hà Nội",
            "Trần Văn Nam: Giám đốc Hợp tác xã",
        ),
    ] {
        check(input, expected);
    }
}
