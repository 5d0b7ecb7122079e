//! What the end-to-end tests in `end_to_end/` share: the built checker, and copies of the workspace that a test may spoil.

use assert_cmd::Command;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::Duration;
use tempfile::TempDir;

/// The repository.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("tests/ is a folder of the repository")
}

/// The checker's binary. `cargo test` builds it only for tests of its own package, so it is asked for here.
pub fn checker() -> &'static Path {
    static BUILT: OnceLock<PathBuf> = OnceLock::new();
    BUILT.get_or_init(|| {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let built = std::process::Command::new(cargo)
            .args(["build", "--quiet", "--package", "checker", "--message-format=json"])
            .current_dir(root())
            .output()
            .expect("cargo can be started");
        assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
        let messages = String::from_utf8(built.stdout).expect("cargo's messages are UTF-8");
        let path = messages.lines().rev().find_map(|line| {
            let (_, rest) = line.split_once("\"executable\":\"")?;
            Some(rest.split_once('"')?.0.replace("\\\\", "\\"))
        });
        PathBuf::from(path.expect("cargo names the checker's binary"))
    })
}

/// A copy of what the checker works on. The engines are the repository's own, so that they are built once.
pub struct Copy {
    folder: TempDir,
}

impl Default for Copy {
    fn default() -> Copy {
        Copy::new()
    }
}

impl Copy {
    /// The exercises as they were before anybody edited them, and their suites.
    pub fn new() -> Copy {
        let copy = Copy {
            folder: tempfile::tempdir().expect("a temporary folder"),
        };
        copy_folder(&root().join("exercises"), &copy.path("exercises"));
        copy_folder(&root().join("tests/suites"), &copy.path("tests/suites"));
        let suites = std::fs::read_dir(root().join("tests/suites"))
            .expect("the suites")
            .flatten();
        for suite in suites {
            let stub = std::fs::read_to_string(suite.path().join("stub.rs")).expect("the pristine stub");
            copy.answer(&suite.file_name().to_string_lossy(), &stub);
        }
        copy
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// Puts an answer in the learner's file.
    pub fn answer(&self, folder: &str, text: &str) {
        let path = self.path(&format!("exercises/{folder}/src/lib.rs"));
        std::fs::write(&path, text).expect("the copy can be written to");
    }

    /// Puts the reference in the learner's file.
    pub fn solve(&self, folder: &str) {
        self.answer(folder, &solution(folder));
    }

    /// The checker, to be called in the copy. Whoever runs the tests may have set other things.
    pub fn checker(&self) -> Command {
        let mut command = Command::new(checker());
        command
            .current_dir(self.folder.path())
            .env_remove("NO_COLOR")
            .env("LANG", "C.UTF-8")
            // A copy sees an answer once, as a rule.
            .env("CARGO_INCREMENTAL", "0")
            .timeout(Duration::from_secs(300));
        let others = [
            "LC_ALL",
            "LC_CTYPE",
            "TERM",
            "GITHUB_STEP_SUMMARY",
            "GITHUB_OUTPUT",
            "GITHUB_WORKSPACE",
        ];
        for name in others {
            command.env_remove(name);
        }
        command
    }

    /// Runs the checker and returns its exit status, standard output and standard error.
    pub fn run(&self, arguments: &[&str]) -> (i32, String, String) {
        let output = self
            .checker()
            .args(arguments)
            .output()
            .expect("the checker can be started");
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("the checker writes UTF-8");
        (
            output.status.code().expect("the checker is not killed"),
            text(output.stdout),
            text(output.stderr),
        )
    }
}

pub fn solution(folder: &str) -> String {
    std::fs::read_to_string(root().join("solutions").join(folder).join("src/lib.rs")).expect("a solution")
}

fn copy_folder(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("the copy can be written to");
    for entry in std::fs::read_dir(from).expect("the repository can be read").flatten() {
        let (path, copy) = (entry.path(), to.join(entry.file_name()));
        if path.is_dir() {
            copy_folder(&path, &copy);
        } else {
            std::fs::copy(&path, &copy).expect("the copy can be written to");
        }
    }
}
