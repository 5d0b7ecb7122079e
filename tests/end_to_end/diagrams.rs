//! `checker explain` with `--svg` and `--html`: what is written can be read by a parser of XML and works in a browser.

use crate::browser::Browser;
use predicates::prelude::*;
use predicates::str::contains;
use roxmltree::{Document, Node};
use std::path::Path;
use tests::Copy;

const RACE: &str = "09_race_demo";

fn wrong(folder: &str, name: &str) -> String {
    let path = tests::root().join("tests/wrong").join(folder).join(name);
    std::fs::read_to_string(path).expect("a wrong answer")
}

/// Has an answer explained as a picture and as a page, and returns both.
fn explained(copy: &Copy, folder: &str, name: &str) -> (String, String) {
    copy.answer(folder, &wrong(folder, name));
    copy.checker()
        .args(["explain", folder, "--svg", "a.svg", "--html", "a.html"])
        .assert()
        .code(0)
        .stdout(contains("The diagram is in a.svg."))
        .stdout(contains("The page is in a.html"));
    let read = |name: &str| std::fs::read_to_string(copy.path(name)).expect("it is written");
    (read("a.svg"), read("a.html"))
}

/// The steps of a picture that have a certain class, by their names.
fn steps(svg: &Document, class: &str) -> Vec<String> {
    let named = |node: &Node| {
        node.attribute("class")
            .is_some_and(|classes| classes.split(' ').any(|one| one == class))
    };
    let steps = svg.descendants().filter(named);
    steps
        .filter_map(|node| node.attribute("aria-label").map(str::to_owned))
        .collect()
}

#[test]
fn three_kinds_of_failure_are_drawn() {
    let copy = Copy::new();
    let check = |folder: &str, name: &str, decisive: &str, classes: &[&str]| {
        let (svg, html) = explained(&copy, folder, name);
        let document = Document::parse(&svg).unwrap_or_else(|error| panic!("{name}: {error}\n{svg}"));
        let found = steps(&document, "decisive");
        assert!(found.len() == 1 && found[0].contains(decisive), "{name}: {found:?}");
        for class in classes {
            assert!(svg.contains(&format!("class=\"{class}\"")), "{name}: {class}");
        }
        match Browser::find() {
            Some(browser) => {
                opened(&browser, &copy, &html, decisive);
                if folder == RACE {
                    looked_at(&browser, &copy, &html);
                }
            }
            None => println!("skipped: there is no browser to open {name}'s page in"),
        }
    };
    let lost = "guard_dropped_between_read_and_write.rs";
    check(
        RACE,
        lost,
        "update is lost here",
        &["arrow spawn", "arrow join", "arrow lock", "bar bar0"],
    );
    let crossed = "two_locks_in_opposite_order.rs";
    check(
        "03_threaded_print",
        crossed,
        "wait for",
        &["bar bar0 open", "bar bar1 open"],
    );
    let slow = "joins_in_the_spawn_loop.rs";
    check("07_concurrent_downloads", slow, "at 10 s", &["tick", "lifeline idle"]);
}

/// Looks at a page in a browser, as it is and after what people do with it.
fn opened(browser: &Browser, copy: &Copy, html: &str, decisive: &str) {
    let file = copy.path("a.html");
    let page = browser.open(&file, "");
    assert_eq!(page.console, [""; 0]);
    let chosen = attribute(&page.dom, "data-step")
        .parse::<usize>()
        .expect("a step is chosen");
    assert_eq!(attribute(&page.dom, "data-ready"), "yes");
    let said = between(&page.dom, "<p id=\"what\">", "</p>");
    assert!(
        said.starts_with(&format!("step {chosen}:")) && said.contains(decisive),
        "{said}"
    );
    assert_eq!(page.dom.matches("aria-pressed=\"true\"").count(), 1);

    let page = browser.open(&file, "#step-5");
    assert_eq!((attribute(&page.dom, "data-step"), page.console.len()), ("5", 0));
    assert!(between(&page.dom, "<p id=\"what\">", "</p>").starts_with("step 5:"));

    // A second script of the page's own presses keys and moves the mouse.
    let nonce = between(html, "script-src 'nonce-", "'");
    let script = include_str!("diagrams/visitor.js");
    let visited = html.replace(
        "</body>",
        &format!("<script nonce=\"{nonce}\">{script}</script></body>"),
    );
    std::fs::write(copy.path("visited.html"), visited).expect("the copy can be written to");
    let page = browser.open(&copy.path("visited.html"), "#step-5");
    assert_eq!(
        (attribute(&page.dom, "data-visit"), page.console),
        ("4 5 6 1 2 done", Vec::new())
    );
}

/// A page lets no other script run, and looks different in light and dark.
fn looked_at(browser: &Browser, copy: &Copy, html: &str) {
    let file = copy.path("a.html");
    // What a learner would have to get into the page does not run, and the console says so: this is also how it is known that the console is heard.
    let strange = html.replace(
        "</body>",
        "<script>document.body.dataset.step = 'strange'</script></body>",
    );
    std::fs::write(copy.path("strange.html"), strange).expect("the copy can be written to");
    let page = browser.open(&copy.path("strange.html"), "");
    assert_ne!(attribute(&page.dom, "data-step"), "strange");
    assert!(!page.console.is_empty());

    std::fs::write(copy.path("blank.html"), "<p>blank</p>").expect("the copy can be written to");
    let blank = browser.picture(&copy.path("blank.html"), false);
    let [light, dark] = [false, true].map(|dark| browser.picture(&file, dark));
    assert!(light.len() > 5 * blank.len() && dark.len() > 5 * blank.len() && light != dark);
    let drawn = browser.picture(&copy.path("a.svg"), false);
    assert!(drawn.len() > 3 * blank.len());
}

