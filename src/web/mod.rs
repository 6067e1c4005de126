//! The program as a service on HTTP: everything that can be asked, as JSON under [`API`], and pages for people.
//!
//! | file | does |
//! | --- | --- |
//! | [`api`] | the routes, each described where it stands: the OpenAPI description is made from them |
//! | [`page`] | the pages |
//! | [`params`], [`values`] | what a request of the API may say |
//! | [`names`] | the names that are suggested, for each commit of the index |
//! | [`work`] | runs a question away from the threads that serve connections, with a time limit |
//! | [`export`] | tables, row by row, without an end that memory sets |
//! | [`corrections`] | what people know better, where that is allowed |
//! | [`failure`] | what went wrong, as `application/problem+json` |
//! | [`cached`] | `ETag`, and the last answers: what did not change is neither sent nor made again |
//! | [`connections`] | accepts, limits and ends connections |
//!
//! Questions are answered from the newest commit of the index that [`Follower`] has seen; it looks every
//! [`Options::look`], and after a new one rests for [`Options::rest`]. Nothing is written but corrections, and these only with a token.

mod api;
mod cached;
mod connections;
mod corrections;
mod export;
mod failure;
mod names;
mod page;
mod params;
mod values;
mod work;

use crate::correct::file::NAME;
use crate::index::Follower;
use crate::pipeline::corrected::Place;
use std::future::Future;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::net::TcpListener;

/// Where the interface begins.
pub const API: &str = "/api/v1";

/// How to serve.
#[derive(Debug, Clone)]
pub struct Options {
    /// Folder of the index.
    pub index: PathBuf,
    /// Where to listen; port 0 takes a free one.
    pub address: SocketAddr,
    /// How long a question may take, waiting for its turn included.
    pub timeout: Duration,
    /// How long a client may take to send a request's head, or to take the next piece of an export.
    pub patience: Duration,
    /// How long requests may go on after the end was asked for.
    pub grace: Duration,
    /// How often to look for a new commit of the index.
    pub look: Duration,
    /// How long to stay with a commit before looking for the next.
    pub rest: Duration,
    /// Connections at one time; more wait.
    pub connections: usize,
    /// The file of the corrections.
    pub corrections: PathBuf,
    /// What a request must carry to record a correction; none: none may.
    pub token: Option<String>,
}

impl Options {
    fn place(&self) -> Place {
        Place { index: self.index.clone(), file: self.corrections.clone() }
    }
}

impl Default for Options {
    fn default() -> Self {
        Self {
            index: PathBuf::from("index"),
            address: SocketAddr::from(([127, 0, 0, 1], 8080)),
            timeout: Duration::from_secs(30),
            patience: Duration::from_secs(30),
            grace: Duration::from_secs(10),
            look: Duration::from_millis(500),
            rest: Duration::from_secs(5),
            connections: 1024,
            corrections: PathBuf::from(NAME),
            token: None,
        }
    }
}

/// Why there is no service.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The index cannot be used.
    #[error(transparent)]
    Index(#[from] crate::index::Error),
    /// The address cannot be had.
    #[error("{address}: {error}")]
    Address {
        /// [`Options::address`].
        address: SocketAddr,
        /// The cause.
        error: std::io::Error,
    },
    /// The system gives no threads or no signals.
    #[error(transparent)]
    System(std::io::Error),
}

/// What every request works with.
struct App {
    follower: Arc<Follower>,
    work: work::Work,
    options: Options,
    answers: cached::Answers,
    /// Held by whoever corrects.
    correcting: Mutex<()>,
    /// What is suggested while somebody types.
    names: names::Names,
}

/// Serves until the process is asked to end (SIGINT, SIGTERM); then ends the requests that run. `ready` is told the
/// address once questions are answered, `lost` why a new commit could not be read: the last one that
/// could stays in use.
///
/// # Errors
/// When the index cannot be read at the start, or the address cannot be had.
pub fn serve(
    options: &Options,
    ready: impl FnOnce(SocketAddr),
    lost: impl Fn(&crate::index::Error) + Send + 'static,
) -> Result<(), Error> {
    let follower = Arc::new(Follower::open(&options.index)?);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(Error::System)?;
    let served = runtime.block_on(async {
        let of_address = |error| Error::Address { address: options.address, error };
        let listener = TcpListener::bind(options.address).await.map_err(of_address)?;
        let address = listener.local_addr().map_err(of_address)?;
        let end = asked_to_end().map_err(Error::System)?;
        let app = Arc::new(App {
            follower,
            work: work::Work::new(options.timeout),
            options: options.clone(),
            answers: cached::answers(),
            correcting: Mutex::new(()),
            names: names::Names::default(),
        });
        let following = tokio::spawn(follow(Arc::clone(&app), lost));
        let here = Arc::clone(&app);
        // Nobody waits for it: whoever asks first would.
        tokio::task::spawn_blocking(move || here.names.of(&here.follower.reader()).map(drop));
        let here = Arc::clone(&app);
        // The first page asks for it, and it takes a walk over all articles. What fails here fails there.
        let _ =
            tokio::task::spawn_blocking(move || crate::ask::about(&here.follower.reader()).map(drop)).await;
        ready(address);
        connections::serve(listener, api::router(Arc::clone(&app)), options, end).await;
        following.abort();
        Ok(())
    });
    // A question that nobody waits for any more shall not hold the process.
    runtime.shutdown_background();
    served
}

/// Looks for new commits, one look at a time. A fault is told once, until it is over.
async fn follow(app: Arc<App>, lost: impl Fn(&crate::index::Error) + Send + 'static) {
    let mut told = None;
    let mut pause = app.options.look;
    loop {
        tokio::time::sleep(pause).await;
        let follower = Arc::clone(&app.follower);
        let Ok(looked) = tokio::task::spawn_blocking(move || follower.refresh()).await else { continue };
        // An index that is written all the time is not followed all the time: answers are worth keeping for a while.
        pause = if looked.as_ref().is_ok_and(|newer| *newer) { app.options.rest } else { app.options.look };
        if looked.as_ref().is_ok_and(|newer| *newer) {
            let here = Arc::clone(&app);
            tokio::task::spawn_blocking(move || crate::ask::about(&here.follower.reader()).map(drop));
        }
        let fault = looked.err();
        let text = fault.as_ref().map(ToString::to_string);
        if let Some(error) = fault.filter(|_| text != told) {
            lost(&error);
        }
        told = text;
    }
}

/// Is over when the process is asked to end.
fn asked_to_end() -> std::io::Result<impl Future<Output = ()>> {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let (mut interrupt, mut terminate) =
            (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
        Ok(async move {
            tokio::select! {
                _ = interrupt.recv() => {}
                _ = terminate.recv() => {}
            }
        })
    }
    #[cfg(not(unix))]
    Ok(async {
        let _ = tokio::signal::ctrl_c().await;
    })
}
