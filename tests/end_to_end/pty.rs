//! A pseudo-terminal with the checker in it: keys are pressed, the screen is looked at.

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, SlavePty, native_pty_system};
use std::io::{Read, Write};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};
use tests::Copy;

/// Long enough for building the engines on a busy machine.
const PATIENCE: Duration = Duration::from_secs(300);

pub struct Terminal {
    master: Box<dyn MasterPty + Send>,
    /// Kept open, so that the terminal is there when the checker has ended.
    _slave: Box<dyn SlavePty + Send>,
    child: Running,
    keys: Box<dyn Write + Send>,
    output: Receiver<Vec<u8>>,
    parser: vt100::Parser,
    /// Everything that was written, as it came.
    pub raw: Vec<u8>,
}

impl Terminal {
    /// Starts the checker in a copy of the workspace.
    pub fn start(copy: &Copy, size: (u16, u16), arguments: &[&str], variables: &[(&str, &str)]) -> Terminal {
        let mut command = CommandBuilder::new(tests::checker());
        command.args(arguments);
        Terminal::with(copy, size, command, variables)
    }

    /// Starts the checker as a job of a shell. When it is suspended, Enter brings it back.
    pub fn start_as_a_job(copy: &Copy, size: (u16, u16), arguments: &[&str]) -> Terminal {
        let mut command = CommandBuilder::new("sh");
        command.args(["-c", "set -m; \"$0\" \"$@\"; read answer; fg; echo \"left with $?\""]);
        command.arg(tests::checker());
        command.args(arguments);
        Terminal::with(copy, size, command, &[])
    }

    fn with(
        copy: &Copy,
        (columns, rows): (u16, u16),
        mut command: CommandBuilder,
        variables: &[(&str, &str)],
    ) -> Terminal {
        let pair = native_pty_system()
            .openpty(size(columns, rows))
            .expect("a pseudo-terminal");
        command.cwd(copy.path(""));
        for variable in ["NO_COLOR", "LC_ALL", "LC_CTYPE"] {
            command.env_remove(variable);
        }
        for (name, value) in [("TERM", "xterm-256color"), ("LANG", "C.UTF-8")]
            .iter()
            .chain(variables)
        {
            command.env(name, value);
        }
        let child = pair.slave.spawn_command(command).expect("the checker can be started");
        let keys = pair.master.take_writer().expect("keys can be pressed");
        let mut reader = pair.master.try_clone_reader().expect("the screen can be read");
        let (sender, output) = channel();
        std::thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(length @ 1..) = reader.read(&mut buffer) {
                if sender.send(buffer[..length].to_vec()).is_err() {
                    return;
                }
            }
        });
        Terminal {
            master: pair.master,
            _slave: pair.slave,
            child: Running(child),
            keys,
            output,
            parser: vt100::Parser::new(rows, columns, 0),
            raw: Vec::new(),
        }
    }

    pub fn press(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).expect("keys can be pressed");
        self.keys.flush().expect("keys can be pressed");
    }

    pub fn resize(&mut self, columns: u16, rows: u16) {
        self.parser.screen_mut().set_size(rows, columns);
        self.master
            .resize(size(columns, rows))
            .expect("the terminal can be resized");
    }

    /// How the terminal is set: whether it echoes, waits for whole lines, and so on.
    pub fn settings(&self) -> String {
        format!("{:?}", self.master.get_termios().expect("the settings can be read"))
    }

    pub fn screen(&self) -> &vt100::Screen {
        self.parser.screen()
    }

    pub fn text(&self) -> String {
        self.screen().contents()
    }

    /// Waits until the screen is as it should be.
    ///
    /// # Panics
    /// If it never is.
    pub fn until(&mut self, what: &str, is_so: impl Fn(&vt100::Screen) -> bool) {
        let start = Instant::now();
        while !is_so(self.parser.screen()) {
            assert!(start.elapsed() < PATIENCE, "never {what}:\n{}", self.text());
            self.look();
        }
    }

    /// Looks at the screen for a moment.
    ///
    /// # Panics
    /// If the terminal is gone.
    pub fn look(&mut self) {
        match self.output.recv_timeout(Duration::from_millis(50)) {
            Ok(bytes) => {
                self.parser.process(&bytes);
                self.raw.extend(bytes);
            }
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => panic!("the terminal is gone:\n{}", self.text()),
        }
    }

    pub fn until_it_says(&mut self, text: &str) {
        self.until(text, |screen| screen.contents().contains(text));
    }

    /// Waits for the checker's end. Out: its exit status.
    pub fn end(&mut self) -> u32 {
        self.until("left", |screen| !screen.alternate_screen());
        self.child.0.wait().expect("the checker ends").exit_code()
    }

    /// Closes the terminal, as a window is closed. Out: whether the checker has ended within ten seconds.
    pub fn close(self) -> bool {
        let Terminal {
            master,
            mut child,
            mut keys,
            output,
            ..
        } = self;
        // Who reads the screen notices with the next drawing that nobody listens any more, and lets go of the terminal too.
        drop(output);
        keys.write_all(b"d").expect("keys can be pressed");
        std::thread::sleep(Duration::from_secs(1));
        drop(keys);
        drop(master);
        let start = Instant::now();
        while start.elapsed() < Duration::from_secs(10) {
            if child.0.try_wait().expect("the checker can be asked for").is_some() {
                return true;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        false
    }

    /// Sends the checker a signal.
    pub fn signal(&self, signal: &str) {
        let process = self.child.0.process_id().expect("the checker runs").to_string();
        let sent = std::process::Command::new("kill").args([signal, &process]).status();
        assert!(sent.is_ok_and(|status| status.success()), "a signal can be sent");
    }
}

/// Ends the checker with the terminal. It has mostly ended by itself.
struct Running(Box<dyn Child + Send + Sync>);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
    }
}

fn size(columns: u16, rows: u16) -> PtySize {
    PtySize {
        rows,
        cols: columns,
        pixel_width: 0,
        pixel_height: 0,
    }
}
