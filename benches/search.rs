//! How long searches over a made corpus take, side by side with SQLite FTS5 over the same texts and with a bare
//! tantivy query of the same terms: `cargo bench --bench search -- 200000` for so many articles.
//!
//! All three give the first ten articles and the exact number of all. Vinhdanh also reads the query, looks for the
//! other spellings of its words, counts copies once, reads the ten records and marks the place of each; the bare
//! query gives addresses, SQLite row numbers. Rounds alternate, so that all three have the same warm caches.

mod corpus;

use rusqlite::{Connection, params};
use std::collections::BTreeMap;
use std::path::Path;
use std::time::{Duration, Instant};
use tantivy::collector::{Count, TopDocs};
use tantivy::query::{BooleanQuery, Occur, PhraseQuery, Query, TermQuery};
use tantivy::schema::IndexRecordOption;
use tantivy::{Index, Searcher, Term};
use vinhdanh::ask::{self, Filter, Options};
use vinhdanh::index::{Condition, Order, Reader};
use vinhdanh::model::Record;
use vinhdanh::model::answer::Search;

/// As the command has it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Queries of each kind.
const QUERIES: usize = 50;
/// Times that each is asked.
const ROUNDS: usize = 7;

fn main() {
    let wanted = corpus::wanted();
    let (folder, reader) = corpus::index(wanted);
    let sqlite = sqlite(&folder.with_file_name("fts5.sqlite"), &reader);
    let index = Index::open_in_dir(&folder).expect("the index");
    let bare = Bare { searcher: index.reader().expect("a reader").searcher() };
    println!("{wanted} articles, {} of them copies", reader.copies().expect("the copies").len());
    let runs = samples(&reader);
    println!(
        "{:>24} {:>9} {:>9} {:>9}   {:>8} {:>8}  articles",
        "median", "vinhdanh", "FTS5", "bare", "FTS5/it", "it/bare"
    );
    for (name, queries) in
        [("phrase", phrases(&runs, &bare, &reader)), ("AND", conjunctions(&runs, &bare, &reader))]
    {
        compared(name, &queries, &reader, &sqlite, &bare);
    }
    facets(&reader, &sqlite);
}

/// A query in each of the three languages.
struct Asked {
    words: Vec<String>,
    phrase: bool,
}

impl Asked {
    fn ours(&self) -> String {
        if self.phrase { format!("\"{}\"", self.words.join(" ")) } else { self.words.join(" AND ") }
    }
}

/// Times of one query, of one way to ask it.
type Times = Vec<Duration>;

fn median(times: &mut Times) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

fn timed<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let start = Instant::now();
    let done = work();
    (start.elapsed(), done)
}

fn compared(name: &str, queries: &[Asked], reader: &Reader, sqlite: &Connection, bare: &Bare) {
    let mut medians: [Times; 3] = Default::default();
    let (mut faster, mut slower, mut totals) = (Vec::new(), Vec::new(), Vec::new());
    for asked in queries {
        let mut times: [Times; 3] = Default::default();
        let mut found = [0; 3];
        // For a profiler: Vinhdanh alone, in searches of one kind.
        if let Some(only) = std::env::args().skip_while(|arg| arg != "alone").nth(1) {
            assert!(only != name || (0..20 * ROUNDS).all(|_| search(reader, &asked.ours()) > 0));
            continue;
        }
        for _ in 0..ROUNDS {
            let (ours, fts, raw) = (
                timed(|| search(reader, &asked.ours())),
                timed(|| fts5(sqlite, &asked.ours())),
                timed(|| bare.search(asked)),
            );
            for (at, (time, total)) in [ours, fts, raw].into_iter().enumerate() {
                times[at].push(time);
                found[at] = total;
            }
        }
        let [all, fts, raw] = found;
        // The others count copies each.
        assert!(all > 0 && all <= raw && fts.abs_diff(raw) * 50 <= raw + 150, "{}: {found:?}", asked.ours());
        totals.push(raw);
        let [ours, fts, raw] = times.map(|mut times| median(&mut times));
        faster.push(fts.as_secs_f64() / ours.as_secs_f64());
        slower.push(ours.as_secs_f64() / raw.as_secs_f64());
        for (at, time) in [ours, fts, raw].into_iter().enumerate() {
            medians[at].push(time);
        }
        if std::env::args().any(|arg| arg == "each") {
            println!("  {:40} {ours:9.2?} {fts:9.2?} {raw:9.2?} {:?}", asked.ours(), found);
        }
    }
    if totals.is_empty() {
        return;
    }
    totals.sort_unstable();
    let share = |of: &mut Vec<f64>| {
        of.sort_by(f64::total_cmp);
        of[of.len() / 2]
    };
    let (faster, slower) = (share(&mut faster), share(&mut slower));
    let [ours, fts, raw] = medians.map(|mut times| median(&mut times));
    let (least, middle, most) = (totals[0], totals[totals.len() / 2], totals[totals.len() - 1]);
    println!(
        "{name:>24} {ours:9.2?} {fts:9.2?} {raw:9.2?}   {faster:8.1} {slower:8.2}  {least}, {middle}, {most}"
    );
}

