//! Officials, units and awards over time.

use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use tempfile::TempDir;

fn run(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vinhdanh"));
    command.args(args).args(["--lang", "en"]).current_dir(folder);
    command.env("HOME", folder).env_remove("XDG_CONFIG_HOME").output().expect("it runs")
}

const ARTICLES: [(&str, &str, &str); 5] = [
    (
        "2021-02-01",
        "Hưng Hà tổng kết năm 2020",
        "Ông Trần Văn An, Phó Chủ tịch UBND huyện Hưng Hà, tỉnh Thái Bình dự. UBND huyện Hưng Hà tặng Giấy khen \
         năm 2020 cho 3 tập thể.",
    ),
    (
        "2023-03-30",
        "Hưng Hà trao thưởng",
        "Bà Lê Thị Bình, Bí thư Huyện ủy và ông Trần Văn An, Chủ tịch UBND huyện Hưng Hà, tỉnh Thái Bình trao Cờ \
         thi đua của UBND tỉnh cho UBND huyện Hưng Hà.",
    ),
    (
        "2023-04-02",
        "Hưng Hà trao thưởng",
        "Bà Lê Thị Bình, Bí thư Huyện ủy và ông Trần Văn An, Chủ tịch UBND huyện Hưng Hà, tỉnh Thái Bình trao Cờ \
         thi đua của UBND tỉnh cho UBND huyện Hưng Hà.",
    ),
    ("2024-01-05", "Tin ngắn", "Ông Trần Văn Ân, Giám đốc Sở Nội vụ tỉnh Hà Nam, phát biểu."),
    (
        "2024-06-01",
        "Bằng khen",
        "Thủ tướng Chính phủ tặng Bằng khen cho ông Trần Văn An, Bí thư Huyện ủy Hưng Hà, tỉnh Thái Bình.",
    ),
];

fn folder() -> TempDir {
    let folder = TempDir::new().expect("a folder");
    let line = |(at, (day, title, text)): (usize, &(&str, &str, &str))| {
        let url = format!("https://tin{at}.example.vn/{at}");
        format!("{}\n", json!({ "url": url, "title": title, "published": day, "text": text }))
    };
    let lines: String = ARTICLES.iter().enumerate().map(line).collect();
    fs::write(folder.path().join("tin.ndjson"), lines).expect("a file");
    assert!(run(folder.path(), &["index", "tin.ndjson"]).status.success());
    folder
}

fn ask(folder: &Path, args: &[&str]) -> Value {
    let output = run(folder, &[args, &["--json"]].concat());
    serde_json::from_slice(&output.stdout).unwrap_or_else(|e| panic!("{args:?} {e}: {output:?}"))
}

/// `value articles first last` of each line.
fn lines(value: &Value) -> Vec<String> {
    let text = |it: &Value| it.as_str().map_or(it.to_string(), String::from);
    let line = |it: &Value| [&it["value"], &it["articles"], &it["first"], &it["last"]].map(text).join(" ");
    value.as_array().expect("a list").iter().map(line).collect()
}

#[test]
fn an_official_over_time() {
    let folder = folder();
    let an = ask(folder.path(), &["who", "Trần Văn An"]);
    assert_eq!((&an["kind"], &an["name"]), (&json!("official"), &json!("Trần Văn An")));
    assert_eq!(lines(&an["names"]), ["Trần Văn An 3 2021-02-01 2024-06-01"]);
    // Copies are one report.
    assert_eq!(
        lines(&an["positions"]),
        [
            "Phó Chủ tịch UBND huyện Hưng Hà 1 2021-02-01 2021-02-01",
            "Chủ tịch UBND huyện Hưng Hà 1 2023-03-30 2023-03-30",
            "Bí thư Huyện ủy Hưng Hà 1 2024-06-01 2024-06-01",
        ]
    );
    assert_eq!(lines(&an["officials"]), ["Lê Thị Bình 1 2023-03-30 2023-03-30"]);
    let awards = an["awards"].as_array().expect("awards");
    assert_eq!(awards.len(), 1);
    assert_eq!((&awards[0]["award"], &awards[0]["count"]), (&json!("bang-khen"), &json!(1)));
    assert!(awards[0]["evidence"]["sentence"].as_str().is_some_and(|it| it.contains("Trần Văn An")));
    let days: Vec<_> = an["articles"].as_array().expect("a list").iter().map(|it| &it["published"]).collect();
    assert_eq!(days, ["2021-02-01", "2023-03-30", "2024-06-01"]);
    // Accents that are not typed are not required; those that are, are.
    assert_eq!(ask(folder.path(), &["who", "tran van an"])["articles"].as_array().map(Vec::len), Some(4));
    assert_eq!(ask(folder.path(), &["who", "Trần Văn Ân"])["articles"].as_array().map(Vec::len), Some(1));
    // A part of a name is not the name.
    assert_eq!(run(folder.path(), &["who", "Văn An"]).status.code(), Some(1));
}

