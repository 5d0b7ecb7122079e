//! 07_concurrent_downloads under the weak memory model.

use concurrent_downloads::{RemoteFile, download_all};
use harness::{Kind, Verdict, check, explore, suite, wrong};
use std::time::Duration;

fn main() {
    suite(vec![check(
        "weak_memory_loses_no_download",
        "Under the weak memory model too, every download comes back",
        0.5,
        weak_memory_loses_no_download,
    )]);
}

fn weak_memory_loses_no_download() -> Verdict {
    let file = |name: &str, seconds| RemoteFile {
        name: name.to_string(),
        time: Duration::from_secs(seconds),
    };
    explore(move || download_all(&[file("b", 2), file("a", 1)]))
        .always(|run| {
            let names = run.result.map(|downloads| downloads.iter().map(|download| download.name.clone()).collect::<Vec<_>>());
            match names {
                Some(names) if names != ["b", "a"] => {
                    let message = format!(
                        "For the files \"b\" and \"a\" it returns {names:?}: what one thread wrote was not yet visible to the one that read it."
                    );
                    Err(wrong(Kind::StaleRead, message).at(run.relaxed_lines()))
                }
                _ => Ok(()),
            }
        })
        .verdict()
}
