//! The only place that knows a real terminal: keys come in, lines go out, and whatever happens, the terminal is left as it was.

use crate::error::Error;
use crate::interactive::{Key, Next, Screen};
use crate::render::Look;
use crossterm::cursor::{Hide, MoveTo, Show};
use crossterm::event::{self, Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use crossterm::terminal::{
    BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen,
    disable_raw_mode, enable_raw_mode,
};
use crossterm::{execute, queue};
use std::io::{self, IsTerminal, Write};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Once};
use std::time::{Duration, Instant};

/// How often to look whether the process has been asked to end.
const GLANCE: Duration = Duration::from_millis(250);

/// Whether there is somebody to press keys and to see what comes of it.
pub fn is_there() -> bool {
    let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    io::stdin().is_terminal() && io::stdout().is_terminal() && !dumb
}

/// Shows a screen until it is left.
pub fn show(screen: &mut dyn Screen, look: Look) -> Result<(), Error> {
    attend(screen, look).map_err(|error| {
        Error::new(
            format!("the terminal cannot be used: {error}"),
            "Use --plain to have it printed instead.",
        )
    })
}

fn attend(screen: &mut dyn Screen, look: Look) -> io::Result<()> {
    let asked_to_end = asked_to_end()?;
    let taken = Taken::take()?;
    let mut out = io::stdout();
    let mut since = Instant::now();
    let mut changed = true;
    loop {
        if changed {
            draw(&mut out, screen, look)?;
        }
        // Relaxed: nothing but the number of the signal itself is told.
        let signal = asked_to_end.load(Ordering::Relaxed);
        if signal != 0 {
            drop(taken);
            return die_of(signal);
        }
        let patience = screen.patience();
        let left = patience.map_or(GLANCE, |patience| patience.saturating_sub(since.elapsed()));
        if !event::poll(left.min(GLANCE))? {
            changed = patience.is_some_and(|patience| since.elapsed() >= patience);
            if changed {
                screen.tick();
                since = Instant::now();
            }
            continue;
        }
        changed = true;
        since = Instant::now();
        match event::read()? {
            Event::Key(key) if key.kind != KeyEventKind::Release => match told(key) {
                Told::Key(key) => {
                    if screen.key(key) == Next::Leave {
                        break;
                    }
                }
                Told::Interrupt => break,
                Told::Suspend => suspend()?,
            },
            // The next drawing asks for the size anyway.
            _ => {}
        }
    }
    drop(taken);
    Ok(())
}

fn draw(out: &mut impl Write, screen: &dyn Screen, look: Look) -> io::Result<()> {
    let (width, height) = crossterm::terminal::size()?;
    queue!(out, BeginSynchronizedUpdate)?;
    for (at, line) in screen
        .draw(usize::from(width), usize::from(height), look)
        .iter()
        .take(usize::from(height))
        .enumerate()
    {
        queue!(out, MoveTo(0, at as u16))?;
        // Lines are as wide as the screen, so nothing of the drawing before is left.
        out.write_all(line.painted(look).as_bytes())?;
    }
    queue!(out, EndSynchronizedUpdate)?;
    out.flush()
}

enum Told {
    Key(Key),
    Interrupt,
    Suspend,
}

fn told(key: KeyEvent) -> Told {
    let control = key.modifiers.contains(KeyModifiers::CONTROL);
    Told::Key(match key.code {
        KeyCode::Char('c') if control => return Told::Interrupt,
        KeyCode::Char('z') if control => return Told::Suspend,
        KeyCode::Char(_) if control => Key::Other,
        KeyCode::Char(letter) => Key::Char(letter),
        KeyCode::Left => Key::Left,
        KeyCode::Right => Key::Right,
        KeyCode::Up => Key::Up,
        KeyCode::Down => Key::Down,
        KeyCode::Enter => Key::Enter,
        KeyCode::Backspace => Key::Backspace,
        KeyCode::Home => Key::Home,
        KeyCode::End => Key::End,
        KeyCode::Esc => Key::Esc,
        _ => Key::Other,
    })
}

/// The terminal as it is while a screen is shown. Dropping it, also by a panic, gives it back.
struct Taken;

/// Whether the terminal is ours at the moment, for the panic hook.
static IS_TAKEN: AtomicBool = AtomicBool::new(false);

impl Taken {
    fn take() -> io::Result<Taken> {
        static HOOK: Once = Once::new();
        HOOK.call_once(|| {
            let others = std::panic::take_hook();
            std::panic::set_hook(Box::new(move |panic| {
                // Otherwise the message would go with the screen.
                give_back();
                others(panic);
            }));
        });
        let taken = Taken;
        begin()?;
        Ok(taken)
    }
}

impl Drop for Taken {
    fn drop(&mut self) {
        give_back();
    }
}

fn begin() -> io::Result<()> {
    // Relaxed: only whether it is the first to see it counts; nothing is published.
    IS_TAKEN.store(true, Ordering::Relaxed);
    enable_raw_mode()?;
    execute!(io::stdout(), EnterAlternateScreen, Hide, Clear(ClearType::All))
}

fn give_back() {
    // Relaxed: see `begin`.
    if IS_TAKEN.swap(false, Ordering::Relaxed) {
        // A terminal that is gone needs nothing.
        let _ = execute!(io::stdout(), Show, LeaveAlternateScreen);
        let _ = disable_raw_mode();
    }
}

/// The signal that asks the process to end, once there is one. It is looked at instead of being obeyed at once, which would leave the
/// terminal raw.
fn asked_to_end() -> io::Result<Arc<AtomicUsize>> {
    let asked = Arc::new(AtomicUsize::new(0));
    #[cfg(unix)]
    for signal in [signal_hook::consts::SIGTERM, signal_hook::consts::SIGHUP] {
        signal_hook::flag::register_usize(signal, Arc::clone(&asked), signal as usize)?;
    }
    #[cfg(unix)]
    watch_over(&asked);
    Ok(asked)
}

/// Ends the process where the loop can't: when its terminal is closed, crossterm reads nothing from it, again and again, and doesn't
/// come back.
#[cfg(unix)]
fn watch_over(asked: &Arc<AtomicUsize>) {
    let asked = Arc::clone(asked);
    std::thread::spawn(move || {
        // Relaxed: see `attend`.
        while asked.load(Ordering::Relaxed) == 0 && io::stdin().is_terminal() {
            std::thread::sleep(GLANCE);
        }
        // The loop has time to do it in its own way.
        std::thread::sleep(2 * GLANCE);
        give_back();
        let signal = match asked.load(Ordering::Relaxed) {
            0 => signal_hook::consts::SIGHUP,
            signal => signal as i32,
        };
        let _ = signal_hook::low_level::emulate_default_handler(signal);
    });
}

#[cfg_attr(not(unix), expect(unused_variables, reason = "there are no such signals"))]
fn die_of(signal: usize) -> io::Result<()> {
    #[cfg(unix)]
    signal_hook::low_level::emulate_default_handler(signal as i32)?;
    Ok(())
}

/// Ctrl-Z: the shell's own terminal meanwhile.
fn suspend() -> io::Result<()> {
    #[cfg(unix)]
    {
        give_back();
        signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP)?;
        begin()?;
    }
    Ok(())
}
