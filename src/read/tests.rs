//! The whole stage over folders of good and broken input.

use super::*;
use std::fs;
use std::path::{Path, PathBuf};

/// All pages and all complaints below the paths, by their order; and how many files were skipped.
fn read(paths: &[PathBuf], options: &Options) -> (Vec<Page>, Vec<String>, usize) {
    let (mut found, mut complaints) = (Vec::new(), Vec::new());
    let mut walk = inputs(paths);
    let mut skipped = 0;
    for input in walk.by_ref() {
        match input {
            Ok(input) => {
                skipped += pages(&input, options, &mut |page| match page {
                    Ok(page) => found.push(page),
                    Err(error) => complaints.push(error.to_string()),
                });
            }
            Err(error) => complaints.push(error.to_string()),
        }
    }
    (found, complaints, walk.skipped() + skipped)
}

fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path = dir.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    dir
}

fn names(pages: &[Page], dir: &Path) -> Vec<String> {
    let name = |page: &Page| Path::new(&page.source.path).strip_prefix(dir).unwrap().display().to_string();
    pages.iter().map(name).collect()
}

#[test]
fn folders_are_walked_by_name() {
    let dir = folder(&[
        ("b.txt", b"b"),
        ("a/z.HTM", b"<p>z"),
        ("a/a.txt", b"a"),
        ("a/a.json", b"{}"),
        ("c.pdf", b"%PDF"),
        (".hidden/x.txt", b"x"),
        (".x.txt", b"x"),
        ("c.jsonl", b"{\"text\": \"c\"}"),
    ]);
    let (pages, complaints, skipped) = read(&[dir.path().into()], &Options::default());
    assert_eq!(complaints, Vec::<String>::new());
    assert_eq!(names(&pages, dir.path()), ["a/a.txt", "a/z.HTM", "b.txt", "c.jsonl"]);
    assert_eq!(pages[1].format, Format::Html);
    assert_eq!(skipped, 2);
}

#[test]
fn what_ndjson_says_beside_the_text() {
    let lines = "\u{feff}{\"text\": \"một\", \"url\": \"https://bao.vn/1\", \"title\": \"T\", \"published\": \"2023-01-02\", \"site\": \"x\"}\r\n\
        \n{\"html\": \"<p>hai\", \"site\": \"bao\", \"url\": null}\n{\"text\": 3}\n[1]\n{\"text\": \"bốn\"\n{\"title\": \"x\"}\n{\"text\": \" \"}\nx\n{\"text\": \"cuối\"}";
    let dir = folder(&[("a.ndjson", lines.as_bytes())]);
    let (pages, complaints, _) = read(&[dir.path().into()], &Options::default());
    let bodies: Vec<&str> = pages.iter().map(|page| page.body.as_str()).collect();
    assert_eq!(bodies, ["một", "<p>hai", "cuối"]);
    assert_eq!(pages[0].id, identity::of_url("https://bao.vn/1"));
    assert_eq!(pages[0].source.site.as_deref(), Some("bao.vn"));
    assert_eq!((pages[0].title.as_deref(), pages[0].published.as_deref()), (Some("T"), Some("2023-01-02")));
    assert_eq!(pages[1].source.site.as_deref(), Some("bao"));
    assert_eq!((pages[1].format, pages[1].source.url.as_deref()), (Format::Html, None));
    assert_eq!(pages[2].id, identity::of_path(&dir.path().join("a.ndjson"), Some(10)));
    let numbers: Vec<String> = complaints
        .iter()
        .map(|c| c.rsplit_once(".ndjson:").unwrap().1.split(':').next().unwrap().to_string())
        .collect();
    assert_eq!(numbers, ["4", "5", "6", "7", "8", "9"]);
}

#[test]
fn a_bad_line_leaves_the_rest() {
    let mut lines = b"{\"text\": \"tr\xff\"}\n".to_vec();
    lines.extend(std::iter::repeat_n(b'x', 3 << 20));
    lines.extend(b"\n{\"text\": \"ba\"}\n{\"html\": \"");
    lines.extend(b"<div>".repeat(600));
    lines.extend(b"\"}\n");
    let dir = folder(&[("a.ndjson", &lines)]);
    let options = Options { max_line_bytes: 1 << 20, ..Options::default() };
    let (pages, complaints, _) = read(&[dir.path().into()], &options);
    assert_eq!(pages.len(), 1);
    let said =
        ["a.ndjson:1: không phải UTF-8 từ byte 12", "a.ndjson:2: dòng dài", "a.ndjson:4: HTML mở quá 512"];
    assert_eq!(complaints.len(), said.len(), "{complaints:?}");
    for (complaint, said) in complaints.iter().zip(said) {
        assert!(complaint.contains(said), "{complaint}");
    }
}

#[test]
fn a_file_that_is_no_ndjson_is_named_once() {
    let utf16: Vec<u8> = "\u{feff}{}\n{}\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let dir = folder(&[("a.ndjson", &utf16), ("b.ndjson", b"\x1f\x8b\0\n\0\n")]);
    let (_, complaints, _) = read(&[dir.path().into()], &Options::default());
    assert_eq!(complaints.len(), 2, "{complaints:?}");
    assert!(complaints[1].contains("nhị phân"));
}

