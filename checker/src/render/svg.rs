//! Diagrams as SVG. In: a [`Sheet`]. Out: a picture in one piece that needs nothing from elsewhere, and whose text is text.

use crate::diagram::arrows::DOT;
use crate::diagram::measure::{LINE, Label, PAD, visible};
use crate::diagram::sheet::{Entry, Sheet, Sign, meaning_of};
use crate::diagram::{Arrow, Bar, Detail, Placed, Scene};
use crate::render::markup::escaped;
use crate::render::palette;
use crate::story::clock;
use recorder::Story;
use recorder::story::Led;

const FORM: &str = "\
.diagram text{font:12px ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono','Liberation Mono',monospace;white-space:pre}
.diagram .strong{font-weight:bold}
.diagram .remark{font-style:italic}
.diagram .lifeline{stroke-width:2}
.diagram .lifeline.idle{stroke-dasharray:2 6}
.diagram .tick{stroke-dasharray:1 3}
.diagram .box{stroke-width:1}
.diagram .decisive .box,.diagram .box.decides{stroke-width:3}
.diagram .bar{stroke-width:1}
.diagram .bar.open{stroke-dasharray:4 3}
.diagram .arrow{fill:none;stroke-width:1.6}
.diagram .arrow.join{stroke-dasharray:8 3}
.diagram .arrow.message{stroke-width:2.6}
.diagram .arrow.lock{stroke-dasharray:2 3;stroke-width:2}
.diagram .arrow.wake{stroke-dasharray:8 3 2 3}
";

/// The style sheet that every diagram needs.
pub fn style() -> String {
    FORM.to_owned() + &palette::css()
}

/// A file of its own.
pub fn file(scene: &Scene) -> String {
    let sheet = Sheet::full(scene, Detail::Relevant);
    let head = format!("<style>\n{}</style>\n", style());
    let body = drawing(scene, &sheet, "");
    // The namespace is needed only where the picture does not stand in a page.
    body.replacen("<svg ", "<svg xmlns=\"http://www.w3.org/2000/svg\" ", 1)
        .replacen("<rect class=\"paper\"", &(head + "<rect class=\"paper\""), 1)
}

/// The `<svg>` element. `prefix` keeps its ids apart from those of other pictures on the page.
pub fn drawing(scene: &Scene, sheet: &Sheet, prefix: &str) -> String {
    let Sheet { width, height, .. } = sheet;
    let mut out = format!(
        "<svg class=\"diagram\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" role=\"group\" xml:space=\"preserve\" \
         aria-labelledby=\"{prefix}title {prefix}desc\">\n<title id=\"{prefix}title\">{}</title>\n<desc id=\"{prefix}desc\">{}</desc>\n\
         <rect class=\"paper\" width=\"{width}\" height=\"{height}\"/>\n",
        escaped(&visible(&scene.heading)),
        escaped(&visible(scene.message)),
    );
    out.push_str(&heads(prefix));
    for (at, label) in sheet.heading.iter().enumerate() {
        let class = match at {
            0 | 1 => "strong",
            _ => "muted",
        };
        out.push_str(&text(label, class));
    }
    let (x, y) = sheet.origin;
    out.push_str(&format!("<g transform=\"translate({x} {y})\">\n"));
    diagram(&mut out, scene.story, sheet, prefix);
    out.push_str("</g>\n");
    for line in &sheet.listing {
        let class = if line.named { "named strong" } else { "" };
        out.push_str(&text(&line.label, class));
    }
    for entry in &sheet.legend {
        sign(&mut out, entry, prefix);
    }
    out.push_str("</svg>\n");
    out
}

