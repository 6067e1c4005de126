//! Tables that hold data (recipients, counts), told from tables that hold the page together.

use scraper::ElementRef;

/// From so many characters on a cell holds running text, not a datum.
const LONG_CELL: usize = 400;

/// The rows of a data table, cells joined by ` | `; `None` for a layout table.
pub fn rows(table: ElementRef) -> Option<Vec<String>> {
    let mut grid: Vec<Vec<String>> = Vec::new();
    let mut pictures = 0;
    if !collect(table, &mut grid, &mut pictures, 0) {
        return None;
    }
    grid.retain(|row| row.iter().any(|c| !c.is_empty()));
    let wide = grid.iter().filter(|r| r.len() >= 2).count();
    let cells: usize = grid.iter().map(Vec::len).sum();
    let filled = grid.iter().flatten().filter(|c| !c.is_empty()).count();
    let letters: usize = grid.iter().flatten().map(|c| c.chars().count()).sum();
    let data = grid.len() >= 2
        && wide * 2 >= grid.len()
        && pictures * 4 <= cells
        && letters <= 160 * filled.max(1)
        && grid.iter().filter(|r| r.iter().filter(|c| !c.is_empty()).count() >= 2).count() >= 2;
    data.then(|| grid.iter().map(|row| join(row)).collect())
}

fn join(row: &[String]) -> String {
    let mut end = row.len();
    while end > 1 && row[end - 1].is_empty() {
        end -= 1;
    }
    row[..end].join(" | ")
}

/// Collects rows; `false` as soon as the table proves to be layout.
fn collect(element: ElementRef, grid: &mut Vec<Vec<String>>, pictures: &mut usize, depth: usize) -> bool {
    for child in element.children().filter_map(ElementRef::wrap) {
        let fine = match child.value().name() {
            "tr" => {
                grid.push(Vec::new());
                collect(child, grid, pictures, depth + 1)
            }
            "td" | "th" => match (cell(child, pictures), grid.last_mut()) {
                (Some(text), Some(row)) => {
                    row.push(text);
                    true
                }
                _ => false,
            },
            "table" | "form" | "input" | "select" | "textarea" => false,
            "caption" | "colgroup" | "col" | "script" | "style" => true,
            _ => depth < 8 && collect(child, grid, pictures, depth + 1),
        };
        if !fine {
            return false;
        }
    }
    true
}

/// The text of a cell in one line; `None` if it holds what no datum holds.
fn cell(cell: ElementRef, pictures: &mut usize) -> Option<String> {
    let mut text = String::new();
    for node in cell.descendants() {
        if let Some(element) = node.value().as_element() {
            match element.name() {
                "table" | "form" | "input" | "select" | "textarea" | "iframe" | "script" => return None,
                "img" => *pictures += 1,
                "br" | "p" | "div" | "li" => text.push(' '),
                _ => {}
            }
        } else if let Some(found) = node.value().as_text() {
            text.push_str(found);
            if text.len() > 4 * LONG_CELL {
                return None;
            }
        }
    }
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (text.chars().count() <= LONG_CELL).then_some(text)
}
