//! Time.

use super::{panic_of, say};
use std::sync::mpsc::channel;
use std::thread;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

const SECOND: Duration = Duration::from_secs(1);

say! {
    a_sleep_takes_its_time says "true": {
        let start = Instant::now();
        thread::sleep(Duration::from_millis(2));
        start.elapsed() >= Duration::from_millis(2)
    }
    time_does_not_go_back says "true": {
        let first = Instant::now();
        thread::yield_now();
        Instant::now() >= first
    }
    instants_can_be_reckoned_with says "(1s, Some(1s), None, 0ns, 0ns)": {
        let start = Instant::now();
        let later = start + SECOND;
        (
            later - start,
            later.checked_duration_since(start),
            start.checked_duration_since(later),
            start.saturating_duration_since(later),
            start.duration_since(later),
        )
    }
    instants_end_somewhere says r#"(true, true, "overflow when adding duration to instant", "overflow when subtracting duration from instant")"#: {
        let start = Instant::now();
        (
            start.checked_add(Duration::MAX).is_none(),
            start.checked_sub(Duration::MAX).is_none(),
            panic_of(|| start + Duration::MAX),
            panic_of(|| start - Duration::MAX),
        )
    }
    instants_can_be_moved says "true": {
        let start = Instant::now();
        let mut moved = start;
        moved += SECOND;
        moved -= SECOND;
        moved == start && (start + SECOND) - SECOND == start
    }
    system_time_can_be_reckoned_with says "(true, Ok(1s), Err(1s), Some(1s))": {
        let now = SystemTime::now();
        (
            now > UNIX_EPOCH,
            (now + SECOND).duration_since(now).map_err(|error| error.duration()),
            now.duration_since(now + SECOND).map_err(|error| error.duration()),
            UNIX_EPOCH.checked_add(SECOND).and_then(|time| time.duration_since(SystemTime::UNIX_EPOCH).ok()),
        )
    }
    system_time_ends_somewhere says r#"(true, true, "overflow when adding duration to instant")"#: {
        let now = SystemTime::now();
        (
            now.checked_add(Duration::MAX).is_none(),
            now.checked_sub(Duration::MAX).is_none(),
            panic_of(|| now + Duration::MAX),
        )
    }
    a_timeout_that_has_no_end_waits says "Ok(1)": {
        let (sender, receiver) = channel();
        let thread = thread::spawn(move || sender.send(1).unwrap());
        let got = receiver.recv_timeout(Duration::MAX);
        thread.join().unwrap();
        got
    }
}
