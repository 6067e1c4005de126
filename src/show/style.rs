//! How a person's terminal is written to.

/// Width and colour of the output.
#[derive(Debug, Clone, Copy, Default)]
pub struct Style {
    /// Columns of the terminal; none if the output is no terminal: nothing is cut then.
    pub width: Option<usize>,
    /// Whether to use colours.
    pub colour: bool,
}

impl Style {
    /// Makes `text` stand out.
    pub fn bold(self, text: &str) -> String {
        if self.colour { format!("\x1b[1m{text}\x1b[0m") } else { text.to_string() }
    }

    /// Makes `text` step back.
    pub fn dim(self, text: &str) -> String {
        if self.colour { format!("\x1b[2m{text}\x1b[0m") } else { text.to_string() }
    }

    /// Marks `text` as something read.
    pub fn good(self, text: &str) -> String {
        if self.colour { format!("\x1b[32m{text}\x1b[0m") } else { text.to_string() }
    }

    /// Marks `text` as something refused.
    pub fn bad(self, text: &str) -> String {
        if self.colour { format!("\x1b[33m{text}\x1b[0m") } else { text.to_string() }
    }

    /// A snippet: its marks in colour, or as they would stand in plain text; nothing escaped.
    pub fn snippet(self, snippet: &str) -> String {
        let (open, close) = if self.colour { ("\x1b[1;33m", "\x1b[0m") } else { ("[", "]") };
        snippet
            .replace("<mark>", open)
            .replace("</mark>", close)
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&amp;", "&")
    }
}

/// A text for the terminal: no control character of the source gets there.
pub fn safe(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}
