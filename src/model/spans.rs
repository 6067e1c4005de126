//! Spans of a text, found by place.

use super::Mention;

/// Things with their spans (code points), to be asked which of them touch a place: among the thousands of a
/// long text, without looking at all.
#[derive(Debug)]
pub struct Spans<T> {
    /// In the order of their starts.
    all: Vec<(Mention, T)>,
    longest: usize,
}

impl<T> Spans<T> {
    /// Puts `all` in order; those of one start stay in theirs.
    pub fn new(all: impl IntoIterator<Item = (Mention, T)>) -> Self {
        let mut all: Vec<_> = all.into_iter().collect();
        all.sort_by_key(|(span, _)| span.start);
        let longest = all.iter().map(|(span, _)| span.end.saturating_sub(span.start)).max();
        Spans { all, longest: longest.unwrap_or(0) }
    }

    /// Those that share a code point with `place`, in the order of their starts.
    pub fn touching(&self, place: Mention) -> impl Iterator<Item = &(Mention, T)> {
        let from = self.all.partition_point(|(span, _)| span.start + self.longest <= place.start);
        let near = self.all[from..].iter().take_while(move |(span, _)| span.start < place.end);
        near.filter(move |(span, _)| place.start < span.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn those_that_share_a_code_point() {
        let span = |start, end| Mention { start, end };
        let all = [span(8, 9), span(0, 3), span(2, 30), span(5, 7), span(7, 8)];
        let spans = Spans::new(all.into_iter().zip(0..));
        let touching = |place| spans.touching(place).map(|(_, n)| *n).collect::<Vec<_>>();
        assert_eq!(touching(span(3, 6)), [2, 3]);
        assert_eq!(touching(span(7, 8)), [2, 4]);
        assert_eq!(touching(span(30, 31)), [0; 0]);
        assert_eq!(touching(span(0, 40)), [1, 2, 3, 4, 0]);
    }
}
