//! What is true of the made articles.

use vinhdanh::gazetteer::Place;

/// Who or what receives an award by name.
#[derive(Debug, Clone)]
pub struct Named {
    /// As the article names it.
    pub name: String,
    /// The kind of unit; none for a person.
    pub kind: Option<&'static str>,
    /// Its locality.
    pub place: Option<&'static Place>,
}

/// An award, however many articles report it.
#[derive(Debug, Clone)]
pub struct Award {
    pub slug: &'static str,
    pub class: Option<&'static str>,
    pub level: Option<&'static str>,
    /// Who confers it, whatever the articles call it; "" for nobody named.
    pub giver: String,
    /// The locality of who confers it.
    pub seat: Option<&'static Place>,
    pub recipient: Option<&'static str>,
    pub count: Option<u64>,
    pub named: Vec<Named>,
    pub proposed: bool,
}

/// An award as one article reports it.
#[derive(Debug, Clone)]
pub struct Report {
    /// Its place in [`Ledger::awards`].
    pub award: usize,
    /// Who confers it, as this article names it.
    pub authority: Option<String>,
    /// Whether the article names the recipients.
    pub named: bool,
    /// The year of merit, where the article says it.
    pub year: Option<u32>,
}

/// An article.
#[derive(Debug, Clone)]
pub struct Article {
    pub id: String,
    pub url: String,
    pub site: String,
    /// A day, or a moment in +07:00.
    pub published: String,
    /// The day of the event, where the article says it.
    pub event: Option<String>,
    /// The unit that the article is about: the place of what has no other.
    pub home: &'static Place,
    /// Every locality that it names.
    pub places: Vec<&'static Place>,
    pub reports: Vec<Report>,
    /// Number of the text: copies of each other have one.
    pub text: usize,
}

impl Article {
    /// What orders articles by their publication; a day stands before its hours.
    pub fn moment(&self) -> (String, &str) {
        let digits: String = self.published.chars().take(19).filter(char::is_ascii_digit).collect();
        (format!("{digits:0<14}"), &self.id)
    }
}

/// Everything that is true.
#[derive(Debug, Default)]
pub struct Ledger {
    pub awards: Vec<Award>,
    pub articles: Vec<Article>,
}

impl Ledger {
    /// The articles that are no copies: of every text the one published first, then of the smallest id.
    pub fn originals(&self) -> Vec<&Article> {
        let mut first: Vec<Option<&Article>> = Vec::new();
        for article in &self.articles {
            first.resize(first.len().max(article.text + 1), None);
            let known = &mut first[article.text];
            if known.is_none_or(|known| article.moment() < known.moment()) {
                *known = Some(article);
            }
        }
        first.into_iter().flatten().collect()
    }
}
