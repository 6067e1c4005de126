//! `fetch` against a site of one's own: every outcome as the journal says, robots.txt never broken,
//! nothing asked for twice, nothing lost when a run is killed.

#[path = "common/output.rs"]
mod output;
#[path = "common/site.rs"]
mod site;

use flate2::Compression;
use flate2::read::MultiGzDecoder;
use flate2::write::GzEncoder;
use output::{code, stderr, stdout};
use serde_json::Value;
use site::{Reply, Request, Sending, Site};
use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::io::{Read, Write};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// A folder to fetch into, and the command.
struct Place {
    folder: TempDir,
}

impl Place {
    fn new() -> Self {
        Self { folder: TempDir::new().expect("a folder") }
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        self.folder.path().join(name)
    }

    /// `fetch` with what makes it fast here; its answer in English.
    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_vinhdanh"));
        command.args(["fetch", "--lang", "en", "--out", "out"]);
        for (name, value) in [("--delay", "0"), ("--backoff", "0.005"), ("--timeout", "5")] {
            if !args.contains(&name) {
                command.args([name, value]);
            }
        }
        command.args(args).current_dir(self.folder.path()).env("HOME", self.folder.path());
        command.env_remove("XDG_CONFIG_HOME");
        command
    }

    fn run(&self, args: &[&str]) -> Output {
        self.command(args).output().expect("it runs")
    }

    /// Fetches with leave to ask this machine.
    fn fetch(&self, args: &[&str]) -> Output {
        self.run(&[&["--allow-private"], args].concat())
    }

    fn journal(&self) -> Vec<Value> {
        let text = fs::read_to_string(self.path("out/journal.ndjson")).unwrap_or_default();
        let whole = text.rfind('\n').map_or("", |end| &text[..end]);
        whole.lines().map(|line| serde_json::from_str(line).expect("a line of JSON")).collect()
    }

    /// Path → outcome and status, as the journal says last.
    fn outcomes(&self) -> BTreeMap<String, String> {
        self.journal().iter().map(|line| (path(line), outcome(line))).collect()
    }

    /// Addresses and bodies of all pages in the WARC files, in order.
    fn pages(&self) -> Vec<(String, Vec<u8>)> {
        let mut files: Vec<_> = fs::read_dir(self.path("out")).expect("a folder").flatten().collect();
        files.sort_by_key(fs::DirEntry::file_name);
        let is_pages = |file: &fs::DirEntry| file.file_name().to_string_lossy().starts_with("fetch-");
        files.iter().filter(|file| is_pages(file)).flat_map(|file| responses(&file.path())).collect()
    }
}

/// The responses of a WARC file, read by its own lengths.
fn responses(file: &std::path::Path) -> Vec<(String, Vec<u8>)> {
    let mut all = Vec::new();
    MultiGzDecoder::new(fs::File::open(file).expect("a file")).read_to_end(&mut all).expect("whole members");
    let behind = |bytes: &[u8]| bytes.windows(4).position(|w| w == b"\r\n\r\n").expect("a head") + 4;
    let (mut found, mut rest) = (Vec::new(), all.as_slice());
    while !rest.is_empty() {
        let start = behind(rest);
        let head = String::from_utf8_lossy(&rest[..start]).into_owned();
        let field = |name: &str| {
            let line = head.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
            line.map(str::to_string)
        };
        let length: usize = field("Content-Length").expect("a length").parse().expect("a number");
        let block = &rest[start..start + length];
        if let Some(url) = field("WARC-Target-URI") {
            found.push((url, block[behind(block)..].to_vec()));
        }
        rest = rest[start + length..].strip_prefix(b"\r\n\r\n").expect("the end of the record");
    }
    found
}

fn path(line: &Value) -> String {
    let url = line["url"].as_str().expect("an address");
    let rest = url.split_once("://").expect("a scheme").1;
    rest[rest.find('/').expect("a path")..].to_string()
}

fn outcome(line: &Value) -> String {
    let outcome = line["outcome"].as_str().expect("an outcome");
    line["status"].as_u64().map_or(outcome.to_string(), |status| format!("{outcome} {status}"))
}

fn paths(seen: &[Request]) -> Vec<&str> {
    seen.iter().map(|request| request.path.as_str()).collect()
}

