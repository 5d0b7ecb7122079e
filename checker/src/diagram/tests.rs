use super::*;
use crate::diagram::arrows::DOT;
use crate::diagram::moment::{Held, moments};
use crate::diagram::sheet::{Sheet, Sign};
use recorder::story::{Hold, Link, Step, Thing};

pub fn scene<'a>(story: &'a Story, source: &'a str) -> Scene<'a> {
    Scene {
        heading: "09_race_demo · No addition is lost".to_owned(),
        message: "The count is 1 instead of 2.",
        help: Some("what may another thread do between the read and the write?"),
        again: "checker explain race_demo --replay x.1".to_owned(),
        source,
        label: "src/lib.rs",
        lines: &[2],
        story,
    }
}

fn step(thread: usize, line: u32, text: &str) -> Step {
    Step {
        thread,
        line: Some(line),
        text: text.to_owned(),
        ..Step::default()
    }
}

/// Two threads, one of which is started, takes a lock from the other and never gives it back.
pub fn story() -> Story {
    let thing = |name: &str| Thing {
        name: name.to_owned(),
        kind: "lock".to_owned(),
    };
    let link = |from, to, led| Link { from, to, led };
    Story {
        threads: vec!["main".to_owned(), "adder".to_owned()],
        things: vec![thing("counter")],
        steps: vec![
            step(0, 1, "spawn adder"),
            step(0, 2, "lock counter"),
            Step {
                minor: true,
                ..step(0, 2, "read 0")
            },
            Step {
                thing: Some(0),
                value: Some("1".to_owned()),
                printed: Some("so far\n".to_owned()),
                ..step(0, 3, "write 1")
            },
            Step {
                remark: Some("it stays locked".to_owned()),
                at_ns: 2_000_000_000,
                ..step(1, 2, "lock counter")
            },
        ],
        links: vec![link(0, 4, Led::Spawn), link(3, 4, Led::Lock)],
        holds: vec![
            Hold {
                thread: 0,
                thing: 0,
                from: 1,
                to: Some(3),
            },
            Hold {
                thread: 1,
                thing: 0,
                from: 4,
                to: None,
            },
        ],
        decisive: Some(4),
        timed: true,
        ..Story::default()
    }
}

fn placed(diagram: &Diagram, step: usize) -> &Placed {
    diagram
        .steps
        .iter()
        .find(|placed| placed.step == step)
        .expect("it is drawn")
}

#[test]
fn arrows_go_from_their_step_to_the_one_they_led_to() {
    let diagram = Diagram::new(&story(), Detail::Relevant);
    assert_eq!(diagram.arrows.len(), 2);
    for arrow in &diagram.arrows {
        let (from, to) = (placed(&diagram, arrow.from), placed(&diagram, arrow.to));
        let (first, last) = (arrow.points[0], arrow.points[arrow.points.len() - 1]);
        assert_eq!(first, from.dot);
        let row = to.label.rect;
        assert!((row.y..row.bottom()).contains(&last.1), "{arrow:?}");
        assert!((to.dot.0 - last.0).abs() <= DOT, "{arrow:?}");
    }
    // Two that end at the same step can be told apart.
    assert_ne!(diagram.arrows[0].points.last(), diagram.arrows[1].points.last());
}

#[test]
fn bars_reach_from_the_row_of_the_lock_to_the_row_where_it_is_given_back() {
    let diagram = Diagram::new(&story(), Detail::Relevant);
    let row = |step| placed(&diagram, step).label.rect;
    let [own, other] = &diagram.bars[..] else {
        panic!("{:?}", diagram.bars)
    };
    assert_eq!(
        (own.rect.y, own.rect.bottom(), own.open),
        (row(1).y, row(3).bottom(), false)
    );
    assert!(other.open && other.rect.y == row(4).y && other.rect.bottom() > row(4).bottom());
    assert_eq!(own.name.lines, ["counter"]);
}

#[test]
fn a_lock_that_is_taken_again_within_a_row_has_one_bar() {
    let mut story = story();
    story.holds.insert(0, story.holds[0]);
    for from in [1, 3] {
        // Within the first row of the longer one, and within its last.
        (story.holds[0].from, story.holds[0].to) = (from, Some(from));
        assert_eq!(Diagram::new(&story, Detail::All).bars.len(), 2);
    }
    story.things.push(story.things[0].clone());
    story.holds[0].thing = 1;
    let diagram = Diagram::new(&story, Detail::All);
    assert_eq!(diagram.bars.len(), 3);
    assert!(diagram.bars[1].rect.right() < diagram.bars[0].rect.x && diagram.bars[1].hold == 0);
}

