//! Every address that a page leads to, in one place: percent-encoded, and in the language of the page.

use crate::show::Lang;
use form_urlencoded::byte_serialize;

/// Makes addresses that keep a language.
#[derive(Debug, Clone, Copy)]
pub struct Links(pub Lang);

impl Links {
    /// A path with parameters; blank ones are left out.
    pub fn address(self, path: &str, pairs: &[(&str, &str)]) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        let own = [("lang", if self.0 == Lang::En { "en" } else { "" })];
        for (name, value) in pairs.iter().chain(&own).filter(|(_, value)| !value.is_empty()) {
            query.append_pair(name, value);
        }
        match query.finish() {
            none if none.is_empty() => path.to_string(),
            query => format!("{path}?{query}"),
        }
    }

    /// The first page.
    pub fn home(self) -> String {
        self.address("/", &[])
    }

    /// A search, best first.
    pub fn search(self, query: &str) -> String {
        self.address("/", &[("q", query)])
    }

    /// An article; with the query that led to it.
    pub fn article(self, id: &str, query: &str) -> String {
        self.address(&format!("/articles/{}", segment(id)), &[("q", query)])
    }

    /// What there is of an official.
    pub fn official(self, name: &str) -> String {
        self.address("/officials", &[("name", name)])
    }

    /// What there is of a unit.
    pub fn unit(self, name: &str) -> String {
        self.address("/units", &[("name", name)])
    }

    /// What there is of an award.
    pub fn award(self, slug: &str) -> String {
        self.address(&format!("/awards/{}", segment(slug)), &[])
    }

    /// Awards counted.
    pub fn stats(self) -> String {
        self.address("/stats", &[])
    }

    /// What is reported on, and what is not.
    pub fn coverage(self) -> String {
        self.address("/coverage", &[])
    }

    /// What the figures rest on.
    pub fn about(self) -> String {
        self.address("/about", &[])
    }
}

/// A part of a path.
pub fn segment(text: &str) -> String {
    byte_serialize(text.as_bytes()).collect::<String>().replace('+', "%20")
}

/// Where a source lies on the web: nothing but http and https is ever linked.
pub fn of_source(url: Option<&str>) -> Option<String> {
    let url = url::Url::parse(url?.trim()).ok()?;
    matches!(url.scheme(), "http" | "https").then(|| url.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_encoded_and_keep_the_language() {
        let (vi, en) = (Links(Lang::Vi), Links(Lang::En));
        assert_eq!((vi.home(), en.home()), ("/".into(), "/?lang=en".into()));
        assert_eq!(vi.search("a&b=\"ô\""), "/?q=a%26b%3D%22%C3%B4%22");
        assert_eq!(en.official("Lê A"), "/officials?name=L%C3%AA+A&lang=en");
        assert_eq!(vi.award("a/b c?"), "/awards/a%2Fb%20c%3F");
        assert_eq!(vi.article("ab", ""), "/articles/ab");
    }

    #[test]
    fn only_the_web_is_linked() {
        for (url, linked) in [
            ("https://a.vn/ô", true),
            ("http://a.vn", true),
            ("javascript:alert(1)", false),
            (" jAvAsCript:x", false),
            ("data:text/html,x", false),
            ("//a.vn", false),
            ("", false),
        ] {
            assert_eq!(of_source(Some(url)).is_some(), linked, "{url}");
        }
    }
}
