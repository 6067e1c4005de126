//! Articles that nobody should be harmed by: scripts wherever a text may stand, marks of direction, a title of a
//! megabyte, a source that is no address.

use crate::service::command;
use serde_json::json;
use std::fs;
use std::path::Path;

/// Indexes them together with the articles in `tin` below a folder.
pub fn index_with_hostile(folder: &Path) {
    let script = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'&";
    let hostile = [
        json!({ "title": format!("Hiểm họa {script}"), "text": format!("Ông Lê {script} trao giấy khen cho 3 tập thể. \u{202e}olleh\u{200f} {script}"),
            "byline": script, "url": "https://xau.example.vn/a?<script>", "site": script, "published": "2023-05-01" }),
        json!({ "title": "hiểmhọadài".repeat(100_000), "text": "UBND tỉnh trao bằng khen cho 5 cá nhân.", "url": "https://dai.example.vn/b", "published": "2023-06-01" }),
        json!({ "title": "Hiểm họa liên kết", "text": "UBND tỉnh trao bằng khen cho 7 cá nhân.", "url": "javascript:alert(1)", "published": "2023-06-02" }),
        json!({ "title": "\u{202e}Hiểm họa ngược\u{202d}\u{2066}", "text": format!("UBND tỉnh tặng giấy khen cho 2 cá nhân. {}", "dài".repeat(50_000)),
            "byline": "\u{202e}nạt", "url": "https://nguoc.example.vn/c", "published": "2023-06-03" }),
    ];
    let lines: String = hostile.iter().map(|it| format!("{it}\n")).collect();
    fs::write(folder.join("hostile.ndjson"), lines).expect("a file");
    let output = command(folder, &["index", "tin", "hostile.ndjson"]).output().expect("it runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}
