//! Statistics and coverage as pages: the figures are those of the interface, their links lead to as many articles,
//! and bad parameters are told.
#![cfg(unix)]

#[path = "common/service.rs"]
mod service;

use scraper::{ElementRef, Html, Selector};
use serde_json::{Value, json};
use service::{Running, command, gold_articles};
use std::collections::HashSet;
use std::fs;
use tempfile::TempDir;
use vinhdanh::gazetteer;

const SCRIPT: &str = "<script>alert(1)</script>";

/// A service on the index of the gold articles and of a hostile one, ended with the test.
struct Service {
    running: Running,
    _folder: TempDir,
}

impl Service {
    fn start() -> Self {
        let folder = TempDir::new().expect("a folder");
        gold_articles(folder.path());
        let hostile = json!({ "title": SCRIPT, "site": SCRIPT, "url": "https://xau.example.vn/a", "published": "2023-05-01",
            "text": format!("Chủ tịch UBND xã Tân Tiến {SCRIPT} trao giấy khen cho 3 tập thể.") });
        fs::write(folder.path().join("hostile.ndjson"), format!("{hostile}\n")).expect("a file");
        let output = command(folder.path(), &["index", "tin", "hostile.ndjson"]).output().expect("it runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        Self { running: Running::start(folder.path(), &[]), _folder: folder }
    }

    /// Status and text; what every page must keep is checked of every page.
    fn get(&self, path: &str) -> (u16, String) {
        let mut response =
            self.running.agent.get(format!("{}{path}", self.running.root)).call().expect("an answer");
        let policy = response.headers()["content-security-policy"].to_str().expect("a text").to_string();
        assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{policy}");
        let text = response.body_mut().with_config().limit(64 << 20).read_to_string().expect("a text");
        if !path.starts_with("/api") {
            for bad in [" style=", "<style", " onclick", "javascript:", "<script>", "alert(1)</script"] {
                assert!(!text.contains(bad), "{path}: {bad}");
            }
        }
        (response.status().as_u16(), text)
    }

    fn page(&self, path: &str) -> Html {
        let (status, text) = self.get(path);
        assert_eq!(status, 200, "{path}: {text}");
        Html::parse_document(&text)
    }

    fn json(&self, path: &str) -> Value {
        let (status, text) = self.get(path);
        assert_eq!(status, 200, "{path}: {text}");
        serde_json::from_str(&text).expect("JSON")
    }

    /// How many articles a linked search finds.
    fn found(&self, link: &str) -> u64 {
        let (_, query) = link.split_once('?').expect("a query");
        let mut pairs = form_urlencoded::parse(query.as_bytes());
        let asked = pairs.find(|(name, _)| name == "q").expect("a query").1;
        let asked: String = form_urlencoded::byte_serialize(asked.as_bytes()).collect();
        self.json(&format!("/api/v1/search?limit=0&q={asked}"))["total"].as_u64().expect("a total")
    }
}

fn select<'h>(page: &'h Html, what: &str) -> Vec<ElementRef<'h>> {
    page.select(&Selector::parse(what).expect("a selector")).collect()
}

fn within<'h>(element: &ElementRef<'h>, what: &str) -> Vec<ElementRef<'h>> {
    element.select(&Selector::parse(what).expect("a selector")).collect()
}

fn text(element: &ElementRef) -> String {
    element.text().collect::<String>().trim().to_string()
}

fn number(element: &ElementRef) -> u64 {
    let text: String = text(element).chars().take_while(|c| !c.is_alphabetic()).collect();
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    digits.parse().expect("a number")
}

fn href<'h>(element: &ElementRef<'h>) -> &'h str {
    element.attr("href").expect("an address")
}

/// A row of a crossed table: its head, and the number and the link of each cell.
type Crossed<'h> = (String, Vec<(u64, Option<&'h str>)>);

