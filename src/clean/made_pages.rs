//! Pages made for the tests: the layouts of `constructions`, with other class names or none, so
//! that no rule leans on the names of one site.

use super::article;
use crate::model::{Article, BlockKind, Format, Page, Source};

const LEAD: &str = "Sáng 12/3, UBND huyện Tân Thạnh tổ chức hội nghị tổng kết công tác thi đua, khen thưởng năm 2023 và triển khai nhiệm vụ năm 2024.";
const ONE: &str = "Dự hội nghị có đồng chí Lê Hữu Phúc, Phó Chủ tịch UBND tỉnh; đồng chí Trần Thị Mai Lan, Bí thư Huyện ủy cùng 120 đại biểu các phòng, ban, ngành huyện.";
const TWO: &str = "Năm 2023, phong trào thi đua của huyện có nhiều chuyển biến; 18/20 chỉ tiêu đạt và vượt, thu ngân sách đạt 112,5% dự toán, hộ nghèo giảm còn 1,9%.";
const THREE: &str = "Dịp này, Chủ tịch UBND huyện tặng Giấy khen cho 35 tập thể và 87 cá nhân có thành tích xuất sắc trong phong trào thi đua yêu nước năm 2023.";
const TITLE: &str = "Tân Thạnh khen thưởng 35 tập thể, 87 cá nhân tiêu biểu";

struct Expected {
    title: Option<&'static str>,
    published: Option<&'static str>,
    byline: Option<&'static str>,
}

fn page(body: &str, format: Format) -> Article {
    let body = body
        .replace("{LEAD}", LEAD)
        .replace("{ONE}", ONE)
        .replace("{TWO}", TWO)
        .replace("{THREE}", THREE)
        .replace("{TITLE}", TITLE);
    article(&Page {
        fetched: None,
        id: String::new(),
        source: Source::default(),
        line: None,
        format,
        body,
        title: None,
        published: None,
    })
}

fn text(article: &Article) -> String {
    article.blocks.iter().map(|b| b.text.as_str()).collect::<Vec<_>>().join("\n")
}

/// Every page holds the three paragraphs once, and never what is marked `KHÔNG` or `(RÁC)`.
fn check(name: &str, article: &Article, expected: &Expected) {
    assert_eq!(article.title.as_deref(), expected.title, "title of {name}");
    assert_eq!(article.published.as_deref(), expected.published, "published of {name}");
    assert_eq!(article.byline.as_deref(), expected.byline, "byline of {name}");
    let text = text(article);
    for paragraph in [ONE, TWO, THREE] {
        assert_eq!(text.matches(paragraph).count(), 1, "{name}: {paragraph}\n{text}");
    }
    assert!(
        text.matches("Tân Thạnh tổ chức hội nghị tổng kết").count() <= 1,
        "{name} says its lead twice\n{text}"
    );
    assert!(!text.contains("RÁC") && !text.contains("rác"), "{name} keeps furniture\n{text}");
    if let Some(title) = expected.title {
        assert_eq!(article.blocks[0].kind, BlockKind::Title);
        assert_eq!(text.matches(title).count(), 1, "{name} says its title again\n{text}");
    }
}

fn html(name: &str, body: &str, published: Option<&'static str>, byline: Option<&'static str>) -> Article {
    let article = page(body, Format::Html);
    check(name, &article, &Expected { title: Some(TITLE), published, byline });
    article
}

#[test]
fn no_class_names_at_all() {
    html(
        "bare divs",
        "<html><head><title>Cổng thông tin điện tử huyện Tân Thạnh</title></head><body>
        <div>Thứ Hai, 05/05/2025</div><div><a href=/>Trang chủ</a> <a href=/tin>Tin RÁC</a> <a href=/vb>Văn bản RÁC</a></div>
        <div><div><div>{TITLE}</div><div>13/03/2024 08:15</div>
        <div>{LEAD}</div><div>{ONE}</div><div>{TWO}</div><div>{THREE}</div><div align=right>Hoài Bắc</div></div>
        <div><div>Tin khác</div><div><a href=/1>Hội thi RÁC cấp huyện năm 2024 thành công tốt đẹp</a> (01/03/2024)</div></div></div>
        <div>Bản quyền RÁC thuộc về UBND huyện</div></body></html>",
        Some("2024-03-13T08:15:00+07:00"),
        Some("Hoài Bắc"),
    );
}

