use super::*;

const PARAGRAPH: &str = "Chiều 30/3, UBND huyện Ý Yên tổ chức hội nghị tổng kết phong trào thi đua năm 2022. \
    Đồng chí Phó Chủ tịch trao Giấy khen cho 15 tập thể, 27 cá nhân có thành tích xuất sắc; đề nghị Thủ tướng \
    tặng Bằng khen cho nhân dân và cán bộ xã. Ông Nguyễn Văn Ẩn phát biểu: \"Cả hệ thống vẫn cần nỗ lực hơn nữa\".";

/// The text in an older encoding, as windows-1252 shows it; capitals without a code as small letters.
fn encoded(table: &Table, text: &str) -> String {
    let small = |c: char| c.to_lowercase().next().unwrap_or(c);
    text.chars()
        .map(|c| {
            if c.is_ascii() {
                c.to_string()
            } else {
                one(table, c).or_else(|| one(table, small(c))).unwrap_or(c.into())
            }
        })
        .collect()
}

fn one(table: &Table, c: char) -> Option<String> {
    if !table.compose {
        return table.encode(c);
    }
    // A letter of the code page, and a mark behind it.
    table.encode(c).or_else(|| {
        let parts: Vec<char> = c.to_string().nfd().collect();
        let is_tone = |c: &char| matches!(c, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}');
        let base: String = parts.iter().filter(|c| !is_tone(c)).collect::<String>().nfc().collect();
        let tone = parts.iter().find(|c| is_tone(c))?;
        let base = if base.is_ascii() { base } else { table.encode(base.chars().next()?)? };
        Some(base + &table.encode(*tone)?)
    })
}

fn letters() -> Vec<char> {
    let tones = ["", "\u{300}", "\u{301}", "\u{303}", "\u{309}", "\u{323}"];
    let small = "aăâeêioôơuưy".chars().flat_map(|base| tones.map(|tone| format!("{base}{tone}")));
    let small: Vec<char> = small.chain(["đ".into()]).map(|l| l.nfc().next().unwrap()).collect();
    let large = small.iter().map(|c| c.to_uppercase().next().unwrap());
    small.iter().copied().chain(large).filter(|c| !c.is_ascii()).collect()
}

#[test]
fn every_table_has_every_letter() {
    let letters = letters();
    assert_eq!(letters.len(), 134);
    for table in &*TABLES {
        for &letter in &letters {
            let code = one(table, letter);
            if table.capital_fonts && letter.is_uppercase() && code.is_none() {
                let word = format!("XX{}", encoded(table, &letter.to_string()));
                assert_eq!(table.decode(&word), format!("XX{letter}"), "{}", table.name());
                continue;
            }
            let code = code.unwrap_or_else(|| panic!("{} lacks {letter}", table.name()));
            assert_eq!(table.decode(&format!("h{code}")), format!("h{letter}"), "{}", table.name());
        }
    }
}

#[test]
fn a_paragraph_comes_back_from_every_encoding() {
    for table in &*TABLES {
        let raw = encoded(table, PARAGRAPH);
        let found = detect(&raw, &raw).unwrap_or_else(|| panic!("{} not seen: {raw}", table.name()));
        assert_eq!(found.encoding, table.name());
        // “Ý” and “Ẩ” have no codes of their own in TCVN3 and stand among small letters.
        let expected = if table.capital_fonts {
            PARAGRAPH.replace("Ý Y", "ý Y").replace("Ẩn", "ẩn")
        } else {
            PARAGRAPH.into()
        };
        assert_eq!(found.text, expected, "{}", table.name());
    }
}

