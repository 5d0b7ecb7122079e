//! A browser without a window, if there is one.

use assert_cmd::Command;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// A browser that was found.
pub struct Browser {
    program: PathBuf,
}

/// What a browser made of a page.
pub struct Page {
    /// The document after its scripts have run.
    pub dom: String,
    /// What it wrote to the console.
    pub console: Vec<String>,
}

impl Browser {
    pub fn find() -> Option<Browser> {
        let names = [
            "google-chrome",
            "google-chrome-stable",
            "chromium",
            "chromium-browser",
            "microsoft-edge",
            "msedge",
        ];
        let path = std::env::var_os("PATH")?;
        let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
        let files = names.iter().flat_map(|name| {
            let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
            folders.iter().map(move |folder| folder.join(&file))
        });
        let program = files.into_iter().find(|file| file.is_file())?;
        Some(Browser { program })
    }

    /// Opens a file, at the place that `fragment` names.
    pub fn open(&self, file: &Path, fragment: &str) -> Page {
        let address = address(file) + fragment;
        let output = self.run(&["--enable-logging=stderr", "--dump-dom", &address]);
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let console = text(&output.stderr)
            .lines()
            .filter(|line| line.contains("CONSOLE"))
            .map(str::to_owned)
            .collect();
        Page {
            dom: text(&output.stdout),
            console,
        }
    }

    /// What the file looks like, as a PNG.
    pub fn picture(&self, file: &Path, dark: bool) -> Vec<u8> {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let picture = folder.path().join("picture.png");
        let scheme = format!("--blink-settings=preferredColorScheme={}", if dark { 0 } else { 1 });
        let screenshot = format!("--screenshot={}", picture.display());
        self.run(&["--window-size=1400,900", &scheme, &screenshot, &address(file)]);
        std::fs::read(&picture).expect("the browser writes a picture")
    }

    fn run(&self, arguments: &[&str]) -> std::process::Output {
        let profile = tempfile::tempdir().expect("a temporary folder");
        let output = Command::new(&self.program)
            .args([
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
            ])
            .args([
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
            ])
            .arg(format!("--user-data-dir={}", profile.path().display()))
            .arg("--virtual-time-budget=2000")
            .args(arguments)
            .timeout(Duration::from_secs(120))
            .output()
            .expect("the browser can be started");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        output
    }
}

fn address(file: &Path) -> String {
    let path = file.display().to_string().replace('\\', "/");
    format!("file:///{}", path.trim_start_matches('/'))
}
