//! Archives as they are found in the world, whole and broken.

use crate::model::{Format, Page};
use crate::read::{Input, Options, pages, stream};
use flate2::Compression;
use flate2::read::GzEncoder;
use std::fs;
use std::io::{Read, Write};

/// What a file of a name and its bytes gives: pages, complaints, and how many files were skipped.
fn read_within(name: &str, bytes: &[u8], options: &Options) -> (Vec<Page>, Vec<String>, usize) {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join(name);
    fs::write(&path, bytes).unwrap();
    let (mut found, mut complaints) = (Vec::new(), Vec::new());
    let skipped = pages(&Input::new(path.clone()), options, &mut |page| match page {
        Ok(page) => found.push(page),
        Err(error) => complaints.push(error.to_string().replace(&path.display().to_string(), name)),
    });
    (found, complaints, skipped)
}

fn read(name: &str, bytes: &[u8]) -> (Vec<Page>, Vec<String>, usize) {
    read_within(name, bytes, &Options::default())
}

/// The same of bytes on standard input: only they tell what they are.
fn read_stream(bytes: &[u8]) -> (Vec<Page>, Vec<String>, usize) {
    let (mut found, mut complaints) = (Vec::new(), Vec::new());
    let mut each = |page: Result<Page, crate::read::ReadError>| match page {
        Ok(page) => found.push(page),
        Err(error) => complaints.push(error.to_string()),
    };
    let whole = Box::new(std::io::Cursor::new(bytes.to_vec()));
    let skipped = stream(&Input::new("-".into()), whole, &Options::default(), &mut each);
    let skipped = skipped.unwrap_or_else(|fault| {
        complaints.push(format!("-: {fault}"));
        0
    });
    (found, complaints, skipped)
}

/// Holds the numbers of the pages, and the begin of each complaint.
fn check(name: &str, bytes: &[u8], numbers: &[u64], complaints: &[&str]) {
    let (pages, said, _) = read(name, bytes);
    let found: Vec<_> = pages.iter().map(|page| page.line.unwrap_or(0)).collect();
    assert_eq!(found, numbers, "{name} {said:?}");
    assert_eq!(said.len(), complaints.len(), "{name} {said:?}");
    for (said, expected) in said.iter().zip(complaints) {
        assert!(said.starts_with(expected), "{said:?} does not begin with {expected:?}");
    }
}

pub(super) fn gz(bytes: &[u8]) -> Vec<u8> {
    let mut packed = Vec::new();
    GzEncoder::new(bytes, Compression::fast()).read_to_end(&mut packed).unwrap();
    packed
}

fn zst(bytes: &[u8]) -> Vec<u8> {
    zstd::encode_all(bytes, 3).unwrap()
}

/// One record.
fn record(kind: &str, lines: &str, block: &[u8]) -> Vec<u8> {
    let head = format!("WARC/1.0\r\nWARC-Type: {kind}\r\n{lines}Content-Length: {}\r\n\r\n", block.len());
    [head.as_bytes(), block, b"\r\n\r\n"].concat()
}

/// The answer to a request for page `n`, of some thousand bytes that do not pack to nothing.
fn response(n: usize, status: &str, content_type: &str) -> Vec<u8> {
    let lines = format!(
        "WARC-Target-URI: <https://Bao.vn/{n}>\r\nWARC-Date: 2020-01-01T00:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
    );
    let words: String = (0..400).map(|i| format!("{} ", (i * 7919 + n * 104_729) % 99_991)).collect();
    let block = format!("HTTP/1.1 {status}\r\nContent-Type: {content_type}\r\n\r\n<p>Bài {n} {words}");
    record("response", &lines, block.as_bytes())
}

fn page(n: usize) -> Vec<u8> {
    response(n, "200 OK", "text/html; charset=utf-8")
}

/// A file of five records, of which 2, 3 and 5 are pages.
fn five() -> Vec<Vec<u8>> {
    let info = record("warcinfo", "Content-Type: application/warc-fields\r\n", b"software: x\r\n");
    vec![info, page(2), page(3), response(4, "404 Not Found", "text/html"), page(5)]
}

