//! The command as a user meets it: answers, exit statuses, files left behind.

#[path = "common/output.rs"]
mod output;

use output::{code, stderr, stdout};
use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;
use vinhdanh::index::INDEX_VERSION;

/// A folder with articles and an index of its own, away from any configuration.
struct Place {
    folder: TempDir,
}

const HUNG_HA: &str = "UBND huyện Hưng Hà tổng kết phong trào thi đua\n\n\
    Ngày 12/1/2024, UBND huyện Hưng Hà tổ chức hội nghị tổng kết công tác Thi đua - Khen thưởng. \
    Đồng chí Vũ Hải Hậu, Chủ tịch UBND huyện, trao giấy khen cho 12 tập thể và 30 cá nhân. \
    Dịp này, 5 cá nhân được công nhận chiến sỹ thi đua cơ sở.\n";
const DAK_SONG: &str = "Thị xã Gia Nghĩa và huyện Đăk Song ký giao ước thi đua\n\n\
    Sáng 3/3/2024, Liên đoàn Lao động thị xã Gia Nghĩa phối hợp với LĐLĐ huyện Đăk Song tổ chức hội nghị. \
    Ông Hoàng Hạ Tân phát biểu: đã đạt 17/19 chỉ tiêu theo Kế hoạch số 45/KH-LĐLĐ.\n";

impl Place {
    fn new() -> Self {
        let place = Self { folder: TempDir::new().expect("a folder") };
        place.write("articles/a.txt", HUNG_HA);
        place.write("articles/b.txt", DAK_SONG);
        place
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_vinhdanh"));
        command.args(args).current_dir(self.folder.path()).env("HOME", self.folder.path());
        for name in
            ["XDG_CONFIG_HOME", "VINHDANH_INDEX", "VINHDANH_LANG", "VINHDANH_FORMAT", "RUST_BACKTRACE"]
        {
            command.env_remove(name);
        }
        command
    }

    /// Runs a command line cut at blanks.
    fn run(&self, line: &str) -> Output {
        self.run_args(&line.split(' ').collect::<Vec<_>>())
    }

    fn run_args(&self, args: &[&str]) -> Output {
        self.command(args).output().expect("it runs")
    }

    fn json(&self, args: &[&str]) -> Value {
        let output = self.run_args(args);
        serde_json::from_slice(&output.stdout)
            .unwrap_or_else(|e| panic!("{args:?}: {e}: {}", stderr(&output)))
    }

    /// The names of the files that a search finds, best first.
    fn found(&self, query: &str) -> Vec<String> {
        let answer = self.json(&["search", query, "--json"]);
        let hits = answer["hits"].as_array().expect("hits").clone();
        assert_eq!(answer["total"], hits.len());
        hits.iter()
            .map(|h| {
                Path::new(h["source"]["path"].as_str().expect("a path"))
                    .file_stem()
                    .expect("a name")
                    .to_string_lossy()
                    .into()
            })
            .collect()
    }
}

#[test]
fn searches_find_exactly_the_right_articles() {
    let place = Place::new();
    assert_eq!(code(&place.run("index articles")), 0);
    for (query, expected) in [
        ("thi đua khen thưởng", "a"),
        ("Thi đua - Khen thưởng", "a"),
        ("thi dua, khen thuong", "a"),
        ("TĐKT", "a"),
        ("Ủy ban nhân dân", "a"),
        ("uy ban nhan dan huyen hung ha", "a"),
        ("CSTĐ", "a"),
        ("chiến sĩ thi đua cơ sở", "a"),
        ("TX Gia Nghĩa", "b"),
        ("thi xa gia nghia", "b"),
        ("Đắk Song", "b"),
        ("dak song", "b"),
        ("Liên đoàn Lao động huyện Đắk Song", "b"),
        ("17/19", "b"),
        ("45/KH-LĐLĐ", "b"),
        ("Hoàng Hạ Tân", "b"),
        ("Hoàng Hà Tân", ""),
        ("hoang ha tan", "b"),
        ("Hoang Hạ Tân", "b"),
        ("\"thi đua\" \"Gia Nghĩa\"", "b"),
        ("\"thi đua\" -\"Gia Nghĩa\"", "a"),
        ("giấy khen | Gia Nghĩa", "a b"),
        ("thưởng khen", "a"),
        ("\"thưởng khen\"", ""),
        ("-", ""),
        ("\"", ""),
        ("((\\*?:^~[] AND", ""),
    ] {
        let mut found = place.found(query);
        found.sort();
        assert_eq!(found.join(" "), expected, "{query}");
    }
}

