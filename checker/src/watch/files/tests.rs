//! Tests of what counts as a save, without and with the system's help.

use super::*;
use std::fs;

const PATIENCE: Duration = Duration::from_secs(60);

struct Exercise {
    _folder: tempfile::TempDir,
    exercises: PathBuf,
    directory: PathBuf,
    answer: PathBuf,
}

fn exercise() -> Exercise {
    let folder = tempfile::tempdir().unwrap();
    let exercises = folder.path().join("exercises");
    let directory = exercises.join("01_first");
    fs::create_dir_all(directory.join("src")).unwrap();
    let answer = directory.join("src/lib.rs");
    fs::write(&answer, "one").unwrap();
    Exercise {
        _folder: folder,
        exercises,
        directory,
        answer,
    }
}

/// Watches an exercise.
fn watched(exercise: &Exercise, only_look: bool) -> (FileWatch, Receiver<Files>) {
    let (sender, come) = channel();
    let watch = FileWatch::begin(&exercise.exercises, only_look, move |files| {
        let _ = sender.send(files);
    });
    if only_look {
        assert_eq!(come.recv_timeout(PATIENCE), Ok(Files::Polled(ASKED)));
    }
    appears(exercise, || watch.attend(&exercise.directory), &come);
    (watch, come)
}

/// Lets the exercise appear when it has been looked for: what comes after that is sure to be seen as a change.
fn appears(exercise: &Exercise, attend: impl FnOnce(), come: &Receiver<Files>) {
    let elsewhere = exercise.exercises.join("not_yet");
    fs::rename(&exercise.directory, &elsewhere).unwrap();
    attend();
    until(come, &Files::Gone(exercise.directory.clone()));
    fs::rename(&elsewhere, &exercise.directory).unwrap();
    saved(come);
}

/// Waits until this is told. On a busy machine a save may take so long that it is told of as two, or that the system tells of it late.
fn until(come: &Receiver<Files>, wanted: &Files) {
    while come.recv_timeout(PATIENCE).as_ref().expect("it is told of") != wanted {}
}

fn saved(come: &Receiver<Files>) {
    until(come, &Files::Saved { differs: true });
}

fn every_kind_of_save(only_look: bool) {
    let exercise = exercise();
    let (_watch, come) = watched(&exercise, only_look);
    // In place.
    fs::write(&exercise.answer, "two").unwrap();
    saved(&come);
    // Aside, and put in its place; with and without the old one moved away first.
    let aside = exercise.directory.join("src/.lib.rs.swp");
    fs::write(&aside, "three").unwrap();
    fs::rename(&aside, &exercise.answer).unwrap();
    saved(&come);
    fs::rename(&exercise.answer, exercise.directory.join("src/lib.rs~")).unwrap();
    fs::write(&exercise.answer, "four").unwrap();
    saved(&come);
    // Another file of the exercise.
    fs::write(exercise.directory.join("src/given.rs"), "five").unwrap();
    saved(&come);
    // Gone, and back.
    fs::remove_file(&exercise.answer).unwrap();
    until(&come, &Files::Gone(exercise.answer.clone()));
    fs::write(&exercise.answer, "six").unwrap();
    saved(&come);
    // The whole folder.
    let elsewhere = exercise.exercises.join("elsewhere");
    fs::rename(&exercise.directory, &elsewhere).unwrap();
    until(&come, &Files::Gone(exercise.directory.clone()));
    fs::rename(&elsewhere, &exercise.directory).unwrap();
    saved(&come);
    // Watched as before.
    fs::write(&exercise.answer, "seven").unwrap();
    saved(&come);
}

#[test]
fn every_kind_of_save_is_told_of_by_the_system() {
    every_kind_of_save(false);
}

#[test]
fn every_kind_of_save_is_found_by_looking() {
    every_kind_of_save(true);
}

#[test]
fn what_an_editor_keeps_beside_a_file_is_no_save() {
    let exercise = exercise();
    let (_watch, come) = watched(&exercise, true);
    for name in [".lib.rs.swp", "lib.rs~", "4913", ".#lib.rs"] {
        fs::write(exercise.directory.join("src").join(name), name).unwrap();
    }
    assert_eq!(come.recv_timeout(4 * OFTEN), Err(RecvTimeoutError::Timeout));
}

#[test]
fn a_save_of_the_same_text_is_told_from_another() {
    let exercise = exercise();
    let (_watch, come) = watched(&exercise, true);
    let answer = fs::File::options().append(true).open(&exercise.answer).unwrap();
    answer.set_modified(SystemTime::now() + Duration::from_secs(1)).unwrap();
    assert_eq!(come.recv_timeout(PATIENCE), Ok(Files::Saved { differs: false }));
}

#[test]
fn a_change_that_nobody_has_told_of_means_that_looking_is_needed() {
    let exercise = exercise();
    let (tell, told) = channel();
    let (signals, come) = channel();
    let attention = Attention::new(None, move |files| {
        let _ = tell.send(files);
    });
    let thread = std::thread::spawn(move || attention.attend(&come));
    let attend = || signals.send(Signal::Attend(exercise.directory.clone())).unwrap();
    appears(&exercise, attend, &told);
    until(&told, &Files::Polled(NOT_TOLD));
    fs::write(&exercise.answer, "two").unwrap();
    saved(&told);
    drop(signals);
    thread.join().unwrap();
}