#[test]
fn tables_within_a_form() {
    let found = html(
        "nested tables",
        "<html><head><title>Trang chủ</title></head><body><form id=aspnetForm><input type=hidden value=RÁC>
        <table><tr><td>UBND HUYỆN TÂN THẠNH RÁC</td></tr><tr><td><table><tr><td>Giới thiệu RÁC</td></tr><tr><td>Văn bản RÁC</td></tr></table></td>
        <td><table><tr><td><b>{TITLE}</b></td></tr><tr><td>Ngày đăng: 13-03-2024 07:45 - Lượt xem: 310</td></tr>
        <tr><td><table><tr><td><p>{LEAD}</p><p>{ONE}</p><p>{TWO}</p>
        <table><tr><td>TT</td><td>Danh hiệu</td><td>Số lượng</td></tr><tr><td>1</td><td>Lao động tiên tiến</td><td>412</td></tr><tr><td>2</td><td>Chiến sĩ thi đua cơ sở</td><td>51</td></tr></table>
        <p>{THREE}</p><p style='text-align: right'>Bài, ảnh: Thu Ngân</p></td></tr></table></td></tr>
        <tr><td>Các tin đã đưa:<ul><li><a href=/1>Tin cũ RÁC một hai ba bốn</a></li></ul></td></tr></table></td></tr></table></form></body></html>",
        Some("2024-03-13T07:45:00+07:00"),
        Some("Thu Ngân"),
    );
    let rows: Vec<&str> =
        found.blocks.iter().filter(|b| b.kind == BlockKind::Row).map(|b| b.text.as_str()).collect();
    assert_eq!(
        rows,
        ["TT | Danh hiệu | Số lượng", "1 | Lao động tiên tiến | 412", "2 | Chiến sĩ thi đua cơ sở | 51"]
    );
}

#[test]
fn a_modern_paper_with_foreign_class_names() {
    html(
        "modern paper",
        r#"<html><head><title>{TITLE} - Báo Đồng Tháp Mười</title><meta property="og:title" content="{TITLE}">
        <script type="application/ld+json">{"@type":"NewsArticle","headline":"{TITLE}","datePublished":"2024-03-12T10:30:00Z","author":{"@type":"Organization","name":"Báo Đồng Tháp Mười"}}</script></head>
        <body><header><div class="xq1">Thứ Ba, 01/04/2025 10:00</div></header><main><div class="k-9"><h1 class="k-h">{TITLE}</h1><div class="k-m">Ngọc Diệp</div>
        <div class="k-s">{LEAD}</div><div class="k-b"><p>{LEAD}</p><p>{ONE}</p><figure><img src=a.jpg><figcaption>Lãnh đạo huyện trao Giấy khen. Ảnh: N.D</figcaption></figure>
        <p>{TWO}</p><div class="k-inner"><a href=/x>Hội thao RÁC cấp huyện khai mạc hôm nay</a></div><p>{THREE}</p><p><strong>Ngọc Diệp</strong></p></div></div>
        <div class="zz"><h3>Đọc nhiều</h3><a href=/1>Tin RÁC số một của ngày hôm nay</a></div></main></body></html>"#,
        Some("2024-03-12T17:30:00+07:00"),
        Some("Ngọc Diệp"),
    );
}