fn gzip(text: &str) -> Vec<u8> {
    let mut out = GzEncoder::new(Vec::new(), Compression::default());
    out.write_all(text.as_bytes()).expect("memory");
    out.finish().expect("memory")
}

fn sitemap(urls: &[String]) -> String {
    let entries: String = urls.iter().map(|url| format!("<url><loc>{url}</loc></url>")).collect();
    format!("<?xml version=\"1.0\"?><urlset>{entries}</urlset>")
}

/// Answers so often with the first, then with the second.
fn first(times: usize, bad: Reply, good: Reply) -> impl Fn(&Request) -> Reply + Send + Sync {
    let left = std::sync::Mutex::new(times);
    move |_| {
        let mut left = left.lock().expect("a lock");
        let reply = if *left > 0 { bad.clone() } else { good.clone() };
        *left = left.saturating_sub(1);
        reply
    }
}

/// How often each path was asked for.
fn tally(seen: &[Request]) -> BTreeMap<&str, usize> {
    seen.iter().fold(BTreeMap::new(), |mut all, request| {
        *all.entry(request.path.as_str()).or_default() += 1;
        all
    })
}

fn html() -> Reply {
    Reply::html("<p>Trao giấy khen cho 12 tập thể.</p>")
}

/// Path, answer, what becomes of it.
fn cases() -> Vec<(&'static str, Reply, &'static str)> {
    let long = "x".repeat(30_000);
    let zipped = Reply::new(200, "text/html", gzip("<p>A")).header("Content-Encoding", "gzip");
    vec![
        ("/page", html(), "stored 200"),
        ("/chunked", html().sent(Sending::Chunked), "stored 200"),
        ("/gzip", zipped, "stored 200"),
        ("/charset", Reply::new(200, "text/html; charset=iso-8859-1", "<p>khen thưởng"), "stored 200"),
        ("/untyped", Reply::new(200, "", "<p>A"), "stored 200"),
        ("/plain", Reply::text("A"), "stored 200"),
        ("/empty", Reply::html(""), "stored 200"),
        ("/image", Reply::new(200, "image/png", "PNG"), "other-type"),
        ("/data.xml", Reply::xml("<data/>"), "other-type 200"),
        ("/long", Reply::html(&long), "too-large"),
        ("/long-chunked", Reply::html(&long).sent(Sending::Chunked), "too-large"),
        ("/missing", Reply::status(404), "not-found 404"),
        ("/gone", Reply::status(410), "not-found 410"),
        ("/forbidden", Reply::status(403), "client-error 403"),
        ("/broken", Reply::status(500), "server-error 500"),
        ("/busy", Reply::status(429), "rate-limited 429"),
        ("/later", Reply::status(503).header("Retry-After", "86400"), "server-error 503"),
        ("/cut", html().sent(Sending::Half), "incomplete"),
        ("/cut-chunked", html().sent(Sending::HalfChunked), "incomplete"),
        ("/garbage", html().sent(Sending::Garbage), "incomplete"),
        ("/nothing", html().sent(Sending::Nothing), "incomplete"),
        ("/slow", html().after(Duration::from_secs(4)), "timed-out"),
        ("/moved", Reply::to("target?a=1#b"), "redirected 302"),
        ("/circle", Reply::to("/circle-back"), "redirected 302"),
        ("/1", Reply::to("/2"), "redirected 302"),
        ("/to-ftp", Reply::to("ftp://example.vn/"), "bad-address 302"),
        ("/nowhere", Reply::status(302), "bad-address 302"),
        ("/none.rss", Reply::xml("<rss><channel></channel></rss>"), "listed 200"),
    ]
}

/// What the redirects of [`cases`] lead to.
fn led_to() -> Vec<(&'static str, Reply, &'static str)> {
    vec![
        ("/target?a=1", html(), "stored 200"),
        ("/circle-back", Reply::to("/circle"), "too-many-redirects 302"),
        ("/2", Reply::to("/3"), "redirected 302"),
        ("/3", Reply::to("/4"), "redirected 302"),
        ("/4", Reply::to("/5"), "redirected 302"),
        ("/5", Reply::to("/6"), "redirected 302"),
        ("/6", Reply::to("/7"), "too-many-redirects 302"),
        ("/robots.txt", Reply::status(404), "robots 404"),
    ]
}

