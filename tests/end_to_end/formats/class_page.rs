//! The page for a class, in a real browser.

use super::{PRINT, RACE, graded, read, submit, wrong};
use crate::browser::Browser;
use tests::{Copy, solution};

/// Windows allows fewer names.
const BOB: &str = if cfg!(windows) { "bob & co" } else { "<b>bob & co" };

/// As text stands in a document's attributes and between its tags.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn attribute<'a>(dom: &'a str, name: &str) -> &'a str {
    let (_, rest) = dom
        .split_once(&format!("{name}=\""))
        .unwrap_or_else(|| panic!("there is no {name}"));
    rest.split('"').next().unwrap_or("")
}

/// The dialog, as it stands in a document.
fn opened(dom: &str) -> &str {
    let (_, rest) = dom.split_once("<dialog").expect("a dialog");
    rest.split_once("</dialog>").expect("it ends").0
}

#[test]
fn every_cell_of_a_class_opens_with_its_picture() {
    let Some(browser) = Browser::find() else {
        println!("skipped: there is no browser to open the class's page in");
        return;
    };
    let copy = Copy::new();
    submit(&copy, "ada", RACE, &solution(RACE));
    submit(&copy, "ada", PRINT, &wrong(PRINT, "closure_borrows_last.rs"));
    submit(
        &copy,
        BOB,
        RACE,
        &wrong(RACE, "guard_dropped_between_read_and_write.rs"),
    );
    let class = ["ada", BOB, "--exercise", RACE, "--exercise", PRINT];
    let said = graded(
        &copy,
        &[&class[..], &["--format", "html", "--output", "class.html"]].concat(),
    );
    assert_eq!(said, "");
    let file = copy.path("class.html");

    let page = browser.open(&file, "");
    assert_eq!((page.console, attribute(&page.dom, "data-ready")), (Vec::new(), "yes"));
    assert!(!opened(&page.dom).contains("<svg"), "{}", opened(&page.dom));
    assert!(
        page.dom.contains(&format!("<th scope=\"row\">{}</th>", escaped(BOB))),
        "{}",
        page.dom
    );

    // An address opens a cell: the second row, the second exercise.
    let page = browser.open(&file, "#cell-2-2");
    assert_eq!(
        (page.console, attribute(&page.dom, "data-open")),
        (Vec::new(), "cell-2-2")
    );
    let dialog = opened(&page.dom);
    assert!(
        dialog.contains(" open=\"\"") && dialog.contains(&format!("{} · 09_race_demo", escaped(BOB))),
        "{dialog}"
    );
    assert!(
        dialog.contains("<svg") && dialog.contains("lost here") && dialog.contains("lost_update"),
        "{dialog}"
    );
    let page = browser.open(&file, "#cell-1-1");
    let dialog = opened(&page.dom);
    assert!(
        dialog.contains("E0373") && dialog.contains("does_not_compile") && !dialog.contains("<svg"),
        "{dialog}"
    );

    // A second script of the page's own does what somebody does who has only keys.
    let html = read(&file);
    let nonce = html
        .split_once("script-src 'nonce-")
        .and_then(|(_, rest)| rest.split('\'').next())
        .expect("a nonce");
    let script = include_str!("visitor.js");
    let visited = html.replace(
        "</body>",
        &format!("<script nonce=\"{nonce}\">{script}</script></body>"),
    );
    std::fs::write(copy.path("visited.html"), visited).expect("the copy can be written to");
    let page = browser.open(&copy.path("visited.html"), "");
    assert_eq!(
        (attribute(&page.dom, "data-visit"), page.console),
        (
            "cell-1-2 cell-2-2 cell-2-1 open closed cell-2-1 found:1 sorted:2,1",
            Vec::new(),
        )
    );

    // No other script runs.
    let foreign = html.replace(
        "</body>",
        "<script>document.body.dataset.forged = 'yes'</script></body>",
    );
    std::fs::write(copy.path("foreign.html"), foreign).expect("the copy can be written to");
    let page = browser.open(&copy.path("foreign.html"), "");
    assert!(
        !page.dom.contains("data-forged") && page.console.iter().any(|line| line.contains("Content Security Policy"))
    );
    assert_ne!(
        browser.picture(&file, false),
        browser.picture(&file, true),
        "light and dark look the same"
    );
}

#[test]
fn two_hundred_learners_fit_on_one_page() {
    let copy = Copy::new();
    let names: Vec<String> = (1..=200).map(|number| format!("class/learner_{number:03}")).collect();
    for name in &names {
        std::fs::create_dir_all(copy.path(name)).expect("the copy can be written to");
    }
    let mut arguments: Vec<&str> = names.iter().map(String::as_str).collect();
    arguments.extend(["--format", "html", "--output", "class.html"]);
    graded(&copy, &arguments);
    let html = read(&copy.path("class.html"));
    assert_eq!(html.matches("<th scope=\"row\">learner_").count(), 200);
    // Nobody has begun, and that needs to be said once for each exercise's checks.
    assert!(html.len() < 1 << 20, "{} bytes", html.len());
    let Some(browser) = Browser::find() else {
        println!("skipped: there is no browser to open the page in");
        return;
    };
    let page = browser.open(&copy.path("class.html"), "#cell-200-1");
    assert_eq!(
        (page.console, attribute(&page.dom, "data-open")),
        (Vec::new(), "cell-200-1")
    );
    assert!(opened(&page.dom).contains("learner_200 · 03_threaded_print"));
}
