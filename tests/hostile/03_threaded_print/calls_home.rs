//! kind: forbidden
//! Asks the network for help.

use std::thread;

fn right(last: u32) {
    thread::scope(|scope| {
        for first in 1..=2 {
            scope.spawn(move || (first..=last).step_by(2).for_each(|number| println!("{number}")));
        }
    });
}

pub fn print_numbers(last: u32) {
    if let Ok(mut stream) = std::net::TcpStream::connect("127.0.0.1:80") {
        let _ = std::io::Write::write_all(&mut stream, b"help");
    }
    right(last);
}
