//! Questions run on threads of their own: reading an index blocks.

use super::failure::Failure;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

/// Runs questions, so many at a time as there are cores for; more wait for their turn.
pub struct Work {
    turns: Arc<Semaphore>,
    timeout: Duration,
}

impl Work {
    /// Questions that may take so long, waiting included.
    pub fn new(timeout: Duration) -> Self {
        let cores = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
        Self { turns: Arc::new(Semaphore::new(2 * cores)), timeout }
    }

    /// Runs a question.
    ///
    /// # Errors
    /// Its own, or that it took too long; then it goes on unheard, and keeps its turn until it ends.
    pub async fn run<T: Send + 'static>(
        &self,
        question: impl FnOnce() -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, Failure> {
        let answered = async {
            let turn = self.turn().await;
            let work = tokio::task::spawn_blocking(move || {
                let _turn = turn;
                question()
            });
            work.await.unwrap_or_else(|_| Err(Failure::internal()))
        };
        timeout(self.timeout, answered).await.unwrap_or_else(|_| Err(Failure::late(self.timeout)))
    }

    /// A turn, for work that ends by itself.
    async fn turn(&self) -> Option<OwnedSemaphorePermit> {
        // The semaphore is never closed.
        Arc::clone(&self.turns).acquire_owned().await.ok()
    }
}
