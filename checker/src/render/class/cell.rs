//! What a cell of the class's table opens, as `<template>`s that cells share. In: graded exercises. Out: HTML.

use crate::diagram::sheet::Sheet;
use crate::diagram::{Detail, Scene};
use crate::graded::Graded;
use crate::render::human::{self, number};
use crate::render::markup::escaped;
use crate::render::{svg, told, untrusted};
use crate::verdict::{Diagnosis, Judged, Outcome, Status};
use recorder::Story;
use std::collections::HashMap;

/// Lines of context around those that a diagnosis names.
const CONTEXT: u32 = 1;

/// What stands in the page once.
#[derive(Default)]
pub struct Templates {
    cells: Vec<String>,
    /// The cells by what they say.
    known_cells: HashMap<String, usize>,
    pictures: Vec<String>,
    /// The pictures by how they look.
    known_pictures: HashMap<String, usize>,
    /// The bytes that are left for pictures.
    room: usize,
}

impl Templates {
    pub fn with_room(room: usize) -> Templates {
        Templates {
            room,
            ..Templates::default()
        }
    }

    /// The number of the template for what is said about an exercise.
    pub fn cell(&mut self, graded: &Graded) -> usize {
        let inside = self.inside(graded);
        if let Some(&known) = self.known_cells.get(&inside) {
            return known;
        }
        self.cells.push(inside.clone());
        self.known_cells.insert(inside, self.cells.len());
        self.cells.len()
    }

    pub fn html(&self) -> String {
        let templates = |name: &'static str, all: &[String]| {
            let template =
                |(at, inside): (usize, &String)| format!("<template id=\"{name}-{}\">\n{inside}</template>\n", at + 1);
            all.iter().enumerate().map(template).collect::<String>()
        };
        templates("said", &self.cells) + &templates("picture", &self.pictures)
    }

    fn inside(&mut self, graded: &Graded) -> String {
        let mut out = String::new();
        if let Status::Error(what) = &graded.verdict.status {
            out.push_str("<p>This could not be graded, which is not the learner's fault.</p>\n");
            out.push_str(&pre(&untrusted::lines(what)));
        }
        // What failed comes first: it is what a cell is opened for.
        let (failed, others): (Vec<&Judged>, Vec<&Judged>) = graded
            .verdict
            .checks
            .iter()
            .partition(|judged| judged.diagnosis().is_some());
        for judged in failed.into_iter().chain(others) {
            match judged.diagnosis() {
                Some(why) if why.kind.is_about_the_file() => {
                    out.push_str(&self.diagnosis(graded, judged, why));
                    out.push_str(&check(judged, "skipped", "·", &muted("not run")));
                }
                Some(why) => {
                    let told = self.diagnosis(graded, judged, why);
                    out.push_str(&check(judged, "failed", "✗", &told));
                }
                None => {
                    let (class, mark, told) = match &judged.outcome {
                        Outcome::Passed(reach) => ("passed", "✓", human::far(reach, judged)),
                        Outcome::Skipped | Outcome::Failed(..) => ("skipped", "·", "not run".to_owned()),
                    };
                    out.push_str(&check(judged, class, mark, &muted(&told)));
                }
            }
        }
        out
    }

    fn diagnosis(&mut self, graded: &Graded, judged: &Judged, why: &Diagnosis) -> String {
        let picture = why
            .story
            .as_ref()
            .filter(|story| !story.steps.is_empty())
            .and_then(|story| self.picture(graded, judged, why, story));
        let Some(picture) = picture else {
            return format!(
                "<p><code>{}</code></p>\n{}",
                why.kind.name(),
                pre(&told::diagnosis(graded, judged, why))
            );
        };
        let mut out = format!(
            "<p><code>{}</code> <strong>{}</strong></p>\n<div class=\"picture\" data-picture=\"{picture}\"></div>\n{}",
            why.kind.name(),
            escaped(&untrusted::line(&why.message)),
            source(graded, why),
        );
        if !why.evidence.is_empty() {
            out.push_str(&pre(&untrusted::lines(&why.evidence.join("\n"))));
        }
        if let Some(help) = &why.help {
            out.push_str(&format!("<p>help: {}</p>\n", escaped(&untrusted::line(help))));
        }
        out + &muted(&told::again(graded, judged))
    }

    /// The number of the picture of a story; `None` if the page would become too large.
    fn picture(&mut self, graded: &Graded, judged: &Judged, why: &Diagnosis, story: &Story) -> Option<usize> {
        let scene = Scene {
            heading: format!("{} · {}", graded.exercise, judged.check.title),
            message: &why.message,
            help: why.help.as_deref(),
            again: String::new(),
            source: graded.source.as_deref().unwrap_or(""),
            label: &graded.label,
            lines: &why.lines,
            story,
        };
        let sheet = Sheet::bare(&scene, Detail::Relevant);
        let looks = svg::drawing(&scene, &sheet, "");
        if let Some(&known) = self.known_pictures.get(&looks) {
            return Some(known);
        }
        let number = self.pictures.len() + 1;
        let drawing = svg::drawing(&scene, &sheet, &format!("p{number}-"));
        self.room = self.room.checked_sub(drawing.len())?;
        self.pictures.push(drawing);
        self.known_pictures.insert(looks, number);
        Some(number)
    }
}

fn check(judged: &Judged, class: &str, mark: &str, told: &str) -> String {
    format!(
        "<section class=\"{class}\">\n<h3><span aria-hidden=\"true\">{mark}</span> {} <span class=\"muted\">{} / {} · {}</span></h3>\n\
         {told}</section>\n",
        escaped(&untrusted::line(&judged.check.title)),
        number(judged.points()),
        number(judged.check.points),
        judged.check.world.described(),
    )
}

/// The lines that a diagnosis names, each with its neighbours.
fn source(graded: &Graded, why: &Diagnosis) -> String {
    let Some(source) = &graded.source else {
        return String::new();
    };
    let is_near = |number: u32| why.lines.iter().any(|line| line.abs_diff(number) <= CONTEXT);
    let line = |(at, text): (usize, &str)| {
        let number = at as u32 + 1;
        let named = if why.lines.contains(&number) {
            " class=\"named\""
        } else {
            ""
        };
        let text = untrusted::line(&text.replace('\t', "    "));
        is_near(number).then(|| format!("<li{named} value=\"{number}\"><code>{}</code></li>\n", escaped(&text)))
    };
    let lines: String = source.lines().enumerate().filter_map(line).collect();
    if lines.is_empty() {
        return String::new();
    }
    format!("<ol class=\"source\">\n{lines}</ol>\n")
}

fn pre(text: &str) -> String {
    format!("<pre tabindex=\"0\">{}</pre>\n", escaped(text))
}

fn muted(text: &str) -> String {
    if text.is_empty() {
        return String::new();
    }
    format!("<p class=\"muted\">{}</p>\n", escaped(text))
}
