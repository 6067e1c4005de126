//! Fifty clients at a service over a made corpus while the index grows: `cargo bench --bench load -- 200000` for so
//! many articles. Each client asks once a second for a minute: six searches of ten, two statistics, one with facets, one
//! article; meanwhile `vinhdanh index` commits every second. No answer may fail or be wrong: what the new
//! articles cannot change has its old total, and what they alone hold has that of whole commits.

mod corpus;
#[path = "../tests/common/service.rs"]
mod service;

use serde_json::{Value, json};
use service::Running;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread::{scope, sleep};
use std::time::{Duration, Instant};
use tempfile::TempDir;
use ureq::Agent;

const CLIENTS: usize = 50;
const MINUTE: Duration = Duration::from_secs(60);
/// Articles of one commit.
const PIECE: usize = 20;
/// A word that only the new articles hold.
const MARK: &str = "zqload";

const SEARCHES: [&str; 12] = [
    "\"bằng khen\"",
    "giay khen AND tap the",
    "\"cờ thi đua\" -huyện",
    "UBND tỉnh",
    "chiến sĩ thi đua cơ sở",
    "award:bang-khen count:>=5",
    "province:\"Nam Định\" giấy khen",
    "huan chuong lao dong",
    "xuất sắc AND (cá nhân OR tập thể)",
    "lao động tiên tiến",
    "year:2022 level:province",
    "khen*",
];
const STATS: [&str; 4] = ["by=award", "by=province,year", "by=level,recipient", "by=authority&top=20"];

fn main() {
    let wanted = corpus::wanted();
    let (made, _) = corpus::index(wanted);
    let folder = TempDir::new_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder");
    let index = folder.path().join("index");
    let copied = Command::new("cp").arg("-r").args([&made, &index]).status().expect("cp");
    assert!(copied.success());
    let service = Running::over(&index);
    let api = format!("{}/api/v1", service.root);
    let before = Before::new(&service.agent, &api);
    println!("{wanted} articles, {CLIENTS} clients");

    let commits = AtomicUsize::new(0);
    let alone = phase(1, folder.path(), &index, &api, &before, &commits);
    told("one client alone", &alone);
    let all = phase(CLIENTS, folder.path(), &index, &api, &before, &commits);
    told("fifty", &all);
    let ratio = of_100(&all, 99).as_secs_f64() / of_100(&alone, 99).as_secs_f64();
    println!("{} commits; p99 of fifty to p99 of one: {ratio:.2}", commits.load(Ordering::Relaxed));
}

/// So many clients for a minute, while the index grows.
fn phase(
    clients: usize,
    folder: &Path,
    index: &Path,
    api: &str,
    before: &Before,
    commits: &AtomicUsize,
) -> Vec<Duration> {
    let stop = AtomicBool::new(false);
    scope(|threads| {
        let writer = threads.spawn(|| grow(folder, index, &stop, commits));
        let ask = |client: usize| {
            // They do not all ask in the same moment.
            sleep(Duration::from_millis(20 * client as u64));
            times(api, before, client)
        };
        let clients: Vec<_> = (0..clients).map(|client| threads.spawn(move || ask(client))).collect();
        let all = clients.into_iter().flat_map(|it| it.join().expect("a client without a fault")).collect();
        stop.store(true, Ordering::Relaxed);
        writer.join().expect("a writer without a fault");
        all
    })
}

fn get(agent: &Agent, api: &str, path: &str) -> Value {
    let mut response = agent.get(format!("{api}{path}")).call().expect("an answer");
    let text = response.body_mut().with_config().limit(1 << 30).read_to_string().expect("a text");
    assert_eq!(response.status(), 200, "{path}: {text}");
    serde_json::from_str(&text).expect("JSON")
}

fn search(text: &str) -> String {
    format!("/search?q={}&limit=10", form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>())
}

/// What the index said before it grew.
struct Before {
    articles: u64,
    copies: u64,
    searches: Vec<(String, Value)>,
    stats: Vec<(String, Value)>,
    ids: Vec<String>,
}

