//! A service of the command, for tests of what it answers.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use ureq::Agent;

/// The command in a folder that is also its home.
pub fn command(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vinhdanh"));
    command.args(args).current_dir(folder).env("HOME", folder).env_remove("XDG_CONFIG_HOME");
    command
}

/// Puts the gold articles into `tin` below a folder.
#[allow(dead_code, reason = "the benches have articles of their own")]
pub fn gold_articles(folder: &Path) {
    fs::create_dir(folder.join("tin")).expect("a folder");
    let gold = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/gold");
    for entry in fs::read_dir(gold).expect("the corpus").flatten() {
        if entry.path().extension().is_some_and(|it| it == "txt" || it == "html") {
            fs::copy(entry.path(), folder.join("tin").join(entry.file_name())).expect("a copy");
        }
    }
}

/// A service, ended with the test.
pub struct Running {
    pub child: Child,
    /// `http://127.0.0.1:PORT`
    pub root: String,
    pub agent: Agent,
}

impl Running {
    /// Starts it over an index, given by its absolute path.
    #[allow(dead_code, reason = "the tests' index is that of their folder")]
    pub fn over(index: &Path) -> Self {
        let path = index.to_str().expect("a path in UTF-8");
        Self::start(index.parent().expect("a folder around it"), &["--index", path])
    }

    /// Starts it over the index of a folder, on a free port.
    pub fn start(folder: &Path, args: &[&str]) -> Self {
        let args = [&["serve", "--bind", "127.0.0.1:0"], args].concat();
        let mut child =
            command(folder, &args).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("it runs");
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("piped")).read_line(&mut line).expect("an address");
        let config = Agent::config_builder().http_status_as_error(false).max_redirects(0);
        let agent = config.timeout_global(Some(Duration::from_secs(60))).build().into();
        let root = line.trim().split("/api").next().expect("a root").trim_end_matches('/').to_string();
        Self { child, root, agent }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
