//! 07_concurrent_downloads in the simulated world.

mod socket;

use harness::{Kind, Mistake, Run, Verdict, checks, each, explore, wrong};
use socket::download_all;
pub use socket::{ANSWER, Answer, Download, RemoteFile};
use std::thread;
use std::time::{Duration, Instant};

checks! {
    2  waits_for_every_download  "It returns when the last download is over, and not before";
    3  in_the_order_asked_for    "The downloads come back in the order asked for";
    2  each_file_once            "Each file is downloaded once, and nothing else is printed";
    3  as_long_as_the_longest    "The whole call takes as long as the longest file";
}

/// Names that are sorted in no way, with times in tenths of a second.
type Files = &'static [(&'static str, u64)];

const FIVE_EQUAL: Files = &[
    ("e.txt", 20),
    ("b.txt", 20),
    ("d.txt", 20),
    ("a.txt", 20),
    ("c.txt", 20),
];
const SLOWEST_FIRST: Files = &[("song.mp3", 31), ("backup.zip", 7), ("kitten.jpg", 17)];
const SLOWEST_LAST: Files = &[("b", 3), ("c", 7), ("a", 11)];
const SAME_NAME: Files = &[("copy", 9), ("other", 4), ("copy", 2)];
/// Equal in all, next to each other and apart; one takes no time.
const TWINS: Files = &[("copy", 3), ("copy", 3), ("empty", 0), ("copy", 3)];
/// They take longer and longer, and the last one longest: whoever waits for some of them only, however many, is too early.
const MANY: Files = &{
    let mut many = [("many", 16); 300];
    let mut at = 0;
    while at < 299 {
        many[at].1 = 1 + at as u64 / 20;
        at += 1;
    }
    many
};
const SEVEN: Files = &[("g", 5), ("c", 1), ("f", 9), ("a", 3), ("d", 7), ("b", 2), ("e", 8)];

/// More than there is room for in what somebody thought of.
const TWELVE: Files = &[("part", 1); 12];

fn files(files: Files) -> Vec<RemoteFile> {
    let file = |&(name, tenths): &(&str, u64)| RemoteFile {
        name: name.to_string(),
        time: Duration::from_millis(tenths * 100),
    };
    files.iter().map(file).collect()
}

fn the_call_was_for(asked: Files) -> String {
    let names: Vec<&str> = asked.iter().map(|&(name, _)| name).collect();
    format!("The call was for the files {names:?}.")
}

fn how_many(files: usize) -> String {
    match files {
        0 => "The call was for no files.".to_string(),
        1 => "The call was for one file.".to_string(),
        _ => format!("The call was for {files} files."),
    }
}

fn waits_for_every_download() -> Verdict {
    each(
        [&SLOWEST_FIRST[..2], SLOWEST_LAST, TWINS, &SAME_NAME[..1], &[], TWELVE],
        |asked| {
            explore(move || download_all(&files(asked)))
                .circumstances(the_call_was_for(asked))
                .any_timing()
                .executions(if asked.len() > 4 { 50 } else { 1_500 })
                .always(|run| run.prints_nothing_late())
                .verdict()
        },
    )
}

fn in_the_order_asked_for() -> Verdict {
    each(
        [
            &SLOWEST_FIRST[..2],
            SLOWEST_FIRST,
            SLOWEST_LAST,
            SAME_NAME,
            TWINS,
            SEVEN,
            TWELVE,
            &SLOWEST_LAST[..1],
            &[],
        ],
        |asked| {
            explore(move || download_all(&files(asked)))
                .circumstances(how_many(asked.len()))
                .any_timing()
                .executions(if asked.len() > 3 { 200 } else { 1_500 })
                .always(move |run| run.result.map_or(Ok(()), |downloads| as_asked(run, asked, downloads)))
                .verdict()
        },
    )
    .and(as_many_as_one_likes)
    .and(every_call_starts_afresh)
    .and(|| calls_at_the_same_time(|run, asked, downloads, _| as_asked(run, asked, downloads)))
}

