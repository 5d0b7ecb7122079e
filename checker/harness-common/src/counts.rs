//! Whether the end of an `Arc` may put steps in order, which loom doesn't see.
//!
//! To drop an `Arc` is a release, and the drop of the last one acquires what the others have released. The `Arc` of this world is std's own (no
//! other could hold a `dyn` on stable Rust), so loom knows nothing of it, and would show old values where there can be none: in the `drop` of
//! what is shared, or after `try_unwrap`. Read off the source, as a person would; where in doubt, they may.

/// What asks for the count of an `Arc`, by words that are rarely used for anything else.
const ASKS: [&str; 8] = [
    "strong_count",
    "weak_count",
    "upgrade",
    "try_unwrap",
    "unwrap_or_clone",
    "Arc::into_inner",
    "Arc::get_mut",
    "Arc::make_mut",
];

/// What makes an `Arc` of something; all else (`Arc::clone`, `Arc::ptr_eq`) takes one that is there already.
const MAKES: [&str; 4] = ["new_cyclic", "new", "from", "pin"];

/// Whether a program may hang on the count of an `Arc`: it asks for it, or shares something whose end does something.
pub fn may_order(source: &str) -> bool {
    let code: String = source
        .lines()
        .map(|line| without_comment(line).to_owned() + "\n")
        .collect();
    let ends = with_an_end(&code);
    ASKS.iter().any(|ask| code.contains(ask))
        || shared(&code).any(|what| mentions_one(what, &ends) || hides_one(what, &ends))
}

fn without_comment(line: &str) -> &str {
    line.split("//").next().unwrap_or_default()
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_alphanumeric() && letter != '_')
        .filter(|word| !word.is_empty())
}

fn mentions_one(text: &str, types: &[&str]) -> bool {
    words(text).any(|word| types.contains(&word))
}

/// The types that have a `Drop` of their own, or a part that has.
fn with_an_end(code: &str) -> Vec<&str> {
    let heads = code
        .match_indices("Drop for ")
        .map(|(at, head)| &code[at + head.len()..]);
    let mut ends: Vec<&str> = heads.filter_map(|rest| words(rest).next()).collect();
    loop {
        let more = declared(code).find(|(name, parts)| !ends.contains(name) && mentions_one(parts, &ends));
        match more {
            Some((name, _)) => ends.push(name),
            None => return ends,
        }
    }
}

/// Each type that is declared, with its parts.
fn declared(code: &str) -> impl Iterator<Item = (&str, &str)> {
    let heads = ["struct ", "enum ", "type "];
    heads
        .into_iter()
        .flat_map(|head| code.match_indices(head))
        .filter_map(|(at, head)| {
            let rest = &code[at + head.len()..];
            let end = rest.find(['{', ';', '(']).unwrap_or(rest.len());
            let parts = match rest[end..].chars().next() {
                Some(open @ ('{' | '(')) => inside(&rest[end..], open),
                _ => &rest[..end],
            };
            Some((words(rest).next()?, parts))
        })
}

/// What stands in `Arc<…>`, and in `Arc::new(…)` and the like.
fn shared(code: &str) -> impl Iterator<Item = &str> {
    code.match_indices("Arc").flat_map(|(at, name)| {
        let rest = code[at + name.len()..].trim_start_matches(':');
        let types = rest.starts_with('<').then(|| inside(rest, '<'));
        let made = MAKES.iter().find_map(|make| rest.strip_prefix(make));
        let call = made.filter(|call| call.starts_with('('));
        types.into_iter().chain(call.map(|call| inside(call, '(')))
    })
}

/// Whether a variable or `Self` is shared, of which it isn't known here what it is.
fn hides_one(what: &str, ends: &[&str]) -> bool {
    let mut words = words(what);
    let unknown = match (words.next(), words.next()) {
        (Some("Self"), _) => true,
        (Some(name), None) => name.starts_with(|letter: char| letter.is_lowercase()),
        _ => false,
    };
    unknown && !ends.is_empty()
}

/// From behind the bracket at the beginning to the one that belongs to it.
fn inside(text: &str, open: char) -> &str {
    let close = match open {
        '{' => '}',
        '(' => ')',
        _ => '>',
    };
    let mut depth = 0;
    let mut before = ' ';
    for (at, letter) in text.char_indices() {
        if letter == open {
            depth += 1;
        } else if letter == close && before != '-' && before != '=' {
            depth -= 1;
            if depth == 0 {
                return &text[open.len_utf8()..at];
            }
        }
        before = letter;
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    const BELL: &str = "struct Bell(Thread); impl Drop for Bell { fn drop(&mut self) { self.0.unpark() } }";

    #[test]
    fn an_end_that_is_shared_may_order() {
        let shared = [
            "let bell = Arc::new(Bell(thread::current()));",
            "let bell: Arc<Bell> = Bell(me).into();",
            "let bell = Bell(me); let bell = Arc::new(bell);",
            "struct Both { left: usize, bell: Bell } fn f(both: &Arc<Mutex<Both>>) {}",
            "enum Of { None, One(Bell) } let of = Arc::<Of>::new(Of::None);",
            "type Rung = Bell; fn f(rung: Arc<Rung>) {}",
            "impl Bell { fn share() -> impl Clone { Arc::new(Self(thread::current())) } }",
            "let ring: Arc<dyn Fn() -> usize> = todo!(); let bell = Arc::new(Mutex::new(Bell(me)));",
        ];
        for text in shared {
            assert!(may_order(&format!("{BELL}\n{text}")), "{text}");
        }
    }

    #[test]
    fn one_that_nobody_shares_does_not() {
        let own = [
            "let bell = Bell(me); thread::spawn(move || drop(bell));",
            "// let bell = Arc::new(Bell(me));",
            "struct Claim { of: Arc<AtomicBool> } impl Drop for Claim { fn drop(&mut self) {} }",
            "let left = Arc::new(AtomicUsize::new(files.len())); let ours = Arc::clone(&left);",
            "let ring: Arc<dyn Fn() -> usize> = Arc::new(|| 1); let bell = Bell(me);",
        ];
        for text in own {
            assert!(!may_order(&format!("{BELL}\n{text}")), "{text}");
        }
        assert!(!may_order("let all = Arc::new(all);"));
    }

    #[test]
    fn who_asks_for_the_count_may_wait_for_it() {
        assert!(may_order("while Arc::strong_count(&all) > 1 { thread::yield_now(); }"));
        assert!(may_order("let all = Arc::into_inner(all).unwrap();"));
        assert!(!may_order("let count = count.into_inner().unwrap();"));
    }
}
