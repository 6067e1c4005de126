//! Tokens → what is asked. What an operator or a dash cannot join is text.

use super::compounds::{LONGEST, dash_inside};
use super::fields::Field;
use super::lexer::{Kind, Token, tokens, typed};
use super::values::checked;
use super::{Node, Query, Typed};
use crate::model::answer::{Note, NoteKind};

/// Brackets inside brackets; deeper ones are text.
const DEEPEST: usize = 32;

/// Nobody reads more notes than these.
const MOST_NOTES: usize = 16;

/// Reads a query. Total: any text is one.
pub fn parse(text: &str) -> Query {
    let mut tokens = tokens(text);
    flatten(&mut tokens);
    let mut parser = Parser { text, tokens, at: 0, notes: Vec::new() };
    let root = parser.any();
    let mut notes = parser.notes;
    if root.is_none() {
        notes.push(Note { kind: NoteKind::NoWords, at: None, text: String::new(), meant: Vec::new() });
    }
    notes.sort_by_key(|note| note.at);
    Query { root, notes }
}

/// Leaves out what has no word; brackets that lie too deep or hold nothing among it.
fn flatten(tokens: &mut Vec<Token>) {
    let holds = |kind: &Kind| match kind {
        Kind::Text(words) | Kind::Phrase(words, _) => !words.is_empty(),
        Kind::Field(..) => true,
        _ => false,
    };
    let (mut held, mut open) = (0_usize, Vec::new());
    let mut empty = vec![false; tokens.len()];
    for (at, token) in tokens.iter().enumerate() {
        held += usize::from(holds(&token.kind));
        match token.kind {
            Kind::Open => open.push((at, held)),
            Kind::Close => {
                if let Some((from, before)) = open.pop()
                    && (open.len() >= DEEPEST || held == before)
                {
                    (empty[from], empty[at]) = (true, true);
                }
            }
            Kind::Text(_) | Kind::Phrase(..) => empty[at] = !holds(&token.kind),
            _ => {}
        }
    }
    let mut empty = empty.into_iter();
    tokens.retain(|_| empty.next() == Some(false));
}

struct Parser<'q> {
    text: &'q str,
    tokens: Vec<Token>,
    at: usize,
    notes: Vec<Note>,
}

