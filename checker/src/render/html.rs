//! Diagrams as web pages: the picture, the learner's source beside it, and a little script that shows how things stand at each step.
//! In: a [`Scene`]. Out: a page in one piece that fetches nothing; a browser that keeps to its policy would not let it.

use crate::diagram::measure::visible;
use crate::diagram::moment::moments;
use crate::diagram::sheet::Sheet;
use crate::diagram::{Detail, Scene};
use crate::render::markup::{escaped, in_script};
use crate::render::svg;
use serde::Serialize;

const CSS: &str = include_str!("html/page.css");
const SCRIPT: &str = include_str!("html/page.js");

/// What the script gets to know.
#[derive(Serialize)]
struct Data {
    steps: Vec<StepData>,
    /// The number of the step to begin with.
    first: usize,
}

#[derive(Serialize)]
struct StepData {
    what: String,
    line: Option<u32>,
    held: Vec<String>,
    values: Vec<String>,
    output: String,
}

/// The page. Only the script with the nonce may run, which nobody knows when the learner's text is written.
pub fn page(scene: &Scene, nonce: &str) -> String {
    let story = scene.story;
    let folded = story
        .steps
        .iter()
        .enumerate()
        .any(|(at, step)| step.minor && story.decisive != Some(at));
    let (title, message) = (escaped(&visible(&scene.heading)), escaped(&visible(scene.message)));
    let help = scene.help.map_or(String::new(), |help| {
        format!("<p>help: {}</p>\n", escaped(&visible(help)))
    });
    let toggle = if folded {
        " · <label><input type=\"checkbox\" id=\"all\" autocomplete=\"off\"/> show all steps</label>"
    } else {
        ""
    };
    let figure = |id: &str, detail: Detail, hidden: &str, prefix: &str| {
        let sheet = Sheet::bare(scene, detail);
        // It may shrink with the window, as far as it can be read.
        let least = sheet.width * 17 / 20;
        let drawing = svg::drawing(scene, &sheet, prefix);
        format!("<figure id=\"{id}\" style=\"min-width:{least}px\"{hidden}>\n{drawing}</figure>\n")
    };
    let mut figures = figure("relevant", Detail::Relevant, "", "");
    if folded {
        figures += &figure("every", Detail::All, " hidden=\"hidden\"", "all-");
    }
    let data = in_script(&serde_json::to_string(&data(scene)).unwrap_or_default());
    let parts = Parts {
        head: format!(
            "<meta charset=\"utf-8\"/>\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src \
             'unsafe-inline'; script-src 'nonce-{nonce}'; base-uri 'none'; form-action 'none'\"/>\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n<title>{title}</title>\n\
             <style>\n{}{CSS}</style>",
            svg::style()
        ),
        header: format!(
            "<h1>{title}</h1>\n<p>{message}</p>\n{help}<p class=\"muted small\"><code>{}</code> \
             <span><kbd>↑</kbd> <kbd>↓</kbd> or a click choose a step{toggle}</span></p>",
            escaped(&visible(&scene.again))
        ),
        source: source(scene),
        script: format!(
            "<script type=\"application/json\" id=\"story\">{data}</script>\n<script nonce=\"{nonce}\">\n{SCRIPT}</script>"
        ),
        figures,
    };
    parts.page(&escaped(&visible(scene.label)))
}

struct Parts {
    head: String,
    header: String,
    figures: String,
    source: String,
    script: String,
}

impl Parts {
    fn page(&self, label: &str) -> String {
        let Parts {
            head,
            header,
            figures,
            source,
            script,
        } = self;
        format!(
            "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n{head}\n</head>\n<body>\n<header>\n{header}\n</header>\n\
             <main aria-label=\"the interleaving\">\n{figures}</main>\n<aside>\n\
             <section id=\"now\" aria-live=\"polite\" aria-label=\"the chosen step\">\n<div hidden=\"hidden\"><h2>This step</h2><p id=\"what\"></p></div>\n\
             <div class=\"facts\"><div hidden=\"hidden\"><h2>Locks held</h2><pre id=\"held\"></pre></div>\n\
             <div hidden=\"hidden\"><h2>Values</h2><pre id=\"values\"></pre></div>\n\
             <div hidden=\"hidden\"><h2>Printed so far</h2><pre id=\"output\"></pre></div></div>\n</section>\n\
             <section class=\"source\" aria-label=\"source\">\n<h2>{label}</h2>\n<ol>\n{source}</ol>\n</section>\n</aside>\n{script}\n\
             </body>\n</html>\n"
        )
    }
}

fn source(scene: &Scene) -> String {
    let line = |(at, text): (usize, &str)| {
        let number = at + 1;
        let named = if scene.lines.contains(&(number as u32)) {
            " class=\"named\""
        } else {
            ""
        };
        let text = visible(&text.replace('\t', "    "));
        format!("<li{named}><span>{number}</span>{}</li>\n", escaped(&text))
    };
    scene.source.lines().enumerate().map(line).collect()
}

fn data(scene: &Scene) -> Data {
    let story = scene.story;
    let steps = moments(story).into_iter().enumerate().map(|(at, moment)| {
        let held = moment.held.into_iter().map(|held| {
            let end = if held.ends { ", given back here" } else { "" };
            visible(&format!("{}: {}{end}", held.lock, held.by))
        });
        let values = moment
            .values
            .into_iter()
            .map(|(name, value)| visible(&format!("{name} = {value}")));
        StepData {
            what: visible(&svg::spoken(story, at)),
            line: story.steps[at].line,
            held: held.collect(),
            values: values.collect(),
            output: moment.output.lines().map(visible).collect::<Vec<_>>().join("\n"),
        }
    });
    let noted = story.steps.iter().position(|step| !step.minor && step.remark.is_some());
    let last = story.steps.iter().rposition(|step| !step.minor);
    Data {
        steps: steps.collect(),
        first: story.decisive.or(noted).or(last).unwrap_or(0) + 1,
    }
}

#[cfg(test)]
mod tests;
