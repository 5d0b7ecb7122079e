//! A class as one web page: a table of submissions and exercises, each cell of which opens what is said about it, with the interleaving as
//! a picture. In: submissions. Out: a page in one piece that fetches nothing; a browser that keeps to its policy would not let it.
//!
//! Two hundred submissions make more than a thousand cells. What several cells say alike, and pictures that are alike, are in the page
//! once, in `<template>`s that a browser draws only when a cell is opened; when pictures would make the page too large to be opened at
//! all, the others stand there as text.

mod cell;

use crate::graded::{Graded, Submission};
use crate::points;
use crate::render::human::number;
use crate::render::markup::escaped;
use crate::render::{svg, untrusted};
use crate::verdict::Status;
use cell::Templates;
use std::collections::BTreeMap;

const CSS: &str = include_str!("class/page.css");
const SCRIPT: &str = include_str!("class/page.js");

/// Bytes of pictures in a page. Browsers open larger ones too, but not while anybody waits.
const PICTURES: usize = 8 << 20;

/// The page. Only the script with the nonce may run, which nobody knows when the learners' text is written.
pub fn page(submissions: &[Submission], nonce: &str) -> String {
    page_within(submissions, nonce, PICTURES)
}

fn page_within(submissions: &[Submission], nonce: &str, pictures: usize) -> String {
    let mut templates = Templates::with_room(pictures);
    let exercises = exercises(submissions);
    let rows: String = submissions
        .iter()
        .enumerate()
        .map(|(at, submission)| row(at, submission, &exercises, &mut templates))
        .collect();
    let heads: String = exercises
        .iter()
        .map(|exercise| format!("<th scope=\"col\">{}</th>\n", escaped(exercise)))
        .collect();
    let (title, facts) = facts(submissions);
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; \
         script-src 'nonce-{nonce}'; base-uri 'none'; form-action 'none'\"/>\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n<title>{title}</title>\n\
         <style>\n{}{CSS}</style>\n</head>\n<body>\n<header>\n<h1>{title}</h1>\n<p>{facts}</p>\n\
         <p class=\"tools\"><label>Find <input id=\"find\" type=\"search\" autocomplete=\"off\"/></label>\n\
         <span class=\"muted\"><kbd>←</kbd> <kbd>→</kbd> <kbd>↑</kbd> <kbd>↓</kbd> move between the cells, <kbd>Enter</kbd> opens one, \
         <kbd>Esc</kbd> closes it</span> <span id=\"found\" class=\"muted\" role=\"status\"></span></p>\n\
         <noscript><p>Without scripts the cells of this page do not open.</p></noscript>\n</header>\n\
         <main>\n<table>\n<thead>\n<tr>\n<th scope=\"col\"><button type=\"button\" data-sort=\"name\">submission</button></th>\n\
         <th scope=\"col\"><button type=\"button\" data-sort=\"points\">points</button></th>\n{heads}</tr>\n</thead>\n\
         <tbody>\n{rows}</tbody>\n<tfoot>\n{}</tfoot>\n</table>\n</main>\n\
         <dialog id=\"open\" aria-labelledby=\"title\">\n<header><h2 id=\"title\"></h2>\
         <button type=\"button\" id=\"close\">close</button></header>\n<div id=\"inside\"></div>\n</dialog>\n\
         {}<script nonce=\"{nonce}\">\n{SCRIPT}</script>\n</body>\n</html>\n",
        svg::style(),
        foot(submissions, &exercises),
        // The pictures' text is what learners wrote: see `untrusted` on what this would be in a log.
        templates.html().replace("##[", "##&#91;"),
    )
}

/// The exercises that occur, in the order of the course.
fn exercises(submissions: &[Submission]) -> Vec<&str> {
    let mut exercises: Vec<&str> = Vec::new();
    for graded in submissions.iter().flat_map(|submission| &submission.graded) {
        if !exercises.contains(&graded.exercise.as_str()) {
            exercises.push(&graded.exercise);
        }
    }
    exercises
}

