//! Verdicts for people. In: verdicts, and a [`Look`]. Out: text.

use crate::commands::grade::Submission;
use crate::narrate::{narrate, narrate_times};
use crate::render::Look;
use crate::render::json::{Listed, mark, status};
use crate::spans;
use crate::story::{Canvas, Role, draw, wrap};
use crate::verdict::{Diagnosis, Judged, Outcome, Reach, Status, Verdict};
use recorder::Kind;
use recorder::Story;

/// How the checker is called in what it prints, so that every command can be pasted.
pub const CHECKER: &str = "cargo run -p checker --";

/// Said of an interleaving that was asked for.
pub const NOTHING_WRONG: &str = "Nothing is wrong with this interleaving.";

/// What a report on one exercise is about.
pub struct Subject<'a> {
    /// `09_race_demo`
    pub folder: &'a str,
    /// `race_demo`
    pub name: &'a str,
    /// The learner's file, and how it is called.
    pub source: &'a str,
    pub label: &'a str,
}

/// Steps of a story that are shown without being asked for.
const STEPS: usize = 24;

/// The report on one exercise: the checks, and the first failure in full.
pub fn verdict(subject: &Subject, verdict: &Verdict, look: Look) -> String {
    let mut out = heading(subject, verdict, look);
    let all_passed = verdict.status == Status::Passed;
    let mut skipped = 0;
    for judged in &verdict.checks {
        match &judged.outcome {
            Outcome::Passed(reach) => {
                out.push_str(&line(look, &look.tick(), &judged.check.title, &points(judged)));
                let reach = far(reach, judged);
                if all_passed && !reach.is_empty() {
                    out.push_str(&paragraph(look, 4, &reach, |look, text| look.dim(text)));
                }
            }
            // That a file does not compile is not the fault of its first check.
            Outcome::Failed(_, why) if is_about_the_file(why.kind) => skipped += 1,
            Outcome::Failed(..) => {
                out.push_str(&line(look, &look.cross(), &judged.check.title, &points(judged)));
            }
            Outcome::Skipped => skipped += 1,
        }
    }
    if skipped > 0 && verdict.status == Status::Failed {
        let what = match skipped {
            _ if skipped == verdict.checks.len() => "No check has run yet.".to_owned(),
            1 => "1 check waits until the others pass.".to_owned(),
            _ => format!("{skipped} checks wait until the others pass."),
        };
        out.push_str(&paragraph(look, 2, &format!("{} {what}", look.dot()), |look, text| {
            look.dim(text)
        }));
    }
    if let Some((judged, why)) = verdict
        .checks
        .iter()
        .find_map(|judged| Some((judged, judged.diagnosis()?)))
    {
        out.push('\n');
        out.push_str(&failure(subject, judged, why, look, Some(STEPS)));
    }
    if let Status::Error(what) = &verdict.status {
        for text in what.lines() {
            out.push_str(&paragraph(look, 2, text, |_, text| text.to_owned()));
        }
    }
    out
}

fn is_about_the_file(kind: Kind) -> bool {
    matches!(kind, Kind::Unfinished | Kind::DoesNotCompile | Kind::Forbidden)
}

/// Only the first failure, with its whole story.
pub fn explanation(subject: &Subject, verdict: &Verdict, look: Look) -> Option<String> {
    let judged = verdict.checks.iter().find(|judged| judged.diagnosis().is_some())?;
    let mut out = heading(subject, verdict, look);
    out.push_str(&failure(subject, judged, judged.diagnosis()?, look, None));
    Some(out)
}

/// An interleaving that was run again and has nothing wrong with it.
pub fn replayed(subject: &Subject, verdict: &Verdict, story: &Story, look: Look) -> String {
    let title = verdict.checks.first().map_or("", |judged| judged.check.title.as_str());
    let heading = format!("{} {} {title}", subject.folder, look.dot());
    let mut out = line_with(look, 0, &look.tick(), &heading, "", |look, text| look.strong(text)) + "\n";
    out.push_str(&paragraph(look, 2, NOTHING_WRONG, |_, text| text.to_owned()));
    out.push('\n');
    out.push_str(&picture(story, look, None));
    out
}

fn heading(subject: &Subject, verdict: &Verdict, look: Look) -> String {
    let mark = mark(look, status(&verdict.status));
    let points = format!("{} / {} points", number(verdict.points()), number(verdict.max_points()));
    line_with(look, 0, &mark, subject.folder, &points, |look, text| look.strong(text)) + "\n"
}

