//! Downloads five files with `download_all` and shows what came back and how long it took.
//! The optional argument is the number of milliseconds that each file takes (2000 if it is left out).

use concurrent_downloads::{RemoteFile, download_all};
use std::process::ExitCode;
use std::time::{Duration, Instant};

const NAMES: [&str; 5] = ["thesis.pdf", "holiday.mp4", "backup.zip", "kitten.jpg", "song.mp3"];

fn main() -> ExitCode {
    let argument = std::env::args().nth(1).unwrap_or_else(|| "2000".to_string());
    let Ok(milliseconds) = argument.parse() else {
        eprintln!("`{argument}` is not a number of milliseconds; try 500, or leave the argument out");
        return ExitCode::from(2);
    };
    let time = Duration::from_millis(milliseconds);
    let files = NAMES.map(|name| RemoteFile {
        name: name.to_string(),
        time,
    });

    let start = Instant::now();
    let downloads = download_all(&files);
    let elapsed = start.elapsed().as_secs_f64();

    for (number, download) in (1..).zip(&downloads) {
        println!("{number}. {}: {} bytes", download.name, download.bytes);
    }
    let in_sequence: f64 = files.iter().map(|file| file.time.as_secs_f64()).sum();
    println!(
        "{} files in {elapsed:.2} seconds; one after another they would take {in_sequence:.2} seconds.",
        downloads.len()
    );
    ExitCode::SUCCESS
}