#[test]
fn warc_in_every_packing() {
    let records = five();
    let each = |pack: fn(&[u8]) -> Vec<u8>| records.iter().flat_map(|r| pack(r)).collect::<Vec<u8>>();
    let whole = records.concat();
    check("a.warc", &whole, &[2, 3, 5], &[]);
    check("a.warc.gz", &each(gz), &[2, 3, 5], &[]);
    check("a.warc.gz", &gz(&whole), &[2, 3, 5], &[]);
    check("a.warc.zst", &each(zst), &[2, 3, 5], &[]);
    check("a.warc.zst", &zst(&whole), &[2, 3, 5], &[]);
    // The packing is told by what is there; members may end anywhere.
    check("a.warc", &each(gz), &[2, 3, 5], &[]);
    check("a.warc.gz", &whole, &[2, 3, 5], &[]);
    check("a.warc.gz", &whole.chunks(700).flat_map(gz).collect::<Vec<u8>>(), &[2, 3, 5], &[]);
    check("a.warc", b"", &[], &[]);
}

#[test]
fn a_zstd_dictionary_stands_in_the_first_frame() {
    let records = five();
    let dictionary = records[1].clone();
    let packed = |mut dictionary_frame: Vec<u8>| {
        for record in &records {
            let mut encoder = zstd::Encoder::with_dictionary(Vec::new(), 3, &dictionary).unwrap();
            encoder.write_all(record).unwrap();
            dictionary_frame.extend(encoder.finish().unwrap());
        }
        dictionary_frame
    };
    for stored in [dictionary.clone(), zst(&dictionary)] {
        let length = u32::try_from(stored.len()).unwrap().to_le_bytes();
        let file = packed([&[0x5d, 0x2a, 0x4d, 0x18], &length[..], &stored].concat());
        check("a.warc.zst", &file, &[2, 3, 5], &[]);
    }
}

#[test]
fn what_a_record_says_of_its_page() {
    let (pages, _, _) = read("a.warc", &page(1));
    assert_eq!(pages[0].source.url.as_deref(), Some("https://Bao.vn/1"));
    assert_eq!(pages[0].source.site.as_deref(), Some("bao.vn"));
    assert_eq!(
        (pages[0].id.as_str(), pages[0].published.as_deref()),
        (&*crate::read::identity::of_url("https://Bao.vn/1"), None)
    );
    assert!(pages[0].body.starts_with("<p>Bài 1 "));

    let resource = record("resource", "Content-Type: text/html; charset=windows-1258\r\n", b"<p>th\xea\xec");
    let conversion = record("conversion", "Content-Type: text/plain\r\n", "Huyện".as_bytes());
    let revisit = record("revisit", "Content-Type: application/http\r\n", b"HTTP/1.1 200 OK\r\n\r\n");
    let metadata = record("metadata", "Content-Type: text/plain\r\n", b"x");
    let (pages, complaints, skipped) = read("a.wet", &[resource, revisit, metadata, conversion].concat());
    assert_eq!((complaints, skipped), (vec![], 1));
    assert_eq!((pages[0].format, pages[0].body.as_str()), (Format::Html, "<p>thế"));
    assert_eq!((pages[1].format, pages[1].body.as_str()), (Format::Plain, "Huyện"));
    // Without an address, the path and the number of the record; each is another page.
    assert_eq!((pages[0].line, pages[1].line), (Some(1), Some(4)));
    assert_ne!(pages[0].id, pages[1].id);
}

#[test]
fn answers_that_are_no_pages_are_passed_over() {
    for (status, content_type) in [
        ("301 Moved", "text/html"),
        ("206 Partial Content", "text/html"),
        ("200 OK", "image/png"),
        ("200 OK", ""),
    ] {
        check("a.warc", &[response(1, status, content_type), page(2)].concat(), &[2], &[]);
    }
    let dns = record("response", "Content-Type: text/dns\r\n", b"20200101\n");
    check("a.warc", &[dns, page(2)].concat(), &[2], &[]);
    check("a.warc", &response(1, "200 OK", "Application/XHTML+XML"), &[1], &[]);
}

