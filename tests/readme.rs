//! The examples of the README, run. Each ```` ```console ```` block holds commands behind `$ ` and
//! what they print; `…` stands for any text inside a line, and alone for any lines.
//!
//! The commands run in a folder that holds a copy of `corpus/` and one index over it. `ID` in a
//! command is the id of the first hit of the search above it (ids depend on where the corpus lies).
//! `https://bao.example.vn` is a site on this machine, which may be asked and need not be waited for.
//! `vinhdanh serve &` starts a service, which stands at `http://127.0.0.1:8080` for the commands after it.
//! `VINHDANH_BLESS=1 cargo test --test readme` writes what the commands print into the README.

#[path = "common/mod.rs"]
#[allow(dead_code)]
mod common;
#[path = "common/site.rs"]
#[allow(dead_code)]
mod site;

use common::repo;
use site::{Reply, Site};
use std::cell::RefCell;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use tempfile::TempDir;

const ANY: char = '…';
// What blessing keeps of a long output (lines) and of a long line (characters).
const HEAD: usize = 18;
const TAIL: usize = 3;
const WIDTH: usize = 150;

/// The site of the examples, as the README calls it.
const SITE: &str = "https://bao.example.vn";

/// The service of the examples, as the README calls it, and what starts it.
const SERVICE: &str = "http://127.0.0.1:8080";
const SERVE: &str = "vinhdanh serve &";

/// A command of the README with what stands below it.
#[derive(Debug, PartialEq)]
struct Example {
    /// Number of the line that holds the command, from 0.
    line: usize,
    command: String,
    expected: Vec<String>,
}

/// The examples of a Markdown text, in order.
fn examples(markdown: &str) -> Vec<Example> {
    let mut found: Vec<Example> = Vec::new();
    let mut inside = false;
    for (line, text) in markdown.lines().enumerate() {
        if text.starts_with("```") {
            inside = text == "```console";
        } else if let (true, Some(command)) = (inside, text.strip_prefix("$ ")) {
            found.push(Example { line, command: command.to_string(), expected: Vec::new() });
        } else if let (true, Some(example)) = (inside, found.last_mut()) {
            example.expected.push(text.to_string());
        }
    }
    found
}

/// Whether a line reads as expected; [`ANY`] is any text.
fn line_matches(expected: &str, line: &str) -> bool {
    let (mut parts, mut rest) = (expected.split(ANY), line);
    match parts.next().and_then(|first| rest.strip_prefix(first)) {
        Some(after) => rest = after,
        None => return false,
    }
    let mut parts: Vec<&str> = parts.collect();
    let Some(last) = parts.pop() else { return rest.is_empty() };
    for part in parts {
        match rest.find(part) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
    }
    rest.ends_with(last)
}

/// Whether an output reads as expected; a line that is [`ANY`] alone is any lines, also none.
fn matches(expected: &[String], lines: &[String]) -> bool {
    match expected.split_first() {
        None => lines.is_empty(),
        Some((first, rest)) if first.trim() == ANY.to_string() => {
            (0..=lines.len()).any(|skipped| matches(rest, &lines[skipped..]))
        }
        Some((first, rest)) => {
            lines.split_first().is_some_and(|(line, below)| line_matches(first, line) && matches(rest, below))
        }
    }
}

/// What the README shall show of an output: ids, which differ by machine, and what is too long to
/// read become [`ANY`].
fn shown(lines: &[String]) -> Vec<String> {
    let mut shown: Vec<String> = lines.iter().map(|l| narrow(&without_ids(l))).collect();
    if shown.len() > HEAD + TAIL + 1 {
        shown.splice(HEAD..shown.len() - TAIL, [ANY.to_string()]);
    }
    shown
}

/// The line with every id (16 hex digits) and version of the rules (8 behind `1-`) replaced.
fn without_ids(line: &str) -> String {
    let mut out = String::new();
    let mut rest = line;
    while !rest.is_empty() {
        let word = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
        let fits = word == 16 || word == 8 && out.ends_with(" 1-");
        let hex = fits && rest[..word].bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        if hex {
            out.push(ANY);
        } else {
            out.push_str(&rest[..word]);
        }
        rest = &rest[word..];
        if let Some(c) = rest.chars().next() {
            out.push(c);
            rest = &rest[c.len_utf8()..];
        }
    }
    out
}

fn narrow(line: &str) -> String {
    if line.chars().count() <= WIDTH {
        return line.trim_end().to_string();
    }
    line.chars().take(WIDTH).chain([ANY]).collect()
}