/// The rows of a crossed table. The last of them, and the last cell of each, are totals.
fn crossed(page: &Html) -> Vec<Crossed<'_>> {
    let mut rows = Vec::new();
    for row in select(page, "table.crossed tbody tr, table.crossed tfoot tr") {
        let cells = within(&row, "td").into_iter();
        let cells = cells.map(|cell| (number(&cell), within(&cell, "a").first().map(|it| href(it))));
        rows.push((text(&within(&row, "th")[0]), cells.collect()));
    }
    rows
}

/// The link of an export whose text begins so.
fn export(page: &Html, name: &str) -> String {
    let links = select(page, ".exports a");
    href(links.iter().find(|it| text(it).starts_with(name)).expect("an export")).to_string()
}

#[test]
fn statistics_are_those_of_the_interface_and_lead_to_their_articles() {
    let service = Service::start();
    let (mut checked, mut unlinked) = (0, 0);
    for path in [
        "/stats",
        "/stats?by=class",
        "/stats?by=level&by2=recipient",
        "/stats?by=year&counting=reported",
        "/stats?by=month&by2=award&chart=lines",
        "/stats?by=province&status=all",
        "/stats?by=district&top=5",
        "/stats?by=commune&award=giay-khen",
        "/stats?by=award&from=2023&to=2024-06",
        "/stats?by=level&province=H%C3%A0+N%E1%BB%99i",
        "/stats?by=award&unit=c%C3%B4ng+an&event=review",
        "/stats?by=status&status=all&order=value",
        "/stats?by=site",
        "/stats?by=unit-kind",
        "/stats?by=month",
    ] {
        let page = service.page(path);
        let data = service.json(&export(&page, "JSON"));
        let rows = select(&page, "table.counts tbody tr");
        assert_eq!(rows.len(), data["rows"].as_array().expect("rows").len(), "{path}");
        let cells = |row: &ElementRef| within(row, "td.number").iter().map(number).collect::<Vec<_>>();
        let total = select(&page, "table.counts tfoot tr");
        if let Some(total) = total.first() {
            let total = cells(total);
            assert_eq!(
                (total[0], total[2]),
                (data["total"]["count"].as_u64().unwrap(), data["total"]["articles"].as_u64().unwrap())
            );
        }
        let mut counts: Vec<u64> = rows.iter().map(|row| cells(row)[0]).collect();
        let mut expected: Vec<u64> =
            data["rows"].as_array().unwrap().iter().map(|it| it["count"].as_u64().unwrap()).collect();
        counts.sort_unstable();
        expected.sort_unstable();
        assert_eq!(counts, expected, "{path}");
        for row in &rows {
            let articles = cells(row)[2];
            match within(row, "td a").first() {
                // A province of today that had its name before too is found by both: the one difference there is.
                Some(link) if path.contains("by=province") => assert!(service.found(href(link)) >= articles),
                Some(link) => {
                    assert_eq!(service.found(href(link)), articles, "{path}: {}", href(link));
                    checked += 1;
                }
                None => unlinked += 1,
            }
        }
        let csv = service.get(&export(&page, "CSV"));
        assert_eq!((csv.0, csv.1.lines().count()), (200, rows.len() + 1), "{path}");
        assert_eq!(service.page(&export(&page, "Địa chỉ")).html(), page.html(), "{path}");
    }
    assert!(checked > 100 && unlinked > 5, "{checked} {unlinked}");
    // What has no field, and what is in no row, leads nowhere.
    for path in ["/stats?by=unit-kind", "/stats?by=province&places=now"] {
        assert!(select(&service.page(path), "table.counts td a").is_empty(), "{path}");
    }
    let top = service.page("/stats?by=award&top=3");
    let last = select(&top, "table.counts tbody tr").pop().expect("a row");
    assert!(text(&last).starts_with("còn lại") && within(&last, "a").is_empty());
}

