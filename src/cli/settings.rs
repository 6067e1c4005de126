//! Settings: flags, then the environment, then the project's `vinhdanh.toml` (the nearest one from
//! the working directory upwards), then the user's.

use super::args::FORMATS;
use super::stop::Stop;
use crate::correct::file::beside;
use crate::show::{Format, Lang};
use serde::Deserialize;
use std::env;
use std::path::{Path, PathBuf};

/// Name of a project's file.
const FILE: &str = "vinhdanh.toml";
/// Keys of a file, for messages.
const KEYS: &str = "index, corrections, lang, format, limit";

/// What is not said by the flags of one command.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Folder of the index.
    pub index: PathBuf,
    /// The file of the corrections.
    pub corrections: PathBuf,
    /// Language of the interface.
    pub lang: Lang,
    /// Form of the answers.
    pub format: Format,
    /// Hits shown.
    pub limit: usize,
}

/// One file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    index: Option<PathBuf>,
    corrections: Option<PathBuf>,
    lang: Option<String>,
    format: Option<String>,
    limit: Option<usize>,
}

/// The language before anything is parsed: help and errors are said in it too.
pub fn early_lang(args: &[String]) -> Lang {
    let mut flag = None;
    for (i, arg) in args.iter().enumerate() {
        match arg.strip_prefix("--lang") {
            Some("") => flag = args.get(i + 1).cloned(),
            Some(value) if value.starts_with('=') => flag = Some(value[1..].to_string()),
            _ => {}
        }
    }
    let files = || {
        let found = [project_file(), user_file()].into_iter().flatten();
        found.filter_map(|path| read(&path).ok().flatten()?.lang).next()
    };
    let name = flag.or_else(|| variable("VINHDANH_LANG")).or_else(files);
    name.and_then(|name| Lang::from_code(&name)).unwrap_or_default()
}

impl Settings {
    /// Settles everything. `index` is the flag.
    ///
    /// # Errors
    /// When a file or a variable says what cannot be.
    pub fn new(index: Option<PathBuf>, lang: Lang) -> Result<Self, Stop> {
        let project = load(project_file(), lang)?;
        let user = load(user_file(), lang)?;
        let either = |pick: fn(&File) -> Option<String>| pick(&project).or_else(|| pick(&user));
        let format_name = variable("VINHDANH_FORMAT").or_else(|| either(|f| f.format.clone()));
        let format = match &format_name {
            None => Format::default(),
            Some(name) => Format::from_name(name)
                .ok_or_else(|| bad(lang, "VINHDANH_FORMAT", name, &FORMATS.join(", ")))?,
        };
        let limit = match variable("VINHDANH_LIMIT") {
            Some(text) => Some(
                text.parse()
                    .map_err(|_| bad(lang, "VINHDANH_LIMIT", &text, lang.text("bad.variable.number")))?,
            ),
            None => project.limit.or(user.limit),
        };
        let index = index
            .or_else(|| variable("VINHDANH_INDEX").map(PathBuf::from))
            .or(project.index)
            .or(user.index)
            .unwrap_or_else(|| PathBuf::from("index"));
        let corrections = variable("VINHDANH_CORRECTIONS").map(PathBuf::from);
        let corrections = corrections.or(project.corrections).or(user.corrections);
        let corrections = corrections.unwrap_or_else(|| beside(&index));
        Ok(Self { index, corrections, lang, format, limit: limit.unwrap_or(10) })
    }
}

/// A variable whose value is none of those allowed.
fn bad(lang: Lang, name: &str, value: &str, allowed: &str) -> Stop {
    Stop::failed(lang, "bad.variable", &[("name", &name), ("value", &value), ("allowed", &allowed)])
}

fn variable(name: &str) -> Option<String> {
    env::var(name).ok().filter(|value| !value.is_empty())
}

/// The nearest project file.
fn project_file() -> Option<PathBuf> {
    let here = env::current_dir().ok()?;
    here.ancestors().map(|folder| folder.join(FILE)).find(|path| path.is_file())
}

/// The user's file, where the XDG base directories put it.
fn user_file() -> Option<PathBuf> {
    let base = variable("XDG_CONFIG_HOME")
        .map(PathBuf::from)
        .filter(|path| path.is_absolute())
        .or_else(|| Some(PathBuf::from(variable("HOME")?).join(".config")))?;
    Some(base.join("vinhdanh").join("config.toml")).filter(|path| path.is_file())
}

fn load(path: Option<PathBuf>, lang: Lang) -> Result<File, Stop> {
    let Some(path) = path else { return Ok(File::default()) };
    let failed = |what: String| {
        Stop::failed(lang, "bad.config", &[("path", &path.display()), ("what", &what), ("keys", &KEYS)])
    };
    let mut file = read(&path).map_err(failed)?.unwrap_or_default();
    if let Some(name) = file.lang.as_ref().filter(|name| Lang::from_code(name).is_none()) {
        return Err(failed(format!("lang = \"{name}\"")));
    }
    if let Some(name) = file.format.as_ref().filter(|name| Format::from_name(name).is_none()) {
        return Err(failed(format!("format = \"{name}\"")));
    }
    // A path of a file is meant from where the file is.
    if let Some(folder) = path.parent() {
        file.index = file.index.map(|it| folder.join(it));
        file.corrections = file.corrections.map(|it| folder.join(it));
    }
    Ok(file)
}

fn read(path: &Path) -> Result<Option<File>, String> {
    let text = std::fs::read_to_string(path).map_err(|e| e.to_string())?;
    toml::from_str(&text).map(Some).map_err(|e| e.message().replace('\n', " "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_is_known_before_the_rest() {
        let args = |text: &str| text.split(' ').map(String::from).collect::<Vec<_>>();
        for (input, expected) in [
            ("--lang en stats", Lang::En),
            ("search x --lang=en", Lang::En),
            ("search x --lang vi", Lang::Vi),
        ] {
            assert_eq!(early_lang(&args(input)), expected, "{input}");
        }
    }

    #[test]
    fn an_unknown_key_is_an_error() {
        assert!(toml::from_str::<File>("indx = \"x\"").is_err());
        assert!(toml::from_str::<File>("index = \"x\"\nlimit = 5").is_ok());
    }
}
