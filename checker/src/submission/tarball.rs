//! Compressed tar archives. In: the file. Out: its entries, offered as [`Candidates`].
//!
//! Entries are taken as they stand in the file, because the convenient way reads names of any length into memory.

use super::archive::{Damaged, MOST_BYTES, MOST_ENTRIES, too_many_bytes, too_many_entries};
use super::candidates::{Candidates, Entry};
use flate2::read::MultiGzDecoder;
use std::fs::File;
use std::io::{Read, Result};
use tar::{Archive, EntryType, PaxExtensions};

/// No path is longer (in bytes), whatever a header says.
const LONGEST_NAME: u64 = 64 << 10;

pub fn read(file: File, candidates: &mut Candidates) -> std::result::Result<(), Damaged> {
    let mut reader = Rationed {
        inner: MultiGzDecoder::new(file),
        left: MOST_BYTES,
    };
    // Only at its end can gzip tell whether all of it is as it was.
    let read = entries(&mut reader, candidates).and_then(|()| Ok(std::io::copy(&mut reader, &mut std::io::sink())?));
    match read {
        _ if reader.left == 0 => Err(too_many_bytes()),
        read => read.map(drop),
    }
}

fn entries(reader: impl Read, candidates: &mut Candidates) -> std::result::Result<(), Damaged> {
    let mut archive = Archive::new(reader);
    // The name of the next entry, where a header of its own says it.
    let mut long: Option<Vec<u8>> = None;
    for (count, entry) in (1..).zip(archive.entries()?.raw(true)) {
        let mut entry = entry?;
        if count > MOST_ENTRIES {
            return Err(too_many_entries());
        }
        match entry.header().entry_type() {
            EntryType::GNULongName => {
                let mut name = header(&mut entry)?;
                name.truncate(name.iter().position(|&byte| byte == 0).unwrap_or(name.len()));
                long = Some(name);
            }
            EntryType::XHeader => {
                let text = header(&mut entry)?;
                for extension in PaxExtensions::new(&text).flatten() {
                    if extension.key_bytes() == b"path" {
                        long = Some(extension.value_bytes().to_vec());
                    }
                }
            }
            // They say something about the next entry that does not matter here.
            EntryType::GNULongLink | EntryType::XGlobalHeader => {}
            kind => {
                let name = long.take().unwrap_or_else(|| entry.path_bytes().into_owned());
                let is_file = matches!(kind, EntryType::Regular | EntryType::Continuous);
                let kind = if is_file { Entry::File } else { Entry::Other };
                candidates.offer(&name, kind, || Ok(&mut entry))?;
            }
        }
    }
    Ok(())
}

/// The text of a header that is an entry of its own.
fn header(entry: &mut impl Read) -> std::result::Result<Vec<u8>, Damaged> {
    let mut text = Vec::new();
    let length = entry.take(LONGEST_NAME + 1).read_to_end(&mut text)?;
    if length as u64 > LONGEST_NAME {
        return Err(Damaged("has a file name of more than 64 KiB".to_owned()));
    }
    Ok(text)
}

/// A reader that ends when its ration is used up.
struct Rationed<R> {
    inner: R,
    left: u64,
}

impl<R: Read> Read for Rationed<R> {
    fn read(&mut self, buffer: &mut [u8]) -> Result<usize> {
        let room = buffer.len().min(usize::try_from(self.left).unwrap_or(usize::MAX));
        let length = self.inner.read(&mut buffer[..room])?;
        self.left -= length as u64;
        Ok(length)
    }
}
