//! `checker play NAME`: you are the scheduler, and try to make the program fail.

use crate::cli::Play;
use crate::commands::{Exit, Session, say};
use crate::error::Error;
use crate::exercise::Exercise;
use crate::forbid;
use crate::interactive::board::Board;
use crate::interactive::game::{Engine, Game, Known, Run};
use crate::interactive::score::Effort;
use crate::interactive::{plain, terminal};
use crate::pipeline::{Answer, Pipeline, Rehearsal, Rehearsed};
use crate::progress::Spinner;
use crate::render::human::{self, CHECKER, Subject};
use crate::suite::{Suite, World};
use crate::verdict::{Judged, Outcome, Verdict};
use recorder::Replay;
use recorder::replay::Schedule;
use std::io;
use std::path::Path;

pub fn run(session: &Session, arguments: &Play) -> Result<Exit, Error> {
    let exercise = session.find(&arguments.name)?;
    let suite = session.suite(exercise)?;
    let program = program(session, exercise, arguments.answer.as_deref())?;
    let pipeline = session.pipeline(true)?;
    let answer = Answer {
        exercise,
        suite: &suite,
        text: Some(&program.text),
        label: &program.label,
    };
    let verdict = if program.own {
        session.verdict(&pipeline, exercise, false)?.1
    } else {
        let _spinner = Spinner::new(format!("checking {}", program.label));
        pipeline.try_examine(answer)?
    };
    let start = start(&suite, &verdict, arguments.check.as_ref())?;
    let rehearsal = match rehearsed(&pipeline, answer, &start)? {
        Ok(rehearsal) => rehearsal,
        Err(refused) => {
            let subject = Subject {
                folder: &exercise.folder,
                name: &exercise.name,
                source: &program.text,
                label: &program.label,
            };
            say(&human::verdict(&subject, &refused, session.look));
            return Ok(Exit::NotPassed);
        }
    };
    let game = Game::begin(engine(&rehearsal, &start), known(&rehearsal, &verdict, &start)?)?;
    if game.story().steps.is_empty() && game.outcome().is_some_and(|outcome| !outcome.failed) {
        return Err(Error::new(
            format!("`{}.{}` runs nothing", start.check, start.exploration),
            "Leave the number out: --check takes the name of a check, or a check's part such as its second, `NAME.2`.",
        ));
    }
    let title = suite.checks.iter().find(|check| check.id == start.check);
    let title = format!(
        "{} {} make this fail: {}",
        exercise.folder,
        session.look.dot(),
        title.map_or("", |check| &check.title)
    );
    let game = played(session, arguments.plain, title, &program, game)?;
    if let (true, Some(token)) = (program.own, failed(&game)) {
        say(&format!(
            "again: {CHECKER} explain {} --replay {token}\n",
            exercise.name
        ));
    }
    say(&format!("hint:  {CHECKER} hint {}\n", exercise.name));
    Ok(Exit::AllPassed)
}

/// Plays in the terminal, if there is one, else line by line.
fn played<'a>(
    session: &Session,
    plainly: bool,
    title: String,
    program: &'a Program,
    mut game: Game<'a>,
) -> Result<Game<'a>, Error> {
    if plainly || !terminal::is_there() {
        say(&format!("{title}\nprogram: {}\n{}", program.label, program.why));
        plain::play(&mut game, &mut io::stdin().lock(), &mut io::stdout().lock())?;
        return Ok(game);
    }
    let mut board = Board::new(title, game, &program.text);
    terminal::show(&mut board, session.look)?;
    let game = board.leave()?;
    let said = game
        .outcome()
        .map_or(String::from("You left before the end."), |outcome| {
            outcome.said.join(" ")
        });
    say(&format!("{}{}", program.why, human::sentence(&said, session.look)));
    Ok(game)
}

/// The program that is played.
struct Program {
    text: String,
    label: String,
    /// Whether it is the learner's answer in this workspace.
    own: bool,
    /// Why it is this one, if that is not clear.
    why: String,
}

