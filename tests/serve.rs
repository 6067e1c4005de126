//! The index on HTTP: the answers are those of the command, and nothing brings the service down.
#![cfg(unix)]

#[path = "common/service.rs"]
mod service;

use serde_json::{Value, json};
use service::{Running, command, gold_articles};
use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::thread::{scope, sleep};
use std::time::{Duration, Instant};
use tempfile::TempDir;
use ureq::Agent;

fn run(folder: &Path, args: &[&str]) -> Output {
    command(folder, args).output().expect("it runs")
}

/// A folder with the index of a few articles of the corpus.
fn folder() -> TempDir {
    let folder = TempDir::new().expect("a folder");
    gold_articles(folder.path());
    assert!(run(folder.path(), &["index", "tin"]).status.success());
    folder
}

/// A service with its interface.
struct Service {
    running: Running,
    api: String,
    agent: Agent,
}

impl Service {
    fn start(folder: &Path, args: &[&str]) -> Self {
        let running = Running::start(folder, args);
        let (api, agent) = (format!("{}/api/v1", running.root), running.agent.clone());
        Self { running, api, agent }
    }

    fn get(&self, path: &str, headers: &[(&str, &str)]) -> ureq::http::Response<ureq::Body> {
        let mut request = self.agent.get(format!("{}{path}", self.api));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        request.call().expect("an answer")
    }

    fn json(&self, path: &str) -> Value {
        let mut response = self.get(path, &[]);
        let text = response.body_mut().read_to_string().expect("a text");
        assert_eq!(response.status(), 200, "{path}: {text}");
        assert_eq!(response.headers()["content-type"], "application/json", "{path}");
        serde_json::from_str(&text).expect("JSON")
    }

    /// Status and problem of a request that has no answer.
    fn problem(&self, path: &str, headers: &[(&str, &str)]) -> (u16, Value) {
        let mut response = self.get(path, headers);
        let text = response.body_mut().read_to_string().expect("a text");
        assert_eq!(response.headers()["content-type"], "application/problem+json", "{path}: {text}");
        let problem: Value = serde_json::from_str(&text).expect("JSON");
        assert_eq!(problem["status"], response.status().as_u16(), "{path}");
        (response.status().as_u16(), problem)
    }

    fn host(&self) -> &str {
        self.api.trim_start_matches("http://").split('/').next().expect("a host")
    }

    fn end(&mut self) -> Option<i32> {
        let pid = self.running.child.id().to_string();
        Command::new("kill").arg(pid).status().expect("kill");
        let until = Instant::now() + Duration::from_secs(30);
        while Instant::now() < until {
            if let Some(status) = self.running.child.try_wait().expect("a child") {
                return status.code();
            }
            sleep(Duration::from_millis(20));
        }
        None
    }
}

fn said(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).expect("JSON")
}

fn query(text: &str) -> String {
    let bytes = text.bytes().map(|b| match b {
        b'a'..=b'z' | b'0'..=b'9' => char::from(b).to_string(),
        other => format!("%{other:02X}"),
    });
    bytes.collect()
}

