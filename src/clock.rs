//! The clock, which no stage reads: whoever asks for them gives a question its day and a correction its moment.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::Offset;

/// Vietnam is seven hours ahead of UTC all the year.
fn vietnam() -> DateTime {
    Offset::constant(7).to_datetime(Timestamp::now())
}

/// Now in Vietnam, RFC 3339 in +07:00.
pub fn now() -> String {
    format!("{}+07:00", vietnam().strftime("%Y-%m-%dT%H:%M:%S"))
}

/// Today in Vietnam, `YYYY-MM-DD`.
pub fn today() -> String {
    vietnam().date().to_string()
}
