//! What a rule says when it is broken.

use recorder::Kind;
use std::time::Duration;

/// A broken rule: the kind, a sentence that is true of the learner's program, and the lines it is about.
#[derive(Debug, Clone, PartialEq)]
pub struct Mistake {
    pub kind: Kind,
    pub message: String,
    /// Lines of the learner's file, the decisive ones first.
    pub lines: Vec<u32>,
    pub help: Option<String>,
    /// The least simulated time that a right program takes, where the mistake is about time.
    pub best: Option<Duration>,
    /// Whether the rule knows the kind better than what a diagnosis could make of the execution.
    pub certain: bool,
    /// The mark by which it had come to light, by its place among prints, marks and the return. What came after it has no part in it.
    pub by: Option<u64>,
}

/// A mistake without lines.
pub fn wrong(kind: Kind, message: impl Into<String>) -> Mistake {
    Mistake {
        kind,
        message: message.into(),
        lines: Vec::new(),
        help: None,
        best: None,
        certain: false,
        by: None,
    }
}

impl Mistake {
    /// Adds lines, each once.
    #[must_use]
    pub fn at(mut self, lines: impl IntoIterator<Item = u32>) -> Mistake {
        for line in lines {
            if !self.lines.contains(&line) {
                self.lines.push(line);
            }
        }
        self
    }

    /// The kind is certain: what happened in the execution is no deeper cause of it.
    #[must_use]
    pub fn certain(mut self) -> Mistake {
        self.certain = true;
        self
    }

    /// By the mark with this place it had come to light; what came after that has no part in it.
    #[must_use]
    pub fn by(mut self, order: u64) -> Mistake {
        self.by = Some(order);
        self
    }

    /// The least simulated time that a right program takes.
    #[must_use]
    pub fn best(mut self, best: Duration) -> Mistake {
        self.best = Some(best);
        self
    }

    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Mistake {
        self.help = Some(help.into());
        self
    }
}
