//! What is compared: values with the equality and the written form of the reference scorer.

use serde_json::Value;
use std::collections::BTreeSet;
use std::fmt;

/// A value that gold and prediction are compared by.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key {
    /// No value.
    None,
    /// True or false.
    Bool(bool),
    /// A number, as JSON writes it.
    Number(String),
    /// A text.
    Text(String),
    /// Several values in order.
    Tuple(Vec<Key>),
    /// Equally right forms.
    Any(BTreeSet<Key>),
}

impl Key {
    /// The value at a field; none where it is absent.
    pub fn at(object: &Value, field: &str) -> Self {
        object.get(field).map_or(Self::None, Self::from)
    }

    /// Whether this is a text that begins `f(text)`: false for all that is no text.
    pub fn is_text(&self, accept: impl FnOnce(&str) -> bool) -> bool {
        matches!(self, Self::Text(text) if accept(text))
    }

    /// The part of a tuple; none for what is no tuple.
    pub fn part(&self, at: usize) -> &Self {
        match self {
            Self::Tuple(parts) => parts.get(at).unwrap_or(&Self::None),
            _ => &Self::None,
        }
    }
}

impl From<&Value> for Key {
    fn from(value: &Value) -> Self {
        match value {
            Value::Null => Self::None,
            Value::Bool(value) => Self::Bool(*value),
            Value::Number(number) => Self::Number(number.to_string()),
            Value::String(text) => Self::Text(text.clone()),
            Value::Array(parts) => Self::Tuple(parts.iter().map(Self::from).collect()),
            Value::Object(_) => Self::Text(value.to_string()),
        }
    }
}

impl From<String> for Key {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

/// As the reference scorer prints it: a text as it is, and what is inside others as its language's
/// literals.
impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            other => other.literal(f),
        }
    }
}

impl Key {
    fn literal(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::None => f.write_str("None"),
            Self::Bool(true) => f.write_str("True"),
            Self::Bool(false) => f.write_str("False"),
            Self::Number(number) => f.write_str(number),
            Self::Text(text) => quoted(text, f),
            Self::Tuple(parts) => {
                f.write_str("(")?;
                joined(parts.iter(), f)?;
                f.write_str(if parts.len() == 1 { ",)" } else { ")" })
            }
            Self::Any(forms) => {
                f.write_str("{")?;
                joined(forms.iter(), f)?;
                f.write_str("}")
            }
        }
    }
}

fn joined<'a>(parts: impl Iterator<Item = &'a Key>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    for (i, part) in parts.enumerate() {
        if i > 0 {
            f.write_str(", ")?;
        }
        part.literal(f)?;
    }
    Ok(())
}

fn quoted(text: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let quote = if text.contains('\'') && !text.contains('"') { '"' } else { '\'' };
    write!(f, "{quote}")?;
    for c in text.chars() {
        match c {
            '\\' => f.write_str("\\\\")?,
            '\n' => f.write_str("\\n")?,
            '\t' => f.write_str("\\t")?,
            '\r' => f.write_str("\\r")?,
            c if c == quote => write!(f, "\\{c}")?,
            c if is_unprintable(c) && c <= '\u{ff}' => write!(f, "\\x{:02x}", u32::from(c))?,
            c if is_unprintable(c) => write!(f, "\\u{:04x}", u32::from(c))?,
            c => write!(f, "{c}")?,
        }
    }
    write!(f, "{quote}")
}

/// Controls, blanks other than the common one, and the invisible characters that pages have.
fn is_unprintable(c: char) -> bool {
    let invisible = matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}');
    c != ' ' && (c.is_control() || c.is_whitespace() || invisible)
}