#[test]
fn every_outcome_is_as_the_journal_says() {
    let (site, place) = (Site::new(), Place::new());
    let all: Vec<_> = cases().into_iter().chain(led_to()).collect();
    all.iter().for_each(|(path, reply, _)| site.on(path, reply.clone()));
    let urls: Vec<String> = cases().iter().map(|(path, ..)| site.url(path)).collect();
    let mut args = vec!["--max-bytes", "20000", "--timeout", "1.5", "--retries", "1", "--json"];
    args.extend(urls.iter().map(String::as_str));
    let output = place.fetch(&args);
    let expected = all.iter().map(|(path, _, outcome)| (path.to_string(), outcome.to_string()));
    assert_eq!(place.outcomes(), expected.collect(), "{}", stderr(&output));
    assert_eq!(code(&output), 1);
    assert_eq!(place.journal().len(), all.len(), "one line an outcome");

    let lines: Vec<Value> =
        stdout(&output).lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let (summary, told) = lines.split_last().expect("a summary");
    assert_eq!(told, place.journal(), "what is told is what is written");
    assert_eq!(summary["summary"]["outcomes"]["redirected"], 7);

    let pages: HashMap<_, _> = place.pages().into_iter().collect();
    assert_eq!(pages.len(), 8);
    assert_eq!(pages[&site.url("/charset")], "<p>khen thưởng".as_bytes(), "as it was sent");
    assert_eq!(pages[&site.url("/gzip")], gzip("<p>A"));
    assert_eq!(pages[&site.url("/chunked")], pages[&site.url("/page")]);

    // What may pass is tried again, and what asks to be left alone for a day is not.
    let seen = site.seen();
    for (path, times) in tally(&seen) {
        let again = ["/broken", "/busy", "/cut", "/cut-chunked", "/garbage", "/nothing", "/slow"];
        assert_eq!(times, 1 + usize::from(again.contains(&path)), "{path}");
    }
}

#[test]
fn what_fails_and_then_works_is_had() {
    let (site, place) = (Site::new(), Place::new());
    let wait = |status| Reply::status(status).header("Retry-After", "1");
    for (path, bad) in [
        ("/a", Reply::status(503)),
        ("/b", html().sent(Sending::Half)),
        ("/c", wait(429)),
        ("/robots.txt", wait(500)),
    ] {
        let good = if path == "/robots.txt" { Reply::text("") } else { html() };
        site.when(path, first(2, bad, good));
    }
    let output = place.fetch(&[&site.url("/a"), &site.url("/b")]);
    assert_eq!((code(&output), stderr(&output)), (0, String::new()));
    assert_eq!(place.pages().len(), 2);
    let seen = site.seen();
    assert_eq!(tally(&seen), BTreeMap::from([("/a", 3), ("/b", 3), ("/robots.txt", 3)]));
    // A server that wants to be left alone is, also where it has not said yet what is allowed.
    let waited = |seen: &[Request]| {
        let gaps: Vec<Duration> = seen.windows(2).map(|two| two[1].at - two[0].at).collect();
        assert!(gaps.iter().all(|gap| *gap >= Duration::from_secs(1)), "{gaps:?}");
    };
    assert_eq!(paths(&seen[..3]), ["/robots.txt"; 3]);
    waited(&seen[..3]);
    place.fetch(&[&site.url("/c")]);
    let seen = site.seen();
    assert_eq!(paths(&seen), ["/c", "/c", "/c"]);
    waited(&seen);
}

#[test]
fn robots_txt_is_never_broken() {
    let (site, place) = (Site::new(), Place::new());
    let robots = "User-agent: *\nDisallow: /\n\nUser-agent: vinhdanh\nDisallow: /closed\nCrawl-delay: 0.3\n";
    site.on("/robots.txt", Reply::text(robots));
    let pages = ["/open", "/closed/1", "/to-closed"].map(|path| site.url(path));
    site.on("/map.xml", Reply::xml(&sitemap(&pages)));
    site.on("/open", html());
    site.on("/closed/1", html());
    site.on("/closed/2", html());
    site.on("/to-closed", Reply::to("/closed/2"));
    let output = place.fetch(&[&site.url("/map.xml"), &site.url("/closed")]);
    assert_eq!((code(&output), stderr(&output)), (0, String::new()));
    for closed in ["/closed", "/closed/1", "/closed/2"] {
        assert_eq!(place.outcomes()[closed], "disallowed");
    }
    let seen = site.seen();
    assert_eq!(paths(&seen), ["/robots.txt", "/map.xml", "/open", "/to-closed"]);
    let gaps: Vec<Duration> = seen[1..].windows(2).map(|two| two[1].at - two[0].at).collect();
    // A request may be seen late on a busy machine.
    assert!(gaps.iter().all(|gap| *gap >= Duration::from_millis(200)), "the crawl-delay: {gaps:?}");
    // Once a day is enough.
    place.fetch(&[&site.url("/open")]);
    assert_eq!(paths(&site.seen()), ["/open"]);
}