#[test]
fn a_unit_over_time() {
    let folder = folder();
    let unit = ask(folder.path(), &["unit", "huyện Hưng Hà"]);
    assert_eq!(unit["name"], "huyện Hưng Hà");
    assert_eq!(unit["places"][0]["code"], "339");
    assert!(lines(&unit["names"]).iter().any(|it| it.starts_with("UBND huyện Hưng Hà 2 ")), "{unit:#}");
    let awards: Vec<_> = unit["awards"].as_array().expect("awards").iter().collect();
    let shown: Vec<String> =
        awards.iter().map(|it| format!("{} {} {}", it["year"], it["award"], it["count"])).collect();
    // 2020 is the year of merit; the flag is the district's; the Prime Minister's goes to its secretary.
    assert!(shown.contains(&"2020 \"giay-khen\" 3".to_string()), "{shown:?}");
    assert!(shown.contains(&"2023 \"co-thi-dua\" 1".to_string()), "{shown:?}");
    assert_eq!(lines(&unit["officials"])[0], "Trần Văn An 3 2021-02-01 2024-06-01");
    let body = ask(folder.path(), &["unit", "Sở Nội vụ tỉnh Hà Nam"]);
    assert_eq!(body["articles"].as_array().map(Vec::len), Some(1), "{body:#}");
}

#[test]
fn a_locality_that_no_article_means_for_sure_is_found_by_its_name() {
    let folder = folder();
    let text = "Đại hội xã Cần Giuộc sau khi sáp nhập thị trấn Cần Giuộc và các xã Phước Lại, Long Hậu (huyện Cần Giuộc, \
                tỉnh Long An cũ).";
    let line = json!({ "url": "https://tin9.example.vn/9", "title": "Đại hội", "published": "2025-08-01", "text": text });
    fs::write(folder.path().join("tin.ndjson"), line.to_string()).expect("a file");
    assert!(run(folder.path(), &["index", "tin.ndjson"]).status.success());
    let unit = ask(folder.path(), &["unit", "xã Phước Lại"]);
    assert_eq!((&unit["name"], &unit["places"][0]["code"]), (&json!("xã Phước Lại"), &json!("28180")));
    assert_eq!(lines(&unit["names"]), ["xã Phước Lại 1 2025-08-01 2025-08-01"]);
    // What no article names has no article.
    assert_eq!(run(folder.path(), &["unit", "xã Phước Hải"]).status.code(), Some(1));
}

#[test]
fn an_award_over_time() {
    let folder = folder();
    let award = ask(folder.path(), &["award", "co-thi-dua"]);
    assert_eq!(award["awards"].as_array().map(Vec::len), Some(1));
    assert_eq!((&award["awards"][0]["year"], &award["awards"][0]["count"]), (&json!(2023), &json!(1)));
    assert_eq!(lines(&award["authorities"]), ["UBND tỉnh 1 2023-03-30 2023-03-30"]);
    assert_eq!(lines(&award["provinces"]), ["Thái Bình 1 2023-03-30 2023-03-30"]);
}

#[test]
fn what_is_not_there_has_near_names() {
    let folder = folder();
    let output = run(folder.path(), &["who", "Tran Van Ang"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("Trần Văn An"), "{output:?}");
    assert_eq!(run(folder.path(), &["unit", "…"]).status.code(), Some(2));
    assert_eq!(run(folder.path(), &["award", "bang-ken"]).status.code(), Some(1));
}

#[test]
fn people_see_parts_and_what_is_left_out() {
    let folder = folder();
    let output = run(folder.path(), &["who", "Trần Văn An", "--limit", "1"]);
    let text = String::from_utf8_lossy(&output.stdout);
    for part in ["Trần Văn An\n", "Positions\n", "Awards", "Articles\n", "… and 2 more (--limit)"] {
        assert!(text.contains(part), "{part}: {text}");
    }
}