/// The order is what lies above what: texts last.
fn diagram(out: &mut String, story: &Story, sheet: &Sheet, prefix: &str) {
    let diagram = &sheet.diagram;
    for tick in &diagram.ticks {
        let (from, to) = (tick.label.rect.right(), diagram.width);
        let y = tick.label.rect.y - 2;
        out.push_str(&format!("<path class=\"tick\" d=\"M{from} {y}H{to}\"/>\n"));
        out.push_str(&text(&tick.label, "muted"));
    }
    for lifeline in &diagram.lifelines {
        for part in &lifeline.segments {
            let class = if part.idle { "lifeline idle" } else { "lifeline" };
            let (x, from, to) = (lifeline.x, part.from, part.to);
            out.push_str(&format!("<path class=\"{class}\" d=\"M{x} {from}V{to}\"/>\n"));
        }
    }
    for held in &diagram.bars {
        bar(out, story, held);
    }
    for led in &diagram.arrows {
        arrow(out, led, prefix);
    }
    for fold in &diagram.folds {
        out.push_str(&text(fold, "muted"));
    }
    for placed in &diagram.steps {
        step(out, story, placed, prefix);
    }
    // A page lets the names above stay in sight, so they have a ground of their own and lie above all.
    let high = diagram
        .lifelines
        .first()
        .map_or(0, |first| first.headings[0].rect.bottom());
    let ground = format!(
        "<rect class=\"ground paper\" width=\"{}\" height=\"{high}\"/>",
        diagram.width
    );
    out.push_str(&format!("<g class=\"names\">{ground}\n"));
    for lifeline in &diagram.lifelines {
        out.push_str(&text(&lifeline.headings[0], "strong"));
    }
    out.push_str("</g>\n");
    for heading in diagram.lifelines.iter().flat_map(|lifeline| &lifeline.headings[1..]) {
        out.push_str(&text(heading, "strong"));
    }
}

fn bar(out: &mut String, story: &Story, bar: &Bar) {
    let hold = &story.holds[bar.hold];
    let name = story
        .things
        .get(hold.thing)
        .map_or("a lock", |thing| thing.name.as_str());
    let holder = story.threads.get(hold.thread).map_or("", String::as_str);
    let end = if bar.open { ", and never gives it back" } else { "" };
    let rect = bar.rect;
    let hue = hold.thing % 4;
    let open = if bar.open { " open" } else { "" };
    out.push_str(&format!(
        "<g><title>{}</title><rect class=\"bar bar{hue}{open}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"3\"/>{}</g>\n",
        escaped(&visible(&format!("{holder} holds {name}{end}"))),
        rect.x,
        rect.y,
        rect.width,
        rect.height,
        text(&bar.name, ""),
    ));
}

fn arrow(out: &mut String, arrow: &Arrow, prefix: &str) {
    let points: Vec<String> = arrow.points.iter().map(|(x, y)| format!("{x} {y}")).collect();
    let name = name(arrow.led);
    out.push_str(&format!(
        "<path class=\"arrow {name}\" d=\"M{}\" marker-end=\"url(#{prefix}head-{name})\"><title>{}</title></path>\n",
        points.join("L"),
        meaning_of(arrow.led)
    ));
}

fn step(out: &mut String, story: &Story, placed: &Placed, prefix: &str) {
    let step = &story.steps[placed.step];
    let number = placed.step + 1;
    let class = if placed.decisive { "step decisive" } else { "step" };
    let Placed { label, dot, .. } = placed;
    let rect = label.rect;
    out.push_str(&format!(
        "<g id=\"{prefix}step-{number}\" class=\"{class}\" data-step=\"{number}\" role=\"img\" aria-label=\"{0}\"><title>{0}</title>\
         <circle class=\"dot\" cx=\"{1}\" cy=\"{2}\" r=\"{DOT}\"/>\
         <rect class=\"box\" x=\"{3}\" y=\"{4}\" width=\"{5}\" height=\"{6}\" rx=\"3\"/>",
        escaped(&visible(&spoken(story, placed.step))),
        dot.0,
        dot.1,
        rect.x,
        rect.y,
        rect.width,
        rect.height,
    ));
    let baseline = |line: usize| rect.y + PAD / 2 + LINE * line as i32 + 12;
    if let Some(number) = step.line {
        out.push_str(&format!(
            "<text class=\"muted\" x=\"{}\" y=\"{}\">{number}</text>",
            rect.x + PAD,
            baseline(0)
        ));
    }
    for (at, line) in label.lines.iter().enumerate() {
        let remark = at + placed.remarks >= label.lines.len();
        let class = if remark { " class=\"remark strong\"" } else { "" };
        let (x, y) = (placed.text_x, baseline(at));
        out.push_str(&format!("<text{class} x=\"{x}\" y=\"{y}\">{}</text>", escaped(line)));
    }
    out.push_str("</g>\n");
}

