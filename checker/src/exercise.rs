//! The exercises on disk. In: the workspace's folder. Out: what can be worked on, in order, and the one that a name means.

use crate::error::Error;
use std::path::{Path, PathBuf};

/// One exercise: a folder `NN_name` under `exercises/`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exercise {
    /// `09_race_demo`
    pub folder: String,
    /// `race_demo`: the package's and the crate's name.
    pub name: String,
    pub directory: PathBuf,
}

/// What the lesson says, as far as it is shown elsewhere.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lesson {
    pub title: String,
    pub task: Option<String>,
    pub next_concept: Option<String>,
}

impl Exercise {
    fn at(directory: PathBuf) -> Option<Exercise> {
        let folder = directory.file_name()?.to_str()?.to_owned();
        let (number, name) = folder.split_once('_')?;
        let numbered = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
        let name = name.to_owned();
        (numbered && !name.is_empty()).then_some(Exercise {
            folder,
            name,
            directory,
        })
    }

    /// The learner's file.
    pub fn answer(&self) -> PathBuf {
        self.directory.join("src").join("lib.rs")
    }

    /// The learner's file as a person in the workspace's folder writes it.
    pub fn answer_label(&self) -> String {
        format!("exercises/{}/src/lib.rs", self.folder)
    }

    /// The lesson's title: `Race conditions and locks` of `# 09 · Race conditions and locks`.
    pub fn title(&self) -> String {
        let lesson = std::fs::read_to_string(self.directory.join("README.md")).unwrap_or_default();
        let heading = lesson.lines().find_map(|line| line.strip_prefix("# ")).unwrap_or("");
        let title = heading.split_once('·').map_or(heading, |(_, title)| title).trim();
        if title.is_empty() {
            self.name.replace('_', " ")
        } else {
            title.to_owned()
        }
    }

    /// The first paragraph of the lesson's `## Task`.
    pub fn task(&self) -> Option<String> {
        let lesson = std::fs::read_to_string(self.directory.join("README.md")).ok()?;
        let section = section(&lesson, "Task")?;
        let paragraph: Vec<&str> = section
            .lines()
            .skip_while(|line| line.trim().is_empty())
            .take_while(|line| !line.trim().is_empty() && !line.starts_with("```"))
            .map(str::trim)
            .collect();
        (!paragraph.is_empty()).then(|| paragraph.join(" "))
    }

    pub fn lesson(&self) -> Lesson {
        Lesson {
            title: self.title(),
            task: self.task(),
            next_concept: self.next_concept(),
        }
    }

    /// What comes next, on one line.
    fn next_concept(&self) -> Option<String> {
        let lesson = std::fs::read_to_string(self.directory.join("README.md")).ok()?;
        let words: Vec<&str> = section(&lesson, "Next concept")?.split_whitespace().collect();
        (!words.is_empty()).then(|| without_links(&words.join(" ")))
    }

    /// The hints in order: the title of each and its text.
    pub fn hints(&self) -> Result<Vec<(String, String)>, Error> {
        let path = self.directory.join("hints.md");
        let text = std::fs::read_to_string(&path).map_err(|error| Error::reading(&path, &error))?;
        let mut hints: Vec<(String, String)> = Vec::new();
        for line in text.lines() {
            match line.strip_prefix("## ") {
                Some(title) => hints.push((title.trim().to_owned(), String::new())),
                None => {
                    if let Some((_, text)) = hints.last_mut() {
                        text.push_str(line);
                        text.push('\n');
                    }
                }
            }
        }
        hints.iter_mut().for_each(|(_, text)| *text = text.trim().to_owned());
        Ok(hints)
    }
}

/// `[08 · Daemon exit](../08_daemon_exit/README.md)` becomes `08 · Daemon exit`, and `**04**` becomes `04`.
fn without_links(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, name, after)) = link(rest) {
        out += before;
        out += name;
        rest = after;
    }
    (out + rest).replace("**", "")
}

/// The first link: what stands before it, its text, and what stands behind it.
fn link(text: &str) -> Option<(&str, &str, &str)> {
    let middle = text.find("](")?;
    let begin = text[..middle].rfind('[')?;
    let end = middle + text[middle..].find(')')?;
    Some((&text[..begin], &text[begin + 1..middle], &text[end + 1..]))
}

fn section<'a>(lesson: &'a str, heading: &str) -> Option<&'a str> {
    let start = lesson.find(&format!("\n## {heading}"))? + 1;
    let text = &lesson[start..];
    let text = &text[text.find('\n')? + 1..];
    Some(text.find("\n## ").map_or(text, |end| &text[..end]))
}