/// A byte of each record in turn is damaged: that record is named, the others are read.
#[test]
fn damage_costs_one_record() {
    let records: Vec<_> = (1..=4).map(page).collect();
    for pack in [gz as fn(&[u8]) -> Vec<u8>, zst_checked] {
        for bad in 0..records.len() {
            for place in [0, 3, 40, 500, 900] {
                let mut packed: Vec<_> = records.iter().map(|r| pack(r)).collect();
                packed[bad][place] ^= 0x41;
                let (pages, complaints, _) = read("a.warc.gz", &packed.concat());
                let name = format!("{bad} {place} {complaints:?}");
                // Where the very first bytes are gone, nobody knows that a packed file was meant.
                if bad > 0 || place > 3 {
                    assert_eq!(complaints.len(), 1, "{name}");
                    assert!(complaints[0].starts_with(&format!("a.warc.gz:{}: hỏng", bad + 1)), "{name}");
                    assert_eq!(pages.len(), records.len() - 1, "{name}");
                }
            }
        }
    }
}

fn zst_checked(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = zstd::Encoder::new(Vec::new(), 3).unwrap();
    encoder.include_checksum(true).unwrap();
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn a_record_cut_short_costs_no_other() {
    let cut = |record: Vec<u8>| record[..record.len() - 600].to_vec();
    let [first, second, third] = [page(1), page(2), page(3)];
    let middle = [first.clone(), cut(second.clone()), third.clone()];
    let said = "a.warc:2: hỏng hoặc bị cắt";
    check("a.warc", &middle.concat(), &[1, 3], &[said]);
    check("a.warc", &middle.iter().flat_map(|r| gz(r)).collect::<Vec<u8>>(), &[1, 3], &[said]);
    check("a.warc", &middle.iter().flat_map(|r| zst(r)).collect::<Vec<u8>>(), &[1, 3], &[said]);
    check("a.warc", &[first.clone(), cut(second.clone())].concat(), &[1], &[said]);
    let whole = gz(&[first.clone(), second].concat());
    check("a.warc", &whole[..whole.len() - 300], &[1], &[said]);
    let member = [gz(&first), gz(&third)[..900].to_vec()].concat();
    check("a.warc", &member, &[1], &[said]);
}

/// The record with another length.
fn lying(record: &[u8], length: &str) -> Vec<u8> {
    let text = std::str::from_utf8(record).unwrap();
    let (head, rest) = text.split_once("Content-Length: ").unwrap();
    let rest = rest.split_once("\r\n").unwrap().1;
    format!("{head}Content-Length: {length}\r\n{rest}").into_bytes()
}

#[test]
fn records_that_lie_about_themselves() {
    let lie = |length: &str| [page(1), lying(&page(2), length), page(3)].concat();
    for length in ["10", "x", "", "99999999", "18446744073709551616"] {
        check("a.warc", &lie(length), &[1, 3], &["a.warc:2: hỏng"]);
        check(
            "a.warc",
            &gz(&lie(length))[..],
            if length == "99999999" { &[1] } else { &[1, 3] },
            &["a.warc:2: hỏng"],
        );
    }
    let junk = [page(1), b"<html>junk\r\n".to_vec(), page(3)].concat();
    check("a.warc", &junk, &[2], &["a.warc:1: hỏng"]);
    check("a.warc", "Huyện\n".repeat(9000).as_bytes(), &[], &["a.warc:1: hỏng"]);
}

/// A tar of these files; names longer than its head has room for stand before them.
fn tarred(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut builder = tar::Builder::new(Vec::new());
    for (name, bytes) in files {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        header.set_cksum();
        builder.append_data(&mut header, name, *bytes).unwrap();
    }
    builder.into_inner().unwrap()
}

/// A zip of these files, by these methods.
fn zipped(files: &[(&str, &[u8])], method: rawzip::CompressionMethod) -> Vec<u8> {
    use rawzip::CompressionMethod as Method;
    let mut out = Vec::new();
    let mut archive = rawzip::ZipArchiveWriter::new(&mut out);
    for (name, bytes) in files {
        let (mut entry, config) = archive.new_file(name).compression_method(method).start().unwrap();
        let packed: Box<dyn Write + '_> = match method {
            Method::DEFLATE => Box::new(flate2::write::DeflateEncoder::new(&mut entry, Compression::best())),
            Method::ZSTD => Box::new(zstd::Encoder::new(&mut entry, 3).unwrap().auto_finish()),
            _ => Box::new(&mut entry),
        };
        let mut writer = config.wrap(packed);
        writer.write_all(bytes).unwrap();
        let (packed, descriptor) = writer.finish().unwrap();
        drop(packed);
        entry.finish(descriptor).unwrap();
    }
    archive.finish().unwrap();
    out
}

