//! The frame of every page: skip link, pages, language, the one search box, what the figures rest on.

use super::assets;
use super::view::{View, cut};
use crate::model::answer::Basis;
use crate::show::Lang;
use maud::{DOCTYPE, Markup, html};

/// Letters of a title that a browser shows.
const LONGEST_TITLE: usize = 120;

/// Which page of the navigation is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Here {
    /// The search.
    Search,
    /// Statistics.
    Stats,
    /// Coverage.
    Coverage,
    /// About the figures.
    About,
    /// Another page.
    Elsewhere,
}

/// A whole page: its title ("" for the first page's), what stands in the search box, its content, and what it rests
/// on.
pub fn page(
    view: &View,
    here: Here,
    title: &str,
    query: &str,
    content: Markup,
    basis: Option<&Basis>,
) -> Markup {
    let links = view.links();
    let pages = [
        (Here::Search, "page.nav.search", links.home()),
        (Here::Stats, "page.nav.stats", links.stats()),
        (Here::Coverage, "page.nav.coverage", links.coverage()),
        (Here::About, "page.nav.about", links.about()),
    ];
    let (code, other, other_code) = match view.lang {
        Lang::Vi => ("vi", Lang::En, "en"),
        Lang::En => ("en", Lang::Vi, "vi"),
    };
    let whole = view.text("page.title");
    let shown = if title.is_empty() {
        whole.to_string()
    } else {
        format!("{} · Vinhdanh", cut(title, LONGEST_TITLE))
    };
    html! {
        (DOCTYPE)
        html lang=(code) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (shown) }
                link rel="icon" href=(assets::address("icon.svg")) type="image/svg+xml";
                link rel="stylesheet" href=(assets::address("style.css"));
                link rel="stylesheet" href=(assets::address("charts.css"));
                script src=(assets::address("page.js")) defer {}
            }
            body {
                a.skip href="#content" { (view.text("page.skip")) }
                header.top {
                    div.bar {
                        a.brand href=(links.home()) { "Vinhdanh" }
                        nav aria-label=(view.text("page.nav")) {
                            @for (page, key, address) in &pages {
                                a href=(address) aria-current=[(*page == here).then_some("page")] { (view.text(key)) }
                            }
                        }
                        a.language href=(view.in_language(other)) lang=(other_code) hreflang=(other_code) {
                            (view.text("page.other-language"))
                        }
                    }
                    (search_box(view, query))
                }
                main #content tabindex="-1" { (content) }
                @if let Some(basis) = basis {
                    footer {
                        p {
                            (view.fill("page.foot", &[
                                ("articles", &view.number(basis.articles)),
                                ("copies", &view.number(basis.copies)),
                                ("corpus", &basis.corpus),
                                ("rules", &basis.rules_version),
                            ]))
                            " " a href=(links.about()) { (view.text("page.nav.about")) }
                        }
                    }
                }
            }
        }
    }
}

/// The search box; `page.js` makes it one that suggests names.
fn search_box(view: &View, query: &str) -> Markup {
    html! {
        form.search role="search" action="/" method="get" {
            label.unseen for="q" { (view.text("page.search.label")) }
            div.combo {
                input #q type="search" name="q" value=(query) placeholder=(view.text("page.search.label"))
                    autocomplete="off" autocapitalize="off" spellcheck="false" enterkeyhint="search" dir="auto"
                    role="combobox" aria-autocomplete="list" aria-expanded="false" aria-controls="names"
                    aria-describedby="q-hint";
                ul #names role="listbox" aria-label=(view.text("page.search.suggestions"))
                    data-award=(view.text("kind.award")) data-place=(view.text("kind.place"))
                    data-unit=(view.text("kind.unit")) data-official=(view.text("kind.official")) hidden {}
            }
            (language_field(view))
            button type="submit" { (view.text("page.search.go")) }
            p.hint #q-hint { (view.text("page.search.hint")) }
        }
    }
}

/// What keeps the language of a form.
pub fn language_field(view: &View) -> Markup {
    html! {
        @if view.lang == Lang::En {
            input type="hidden" name="lang" value="en";
        }
    }
}
