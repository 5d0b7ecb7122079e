//! kind: deadlock
//! Waits at a pipe for what nobody will write: the pipe is simulated, so it is no wait in the operating system.

pub fn print_numbers(last: u32) {
    let _ = last;
    let (mut reader, _writer) = std::io::pipe().unwrap();
    let mut rest = String::new();
    std::io::Read::read_to_string(&mut reader, &mut rest).unwrap();
}
