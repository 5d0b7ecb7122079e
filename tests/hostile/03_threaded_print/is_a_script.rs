#!/usr/bin/env it's
//! kind: forbidden
//! rustc skips the first line, whatever is in it; an apostrophe there must not end the search of the rest.

pub fn print_numbers(last: u32) {
    let last = unsafe { *(&last as *const u32) };
    println!("{last}");
}
