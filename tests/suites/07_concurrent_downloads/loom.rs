//! 07_concurrent_downloads under the weak memory model.

use concurrent_downloads::{RemoteFile, download_all};
use harness::{Kind, Verdict, checks, explore, wrong};
use std::time::Duration;

checks! {
    0.5  weak_memory_loses_no_download  "Under the weak memory model too, every download comes back";
}

fn weak_memory_loses_no_download() -> Verdict {
    // As long as a download takes, the caller has begun to wait for it, and is woken. Of no length, it may be over before.
    weak_memory([2, 1]).and(|| weak_memory([0, 0]))
}

fn weak_memory(seconds: [u64; 2]) -> Verdict {
    let file = |name: &str, seconds| RemoteFile {
        name: name.to_string(),
        time: Duration::from_secs(seconds),
    };
    explore(move || download_all(&[file("b", seconds[0]), file("a", seconds[1])]))
        .always(|run| {
            let Some(downloads) = run.result else { return Ok(()) };
            let got: Vec<(&str, u64)> = downloads.iter().map(|download| (download.name.as_str(), download.bytes)).collect();
            if got == [("b", size("b")), ("a", size("a"))] {
                return Ok(());
            }
            let message = format!(
                "For the files \"b\" and \"a\" it returns {got:?}: what one thread wrote was not yet visible to the one that read it."
            );
            Err(wrong(Kind::StaleRead, message).at(run.relaxed_lines()))
        })
        .verdict()
}

/// As the given server has it.
fn size(name: &str) -> u64 {
    name.bytes()
        .fold(17, |size, byte| (size * 131 + u64::from(byte)) % 1_000_003)
}
