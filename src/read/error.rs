//! What can go wrong with an input, in one line for the reader: what, where, what to do.

use std::io;

/// The system's number for a link that leads to itself; its kind has no stable name yet.
const ELOOP: i32 = if cfg!(any(target_os = "linux", target_os = "android")) { 40 } else { 62 };

/// A fault and where it was met.
#[derive(Debug, thiserror::Error)]
#[error("{shown}{}{}: {fault}", line.map(|n| format!(":{n}")).unwrap_or_default(), member.as_ref().map(|name| format!(": {name}")).unwrap_or_default())]
pub struct ReadError {
    /// The path as shown to the user (one line, printable).
    pub shown: String,
    /// The line of an NDJSON file or the number of the page in an archive, from 1.
    pub line: Option<u64>,
    /// The file in an archive (one line, printable).
    pub member: Option<String>,
    /// What is wrong.
    #[source]
    pub fault: Fault,
}

impl ReadError {
    pub(crate) fn new(shown: &str, fault: Fault) -> Self {
        Self { shown: shown.to_string(), line: None, member: None, fault }
    }

    pub(crate) fn at(shown: &str, line: u64, fault: Fault) -> Self {
        Self { shown: shown.to_string(), line: Some(line), member: None, fault }
    }

    pub(crate) fn of_member(self, name: &str) -> Self {
        Self { member: Some(printable(name)), ..self }
    }
}

/// A name as shown to people: on one line.
pub(super) fn printable(name: &str) -> String {
    name.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect()
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
    #[error(
        "không thuộc loại đọc được; cần .txt, .html, .htm, .ndjson, .jsonl, .warc, .wet, .zip, .tar, tệp .gz hay .zst của chúng, hoặc -"
    )]
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
    /// HTML with more attributes in one tag than anybody writes.
    #[error("HTML có thẻ mang quá {limit} thuộc tính; bỏ qua trang này")]
    TooManyAttributes {
        /// How many are read.
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
    /// Something packed inside of something packed.
    #[error("tệp nén nằm trong tệp nén khác thì không mở; hãy giải nén ra trước")]
    Nested,
    /// Bytes that become too many without giving pages.
    #[error("nở quá {times} lần khi giải nén (bom nén?), không đọc tiếp; nâng bằng --max-expansion")]
    Expands {
        /// [`super::Options::max_expansion`].
        times: u64,
    },
    /// An archive that becomes too large.
    #[error("giải nén ra quá {limit} byte, không đọc tiếp; nâng bằng --max-archive-bytes")]
    ArchiveTooLarge {
        /// [`super::Options::max_archive_bytes`].
        limit: u64,
    },
    /// A record or member that is not what it should be, or ends too early.
    #[error("hỏng hoặc bị cắt ({0}); bỏ qua")]
    Damaged(String),
    /// Encrypted, or packed by a method that is not known.
    #[error("cách nén hay mã hóa chưa đọc được: {name}; hãy giải nén ra trước")]
    Method {
        /// The method, as it is called.
        name: String,
    },
    /// Anything else that the system says.
    #[error("không đọc được: {0}")]
    Io(#[source] io::Error),
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        // What the unpacking found stands inside.
        let error = match error.downcast::<Self>() {
            Ok(fault) => return fault,
            Err(error) => error,
        };
        match error.kind() {
            io::ErrorKind::NotFound => Self::Missing,
            io::ErrorKind::PermissionDenied => Self::Denied,
            _ if error.raw_os_error() == Some(ELOOP) => Self::Loop,
            _ => Self::Io(error),
        }
    }
}