/// Members of every kind: 1 and 2 pages, 3 to 5 lines of which 4 is bad, 6 and 7 none, 8 a page.
fn members() -> Vec<(&'static str, &'static [u8])> {
    let long = "a-folder-with-a-very-long-name/and-another-one/and-yet-another-folder-below-it-all/tin-tức-khen-thưởng-2023.html";
    vec![
        ("a/một.txt", "Huyện Ý Yên".as_bytes()),
        (long, b"<p>hai"),
        ("c.ndjson", b"{\"text\": \"ba\"}\nx\n{\"text\": \"n\xc4\x83m\"}\n"),
        ("style.css", b"x"),
        (".hidden/x.txt", b"x"),
        ("e.txt", b"s\xc3\xa1u"),
    ]
}

const OF_MEMBERS: [u64; 5] = [1, 2, 3, 5, 8];

#[test]
fn tar_and_zip_in_every_packing() {
    use rawzip::CompressionMethod as Method;
    let tar = tarred(&members());
    let bad_line = |name: &str| format!("{name}:4: c.ndjson: JSON hỏng");
    for (name, bytes) in
        [("a.tar", tar.clone()), ("a.tgz", gz(&tar)), ("a.tar.gz", gz(&tar)), ("a.tar.zst", zst(&tar))]
    {
        check(name, &bytes, &OF_MEMBERS, &[&bad_line(name)]);
        assert_eq!(read(name, &bytes).2, 1, "{name}");
    }
    for method in [Method::STORE, Method::DEFLATE, Method::ZSTD] {
        let zip = zipped(&members(), method);
        check("a.zip", &zip, &OF_MEMBERS, &[&bad_line("a.zip")]);
        assert_eq!(read("a.zip", &zip).2, 1, "{method:?}");
    }
    // The begin of a record is no begin of a record in a tar.
    check("a.tar.gz", &gz(&tarred(&[("WARC/1.txt", b"a"), ("b.txt", b"b")])), &[1, 2], &[]);
}

/// Archives on standard input give what they give as files, whole and broken.
#[test]
fn a_stream_is_read_as_its_file() {
    let records = five();
    let each = |pack: fn(&[u8]) -> Vec<u8>| records.iter().flat_map(|r| pack(r)).collect::<Vec<u8>>();
    let (tar, whole) = (tarred(&members()), records.concat());
    let mut damaged: Vec<_> = records.iter().map(|r| gz(r)).collect();
    damaged[2][500] ^= 0x41;
    let mut liar = records.clone();
    liar[1] = lying(&liar[1], "99999999");
    for (name, bytes) in [
        ("a.warc", whole.clone()),
        ("a.warc.gz", each(gz)),
        ("a.warc.gz", gz(&whole)),
        ("a.warc.zst", each(zst)),
        ("a.warc.gz", damaged.concat()),
        ("a.warc", liar.concat()),
        ("a.tar", tar.clone()),
        ("a.tar.gz", gz(&tar)),
        ("a.tar.zst", zst(&tar)),
        ("a.zip", zipped(&members(), rawzip::CompressionMethod::DEFLATE)),
        ("a.gz", gz(b"<p>a")),
        ("a.gz", gz(&gz(b"<p>a"))),
        ("a.gz", gz(&zipped(&members(), rawzip::CompressionMethod::STORE))),
        ("a.zst", zst(b"{\"text\": \"a\"}\nx\n{\"text\": \"b\"}")),
        ("a.txt", "Huyện Ý Yên".into()),
        ("a.html", b"<p>a".to_vec()),
        ("a.ndjson", b"{\"text\": \"a\"}\nx\n{\"text\": \"b\"}".to_vec()),
    ] {
        let (file, streamed) = (read(name, &bytes), read_stream(&bytes));
        let pages = |pages: &[Page]| -> Vec<_> {
            pages.iter().map(|p| (p.line, p.format, p.body.clone(), p.source.url.clone())).collect()
        };
        assert_eq!(pages(&file.0), pages(&streamed.0), "{name}");
        let said: Vec<_> = file.1.iter().map(|said| said.replacen(name, "-", 1)).collect();
        assert_eq!((said, file.2), (streamed.1, streamed.2), "{name}");
        assert!(file.0.len() + file.1.len() > 0, "{name}");
    }
    // A name that says no more than how it is packed leaves the rest to the bytes as well.
    check("a.gz", &each(gz), &[2, 3, 5], &[]);
    check("a.zst", &zst(&tar), &OF_MEMBERS, &["a.zst:4: c.ndjson: JSON hỏng"]);
}

