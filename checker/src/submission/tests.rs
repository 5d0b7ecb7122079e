//! Archives as an enemy would make them, and folders that are not what they seem.

use super::*;
use flate2::Compression;
use flate2::write::{DeflateEncoder, GzEncoder};
use rawzip::path::EntryPath;
use rawzip::{CompressionMethod, ZipArchiveWriter};
use std::io::Write;
use tar::{EntryType, Header};

const RACE: &str = "09_race_demo";
const NAME: &str = "exercises/09_race_demo/src/lib.rs";
const FILE: u32 = 0o100644;
const LINK: u32 = 0o120777;

fn zipped(entries: &[(&str, u32, &[u8])]) -> Vec<u8> {
    let mut archive = ZipArchiveWriter::new(Vec::new());
    for (name, mode, content) in entries {
        let file = archive
            .new_file(EntryPath::verbatim(name.as_bytes().to_vec()))
            .compression_method(CompressionMethod::DEFLATE)
            .unix_permissions(*mode);
        let (mut entry, config) = file.start().unwrap();
        let mut writer = config.wrap(DeflateEncoder::new(&mut entry, Compression::default()));
        writer.write_all(content).unwrap();
        let (encoder, descriptor) = writer.finish().unwrap();
        encoder.finish().unwrap();
        entry.finish(descriptor).unwrap();
    }
    archive.finish().unwrap()
}

fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// A tar header with any name, which `tar` itself would refuse to write.
fn header(name: &str, kind: EntryType, size: u64) -> Vec<u8> {
    let mut header = Header::new_gnu();
    header.as_old_mut().name[..name.len()].copy_from_slice(name.as_bytes());
    header.set_entry_type(kind);
    header.set_size(size);
    header.set_mode(0o644);
    header.set_cksum();
    header.as_bytes().to_vec()
}

fn entry(name: &str, kind: EntryType, content: &[u8]) -> Vec<u8> {
    let mut bytes = header(name, kind, content.len() as u64);
    bytes.extend_from_slice(content);
    bytes.resize(bytes.len().next_multiple_of(512), 0);
    bytes
}

fn tarred(entries: &[Vec<u8>]) -> Vec<u8> {
    gzipped(&[entries.concat(), vec![0; 1024]].concat())
}

/// What is found for the race in an archive of this name. Nothing may be unpacked beside it.
fn found(name: &str, bytes: &[u8]) -> Found {
    let folder = tempfile::tempdir().unwrap();
    let class = folder.path().join("class");
    std::fs::create_dir(&class).unwrap();
    let path = class.join(name);
    std::fs::write(&path, bytes).unwrap();
    let given = Given {
        name: name.to_owned(),
        path,
    };
    let mut found = given.read(&["03_other", RACE]);
    let files = |folder: &Path| std::fs::read_dir(folder).unwrap().count();
    assert_eq!((files(folder.path()), files(&class)), (1, 1), "something was unpacked");
    found.remove(1)
}

#[track_caller]
fn is_file(found: Found, text: &str) {
    match found {
        Found::File { text: read, label, .. } => {
            assert_eq!(read, text);
            assert!(label.ends_with("lib.rs"), "{label}");
        }
        Found::Missing | Found::Unusable(_) | Found::Trouble(_) => panic!("{found:?}"),
    }
}

#[track_caller]
fn is_refused(found: Found, word: &str) {
    match found {
        Found::Unusable(error) => assert!(error.what.contains(word), "{error}"),
        Found::Missing | Found::File { .. } | Found::Trouble(_) => panic!("{found:?}"),
    }
}

#[test]
fn the_learners_file_is_found_in_each_kind_of_archive() {
    for name in [
        "exercises/09_race_demo",
        "09_race_demo",
        "ann/exercises/09_race_demo",
        "ann/09_race_demo",
        "./09_race_demo",
    ] {
        let lib = format!("{name}/src/lib.rs");
        let decoy = format!("{name}/src/main.rs");
        is_file(
            found("a.zip", &zipped(&[(&decoy, FILE, b"no"), (&lib, FILE, b"yes")])),
            "yes",
        );
        let tar = tarred(&[
            entry(&decoy, EntryType::Regular, b"no"),
            entry(&lib, EntryType::Regular, b"yes"),
        ]);
        is_file(found("a.tar.gz", &tar), "yes");
        is_file(found("a.TGZ", &tar), "yes");
    }
    assert_eq!(found("a.zip", &zipped(&[])), Found::Missing);
    assert_eq!(found("a.tgz", &tarred(&[])), Found::Missing);
}