fn search(reader: &Reader, query: &str) -> u64 {
    answer(reader, query).total
}

fn answer(reader: &Reader, query: &str) -> Search {
    let answer = ask::search(reader, query, &Filter::default(), &Options::default()).expect("it reads");
    answer.expect("a query")
}

fn fts5(sqlite: &Connection, query: &str) -> u64 {
    let mut best = sqlite
        .prepare_cached("SELECT rowid FROM texts WHERE texts MATCH ?1 ORDER BY rank LIMIT 10")
        .expect("SQL");
    let ids: Vec<i64> =
        best.query_map([query], |row| row.get(0)).expect("rows").collect::<Result<_, _>>().expect("rows");
    let mut all = sqlite.prepare_cached("SELECT count(*) FROM texts WHERE texts MATCH ?1").expect("SQL");
    let total: i64 = all.query_row([query], |row| row.get(0)).expect("a number");
    assert_eq!(ids.len() as i64, total.min(10));
    total as u64
}

/// Tantivy alone.
struct Bare {
    searcher: Searcher,
}

impl Bare {
    fn search(&self, asked: &Asked) -> u64 {
        let field = self.searcher.schema().get_field("text").expect("the texts");
        let terms = asked.words.iter().map(|word| Term::from_field_text(field, word));
        let query: Box<dyn Query> = if asked.phrase {
            Box::new(PhraseQuery::new(terms.collect()))
        } else {
            let one = |term| Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs)) as Box<dyn Query>;
            Box::new(BooleanQuery::new(terms.map(|term| (Occur::Must, one(term))).collect()))
        };
        let collectors = (TopDocs::with_limit(10).order_by_score(), Count);
        let (best, total) = self.searcher.search(&*query, &collectors).expect("it searches");
        assert_eq!(best.len(), total.min(10));
        total as u64
    }
}

/// The runs of words of some articles, as all three see them: without accents. `đ` is a letter of its own to FTS5, and
/// Vinhdanh takes `y` and `i` for one behind some letters: words in which that matters are left out.
fn samples(reader: &Reader) -> Vec<Vec<String>> {
    let all = reader.all(&Condition::Everything, Order::Any).expect("all articles");
    let step = (all.len() / 500).max(1);
    let mut runs = Vec::new();
    for address in all.into_iter().step_by(step) {
        let record: Record = reader.record(address).expect("a record");
        for part in record.text.split(|c: char| !c.is_alphanumeric() && c != ' ') {
            let mut run = Vec::new();
            for word in part.split(' ') {
                if word.chars().count() > 1
                    && word.chars().all(char::is_alphabetic)
                    && !is_double(&plain(word))
                {
                    run.push(plain(word));
                } else {
                    runs.push(std::mem::take(&mut run));
                }
            }
            runs.push(run);
        }
    }
    runs.retain(|run| run.len() > 1);
    runs
}

/// Whether a word without accents stands for what FTS5 tells apart.
fn is_double(plain: &str) -> bool {
    plain.contains('d') || ["hi", "ki", "li", "mi", "si", "ti", "qui"].contains(&plain) || plain.contains('y')
}

