//! Extraction is total: the shipped articles, cut anywhere, panic nowhere.

use crate::extract;
use crate::model::{Article, Block, BlockKind, Text};
use crate::normalise;
use std::fs;
use std::path::Path;

fn texts() -> Vec<String> {
    let folders = ["corpus/gold", "corpus/own"].map(|f| Path::new(env!("CARGO_MANIFEST_DIR")).join(f));
    let files = folders.iter().flat_map(|f| fs::read_dir(f).expect("the shipped corpus").flatten());
    let plain = files.map(|f| f.path()).filter(|p| p.extension().is_some_and(|e| e == "txt"));
    plain.map(|p| fs::read_to_string(p).expect("UTF-8")).collect()
}

fn text_of(lines: &[&str], kind: BlockKind) -> Text {
    let block = |line: &&str| Block { kind, text: (*line).to_string() };
    normalise::text(Article { blocks: lines.iter().map(block).collect(), ..Article::default() })
}

#[test]
fn every_paragraph_cut_behind_any_word_extracts() {
    for text in texts() {
        for line in text.lines().filter(|l| l.len() < 2_000) {
            for (at, _) in line.match_indices(' ').step_by(2) {
                extract::record(&text_of(&[&line[..at]], BlockKind::Paragraph));
            }
        }
    }
}

#[test]
fn every_paragraph_begun_at_any_word_extracts() {
    for text in texts() {
        for line in text.lines().filter(|l| l.len() < 2_000) {
            for (at, _) in line.match_indices(' ').step_by(7) {
                let record = extract::record(&text_of(&[&line[at..]], BlockKind::Item));
                let chars = record.text.chars().count();
                assert!(record.awards.iter().all(|a| a.start < a.end && a.end <= chars), "{line}");
            }
        }
    }
}

#[test]
fn a_paragraph_in_place_of_a_row_extracts() {
    for text in texts() {
        let lines: Vec<&str> = text.lines().collect();
        extract::record(&text_of(&lines, BlockKind::Row));
    }
}
