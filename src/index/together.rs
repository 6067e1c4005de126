//! What is asked of every segment of an index: who asks goes from one to the next, and where that takes long, other
//! threads come to help.
//!
//! To hand all of it to other threads and to wait for them would cost the many questions that are answered at once
//! more than the answer: a thread that sleeps is long in waking.

use super::store::now_guarded;
use rayon::{ThreadPool, ThreadPoolBuilder};
use std::cmp::Reverse;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::channel;
use std::sync::{Arc, LazyLock};
use std::time::{Duration, Instant};
use tantivy::{Searcher, SegmentReader, TantivyError};

/// Who has worked so long calls for help.
const LONG: Duration = Duration::from_micros(400);

/// Those who help: one pool for all readers, as each commit has a reader of its own; none on a machine with one core.
static HELPERS: LazyLock<Option<ThreadPool>> = LazyLock::new(|| {
    let others =
        std::thread::available_parallelism().ok()?.get().checked_sub(1).filter(|others| *others > 0)?;
    // Who asked turns a panic on broken files into an error: see `store::guarded`.
    let builder = ThreadPoolBuilder::new().thread_name(|at| format!("search-{at}"));
    builder.num_threads(others).start_handler(|_| now_guarded()).build().ok()
});

/// The segments that nobody has taken yet, and what is asked of them.
struct Task<W> {
    searcher: Searcher,
    /// The largest first.
    order: Vec<u32>,
    taken: AtomicUsize,
    work: W,
}

impl<W> Task<W> {
    /// Takes the next segment; none where all are taken.
    fn take(&self) -> Option<u32> {
        self.order.get(self.taken.fetch_add(1, Ordering::Relaxed)).copied()
    }

    fn done<T>(&self, segment: u32) -> tantivy::Result<T>
    where
        W: Fn(u32, &SegmentReader) -> tantivy::Result<T>,
    {
        (self.work)(segment, self.searcher.segment_reader(segment))
    }
}

/// What `work` makes of each segment, in their order; it is given the number of the segment too.
///
/// # Errors
/// The first one of `work`.
///
/// # Panics
/// Where `work` does.
pub(super) fn each_segment<T: Send + 'static>(
    searcher: &Searcher,
    work: impl Fn(u32, &SegmentReader) -> tantivy::Result<T> + Send + Sync + 'static,
) -> tantivy::Result<Vec<T>> {
    let segments = searcher.segment_readers();
    let mut order: Vec<u32> = (0..).take(segments.len()).collect();
    order.sort_by_key(|at| Reverse(segments[*at as usize].max_doc()));
    let task = Arc::new(Task { searcher: searcher.clone(), order, taken: AtomicUsize::new(0), work });
    let mut done: Vec<Option<T>> = segments.iter().map(|_| None).collect();
    let (send, helped) = channel();
    let mut send = Some(send);
    let (start, mut open) = (Instant::now(), segments.len());
    while let Some(segment) = task.take() {
        done[segment as usize] = Some(task.done(segment)?);
        open -= 1;
        if start.elapsed() < LONG {
            continue;
        }
        if let (Some(send), Some(helpers)) = (send.take(), &*HELPERS) {
            // The last one is our own.
            for _ in 0..helpers.current_num_threads().min(open.saturating_sub(1)) {
                let (task, send) = (Arc::clone(&task), send.clone());
                helpers.spawn(move || {
                    while let Some(segment) = task.take() {
                        let done = catch_unwind(AssertUnwindSafe(|| task.done(segment)));
                        // Nobody listens any more: another segment failed.
                        if send.send((segment, done)).is_err() {
                            return;
                        }
                    }
                });
            }
        }
    }
    // Whoever has not begun to help finds nothing left: only those are waited for who took a segment.
    drop(send);
    while open > 0 {
        let Ok((segment, helped)) = helped.recv() else { break };
        done[segment as usize] = Some(helped.unwrap_or_else(|panic| resume_unwind(panic))?);
        open -= 1;
    }
    let missing = || TantivyError::InternalError("a segment was not searched".into());
    done.into_iter().collect::<Option<_>>().ok_or_else(missing)
}

#[cfg(test)]
mod tests {
    use super::*;
    use tantivy::schema::{STORED, Schema};
    use tantivy::{Index, IndexWriter, doc};

    /// An index of so many segments, the n-th with n articles.
    fn searcher(segments: u64) -> Searcher {
        let mut schema = Schema::builder();
        let field = schema.add_u64_field("number", STORED);
        let index = Index::create_in_ram(schema.build());
        let mut writer: IndexWriter = index.writer_with_num_threads(1, 15_000_000).expect("a writer");
        writer.set_merge_policy(Box::new(tantivy::merge_policy::NoMergePolicy));
        for segment in 1..=segments {
            (0..segment).for_each(|_| {
                writer.add_document(doc!(field => segment)).expect("it is added");
            });
            writer.commit().expect("it is committed");
        }
        index.reader().expect("a reader").searcher()
    }

    fn asked<T: Send + 'static>(
        segments: u64,
        work: impl Fn(u32) -> tantivy::Result<T> + Send + Sync + 'static,
    ) -> tantivy::Result<Vec<T>> {
        each_segment(&searcher(segments), move |at, _| work(at))
    }

    #[test]
    fn every_segment_is_asked_once_in_its_order() {
        for segments in [0, 1, 2, 9] {
            let known = searcher(segments);
            let sizes: Vec<u32> = known.segment_readers().iter().map(SegmentReader::max_doc).collect();
            for wait in [0, 1] {
                let found = each_segment(&known, move |at, segment| {
                    std::thread::sleep(Duration::from_millis(wait));
                    Ok((at, segment.max_doc()))
                });
                let expected: Vec<(u32, u32)> = (0..).zip(sizes.clone()).collect();
                assert_eq!(found.expect("it is asked"), expected);
            }
        }
    }

    /// Whether who asked runs this, and not a helper; it takes its time, so that it is helped. On a machine with one
    /// core it fails as a helper would.
    fn is_own() -> bool {
        std::thread::sleep(Duration::from_millis(20));
        HELPERS.is_some() && std::thread::current().name().is_none_or(|name| !name.starts_with("search-"))
    }

    #[test]
    fn who_takes_long_is_helped() {
        if HELPERS.is_none() {
            eprintln!("one core: nobody can help");
            return;
        }
        let own = asked(9, |_| Ok(is_own())).expect("it is asked");
        assert!(own.contains(&true) && own.contains(&false), "{own:?}");
    }

    #[test]
    fn what_fails_for_a_helper_fails_for_who_asked() {
        let failed = asked(9, |_| is_own().then_some(()).ok_or(TantivyError::InternalError("broken".into())));
        assert!(failed.is_err_and(|error| error.to_string().contains("broken")));
        let panicked = catch_unwind(|| {
            asked(9, |_| {
                assert!(is_own(), "broken files");
                Ok(())
            })
        });
        let said = panicked.expect_err("a panic");
        assert_eq!(said.downcast_ref::<&str>(), Some(&"broken files"));
    }
}
