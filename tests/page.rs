//! The pages for people: what they link is there and says what the link promised, and nothing hostile runs.
#![cfg(unix)]

#[path = "common/hostile.rs"]
mod hostile;
#[path = "common/service.rs"]
mod service;

use hostile::index_with_hostile;
use scraper::{ElementRef, Html, Selector};
use serde_json::{Value, json};
use service::{Running, gold_articles};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// A folder with the index of the gold articles and of some hostile ones.
fn folder() -> TempDir {
    let folder = TempDir::new().expect("a folder");
    gold_articles(folder.path());
    index_with_hostile(folder.path());
    folder
}

/// A service with its pages.
struct Service(Running);

/// An answer: status, headers, text.
struct Answer {
    status: u16,
    headers: ureq::http::HeaderMap,
    text: String,
}

impl Answer {
    fn html(&self) -> Html {
        assert_eq!(self.headers["content-type"], "text/html; charset=utf-8");
        Html::parse_document(&self.text)
    }
}

impl Service {
    fn start(folder: &Path, args: &[&str]) -> Self {
        Self(Running::start(folder, args))
    }

    fn get(&self, path: &str) -> Answer {
        let mut response = self.0.agent.get(format!("{}{path}", self.0.root)).call().expect("an answer");
        let headers = response.headers().clone();
        // Some links lead to workbooks, which are no text.
        let bytes = response.body_mut().with_config().limit(64 << 20).read_to_vec().expect("a body");
        let text = String::from_utf8_lossy(&bytes).into_owned();
        Answer { status: response.status().as_u16(), headers, text }
    }

    fn page(&self, path: &str) -> Html {
        let answer = self.get(path);
        assert_eq!(answer.status, 200, "{path}: {}", answer.text);
        answer.html()
    }

    fn json(&self, path: &str) -> Value {
        serde_json::from_str(&self.get(path).text).expect("JSON")
    }
}

fn select<'h>(page: &'h Html, what: &str) -> Vec<ElementRef<'h>> {
    page.select(&Selector::parse(what).expect("a selector")).collect()
}

fn text(element: &ElementRef) -> String {
    element.text().collect()
}

