//! The only place that knows a real terminal: keys come in, lines go out, and whatever happens, the terminal is left as it was.

use crate::ending::Deaf;
use crate::error::Error;
use crate::interactive::line::Line;
use crate::interactive::{Key, Next, Screen};
use crate::render::Look;
use crossterm::cursor::{Hide, MoveTo, Show};
use crossterm::event::{self, Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use crossterm::terminal::{
    BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen,
    disable_raw_mode, enable_raw_mode,
};
use crossterm::{execute, queue};
use std::cell::Cell;
use std::io::{self, IsTerminal, Write};
use std::sync::{Mutex, MutexGuard, Once, PoisonError, TryLockError};
use std::time::{Duration, Instant};

/// How often to look up when no key comes.
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
    let taken = Taken::take()?;
    let mut since = Instant::now();
    let mut changed = true;
    loop {
        if changed {
            taken.draw(|width, height| screen.draw(width, height, look), look)?;
        }
        let patience = screen.patience();
        let left = patience.map_or(GLANCE, |patience| patience.saturating_sub(since.elapsed()));
        if !event::poll(left.min(GLANCE))? {
            // A change of the size is told by a signal, and one that comes before anybody listens is never told.
            changed = taken.drawn.get() != crossterm::terminal::size()?;
            if patience.is_some_and(|patience| since.elapsed() >= patience) {
                screen.tick();
                since = Instant::now();
                changed = true;
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
                Told::Suspend => taken.suspend()?,
            },
            // The next drawing asks for the size anyway.
            _ => {}
        }
    }
    drop(taken);
    Ok(())
}

/// What a key that was pressed means.
pub enum Told {
    Key(Key),
    Interrupt,
    Suspend,
}

pub fn told(key: KeyEvent) -> Told {
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
        KeyCode::PageUp => Key::PageUp,
        KeyCode::PageDown => Key::PageDown,
        KeyCode::Home => Key::Home,
        KeyCode::End => Key::End,
        KeyCode::Esc => Key::Esc,
        _ => Key::Other,
    })
}

/// The terminal as it is while a screen is shown. Dropping it, also by a panic, gives it back.
pub struct Taken {
    /// How many columns and rows the last drawing has.
    drawn: Cell<(u16, u16)>,
}

/// Whether the terminal is ours at the moment. Whoever draws or gives it back holds the lock, so that nothing is drawn on a terminal that
/// has been given back.
static IS_TAKEN: Mutex<bool> = Mutex::new(false);

impl Taken {
    pub fn take() -> io::Result<Taken> {
        static ONCE: Once = Once::new();
        ONCE.call_once(|| {
            let others = std::panic::take_hook();
            std::panic::set_hook(Box::new(move |panic| {
                // Otherwise the message would go with the screen.
                give_back();
                others(panic);
            }));
            #[cfg(unix)]
            watch_over();
        });
        let taken = Taken { drawn: Cell::default() };
        begin()?;
        Ok(taken)
    }

    /// Draws what `screen` has for the terminal's width and height: lines that are as wide as the terminal, so that nothing of the drawing
    /// before is left.
    pub fn draw(&self, screen: impl FnOnce(usize, usize) -> Vec<Line>, look: Look) -> io::Result<()> {
        let (width, height) = crossterm::terminal::size()?;
        self.drawn.set((width, height));
        let lines = screen(usize::from(width), usize::from(height));
        let is_taken = lock();
        if !*is_taken {
            return Ok(());
        }
        let mut out = io::stdout().lock();
        queue!(out, BeginSynchronizedUpdate)?;
        for (at, line) in lines.iter().take(usize::from(height)).enumerate() {
            queue!(out, MoveTo(0, at as u16))?;
            out.write_all(line.painted(look).as_bytes())?;
        }
        queue!(out, EndSynchronizedUpdate)?;
        out.flush()
    }

    /// Ctrl-Z: the shell's own terminal meanwhile. Where there is no shell that could bring the process back, as in a task of an editor,
    /// the system doesn't stop it, and nothing happens.
    pub fn suspend(&self) -> io::Result<()> {
        #[cfg(unix)]
        {
            give_back();
            // Nobody has taken this signal over, so the system does what it does by default.
            signal_hook::low_level::raise(signal_hook::consts::SIGTSTP)?;
            begin()?;
        }
        Ok(())
    }

    /// Lends the terminal to somebody else until `borrower` is done.
    pub fn lend<T>(&self, borrower: impl FnOnce() -> T) -> io::Result<T> {
        give_back();
        let result = {
            let _deaf = Deaf::begin();
            borrower()
        };
        begin()?;
        Ok(result)
    }
}

impl Drop for Taken {
    fn drop(&mut self) {
        give_back();
    }
}

fn lock() -> MutexGuard<'static, bool> {
    IS_TAKEN.lock().unwrap_or_else(PoisonError::into_inner)
}

fn begin() -> io::Result<()> {
    let mut is_taken = lock();
    *is_taken = true;
    enable_raw_mode()?;
    execute!(io::stdout(), EnterAlternateScreen, Hide, Clear(ClearType::All))
}

/// Gives the terminal back, if it is taken.
pub fn give_back() {
    // Whoever draws on a terminal that has been stopped holds the lock for ever. One that panics while it draws is this thread itself.
    let start = Instant::now();
    let mut is_taken = loop {
        match IS_TAKEN.try_lock() {
            Ok(is_taken) => break Some(is_taken),
            Err(TryLockError::Poisoned(is_taken)) => break Some(is_taken.into_inner()),
            Err(TryLockError::WouldBlock) if start.elapsed() > 2 * GLANCE => break None,
            Err(TryLockError::WouldBlock) => std::thread::sleep(Duration::from_millis(5)),
        }
    };
    if is_taken.as_ref().is_some_and(|is_taken| !**is_taken) {
        return;
    }
    // A terminal that is gone needs nothing. The mode first: it can be set also where nothing can be written.
    let _ = disable_raw_mode();
    if let Some(is_taken) = &mut is_taken {
        let _ = execute!(io::stdout(), Show, LeaveAlternateScreen);
        **is_taken = false;
    }
}

/// Ends the process when its terminal is closed: crossterm then reads nothing from it, again and again, and doesn't come back, and not
/// every terminal sends a signal.
#[cfg(unix)]
fn watch_over() {
    std::thread::spawn(|| {
        while io::stdin().is_terminal() {
            std::thread::sleep(GLANCE);
        }
        crate::ending::die_of(signal_hook::consts::SIGHUP);
    });
}