/// A step as a sentence.
pub fn spoken(story: &Story, at: usize) -> String {
    let step = &story.steps[at];
    let thread = story.threads.get(step.thread).map_or("", String::as_str);
    let line = step.line.map_or(String::new(), |line| format!(", line {line}"));
    let time = if story.timed {
        format!(", at {}", clock(step.at_ns))
    } else {
        String::new()
    };
    let remark = step
        .remark
        .as_ref()
        .map_or(String::new(), |remark| format!(" — {remark}"));
    let decisive = if story.decisive == Some(at) {
        " (the decisive step)"
    } else {
        ""
    };
    format!("step {}: {thread}{line}{time}: {}{remark}{decisive}", at + 1, step.text)
}

fn sign(out: &mut String, entry: &Entry, prefix: &str) {
    let place = entry.place;
    let (from, to, y) = (place.x + 2, place.right() - 4, place.y + place.height / 2);
    let (top, wide, high) = (place.y + 3, to - from, place.height - 6);
    let boxed = |class: &str| {
        format!("<rect class=\"{class}\" x=\"{from}\" y=\"{top}\" width=\"{wide}\" height=\"{high}\" rx=\"3\"/>\n")
    };
    out.push_str(&match entry.sign {
        Sign::Arrow(led) => format!(
            "<path class=\"arrow {0}\" d=\"M{from} {y}H{to}\" marker-end=\"url(#{prefix}head-{0})\"/>\n",
            name(led)
        ),
        Sign::Held => boxed("bar bar0"),
        Sign::NeverGivenBack => boxed("bar bar0 open"),
        Sign::TimePasses => format!("<path class=\"lifeline idle\" d=\"M{from} {y}H{to}\"/>\n"),
        Sign::Decisive => boxed("box decides"),
    });
    out.push_str(&text(&entry.label, "muted"));
}

fn name(led: Led) -> &'static str {
    match led {
        Led::Spawn => "spawn",
        Led::Join => "join",
        Led::Message => "message",
        Led::Lock => "lock",
        Led::Wake => "wake",
    }
}

/// The arrows' heads: each kind has a shape of its own.
fn heads(prefix: &str) -> String {
    let head = |(led, shape): (Led, &str)| {
        let name = name(led);
        format!(
            "<marker id=\"{prefix}head-{name}\" viewBox=\"0 0 10 10\" refX=\"9\" refY=\"5\" markerWidth=\"10\" markerHeight=\"10\" \
             markerUnits=\"userSpaceOnUse\" orient=\"auto\"><path class=\"head {name}\" d=\"{shape}\"/></marker>"
        )
    };
    let shapes = [
        (Led::Spawn, "M1 1L9 5L1 9Z"),
        (Led::Join, "M1 1L9 5L1 9Z"),
        (Led::Message, "M0 0L9 5L0 10L3 5Z"),
        (Led::Lock, "M1 5L5 1L9 5L5 9Z"),
        (Led::Wake, "M1 5A4 4 0 1 1 9 5A4 4 0 1 1 1 5Z"),
    ];
    format!("<defs>{}</defs>\n", shapes.map(head).concat())
}

fn text(label: &Label, class: &str) -> String {
    let class = if class.is_empty() {
        String::new()
    } else {
        format!(" class=\"{class}\"")
    };
    let line = |(at, line): (usize, &String)| {
        let (x, y) = (label.rect.x + PAD, label.rect.y + PAD / 2 + LINE * at as i32 + 12);
        format!("<text{class} x=\"{x}\" y=\"{y}\">{}</text>\n", escaped(line))
    };
    label.lines.iter().enumerate().map(line).collect()
}

#[cfg(test)]
mod tests;
