//! The names that are suggested: made once for each commit of the index.

use crate::ask::complete;
use crate::index::{Reader, Result};
use crate::show::Lang;
use std::sync::{Arc, Mutex, PoisonError, RwLock, TryLockError};

/// The names of the newest commit that somebody asked about.
#[derive(Default)]
pub struct Names {
    /// The state of the index that they are of.
    held: RwLock<Option<(String, Arc<complete::Names>)>>,
    making: Mutex<()>,
}

impl Names {
    /// The names of a reader. While somebody makes them those of the commit before are given, if there are any.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn of(&self, reader: &Reader) -> Result<Arc<complete::Names>> {
        let state = reader.state();
        let held = || self.held.read().unwrap_or_else(PoisonError::into_inner).clone();
        let known = held();
        if let Some((_, names)) = known.as_ref().filter(|(of, _)| *of == state) {
            return Ok(Arc::clone(names));
        }
        let _making = match (self.making.try_lock(), known) {
            (Ok(guard), _) => guard,
            (Err(TryLockError::WouldBlock), Some((_, names))) => return Ok(names),
            (Err(_), _) => self.making.lock().unwrap_or_else(PoisonError::into_inner),
        };
        if let Some((_, names)) = held().filter(|(of, _)| *of == state) {
            return Ok(names);
        }
        let title = |slug: &str| Lang::Vi.text(&format!("award.{slug}")).to_string();
        let names = Arc::new(complete::Names::new(reader, title)?);
        *self.held.write().unwrap_or_else(PoisonError::into_inner) = Some((state, Arc::clone(&names)));
        Ok(names)
    }
}