#[test]
fn two_dimensions_are_crossed_and_each_cell_leads_to_its_articles() {
    let service = Service::start();
    let (mut followed, mut zeros) = (0, 0);
    for path in [
        "/stats?by=level&by2=recipient",
        "/stats?by=award&by2=year&top=6&columns=4",
        "/stats?by=month&by2=level&status=all",
        "/stats?by=district&by2=award&columns=3&top=8",
        "/stats?by=level&by2=status&status=all&order=value&counting=reported",
    ] {
        let page = service.page(path);
        let data = service.json(&export(&page, "JSON").replace("&top=6", "").replace("&top=8", ""));
        let rows = crossed(&page);
        let (total, body) = rows.split_last().expect("a total");
        // Every line and every column adds up to its total, and all of them to that of the answer.
        for at in 0..total.1.len() {
            assert_eq!(body.iter().map(|row| row.1[at].0).sum::<u64>(), total.1[at].0, "{path}: column {at}");
        }
        for (label, cells) in &rows {
            let (sum, cells) = cells.split_last().expect("a total");
            assert_eq!(cells.iter().map(|cell| cell.0).sum::<u64>(), sum.0, "{path}: {label}");
            assert!(cells.iter().all(|cell| cell.0 > 0 || cell.1.is_none()), "{path}: a zero leads nowhere");
            zeros += cells.iter().filter(|cell| cell.0 == 0).count();
        }
        let count = |row: &Value| row["count"].as_u64().expect("a count");
        let of_answer = data["total"]["count"].as_u64().expect("a total");
        assert_eq!(total.1.last().map(|it| it.0), Some(of_answer), "{path}");
        // What a cell counts and what its search finds are the same row of the answer.
        let [first, second] = [0, 1].map(|at| data["by"][at].as_str().expect("a name").to_string());
        let answer = data["rows"].as_array().expect("rows");
        for cell in body.iter().flat_map(|row| row.1.split_last().expect("a total").1) {
            let Some(link) = cell.1 else { continue };
            let query = form_urlencoded::parse(link.split_once('?').expect("a query").1.as_bytes());
            let query = query.into_owned().find(|(name, _)| name == "q").expect("a query").1;
            let is_of = |row: &&Value| {
                [&first, &second].into_iter().all(|name| {
                    let value = match &row[name.as_str()] {
                        Value::String(text) => text.clone(),
                        other => other.to_string(),
                    };
                    let code = row[format!("{name}_code")].as_str().unwrap_or_default();
                    query.contains(&format!("{name}:\"{value}\""))
                        || (!code.is_empty() && query.contains(&format!("{name}:\"{code}\"")))
                })
            };
            let row = answer.iter().find(is_of).unwrap_or_else(|| panic!("{path}: no row of {query}"));
            assert_eq!(count(row), cell.0, "{path}: {query}");
            if followed < 150 {
                assert_eq!(
                    service.found(link),
                    row["articles"].as_u64().expect("a number"),
                    "{path}: {query}"
                );
                followed += 1;
            }
        }
    }
    assert!(followed > 60 && zeros > 10, "{followed} {zeros}");
    // As many rows and columns as asked for, and what is left.
    let page = service.page("/stats?by=award&by2=year&top=6&columns=4");
    let heads: Vec<String> = select(&page, "table.crossed thead th").iter().map(text).collect();
    assert_eq!((crossed(&page).len(), heads.len()), (6 + 2, 1 + 4 + 2));
    assert_eq!((heads[5].as_str(), crossed(&page)[6].0.as_str()), ("còn lại", "còn lại"));
    // One dimension has nothing to cross.
    assert!(select(&service.page("/stats?by=award"), "table.crossed").is_empty());
}

