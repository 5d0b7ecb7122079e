//! kind: did_not_finish
//! Waits in the operating system for what nobody will write, and with it all threads of the stand-in.

pub fn print_numbers(last: u32) {
    let _ = last;
    let (mut reader, _writer) = std::io::pipe().unwrap();
    let mut rest = String::new();
    std::io::Read::read_to_string(&mut reader, &mut rest).unwrap();
}
