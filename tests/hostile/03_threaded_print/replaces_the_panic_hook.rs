//! kind: forbidden
//! Panics with a hook that leaves with status 0.

pub fn print_numbers(last: u32) {
    let _ = last;
    std::panic::set_hook(Box::new(|_| std::process::exit(0)));
    panic!();
}
