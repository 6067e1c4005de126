//! Lists of addresses: RSS (0.9 to 2.0), Atom, sitemaps (XML, or text of one address a line) and
//! indexes of them, plain or in gzip; and what the head of an HTML page says of its feeds.

use super::day;
use crate::read::decode;
use flate2::read::MultiGzDecoder;
use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};
use regex::Regex;
use std::borrow::Cow;
use std::io::Read;
use std::sync::LazyLock;
use url::Url;

/// The longest list, expanded, in bytes: the sitemap protocol allows 50 MB.
const MOST_BYTES: u64 = 64 << 20;

/// One address of a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Entry {
    /// As written; it may be relative.
    pub(super) url: String,
    /// `YYYY`, `YYYY-MM` or `YYYY-MM-DD`: when it was published or changed.
    pub(super) day: Option<String>,
    /// Whether it is a list itself.
    pub(super) is_list: bool,
}

/// The entries of a feed or sitemap, in its order. None for a document of any other kind. Of a
/// broken one, those before the break.
pub(super) fn entries(body: &[u8]) -> Option<Vec<Entry>> {
    let text = text(body);
    if let Some(entries) = addresses(&text) {
        return Some(entries);
    }
    let mut reader = Reader::from_str(&text);
    let config = reader.config_mut();
    (config.check_end_names, config.allow_unmatched_ends, config.allow_dangling_amp) = (false, true, true);
    let mut list = List::default();
    loop {
        match reader.read_event() {
            Ok(Event::Start(start)) => list.start(&start)?,
            Ok(Event::Empty(start)) => {
                list.start(&start)?;
                list.end(start.name().as_ref());
            }
            Ok(Event::End(end)) => list.end(end.name().as_ref()),
            Ok(Event::Text(text)) => list.text.push_str(&text.xml10_content()),
            Ok(Event::CData(text)) => list.text.push_str(&text.xml10_content()),
            Ok(Event::GeneralRef(name)) => list.text.push_str(&referenced(&name)),
            Ok(Event::Eof) | Err(_) => return list.begun.then_some(list.entries),
            Ok(_) => {}
        }
    }
}

/// The entries of a sitemap that is text: a whole address a line, and nothing else.
fn addresses(text: &str) -> Option<Vec<Entry>> {
    let lines = text.trim_start_matches('\u{feff}').lines().map(str::trim).filter(|line| !line.is_empty());
    let entry = |line: &str| {
        let whole = ["http://", "https://"].iter().any(|scheme| line.starts_with(scheme))
            && !line.contains(char::is_whitespace);
        whole.then(|| Entry { url: line.to_string(), ..Entry::default() })
    };
    let entries = lines.map(entry).collect::<Option<Vec<_>>>()?;
    (!entries.is_empty()).then_some(entries)
}

/// What `&name;` stands for: itself, where nobody knows.
fn referenced(name: &BytesRef) -> String {
    let known = resolve_predefined_entity(&name.xml10_content()).map(String::from);
    let coded = || name.resolve_char_ref().ok().flatten().map(String::from);
    known.or_else(coded).unwrap_or_else(|| format!("&{};", name.xml10_content()))
}

/// A list as far as it is read.
#[derive(Default)]
struct List {
    begun: bool,
    entries: Vec<Entry>,
    open: Option<Entry>,
    text: String,
}

impl List {
    /// None where the root shows that this is no list.
    fn start(&mut self, element: &BytesStart) -> Option<()> {
        let name = element.name();
        let name: &str = name.as_ref();
        if !self.begun {
            self.begun = matches!(name, "rss" | "rdf:RDF" | "feed" | "urlset" | "sitemapindex");
            return self.begun.then_some(());
        }
        self.text.clear();
        match (name, &mut self.open) {
            ("item" | "entry" | "url" | "sitemap", None) => {
                self.open = Some(Entry { is_list: name == "sitemap", ..Entry::default() });
            }
            // Atom: the page itself is the link without a relation, or the alternate.
            ("link", Some(entry))
                if entry.url.is_empty() && attribute(element, "rel").is_none_or(|rel| rel == "alternate") =>
            {
                entry.url = attribute(element, "href").unwrap_or_default();
            }
            _ => {}
        }
        Some(())
    }