#[test]
fn what_is_left_out_is_said_where_it_is_left_out() {
    let relevant = Diagram::new(&story(), Detail::Relevant);
    let fold = &relevant.folds[0];
    assert_eq!(fold.lines, ["⋯ 1 step is left out"]);
    assert!(
        placed(&relevant, 1).label.rect.bottom() <= fold.rect.y
            && fold.rect.bottom() <= placed(&relevant, 3).label.rect.y
    );
    let all = Diagram::new(&story(), Detail::All);
    assert!(all.folds.is_empty() && all.steps.len() == 5);
    let cut = Story { left_out: 7, ..story() };
    assert_eq!(
        Diagram::new(&cut, Detail::All).folds[0].lines,
        ["⋯ 7 steps are left out"]
    );
}

#[test]
fn where_time_passes_there_is_room_and_a_tick() {
    let diagram = Diagram::new(&story(), Detail::Relevant);
    let ticks: Vec<&str> = diagram.ticks.iter().map(|tick| tick.label.lines[0].as_str()).collect();
    assert_eq!(ticks, ["0 s", "2 s"]);
    let gap = |timed| {
        let diagram = Diagram::new(&Story { timed, ..story() }, Detail::Relevant);
        placed(&diagram, 4).label.rect.y - placed(&diagram, 3).label.rect.bottom()
    };
    assert!(gap(true) > gap(false) + 50);
    assert!(
        Diagram::new(
            &Story {
                timed: false,
                ..story()
            },
            Detail::All
        )
        .ticks
        .is_empty()
    );
}

#[test]
fn a_lifeline_begins_with_its_thread_and_ends_where_it_is_joined() {
    let ends = |story: &Story, thread: usize| {
        let diagram = Diagram::new(story, Detail::All);
        let own = &diagram.lifelines[thread].segments;
        (own[0].from, own[own.len() - 1].to)
    };
    let dot = |story: &Story, step| placed(&Diagram::new(story, Detail::All), step).dot.1;
    let mut story = story();
    story.steps.push(step(1, 3, "write 2"));
    let (from, to) = ends(&story, 1);
    assert!(from == dot(&story, 4) && to > dot(&story, 5));

    story.steps.push(step(0, 9, "join adder"));
    story.links.push(Link {
        from: 5,
        to: 6,
        led: Led::Join,
    });
    assert_eq!(ends(&story, 1), (dot(&story, 4), dot(&story, 5)));
    let (from, to) = ends(&story, 0);
    assert!(from < dot(&story, 0) && to > dot(&story, 6));
}

#[test]
fn a_moment_knows_holders_values_and_what_was_printed() {
    let mut story = story();
    story.holds.push(Hold {
        to: Some(1),
        ..story.holds[0]
    });
    let moments = moments(&story);
    let held = |by: &str, ends| Held {
        lock: "counter".to_owned(),
        by: by.to_owned(),
        ends,
    };
    assert!(moments[0].held.is_empty() && moments[0].values.is_empty());
    assert_eq!(moments[1].held, [held("main", false)]);
    assert_eq!(moments[3].held, [held("main", true)]);
    assert_eq!(moments[4].held, [held("adder", false)]);
    assert_eq!(moments[4].values, [("counter".to_owned(), "1".to_owned())]);
    assert_eq!(
        (moments[2].output.as_str(), moments[4].output.as_str()),
        ("", "so far\n")
    );
}

#[test]
fn the_legend_names_only_what_occurs() {
    let signs = |story: &Story| {
        let sheet = Sheet::bare(&scene(story, ""), Detail::All);
        sheet.legend.iter().map(|entry| entry.sign).collect::<Vec<_>>()
    };
    let arrow = Sign::Arrow;
    assert_eq!(
        signs(&story()),
        [
            arrow(Led::Spawn),
            arrow(Led::Lock),
            Sign::Held,
            Sign::NeverGivenBack,
            Sign::Decisive
        ]
    );
    let empty = Story {
        steps: vec![step(0, 1, "return")],
        ..Story::default()
    };
    assert_eq!(signs(&empty), []);
}

/// Numbers that look random, the same in every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6364136223846793005)
            .wrapping_add(1442695040888963407);
        (self.0 >> 33) as usize % bound
    }
}