#[test]
fn a_snippet_marks_the_whole_phrase() {
    let place = Place::new();
    place.run("index articles");
    let answer = place.json(&["search", "thi dua khen thuong", "--json"]);
    let snippet = answer["hits"][0]["snippet"].as_str().expect("a snippet");
    assert!(snippet.contains("<mark>Thi đua - Khen thưởng</mark>"), "{snippet}");
    assert_eq!(answer["query"], "thi dua khen thuong");
}

#[test]
fn nothing_found_is_1_and_says_what_may_be_meant() {
    let place = Place::new();
    place.run("index articles");
    let output = place.run_args(&["search", "Hoàng Hà Tân"]);
    assert_eq!(code(&output), 1);
    assert!(output.stdout.is_empty());
    assert!(stderr(&output).contains("Hoàng Hạ Tân"), "{}", stderr(&output));
    let output = place.run_args(&["--lang", "en", "search", "giay kheb"]);
    assert!(stderr(&output).contains("did you mean: giấy khen"), "{}", stderr(&output));
}

#[test]
fn a_second_run_extracts_nothing_and_says_so() {
    let place = Place::new();
    let first = place.json(&["index", "articles", "--json"]);
    assert_eq!((&first["new"], &first["unchanged"]), (&2.into(), &0.into()));
    let files = || {
        let mut names: Vec<_> =
            fs::read_dir(place.path("index")).expect("index").flatten().map(|e| e.file_name()).collect();
        names.sort();
        names
    };
    let before = files();
    let second = place.json(&["index", "articles", "--json"]);
    assert_eq!((&second["new"], &second["changed"], &second["unchanged"]), (&0.into(), &0.into(), &2.into()));
    assert_eq!(first["total"], second["total"]);
    assert_eq!(before, files(), "nothing was written");
    assert!(stdout(&place.run("index articles --lang en")).contains("nothing new: 2 articles unchanged"));
}

#[test]
fn a_changed_file_is_replaced() {
    let place = Place::new();
    place.run("index articles");
    place.write("articles/b.txt", "Tin khác\n\nHuyện Đăk Mil trao giấy khen cho 3 tập thể.\n");
    let again = place.json(&["index", "articles", "--json"]);
    assert_eq!(
        (&again["changed"], &again["unchanged"], &again["articles"]),
        (&1.into(), &1.into(), &2.into())
    );
    assert!(place.found("Gia Nghĩa").is_empty());
    assert_eq!(place.found("Đắk Mil"), ["b"]);
}

#[test]
fn prune_takes_out_what_is_gone_under_the_paths_given() {
    let place = Place::new();
    place.write("others/c.txt", "Một tin ở thư mục khác.\n");
    place.run("index articles others");
    fs::remove_file(place.path("articles/b.txt")).expect("it goes");
    fs::remove_file(place.path("others/c.txt")).expect("it goes");
    assert_eq!(place.json(&["index", "articles", "--json"])["articles"], 3);
    let pruned = place.json(&["index", "articles", "--prune", "--json"]);
    assert_eq!((&pruned["pruned"], &pruned["articles"]), (&1.into(), &2.into()));
    assert_eq!(place.found("thư mục khác"), ["c"]);
}

#[test]
fn a_gitignore_in_the_folder_of_the_index_stays() {
    let place = Place::new();
    place.write("index/.gitignore", "*\n!.gitignore\n");
    assert_eq!(code(&place.run("index articles")), 0);
    place.run("index articles --prune");
    assert_eq!(fs::read_to_string(place.path("index/.gitignore")).expect("it stays"), "*\n!.gitignore\n");
}

#[test]
fn what_a_killed_first_run_left_is_taken_over() {
    let place = Place::new();
    place.write("index/meta.json", "");
    place.write("index/.managed.json", "");
    place.write("index/.tantivy-writer.lock", "");
    assert_eq!(code(&place.run("search x")), 2);
    let output = place.run("index articles");
    assert_eq!((code(&output), stderr(&output)), (0, String::new()));
    assert_eq!(place.found("Gia Nghĩa"), ["b"]);
}