    fn end(&mut self, name: &str) {
        let text = std::mem::take(&mut self.text);
        let text = text.trim();
        let Some(entry) = &mut self.open else { return };
        match name {
            "item" | "entry" | "url" | "sitemap" => {
                self.entries.extend(self.open.take().filter(|entry| !entry.url.is_empty()));
            }
            "link" | "loc" if !text.is_empty() => entry.url = text.to_string(),
            // An identifier that is an address is the page's own, where no link is given.
            "guid" if entry.url.is_empty() && text.starts_with("http") => entry.url = text.to_string(),
            "pubDate" | "dc:date" | "updated" | "lastmod" | "published" | "news:publication_date" => {
                // A page that has changed since counts by its change.
                entry.day = entry.day.take().max(day::day(text));
            }
            _ => {}
        }
    }
}

fn attribute(element: &BytesStart, name: &str) -> Option<String> {
    let found = element.try_get_attribute(name).ok()??;
    let raw = String::from_utf8_lossy(found.value.as_ref().as_bytes()).into_owned();
    Some(quick_xml::escape::unescape(&raw).map(Cow::into_owned).unwrap_or(raw))
}

/// The text of a body, expanded where it is gzip: once for the road, once as a sitemap is stored.
fn text(body: &[u8]) -> String {
    let once = expanded(body);
    let bytes = expanded(&once);
    decode::decode(&bytes, crate::model::Format::Plain, None)
        .map_or_else(|_| String::from_utf8_lossy(&bytes).into_owned(), |decoded| decoded.text)
}

/// What gzip holds, up to the limit; other bytes as they are.
pub(super) fn expanded(body: &[u8]) -> Cow<'_, [u8]> {
    if !body.starts_with(&[0x1f, 0x8b]) {
        return Cow::Borrowed(body);
    }
    let mut bytes = Vec::new();
    // What stands before the break of a broken one counts.
    let _ = MultiGzDecoder::new(body).take(MOST_BYTES).read_to_end(&mut bytes);
    Cow::Owned(bytes)
}

