//! Whole pages of many makes, one article in all of them.

use super::article;
use crate::model::{Format, Page, Source};

const TITLE: &str = "Huyện Bình Lục tổng kết phong trào thi đua yêu nước năm 2023";
const LEAD: &str = "Chiều 18/1/2024, UBND huyện Bình Lục tổ chức hội nghị tổng kết phong trào thi đua yêu nước, công tác khen thưởng năm 2023.";
const GUESTS: &str = "Dự hội nghị có đồng chí Lê Văn Bách, Phó Bí thư Huyện ủy, Chủ tịch UBND huyện cùng lãnh đạo các phòng, ban, ngành và các xã.";
const AWARDS: &str = "Tại hội nghị, Chủ tịch UBND huyện tặng Giấy khen cho 28 tập thể và 61 cá nhân có thành tích xuất sắc trong năm.";
const OTHER: &str = "Xã An Nội: 5 tập thể được tặng Giấy khen";
const NEWS: &str = "<div><h3>Xã An Nội: 5 tập thể được tặng Giấy khen</h3><p>Sáng 21/1, lễ trao thưởng đã diễn ra với sự tham dự của đông đảo cán bộ, nhân dân và các em học sinh của địa phương.</p><span>21/01/2024</span></div>";

/// `page` with `{title}`, `{body}`, `{other}` (a headline), `{news}` (a column of other news).
/// Expected: the day of publication and the writer.
fn check(name: &str, page: &str, published: Option<&str>, byline: Option<&str>) {
    let body = format!("<p>{LEAD}</p><p>{GUESTS}</p><p>{AWARDS}</p>");
    let page = page
        .replace("{title}", TITLE)
        .replace("{body}", &body)
        .replace("{other}", OTHER)
        .replace("{news}", &NEWS.repeat(8));
    let page = Page {
        fetched: None,
        id: String::new(),
        source: Source::default(),
        line: None,
        format: Format::Html,
        body: page,
        title: None,
        published: None,
    };
    let read = article(&page, None);
    assert_eq!(read.title.as_deref(), Some(TITLE), "{name}");
    assert_eq!(read.published.as_deref().map(|d| &d[..10]), published, "{name}");
    assert_eq!(read.byline.as_deref(), byline, "{name}");
    let kept: Vec<&str> = read.blocks.iter().map(|b| b.text.as_str()).collect();
    assert_eq!(kept, [LEAD, GUESTS, AWARDS], "{name}");
}

