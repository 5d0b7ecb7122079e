//! A diagram with what stands around it: what it is about above, the learner's lines to the right, and below what its signs mean.

use crate::diagram::measure::{LINE, Label, PAD, Rect, cut, lines, visible, width};
use crate::diagram::{Detail, Diagram, Scene};
use recorder::story::Led;

/// A diagram and what is around it, in pixels. All places are the sheet's, the diagram's own too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    pub width: i32,
    pub height: i32,
    pub diagram: Diagram,
    /// Where the diagram's upper left corner is.
    pub origin: (i32, i32),
    /// The title, the sentence, the help.
    pub heading: Vec<Label>,
    pub listing: Vec<Listed>,
    pub legend: Vec<Entry>,
}

/// A line of the learner's file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    pub label: Label,
    /// The diagnosis names it.
    pub named: bool,
}

/// What a sign means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub sign: Sign,
    pub label: Label,
    /// Where the sign itself is.
    pub place: Rect,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    Arrow(Led),
    Held,
    NeverGivenBack,
    TimePasses,
    Decisive,
}

const MARGIN: i32 = 12;
/// A picture narrower than this would make its heading a column of words.
const NARROWEST: i32 = 560;
/// Beside a picture wider than this the source would be out of sight; it then stands below.
const WIDEST: i32 = 960;
/// Lines of the source are cut here.
const LONGEST_LINE: usize = 76;
/// Lines of context around those that a step is at.
const CONTEXT: u32 = 1;
const SIGN: i32 = 34;

impl Sheet {
    /// Everything that has text, where it is on the sheet.
    #[cfg(test)]
    pub fn rects(&self) -> Vec<(Rect, &[String])> {
        let drawn = self.diagram.labels().map(|label| {
            let (x, y) = self.origin;
            (label.rect.moved(x, y), label.lines.as_slice())
        });
        let around = self.heading.iter().chain(self.listing.iter().map(|line| &line.label));
        let around = around.chain(self.legend.iter().map(|entry| &entry.label));
        drawn
            .chain(around.map(|label| (label.rect, label.lines.as_slice())))
            .collect()
    }

    /// The diagram with its signs only, where a page says the rest.
    pub fn bare(scene: &Scene, detail: Detail) -> Sheet {
        let diagram = Diagram::new(scene.story, detail);
        let legend = legend(scene, &diagram, diagram.width.max(NARROWEST), diagram.height);
        Sheet {
            width: extent(&legend, diagram.width),
            height: legend
                .last()
                .map_or(diagram.height, |entry| entry.label.rect.bottom() + MARGIN),
            diagram,
            origin: (0, 0),
            heading: Vec::new(),
            listing: Vec::new(),
            legend,
        }
    }

    /// The whole picture.
    pub fn full(scene: &Scene, detail: Detail) -> Sheet {
        let diagram = Diagram::new(scene.story, detail);
        let below = diagram.width > WIDEST;
        let listed = listing(scene, if below { MARGIN } else { diagram.width + MARGIN });
        let listed_width = listed.iter().map(|line| line.label.rect.right()).max();
        let wide = listed_width.unwrap_or(0).max(diagram.width).max(NARROWEST);
        let characters = ((wide - 2 * MARGIN - 2 * PAD) * 10 / 74).max(20) as usize;
        let mut heading = Vec::new();
        let mut y = MARGIN;
        let help = scene.help.map(|help| format!("help: {help}"));
        let texts = [
            Some(scene.heading.as_str()),
            Some(scene.message),
            help.as_deref(),
            Some(&scene.again),
        ];
        for text in texts.into_iter().flatten().filter(|text| !text.is_empty()) {
            let label = Label::new(MARGIN, y, lines(text, characters));
            y = label.rect.bottom();
            heading.push(label);
        }
        let legend = legend(scene, &diagram, wide, y + diagram.height);
        let legend_end = legend.last().map_or(0, |entry| entry.label.rect.bottom());
        let beside = MARGIN + if below { legend_end.max(y + diagram.height) } else { y };
        let listing: Vec<Listed> = listed
            .into_iter()
            .map(|mut line| {
                line.label.rect = line.label.rect.moved(0, beside);
                line
            })
            .collect();
        let ends = [
            y + diagram.height,
            legend_end,
            listing.last().map_or(0, |line| line.label.rect.bottom()),
        ];
        let headed = heading.iter().map(|label| label.rect.right()).max().unwrap_or(0);
        Sheet {
            width: extent(&legend, wide.max(headed)) + MARGIN,
            height: ends.into_iter().max().unwrap_or(0) + MARGIN,
            diagram,
            origin: (0, y),
            heading,
            listing,
            legend,
        }
    }
}