#[test]
fn a_copy_of_the_repository_is_not_graded_by_its_solutions() {
    let solution = "solutions/09_race_demo/src/lib.rs";
    assert_eq!(found("a.zip", &zipped(&[(solution, FILE, b"fn")])), Found::Missing);
    let whole = zipped(&[(solution, FILE, b"solution"), (NAME, FILE, b"mine")]);
    is_file(found("a.zip", &whole), "mine");
}

#[test]
fn names_that_lead_out_of_the_archive_are_refused() {
    for prefix in ["../", "/", "C:/", "a/../../", "..\\", "\\\\server\\share\\"] {
        let name = format!("{prefix}{NAME}");
        is_refused(found("a.zip", &zipped(&[(&name, FILE, b"fn")])), "leads out");
        is_refused(
            found("a.tgz", &tarred(&[entry(&name, EntryType::Regular, b"fn")])),
            "leads out",
        );
    }
    // What nobody looks for may be called anything.
    is_file(
        found(
            "a.zip",
            &zipped(&[("../../etc/passwd", FILE, b"root"), (NAME, FILE, b"fn")]),
        ),
        "fn",
    );
}

#[test]
fn links_and_devices_are_refused() {
    is_refused(
        found("a.zip", &zipped(&[(NAME, LINK, b"/etc/passwd")])),
        "not a regular file",
    );
    let kinds = [
        EntryType::Symlink,
        EntryType::Link,
        EntryType::Char,
        EntryType::Block,
        EntryType::Fifo,
        EntryType::Directory,
        EntryType::GNUSparse,
        EntryType::new(b'?'),
    ];
    for kind in kinds {
        is_refused(found("a.tgz", &tarred(&[entry(NAME, kind, b"")])), "not a regular file");
    }
}

#[test]
fn two_files_for_the_same_exercise_are_refused() {
    is_refused(
        found("a.zip", &zipped(&[(NAME, FILE, b"one"), (NAME, FILE, b"two")])),
        "two files",
    );
    let two = tarred(&[
        entry(NAME, EntryType::Regular, b"one"),
        entry(NAME, EntryType::Regular, b"two"),
    ]);
    is_refused(found("a.tgz", &two), "two files");
    let two = [
        ("ann/09_race_demo/src/lib.rs", FILE, &b"one"[..]),
        ("bob/09_race_demo/src/lib.rs", FILE, b"two"),
    ];
    is_refused(found("a.zip", &zipped(&two)), "two files");
}

#[test]
fn bombs_go_off_at_the_limit() {
    let megabytes = vec![b' '; 40 << 20];
    is_refused(found("a.zip", &zipped(&[(NAME, FILE, &megabytes)])), "1 MiB");
    is_refused(
        found("a.tgz", &tarred(&[entry(NAME, EntryType::Regular, &megabytes)])),
        "1 MiB",
    );
    // Each part of it unfolds to a MiB; nobody has to have the whole.
    let zeros = gzipped(&vec![0; 1 << 20]);
    let mut bomb = gzipped(&header("big", EntryType::Regular, 1 << 40));
    (0..300).for_each(|_| bomb.extend_from_slice(&zeros));
    is_refused(found("a.tgz", &bomb), "256 MiB");
    let name = entry("././@LongLink", EntryType::GNULongName, &vec![b'a'; 1 << 20]);
    is_refused(found("a.tgz", &tarred(&[name])), "64 KiB");
}

#[test]
fn more_files_than_anybody_has_are_refused() {
    let many: Vec<u8> = entry("x", EntryType::Regular, b"").repeat(100_001);
    is_refused(found("a.tgz", &gzipped(&many)), "100,000");
    // The directory of a zip, whose entries all lead to the same file: 100,001 of them are soon written.
    let one = zipped(&[("x", FILE, b"")]);
    let start = one.windows(4).position(|bytes| bytes == b"PK\x01\x02").unwrap();
    let end = one.windows(4).rposition(|bytes| bytes == b"PK\x05\x06").unwrap();
    let directory = one[start..end].repeat(100_001);
    let mut tail = one[end..].to_vec();
    // What the field has room for.
    let count = &100_001_u32.to_le_bytes()[..2];
    tail[8..12].copy_from_slice(&[count, count].concat());
    tail[12..16].copy_from_slice(&u32::try_from(directory.len()).unwrap().to_le_bytes());
    is_refused(found("a.zip", &[&one[..start], &directory, &tail].concat()), "100,000");
}