fn asked(text: &str) -> String {
    form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

/// The total that a search page tells.
fn total(page: &Html) -> u64 {
    let told = select(page, "h1.total").first().map(text).expect("a total");
    let digits: String =
        told.split("bài").next().expect("a number").chars().filter(char::is_ascii_digit).collect();
    digits.parse().expect("a number")
}

/// Ids of hits.
fn hits(service: &Service, query: &str) -> Vec<String> {
    let found = service.json(&format!("/api/v1/search?limit=100&q={}", asked(query)));
    let hits = found["hits"].as_array().expect("hits").clone();
    hits.iter().map(|hit| hit["id"].as_str().expect("an id").to_string()).collect()
}

const QUERIES: [&str; 3] = ["bằng khen", "award:bang-khen", "\"giấy khen\" OR hiến máu"];

#[test]
fn every_link_leads_somewhere_and_nothing_is_written_into_a_page() {
    let folder = folder();
    let service = Service::start(folder.path(), &[]);
    let mut waiting = vec!["/".to_string(), "/officials".into(), "/units?lang=en".into()];
    waiting.extend(QUERIES.iter().map(|query| format!("/?q={}", asked(query))));
    let (mut seen, mut pages) = (BTreeSet::new(), 0);
    let mut kinds = BTreeSet::new();
    while let Some(path) = waiting.pop() {
        let bare = path.split('#').next().expect("a path").to_string();
        if !seen.insert(bare.clone()) {
            continue;
        }
        // Enough of each kind: what there is is one program.
        let kind = bare.split(['?', '/']).nth(1).unwrap_or_default().to_string();
        let many = seen.iter().filter(|it| it.split(['?', '/']).nth(1) == Some(kind.as_str())).count();
        if many > 40 {
            continue;
        }
        let answer = service.get(&bare);
        assert!(answer.status == 200, "{bare}: {}", answer.status);
        assert!(
            answer.headers["content-security-policy"].to_str().expect("text").contains("default-src 'none'")
        );
        assert_eq!(answer.headers["referrer-policy"], "no-referrer");
        if !answer.headers["content-type"].to_str().expect("text").starts_with("text/html") {
            continue;
        }
        (pages, _) = (pages + 1, kinds.insert(kind));
        let page = answer.html();
        for element in page.tree.nodes().filter_map(|node| node.value().as_element()) {
            let bad = element.attrs().find(|(name, _)| *name == "style" || name.starts_with("on"));
            assert!(bad.is_none(), "{bare}: {bad:?}");
        }
        assert!(select(&page, "style, script:not([src]), iframe, base").is_empty(), "{bare}");
        let html = select(&page, "html")[0].attr("lang").expect("a language").to_string();
        assert_eq!(html, if bare.contains("lang=en") { "en" } else { "vi" }, "{bare}");
        assert_eq!(select(&page, "h1").len(), 1, "{bare}");
        let mut ids = BTreeSet::new();
        for element in select(&page, "[id]") {
            assert!(ids.insert(element.attr("id").expect("an id")), "{bare}: {:?} twice", element.attr("id"));
        }
        for link in select(&page, "a[href], link[href], script[src]") {
            let href = link.attr("href").or(link.attr("src")).expect("an address");
            if let Some(place) = href.strip_prefix('#') {
                assert!(ids.contains(place), "{bare}: {href}");
            } else if let Some(path) = href.strip_prefix('/').map(|_| href) {
                // A link keeps the language, but for the switch.
                let keeps = link.attr("hreflang").is_some()
                    || path.starts_with("/api/")
                    || path.starts_with("/assets/");
                assert!(keeps || path.contains("lang=en") == (html == "en"), "{bare}: {path}");
                waiting.push(path.to_string());
            } else {
                assert!(
                    href.starts_with("https://") && link.attr("rel") == Some("noreferrer noopener"),
                    "{bare}: {href}"
                );
            }
        }
    }
    let expected = ["", "about", "articles", "awards", "coverage", "officials", "stats", "units"];
    assert!(pages > 200 && kinds.iter().eq(expected.iter()), "{pages} {kinds:?}");
}

#[test]
fn a_facet_and_a_bar_lead_to_as_many_articles_as_they_say() {
    let folder = folder();
    let service = Service::start(folder.path(), &[]);
    let mut checked = 0;
    for query in QUERIES {
        let path = format!("/?q={}", asked(query));
        let answer = service.get(&path);
        assert!(answer.text.len() < 50_000, "{} bytes", answer.text.len());
        let page = answer.html();
        for facet in select(&page, ".facet li") {
            let href = facet
                .select(&Selector::parse("a").expect("a"))
                .next()
                .and_then(|a| a.attr("href"))
                .expect("a link")
                .to_string();
            let count: String =
                facet.select(&Selector::parse(".count").expect("a")).map(|it| text(&it)).collect();
            assert_eq!(total(&service.page(&href)).to_string(), count, "{href}");
            checked += 1;
        }
        for bar in select(&page, "svg a") {
            let (href, told) = (bar.attr("href").expect("a link"), text(&bar));
            let count =
                told.split(": ").nth(1).and_then(|it| it.split(' ').next()).expect("a count").to_string();
            assert_eq!(total(&service.page(href)).to_string(), count, "{href}: {told}");
            checked += 1;
        }
        // What is set can be taken away again.
        let narrow = select(&page, ".facet li a")[0].attr("href").expect("a link").to_string();
        let narrowed = service.page(&narrow);
        let back = select(&narrowed, ".set a")
            .last()
            .and_then(|it| it.attr("href"))
            .expect("a way back")
            .to_string();
        assert_eq!(total(&service.page(&back)), total(&page), "{back}");
    }
    assert!(checked > 100, "{checked}");
    // The form of months: a redirect to the query that says so.
    let moved = service.get(&format!("/?q={}&from=2023-01&to=2023-06&lang=en", asked("khen month:2020-01")));
    assert_eq!(moved.status, 303);
    let to = moved.headers["location"].to_str().expect("text");
    assert_eq!(to, format!("/?q={}&lang=en", asked("khen month:\"2023-01..2023-06\"")));
}

#[test]
fn pages_of_results_are_those_of_the_api() {
    let folder = folder();
    let service = Service::start(folder.path(), &[]);
    for sort in ["", "&sort=date", "&sort=count"] {
        let mut path = format!("/?q=khen{sort}");
        let mut found = Vec::new();
        loop {
            let page = service.page(&path);
            found.extend(
                select(&page, ".hit h2 a")
                    .iter()
                    .map(|a| a.attr("href").expect("a link")[10..26].to_string()),
            );
            match select(&page, "a[rel=next]").first() {
                Some(next) => path = next.attr("href").expect("a link").to_string(),
                None => break,
            }
        }
        let api = service.json(&format!("/api/v1/search?q=khen&limit=100{sort}"));
        let api: Vec<_> = api["hits"]
            .as_array()
            .expect("hits")
            .iter()
            .map(|it| it["id"].as_str().expect("an id").to_string())
            .collect();
        assert!(found == api && found.len() > 10, "{sort}");
    }
}

#[test]
fn odd_parameters_are_told_and_do_no_harm() {
    let folder = folder();
    let service = Service::start(folder.path(), &[]);
    for (path, status, told) in [
        ("/?q=&sort=&page=", 200, "#content"),
        ("/?q=khen&foo=1&q=x&lang=fr", 200, ".hits"),
        ("/?q=khen&sort=best", 400, ".message"),
        ("/?q=khen&page=0", 400, ".message"),
        ("/?q=khen&page=-1", 400, ".message"),
        ("/?q=khen&page=4000000000", 404, ".message"),
        ("/?q=khen&from=2023-13", 400, ".message"),
        ("/?from=x", 400, ".message"),
        ("/?q=%00%FF%22(", 200, ".columns"),
        ("/?q=khong+co+gi+het+ca+xyz", 200, ".columns"),
        ("/?q=Ph%E1%BA%A1m+Th%E1%BB%8B+Kh%C3%B4ng+Ai", 200, ".columns"),
        ("/?q=awrd:x+%C4%91%C3%A3", 200, ".note"),
        ("/articles/zzz", 404, ".message"),
        ("/articles/%FF", 400, ".message"),
        ("/officials", 200, "form.ask"),
        ("/officials?name=+", 200, "form.ask"),
        ("/officials?name=Ai+Kh%C3%B4ng+C%C3%B3", 404, "h1"),
        ("/units?name=%22%22", 404, "h1"),
        ("/awards/none", 404, "h1"),
        ("/nowhere", 404, ".message"),
        ("/nowhere?lang=en", 404, ".message"),
    ] {
        let answer = service.get(path);
        assert_eq!(answer.status, status, "{path}");
        assert!(!select(&answer.html(), told).is_empty(), "{path}: no {told}");
        assert!(answer.headers.contains_key("content-security-policy"), "{path}");
    }
    let words = vec!["khen"; 70].join(" ");
    assert_eq!(service.get(&format!("/?q={}", asked(&words))).status, 400);
    assert_eq!(service.get(&format!("/?q={}", "a".repeat(20_000))).status, 414);
    assert_eq!(service.get("/assets/none.js").status, 404);
    let english = service.get("/nowhere?lang=en").text;
    assert!(english.contains("There is no such page") && english.contains("lang=\"en\""));
    // The interface keeps its own form of failures.
    assert_eq!(service.get("/api/v1/nowhere").headers["content-type"], "application/problem+json");
}

#[test]
fn the_language_switch_shows_the_same_view() {
    let folder = folder();
    let service = Service::start(folder.path(), &[]);
    let id = hits(&service, "khen")[0].clone();
    for path in
        ["/", "/about", "/?q=khen&sort=date&page=2", &format!("/articles/{id}?q=khen"), "/awards/bang-khen"]
    {
        let page = service.page(path);
        let english = select(&page, "a.language")[0].attr("href").expect("a link").to_string();
        let page = service.page(&english);
        assert_eq!(select(&page, "html")[0].attr("lang"), Some("en"));
        assert_eq!(select(&page, "a.language")[0].attr("href"), Some(path), "{english}");
    }
}

#[test]
fn marks_hold_the_text_of_their_facts_and_the_list_leads_there_and_back() {
    let folder = folder();
    let service = Service::start(folder.path(), &[]);
    let mut marked = 0;
    for id in hits(&service, "khen") {
        let record = service.json(&format!("/api/v1/articles/{id}"));
        let letters: Vec<char> = record["text"].as_str().expect("a text").chars().collect();
        let page = service.page(&format!("/articles/{id}"));
        for field in ["awards", "ratings", "officials", "units", "events", "dates"] {
            for (n, fact) in record[field].as_array().expect("a list").iter().enumerate() {
                let places = fact["mentions"].as_array().cloned().unwrap_or_else(|| vec![fact.clone()]);
                let all: String = places
                    .iter()
                    .flat_map(|it| {
                        let at = |key: &str| {
                            usize::try_from(it[key].as_u64().expect("a number")).expect("a place")
                        };
                        letters[at("start")..at("end")].iter().filter(|c| **c != '\n').collect::<Vec<_>>()
                    })
                    .collect();
                let list = format!("l-{field}-{n}");
                let found = select(&page, &format!("#article [data-of={list}]"));
                let shown: String = found.iter().map(text).collect();
                // A long title is a heading that is cut, and stands whole in the text.
                assert_eq!(shown, all, "{id} {list}");
                assert!(!select(&page, &format!("#f-{field}-{n}")).is_empty(), "{id} {list}");
                assert_eq!(
                    select(&page, &format!("#{list} a[href='#f-{field}-{n}']")).len(),
                    1,
                    "{id} {list}"
                );
                let rule = select(&page, &format!("#{list} .rule code")).first().map(text);
                assert_eq!(rule.as_deref(), fact["rule"].as_str(), "{id} {list}");
                marked += 1;
            }
        }
        assert!(
            select(&page, "#article .m a")
                .iter()
                .all(|a| a.attr("href").is_some_and(|it| it.starts_with("#l-")))
        );
        // Nobody may correct here.
        assert!(select(&page, "dialog, [data-verdict]").is_empty());
    }
    assert!(marked > 300, "{marked}");
}

#[test]
fn hostile_articles_are_text() {
    let folder = folder();
    let service = Service::start(folder.path(), &[]);
    let found = hits(&service, "title:\"hiểm họa\"");
    assert!(found.len() >= 2, "{found:?}");
    let long = hits(&service, "site:dai.example.vn");
    assert_eq!(long.len(), 1);
    let search = service.get(&format!("/?q={}", asked("tập thể OR cá nhân")));
    assert!(search.text.len() < 100_000, "{}", search.text.len());
    for id in found.iter().chain(&long) {
        let answer = service.get(&format!("/articles/{id}"));
        let page = answer.html();
        assert_eq!(select(&page, "script").len(), 1, "{id}");
        assert!(select(&page, "img, [onerror]").is_empty(), "{id}");
        assert!(select(&page, "a[href^='javascript']").is_empty(), "{id}");
        assert!(text(&select(&page, "title")[0]).chars().count() < 200);
        assert!(text(&select(&page, "h1")[0]).chars().count() < 500);
    }
    let texts: Vec<_> = found
        .iter()
        .map(|id| text(&select(&service.page(&format!("/articles/{id}")), "#article")[0]))
        .collect();
    assert!(texts.iter().any(|it| it.contains("<script>alert(1)</script>")), "{texts:?}");
}

#[test]
fn names_go_on_from_what_is_typed() {
    let folder = folder();
    let service = Service::start(folder.path(), &[]);
    let ask = |typed: &str| service.json(&format!("/api/v1/suggestions?q={}", asked(typed)));
    let has = |answer: &Value, name: &str, kind: &str| {
        answer["names"].as_array().expect("names").iter().any(|it| it["name"] == name && it["kind"] == kind)
    };
    for (typed, name, kind) in [
        ("bằng kh", "Bằng khen", "award"),
        ("bang kh", "Bằng khen", "award"),
        ("KHEN", "Bằng khen", "award"),
        ("nam đ", "tỉnh Nam Định", "place"),
        ("trần quốc kh", "Trần Quốc Khải", "official"),
        ("bằng khen cho huyện bắc h", "huyện Bắc Hà", "place"),
    ] {
        let answer = ask(typed);
        assert!(has(&answer, name, kind), "{typed}: {answer}");
        assert!(answer["names"].as_array().expect("names").len() <= 10);
        assert!(typed.ends_with(answer["typed"].as_str().expect("a text")), "{answer}");
    }
    for typed in ["", " ", "\"", "xyzxyz", "\u{0}"] {
        assert_eq!(ask(typed)["names"], json!([]), "{typed}");
    }
    // What a name asks for finds something where the name is one of the index.
    for suggestion in
        ask("bằng kh")["names"].as_array().expect("names").iter().filter(|it| it["kind"] != "place")
    {
        let query = suggestion["query"].as_str().expect("a query");
        let notes = service.json(&format!("/api/v1/search?q={}", asked(query)))["notes"].clone();
        assert_eq!(notes, json!([]), "{query}");
    }
}

#[test]
fn corrections_are_offered_where_they_are_taken_and_shown_where_they_were_made() {
    let folder = folder();
    fs::write(folder.path().join("token"), "a secret of some length\n").expect("a file");
    let service = Service::start(folder.path(), &["--allow-corrections", "--token-file", "token"]);
    let id = hits(&service, "award:bang-khen")[0].clone();
    let path = format!("/articles/{id}");
    let page = service.page(&path);
    assert_eq!(select(&page, "dialog").len(), 1);
    // What the page hands to its script is what the service takes.
    let fact = select(&page, "#l-awards-0")[0].attr("data-correct").expect("a handle").to_string();
    let mut draft: Value = serde_json::from_str(&fact).expect("JSON");
    (draft["verdict"], draft["field"], draft["note"]) =
        (json!("wrong"), json!("awards"), json!("<b>sai</b>"));
    let request = service.0.agent.post(format!("{}/api/v1{path}/corrections", service.0.root));
    let request = request.header("authorization", "Bearer a secret of some length");
    let mut response = request.send(draft.to_string()).expect("an answer");
    let made = response.body_mut().read_to_string().expect("a text");
    assert_eq!(response.status(), 201, "{made}");
    let page = service.page(&path);
    let told = text(&select(&page, ".made")[0]);
    assert!(told.contains("<b>sai</b>") && told.contains("đã áp dụng"), "{told}");
    assert_eq!(select(&page, ".made [data-withdraw]").len(), 1);
}

#[test]
fn what_a_page_looks_like_is_kept_for_good_and_small() {
    let folder = folder();
    let service = Service::start(folder.path(), &[]);
    let page = service.page("/");
    let mut bytes = 0;
    for link in select(&page, "link[href], script[src]") {
        let path = link.attr("href").or(link.attr("src")).expect("an address");
        let answer = service.get(path);
        assert_eq!(answer.status, 200);
        assert!(answer.headers["cache-control"].to_str().expect("text").contains("immutable"), "{path}");
        bytes += answer.text.len();
    }
    assert!(bytes > 5_000 && bytes < 150_000, "{bytes}");
    assert_eq!(service.get("/").headers["cache-control"], "no-cache");
}