#[test]
fn every_drawing_has_its_label_and_its_table() {
    let service = Service::start();
    for (path, what, drawn) in [
        ("/stats?chart=bars", "rect.piece", 15),
        ("/stats?by=level&by2=recipient", "svg[role=img] rect.piece", 8),
        ("/stats?by=level&by2=recipient&chart=stacked", "svg[role=img] rect.piece", 8),
        ("/stats?by=year&chart=lines", "polyline", 1),
        ("/stats?by=year&by2=level", "polyline", 5),
        ("/stats?by=award&by2=month&chart=lines", "polyline", 8),
    ] {
        let page = service.page(path);
        assert!(select(&page, what).len() >= drawn, "{path}: {}", select(&page, what).len());
        let images = select(&page, "svg[role=img]");
        assert!(images.len() == 1 && images[0].attr("aria-label").is_some_and(|it| it.len() > 10), "{path}");
        assert!(within(&images[0], "a").is_empty() && select(&page, "table.counts caption").len() == 1);
        // Patterns or dashes, named in the legend, for every part.
        if path.contains("by2") {
            assert_eq!(select(&page, ".legend li").len(), select(&page, ".legend li > svg").len());
            assert!(select(&page, ".legend li").len() > 1, "{path}");
        }
    }
    let unfit = service.page("/stats?by=award&chart=lines");
    assert_eq!((select(&unfit, ".note").len(), select(&unfit, "polyline").len()), (1, 0));
    let english = service.page("/stats?by=award&by2=year&lang=en");
    assert_eq!(text(&select(&english, "h1")[0]), "Statistics");
    for link in select(&english, "table.counts a, .exports a:last-child") {
        assert!(href(&link).contains("lang=en"), "{}", href(&link));
    }
    assert_eq!(select(&english, "form.asking input[name=lang][value=en]").len(), 1);
    // In the order of time, where it is asked for.
    let rows = service.page("/stats?by=year&order=value");
    let years: Vec<_> = select(&rows, "table.counts tbody th").iter().map(text).collect();
    let mut sorted = years.clone();
    sorted.sort();
    assert_eq!(years, sorted);
    assert_eq!(select(&rows, "th[aria-sort=ascending]").len(), 1);
}

#[test]
fn coverage_shows_every_province_once_and_what_is_missing_first() {
    let service = Service::start();
    for day in
        ["2021-11-01", "2024-12-31", "2025-01-01", "2025-06-30", "2025-07-01", "2026-04-30", "2030-01-01"]
    {
        let page = service.page(&format!("/coverage?as_of={day}"));
        let tiles = select(&page, ".tiles > li");
        let mut names: Vec<String> = select(&page, ".tile .name").iter().map(text).collect();
        let mut expected: Vec<&str> = gazetteer::get().in_force(1, day).map(|it| it.name).collect();
        names.sort();
        expected.sort_unstable();
        assert_eq!(names, expected, "{day}");
        let places: HashSet<_> = tiles.iter().filter_map(|it| it.attr("class")).collect();
        assert_eq!(places.len(), expected.len(), "{day}: every tile has a place of its own");
    }
    let page = service.page("/coverage");
    let rows = select(&page, "table.heat tbody tr");
    let articles: Vec<u64> = rows.iter().map(|row| number(&within(row, "td.number")[0])).collect();
    let zeros = articles.iter().take_while(|it| **it == 0).count();
    assert!(zeros > 0 && articles[zeros..].iter().all(|it| *it > 0), "{articles:?}");
    let page = service.page("/coverage?as_of=2024-12-31");
    // From each tile to the province: its districts, with as many articles as the interface says.
    let tile = select(&page, ".tile.h2, .tile.h3, .tile.h4");
    let (mut cells, mut followed) = (0, 0);
    for tile in tile.iter().take(3) {
        let page = service.page(href(tile));
        let data = service.json(&export(&page, "JSON"));
        let all = data["rows"].as_array().expect("rows");
        let rows = select(&page, "table.heat tbody tr");
        assert_eq!((data["level"].as_str(), rows.len()), (Some("district"), all.len()));
        assert_eq!(select(&page, ".tiles").len(), 0);
        for (row, expected) in rows.iter().zip(all) {
            assert_eq!(number(&within(row, "td.number")[0]), expected["articles"].as_u64().unwrap());
            let by_month: u64 = within(row, "td.cell").iter().map(number).sum();
            let last = &data["as_of"].as_str().unwrap()[..7];
            let months = data["months"].as_array().unwrap();
            let months: Vec<_> = months.iter().filter(|it| it.as_str().unwrap() <= last).collect();
            let shown = &months[months.len().saturating_sub(24)..];
            let of = expected["months"].as_array().unwrap().iter().filter(|it| shown.contains(&&it["month"]));
            assert_eq!(by_month, of.map(|it| it["articles"].as_u64().unwrap()).sum::<u64>());
            cells += by_month;
            if let Some(link) = within(row, "td a").first() {
                assert_eq!(
                    service.found(href(link)),
                    expected["articles"].as_u64().unwrap(),
                    "{}",
                    href(link)
                );
                followed += 1;
            }
        }
        let csv = service.get(&export(&page, "CSV theo tháng"));
        assert_eq!((csv.0, csv.1.lines().count()), (200, all.len() + 1));
    }
    assert!(cells > 0 && followed > 3, "{cells} {followed}");
    assert_eq!(select(&page, "table.heat thead th:not([scope])").len(), 0);
    assert!(select(&page, "table.heat th.month").len() <= 24);
}