#[test]
fn without_robots_txt_all_is_allowed_and_nothing_while_it_cannot_be_had() {
    let check = |robots: Reply, expected: &str, status: i32| {
        let (site, place) = (Site::new(), Place::new());
        site.on("/robots.txt", robots);
        site.on("/moved.txt", Reply::text("User-agent: *\nDisallow: /\n"));
        site.on("/a", html());
        let output = place.fetch(&["--timeout", "1", "--retries", "1", &site.url("/a")]);
        assert_eq!(place.outcomes()["/a"], expected);
        assert_eq!(code(&output), status, "{}", stderr(&output));
        assert_eq!(paths(&site.seen()).contains(&"/a"), expected.starts_with("stored"));
    };
    check(Reply::status(404), "stored 200", 0);
    check(Reply::status(403), "stored 200", 0);
    check(Reply::to("/robots.txt"), "stored 200", 0);
    check(Reply::to("/moved.txt"), "disallowed", 1);
    check(Reply::status(503), "robots-unreachable", 1);
    check(Reply::status(429), "robots-unreachable", 1);
    check(Reply::status(503).header("Retry-After", "86400"), "robots-unreachable", 1);
    check(html().after(Duration::from_secs(3)), "robots-unreachable", 1);
    check(html().sent(Sending::Half), "robots-unreachable", 1);
}

