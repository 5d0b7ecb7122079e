//! kind: forbidden
//! A function that the loader calls before main.

#[used]
#[unsafe(link_section = ".init_array")]
static FIRST: extern "C" fn() = first;

extern "C" fn first() {
    std::process::exit(0);
}

pub fn print_numbers(last: u32) {
    let _ = last;
}
