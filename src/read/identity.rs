//! Who a page is: its id, and the site of its address.

use sha2::{Digest, Sha256};
use std::fmt::Write;
use std::path::{Component, Path, PathBuf};

/// The id of a page that has an address.
pub fn of_url(url: &str) -> String {
    hash(url.as_bytes())
}

/// The id of a page that has none: of its path, made absolute by its letters alone (links are not
/// followed, nothing need exist), and its line in NDJSON. Standard input is `-` everywhere.
pub fn of_path(path: &Path, line: Option<u64>) -> String {
    let whole = if path == Path::new("-") { path.to_path_buf() } else { absolute(path) };
    let mut bytes = whole.as_os_str().as_encoded_bytes().to_vec();
    if let Some(line) = line {
        bytes.extend_from_slice(format!("#{line}").as_bytes());
    }
    hash(&bytes)
}

/// A path made lexically absolute: the working directory before it, without `.` and `..`; no link is
/// followed, nothing need exist.
pub fn absolute(path: &Path) -> PathBuf {
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    let mut out = PathBuf::new();
    for part in whole.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                out.pop();
            }
            part => out.push(part),
        }
    }
    out
}

/// The first 16 hex digits of SHA-256.
fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes)[..8].iter().fold(String::with_capacity(16), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// The host of an address, in small letters, without user and port.
pub fn host(url: &str) -> Option<String> {
    let rest = url.split_once("://").map(|(_, rest)| rest).or_else(|| url.strip_prefix("//"))?;
    let authority = rest.split(['/', '?', '#', '\\']).next()?;
    let host = authority.rsplit('@').next()?;
    let host = match host.find(']') {
        Some(end) if host.starts_with('[') => &host[..=end],
        _ => host.split(':').next()?,
    };
    (!host.is_empty()).then(|| host.trim_end_matches('.').to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn host_of_an_address() {
        let check = |url, expected: Option<&str>| assert_eq!(host(url).as_deref(), expected, "{url}");
        check("https://www.Example.vn/a/b.html", Some("www.example.vn"));
        check("http://user:pass@example.vn:8080?x=1", Some("example.vn"));
        check("//example.vn/x", Some("example.vn"));
        check("http://[::1]:80/x", Some("[::1]"));
        check("example.vn/x", None);
        check("https:///x", None);
        check("", None);
    }

    #[test]
    fn id_of_a_path_is_that_of_its_letters_made_absolute() {
        let here = std::env::current_dir().unwrap();
        let expected = of_path(&here.join("a/b.txt"), None);
        assert_eq!(of_path(Path::new("a/b.txt"), None), expected);
        assert_eq!(of_path(Path::new("./a/../a/./b.txt"), None), expected);
        assert_ne!(of_path(Path::new("a/b.txt"), Some(1)), expected);
        // echo -n /a/b.ndjson#2 | sha256sum
        assert_eq!(of_path(Path::new("/a/b.ndjson"), Some(2)), hash(b"/a/b.ndjson#2"));
        assert_eq!(of_url("abc"), "ba7816bf8f01cfea");
    }
}