#[test]
fn copies_count_once_and_the_next_is_promoted() {
    let place = Place::new();
    let line = |url: &str, published: &str| {
        let text = HUNG_HA.replace('\n', "\n\n");
        serde_json::json!({"url": url, "published": published, "text": text}).to_string()
    };
    let (late, early) =
        (line("https://a.example.vn/1", "2024-02-02"), line("https://b.example.vn/2", "2024-02-01"));
    place.write("copies.ndjson", &format!("{late}\n{early}\n"));
    let done = place.json(&["index", "copies.ndjson", "--json"]);
    assert_eq!((&done["articles"], &done["copies"]), (&2.into(), &1.into()));
    let rows = |place: &Place| {
        let output = place.run("export articles --format ndjson");
        let mut rows: Vec<(Value, Value)> = stdout(&output)
            .lines()
            .map(|l| serde_json::from_str::<Value>(l).expect("JSON"))
            .map(|row| (row["article_id"].clone(), row["duplicate_of"].clone()))
            .collect();
        rows.sort_by_key(|row| row.1.is_null());
        rows
    };
    let before = rows(&place);
    assert_eq!(before[0].1, before[1].0, "the later one repeats the earlier: {before:?}");
    let id = before[0].0.as_str().expect("an id").to_string();
    assert_eq!(place.json(&["show", &id, "--json"])["duplicate_of"], before[1].0);
    place.write("copies.ndjson", &late);
    place.run("index copies.ndjson --prune");
    assert!(rows(&place).iter().all(|row| row.1.is_null()), "the original is gone");
}

#[test]
fn a_near_copy_counts_once_is_one_hit_and_is_shown_with_its_original() {
    let place = Place::new();
    let line = |site: &str, published: &str, text: &str| {
        let url = format!("https://{site}.example.vn/tin");
        serde_json::json!({"url": url, "published": published, "text": text}).to_string()
    };
    let first = line("a", "2024-01-13", HUNG_HA);
    let copy =
        line("b", "2024-01-14", &format!("{HUNG_HA}\nTheo Báo Thái Bình, hội nghị bế mạc cùng ngày.\n"));
    let next_year = HUNG_HA.replace("2024", "2025").replace("12 tập thể", "14 tập thể");
    let other = line("c", "2025-01-13", &next_year);
    place.write("near.ndjson", &format!("{copy}\n{other}\n{first}\n"));
    let done = place.json(&["index", "near.ndjson", "--json"]);
    assert_eq!((&done["articles"], &done["copies"]), (&3.into(), &1.into()));
    assert_eq!(
        done["total"],
        serde_json::json!({"count": 12 + 30 + 5 + 14 + 30 + 5, "articles": 2, "events": 6})
    );

    let found = place.json(&["search", "Vũ Hải Hậu", "--json"]);
    let hits = found["hits"].as_array().expect("hits");
    let copies: Vec<_> = hits.iter().map(|h| (&h["source"]["site"], &h["copies"])).collect();
    assert_eq!(found["total"], 2, "{copies:?}");
    assert!(copies.contains(&(&"a.example.vn".into(), &1.into())), "{copies:?}");
    assert!(copies.contains(&(&"c.example.vn".into(), &0.into())), "{copies:?}");
    assert!(stdout(&place.run_args(&["search", "Vũ Hải Hậu"])).contains("  1 bản sao\n"));
    // What only the copy says finds the copy.
    assert_eq!(place.json(&["search", "bế mạc", "--json"])["hits"][0]["source"]["site"], "b.example.vn");

    let id = hits.iter().find(|h| h["copies"] == 1).expect("the first")["id"].as_str().expect("an id");
    let shown = place.json(&["show", id, "--json"]);
    assert_eq!(
        (&shown["duplicate_of"], &shown["copies"][0]["published"]),
        (&Value::Null, &"2024-01-14".into())
    );
    let again = place.json(&["show", shown["copies"][0]["id"].as_str().expect("an id"), "--json"]);
    assert_eq!((&again["duplicate_of"], &again["copies"][0]["id"]), (&id.into(), &id.into()));
    assert!(stdout(&place.run(&format!("show {id}"))).contains("https://b.example.vn/tin"));
}

#[test]
fn groups_of_copies_are_found_again_where_they_were_not_kept() {
    let place = Place::new();
    place.write("articles/c.txt", &format!("{HUNG_HA}\nTheo Báo Thái Bình.\n"));
    let first = place.json(&["index", "articles", "--json"]);
    assert_eq!(first["copies"], 1);
    let kept = fs::read_to_string(place.path("index/copies.txt")).expect("it is kept");
    for text in ["", &kept[..kept.len() - 2], &kept.replace("0:0", "9:9")] {
        place.write("index/copies.txt", text);
        assert_eq!(place.found("Hưng Hà").len(), 1, "{text}");
        assert_eq!(place.json(&["index", "articles", "--json"])["total"], first["total"]);
        assert_eq!(fs::read_to_string(place.path("index/copies.txt")).expect("it is made anew"), kept);
    }
}

