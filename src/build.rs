//! Stamps the rules: a hash over all that decides what is found, so that an index made by other
//! rules is extracted again without anybody raising a number by hand. And the whole program: a hash over all that
//! decides what is answered, so that nobody takes the answer of another build for one of this.

use std::fs;
use std::path::{Path, PathBuf};

/// The stages whose code and lists decide what a page yields.
const STAGES: [&str; 7] = ["read", "clean", "sites", "normalise", "extract", "gazetteer", "count"];

fn main() {
    let mut files = Vec::new();
    for stage in STAGES {
        collect(&Path::new("src").join(stage), &mut files);
    }
    files.push(PathBuf::from("src/model.rs"));
    println!("cargo:rustc-env=VINHDANH_RULES={:08x}", hash(files) as u32);
    let mut files = vec![PathBuf::from("Cargo.toml"), PathBuf::from("Cargo.lock")];
    collect(Path::new("src"), &mut files);
    println!("cargo:rustc-env=VINHDANH_PROGRAM={:016x}", hash(files));
    for path in ["src", "Cargo.toml", "Cargo.lock"] {
        println!("cargo:rerun-if-changed={path}");
    }
}

/// FNV-1a over the files: a stamp only has to differ where they differ.
fn hash(mut files: Vec<PathBuf>) -> u64 {
    files.sort();
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for file in files {
        let bytes = fs::read(&file).unwrap_or_default();
        for byte in bytes.iter().filter(|b| **b != b'\r') {
            hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    hash
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, files);
        } else {
            files.push(path);
        }
    }
}