impl Before {
    fn new(agent: &Agent, api: &str) -> Self {
        let basis = get(agent, api, "/about")["basis"].clone();
        let searches = SEARCHES.map(search).map(|path| {
            let total = get(agent, api, &path)["total"].clone();
            (path, total)
        });
        let stats = STATS.map(|by| format!("/stats?{by}")).map(|path| {
            let total = get(agent, api, &path)["total"].clone();
            (path, total)
        });
        let hits = get(agent, api, "/search?q=khen&limit=200")["hits"].clone();
        let hits = hits.as_array().cloned().unwrap_or_default();
        Self {
            articles: basis["articles"].as_u64().expect("a number"),
            copies: basis["copies"].as_u64().expect("a number"),
            searches: searches.to_vec(),
            stats: stats.to_vec(),
            ids: hits.iter().filter_map(|hit| hit["id"].as_str().map(String::from)).collect(),
        }
    }
}

/// Asks once a second for a minute, and checks every answer.
fn times(api: &str, before: &Before, client: usize) -> Vec<Duration> {
    let agent: &Agent = &Agent::config_builder().http_status_as_error(false).build().into();
    let (begin, mut times, mut last) = (Instant::now(), Vec::new(), 0);
    for nth in 0.. {
        if begin.elapsed() >= MINUTE {
            break;
        }
        let at = client * 7 + nth;
        let pick = |list: &[(String, Value)]| list[at % list.len()].clone();
        let started = Instant::now();
        match at % 10 {
            0..5 => {
                let (path, total) = pick(&before.searches);
                assert_eq!(get(agent, api, &path)["total"], total, "{path}");
            }
            5 => {
                let answer = get(agent, api, &search(MARK));
                let (total, basis) = (answer["total"].as_u64().expect("a number"), &answer["basis"]);
                // Whole commits, none of them lost again, and all parts of one answer of the same one.
                assert!(total >= last && total.is_multiple_of(PIECE as u64), "{total} after {last}");
                assert_eq!(basis["articles"], before.articles + total);
                assert_eq!(basis["copies"], before.copies);
                last = total;
            }
            6 | 7 => {
                let (path, total) = pick(&before.stats);
                assert_eq!(get(agent, api, &path)["total"], total, "{path}");
            }
            8 => {
                let (path, total) = pick(&before.searches);
                assert_eq!(get(agent, api, &format!("{path}&facets=true"))["total"], total, "{path}");
            }
            _ => {
                let id = &before.ids[at % before.ids.len()];
                assert_eq!(get(agent, api, &format!("/articles/{id}"))["id"], *id);
            }
        }
        let took = started.elapsed();
        times.push(took);
        sleep(Duration::from_secs(1).saturating_sub(took));
    }
    times
}

/// Indexes a piece every second.
fn grow(folder: &Path, index: &Path, stop: &AtomicBool, commits: &AtomicUsize) {
    while !stop.load(Ordering::Relaxed) {
        let started = Instant::now();
        let nth = commits.load(Ordering::Relaxed);
        let path = piece(folder, nth);
        let done = Command::new(env!("CARGO_BIN_EXE_vinhdanh"))
            .arg("index")
            .arg(&path)
            .arg("--index")
            .arg(index)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .expect("it runs");
        assert!(done.success());
        commits.fetch_add(1, Ordering::Relaxed);
        sleep(Duration::from_secs(1).saturating_sub(started.elapsed()));
    }
}

/// Articles that no search but that of the mark finds, and none of which is like another.
fn piece(folder: &Path, nth: usize) -> PathBuf {
    let mut lines = String::new();
    for article in 0..PIECE {
        let number = nth * PIECE + article;
        let words: Vec<String> = (0..60).map(|at| format!("w{:x}", number * 7_919 + at * 104_729)).collect();
        let url = format!("https://load.example.vn/{number}");
        let text = format!("{MARK} {}.", words.join(" "));
        lines += &format!("{}\n", json!({ "url": url, "title": format!("{MARK} {number}"), "text": text }));
    }
    let path = folder.join(format!("piece-{nth}.ndjson"));
    fs::write(&path, lines).expect("a file");
    path
}

/// The time that so many of a hundred answers take at most.
fn of_100(times: &[Duration], part: usize) -> Duration {
    let mut times = times.to_vec();
    times.sort_unstable();
    times[(times.len() * part / 100).min(times.len() - 1)]
}

fn told(who: &str, times: &[Duration]) {
    let [median, p95, p99] = [50, 95, 99].map(|part| of_100(times, part).as_secs_f64() * 1e3);
    println!("{who:>24}: {} answers, median {median:.1} ms, p95 {p95:.1} ms, p99 {p99:.1} ms", times.len());
}