#[test]
fn the_service_answers_as_the_command_does() {
    let folder = folder();
    let service = Service::start(folder.path(), &[]);
    let command = |args: &[&str]| run(folder.path(), args);
    for text in ["bằng khen", "\"cờ thi đua\" -huyện", "AND ( ~ \u{0}", "khong co gi het ca", ""] {
        let answer = service.json(&format!("/search?q={}&facets=true&limit=5", query(text)));
        let args = ["search", "--json", "--facets", "--limit", "5", "--", text];
        if !text.contains('\u{0}') {
            assert_eq!(answer, said(&command(&args)), "{text}");
        }
    }
    for (path, args) in [
        ("by=award", &["--by", "award"][..]),
        (
            "by=province,year&counting=reported&status=all&share=true&top=2&places=now",
            &[
                "--by",
                "province,year",
                "--counting",
                "reported",
                "--status",
                "all",
                "--share",
                "--top",
                "2",
                "--places",
                "now",
            ],
        ),
        (
            "by=level&award=bang-khen&from=2019&to=2024-02-29&explain=true",
            &["--by", "level", "--award", "bang-khen", "--from", "2019", "--to", "2024-02-29", "--explain"],
        ),
    ] {
        let answer = service.json(&format!("/stats?{path}"));
        assert_eq!(answer, said(&command(&[&["stats", "--json"], args].concat())), "{path}");
        let mut csv = service.get(&format!("/stats?{path}&format=csv"), &[]);
        assert_eq!(csv.headers()["content-type"], "text/csv; charset=utf-8");
        let csv = csv.body_mut().read_to_vec().expect("bytes");
        assert_eq!(csv, command(&[&["stats", "--format", "csv"], args].concat()).stdout, "{path}");
    }
    for (path, args) in [
        ("level=province&as_of=2025-06-30", &["--level", "province", "--as-of", "2025-06-30"][..]),
        (
            "level=commune&province=36&from=2019&to=2024&since=2020&gaps=true&continued=true",
            &[
                "--level",
                "commune",
                "--province",
                "36",
                "--from",
                "2019",
                "--to",
                "2024",
                "--since",
                "2020",
                "--gaps",
                "--continued",
            ],
        ),
    ] {
        let command = command(&[&["coverage", "--json"], args].concat());
        assert_eq!(service.json(&format!("/coverage?{path}")), said(&command), "{path}");
    }
    fs::write(folder.path().join("list.csv"), "award,count\nbang-khen,1\nbang-ken,2\n").expect("a file");
    let list = json!([{ "award": "bang-khen", "count": 1 }, { "award": "bang-ken", "count": 2 }]);
    let request = service.agent.post(format!("{}/coverage/expected", service.api));
    let compared = request.send(list.to_string()).expect("an answer").body_mut().read_to_string();
    let compared: Value = serde_json::from_str(&compared.expect("a text")).expect("JSON");
    assert_eq!(compared, said(&command(&["coverage", "--expected", "list.csv", "--json"])));
    for (command_name, path, name) in [
        ("who", "officials", "Trần Quốc Khải"),
        ("unit", "units", "huyện Bắc Hà"),
        ("who", "officials", "Ai"),
    ] {
        let answer = service.json(&format!("/{path}?name={}", query(name)));
        assert_eq!(answer, said(&command(&[command_name, name, "--json"])), "{name}");
    }
    assert_eq!(service.json("/awards/bang-khen"), said(&command(&["award", "bang-khen", "--json"])));
    let hit = &service.json("/search?q=khen&limit=1")["hits"][0]["id"];
    let id = hit.as_str().expect("an id");
    assert_eq!(service.json(&format!("/articles/{id}")), said(&command(&["show", "--json", id])));
    let place = service.json(&format!("/places?name={}&as_of=2023", query("Bắc Hà")));
    assert_eq!(place, said(&command(&["place", "--json", "Bắc Hà", "--as-of", "2023-12-31"])));
    let about = service.json("/about");
    assert_eq!(about["basis"]["articles"], service.json("/search?q=a")["basis"]["articles"]);
    let table = said(&command(&["search", "--abbreviations", "--json"]));
    assert_eq!(service.json("/abbreviations"), table["abbreviations"]);
}

#[test]
fn tables_are_streamed_whole() {
    let folder = folder();
    let service = Service::start(folder.path(), &[]);
    for table in ["articles", "awards", "officials", "units", "dates", "ratings", "events"] {
        for format in ["csv", "ndjson", "json"] {
            let mut response = service.get(&format!("/tables/{table}?format={format}"), &[]);
            let bytes = response.body_mut().read_to_vec().expect("bytes");
            let command = run(folder.path(), &["export", table, "--format", format]);
            assert!(bytes == command.stdout, "{table} {format}");
        }
    }
    let bom = service.get("/tables/units?bom=true", &[]).body_mut().read_to_vec().expect("bytes");
    assert!(bom.starts_with("\u{feff}article_id,".as_bytes()));
    let (status, problem) = service.problem("/tables/people", &[]);
    assert_eq!((status, problem["type"].as_str()), (404, Some("urn:vinhdanh:problem:bad.table")));
}

