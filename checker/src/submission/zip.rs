//! Zip archives. In: the file. Out: its entries, offered as [`Candidates`].

use super::archive::{Damaged, MOST_ENTRIES, too_many_entries};
use super::candidates::{Candidates, Entry};
use flate2::read::DeflateDecoder;
use rawzip::{CompressionMethod, RECOMMENDED_BUFFER_SIZE, ZipArchive};
use std::fs::File;
use std::io::{Error, ErrorKind, Read};

/// The bits of a Unix mode that tell what a file is, and those of a regular one.
const TYPE: u32 = 0o170000;
const REGULAR: u32 = 0o100000;

pub fn read(file: File, candidates: &mut Candidates) -> Result<(), Damaged> {
    let mut buffer = vec![0; RECOMMENDED_BUFFER_SIZE];
    let archive = ZipArchive::from_file(file, &mut buffer)?;
    let mut entries = archive.entries(&mut buffer);
    let mut count = 0;
    while let Some(entry) = entries.next_entry()? {
        count += 1;
        if count > MOST_ENTRIES {
            return Err(too_many_entries());
        }
        let mode = entry.mode().value() & TYPE;
        // Some programs write no type at all.
        let kind = if mode == REGULAR || mode == 0 {
            Entry::File
        } else {
            Entry::Other
        };
        let (method, way, secret) = (
            entry.compression_method(),
            entry.wayfinder(),
            entry.flags().is_encrypted(),
        );
        candidates.offer(entry.file_path().as_bytes(), kind, || {
            let entry = archive.get_entry(way).map_err(invalid)?;
            let raw: Box<dyn Read> = match method {
                _ if secret => return Err(invalid("it is encrypted")),
                CompressionMethod::STORE => Box::new(entry.reader()),
                CompressionMethod::DEFLATE => Box::new(DeflateDecoder::new(entry.reader())),
                other => return Err(invalid(format!("it is compressed with method {other}"))),
            };
            Ok(entry.verifying_reader(raw))
        })?;
    }
    Ok(())
}

fn invalid(what: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Error {
    Error::new(ErrorKind::InvalidData, what)
}
