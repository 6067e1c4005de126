//! A member of a zip or tar → pages: by its name, as a file of a folder is.

use super::meter::Meter;
use crate::model::{Format, Page};
use crate::read::kind::{Kind, Named};
use crate::read::{Fault, Input, Options, ReadError, ndjson, open, page, text_of};
use std::io::{BufReader, Read};

/// One file in an archive.
pub(super) struct Member<'a> {
    pub name: String,
    /// As the archive says it, in bytes.
    pub size: u64,
    pub bytes: &'a mut dyn Read,
}

/// Hands on what the members of one archive hold.
pub(super) struct Taker<'a> {
    pub input: &'a Input,
    pub options: &'a Options,
    pub meter: &'a Meter,
    pub each: &'a mut dyn FnMut(Result<Page, ReadError>),
    /// The running number of the last page, from 1: every file counts, and every line of NDJSON.
    pub number: u64,
    /// Files of other kinds.
    pub skipped: usize,
    /// Whether nothing can be read behind a damaged member.
    pub one_stream: bool,
}

impl Taker<'_> {
    /// Reads one member; false where the archive is not to be read any further.
    pub(super) fn take(&mut self, member: Member<'_>) -> bool {
        self.number += 1;
        // As in a folder.
        if member.name.split('/').any(|part| part.starts_with('.') && part != "." && part != "..") {
            return true;
        }
        let Some(named) = Named::of(member.name.as_ref()) else {
            self.skipped += 1;
            return true;
        };
        match named.kind {
            Some(Kind::Page(format)) if named.is_loose() => {
                let name = member.name.clone();
                let page = self.page(member, format);
                self.hand_on(&name, page)
            }
            Some(Kind::Ndjson) if named.is_loose() => self.lines(member),
            _ => self.hand_on(&member.name, Err(Fault::Nested)),
        }
    }

    /// The archive itself is not to be read any further.
    pub(super) fn broken(&mut self, fault: Fault) {
        (self.each)(Err(ReadError::new(&self.input.shown, fault)));
    }

    fn page(&self, member: Member<'_>, format: Format) -> Result<Page, Fault> {
        let limit = self.options.max_file_bytes;
        if member.size > limit {
            return Err(Fault::TooLarge { size: Some(member.size), limit });
        }
        let bytes = open::whole(BufReader::new(member.bytes), self.options)?;
        if member.size != bytes.len() as u64 {
            return Err(Fault::Damaged("bị cắt".to_string()));
        }
        let body = text_of(&bytes, format, None, self.options)?;
        Ok(page(self.input, Some(self.number), format, body))
    }

    fn lines(&mut self, member: Member<'_>) -> bool {
        let (input, options, first) = (self.input, self.options, self.number);
        let mut more = true;
        self.number = ndjson::lines(input, first, BufReader::new(member.bytes), options, &mut |page| {
            more &= page.as_ref().map_err(|error| &error.fault).err().is_none_or(|fault| self.goes_on(fault));
            if page.is_ok() {
                self.meter.given();
            }
            (self.each)(page.map_err(|error| error.of_member(&member.name)));
        });
        more
    }

    fn hand_on(&mut self, name: &str, page: Result<Page, Fault>) -> bool {
        let more = page.as_ref().err().is_none_or(|fault| self.goes_on(fault));
        if page.is_ok() {
            self.meter.given();
        }
        let at = |fault| ReadError::at(&self.input.shown, self.number, fault).of_member(name);
        (self.each)(page.map_err(at));
        more
    }

    fn goes_on(&self, fault: &Fault) -> bool {
        match fault {
            Fault::Expands { .. } | Fault::ArchiveTooLarge { .. } | Fault::Io(_) => false,
            Fault::Damaged(_) => !self.one_stream,
            _ => true,
        }
    }
}