#[test]
fn an_answer_that_did_not_change_is_not_sent_again_and_a_new_commit_is_seen() {
    let folder = folder();
    let service = Service::start(folder.path(), &[]);
    let path = "/search?q=khen";
    let tag =
        |response: &ureq::http::Response<_>| response.headers()["etag"].to_str().expect("text").to_string();
    let first = service.get(path, &[]);
    let known = tag(&first);
    let mut again = service.get(path, &[("if-none-match", &format!("\"other\", {known}"))]);
    assert_eq!((again.status().as_u16(), tag(&again)), (304, known.clone()));
    assert_eq!(again.body_mut().read_to_string().expect("nothing"), "");
    assert_ne!(tag(&service.get("/search?q=khen%20", &[])), known);

    let before = service.json(path)["total"].as_u64().expect("a number");
    let text = "Tin mới\nHôm nay, UBND huyện Hưng Hà trao giấy khen cho 3 tập thể.";
    fs::write(folder.path().join("tin/moi.txt"), text).expect("a file");
    assert!(run(folder.path(), &["index", "tin"]).status.success());
    let until = Instant::now() + Duration::from_secs(30);
    while service.json(path)["total"] != before + 1 {
        assert!(Instant::now() < until, "the new article is not seen");
        sleep(Duration::from_millis(50));
    }
    assert_eq!(service.get(path, &[("if-none-match", &known)]).status(), 200);
    // What a run of the command settles and what the service settles are the same.
    let answer = run(folder.path(), &["search", "--json", "khen"]);
    assert_eq!(service.json(path), said(&answer));
}

#[test]
fn what_cannot_be_answered_is_said() {
    let folder = folder();
    let service = Service::start(folder.path(), &[]);
    for (path, status, kind) in [
        ("/search?quer=x", 400, "serve.parameter"),
        ("/search?q=x&q=y", 400, "serve.parameter"),
        ("/search?limit=-1", 400, "serve.parameter"),
        ("/search?limit=1001", 400, "serve.parameter"),
        ("/search?facets=maybe", 400, "serve.parameter"),
        ("/search?award=bang-ken", 400, "serve.parameter"),
        ("/search?from=2023-02-29", 400, "serve.parameter"),
        ("/search?from=2024&to=2023", 409, "bad.order"),
        ("/coverage", 400, "serve.parameter"),
        ("/coverage?level=village", 400, "serve.parameter"),
        ("/coverage?level=district&province=Xyz", 404, "bad.province"),
        ("/coverage?level=district&from=2024&to=2023", 409, "bad.order"),
        ("/search?province=Xyz", 404, "no.province"),
        ("/search?unit=%20", 404, "bad.name"),
        ("/stats", 400, "serve.parameter"),
        ("/stats?by=award,award", 400, "serve.parameter"),
        ("/stats?by=colour", 400, "serve.parameter"),
        ("/articles/zzz", 404, "show.none"),
        ("/articles/%FF", 400, "serve.parameter"),
        ("/places", 400, "serve.parameter"),
        ("/nowhere", 404, "serve.path"),
    ] {
        let (got, problem) = service.problem(path, &[]);
        let kind = format!("urn:vinhdanh:problem:{kind}");
        assert_eq!((got, problem["type"].as_str()), (status, Some(kind.as_str())), "{path}: {problem}");
        let english = service.problem(path, &[("accept-language", "fr, en;q=0.8, vi;q=0.5")]).1;
        assert_ne!(problem["detail"], english["detail"], "{path}");
        for text in [&problem, &english] {
            assert!(text["detail"].as_str().is_some_and(|it| !it.is_empty()), "{path}");
        }
    }
    let long = format!("/search?q={}", "a".repeat(20_000));
    assert_eq!(service.problem(&long, &[]).0, 414);
    let post = service.agent.post(format!("{}/search", service.api)).send("x").expect("an answer");
    assert_eq!((post.status().as_u16(), &post.headers()["allow"]), (405, &"GET,HEAD".parse().expect("text")));
}

