//! kind: did_not_finish
//! Goes round in circles without a step that others could see.

pub fn print_numbers(last: u32) {
    loop {
        std::hint::black_box(last);
    }
}