fn points(judged: &Judged) -> String {
    format!("{} / {}", number(judged.points()), number(judged.check.points))
}

/// `2`, `1.5`
pub fn number(points: f64) -> String {
    let text = format!("{points:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn line(look: Look, mark: &str, text: &str, right: &str) -> String {
    line_with(look, 2, mark, text, right, |_, text| text.to_owned())
}

/// A mark, a text and, at the right edge, something short. A text that is too long goes on in the next line.
fn line_with(
    look: Look,
    indent: usize,
    mark: &str,
    text: &str,
    right: &str,
    style: impl Fn(Look, &str) -> String,
) -> String {
    // Marks are one or two characters wide, whatever their colour codes.
    let mark_width = if look.unicode || mark == "-" {
        1
    } else {
        mark_text_width(mark)
    };
    let room = look
        .width
        .saturating_sub(indent + mark_width + 1 + right.chars().count() + 2)
        .max(10);
    let lines = wrap(text, room);
    let mut out = String::new();
    for (at, text) in lines.iter().enumerate() {
        let left = if at == 0 {
            mark.to_owned()
        } else {
            " ".repeat(mark_width)
        };
        let padding = room.saturating_sub(text.chars().count()) + 2;
        let right = if at == 0 {
            format!("{}{}", " ".repeat(padding), look.dim(right))
        } else {
            String::new()
        };
        out.push_str(&format!("{}{left} {}{right}\n", " ".repeat(indent), style(look, text)));
    }
    out
}

fn mark_text_width(mark: &str) -> usize {
    if mark.contains("ok") { 2 } else { 1 }
}

fn paragraph(look: Look, indent: usize, text: &str, style: impl Fn(Look, &str) -> String) -> String {
    let lines = wrap(text, look.width.saturating_sub(indent).max(10));
    lines
        .iter()
        .map(|line| format!("{}{}\n", " ".repeat(indent), style(look, line)))
        .collect()
}

/// A sentence, in lines.
pub fn sentence(text: &str, look: Look) -> String {
    paragraph(look, 0, text, |_, text| text.to_owned())
}

/// How far a check looked: `137 interleavings, all with up to 2 preemptions`.
pub fn far(reach: &Reach, judged: &Judged) -> String {
    let Some(interleavings) = reach.interleavings else {
        return String::new();
    };
    let many = |count: u64, word: &str| {
        if count == 1 {
            format!("1 {word}")
        } else {
            format!("{} {word}s", grouped(count))
        }
    };
    let preemptions = many(u64::from(reach.preemptions), "preemption");
    let end = match (reach.exhausted, reach.preemptions) {
        (true, _) => format!(", all with up to {preemptions}"),
        (false, 1..) => format!(", all with up to {preemptions} and some with more"),
        // Either what was looked for had been found, or the budget was spent before even these were done.
        (false, 0) => ", not all that there are".to_owned(),
    };
    let time = reach.simulated_ms.map_or(String::new(), |time| {
        format!(" {} s of simulated time.", number(time / 1000.0))
    });
    let world = match judged.check.world {
        crate::suite::World::Simulated | crate::suite::World::Real => "",
        crate::suite::World::Loom => " under the weak memory model",
    };
    format!("{}{world}{end}.{time}", many(interleavings, "interleaving"))
}

/// `1,348`
fn grouped(count: u64) -> String {
    let digits = count.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A failed check: the fact, the evidence, and last what to think about.
fn failure(subject: &Subject, judged: &Judged, why: &Diagnosis, look: Look, steps: Option<usize>) -> String {
    let mut out = String::new();
    if !is_about_the_file(why.kind) {
        let title = format!("{} {} {}", subject.folder, look.dot(), judged.check.title);
        out.push_str(&line_with(
            look,
            0,
            &look.cross(),
            &title,
            &points(judged),
            |look, text| look.bad(text),
        ));
        out.push('\n');
    }
    out.push_str(&paragraph(look, 2, &why.message, |look, text| look.strong(text)));
    if let (Some(story), Outcome::Failed(reach, _)) = (&why.story, &judged.outcome) {
        let preemptions = match story.preemptions {
            0 => "It takes no preemption".to_owned(),
            1 => "It takes 1 preemption".to_owned(),
            count => format!("It takes {count} preemptions"),
        };
        let of = reach
            .interleavings
            .map_or(String::new(), |count| format!(" of {}", grouped(count)));
        let found = format!("{preemptions} (found in interleaving {}{of}).", grouped(story.found_in));
        out.push_str(&paragraph(look, 2, &found, |look, text| look.dim(text)));
        out.push('\n');
        out.push_str(&chart(story, look));
        out.push_str(&picture(story, look, steps));
    }
    let from_rustc = why.kind == Kind::DoesNotCompile;
    if !why.evidence.is_empty() {
        out.push('\n');
        let blank_end = why
            .evidence
            .iter()
            .rev()
            .take_while(|text| text.trim().is_empty())
            .count();
        for text in &why.evidence[..why.evidence.len() - blank_end] {
            // rustc has laid its text out itself; breaking its lines would move the markers below them.
            let text = evidence(text, look);
            out.push_str(
                if text.is_empty() {
                    "\n".to_owned()
                } else {
                    format!("  {text}\n")
                }
                .as_str(),
            );
        }
    }
    if !from_rustc {
        out.push_str(&source_lines(subject, why, look));
    }
    if let Some(help) = &why.help {
        out.push('\n');
        let text = format!("help: {help}");
        out.push_str(&paragraph(look, 2, &text, |look, text| look.helpful(text)));
    }
    out.push('\n');
    match (&why.story, steps) {
        (Some(_), Some(_)) => {
            let more = format!("more: {CHECKER} explain {}", subject.name);
            out.push_str(&format!("  {}\n", look.dim(&more)));
        }
        (Some(story), None) => {
            let again = format!("again: {CHECKER} explain {} --replay {}", subject.name, story.replay);
            out.push_str(&format!("  {}\n", look.dim(&again)));
        }
        (None, _) => {}
    }
    if why.kind != Kind::Unfinished {
        out.push_str(&format!(
            "  {}\n",
            look.dim(&format!("hint: {CHECKER} hint {}", subject.name))
        ));
    }
    out
}

/// Where the time went, if the mistake is about time.
fn chart(story: &Story, look: Look) -> String {
    let canvas = Canvas {
        width: look.width,
        unicode: look.unicode,
    };
    if look.narrated {
        return told(&narrate_times(story), look);
    }
    let lines = spans::draw(story, canvas);
    if lines.is_empty() {
        return String::new();
    }
    lines.join("\n") + "\n\n"
}

/// Sentences, each a paragraph of its own.
fn told(sentences: &[String], look: Look) -> String {
    let paragraphs = sentences
        .iter()
        .map(|sentence| paragraph(look, 2, sentence, |_, text| text.to_owned()));
    let text: String = paragraphs.collect();
    if text.is_empty() { text } else { text + "\n" }
}

fn picture(story: &Story, look: Look, steps: Option<usize>) -> String {
    let mut story = story.clone();
    let mut out = String::new();
    story.retain(|_, step| !step.minor);
    let hidden = steps.map_or(0, |steps| story.steps.len().saturating_sub(steps));
    story.retain(|at, _| at >= hidden);
    let left_out = story.left_out;
    if look.narrated {
        let what =
            (left_out > 0).then(|| format!("{left_out} steps at the beginning or without a part in it are left out."));
        let sentences: Vec<String> = what.into_iter().chain(narrate(&story)).collect();
        return told(&sentences, look).trim_end().to_owned() + "\n";
    }
    for (at, row) in draw(
        &story,
        Canvas {
            width: look.width,
            unicode: look.unicode,
        },
    )
    .into_iter()
    .enumerate()
    {
        let text = match row.role {
            Role::Heading => look.strong(&row.text),
            Role::Step => row.text,
            Role::Remarked => look.notice(&row.text),
        };
        out.push_str(&format!("{text}\n"));
        if at == 0 && left_out > 0 {
            let what = if left_out == 1 {
                "1 step is left out".to_owned()
            } else {
                format!("{left_out} steps are left out")
            };
            out.push_str(&format!(
                "  {}\n",
                look.dim(&format!("{} {what}", look.dot().repeat(3)))
            ));
        }
    }
    out
}

fn evidence(text: &str, look: Look) -> String {
    match text.get(..2) {
        Some("- ") => look.bad(text),
        Some("+ ") => look.good(text),
        _ if text.starts_with("error") => look.bad(text),
        _ => text.to_owned(),
    }
}

/// The learner's own lines that the diagnosis names.
fn source_lines(subject: &Subject, why: &Diagnosis, look: Look) -> String {
    let mut lines = why.lines.clone();
    lines.sort_unstable();
    lines.dedup();
    let source: Vec<&str> = subject.source.lines().collect();
    let shown: Vec<(u32, &str)> = lines
        .iter()
        .filter_map(|&line| Some((line, *source.get(line.checked_sub(1)? as usize)?)))
        .collect();
    let Some(&(last, _)) = shown.last() else {
        return String::new();
    };
    let place = format!("{}:{}", subject.label, why.lines.first().unwrap_or(&last));
    let mut out = format!("\n  {}\n", look.dim(&place));
    // The indentation that all share says nothing.
    let indent = shown
        .iter()
        .map(|(_, text)| text.len() - text.trim_start().len())
        .min()
        .unwrap_or(0);
    let width = last.to_string().len();
    for (line, text) in shown {
        let room = look.width.saturating_sub(width + 5);
        let text: String = text[indent..].chars().take(room).collect();
        out.push_str(&format!("  {line:>width$} {} {text}\n", look.bar()));
    }
    out
}

/// What is to do in an exercise that nobody has begun.
pub fn task(subject: &Subject, title: &str, task: Option<&str>, verdict: &Verdict, look: Look) -> String {
    let mark = if look.unicode { "→" } else { "->" };
    let points = format!("{} points", number(verdict.max_points()));
    let mut out = format!(
        "{} {}  {}\n\n",
        look.notice(mark),
        look.strong(&format!("{} {} {title}", subject.folder, look.dot())),
        look.dim(&points)
    );
    out.push_str(&paragraph(
        look,
        2,
        task.unwrap_or("The lesson says what to do."),
        |_, text| text.to_owned(),
    ));
    if let Some((_, why)) = verdict.first_failure() {
        out.push('\n');
        out.push_str(&paragraph(look, 2, &why.message, |look, text| look.dim(text)));
    }
    out.push_str(&format!("\n  edit     {}\n", look.strong(subject.label)));
    out.push_str(&format!("  lesson   exercises/{}/README.md\n", subject.folder));
    out.push_str(&format!(
        "  then     {}\n",
        look.helpful(CHECKER.trim_end_matches(" --"))
    ));
    out.push_str(&format!(
        "  stuck?   {}\n",
        look.helpful(&format!("{CHECKER} hint {}", subject.name))
    ));
    out
}

/// Said once, to whoever runs the checker for the first time.
pub fn greeting(look: Look) -> String {
    let welcome = "Welcome to Threadlings: exercises about threads, from the first `spawn` to a pool of workers.";
    let way = "Each exercise is a folder under exercises/. Read its README.md, replace the todo!()s in its src/lib.rs, and run this \
               command again. Your program is then run in every interleaving of its threads that matters, so that a verdict is \
               never luck.";
    let text = |text| paragraph(look, 0, text, |_, text| text.to_owned());
    format!("{}\n{}\n", text(welcome), text(way))
}

/// One line for an exercise that is done.
pub fn done(folder: &str, verdict: &Verdict, look: Look) -> String {
    let points = format!("{} / {}", number(verdict.points()), number(verdict.max_points()));
    line_with(look, 0, &look.tick(), folder, &points, |_, text| text.to_owned())
}

/// Every exercise with state and points.
pub fn list(exercises: &[Listed], look: Look) -> String {
    let mut out = String::new();
    let widest = exercises.iter().map(|listed| listed.exercise.len()).max().unwrap_or(0);
    for listed in exercises {
        let mark = mark(look, listed.status);
        let points = match listed.status {
            "unchecked" => format!("? / {}", number(listed.max_points)),
            _ => format!("{} / {}", number(listed.points), number(listed.max_points)),
        };
        let name = format!("{:widest$}  {:10}", listed.exercise, listed.status);
        let full = format!("{name}  {}", listed.title);
        // The titles are what a narrow screen can do without, and then the words, since there are marks.
        let room = look.width.saturating_sub(points.chars().count() + 4);
        let text = match room {
            room if room >= name.chars().count() + 12 => cut(&full, room, look),
            room if room >= name.chars().count() => name,
            _ => listed.exercise.clone(),
        };
        out.push_str(&line_kept(look, &mark, &text, &points));
    }
    let points: f64 = exercises.iter().map(|listed| listed.points).sum();
    let max: f64 = exercises.iter().map(|listed| listed.max_points).sum();
    let passed = exercises.iter().filter(|listed| listed.status == "passed").count();
    out.push_str(&format!(
        "\n{passed} of {} done, {} of {} points\n",
        exercises.len(),
        number(points),
        number(max)
    ));
    out
}

fn cut(text: &str, width: usize, look: Look) -> String {
    let end = if look.unicode { "…" } else { "..." };
    if text.chars().count() <= width {
        return text.to_owned();
    }
    let kept: String = text.chars().take(width.saturating_sub(end.chars().count())).collect();
    kept.trim_end().to_owned() + end
}

/// Like [`line`], but spaces are kept, as columns need them.
fn line_kept(look: Look, mark: &str, text: &str, right: &str) -> String {
    let mark_width = if look.unicode || mark == "-" {
        1
    } else {
        mark_text_width(mark)
    };
    let fill = look
        .width
        .saturating_sub(mark_width + 1 + text.chars().count() + right.chars().count())
        .max(2);
    format!("{mark} {text}{}{right}\n", " ".repeat(fill))
}

/// The report on submissions.
pub fn grades(submissions: &[Submission], look: Look) -> String {
    let mut out = String::new();
    for submission in submissions {
        let all = submission
            .graded
            .iter()
            .all(|graded| graded.verdict.status == Status::Passed);
        let mark = if all { look.tick() } else { look.cross() };
        let points = format!(
            "{} / {} points",
            number(submission.points()),
            number(submission.max_points())
        );
        out.push_str(&line_with(look, 0, &mark, &submission.name, &points, |look, text| {
            look.strong(text)
        }));
        for graded in &submission.graded {
            let verdict = &graded.verdict;
            let points = format!("{} / {}", number(verdict.points()), number(verdict.max_points()));
            out.push_str(&line(look, &mark_of(look, verdict), &graded.exercise, &points));
            if let Status::Error(what) = &verdict.status {
                out.push_str(&paragraph(
                    look,
                    6,
                    &format!("error: {}", what.lines().next().unwrap_or("")),
                    |_, text| text.to_owned(),
                ));
            }
            for judged in &verdict.checks {
                if let Some(why) = judged.diagnosis() {
                    let text = format!("{}: {}", why.kind.name(), why.message);
                    out.push_str(&paragraph(look, 6, &text, |_, text| text.to_owned()));
                }
            }
        }
        out.push('\n');
    }
    out
}

fn mark_of(look: Look, verdict: &Verdict) -> String {
    mark(look, status(&verdict.status))
}

/// Text from a lesson: as it is, indented, long lines broken, code left alone.
pub fn prose(text: &str, look: Look) -> String {
    let mut out = String::new();
    let mut code = false;
    let mut paragraph_text = String::new();
    let flush = |text: &mut String, out: &mut String| {
        if !text.is_empty() {
            out.push_str(&paragraph(look, 2, text, |_, text| text.to_owned()));
            text.clear();
        }
    };
    for line in text.lines() {
        let fence = line.trim_start().starts_with("```");
        let list = line.trim_start().starts_with(['-', '*', '|']);
        if fence || code || list || line.trim().is_empty() {
            flush(&mut paragraph_text, &mut out);
            if fence {
                code = !code;
            } else if list && !code {
                paragraph_text.push_str(line.trim_start());
            } else if line.trim().is_empty() {
                out.push('\n');
            } else {
                out.push_str(&format!("    {}\n", look.helpful(line)));
            }
        } else {
            if !paragraph_text.is_empty() {
                paragraph_text.push(' ');
            }
            paragraph_text.push_str(line.trim());
        }
    }
    flush(&mut paragraph_text, &mut out);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::suite::{Check, World};
    use recorder::story::Step;

    fn judged(title: &str, outcome: Outcome) -> Judged {
        let check = Check {
            id: "id".to_owned(),
            title: title.to_owned(),
            points: 2.0,
            world: World::Simulated,
        };
        Judged { check, outcome }
    }

    fn lost_update() -> Verdict {
        let step = |thread, line, text: &str, remark: Option<&str>| Step {
            thread,
            line: Some(line),
            text: text.to_owned(),
            at_ns: 0,
            remark: remark.map(str::to_owned),
            ..Step::default()
        };
        let story = Story {
            threads: ["main", "adder 1", "adder 2"].map(str::to_owned).to_vec(),
            steps: vec![
                step(0, 1, "spawn adder 1", None),
                step(0, 1, "spawn adder 2", None),
                step(1, 2, "lock counter, read 0", None),
                step(2, 2, "lock counter, read 0", None),
                step(2, 3, "lock counter, write 1", None),
                step(1, 3, "lock counter, write 1", Some("adder 2's update is lost here")),
            ],
            found_in: 3,
            replay: "no_update_is_lost.1.4x1".to_owned(),
            preemptions: 1,
            ..Story::default()
        };
        let why = Diagnosis {
            kind: Kind::LostUpdate,
            message: "Two threads added 1, and the counter holds 1: one addition was overwritten.".to_owned(),
            lines: vec![3, 2],
            help: Some("keep one guard from the read to the write.".to_owned()),
            story: Some(story),
            evidence: Vec::new(),
        };
        let reach = Reach {
            interleavings: Some(1137),
            preemptions: 1,
            exhausted: false,
            simulated_ms: None,
        };
        let checks = vec![
            judged("Nothing is printed", Outcome::Passed(reach)),
            judged("No interleaving loses an update", Outcome::Failed(reach, Box::new(why))),
            judged("The program prints both counts", Outcome::Skipped),
        ];
        Verdict {
            status: Status::Failed,
            checks,
            duration_ms: 1,
        }
    }

    fn drawn(verdict: &Verdict, look: Look) -> String {
        let source =
            "fn add() {\n    let value = *counter.lock().unwrap();\n    *counter.lock().unwrap() = value + 1;\n}\n";
        let label = "exercises/09_race_demo/src/lib.rs";
        super::verdict(
            &Subject {
                folder: "09_race_demo",
                name: "race_demo",
                source,
                label,
            },
            verdict,
            look,
        )
    }

    const PLAIN: Look = Look {
        colour: false,
        width: 80,
        unicode: true,
        narrated: false,
    };

    #[test]
    fn a_failure_is_a_fact_its_evidence_and_a_help() {
        let expected = "\
✗ 09_race_demo                                                      2 / 6 points

  ✓ Nothing is printed                                                     2 / 2
  ✗ No interleaving loses an update                                        0 / 2
  · 1 check waits until the others pass.

✗ 09_race_demo · No interleaving loses an update                           0 / 2

  Two threads added 1, and the counter holds 1: one addition was overwritten.
  It takes 1 preemption (found in interleaving 3 of 1,137).

      main           adder 1                adder 2
   1  spawn adder 1
   1  spawn adder 2
   2                 lock counter, read 0
   2                                        lock counter, read 0
   3                                        lock counter, write 1
   3                 lock counter, write 1  ← adder 2's update is lost here

  exercises/09_race_demo/src/lib.rs:3
  2 │ let value = *counter.lock().unwrap();
  3 │ *counter.lock().unwrap() = value + 1;

  help: keep one guard from the read to the write.

  more: cargo run -p checker -- explain race_demo
  hint: cargo run -p checker -- hint race_demo
";
        assert_eq!(drawn(&lost_update(), PLAIN), expected);
    }

    #[test]
    fn colours_change_nothing_but_colours() {
        let coloured = drawn(&lost_update(), Look { colour: true, ..PLAIN });
        assert!(coloured.contains("\u{1b}["));
        let mut plain = String::new();
        let mut rest = coloured.as_str();
        while let Some((before, code)) = rest.split_once('\u{1b}') {
            plain.push_str(before);
            rest = code.split_once('m').map_or("", |(_, after)| after);
        }
        assert_eq!(plain + rest, drawn(&lost_update(), PLAIN));
    }

    #[test]
    fn nothing_but_commands_is_wider_than_the_screen() {
        for width in [30, 44, 60] {
            let text = drawn(&lost_update(), Look { width, ..PLAIN });
            let wide: Vec<&str> = text.lines().filter(|line| line.chars().count() > width).collect();
            let commands = wide
                .iter()
                .all(|line| line.contains("checker") || line.contains("lib.rs"));
            assert!(commands, "{width}: {wide:#?}");
        }
    }

    #[test]
    fn a_pass_says_how_far_it_looked() {
        let check =
            |reach: Reach, expected: &str| assert_eq!(far(&reach, &judged("", Outcome::Passed(reach))), expected);
        let reach = Reach {
            interleavings: Some(137),
            preemptions: 2,
            exhausted: true,
            simulated_ms: None,
        };
        check(reach, "137 interleavings, all with up to 2 preemptions.");
        check(
            Reach {
                exhausted: false,
                ..reach
            },
            "137 interleavings, all with up to 2 preemptions and some with more.",
        );
        check(
            Reach {
                exhausted: false,
                preemptions: 0,
                ..reach
            },
            "137 interleavings, not all that there are.",
        );
        check(
            Reach {
                simulated_ms: Some(2500.0),
                ..reach
            },
            "137 interleavings, all with up to 2 preemptions. 2.5 s of simulated time.",
        );
        check(
            Reach {
                interleavings: None,
                ..reach
            },
            "",
        );
    }
}
