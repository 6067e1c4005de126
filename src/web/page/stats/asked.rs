//! What `/stats` is asked for, and what says the same elsewhere: the search for the articles of a row, the data.

use super::super::links::Links;
use super::super::view::View;
use crate::ask::query::{narrowed, place_in_field};
use crate::ask::stats::{Counting, DIMENSIONS, Dimension, OTHERS, Places, Question, Status};
use crate::ask::{Filter, first_day, last_day};
use crate::model::fact::{SEVERAL, UNPLACED};
use crate::model::vocabulary::EVENTS;
use crate::show::Lang;
use crate::web::API;
use serde_json::{Map, Value};

/// How counts are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chart {
    /// A bar for each row.
    Bars,
    /// A bar for each value of the first dimension, made of those of the second.
    Stacked,
    /// Over years or months.
    Lines,
}

/// What the page is asked for.
pub struct Asked {
    /// One or two.
    pub by: Vec<&'static Dimension>,
    /// None: what suits the dimensions.
    pub chart: Option<Chart>,
    /// Rows by their values, else by their counts.
    pub by_value: bool,
    /// Columns of the crossed table, at most; none: what suits.
    pub columns: Option<usize>,
    /// As the library takes it.
    pub question: Question,
}

impl Asked {
    /// What cannot be used goes to `wrong` and is left out.
    pub fn of(view: &View, wrong: &mut Vec<String>) -> Self {
        let mut by: Vec<&'static Dimension> = Vec::new();
        let names = ["by", "by2"].into_iter().filter_map(|name| view.get(name));
        for name in names.flat_map(|names| names.split(',')).map(str::trim) {
            match DIMENSIONS.iter().find(|it| it.name == name) {
                Some(dimension) if by.iter().any(|it| it.name == dimension.name) => {}
                Some(dimension) if by.len() < 2 => by.push(dimension),
                _ => wrong.push(format!("by={name}")),
            }
        }
        if by.is_empty() {
            by.extend(DIMENSIONS.first());
        }
        let text = |name: &str| view.get(name).map(str::to_string);
        let filter = Filter {
            province: text("province"),
            from: text("from"),
            to: text("to"),
            award: text("award"),
            unit: text("unit"),
            official: text("official"),
            event: view.get("event").and_then(|kind| match EVENTS.contains(&kind) {
                true => Some(kind.to_string()),
                false => {
                    wrong.push(format!("event={kind}"));
                    None
                }
            }),
        };
        let mut most = |name: &str| {
            view.get(name).and_then(|text| match text.parse::<u32>() {
                Ok(most) if most > 0 => Some(most as usize),
                _ => {
                    wrong.push(format!("{name}={text}"));
                    None
                }
            })
        };
        let (top, columns) = (most("top"), most("columns"));
        let statuses = [Status::Conferred, Status::Proposed, Status::All];
        let counting = [Counting::Once, Counting::Reported];
        let charts = [("bars", Chart::Bars), ("stacked", Chart::Stacked), ("lines", Chart::Lines)];
        let mut choice = |name, known: &[&str]| chosen(view, name, known, wrong);
        let status =
            choice("status", &statuses.map(Status::name)).map_or(Status::default(), |at| statuses[at]);
        let once =
            choice("counting", &counting.map(Counting::name)).map_or(Counting::default(), |at| counting[at]);
        let places = if choice("places", &["then", "now"]) == Some(1) { Places::Now } else { Places::Then };
        let by_value = choice("order", &["count", "value"]) == Some(1);
        let chart = choice("chart", &charts.map(|it| it.0)).map(|at| charts[at].1);
        let question = Question {
            by: by.iter().map(|it| it.name.to_string()).collect(),
            status,
            counting: once,
            places,
            top,
            share: true,
            explain: false,
            filter,
        };
        Self { by, chart, by_value, columns, question }
    }

    /// The search for the articles of a row; none where the query language cannot say what it counts.
    pub fn search(&self, row: &Map<String, Value>) -> Option<String> {
        self.search_by(&self.by, row)
    }