fn row(at: usize, submission: &Submission, exercises: &[&str], templates: &mut Templates) -> String {
    let points = submission.points();
    let mut out = format!(
        "<tr data-points=\"{points}\">\n<th scope=\"row\">{}</th>\n<td class=\"points\">{} / {}</td>\n",
        escaped(&untrusted::line(&submission.name)),
        number(points),
        number(submission.max_points())
    );
    for (column, exercise) in exercises.iter().enumerate() {
        let Some(graded) = submission.graded.iter().find(|graded| graded.exercise == *exercise) else {
            out.push_str("<td></td>\n");
            continue;
        };
        let template = templates.cell(graded);
        let (class, mark, word) = state(graded);
        let verdict = &graded.verdict;
        let points = format!("{} / {}", number(verdict.points()), number(verdict.max_points()));
        out.push_str(&format!(
            "<td class=\"{class}\"><button type=\"button\" id=\"cell-{}-{}\" data-cell=\"{template}\" data-exercise=\"{}\">\
             <span aria-hidden=\"true\">{mark}</span> {points}<small>{word}</small></button></td>\n",
            at + 1,
            column + 1,
            escaped(&graded.exercise),
        ));
    }
    out + "</tr>\n"
}

/// The class, the sign and the word for how an exercise went. Nothing is told by colour alone.
fn state(graded: &Graded) -> (&'static str, &'static str, &'static str) {
    let kind = graded
        .verdict
        .first_failure()
        .map_or("failed", |(_, why)| why.kind.name());
    match graded.verdict.status {
        Status::Passed => ("passed", "✓", "passed"),
        Status::Failed => ("failed", "✗", kind),
        Status::Unfinished => ("unfinished", "·", "unfinished"),
        Status::Error(_) => ("error", "!", "not graded"),
    }
}

fn facts(submissions: &[Submission]) -> (String, String) {
    let count = submissions.len();
    let title = match count {
        1 => "Threadlings: 1 submission".to_owned(),
        _ => format!("Threadlings: {count} submissions"),
    };
    let most = submissions.iter().map(Submission::max_points).fold(0.0, f64::max);
    let mean = points::sum(submissions.iter().map(Submission::points)) / count.max(1) as f64;
    let complete = submissions.iter().filter(|submission| {
        let mut graded = submission.graded.iter();
        graded.all(|graded| graded.verdict.status == Status::Passed)
    });
    let facts = format!(
        "{} of {} points on average. {} of {count} passed everything.",
        number(mean),
        number(most),
        complete.count()
    );
    (title, facts)
}

/// Below each exercise: how many passed, and the mistakes that were made most.
fn foot(submissions: &[Submission], exercises: &[&str]) -> String {
    let mut passed = String::new();
    let mut mistakes = String::new();
    for exercise in exercises {
        let all = || {
            let graded = submissions.iter().flat_map(|submission| &submission.graded);
            graded.filter(|graded| graded.exercise == *exercise)
        };
        let count = all().filter(|graded| graded.verdict.status == Status::Passed).count();
        passed.push_str(&format!("<td>{count} of {}</td>\n", all().count()));
        let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
        for (_, why) in all().filter_map(|graded| graded.verdict.first_failure()) {
            *kinds.entry(why.kind.name()).or_default() += 1;
        }
        let mut kinds: Vec<(&str, usize)> = kinds.into_iter().collect();
        kinds.sort_by_key(|&(name, count)| (std::cmp::Reverse(count), name));
        let kinds: Vec<String> = kinds
            .iter()
            .take(3)
            .map(|(name, count)| format!("{name} {count}"))
            .collect();
        mistakes.push_str(&format!("<td>{}</td>\n", kinds.join("<br/>")));
    }
    format!(
        "<tr><th scope=\"row\">passed</th><td></td>\n{passed}</tr>\n<tr><th scope=\"row\">most frequent</th><td></td>\n{mistakes}</tr>\n"
    )
}

#[cfg(test)]
mod tests;
