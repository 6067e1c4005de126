//! Tables as streams: a row is written when the client has taken those before it.

use super::App;
use super::params::ExportParams;
use crate::ask::tables::Table;
use crate::index::Reader;
use crate::show::{self, Format, Manner};
use axum::body::{Body, Bytes};
use std::io::{Error, ErrorKind, Result, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::Duration;
use tokio::runtime::Handle;
use tokio::sync::mpsc::{Sender, channel};
use tokio_stream::wrappers::ReceiverStream;

/// Bytes of one piece.
const PIECE: usize = 64 << 10;
/// Pieces that wait for the client.
const AHEAD: usize = 4;

/// The body of an export. What fails on the way breaks the connection off: half a table never looks whole.
pub fn stream(app: &Arc<App>, table: &'static Table, asked: &ExportParams) -> Body {
    let (pieces, body) = channel(AHEAD);
    let reader = app.follower.reader();
    let (format, patience) = (asked.format.into(), app.options.patience);
    let manner = Manner { bom: asked.bom, lang: asked.lang.into(), ..Manner::default() };
    let runtime = Handle::current();
    tokio::task::spawn_blocking(move || {
        let mut out = Pieces { runtime, to: pieces, patience, piece: Vec::with_capacity(PIECE) };
        // A panic would end the body as if it were whole.
        let written = catch_unwind(AssertUnwindSafe(|| write(&reader, table, format, manner, &mut out)));
        if let Err(error) = written.unwrap_or_else(|_| Err(Error::other("a fault of the program"))) {
            let Pieces { runtime, to, .. } = out;
            // Nobody may be there to hear it.
            let _ = runtime.block_on(to.send(Err(error)));
        }
    });
    Body::from_stream(ReceiverStream::new(body))
}

fn write(reader: &Reader, table: &Table, format: Format, manner: Manner, out: &mut Pieces) -> Result<()> {
    let columns = table.columns();
    let index = |error: crate::index::Error| Error::other(error.to_string());
    let manner = Manner { notes: table.notes(reader).map_err(index)?, ..manner };
    // What is packed at the end writes nothing for a long time, by which it could know that nobody waits any more.
    let client = out.to.clone();
    let mut sink = show::open(format, &columns, &manner, out)?;
    let exported = table.each_row(reader, |row| match client.is_closed() {
        true => Err(Error::from(ErrorKind::BrokenPipe)),
        false => sink.row(row),
    });
    let exported = exported.map_err(index)??;
    if exported.rows != exported.expected {
        return Err(Error::other("the index holds another number of rows"));
    }
    sink.end()?;
    drop(sink);
    out.flush()
}

/// Writes to a client, in pieces.
struct Pieces {
    runtime: Handle,
    to: Sender<Result<Bytes>>,
    patience: Duration,
    piece: Vec<u8>,
}

impl Pieces {
    fn send(&mut self) -> Result<()> {
        if self.piece.is_empty() {
            return Ok(());
        }
        let piece = Bytes::from(std::mem::replace(&mut self.piece, Vec::with_capacity(PIECE)));
        let sent = self.runtime.block_on(self.to.send_timeout(Ok(piece), self.patience));
        sent.map_err(|_| Error::from(ErrorKind::BrokenPipe))
    }
}

impl Write for Pieces {
    fn write(&mut self, bytes: &[u8]) -> Result<usize> {
        self.piece.extend_from_slice(bytes);
        if self.piece.len() >= PIECE {
            self.send()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> Result<()> {
        self.send()
    }
}
