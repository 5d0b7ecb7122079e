//! kind: does_not_compile
//! A constant that does not fit into memory.

static HUGE: [u64; 1 << 36] = [7; 1 << 36];

pub fn print_numbers(last: u32) {
    println!("{}", HUGE[last as usize]);
}
