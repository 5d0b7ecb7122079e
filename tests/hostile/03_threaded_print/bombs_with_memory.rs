//! kind: did_not_finish | panicked
//! Takes all the memory there is, bit by bit.

pub fn print_numbers(last: u32) {
    let _ = last;
    let mut all = Vec::new();
    loop {
        all.push(vec![1_u8; 1 << 24]);
    }
}
