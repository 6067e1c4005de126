//! Vinhdanh reads Vietnamese news about commendations (thi đua, khen thưởng) and turns it into
//! facts that can be counted.
pub mod ask;
pub mod clean;
pub mod cli;
pub mod eval;
pub mod extract;
pub mod gazetteer;
pub mod index;
pub mod model;
pub mod normalise;
pub mod pipeline;
pub mod read;
pub mod show;
