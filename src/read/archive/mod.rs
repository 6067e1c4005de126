//! Archives of pages.

mod gzip;
mod warc_write;

pub use warc_write::WarcWriter;