#[test]
fn show_takes_the_beginning_of_an_id() {
    let place = Place::new();
    place.run("index articles");
    let hits = place.json(&["search", "Gia Nghĩa", "--json"]);
    let id = hits["hits"][0]["id"].as_str().expect("an id");
    assert_eq!(place.json(&["show", &id[..10], "--json"])["id"], id);
    assert!(stdout(&place.run(&format!("show {id}"))).contains("Gia Nghĩa"));
    assert_eq!(code(&place.run("show zzzz")), 1);
}

#[test]
fn exports_have_as_many_rows_as_the_index() {
    let place = Place::new();
    place.run("index articles");
    for table in ["articles", "awards", "officials", "units", "dates", "ratings", "events"] {
        let ndjson = place.run(&format!("export {table} --format ndjson"));
        let json = place.run(&format!("export {table} --format json"));
        let csv = place.run(&format!("export {table} --format csv --bom --lang en"));
        let rows: Vec<Value> =
            stdout(&ndjson).lines().map(|l| serde_json::from_str(l).expect("JSON")).collect();
        assert_eq!(serde_json::from_slice::<Vec<Value>>(&json.stdout).expect("JSON"), rows);
        assert!(stdout(&csv).starts_with("\u{feff}article_id,url,path,site,published,province"));
        let head = stdout(&csv).trim_start_matches('\u{feff}').to_string();
        assert_eq!(csv::Reader::from_reader(head.as_bytes()).records().count(), rows.len());
        assert!(stderr(&csv).contains(&format!("{} rows", rows.len())), "{}", stderr(&csv));
    }
    assert_eq!(code(&place.run("export nothing")), 2);
}

/// Ids are hashes of absolute paths: an order by id would change with the folder.
#[test]
fn articles_alike_come_in_the_order_of_their_paths() {
    let place = Place::new();
    let names: Vec<String> = (10..22).map(|n| format!("t{n}")).collect();
    for name in &names {
        place.write(&format!("alike/{name}.txt"), &format!("Tin về xã Tân Lập, bản {name}.\n"));
    }
    place.run("index alike");
    let exported = stdout(&place.run("export articles --format ndjson"));
    let paths: Vec<String> = exported
        .lines()
        .map(|line| {
            serde_json::from_str::<Value>(line).expect("JSON")["path"].as_str().expect("a path").into()
        })
        .collect();
    assert_eq!(paths, names.iter().map(|name| format!("alike/{name}.txt")).collect::<Vec<_>>());
    let hits = place.json(&["search", "Tân Lập", "--json", "--limit", "12"]);
    let hits: Vec<_> = hits["hits"].as_array().expect("hits").iter().map(|h| &h["source"]["path"]).collect();
    assert_eq!(hits, paths.iter().collect::<Vec<_>>());
}

#[test]
fn errors_are_one_line_with_a_hint_and_the_status_2() {
    let place = Place::new();
    let check = |line: &str, cause: &str| {
        let output = place.run(line);
        assert_eq!(code(&output), 2, "{line}");
        assert!(stderr(&output).contains(cause), "{line}: {}", stderr(&output));
        assert!(
            stderr(&output).lines().count() <= 2 && output.stdout.is_empty(),
            "{line}: {}",
            stderr(&output)
        );
    };
    check("search x --lang en", "there is no index in index");
    check("search x", "vinhdanh index");
    check("stats --by award", "không có chỉ mục");
    place.run("index articles");
    check("search x --from tomorrow --lang en", "tomorrow is no date");
    check("stats --by nothing --lang en", "nothing is nothing to count by");
    fs::write(place.path("vinhdanh.toml"), "indx = 1\n").expect("a file");
    check("search x --lang en", "vinhdanh.toml");
    fs::remove_file(place.path("vinhdanh.toml")).expect("it goes");
    assert_eq!(code(&place.run("nonsense")), 2);
}