/// Every parameter says what it is, and what its description allows and forbids is so.
#[test]
fn the_description_is_true() {
    let folder = folder();
    let service = Service::start(folder.path(), &[]);
    let description = service.json("/openapi.json");
    assert_eq!(description["openapi"], "3.1.0");
    let mut checked = 0;
    for (path, item) in description["paths"].as_object().expect("paths") {
        let Some(operation) = item.get("get") else { continue };
        assert!(operation["summary"].as_str().is_some_and(|it| it.len() > 10), "{path}");
        let parameters = operation["parameters"].as_array().cloned().unwrap_or_default();
        for parameter in &parameters {
            let name = parameter["name"].as_str().expect("a name");
            let described = parameter["description"].as_str().is_some_and(|it| !it.is_empty());
            assert!(described, "{path} {name} has no description");
            let schema = &parameter["schema"];
            let values = |schema: &Value| -> Vec<String> {
                let all = schema["enum"].as_array().cloned().unwrap_or_default();
                all.iter().filter_map(|it| it.as_str().map(String::from)).collect()
            };
            let (mut right, mut wrong) = (values(schema), Vec::new());
            right.extend(values(&schema["items"]));
            if !right.is_empty() {
                wrong.push("none-of-them".to_string());
            }
            if let (Some(least), Some(most)) = (schema["minimum"].as_i64(), schema["maximum"].as_i64()) {
                right.extend([least.to_string(), most.to_string()]);
                wrong.extend([(least - 1).to_string(), (most + 1).to_string(), "1.5".into(), "x".into()]);
            }
            if schema["type"] == "boolean" {
                right.extend(["true".into(), "false".into()]);
                wrong.push("yes".into());
            }
            if schema["pattern"].is_string() {
                right.extend(["2023".into(), "2024-02-29".into()]);
                wrong.extend(["2023-13".into(), "30/3/2023".into()]);
            }
            let below = path.strip_prefix("/api/v1").expect("the interface");
            for (value, fine) in right.iter().map(|it| (it, true)).chain(wrong.iter().map(|it| (it, false))) {
                let mut asked = match parameter["in"].as_str() {
                    Some("path") => below.replace(&format!("{{{name}}}"), value),
                    _ => format!("{below}?{name}={}", query(value)),
                };
                asked = asked.replace("{name}", "awards");
                for other in parameters.iter().filter(|it| it["required"] == true && it["in"] == "query") {
                    let other = other["name"].as_str().expect("a name");
                    if other != name {
                        let value = if other == "level" { "province" } else { "award" };
                        asked += &format!("&{other}={value}");
                    }
                }
                let status = service.get(&asked, &[]).status().as_u16();
                assert_eq!(status < 400, fine, "{asked}: {status}");
                checked += 1;
            }
        }
    }
    assert!(checked > 150, "{checked}");
}

#[test]
fn answers_are_packed_where_the_client_can_unpack() {
    let folder = folder();
    let service = Service::start(folder.path(), &[]);
    let packed = service.get("/stats?by=award", &[("accept-encoding", "gzip")]);
    assert_eq!(packed.headers()["content-encoding"], "gzip");
    assert!(service.get("/stats?by=award", &[]).headers().get("content-encoding").is_none());
}

