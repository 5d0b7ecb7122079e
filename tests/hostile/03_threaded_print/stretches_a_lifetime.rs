//! kind: forbidden
//! Safe code that makes a reference live longer than its value: rust-lang/rust#25860.

use std::thread;

fn right(last: u32) {
    thread::scope(|scope| {
        for first in 1..=2 {
            scope.spawn(move || (first..=last).step_by(2).for_each(|number| println!("{number}")));
        }
    });
}

fn stretch<'a, 'b, T>(_: &'a &'b (), value: &'b T) -> &'a T {
    value
}

fn forever<'a, T>(value: &'a T) -> &'static T {
    let stretch: fn(&'static &'a (), &'a T) -> &'static T = stretch;
    stretch(&&(), value)
}

pub fn print_numbers(last: u32) {
    let kept = {
        let text = last.to_string();
        forever(&text)
    };
    println!("{kept}");
    right(last);
}
