//! kind: forbidden
//! The same, behind a condition that always holds.

#[cfg_attr(all(), export_name = "main")]
pub extern "C" fn first() -> i32 {
    0
}

pub fn print_numbers(last: u32) {
    let _ = last;
}