pub fn any_story(seed: u64) -> Story {
    let mut numbers = Numbers(seed);
    let (threads, count) = (1 + numbers.below(7), 1 + numbers.below(40));
    let words = [
        "lock",
        "the_name_of_a_very_long_variable_of_somebody",
        "print",
        "読む",
        "\"x\u{1b}\"",
    ];
    let text = |numbers: &mut Numbers| {
        let count = 1 + numbers.below(7);
        let words: Vec<&str> = (0..count).map(|_| words[numbers.below(words.len())]).collect();
        words.join(" ")
    };
    let mut at_ns = 0;
    let mut steps = Vec::new();
    for _ in 0..count {
        at_ns += [0, 0, 1, 2_000_000_000][numbers.below(4)];
        steps.push(Step {
            thread: numbers.below(threads),
            line: (numbers.below(4) > 0).then(|| 1 + numbers.below(2000) as u32),
            text: text(&mut numbers),
            at_ns,
            remark: (numbers.below(5) == 0).then(|| text(&mut numbers)),
            minor: numbers.below(3) == 0,
            ..Step::default()
        });
    }
    let led = [Led::Spawn, Led::Join, Led::Message, Led::Lock, Led::Wake];
    let mut links = Vec::new();
    let mut holds = Vec::new();
    for _ in 0..count {
        let (one, other) = (numbers.below(count), numbers.below(count));
        let (from, to) = (one.min(other), one.max(other));
        if from < to && links.len() < 12 {
            links.push(Link {
                from,
                to,
                led: led[numbers.below(5)],
            });
        }
        if numbers.below(3) == 0 {
            holds.push(Hold {
                thread: steps[from].thread,
                thing: numbers.below(2),
                from,
                to: (numbers.below(4) > 0).then_some(to),
            });
        }
    }
    Story {
        threads: (0..threads).map(|_| text(&mut numbers)).collect(),
        things: vec![],
        links,
        holds,
        decisive: Some(numbers.below(count)),
        left_out: numbers.below(3),
        timed: numbers.below(2) == 0,
        steps,
        ..Story::default()
    }
}

fn overlap(one: Rect, other: Rect) -> bool {
    one.x < other.right() && other.x < one.right() && one.y < other.bottom() && other.y < one.bottom()
}

#[test]
fn no_text_lies_on_another_or_outside_the_picture() {
    let source = "fn main() {\n    let line = \"a line that is longer than what anybody would want to read in a picture, and goes on\";\n}\n".repeat(30);
    for seed in 0..300 {
        let story = any_story(seed);
        for detail in [Detail::Relevant, Detail::All] {
            for sheet in [
                Sheet::full(&scene(&story, &source), detail),
                Sheet::bare(&scene(&story, &source), detail),
            ] {
                let rects = sheet.rects();
                for (at, (one, text)) in rects.iter().enumerate() {
                    let inside = one.x >= 0 && one.y >= 0 && one.right() <= sheet.width && one.bottom() <= sheet.height;
                    assert!(inside, "{seed}: {text:?} {one:?} in {} × {}", sheet.width, sheet.height);
                    let fits = text.iter().all(|line| width(line) <= one.width);
                    assert!(fits, "{seed}: {text:?} in {one:?}");
                    for (other, with) in &rects[at + 1..] {
                        assert!(
                            !overlap(*one, *other),
                            "{seed}: {text:?} {one:?} and {with:?} {other:?}"
                        );
                    }
                }
            }
        }
    }
}

#[test]
fn no_arrow_crosses_a_text_and_no_two_bars_meet() {
    for seed in 0..300 {
        let story = any_story(seed);
        let diagram = Diagram::new(&story, Detail::Relevant);
        let texts: Vec<Rect> = diagram
            .steps
            .iter()
            .map(|placed| placed.label.rect)
            .chain(diagram.folds.iter().map(|fold| fold.rect))
            .chain(diagram.ticks.iter().map(|tick| tick.label.rect))
            .collect();
        for arrow in &diagram.arrows {
            for pair in arrow.points.windows(2) {
                let ((x1, y1), (x2, y2)) = (pair[0], pair[1]);
                let line = Rect {
                    x: x1.min(x2),
                    y: y1.min(y2),
                    width: (x1 - x2).abs() + 1,
                    height: (y1 - y2).abs() + 1,
                };
                let crossed = texts.iter().find(|text| overlap(line, **text));
                assert!(crossed.is_none(), "{seed}: {arrow:?} crosses {crossed:?}");
            }
        }
        for (at, bar) in diagram.bars.iter().enumerate() {
            let met = diagram.bars[at + 1..]
                .iter()
                .find(|other| overlap(bar.rect, other.rect));
            assert!(met.is_none(), "{seed}: {bar:?} and {met:?}");
        }
    }
}