#[test]
fn one_page_in_a_packing_of_its_own() {
    let (pages, _, _) = read("a.html.gz", &gz(b"<p>a"));
    assert_eq!((pages[0].format, pages[0].line, pages[0].body.as_str()), (Format::Html, None, "<p>a"));
    check("a.zst", &zst(b"{\"text\": \"a\"}\n\n{\"text\": \"b\"}"), &[1, 3], &[]);
    check("a.ndjson.gz", &[gz(b"{\"text\": \"a\"}\n"), gz(b"{\"text\": \"b\"}\n")].concat(), &[1, 2], &[]);
    let (pages, _, _) = read("a.gz", &gz(b" <html>"));
    assert_eq!(pages[0].format, Format::Html);
    check("a.html.gz", b"<p>a", &[], &["a.html.gz: hỏng hoặc bị cắt (không phải gzip"]);
    let packed = gz(&page(1));
    check("a.txt.gz", &packed[..packed.len() - 9], &[], &["a.txt.gz: hỏng"]);
}

#[test]
fn an_archive_in_an_archive_is_not_opened() {
    let said = "tệp nén nằm trong tệp nén khác";
    let (html, inner) = (gz(b"<p>a"), zipped(&[("a.txt", b"a")], rawzip::CompressionMethod::STORE));
    let files: Vec<(&str, &[u8])> =
        vec![("a.html.gz", &html), ("b.zip", &inner), ("c.txt", b"c"), ("d.txt", &inner), ("e.warc", b"x")];
    let complaint = |number: usize| format!("x.zip:{number}: {}: {said}", files[number - 1].0);
    let expected: Vec<_> = [1, 2, 4, 5].map(complaint).into();
    let zip = zipped(&files, rawzip::CompressionMethod::DEFLATE);
    check("x.zip", &zip, &[3], &expected.iter().map(String::as_str).collect::<Vec<_>>());
    for (name, bytes) in
        [("a.gz", gz(&html)), ("a.html.gz", gz(&html)), ("a.gz", gz(&inner)), ("a.zip.gz", gz(&inner))]
    {
        check(name, &bytes, &[], &[&format!("{name}: {said}")]);
    }
}

