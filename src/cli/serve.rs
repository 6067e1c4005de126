//! `serve`: the index on HTTP.

use super::args::ServeArgs;
use super::stop::Stop;
use super::{Context, Outcome, say};
use crate::web::{self, API, Error, Options};
use std::io::{Write, stdout};

/// Bytes of a token: what is shorter can be guessed.
const LEAST: usize = 16;

/// What a correction must carry, where corrections are allowed.
fn token(args: &ServeArgs, context: &Context) -> Result<Option<String>, Stop> {
    let Some(path) = args.token_file.as_ref().filter(|_| args.allow_corrections) else { return Ok(None) };
    let failed = |error: &dyn std::fmt::Display| {
        Stop::failed(context.lang(), "serve.token", &[("path", &path.display()), ("error", error)])
    };
    let token = std::fs::read_to_string(path).map_err(|error| failed(&error))?;
    match token.trim() {
        token if token.len() >= LEAST => Ok(Some(token.to_string())),
        token => Err(failed(&format!("{} < {LEAST}", token.len()))),
    }
}

/// Runs it, until the process is asked to end.
pub fn run(args: &ServeArgs, context: &mut Context) -> Outcome {
    let lang = context.lang();
    let default = Options::default();
    let options = Options {
        index: context.settings.index.clone(),
        address: args.bind,
        timeout: args.request_timeout.unwrap_or(default.timeout),
        connections: args.connections.map_or(default.connections, |n| n as usize),
        corrections: context.settings.corrections.clone(),
        token: token(args, context)?,
        ..default
    };
    if !options.address.ip().is_loopback() {
        say(&lang.fill("serve.open", &[("address", &options.address)]));
    }
    let ready = |address: std::net::SocketAddr| {
        // On the standard output, for whoever started it with port 0: the pages, then the interface. Nobody may be
        // there to read it.
        let _ =
            write!(stdout(), "http://{address}/\nhttp://{address}{API}\n").and_then(|()| stdout().flush());
        say(lang.text("serve.ready"));
    };
    let lost = move |error: &crate::index::Error| {
        let Stop::Failed { cause, .. } = Stop::told(lang, error) else { return };
        say(&lang.fill("serve.lost", &[("cause", &cause)]));
    };
    match web::serve(&options, ready, lost) {
        Ok(()) => Ok(0),
        Err(Error::Index(error)) => Err(Stop::told(lang, &error)),
        Err(Error::Address { address, error }) => {
            Err(Stop::failed(lang, "serve.address", &[("address", &address), ("error", &error)]))
        }
        Err(Error::System(error)) => Err(Stop::failed(lang, "serve.system", &[("error", &error)])),
    }
}
