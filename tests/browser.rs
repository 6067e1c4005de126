//! The pages in a real Chromium: `tests/browser` drives it by Node and playwright-core. Skipped, with a message, where
//! one of them is missing; with `VINHDANH_BROWSER=required`, as CI has it, that is a failure.
#![cfg(unix)]

#[path = "common/hostile.rs"]
mod hostile;
#[path = "common/service.rs"]
mod service;

use hostile::index_with_hostile;
use service::{Running, command, gold_articles};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

const TOKEN: &str = "a secret of some length";

/// What the flows need beside the service: the browser; else what is missing, and how to get it.
fn chromium(flows: &Path) -> Result<PathBuf, &'static str> {
    let version = Command::new("node").arg("--version").output().ok().filter(|it| it.status.success());
    let version = version.and_then(|it| String::from_utf8(it.stdout).ok());
    let major =
        version.and_then(|it| it.trim().trim_start_matches('v').split('.').next()?.parse::<u32>().ok());
    if major.is_none_or(|it| it < 20) {
        return Err("node 20 or later is missing: apt-get install nodejs npm");
    }
    let chromium = env::var_os("VINHDANH_CHROMIUM").map_or_else(|| "/usr/bin/chromium".into(), PathBuf::from);
    if !chromium.exists() {
        return Err("chromium is missing: apt-get install chromium, or set VINHDANH_CHROMIUM to its path");
    }
    if !flows.join("node_modules/playwright-core").exists() || !flows.join("node_modules/axe-core").exists() {
        return Err("node_modules is missing: (cd tests/browser && npm ci)");
    }
    Ok(chromium)
}

#[test]
fn the_pages_work_in_a_browser() {
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    let flows = home.join("tests/browser");
    let chromium = match chromium(&flows) {
        Ok(chromium) => chromium,
        Err(missing) => {
            let required = env::var_os("VINHDANH_BROWSER").is_some_and(|it| it == "required");
            assert!(!required, "{missing}");
            eprintln!("the pages are not tried in a browser: {missing}");
            return;
        }
    };
    let (plain, desk) = (TempDir::new().expect("a folder"), TempDir::new().expect("a folder"));
    gold_articles(plain.path());
    let output = command(plain.path(), &["index", "tin"]).output().expect("it runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    gold_articles(desk.path());
    index_with_hostile(desk.path());
    fs::write(desk.path().join("token"), TOKEN).expect("a file");
    let corrections = desk.path().join("corrections.ndjson");
    let reading = Running::start(plain.path(), &[]);
    let correcting = Running::start(desk.path(), &["--allow-corrections", "--token-file", "token"]);
    let status = Command::new("node")
        .args(["--test-reporter=spec", "index.mjs"])
        .current_dir(&flows)
        .env("VINHDANH_CHROMIUM", chromium)
        .env("VINHDANH_ROOT", &reading.root)
        .env("VINHDANH_DESK", &correcting.root)
        .env("VINHDANH_DESK_TOKEN", TOKEN)
        .env("VINHDANH_DESK_CORRECTIONS", &corrections)
        .env("VINHDANH_SHOTS", home.join("target/browser"))
        .status()
        .expect("node runs");
    assert!(status.success(), "a flow failed: see above; pictures are in target/browser");
    // Nothing that was asked brought a service down.
    for service in [&reading, &correcting] {
        assert_eq!(service.agent.get(&service.root).call().expect("an answer").status(), 200);
    }
}
