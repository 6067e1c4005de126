//! What is known of the terminal, and the line that shows progress.

use crate::show::Style;
use std::env;
use std::io::{IsTerminal, Write, stderr, stdout};
use std::time::{Duration, Instant};

/// The style of the output.
pub fn style() -> Style {
    if !stdout().is_terminal() {
        return Style::default();
    }
    let width = terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    let plain = env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty())
        || env::var_os("TERM").is_some_and(|term| term == "dumb");
    Style { width, colour: !plain }
}

/// A line on stderr that is written over; nothing where stderr is no terminal.
pub struct Progress {
    shown: bool,
    terminal: bool,
    next: Instant,
}

impl Progress {
    /// A line that is not there yet.
    pub fn new() -> Self {
        Self { shown: false, terminal: stderr().is_terminal(), next: Instant::now() }
    }

    /// Shows a text, ten times a second at most.
    pub fn show(&mut self, text: impl FnOnce() -> String) {
        if self.terminal && Instant::now() >= self.next {
            let _ = write!(stderr(), "\r\x1b[K{}", text());
            self.shown = true;
            self.next = Instant::now() + Duration::from_millis(100);
        }
    }

    /// Makes room for another line.
    pub fn clear(&mut self) {
        if self.shown {
            let _ = write!(stderr(), "\r\x1b[K");
            self.shown = false;
        }
    }
}
