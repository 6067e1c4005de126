//! The pages over a made corpus: `cargo bench --bench serve -- 200000` for so many articles. How large each is, and how
//! long it takes: cold, as the first thing that a service just started is asked, and the first after a commit; warm,
//! when others were asked before; and again, when the same one was. Times are those of a client on this machine, the
//! reading of the answer included.

mod corpus;
#[path = "../tests/common/service.rs"]
mod service;

use service::Running;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// Starts of the service for each page.
const STARTS: usize = 5;
/// Times that a page is asked warm.
const TIMES: usize = 100;

struct Service(Running);

impl Service {
    fn start(index: &Path) -> Self {
        Self(Running::over(index))
    }

    /// The body, and how long it took.
    fn get(&self, path: &str, packed: bool) -> (Vec<u8>, Duration) {
        let started = Instant::now();
        let mut request = self.0.agent.get(format!("{}{path}", self.0.root));
        if packed {
            request = request.header("accept-encoding", "gzip");
        }
        let mut response = request.call().expect("an answer");
        let body = response.body_mut().with_config().limit(1 << 30).read_to_vec().expect("a body");
        (body, started.elapsed())
    }
}

fn main() {
    let wanted = corpus::wanted();
    let (made, reader) = corpus::index(wanted);
    let hits = vinhdanh::ask::search(&reader, "bằng khen", &Default::default(), &Default::default());
    let hits = hits.expect("an index").expect("a query").hits;
    drop(reader);
    let article = format!("/articles/{}", hits.first().expect("an article").id);
    let query: String = form_urlencoded::byte_serialize("bằng khen".as_bytes()).collect();
    let pages = [
        "/".to_string(),
        format!("/?q={query}"),
        article,
        "/stats".to_string(),
        "/stats?by=province&by2=year".to_string(),
        "/coverage".to_string(),
        "/coverage?province=36&as_of=2024-12-31".to_string(),
        "/about".to_string(),
    ];
    println!("{wanted} articles; milliseconds");
    println!(
        "{:<44} {:>8} {:>8} {:>8} {:>8} {:>8} {:>8} {:>8} {:>6}",
        "page", "bytes", "packed", "cold", "commit", "warm", "p95", "again", "ratio"
    );
    let folder = TempDir::new_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder");
    let grown = folder.path().join("index");
    let copied = Command::new("cp").arg("-r").args([&made, &grown]).status().expect("cp");
    assert!(copied.success());
    let warm = Service::start(&made);
    pages.iter().for_each(|page| drop(warm.get(page, false)));
    for (nth, page) in pages.iter().enumerate() {
        let cold: Vec<Duration> = (0..STARTS).map(|_| Service::start(&made).get(page, true).1).collect();
        let commit = after_commit(folder.path(), &grown, page, nth);
        // Another address, the same page: it is not kept.
        let sign = if page.contains('?') { '&' } else { '?' };
        let ask = |at: usize| warm.get(&format!("{page}{sign}nth={at}"), true).1;
        let times: Vec<Duration> = (0..TIMES).map(ask).collect();
        let again: Vec<Duration> = (0..TIMES).map(|_| warm.get(page, true).1).collect();
        let ms = |time: Duration| time.as_secs_f64() * 1e3;
        let (cold, median) = (ms(of_100(&cold, 50)), ms(of_100(&times, 50)));
        println!(
            "{page:<44} {:>8} {:>8} {cold:>8.1} {:>8.1} {median:>8.1} {:>8.1} {:>8.1} {:>6.1}",
            warm.get(page, false).0.len(),
            warm.get(page, true).0.len(),
            ms(commit),
            ms(of_100(&times, 95)),
            ms(of_100(&again, 95)),
            cold / median,
        );
    }
    let html = String::from_utf8(warm.get("/", false).0).expect("a text");
    let assets: usize = html
        .split('"')
        .filter(|it| it.starts_with("/assets/"))
        .map(|asset| warm.get(asset, true).0.len())
        .sum();
    println!("all assets of a page, packed: {assets} bytes");
}

/// The first answer of a page after a commit that the service has seen.
fn after_commit(folder: &Path, index: &Path, page: &str, nth: usize) -> Duration {
    let service = Service::start(index);
    drop(service.get(page, true));
    let number = || {
        let about = String::from_utf8(service.get("/api/v1/about", false).0).expect("a text");
        let about: serde_json::Value = serde_json::from_str(&about).expect("JSON");
        about["basis"]["articles"].as_u64().expect("a number")
    };
    let before = number();
    let file = folder.join(format!("new-{nth}.ndjson"));
    let line = serde_json::json!({ "url": format!("https://new.example.vn/{nth}"), "text": format!("Bản tin {nth}.") });
    fs::write(&file, format!("{line}\n")).expect("a file");
    let indexed = Command::new(env!("CARGO_BIN_EXE_vinhdanh"))
        .arg("index")
        .arg(&file)
        .arg("--index")
        .arg(index)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .expect("it runs");
    assert!(indexed.success());
    while number() == before {
        std::thread::sleep(Duration::from_millis(20));
    }
    service.get(page, true).1
}

/// The time that so many of a hundred answers take at most.
fn of_100(times: &[Duration], part: usize) -> Duration {
    let mut times = times.to_vec();
    times.sort_unstable();
    times[(times.len() * part / 100).min(times.len() - 1)]
}
