use super::*;
use crate::render::samples::{ada, eve, is_harmless};
use roxmltree::{Document, ParsingOptions};

/// The page without what is between the tags of scripts and style sheets, which is no markup.
fn markup(page: &str) -> String {
    let (before, rest) = page.split_once("<style>").expect("a style sheet");
    let (_, rest) = rest.split_once("</style>").expect("it ends");
    let (middle, rest) = rest.split_once("<script").expect("a script");
    let (_, after) = rest.split_once("</script>").expect("it ends");
    assert!(!after.contains("<script"), "{after}");
    format!("{before}{middle}{after}")
}

fn with_page(submissions: &[Submission], look: impl Fn(&str, &Document)) {
    let page = page(submissions, "0123");
    let markup = markup(&page);
    let options = ParsingOptions {
        allow_dtd: true,
        nodes_limit: u32::MAX,
        ..ParsingOptions::default()
    };
    let document = Document::parse_with_options(&markup, options).unwrap_or_else(|error| panic!("{error}\n{markup}"));
    let mut ids: Vec<&str> = document.descendants().filter_map(|node| node.attribute("id")).collect();
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), count, "an id occurs twice");
    look(&page, &document);
}

fn classed<'a>(document: &'a Document, tag: &str, class: &str) -> usize {
    let is = |node: &roxmltree::Node<'a, 'a>| node.has_tag_name(tag) && node.attribute("class") == Some(class);
    document.descendants().filter(is).count()
}

#[test]
fn every_cell_opens_a_template_that_is_there() {
    with_page(&[ada(), ada(), eve()], |_, document| {
        let known = |id: String| document.descendants().any(|node| node.attribute("id") == Some(&id));
        let cells: Vec<&str> = document
            .descendants()
            .filter_map(|node| node.attribute("data-cell"))
            .collect();
        assert_eq!(cells.len(), 8);
        assert!(cells.iter().all(|cell| known(format!("said-{cell}"))), "{cells:?}");
        let pictures: Vec<&str> = document
            .descendants()
            .filter_map(|node| node.attribute("data-picture"))
            .collect();
        assert!(!pictures.is_empty() && pictures.iter().all(|picture| known(format!("picture-{picture}"))));
        assert_eq!(classed(document, "td", "passed"), 2);
        assert_eq!(classed(document, "td", "failed"), 3);
    });
}

#[test]
fn everything_that_the_script_asks_for_is_there() {
    with_page(&[ada()], |_, document| {
        let ids: Vec<&str> = document.descendants().filter_map(|node| node.attribute("id")).collect();
        for part in SCRIPT.split("byId(\"").skip(1) {
            let id = part.split('"').next().unwrap_or("");
            assert!(ids.contains(&id) || ["said-", "picture-"].contains(&id), "{id}");
        }
    });
}

#[test]
fn whatever_a_learner_writes_is_text() {
    with_page(&[eve()], |page, document| {
        assert!(is_harmless(page));
        assert!(!document.descendants().any(|node| node.has_tag_name("script")));
        let handlers = document.descendants().flat_map(|node| node.attributes());
        assert!(!handlers.into_iter().any(|attribute| attribute.name().starts_with("on")));
        // The name, the message in several places, what was printed: all of it is there, and none of it as markup.
        assert!(page.matches("&lt;script&gt;alert(1)").count() >= 4);
        assert!(!page.contains("<script>alert"));
    });
}

#[test]
fn nothing_is_fetched() {
    with_page(&[ada(), eve()], |page, _| {
        assert!(page.contains("default-src 'none'") && page.contains("script-src 'nonce-0123'"));
        for fetching in [" src=", "url(http", "@import", "<link", "<img"] {
            assert!(!page.contains(fetching), "{fetching}");
        }
    });
}

#[test]
fn what_is_said_alike_is_in_the_page_once() {
    let class = |count: usize| page(&vec![ada(); count], "0123").len();
    let (one, many) = (class(1), class(200));
    // What a row needs, not what its cells open.
    assert!((many - one) / 199 < 1000, "{one} {many}");
}

#[test]
fn pictures_for_which_there_is_no_room_are_told_in_text() {
    let class: Vec<Submission> = (0..200)
        .map(|number| {
            let mut submission = ada();
            submission.name = format!("learner {number}");
            if let crate::verdict::Outcome::Failed(_, why) = &mut submission.graded[1].verdict.checks[1].outcome {
                let story = why.story.as_mut().expect("a story");
                story.steps[1].text = format!("read {number}");
            }
            submission
        })
        .collect();
    let room = 200_000;
    let page = page_within(&class, "0123", room);
    let pictures: usize = page
        .split("<svg")
        .skip(1)
        .map(|picture| picture.find("</svg>").unwrap_or(0))
        .sum();
    assert!(pictures <= room && pictures > room / 2, "{pictures}");
    let (drawn, told) = (
        page.matches("<template id=\"picture-").count(),
        page.matches("<pre tabindex").count(),
    );
    assert!(drawn > 10 && told > 10, "{drawn} drawn, {told} told");
    // Those who have not begun all say the same.
    assert_eq!(drawn + told, 200 + 1);
}