fn plain(word: &str) -> String {
    vinhdanh::index::terms::words(word).iter().map(|word| word.plain.as_str()).collect()
}

/// Two to four words in a row.
fn phrases(runs: &[Vec<String>], bare: &Bare, reader: &Reader) -> Vec<Asked> {
    let phrase = |(at, run): (usize, &Vec<String>)| {
        let length = (2 + at % 3).min(run.len());
        let from = at % (run.len() - length + 1);
        Asked { words: run[from..from + length].to_vec(), phrase: true }
    };
    varied(runs.iter().step_by((runs.len() / 2_000).max(1)).enumerate().map(phrase), bare, reader)
}

/// Two or three words from anywhere.
fn conjunctions(runs: &[Vec<String>], bare: &Bare, reader: &Reader) -> Vec<Asked> {
    let asked = (0..2_000).map(|at| {
        let word = |nth: usize| {
            let run = &runs[(at * 7 + nth * 13) % runs.len()];
            run[(at + nth) % run.len()].clone()
        };
        let mut words: Vec<String> = (0..2 + at % 2).map(word).collect();
        words.sort();
        words.dedup();
        Asked { words, phrase: false }
    });
    varied(asked.filter(|asked| asked.words.len() > 1), bare, reader)
}

/// Some of these queries, as many with few articles as with many: the numbers of their articles are evenly spread in
/// their logarithm. Left out are those in which Vinhdanh looks for other spellings of a word too (`lac` is `Lắk`).
fn varied(all: impl Iterator<Item = Asked>, bare: &Bare, reader: &Reader) -> Vec<Asked> {
    let mut known: BTreeMap<String, (u64, Asked)> = BTreeMap::new();
    for asked in all {
        known.entry(asked.ours()).or_insert_with(|| (bare.search(&asked), asked));
    }
    let is_plain = |asked: &Asked| !answer(reader, &asked.ours()).read_as.contains('|');
    let mut known: Vec<_> =
        known.into_values().filter(|(total, asked)| *total > 0 && is_plain(asked)).collect();
    known.sort_by_key(|(total, _)| *total);
    let most = known.last().map_or(1, |(total, _)| *total) as f64;
    let mut chosen = Vec::new();
    for nth in 0..QUERIES {
        let wanted = most.powf(nth as f64 / (QUERIES - 1) as f64);
        let at = known.partition_point(|(total, _)| (*total as f64) < wanted).min(known.len() - 1);
        chosen.push(known.remove(at).1);
    }
    chosen
}

/// The texts in FTS5, and what is counted of the articles that are no copies: facets in tables, dense and with
/// nothing else in them.
fn sqlite(path: &Path, reader: &Reader) -> Connection {
    if let Ok(known) = Connection::open(path)
        && known.query_row("SELECT count(*) FROM articles", [], |row| row.get(0))
            == Ok(originals(reader) as i64)
    {
        return known;
    }
    let _ = std::fs::remove_file(path);
    let mut sqlite = Connection::open(path).expect("a database");
    let tables = "
        PRAGMA journal_mode = OFF;
        PRAGMA synchronous = OFF;
        CREATE VIRTUAL TABLE texts USING fts5(text, content='', tokenize='unicode61 remove_diacritics 2');
        CREATE TABLE articles(id INTEGER PRIMARY KEY, province TEXT, site TEXT, year INTEGER, month TEXT);
        CREATE TABLE awards(article INTEGER, award TEXT, level TEXT, recipient TEXT, status TEXT);
        CREATE TABLE events(article INTEGER, kind TEXT);
    ";
    sqlite.execute_batch(tables).expect("tables");
    let copies = reader.copies().expect("the copies");
    let all = reader.all(&Condition::Everything, Order::Any).expect("all articles");
    let filled = sqlite.transaction().expect("a transaction");
    for (id, address) in (1_i64..).zip(all) {
        let record: Record = reader.record(address).expect("a record");
        let mut text = filled.prepare_cached("INSERT INTO texts(rowid, text) VALUES (?1, ?2)").expect("SQL");
        // A word that nothing else has: no phrase spans two paragraphs, as in the other index.
        text.execute(params![id, record.text.replace('\n', " qqq ")]).expect("a row");
        if copies.is_copy(address) {
            continue;
        }
        let published = record.published.as_deref().unwrap_or_default();
        let mut article =
            filled.prepare_cached("INSERT INTO articles VALUES (?1, ?2, ?3, ?4, ?5)").expect("SQL");
        let province = record.province.as_ref().map(|it| it.name.as_str());
        article
            .execute(params![id, province, record.source.site, &published[..4], &published[..7]])
            .expect("a row");
        for award in &record.awards {
            let mut row =
                filled.prepare_cached("INSERT INTO awards VALUES (?1, ?2, ?3, ?4, ?5)").expect("SQL");
            row.execute(params![id, award.award, award.level, award.recipient, award.status]).expect("a row");
        }
        for event in &record.events {
            let mut row = filled.prepare_cached("INSERT INTO events VALUES (?1, ?2)").expect("SQL");
            row.execute(params![id, event.kind]).expect("a row");
        }
    }
    filled.commit().expect("it is written");
    sqlite.execute_batch("INSERT INTO texts(texts) VALUES('optimize'); ANALYZE;").expect("it is tidied");
    sqlite
}