#[test]
fn pages_of_many_makes() {
    for (name, page, published, byline) in [
        (
            "hashed classes",
            "<title>{title} | Hà Nam</title><div class=css-1x><a href=x>Thời sự</a></div><div class=css-7><div class=sc-h>{title}</div><div class=sc-e><span>19/01/2024 08:30</span><span> • </span><span>Thu Hà</span></div><div class=sc-j>{body}<div><b>Thu Hà</b></div></div></div>",
            Some("2024-01-19"),
            Some("Thu Hà"),
        ),
        (
            "a sidebar named on the body",
            "<title>{title}</title><body class='html one-sidebar'><aside><a href=x>{other}</a></aside><h1>{title}</h1><span property='dc:date dc:created' content='2024-01-19T09:14:00+07:00'>Submitted by <span>admin</span></span><div>{body}</div>",
            Some("2024-01-19"),
            None,
        ),
        (
            "widgets",
            "<title>{title} – UBND xã</title><div class='el-widget el-widget-heading'><h2>{title}</h2></div><div class=el-widget><span>Tháng Một 19, 2024</span></div><div class=el-widget><div>{body}</div></div><div class=el-widget><h3>Bài viết khác</h3><a href=x>{other}</a></div>",
            Some("2024-01-19"),
            None,
        ),
        (
            "who posted above, who wrote below",
            "<title>{title}</title><div><h2>{title}</h2><dl><dd class=createdby>Viết bởi Super User</dd><dd>Được đăng: Thứ sáu, 19 Tháng 1 2024 15:40</dd></dl><div itemprop=articleBody>{body}<p style='text-align:right'>Tin, ảnh: Thu Hà</p></div></div>",
            Some("2024-01-19"),
            Some("Thu Hà"),
        ),
        (
            "old tables",
            "<table><tr><td><font size=2><a href=a>Thời sự</a><br><a href=b>Kinh tế</a></font></td><td><font size=4><b>{title}</b></font><br><font size=1>Đăng lúc 8 giờ 15 phút, ngày 19 tháng 1 năm 2024 - Người đưa tin: Thu Hà</font><br><font>{body}</font></td></tr></table>",
            Some("2024-01-19"),
            Some("Thu Hà"),
        ),
        (
            "a long column in front",
            "<title>{title}</title><div class=c1>{news}</div><div class=c2><h1>{title}</h1><div>Thứ sáu, 19/01/2024 | 08:30</div><div>{body}</div></div>",
            Some("2024-01-19"),
            None,
        ),
        (
            "a long column behind",
            "<title>{title}</title><div><div class=c2><h1>{title}</h1><div>Thứ sáu, 19/01/2024 | 08:30</div><div>{body}</div></div><div class=c1>{news}</div></div>",
            Some("2024-01-19"),
            None,
        ),
        (
            "readers' comments",
            "<title>{title}</title><article><h1>{title}</h1><p>19/01/2024</p>{body}</article><div><h3>2 bình luận</h3><div><b>Lê Hoa</b><p>Chúc mừng huyện nhà, cơ quan tôi cũng được 4 Bằng khen của tỉnh trong năm vừa rồi, rất tự hào.</p></div></div>",
            Some("2024-01-19"),
            None,
        ),
        (
            "linked data of another article",
            "<title>{title}</title><script type='application/ld+json'>{\"@graph\":[{\"@type\":\"Article\",\"headline\":\"{other}\",\"datePublished\":\"2024-01-30\",\"author\":{\"name\":\"Lê Hoa\"}}]}</script><main><h1>{title}</h1><p>19/1/2024, 7:05:33 PM</p>{body}</main>",
            Some("2024-01-19"),
            None,
        ),
        (
            "times of other articles",
            "<title>{title}</title><div><a href=x>{other}</a><time datetime='2024-02-01'>01/02/2024</time></div><div><h1>{title}</h1><p>Đăng ngày 19-01-2024 bởi Ban biên tập</p>{body}</div><time datetime='2024-03-01'>01/03/2024</time>",
            Some("2024-01-19"),
            None,
        ),
        (
            "the date and the writer of a weblog",
            "<title>{title}</title><div><h1>{title}</h1><div class='entry-meta'><span class='posted-on'>Đăng ngày <time datetime='2024-01-19T08:00:00+07:00'>19/01/2024</time></span><span class='byline'> bởi <span class='author vcard'><a href='/author/mai'>Lê Hoa Mai</a></span></span></div>{body}</div>",
            Some("2024-01-19"),
            Some("Lê Hoa Mai"),
        ),
        (
            "no date but the clock's",
            "<title>{title}</title><div>Hôm nay: Thứ Năm, 08/02/2024</div><div><h1>{title}</h1>{body}</div><p>Thu Hà</p><div>Lượt xem: 9</div>",
            None,
            Some("Thu Hà"),
        ),
    ] {
        check(name, page, published, byline);
    }
}

/// The page's own language tells what `03/04/2024` is, where it is to be believed.
#[test]
fn the_month_goes_first_on_pages_of_the_united_states() {
    let english = "The committee presented 12 certificates of merit to teachers of the county at its yearly meeting on Monday.";
    let vietnamese = "Chiều 3/4, UBND huyện Bình Lục tổ chức hội nghị tổng kết phong trào thi đua, tặng Giấy khen cho 28 tập thể.";
    for (head, site, text, expected) in [
        ("<html lang=en-US>", None, english, "2024-03-04"),
        ("<html><meta property=og:locale content=en_US>", Some("county.example.com"), english, "2024-03-04"),
        ("<html lang=en-GB>", None, english, "2024-04-03"),
        ("<html>", None, english, "2024-04-03"),
        ("<html lang=en-US>", Some("en.example.vn"), english, "2024-04-03"),
        ("<html lang=en-US>", None, vietnamese, "2024-04-03"),
    ] {
        let body = format!(
            "{head}<body><h1>Certificates of merit for twelve teachers of the county</h1><p>Published: 03/04/2024</p><p>{text}</p><p>{text} Again.</p>"
        );
        let source = Source { site: site.map(String::from), ..Source::default() };
        let page = Page {
            fetched: None,
            id: String::new(),
            source,
            line: None,
            format: Format::Html,
            body,
            title: None,
            published: None,
        };
        assert_eq!(article(&page, None).published.as_deref(), Some(expected), "{head} {site:?}");
    }
}