#[test]
fn a_second_run_fetches_only_what_changed() {
    let (site, place) = (Site::new(), Place::new());
    let pages = ["/a", "/b", "/c", "/d"].map(|path| site.url(path));
    site.on("/robots.txt", Reply::text("").header("ETag", "\"r\""));
    site.on("/map.xml", Reply::xml(&sitemap(&pages)).header("ETag", "\"m\""));
    site.on("/a", html().header("ETag", "\"a\""));
    site.on("/b", html().header("Last-Modified", "Thu, 30 Mar 2023 10:43:00 GMT"));
    site.on("/c", html().header("ETag", "W/\"c\"").header("Last-Modified", "Thu, 30 Mar 2023 10:43:00 GMT"));
    site.on("/d", html().header("ETag", "\"d1\""));
    let map = site.url("/map.xml");
    assert_eq!(code(&place.fetch(&[&map])), 0);
    assert!(site.seen().iter().all(|request| request.status == 200));
    let before = place.pages();
    assert_eq!(before.len(), 4);

    let output = place.fetch(&[&map]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let seen = site.seen();
    assert_eq!(seen.len(), 5);
    assert!(seen.iter().all(|request| request.status == 304), "{seen:?}");
    assert_eq!(place.pages(), before);
    assert_eq!(place.outcomes()["/a"], "unchanged 304");
    assert_eq!(place.outcomes()["/map.xml"], "listed 304");

    site.on("/d", Reply::html("<p>Trao bằng khen.</p>").header("ETag", "\"d2\""));
    place.fetch(&[&map]);
    let seen = site.seen();
    let got: Vec<_> = seen.iter().filter(|request| request.status == 200).map(|r| r.path.as_str()).collect();
    assert_eq!(got, ["/d"]);
    assert_eq!(place.pages()[4], (site.url("/d"), "<p>Trao bằng khen.</p>".into()));

    // What was stored is gone: asked for again, whole.
    fs::remove_file(place.path("out/fetch-00001.warc.gz")).expect("a file");
    place.fetch(&[&map]);
    assert_eq!(place.pages().len(), 4);
}

#[test]
fn the_same_bytes_are_stored_once() {
    let (site, place) = (Site::new(), Place::new());
    site.on("/a", html());
    for expected in ["stored 200", "unchanged 200"] {
        assert_eq!(code(&place.fetch(&[&site.url("/a")])), 0);
        assert_eq!(place.outcomes()["/a"], expected);
        assert_eq!(place.pages().len(), 1);
    }
}

/// A site with a feed, and sitemaps of each form.
fn portal() -> Site {
    let site = Site::new();
    let url = |path: &str| site.url(path);
    site.on("/robots.txt", Reply::text(&format!("Sitemap: {}\n", url("/index.xml"))));
    let front =
        "<html><head><link rel=\"alternate\" type=\"application/rss+xml\" href=\"/tin.rss\"></head></html>";
    site.on("/", Reply::html(front));
    let index = format!(
        "<sitemapindex><sitemap><loc>{}</loc></sitemap><sitemap><loc>{}</loc><lastmod>2020-01-01</lastmod></sitemap>\
         </sitemapindex>",
        url("/new.xml.gz"),
        url("/old.xml")
    );
    site.on("/index.xml", Reply::xml(&index));
    let new = sitemap(&[url("/khen/1"), url("/khen/2"), url("/the-thao/3")]);
    site.on("/new.xml.gz", Reply::new(200, "application/x-gzip", gzip(&new)));
    site.on("/map.txt", Reply::text(&format!("{}\n{}\n", url("/khen/1"), url("/the-thao/3"))));
    site.on("/old.xml", Reply::xml(&sitemap(&[url("/khen/0")])));
    let item =
        |path: &str, date: &str| format!("<item><link>{}</link><pubDate>{date}</pubDate></item>", url(path));
    let items = item("/khen/4", "Thu, 30 Mar 2023 17:43:00 +0700")
        + &item("/khen/5", "Wed, 29 Mar 2023 17:43:00 +0700");
    site.on(
        "/tin.rss",
        Reply::new(200, "application/rss+xml", format!("<rss><channel>{items}</channel></rss>")),
    );
    for n in 0..6 {
        site.on(&format!("/khen/{n}"), html());
    }
    site.on("/the-thao/3", html());
    site
}

#[test]
fn sources_and_filters() {
    let check = |args: &[&str], expected: &[&str]| {
        let (site, place) = (portal(), Place::new());
        let args: Vec<String> = args
            .iter()
            .map(|arg| if arg.starts_with('/') { site.url(arg) } else { arg.to_string() })
            .collect();
        fs::write(
            place.path("list.txt"),
            format!("# hai trang\n{}\n\n{}\r\n", site.url("/khen/1"), site.url("/khen/2")),
        )
        .expect("a file");
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        let mut planned: Vec<String> = stdout(&place.fetch(&[&args[..], &["--dry-run"]].concat()))
            .lines()
            .map(|url| url.replace(&site.url(""), ""))
            .collect();
        planned.sort();
        assert!(!place.path("out").exists(), "a dry run writes nothing");
        assert_eq!(planned, expected, "{args:?}");
        let output = place.fetch(&args);
        assert_eq!(code(&output), 0, "{args:?}: {}", stderr(&output));
        let mut found: Vec<String> =
            place.pages().into_iter().map(|(url, _)| url.replace(&site.url(""), "")).collect();
        found.sort();
        assert_eq!(found, expected, "{args:?}");
    };
    let all = ["/khen/0", "/khen/1", "/khen/2", "/khen/4", "/khen/5", "/the-thao/3"];
    check(&["/"], &all);
    check(&["/index.xml"], &["/khen/0", "/khen/1", "/khen/2", "/the-thao/3"]);
    check(&["/new.xml.gz", "/tin.rss"], &all[1..]);
    check(&["/map.txt"], &["/khen/1", "/the-thao/3"]);
    check(&["/khen/1", "/khen/1#a"], &["/khen/1"]);
    check(&["@list.txt"], &["/khen/1", "/khen/2"]);
    check(&["--list", "list.txt"], &["/khen/1", "/khen/2"]);
    check(&["/", "--match", "/khen/"], &all[..5]);
    check(&["/", "--since", "30/3/2023"], &["/khen/1", "/khen/2", "/khen/4", "/the-thao/3"]);
    check(&["/tin.rss", "--max-pages", "1"], &["/khen/4"]);
}

#[test]
fn a_site_without_a_word_of_its_sitemap() {
    let (site, place) = (Site::new(), Place::new());
    site.on("/", Reply::html("<p>Trang chủ"));
    let output = place.fetch(&[&site.url("/")]);
    assert_eq!(place.outcomes()["/sitemap.xml"], "no-sitemap 404");
    assert_eq!(code(&output), 1, "no page is found");
    site.on("/sitemap.xml", Reply::xml(&sitemap(&[site.url("/a")])));
    site.on("/a", html());
    let output = place.fetch(&[&site.url("/")]);
    assert_eq!((code(&output), place.pages().len()), (0, 1), "{}", stderr(&output));
}

#[test]
fn few_connections_a_host_and_many_hosts() {
    let (site, place) = (Site::new(), Place::new());
    let names: Vec<String> = (0..12).map(|n| format!("/{n}")).collect();
    names.iter().for_each(|path| site.on(path, html().after(Duration::from_millis(100))));
    let urls: Vec<String> = names.iter().map(|path| site.url(path)).collect();
    site.on("/map.xml", Reply::xml(&sitemap(&urls)));
    assert_eq!(code(&place.fetch(&[&site.url("/map.xml")])), 0);
    assert_eq!(site.most_open(), 2);
    let both: Vec<String> = urls.into_iter().chain(names.iter().map(|path| site.local_url(path))).collect();
    site.on("/both.xml", Reply::xml(&sitemap(&both)));
    assert_eq!(code(&Place::new().fetch(&[&site.url("/both.xml")])), 0);
    assert_eq!(site.most_open(), 4);
}

#[test]
fn private_addresses_are_refused() {
    let (site, place) = (Site::new(), Place::new());
    site.on("/a", html());
    let port = site.url("").rsplit(':').next().expect("a port").to_string();
    for host in ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0"] {
        let output = place.run(&[&format!("http://{host}:{port}/a")]);
        assert_eq!(code(&output), 1, "{host}");
        let said = stderr(&output);
        assert!(said.contains("--allow-private"), "{host}: {said}");
    }
    assert!(site.seen().is_empty());
    assert!(place.journal().iter().all(|line| line["outcome"] == "private-address"));
}