#[test]
fn a_damaged_index_is_an_error_and_no_panic() {
    let place = Place::new();
    place.run("index articles");
    let store = fs::read_dir(place.path("index"))
        .expect("index")
        .flatten()
        .map(|e| e.path())
        .filter(|p| p.extension().is_some_and(|e| ["store", "idx", "fast"].iter().any(|x| e == *x)))
        .collect::<Vec<_>>();
    assert!(!store.is_empty());
    for path in store {
        let whole = fs::read(&path).expect("a file");
        for cut in [0, whole.len() / 2, whole.len() - 1] {
            fs::write(&path, &whole[..cut]).expect("a file");
            let output = place.run_args(&["--lang", "en", "search", "thi đua"]);
            assert_eq!(code(&output), 2, "{} cut at {cut}: {}", path.display(), stderr(&output));
            assert!(stderr(&output).contains("error: "), "{}", stderr(&output));
        }
        fs::write(&path, &whole).expect("a file");
    }
    fs::write(place.path("index/meta.json"), "{").expect("a file");
    assert_eq!(code(&place.run("search x")), 2);
    assert_eq!(code(&place.run("index articles")), 2);
}

#[test]
fn an_answer_says_what_it_rests_on() {
    let place = Place::new();
    place.run("index articles");
    let basis = |line: &[&str]| place.json(line)["basis"].clone();
    let search = basis(&["search", "Hưng Hà", "--from", "2023", "--json"]);
    assert_eq!(
        (&search["articles"], &search["filters"], &search["counted_once"], &search["schema_version"]),
        (&2.into(), &serde_json::json!({"from": "2023"}), &"copies".into(), &1.into())
    );
    let stats = basis(&["stats", "--by", "award", "--json"]);
    let coverage = basis(&["coverage", "--level", "province", "--as-of", "2023-12-31", "--json"]);
    assert_eq!((&stats["counted_once"], &stats["filters"]), (&"awards".into(), &serde_json::json!({})));
    assert_eq!((&stats["corpus"], &coverage["corpus"]), (&search["corpus"], &search["corpus"]));
    // Another article is another corpus; without it, it is the old one again, whatever came in between.
    place.write("articles/c.txt", DAK_SONG);
    place.run("index articles");
    let other = basis(&["stats", "--by", "award", "--json"]);
    assert_ne!(other["corpus"], stats["corpus"]);
    assert_eq!((&other["articles"], &other["copies"]), (&3.into(), &1.into()));
    fs::remove_file(place.path("articles/c.txt")).expect("it is there");
    place.run("index --prune articles");
    assert_eq!(basis(&["stats", "--by", "award", "--json"]), stats);
}

#[test]
fn an_index_of_another_version_says_so() {
    let place = Place::new();
    place.run("index articles");
    let meta = fs::read_to_string(place.path("index/meta.json")).expect("meta");
    let version = format!("vinhdanh-index {INDEX_VERSION}");
    assert!(meta.contains(&version));
    fs::write(place.path("index/meta.json"), meta.replace(&version, "vinhdanh-index 0")).expect("meta");
    for line in ["search x --lang en", "index articles --lang en"] {
        let output = place.run(line);
        assert_eq!(code(&output), 2);
        assert!(
            stderr(&output).contains(&format!("of another version (0; {INDEX_VERSION} is needed)")),
            "{}",
            stderr(&output)
        );
    }
}

#[test]
fn a_bad_input_among_good_ones_is_1() {
    let place = Place::new();
    let output = place.run("index articles missing.txt");
    assert_eq!(code(&output), 1, "{}", stderr(&output));
    assert!(stderr(&output).contains("missing.txt"));
    assert_eq!(place.found("Gia Nghĩa"), ["b"]);
    let output = place.run("extract articles missing.txt");
    assert_eq!((code(&output), stdout(&output).lines().count()), (1, 2));
}

/// Runs a command line cut at blanks with these bytes on standard input.
fn piped(place: &Place, line: &str, bytes: &[u8]) -> Output {
    use std::io::Write;
    let args: Vec<&str> = line.split(' ').collect();
    let mut command = place.command(&args);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("it runs");
    child.stdin.take().expect("a pipe").write_all(bytes).expect("it reads");
    child.wait_with_output().expect("it ends")
}

fn warc_record(url: &str, day: &str, text: &str) -> String {
    format!(
        "WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: {url}\r\nWARC-Date: {day}T08:00:00Z\r\n\
         Content-Type: text/plain\r\nContent-Length: {}\r\n\r\n{text}\r\n\r\n",
        text.len()
    )
}

