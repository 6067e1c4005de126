//! The HTML pages of the gold corpus, padded to the size of a newspaper's page: menus, scripts and
//! styles, related links with dates and pictures around the same article.

use std::fmt::Write;
use std::path::{Path, PathBuf};

/// Bytes of a padded page, give or take one piece of padding.
const SIZE: usize = 150_000;

const SCRIPT: &str = "<script>window.dataLayer=window.dataLayer||[];function gtag(){dataLayer.push(arguments)}\
gtag('js',new Date());for(var i=0,n=document.links.length;i<n;i++){if(document.links[i].href.indexOf('/tag/')>0)\
{document.links[i].addEventListener('click',function(e){gtag('event','tag',{'event_label':e.target.href})})}}</script>\n";
const STYLE: &str = "<style>.box-news .item{display:flex;margin:0 0 12px;border-bottom:1px solid #eee}\
.box-news .item>a{color:#222;text-decoration:none}@media(max-width:768px){.box-news .item{display:block}}</style>\n";
const SECTIONS: [&str; 6] =
    ["Thời sự", "Xây dựng Đảng", "Kinh tế", "Văn hóa - Xã hội", "Quốc phòng - An ninh", "Nông thôn mới"];
const HEADLINES: [&str; 4] = [
    "Huyện Tân Phú ra quân làm thủy lợi mùa khô",
    "Trao 45 suất quà cho học sinh vượt khó học giỏi",
    "Hội thao công nhân viên chức năm nay thu hút 320 vận động viên",
    "Nhiều mô hình hay trong phong trào xây dựng nông thôn mới",
];

/// The padded pages that are in UTF-8, with their names, sorted.
pub fn pages() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/gold");
    let entries = std::fs::read_dir(folder).expect("the corpus").map(|e| e.expect("an entry").path());
    let mut paths: Vec<PathBuf> = entries.filter(|p| p.extension().is_some_and(|e| e == "html")).collect();
    paths.sort();
    let name = |p: &PathBuf| p.file_stem().expect("a name").to_string_lossy().into_owned();
    paths.iter().filter_map(|p| Some((name(p), padded(&std::fs::read_to_string(p).ok()?)))).collect()
}

/// A third scripts and styles in the head, a third menus above, a third related links below.
fn padded(page: &str) -> String {
    let part = SIZE.saturating_sub(page.len()) / 3;
    let head = repeated(part, |i| if i % 4 == 3 { STYLE.into() } else { SCRIPT.into() });
    let menus = repeated(part, menu);
    let related = repeated(part, related);
    let page = page.replacen("</head>", &format!("{head}</head>"), 1);
    let body = page.find("<body").and_then(|at| Some(at + page[at..].find('>')? + 1)).unwrap_or(0);
    let end = page.rfind("</body>").unwrap_or(page.len());
    format!("{}{menus}{}{related}{}", &page[..body], &page[body..end], &page[end..])
}

fn repeated(size: usize, piece: impl Fn(usize) -> String) -> String {
    let mut out = String::with_capacity(size + 1000);
    for i in 0.. {
        if out.len() >= size {
            break;
        }
        out.push_str(&piece(i));
    }
    out
}

fn menu(i: usize) -> String {
    let mut out = format!("<ul class=\"menu-cap-{}\">", i % 3);
    for (n, section) in SECTIONS.iter().enumerate() {
        let _ = write!(
            out,
            "<li class=\"item\" id=\"m{i}-{n}\"><a href=\"/chuyen-muc/{i}/{n}\" title=\"{section}\">{section}</a></li>"
        );
    }
    out + "</ul>\n"
}

fn related(i: usize) -> String {
    let (headline, day) = (HEADLINES[i % HEADLINES.len()], i % 28 + 1);
    format!(
        "<div class=\"box-news\"><div class=\"item\"><a href=\"/tin/{i}.html\"><img src=\"/thumb/{i}.jpg\" alt=\"{headline}\"></a>\
         <h3><a href=\"/tin/{i}.html\">{headline}</a></h3><span class=\"time\">{day:02}/03/2024 07:{:02}</span></div></div>\n",
        i % 60
    )
}