#[test]
fn line_breaks_for_paragraphs() {
    html(
        "old page with br",
        "<html><head><title>{TITLE} | Đài PTTH</title></head><body><table width=100%><tr><td><a href=/>Tin RÁC</a> | <a href=/2>Thể thao RÁC</a></td></tr>
        <tr><td><font size=4>{TITLE}</font><br>Cập nhật: 13/03/2024 (GMT+7)<br><br><b>{LEAD}</b><br><br>&nbsp;&nbsp;{ONE}<br><br><center><img src=x.jpg><br><i>Quang cảnh hội nghị</i></center><br>&nbsp;&nbsp;{TWO}<br>&nbsp;&nbsp;{THREE}<br><div align=right><b>NGỌC DIỆP</b></div><br>
        <a href=#>In bài này RÁC</a> | <a href=#>Gửi cho bạn bè RÁC</a></td><td><b>Xem nhiều</b><br><a href=/9>Giá lúa RÁC hôm nay</a></td></tr></table></body></html>",
        Some("2024-03-13"),
        Some("NGỌC DIỆP"),
    );
}

#[test]
fn two_dates_and_a_teaser_column() {
    html(
        "two dates",
        "<html><head><title>{TITLE}</title></head><body><div id=a1><p>Thứ Tư, 09/04/2025 | 09:12</p></div>
        <div id=a2><h2>{TITLE}</h2><p>Đăng lúc: 08:00 13/03/2024 | Cập nhật: 14/03/2024 09:00</p><p>{LEAD}</p><p>{ONE}</p><p>{TWO}</p><p>{THREE}</p><p>Nguồn: Văn phòng UBND huyện</p></div>
        <div id=a3><div><a href=/1>Tin RÁC một</a><p>Ngày 20/3, Hội Nông dân xã tổ chức hội nghị rác sơ kết công tác Hội quý I, phương hướng quý II.</p><span>20/03/2024</span></div>
        <div><a href=/2>Tin RÁC hai</a><p>Ngày 22/3, Đoàn xã tổ chức lễ ra quân rác Tháng Thanh niên với nhiều hoạt động thiết thực tại địa phương.</p><span>22/03/2024</span></div></div></body></html>",
        Some("2024-03-13T08:00:00+07:00"),
        None,
    );
}

#[test]
fn wordpress_in_vietnamese() {
    html(
        "wordpress",
        "<html><head><title>{TITLE} – Trường THCS Tân Thạnh</title></head><body><header id=masthead><a href=/>Trường THCS RÁC</a><nav><ul><li><a>Trang chủ</a></li></ul></nav></header>
        <article><header class=entry-header><h1>{TITLE}</h1><div class=entry-meta><span class=posted-on>Đăng vào <time datetime='2024-03-13T20:10:00+07:00'>13 Tháng Ba, 2024</time></span> <span class=byline>bởi <a>admin</a></span></div></header>
        <div class=entry-content><p>Lượt xem: 44</p><p>z4897855189159_b3cf0a1b2c3d4e5f6a7b8c9d</p><p>{LEAD}</p><p>{ONE}</p><p>{TWO}</p><p>{THREE}</p><p style='text-align:right'>Lê Thị Hồng Vân – Tổ Ngữ văn</p></div></article>
        <nav class=post-navigation>Bài trước Kế hoạch RÁC</nav><div id=respond><h3>Trả lời</h3><p>Email của bạn sẽ không được hiển thị công khai RÁC.</p></div></body></html>",
        Some("2024-03-13T20:10:00+07:00"),
        Some("Lê Thị Hồng Vân"),
    );
}

#[test]
fn paragraphs_broken_in_the_middle_of_a_sentence() {
    let article = page(
        "<html><body><div><h1>{TITLE}</h1><div>13/03/2024</div><div>Tham dự hội<br>nghị có đồng chí Lê Hữu Phúc, Phó Chủ tịch UBND tỉnh cùng lãnh đạo các<br>
        phòng, ban của huyện.</div><p>{TWO}</p><p>{THREE}</p></div></body></html>",
        Format::Html,
    );
    assert_eq!(
        article.blocks[1].text,
        "Tham dự hội nghị có đồng chí Lê Hữu Phúc, Phó Chủ tịch UBND tỉnh cùng lãnh đạo các phòng, ban của huyện."
    );
    assert_eq!(article.published.as_deref(), Some("2024-03-13"));
}