#[test]
fn of_two_fetches_of_a_page_the_later_stands() {
    let place = Place::new();
    let url = "https://a.vn/1";
    let (old, new) = (warc_record(url, "2023-03-30", HUNG_HA), warc_record(url, "2023-04-02", DAK_SONG));
    let counts = |input: &str| {
        let done = stdout(&piped(&place, "index - --json", input.as_bytes()));
        let done: Value = serde_json::from_str(&done).expect("JSON");
        ["new", "changed", "unchanged", "repeated"].map(|name| done[name].as_u64().expect("a number"))
    };
    let stands = || {
        let found = |query: &str| place.json(&["search", query, "--json"])["total"].as_u64();
        (found("Hưng Hà"), found("Gia Nghĩa"))
    };
    assert_eq!(counts(&old), [1, 0, 0, 0]);
    assert_eq!(stands(), (Some(1), Some(0)));
    // In whatever order they come, in one run or in several.
    assert_eq!(counts(&(old.clone() + &new)), [0, 1, 0, 1]);
    assert_eq!(stands(), (Some(0), Some(1)));
    assert_eq!(counts(&(old.clone() + &new)), [0, 0, 1, 1]);
    assert_eq!(counts(&(new.clone() + &old)), [0, 0, 1, 1]);
    assert_eq!(counts(&old), [0, 0, 0, 1]);
    assert_eq!(stands(), (Some(0), Some(1)));
}

#[test]
fn an_archive_may_come_by_standard_input() {
    let place = Place::new();
    let day = "2023-03-30";
    let warc = warc_record("https://a.vn/1", day, HUNG_HA) + &warc_record("https://a.vn/2", day, DAK_SONG);
    let output = piped(&place, "extract -", warc.as_bytes());
    assert_eq!((code(&output), stderr(&output)), (0, String::new()));
    let urls: Vec<Value> = stdout(&output)
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).expect("JSON")["source"]["url"].clone())
        .collect();
    assert_eq!(urls, ["https://a.vn/1", "https://a.vn/2"]);
    let output = piped(&place, "index -", warc.as_bytes());
    assert_eq!((code(&output), stderr(&output)), (0, String::new()));
    assert_eq!(place.json(&["search", "Gia Nghĩa", "--json"])["hits"][0]["source"]["url"], "https://a.vn/2");
    let output = piped(&place, "extract --lang en -", b"PK\x03\x04 not much of a zip");
    assert_eq!((code(&output), stdout(&output)), (1, String::new()));
    assert!(stderr(&output).starts_with("error: -: "), "{}", stderr(&output));
}

/// The beginning of an article in TCVN3, as bytes.
const IN_TCVN3: &[u8] = b"UBND huy\xd6n H\xadng H\xb5 t\xe6ng k\xd5t phong tr\xb5o thi \xaeua\n\n\
    \xa4ng ch\xf1 t\xdech trao gi\xcay khen cho 12 t\xcbp th\xd3 v\xb5 30 c\xb8 nh\xa9n ti\xaau bi\xd3u.\n";

#[test]
fn what_was_decoded_is_recorded_and_shown() {
    let place = Place::new();
    fs::write(place.path("articles/c.txt"), IN_TCVN3).expect("a file");
    assert_eq!(code(&place.run("index articles")), 0);
    let of = |query: &str| {
        let id =
            place.json(&["search", query, "--json"])["hits"][0]["id"].as_str().expect("an id").to_string();
        (place.json(&["show", &id, "--json"])["source"].clone(), stdout(&place.run_args(&["show", &id])))
    };
    let (source, shown) = of("\"Hưng Hà\" \"tiêu biểu\"");
    assert_eq!(source["decoded"], "tcvn3");
    assert!(shown.contains("\ngiải mã từ: tcvn3\n"), "{shown}");
    // Of what was no riddle nothing is said.
    let (source, shown) = of("Gia Nghĩa");
    assert!(source.as_object().is_some_and(|source| !source.contains_key("decoded")), "{source}");
    assert!(!shown.contains("giải mã"), "{shown}");
}