#[test]
fn samples_of_the_fonts() {
    let check = |raw: &str, name: &str, expected: &str| {
        let table = TABLES.iter().find(|table| table.name() == name).unwrap();
        assert_eq!(table.decode(raw), expected);
    };
    check("Céng hoµ x· héi chñ nghÜa ViÖt Nam", "tcvn3", "Cộng hoà xã hội chủ nghĩa Việt Nam");
    check("CéNG HOµ X· HéI CHñ NGHÜA VIÖT NAM", "tcvn3", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM");
    check("Bµ RÞA - VòNG TµU, Bµ Hµ ë x·", "tcvn3", "BÀ RỊA - VŨNG TÀU, Bà Hà ở xã");
    check("th\u{ad}ëng", "tcvn3", "thưởng");
    check("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", "vni", "Cộng hòa xã hội chủ nghĩa Việt Nam");
    check("ÑOÄC LAÄP - TÖÏ DO, Ñaëng Ñöùc Öùng", "vni", "ĐỘC LẬP - TỰ DO, Đặng Đức Ứng");
    check("Cµng", "vni", "Cµng");
    check("hai x·. ë huyÖn, v.v. ë tØnh; TP. ë B¾c", "tcvn3", "hai xã. Ở huyện, v.v. ở tỉnh; TP. ở Bắc");
    check("x· · Tin kh¸c © 2010, §/c", "tcvn3", "xã · Tin khác © 2010, Đ/c");
    check("sinh · xã", "viscii", "sinh ở xã");
}

#[test]
fn no_false_alarm() {
    for text in [
        PARAGRAPH,
        "Déjà, à l’été où l’élève naïf dînait près de la forêt, Noël était fêté là-bas à côté de la mère d’Eloïse.",
        "Der Bürgermeister überreichte größere Blumensträuße für die Schüler in Köln, München und Düsseldorf.",
        "El señor Muñoz entregó el galardón a los niños de la región; también habló el alcalde José Núñez.",
        "The café’s naïve façade cost £20 – © 2020, 15 °C, ½ price® and “quoted” words·",
        "Tỉnh ủy Đắk Lắk, xã Ea H’leo, buôn Kô Siêr, huyện Krông Năng; ông Y Thịnh Niê Kdăm",
    ] {
        assert_eq!(repair(text), None, "{text}");
        assert_eq!(detect(text, text), None, "{text}");
    }
}

#[test]
fn what_is_visible() {
    assert_eq!(visible("<p class='x'>a</p><script>x<y>z</script>b").trim(), "a  b");
    assert_eq!(visible("1 < 2"), "1   2");
    assert_eq!(visible("<script>never closed"), " ");
}

#[test]
fn what_was_pasted_into_a_right_page() {
    let tcvn3 = TABLES.iter().find(|table| table.name() == "tcvn3").unwrap();
    let page = |article: &str| {
        format!(
            "<div>Trang chủ | Thời sự | Đời sống &raquo;</div>\n<p class=\"é\">{article}</p>\n<i>Bản quyền: Báo điện tử</i>"
        )
    };
    let article =
        "Chiều 30/3, UBND huyện tổ chức hội nghị tổng kết phong trào thi đua; trao giấy khen cho 15 tập thể";
    let mended = || Some(Found { text: page(article), encoding: "tcvn3" });
    assert_eq!(repair(&page(&encoded(tcvn3, article))), mended());
    assert_eq!(repair(&page(article)), None);
    // As an editor stores it.
    let named: String = encoded(tcvn3, article)
        .chars()
        .map(|c| if c.is_ascii() { c.to_string() } else { format!("&#{};", u32::from(c)) })
        .collect();
    assert_eq!(repair(&page(&named)), mended());
}

#[test]
fn a_title_is_mended_as_its_text_is() {
    let vni = TABLES.iter().find(|table| table.name() == "vni").unwrap();
    let damage = Damage::of(&encoded(vni, PARAGRAPH)).unwrap();
    assert_eq!(damage.mend(&encoded(vni, "Huyện Đức Huệ")), "Huyện Đức Huệ");
    assert_eq!(damage.mend("Huyện Đức Huệ"), "Huyện Đức Huệ");
}

/// The articles below some folders of the project, as far as they are there and UTF-8.
fn articles(folders: &[&str]) -> Vec<String> {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders: Vec<_> = folders.iter().map(|name| root.join(name)).filter(|path| path.is_dir()).collect();
    let files = crate::read::inputs(&folders).flatten();
    let texts = files.filter_map(|input| std::fs::read_to_string(input.path).ok());
    texts.map(|text| text.nfc().collect()).collect()
}

/// Five whole articles, as bytes of each encoding, through the whole of the decoding. What the older
/// encodings have no code for is left out; of TCVN3 that is also the capital with a tone, which comes
/// back small unless its neighbours tell.
#[test]
fn five_articles_come_back_from_their_bytes() {
    let letters = letters();
    let five: Vec<String> = articles(&["corpus/own"])
        .iter()
        .filter(|text| !text.starts_with(['<', '{', '#']))
        .map(|text| text.replace(['“', '”'], "\"").replace(['–', '—'], "-").replace('…', "..."))
        .map(|text| text.chars().filter(|c| c.is_ascii() || letters.contains(c)).collect())
        .chain([PARAGRAPH.to_string()])
        .collect();
    assert!(five.len() >= 5, "{}", five.len());
    for table in &*TABLES {
        for article in &five {
            let raw = encoded(table, article);
            let (bytes, _, lost) = encoding_rs::WINDOWS_1252.encode(&raw);
            assert!(!lost, "{}", table.name());
            let read = crate::read::decode::decode(&bytes, crate::model::Format::Plain, None).unwrap();
            assert_eq!(read.encoding, Some(table.name()));
            match table.capital_fonts {
                true => assert_eq!(read.text.to_lowercase(), article.to_lowercase()),
                false => assert_eq!(&read.text, article, "{}", table.name()),
            }
        }
    }
}

/// No clean line is taken for legacy text, be it alone or in its article.
#[test]
fn no_clean_line_is_taken_for_legacy_text() {
    let (mut articles_seen, mut lines) = (0, 0);
    for article in articles(&["corpus", "../shared/seeds", "../shared/gold"]) {
        assert_eq!(repair(&article), None);
        assert_eq!(detect(&article, &article), None);
        for line in article.lines() {
            assert_eq!(repair(line), None, "{line}");
            assert_eq!(detect(line, line), None, "{line}");
            lines += 1;
        }
        articles_seen += 1;
    }
    eprintln!("{lines} clean lines of {articles_seen} articles");
    assert!(lines > 1000, "{lines}");
}

#[test]
fn articles_come_back_from_every_encoding() {
    let alike = |text: &str| text.to_lowercase();
    for article in articles(&["corpus"]) {
        if article.starts_with('<') {
            continue;
        }
        // Only what the older encodings have; an Icelandic ð stands for đ and must not leave a gap.
        let letters = letters();
        let article = article.replace('ð', "đ").replace('Ð', "Đ");
        let article: String = article.chars().filter(|c| c.is_ascii() || letters.contains(c)).collect();
        for table in &*TABLES {
            let raw = encoded(table, &article);
            let found = detect(&raw, &raw).unwrap_or_else(|| panic!("{} not seen: {raw}", table.name()));
            let back = found.text;
            if table.capital_fonts {
                assert_eq!(alike(&back), alike(&article));
            } else {
                assert_eq!(back, article, "{}", table.name());
            }
        }
    }
}