#[test]
fn a_broken_member_of_a_zip_costs_no_other() {
    let files: Vec<(&str, &[u8])> = vec![("a.txt", b"first"), ("b.txt", b"second"), ("c.txt", b"third")];
    let whole = zipped(&files, rawzip::CompressionMethod::STORE);
    let mut bad = whole.clone();
    let at = whole.windows(6).position(|w| w == b"second").unwrap();
    bad[at] = b'x';
    check("a.zip", &bad, &[1, 3], &["a.zip:2: b.txt: hỏng"]);
    check("a.zip", &whole[..whole.len() / 2], &[], &["a.zip: hỏng"]);
    let mut locked = whole.clone();
    let directory = whole.windows(4).position(|w| w == b"PK\x01\x02").unwrap();
    locked[directory + 8] |= 1;
    check("a.zip", &locked, &[2, 3], &["a.zip:1: a.txt: cách nén hay mã hóa chưa đọc được: mã hóa"]);
    let tar = tarred(&files);
    check("a.tar", &tar[..1200], &[1], &["a.tar: hỏng"]);
    check("a.tar", &tar[..1540], &[1], &["a.tar:2: b.txt: hỏng hoặc bị cắt (bị cắt)"]);
    let packed = gz(&tar);
    let (pages, said, _) = read("a.tar.gz", &packed[..packed.len() * 2 / 3]);
    assert!(pages.len() < 3 && said.len() == 1 && said[0].contains(": hỏng"), "{said:?}");
}

/// What grows without end stops at once, whatever it is packed in.
#[test]
fn bombs_are_refused() {
    let mut blanks = Vec::new();
    GzEncoder::new(std::io::repeat(b' ').take(64 << 20), Compression::best())
        .read_to_end(&mut blanks)
        .unwrap();
    let zeros = zstd::encode_all(std::io::repeat(0).take(64 << 20), 1).unwrap();
    for name in ["a.gz", "a.html.gz", "a.ndjson.gz", "a.warc.gz", "a.tar.gz"] {
        let (pages, said, _) = read(name, if name == "a.tar.gz" { &zeros } else { &blanks });
        assert!(pages.is_empty());
        // Zeros end a tar.
        assert_eq!(said.len(), usize::from(name != "a.tar.gz"), "{name} {said:?}");
        assert!(
            said.iter().all(|said| said.contains("--max-expansion") || said.contains(":1: hỏng")),
            "{said:?}"
        );
    }
    check("a.ndjson.zst", &zeros, &[], &["a.ndjson.zst:1: nở quá 200 lần"]);
    let text = vec![b'a'; 20 << 20];
    let zip = zipped(&[("a.txt", &text), ("b.txt", b"b")], rawzip::CompressionMethod::DEFLATE);
    check("a.zip", &zip, &[], &["a.zip:1: a.txt: nở quá"]);
    // An archive that packs well gives pages all the way.
    let one = page(1);
    let many = gz(&one.repeat(300));
    assert!(many.len() * 15 < one.len() * 300);
    assert_eq!(
        read_within("a.warc.gz", &many, &Options { max_expansion: 10, ..Options::default() }).0.len(),
        300
    );
    let small = Options { max_archive_bytes: 100_000, ..Options::default() };
    let (pages, said, _) = read_within("a.warc.gz", &many, &small);
    assert!(pages.len() < 100 && said[0].contains("quá 100000 byte") && said.len() == 1, "{said:?}");
    let small = Options { max_file_bytes: 2000, ..Options::default() };
    let said =
        read_within("a.warc", &[page(1), record("resource", "", &[b'x'; 5000]), page(2)].concat(), &small).1;
    assert_eq!(said.len(), 2);
    assert!(said[1].starts_with("a.warc:3: ") && said[1].contains("--max-file-bytes"), "{said:?}");
}

/// Members of a zip that all point to the same bytes.
#[test]
fn members_over_each_other_are_refused() {
    let text: Vec<u8> = (0..200_000u32)
        .flat_map(|n| n.wrapping_mul(2_654_435_761).to_le_bytes())
        .map(|b| b'a' + b % 26)
        .collect();
    let zip = zipped(&[("a.txt", &text)], rawzip::CompressionMethod::STORE);
    let directory = zip.windows(4).rposition(|w| w == b"PK\x01\x02").unwrap();
    let end = zip.windows(4).rposition(|w| w == b"PK\x05\x06").unwrap();
    let mut bomb = [&zip[..directory], &zip[directory..end].repeat(50)].concat();
    let size = u32::try_from(bomb.len() - directory).unwrap().to_le_bytes();
    let count = 50u16.to_le_bytes();
    bomb.extend([&zip[end..end + 8], &count, &count, &size, &zip[end + 16..]].concat());
    check("a.zip", &bomb, &[1], &["a.zip: nở quá"]);
}