#[test]
fn who_asks_says_who_it_is() {
    let (site, place) = (Site::new(), Place::new());
    site.on("/a", html());
    site.on("/robots.txt", Reply::text("User-agent: tram\nDisallow: /a\n"));
    place.fetch(&[&site.url("/a")]);
    let agent = site.seen()[0].headers["user-agent"].clone();
    assert_eq!(agent, format!("vinhdanh/{} (+{})", env!("CARGO_PKG_VERSION"), env!("CARGO_PKG_REPOSITORY")));
    Place::new().fetch(&["--user-agent", "Tram/2.0", &site.url("/a")]);
    let seen = site.seen();
    assert_eq!((paths(&seen), seen[0].headers["user-agent"].as_str()), (vec!["/robots.txt"], "Tram/2.0"));
}

#[test]
fn wrong_use_is_told() {
    let (site, place) = (Site::new(), Place::new());
    fs::write(place.path("bad.txt"), "https://a.vn/\nmailto:a@b.vn\n").expect("a file");
    let check = |args: &[&str], said: &str| {
        let output = place.fetch(args);
        assert_eq!(code(&output), 2, "{args:?}");
        assert!(stderr(&output).contains(said), "{args:?}: {}", stderr(&output));
        assert!(!place.path("out").exists(), "{args:?}");
    };
    check(&[], "required");
    check(&["ftp://example.vn/"], "ftp://example.vn/ is no address");
    check(&["@bad.txt"], "bad.txt, line 2: mailto:a@b.vn");
    check(&["@none.txt"], "none.txt cannot be used");
    check(&["https://a.vn/", "--since", "mai"], "mai is no date");
    check(&["https://a.vn/", "--match", "("], "--match");
    check(&["https://a.vn/", "--delay", "x"], "--delay");
    fs::create_dir(place.path("out")).expect("a folder");
    fs::write(place.path("out/journal.ndjson"), "{}\n").expect("a file");
    let output = place.fetch(&[&site.url("/a")]);
    assert_eq!(code(&output), 2);
    assert!(stderr(&output).contains("journal.ndjson, line 1 is damaged"), "{}", stderr(&output));
}