/// The feeds that the head of a page names, as absolute addresses.
pub(super) fn feeds(html: &[u8], page: &Url) -> Vec<Url> {
    static LINK: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?is)<link\s[^>]*>").expect("a pattern"));
    static ATTRIBUTE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r#"(?is)([a-z]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))"#).expect("a pattern")
    });
    let html = text(html);
    let value = |tag: &str, name: &str| {
        let mut all = ATTRIBUTE.captures_iter(tag);
        let found = all.find(|c| c[1].eq_ignore_ascii_case(name))?;
        (2..=4).find_map(|n| found.get(n)).map(|m| m.as_str().replace("&amp;", "&"))
    };
    let feed = |tag: &str| {
        let rel = value(tag, "rel")?;
        let kind = value(tag, "type")?.to_ascii_lowercase();
        let is_feed = rel.split_ascii_whitespace().any(|r| r.eq_ignore_ascii_case("alternate"))
            && matches!(kind.as_str(), "application/rss+xml" | "application/atom+xml");
        is_feed.then(|| super::address::normal(&value(tag, "href")?, Some(page)))?
    };
    LINK.find_iter(&html).filter_map(|tag| feed(tag.as_str())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::GzEncoder;
    use std::io::Write;

    fn check(body: &str, expected: Option<&[(&str, &str)]>) {
        let found = entries(body.as_bytes());
        let seen: Option<Vec<_>> = found.as_ref().map(|list| {
            list.iter().map(|e| (e.url.as_str(), e.day.as_deref().unwrap_or_default())).collect()
        });
        assert_eq!(seen.as_deref(), expected, "{body}");
    }

    #[test]
    fn feeds_of_each_kind() {
        check(
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<rss version=\"2.0\"><channel><link>https://a.vn</link>\
             <pubDate>Fri, 31 Mar 2023 00:00:00 GMT</pubDate>\
             <item><title>Một &amp; hai</title><link> https://a.vn/1?a=1&amp;b=2 </link>\
             <atom:link href=\"https://a.vn/no\"/><pubDate>Thu, 30 Mar 2023 17:43:00 +0700</pubDate></item>\
             <item><link><![CDATA[https://a.vn/2]]></link><pubDate>30/03/2023 17:43</pubDate></item>\
             <item><guid>https://a.vn/3</guid></item><item><title>không có</title></item></channel></rss>",
            Some(&[
                ("https://a.vn/1?a=1&b=2", "2023-03-30"),
                ("https://a.vn/2", "2023-03-30"),
                ("https://a.vn/3", ""),
            ]),
        );
        check(
            "<rdf:RDF><channel/><item><link>/1</link><dc:date>2023-03-30T01:00:00+07:00</dc:date></item></rdf:RDF>",
            Some(&[("/1", "2023-03-30")]),
        );
        check(
            "<feed><link href=\"/\"/><entry><link rel=\"self\" href=\"/s\"/>\
             <link rel=\"alternate\" href=\"/1?a=1&amp;b\"/>\
             <published>2023-03-30T10:00:00Z</published><updated>2023-04-02T10:00:00Z</updated></entry></feed>",
            Some(&[("/1?a=1&b", "2023-04-02")]),
        );
    }

    #[test]
    fn sitemaps() {
        let map = "<urlset><url><loc>https://a.vn/1</loc><lastmod>2023-03</lastmod>\
                   <image:image><image:loc>https://a.vn/1.jpg</image:loc></image:image></url>\
                   <url><loc>https://a.vn/2</loc></url></urlset>";
        check(map, Some(&[("https://a.vn/1", "2023-03"), ("https://a.vn/2", "")]));
        let index = "<sitemapindex><sitemap><loc>https://a.vn/s.xml.gz</loc></sitemap></sitemapindex>";
        assert!(entries(index.as_bytes()).expect("an index")[0].is_list);
        let mut zipped = GzEncoder::new(Vec::new(), Compression::default());
        zipped.write_all(map.as_bytes()).expect("memory");
        assert_eq!(entries(&zipped.finish().expect("memory")), entries(map.as_bytes()));
    }

    #[test]
    fn sitemaps_of_text() {
        let both: &[_] = &[("https://a.vn/1?a=1&b=2", ""), ("http://a.vn/tìm", "")];
        check("\u{feff}https://a.vn/1?a=1&b=2\r\n\r\n http://a.vn/tìm \r\n", Some(both));
        check("https://a.vn/1", Some(&[("https://a.vn/1", "")]));
        check("https://a.vn/1\nTheo báo A", None);
        check("https://a.vn/1 và https://a.vn/2", None);
        check("a.vn/1\na.vn/2", None);
    }

    #[test]
    fn what_is_no_list_and_what_breaks_off() {
        check("<!DOCTYPE html><html><body><item><link>x</link></item></body></html>", None);
        check("", None);
        check("Một bài báo", None);
        check("<html", None);
        check(
            "<rss><item><link>https://a.vn/1</link></item><item><link>https://a",
            Some(&[("https://a.vn/1", "")]),
        );
        check(
            "<rss><item><link>https://a.vn/1?a=1&b=2</link></wrong></item>",
            Some(&[("https://a.vn/1?a=1&b=2", "")]),
        );
    }

    #[test]
    fn the_feeds_of_a_page() {
        let html = "<head><link rel='stylesheet' href='/a.css'>\
                    <LINK href=\"/rss/trang-chu.rss?a=1&amp;b=2\" type=\"application/rss+xml\" rel=\"alternate\" />\
                    <link rel=alternate type=application/atom+xml href=https://b.vn/atom>\
                    <link rel=\"alternate\" hreflang=\"en\" href=\"/en\"></head>";
        let found = feeds(html.as_bytes(), &Url::parse("https://a.vn/").expect("an address"));
        let found: Vec<_> = found.iter().map(Url::as_str).collect();
        assert_eq!(found, ["https://a.vn/rss/trang-chu.rss?a=1&b=2", "https://b.vn/atom"]);
    }
}
