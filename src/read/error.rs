//! What can go wrong with an input, in one line for the reader: what, where, what to do.

use std::io;

/// The system's number for a link that leads to itself; its kind has no stable name yet.
const ELOOP: i32 = if cfg!(any(target_os = "linux", target_os = "android")) { 40 } else { 62 };

/// A fault and where it was met.
#[derive(Debug, thiserror::Error)]
#[error("{shown}{}: {fault}", line.map(|n| format!(":{n}")).unwrap_or_default())]
pub struct ReadError {
    /// The path as shown to the user (one line, printable).
    pub shown: String,
    /// The line of an NDJSON file, from 1.
    pub line: Option<u64>,
    /// What is wrong.
    #[source]
    pub fault: Fault,
}

impl ReadError {
    pub(crate) fn new(shown: &str, fault: Fault) -> Self {
        Self { shown: shown.to_string(), line: None, fault }
    }

    pub(crate) fn at(shown: &str, line: u64, fault: Fault) -> Self {
        Self { shown: shown.to_string(), line: Some(line), fault }
    }
}

/// What is wrong with an input.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Fault {
    /// Nothing is there, or no longer.
    #[error("không có tệp hay thư mục này; hãy xem lại đường dẫn")]
    Missing,
    /// A symbolic link to nothing.
    #[error("liên kết hỏng: trỏ đến {target} không tồn tại; hãy xóa hoặc sửa liên kết")]
    Dangling {
        /// Where it points.
        target: String,
    },
    /// A symbolic link to a folder that holds it, or to itself.
    #[error("liên kết vòng: trỏ về chính nó hay thư mục chứa nó; bỏ qua")]
    Loop,
    /// Reading is not allowed.
    #[error("không có quyền đọc; hãy cấp quyền (chmod +r)")]
    Denied,
    /// A pipe, socket or device; it was not opened, as that could block for ever.
    #[error("là {what}, không phải tệp thường; hãy chuyển nội dung qua đầu vào chuẩn (-)")]
    NotAFile {
        /// What it is.
        what: &'static str,
    },
    /// A file of another kind, named by the user.
    #[error("không thuộc loại đọc được; cần .txt, .html, .htm, .ndjson, .jsonl hoặc -")]
    OtherKind,
    /// A file or standard input over the limit.
    #[error("{}lớn hơn giới hạn {} byte; nâng bằng --max-file-bytes", size.map(|n| format!("{n} byte, ")).unwrap_or_default(), limit)]
    TooLarge {
        /// Its size in bytes, where known.
        size: Option<u64>,
        /// [`super::Options::max_file_bytes`].
        limit: u64,
    },
    /// A line of NDJSON over the limit.
    #[error("dòng dài hơn giới hạn {limit} byte; nâng bằng --max-line-bytes")]
    LongLine {
        /// [`super::Options::max_line_bytes`].
        limit: usize,
    },
    /// NUL bytes at the start, and no byte order mark of UTF-16.
    #[error("tệp nhị phân: byte NUL ở vị trí {offset}; cần văn bản UTF-8, hoặc UTF-16 có BOM")]
    Binary {
        /// Byte offset of the first NUL.
        offset: usize,
    },
    /// Bytes that are no UTF-8 and none of the encodings that can be told apart.
    #[error("không phải UTF-8 từ byte {offset} và không nhận ra bảng mã nào khác; hãy chuyển sang UTF-8")]
    Undecodable {
        /// Byte offset of the first bad byte.
        offset: usize,
    },
    /// Nothing but blanks.
    #[error("rỗng: không có văn bản nào; bỏ qua")]
    Empty,
    /// HTML that would make the parser crawl.
    #[error("HTML mở quá {limit} phần tử lồng nhau; nâng bằng --max-open-elements")]
    TooDeep {
        /// [`super::Options::max_open_elements`].
        limit: usize,
    },
    /// A line of NDJSON that is no JSON object.
    #[error("JSON hỏng: {0}; hãy sửa dòng này")]
    Json(String),
    /// A field of the wrong type.
    #[error("trường \"{0}\" phải là chuỗi; hãy sửa dòng này")]
    Field(&'static str),
    /// An object without an article.
    #[error("thiếu cả \"text\" lẫn \"html\"; hãy thêm một trong hai")]
    NoBody,
    /// Anything else that the system says.
    #[error("không đọc được: {0}")]
    Io(#[source] io::Error),
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::Missing,
            io::ErrorKind::PermissionDenied => Self::Denied,
            _ if error.raw_os_error() == Some(ELOOP) => Self::Loop,
            _ => Self::Io(error),
        }
    }
}
