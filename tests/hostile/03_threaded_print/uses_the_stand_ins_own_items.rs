//! kind: forbidden
//! Ends the execution as if it had returned.

pub fn print_numbers(last: u32) {
    let _ = last;
    std::__engine::end(std::__engine::Ending::Returned);
}