#[test]
fn one_run_a_folder_and_no_journal_for_an_article() {
    let (site, place) = (Site::new(), Place::new());
    site.on("/slow", html().after(Duration::from_millis(800)));
    let mut running = place.command(&["--allow-private", &site.url("/slow")]);
    let mut running = running.stdout(Stdio::null()).spawn().expect("it runs");
    while !place.path("out/.fetch").exists() || site.seen().is_empty() {
        assert!(running.try_wait().expect("a child").is_none());
        std::thread::sleep(Duration::from_millis(2));
    }
    let second = place.fetch(&[&site.url("/slow")]);
    assert_eq!(code(&second), 2);
    assert!(stderr(&second).contains("another process"), "{}", stderr(&second));
    assert!(running.wait().expect("it ends").success());
    let mut extract = Command::new(env!("CARGO_BIN_EXE_vinhdanh"));
    let output = extract.args(["extract", "out"]).current_dir(place.folder.path()).output().expect("it runs");
    assert!(!stderr(&output).contains("journal"), "{}", stderr(&output));
}

#[test]
fn killed_at_any_moment_a_run_is_gone_on_with() {
    const PAGES: usize = 150;
    const KILLS: u64 = 20;
    let (site, place) = (Site::new(), Place::new());
    let paths: Vec<String> = (0..PAGES).map(|n| format!("/{n}")).collect();
    for path in &paths {
        site.on(path, Reply::html(&format!("<p>{path}")).after(Duration::from_millis(3)));
    }
    let (even, odd): (Vec<_>, Vec<_>) =
        paths.iter().partition(|path| path.ends_with(['0', '2', '4', '6', '8']));
    let urls = |paths: &[&String]| paths.iter().map(|path| site.url(path)).collect::<Vec<_>>();
    site.on("/robots.txt", Reply::text(&format!("Sitemap: {}\n", site.url("/even.xml"))));
    let front = "<link rel=\"alternate\" type=\"application/rss+xml\" href=\"/odd.xml\">";
    site.on("/", Reply::html(front));
    site.on("/even.xml", Reply::xml(&sitemap(&urls(&even))));
    site.on("/odd.xml", Reply::xml(&sitemap(&urls(&odd))));
    let front = site.url("/");
    let mut asked: BTreeMap<String, usize> = BTreeMap::new();
    let mut done: Vec<String> = Vec::new();
    let (mut killed, mut twice) = (0, 0);
    // Moments that no two runs share, spread over the time that a run takes.
    for round in 0..KILLS {
        let mut child = place
            .command(&["--allow-private", &front])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("it runs");
        let until = Instant::now() + Duration::from_micros(2_000 + round * 7_919 % 60_000);
        while Instant::now() < until {
            std::thread::sleep(Duration::from_micros(200));
        }
        killed += usize::from(child.try_wait().expect("a child").is_none());
        child.kill().expect("it is killed");
        child.wait().expect("it ends");
        for request in site.seen() {
            assert!(!done.contains(&request.path), "{} was done, and is asked for again", request.path);
            *asked.entry(request.path).or_default() += 1;
        }
        done = place.journal().iter().map(path).collect();
    }
    let output = place.fetch(&[&front]);
    assert_eq!((code(&output), stderr(&output)), (0, String::new()));
    for request in site.seen() {
        assert!(!done.contains(&request.path), "{} was done, and is asked for again", request.path);
        *asked.entry(request.path).or_default() += 1;
    }
    assert!(killed > 10, "only {killed} runs were killed alive");
    twice += asked.values().filter(|times| **times > 1).count();
    // Two connections: no more than two pages are in flight when a run is killed.
    assert!(twice <= 2 * killed, "{twice} were asked for more than once");
    let mut found: Vec<String> = place
        .pages()
        .iter()
        .map(|(url, body)| {
            assert!(url.ends_with(std::str::from_utf8(&body[3..]).expect("UTF-8")), "{url}");
            url.replace(&site.url(""), "")
        })
        .collect();
    let mut expected = paths.clone();
    found.sort();
    expected.sort();
    assert_eq!(found, expected, "each page once");
    let mut lines: Vec<String> = place.journal().iter().map(path).collect();
    let whole = lines.len();
    lines.sort();
    lines.dedup();
    assert_eq!(lines.len(), whole, "one line each");
}