/// Two threads call it at once. A rule looks at what each got and how long it took.
fn calls_at_the_same_time(
    rule: impl Fn(&Run<Both>, Files, &Vec<Download>, Duration) -> Result<(), Mistake> + 'static,
) -> Verdict {
    let (theirs, mine) = (SLOWEST_LAST, &SLOWEST_FIRST[..2]);
    explore(move || {
        let other = thread::spawn(move || timed(theirs));
        let own = timed(mine);
        (own, other.join().ok())
    })
    .preemptions(0)
    .executions(30)
    .circumstances("Two threads called it at the same time.")
    .always(move |run| {
        let Some((own, other)) = run.result else {
            return Ok(());
        };
        let other = other.as_ref().map(|other| (theirs, other));
        for (asked, (downloads, took)) in [(mine, own)].into_iter().chain(other) {
            let help = "where does each call keep what is its own?";
            rule(run, asked, downloads, *took).map_err(|mistake| mistake.help(help))?;
        }
        Ok(())
    })
    .verdict()
}

/// More than a byte can number, the first ones last.
fn as_many_as_one_likes() -> Verdict {
    let names = || (0..300).map(|at| format!("file {at}"));
    explore(move || {
        let files: Vec<RemoteFile> = names()
            .zip((0..300).rev())
            .map(|(name, at)| RemoteFile {
                name,
                time: Duration::from_millis(at),
            })
            .collect();
        download_all(&files)
    })
    .circumstances(how_many(300))
    .executions(1)
    .at_random(1)
    .always(move |run| {
        let Some(downloads) = run.result else { return Ok(()) };
        let wrong_one = names()
            .enumerate()
            .find(|(at, name)| downloads.get(*at).is_none_or(|download| download.name != *name));
        let Some((at, name)) = wrong_one.or_else(|| (downloads.len() != 300).then(|| (300, String::new()))) else {
            return Ok(());
        };
        let message = match downloads.get(at) {
            Some(download) if at < 300 => format!(
                "File number {at}, counted from 0, is {name:?}, and it returns {:?} there.",
                download.name
            ),
            _ => format!("It returns {} downloads.", downloads.len()),
        };
        Err(wrong(Kind::WrongResult, message)
            .at(run.lines_that_collect())
            .at(run.spawn_lines()))
    })
    .verdict()
}

type Timed = (Vec<Download>, Duration);
type Both = (Timed, Option<Timed>);

fn timed(asked: Files) -> Timed {
    let begun = Instant::now();
    (download_all(&files(asked)), begun.elapsed())
}

fn every_call_starts_afresh() -> Verdict {
    let two: Files = &SLOWEST_LAST[..2];
    explore(move || (download_all(&files(two)), download_all(&files(SLOWEST_LAST))))
        .circumstances("It was the second call of two.")
        .preemptions(0)
        .executions(500)
        .always(move |run| {
            run.result
                .map_or(Ok(()), |(_, again)| as_asked(run, SLOWEST_LAST, again))
        })
        .verdict()
}

fn as_asked<R>(run: &Run<R>, asked: Files, downloads: &[Download]) -> Result<(), Mistake> {
    let names: Vec<&str> = downloads.iter().map(|download| download.name.as_str()).collect();
    let wanted: Vec<&str> = asked.iter().map(|&(name, _)| name).collect();
    let spawns = run.spawn_lines();
    if names != wanted {
        let message = format!("For the files {wanted:?}, it returns the downloads {names:?}.");
        return Err(wrong(Kind::WrongResult, message)
            .at(run.lines_that_collect())
            .at(spawns));
    }
    for download in downloads {
        let bytes = size(&download.name);
        if download.bytes != bytes {
            let message = format!(
                "{:?} has {bytes} bytes, and it returns {}.",
                download.name, download.bytes
            );
            return Err(wrong(Kind::WrongResult, message).at(spawns));
        }
    }
    Ok(())
}

/// As the given server has it.
fn size(name: &str) -> u64 {
    name.bytes()
        .fold(17, |size, byte| (size * 131 + u64::from(byte)) % 1_000_003)
}

/// Only `download` prints.
fn prints_nothing_itself(run: &Run<Vec<Download>>) -> Result<(), Mistake> {
    match run.lines().into_iter().find(|line| line.line.is_some()) {
        Some(line) => {
            let message = format!(
                "`download_all` prints {:?} itself; only `download` should print.",
                line.text
            );
            Err(wrong(Kind::WrongOutput, message).at(line.line))
        }
        None => Ok(()),
    }
}

