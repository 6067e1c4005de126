//! The layering: which stage may name which. Reads the `crate::` paths of every file.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Stage, and what it may name. `model` knows nobody; `pipeline` names all stages.
const ALLOWED: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("read", &["model"]),
    ("clean", &["model"]),
    ("normalise", &["model"]),
    ("gazetteer", &["model", "normalise"]),
    ("extract", &["model", "normalise", "gazetteer"]),
    ("correct", &["model", "gazetteer"]),
    ("count", &["model", "normalise", "gazetteer"]),
    ("index", &["model", "normalise::fold"]),
    ("ask", &["model", "index", "normalise", "gazetteer", "count"]),
    ("show", &["model"]),
    ("eval", &["model", "normalise"]),
    ("pipeline", &["model", "read", "clean", "normalise", "extract", "correct", "count", "index"]),
    ("clock", &[]),
    ("web", &["model", "clock", "correct", "pipeline", "ask", "show", "index"]),
    ("cli", &["model", "pipeline", "ask", "show", "read", "index", "eval", "correct", "clock", "web"]),
    ("main", &["cli"]),
    ("build", &[]),
];

/// The library that only one stage may name.
const ONLY: &[(&str, &str)] = &[
    ("tantivy", "index"),
    ("scraper", "clean"),
    ("clap", "cli"),
    ("ureq", "read"),
    ("quick_xml", "read"),
    ("rust_xlsxwriter", "show"),
    ("axum", "web"),
    ("maud", "web"),
    ("tokio", "web"),
];

fn rust_files(folder: &Path, found: &mut Vec<std::path::PathBuf>) {
    for entry in fs::read_dir(folder).expect("src").flatten() {
        let path = entry.path();
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
}

/// The stage a file belongs to: its folder or its own name under `src`.
fn stage(path: &Path) -> String {
    let below = path.strip_prefix("src").expect("under src");
    let first = below.components().next().expect("a name").as_os_str().to_string_lossy();
    first.trim_end_matches(".rs").to_string()
}

/// Every path behind `root` in code (`crate::a::b` → `a::b`), `{…}` opened; comments are left out.
fn named(code: &str, root: &str) -> BTreeSet<String> {
    let code: String =
        code.lines().map(|line| line.split("//").next().unwrap_or("")).collect::<Vec<_>>().join("\n");
    let is_path = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
    let mut found = BTreeSet::new();
    for (at, _) in code.match_indices(root) {
        let rest = &code[at + root.len()..];
        if let Some(group) = rest.strip_prefix('{') {
            let mut depth = 1;
            let end = group
                .find(|c| {
                    depth += i32::from(c == '{') - i32::from(c == '}');
                    depth == 0
                })
                .unwrap_or(group.len());
            let mut depth = 0;
            let mut name = String::new();
            for c in group[..end].chars().chain([',']) {
                match c {
                    '{' => depth += 1,
                    '}' => depth -= 1,
                    ',' if depth == 0 => {
                        found.insert(std::mem::take(&mut name));
                    }
                    c if depth == 0 && is_path(c) => name.push(c),
                    _ => {}
                }
            }
        } else {
            found.insert(rest.chars().take_while(|c| is_path(*c)).collect());
        }
    }
    found.remove("");
    found
}

fn may(stage: &str, path: &str) -> bool {
    let own = path.split("::").next() == Some(stage);
    let allowed = ALLOWED.iter().find(|(name, _)| *name == stage).map_or(&[][..], |(_, to)| to);
    own || allowed.iter().any(|to| path == *to || path.starts_with(&format!("{to}::")))
}

#[test]
fn stages_know_only_whom_they_may() {
    let mut files = Vec::new();
    rust_files(Path::new("src"), &mut files);
    let mut wrong = Vec::new();
    for file in files.iter().filter(|f| stage(f) != "lib") {
        let code = fs::read_to_string(file).expect("a file");
        let stage = stage(file);
        assert!(ALLOWED.iter().any(|(name, _)| *name == stage), "{stage} stands in no layer");
        let root = if stage == "main" { "vinhdanh::" } else { "crate::" };
        for path in named(&code, root) {
            if !may(&stage, &path) {
                wrong.push(format!("{}: {stage} → {path}", file.display()));
            }
        }
        for (library, only) in ONLY {
            // A test may hold a stage against a library that the stage itself does without.
            let own = code.split("#[cfg(test)]").next().unwrap_or(&code);
            let uses = !named(own, &format!("{library}::")).is_empty();
            if uses && stage != *only {
                wrong.push(format!("{}: only {only} names {library}", file.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_reader_of_paths_sees_every_form() {
    let code = "use crate::model::{A, B};\nuse crate::{clean, index::{C, D}, ask::x};\n\
                fn f() { crate::show::go() } // crate::read\n/// crate::pipeline\nfn g() {}";
    let found: Vec<_> = named(code, "crate::").into_iter().collect();
    assert_eq!(found, ["ask::x", "clean", "index::", "model::", "show::go"]);
    assert!(may("index", "normalise::fold") && !may("index", "normalise::lossless"));
    assert!(!may("show", "ask") && !may("model", "index") && may("ask", "index::terms::words"));
}