/// A site with robots.txt, a sitemap and four articles of the corpus.
fn site() -> Site {
    let site = Site::new();
    let robots = format!("User-agent: *\nDisallow: /in/\nSitemap: {}\n", site.url("/sitemap.xml"));
    site.on("/robots.txt", Reply::text(&robots));
    site.on("/", Reply::html("<h1>Báo mẫu</h1>"));
    let mut entries = String::new();
    for (path, day, file) in [
        ("/tin/cai-be-trao-thuong", "2023-05-08", "corpus/gold/g21-cai-be.html"),
        ("/tin/lap-thach-khen-thuong", "2026-01-09", "corpus/own/005_lap-thach.html"),
        ("/in/lap-thach-khen-thuong", "2026-01-09", "corpus/own/005_lap-thach.html"),
        ("/the-thao/giai-chay", "2026-01-10", "corpus/own/005_lap-thach.html"),
    ] {
        let page = fs::read_to_string(repo(file)).unwrap_or_else(|e| panic!("{file}: {e}"));
        site.on(path, Reply::html(&page).header("ETag", "\"1\""));
        entries += &format!("<url><loc>{}</loc><lastmod>{day}</lastmod></url>", site.url(path));
    }
    site.on("/sitemap.xml", Reply::xml(&format!("<urlset>{entries}</urlset>")));
    site
}

/// A folder with the corpus and an index over it, in which the examples run, and a site.
struct Bench {
    folder: TempDir,
    site: Site,
    /// The service, and where it really stands.
    service: RefCell<Option<(Child, String)>>,
}

impl Drop for Bench {
    fn drop(&mut self) {
        if let Some((mut child, _)) = self.service.take() {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

impl Bench {
    fn new() -> Self {
        let folder = TempDir::new().expect("a temporary folder");
        let bench = Self { folder, site: site(), service: RefCell::default() };
        copy(&repo("corpus"), &bench.folder.path().join("corpus"));
        let (status, output) = bench.run("vinhdanh index corpus");
        assert_eq!(status, Some(0), "{output}");
        bench
    }

    /// Starts the service.
    fn serve(&self) -> (Option<i32>, String) {
        let mut child = Command::new(env!("CARGO_BIN_EXE_vinhdanh"))
            .args(["serve", "--bind", "127.0.0.1:0"])
            .current_dir(self.folder.path())
            .env("HOME", self.folder.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("it runs");
        let mut said = [String::new(), String::new(), String::new()];
        let mut first = BufReader::new(child.stdout.take().expect("piped"));
        let mut second = BufReader::new(child.stderr.take().expect("piped"));
        first.read_line(&mut said[0]).expect("an address");
        first.read_line(&mut said[1]).expect("an address");
        second.read_line(&mut said[2]).expect("a line");
        let address = said[0].trim().trim_end_matches('/').to_string();
        let said = said.concat().replace(&address, SERVICE);
        *self.service.borrow_mut() = Some((child, address));
        (Some(0), said)
    }

    /// Exit status and output of a command, standard error among standard output.
    fn run(&self, command: &str) -> (Option<i32>, String) {
        if command == SERVE {
            return self.serve();
        }
        let here = self.site.url("");
        let service =
            self.service.borrow().as_ref().map_or(SERVICE.to_string(), |(_, address)| address.clone());
        let command = command
            .replace(SERVICE, &service)
            .replace(SITE, &here)
            .replace("vinhdanh fetch ", "vinhdanh fetch --allow-private --delay 0 ");
        let binary = Path::new(env!("CARGO_BIN_EXE_vinhdanh"));
        let path = std::env::join_paths(
            [binary.parent().expect("a folder").to_path_buf()]
                .into_iter()
                .chain(std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default())),
        )
        .expect("a search path");
        let output = Command::new("sh")
            .args(["-c", &format!("{{ {command}\n}} 2>&1")])
            .current_dir(self.folder.path())
            .env("PATH", path)
            .env("HOME", self.folder.path())
            .env("XDG_CONFIG_HOME", self.folder.path())
            .env("NO_COLOR", "1")
            .env("COLUMNS", "100")
            .output()
            .expect("sh runs");
        (output.status.code(), String::from_utf8_lossy(&output.stdout).replace(&here, SITE))
    }

    /// The id of the first hit of a search.
    fn first_hit(&self, search: &str) -> String {
        let (_, output) = self.run(&format!("{search} --json"));
        let answer: serde_json::Value =
            serde_json::from_str(&output).unwrap_or_else(|e| panic!("{search}: {e}"));
        answer["hits"][0]["id"].as_str().unwrap_or_else(|| panic!("{search} finds nothing")).to_string()
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let path = entry.expect("an entry").path();
        let target = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).expect("a copy");
        }
    }
}

/// The README with the outputs of these examples in place of what stood there.
fn blessed(markdown: &str, outputs: &[(Example, Vec<String>)]) -> String {
    let mut lines: Vec<&str> = markdown.lines().collect();
    for (example, output) in outputs.iter().rev() {
        let below = example.line + 1;
        lines.splice(below..below + example.expected.len(), output.iter().map(String::as_str));
    }
    lines.join("\n") + "\n"
}

#[test]
fn examples_of_the_readme_print_what_it_shows() {
    let path = repo("README.md");
    let markdown = fs::read_to_string(&path).expect("README.md");
    let bench = Bench::new();
    let (mut search, mut differing) = (String::new(), Vec::new());
    let examples = examples(&markdown);
    assert!(examples.len() >= 8, "the README has lost its examples");
    for example in examples {
        let mut command = example.command.clone();
        if command.split_whitespace().any(|word| word == "ID") {
            command = command.replace("ID", &bench.first_hit(&search));
        } else if command.starts_with("vinhdanh search ") && !command.contains([';', '|']) {
            search.clone_from(&command);
        }
        let (_, output) = bench.run(&command);
        let lines: Vec<String> = output.lines().map(|l| l.trim_end().to_string()).collect();
        if !matches(&example.expected, &lines) {
            differing.push((example, shown(&lines)));
        }
    }
    if std::env::var_os("VINHDANH_BLESS").is_some() {
        fs::write(&path, blessed(&markdown, &differing)).expect("README.md is writable");
        return;
    }
    let told: Vec<String> = differing
        .iter()
        .map(|(e, output)| {
            format!(
                "README.md:{}: $ {}\nshows\n{}\nprinted\n{}\n",
                e.line + 1,
                e.command,
                e.expected.join("\n"),
                output.join("\n")
            )
        })
        .collect();
    assert!(told.is_empty(), "{}", told.join("\n"));
}

fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::to_string).collect()
}

