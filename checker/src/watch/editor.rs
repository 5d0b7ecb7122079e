//! The learner's own editor. In: the variables VISUAL and EDITOR, and a file. Out: a process.
//!
//! It is no process of the checker's kind: nothing limits it, and it is not ended with the checker.

use crate::error::Error;
use std::ffi::OsString;
use std::path::Path;
use std::process::{Command, Stdio};

/// Editors that have a window of their own, so that the terminal is not theirs.
const WINDOWED: [&str; 24] = [
    "code",
    "code-insiders",
    "codium",
    "cursor",
    "windsurf",
    "zed",
    "zeditor",
    "subl",
    "sublime_text",
    "atom",
    "gedit",
    "gnome-text-editor",
    "kate",
    "kwrite",
    "mousepad",
    "xed",
    "pluma",
    "gvim",
    "mvim",
    "mate",
    "notepad",
    "notepad++",
    "rustrover",
    "idea",
];

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Editor {
    /// As it is set: a program, maybe with arguments.
    command: String,
}

impl Editor {
    /// The editor that is set, VISUAL before EDITOR.
    pub fn chosen(variable: impl Fn(&str) -> Option<OsString>) -> Result<Editor, Error> {
        let set = |name| variable(name).map(|value| value.to_string_lossy().trim().to_owned());
        let chosen = ["VISUAL", "EDITOR"]
            .into_iter()
            .filter_map(set)
            .find(|value| !value.is_empty());
        let example = match cfg!(windows) {
            true => "$env:EDITOR = 'notepad'",
            false => "export EDITOR=nano",
        };
        chosen.map(|command| Editor { command }).ok_or_else(|| {
            Error::new(
                "Neither VISUAL nor EDITOR is set, so it is not known which editor to open.",
                format!("Leave with q, set one (`{example}`) and start again; or open the file yourself."),
            )
        })
    }

    /// Whether it has a window of its own.
    pub fn is_windowed(&self) -> bool {
        WINDOWED.contains(&self.program().as_str())
    }

    /// The program's name alone: `code` of `/usr/bin/code --wait`.
    fn program(&self) -> String {
        let word = self
            .command
            .split_whitespace()
            .next()
            .unwrap_or("")
            .trim_matches(['"', '\'']);
        let name = word.rsplit(['/', '\\']).next().unwrap_or(word);
        let name = name.to_lowercase();
        ["exe", "cmd", "bat"]
            .iter()
            .find_map(|kind| name.strip_suffix(&format!(".{kind}")))
            .unwrap_or(&name)
            .to_owned()
    }

    /// What is put behind the command so that it opens the file at the line, as far as the editor is known.
    fn arguments(&self, file: &Path, line: Option<u32>) -> Vec<OsString> {
        let plain = vec![file.as_os_str().to_owned()];
        let Some(line) = line else {
            return plain;
        };
        let with_line = || {
            let mut place = file.as_os_str().to_owned();
            place.push(format!(":{line}"));
            place
        };
        match self.program().as_str() {
            "vi" | "vim" | "nvim" | "gvim" | "mvim" | "nano" | "emacs" | "emacsclient" | "kak" | "joe" | "mg" => {
                vec![format!("+{line}").into(), file.as_os_str().to_owned()]
            }
            "code" | "code-insiders" | "codium" | "cursor" | "windsurf" => vec!["--goto".into(), with_line()],
            "hx" | "helix" | "subl" | "zed" | "zeditor" => vec![with_line()],
            _ => plain,
        }
    }

    /// The command is the shell's to read, as git does it: it may have arguments, quotes and variables.
    fn command(&self, file: &Path, line: Option<u32>) -> Command {
        let arguments = self.arguments(file, line);
        if cfg!(windows) {
            let mut command = Command::new("cmd");
            command.arg("/C").args(self.command.split_whitespace()).args(arguments);
            return command;
        }
        let mut command = Command::new("sh");
        command
            .arg("-c")
            .arg(format!("{} \"$@\"", self.command))
            .arg(&self.command)
            .args(arguments);
        command
    }

    /// Opens the file and waits until the editor is left.
    ///
    /// # Errors
    /// If it can't be started or says that it has failed.
    pub fn open_here(&self, file: &Path, line: Option<u32>) -> Result<(), Error> {
        let status = self.command(file, line).status();
        let status = status.map_err(|error| Error::starting(&self.command, &error))?;
        if status.success() {
            return Ok(());
        }
        Err(self.failed(status.code()))
    }

    /// Opens the file in a window. `tell` hears if that fails.
    pub fn open_elsewhere(&self, file: &Path, line: Option<u32>, tell: impl Fn(Error) + Send + 'static) {
        let mut command = self.command(file, line);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        let editor = self.clone();
        std::thread::spawn(move || match command.status() {
            Ok(status) if status.success() => {}
            Ok(status) => tell(editor.failed(status.code())),
            Err(error) => tell(Error::starting(&editor.command, &error)),
        });
    }

    fn failed(&self, code: Option<i32>) -> Error {
        let how = code.map_or("was ended by a signal".to_owned(), |code| {
            format!("ended with status {code}")
        });
        Error::new(
            format!("The editor `{}` {how}.", self.command),
            "Is it installed, and is VISUAL or EDITOR what you mean?",
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(visual: &str, editor: &str) -> Result<Editor, Error> {
        Editor::chosen(|name| match name {
            "VISUAL" => Some(visual.into()),
            _ => Some(editor.into()),
        })
    }

    #[test]
    fn visual_goes_before_editor_and_empty_is_not_set() {
        assert_eq!(chosen("vim", "ed").unwrap().command, "vim");
        assert_eq!(chosen("  ", "ed").unwrap().command, "ed");
        assert!(chosen("", "").unwrap_err().next.contains("EDITOR"));
    }

    #[test]
    fn editors_with_windows_leave_the_terminal_alone() {
        let check =
            |command: &str, windowed| assert_eq!(chosen(command, "").unwrap().is_windowed(), windowed, "{command}");
        check("code --wait", true);
        check("/usr/local/bin/code", true);
        check("C:\\tools\\Code.exe", true);
        check("vim", false);
        check("my-codec", false);
    }

    #[test]
    fn known_editors_go_to_the_line() {
        let check = |command: &str, expected: &[&str]| {
            let arguments = chosen(command, "").unwrap().arguments(Path::new("lib.rs"), Some(7));
            assert_eq!(arguments, expected, "{command}");
        };
        check("nvim -u NONE", &["+7", "lib.rs"]);
        check("code -w", &["--goto", "lib.rs:7"]);
        check("hx", &["lib.rs:7"]);
        check("something", &["lib.rs"]);
    }

    #[test]
    fn the_shell_reads_the_command() {
        if cfg!(windows) {
            return;
        }
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a file.rs");
        chosen("printf '%s' 'x y' >", "")
            .unwrap()
            .open_here(&file, None)
            .unwrap();
        assert_eq!(std::fs::read_to_string(&file).unwrap(), "x y");
        let error = chosen("exit 3;", "").unwrap().open_here(&file, None).unwrap_err();
        assert!(error.what.contains("status 3"), "{error}");
    }
}