fn originals(reader: &Reader) -> u64 {
    reader.len() - reader.copies().expect("the copies").len() as u64
}

/// Values with their articles.
type Counted = Vec<(String, u64)>;

/// The facets and the months of all articles.
fn facets(reader: &Reader, sqlite: &Connection) {
    let filter = Filter { from: Some("1900".to_string()), ..Filter::default() };
    let options = Options { facets: true, ..Options::default() };
    let of_articles = |column: &str| {
        format!("SELECT {column}, count(*) FROM articles WHERE {column} IS NOT NULL GROUP BY {column}")
    };
    let of_rows = |table: &str, column: &str| {
        format!(
            "SELECT {column}, count(DISTINCT article) FROM {table} WHERE {column} IS NOT NULL GROUP BY {column}"
        )
    };
    let questions = [
        ("award", of_rows("awards", "award")),
        ("level", of_rows("awards", "level")),
        ("recipient", of_rows("awards", "recipient")),
        ("status", of_rows("awards", "status")),
        ("province", of_articles("province")),
        ("site", of_articles("site")),
        ("event", of_rows("events", "kind")),
        ("months", of_articles("month")),
    ];
    let grouped = || -> BTreeMap<&str, Counted> {
        let ask = |sql: &str| -> Counted {
            let mut question = sqlite.prepare_cached(sql).expect("SQL");
            let rows =
                question.query_map([], |row| Ok((row.get(0)?, row.get::<_, i64>(1)? as u64))).expect("rows");
            rows.collect::<Result<_, _>>().expect("rows")
        };
        questions.iter().map(|(name, sql)| (*name, ask(sql))).collect()
    };
    let mut times: [Times; 2] = Default::default();
    for _ in 0..ROUNDS.max(9) {
        let (ours, answer) =
            timed(|| ask::search(reader, "", &filter, &options).expect("it reads").expect("a query"));
        let (theirs, tables) = timed(grouped);
        times[0].push(ours);
        times[1].push(theirs);
        let found = answer.facets.expect("facets");
        let sorted = |values: &[vinhdanh::model::answer::FacetValue]| -> Counted {
            let mut all: Counted = values.iter().map(|it| (it.value.clone(), it.articles)).collect();
            all.sort();
            all
        };
        for (name, values) in found.each() {
            if let Some(table) = tables.get(name) {
                assert_eq!(&sorted(values), table, "{name}");
            }
        }
        assert_eq!(sorted(&found.months), tables["months"]);
        assert_eq!(answer.total, originals(reader));
    }
    let [ours, theirs] = times.map(|mut times| median(&mut times));
    let faster = theirs.as_secs_f64() / ours.as_secs_f64();
    println!("{:>24} {ours:9.2?} {theirs:9.2?} {:>9}   {faster:8.1}", "facets and months", "");
}