#[test]
fn wildcards_stand_for_any_text_and_any_lines() {
    let check = |expected: &str, output: &str, right: bool| {
        assert_eq!(matches(&lines(expected), &lines(output)), right, "{expected:?} {output:?}");
    };
    check("a\nb", "a\nb", true);
    check("a\nb", "a\nc", false);
    check("a\nb", "a\nb\nc", false);
    check("a\n…", "a\nb\nc", true);
    check("a\n…", "a", true);
    check("…\nc", "a\nb\nc", true);
    check("…\nd", "a\nb\nc", false);
    check("read … in … s", "read 45 articles in 0.3 s", true);
    check("read … in … s", "read 45 articles", false);
    check("…z", "az", true);
    check("a…a", "a", false);
    check("", "a", false);
}

#[test]
fn examples_are_read_and_blessed_in_place() {
    let markdown = "# T\n```sh\n$ no\n```\n```console\n$ one\nold\n\n$ two\n```\nend\n";
    let mut found = examples(markdown);
    assert_eq!(found.len(), 2);
    assert_eq!(
        found[0],
        Example { line: 5, command: "one".into(), expected: vec!["old".into(), String::new()] }
    );
    let two = found.pop().expect("two");
    let one = found.pop().expect("one");
    let outputs = [(one, lines("new\nlines\n\n")), (two, lines("2"))];
    let wanted = "# T\n```sh\n$ no\n```\n```console\n$ one\nnew\nlines\n\n$ two\n2\n```\nend\n";
    assert_eq!(blessed(markdown, &outputs), wanted);
}

#[test]
fn blessing_hides_ids_and_shortens() {
    assert_eq!(without_ids("0123456789abcdef  Lý Nhân"), "…  Lý Nhân");
    assert_eq!(without_ids("0123456789abcdef0 số"), "0123456789abcdef0 số");
    assert_eq!(without_ids("quy tắc 1-01234567) 21-01234567"), "quy tắc 1-…) 21-01234567");
    let long: Vec<String> = (0..40).map(|n| n.to_string()).collect();
    let short = shown(&long);
    assert_eq!(short.len(), HEAD + TAIL + 1);
    assert!(matches(&short, &long));
}
