//! What a page is asked for: where, in which language, with which parameters. Forms send blanks, people shorten
//! addresses: what is blank is not given, and what is unknown is passed over.

use super::links::Links;
use crate::show::Lang;
use axum::extract::FromRequestParts;
use axum::http::Uri;
use axum::http::request::Parts;
use std::convert::Infallible;
use std::fmt::Display;

/// A request for a page.
#[derive(Debug, Clone)]
pub struct View {
    /// The language of the page.
    pub lang: Lang,
    path: String,
    given: Vec<(String, String)>,
}

impl View {
    /// What an address asks for.
    pub fn of(uri: &Uri) -> Self {
        let pairs = form_urlencoded::parse(uri.query().unwrap_or_default().as_bytes());
        let pairs = pairs.filter(|(_, value)| !value.trim().is_empty());
        let given: Vec<(String, String)> = pairs.map(|(k, v)| (k.into_owned(), v.into_owned())).collect();
        let mut view = Self { lang: Lang::default(), path: uri.path().to_string(), given };
        view.lang = view.get("lang").and_then(Lang::from_code).unwrap_or_default();
        view.given.retain(|(name, _)| name != "lang");
        view
    }

    /// The first value of a parameter that is not blank.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.given.iter().find(|(known, _)| known == name).map(|(_, value)| value.trim())
    }

    /// Makes addresses.
    pub fn links(&self) -> Links {
        Links(self.lang)
    }

    /// The same view in a language.
    pub fn in_language(&self, lang: Lang) -> String {
        let pairs: Vec<(&str, &str)> = self.given.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
        Links(lang).address(&self.path, &pairs)
    }

    /// A file of the interface, in the language of the page.
    pub fn data(&self, path: &str, pairs: &[(&str, &str)]) -> String {
        self.links().address(&format!("{}{path}", crate::web::API), pairs)
    }

    /// A text.
    pub fn text(&self, key: &str) -> &'static str {
        self.lang.text(key)
    }

    /// A text, filled in.
    pub fn fill(&self, key: &str, values: &[(&str, &dyn Display)]) -> String {
        self.lang.fill(key, values)
    }

    /// A number with its thousands apart.
    pub fn number(&self, number: u64) -> String {
        let digits = number.to_string();
        let apart = if self.lang == Lang::En { ',' } else { '.' };
        let mut out = String::new();
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                out.push(apart);
            }
            out.push(digit);
        }
        out
    }

    /// A day, a month or a year as people write it; of a moment its day, of an interval both ends.
    pub fn day(&self, text: &str) -> String {
        if let Some((from, to)) = text.split_once('/') {
            return format!("{} – {}", self.day(from), self.day(to));
        }
        let day = text.split('T').next().unwrap_or(text);
        let parts: Vec<&str> = day.split('-').collect();
        let whole = parts.iter().all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()));
        match (self.lang, parts.as_slice()) {
            (Lang::Vi, [year, month, day]) if whole => format!("{day}/{month}/{year}"),
            (Lang::Vi, [year, month]) if whole => format!("{month}/{year}"),
            _ => day.to_string(),
        }
    }

    /// The name of a value of the contract, else the value: `award`, `bang-khen` → Bằng khen.
    pub fn name<'v>(&self, of: &str, value: &'v str) -> std::borrow::Cow<'v, str> {
        match self.text(&format!("{of}.{value}")) {
            "" => value.into(),
            text => text.into(),
        }
    }

    /// An award with its class.
    pub fn award(&self, slug: &str, class: Option<&str>) -> String {
        let name = self.name("award", slug);
        match class {
            None => name.into_owned(),
            Some(years) if slug == "huy-hieu-dang" => {
                format!("{name} {}", self.fill("class.years", &[("n", &years)]))
            }
            Some(class) => format!("{name} {}", self.name("class", class)),
        }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for View {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self::of(&parts.uri))
    }
}

/// The beginning of a text, so many letters of it: nobody reads a title of a megabyte.
pub fn cut(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((at, _)) => format!("{}…", text[..at].trim_end()),
        None => text.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::vocabulary::AWARDS;

    fn view(address: &str) -> View {
        View::of(&address.parse().expect("an address"))
    }

    #[test]
    fn parameters_are_read_as_forms_send_them() {
        let view = view("/x?q=+&q=b%C3%A0+&sort=&foo=1&lang=en&%FF");
        assert_eq!((view.get("q"), view.get("sort"), view.get("foo")), (Some("bà"), None, Some("1")));
        assert_eq!(view.lang, Lang::En);
        assert_eq!(view.in_language(Lang::Vi), "/x?q=b%C3%A0+&foo=1");
    }

    #[test]
    fn values_are_written_for_people() {
        let (vi, en) = (view("/"), view("/?lang=en"));
        assert_eq!(
            (vi.number(1_234_567), en.number(1_000), vi.number(12)),
            ("1.234.567".into(), "1,000".into(), "12".into())
        );
        assert_eq!(vi.day("2023-03-30T17:43:00+07:00"), "30/03/2023");
        assert_eq!(
            (vi.day("2020/2025"), vi.day("2023-03"), en.day("2023-03")),
            ("2020 – 2025".into(), "03/2023".into(), "2023-03".into())
        );
        assert_eq!(vi.award("huan-chuong-lao-dong", Some("2")), "Huân chương Lao động hạng Nhì");
        assert_eq!(vi.award("huy-hieu-dang", Some("30")), "Huy hiệu Đảng 30 năm");
        assert_eq!((cut("đấy", 2), cut("đấy", 3)), ("đấ…".into(), "đấy".into()));
    }

    /// Whoever adds an award adds its title.
    #[test]
    fn every_award_has_a_title_that_the_language_of_queries_knows() {
        for slug in AWARDS {
            let title = view("/").name("award", slug).into_owned();
            assert_eq!(crate::ask::query::award(&title), Some(slug), "{title}");
        }
    }
}
