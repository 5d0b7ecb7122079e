//! The whole course at a glance: each exercise with where it stands. In: what is known without building anything. Out: what the list, the
//! hints and the way through the course are made from. Nothing is read or written here.

/// What is known about an answer as it is now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    Passed,
    Failed,
    /// There is a `todo!()` in it, or there is no answer at all.
    Unfinished,
    /// The checker could not do its work.
    Error,
    /// It has not been checked since it was edited.
    Unchecked,
}

impl Standing {
    pub fn name(self) -> &'static str {
        match self {
            Standing::Passed => "passed",
            Standing::Failed => "failed",
            Standing::Unfinished => "unfinished",
            Standing::Error => "error",
            Standing::Unchecked => "unchecked",
        }
    }
}

/// One exercise.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// `09_race_demo`
    pub folder: String,
    /// The lesson's title.
    pub title: String,
    pub standing: Standing,
    pub points: f64,
    pub max_points: f64,
    /// Left out for now. What has passed is done all the same.
    pub skipped: bool,
}

impl Entry {
    pub fn is_done(&self) -> bool {
        self.standing == Standing::Passed
    }

    /// Whether `checker` goes past it without its being done.
    pub fn is_left_out(&self) -> bool {
        self.skipped && !self.is_done()
    }

    /// The standing, or that it is left out.
    pub fn word(&self) -> &'static str {
        if self.is_left_out() {
            "skipped"
        } else {
            self.standing.name()
        }
    }
}

/// All exercises, in the order of the course.
#[derive(Debug, Clone, PartialEq)]
pub struct Overview {
    pub entries: Vec<Entry>,
    /// The one that the learner is at: the first that is neither done nor left out, counted from the chosen one on. `None`: there is none.
    pub at: Option<usize>,
}

impl Overview {
    /// `chosen` is the folder that the learner chose to go on with.
    pub fn new(entries: Vec<Entry>, chosen: Option<&str>) -> Overview {
        let start = start(entries.iter().map(|entry| entry.folder.as_str()), chosen);
        let at = order(entries.len(), start).find(|&at| !entries[at].is_done() && !entries[at].is_left_out());
        Overview { entries, at }
    }

    /// How many are done.
    pub fn done(&self) -> usize {
        self.entries.iter().filter(|entry| entry.is_done()).count()
    }

    pub fn points(&self) -> f64 {
        self.entries.iter().map(|entry| entry.points).sum()
    }

    pub fn max_points(&self) -> f64 {
        self.entries.iter().map(|entry| entry.max_points).sum()
    }
}

/// Where the way through the course begins: at the chosen exercise, or where that is gone, at the first.
pub fn start<'a>(mut folders: impl Iterator<Item = &'a str>, chosen: Option<&str>) -> usize {
    folders.position(|folder| Some(folder) == chosen).unwrap_or(0)
}

/// The way through the course: from the start to the end, and then what was left out before the start.
pub fn order(length: usize, start: usize) -> impl Iterator<Item = usize> {
    (start..length).chain(0..start.min(length))
}

#[cfg(test)]
pub mod tests {
    use super::*;

    /// `folder standing` in a line, `-` before what is skipped.
    pub fn entries(lines: &[&str]) -> Vec<Entry> {
        let entry = |line: &&str| {
            let mut words = line.trim_start_matches('-').split_whitespace();
            let folder = words.next().unwrap_or_default().to_owned();
            let standing = match words.next() {
                Some("passed") => Standing::Passed,
                Some("failed") => Standing::Failed,
                Some("unchecked") => Standing::Unchecked,
                _ => Standing::Unfinished,
            };
            let points = match standing {
                Standing::Passed => 10.0,
                Standing::Failed => 2.5,
                Standing::Unfinished | Standing::Error | Standing::Unchecked => 0.0,
            };
            Entry {
                title: format!(
                    "About {}",
                    folder.split_once('_').map_or("", |(_, name)| name).replace('_', " ")
                ),
                folder,
                standing,
                points,
                max_points: 10.0,
                skipped: line.starts_with('-'),
            }
        };
        lines.iter().map(entry).collect()
    }

    #[test]
    fn the_learner_is_at_the_first_that_is_neither_done_nor_skipped() {
        let check = |lines: &[&str], chosen: Option<&str>, expected: Option<usize>| {
            assert_eq!(
                Overview::new(entries(lines), chosen).at,
                expected,
                "{lines:?} {chosen:?}"
            );
        };
        let four = ["03_a passed", "-07_b failed", "08_c unchecked", "09_d"];
        check(&four, None, Some(2));
        check(&four, Some("09_d"), Some(3));
        check(&four, Some("03_a"), Some(2));
        check(&four, Some("05_gone"), Some(2));
        check(&["03_a", "07_b passed"], Some("07_b"), Some(0));
        check(&["03_a passed", "-07_b"], None, None);
        check(&[], Some("07_b"), None);
    }

    #[test]
    fn what_is_skipped_and_passes_is_done() {
        let overview = Overview::new(entries(&["-03_a passed", "-07_b"]), None);
        assert_eq!(overview.done(), 1);
        assert_eq!(
            overview.entries.iter().map(Entry::word).collect::<Vec<_>>(),
            ["passed", "skipped"]
        );
    }
}