fn program(session: &Session, exercise: &Exercise, given: Option<&Path>) -> Result<Program, Error> {
    let read = |path: &Path| std::fs::read_to_string(path).map_err(|error| Error::reading(path, &error));
    if let Some(path) = given {
        return Ok(Program {
            text: read(path)?,
            label: path.display().to_string(),
            own: false,
            why: String::new(),
        });
    }
    let text = session.answer(exercise)?;
    let shipped = exercise.directory.join("play.rs");
    if forbid::todo(&text).is_none() || !shipped.is_file() {
        return Ok(Program {
            text,
            label: exercise.answer_label(),
            own: true,
            why: String::new(),
        });
    }
    let label = format!("exercises/{}/play.rs", exercise.folder);
    Ok(Program {
        text: read(&shipped)?,
        why: format!("Your own file still has a todo!(), so you play with {label}, which has a mistake in it.\n"),
        label,
        own: false,
    })
}

/// Where the game begins: the check, and the part of it, that fails first and not in every interleaving, which would be no
/// game; else what fails at all; else the first.
fn start(suite: &Suite, verdict: &Verdict, asked: Option<&Replay>) -> Result<Replay, Error> {
    let simulated: Vec<&str> = suite.of(World::Simulated).map(|check| check.id.as_str()).collect();
    let mut failing: Vec<Replay> = verdict.checks.iter().filter_map(failing_token).collect();
    failing.sort_by_key(|token| token.schedule == Schedule::Choices(Vec::new()));
    match asked {
        Some(asked) if !simulated.contains(&asked.check.as_str()) => Err(Error::new(
            format!("no check `{}` can be played here", asked.check),
            format!("The checks that can are {}.", simulated.join(", ")),
        )),
        // The part that fails, unless another one is asked for.
        Some(asked) => Ok(failing
            .into_iter()
            .find(|failing| failing.check == asked.check && asked.exploration == 1)
            .unwrap_or_else(|| asked.clone())),
        None => match (failing.into_iter().next(), simulated.first()) {
            (Some(failing), _) => Ok(failing),
            (None, Some(first)) => Ok(Replay {
                check: (*first).to_owned(),
                exploration: 1,
                schedule: Schedule::Choices(Vec::new()),
            }),
            (None, None) => Err(Error::new(
                "no check of this exercise can be played",
                "Choose another exercise: `checker list` shows them all.",
            )),
        },
    }
}

/// The token of a simulated check's failing interleaving.
fn failing_token(judged: &Judged) -> Option<Replay> {
    let story = judged.diagnosis()?.story.as_ref()?;
    let token: Replay = story.replay.parse().ok()?;
    matches!(token.schedule, Schedule::Choices(_)).then_some(token)
}

fn rehearsed<'a>(
    pipeline: &'a Pipeline,
    answer: Answer,
    start: &Replay,
) -> Result<Result<Box<Rehearsal<'a>>, Verdict>, Error> {
    let _spinner = Spinner::new("building the program");
    Ok(match pipeline.rehearse(answer, &start.check)? {
        Rehearsed::Ready(rehearsal) => Ok(rehearsal),
        Rehearsed::Refused(verdict) => Err(verdict),
    })
}

fn once(rehearsal: &Rehearsal, replay: &Replay) -> Result<Run, Error> {
    let performance = rehearsal.run(replay)?;
    let mistake = performance.verdict.first_failure().map(|(_, why)| why.message.clone());
    Ok(Run {
        story: performance.story.unwrap_or_default(),
        mistake,
    })
}

fn engine<'a>(rehearsal: &'a Rehearsal, start: &Replay) -> Engine<'a> {
    let start = start.clone();
    Box::new(move |chosen| {
        let replay = Replay {
            schedule: Schedule::Choices(chosen.to_vec()),
            ..start.clone()
        };
        once(rehearsal, &replay)
    })
}

/// What the search has found in the check that is played.
fn known(rehearsal: &Rehearsal, verdict: &Verdict, start: &Replay) -> Result<Known, Error> {
    let Some(judged) = verdict.checks.iter().find(|judged| judged.check.id == start.check) else {
        return Ok(Known::default());
    };
    let shortest = match failing_token(judged).filter(|token| token.exploration == start.exploration) {
        Some(token) => {
            let run = once(rehearsal, &token)?;
            (run.mistake.is_some() && !run.story.hoped).then(|| Effort::of(&run.story))
        }
        None => None,
    };
    let tried = match &judged.outcome {
        Outcome::Passed(reach) => Some(human::far(reach, judged)),
        Outcome::Failed(..) | Outcome::Skipped => None,
    };
    Ok(Known { shortest, tried })
}

/// The token of a game that was won.
fn failed(game: &Game) -> Option<String> {
    let failed = game.outcome()?.failed && !game.story().replay.is_empty();
    failed.then(|| game.story().replay.clone())
}