fn plain(
    name: &str,
    body: &str,
    title: Option<&'static str>,
    published: Option<&'static str>,
    byline: Option<&'static str>,
) -> Article {
    let article = page(body, Format::Plain);
    check(name, &article, &Expected { title, published, byline });
    article
}

#[test]
fn plain_text_with_the_clock_above_and_the_date_below() {
    plain(
        "clock above",
        "BÁO RÁC ĐIỆN TỬ\nTrang chủ | RÁC | Liên hệ\nThứ Sáu, 11/04/2025 09:00:12\n\n{TITLE}\n\nThứ Tư, 13/03/2024, 14:05 (GMT+7)\n\n{LEAD}\n\n{ONE}\n\nLãnh đạo huyện trao Giấy khen cho các tập thể\n\n{TWO}\n\n{THREE}\n\nLê Nguyên\n\nTừ khóa: RÁC\nTin RÁC (12/03/2024)",
        Some(TITLE),
        Some("2024-03-13T14:05:00+07:00"),
        Some("Lê Nguyên"),
    );
}

#[test]
fn plain_text_with_only_a_clock() {
    plain(
        "only a clock",
        "HỘI NÔNG DÂN RÁC\nThứ 2, Ngày 15/4/2025\n{TITLE}\n{LEAD}\n{ONE}\n{TWO}\n{THREE}\nTin, ảnh: Bảo Châu TRANG RÁC",
        Some(TITLE),
        None,
        Some("Bảo Châu"),
    );
}

#[test]
fn plain_text_said_twice_with_glued_paragraphs() {
    plain(
        "said twice",
        "{LEAD}\nCác đơn vị ký giao ước thi đua\n{ONE}\n{TWO}\n{THREE}\nLãnh đạo huyện trao Giấy khen\n987 lượt xem\nTheo Trang TTĐT RÁC huyện\nCổng thông tin điện tử tỉnh - {LEAD}{ONE}{TWO}{THREE}\nLãnh đạo huyện trao Giấy khen",
        None,
        None,
        None,
    );
}

#[test]
fn plain_text_with_related_links_in_the_middle() {
    plain(
        "links in the middle",
        "{TITLE}\n13/03/2024 - 10:20\n{LEAD}\n{ONE}\nTin liên quan\nHội thao RÁC cấp huyện\nGiải bóng chuyền RÁC\n{TWO}\n{THREE}\nMINH KHÔI\nÝ kiến bạn đọc RÁC\nHọ tên RÁC",
        Some(TITLE),
        Some("2024-03-13T10:20:00+07:00"),
        Some("MINH KHÔI"),
    );
}

#[test]
fn plain_text_with_the_author_at_the_top() {
    plain(
        "author at the top",
        "{TITLE}\nBảo Châu - 13/03/2024 10:20\n(TTO) - {LEAD}\n{ONE}\n{TWO}\n{THREE}\nChia sẻ\nBình luận (2)\nNgười RÁC: hay quá",
        Some(TITLE),
        Some("2024-03-13T10:20:00+07:00"),
        Some("Bảo Châu"),
    );
}

#[test]
fn what_came_beside_the_page_wins() {
    let page = Page {
        fetched: None,
        id: String::new(),
        source: Source::default(),
        line: None,
        format: Format::Plain,
        body: format!("{LEAD}\n{ONE}\n{TWO}"),
        title: Some("Tân Thạnh tổng kết thi đua".into()),
        published: Some("2024-03-12T23:30:00Z".into()),
    };
    let article = article(&page);
    assert_eq!(article.title.as_deref(), Some("Tân Thạnh tổng kết thi đua"));
    assert_eq!(article.published.as_deref(), Some("2024-03-13T06:30:00+07:00"));
    assert_eq!(article.blocks.len(), 4);
}

#[test]
fn nothing_gives_an_empty_article() {
    for body in ["", " \n\n", "<", "<html></html>", "\u{0}\u{0}", "12345", "{body}"] {
        for format in [Format::Plain, Format::Html] {
            let found = page(body, format);
            assert_eq!(found.published, None);
            assert_eq!(found.byline, None);
        }
    }
}
