//! Cases of the recipients: every construction that names them, and who is none.

use super::super::tests::found;

/// The awards of `text` as `slug class recipient count [names]`: who confers has cases of its own.
fn check(text: &str, expected: &[&str]) {
    let short = |award: &String| {
        let said: Vec<&str> = award.split(' ').take(4).collect();
        let names = award.find(" [").map_or("", |at| &award[at..]);
        format!("{}{names}", said.join(" "))
    };
    let found: Vec<String> = found(text).iter().map(short).collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn lists_behind_gom_and_colon() {
    check(
        "Chủ tịch UBND tỉnh Thái Bình tặng Bằng khen cho 4 tập thể gồm: Sở Xây dựng; Chi cục Thủy lợi; Công ty TNHH May Sông Hồng và Trường THPT Giao Thủy B.",
        &[
            "bang-khen - collective 4 [Sở Xây dựng; Chi cục Thủy lợi; Công ty TNHH May Sông Hồng; Trường THPT Giao Thủy B]",
        ],
    );
    check(
        "UBND tỉnh Hà Nam tặng Bằng khen cho 5 tập thể và 3 cá nhân. Các tập thể gồm: Phòng Kinh tế huyện Lý Nhân; Trạm Y tế xã Nhân Khang; Hợp tác xã Nông nghiệp Nhân Chính; Công an thị trấn Vĩnh Trụ; Hội Cựu chiến binh xã Hòa Hậu. Các cá nhân gồm: ông Trần Hữu Khiêm, Chủ tịch UBND xã Nhân Khang, huyện Lý Nhân; bà Đỗ Thị Ngát, Giám đốc Hợp tác xã Nông nghiệp Nhân Chính; thượng tá Vũ Đình Thảo, Trưởng Công an huyện Lý Nhân.",
        &[
            "bang-khen - collective 5 [Phòng Kinh tế huyện Lý Nhân; Trạm Y tế xã Nhân Khang; Hợp tác xã Nông nghiệp Nhân Chính; Công an thị trấn Vĩnh Trụ; Hội Cựu chiến binh xã Hòa Hậu]",
            "bang-khen - individual 3 [Trần Hữu Khiêm; Đỗ Thị Ngát; Vũ Đình Thảo]",
        ],
    );
    check(
        "Hai tập thể được tặng Cờ thi đua của UBND tỉnh là Sở Tài chính và Văn phòng Đoàn đại biểu Quốc hội và HĐND tỉnh Lào Cai.",
        &["co-thi-dua - collective 2 [Sở Tài chính; Văn phòng Đoàn đại biểu Quốc hội và HĐND tỉnh Lào Cai]"],
    );
    check(
        "Tập thể được tặng Bằng khen của Bộ trưởng Bộ Y tế là Khoa Nội tim mạch và Khoa Ngoại chấn thương thuộc Bệnh viện Đa khoa tỉnh Phú Thọ.",
        &["bang-khen - collective 2 [Khoa Nội tim mạch; Khoa Ngoại chấn thương]"],
    );
    check(
        "Ngày 7/7/2023, Chủ tịch UBND tỉnh Tuyên Quang Nguyễn Văn Sơn đã ký quyết định tặng Bằng khen cho 2 tập thể và 3 cá nhân có thành tích cứu người trong lũ, gồm: Ban Chỉ huy Quân sự huyện Na Hang, Công an xã Thượng Nông; các ông Chẩu Văn Nghĩa, Quan Văn Thắng và bà Hầu Thị Say.",
        &[
            "bang-khen - collective 2 [Ban Chỉ huy Quân sự huyện Na Hang; Công an xã Thượng Nông]",
            "bang-khen - individual 3 [Chẩu Văn Nghĩa; Quan Văn Thắng; Hầu Thị Say]",
        ],
    );
    check(
        "Ngày 1/6/2023, Chủ tịch UBND tỉnh Cà Mau đã tặng Bằng khen cho 1 tập thể là Đồn Biên phòng Hòn Khoai và 1 cá nhân là ông Trần Hoàng Ân, ngư dân ấp Rạch Gốc.",
        &["bang-khen - collective 1 [Đồn Biên phòng Hòn Khoai]", "bang-khen - individual 1 [Trần Hoàng Ân]"],
    );
    check(
        "Tại hội nghị, Chủ tịch UBND huyện Trần Văn Hòa trao Giấy khen của UBND huyện cho các tập thể: Trường Mầm non Hoa Mai, Trạm Y tế xã Bình Long và 2 cá nhân: Lê Thị Hoa, Nguyễn Văn Thuận.",
        &[
            "giay-khen - collective 2 [Trường Mầm non Hoa Mai; Trạm Y tế xã Bình Long]",
            "giay-khen - individual 2 [Lê Thị Hoa; Nguyễn Văn Thuận]",
        ],
    );
    check(
        "Bộ Quốc phòng tặng Bằng khen cho 2 tập thể: Binh đoàn 16 (Bộ Tư lệnh Quân khu 7), Lữ đoàn 550 (Quân khu 9).",
        &["bang-khen - collective 2 [Binh đoàn 16; Lữ đoàn 550]"],
    );
}

#[test]
fn positions_homes_and_employers_of_persons() {
    check(
        "Giám đốc Sở Y tế tặng Giấy khen cho 3 cá nhân gồm: bác sĩ Nông Thị Hiền, Trưởng khoa Sản, Bệnh viện Đa khoa huyện Trùng Khánh, tỉnh Cao Bằng; điều dưỡng Hoàng Văn Tấn, Khoa Cấp cứu, Bệnh viện Tĩnh Túc; dược sĩ Lục Thị Mến, Phó Trưởng phòng Nghiệp vụ, Sở Y tế.",
        &["giay-khen - individual 3 [Nông Thị Hiền; Hoàng Văn Tấn; Lục Thị Mến]"],
    );
    check(
        "Chủ tịch UBND huyện Quảng Xương tặng Giấy khen cho các ông, bà: Lê Bá Thông (xã Quảng Nham), Trịnh Thị Sợi (xã Quảng Lộc), Mai Xuân Diễn (thị trấn Tân Phong).",
        &["giay-khen - individual 3 [Lê Bá Thông; Trịnh Thị Sợi; Mai Xuân Diễn]"],
    );
    check(
        "Thành ủy trao Huy hiệu 60 năm tuổi Đảng cho các đảng viên: Ngô Văn Chước (SN 1938), sinh hoạt tại Chi bộ tổ dân phố 5, phường Trường Sơn; Phạm Thị Bốn (SN 1940), sinh hoạt tại Chi bộ khu phố Hải Thịnh, phường Bắc Sơn.",
        &["huy-hieu-dang 60 individual 2 [Ngô Văn Chước; Phạm Thị Bốn]"],
    );
    check(
        "Sở Giáo dục và Đào tạo tặng Giấy khen cho em Nguyễn Hoàng Bảo Trân, học sinh lớp 9A2 Trường THCS Nguyễn Trãi, thành phố Tân An và em Lâm Gia Huy, lớp 8A1, Trường THCS Lý Tự Trọng.",
        &["giay-khen - individual 2 [Nguyễn Hoàng Bảo Trân; Lâm Gia Huy]"],
    );
    check(
        "Ngày 4/10/2023, Công an tỉnh Bạc Liêu trao Giấy khen của Giám đốc Công an tỉnh cho anh Thái Văn Lộc (SN 1995, trú ấp Biển Đông, xã Vĩnh Trạch Đông) và chị Hồng Mỹ Duyên (SN 1999, ngụ khóm 3, phường 5) vì đã dũng cảm bắt cướp. Thay mặt Công an tỉnh, Đại tá Hồ Việt Triều cảm ơn ông Trần Văn Út, chủ cửa hàng, đã cung cấp thông tin.",
        &["giay-khen - individual 2 [Thái Văn Lộc; Hồng Mỹ Duyên]"],
    );
    check(
        "Ngày 2/6/2023, UBND xã Hòa Phong tặng Giấy khen cho bạn Ngô Văn Bình - học sinh lớp 9C và anh Đỗ Hữu Lực - thợ sửa xe, trú thôn Cẩm Toại.",
        &["giay-khen - individual 2 [Ngô Văn Bình; Đỗ Hữu Lực]"],
    );
    check(
        "Sáng 3/3/2023, Thừa ủy quyền của Chủ tịch nước, ông Lê Trí Thanh, Chủ tịch UBND tỉnh Quảng Nam trao danh hiệu Anh hùng Lao động cho bác sĩ Phan Văn Nhân, nguyên Giám đốc Bệnh viện Đa khoa khu vực Điện Bàn.",
        &["anh-hung-lao-dong - individual 1 [Phan Văn Nhân]"],
    );
    check(
        "Ngày 3/2/2023, Quận ủy Ô Môn trao Huy hiệu 55 năm tuổi Đảng cho đồng chí Võ Văn Út Em, Chi bộ khu vực Thới Trinh, Đảng bộ phường Thới An; trao Huy hiệu 40 năm tuổi Đảng cho đồng chí Lư Thành Đồng, Chi bộ Quân sự và đồng chí Kiều Thị Tư, Chi bộ khu vực 10.",
        &[
            "huy-hieu-dang 55 individual 1 [Võ Văn Út Em]",
            "huy-hieu-dang 40 individual 2 [Lư Thành Đồng; Kiều Thị Tư]",
        ],
    );
}

#[test]
fn people_of_places_and_shared_heads() {
    check(
        "Chủ tịch nước tặng Huân chương Lao động hạng Ba cho Nhân dân và cán bộ huyện Yên Khánh, Nhân dân và cán bộ xã Khánh Thành.",
        &["huan-chuong-lao-dong 3 collective 2 [huyện Yên Khánh; xã Khánh Thành]"],
    );
    check(
        "UBND tỉnh tặng Cờ thi đua cho Nhân dân và cán bộ các huyện Kim Sơn, Nho Quan và thành phố Tam Điệp.",
        &["co-thi-dua - collective 3 [huyện Kim Sơn; huyện Nho Quan; thành phố Tam Điệp]"],
    );
    check(
        "Chủ tịch UBND tỉnh tặng Bằng khen cho cán bộ và Nhân dân các xã: Gia Lạc, Gia Phong, Gia Minh (huyện Gia Viễn).",
        &["bang-khen - collective 3 [xã Gia Lạc; xã Gia Phong; xã Gia Minh]"],
    );
    check(
        "Ban Tổ chức trao giải Nhất cho Trường THCS Lê Quý Đôn, giải Nhì cho Trường THCS Kim Đồng, THCS Trần Phú, giải Ba cho THCS Chu Văn An, THCS Ngô Quyền, THCS Võ Thị Sáu.",
        &[
            "giai 1 collective 1 [Trường THCS Lê Quý Đôn]",
            "giai 2 collective 2 [Trường THCS Kim Đồng; THCS Trần Phú]",
            "giai 3 collective 3 [THCS Chu Văn An; THCS Ngô Quyền; THCS Võ Thị Sáu]",
        ],
    );
    check(
        "Tỉnh đoàn tặng Bằng khen cho Đoàn các huyện Tánh Linh, Đức Linh và Hàm Tân.",
        &["bang-khen - collective 3 [Đoàn huyện Tánh Linh; Đoàn huyện Đức Linh; Đoàn huyện Hàm Tân]"],
    );
    check(
        "Ủy ban Trung ương MTTQ Việt Nam tặng Bằng khen cho Ủy ban MTTQ Việt Nam các huyện: Bù Đốp, Bù Gia Mập, Lộc Ninh.",
        &[
            "bang-khen - collective 3 [Ủy ban MTTQ Việt Nam huyện Bù Đốp; Ủy ban MTTQ Việt Nam huyện Bù Gia Mập; Ủy ban MTTQ Việt Nam huyện Lộc Ninh]",
        ],
    );
    check(
        "Ngày 11/11/2023, Chủ tịch UBND tỉnh Khánh Hòa tặng Bằng khen cho Phòng Giáo dục và Đào tạo các huyện Vạn Ninh, Diên Khánh; các trường: Tiểu học Vĩnh Thọ, Mầm non Lý Tự Trọng, THCS Bùi Thị Xuân; các ông Huỳnh Kim Khánh, Nguyễn Tấn Bích.",
        &[
            "bang-khen - collective 5 [Phòng Giáo dục và Đào tạo huyện Vạn Ninh; Phòng Giáo dục và Đào tạo huyện Diên Khánh; Tiểu học Vĩnh Thọ; Mầm non Lý Tự Trọng; THCS Bùi Thị Xuân]",
            "bang-khen - individual 2 [Huỳnh Kim Khánh; Nguyễn Tấn Bích]",
        ],
    );
    check(
        "Ngày 11/11/2023, Sở Y tế tặng Giấy khen cho Trung tâm Y tế các huyện Ea Kar, Krông Pắc; Trường Mầm non các xã Ea Đar và Cư Huê.",
        &[
            "giay-khen - collective 4 [Trung tâm Y tế huyện Ea Kar; Trung tâm Y tế huyện Krông Pắc; Trường Mầm non xã Ea Đar; Trường Mầm non xã Cư Huê]",
        ],
    );
    check(
        "Ngày 5/5/2023, Bảo hiểm xã hội tỉnh Hậu Giang tặng Giấy khen cho Bảo hiểm xã hội các huyện Phụng Hiệp, Vị Thủy; Phòng Giám định BHYT; Phòng Quản lý thu và 6 cá nhân.",
        &[
            "giay-khen - collective 4 [Bảo hiểm xã hội huyện Phụng Hiệp; Bảo hiểm xã hội huyện Vị Thủy; Phòng Giám định BHYT; Phòng Quản lý thu]",
            "giay-khen - individual 6",
        ],
    );
}

#[test]
fn households_teams_and_groups() {
    check(
        "UBND xã khen thưởng 3 hộ gia đình: hộ ông Đinh Văn Chức (thôn Đồng Dài), hộ bà Quách Thị Lượm (thôn Bái Đa) và hộ anh Bùi Văn Tởn (thôn Sào).",
        &["khen-thuong - household 3 [Đinh Văn Chức; Quách Thị Lượm; Bùi Văn Tởn]"],
    );
    check(
        "Ngày 9/9/2023, hộ các ông: Lò Văn Panh, Cà Văn Đôi (bản Nà Khiết), Quàng Văn Ún được Chủ tịch UBND huyện Sốp Cộp tặng Giấy khen.",
        &["giay-khen - household 3 [Lò Văn Panh; Cà Văn Đôi; Quàng Văn Ún]"],
    );
    check(
        "Giám đốc Sở Văn hóa và Thể thao tặng Giấy khen cho Đội tuyển Vovinam tỉnh, Câu lạc bộ Cồng chiêng buôn Kô Tam và dòng họ Phan Văn.",
        &[
            "giay-khen - collective 3 [Đội tuyển Vovinam tỉnh; Câu lạc bộ Cồng chiêng buôn Kô Tam; dòng họ Phan Văn]",
        ],
    );
    check(
        "Ngày 12/12/2023, tập thể lớp 10A1 Trường THPT Ngô Gia Tự, nhóm Tình nguyện Ban Mai và Câu lạc bộ Thiện nguyện Nắng Ấm được Hội Chữ thập đỏ tỉnh Đắk Lắk tặng Giấy khen.",
        &[
            "giay-khen - collective 3 [lớp 10A1 Trường THPT Ngô Gia Tự; nhóm Tình nguyện Ban Mai; Câu lạc bộ Thiện nguyện Nắng Ấm]",
        ],
    );
}

#[test]
fn works_and_their_authors() {
    check(
        "Ban Tổ chức trao giải A cho tác phẩm \"Dòng sông quê\" của tác giả Lê Thị Thơ; 2 giải B cho tác phẩm \"Mùa lúa mới\" của tác giả Trần Bá Quốc và tác phẩm \"Bến đợi\" của tác giả Vi Văn Sơn.",
        &[
            "giai A individual 1 [Lê Thị Thơ]",
            "giai B individual 1 [Trần Bá Quốc]",
            "giai B individual 1 [Vi Văn Sơn]",
        ],
    );
    check(
        "Tối 21/10/2023, Ban Tổ chức công bố kết quả. Giải Nhất: Lưu Thị Minh Châu, 12 tuổi, Quảng Ngãi với tác phẩm \"Biển gọi\". Giải Nhì: Tạ Gia Linh, 14 tuổi, Phú Yên, với tác phẩm \"Nắng trên nương\" và Vy Thùy Dương, 13 tuổi, Lạng Sơn với tác phẩm \"Chợ phiên\". Giải Ba: Kiều Anh Thư, 11 tuổi, Hà Nội; Hồ Nhật Minh, 12 tuổi, Huế.",
        &[
            "giai 1 individual 1 [Lưu Thị Minh Châu]",
            "giai 2 individual 2 [Tạ Gia Linh; Vy Thùy Dương]",
            "giai 3 individual 2 [Kiều Anh Thư; Hồ Nhật Minh]",
        ],
    );
    check(
        "Ngày 10/6/2023, tại Hòa Bình, Ban Tổ chức Cuộc thi sáng tạo thanh thiếu niên tỉnh trao giải. Giải Nhất thuộc về nhóm tác giả Bùi Đức Khang, Đinh Hà My (Trường THPT Mường Bi); 2 giải Nhì thuộc về em Quách Công Lợi, học sinh lớp 11A Trường THPT Lạc Thủy và nhóm tác giả Trường THCS Dân Hòa; giải Ba được trao cho 3 sản phẩm.",
        &[
            "giai 1 collective 1 [Bùi Đức Khang; Đinh Hà My]",
            "giai 2 individual 2 [Quách Công Lợi; Trường THCS Dân Hòa]",
            "giai 3 - 3",
        ],
    );
}

#[test]
fn names_of_ethnic_minorities() {
    check(
        "UBND tỉnh Đắk Nông tặng Bằng khen cho ông Điểu K'Ré, bà H'Loan Êban, ông Y Nguyên Mlô và ông K'Brêu.",
        &["bang-khen - individual 4 [Điểu K'Ré; H'Loan Êban; Y Nguyên Mlô; K'Brêu]"],
    );
    check(
        "Chủ tịch UBND tỉnh Sóc Trăng tặng Bằng khen cho các ông Thạch Sô Phi, Danh Hoài, Kim Sà Rươne và bà Sơn Thị Ánh Hồng.",
        &["bang-khen - individual 4 [Thạch Sô Phi; Danh Hoài; Kim Sà Rươne; Sơn Thị Ánh Hồng]"],
    );
    check(
        "Chủ tịch UBND tỉnh Gia Lai tặng Bằng khen cho bà Rơ Châm H'Hồng, ông Ksor Phước, ông Siu Hrin và em Rah Lan H'Nga.",
        &["bang-khen - individual 4 [Rơ Châm H'Hồng; Ksor Phước; Siu Hrin; Rah Lan H'Nga]"],
    );
    check(
        "Chủ tịch UBND tỉnh Lâm Đồng tặng Bằng khen cho Công an xã Tân Châu (huyện Di Linh), Công an xã Lộc Ngãi (huyện Bảo Lâm) và Đại úy K'Brửu, Phó Trưởng Công an xã Tân Châu.",
        &[
            "bang-khen - collective 2 [Công an xã Tân Châu; Công an xã Lộc Ngãi]",
            "bang-khen - individual 1 [K'Brửu]",
        ],
    );
    check(
        "Ngày 2/11/2023, UBND huyện Ngọc Hiển tặng Giấy khen cho 06 cá nhân có thành tích: Phan Văn Đực, Lâm Văn Nhí, Sơn Đa Ra (xã Viên An), Hữu Thị Bé, Danh Sà Rinh, Thạch Thị Sô Phol.",
        &[
            "giay-khen - individual 6 [Phan Văn Đực; Lâm Văn Nhí; Sơn Đa Ra; Hữu Thị Bé; Danh Sà Rinh; Thạch Thị Sô Phol]",
        ],
    );
    check(
        "Ngày 4/4/2023, trao Bằng khen của Thủ tướng Chính phủ cho các đồng chí: Đinh Văn Nang, Chủ tịch UBND xã; Mấu Thị Bích Phanh - Trưởng Ban Tổ chức Huyện ủy Bác Ái; Chamaléa Thị Thủy, Phó Chủ tịch HĐND huyện Bác Ái và đồng chí Pi Năng Thị Hốn, Chủ tịch Hội LHPN huyện.",
        &["bang-khen - individual 4 [Đinh Văn Nang; Mấu Thị Bích Phanh; Chamaléa Thị Thủy; Pi Năng Thị Hốn]"],
    );
    check(
        "Ngày 9/12/2023, nghệ nhân Siu Phơm, làng Plơi Apa Ama H'Lăk, xã Chư Mố và nghệ nhân Rơ Lan Pen được phong tặng danh hiệu Nghệ nhân Ưu tú. Dự lễ có ông Rah Lan Chung, Phó Bí thư Tỉnh ủy Gia Lai.",
        &["nghe-nhan-uu-tu - individual 2 [Siu Phơm; Rơ Lan Pen]"],
    );
}

#[test]
fn mothers_and_their_kin() {
    check(
        "Ngày 26/7/2023, tỉnh Tuyên Quang truy tặng danh hiệu vinh dự Nhà nước \"Bà mẹ Việt Nam anh hùng\" cho 3 mẹ. Các mẹ gồm: Mẹ Nịnh Thị Sửu, sinh năm 1899, ở xã Đông Lợi, có hai con liệt sĩ là Trần Văn Bảo và Trần Văn Thắng; Mẹ Lý Thị Mùi, sinh năm 1911, xã Hào Phú (mẹ liệt sĩ Hoàng Văn Ba); Mẹ Đặng Thị Nhạn, sinh năm 1920, xã Vân Sơn (mẹ liệt sĩ Đỗ Văn Tư và Đỗ Văn Năm).",
        &["ba-me-viet-nam-anh-hung - individual 3 [Nịnh Thị Sửu; Lý Thị Mùi; Đặng Thị Nhạn]"],
    );
    check(
        "Ngày 26/7/2023, thừa ủy quyền của Chủ tịch nước, lãnh đạo huyện Tiên Phước trao danh hiệu Bà mẹ Việt Nam anh hùng cho thân nhân mẹ Võ Thị Khế và mẹ Phan Thị Đậu. Mẹ Khế có 2 con trai là liệt sĩ.",
        &["ba-me-viet-nam-anh-hung - individual 2 [Võ Thị Khế; Phan Thị Đậu]"],
    );
    check(
        "Chủ tịch nước truy tặng danh hiệu Bà mẹ Việt Nam anh hùng cho mẹ Huỳnh Thị Lịch, sinh năm 1901, ở xã Bình Thành, có ba con liệt sĩ là Phan Văn Nuôi, Phan Văn Bé và Phan Thành Công.",
        &["ba-me-viet-nam-anh-hung - individual 1 [Huỳnh Thị Lịch]"],
    );
    check(
        "Ngày 9/12/2023, tại lễ trao, cháu Lương Văn Hiếu, con trai mẹ Lương Thị Nhàn, thay mặt gia đình đón nhận danh hiệu Bà mẹ Việt Nam anh hùng truy tặng mẹ Lương Thị Nhàn.",
        &["ba-me-viet-nam-anh-hung - individual 1 [Lương Thị Nhàn]"],
    );
    check(
        "Ngày 5/5/2023, mẹ Nguyễn Thị Năm, người có 2 con là liệt sĩ Lê Văn Tư, Lê Văn Sáu, được truy tặng danh hiệu Bà mẹ Việt Nam anh hùng.",
        &["ba-me-viet-nam-anh-hung - individual 1 [Nguyễn Thị Năm]"],
    );
}

#[test]
fn passive_clauses() {
    check(
        "Ngày 8/9/2022, Huyện đoàn Mộc Châu tuyên dương. Có 2 tập thể: Đoàn xã Chiềng Sơn, Chi đoàn Công an huyện và 3 cá nhân: Hà Thị Xuân, Mùi Văn Quyết, Sồng A Chua được Tỉnh đoàn Sơn La tặng Bằng khen.",
        &[
            "bang-khen - collective 2 [Đoàn xã Chiềng Sơn; Chi đoàn Công an huyện]",
            "bang-khen - individual 3 [Hà Thị Xuân; Mùi Văn Quyết; Sồng A Chua]",
        ],
    );
    check(
        "Ngày 22/12/2023, các cá nhân: Thượng úy Lò Văn Hặc, Trung úy Cà Văn Biên, Thiếu úy Quàng Văn Ơn được Bộ trưởng Bộ Công an tặng Bằng khen; tập thể Đội Cảnh sát hình sự Công an huyện Tuần Giáo được Chủ tịch UBND tỉnh Điện Biên tặng Bằng khen.",
        &[
            "bang-khen - individual 3 [Lò Văn Hặc; Cà Văn Biên; Quàng Văn Ơn]",
            "bang-khen - collective 1 [Đội Cảnh sát hình sự Công an huyện Tuần Giáo]",
        ],
    );
    check(
        "Ngày 17/8/2023, 3 em học sinh Trường Tiểu học Cát Nhơn gồm: Đặng Gia Bảo, Phan Như Ý, Võ Quốc Huy được Chủ tịch UBND huyện Phù Cát tặng Giấy khen vì nhặt được của rơi trả lại người mất.",
        &["giay-khen - individual 3 [Đặng Gia Bảo; Phan Như Ý; Võ Quốc Huy]"],
    );
    check(
        "Ngày 1/8/2023, Giấy khen của Chủ tịch UBND huyện Ba Tơ được trao cho các cá nhân: Phạm Văn Thốp, Phạm Thị Dung và tập thể thôn Gò Rét, xã Ba Điền.",
        &[
            "giay-khen - individual 2 [Phạm Văn Thốp; Phạm Thị Dung]",
            "giay-khen - collective 1 [thôn Gò Rét]",
        ],
    );
    check(
        "Ngày 5/9/2023, Trường Tiểu học Lê Lợi, Tiểu học Kim Đồng, Mẫu giáo Họa Mi, PTDTBT TH Trà Bui và THPT Chu Văn An được UBND tỉnh Quảng Nam tặng Cờ thi đua.",
        &[
            "co-thi-dua - collective 5 [Trường Tiểu học Lê Lợi; Tiểu học Kim Đồng; Mẫu giáo Họa Mi; PTDTBT TH Trà Bui; THPT Chu Văn An]",
        ],
    );
}

#[test]
fn lists_under_a_heading() {
    check(
        "UBND huyện Đầm Dơi, Cà Mau\nChiều 12/5/2023, UBND huyện Đầm Dơi tổ chức hội nghị biểu dương.\nDanh sách tập thể, cá nhân được Chủ tịch UBND huyện tặng Giấy khen:\nI. Tập thể\n1. Trường Tiểu học Tân Duyệt\n2. Trạm Y tế xã Tạ An Khương\n3. Hội Nông dân xã Quách Phẩm\nII. Cá nhân\n1. Ông Lâm Chí Hiếu, Chủ tịch UBND xã Tân Dân\n2. Bà Tô Mỹ Hạnh, giáo viên Trường THCS Tân Trung",
        &[
            "giay-khen - collective 3 [Trường Tiểu học Tân Duyệt; Trạm Y tế xã Tạ An Khương; Hội Nông dân xã Quách Phẩm]",
            "giay-khen - individual 2 [Lâm Chí Hiếu; Tô Mỹ Hạnh]",
        ],
    );
    check(
        "Công đoàn ngành Y tế tỉnh Yên Bái khen thưởng năm 2023\nNgày 20/12/2023, Công đoàn ngành Y tế tỉnh Yên Bái tặng Giấy khen cho các tập thể, cá nhân sau:\n- Công đoàn cơ sở Trung tâm Y tế huyện Văn Chấn;\n- Công đoàn cơ sở Bệnh viện Nội tiết;\n- Ông Hà Quang Thưởng, Chủ tịch Công đoàn cơ sở Trung tâm Y tế huyện Trạm Tấu;\n- Bà Lường Thị Phin, đoàn viên Công đoàn cơ sở Trung tâm Kiểm soát bệnh tật.",
        &[
            "giay-khen - collective 2 [Công đoàn cơ sở Trung tâm Y tế huyện Văn Chấn; Công đoàn cơ sở Bệnh viện Nội tiết]",
            "giay-khen - individual 2 [Hà Quang Thưởng; Lường Thị Phin]",
        ],
    );
    check(
        "UBND huyện Thanh Sơn, Phú Thọ\nNgày 17/5/2023, Chủ tịch UBND huyện Thanh Sơn tặng Giấy khen cho 2 em học sinh Trường THCS Sơn Hùng có hành động đẹp. Hai em học sinh được tặng Giấy khen gồm: Hà Tuấn Kiệt (học sinh lớp 8B) và em Phùng Bảo Long (học sinh lớp 8D).",
        &["giay-khen - individual 2 [Hà Tuấn Kiệt; Phùng Bảo Long]"],
    );
    check(
        "Hội đồng thống nhất đề nghị Chính phủ khen thưởng cụ thể:\n1. Cờ thi đua của Chính phủ cho 6 tập thể gồm:\n- Sở Công Thương tỉnh Bình Phước.\n- Hội Liên hiệp Phụ nữ tỉnh Bình Phước\n- Liên minh Hợp tác xã tỉnh Bình Phước.\n- Ban Tổ chức Tỉnh ủy Bình Phước\n- Nhân dân và cán bộ huyện Chơn Thành.\n- Công tuy TNHH MTV Cao su Lộc Ninh.\n2. Bằng khen của Thủ tướng Chính phủ cho Phòng Nghiệp vụ thuộc Thanh tra tỉnh Bình Phước.",
        &[
            "co-thi-dua? - collective 6 [Sở Công Thương tỉnh Bình Phước; Hội Liên hiệp Phụ nữ tỉnh Bình Phước; Liên minh Hợp tác xã tỉnh Bình Phước; Ban Tổ chức Tỉnh ủy Bình Phước; huyện Chơn Thành; Công tuy TNHH MTV Cao su Lộc Ninh]",
            "bang-khen? - collective 1 [Phòng Nghiệp vụ]",
        ],
    );
    check(
        "Giải Nhất thuộc về Trường THCS và THPT Đạ Nhim, giải Nhì thuộc về Cơ sở nuôi dạy trẻ Hướng Dương 2; giải Ba thuộc về Trường Tiểu học và THCS Lộc Bảo.",
        &[
            "giai 1 collective 1 [Trường THCS và THPT Đạ Nhim]",
            "giai 2 collective 1 [Cơ sở nuôi dạy trẻ Hướng Dương 2]",
            "giai 3 collective 1 [Trường Tiểu học và THCS Lộc Bảo]",
        ],
    );
}

#[test]
fn no_recipients() {
    check(
        "Ngày 6/1/2023, đại diện Sở Nội vụ tỉnh Bình Thuận công bố quyết định; ông Đoàn Anh Dũng, Chủ tịch UBND tỉnh trao Cờ thi đua của Chính phủ cho Công ty Điện lực Bình Thuận trước sự chứng kiến của lãnh đạo Sở Công Thương, Sở Xây dựng.",
        &["co-thi-dua - collective 1 [Công ty Điện lực Bình Thuận]"],
    );
    check(
        "Sáng 9/4/2023, Tỉnh đoàn Bình Định trao Huy hiệu Tuổi trẻ dũng cảm của Trung ương Đoàn tới em Trần Quang Vinh, học sinh lớp 7A3 Trường THCS Ngô Mây, vì đã cứu hai em Lê Bảo An và Lê Bảo Ngọc bị đuối nước.",
        &["khen-thuong - individual 1 [Trần Quang Vinh]"],
    );
    check(
        "Hà Tĩnh: Hội nghị tổng kết\nNgày 3/3/2023, UBND huyện Can Lộc tặng Giấy khen cho 2 tập thể. Trong đó, nổi bật là xã Thiên Lộc về làm đường. Chủ tịch UBND huyện cảm ơn ông Trần Viết Cường, Công ty TNHH Phú An đã đồng hành.",
        &["giay-khen - collective 2"],
    );
    check(
        "Hà Tĩnh: Trao thưởng\nNgày 3/3/2023, UBND huyện Can Lộc tặng Giấy khen cho các tập thể, cá nhân. Tham dự có các đồng chí: Lê Văn Hai, Bí thư Huyện ủy; Phan Thị Ba, Chủ tịch HĐND huyện.",
        &[],
    );
    check(
        "Trao Giấy khen cho các điển hình\n- Ông Nguyễn Văn Sáu, Phó Chủ tịch UBND huyện phát biểu tại hội nghị.\n- Ông Trần Văn Bảy trao đổi kinh nghiệm.",
        &[],
    );
    check(
        "Lãnh đạo huyện trao Giấy khen của UBND huyện:\nÔng Nguyễn Văn Sáu cho biết, phong trào phát triển mạnh.\nBà Trần Thị Mười chia sẻ kinh nghiệm chăn nuôi.",
        &[],
    );
    check(
        "Ngày 5/5/2023, Hội đồng gồm các thành viên: Nguyễn Văn A, Trần Văn Bê, Lê Thị Cúc họp xét đề nghị tặng Bằng khen cho 3 cá nhân.",
        &["bang-khen? - individual 3"],
    );
    check(
        "Ngày 9/9/2023, 3 thí sinh: Trần Thị Hoa, Lê Thị Mai, Đỗ Văn Nam lọt vào vòng chung kết; Ban Tổ chức trao 1 giải nhất, 2 giải nhì.",
        &["giai 1 - 1", "giai 2 - 2"],
    );
    check(
        "Ngày 9/9/2023, Công ty Điện lực Hà Nam trao Giấy khen cho 5 tập thể. Các đơn vị tham gia hội thao gồm: Điện lực Lý Nhân, Điện lực Thanh Liêm, Điện lực Bình Lục, Đội Xây lắp, Phân xưởng Cơ khí.",
        &["giay-khen - collective 5"],
    );
    check(
        "Sáng 9/9/2023, thay mặt lãnh đạo tỉnh, đồng chí Hoàng Văn Thắng, Phó Chủ tịch UBND tỉnh, cùng đồng chí Lý Thị Nga, Giám đốc Sở Nội vụ trao Bằng khen cho Sở Tài chính, Công an tỉnh và ông Trần Đình Quế, nguyên Giám đốc Sở Tài chính.",
        &[
            "bang-khen - collective 2 [Sở Tài chính; Công an tỉnh]",
            "bang-khen - individual 1 [Trần Đình Quế]",
        ],
    );
}

#[test]
fn some_of_those_counted() {
    check(
        "UBND xã tặng Giấy khen cho 7 tập thể và 19 cá nhân, trong đó có ông Sùng Mí Già, Trưởng thôn Lũng Phìn.",
        &["giay-khen - collective 7", "giay-khen - individual 19 [Sùng Mí Già]"],
    );
    check(
        "UBND xã tặng Giấy khen cho 7 tập thể, 12 cá nhân. Trong số 12 cá nhân có bà H'Lan Niê, giáo viên Trường Tiểu học Võ Thị Sáu; ông Y Khuê Êban.",
        &["giay-khen - collective 7", "giay-khen - individual 12 [H'Lan Niê; Y Khuê Êban]"],
    );
    check(
        "Giải Nhất thuộc về chị Bế Thị Lan, công nhân Xí nghiệp May Đồng Văn.",
        &["giai 1 individual 1 [Bế Thị Lan]"],
    );
}
