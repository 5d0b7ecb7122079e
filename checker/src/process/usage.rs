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

/// For how long the threads of `id` and of everything below it were ready to run while the processors were taken, all added up. Of those
/// that live; nothing where the kernel doesn't count it.
#[cfg(target_os = "linux")]
pub fn kept_waiting(id: u32) -> Duration {
    let of_one = |id: u32| {
        let threads = std::fs::read_dir(format!("/proc/{id}/task"))
            .into_iter()
            .flatten()
            .flatten();
        // Three numbers: nanoseconds on a processor, nanoseconds of waiting for one, time slices (sched-stats.rst of the kernel).
        let delays = threads.filter_map(|thread| {
            let counts = std::fs::read_to_string(thread.path().join("schedstat")).ok()?;
            counts.split_whitespace().nth(1)?.parse::<u64>().ok()
        });
        delays.map(Duration::from_nanos).sum::<Duration>()
    };
    super::descendants::of(id).into_iter().map(of_one).sum::<Duration>() + of_one(id)
}

#[cfg(not(target_os = "linux"))]
pub fn kept_waiting(_: u32) -> Duration {
    Duration::ZERO
}

/// The fields of `/proc/ID/stat` from the third on; what is no number is 0.
#[cfg(target_os = "linux")]
pub fn fields(id: u32) -> Option<Vec<u64>> {
    let stat = stat(id)?;
    Some(
        stat.split_whitespace()
            .map(|field| field.parse().unwrap_or(0))
            .collect(),
    )
}

#[cfg(target_os = "linux")]
pub fn is_zombie(id: u32) -> bool {
    stat(id).is_none_or(|stat| stat.trim_start().starts_with(['Z', 'X']))
}

#[cfg(target_os = "linux")]
fn stat(id: u32) -> Option<String> {
    let stat = std::fs::read(format!("/proc/{id}/stat")).ok()?;
    let stat = String::from_utf8_lossy(&stat);
    // The command's name stands in brackets and may hold anything, so fields are counted from behind it.
    Some(stat.rsplit_once(')')?.1.to_owned())
}