fn between<'a>(text: &'a str, from: &str, to: &str) -> &'a str {
    let (_, rest) = text.split_once(from).unwrap_or_else(|| panic!("no {from} in\n{text}"));
    rest.split_once(to).unwrap_or_else(|| panic!("no {to} after {from}")).0
}

/// An attribute of the body.
fn attribute<'a>(dom: &'a str, name: &str) -> &'a str {
    let body = between(dom, "<body", ">");
    let value = body.split_once(&format!("{name}=\"")).map(|(_, rest)| rest);
    value
        .and_then(|rest| rest.split('"').next())
        .unwrap_or_else(|| panic!("no {name} in {body}"))
}

#[test]
fn steps_without_a_part_in_it_are_folded_and_can_be_shown() {
    let copy = Copy::new();
    let (svg, html) = explained(&copy, "19_thread_pool_squares", "execute_does_not_notify.rs");
    assert!(svg.contains("left out") && !svg.contains("id=\"step-3\"") && html.contains("show all steps"));
    let Some(browser) = Browser::find() else {
        println!("skipped: there is no browser to unfold the page in");
        return;
    };
    // Asking for a step that is folded unfolds it.
    let page = browser.open(&copy.path("a.html"), "#step-3");
    assert_eq!((attribute(&page.dom, "data-step"), page.console.len()), ("3", 0));
    assert!(
        page.dom.contains("<figure id=\"relevant\"")
            && between(&page.dom, "<figure id=\"relevant\"", ">").contains("hidden")
    );
    assert!(!between(&page.dom, "<figure id=\"every\"", ">").contains("hidden"));
}

#[test]
fn what_the_learner_wrote_stays_text_in_a_browser() {
    let copy = Copy::new();
    let answer = r#"//! </script><img src=x onerror="document.body.dataset.step='strange'">
pub fn print_numbers(last: u32) {
    let builder = std::thread::Builder::new().name("<img src=x>".to_owned());
    let worker = builder.spawn(move || {
        println!("{last}</script><script>document.body.dataset.step='strange'</script>");
    });
    worker.unwrap().join().unwrap();
}
"#;
    copy.answer("03_threaded_print", answer);
    let (status, said, _) = copy.run(&["explain", "threaded_print", "--html", "a.html"]);
    assert_eq!(status, 0, "{said}");
    let html = std::fs::read_to_string(copy.path("a.html")).expect("it is written");
    assert!(html.contains("&lt;img src=x&gt;") && !html.contains("<img"));
    assert_eq!(html.matches("</script>").count(), 2);
    let Some(browser) = Browser::find() else {
        println!("skipped: there is no browser that could be misled");
        return;
    };
    let page = browser.open(&copy.path("a.html"), "");
    assert_eq!(page.console, [""; 0]);
    assert_eq!(attribute(&page.dom, "data-ready"), "yes");
    assert_ne!(attribute(&page.dom, "data-step"), "strange");
    assert!(!page.dom.contains("<img"));
}

#[test]
fn what_is_replayed_can_be_drawn_also_when_nothing_is_wrong_with_it() {
    let copy = Copy::new();
    copy.answer(RACE, &wrong(RACE, "guard_dropped_between_read_and_write.rs"));
    let (_, told, _) = copy.run(&["explain", RACE]);
    let token = between(&told, "--replay ", "\n");
    std::fs::write(copy.path("a.svg"), "what was there before").expect("the copy can be written to");
    let draw = ["explain", RACE, "--replay", token, "--svg", "a.svg", "--html", "a.html"];
    let read = |name: &str| std::fs::read_to_string(copy.path(name)).expect("it is written");
    assert_eq!(copy.run(&draw).0, 0);
    assert!(read("a.svg").contains("update is lost here") && read("a.html").contains("update is lost here"));

    copy.solve(RACE);
    assert_eq!(copy.run(&draw).0, 0);
    let svg = read("a.svg");
    assert!(
        svg.contains("Nothing is wrong with this interleaving.") && !svg.contains("lost"),
        "{svg}"
    );
}

#[test]
fn nothing_is_written_where_there_is_nothing_to_draw() {
    let copy = Copy::new();
    let check = |expected: &str| {
        copy.checker()
            .args(["explain", RACE, "--svg", "a.svg", "--html", "a.html"])
            .assert()
            .code(1)
            .stdout(contains(expected));
        assert!(
            !copy.path("a.svg").exists() && !copy.path("a.html").exists(),
            "{expected}"
        );
    };
    check("so there is no diagram to write");
    copy.solve(RACE);
    check("Every check has passed, so there is no diagram to write.");
    copy.answer(RACE, "pub fn nothing() -> u32 { \"text\" }");
    check("No interleaving has been run that could be drawn, so there is no diagram to write.");
}

#[test]
fn a_place_that_cannot_be_written_to_is_said_before_anything_is_checked() {
    let copy = Copy::new();
    let check = |file: &Path, expected: &str| {
        let file = file.to_str().expect("a path in UTF-8");
        let refused = copy.checker().args(["explain", RACE, "--html", file]).assert().code(2);
        refused.stderr(contains(expected)).stdout(predicate::str::is_empty());
    };
    check(Path::new("no/such/a.html"), "there is no folder no/such");
    check(&copy.path("exercises"), "it is a folder");
}