#[test]
fn a_service_that_cannot_be_says_why() {
    let empty = TempDir::new().expect("a folder");
    let output = run(empty.path(), &["serve", "--bind", "127.0.0.1:0", "--lang", "en"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("hint:"), "{output:?}");
    let folder = folder();
    let service = Service::start(folder.path(), &[]);
    let output = run(folder.path(), &["serve", "--bind", service.host(), "--lang", "en"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains(service.host()), "{output:?}");
}

#[test]
fn slow_clients_and_the_end_hold_nothing_up() {
    let folder = folder();
    let mut service = Service::start(folder.path(), &["--connections", "8"]);
    // Heads that never end, and one that is none.
    let silent: Vec<TcpStream> = (0..4)
        .map(|_| {
            let mut stream = TcpStream::connect(service.host()).expect("a connection");
            stream.write_all(b"GET /api/v1/about HTTP/1.1\r\nHost: x\r\n").expect("written");
            stream
        })
        .collect();
    let mut rubbish = TcpStream::connect(service.host()).expect("a connection");
    rubbish.write_all(&[0, 255, 13, 10, 13, 10]).expect("written");
    let mut answer = Vec::new();
    let _ = rubbish.read_to_end(&mut answer);
    assert!(answer.starts_with(b"HTTP/1.1 400"), "{}", String::from_utf8_lossy(&answer));
    assert_eq!(service.json("/about")["basis"]["schema_version"], 1);
    assert_eq!(service.end(), Some(0));
    drop(silent);
}

#[test]
fn many_clients_while_the_index_grows() {
    let folder = folder();
    let mut lines = String::new();
    for n in 0..400 {
        let text = format!("UBND huyện Hưng Hà trao Giấy khen cho {} tập thể, mã số r{n}.", n + 1);
        let url = format!("https://tin.example.vn/{n}");
        lines += &format!("{}\n", json!({"url": url, "title": format!("Tin {n}"), "text": text}));
    }
    fs::write(folder.path().join("more.ndjson"), lines).expect("a file");
    let service = Service::start(folder.path(), &[]);
    let before = service.json("/search?q=khen&limit=0")["total"].as_u64().expect("a number");
    let mut writer = command(folder.path(), &["index", "more.ndjson", "--commit-every", "40"]);
    let mut writer = writer.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it runs");
    scope(|all| {
        for _ in 0..8 {
            all.spawn(|| {
                let mut last = before;
                for _ in 0..30 {
                    let answer = service.json("/search?q=khen&limit=3&facets=true");
                    let total = answer["total"].as_u64().expect("a number");
                    // A question sees one commit: never less than before, and the parts fit each other.
                    assert!(total >= last, "{total} after {last}");
                    last = total;
                    assert!(answer["basis"]["articles"].as_u64() >= Some(total));
                    assert_eq!(service.get("/stats?by=award,level", &[]).status(), 200);
                }
            });
        }
    });
    assert!(writer.wait().expect("a child").success());
    let until = Instant::now() + Duration::from_secs(30);
    let settled = said(&run(folder.path(), &["search", "--json", "--limit", "0", "khen"]));
    while service.json("/search?q=khen&limit=0") != settled {
        assert!(Instant::now() < until, "{} is not {}", service.json("/search?q=khen&limit=0"), settled);
        sleep(Duration::from_millis(50));
    }
}

#[test]
fn corrections_need_a_token_and_are_seen_at_once() {
    let folder = folder();
    let closed = Service::start(folder.path(), &[]);
    let hit = closed.json("/search?q=khen&limit=1")["hits"][0]["id"].clone();
    let id = hit.as_str().expect("an id").to_string();
    let title = json!({ "verdict": "different", "field": "title", "set": { "title": "Tên mới" } });
    let post = |service: &Service, path: &str, token: &str, body: &Value| {
        let request = service.agent.post(format!("{}{path}", service.api));
        let request = request.header("authorization", format!("Bearer {token}"));
        let mut response = request.send(body.to_string()).expect("an answer");
        let text = response.body_mut().read_to_string().expect("a text");
        (response.status().as_u16(), serde_json::from_str::<Value>(&text).expect("JSON"))
    };
    let path = format!("/articles/{id}/corrections");
    assert_eq!(post(&closed, &path, "x", &title).0, 403);
    drop(closed);

    let token = "a secret of some length";
    fs::write(folder.path().join("token"), format!("{token}\n")).expect("a file");
    let short = ["serve", "--allow-corrections", "--token-file", "short", "--bind", "127.0.0.1:0"];
    fs::write(folder.path().join("short"), "abc").expect("a file");
    assert_eq!(run(folder.path(), &short).status.code(), Some(2));
    let service = Service::start(folder.path(), &["--allow-corrections", "--token-file", "token"]);
    assert_eq!(post(&service, &path, "wrong", &title).0, 401);
    assert_eq!(post(&service, "/articles/ffff/corrections", token, &title).0, 404);
    for bad in [json!({}), json!([]), json!({ "verdict": "odd", "field": "title" })] {
        assert_eq!(post(&service, &path, token, &bad).0, 400, "{bad}");
    }
    let unfit = json!({ "verdict": "wrong", "field": "awards", "quote": "không có trong bài" });
    let (status, problem) = post(&service, &path, token, &unfit);
    assert_eq!((status, &problem["type"]), (409, &json!("urn:vinhdanh:problem:correct.quote")));
    assert_eq!(service.json("/corrections"), json!({ "corrections": [] }));

    let (status, made) = post(&service, &path, token, &title);
    assert_eq!((status, &made["state"]), (201, &json!("applied")));
    assert_eq!(service.json(&format!("/articles/{id}"))["title"], "Tên mới");
    assert_eq!(service.json("/corrections")["corrections"][0], made);
    let taken = format!("{}/corrections/{}", service.api, made["id"].as_str().expect("an id"));
    assert_eq!(service.agent.delete(&taken).call().expect("an answer").status(), 401);
    let delete = || {
        let request = service.agent.delete(&taken).header("authorization", format!("Bearer {token}"));
        request.call().expect("an answer").status().as_u16()
    };
    assert_eq!((delete(), delete()), (200, 404));
    assert_ne!(service.json(&format!("/articles/{id}"))["title"], "Tên mới");
}
