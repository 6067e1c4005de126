//! How fast articles come into the index by the whole road (read, clean, normalise, extract, index, settle the copies;
//! two threads), against tantivy alone that is fed the very same documents from memory by two threads of its own:
//! `cargo bench --bench indexing -- 200000` for so many articles.
//!
//! The documents of tantivy alone have the schema and every value of those that Vinhdanh made, the record itself
//! among them; their texts are cut by tantivy's own tokenizer.

mod corpus;

use std::path::Path;
use std::time::Instant;
use tantivy::columnar::DynamicColumn;
use tantivy::indexer::IndexWriterOptions;
use tantivy::schema::{FieldType, Schema, Value};
use tantivy::tokenizer::{LowerCaser, SimpleTokenizer, TextAnalyzer};
use tantivy::{DocId, Index, SegmentReader, TantivyDocument};
use tempfile::TempDir;
use vinhdanh::model::Record;

/// As the command has it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const THREADS: usize = 2;
/// Runs of each, one after the other: the medians count, and of the shares that of each round.
const ROUNDS: usize = 5;

fn main() {
    // Before anything works in it.
    rayon::ThreadPoolBuilder::new().num_threads(THREADS).build_global().expect("threads");
    let wanted = corpus::wanted();
    let articles = corpus::articles(wanted);
    let (index, _) = corpus::index(wanted);
    let (schema, documents) = ready_made(&index);
    assert_eq!(documents.len(), wanted);
    let (mut ours, mut theirs, mut shares) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let folder = TempDir::new().expect("a folder");
        let whole = corpus::run(&articles, folder.path());
        let folder = TempDir::new().expect("a folder");
        let bare = bare(folder.path(), &schema, &documents);
        ours.push(wanted as f64 / whole);
        theirs.push(wanted as f64 / bare);
        shares.push(100.0 * bare / whole);
    }
    println!(
        "{wanted} articles: the whole road {:.0} a second, tantivy alone {:.0} a second: {:.0} %",
        median(ours),
        median(theirs),
        median(shares)
    );
}

fn median(mut of: Vec<f64>) -> f64 {
    of.sort_by(f64::total_cmp);
    of[of.len() / 2]
}

/// Indexes the documents; the seconds that it took.
fn bare(folder: &Path, schema: &Schema, documents: &[TantivyDocument]) -> f64 {
    let documents = documents.to_vec();
    let start = Instant::now();
    let index = Index::create_in_dir(folder, schema.clone()).expect("an index");
    let plain = TextAnalyzer::builder(SimpleTokenizer::default()).filter(LowerCaser).build();
    index.tokenizers().register("vinhdanh", plain.clone());
    index.tokenizers().register("vinhdanh-terms", plain);
    let options =
        IndexWriterOptions::builder().num_worker_threads(THREADS).memory_budget_per_thread(48 << 20).build();
    let mut writer = index.writer_with_options(options).expect("a writer");
    for document in documents {
        writer.add_document(document).expect("it is added");
    }
    writer.commit().expect("it is committed");
    writer.wait_merging_threads().expect("it ends");
    start.elapsed().as_secs_f64()
}

/// The documents of an index, put together again from its columns, its store and the records in it.
fn ready_made(folder: &Path) -> (Schema, Vec<TantivyDocument>) {
    let index = Index::open_in_dir(folder).expect("the index");
    let schema = index.schema();
    let searcher = index.reader().expect("a reader").searcher();
    let mut documents = Vec::new();
    for segment in searcher.segment_readers() {
        let columns = columns(&schema, segment);
        let store = segment.get_store_reader(10).expect("the store");
        for doc in segment.doc_ids_alive() {
            let mut document: TantivyDocument = store.get(doc).expect("a document");
            let field = schema.get_field("record").expect("the records");
            let json: String = document.get_all(field).filter_map(|part| part.as_str()).collect();
            let record: Record = serde_json::from_str(&json).expect("a record");
            columns.iter().for_each(|(name, column)| add(&mut document, &schema, name, column, doc));
            words(&mut document, &schema, &record);
            documents.push(document);
        }
    }
    (schema, documents)
}

/// The columns of a segment by their fields.
fn columns(schema: &Schema, segment: &SegmentReader) -> Vec<(String, DynamicColumn)> {
    let mut columns = Vec::new();
    for (_, entry) in schema.fields().filter(|(_, entry)| entry.is_fast()) {
        let handles = segment.fast_fields().dynamic_column_handles(entry.name()).expect("columns");
        let open = handles.into_iter().map(|it| (entry.name().to_string(), it.open().expect("a column")));
        columns.extend(open);
    }
    columns
}

fn add(document: &mut TantivyDocument, schema: &Schema, name: &str, column: &DynamicColumn, doc: DocId) {
    let field = schema.get_field(name).expect("a field");
    match column {
        DynamicColumn::U64(numbers) => {
            numbers.values_for_doc(doc).for_each(|number| document.add_u64(field, number));
        }
        DynamicColumn::Str(texts) => {
            let mut text = String::new();
            for ord in texts.ords().values_for_doc(doc) {
                text.clear();
                texts.ord_to_str(ord, &mut text).expect("a text");
                document.add_text(field, &text);
            }
        }
        DynamicColumn::Bytes(all) => {
            let mut bytes = Vec::new();
            for ord in all.ords().values_for_doc(doc) {
                bytes.clear();
                all.ord_to_bytes(ord, &mut bytes).expect("bytes");
                document.add_bytes(field, &bytes);
            }
        }
        _ => panic!("{name}: a column of another kind"),
    }
}

/// What is only looked for, and stands in no column.
fn words(document: &mut TantivyDocument, schema: &Schema, record: &Record) {
    for (field, entry) in schema.fields().filter(|(_, entry)| entry.is_indexed() && !entry.is_fast()) {
        assert!(matches!(entry.field_type(), FieldType::Str(_)), "{}", entry.name());
        match entry.name() {
            "text" => document.add_text(field, &record.text),
            "title" => record.title.iter().for_each(|title| document.add_text(field, title)),
            "stamp" => document.add_text(field, format!("{0}/{0}{0}", record.id)),
            "award" => record.awards.iter().for_each(|award| document.add_text(field, &award.award)),
            "province_code" => {
                let code = record.province.iter().filter_map(|it| it.code.as_ref());
                code.for_each(|code| document.add_text(field, code));
            }
            "place" => {
                for unit in record.units.iter().filter(|unit| unit.level.is_some()) {
                    let key = format!("{:?}/{:?}/{:?}", unit.level, unit.code, unit.valid_from);
                    document.add_text(field, key);
                }
            }
            name => panic!("{name}: a field of another kind"),
        }
    }
}