fn each_file_once() -> Verdict {
    each(
        [SLOWEST_FIRST, SAME_NAME, TWINS, &SLOWEST_LAST[..1], &[], SEVEN],
        |asked| {
            explore(move || download_all(&files(asked)))
                .circumstances(the_call_was_for(asked))
                .any_timing()
                .executions(if asked.len() > 3 { 20 } else { 1_000 })
                .always(prints_nothing_itself)
                .always(move |run| {
                    let lines =
                        |&(name, _): &(&str, u64)| [format!("Downloading {name}..."), format!("{name} downloaded!")];
                    run.prints_in_any_order(&asked.iter().flat_map(lines).collect::<Vec<_>>())
                })
                .always(|run| match run.thread_panic() {
                    Some((_, message, line)) => {
                        Err(wrong(Kind::Panicked, format!("A thread panicked: {message}.")).at(line))
                    }
                    None => Ok(()),
                })
                .verdict()
        },
    )
    .and(|| {
        explore(move || {
            (
                download_all(&files(&SLOWEST_LAST[..2])),
                download_all(&files(SLOWEST_LAST)),
            )
        })
        .circumstances("It was called twice, for two files and then for three.")
        .preemptions(0)
        .executions(200)
        .always(|run| {
            let lines = |&(name, _): &(&str, u64)| [format!("Downloading {name}..."), format!("{name} downloaded!")];
            run.prints_in_any_order(
                &SLOWEST_LAST[..2]
                    .iter()
                    .chain(SLOWEST_LAST)
                    .flat_map(lines)
                    .collect::<Vec<_>>(),
            )
        })
        .verdict()
    })
}

fn as_long_as_the_longest() -> Verdict {
    each(
        [FIVE_EQUAL, SLOWEST_FIRST, SLOWEST_LAST, SEVEN, &SLOWEST_LAST[..1], MANY],
        |asked| {
            let many = asked.len() > 100;
            explore(move || download_all(&files(asked)))
                .circumstances(if many {
                    "The call was for 300 files, all of the same name.".to_string()
                } else {
                    how_many(asked.len())
                })
                .executions(if many { 2 } else { 200 })
                .at_random(if many { 2 } else { 100 })
                .timed()
                .always(move |run| took(run, asked, longest(asked)))
                .verdict()
        },
    )
    .and(|| {
        calls_at_the_same_time(|run, asked, _, took| {
            let longest = longest(asked);
            if took <= longest {
                return Ok(());
            }
            let message = format!(
                "A call whose longest file takes {longest:?} took {took:?}: it waited for the other call's files."
            );
            Err(wrong(Kind::TooSlow, message).at(run.lines_that_wait()))
        })
    })
}

fn longest(asked: Files) -> Duration {
    let times = asked.iter().map(|&(_, tenths)| Duration::from_millis(tenths * 100));
    times.max().unwrap_or_default()
}

fn took(run: &Run<Vec<Download>>, asked: Files, longest: Duration) -> Result<(), Mistake> {
    let elapsed = run.elapsed();
    let sentence = format!("The call took {elapsed:?}; the longest download takes {longest:?}");
    if elapsed < longest {
        return Err(wrong(Kind::NotJoined, format!("{sentence}: it returned too early.")).at(run.spawn_lines()));
    }
    if elapsed == longest {
        return Ok(());
    }
    let at_once = run.printed_spans("Downloading ", "...", " downloaded!").most_at_once();
    if at_once > 1 {
        let all = at_once == asked.len();
        let why = if all {
            "something else took time, too"
        } else {
            "they did not all run at the same time"
        };
        Err(wrong(Kind::TooSlow, format!("{sentence}: {why}."))
            .at(run.lines_that_wait())
            .best(longest))
    } else {
        let alone = run.threads().is_empty();
        let why = if alone {
            "they ran one after the other, and no thread was started"
        } else {
            "they ran one after the other"
        };
        let lines = if alone {
            run.body_of("download_all")
        } else {
            run.what_keeps_lines_apart()
        };
        Err(wrong(Kind::NotConcurrent, format!("{sentence}: {why}."))
            .at(lines)
            .best(longest))
    }
}