    /// The same for all that has the row's values of these dimensions.
    pub fn search_by(&self, by: &[&'static Dimension], row: &Map<String, Value>) -> Option<String> {
        let mut query = String::new();
        let has = |name: &str| by.iter().any(|it| it.name == name);
        for dimension in by {
            // A place as it is now stands for all that became it; kinds of units are no field.
            let is_place = !dimension.more.is_empty();
            if dimension.name == "unit-kind" || (is_place && self.question.places == Places::Now) {
                return None;
            }
            let value = match row.get(dimension.name)? {
                Value::String(text) if [OTHERS, SEVERAL, UNPLACED].contains(&text.as_str()) => return None,
                Value::String(text) => text.clone(),
                Value::Number(number) => number.to_string(),
                _ => return None,
            };
            let level = match dimension.name {
                "district" => 2,
                "commune" => 3,
                _ => 0,
            };
            let code = dimension.more.first().and_then(|column| row.get(*column)).and_then(Value::as_str);
            let value =
                code.filter(|_| level > 0).map_or(&*value, |code| place_in_field(level, &value, code));
            query = narrowed(&query, dimension.name, value);
        }
        let filter = &self.question.filter;
        if !has("status") {
            query = match self.question.status {
                // Any award with a count.
                Status::All => narrowed(&query, "count", ">=0"),
                status => narrowed(&query, "status", status.name()),
            };
        }
        let award = filter.award.as_ref().filter(|_| !has("award"));
        for (name, value) in [
            ("award", award),
            ("unit", filter.unit.as_ref()),
            ("official", filter.official.as_ref()),
            ("event", filter.event.as_ref()),
        ] {
            if let Some(value) = value {
                query = narrowed(&query, name, value);
            }
        }
        // No copy is counted; a search finds one where it says what its original does not.
        query = narrowed(&query, "copy", "no");
        // These are of the article: beside an award's conditions they would be the award's.
        let mut of_article = String::new();
        if let Some(province) = &filter.province {
            of_article = narrowed(&of_article, "province", province);
        }
        let day = |text: &Option<String>| text.clone().unwrap_or_default();
        if filter.from.is_some() || filter.to.is_some() {
            of_article =
                narrowed(&of_article, "date", &format!("{}..{}", day(&filter.from), day(&filter.to)));
        }
        Some(if of_article.is_empty() { query } else { format!("({query}) ({of_article})") })
    }

    /// The same question as data. `lang` is that of a file which says more than its rows.
    pub fn data(&self, form: &str, lang: Lang) -> String {
        let question = &self.question;
        let filter = &question.filter;
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let day = |text: &Option<String>, read: fn(&str) -> Option<String>| {
            text.as_deref().and_then(read).unwrap_or_default()
        };
        let top = question.top.map(|top| top.to_string()).unwrap_or_default();
        let pairs = [
            ("by", question.by.join(",")),
            (
                "status",
                if question.status == Status::default() {
                    String::new()
                } else {
                    question.status.name().into()
                },
            ),
            (
                "counting",
                if question.counting == Counting::default() {
                    String::new()
                } else {
                    question.counting.name().into()
                },
            ),
            ("places", if question.places == Places::Now { "now".into() } else { String::new() }),
            ("top", top),
            ("share", "true".into()),
            ("province", text(&filter.province)),
            ("from", day(&filter.from, first_day)),
            ("to", day(&filter.to, last_day)),
            ("award", text(&filter.award)),
            ("unit", text(&filter.unit)),
            ("official", text(&filter.official)),
            ("event", text(&filter.event)),
            ("format", form.to_string()),
        ];
        let pairs: Vec<(&str, &str)> = pairs.iter().map(|(name, value)| (*name, value.as_str())).collect();
        Links(lang).address(&format!("{API}/stats"), &pairs)
    }
}

/// Which of the known values a parameter has.
fn chosen(view: &View, name: &str, known: &[&str], wrong: &mut Vec<String>) -> Option<usize> {
    let text = view.get(name)?;
    let at = known.iter().position(|it| *it == text);
    if at.is_none() {
        wrong.push(format!("{name}={text}"));
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(address: &str) -> (Asked, Vec<String>) {
        let mut wrong = Vec::new();
        let view = View::of(&address.parse().expect("an address"));
        (Asked::of(&view, &mut wrong), wrong)
    }

    fn search(address: &str, row: Value) -> Option<String> {
        asked(address).0.search(row.as_object().expect("a row"))
    }

    #[test]
    fn parameters_are_read_and_bad_ones_told() {
        let (it, wrong) =
            asked("/stats?by=province,year&status=all&counting=reported&places=now&top=5&chart=lines");
        assert_eq!((it.question.by.join(","), wrong.len()), ("province,year".into(), 0));
        assert!(
            it.question.status == Status::All && it.question.top == Some(5) && it.chart == Some(Chart::Lines)
        );
        let (it, wrong) = asked(
            "/stats?by=x,award&by2=award&status=y&counting=z&places=w&top=0&columns=-1&chart=pie&order=q&event=v",
        );
        assert_eq!(it.question.by, ["award"]);
        assert_eq!(wrong.len(), 9, "{wrong:?}");
        assert_eq!(asked("/stats?by=award,level,class").1, ["by=class"]);
        assert_eq!(asked("/stats").0.question.by, ["award"]);
    }

    #[test]
    fn rows_lead_to_searches_that_say_the_same() {
        use serde_json::json;
        let row = |name: &str, value: Value| json!({ name: value });
        for (address, row, expected) in [
            (
                "/stats",
                row("award", json!("bang-khen")),
                Some("award:\"bang-khen\" status:\"conferred\" copy:\"no\""),
            ),
            (
                "/stats?by=year&status=all",
                row("year", json!(2023)),
                Some("year:\"2023\" count:\">=0\" copy:\"no\""),
            ),
            (
                "/stats?by=status&status=all",
                row("status", json!("proposed")),
                Some("status:\"proposed\" copy:\"no\""),
            ),
            (
                "/stats?by=level&province=Nam+%C4%90%E1%BB%8Bnh&from=2023&award=giai",
                row("level", json!("province")),
                Some(
                    "(level:\"province\" status:\"conferred\" award:\"giai\" copy:\"no\") (province:\"Nam Định\" date:\"2023..\")",
                ),
            ),
            ("/stats?by=province", row("province", json!("several")), None),
            ("/stats?by=province", row("province", json!("unplaced")), None),
            ("/stats?by=province&places=now", row("province", json!("Ninh Bình")), None),
            ("/stats?by=unit-kind", row("unit-kind", json!("school")), None),
            ("/stats?by=class", row("class", Value::Null), None),
            ("/stats?top=1", row("award", json!("others")), None),
            (
                "/stats?by=month",
                row("month", json!("2023-03")),
                Some("month:\"2023-03\" status:\"conferred\" copy:\"no\""),
            ),
            // A name of several is told by its code.
            (
                "/stats?by=district",
                json!({"district": "huyện Ý Yên", "district_code": "360"}),
                Some("district:\"huyện Ý Yên\" status:\"conferred\" copy:\"no\""),
            ),
            (
                "/stats?by=district",
                json!({"district": "huyện Châu Thành", "district_code": "712"}),
                Some("district:\"712\" status:\"conferred\" copy:\"no\""),
            ),
        ] {
            assert_eq!(search(address, row).as_deref(), expected, "{address}");
        }
    }

    #[test]
    fn the_same_view_as_data() {
        let data =
            asked("/stats?by=award&by2=year&from=3/2023&to=2023&top=3&places=now").0.data("csv", Lang::Vi);
        assert_eq!(
            data,
            "/api/v1/stats?by=award%2Cyear&places=now&top=3&share=true&from=2023-03-01&to=2023-12-31&format=csv"
        );
    }

    #[test]
    fn every_choice_has_its_text() {
        let view = View::of(&"/".parse().expect("an address"));
        for dimension in &DIMENSIONS {
            assert_ne!(view.text(&format!("page.stats.by.{}", dimension.name)), "", "{}", dimension.name);
        }
        for kind in EVENTS {
            assert_ne!(view.text(&format!("event.{kind}")), "", "{kind}");
        }
        for kind in [OTHERS, SEVERAL, UNPLACED] {
            assert_ne!(view.text(&format!("page.stats.{kind}")), "", "{kind}");
        }
    }
}