fn extent(legend: &[Entry], least: i32) -> i32 {
    let right = legend.iter().map(|entry| entry.label.rect.right() + MARGIN).max();
    right.unwrap_or(0).max(least)
}

/// The lines at which the drawn steps are, and those that the diagnosis names, each with its neighbours; the file's name above.
fn listing(scene: &Scene, x: i32) -> Vec<Listed> {
    let source: Vec<&str> = scene.source.lines().collect();
    let count = source.len() as u32;
    let steps = scene.story.steps.iter().filter(|step| !step.minor);
    let wanted: Vec<u32> = steps
        .filter_map(|step| step.line)
        .chain(scene.lines.iter().copied())
        .collect();
    let shown: Vec<u32> = (1..=count)
        .filter(|line| wanted.iter().any(|wanted| wanted.abs_diff(*line) <= CONTEXT))
        .collect();
    let digits = shown.last().map_or(0, |line| line.to_string().len());
    let mut listed = Vec::new();
    let mut add = |text: String, named: bool| {
        let y = listed.len() as i32 * (LINE + PAD);
        let label = Label::new(x, y, vec![text]);
        listed.push(Listed { label, named });
    };
    if !shown.is_empty() {
        add(cut(scene.label, LONGEST_LINE), false);
    }
    let mut before = None;
    for line in shown {
        if before.is_some_and(|before| before + 1 != line) {
            add(format!("{:>digits$} ⋮", ""), false);
        }
        before = Some(line);
        let text = visible(&source[line as usize - 1].replace('\t', "    "));
        let text = cut(&text, LONGEST_LINE);
        add(format!("{line:>digits$} │ {text}"), scene.lines.contains(&line));
    }
    listed
}

/// What the signs mean that occur.
fn legend(scene: &Scene, diagram: &Diagram, room: i32, top: i32) -> Vec<Entry> {
    let arrows = [Led::Spawn, Led::Join, Led::Message, Led::Lock, Led::Wake].map(|led| {
        let occurs = diagram.arrows.iter().any(|arrow| arrow.led == led);
        (Sign::Arrow(led), occurs)
    });
    let idle = diagram
        .lifelines
        .iter()
        .any(|line| line.segments.iter().any(|part| part.idle));
    let others = [
        (Sign::Held, diagram.bars.iter().any(|bar| !bar.open)),
        (Sign::NeverGivenBack, diagram.bars.iter().any(|bar| bar.open)),
        (Sign::TimePasses, idle),
        (Sign::Decisive, scene.story.decisive.is_some()),
    ];
    let mut entries = Vec::new();
    let (mut x, mut y) = (MARGIN, top);
    for (sign, _) in arrows.into_iter().chain(others).filter(|(_, occurs)| *occurs) {
        let text = meaning(sign).to_owned();
        let wide = SIGN + width(&text) + 2 * PAD;
        if x > MARGIN && x + wide + MARGIN > room {
            (x, y) = (MARGIN, y + LINE + PAD + 4);
        }
        let label = Label::new(x + SIGN, y, vec![text]);
        let place = Rect {
            x,
            y,
            width: SIGN,
            height: label.rect.height,
        };
        entries.push(Entry { sign, label, place });
        x += wide + PAD;
    }
    entries
}

fn meaning(sign: Sign) -> &'static str {
    match sign {
        Sign::Arrow(led) => meaning_of(led),
        Sign::Held => "a lock is held",
        Sign::NeverGivenBack => "a lock is never given back",
        Sign::TimePasses => "simulated time passes",
        Sign::Decisive => "the decisive step",
    }
}

/// What an arrow means.
pub fn meaning_of(led: Led) -> &'static str {
    match led {
        Led::Spawn => "starts a thread",
        Led::Join => "a thread has ended",
        Led::Message => "a message arrives",
        Led::Lock => "a lock is handed over",
        Led::Wake => "somebody is woken",
    }
}
