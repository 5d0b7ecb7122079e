//! The diagrams' colours, for light and dark. Nothing is told by colour alone: arrows differ in their dashes and heads too, and bars
//! have names.

/// What is coloured how: the selector, the property, the colour in light and in dark.
type Rule = (&'static str, &'static str, &'static str, &'static str);

const RULES: &[Rule] = &[
    (".paper", "fill", "#ffffff", "#16181d"),
    ("text", "fill", "#1b1f24", "#e6e8eb"),
    (".muted", "fill", "#57606a", "#a2acb8"),
    (".remark", "fill", "#a40e26", "#ff9d94"),
    (".named", "fill", "#a40e26", "#ff9d94"),
    (".lifeline", "stroke", "#6e7781", "#8b949e"),
    (".tick", "stroke", "#d0d7de", "#373e47"),
    (".dot", "fill", "#1b1f24", "#e6e8eb"),
    (".box", "fill", "#f6f8fa", "#22262d"),
    (".box", "stroke", "#8c959f", "#6e7681"),
    (".decisive .box,.box.decides", "fill", "#ffebe9", "#42181b"),
    (".decisive .box,.box.decides", "stroke", "#cf222e", "#ff7b72"),
    (".bar0", "fill", "#fff4d1", "#3a2f10"),
    (".bar0", "stroke", "#9a6700", "#d9a938"),
    (".bar1", "fill", "#ddf4ff", "#0e2f4d"),
    (".bar1", "stroke", "#0969da", "#58a6ff"),
    (".bar2", "fill", "#dafbe1", "#133720"),
    (".bar2", "stroke", "#1a7f37", "#3fb950"),
    (".bar3", "fill", "#f6e8ff", "#31204e"),
    (".bar3", "stroke", "#8250df", "#bc8cff"),
    (".spawn", "stroke", "#1a7f37", "#56d364"),
    (".join", "stroke", "#6e40c9", "#bc8cff"),
    (".message", "stroke", "#0550ae", "#79c0ff"),
    (".lock", "stroke", "#953800", "#ffa657"),
    (".wake", "stroke", "#a40e6e", "#ff8ad0"),
    (".head.spawn", "fill", "#1a7f37", "#56d364"),
    (".head.join", "fill", "#ffffff", "#16181d"),
    (".head.message", "fill", "#0550ae", "#79c0ff"),
    (".head.lock", "fill", "#953800", "#ffa657"),
    (".head.wake", "fill", "#ffffff", "#16181d"),
];

/// The rules as CSS. Written out without variables, so that programs that draw SVG but are no browsers understand them.
pub fn css() -> String {
    let rules = |colour: fn(&Rule) -> &'static str| {
        let rule = |rule: &Rule| {
            let selector: Vec<String> = rule.0.split(',').map(|part| format!(".diagram {part}")).collect();
            format!("{}{{{}:{}}}\n", selector.join(","), rule.1, colour(rule))
        };
        RULES.iter().map(rule).collect::<String>()
    };
    format!(
        "{}@media (prefers-color-scheme:dark){{\n{}}}\n",
        rules(|rule| rule.2),
        rules(|rule| rule.3)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The contrast of two colours after the Web Content Accessibility Guidelines 2.2.
    fn contrast(one: &str, other: &str) -> f64 {
        let light = |colour: &str| {
            let channel = |at: usize| {
                let value = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).expect("a colour")) / 255.0;
                if value <= 0.04045 {
                    value / 12.92
                } else {
                    ((value + 0.055) / 1.055).powf(2.4)
                }
            };
            0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
        };
        let (one, other) = (light(one) + 0.05, light(other) + 0.05);
        one.max(other) / one.min(other)
    }

    #[test]
    fn texts_and_lines_can_be_read_in_light_and_dark() {
        let colour = |selector: &str, property: &str| {
            let rule = RULES.iter().find(|rule| rule.0 == selector && rule.1 == property);
            let rule = rule.expect("a rule");
            [rule.2, rule.3]
        };
        let grounds = [
            ".paper",
            ".box",
            ".decisive .box,.box.decides",
            ".bar0",
            ".bar1",
            ".bar2",
            ".bar3",
        ];
        for scheme in 0..2 {
            for ground in grounds.map(|ground| colour(ground, "fill")[scheme]) {
                for text in ["text", ".muted", ".remark", ".named"] {
                    let text = colour(text, "fill")[scheme];
                    assert!(
                        contrast(text, ground) >= 4.5,
                        "{text} on {ground}: {}",
                        contrast(text, ground)
                    );
                }
            }
            let paper = colour(".paper", "fill")[scheme];
            for line in [
                ".lifeline",
                ".spawn",
                ".join",
                ".message",
                ".lock",
                ".wake",
                ".bar0",
                ".bar1",
                ".bar2",
                ".bar3",
            ] {
                let line = colour(line, "stroke")[scheme];
                assert!(contrast(line, paper) >= 3.0, "{line}: {}", contrast(line, paper));
            }
        }
    }
}
