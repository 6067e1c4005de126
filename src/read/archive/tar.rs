//! tar → pages, member by member.

use super::member::{Member, Taker};
use super::unpack::Unpacked;
use crate::read::Fault;
use std::io::{self, Read};
use tar::{Archive, Entry, EntryType, PaxExtensions};

/// The longest name that is taken from a member of its own, in bytes.
const LONGEST_NAME: u64 = 64 << 10;

/// Reads every file of the archive.
pub(super) fn members(bytes: Unpacked, taker: &mut Taker<'_>) {
    // The crate would hold a name of any length: names are taken here, as far as names go.
    let mut name = None;
    let mut archive = Archive::new(bytes);
    let entries = match archive.entries() {
        Ok(entries) => entries.raw(true),
        Err(error) => return taker.broken(error.into()),
    };
    for entry in entries {
        let mut entry = match entry {
            Ok(entry) => entry,
            Err(error) => return taker.broken(of_tar(error)),
        };
        match entry.header().entry_type() {
            EntryType::GNULongName | EntryType::XHeader => match long_name(&mut entry) {
                Ok(found) => name = found.or(name),
                Err(error) => return taker.broken(of_tar(error)),
            },
            EntryType::Regular | EntryType::Continuous => {
                let name = name.take().unwrap_or_else(|| entry.path_bytes().into_owned());
                let name = String::from_utf8_lossy(&name).into_owned();
                let size = entry.size();
                if !taker.take(Member { name, size, bytes: &mut entry }) {
                    return;
                }
            }
            _ => name = None,
        }
    }
}

/// The name that stands before a member whose head has no room for it.
fn long_name(entry: &mut Entry<'_, Unpacked>) -> io::Result<Option<Vec<u8>>> {
    let kind = entry.header().entry_type();
    let mut bytes = Vec::new();
    entry.take(LONGEST_NAME).read_to_end(&mut bytes)?;
    if kind == EntryType::GNULongName {
        return Ok(Some(bytes.split(|&b| b == 0).next().unwrap_or_default().to_vec()));
    }
    let path = PaxExtensions::new(&bytes).flatten().find(|extension| extension.key_bytes() == b"path");
    Ok(path.map(|extension| extension.value_bytes().to_vec()))
}

/// What the crate says of a broken archive has no kind of its own.
fn of_tar(error: io::Error) -> Fault {
    match error.raw_os_error() {
        Some(_) => error.into(),
        None => match Fault::from(error) {
            Fault::Io(error) => Fault::Damaged(error.to_string()),
            fault => fault,
        },
    }
}