#[test]
fn months_of_coverage_lead_to_their_articles() {
    let service = Service::start();
    let (mut followed, mut unlinked) = (0, 0);
    let mut pages = Vec::new();
    for day in ["2022-12-31", "2023-12-31", "2025-06-30"] {
        let page = service.page(&format!("/coverage?as_of={day}"));
        let reported = select(&page, ".tile:not(.h0)");
        pages.extend(reported.iter().map(|tile| href(tile).to_string()));
    }
    // Half a month is none that a search knows.
    let half: Vec<String> = pages.iter().map(|page| format!("{page}&to=2023-12-15")).collect();
    for path in pages.iter().chain(&half) {
        let page = service.page(path);
        for cell in select(&page, "table.heat td.cell") {
            match within(&cell, "a").first() {
                Some(link) => {
                    assert_eq!(service.found(href(link)), number(&cell), "{path}: {}", href(link));
                    followed += 1;
                }
                // Nor does it know of what is dated by its event.
                None => unlinked += u64::from(number(&cell) > 0),
            }
        }
    }
    assert!(followed > 40 && unlinked > 0 && unlinked * 3 < followed, "{followed} {unlinked}");
    // The search for a province finds what is set there, not all that names it.
    assert!(select(&service.page("/coverage"), "table.heat td.cell a").is_empty());
}

#[test]
fn gaps_silence_mergers_and_mentions() {
    let service = Service::start();
    let whole = service.page("/coverage?as_of=2023-12-31");
    let gaps = service.page("/coverage?as_of=2023-12-31&gaps=true");
    let silent = service.page("/coverage?as_of=2023-12-31&gaps=true&silent_days=30");
    let late = service.page("/coverage?as_of=2023-12-31&gaps=true&since=2023-12-01");
    let rows = |page: &Html| select(page, "table.heat tbody tr").len();
    let marks = |page: &Html| select(page, ".tile .mark").len();
    assert!(rows(&gaps) > 0 && rows(&gaps) < rows(&silent) && rows(&silent) < rows(&whole));
    assert_eq!(select(&gaps, ".tile").len(), 63, "tiles show all provinces");
    assert_eq!((marks(&whole), marks(&silent)), (rows(&gaps), rows(&silent)));
    let data = service.json(&export(&silent, "JSON"));
    assert_eq!(data["rows"].as_array().unwrap().len(), rows(&silent));
    let data = service.json("/api/v1/coverage?level=province&as_of=2023-12-31&since=2023-12-01&gaps=true");
    assert_eq!(data["rows"].as_array().unwrap().len(), rows(&late));
    let csv = service.get(&export(&whole, "CSV các đơn vị"));
    assert_eq!(csv.1.lines().count(), rows(&gaps) + 1);
    // After the reform: communes, and what they came from where it is asked for.
    let after = service.page("/coverage?province=Ninh+B%C3%ACnh&as_of=2025-07-01&continued=true");
    let communes = gazetteer::get().in_force(3, "2025-07-01").filter(|it| it.parent == "37").count();
    assert_eq!(rows(&after), communes);
    assert!(select(&after, "td.continued p").iter().any(|it| text(it).contains("huyện")));
    let ended = service.page("/coverage?level=district&as_of=2025-07-01");
    assert_eq!((rows(&ended), select(&ended, ".note").len()), (0, 1));
    // Mentions lead to their articles; the hostile one is among what is there.
    let mentions = select(&whole, ".mentions li");
    assert!(!mentions.is_empty() && mentions.len() <= 50);
    let data = service.json("/api/v1/coverage?level=province&as_of=2023-12-31&mentions=50");
    assert_eq!(mentions.len(), data["unplaced"]["mentions"].as_array().unwrap().len());
    service.page(href(&within(&mentions[0], "a")[0]));
    let english = service.page("/coverage?lang=en&as_of=2023-12-31");
    for link in select(&english, ".tile, .mentions a") {
        assert!(href(&link).contains("lang=en"), "{}", href(&link));
    }
}

