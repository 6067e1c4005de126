//! The attributes that this stage reads, found in one pass over an element.

use scraper::node::Element;

/// Values as they are in the page; `None` for an attribute that is not there.
#[derive(Debug, Clone, Copy, Default)]
pub struct Attributes<'a> {
    /// `class`.
    pub class: Option<&'a str>,
    /// `id`.
    pub id: Option<&'a str>,
    /// `style`.
    pub style: Option<&'a str>,
    /// `role`.
    pub role: Option<&'a str>,
    /// `align`.
    pub align: Option<&'a str>,
    /// `itemprop`.
    pub itemprop: Option<&'a str>,
    /// `property`.
    pub property: Option<&'a str>,
    /// `name`.
    pub name: Option<&'a str>,
    /// `content`.
    pub content: Option<&'a str>,
    /// `datetime`.
    pub datetime: Option<&'a str>,
    /// `rel`.
    pub rel: Option<&'a str>,
    /// `href`.
    pub href: Option<&'a str>,
    /// `type`.
    pub kind: Option<&'a str>,
    /// Whether it has `hidden`.
    pub hidden: bool,
}

impl<'a> Attributes<'a> {
    /// Those of an element.
    pub fn of(element: &'a Element) -> Self {
        let mut found = Self::default();
        for (name, value) in element.attrs() {
            let place = match name.as_bytes() {
                b"class" => &mut found.class,
                b"id" => &mut found.id,
                b"style" => &mut found.style,
                b"role" => &mut found.role,
                b"align" => &mut found.align,
                b"itemprop" => &mut found.itemprop,
                b"property" => &mut found.property,
                b"name" => &mut found.name,
                b"content" => &mut found.content,
                b"datetime" => &mut found.datetime,
                b"rel" => &mut found.rel,
                b"href" => &mut found.href,
                b"type" => &mut found.kind,
                b"hidden" => {
                    found.hidden = true;
                    continue;
                }
                _ => continue,
            };
            *place = Some(value);
        }
        found
    }

    /// Its style without blanks, in lower case.
    pub fn style(&self) -> String {
        self.style.map(|s| s.to_ascii_lowercase().replace(' ', "")).unwrap_or_default()
    }
}