#[test]
fn extract_keeps_the_order_of_the_inputs() {
    let place = Place::new();
    let text: String =
        (0..500).map(|n| format!("{{\"text\": \"Tin số {n}.\", \"url\": \"https://x.vn/{n}\"}}\n")).collect();
    place.write("many.ndjson", &text);
    let output = place.run("extract many.ndjson");
    assert_eq!((code(&output), stderr(&output)), (0, String::new()));
    for (n, line) in stdout(&output).lines().enumerate() {
        let record: Value = serde_json::from_str(line).expect("JSON");
        assert!(record["text"].as_str().expect("text").contains(&format!("Tin số {n}.")), "{n}");
    }
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let place = Place::new();
    let line = "{\"text\": \"Tin dài về thi đua.\"}\n".repeat(20_000);
    place.write("many.ndjson", &line);
    let mut child = place
        .command(&["extract", "many.ndjson"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it runs");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    assert_eq!((code(&output), stderr(&output)), (0, String::new()));
}

#[test]
fn flags_come_before_the_environment_the_project_and_the_user() {
    let place = Place::new();
    place.write("user/vinhdanh/config.toml", "index = \"by-user\"\nlang = \"en\"\n");
    let folder = |flag: Option<&str>, variable: Option<&str>| {
        let mut args: Vec<&str> = flag.into_iter().flat_map(|f| ["--index", f]).collect();
        args.extend(["search", "x"]);
        let mut command = place.command(&args);
        command.env("XDG_CONFIG_HOME", place.path("user"));
        if let Some(variable) = variable {
            command.env("VINHDANH_INDEX", variable);
        }
        stderr(&command.output().expect("it runs"))
    };
    assert!(folder(None, None).contains("there is no index in") && folder(None, None).contains("by-user"));
    place.write("vinhdanh.toml", "index = \"by-project\"\n");
    assert!(folder(None, None).contains("by-project"));
    assert!(folder(None, Some("by-env")).contains("by-env"));
    assert!(folder(Some("by-flag"), Some("by-env")).contains("by-flag"));
}

#[test]
fn help_completions_and_the_manual_are_there() {
    let place = Place::new();
    assert!(stdout(&place.run("--help")).contains("Đếm khen thưởng"));
    assert!(stdout(&place.run("--lang en --help")).contains("Count awards"));
    assert!(stdout(&place.run("completions bash")).contains("vinhdanh"));
    assert!(stdout(&place.run("man")).starts_with(".ie") || stdout(&place.run("man")).contains(".TH"));
    assert!(stdout(&place.run("--version")).starts_with("vinhdanh "));
}

#[test]
fn places_coverage_and_scores_have_commands() {
    let place = Place::new();
    place.run("index articles");
    let answer = place.json(&["place", "huyện Đắk Song", "--as-of", "2024-01-01", "--json"]);
    assert_eq!((&answer["ambiguous"], &answer["meanings"][0]["name"]), (&false.into(), &"Đắk Song".into()));
    assert_eq!(code(&place.run_args(&["place", "Không Đâu"])), 1);
    let coverage = ["coverage", "--level", "district", "--province", "Thái Bình", "--as-of", "2024-06-30"];
    let answer = place.json(&[&coverage[..], &["--json"]].concat());
    let rows = answer["rows"].as_array().expect("rows");
    assert_eq!((rows.len(), &answer["level"]), (8, &"district".into()));
    let csv = stdout(&place.run_args(&[&coverage[..], &["--format", "csv"]].concat()));
    assert!(csv.starts_with("level,code,type,name,province,articles,awards,last,"), "{csv}");
    assert_eq!(csv.lines().count(), 9);
    assert_eq!(code(&place.run("coverage --level district --province Atlantis")), 2);
    place.write("gold/a.txt", HUNG_HA);
    place.write(
        "gold/a.json",
        "{\"title\": \"UBND huyện Hưng Hà tổng kết phong trào thi đua\", \"awards\": []}",
    );
    assert_eq!(place.json(&["eval", "gold", "--json"])["articles"], 1);
    assert_eq!(code(&place.run("eval articles")), 2);
}

#[test]
fn help_is_a_command_too() {
    let place = Place::new();
    assert_eq!(stdout(&place.run("help stats")), stdout(&place.run("stats --help")));
    assert!(stdout(&place.run("help --lang en")).contains("Count awards"));
    assert_eq!(code(&place.run("help")), 0);
    assert_eq!(code(&place.run("help nonsense")), 2);
}

#[test]
fn a_query_of_too_many_words_is_refused() {
    let place = Place::new();
    place.run("index articles");
    let ask = |words: usize| place.run_args(&["--lang", "en", "search", &"không_ai_viết ".repeat(words / 3)]);
    assert_eq!(code(&ask(63)), 1);
    for words in [66, 20_000] {
        assert_eq!(code(&ask(words)), 2);
        assert!(stderr(&ask(words)).contains("64 are the most"), "{}", stderr(&ask(words)));
    }
    let long = "khen ".repeat(65);
    assert_eq!(code(&place.run_args(&["search", "khen", "--unit", &long])), 2);
}

#[test]
fn prune_spares_what_lies_under_a_path_that_cannot_be_read() {
    let place = Place::new();
    place.run("index articles");
    fs::rename(place.path("articles"), place.path("elsewhere")).expect("it moves");
    let output = place.run("--lang en index articles --prune");
    assert_eq!(code(&output), 1);
    assert!(stderr(&output).contains("nothing below it was taken out"), "{}", stderr(&output));
    assert_eq!(place.found("thi đua khen thưởng"), ["a"]);
}

#[test]
fn a_damaged_index_is_called_so_whatever_byte_is_wrong() {
    let place = Place::new();
    place.run("index articles");
    let files: Vec<_> =
        fs::read_dir(place.path("index")).expect("index").flatten().map(|e| e.path()).collect();
    let kinds = ["store", "idx", "fast", "term", "pos", "fieldnorm"];
    for path in files.iter().filter(|p| p.extension().is_some_and(|e| kinds.iter().any(|k| e == *k))) {
        let whole = fs::read(path).expect("a file");
        let flipped = |at: usize| {
            let mut bytes = whole.clone();
            bytes[at] ^= 0xff;
            bytes
        };
        let cut = whole[..whole.len() / 2].to_vec();
        for bytes in [Vec::new(), cut, flipped(0), flipped(whole.len() / 2), flipped(whole.len() - 1)] {
            fs::write(path, bytes).expect("a file");
            for line in ["search thi", "stats --by award", "index articles"] {
                let mut command = place.command(&["--lang", "en"]);
                let output =
                    command.args(line.split(' ')).env("RUST_BACKTRACE", "1").output().expect("it runs");
                let said = stderr(&output);
                assert!(!said.contains("panicked") && !said.contains("permissions"), "{line}: {said}");
                // A wrong byte that nothing reads is not met.
                let met = code(&output) == 2;
                assert!(!met || said.contains("delete the files"), "{}: {line}: {said}", path.display());
            }
        }
        fs::write(path, &whole).expect("a file");
    }
    for line in ["--lang en --index /dev/null search x", "--lang en --index articles/a.txt index articles"] {
        assert!(stderr(&place.run(line)).contains("is no folder"), "{line}");
        assert_eq!(code(&place.run(line)), 2);
    }
}

#[test]
fn a_wrong_variable_is_named_with_what_is_allowed() {
    let place = Place::new();
    let output = place.command(&["--lang", "en", "search", "x"]).env("VINHDANH_LIMIT", "abc").output();
    let output = output.expect("it runs");
    assert_eq!(code(&output), 2);
    for part in ["VINHDANH_LIMIT", "abc", "whole number"] {
        assert!(stderr(&output).contains(part), "{}", stderr(&output));
    }
}

#[test]
fn a_mistyped_filter_is_no_zero() {
    let place = Place::new();
    place.run("index articles");
    for (line, cause) in [
        ("search thi --award giay-khem", "giay-khen"),
        ("stats --by award --award nosuch", "nosuch"),
        ("search thi --province nosuch", "nosuch"),
        ("stats --by award --province nosuch", "nosuch"),
    ] {
        let output = place.run(line);
        assert_eq!(code(&output), 2, "{line}");
        assert!(stderr(&output).contains(cause), "{line}: {}", stderr(&output));
    }
    for line in ["stats --by award --award huan-chuong-sao-vang", "stats --by award --province 01"] {
        assert_eq!(code(&place.run(line)), 0, "{line}");
    }
    assert_eq!(code(&place.run_args(&["stats", "--by", "award", "--province", "tinh nam dinh"])), 0);
}

#[test]
fn days_are_asked_for_where_they_matter() {
    let place = Place::new();
    place.run("index articles");
    assert_eq!(code(&place.run_args(&["place", ""])), 2);
    assert!(stderr(&place.run_args(&["place", "Tây Ninh"])).contains("--as-of"));
    let coverage = |day: &str| stderr(&place.run(&format!("coverage --level district --as-of {day}")));
    assert!(coverage("2025-07-01").contains("2025-07-01"));
    assert!(coverage("2025-06-30").is_empty());
    // A province of the past is no misspelling.
    let of = |name: &str| {
        let asked = ["coverage", "--level", "province", "--province", name, "--as-of", "2025-08-01"];
        stderr(&place.run_args(&asked))
    };
    assert!(of("Nam Định").contains("2025-07-01"), "{}", of("Nam Định"));
    assert!(!of("Nam Đinh Hạ").contains("2025-07-01"));
}