#[test]
fn bad_parameters_are_told_on_the_page() {
    let service = Service::start();
    let hostile: String = form_urlencoded::byte_serialize(SCRIPT.as_bytes()).collect();
    for (path, status) in [
        ("/stats?by=foo", 400),
        ("/stats?chart=pie&lang=en", 400),
        ("/stats?top=-1", 400),
        ("/stats?from=x", 400),
        ("/stats?from=2024&to=2023", 409),
        ("/stats?province=Atlantis", 404),
        ("/stats?award=x", 400),
        ("/stats?unit=%E2%80%A6", 404),
        ("/coverage?level=village", 400),
        ("/coverage?as_of=x", 400),
        ("/coverage?from=2024&to=2023&lang=en", 409),
        ("/coverage?province=Atlantis", 404),
        ("/coverage?silent_days=many", 400),
        ("/coverage?gaps=1", 400),
        ("/coverage?province=X&level=commune&as_of=9999-99", 400),
    ] {
        let (got, text) = service.get(path);
        assert_eq!(got, status, "{path}");
        let page = Html::parse_document(&text);
        assert!(!select(&page, "[role=alert]").is_empty(), "{path}");
        assert_eq!(select(&page, "form.asking").len(), 1, "{path}");
    }
    for name in [
        "by", "by2", "status", "chart", "top", "province", "from", "award", "unit", "official", "event",
        "order",
    ] {
        let (status, text) = service.get(&format!("/stats?{name}={hostile}"));
        assert!((200..500).contains(&status) && text.contains("form"), "{name}: {status}");
    }
    for name in ["province", "level", "as_of", "from", "to", "since", "silent_days", "gaps"] {
        let (status, _) = service.get(&format!("/coverage?{name}={hostile}"));
        assert!((400..500).contains(&status), "{name}: {status}");
    }
    // A site is whatever a record says it is.
    let sites = service.page("/stats?by=site");
    assert!(select(&sites, "table.counts tbody th").len() > 1);
}

/// Bytes of the first page, and of all that it brings with it, packed.
#[test]
fn the_first_page_is_small() {
    let service = Service::start();
    let (_, home) = service.get("/");
    assert!(home.len() < 50 << 10, "{}", home.len());
    let page = Html::parse_document(&home);
    let assets = select(&page, "link[rel=stylesheet], link[rel=icon], script[src], img[src]");
    let mut packed = 0;
    for asset in &assets {
        let address = asset.attr("href").or(asset.attr("src")).expect("an address");
        assert!(address.starts_with("/assets/"), "{address} is not our own");
        let request = service.running.agent.get(format!("{}{address}", service.running.root));
        let mut response = request.header("accept-encoding", "gzip").call().expect("an answer");
        let is_packed = response.headers().get("content-encoding").is_some_and(|it| it == "gzip");
        let bytes = response.body_mut().read_to_vec().expect("bytes").len();
        assert!(is_packed || bytes < 1 << 10, "{address} is sent as it is");
        packed += bytes;
    }
    assert!(assets.len() >= 4 && packed > 1 << 10 && packed < 150 << 10, "{packed}");
}
