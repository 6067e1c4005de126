//! The made corpus and its index, made once and then used again: they lie in the build's folder for temporary files.

#[path = "../../tests/common/made/mod.rs"]
mod made;

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;
use vinhdanh::correct::Corrections;
use vinhdanh::index::{Reader, Writer, WriterOptions};
use vinhdanh::pipeline;

/// How many articles are wanted: the first number among the arguments, else twenty thousand.
pub fn wanted() -> usize {
    std::env::args().skip(1).find_map(|arg| arg.parse().ok()).unwrap_or(20_000)
}

/// The folder of a corpus of so many articles.
pub fn folder(articles: usize) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("made-{articles}"))
}

/// The corpus as NDJSON.
pub fn articles(wanted: usize) -> PathBuf {
    let path = folder(wanted).join("made.ndjson");
    if !path.exists() {
        fs::create_dir_all(folder(wanted)).expect("a folder");
        let half = path.with_extension("half");
        let mut out = BufWriter::new(File::create(&half).expect("a file"));
        made::corpus(wanted, 2_023, &mut |it| writeln!(out, "{}", it.line()).expect("it is written"));
        out.flush().expect("it is written");
        fs::rename(half, &path).expect("it is kept");
    }
    path
}

/// Its index, and where it lies.
#[allow(dead_code)]
pub fn index(wanted: usize) -> (PathBuf, Reader) {
    let folder = folder(wanted).join("index");
    // An index of other rules or of another layout is made anew.
    let known = Reader::open(&folder).ok().filter(|reader| reader.len() == wanted as u64);
    if let Some(reader) = known {
        return (folder, reader);
    }
    let _ = fs::remove_dir_all(&folder);
    run(&articles(wanted), &folder);
    let reader = Reader::open(&folder).expect("it opens");
    (folder, reader)
}

/// The whole road from the NDJSON into a new index; the seconds that it took.
pub fn run(articles: &Path, folder: &Path) -> f64 {
    let start = Instant::now();
    let writer = Writer::open(folder, WriterOptions::default()).expect("an index");
    let options = vinhdanh::read::Options::default();
    let paths = [articles.to_path_buf()];
    pipeline::index(&paths, &options, &Corrections::default(), writer, false, &mut |_, failure| {
        assert!(failure.is_none(), "{failure:?}")
    })
    .expect("it is indexed");
    start.elapsed().as_secs_f64()
}