impl Parser<'_> {
    fn note(&mut self, kind: NoteKind, byte: usize, text: &str, meant: Vec<String>) {
        if self.notes.len() >= MOST_NOTES {
            return;
        }
        let at = Some(self.text[..byte].chars().count());
        self.notes.push(Note { kind, at, text: text.to_string(), meant });
    }

    fn kind(&self) -> Option<&Kind> {
        self.tokens.get(self.at).map(|token| &token.kind)
    }

    /// Whether something that is asked for begins at a token.
    fn begins(&self, at: usize) -> bool {
        match self.tokens.get(at).map(|token| &token.kind) {
            Some(Kind::Not | Kind::Dash) => self.operand(at + 1),
            _ => self.operand(at),
        }
    }

    /// Whether a NOT or a dash before this token has something to leave out.
    fn operand(&self, at: usize) -> bool {
        let kind = self.tokens.get(at).map(|token| &token.kind);
        matches!(kind, Some(Kind::Text(_) | Kind::Phrase(..) | Kind::Field(..) | Kind::Open))
    }

    /// Alternatives, up to the bracket's end.
    fn any(&mut self) -> Option<Node> {
        let mut branches = Vec::new();
        loop {
            branches.extend(self.all());
            match self.kind() {
                Some(Kind::Or) => self.at += 1,
                _ => break,
            }
        }
        if branches.len() > 1 { Some(Node::Any(branches)) } else { branches.pop() }
    }

    /// What must hold together, up to an OR that joins something.
    fn all(&mut self) -> Option<Node> {
        let mut parts: Vec<Node> = Vec::new();
        let mut run: Vec<Typed> = Vec::new();
        while let Some(kind) = self.kind().cloned() {
            let token = self.tokens[self.at].at.clone();
            let something = !parts.is_empty() || !run.is_empty();
            let joins = something && self.begins(self.at + 1);
            match kind {
                Kind::Close => break,
                Kind::Or if joins => break,
                Kind::And if joins => {
                    self.at += 1;
                    end(&mut run, &mut parts);
                }
                Kind::Not if self.operand(self.at + 1) => {
                    self.at += 1;
                    end(&mut run, &mut parts);
                    parts.extend(self.operand_node().map(|node| Node::Not(Box::new(node))));
                }
                Kind::And | Kind::Or | Kind::Not => {
                    self.at += 1;
                    let written = &self.text[token.clone()];
                    if written != "|" {
                        let written = written.to_string();
                        self.note(NoteKind::Operator, token.start, &written, Vec::new());
                        run.extend(typed(&written, token.start));
                    } else if self.begins(self.at) {
                        // Nothing stands before it: it separates nothing.
                        end(&mut run, &mut parts);
                    }
                }
                Kind::Dash if self.in_compound(&run) => {
                    self.at += 1;
                    let shown = self.text[token.start..].split_whitespace().next().unwrap_or("-").to_string();
                    self.note(NoteKind::Dash, token.start, &shown, Vec::new());
                }
                Kind::Dash => {
                    self.at += 1;
                    if self.operand(self.at) {
                        end(&mut run, &mut parts);
                        parts.extend(self.operand_node().map(|node| Node::Not(Box::new(node))));
                    }
                }
                Kind::Text(words) => {
                    self.at += 1;
                    run.extend(words);
                }
                Kind::Field(..) if self.field_text() => {}
                Kind::Phrase(..) | Kind::Open | Kind::Field(..) => {
                    end(&mut run, &mut parts);
                    parts.extend(self.operand_node());
                }
            }
            // What was no field is text now, and comes next.
        }
        end(&mut run, &mut parts);
        match parts.len() {
            0 => None,
            1 => parts.pop(),
            _ => Some(Node::All(parts)),
        }
    }

    /// Makes a field that is none, or has a bad value, text; false if it is one.
    fn field_text(&mut self) -> bool {
        let Some(Token { kind: Kind::Field(name, values), at }) = self.tokens.get(self.at).cloned() else {
            return false;
        };
        match Field::of(&name) {
            None => {
                if let Some(meant) = Field::meant(&name) {
                    self.note(NoteKind::Field, at.start, &name, vec![meant.name().to_string()]);
                }
            }
            Some(field) => match checked(field, &values) {
                Ok(_) => return false,
                Err(allowed) => {
                    let value = at.start + name.len() + 1;
                    self.note(NoteKind::Value, value, &values.join(","), allowed);
                }
            },
        }
        let words = typed(&self.text[at.clone()], at.start);
        self.tokens[self.at].kind = Kind::Text(words);
        true
    }

    /// What a NOT or a dash goes for, or what stands alone: words up to the next sign, a phrase, a bracket, a
    /// field.
    fn operand_node(&mut self) -> Option<Node> {
        self.field_text();
        match self.kind().cloned()? {
            Kind::Phrase(words, near) => {
                self.at += 1;
                match near {
                    _ if words.is_empty() => None,
                    Some(between) => Some(Node::Near(words, between)),
                    None => Some(Node::Phrase(words)),
                }
            }
            Kind::Field(name, values) => {
                self.at += 1;
                let field = Field::of(&name)?;
                let mut nodes: Vec<Node> = checked(field, &values)
                    .ok()?
                    .into_iter()
                    .map(|value| Node::Field(field, value))
                    .collect();
                if nodes.len() > 1 { Some(Node::Any(nodes)) } else { nodes.pop() }
            }
            Kind::Open => {
                self.at += 1;
                let inside = self.any();
                if self.kind() == Some(&Kind::Close) {
                    self.at += 1;
                }
                // A bracket is a group of its own, even around one field.
                inside.map(|node| if let Node::Field(..) = node { Node::All(vec![node]) } else { node })
            }
            Kind::Text(_) => {
                let mut run = Vec::new();
                loop {
                    self.field_text();
                    match self.kind().cloned() {
                        Some(Kind::Text(words)) => {
                            run.extend(words);
                            self.at += 1;
                        }
                        Some(Kind::Dash) if self.in_compound(&run) => self.at += 1,
                        _ => break,
                    }
                }
                (!run.is_empty()).then_some(Node::Words(run))
            }
            _ => None,
        }
    }

    /// Whether the dash here stands inside a known compound.
    fn in_compound(&self, run: &[Typed]) -> bool {
        let before: Vec<_> =
            run[run.len().saturating_sub(LONGEST)..].iter().map(|typed| &typed.word).collect();
        let mut after = Vec::new();
        for token in self.tokens.get(self.at + 1..).unwrap_or_default() {
            let Kind::Text(words) = &token.kind else { break };
            after.extend(words.iter().map(|typed| &typed.word));
            if after.len() >= LONGEST {
                break;
            }
        }
        dash_inside(&before, &after)
    }
}

/// Ends a run of words.
fn end(run: &mut Vec<Typed>, parts: &mut Vec<Node>) {
    if !run.is_empty() {
        parts.push(Node::Words(std::mem::take(run)));
    }
}