#[test]
fn long_names_are_read_in_both_ways() {
    let prefix = "p".repeat(180);
    let name = format!("{prefix}/{NAME}");
    let gnu = [
        entry("././@LongLink", EntryType::GNULongName, format!("{name}\0").as_bytes()),
        entry("short", EntryType::Regular, b"fn"),
    ];
    is_file(found("a.tgz", &tarred(&gnu)), "fn");
    let record = format!(" path={name}\n");
    let record = format!("{}{record}", record.len() + 3);
    let pax = [
        entry("pax", EntryType::XHeader, record.as_bytes()),
        entry("short", EntryType::Regular, b"fn"),
    ];
    is_file(found("a.tgz", &tarred(&pax)), "fn");
}

#[test]
fn a_damaged_archive_is_said_to_be_one_wherever_it_is_damaged() {
    let text = "fn main() {}".repeat(50);
    for (name, whole) in [
        ("a.zip", zipped(&[(NAME, FILE, text.as_bytes())])),
        ("a.tgz", tarred(&[entry(NAME, EntryType::Regular, text.as_bytes())])),
    ] {
        is_file(found(name, &whole), &text);
        for length in (0..whole.len()).step_by(7) {
            match found(name, &whole[..length]) {
                Found::Unusable(error) => assert!(error.what.contains("damaged"), "{error}"),
                Found::File { text: read, .. } => assert_eq!(read, text, "{name} cut at {length}"),
                Found::Missing => assert!(length == 0 || name == "a.tgz", "{name} cut at {length}"),
                Found::Trouble(error) => panic!("{error}"),
            }
        }
        for at in (0..whole.len()).step_by(3) {
            let mut spoilt = whole.clone();
            spoilt[at] ^= 0x55;
            // Anything may be said of it but that it holds another text.
            if let Found::File { text: read, .. } = found(name, &spoilt) {
                assert_eq!(read, text, "{name} spoilt at {at}");
            }
        }
    }
    is_refused(found("a.zip", b"no archive at all"), "damaged");
    is_refused(found("a.tgz", b"no archive at all"), "damaged");
}

#[test]
fn what_an_archive_says_about_itself_is_not_believed() {
    let whole = zipped(&[(NAME, FILE, b"fn one() {}")]);
    let directory = whole.windows(4).position(|bytes| bytes == b"PK\x01\x02").unwrap();
    let changed = |at: usize, bytes: &[u8]| {
        let mut changed = whole.clone();
        changed[directory + at..directory + at + bytes.len()].copy_from_slice(bytes);
        found("a.zip", &changed)
    };
    is_refused(changed(16, &[1, 2, 3, 4]), "damaged");
    is_refused(changed(24, &5u32.to_le_bytes()), "damaged");
    is_refused(changed(24, &5_000_000u32.to_le_bytes()), "damaged");
    is_refused(changed(8, &[1, 0]), "encrypted");
    is_refused(changed(10, &[14, 0]), "method");
}

#[cfg(unix)]
#[test]
fn a_folder_gives_nothing_but_its_own_files() {
    let folder = tempfile::tempdir().unwrap();
    let outside = folder.path().join("outside.rs");
    std::fs::write(&outside, "secret").unwrap();
    let read = |name: &str| {
        let path = folder.path().join(name);
        let given = Given {
            name: name.to_owned(),
            path,
        };
        given.read(&[RACE]).remove(0)
    };
    let source = |name: &str| {
        let source = folder.path().join(name).join(RACE).join("src");
        std::fs::create_dir_all(&source).unwrap();
        source.join("lib.rs")
    };
    for (name, target) in [
        ("link", outside.as_path()),
        ("dangling", Path::new("/nowhere")),
        ("device", Path::new("/dev/zero")),
    ] {
        std::os::unix::fs::symlink(target, source(name)).unwrap();
        is_refused(read(name), "not a file of the submission");
    }
    std::fs::create_dir_all(source("folder")).unwrap();
    is_refused(read("folder"), "not a file of the submission");
    std::fs::write(source("large"), vec![b' '; (1 << 20) + 1]).unwrap();
    is_refused(read("large"), "1 MiB");
    std::fs::write(source("fine"), "fn").unwrap();
    is_file(read("fine"), "fn");
    std::fs::create_dir_all(folder.path().join("empty")).unwrap();
    assert_eq!(read("empty"), Found::Missing);
    for name in ["nowhere", "outside.rs"] {
        assert!(matches!(read(name), Found::Trouble(_)), "{name}");
    }
}
