//! A process that runs: what it writes is taken in, signs of life are heard, and whoever passes a limit is ended. In: the
//! process and its [`Invocation`]. Out: how it [`Ended`].

#[cfg(target_os = "linux")]
use super::descendants;
use super::usage::{Turns, Usage};
use super::{End, Ended, Invocation, Limits, Stop, is_ending};
use process_wrap::std::ChildWrapper;
use std::io::Read;
use std::process::ExitStatus;
use std::sync::atomic::Ordering;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

/// How often the limits are looked at.
const TICK: Duration = Duration::from_millis(20);

/// The clock that a process is measured by: it stands still while the process is ready to run and others have the processors.
///
/// On a busy machine a program takes longer, and that is not its fault. It still ends: what it does uses up processor time, which has a
/// limit of its own, and no more than [`PATIENCE`] times its time is given to it.
struct OwnTime {
    start: Instant,
    looked: Instant,
    turns: Turns,
    /// For how long the clock has stood still.
    stood: Duration,
    /// How much of that the kernel hasn't counted yet, because the wait isn't over.
    ahead: Duration,
}

impl OwnTime {
    /// How often it is looked whether the clock stands still, which begins with the first second.
    const EVERY: Duration = Duration::from_millis(100);
    const FIRST: Duration = Duration::from_secs(1);

    fn new() -> OwnTime {
        let start = Instant::now();
        OwnTime {
            start,
            looked: start,
            turns: Turns::default(),
            stood: Duration::ZERO,
            ahead: Duration::ZERO,
        }
    }

    fn look(&mut self, id: u32) {
        if self.start.elapsed() >= OwnTime::FIRST && self.looked.elapsed() >= OwnTime::EVERY {
            let passed = self.looked.elapsed();
            self.looked = Instant::now();
            self.count(passed, Turns::of(id));
        }
    }

    fn count(&mut self, passed: Duration, turns: Turns) {
        let waited = turns.waited.saturating_sub(self.turns.waited);
        if waited > Duration::ZERO {
            // Several threads can have waited at the same time.
            self.stood += waited.saturating_sub(self.ahead).min(passed);
            self.ahead = Duration::ZERO;
        } else if turns.is_ready && turns.ran > Duration::ZERO && turns.ran == self.turns.ran {
            // Where nothing is counted, nobody is known to wait.
            self.stood += passed;
            self.ahead += passed;
        }
        self.turns = turns;
    }

    fn elapsed(&self) -> Duration {
        self.start.elapsed().saturating_sub(self.stood)
    }
}

/// However busy the machine is, a process gets no more than so many times its time.
const PATIENCE: u32 = 12;

/// How many times more than is kept of standard error may be written to it before that is a flood.
const ERRORS_DROPPED: usize = 256;

/// What comes out of a process.
pub enum Heard {
    Output(Vec<u8>),
    Errors(Vec<u8>),
    /// One of the two pipes is closed.
    Closed,
}

/// Reads a pipe on a thread of its own.
pub fn listen(mut pipe: impl Read + Send + 'static, sender: Sender<Heard>, wrap: fn(Vec<u8>) -> Heard) {
    std::thread::spawn(move || {
        let mut buffer = vec![0; 64 * 1024];
        // Sending fails when nobody attends to the process any more, and then there is nobody to tell.
        while let Ok(length @ 1..) = pipe.read(&mut buffer) {
            if sender.send(wrap(buffer[..length].to_vec())).is_err() {
                return;
            }
        }
        let _ = sender.send(Heard::Closed);
    });
}

/// Waits for the end of the process, or brings it about.
pub fn attend(
    child: &mut dyn ChildWrapper,
    heard: &Receiver<Heard>,
    invocation: &Invocation,
    hear: &mut dyn FnMut(&[u8]),
) -> std::io::Result<Ended> {
    let limits = &invocation.limits;
    let mut own = OwnTime::new();
    let start = own.start;
    let mut taken = Taken::new(limits);
    let (mut life, mut busy_at_life) = (Duration::ZERO, Duration::ZERO);
    let mut unread = 0;
    let mut open = 2;
    let mut looked = start;
    let end = loop {
        let news = if open > 0 {
            heard.recv_timeout(TICK)
        } else {
            // Nothing more can be heard; a process that has closed its output ends in no time, as a rule.
            std::thread::sleep(if start.elapsed() > Duration::from_secs(1) {
                TICK
            } else {
                Duration::from_micros(300)
            });
            Err(RecvTimeoutError::Timeout)
        };
        match news {
            Ok(Heard::Closed) => open -= 1,
            Ok(heard) => {
                taken.take(heard);
                if taken.is_flood {
                    break End::Stopped(Stop::Output);
                }
                if pulses(invocation, &taken.stdout, &mut unread, hear) {
                    life = own.elapsed();
                    busy_at_life = Usage::of(child.id()).map_or(Duration::ZERO, |usage| usage.busy);
                }
            }
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => open = 0,
        }
        if open > 0 && looked.elapsed() < TICK {
            continue;
        }
        looked = Instant::now();
        if let Some(status) = child.try_wait()? {
            break how(status);
        }
        own.look(child.id());
        if let Some(stop) = passed(invocation, child.id(), &own, life, busy_at_life) {
            break End::Stopped(stop);
        }
    };
    if open > 0 || matches!(end, End::Stopped(_)) {
        // Either the process must end now, or a descendant of it still holds the pipes. It may be gone already.
        // Those with a group of their own first: when their parents are gone nobody knows any more whose they were.
        #[cfg(target_os = "linux")]
        descendants::end_all(child.id());
        let _ = child.start_kill();
        let _ = child.wait();
    }
    // What was written before the end still counts, and is here at once.
    while open > 0 {
        match heard.recv_timeout(Duration::from_millis(500)) {
            Ok(Heard::Closed) => open -= 1,
            Ok(heard) => taken.take(heard),
            Err(_) => break,
        }
    }
    pulses(invocation, &taken.stdout, &mut unread, hear);
    // A flood is one also where the process had ended by itself before anybody came to look: which of the two is first is chance.
    let end = match end {
        End::Exited(_) | End::Signalled(_) if taken.is_flood => End::Stopped(Stop::Output),
        end => end,
    };
    Ok(Ended {
        end,
        stdout: taken.stdout,
        stderr: taken.stderr,
    })
}