/// A file of every broken kind, and what is said of it.
#[cfg(unix)]
#[test]
fn every_broken_input_is_named_and_the_good_one_read() {
    use std::os::unix::fs::symlink;
    let dir = folder(&[
        ("good.txt", "Huyện Ý Yên".as_bytes()),
        ("binary.txt", b"abc\0def"),
        ("blank.html", b" \n\t "),
        ("deep.html", "<div>".repeat(100_000).as_bytes()),
        ("empty.txt", b""),
        ("latin.txt", b"caf\xe9"),
        ("nul16.txt", &[0x48, 0, 0x49, 0]),
        ("folder.txt/inner.txt", b"x"),
    ]);
    let path = |name: &str| dir.path().join(name);
    fs::File::create(path("big.txt")).unwrap().set_len(33 << 20).unwrap();
    symlink("nowhere", path("dangling.txt")).unwrap();
    symlink(dir.path(), path("loop")).unwrap();
    symlink("self.txt", path("self.txt")).unwrap();
    symlink("folder.txt", path("twice")).unwrap();
    let fifo = std::process::Command::new("mkfifo").arg(path("pipe.txt")).status();
    let _socket = std::os::unix::net::UnixListener::bind(path("socket.txt")).unwrap();

    let (pages, complaints, _) = read(&[dir.path().into()], &Options::default());
    assert_eq!(names(&pages, dir.path()), ["folder.txt/inner.txt", "good.txt"]);
    let mut expected = vec![
        ("big.txt", "34603008 byte, lớn hơn giới hạn 33554432 byte; nâng bằng --max-file-bytes"),
        ("binary.txt", "nhị phân: byte NUL ở vị trí 3"),
        ("blank.html", "rỗng"),
        ("dangling.txt", "liên kết hỏng: trỏ đến nowhere"),
        ("deep.html", "quá 512 phần tử"),
        ("empty.txt", "rỗng"),
        ("latin.txt", "không phải UTF-8 từ byte 3"),
        ("loop", "liên kết vòng"),
        ("nul16.txt", "nhị phân"),
        ("pipe.txt", "FIFO"),
        ("self.txt", "liên kết vòng"),
        ("socket.txt", "socket"),
    ];
    if !fifo.is_ok_and(|status| status.success()) {
        expected.retain(|(name, _)| *name != "pipe.txt");
    }
    assert_eq!(complaints.len(), expected.len(), "{complaints:#?}");
    for (complaint, (name, said)) in complaints.iter().zip(expected) {
        assert!(complaint.starts_with(&format!("{}: ", path(name).display())), "{complaint}");
        assert!(complaint.contains(said) && !complaint.contains('\n'), "{complaint}");
    }
}

#[test]
fn what_is_named_must_be_there_and_of_a_known_kind() {
    let dir = folder(&[("a.json", b"{}"), ("gone.txt", b"x")]);
    let path = |name: &str| dir.path().join(name);
    let (_, complaints, skipped) = read(&[path("a.json"), path("none.txt")], &Options::default());
    assert_eq!(skipped, 0);
    assert!(complaints[0].contains("a.json: không thuộc loại đọc được"), "{complaints:?}");
    assert!(complaints[1].contains("none.txt: không có tệp"), "{complaints:?}");
    // A file that goes between the walk and the reading.
    let input = inputs(&[path("gone.txt")]).next().unwrap().unwrap();
    fs::remove_file(path("gone.txt")).unwrap();
    let mut fault = None;
    pages(&input, &Options::default(), &mut |page| fault = page.err());
    assert!(matches!(fault.unwrap().fault, Fault::Missing));
}

#[test]
fn a_name_with_a_line_break_is_shown_on_one_line() {
    assert_eq!(Input::new("a\nb\u{1b}.txt".into()).shown, "a\u{fffd}b\u{fffd}.txt");
    let error = inputs(&["a\nb.txt".into()]).next().unwrap().unwrap_err();
    assert!(!error.to_string().contains('\n'));
}

#[test]
fn what_a_page_was_decoded_from_is_kept_with_it() {
    let old = "UBND huyÖn tæng kÕt phong trµo thi ®ua, trao giÊy khen cho 12 tËp thÓ";
    let raw: Vec<u8> = old.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    let line = |text: &str| format!("{{\"text\": \"{text}\"}}\n");
    let warc = |block: &[u8]| {
        let head = "WARC/1.0\r\nWARC-Type: conversion\r\nContent-Type: text/plain\r\n";
        [format!("{head}Content-Length: {}\r\n\r\n", block.len()).as_bytes(), block, b"\r\n\r\n"].concat()
    };
    let dir = folder(&[
        ("a.txt", &raw),
        ("b.ndjson", (line(old) + &line("Huyện Ý Yên")).as_bytes()),
        ("c.warc", &[warc(&raw), warc("Huyện Ý Yên".as_bytes())].concat()),
    ]);
    let (pages, complaints, _) = read(&[dir.path().into()], &Options::default());
    assert_eq!(complaints, Vec::<String>::new());
    let decoded: Vec<_> = pages.iter().map(|page| page.source.decoded.as_deref()).collect();
    assert_eq!(decoded, [Some("tcvn3"), Some("tcvn3"), None, Some("tcvn3"), None]);
    assert!(pages[0].body.starts_with("UBND huyện tổng kết") && pages[0].body == pages[1].body);
}
