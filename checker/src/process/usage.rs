//! What a process and those that it has started have used up. Known on Linux only.

use std::time::Duration;

/// What a process tree has used up so far.
#[derive(Debug, Clone, Copy, Default)]
pub struct Usage {
    /// Processor time, of the system's too.
    pub busy: Duration,
    /// Resident memory in bytes.
    pub memory: u64,
    pub threads: u64,
}

#[cfg(target_os = "linux")]
impl Usage {
    /// Of `id` and everything below it. `None`: it is gone.
    pub fn of(id: u32) -> Option<Usage> {
        let mut all = Usage::of_one(id)?;
        for child in super::descendants::of(id) {
            // It may have ended since.
            if let Some(usage) = Usage::of_one(child) {
                all.busy += usage.busy;
                all.memory += usage.memory;
                all.threads += usage.threads;
            }
        }
        Some(all)
    }

    fn of_one(id: u32) -> Option<Usage> {
        let fields = fields(id)?;
        // proc(5): utime, stime, cutime and cstime are the fields 14 to 17, num_threads is 20 and rss 24; the first one here is field 3.
        // Times are in hundredths of a second and rss in pages of 4 KiB on every Linux that Rust programs commonly run on.
        let ticks: u64 = fields.get(11..15)?.iter().sum();
        Some(Usage {
            busy: Duration::from_millis(ticks * 10),
            memory: fields.get(21)? * 4096,
            threads: *fields.get(17)?,
        })
    }
}

#[cfg(not(target_os = "linux"))]
impl Usage {
    pub fn of(_: u32) -> Option<Usage> {
        None
    }
}

/// How a process and those below it get processors, all threads added up. Of those that live; nothing where the kernel doesn't count it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Turns {
    /// For how long they have run.
    pub ran: Duration,
    /// For how long they were ready to run and the processors were taken. The kernel adds a wait when it is over.
    pub waited: Duration,
    /// Whether one of them runs, or waits for its turn.
    pub is_ready: bool,
}

#[cfg(target_os = "linux")]
impl Turns {
    pub fn of(id: u32) -> Turns {
        let mut all = Turns::default();
        for id in super::descendants::of(id).into_iter().chain([id]) {
            let threads = std::fs::read_dir(format!("/proc/{id}/task"));
            for thread in threads.into_iter().flatten().flatten() {
                all.add(&thread.path());
            }
        }
        all
    }

    fn add(&mut self, thread: &std::path::Path) {
        // Three numbers: nanoseconds on a processor, nanoseconds of waiting for one, time slices (sched-stats.rst of the kernel).
        let counts = std::fs::read_to_string(thread.join("schedstat")).unwrap_or_default();
        let mut counts = counts.split_whitespace().map_while(|count| count.parse().ok());
        self.ran += Duration::from_nanos(counts.next().unwrap_or(0));
        self.waited += Duration::from_nanos(counts.next().unwrap_or(0));
        self.is_ready |= stat(thread).is_some_and(|stat| stat.trim_start().starts_with('R'));
    }
}

#[cfg(not(target_os = "linux"))]
impl Turns {
    pub fn of(_: u32) -> Turns {
        Turns::default()
    }
}

/// The fields of `/proc/ID/stat` from the third on; what is no number is 0.
#[cfg(target_os = "linux")]
pub fn fields(id: u32) -> Option<Vec<u64>> {
    let stat = stat(&process(id))?;
    Some(
        stat.split_whitespace()
            .map(|field| field.parse().unwrap_or(0))
            .collect(),
    )
}

#[cfg(target_os = "linux")]
pub fn is_zombie(id: u32) -> bool {
    stat(&process(id)).is_none_or(|stat| stat.trim_start().starts_with(['Z', 'X']))
}

#[cfg(target_os = "linux")]
fn process(id: u32) -> std::path::PathBuf {
    format!("/proc/{id}").into()
}

/// Of a process or of a thread, from its state on.
#[cfg(target_os = "linux")]
fn stat(of: &std::path::Path) -> Option<String> {
    let stat = std::fs::read(of.join("stat")).ok()?;
    let stat = String::from_utf8_lossy(&stat);
    // The command's name stands in brackets and may hold anything, so fields are counted from behind it.
    Some(stat.rsplit_once(')')?.1.to_owned())
}