/// What has come out of a process: never more than the limits, wherever the pieces of it begin and end.
struct Taken<'a> {
    limits: &'a Limits,
    stdout: Vec<u8>,
    stderr: Vec<u8>,
    /// How much was written to standard error, kept or not.
    complained: usize,
    is_flood: bool,
}

impl Taken<'_> {
    fn new(limits: &Limits) -> Taken<'_> {
        Taken {
            limits,
            stdout: Vec::new(),
            stderr: Vec::new(),
            complained: 0,
            is_flood: false,
        }
    }

    fn take(&mut self, heard: Heard) {
        match heard {
            Heard::Output(bytes) => {
                let room = self.limits.stdout - self.stdout.len();
                self.is_flood |= bytes.len() > room;
                self.stdout.extend_from_slice(&bytes[..room.min(bytes.len())]);
            }
            Heard::Errors(bytes) => {
                let room = self.limits.stderr - self.stderr.len();
                self.complained += bytes.len();
                self.is_flood |= self.complained / ERRORS_DROPPED > self.limits.stderr;
                self.stderr.extend_from_slice(&bytes[..room.min(bytes.len())]);
            }
            Heard::Closed => {}
        }
    }
}

/// Hears the signs of life in what is unread, as far as its lines are whole. Out: whether there was one.
fn pulses(invocation: &Invocation, stdout: &[u8], unread: &mut usize, hear: &mut dyn FnMut(&[u8])) -> bool {
    let Some(pulse) = &invocation.pulse else {
        return false;
    };
    let mut any = false;
    while let Some(length) = stdout[*unread..].iter().position(|&byte| byte == b'\n') {
        let line = &stdout[*unread..*unread + length];
        if line.starts_with(pulse.as_bytes()) {
            any = true;
            hear(line);
        }
        *unread += length + 1;
    }
    any
}

fn passed(invocation: &Invocation, id: u32, own: &OwnTime, life: Duration, busy_at_life: Duration) -> Option<Stop> {
    let limits = &invocation.limits;
    // Acquire: pairs with the release of whoever cancels; nothing but the flag itself is published.
    if invocation.cancelled.load(Ordering::Acquire) || is_ending() {
        return Some(Stop::Cancelled);
    }
    if own.elapsed() > limits.wall || own.start.elapsed() / PATIENCE > limits.wall {
        return Some(Stop::Wall);
    }
    if own.elapsed().saturating_sub(life) > limits.silence {
        return Some(Stop::Silence);
    }
    let usage = Usage::of(id)?;
    if usage.memory > limits.memory {
        Some(Stop::Memory)
    } else if usage.threads > limits.threads {
        Some(Stop::Threads)
    } else if usage.busy.saturating_sub(busy_at_life) > limits.busy_silence {
        Some(Stop::BusySilence)
    } else {
        None
    }
}

fn how(status: ExitStatus) -> End {
    #[cfg(unix)]
    if let Some(signal) = std::os::unix::process::ExitStatusExt::signal(&status) {
        return End::Signalled(signal);
    }
    End::Exited(status.code().unwrap_or(-1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clock_stands_still_while_a_wait_goes_on_and_no_wait_is_counted_twice() {
        let ms = Duration::from_millis;
        let mut own = OwnTime::new();
        let looks = [
            // It runs, and waits for a little.
            (ms(90), ms(10), true, ms(10)),
            // It waits all the time, which the kernel tells only at the end of the wait, and then for four looks.
            (ms(90), ms(10), true, ms(110)),
            (ms(90), ms(10), true, ms(210)),
            (ms(90), ms(10), true, ms(310)),
            (ms(140), ms(360), true, ms(360)),
            // It sleeps.
            (ms(140), ms(360), false, ms(360)),
            // Three threads wait.
            (ms(150), ms(630), true, ms(460)),
        ];
        for (ran, waited, is_ready, stood) in looks {
            own.count(ms(100), Turns { ran, waited, is_ready });
            assert_eq!(own.stood, stood);
        }
    }
}