/// Every exercise of the workspace, in the order of the course.
pub fn discover(root: &Path) -> Result<Vec<Exercise>, Error> {
    let folder = root.join("exercises");
    let entries = std::fs::read_dir(&folder).map_err(|error| Error::reading(&folder, &error))?;
    let mut exercises = Vec::new();
    for entry in entries {
        let path = entry.map_err(|error| Error::reading(&folder, &error))?.path();
        if path.is_dir() {
            exercises.extend(Exercise::at(path));
        }
    }
    exercises.sort_by(|one, other| one.folder.cmp(&other.folder));
    Ok(exercises)
}

/// The exercise that `name` means: its folder, its package, its number, or any part that only one exercise has.
pub fn find<'a>(exercises: &'a [Exercise], name: &str) -> Result<&'a Exercise, Error> {
    // A path means the exercise that it is in, as shells and editors complete it.
    let path = name.trim().replace('\\', "/");
    let path = path.trim_start_matches("./");
    let wanted = match path.strip_prefix("exercises/") {
        Some(inside) => inside.split('/').next().unwrap_or(""),
        None => path.trim_end_matches('/'),
    };
    let wanted = wanted.replace('-', "_").to_lowercase();
    let exact = exercises
        .iter()
        .find(|exercise| exercise.folder == wanted || exercise.name == wanted);
    if let Some(exercise) = exact {
        return Ok(exercise);
    }
    let number = wanted.parse::<u32>().ok();
    let by_number = |exercise: &&Exercise| {
        number.is_some() && exercise.folder.split('_').next().and_then(|part| part.parse().ok()) == number
    };
    if let Some(exercise) = exercises.iter().find(by_number) {
        return Ok(exercise);
    }
    let parts: Vec<&Exercise> = exercises
        .iter()
        .filter(|exercise| !wanted.is_empty() && exercise.folder.contains(&wanted))
        .collect();
    match parts[..] {
        [exercise] => Ok(exercise),
        [] => Err(Error::new(
            format!("there is no exercise `{name}`"),
            match nearest(exercises, &wanted) {
                Some(exercise) => format!("Did you mean `{}`? `checker list` shows them all.", exercise.name),
                None => "There are no exercises in this workspace.".to_owned(),
            },
        )),
        _ => {
            let names: Vec<&str> = parts.iter().map(|exercise| exercise.folder.as_str()).collect();
            Err(Error::new(
                format!("`{name}` could be {}", names.join(", ")),
                "Write a little more of the name.".to_owned(),
            ))
        }
    }
}

/// The exercise whose folder or name resembles `wanted` most.
fn nearest<'a>(exercises: &'a [Exercise], wanted: &str) -> Option<&'a Exercise> {
    let likeness = |exercise: &Exercise| {
        let folder = strsim::jaro_winkler(&exercise.folder, wanted);
        folder.max(strsim::jaro_winkler(&exercise.name, wanted))
    };
    exercises
        .iter()
        .max_by(|one, other| likeness(one).total_cmp(&likeness(other)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_and_stars_are_for_pages() {
        let check = |text, expected| assert_eq!(without_links(text), expected);
        check(
            "on to [08 · Exit](../08/README.md), **at last**: [x](y)!",
            "on to 08 · Exit, at last: x!",
        );
        check("[a] b](c", "[a] b](c");
    }

    fn exercises() -> Vec<Exercise> {
        let folders = [
            "03_threaded_print",
            "08_daemon_exit",
            "09_race_demo",
            "19_thread_pool_squares",
        ];
        folders
            .iter()
            .filter_map(|folder| Exercise::at(PathBuf::from(folder)))
            .collect()
    }

    fn found(name: &str) -> String {
        match find(&exercises(), name) {
            Ok(exercise) => exercise.folder.clone(),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn an_exercise_is_found_by_folder_package_number_or_part() {
        for name in [
            "09_race_demo",
            "race_demo",
            "race-demo",
            "9",
            "09",
            "race",
            "exercises/09_race_demo/",
            "./exercises/09_race_demo/src/lib.rs",
            "exercises\\09_race_demo\\src",
        ] {
            assert_eq!(found(name), "09_race_demo", "{name}");
        }
    }

    #[test]
    fn an_unknown_name_suggests_the_nearest() {
        assert!(
            found("rase_demo").contains("Did you mean `race_demo`?"),
            "{}",
            found("rase_demo")
        );
        assert!(found("deamon").contains("`daemon_exit`"), "{}", found("deamon"));
    }

    #[test]
    fn an_ambiguous_part_names_the_candidates() {
        assert!(
            found("thread").contains("03_threaded_print, 19_thread_pool_squares"),
            "{}",
            found("thread")
        );
    }

    #[test]
    fn a_section_ends_at_the_next_heading() {
        let lesson = "# 09 · T\n\n## Task\nDo it.\n\nMore.\n## Validation\nChecks.\n";
        assert_eq!(section(lesson, "Task"), Some("Do it.\n\nMore."));
    }
}
